"""The indicators in words: what each is called, what its records are, and why a record counts or does not."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from components import vi
from domain.behind import Record, Why
from domain.evidence import Evidence
from domain.government import RATE_CODES
from domain.households import Households
from domain.quarters import Quarter
from domain.ratios import Ratio, median
from domain.vocabulary import Tab


@dataclass(frozen=True, slots=True)
class Named:
    """An indicator: its name, its records with their `noun`, what of them counts, and what `amount` means."""

    name: str
    noun: str
    records: str
    counted: str
    amount: str = ""


NAMED: Mapping[str, Named] = {
    "I6": Named("Tiến độ từng thôn", "thôn", "thôn", "có số liệu", "Tiến độ (%)"),
    "I7": Named("Tiến độ chung", "mô hình", "mô hình đang theo dõi", "đã có báo cáo", "Tiến độ (%)"),
    "I8": Named("Tỷ lệ báo cáo", "mô hình", "mô hình phải báo cáo", "đã báo cáo"),
    "I8b": Named("Báo cáo đúng hạn", "mô hình", "mô hình phải báo cáo", "báo cáo đúng hạn"),
    "I9": Named("Mô hình quá ngày kết thúc", "mô hình", "mô hình quá ngày kết thúc", "chưa xong", "Số ngày quá"),
    "I10": Named("Thôn, đơn vị đã đăng ký", "đơn vị", "đơn vị phải đăng ký", "đã đăng ký"),
    "I11": Named("Đơn vị được kiểm tra", "đơn vị", "đơn vị có mô hình", "được kiểm tra"),
    "I11b": Named("Mô hình được kiểm tra", "mô hình", "mô hình đang theo dõi", "được kiểm tra"),
    "KT": Named("Lượt kiểm tra", "lượt", "lượt kiểm tra, giám sát", "đã thực hiện"),
    "I12": Named("Tỷ lệ khắc phục", "tồn tại", "tồn tại đến hạn", "đã khắc phục"),
    "I12b": Named("Khắc phục đúng hạn", "tồn tại", "tồn tại đến hạn", "khắc phục đúng hạn"),
    "I13": Named("Tồn tại quá hạn", "tồn tại", "tồn tại quá hạn", "chưa khắc phục", "Số ngày quá hạn"),
    "I14": Named(
        "Thời gian giải quyết khó khăn", "khó khăn", "khó khăn giải quyết xong", "tính vào trung bình", "Số ngày"
    ),
    "I15a": Named("Lượt hộ tham gia", "mô hình", "mô hình đang theo dõi", "có số hộ", "Số hộ"),
    "I15b": Named("Tỷ lệ hộ tham gia", "thôn", "thôn", "có số hộ", "Số hộ"),
    "I16": Named("Mô hình đăng ký", "mô hình", "mô hình đã duyệt", "được tính"),
    "I17": Named("Hoàn thành nhiệm vụ", "nhiệm vụ", "nhiệm vụ đến hạn", "đã hoàn thành"),
    "I17b": Named("Nhiệm vụ đúng hạn", "nhiệm vụ", "nhiệm vụ đến hạn", "hoàn thành đúng hạn"),
    "TTR": Named("Hoạt động tuyên truyền", "hoạt động", "hoạt động tuyên truyền", "được tính"),
    "I18": Named("Đơn vị có tuyên truyền", "đơn vị", "đơn vị", "có hoạt động trong quý"),
    "I18b": Named("Tỷ lệ dự họp", "hoạt động", "số người triệu tập", "số người dự", "Số người dự"),
    "I18c": Named("Đơn vị đã quán triệt", "đơn vị", "đơn vị", "đã quán triệt"),
    "I18d": Named("Điển hình được tuyên truyền", "điển hình", "điển hình được công nhận", "có tin, bài nhắc tới"),
    "R15": Named("Hoạt động lồng ghép", "hoạt động", "hoạt động có ghi lồng ghép hay không", "có lồng ghép"),
    "R58": Named("Hoạt động, mô hình “Ba nhất”", "dòng", "hoạt động, mô hình gắn với “Ba nhất”", "được tính"),
    "R63": Named("Trường đã tổ chức cuộc thi", "trường", "trường học", "đã tổ chức cuộc thi"),
    "I19": Named("Tiếp công dân theo lịch", "chỉ tiêu", "số buổi theo lịch", "số buổi đã tiếp", "Số buổi"),
    "I19b": Named(
        "Chủ tịch trực tiếp tiếp công dân", "chỉ tiêu", "số buổi theo lịch", "số buổi Chủ tịch tiếp", "Số buổi"
    ),
    "I19c": Named("Trả lời ý kiến đối thoại", "chỉ tiêu", "số ý kiến nêu", "số ý kiến đã trả lời", "Số ý kiến"),
    "I20": Named("Giải quyết đơn thư đúng hạn", "chỉ tiêu", "số vụ việc đến hạn", "số đúng hạn", "Số vụ việc"),
    "I20b": Named("Đơn thư đã giải quyết", "chỉ tiêu", "số vụ việc đến hạn", "số đã giải quyết", "Số vụ việc"),
    "I21": Named("Thủ tục hành chính đúng hạn", "chỉ tiêu", "số hồ sơ đã giải quyết", "số đúng hạn", "Số hồ sơ"),
    "I21b": Named("Hồ sơ trực tuyến", "chỉ tiêu", "số hồ sơ đã giải quyết", "số hồ sơ trực tuyến", "Số hồ sơ"),
    "I21c": Named("Nội dung đã công khai", "chỉ tiêu", "số nội dung phải công khai", "số đã công khai", "Số nội dung"),
    "I22": Named("Ý kiến MTTQ được trả lời", "ý kiến", "ý kiến đã nhận", "đã trả lời"),
    "I22b": Named("Ý kiến MTTQ được tiếp thu", "ý kiến", "ý kiến đã trả lời", "tiếp thu toàn bộ hoặc một phần"),
    "I23": Named("Mô hình được công nhận", "mô hình", "mô hình đã duyệt", "được công nhận"),
    "I24": Named("Đề xuất điển hình được trả lời", "đề xuất", "đề xuất điển hình", "đã trả lời"),
    "I24b": Named("Thời gian trả lời đề xuất", "đề xuất", "đề xuất đã trả lời", "tính vào trung vị", "Số ngày"),
    "I24c": Named("Thời gian quyết định khen", "đề nghị", "đề nghị đã có quyết định", "tính vào trung vị", "Số ngày"),
}

WORDS: Mapping[Why, str] = {
    Why.APPROVED: "đã duyệt",
    Why.UNDECIDED: "chờ duyệt",
    Why.RETURNED: "trả lại",
    Why.WITHDRAWN: "đã rút",
    Why.NOT_APPROVED: "chưa duyệt",
    Why.NOT_STARTED: "chưa đến ngày bắt đầu",
    Why.NEXT_QUARTER: "mới duyệt, tính từ quý sau",
    Why.PAUSED: "tạm dừng",
    Why.ENDED: "đã kết thúc trước quý",
    Why.OWN_FIGURE: "số của quý này",
    Why.OLD_FIGURE: "số cũ của quý trước",
    Why.NEVER_REPORTED: "chưa từng báo cáo, tính 0",
    Why.NO_MODEL: "chưa có mô hình được duyệt",
    Why.REPORTED: "đã báo cáo",
    Why.ON_TIME: "báo cáo đúng hạn",
    Why.HANDED_IN_LATE: "nộp muộn",
    Why.WITHOUT_DAY: "không ghi ngày nộp",
    Why.NOT_REPORTED: "chưa báo cáo",
    Why.NOT_DUE: "chưa đến hạn",
    Why.NO_DEADLINE: "quý này chưa đặt hạn báo cáo",
    Why.PAST_END: "quá ngày kết thúc, chưa đạt 100%",
    Why.HAS_MODEL: "có mô hình được duyệt",
    Why.NOT_OBLIGED: "không phải đăng ký",
    Why.INSPECTED: "đã có kết luận kiểm tra",
    Why.NOT_INSPECTED: "chưa được kiểm tra trong quý",
    Why.OTHER_KIND: "không phải kiểm tra, giám sát",
    Why.NOT_CONCLUDED: "chưa kết luận hoặc đã hủy",
    Why.CARRIED_OUT: "đã thực hiện",
    Why.NOT_CARRIED_OUT: "chưa thực hiện hoặc đã hủy",
    Why.REMEDIED: "xác minh đạt",
    Why.REMEDIED_LATE: "xác minh đạt, sau hạn",
    Why.CLAIMED: "đã báo khắc phục, chờ xác minh",
    Why.FAILED: "xác minh không đạt",
    Why.NOT_REMEDIED: "chưa khắc phục",
    Why.RESOLVED: "đã giải quyết",
    Why.OPEN: "đang mở",
    Why.STATED: "có số liệu",
    Why.AT_LEAST: "ít nhất, lấy mô hình nhiều hộ nhất",
    Why.NO_FIGURE: "chưa có số hộ",
    Why.IMPOSSIBLE: "số hộ lớn hơn tổng số hộ, cần xem lại",
    Why.TICKED: "đã đánh dấu hoàn thành",
    Why.PROVEN: "tự đánh dấu theo số liệu trong sổ",
    Why.DONE_LATE: "hoàn thành sau hạn",
    Why.DONE_WITHOUT_DAY: "hoàn thành, không ghi ngày",
    Why.TASK_BEGUN: "đang thực hiện",
    Why.TASK_OPEN: "chưa thực hiện",
    Why.NOT_APPLICABLE: "không áp dụng",
    Why.HELD: "đã tổ chức",
    Why.HAS_EVENT: "có hoạt động trong quý",
    Why.NO_EVENT: "chưa có hoạt động trong quý",
    Why.BRIEFED: "đã quán triệt",
    Why.NOT_BRIEFED: "chưa quán triệt",
    Why.MORE_THAN_ASKED: "số người dự nhiều hơn số triệu tập, cần xem lại",
    Why.ONE_NUMBER: "thiếu số người dự hoặc số triệu tập",
    Why.NAMED: "có tin, bài nhắc tới",
    Why.NOT_NAMED: "chưa có tin, bài nào nhắc tới",
    Why.ABOVE_WHOLE: "phần lớn hơn tổng, cần xem lại",
    Why.NO_FIGURES: "chưa đủ số liệu",
    Why.ANSWERED: "đã trả lời",
    Why.WAITING: "chưa trả lời",
    Why.OVERDUE_REPLY: "quá hạn trả lời",
    Why.TAKEN_UP: "tiếp thu",
    Why.PARTLY_TAKEN_UP: "tiếp thu một phần",
    Why.EXPLAINED: "giải trình",
    Why.STAGE_REPORTED: "đang triển khai, đã có báo cáo",
    Why.STAGE_COMPLETED: "đã hoàn thành",
    Why.STAGE_RECOGNISED: "được công nhận",
    Why.STAGE_REPLICATED: "được nhân rộng",
    Why.EXEMPLAR_RECOGNISED: "trả lời: công nhận",
    Why.EXEMPLAR_REFUSED: "trả lời: không công nhận",
    Why.DECIDED: "đã có quyết định",
    Why.NOT_DECIDED: "chưa có quyết định",
    Why.INTEGRATED: "có lồng ghép",
    Why.NOT_INTEGRATED: "không lồng ghép",
    Why.NOT_SAID: "chưa ghi có lồng ghép hay không",
    Why.CONTEST_HELD: "đã tổ chức cuộc thi",
    Why.NO_CONTEST: "chưa tổ chức cuộc thi",
    Why.BA_NHAT: "gắn với “Ba nhất”",
}
"""For a finding that is not due “chưa đến hạn” is its own deadline, for a model that of the quarter's report."""

