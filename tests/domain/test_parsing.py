"""What people type into single cells, line by line of the messy-input catalogue (rows 1 to 50), and anything else."""

from datetime import UTC, date, datetime
from typing import Annotated, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from domain import fields as f
from domain.context import Context
from domain.fields import ManyOf, OneOf
from domain.names import UnitNames, folded
from domain.sample.units import units
from domain.vocabulary import (
    ALIASES,
    BaNhat,
    DifficultyState,
    Field,
    FindingGroup,
    InspectionState,
    ModelState,
    Role,
    UnitType,
    Verification,
)

NAMES = UnitNames(units())
YEAR = 2026


class Read:
    """One cell read: its value or its error sentence, and the warnings."""

    def __init__(self, kind: Any, raw: Any, row_year: int | None = YEAR) -> None:
        context = Context(names=NAMES, year=row_year, row_year=row_year)
        self.value, self.error, self.remedy = None, "", ""
        try:
            self.value = TypeAdapter(kind).validate_python(raw, context=context)
        except ValidationError as error:
            (only,) = error.errors()
            assert only["type"] == "cell"
            self.error, self.remedy = only["msg"], only["ctx"]["remedy"]
        self.warnings = [one.message for one in context.warnings]


def value_of(kind: Any, raw: Any) -> Any:
    """The value of a cell that must be read silently."""
    read = Read(kind, raw)
    assert (read.error, read.warnings) == ("", [])
    return read.value


def choice_of(members: Any, raw: Any) -> Read:
    return Read(Annotated[members | None, OneOf(members)], raw)


# Days


@pytest.mark.parametrize(
    "typed",
    [
        "15/8/2026",
        "15-08-26",
        "15.8.2026",
        "2026-08-15",
        "2026/8/15",
        "15 / 8 / 2026",
        "15/08/2026 ",
        "15/8/2026 08:30",
        "2026-08-15T08:30:00",
        "2026-08-15T08:30:00.000Z",
        "ngày 15/8/2026",
        "ngày 15 tháng 8 năm 2026",
        "15 tháng 8/2026",
        46249,
        46249.0,
        46249.75,
        date(2026, 8, 15),
        datetime(2026, 8, 15, 9, 30, tzinfo=UTC),
    ],
)
def test_row_1_a_day_in_any_usual_form(typed: Any) -> None:
    assert value_of(f.Day, typed) == date(2026, 8, 15)


@pytest.mark.parametrize("typed", ["15/8", "15-8", "ngày 15 tháng 8"])
def test_row_2_a_day_without_its_year_takes_the_year_of_the_row(typed: str) -> None:
    read = Read(f.Day, typed)
    assert read.value == date(2026, 8, 15)
    assert read.warnings == ["Ngày không ghi năm, đã hiểu là 15/08/2026"]


def test_row_2_without_any_year_nothing_is_guessed() -> None:
    assert Read(f.Day, "15/8", row_year=None).error == "Cần ngày cụ thể, ví dụ 31/08/2026."


def test_row_3_month_before_day_is_taken_only_where_the_other_way_is_no_day() -> None:
    read = Read(f.Day, "8/15/2026")
    assert read.value == date(2026, 8, 15)
    assert read.warnings == ["Ngày có dạng tháng/ngày, đã hiểu là 15/08/2026"]
    assert value_of(f.Day, "8/5/2026") == date(2026, 5, 8)


@pytest.mark.parametrize(
    ("typed", "example"),
    [
        ("30/2/2026", "28/02/2026"),
        ("31/6/2026", "30/06/2026"),
        ("29/2/2027", "28/02/2027"),
        ("45/13/2026", "28/02/2026"),
    ],
)
def test_row_5_a_day_that_does_not_exist_is_an_error(typed: str, example: str) -> None:
    expected = f"Ngày {typed} không tồn tại. Hãy nhập dạng ngày/tháng/năm, ví dụ {example}."
    assert Read(f.Day, typed).error == expected


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("cuối tháng 8", "31/08/2026"),
        ("đầu quý III", "01/07/2026"),
        ("cuối quý 2", "30/06/2026"),
        ("cuối tháng 11/2027", "30/11/2027"),
        ("đầu tháng 9", "01/09/2026"),
        ("tháng 8/2026", "31/08/2026"),
    ],
)
def test_row_6_a_vague_day_is_an_error_with_a_suggestion(typed: str, meant: str) -> None:
    read = Read(f.Day, typed)
    assert read.error == "Cần ngày cụ thể, ví dụ 31/08/2026."
    assert read.remedy == f"Có thể là {meant}."


