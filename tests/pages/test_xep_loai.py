"""Xếp loại: who sees which unit, the chart, the sheet with its records, and each form of its writers."""

import dataclasses
import json
import re
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from components import rating_list, ratings, theme
from components.theme import DARK, LIGHT, Palette
from domain.errors import Conflict, Difference, NotWritten, Unreachable
from domain.rating_totals import rating_totals
from domain.scoring import scores
from domain.tables import Score
from domain.vocabulary import Role, UnitType
from domain.vocabulary_movement import Rating
from tests.components.samples import NOTHING, sample
from tests.pages.conftest import Seam
from tests.pages.test_dien_hinh import act_as_unit, drawn, plain
from tests.pages.test_frame import said
from tests.pages.test_loop import opened, press, unfold

PAGE = "xep_loai"
OVERVIEW, UNITS, OWN, CRITERIA, WEIGHTS = "Toàn cảnh", "Đơn vị", "Phiếu của đơn vị", "Tiêu chí", "Thử điểm tối đa"
PARTS = (OVERVIEW, UNITS, OWN, CRITERIA, WEIGHTS)
COUNTS = "0 hoàn thành xuất sắc, 2 hoàn thành tốt, 19 hoàn thành và 22 chưa hoàn thành."
HEAD = f"Dự thảo xếp loại 43 đơn vị nếu tính đến hôm nay: {COUNTS}"


def ways(at: AppTest) -> list[str]:
    return [plain(one.proto.label) for one in at.get("page_link")]


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("role", list(Role))
def test_every_part_opens_for_every_role_on_every_screen(
    seam: Seam, monkeypatch: pytest.MonkeyPatch, role: Role, part: str, phone: bool
) -> None:
    monkeypatch.setattr(theme, "on_phone", lambda: phone)
    seam.act_as(role)
    at = opened(PAGE, xem=part)
    assert not at.error
    assert len(at.get("vega_lite_chart")) <= 4
    assert plain(at.title[0].value) == HEAD
    assert "Hội đồng đã xếp loại chính thức 0/43 đơn vị." in plain(said(at))


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("role", [Role.OFFICER, Role.UNIT, Role.GUEST])
def test_an_empty_workbook_says_what_is_missing(seam: Seam, role: Role, part: str) -> None:
    seam.act_as(role)
    seam.whole = sample(**NOTHING)
    at = opened(PAGE, xem=part)
    assert at.title[0].value == "Chưa có tiêu chí nào để chấm điểm, xếp loại."
    assert not at.get("vega_lite_chart")
    assert not at.error


def test_criteria_without_units_rate_nobody(seam: Seam) -> None:
    seam.whole = sample(**{**NOTHING, "units": (), "criteria": sample().criteria})
    at = opened(PAGE)
    assert at.title[0].value == "Chưa có đơn vị nào để xếp loại."
    assert not at.get("vega_lite_chart")


@pytest.mark.parametrize("role", list(Role))
def test_before_its_year_begins_nobody_is_rated(seam: Seam, role: Role) -> None:
    seam.act_as(role)
    seam.whole = sample(today=date(2025, 12, 20))
    at = opened(PAGE)
    assert at.title[0].value == "Năm kế hoạch bắt đầu ngày 01/01/2026, chưa chấm điểm, xếp loại."
    assert "chưa hoàn thành" not in said(at)
    assert not at.get("vega_lite_chart")
    assert "xep_loai.write_all.press" not in {one.key for one in at.button}
    assert rating_totals(seam.whole).units == 0


