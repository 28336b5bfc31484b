"""Kế hoạch: every clause with its state, what is missing first, for every role; empty, failing, on the phone."""

import dataclasses
import json
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from components import theme
from domain.clause_states import clause_states
from domain.errors import Unreachable
from domain.plan_clauses import CLAUSES
from domain.vocabulary import Role
from tests.components.samples import NOTHING, sample
from tests.pages.conftest import Seam
from tests.pages.test_frame import said
from tests.pages.test_hostile import SHARES, spoiled
from tests.pages.test_loop import opened
from tests.pages.test_viec_cua_toi import ways, words

ALL = {"het_kh": "true"}


def page(**query: str) -> AppTest:
    return opened("ke_hoach", **query)


def heads(at: AppTest) -> list[str]:
    return [one.value for one in at.header]


def cards(at: AppTest) -> list[str]:
    """The clauses as they are shown, without what escapes."""
    return [one.value.replace("\\", "").replace("\u00a0", " ") for one in at.markdown if ":gray[R" in one.value]


def card(at: AppTest, code: str) -> str:
    [found] = [one for one in cards(at) if f":gray[{code} ·" in one]
    return found


def test_the_title_is_a_finding_and_what_is_missing_stands_first(seam: Seam) -> None:
    at = page()
    assert words(at).splitlines()[0] == "28 trong 77 yêu cầu của kế hoạch đã hoàn thành, :red[1 chưa có số liệu]."
    assert heads(at)[:4] == [
        "Cần làm trước",
        "Thiếu nhiều nhất ở mục IV.6: 1 yêu cầu chưa có số liệu",
        "1 yêu cầu chưa có số liệu",
        "Mở đầu · Căn cứ ban hành",
    ]
    first = cards(at)[0]
    assert ":red-badge[:material/help: Chưa có số liệu]" in first
    assert "0 trong 48 lượt thôn theo quý đã có số hộ được hướng dẫn, đôn đốc." in first
    assert "“Hướng dẫn, kiểm tra, đôn đốc các hộ gia đình, cá nhân thực hiện phong trào”" in first
    assert "R70 · mục IV.6 · Thôn · quý II đến quý IV" in first
    assert "và 16 đơn vị khác" in first
    assert "42 đang thực hiện, 5 chưa đến hạn và 1 mô tả" in words(at)


def test_what_to_look_at_first_is_what_is_missing_most(seam: Seam) -> None:
    shown = [one.value for one in page().markdown if "  \n:gray[Mục " in one.value]
    assert len(shown) == 7
    assert shown[0].startswith(":red[:material/help:] **R70** 0 trong 48")
    assert [one.split("**")[1] for one in shown] == ["R70", "R6", "R39", "R51", "R62", "R66", "R52"]
    assert "và 31 yêu cầu khác ở danh sách bên dưới" in words(page())


def test_all_77_clauses_are_there_in_the_order_of_the_plan(seam: Seam) -> None:
    assert len(cards(page())) == 8
    at = page(**ALL)
    shown = [one.split(":gray[")[1].split(" ")[0] for one in cards(at)]
    assert shown == ["R70", *(one.code for one in CLAUSES if one.code != "R70")]
    assert not at.get("pagination")


def test_a_clause_names_its_units_its_evidence_and_the_ways_on(seam: Seam) -> None:
    at = page(tim_kh="r13")
    shown = card(at, "R13")
    assert "40 trong 43 đơn vị đã quán triệt." in shown
    assert "Còn thiếu: Công đoàn, Thôn Năm Mẫu và Thôn Tân Tiến (Đồng Xuân cũ)." in shown
    assert "Minh chứng: 40 bản ghi, mới nhất: TTR-2026-0050 (28/05/2026)" in shown
    found = [(label.replace("\\", ""), way) for label, way in ways(at)]
    assert found == [
        ("Xem trang Tuyên truyền", "tuyen-truyen?"),
        ("Mở TTR-2026-0050", "tuyen-truyen?hd=TTR-2026-0050"),
    ]


def test_rows_without_an_id_are_named_in_words(seam: Seam) -> None:
    assert "mới nhất: CQ10, quý III/2026, CQ10, quý II/2026" in card(page(tim_kh="r27"), "R27")
    assert "TH-20, quý III/2026 (14/09/2026)" in card(page(tim_kh="r69"), "R69")
    assert "Nội dung phải công khai (CQ09, quý III)" in card(page(tim_kh="r28"), "R28")


def test_what_is_not_due_has_nothing_missing(seam: Seam) -> None:
    shown = card(page(tim_kh="r24"), "R24")
    assert ":gray-badge[:material/event: Chưa đến hạn]" in shown
    assert "Còn" not in shown


