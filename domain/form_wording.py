"""What forms say beside a field that cannot be sent as it is: short, polite, with the remedy (design, Microcopy)."""

CHOOSE_UNIT = "Chọn thôn hoặc đơn vị"
SAY_WHICH_FIELD = "Ghi rõ lĩnh vực khác"
TARGET_ABOVE_ZERO = "Giá trị chỉ tiêu phải lớn hơn 0"
END_BEFORE_START = "Ngày kết thúc phải từ ngày bắt đầu trở đi"
YEAR_OF_PLAN = "Kiểm tra lại năm của ngày này"
NO_PERSONAL_NUMBERS = "Không ghi số điện thoại/CCCD vào bảng chung."
AT_MOST = "{0}: từ 0 đến {1}"
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

# Where the word of a field alone would ask for something else: "Table.field".
ASK_OF = {
    "Inspection.kind": "Chọn loại hoạt động",
    "Communication.kind": "Chọn loại hoạt động",
    "Communication.channel": "Chọn kênh",
    "Communication.audience": "Chọn ít nhất một đối tượng",
    "Feedback.unit_id": "Chọn UBMTTQ hoặc tổ chức CT-XH",
    "Feedback.kind": "Chọn loại ý kiến",
    "Exemplar.kind": "Chọn loại điển hình",
    "Exemplar.name": "Nhập tên mô hình, tập thể, cá nhân hoặc cách làm",
    "Exemplar.achievement": "Nhập tóm tắt thành tích",
    "Exemplar.public": "Chọn Có hoặc Không",
    "Reward.recipient": "Nhập tập thể, cá nhân được đề nghị khen",
    "Reward.recipient_kind": "Chọn loại đối tượng",
    "Reward.form": "Chọn hình thức khen",
    "Reward.ad_hoc": "Chọn Có hoặc Không",
    "Reward.proposed": "Chọn ngày đề nghị",
}

NO_MOVE = "Không chuyển được từ “{0}” sang “{1}”."
SAY_WHY = "Ghi lý do"
NOT_YET_FULL = "Tiến độ mới đạt {0}%. Ghi căn cứ nếu vẫn kết thúc mô hình."
NOT_FUTURE = "Ngày này chưa đến"
BEFORE_APPROVAL = "Ngày này sớm hơn ngày duyệt ({0})"
NOT_APPROVED_YET = "Mô hình chưa được duyệt nên chưa báo cáo được"
LOCKED_QUARTER = (
    "Quý {0}/{1} đã khóa, đơn vị không ghi được nữa. Đề nghị chuyên viên mở ngoại lệ ở trang Khóa kỳ, rồi gửi lại; "
    "nội dung đã nhập vẫn còn."
)
NEXT_YEAR = "Ngày này không thuộc năm kế hoạch {0}. Chọn năm {1} rồi ghi ở đó; nếu chưa có, đề nghị quản trị mở năm."
OTHER_YEAR = "Ngày này không thuộc năm kế hoạch {0}. Kiểm tra lại ngày, hoặc chọn năm {1} rồi ghi ở đó."
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
TYPE_THE_COMMUNE = "Gõ đúng tên xã và năm: {0}"
NOT_EMPTIED_ANY_MORE = "Sổ năm {0} đã nối với sổ năm {1}, nơi mô hình của sổ này đi tiếp; không làm trống được nữa"
ROW_WITHOUT_ID = "(dòng {0}, chưa có mã)"

# Communication, tasks, service, opinions, exemplars, rewards
CHOOSE_MEASURE = "Chọn đơn vị tính của số lượng"
ENTER_QUANTITY = "Nhập số lượng, hoặc bỏ đơn vị tính"
SAY_WITH_WHAT = "Ghi nội dung lồng ghép"
ONLY_POLICE = "Chỉ hoạt động của Công an xã ghi “Ba nhất”"
UNKNOWN_IDS = "Không có mã {0} trong sổ"
MORE_THAN_INVITED = "Số người dự ({0}) nhiều hơn số người triệu tập ({1}). Có đúng không?"
SAY_RESULT = "Ghi kết quả, minh chứng"
SAY_WHY_NOT = "Ghi lý do không áp dụng"
CHOOSE_STATE = "Chọn trạng thái"
MORE_THAN_WHOLE = "“{0}” ({1}) lớn hơn “{2}” ({3}). Kiểm tra lại hai số."
UNKNOWN_FIGURE = "Không có chỉ tiêu này"
CHOOSE_ORGANISATION = "Chọn UBMTTQ hoặc tổ chức CT-XH"
UNKNOWN_TARGET = "Chọn đơn vị hoặc mô hình có trong sổ"
SAY_REPLY = "Ghi nội dung trả lời"
CHOOSE_ACCEPTANCE = "Chọn mức tiếp thu"
BEFORE_THAT = "Ngày này sớm hơn ngày {0} ({1})"
OF_OPINION, OF_PROPOSAL, OF_REQUEST = "có ý kiến", "đề xuất", "đề nghị"
CHOOSE_MODEL = "Chọn mô hình của đơn vị"
ENTER_MEETING = "Chọn ngày họp bình xét"
ENTER_APPROVAL = "Nhập tỷ lệ tán thành"
CHOOSE_RESULT = "Chọn kết quả"
ONLY_IF_RECOGNISED = "Chỉ chọn đơn vị tiếp nhận khi được công nhận"
NOT_TO_ITSELF = "Đơn vị đề xuất không tiếp nhận của chính mình"
ENTER_DECISION = "Nhập số quyết định"
CHOOSE_DECISION_DAY = "Chọn ngày quyết định"

