"""What is missing of a unit: reports, an approved model, remedies (I8, I10, I13; design, section 5.7). Facts, no words.

They are those that Tổng quan counts: the same views, the same day.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto
from typing import ClassVar

from domain import coverage
from domain.lifecycle import APPROVED, UNIT_EDITS, withdrawn_by
from domain.progress import ModelProgress, valid_reports
from domain.quarters import Quarter, quarter_of
from domain.snapshot import Snapshot
from domain.tables import Finding, Model, Unit
from domain.view import QuarterView, quarter_view
from domain.vocabulary import ModelState, ReportState, ReportType, Verification

SOON = timedelta(days=7)


class Group(Enum):
    """What is missing."""

    REPORT = auto()
    REGISTRATION = auto()
    FINDING = auto()


@dataclass(frozen=True, slots=True)
class DueReport:
    """A model without its valid report of `quarter`. `days` past `due`, negative: days that are left.

    `state`: a report that is no valid one, a draft or one that was sent back; `last`: the day of the last valid one.
    """

    GROUP: ClassVar = Group.REPORT

    model: Model
    quarter: Quarter
    due: date
    days: int
    state: ReportState | None
    last: date | None
    with_office: bool = False


@dataclass(frozen=True, slots=True)
class NoModel:
    """A unit that must register and owns no approved model (I10). `due` = the next deadline, None where none is set.

    `days` past it from the fourth quarter on, negative: days left; None where nothing is to be said. `mend` was sent
    back or not sent, `waits` is with the office, which the unit need not be reminded of.
    """

    GROUP: ClassVar = Group.REGISTRATION

    due: date | None
    days: int | None
    mend: Model | None
    waits: Model | None

    @property
    def with_office(self) -> bool:
        return self.waits is not None


@dataclass(frozen=True, slots=True)
class OverdueFinding:
    """A finding past its deadline and not verified Đạt (I13). `with_office`: its remedy waits for verification."""

    GROUP: ClassVar = Group.FINDING

    finding: Finding
    days: int
    with_office: bool

    @property
    def due(self) -> date | None:
        """Its deadline, which has passed."""
        return self.finding.due


Fact = DueReport | NoModel | OverdueFinding


def missing_reports(snapshot: Snapshot) -> Iterable[DueReport]:
    """Missing of the latest quarter whose deadline has passed, without a later one; then what is due soon (I8)."""
    today = snapshot.today
    dues = {quarter: due for quarter in _quarters(today) if (due := snapshot.settings.report_due(quarter))}
    passed = max((quarter for quarter, due in dues.items() if due < today), default=None)
    for quarter, due in dues.items():
        if quarter == passed or today <= due <= today + SOON:
            yield from (
                _report(snapshot, one, quarter, due)
                for one in quarter_view(snapshot, quarter).reporting.missing
                if not withdrawn_by(one.model, today) and not _reported_later(snapshot, one, quarter)
            )


def _quarters(today: date) -> tuple[Quarter, ...]:
    """This year's quarters and the last ones of the year before: its deadline passed last until a new one does."""
    return tuple(Quarter(year, number) for year in (today.year - 1, today.year) for number in range(1, 5))


def _reported_later(snapshot: Snapshot, one: ModelProgress, quarter: Quarter) -> bool:
    """Whether a quarter has been reported since, of those that have begun."""
    running = Quarter.of(snapshot.today)
    return any(quarter < when <= running for when, _ in valid_reports(snapshot).get(one.model.model_id, ()))


def _report(snapshot: Snapshot, one: ModelProgress, quarter: Quarter, due: date) -> DueReport:
    model_id = one.model.model_id
    handed_in = [report.submitted for _, report in valid_reports(snapshot).get(model_id, ()) if report.submitted]
    begun = [
        report.rstatus
        for report in snapshot.reports_of(model_id or "")
        if report.rtype is ReportType.PERIODIC and quarter_of(report) == quarter
    ]
    return DueReport(
        model=one.model,
        quarter=quarter,
        due=due,
        days=(snapshot.today - due).days,
        state=begun[-1] if begun else None,
        last=max(handed_in, default=None),
    )


def no_model(view: QuarterView, unit: Unit) -> NoModel:
    """What there is of a unit that I10 counts as missing."""
    year = view.quarter.year
    models = [one for one in view.snapshot.models_of(unit.unit_id or "") if one.year in (None, year)]
    kept = (one for one in models if not withdrawn_by(one, view.snapshot.today))
    waits = (one for one in kept if one.state is ModelState.PENDING or one.state in APPROVED)
    due, days = _registration_due(view.snapshot)
    return NoModel(
        due=due,
        days=days,
        mend=next((one for one in models if one.state in UNIT_EDITS), None),
        waits=next(waits, None),
    )


def _registration_due(snapshot: Snapshot) -> tuple[date | None, int | None]:
    """The next deadline and the days to it; of the last one the days since, from the fourth quarter on (design 2)."""
    settings, today = snapshot.settings, snapshot.today
    dues = sorted(due for due in (settings.register_by, settings.register_by_extra) if due)
    due = next((one for one in dues if one >= today), dues[-1] if dues else None)
    if due is None:
        return None, None
    late = due < today
    open_still = today < Quarter(int(settings.plan_year), 4).first
    return due, None if late and open_still else (today - due).days


def overdue_findings(view: QuarterView) -> Iterable[OverdueFinding]:
    """I13, with whose turn it is."""
    for one in coverage.overdue(view, coverage.all_due_findings(view)):
        if one.due is not None:
            yield OverdueFinding(one, (view.snapshot.today - one.due).days, awaits_verification(one))


def awaits_verification(finding: Finding) -> bool:
    """The unit has reported its remedy, and nobody has judged that yet."""
    if finding.reported is None:
        return False
    judged = finding.verified is Verification.FAILED
    return not judged or (finding.verified_on is not None and finding.reported > finding.verified_on)