def test_the_filters_live_in_the_address(seam: Seam) -> None:
    narrowed = cards(page(muc_kh="II.1 · Quán triệt, tuyên truyền"))
    assert len(narrowed) == 5
    assert all("mục II.1" in one for one in narrowed)
    assert len(cards(page(tt_kh="Chưa đến hạn"))) == 5
    schools = cards(page(ai_kh="Trường học", **ALL))
    assert all("Trường học" in one or "Mọi thôn, đơn vị" in one for one in schools)
    of_villages = page(ai_kh="Thôn", **ALL)
    assert card(of_villages, "R13")
    assert card(of_villages, "R18")
    assert not [one for one in cards(of_villages) if ":gray[R62 ·" in one]
    assert len(cards(page(tim_kh="r1"))) == 1
    assert card(page(tim_kh="to chuc cuoc thi"), "R63")
    assert [*map(len, (cards(page(tim_kh="doi thoai")), cards(page(tim_kh="r6 "))))] == [1, 1]
    assert "Không có yêu cầu nào khớp" in words(page(tim_kh="zzz"))


def test_a_unit_finds_its_own_duties_first_and_is_told_nothing_of_others(seam: Seam) -> None:
    seam.act_as(Role.UNIT)  # TH-03
    at = page(**ALL)
    whole = clause_states(seam.whole)
    own = [one for one in whole if "TH-03" in one.missing and "Thôn" in one.clause.who]
    assert own
    assert "28 trong 77 yêu cầu" in words(at)
    assert heads(at)[2].startswith("Đơn vị còn thiếu ở ")
    assert "**Đơn vị của tài khoản này còn thiếu 2 mục.** Còn thiếu: 23 đơn vị khác." in card(at, "R70")
    assert ":blue-badge[Việc của đơn vị]" in card(at, "R70")
    assert ":blue-badge" not in card(at, "R62")
    assert "Thôn Bến Đò" not in words(at)
    assert "mới nhất" not in words(at)
    assert not [label for label, _ in ways(at) if label.startswith("Mở ")]


def test_a_unit_reads_first_what_it_lacks_itself(seam: Seam) -> None:
    seam.act_as(Role.UNIT)  # TH-03
    own = {one.clause.code for one in clause_states(seam.whole) if "TH-03" in one.missing}
    shown = [one.value.split("**")[1] for one in page().markdown if "  \n:gray[Mục " in one.value]
    assert shown
    assert set(shown) <= own
    seam.whole = dataclasses.replace(seam.whole, today=date(2026, 2, 1))
    assert "Đơn vị không còn thiếu việc nào đến hạn." in words(page())


def test_a_guest_sees_states_and_counts(seam: Seam) -> None:
    seam.act_as(Role.GUEST)
    at = page(**ALL)
    assert "28 trong 77 yêu cầu" in words(at)
    assert "không xem từng dòng của sổ" in words(at)
    assert "Còn thiếu: 24 đơn vị." in card(at, "R70")
    assert "Thôn Bến Đò" not in words(at)


@pytest.mark.parametrize("role", [Role.OFFICER, Role.LEADER])
def test_who_reads_all_sees_the_same(seam: Seam, role: Role) -> None:
    seam.act_as(role)
    assert "Thôn Bến Đò (2 mục)" in card(page(), "R70")


def test_the_chart_says_the_same_as_its_text_and_its_file(seam: Seam) -> None:
    at = page()
    [chart] = at.get("vega_lite_chart")
    assert json.loads(chart.proto.spec)["config"]["locale"]
    assert "IV.6 · Các thôn: 1 chưa có số liệu, 5 đang thực hiện, 1 hoàn thành" in chart.proto.alt


def test_an_empty_workbook_says_what_is_missing(seam: Seam) -> None:
    seam.whole = sample(**NOTHING)
    at = page()
    assert "1 trong 77 yêu cầu của kế hoạch đã hoàn thành" in words(at)
    assert heads(at)[2].endswith("yêu cầu chưa có số liệu")
    assert "Trong sổ chưa có dòng nào để tính" in words(at)


def test_without_data_the_page_says_why(seam: Seam, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails() -> None:
        raise Unreachable("down")

    monkeypatch.setattr("sheets.session.snapshot", fails)
    assert "Chưa kết nối được Google Sheets." in words(page())


def test_a_phone_gets_eight_to_a_page(seam: Seam, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(theme, "on_phone", lambda: True)
    at = page()
    assert len(cards(at)) == 8
    assert len(at.get("pagination")) == 1


@pytest.mark.parametrize("share", list(SHARES))
@pytest.mark.parametrize("role", [Role.LEADER, Role.FRONT, Role.GUEST])
def test_all_clauses_of_a_workbook_full_of_anything_are_shown(seam: Seam, share: float, role: Role) -> None:
    seam.act_as(role)
    seam.whole = spoiled(share)
    at = page(**ALL)
    assert len(cards(at)) == 77
    assert "<script>" not in said(at)
