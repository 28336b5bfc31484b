"""What comes out of the sample on 15/09/2026, figure by figure, for both quarters."""

import json
from datetime import date
from typing import Any

import pytest

from domain.indicators import indicators
from domain.overview import ReasonKind, overview
from domain.quarters import Quarter
from domain.sample import records
from domain.snapshot import RECORDS, Snapshot
from domain.view import quarter_view
from domain.vocabulary import Flag, Status
from tests.domain.worked import snapshot

Q2, Q3 = Quarter(2026, 2), Quarter(2026, 3)
NAMES = {table.TAB: name for table, name in RECORDS.items()}


def sample(today: date = date(2026, 9, 15)) -> Snapshot:
    tables: dict[str, Any] = {NAMES[tab]: rows for tab, rows in records().items()}
    return snapshot(today, **tables)


SAMPLE = sample()


@pytest.fixture(params=["2026-Q2", "2026-Q3"])
def found(request: pytest.FixtureRequest) -> tuple[str, dict[str, Any]]:
    return request.param, indicators(SAMPLE, Quarter.parse(request.param))["commune"]


# code → (Quý II, Quý III) as value, numerator, denominator
TABLE: dict[str, tuple[tuple[Any, ...], tuple[Any, ...]]] = {
    "I1a": ((26, None, None), (31, None, None)),
    "I1b": ((26, None, None), (29, None, None)),
    "I7": ((19.2, 499, 26), (48.7, 1510, 31)),
    "I8": ((92.3, 24, 26), (79.3, 23, 29)),
    "I8b": ((80.8, 21, 26), (79.3, 23, 29)),
    "I11": ((16.0, 4, 25), (24.1, 7, 29)),
    "I11b": ((15.4, 4, 26), (22.6, 7, 31)),
    "I12": ((100.0, 2, 2), (40.0, 4, 10)),
    "I12b": ((100.0, 2, 2), (30.0, 3, 10)),
    "I13": ((0, None, None), (5, None, None)),
    "I14": ((None, None, None), (12.5, None, None)),
    "I14b": ((None, None, None), (12.5, None, None)),
}


@pytest.mark.parametrize("code", TABLE)
def test_the_table_of_both_quarters(code: str, found: tuple[str, dict[str, Any]]) -> None:
    quarter, commune = found
    expected = TABLE[code][quarter == "2026-Q3"]
    assert (commune[code]["value"], commune[code]["numerator"], commune[code]["denominator"]) == expected


def test_expected_progress_and_status_of_the_commune() -> None:
    second, third = (indicators(SAMPLE, quarter)["commune"]["I7"] for quarter in (Q2, Q3))
    assert (second["expected"], third["expected"]) == (22.0, 63.1)
    assert third["status"] == Status.RISK
    assert [len(third["models"][status]) for status in (Status.LATE, Status.RISK, Status.OK, Status.NONE)] == [
        7,
        9,
        14,
        1,
    ]
    assert [len(second["models"][status]) for status in (Status.LATE, Status.RISK, Status.OK, Status.NONE)] == [
        1,
        4,
        19,
        2,
    ]


def test_models_without_a_report_and_with_an_old_figure() -> None:
    second, third = quarter_view(SAMPLE, Q2), quarter_view(SAMPLE, Q3)

    def flagged(flag: Flag, view: Any) -> list[str]:
        return [one.model.model_id[-2:] for one in view.tracked if flag in one.flags]

    assert flagged(Flag.NEVER_REPORTED, second) == ["03", "24"]
    assert flagged(Flag.OLD_FIGURE, second) == []
    assert flagged(Flag.NEVER_REPORTED, third) == ["03"]
    assert flagged(Flag.OLD_FIGURE, third) == ["04", "05", "07", "13", "20"]
    assert flagged(Flag.NOT_DUE, third) == ["03", "04", "05", "07", "13", "20"]


def villages(quarter: Quarter, status: Status, flag: Flag | None = None) -> set[int]:
    rows = overview(SAMPLE, quarter).villages
    chosen = (row for row in rows if row.current.status is status and (flag is None or flag in row.current.flags))
    return {int((row.unit.unit_id or "")[-2:]) for row in chosen}


