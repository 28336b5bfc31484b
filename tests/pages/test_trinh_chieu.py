"""Trình chiếu: six slides with the figures of Tổng quan, addresses, an outage, nothing to show, and who looks on."""

import dataclasses
from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from components import links, theme
from components.slides import Slide
from domain.errors import Unreachable
from domain.vocabulary import Role
from sheets.store import Health
from tests.components.samples import NOTHING, sample
from tests.pages.conftest import READ, Seam
from tests.pages.test_frame import open_app, said


def show() -> None:
    from pages import trinh_chieu

    trinh_chieu.show()


def opened(**address: str) -> AppTest:
    """The page alone, at this address."""
    at = AppTest.from_function(show, default_timeout=30)
    for name, value in address.items():
        at.query_params[name] = value
    at.run()
    assert not at.exception
    return at


def title(at: AppTest) -> str:
    return str(at.title[0].value).replace("\u00a0", " ")


def alts(at: AppTest) -> list[str]:
    return [chart.proto.alt for chart in at.get("vega_lite_chart")]


def press(at: AppTest, name: str) -> AppTest:
    at.button(key=f"trinh_chieu.{name}").click().run()
    assert not at.exception
    return at


TITLES = {
    1: "Quý III :orange[cần chú ý]: tiến độ chung 49%",
    2: "Quý III: :red[5 thôn chậm], 7 thôn chưa có số liệu",
    3: ":red[5 thôn chậm], 7 thôn chưa có số liệu: vì sao",
    4: "7 mô hình chậm, nhiều nhất ở lĩnh vực nông thôn mới",
    5: ":blue[3 việc] chờ quyết định",
    6: "19 đơn vị khác: 7 đúng tiến độ",
}
CHARTS = {1: 2, 2: 2, 3: 2, 4: 1, 5: 0, 6: 1}


@pytest.mark.parametrize("number", list(TITLES))
def test_each_slide_has_its_title_its_charts_and_the_foot(seam: Seam, number: int) -> None:
    at = opened(trang=str(number))
    assert title(at).startswith(TITLES[number])
    assert len(alts(at)) == CHARTS[number]
    assert all(alts(at))
    assert "**Dân vận khéo 2026** · xã Sơn Dương" in said(at)
    assert "Số liệu lúc **09:12 15/08/2026**" in said(at)
    assert "DỮ LIỆU MẪU — HƯ CẤU" in said(at)


def test_the_first_slide_says_the_big_numbers_of_the_overview(seam: Seam) -> None:
    words = said(opened())
    assert all(word in words for word in ("**49%**", "**23/29**", ":red[**5**]", ":blue[**3**]", "lâu nhất 28 ngày"))


def test_the_buttons_turn_the_slides_round_both_corners(seam: Seam) -> None:
    at = opened()
    assert title(press(at, "next")) == TITLES[2]
    assert title(press(press(at, "back"), "back")) == TITLES[6]
    assert title(press(at, "dot4")) == TITLES[4]


def test_an_address_with_a_slide_holds_it_and_the_button_goes_on(seam: Seam) -> None:
    at = opened(trang="2")
    assert at.button(key="trinh_chieu.pause").label == "Chạy tiếp"
    assert press(at, "pause").button(key="trinh_chieu.pause").label == "Tạm dừng"
    assert title(at) == TITLES[2]


@pytest.mark.parametrize("value", ["abc", "-1", "0", "99", "9" * 50, "<script>", "1e9"])
def test_hostile_addresses_show_the_first_slide(seam: Seam, value: str) -> None:
    at = opened(trang=value, giay=value, w=value)
    assert title(at).startswith(TITLES[1])
    assert at.button(key="trinh_chieu.pause").label == "Tạm dừng"


