"""Vietnamese sentences about rows and headers: what does not fit together, and what to do (messy-input catalogue)."""

# Headers
NO_TITLES = "Tab '{0}' không có dòng tiêu đề. Hãy khôi phục dòng 1 của tab này."
NO_HEADER = "Tab '{0}' thiếu cột '{1}'."
ALIKE_HEADER = "Có cột gần giống: '{0}'."
MEND_HEADER = "Hãy sửa dòng tiêu đề."
RENAME_HEADER = "Đổi tiêu đề '{0}' thành '{1}'."
TWO_COLUMNS = "Có nhiều cột '{0}' (cột {1}); chỉ đọc cột đầu."
TWO_COLUMNS_REMEDY = "Đổi tên hoặc xóa cột thừa."
NO_TITLE = "Cột {0} có số liệu nhưng không có tiêu đề; không đọc cột này."
NO_TITLE_REMEDY = "Ghi tiêu đề cho cột."

RENAMED_TAB = "Tab '{0}' đang mang tên '{1}'; vẫn được đọc."
RENAMED_TAB_REMEDY = "Đổi tên tab lại thành '{0}'."
AMERICAN = "Bảng tính đang để vùng Hoa Kỳ nên ngày dễ bị đảo. Vào Tệp › Cài đặt › Ngôn ngữ: Việt Nam."
FOREIGN = "Bảng tính đang để vùng '{0}' nên ngày dễ bị đảo. Vào Tệp › Cài đặt › Ngôn ngữ: Việt Nam."
LOCALE_REMEDY = "Vào Tệp › Cài đặt › Ngôn ngữ: Việt Nam."

# Merged cells
MERGED = "Dòng {0}: ô '{1}' bị gộp. Bỏ gộp rồi điền từng dòng."
MERGED_ACROSS = "Dòng {0}: các ô từ cột {1} đến cột {2} bị gộp. Bỏ gộp rồi điền từng ô."
MERGED_REMEDY = "Bỏ gộp rồi điền từng dòng."

# Rows that are no records
TOTALS_SKIPPED = "Đã bỏ qua dòng tổng."
TOTALS_REMEDY = "Xóa dòng tổng; ứng dụng tự cộng."
TOTAL_WORDS = frozenset({"tong", "cong", "tong cong", "tong so", "cong tong"})
GRAND_TOTAL = "tong cong "
SIGNATURE_WORDS = frozenset(
    {
        "nguoi lap",
        "nguoi lap bieu",
        "nguoi lap bang",
        "nguoi tong hop",
        "ky ten",
        "(ky ten)",
        "(ky, ghi ro ho ten)",
        "(ky, dong dau)",
        "ky, ghi ro ho ten",
        "truong thon",
        "bi thu chi bo",
        "chu tich",
        "tm. uy ban nhan dan",
        "tm. ubnd",
        "tm. ubnd xa",
        "noi nhan",
    }
)
SIGNATURE_DATE = r".*\bngay\b.*\bthang\b.*\bnam\b.*"

DEFAULT_HOLDS = "Sửa giá trị; đến lúc đó dùng giá trị mặc định."
NOT_OF_YEAR = "Ngày này không thuộc năm kế hoạch {0}."
NOT_OF_YEAR_REMEDY = "Kiểm tra lại năm của ngày này ở tab Cài đặt."
NOT_IN_LIST = {
    "khoa_ky": "Không đọc được quý: {0}. Ghi dạng 2026-Q2, nhiều quý cách nhau bằng dấu ;",
    "ngoai_le_khoa_ky": "Không đọc được ngoại lệ: {0}. Ghi quý và mã đơn vị, dạng 2026-Q2/TH-05, cách nhau bằng dấu ;",
}
REST_HOLDS = "Sửa phần này; các phần khác của danh sách vẫn có hiệu lực."

