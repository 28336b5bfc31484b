"""What the page Tổng quan says: on track or not, who lags, what needs a decision. Figures only, words elsewhere."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from fractions import Fraction
from functools import lru_cache

from domain import coverage as c
from domain.names import UnitNames, sort_key
from domain.progress import ModelProgress, QuarterView, Standing, quarter_view, valid_reports
from domain.quarters import Quarter
from domain.ratios import Ratio
from domain.snapshot import Snapshot, grouped
from domain.tables import Difficulty, Unit
from domain.vocabulary import Field, Flag, ModelState, Status, UnitType

SEVERITY = (Status.LATE, Status.NONE, Status.RISK, Status.OK, Status.FUTURE)


@dataclass(frozen=True, slots=True)
class Cell:
    """A unit (or the commune) in a quarter. Percent and points unrounded; None where there is nothing to say.

    `old` models are counted with a figure of an earlier quarter, the oldest from `old_from`; `never` ones count as 0.
    """

    quarter: Quarter
    status: Status
    value: float | None
    expected: float | None
    gap: float | None
    models: int
    old: int
    old_from: Quarter | None
    never: int
    not_due: bool
    flags: tuple[Flag, ...]


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit with its quarters; `cells` are parallel to `Overview.quarters`."""

    unit: Unit
    label: str
    cells: tuple[Cell, ...]
    current: Cell


@dataclass(frozen=True, slots=True)
class QuarterHead:
    """A column of the heatmap: the commune's expected progress (mốc), and where the quarter lies in time."""

    quarter: Quarter
    expected: float | None
    running: bool
    future: bool


