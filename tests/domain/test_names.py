"""One key for the many ways a Vietnamese name is typed (O22, messy-input rows 31 to 34), and Vietnamese order."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.names import Ambiguous, UnitNames, Unknown, bare, folded, full_label, key, label, sort_key
from domain.sample.units import units
from domain.tables import Unit
from domain.vocabulary import UnitType

UNITS = units()
NAMES = UnitNames(UNITS)


def nfd(text: str) -> str:
    return unicodedata.normalize("NFD", text)


@pytest.mark.parametrize(
    "typed",
    [
        "Thôn Hoà Bình",
        "thon hoa binh",
        "T. Hòa Bình",
        "T.Hòa Bình",
        "Th. Hòa Bình",
        nfd("Hòa Bình"),
        nfd("Thôn Hoà Bình"),
        "thôn hoà bình",
        "Hoa Binh",
        "Thôn  Hòa Bình ",
        "Thôn\u00a0Hòa\u200bBình".replace("\u200b", " \u200b"),
        "HÒA BÌNH",
        "TH-03",
        "th-03",
        "TH03",
        "th 3",
    ],
)
def test_every_spelling_of_hoa_binh_is_that_village(typed: str) -> None:
    assert NAMES.resolve(typed) == "TH-03"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Quý", "Qúy"),
        ("Quý", "quý"),
        ("Uỷ ban", "ỦY BAN"),
        ("Thuận Thuỷ", "Thuận Thủy"),
        ("toè", "tòe"),
        ("Ðồng Tiến", "Đồng Tiến"),
        ("Ɖồng Tiến", "đồng tiến"),
        ("Thôn 05", "thôn 5"),
        ("Thôn Làng Sen", "Làng Sen"),
        ("Tổ dân phố 3", "TDP 03"),
        ("Phòng Văn hóa – Xã hội", "phòng văn hoá-xã hội"),
    ],
)
def test_two_spellings_of_one_name_have_one_key(left: str, right: str) -> None:
    assert key(left) == key(right)


@pytest.mark.parametrize(
    ("left", "right"),
    [("Hòa", "Hóa"), ("Quý", "Quỷ"), ("Mỹ", "Mĩ"), ("Đồng", "Dồng"), ("ma", "má"), ("Thôn 5", "Thôn 50")],
)
def test_different_names_have_different_keys(left: str, right: str) -> None:
    assert key(left) != key(right)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Khuôn Mý", "khuôn mý"),
        ("Thôn", "thôn"),
        ("Làng", "làng"),
        ("Thống Nhất", "thống nhất"),
        ("Bản Mới", "mới"),
        ("quỳ", "quỳ"),
        ("quỹ", "quỹ"),
        ("hoàn toàn", "hoàn toàn"),
        ("thuyền", "thuyền"),
        ("ngoài", "ngoài"),
        ("khuỷu", "khuỷu"),
        ("loà xoà", "lòa xòa"),
        ("", ""),
    ],
)
def test_a_key_keeps_what_belongs_to_the_name(name: str, expected: str) -> None:
    assert key(name) == expected


@pytest.mark.parametrize(
    ("typed", "unit_id"),
    [
        ("CA xã", "CA-01"),
        ("Công an", "CA-01"),
        ("BCHQS", "QS-01"),
        ("MTTQ", "MT-01"),
        ("UBMT", "MT-01"),
        ("TTDVC", "DVC-01"),
        ("TT PVHCC", "CQ-04"),
        ("Hội CCB", "DT-04"),
        ("Hội PN", "DT-02"),
        ("Tân Tiến (Đồng Xuân cũ)", "TH-05"),
        ("Thôn Tân Tiến (Phú Sơn cũ)", "TH-06"),
        ("thon tan tien (phu son cu)", "TH-06"),
        ("Xuân Qúy", "TH-24"),
        ("khuon my", "TH-10"),
    ],
)
def test_units_are_found_by_alias_and_former_commune(typed: str, unit_id: str) -> None:
    assert NAMES.resolve(typed) == unit_id


def test_a_name_that_two_villages_share_is_not_guessed() -> None:
    assert NAMES.resolve("Tân Tiến") == Ambiguous("Tân Tiến", ("(Đồng Xuân cũ)", "(Phú Sơn cũ)"))


def test_names_that_only_accents_tell_apart_are_not_guessed_without_them() -> None:
    names = UnitNames([Unit(unit_id="TH-01", name="Tân Hòa"), Unit(unit_id="TH-02", name="Tấn Hoá")])
    assert names.resolve("Tấn Hóa") == "TH-02"
    assert names.resolve("tan hoa") == Ambiguous("", ("Tân Hòa", "Tấn Hoá"))


def test_a_typing_error_is_answered_with_a_hint_and_never_corrected() -> None:
    assert NAMES.resolve("Thôn Hòa Bìn") == Unknown("Hòa Bình")
    assert NAMES.resolve("Sao Hỏa 3000") == Unknown(None)
    assert NAMES.resolve("x" * 50_000) == Unknown(None)


def test_an_exact_name_wins_over_another_units_alias() -> None:
    names = UnitNames([Unit(unit_id="A", name="Đoàn xã"), Unit(unit_id="B", name="Đoàn", aliases=("Đoàn xã",))])
    assert names.resolve("đoàn xã") == "A"


def test_labels_tell_villages_of_one_name_apart() -> None:
    five, three, police = (next(u for u in UNITS if u.unit_id == one) for one in ("TH-05", "TH-03", "CA-01"))
    assert label(five, UNITS) == "Tân Tiến (Đồng Xuân cũ)"
    assert full_label(five, UNITS) == "Thôn Tân Tiến (Đồng Xuân cũ)"
    assert (label(three, UNITS), full_label(three, UNITS)) == ("Hòa Bình", "Thôn Hòa Bình")
    assert full_label(police, UNITS) == "Công an xã"


def test_labels_without_a_former_commune_fall_back_to_the_id() -> None:
    twins = [Unit(unit_id=one, name="Tân Lập", unit_type=UnitType.VILLAGE) for one in ("TH-01", "TH-02")]
    assert label(twins[1], twins) == "Tân Lập (TH-02)"
    assert UnitNames(twins).label("TH-09") == "TH-09"


def test_every_label_leads_back_to_its_unit() -> None:
    for unit in UNITS:
        assert NAMES.resolve(NAMES.label(unit.unit_id)) == unit.unit_id
        assert NAMES.resolve(NAMES.full_label(unit.unit_id)) == unit.unit_id


def test_names_sort_as_in_a_vietnamese_dictionary() -> None:
    ordered = ["ánh", "ăn", "âm", "ban", "bàn", "bản", "bãn", "bán", "bạn", "cá", "da", "đa", "em", "êm", "o", "ô", "ơ"]
    backwards = list(reversed(ordered))
    assert sorted(backwards, key=sort_key) == ordered


def test_numbers_in_names_sort_by_value() -> None:
    assert sorted(["Thôn 10", "Thôn 2", "Thôn 1"], key=sort_key) == ["Thôn 1", "Thôn 2", "Thôn 10"]


def test_letters_decide_before_tones() -> None:
    assert sorted(["Hòa Bình", "Hoa Lư", "Hỏa An"], key=sort_key) == ["Hỏa An", "Hòa Bình", "Hoa Lư"]


@given(st.text())
def test_keys_of_keys_are_the_same(text: str) -> None:
    assert folded(folded(text)) == folded(text)
    assert key(key(text)) == key(text)
    assert bare(bare(text)) == bare(text)


@given(st.text())
def test_composed_and_decomposed_text_have_one_key(text: str) -> None:
    assert key(unicodedata.normalize("NFD", text)) == key(unicodedata.normalize("NFC", text))


@given(st.lists(st.text(alphabet="aăâàáảãạbcđd 019-", max_size=8)))
def test_sorting_is_total(texts: list[str]) -> None:
    ordered = sorted(texts, key=sort_key)
    backwards = list(reversed(ordered))
    assert sorted(backwards, key=sort_key) == ordered


@given(st.text())
def test_any_text_is_answered(text: str) -> None:
    found = NAMES.resolve(text)
    assert isinstance(found, str | Unknown | Ambiguous)
    assert sort_key(text)[2] == text


def test_a_unit_that_ended_is_still_found() -> None:
    assert UnitNames([Unit(unit_id="TH-40", name="Cũ", valid_to=date(2025, 6, 30))]).resolve("cũ") == "TH-40"
