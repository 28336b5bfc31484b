"""The same question has the same count wherever it is asked: headline, cards, heat map, chase list, `sheets.indicators`
(design, section 5.1)."""

import re
from collections import Counter
from typing import Any

from hypothesis import given, settings

from components.charts.heatmap import cell_label, heatmap, heatmap_title
from components.headline import headline
from components.kpi import cards
from components.theme import LIGHT
from components.vi import NBSP, UNKNOWN, percent
from domain.chase import chase_list
from domain.chase_facts import Group
from domain.coverage import villages
from domain.indicators import indicators
from domain.overview import Overview, overview
from domain.quarters import Quarter
from domain.snapshot import Snapshot
from domain.view import quarter_view
from domain.vocabulary import Status
from tests.components.samples import sample
from tests.domain.test_chase import workbooks


def said(text: str, unit: str) -> int:
    """The number before `unit` in a sentence; 0 where it is not said."""
    found = re.search(rf"(\d+){NBSP}{unit}", text)
    return int(found[1]) if found else 0


def card(seen: Overview, key: str) -> str:
    return next(one.value for one in cards(seen) if one.key == key)


def fraction(indicator: dict[str, Any]) -> str:
    whole = indicator["denominator"]
    return f"{indicator['numerator']}/{whole}" if whole else UNKNOWN


def compare(found: Snapshot) -> Counter[Status]:
    """Compares all places of a workbook; the villages by status."""
    quarter = Quarter.of(found.today)
    seen, told, chased = overview(found, quarter), indicators(found, quarter), chase_list(found)
    commune, sentence = told["commune"], headline(seen)
    of_villages = [told["units"][unit.unit_id]["I6"]["status"] for unit in villages(quarter_view(found, quarter))]
    by_status = Counter(Status(word) for word in of_villages)

    assert said(sentence, "thôn chậm") == by_status[Status.LATE] == seen.groups[Status.LATE]
    assert said(sentence, "thôn chưa có số liệu") == by_status[Status.NONE] == seen.villages_without_data
    assert said(sentence, "việc chờ quyết định") == len(seen.decisions)
    assert len(seen.reasons) == by_status[Status.LATE] + by_status[Status.NONE]
    title = heatmap_title(seen)
    assert said(title, "thôn chậm") in (0, by_status[Status.LATE])
    assert said(title, "thôn chưa có số liệu") in (0, by_status[Status.NONE])

    assert card(seen, "registered") == fraction(commune["I10"])
    assert card(seen, "reported") == fraction(commune["I8"])
    value = commune["I7"]["value"]
    exact = overview(found, quarter).commune.value
    assert card(seen, "progress") == (UNKNOWN if value is None or commune["I7"]["gap"] is None else percent(exact))
    assert len(chased.facts(Group.REGISTRATION)) == commune["I10"]["denominator"] - commune["I10"]["numerator"]
    assert seen.reports_missing + seen.reports_not_due == len(commune["I8"]["missing"])
    assert seen.overdue_findings == commune["I13"]["value"]
    return by_status


def drawn(seen: Overview) -> Counter[str]:
    """The words of the heat map as they are drawn."""
    spec = heatmap(seen, LIGHT).to_dict()
    rows = [row for one in spec["datasets"].values() for row in one if "label" in row]
    return Counter(str(row["label"]) for row in rows)


@settings(max_examples=200)
@given(workbooks())
def test_random_workbooks(found: Snapshot) -> None:
    compare(found)


@settings(max_examples=15)
@given(workbooks())
def test_the_heat_map_draws_a_cell_with_its_figure_for_each_village_and_quarter(found: Snapshot) -> None:
    seen = overview(found, Quarter.of(found.today))
    words = drawn(seen)
    chosen = seen.quarter
    cells = [cell_label(one, past=one.quarter != chosen) for row in seen.villages for one in row.cells]
    for label, count in Counter(one for one in cells if one).items():
        assert words[label] >= count
    groups = {status: count for status, count in seen.groups.items() if count > 1}
    for count in groups.values():
        assert words[str(count)] >= 1


def test_the_sample() -> None:
    found = compare(sample())
    assert (found[Status.LATE], found[Status.NONE], found[Status.RISK], found[Status.OK]) == (5, 7, 6, 6)