def test_villages_by_group() -> None:
    assert villages(Q2, Status.LATE) == {3}
    assert villages(Q2, Status.RISK) == {4, 12, 15}
    assert villages(Q2, Status.OK) == {8, 9, 13, 17, 18, 19, 21, 23, 24}
    assert villages(Q2, Status.NONE, Flag.NEVER_REPORTED) == {10, 20}
    assert len(villages(Q2, Status.NONE, Flag.NO_MODEL)) == 9
    assert villages(Q3, Status.LATE) == {4, 12, 13, 15, 20}
    assert villages(Q3, Status.RISK) == {2, 3, 9, 17, 18, 24}
    assert villages(Q3, Status.OK) == {8, 11, 19, 21, 22, 23}
    assert villages(Q3, Status.NONE, Flag.NEVER_REPORTED) == {10}
    assert villages(Q3, Status.NONE, Flag.NO_MODEL) == {1, 5, 6, 7, 14, 16}
    old = {int((row.unit.unit_id or "")[-2:]) for row in overview(SAMPLE, Q3).villages if row.current.old}
    assert old == {12, 15, 18}


def test_coverage_households_and_fields() -> None:
    commune = indicators(SAMPLE, Q3)["commune"]
    assert (commune["I10"]["value"], commune["I10"]["numerator"], commune["I10"]["denominator"]) == (67.4, 29, 43)
    assert commune["I10"]["by_type"]["Thôn"] == {"value": 75.0, "numerator": 18, "denominator": 24}
    assert commune["I11"]["by_type"]["Thôn"] == {"value": 33.3, "numerator": 6, "denominator": 18}
    assert commune["I9"]["value"] == 0
    assert commune["I14"]["open"] == [113, 89, 71, 62, 24, 18]
    assert commune["I15a"]["value"] == 1206
    assert (commune["I15b"]["value"], commune["I15b"]["numerator"], commune["I15b"]["at_least"]) == (31.8, 815, True)
    assert [group["value"] for group in commune["I16"]["by_group"]] == [22.6, 22.6, 19.4, 19.4, 12.9, 3.2]
    assert commune["I16"]["value"] == 100.0


def test_models_past_their_end_appear_in_november() -> None:
    assert indicators(sample(date(2026, 11, 10)), Quarter(2026, 4))["commune"]["I9"]["value"] > 0


def test_the_overview_of_the_day() -> None:
    found = overview(SAMPLE, Q3)
    assert [head.quarter.key for head in found.quarters] == ["2026-Q2", "2026-Q3", "2026-Q4"]
    assert found.commune.status is Status.RISK
    assert [found.groups[status] for status in (Status.LATE, Status.NONE, Status.RISK, Status.OK)] == [5, 7, 6, 6]
    assert [one.waiting_days for one in found.decisions] == [28, 15, 9]
    assert (found.models_registered, found.models_pending, found.overdue_findings) == (31, 2, 5)
    assert (found.reports_not_due, found.reports_missing) == (6, 0)
    assert [row.current.status for row in found.villages[:5]] == [Status.LATE] * 5
    assert all(cell.status is Status.FUTURE for row in found.villages for cell in row.cells[2:])
    assert len(found.reasons) == 12


def test_reasons_say_why_a_village_lags() -> None:
    reasons = {one.row.unit.unit_id: [reason.kind for reason in one.reasons] for one in overview(SAMPLE, Q3).reasons}
    assert reasons["TH-01"] == [ReasonKind.UNDECIDED_MODEL]
    assert reasons["TH-05"] == [ReasonKind.NO_MODEL]
    assert reasons["TH-10"][0] is ReasonKind.NEVER_REPORTED
    assert ReasonKind.OVERDUE_FINDINGS in reasons["TH-10"]
    assert reasons["TH-04"] == [ReasonKind.LATE_MODELS, ReasonKind.WAITING_DECISION]


def test_a_late_commune_is_shown_at_best_as_at_risk() -> None:
    second = overview(SAMPLE, Q2)  # on track by its mean, but 12 of 24 villages late or without data
    assert quarter_view(SAMPLE, Q2).commune.status is Status.OK
    assert second.commune.status is Status.RISK


def test_the_indicators_are_plain_json() -> None:
    found = indicators(SAMPLE, Q3)
    assert json.loads(json.dumps(found)) == found
    assert (found["as_of"], found["quarter"]) == ("2026-09-15", "2026-Q3")
    assert found["units"]["TH-01"]["I6"]["value"] is None
    assert found["units"]["TH-01"]["I6"]["flags"] == [Flag.NO_MODEL]
    assert found["units"]["TH-04"]["I6"]["status"] == Status.LATE