@pytest.mark.parametrize("typed", ["sau Tết", "8/2026", "2026", 2026, 15, -3, 1e300, True, "x" * 50_000, "tháng 13"])
def test_what_is_no_day_is_an_error(typed: Any) -> None:
    assert Read(f.Day, typed).error == "Cần ngày cụ thể, ví dụ 31/08/2026."


def test_a_day_of_another_century_is_an_error() -> None:
    assert Read(f.Day, "15/08/2206").error.startswith("Năm của ngày 15/08/2206 không hợp lý.")


@pytest.mark.parametrize("typed", ["tháng 8/2026", "8/2026", "tháng 8", "tháng 8 năm 2026"])
def test_row_7_a_month_as_deadline_is_its_last_day(typed: str) -> None:
    read = Read(f.Due, typed)
    assert read.value == date(2026, 8, 31)
    assert read.warnings == ["Chưa ghi ngày, đã hiểu là 31/08/2026"]


def test_row_7_a_deadline_is_otherwise_read_like_a_day() -> None:
    assert value_of(f.Due, "15/8/2026") == date(2026, 8, 15)
    assert Read(f.Due, "cuối tháng 8").error == "Cần ngày cụ thể, ví dụ 31/08/2026."


def test_a_moment_is_vietnamese_wall_time() -> None:
    at = value_of(f.Moment, 46249.5)
    assert at == datetime(2026, 8, 15, 5, 0, tzinfo=UTC)
    assert value_of(f.Moment, "15/08/2026 12:00:00") == at
    assert value_of(f.Moment, at) == at
    assert value_of(f.Moment, datetime(2026, 8, 15, 12)) == at  # noqa: DTZ001 - a naive moment is what is tested
    assert value_of(f.Moment, date(2026, 8, 15)) == datetime(2026, 8, 14, 17, tzinfo=UTC)
    assert Read(f.Moment, "15/08/2026 25:00").error.startswith("Ngày 15/08/2026 25:00 không tồn tại.")
    assert Read(f.Moment, "hôm qua").error == "Cần ngày cụ thể, ví dụ 31/08/2026."


# Quarters and years


@pytest.mark.parametrize(
    "typed",
    [
        "Quý 2", "Q2", "Q.II", "II", "2", 2, 2.0, "quý hai", "Quí II", "Qúy II", "II/2026", "2026-Q2",
        "Quý II năm 2026", "quy 2", "QUÝ II/2026", " ii ", "Q2 2026", "Quý 2 - 2026",
    ],
)  # fmt: skip
def test_row_10_a_quarter_in_any_spelling(typed: Any) -> None:
    assert value_of(f.QuarterNo, typed) == "II"


@pytest.mark.parametrize("name", ["I", "II", "III", "IV"])
def test_row_10_every_quarter_by_name_and_number(name: str) -> None:
    number = ("I", "II", "III", "IV").index(name) + 1
    assert [value_of(f.QuarterNo, one) for one in (name, name.lower(), f"Quý {name}", f"Q{number}", number)] == [
        name
    ] * 5


def test_row_10_a_quarter_of_another_year_than_the_row_is_an_error() -> None:
    assert Read(f.QuarterNo, "II/2025").error == "Năm trong ô Quý khác cột Năm."
    assert Read(f.QuarterNo, "II/2025", row_year=None).value == "II"


@pytest.mark.parametrize("typed", ["6 tháng đầu năm", "9 tháng", "cả năm", "6 tháng"])
def test_row_11_several_quarters_are_an_error(typed: str) -> None:
    assert Read(f.QuarterNo, typed).error == "Chỉ nhập từng quý: I, II, III hoặc IV."


@pytest.mark.parametrize("typed", ["Quý 5", "Q0", "lll", 5, 0, 2.5, True, "V", "IIII", "quý", "hè"])
def test_row_12_what_is_no_quarter_is_an_error(typed: Any) -> None:
    assert Read(f.QuarterNo, typed).error == "Quý phải là I, II, III hoặc IV."


