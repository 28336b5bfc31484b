"""What the page Tổng quan says: on track or not, who lags, what needs a decision. Figures only, words elsewhere."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from domain import coverage
from domain.names import UnitNames, sort_key
from domain.progress import ModelProgress, Standing
from domain.quarters import Quarter
from domain.ratios import Ratio, exact
from domain.reasons import Reason, ReasonKind, reasons_of
from domain.remembered import remembered
from domain.resolution import awaiting_decision
from domain.snapshot import Snapshot, grouped
from domain.tables import Difficulty, Model, Unit
from domain.view import QuarterView, quarter_view, running_quarter
from domain.vocabulary import Field, Flag, ModelState, Status, UnitType

__all__ = [
    "Cell", "Decision", "FieldRow", "Overview", "QuarterHead", "Reason", "ReasonKind", "UnitReasons", "UnitRow",
    "heatmap_quarters", "is_pending", "overall_status", "overview",
]  # fmt: skip

SEVERITY = (Status.LATE, Status.NONE, Status.RISK, Status.OK, Status.FUTURE)


@dataclass(frozen=True, slots=True)
class Cell:
    """A unit (or the commune) in a quarter. Percent and points unrounded; None where there is nothing to say.

    `old` models are counted with a figure of an earlier quarter, the oldest from `old_from`; `never` ones count as 0.
    `not_due`: the quarter's deadline for reports has not passed.
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
    """A unit with its quarters; `cells` are parallel to `Overview.quarters`, `current` is that of the chosen one."""

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


@dataclass(frozen=True, slots=True)
class UnitReasons:
    """Why a unit is late or without data."""

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
    """Models of S(q) in one focus group of the plan, by status."""

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
    """Everything that the page draws, for one quarter.

    `registered` is I10, `reported` I8, `reported_on_time` I8b, `overdue_findings` I13. Targets are None where the
    commune has set none.
    """

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


def overview(snapshot: Snapshot, quarter: Quarter) -> Overview:
    """The overview of a quarter. The figures are worked out once for all readers; each sees the texts it may read."""
    if snapshot.figures is None:
        return _overview(snapshot, quarter)
    shared = _overview(snapshot.figures, quarter)
    readable = {one.issue_id: one for one in snapshot.difficulties if one.decider}
    decisions = (
        dataclasses.replace(one, difficulty=readable.get(one.difficulty.issue_id, one.difficulty))
        for one in shared.decisions
    )
    return dataclasses.replace(shared, decisions=tuple(decisions))


@remembered
def _overview(snapshot: Snapshot, quarter: Quarter) -> Overview:
    view = quarter_view(snapshot, quarter)
    views = tuple(quarter_view(snapshot, one) for one in heatmap_quarters(snapshot, quarter))
    row = _rows(views, view)
    villages = sorted(map(row, coverage.villages(view)), key=_by_gap)
    groups = Counter(one.current.status for one in villages)
    reporting = view.reporting
    return Overview(
        quarter=quarter,
        today=snapshot.today,
        commune=dataclasses.replace(_cell(view, view.commune), status=overall_status(view)),
        quarters=tuple(_head(one) for one in views),
        villages=tuple(villages),
        others=tuple(sorted(map(row, _other_units(view)), key=_by_value)),
        groups={status: groups[status] for status in SEVERITY},
        decisions=_decisions(view),
        reasons=tuple(
            UnitReasons(one, reasons_of(view, one.unit.unit_id)) for one in villages if _lags(one.current.status)
        ),
        fields=_fields(view),
        models_registered=len(view.approved),
        models_pending=sum(is_pending(model, view) for model in snapshot.models),
        model_target=_whole(snapshot.settings.model_target),
        registered=coverage.registration_coverage(view),
        reported=reporting.reported,
        reported_on_time=reporting.on_time,
        reports_not_due=0 if view.past_due else len(reporting.missing),
        reports_missing=len(reporting.missing) if view.past_due else 0,
        inspections=coverage.carried_out(view),
        inspection_target=_whole(snapshot.settings.inspection_target),
        overdue_findings=len(coverage.overdue(view, coverage.all_due_findings(view))),
    )


def heatmap_quarters(snapshot: Snapshot, quarter: Quarter) -> tuple[Quarter, ...]:
    """The quarters of the year from the first in which models can exist, that of `ngay_ke_hoach`, or `quarter`."""
    first = Quarter.of(snapshot.settings.plan_date)
    start = min(first.number, quarter.number) if first.year == quarter.year else 1
    return tuple(Quarter(quarter.year, number) for number in range(start, 5))