class ReasonKind(Enum):
    """Why a unit is late or without data (design, Microcopy "Reasons")."""

    NO_MODEL = auto()
    NO_REPORT_DAYS = auto()
    NEVER_REPORTED = auto()
    OVERDUE_FINDINGS = auto()
    LATE_MODELS = auto()
    WAITING_DECISION = auto()


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason; `count` are days, findings or models, `total` the models of the unit."""

    kind: ReasonKind
    count: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class UnitReasons:
    row: UnitRow
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """A difficulty that waits for a named decider."""

    difficulty: Difficulty
    unit_label: str
    waiting_days: int


@dataclass(frozen=True, slots=True)
class FieldRow:
    """Models of one focus group of the plan by status."""

    fields: tuple[Field, ...]
    late: int
    none: int
    risk: int
    ok: int

    @property
    def total(self) -> int:
        return self.late + self.none + self.risk + self.ok


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """Everything that the page draws, for one quarter."""

    quarter: Quarter
    today: date
    commune: Cell
    quarters: tuple[QuarterHead, ...]
    villages: tuple[UnitRow, ...]
    others: tuple[UnitRow, ...]
    groups: Mapping[Status, int]
    decisions: tuple[Decision, ...]
    reasons: tuple[UnitReasons, ...]
    fields: tuple[FieldRow, ...]
    models_registered: int
    models_pending: int
    model_target: int | None
    registered: Ratio
    reported: Ratio
    reported_on_time: Ratio
    reports_not_due: int
    reports_missing: int
    inspections: int
    inspection_target: int | None
    overdue_findings: int

    @property
    def villages_without_data(self) -> int:
        return self.groups[Status.NONE]


@lru_cache(maxsize=16)
def overview(snapshot: Snapshot, quarter: Quarter) -> Overview:
    """The overview of a quarter, worked out once per snapshot."""
    view = quarter_view(snapshot, quarter)
    views = tuple(quarter_view(snapshot, one) for one in heatmap_quarters(snapshot, quarter))
    names = UnitNames(snapshot.units)
    villages = _rows(c.villages(view), views, view, names)
    groups = Counter(row.current.status for row in villages)
    missing = [one for one in view.must_report if one.report is None]
    return Overview(
        quarter=quarter,
        today=snapshot.today,
        commune=_commune(view, villages),
        quarters=tuple(_head(one, quarter) for one in views),
        villages=villages,
        others=_rows(_other_units(view), views, view, names),
        groups={status: groups[status] for status in SEVERITY},
        decisions=tuple(Decision(one, names.label(one.unit_id), days) for one, days in c.awaiting_decision(view)),
        reasons=tuple(UnitReasons(row, tuple(_reasons(row, view))) for row in villages if _lags(row)),
        fields=_fields(view),
        models_registered=len(view.approved),
        models_pending=sum(model.state is ModelState.PENDING for model in snapshot.models),
        model_target=_whole(snapshot.settings.model_target),
        registered=c.registration_coverage(view),
        reported=view.reported,
        reported_on_time=view.reported_on_time,
        reports_not_due=0 if view.past_due else len(missing),
        reports_missing=len(missing) if view.past_due else 0,
        inspections=c.carried_out(view),
        inspection_target=_whole(snapshot.settings.inspection_target),
        overdue_findings=len(c.overdue_findings(view)),
    )


def heatmap_quarters(snapshot: Snapshot, quarter: Quarter) -> tuple[Quarter, ...]:
    """From the first quarter in which models can exist, that of `ngay_ke_hoach`, to the end of the year."""
    first = Quarter.of(snapshot.settings.plan_date)
    start = first.number if first.year == quarter.year else 1
    return tuple(Quarter(quarter.year, number) for number in range(start, 5))


def cell(view: QuarterView, standing: Standing) -> Cell:
    """A standing as a cell of the heatmap."""
    status = Status.FUTURE if view.future else standing.status
    return Cell(
        view.quarter,
        status,
        _float(standing.value),
        _float(standing.expected),
        _float(standing.gap),
        standing.models,
        standing.old,
        standing.old_from,
        standing.never,
        not view.past_due,
        standing.flags,
    )


def _rows(
    units: Iterable[Unit], views: tuple[QuarterView, ...], current: QuarterView, names: UnitNames
) -> tuple[UnitRow, ...]:
    rows = (_row(unit, views, current, names) for unit in units)
    return tuple(sorted(rows, key=_severity))


def _row(unit: Unit, views: tuple[QuarterView, ...], current: QuarterView, names: UnitNames) -> UnitRow:
    village = unit.unit_type is UnitType.VILLAGE
    cells = {view.quarter: cell(view, view.standing(view.of_unit(unit.unit_id or "", village))) for view in views}
    return UnitRow(unit, names.label(unit.unit_id), tuple(cells.values()), cells[current.quarter])


def _severity(row: UnitRow) -> tuple[int, int, float, object]:
    """Late first, then no data (without a model before never reported), then by gap, then by name."""
    no_model = Flag.NO_MODEL in row.current.flags
    gap = row.current.gap if row.current.gap is not None else 0.0
    return SEVERITY.index(row.current.status), not no_model, gap, sort_key(row.label)


def _head(view: QuarterView, current: Quarter) -> QuarterHead:
    return QuarterHead(view.quarter, _float(view.commune.expected), view.quarter == current, view.future)


def _commune(view: QuarterView, villages: tuple[UnitRow, ...]) -> Cell:
    """I7; at best “cần chú ý” when too many villages are late or without data (`nguong_thon_thieu`, design 2)."""
    whole = cell(view, view.commune)
    lagging = sum(_lags(row) for row in villages)
    share = Ratio(lagging, len(villages)).exact
    if whole.status is not Status.OK or share is None or share < Fraction(view.snapshot.settings.missing_villages):
        return whole
    return dataclasses.replace(whole, status=Status.RISK)


def _other_units(view: QuarterView) -> tuple[Unit, ...]:
    """Units other than villages that must register, or own a model."""
    obliged = {unit.unit_id for unit in c.obliged_units(view)}
    owners = {model.unit_id for model in view.approved}
    apart = (UnitType.VILLAGE, UnitType.LEADERSHIP)
    return tuple(
        unit
        for unit in view.snapshot.units
        if unit.unit_type not in apart and (unit.unit_id in obliged or unit.unit_id in owners)
    )


def _lags(row: UnitRow) -> bool:
    return row.current.status in (Status.LATE, Status.NONE)


def _reasons(row: UnitRow, view: QuarterView) -> Iterable[Reason]:
    unit_id = row.unit.unit_id or ""
    models = view.of_unit(unit_id, row.unit.unit_type is UnitType.VILLAGE)
    if not models:
        yield Reason(ReasonKind.NO_MODEL)
    else:
        yield from _report_reason(models, view)
    if overdue := len(c.overdue_findings(view, unit_id)):
        yield Reason(ReasonKind.OVERDUE_FINDINGS, overdue)
    if late := sum(one.status is Status.LATE for one in models):
        yield Reason(ReasonKind.LATE_MODELS, late, len(models))
    if any(one.unit_id == unit_id for one, _ in c.awaiting_decision(view)):
        yield Reason(ReasonKind.WAITING_DECISION)


def _report_reason(models: tuple[ModelProgress, ...], view: QuarterView) -> Iterable[Reason]:
    """Days since the unit's last valid report, else since its first start; silent when it reported this quarter."""
    if any(one.report is not None for one in models):
        return
    handed_in = [
        report.submitted for one in models for _, report in valid_reports(view.snapshot, one.model) if report.submitted
    ]
    starts = [one.model.start for one in models if one.model.start]
    since = max(handed_in, default=None) or min(starts, default=None)
    kind = ReasonKind.NO_REPORT_DAYS if handed_in else ReasonKind.NEVER_REPORTED
    if since is not None:
        yield Reason(kind, (view.cutoff - since).days)


def _fields(view: QuarterView) -> tuple[FieldRow, ...]:
    by_group = grouped(view.tracked, lambda one: _group(one.model.field))
    rows = (_field_row(group, by_group.get(group, ())) for group in c.FIELD_GROUPS)
    return tuple(sorted(rows, key=lambda row: (-row.late, -row.none, -row.total)))


def _field_row(group: tuple[Field, ...], models: tuple[ModelProgress, ...]) -> FieldRow:
    counts = Counter(one.status for one in models)
    return FieldRow(group, counts[Status.LATE], counts[Status.NONE], counts[Status.RISK], counts[Status.OK])


def _group(field: Field | None) -> tuple[Field, ...]:
    return next((group for group in c.FIELD_GROUPS if field in group), (Field.OTHER,))


def _float(number: Fraction | None) -> float | None:
    return None if number is None else float(number)


def _whole(number: float | None) -> int | None:
    return None if number is None else int(number)
