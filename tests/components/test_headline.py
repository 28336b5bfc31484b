"""The sentence on top: right for every state of the movement."""

import dataclasses
from datetime import date
from typing import Any

import pytest

from components.headline import headline
from domain.overview import Overview
from domain.vocabulary import Status


def spoken(overview: Overview) -> str:
    """The sentence without colours and with plain spaces."""
    text = headline(overview).replace("\u00a0", " ")
    for colour in ("green", "orange", "red", "blue"):
        text = text.replace(f":{colour}[", "")
    return text.replace("]", "")


def changed(overview: Overview, *, cell: dict[str, Any], late: int, none: int, decisions: int) -> Overview:
    groups = {**overview.groups, Status.LATE: late, Status.NONE: none}
    commune = dataclasses.replace(overview.commune, **cell)
    return dataclasses.replace(overview, commune=commune, groups=groups, decisions=overview.decisions[:decisions])


def test_the_sample_says_what_the_specification_of_the_sample_says(demo: Overview) -> None:
    assert spoken(demo) == (
        "Quý III cần chú ý: tiến độ chung 49%, thấp hơn mốc hôm nay 14 điểm. "
        "5 thôn chậm, 7 thôn chưa có số liệu, 3 việc chờ quyết định."
    )


def cell(status: Status, value: float | None, gap: float | None) -> dict[str, Any]:
    return {"status": status, "value": value, "gap": gap}


CASES = [
    (
        cell(Status.OK, 66.2, 3.1), (0, 0, 0),
        "Quý III đúng tiến độ: tiến độ chung 66%, đạt mốc hôm nay. Không có thôn chậm.",
    ),
    (
        cell(Status.OK, 60.0, -0.4), (0, 2, 0),
        "Quý III đúng tiến độ: tiến độ chung 60%, đạt mốc hôm nay. Không có thôn chậm, 2 thôn chưa có số liệu.",
    ),
    (
        cell(Status.LATE, 30.0, -33.5), (11, 0, 1),
        "Quý III chậm: tiến độ chung 30%, thấp hơn mốc hôm nay 34 điểm. 11 thôn chậm, 1 việc chờ quyết định.",
    ),
    (
        cell(Status.RISK, 70.0, 2.0), (4, 0, 0),
        "Quý III cần chú ý: tiến độ chung 70%, đạt mốc hôm nay. 4 thôn chậm.",
    ),
    (
        cell(Status.NONE, None, None), (0, 24, 0),
        "Quý III chưa có số liệu. Không có thôn chậm, 24 thôn chưa có số liệu.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("figures", "counts", "sentence"), CASES)
def test_the_headline_follows_the_figures(
    demo: Overview, figures: dict[str, Any], counts: tuple[int, int, int], sentence: str
) -> None:
    late, none, decisions = counts
    assert spoken(changed(demo, cell=figures, late=late, none=none, decisions=decisions)) == sentence


def test_a_finished_quarter_is_measured_at_its_end(demo: Overview) -> None:
    assert "mốc cuối quý" in headline(dataclasses.replace(demo, today=date(2026, 10, 1)))


def test_weighty_words_have_the_colour_of_their_status(demo: Overview) -> None:
    assert ":orange[cần chú ý]" in headline(demo)
    assert ":red[5\u00a0thôn chậm]" in headline(demo)
    assert ":blue[3\u00a0việc chờ quyết định]" in headline(demo)