@pytest.mark.parametrize(("typed", "meant"), [("lll", "III"), ("ll", "II"), ("lV", "IV")])
def test_row_12_small_l_for_i_is_suggested(typed: str, meant: str) -> None:
    assert Read(f.QuarterNo, typed).remedy == f"Có thể là {meant}."


@pytest.mark.parametrize("typed", [2026, 2026.0, "2026", "năm 2026", "Năm 2026 "])
def test_a_year_has_four_digits(typed: Any) -> None:
    assert value_of(f.YearNo, typed) == 2026


@pytest.mark.parametrize("typed", [26, "26", 46249, 2026.5, "hai nghìn", True, 1026, "20 26"])
def test_what_is_no_year_is_an_error(typed: Any) -> None:
    assert Read(f.YearNo, typed).error == "Năm phải có bốn chữ số, ví dụ 2026."


# Percent


@pytest.mark.parametrize("typed", ["75%", 75, "75", "75 %", "75 phần trăm", 75.0, "75,0"])
def test_row_13_percent(typed: Any) -> None:
    assert value_of(f.Percent, typed) == 75


@pytest.mark.parametrize(("typed", "value"), [("0%", 0), (0, 0), ("0,5%", 0.5), ("1%", 1), (100, 100), ("33,3", 33.3)])
def test_percent_keeps_small_values_that_say_what_they_are(typed: Any, value: float) -> None:
    assert value_of(f.Percent, typed) == value


@pytest.mark.parametrize(
    ("typed", "said", "meant"), [(0.75, "0,75", "75"), ("0,75", "0,75", "75"), ("0.75", "0,75", "75"), (1, "1", "100")]
)
def test_rows_14_and_15_a_bare_fraction_is_not_guessed(typed: Any, said: str, meant: str) -> None:
    assert Read(f.Percent, typed).error == f"Không rõ {said} là {meant} % hay {said} %. Hãy nhập {meant}."


def test_rows_14_and_15_a_number_from_a_form_is_meant_as_it_is() -> None:
    assert TypeAdapter(f.Percent).validate_python(1) == 1


@pytest.mark.parametrize("typed", ["khoảng 75%", "~75", "khoảng 75"])
def test_row_16_about_is_dropped_with_a_warning(typed: str) -> None:
    read = Read(f.Percent, typed)
    assert (read.value, read.warnings) == (75, ["đã bỏ chữ 'khoảng'"])


@pytest.mark.parametrize("typed", [120, "120%", -5, "-5", 100.01])
def test_row_18_percent_out_of_range(typed: Any) -> None:
    expected = "Tiến độ phải từ 0 đến 100. Nếu vượt chỉ tiêu, nhập 100 và ghi kết quả thật ở 'Kết quả chỉ tiêu'."
    assert Read(f.Percent, typed).error == expected


@pytest.mark.parametrize("typed", ["đạt", "xong", "hoàn thành", "x", "✓", "Đã xong"])
def test_row_19_a_word_for_done_is_no_percent(typed: str) -> None:
    read = Read(f.Percent, typed)
    assert (read.error, read.remedy) == ("Nhập số phần trăm; xong thì nhập 100.", "Có thể là 100.")


@pytest.mark.parametrize("typed", ["-", "không"])
def test_percent_is_never_zero_by_a_dash(typed: str) -> None:
    assert Read(f.Percent, typed).error == "Nhập số phần trăm; xong thì nhập 100."


# Figures


@pytest.mark.parametrize("typed", ["50 hộ", "50hộ", "50 hô", 50, 50.0, "50", "050", "50,0", "50.0"])
def test_row_20_a_count_with_its_unit(typed: Any) -> None:
    assert value_of(f.Count, typed) == 50


@pytest.mark.parametrize("typed", ["khoảng 50", "hơn 50", "50+", "trên 50 hộ", "gần 50", "~50", "≈ 50", "50 trở lên"])
def test_row_22_an_estimate_is_taken_with_a_warning(typed: str) -> None:
    read = Read(f.Count, typed)
    assert (read.value, read.warnings) == (50, ["số ước lượng"])


@pytest.mark.parametrize("typed", ["1.250", "1 250", "1,250", "1\u00a0250", "1.250 hộ", 1250])
def test_row_23_three_digits_after_a_mark_are_thousands_in_a_count(typed: Any) -> None:
    assert value_of(f.Count, typed) == 1250


