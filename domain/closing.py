"""The quarters that can be locked, from when on, and what is still missing of one (data model, “Quarter”)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from domain import coverage
from domain.overview import heatmap_quarters
from domain.quarters import Quarter, quarter_of
from domain.remembered import remembered
from domain.snapshot import Snapshot
from domain.tables import Report, VillageSum
from domain.view import QuarterView, period, quarter_view
from domain.vocabulary import ProblemLevel, ReportState, Tab


@dataclass(frozen=True, slots=True)
class Missing:
    """What a quarter still lacks: reports that must come (I8), reports and sums not confirmed, due findings that are
    not verified Đạt (I12), and cells that cannot be read, in the whole workbook."""

    reports: int
    unconfirmed: int
    unverified: int
    wrong_cells: int

    def __bool__(self) -> bool:
        return bool(self.reports or self.unconfirmed or self.unverified or self.wrong_cells)


def quarters(snapshot: Snapshot) -> tuple[Quarter, ...]:
    """The quarters of the plan's year, from the one in which the plan was issued."""
    year = int(snapshot.settings.plan_year)
    return heatmap_quarters(snapshot, Quarter(year, 4))


def lockable_from(snapshot: Snapshot, quarter: Quarter) -> date:
    """The first day on which a quarter may be locked: its reports are due, or where no day is set it is over.

    The last quarter is closed before the year ends, once the year's reports are in.
    """
    last = period(quarter, snapshot.settings)[1]
    return min(snapshot.settings.report_due(quarter) or last, last)


@remembered
def missing(snapshot: Snapshot, quarter: Quarter) -> Missing:
    """What is still missing of a quarter, as of today."""
    view = quarter_view(snapshot.figures or snapshot, quarter)
    due = coverage.all_due_findings(view)
    wrong = (one for one in snapshot.problems if one.level is ProblemLevel.ERROR and one.tab is not Tab.ACCOUNTS)
    return Missing(
        reports=len(view.reporting.missing),
        unconfirmed=len(_unconfirmed(view, snapshot.reports)) + len(_unconfirmed(view, snapshot.village_sums)),
        unverified=sum(not coverage.remedied(view, one) for one in due),
        wrong_cells=sum(1 for _ in wrong),
    )


def _unconfirmed(view: QuarterView, handed_in: Sequence[Report | VillageSum]) -> list[Report | VillageSum]:
    submitted = (one for one in handed_in if one.rstatus is ReportState.SUBMITTED)
    return [one for one in submitted if quarter_of(one) == view.quarter]
