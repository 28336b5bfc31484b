"""The five figures: values, badges and bars, with and without targets."""

import dataclasses

import pytest

from components.kpi import Card, cards
from domain.overview import Overview
from domain.ratios import Ratio
from domain.vocabulary import Status


def by_key(overview: Overview) -> dict[str, Card]:
    return {card.key: card for card in cards(overview)}


def test_the_sample_shows_the_five_figures_in_the_order_of_the_plan(demo: Overview) -> None:
    assert [(card.label, card.value) for card in cards(demo)] == [
        ("Tiến độ chung", "49%"),
        ("Mô hình đăng ký", "31"),
        ("Thôn, đơn vị đã đăng ký", "29/43"),
        ("Đã báo cáo quý này", "23/29"),
        ("Lượt kiểm tra", "12"),
    ]


def test_badges_say_what_is_open(demo: Overview) -> None:
    shown = {key: card.badge.replace("\u00a0", " ") for key, card in by_key(demo).items()}
    assert shown["progress"] == ":orange-badge[:material/error: −14 điểm]"
    assert "còn 14 chưa đăng ký" in shown["registered"]
    assert shown["reported"].startswith(":gray-badge")
    assert "còn 6 chưa đến hạn" in shown["reported"]
    assert shown["inspections"] == ":red-badge[:material/arrow_circle_down: 5 tồn tại quá hạn]"


def test_models_that_wait_for_approval_are_said_beside_the_approved_ones(demo: Overview) -> None:
    assert by_key(demo)["models"].note == "2\u00a0chờ duyệt"


def test_without_a_target_there_is_no_bar_and_no_colour(demo: Overview) -> None:
    card = by_key(demo)["models"]
    assert card.bullet is None
    assert "Chưa đặt chỉ tiêu" in card.badge
    assert card.badge.startswith(":gray-badge")
    assert by_key(demo)["inspections"].note == "Chưa đặt chỉ tiêu"


@pytest.mark.parametrize(("target", "status"), [(31, Status.OK), (34, Status.OK), (40, Status.RISK)])
def test_with_a_target_the_bar_shows_how_much_of_it_is_reached(demo: Overview, target: int, status: Status) -> None:
    card = by_key(dataclasses.replace(demo, model_target=target))["models"]
    assert card.bullet is not None
    assert card.bullet.status is status
    assert f"chỉ tiêu {target} mô hình" in card.note


def test_missing_reports_are_red_only_after_the_deadline(demo: Overview) -> None:
    late = by_key(dataclasses.replace(demo, reports_missing=6, reports_not_due=0))["reported"]
    assert late.badge == ":red-badge[:material/arrow_circle_down: 6 chưa báo cáo]"
    done = by_key(dataclasses.replace(demo, reports_missing=0, reports_not_due=0))["reported"]
    assert "đủ báo cáo" in done.badge


def test_a_denominator_of_zero_is_a_dash_and_never_a_rate(demo: Overview) -> None:
    card = by_key(dataclasses.replace(demo, reported=Ratio(0, 0)))["reported"]
    assert card.value == "—"
    assert card.bullet is None


def test_a_commune_without_figures_shows_a_dash(nothing: Overview) -> None:
    assert by_key(nothing)["progress"].value == "—"