@pytest.mark.parametrize("typed", ["12.50.0", "1.2500.000", "12 50", "1,2.3"])
def test_marks_in_odd_places_are_an_error(typed: str) -> None:
    assert Read(f.Count, typed).error == f"Cần số, đang là chữ: '{typed}'."


@pytest.mark.parametrize(("typed", "said"), [("3.2", "3,2"), (3.5, "3,5"), ("0.125", "0,125")])
def test_a_count_is_whole(typed: Any, said: str) -> None:
    assert Read(f.Count, typed).error == f"Cần số nguyên, đang là {said}."


def test_a_count_is_not_negative() -> None:
    assert Read(f.Count, -3).error == "Số không được nhỏ hơn 0, đang là -3."
    assert Read(f.Count, "-3 hộ").error == "Số không được nhỏ hơn 0, đang là -3."


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("3,2 km", 3.2), ("3.2", 3.2), (3.2, 3.2), ("1.250,5", 1250.5), ("1,250.5", 1250.5), ("0,125", 0.125),
        ("-10", -10), ("1.250.000", 1_250_000), ("90 % hài lòng", 90), ("300 m²", 300), ("1 công trình", 1),
    ],
)  # fmt: skip
def test_row_24_decimals(typed: Any, value: float) -> None:
    assert value_of(f.Number, typed) == value


def test_row_24_a_point_before_three_digits_is_read_as_thousands_with_a_warning() -> None:
    read = Read(f.Number, "1.250")
    assert (read.value, read.warnings) == (1250, ["dấu chấm được hiểu là phân cách nghìn"])


def test_row_24_a_comma_before_three_digits_is_read_as_decimals_with_a_warning() -> None:
    read = Read(f.Number, "1,250")
    assert (read.value, read.warnings) == (1.25, ["dấu phẩy được hiểu là dấu thập phân"])


@pytest.mark.parametrize("typed", ["5 triệu", "5tr", "5.000.000đ", "5.000.000 đồng", "0,005 tỷ", "5 triệu đồng"])
def test_row_25_money_is_turned_into_thousands_with_a_warning(typed: str) -> None:
    read = Read(f.Money, typed)
    assert (read.value, read.warnings) == (5000, ["đã đổi sang nghìn đồng"])


@pytest.mark.parametrize("typed", [5000, "5000", "5000 nghìn", "5 000", "5000 nghìn đồng"])
def test_money_in_thousands_stays(typed: Any) -> None:
    assert value_of(f.Money, typed) == 5000


def test_money_in_another_unit_is_an_error() -> None:
    assert Read(f.Money, "5 bao gạo").error == "Cần số, đang là chữ: '5 bao gạo'."
    assert Read(f.Money, -5).error == "Số không được nhỏ hơn 0, đang là -5."


@pytest.mark.parametrize("kind", [f.Count, f.Number, f.Money, f.Percent])
@pytest.mark.parametrize("typed", ["năm mươi", "O", "l0", "50-60", "50/60", "1e5", ".5", "hai 2", True, "5 hộ 3 thôn"])
def test_row_26_words_are_no_figures(kind: Any, typed: Any) -> None:
    said = "True" if typed is True else typed
    assert Read(kind, typed).error == f"Cần số, đang là chữ: '{said}'."


@pytest.mark.parametrize("kind", [f.Count, f.Number, f.Money])
@pytest.mark.parametrize("typed", ["-", "/", "không", "0", 0, "–", "Không có"])
def test_row_27_nothing_is_zero(kind: Any, typed: Any) -> None:
    assert value_of(kind, typed) == 0


@pytest.mark.parametrize("kind", [f.Count, f.Number, f.Money, f.Percent])
@pytest.mark.parametrize("typed", ["chưa có", "", None, "Chưa có số liệu", "  "])
def test_row_27_no_data_is_none_and_not_zero(kind: Any, typed: Any) -> None:
    assert value_of(kind, typed) is None


@pytest.mark.parametrize("typed", [10**15, 10**400, 1e300, "9" * 40, -(10**20)])
def test_a_figure_that_is_too_large_is_an_error(typed: Any) -> None:
    assert Read(f.Count, typed).error.startswith("Số quá lớn: ")