# Scores and criteria
ENTER_CRITERION = "Nhập tên tiêu chí"
MOST_ABOVE_ZERO = "Điểm tối đa: lớn hơn 0, không quá {0}"
NOT_FOR_THIS_TYPE = "Tiêu chí này không áp dụng cho loại đơn vị này"
INSPECTION_IS_COMPUTED = "Điểm chấp hành kiểm tra tính từ tab Kiểm tra và Tồn tại, không nhập tay"
POINTS_BETWEEN = "Nhập điểm từ {0} đến {1}"
POINTS_OR_REASON = "Nhập điểm từ {0} đến {1}, hoặc ghi lý do điều chỉnh"
SAY_WHY_ADJUSTED = "Tiêu chí này tính tự động. Ghi lý do điều chỉnh, hoặc để trống điểm thẩm định"
SAY_WHY_BONUS = "Ghi lý do thưởng, trừ điểm"

METHOD_OF_INSPECTION = "Tiêu chí này luôn tính tự động"
METHOD_WITH_COUNCIL = "Tiêu chí này có phần hội đồng chấm: chọn Hội đồng"
METHOD_WITHOUT_RULE = "Tiêu chí này chưa có cách tính tự động: chọn Hội đồng"
CHOOSE_METHOD = "Chọn cách chấm"

# Locking a quarter
NOT_OF_PLAN = "Chỉ khóa quý của năm kế hoạch ({0})"
LOCKED_ALREADY = "Quý {0}/{1} đã khóa"
NOT_LOCKED = "Quý {0}/{1} đang mở, chưa khóa"
TOO_EARLY = "Khóa được từ ngày {0} (hạn báo cáo của quý)"
LOCK_ANYWAY = "{0} Khóa quý {1}/{2}?"
STILL_RUNS = "Quý còn đến {0}."
STILL_MISSING = "Còn thiếu: {0}."
MISSING_REPORTS = "{0} báo cáo chưa nộp"
UNCONFIRMED = "{0} báo cáo, tổng hợp chưa xác nhận"
UNVERIFIED = "{0} tồn tại đến hạn chưa xác minh đạt"
WRONG_CELLS = "{0} ô ghi sai trong Lỗi dữ liệu"
CHOOSE_UNITS = "Chọn ít nhất một đơn vị"
OPEN_ALREADY = "Đã mở ngoại lệ cho: {0}"
NO_EXCEPTION = "Không có ngoại lệ cho: {0}"

# From one year to the next
ENTER_PLAN_NO = "Nhập số kế hoạch; chưa ban hành thì ghi …/KH-UBND"
ENTER_PLAN_DATE = "Chọn ngày ban hành kế hoạch; chưa ban hành thì chọn ngày dự kiến"
TOO_EARLY_FOR_YEAR = "Sổ năm {0} mở được từ năm {1}"
PLAN_DATE_OF_YEAR = "Ngày ban hành kế hoạch năm {0} phải trong năm {1} hoặc năm {0}"
OPENED_ALREADY = "Sổ năm {0} đã được mở ở nơi khác. Tải lại trang."
ENTER_ADDRESS = "Dán địa chỉ của trang tính trống dành cho năm {0}"
NO_ADDRESS = "Địa chỉ này không phải địa chỉ của một trang tính Google"
BOOK_OF_CHAIN = "Trang tính này đã là sổ của một năm. Tạo một trang tính trống khác rồi dán địa chỉ"
BOOK_NOT_FOUND = "Không tìm thấy trang tính này. Kiểm tra lại địa chỉ"
BOOK_NOT_SHARED = "Ứng dụng chưa đọc được trang tính này. Chia sẻ cho tài khoản dịch vụ với quyền Người chỉnh sửa"
BOOK_READ_ONLY = "Ứng dụng đọc được nhưng chưa ghi được vào trang tính này. Đổi quyền thành Người chỉnh sửa"
BOOK_NOT_EMPTY = "Trang tính này đã có dòng ở tab {0}. Dùng một trang tính trống"
ALIKE_NEXT_YEAR = "Sổ năm sau đã có mô hình tên gần giống của đơn vị: {0}. Ghi {1} vào cột Mô hình gốc của mô hình đó"
CHOOSE_RECEIVERS = "Chọn ít nhất một thôn hoặc đơn vị tiếp nhận"
CANNOT_RECEIVE = "Không nhân rộng tới {0}: không đăng ký được mô hình hoặc là chính đơn vị này"
RECEIVED_ALREADY = "Đã nhân rộng tới {0}"
NOT_OF_EARLIER_YEAR = "Mô hình gốc không thuộc năm trước của sổ này"

# Deleted rows that are brought back
STANDS_AGAIN = "Dòng {0} đã có trên trang tính, không khôi phục thêm lần nữa."
NOT_THAT_ROW = "Nhật ký không giữ đủ nội dung của dòng {0} nên chưa khôi phục được."

# What a reminder was about (tab Kiểm tra, Đôn đốc)
REMINDED_OF = "Đã nhắc: {0}."
REMIND_REPORT = "báo cáo quý {0} ({1})"
REMIND_REGISTRATION = "đăng ký mô hình"
REMIND_FINDING = "khắc phục tồn tại {0}"