def test_every_slide_has_a_dot_and_the_one_that_is_on_is_marked(seam: Seam) -> None:
    at = opened(trang="3")
    dots = [at.button(key=f"trinh_chieu.dot{one.value}") for one in Slide]
    assert [dot.proto.type for dot in dots] == ["tertiary", "tertiary", "secondary", *["tertiary"] * 3]
    assert dots[2].label == "Trang 3: Vì sao chậm"


def test_a_slide_without_content_is_left_out(seam: Seam) -> None:
    seam.whole = sample(difficulties=())
    at = opened(trang="5")
    assert title(at) == TITLES[6]
    assert not [one for one in at.button if one.key == "trinh_chieu.dot5"]


def test_each_slide_reads_the_data_anew(seam: Seam) -> None:
    at = opened(trang="5")
    few = seam.whole.difficulties[:2]
    seam.whole = dataclasses.replace(seam.whole, difficulties=few, version=2)
    at.button(key="trinh_chieu.dot5").click().run()
    assert title(at) == ":blue[1 việc] chờ quyết định"


def test_twelve_decisions_are_cut_and_counted(seam: Seam) -> None:
    one = next(row for row in seam.whole.difficulties if row.decider)
    many = tuple(dataclasses.replace(one, issue_id=f"KK-2026-{at:04d}") for at in range(12))
    seam.whole = dataclasses.replace(seam.whole, difficulties=many, version=2)
    at = opened(trang="5")
    assert title(at) == ":blue[12 việc] chờ quyết định"
    assert "và 4 việc khác" in said(at)


@pytest.mark.parametrize("role", list(Role))
def test_every_role_sees_the_same_figures_and_nobody_the_words_of_a_difficulty(seam: Seam, role: Role) -> None:
    seam.act_as(role)
    at = opened(trang="5")
    words = said(at)
    assert title(at) == TITLES[5]
    assert "**1. Quyết Thắng\\: Đất đai\\-GPMB**" in words
    assert "hiến đất" not in words
    assert (":material/gavel: **Chủ tịch UBND xã**" in words) is (role in (Role.ADMIN, Role.OFFICER, Role.LEADER))


def test_an_outage_keeps_the_slides_and_says_from_when_they_are_in_amber(seam: Seam) -> None:
    seam.health = Health(READ, timedelta(minutes=2), Unreachable("timed out"), 60.0, embedded=False)
    at = opened(trang="2")
    assert title(at) == TITLES[2]
    assert ":orange[:material/sync_problem: Số liệu lúc **09:12 15/08/2026**" in said(at)


def test_old_data_are_amber_even_without_an_error(seam: Seam) -> None:
    seam.health = Health(READ, timedelta(minutes=30), None, None, embedded=False)
    assert ":orange[:material/sync_problem: Số liệu lúc" in said(opened())


def test_an_empty_workbook_says_what_to_do_next(seam: Seam) -> None:
    seam.whole = sample(**NOTHING)
    at = opened()
    assert at.title[0].value == "Chưa có mô hình nào được đăng ký."
    assert not alts(at)


def test_a_phone_is_told_that_slides_are_for_large_screens(seam: Seam, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(theme, "on_phone", lambda: True)  # AppTest knows no request headers
    at = opened()
    assert "máy chiếu" in said(at)
    assert not alts(at)


def test_the_overview_leads_to_the_slides(seam: Seam) -> None:
    at = open_app()
    at.button(key="tong_quan.slides").click().run()
    assert not at.exception
    assert title(at).startswith(TITLES[1])
    assert at.button(key="trinh_chieu.leave").label == "Thoát"
    assert links.SLIDES == "trinh-chieu"


def test_the_way_back_leads_to_the_overview(seam: Seam) -> None:
    at = open_app()
    at.button(key="tong_quan.slides").click().run()
    at.button(key="trinh_chieu.leave").click().run()
    assert not at.exception
    assert len(at.metric) == 5


def test_nobody_without_an_account_sees_a_slide(seam: Seam) -> None:
    seam.mode, seam.actor = "unknown", None
    at = open_app()
    assert not alts(at)