@pytest.mark.parametrize("typed", [float("nan"), float("inf"), "nan", "inf"])
def test_what_is_no_finite_number_is_an_error(typed: Any) -> None:
    assert Read(f.Number, typed).error == f"Cần số, đang là chữ: '{typed}'."


def test_a_figure_that_python_cannot_even_print_is_an_error() -> None:
    huge = 10**5000
    assert Read(f.Count, huge).error == "Số quá lớn: …."
    assert Read(f.Day, huge).error == "Cần ngày cụ thể, ví dụ 31/08/2026."
    assert Read(f.Text, huge).value == "…"


# Units


def test_row_31_a_unit_by_its_name() -> None:
    assert value_of(f.Unit, "Thôn  Hoà Bình ") == "TH-03"


def test_row_32_a_name_of_two_units() -> None:
    expected = "Có 2 đơn vị tên 'Tân Tiến': (Đồng Xuân cũ), (Phú Sơn cũ). Hãy chọn trong danh sách."
    assert Read(f.Unit, "Tân Tiến").error == expected


def test_row_33_a_typing_error_in_a_name() -> None:
    assert Read(f.Unit, "Thôn Hòa Bìn").error == "Không tìm thấy 'Thôn Hòa Bìn'. Có phải 'Hòa Bình'?"
    assert Read(f.Unit, "Sao Hỏa").error == "Không tìm thấy 'Sao Hỏa'. Hãy chọn trong danh sách."


@pytest.mark.parametrize(
    ("typed", "unit_id"),
    [
        ("CA xã", "CA-01"),
        ("Công an", "CA-01"),
        ("BCHQS", "QS-01"),
        ("MTTQ", "MT-01"),
        ("UBMT", "MT-01"),
        ("TTDVC", "DVC-01"),
    ],
)
def test_row_34_a_unit_by_its_alias(typed: str, unit_id: str) -> None:
    assert value_of(f.Unit, typed) == unit_id


def test_row_34_the_two_service_centres_differ() -> None:
    assert value_of(f.Unit, "TT PVHCC") != value_of(f.Unit, "TTDVC")


def test_lists_of_units() -> None:
    assert value_of(f.UnitList, "TH-09;TH-17") == ("TH-09", "TH-17")
    assert value_of(f.UnitList, "Hòa Bình, th-3\nTH-13") == ("TH-03", "TH-13")
    assert value_of(f.UnitList, ("TH-09",)) == ("TH-09",)
    assert value_of(f.UnitList, "") == ()
    assert Read(f.UnitList, "TH-09; Sao Hỏa").error == "Không tìm thấy 'Sao Hỏa'. Hãy chọn trong danh sách."


def test_partners_keep_words_that_name_no_unit() -> None:
    assert value_of(f.Partners, "Hội CCB; nhóm hộ trồng chè; MTTQ") == ("DT-04", "nhóm hộ trồng chè", "MT-01")


def test_without_a_context_a_unit_stays_as_typed() -> None:
    assert TypeAdapter(f.Unit).validate_python("Hòa Bình") == "Hòa Bình"


# Allowed values


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ("ANTT", Field.SECURITY), ("An ninh, trật tự", Field.SECURITY), ("môi trường", Field.ENVIRONMENT),
        ("NTM", Field.NEW_COUNTRYSIDE), ("bao ve moi truong", Field.ENVIRONMENT), ("khác", Field.OTHER),
    ],
)  # fmt: skip
def test_row_35_fields_have_aliases(typed: str, field: Field) -> None:
    read = choice_of(Field, typed)
    assert (read.value, read.error, read.warnings) == (field, "", [])


def test_row_35_two_fields_of_one_group_must_be_told_apart() -> None:
    read = choice_of(Field, "kinh tế - giảm nghèo")
    assert read.error == "Chọn một: Phát triển kinh tế hoặc Giảm nghèo bền vững."


@pytest.mark.parametrize("typed", ["đang làm", "Đang thực hiện", "dang trien khai", "ĐANG TRIỂN KHAI"])
def test_row_36_states_have_aliases(typed: str) -> None:
    assert choice_of(ModelState, typed).value is ModelState.RUNNING