def test_a_page_without_data_says_why(seam: Seam, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails() -> None:
        raise Unreachable("down")

    monkeypatch.setattr("sheets.session.snapshot", fails)
    assert "Chưa kết nối được Google Sheets." in said(opened(PAGE))


@pytest.mark.parametrize(("day", "so_far"), [(date(2026, 12, 31), True), (date(2027, 1, 1), False)])
def test_a_draft_says_so_while_the_year_runs(day: date, *, so_far: bool) -> None:
    whole = sample(today=day)
    said_first = plain(ratings.title(rating_totals(whole), whole))
    assert ("43 đơn vị nếu tính đến hôm nay:" in said_first) is so_far


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_the_ranking_names_each_unit_whole_and_what_holds_it_back(phone: bool) -> None:
    whole = sample()
    block = ratings.by_score("score", scores(whole), whole)
    assert block.build is not None
    words = json.dumps(block.build(LIGHT, phone=phone).to_dict(), ensure_ascii=False)
    assert re.search('"label": "[^"]*chưa có mô hình"', words)
    assert re.search('"label": "[^"]*tồn tại nghiêm trọng"', words)


# Who sees what


def test_a_guest_sees_counts_and_no_unit(seam: Seam) -> None:
    seam.act_as(Role.GUEST)
    for part in PARTS:
        at = opened(PAGE, xem=part, dv="TH-03")
        assert [plain(one.value) for one in at.header] == [
            "2/43 đơn vị từ “Hoàn thành tốt” trở lên",
            "2/5 khối có đơn vị từ “Hoàn thành tốt” trở lên",
        ]
        assert "Hòa Bình" not in said(at) + drawn(at)
        assert "Công an xã" not in said(at) + drawn(at), "one unit"
        assert "Khối dưới 3 đơn vị được gộp lại" in plain(said(at))
        assert not at.get("popover")


def test_who_reads_all_sees_every_type(seam: Seam) -> None:
    seam.act_as(Role.LEADER)
    at = opened(PAGE, xem=OVERVIEW)
    assert plain(at.header[1].value) == "2/8 khối có đơn vị từ “Hoàn thành tốt” trở lên"
    assert "Công an xã" in said(at) + drawn(at)


def test_a_unit_sees_its_own_sheet_and_no_other(seam: Seam) -> None:
    act_as_unit(seam, "TH-04")
    at = opened(PAGE)
    assert at.segmented_control(key="xem").options == [OVERVIEW, OWN, CRITERIA]
    words = plain(said(at))
    assert "44,7 điểm" in words
    assert "đơn vị cùng khối" in words
    assert "1/2 tồn tại đến hạn đã khắc phục đạt: 15 × 1/2 = 7,5 điểm." in words
    assert not [one.key for one in at.button if "press" in (one.key or "")]
    other = opened(PAGE, dv="TH-10")
    assert "Không tìm thấy phiếu chấm này" in said(other)
    assert "13,7" not in said(other)


def test_the_overview_names_nobody_and_the_ranking_is_for_who_reads_all(seam: Seam) -> None:
    seam.act_as(Role.LEADER)
    at = opened(PAGE, xem=UNITS)
    assert "Hiện 43/43 đơn vị." in plain(said(at))
    assert len(at.get("vega_lite_chart")) == 1
    assert len(at.get("download_button")) == 2
    at = opened(PAGE, xem=UNITS, loai="Trường học")
    assert "Hiện 5/43 đơn vị." in plain(said(at))
    at = opened(PAGE, xem=UNITS, muc="Hoàn thành tốt", tim="cong an")
    assert "Hiện 1/43 đơn vị." in plain(said(at))
    assert "Không có đơn vị nào khớp" in said(opened(PAGE, xem=UNITS, tim="không có gì"))


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_the_charts_can_be_built_and_taken_along(palette: Palette, phone: bool) -> None:
    whole = sample()
    found = scores(whole)
    for block in (*ratings.overview(rating_totals(whole)), ratings.by_score("score", found, whole)):
        assert block.build is not None
        assert block.build(palette, phone=phone).to_dict()["layer"]
        assert block.alt_text.startswith(block.title)
        header, lines = block.table()
        assert all(len(line) == len(header) for line in lines)
    lines = rating_list._file(found, whole).decode("utf-8-sig").splitlines()
    assert len(lines) == 44
    assert lines[0].startswith("Mã đơn vị;Đơn vị;Khối;TC1;TC2;")


# The sheet


def test_every_point_leads_to_its_records(seam: Seam) -> None:
    at = opened(PAGE, xem=UNITS, dv="TH-10")
    words = plain(said(at))
    assert "13,7 điểm" in words
    assert "Có tồn tại nghiêm trọng quá hạn" in words
    assert "− 4 (2 tồn tại quá hạn) = 13,7 điểm." in words
    for code in ("TC1", "TC2", "TC3", "TC4", "TC5", "TC6", "TC7"):
        assert f"{code} ·" in words
    slot = "xep_loai.TH-10.TC5.records"
    at.session_state[f"{slot}.panel.0"] = True
    at.run()
    assert not at.exception
    assert [one for one in ways(at) if one.startswith("Tồn tại TT-")]
    assert "Không tìm thấy phiếu chấm này" in said(opened(PAGE, xem=UNITS, dv="TH-99"))
    press(at, "xep_loai.all")
    assert "dv" not in at.query_params


def test_a_card_opens_the_sheet_of_its_unit(seam: Seam) -> None:
    at = press(opened(PAGE, xem=UNITS), "xep_loai.open.CA-01")
    assert "CA-01" in at.query_params["dv"]
    assert at.header[0].value == "Công an xã"


def test_what_the_council_has_decided_is_said_beside_what_would_follow(seam: Seam) -> None:
    total = next(one for one in seam.whole.scores if (one.unit_id, one.criterion_id) == ("TH-03", "TONG"))
    decided = dataclasses.replace(total, official=Rating.EXCELLENT, bonus=2, reason="Khen của tỉnh")
    others = tuple(one for one in seam.whole.scores if one is not total)
    stray = Score(year=2026, unit_id="TH-03", criterion_id="TC5", points=3)
    seam.whole = dataclasses.replace(seam.whole, scores=(*others, decided, stray))
    words = plain(said(opened(PAGE, xem=UNITS, dv="TH-03")))
    assert "chính thức 1/43" in words
    assert "hệ thống đề xuất: Hoàn thành" in words
    assert "thưởng 2" in words
    assert "Khen của tỉnh" in words
    assert "Điểm thẩm định 3 ghi trong sổ không được tính" in words


# The forms


def test_an_officer_gives_points(seam: Seam) -> None:
    seam.act_as(Role.OFFICER)
    slot = "xep_loai.TH-03.TC7"
    at = unfold(opened(PAGE, xem=UNITS, dv="TH-03"), slot)
    at.text_input(key=f"{slot}.points").input("9")
    press(at, f"{slot}.press")
    assert seam.plans == []
    assert "Nhập điểm từ 0 đến 5" in said(at)
    assert at.text_input(key=f"{slot}.points").value == "9"
    at.text_input(key=f"{slot}.points").input("4,5")
    press(at, f"{slot}.press")
    [(_, plan)] = seam.plans
    assert dict(plan.edits[0].changed) == {"points": 4.5}
    assert dict(plan.edits[1].changed) == {"rating": Rating.PASSED}
    assert at.toast[0].value == "Đã ghi điểm TC7 của TH-03"


def test_an_automatic_criterion_is_adjusted_with_a_reason_only(seam: Seam) -> None:
    seam.act_as(Role.OFFICER)
    slot = "xep_loai.TH-04.TC6"
    at = unfold(opened(PAGE, xem=UNITS, dv="TH-04"), slot)
    at.text_input(key=f"{slot}.points").input("5")
    press(at, f"{slot}.press")
    assert "Ghi lý do điều chỉnh" in said(at)
    at.text_area(key=f"{slot}.reason").input("Điển hình do tỉnh công nhận")
    press(at, f"{slot}.press")
    [add] = seam.plans[0][1].adds
    assert dataclasses.asdict(add.record).items() >= {"points": 5.0, "auto_points": 0.0, "criterion_id": "TC6"}.items()


def test_inspection_is_never_typed(seam: Seam) -> None:
    seam.act_as(Role.OFFICER)
    slot = "xep_loai.TH-03.TC5"
    at = unfold(opened(PAGE, xem=UNITS, dv="TH-03"), slot)
    assert f"{slot}.self_points" in {one.key for one in at.text_input}
    assert f"{slot}.points" not in {one.key for one in at.text_input}
    assert "không nhập tay" in said(at)


def test_bonus_deduction_and_the_official_rating(seam: Seam) -> None:
    seam.act_as(Role.OFFICER)
    slot = "xep_loai.TH-03.TONG"
    at = unfold(opened(PAGE, xem=UNITS, dv="TH-03"), slot)
    at.text_input(key=f"{slot}.bonus").input("3")
    press(at, f"{slot}.press")
    assert "Ghi lý do thưởng, trừ điểm" in said(at)
    at.text_area(key=f"{slot}.reason").input("Bằng khen của tỉnh")
    at.button_group(key=f"{slot}.official").set_value("Hoàn thành tốt")
    press(at, f"{slot}.press")
    assert dict(seam.plans[0][1].edits[0].changed) == {
        "bonus": 3.0, "reason": "Bằng khen của tỉnh", "official": Rating.GOOD, "rating": Rating.PASSED,
    }  # fmt: skip


def test_two_officers_at_one_row_and_a_sheet_that_does_not_answer(seam: Seam) -> None:
    seam.act_as(Role.OFFICER)
    slot = "xep_loai.TH-03.TC7"
    at = unfold(opened(PAGE, xem=UNITS, dv="TH-03"), slot)
    at.text_input(key=f"{slot}.points").input("2")
    seam.refusals = [
        Conflict("Chấm điểm|2026|TH-03|TC7", [Difference("points", "Điểm thẩm định", 3, 2, 5)]), NotWritten("no"),
    ]  # fmt: skip
    press(at, f"{slot}.press")
    assert "Người khác vừa sửa bản ghi này" in said(at)
    press(at, f"{slot}.press")
    assert "Chưa ghi được lên trang tính." in said(at)
    assert at.text_input(key=f"{slot}.points").value == "2"


def test_an_administrator_changes_a_criterion(seam: Seam) -> None:
    slot = "xep_loai.tieu_chi.TC5"
    at = unfold(opened(PAGE, xem=CRITERIA), slot)
    at.text_input(key=f"{slot}.max_points").input("0")
    press(at, f"{slot}.press")
    assert "lớn hơn 0, không quá 100" in said(at)
    at.text_input(key=f"{slot}.max_points").input("20")
    at.button_group(key=f"{slot}.unit_types").set_value(["Thôn"])
    press(at, f"{slot}.press")
    assert dict(seam.plans[0][1].edits[0].changed) == {"max_points": 20.0, "unit_types": (UnitType.VILLAGE,)}


@pytest.mark.parametrize("role", [Role.OFFICER, Role.LEADER, Role.UNIT, Role.FRONT])
def test_others_read_the_criteria_only(seam: Seam, role: Role) -> None:
    seam.act_as(role)
    at = opened(PAGE, xem=CRITERIA)
    assert "TC5 · Chấp hành kiểm tra, khắc phục tồn tại: 15 điểm" in plain(said(at))
    assert not at.get("expander")


def test_a_leader_tries_other_weights_and_nothing_is_written(seam: Seam) -> None:
    seam.act_as(Role.LEADER)
    at = opened(PAGE, xem=WEIGHTS)
    assert at.header[0].value == "Thứ tự và mức xếp loại không đổi"
    at.number_input(key="xep_loai.thu.TC3").set_value(60.0).run()
    assert "đổi thứ hạng" in at.header[0].value
    assert seam.plans == []


def test_a_leader_scores_nothing(seam: Seam) -> None:
    seam.act_as(Role.LEADER)
    at = opened(PAGE, xem=UNITS, dv="TH-03")
    assert not at.get("expander")
    assert "xep_loai.TH-03.TC7.form" not in at.session_state


def test_points_that_nobody_can_mean_bring_no_sheet_down(seam: Seam) -> None:
    wild = tuple(
        Score(year=2026, unit_id="TH-03", criterion_id=code, points=1e9, self_points=1e9, bonus=1e9)
        for code in ("TC1", "TC2", "TC7", "TONG")
    )
    criteria = tuple(dataclasses.replace(one, max_points=1e9) for one in seam.whole.criteria[:3])
    seam.whole = dataclasses.replace(seam.whole, scores=wild, criteria=(*criteria, *seam.whole.criteria[3:]))
    for part in PARTS:
        opened(PAGE, xem=part)
    assert "> 1.000.000" in plain(said(opened(PAGE, xem=UNITS, dv="TH-03"))).replace("\\", "")


def test_a_unit_that_need_not_register_reads_why_its_model_does_not_count(seam: Seam) -> None:
    free = [dataclasses.replace(one, must_register=False) for one in seam.whole.units]
    seam.whole = dataclasses.replace(seam.whole, units=tuple(free))
    spared = [one.unit.unit_id or "" for one in scores(seam.whole) if one.spared]
    assert spared
    assert "vì đơn vị không bắt buộc đăng ký" in said(opened(PAGE, xem=UNITS, dv=spared[0]))
