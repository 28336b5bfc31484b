"""Vietnamese sentences of the rules that read cells: what is wrong, and what to do (messy-input catalogue)."""

# Names of units (domain.names)
VILLAGE = "Thôn {0}"
UNIT_WORDS = ("thôn", "xóm", "bản", "làng", "tổ dân phố", "tdp", "khu")
FORMER = "({0} cũ)"
FORMER_TYPED = (
    "{0} ({1} cũ)",
    "{0} ({1})",
    "{0} (xã {1} cũ)",
    "{0} (xã {1})",
    "{0} - {1} cũ",
    "{0} - {1}",
    "{0} {1} cũ",
)

# Any cell
FORMULA_ERROR = "Ô có công thức lỗi {0}."
FORMULA_REMEDY = "Sửa công thức hoặc nhập giá trị."
UNREADABLE = "Không đọc được giá trị '{0}'."
PERSONAL_NUMBER = "Không ghi số điện thoại/CCCD vào bảng chung."
PERSONAL_NUMBER_REMEDY = "Xóa dãy số này khỏi ô."
MEANT = "Có thể là {0}."
SEPARATED_BY = "; "
TRUE_TEXT = ("FALSE", "TRUE")

# Days
NO_SUCH_DAY = "Ngày {0} không tồn tại. Hãy nhập dạng ngày/tháng/năm, ví dụ {1}."
CONCRETE_DAY = "Cần ngày cụ thể, ví dụ 31/08/2026."
MONTH_FIRST = "Ngày có dạng tháng/ngày, đã hiểu là {0}"
YEAR_ADDED = "Ngày không ghi năm, đã hiểu là {0}"
END_OF_MONTH = "Chưa ghi ngày, đã hiểu là {0}"
YEAR_OUT_OF_RANGE = "Năm của ngày {0} không hợp lý. Hãy nhập dạng ngày/tháng/năm, ví dụ {1}."
YEAR_WITH_FOUR_DIGITS = "Năm phải có bốn chữ số, ví dụ 2026."

# Quarters
SINGLE_QUARTERS = "Chỉ nhập từng quý: I, II, III hoặc IV."
WHICH_QUARTER = "Quý phải là I, II, III hoặc IV."
OTHER_YEAR = "Năm trong ô Quý khác cột Năm."

# Figures
NOT_A_NUMBER = "Cần số, đang là chữ: '{0}'."
WHOLE_NUMBER = "Cần số nguyên, đang là {0}."
NOT_NEGATIVE = "Số không được nhỏ hơn 0, đang là {0}."
TOO_LARGE = "Số quá lớn: {0}."
ESTIMATE = "số ước lượng"
DOT_MEANS_THOUSANDS = "dấu chấm được hiểu là phân cách nghìn"
COMMA_MEANS_DECIMALS = "dấu phẩy được hiểu là dấu thập phân"
CONVERTED_TO_THOUSANDS = "đã đổi sang nghìn đồng"
CONVERTED_TO_METRES = "đã đổi sang m²"
UNCLEAR_PERCENT = "Không rõ {0} là {1} % hay {0} %. Hãy nhập {2}."
PERCENT_RANGE = "Tiến độ phải từ 0 đến 100. Nếu vượt chỉ tiêu, nhập 100 và ghi kết quả thật ở 'Kết quả chỉ tiêu'."
PERCENT_WORD = "Nhập số phần trăm; xong thì nhập 100."
SHARE_RANGE = "Tỷ lệ phải từ 0 đến 100."
SHARE_WORD = "Nhập số phần trăm, ví dụ 85."
DROPPED_ABOUT = "đã bỏ chữ 'khoảng'"

# Allowed values
YES_OR_NO = "Nhập Có hoặc Không."
CHOOSE_ONE = "Chọn một: {0}."
OR = " hoặc "
ONE_FIELD = "Mỗi mô hình chọn một lĩnh vực chính."
NOT_AMONG = "Không có lựa chọn '{0}'. Có phải '{1}'?"

# Units
SAME_NAME = "Có {0} đơn vị tên '{1}': {2}. Hãy chọn trong danh sách."
NO_SUCH_UNIT = "Không tìm thấy '{0}'. Có phải '{1}'?"
NO_SUCH_UNIT_AT_ALL = "Không tìm thấy '{0}'. Hãy chọn trong danh sách."