DATED: Mapping[Why, str] = {
    Why.NOT_DUE: "hạn ",
    Why.NOT_REMEDIED: "hạn ",
    Why.PAST_END: "kết thúc ",
    Why.NOT_STARTED: "bắt đầu ",
    Why.NEXT_QUARTER: "bắt đầu ",
    Why.OPEN: "nêu ",
    Why.OWN_FIGURE: "nộp ",
    Why.REPORTED: "nộp ",
    Why.UNDECIDED: "gửi ",
    Why.RETURNED: "gửi ",
    Why.WITHDRAWN: "gửi ",
    Why.NOT_APPROVED: "gửi ",
    Why.PAUSED: "từ ",
    Why.TASK_BEGUN: "hạn ",
    Why.TASK_OPEN: "hạn ",
    Why.NOT_APPLICABLE: "hạn ",
    Why.OVERDUE_REPLY: "hạn ",
    Why.NOT_DECIDED: "đề nghị ",
}
"""Which day stands beside the reason, where the reason itself does not say it."""

TAB_WORDS: Mapping[Tab, str] = {
    Tab.MODELS: "Mô hình",
    Tab.UNITS: "Thôn, đơn vị",
    Tab.INSPECTIONS: "Lượt kiểm tra",
    Tab.FINDINGS: "Tồn tại",
    Tab.DIFFICULTIES: "Khó khăn",
    Tab.TASKS: "Nhiệm vụ",
    Tab.COMMUNICATIONS: "Hoạt động tuyên truyền",
    Tab.SERVICE_FIGURES: "Số liệu dịch vụ chính quyền",
    Tab.FEEDBACK: "Ý kiến MTTQ",
    Tab.EXEMPLARS: "Điển hình",
    Tab.REWARDS: "Khen thưởng",
}

