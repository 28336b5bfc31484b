"""What forms say beside a field that cannot be sent as it is: short, polite, with the remedy (design, Microcopy)."""

CHOOSE_UNIT = "Chọn thôn hoặc đơn vị"
SAY_WHICH_FIELD = "Ghi rõ lĩnh vực khác"
TARGET_ABOVE_ZERO = "Giá trị chỉ tiêu phải lớn hơn 0"
END_BEFORE_START = "Ngày kết thúc phải từ ngày bắt đầu trở đi"
YEAR_OF_PLAN = "Kiểm tra lại năm của ngày này"
NO_PERSONAL_NUMBERS = "Không ghi số điện thoại/CCCD vào bảng chung."
TOO_LONG = "{0}: tối đa {1} ký tự, hiện có {2} ký tự"
ENTER = "Nhập {0}"

ASK = {
    "unit_id": CHOOSE_UNIT,
    "title": "Nhập tên mô hình",
    "field": "Chọn một lĩnh vực",
    "kind": "Chọn tập thể hoặc cá nhân",
    "objective": "Nhập mục tiêu cần đạt",
    "kpi_name": "Nhập chỉ tiêu đo được",
    "kpi_target": "Nhập giá trị chỉ tiêu",
    "kpi_unit": "Nhập đơn vị tính của chỉ tiêu",
    "method": "Nhập nội dung, cách làm",
    "owner": "Nhập chức danh người phụ trách",
    "start": "Chọn ngày bắt đầu",
    "end": "Chọn ngày kết thúc dự kiến",
    "prog_self": "Nhập tiến độ lũy kế",
    "model_id": "Chọn mô hình",
    "quarter": "Chọn quý",
    "content": "Nhập nội dung",
    "severity": "Chọn mức độ",
    "request": "Nhập yêu cầu khắc phục",
    "due": "Chọn hạn khắc phục",
    "date": "Chọn ngày",
    "raised": "Chọn ngày nêu",
    "group": "Chọn nhóm",
}

NO_MOVE = "Không chuyển được từ “{0}” sang “{1}”."
SAY_WHY = "Ghi lý do"
NOT_YET_FULL = "Tiến độ mới đạt {0}%. Ghi căn cứ nếu vẫn kết thúc mô hình."
NOT_FUTURE = "Ngày này chưa đến"
BEFORE_APPROVAL = "Ngày này sớm hơn ngày duyệt ({0})"
NOT_APPROVED_YET = "Mô hình chưa được duyệt nên chưa báo cáo được"
LOCKED_QUARTER = "Quý này đã khóa. Liên hệ Văn phòng HĐND và UBND xã để được mở."
FUTURE_QUARTER = "Quý này chưa bắt đầu"
REPORTED_ALREADY = "Báo cáo quý này đã nộp, đang chờ xác nhận hoặc đã xác nhận"
FILL_SOMETHING = "Nhập ít nhất một mục trước khi nộp"
LOWER_THAN_LAST = "Lần trước là {0}%. Có phải đã nhập số trong kỳ?"
DUE_AFTER_INSPECTION = "Hạn khắc phục phải sau ngày kiểm tra"
LATER_THAN_NOW = "Hạn mới phải sau hạn hiện nay ({0})"
SAY_REMEDY = "Ghi kết quả khắc phục"
CONCLUDE = "Nhập kết luận"
ONLY_SELF_CHECKS = "Đơn vị chỉ ghi Tự kiểm tra và Đôn đốc hộ"
SAY_WHO = "Ghi người xử lý hoặc người quyết định"
SAY_MEASURES = "Ghi biện pháp đã thực hiện"
TYPE_THE_COMMUNE = "Gõ đúng tên xã: {0}"
ROW_WITHOUT_ID = "(dòng {0}, chưa có mã)"

# Deleted rows that are brought back
STANDS_AGAIN = "Dòng {0} đã có trên trang tính, không khôi phục thêm lần nữa."
NOT_THAT_ROW = "Nhật ký không giữ đủ nội dung của dòng {0} nên chưa khôi phục được."