@pytest.mark.parametrize("typed", ["NTM, môi trường", "NTM; ANTT", "NTM/môi trường"])
def test_row_37_a_model_has_one_field(typed: str) -> None:
    assert choice_of(Field, typed).error == "Mỗi mô hình chọn một lĩnh vực chính."


def test_a_value_that_looks_like_an_allowed_one_is_asked_about() -> None:
    read = choice_of(ModelState, "Hoàn thnh")
    assert read.error == "Không có lựa chọn 'Hoàn thnh'. Có phải 'Hoàn thành'?"
    assert read.remedy.startswith("Chọn một: Nháp, Chờ duyệt,")


def test_any_other_value_is_answered_with_the_list() -> None:
    assert choice_of(Verification, "lung tung").error == "Chọn một: Chưa, Đạt, Không đạt."


@pytest.mark.parametrize(
    "members", [Field, ModelState, Role, UnitType, Verification, DifficultyState, FindingGroup, InspectionState]
)
def test_every_allowed_value_and_alias_is_recognised(members: Any) -> None:
    for one in members:
        assert choice_of(members, str(one)).value is one
        assert choice_of(members, one).value is one
    for one in members:
        words = [
            alias for alias in ALIASES.get(one, ()) if not any(folded(alias) == folded(other) for other in members)
        ]
        assert [choice_of(members, alias).value for alias in words] == [one] * len(words)


def test_the_communes_own_spellings_count() -> None:
    context = Context(catalogue={Field: {folded("Xóm làng"): Field.NEW_COUNTRYSIDE.value}})
    adapter: TypeAdapter[Any] = TypeAdapter(Annotated[Field | None, OneOf(Field)])
    assert adapter.validate_python("XÓM LÀNG", context=context) is Field.NEW_COUNTRYSIDE


def test_several_values_in_one_cell() -> None:
    kind = Annotated[tuple[BaNhat, ...], ManyOf(BaNhat)]
    assert value_of(kind, "Kỷ luật nhất; gần dân nhất") == (BaNhat.DISCIPLINE, BaNhat.CLOSENESS)
    assert value_of(kind, "") == ()
    assert Read(kind, "Nhanh nhất").error.startswith("Chọn một: Kỷ luật nhất,")


@pytest.mark.parametrize("typed", ["Có", "có", "x", "✓", "TRUE", True, 1, "1", "co"])
def test_yes(typed: Any) -> None:
    assert value_of(f.Bool, typed) is True


@pytest.mark.parametrize("typed", ["Không", "không", "khong", False, 0, "-", "FALSE"])
def test_no(typed: Any) -> None:
    assert value_of(f.Bool, typed) is False


def test_neither_yes_nor_no() -> None:
    assert Read(f.Bool, "có thể").error == "Nhập Có hoặc Không."


# Codes


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("mh 2026 7", "MH-2026-0007"), ("MH-2026-0007", "MH-2026-0007"), ("MH2026-7", "MH-2026-0007"),
        ("bc-2026-q2-31", "BC-2026-Q2-0031"), ("tt 2026 12 1", "TT-2026-0012-1"), ("TT-2026-0012-1", "TT-2026-0012-1"),
        ("mh_2026_12345", "MH-2026-12345"), ("MH-7", "MH-7"), ("Hòa Bình", "Hòa Bình"), ("MH/2026/7", "MH-2026-0007"),
    ],
)  # fmt: skip
def test_row_47_codes_typed_by_hand(typed: str, code: str) -> None:
    assert value_of(f.Code, typed) == code


def test_row_47_lists_of_codes() -> None:
    assert value_of(f.CodeList, "mh 2026 7; MH-2026-0008") == ("MH-2026-0007", "MH-2026-0008")


# Text


EVERY_KIND = [
    f.Text, f.LongText, f.Link, f.Token, f.Count, f.Number, f.Money, f.Percent, f.Day, f.Due, f.Moment, f.Bool, f.Unit,
    f.UnitList, f.Partners, f.Code, f.CodeList, f.TextList, f.YearNo, f.QuarterNo,
]  # fmt: skip


@pytest.mark.parametrize("kind", EVERY_KIND)
@pytest.mark.parametrize("failed", ["#REF!", "#N/A", "#DIV/0!", "#ERROR!", "#VALUE!", "#NAME?"])
def test_row_48_a_failed_formula_is_an_error_in_every_column(kind: Any, failed: str) -> None:
    assert Read(kind, failed).error == f"Ô có công thức lỗi {failed}."