MEANS = frozenset({"I7", "I14"})
COUNTS = frozenset({"I9", "I13", "KT", "I16", "TTR", "R58"})
MEDIANS = frozenset({"I24b", "I24c"})
PARTS = frozenset({"I18b", *RATE_CODES})
"""Rates whose records add a part and a whole each."""


def ratio_words(ratio: Ratio) -> str:
    """`23/29 = 79,3%`; a denominator of 0 is said as one and has no value."""
    if not ratio.denominator:
        return f"{vi.UNKNOWN} (mẫu số 0)"
    return f"{vi.number(ratio.numerator)}/{vi.number(ratio.denominator)} = {vi.percent(ratio.value, 1)}"


def mean_words(total: Fraction, count: int, unit: str) -> str:
    """`1.510/31 = 48,7%`: how a mean came about."""
    if not count:
        return f"{vi.UNKNOWN} (mẫu số 0)"
    return f"{vi.number(total, 0 if total.denominator == 1 else 1)}/{count} = {vi.number(total / count, 1)}{unit}"


def households_words(found: Households) -> str:
    """`≥ 815/2.560 = 31,8%`."""
    if found.ratio is None:
        return vi.UNKNOWN
    part = f"{vi.number(found.households)}/{vi.number(found.total)} = {vi.percent(found.ratio.value, 1)}"
    return f"≥ {part}" if found.at_least else part


