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
}