def overall_status(view: QuarterView) -> Status:
    """The commune's status: that of its mean (I5, I7), but at best “cần chú ý” when too many villages lag (design 2).

    Too many: those late or without data are at least `nguong_thon_thieu` percent of the villages.
    """
    status = _status(view, view.commune)
    if status is not Status.OK:
        return status
    villages = coverage.villages(view)
    lagging = sum(_lags(view.standing(view.of_unit(unit.unit_id)).status) for unit in villages)
    share = Ratio(lagging, len(villages)).exact
    too_many = share is not None and share >= exact(view.snapshot.settings.missing_villages)
    return Status.RISK if too_many else status


def _lags(status: Status) -> bool:
    return status in (Status.LATE, Status.NONE)


def _status(view: QuarterView, standing: Standing) -> Status:
    return Status.FUTURE if view.future else standing.status


def _cell(view: QuarterView, standing: Standing) -> Cell:
    return Cell(
        quarter=view.quarter,
        status=_status(view, standing),
        value=_float(standing.value),
        expected=_float(standing.expected),
        gap=_float(standing.gap),
        models=standing.models,
        old=standing.old,
        old_from=standing.old_from,
        never=standing.never,
        not_due=not view.past_due,
        flags=standing.flags,
    )


def _rows(views: Iterable[QuarterView], chosen: QuarterView) -> Callable[[Unit], UnitRow]:
    names = UnitNames(chosen.snapshot.units)

    def row(unit: Unit) -> UnitRow:
        cells = {view.quarter: _cell(view, view.standing(view.of_unit(unit.unit_id))) for view in views}
        return UnitRow(unit, names.label(unit.unit_id), tuple(cells.values()), cells[chosen.quarter])

    return row


def _by_gap(row: UnitRow) -> tuple[int, bool, float, object]:
    """Late first, then no data (without a model before never reported), then by gap, then by name (design 2)."""
    cell = row.current
    return SEVERITY.index(cell.status), Flag.NO_MODEL not in cell.flags, cell.gap or 0.0, sort_key(row.label)


def _by_value(row: UnitRow) -> tuple[int, float, object]:
    """Late first, then by value, then by name (design 6, "Other units")."""
    return SEVERITY.index(row.current.status), row.current.value or 0.0, sort_key(row.label)


def _head(view: QuarterView) -> QuarterHead:
    running = view.quarter == running_quarter(view.snapshot)
    return QuarterHead(view.quarter, _float(view.commune.expected), running, view.future)


def _other_units(view: QuarterView) -> tuple[Unit, ...]:
    """Units other than villages that must register, or own a model."""
    owners = {model.unit_id for model in view.approved}
    apart = (unit for unit in coverage.valid_units(view) if unit.unit_type is not UnitType.VILLAGE)
    return tuple(unit for unit in apart if unit.must_register or unit.unit_id in owners)


def _decisions(view: QuarterView) -> tuple[Decision, ...]:
    names = UnitNames(view.snapshot.units)
    return tuple(Decision(one, names.label(one.unit_id), days) for one, days in awaiting_decision(view))


def is_pending(model: Model, view: QuarterView) -> bool:
    """Sent by C and not decided yet."""
    return model.state is ModelState.PENDING and (model.submitted is None or model.submitted <= view.cutoff)


def _fields(view: QuarterView) -> tuple[FieldRow, ...]:
    by_group = grouped(view.tracked, lambda one: GROUP_OF.get(one.model.field or Field.OTHER))
    rows = (_field_row(group, by_group.get(group, ())) for group in coverage.FIELD_GROUPS)
    return tuple(sorted(rows, key=lambda row: (-row.late, -row.none, -row.total)))


GROUP_OF = {field: group for group in coverage.FIELD_GROUPS for field in group}


def _field_row(group: tuple[Field, ...], models: Iterable[ModelProgress]) -> FieldRow:
    counts = Counter(one.status for one in models)
    return FieldRow(group, counts[Status.LATE], counts[Status.NONE], counts[Status.RISK], counts[Status.OK])


def _float(number: Fraction | None) -> float | None:
    return None if number is None else float(number)


def _whole(number: float | None) -> int | None:
    return None if number is None else int(number)