def value_words(found: Evidence, households: Households) -> str:
    """The figure as its records give it; `households` is I15b, whose parts only together are a figure."""
    records, counting = found.records, found.counting
    if found.code == "I15b":
        return households_words(households)
    if found.code == "I15a":
        return vi.counted(int(found.total), "lượt hộ") if counting else vi.UNKNOWN
    if found.code == "I7":
        return mean_words(found.total, len(records), "%")
    if found.code == "I14":
        return mean_words(found.total, len(records), " ngày")
    if found.code in COUNTS:
        return vi.number(len(records))
    if found.code in MEDIANS:
        middle = median([Fraction(one.amount or 0) for one in counting])
        return vi.UNKNOWN if middle is None else f"{vi.number(middle, 1)} ngày"
    if found.code in PARTS:
        return ratio_words(Ratio(int(found.total), found.whole)) if counting else vi.UNKNOWN
    return ratio_words(Ratio(len(counting), len(records)))


def title(found: Evidence, quarter: Quarter, value: str) -> str:
    """`Tỷ lệ báo cáo quý III/2026: 23/29 = 79,3%`."""
    return f"{NAMED[found.code].name} quý {quarter.name}/{quarter.year}: {value}"


def explained(code: str) -> str:
    """What the numerator and the denominator are."""
    named = NAMED[code]
    if code in COUNTS:
        return f"Danh sách {named.records}."
    return f"Mẫu số: {named.records}. Được tính: {named.counted}."


def seen(code: str, count: int) -> str:
    """`Xem 29 mô hình`: the words of the way to the records."""
    return f"Xem {vi.counted(count, NAMED[code].noun)}"


def why(record: Record) -> str:
    """`nộp muộn, 24/06/2026`."""
    said = WORDS[record.why]
    return f"{said}, {DATED.get(record.why, '')}{vi.day(record.day)}" if record.day else said