# Single rows
OTHER_YEAR = "Dòng này ghi năm {0}, sổ này là của năm {1}."
OTHER_YEAR_REMEDY = "Sửa Năm thành {1}, hoặc ghi dòng này vào sổ năm {0}."
MISSING = "Thiếu '{0}'."
MISSING_REMEDY = "Điền cột '{0}'."
END_BEFORE_START = "Ngày kết thúc sớm hơn ngày bắt đầu."
BEFORE = "'{0}' sớm hơn '{1}'."
DATES_REMEDY = "Sửa một trong hai ngày."
ABOVE_ZERO = "'{0}' phải lớn hơn 0."
AT_MOST = "'{0}' phải từ 0 đến {1}."
AT_MOST_REMEDY = "Nhập số từ 0 đến {0}."
INSPECTION_TYPED = "Điểm chấp hành kiểm tra tính từ tab Kiểm tra và Tồn tại, không nhập tay. Điểm này không được tính."
INSPECTION_TYPED_REMEDY = "Xóa điểm này."
ABOVE_ZERO_REMEDY = "Nhập số lớn hơn 0."
TOO_LONG = "Dài {0} ký tự, tối đa {1}."
TOO_LONG_REMEDY = "Viết ngắn lại."
STATE_NEEDS_DATE = "Trạng thái '{0}' cần cột '{1}'."
NOT_DATED = "Đã nộp nhưng thiếu 'Ngày nộp': không tính là đúng hạn."
NOT_DATED_REMEDY = "Ghi ngày đã nộp."

# Several rows
UNKNOWN_ID = "Mã không tồn tại"
UNKNOWN_ID_REMEDY = "Chọn mã có ở tab '{0}'."
OR_TAB = "' hoặc '"
SAME_ID = "Mã '{0}' đã có ở dòng {1}. Dòng này không được tính."
SAME_ID_REMEDY = "Xóa dòng chép, hoặc xóa mã để ứng dụng cấp mã mới."
SAME_KEY = "'{0}' đã có ở dòng {1}. Dòng này không được tính."
SAME_KEY_REMEDY = "Giữ lại một dòng."
SAME_TITLE = "Đăng ký trùng với {0}."
SAME_TITLE_REMEDY = "Rút một đăng ký hoặc đặt tên khác."
SAME_REPORT = "Báo cáo trùng"
SAME_REPORT_REMEDY = "Chỉ tính {0}. Giữ lại một báo cáo cho mỗi quý."
CUMULATIVE_FALLS = "Số lũy kế giảm từ {0} xuống {1}. Có phải đã nhập số trong kỳ?"
CUMULATIVE_REMEDY = "Nhập số cộng dồn từ đầu."
TOO_MANY_HOUSEHOLDS = "Số hộ tham gia ({0}) lớn hơn tổng số hộ của thôn ({1})."
TOO_MANY_HOUSEHOLDS_REMEDY = "Sửa số hộ tham gia, hoặc 'Tổng số hộ' ở tab '{0}'."

# What it does to the charts
ROW_NOT_COUNTED = "Cả dòng không được tính."
CELL_NOT_COUNTED = "Ô này không được tính."
COUNTED_AS_READ = "Đã tính theo cách hiểu này."
NO_EFFECT = "Chưa làm sai số liệu."
LAST_GOOD = "Số liệu trên màn hình giữ ở lần đọc tốt gần nhất."
NOT_COUNTED = "Dòng này không vào số liệu tổng hợp."
OUT_OF_UNITS = "Không tính cho thôn, đơn vị nào."
OUT_OF_YEAR = "Không tính vào năm kế hoạch."
OF_ANOTHER_YEAR = "Không tính là số liệu của năm kế hoạch."
OUT_OF_QUARTERS = "Không tính vào quý nào."
OUT_OF_FIELDS = "Không vào biểu đồ lĩnh vực."
OUT_OF_MODELS = "Không gắn với mô hình nào nên tiến độ không được tính."
OUT_OF_GROUPS = "Không vào nhóm thôn, đơn vị nào trên biểu đồ."
OUT_OF_OBLIGED = "Không rõ có phải đăng ký hay không."
NO_MILESTONE = "Không có mốc để so tiến độ."
NO_PROGRESS = "Tiến độ quý này để trống trên biểu đồ."
SELF_REPORTED = "Tạm dùng tiến độ tự báo cáo."
NOT_REGISTERED = "Mô hình chưa được tính là đã đăng ký."
NO_END = "Không rõ mô hình kết thúc khi nào."
NO_HOUSEHOLD_RATE = "Không tính được tỷ lệ hộ tham gia."
NO_DEADLINE = "Không tính được là đúng hạn hay quá hạn."
DEFAULT_USED = "Đang dùng giá trị mặc định."
NOT_LOCKED = "Phần này không khóa, không mở quý nào."

# Seed rows
ADMINISTRATOR = "Quản trị"
LEADERS_OFFICE = "Lãnh đạo UBND"