@pytest.mark.parametrize("typed", ["=SUM(A1)", "+84", "@ai", "- gạch đầu dòng"])
def test_row_49_text_that_looks_like_a_formula_stays_text(typed: str) -> None:
    assert value_of(f.Text, typed) == typed
    assert value_of(f.LongText, typed) == typed


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        (2026, "2026"), (5.0, "5"), (3.5, "3,5"), ("0012", "0012"), ("'0012", "0012"), ("''=A1", "=A1"),
        (True, "TRUE"), ("a\u0000b", "ab"), ("a\u200bb", "ab"), ("a\nb\tc", "a b c"), ("Ho\u0300a", "Hòa"),
        ("\ud800x", "x"), ("  ", None), ("\u00a0x\u00a0", "x"), ("“Sạch”, 100₫ 😀", "“Sạch”, 100₫ 😀"),
        (date(2026, 8, 15), "15/08/2026"), ("'tis", "'tis"),
    ],
)  # fmt: skip
def test_text_is_kept_and_cleaned_of_what_cannot_be_seen(typed: Any, text: str | None) -> None:
    assert value_of(f.Text, typed) == text


def test_row_50_long_text_keeps_its_lines() -> None:
    assert value_of(f.LongText, " a\r\nb\tc\u2028d ") == "a\nb\tc\nd"
    assert value_of(f.LongText, "x" * 50_000) == "x" * 50_000


@pytest.mark.parametrize(
    "typed", ["gọi 0912345678", "0912 345 678", "+84 912.345.678", "CCCD 012345678901", "091-234-5678"]
)
@pytest.mark.parametrize("kind", [f.Text, f.LongText])
def test_row_50_telephone_and_id_numbers_are_warned_about_and_kept(kind: Any, typed: str) -> None:
    read = Read(kind, typed)
    assert read.value == typed
    assert read.warnings == ["Không ghi số điện thoại/CCCD vào bảng chung."]


@pytest.mark.parametrize("typed", ["120/KH-UBND ngày 08/04/2026", "5.000.000 đồng", "MH-2026-0007", "từ 2026 đến 2030"])
def test_other_numbers_in_text_are_fine(typed: str) -> None:
    assert value_of(f.Text, typed) == typed


def test_lists_of_text() -> None:
    assert value_of(f.TextList, "CA xã; Công an ;; CA xã\nCA") == ("CA xã", "Công an", "CA")
    assert value_of(f.TextList, ("a", "b")) == ("a", "b")


ANYTHING = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.dates(), st.datetimes(),
    st.text(st.characters(), max_size=60), st.text(alphabet="0123456789.,/-+% qQIiVvlhộđ'#=", max_size=15),
    st.lists(st.text(max_size=5), max_size=3), st.integers(min_value=10**400, max_value=10**401),
)  # fmt: skip


@pytest.mark.parametrize("kind", [*EVERY_KIND, Field, ModelState])
@given(raw=ANYTHING)
def test_any_cell_is_a_value_or_a_named_problem(kind: Any, raw: Any) -> None:
    read = choice_of(kind, raw) if kind in (Field, ModelState) else Read(kind, raw)
    assert (read.error == "") or read.value is None


@pytest.mark.parametrize("kind", EVERY_KIND)
@given(raw=ANYTHING)
def test_reading_what_was_read_changes_nothing(kind: Any, raw: Any) -> None:
    once = Read(kind, raw)
    if not once.error:
        assert TypeAdapter(kind).validate_python(once.value) == once.value


@given(st.integers(min_value=0, max_value=10**14))
def test_counts_survive_every_way_to_group_digits(value: int) -> None:
    grouped = f"{value:,}"
    for typed in (grouped, grouped.replace(",", "."), grouped.replace(",", " "), f"{value} hộ"):
        assert value_of(f.Count, typed) == value


@given(st.dates(min_value=date(1955, 1, 1), max_value=date(2099, 12, 31)))
def test_days_survive_every_form(day: date) -> None:
    for typed in (f"{day:%d/%m/%Y}", f"{day:%d-%m-%Y}", day.isoformat(), f"{day.day}.{day.month}.{day.year}"):
        assert value_of(f.Day, typed) == day
