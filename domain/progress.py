"""Progress of one model and of a set of models (I2 to I5, I9). Which models count in a quarter: domain.view."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache

from domain.lifecycle import ENDED, VALID_REPORT, counted_state, paused_on
from domain.quarters import Quarter, quarter_of
from domain.ratios import Ratio, exact, mean, total
from domain.remembered import remembered
from domain.settings import Settings
from domain.snapshot import Snapshot, grouped
from domain.tables import Model, Report
from domain.vocabulary import Flag, ModelState, ReportState, ReportType, Status

FULL = Fraction(100)
NOTHING = Fraction(0)
OPEN_STATES = frozenset({ModelState.REGISTERED, ModelState.RUNNING})

Dated = tuple[Quarter, Report]


@dataclass(frozen=True, slots=True, eq=False)
class ModelProgress:
    """One model in one quarter. `value`, `expected` and `gap` are unrounded percent (points).

    `report` is the valid report of this quarter, None when there is none; `taken_from` is the quarter whose report gave
    the value, None when the model never reported (I3). `owes`: it must report in this quarter (I1b). `overdue` are the
    days past its end (I9), 0 when it is not overdue. `expected` is None while a date of the model is unreadable.
    """

    model: Model
    value: Fraction
    expected: Fraction | None
    gap: Fraction | None
    status: Status
    flags: tuple[Flag, ...]
    report: Report | None
    taken_from: Quarter | None
    owes: bool
    overdue: int


@dataclass(frozen=True, slots=True)
class Standing:
    """A set of models as one: a village, a unit, the commune (I6, I7). Unrounded; None where there is no model.

    `old` models count with a figure of an earlier quarter, the oldest from `old_from`; `never` ones reported nothing
    and count as 0. `gap` compares the models whose expected progress is known with themselves.
    """

    models: int
    total: Fraction
    value: Fraction | None
    expected: Fraction | None
    gap: Fraction | None
    status: Status
    flags: tuple[Flag, ...]
    old: int
    old_from: Quarter | None
    never: int


@dataclass(frozen=True, slots=True)
class Reporting:
    """I8 and I8b of a set of models; `late` reports came after the deadline, `missing` are the models without one."""

    reported: Ratio
    on_time: Ratio
    late: int
    missing: tuple[ModelProgress, ...]


NO_MODELS = Standing(0, NOTHING, None, None, None, Status.NONE, (Flag.NO_MODEL,), 0, None, 0)


def standing(models: Sequence[ModelProgress], settings: Settings) -> Standing:
    """The mean of P and of E over the same models (I5, I6, I7)."""
    if not models:
        return NO_MODELS
    expected = mean([one.expected for one in models if one.expected is not None])
    gap = _gap(models, expected)
    old = [one.taken_from for one in models if Flag.OLD_FIGURE in one.flags and one.taken_from]
    never = sum(one.taken_from is None for one in models)
    points = total(one.value for one in models)
    value = points / len(models)
    return Standing(
        models=len(models),
        total=points,
        value=value,
        expected=expected,
        gap=gap,
        status=Status.NONE if never == len(models) else light(value, gap, settings),
        flags=_flags_of_set(len(models), len(old), never),
        old=len(old),
        old_from=min(old, default=None),
        never=never,
    )


def _gap(models: Sequence[ModelProgress], expected: Fraction | None) -> Fraction | None:
    """Mean P − mean E over the models whose E is known, so that both means are of the same set."""
    reached = mean([one.value for one in models if one.expected is not None])
    return None if reached is None or expected is None else reached - expected


def _flags_of_set(models: int, old: int, never: int) -> tuple[Flag, ...]:
    if never == models:
        return (Flag.NEVER_REPORTED,)
    return (Flag.OLD_FIGURE,) if old else ()


def reporting(models: Iterable[ModelProgress], due: date | None) -> Reporting:
    """I8 and I8b over the models that must report. No deadline: nothing is on time or late, I8b has no value."""
    owing = [one for one in models if one.owes]
    reports = [one.report for one in owing if one.report is not None]
    on_time = sum(handed_in_by(report, due) for report in reports)
    return Reporting(
        reported=Ratio(len(reports), len(owing)),
        on_time=Ratio(on_time, len(owing) if due else 0),
        late=len(reports) - on_time if due else 0,
        missing=tuple(one for one in owing if one.report is None),
    )


def handed_in_by(report: Report, due: date | None) -> bool:
    """Whether the report came by the deadline. One without its day is handed in, but never on time."""
    return report.submitted is not None and due is not None and report.submitted <= due


def light(value: Fraction, gap: Fraction | None, settings: Settings) -> Status:
    """I5: the traffic light, on unrounded values. Finished is always on track; without dates nothing can be said."""
    if value >= FULL:
        return Status.OK
    if gap is None:
        return Status.NONE
    if gap >= exact(settings.green_from):
        return Status.OK
    return Status.LATE if gap < exact(settings.red_below) else Status.RISK


def expected_progress(model: Model, day: date) -> Fraction | None:
    """I4: the part of the model's own time that has passed on `day`, in percent; None while a date is missing."""
    if model.start is None or model.end is None or model.end < model.start:
        return None
    if day < model.start:
        return NOTHING
    if day >= model.end:
        return FULL
    return _percent((day - model.start).days, (model.end - model.start).days)


@lru_cache(maxsize=4096)
def _percent(part: int, whole: int) -> Fraction:
    return Fraction(part * 100, whole)


@lru_cache(maxsize=4096)
def difference(value: Fraction, expected: Fraction) -> Fraction:
    """Points by which a figure is above what was expected; models with the same two share it."""
    return value - expected


@remembered
def valid_reports(snapshot: Snapshot) -> Mapping[str | None, tuple[Dated, ...]]:
    """By model: the valid periodic reports that are known today, by quarter (I2).

    A quarter should have one report. Of several the last counts: a confirmed one, then the latest handed in.
    """
    known = [
        (quarter, report)
        for report in snapshot.reports
        if _is_valid(report, snapshot.today) and (quarter := quarter_of(report))
    ]
    return grouped(sorted(known, key=_precedence), lambda pair: pair[1].model_id)


def _is_valid(report: Report, today: date) -> bool:
    periodic = report.rtype is ReportType.PERIODIC and report.rstatus in VALID_REPORT
    return periodic and (report.submitted is None or report.submitted <= today)


def _precedence(dated: Dated) -> tuple[int, int, bool, date, str, float]:
    quarter, report = dated
    confirmed = report.rstatus is ReportState.CONFIRMED
    last = (report.submitted or date.min, report.report_id or "", _stated(report) or 0)
    return quarter.year, quarter.number, confirmed, *last


def _stated(report: Report) -> float | None:
    """The progress that a report gives: the confirmed value, else the unit's own."""
    return report.prog_self if report.prog_conf is None else report.prog_conf


def known_until(reports: Iterable[Dated], quarter: Quarter) -> tuple[Dated, ...]:
    """The reports up to and with `quarter`."""
    return tuple(pair for pair in reports if pair[0] <= quarter)


def figure(until: Sequence[Dated], quarter: Quarter) -> tuple[Report | None, Quarter | None, Fraction]:
    """I3: the report of the quarter, the quarter that the value is taken from, and the value, 0 to 100."""
    own = until[-1][1] if until and until[-1][0] == quarter else None
    for when, report in reversed(until):
        value = _stated(report)
        if value is not None:
            return own, when, min(FULL, max(NOTHING, exact(value)))
    return own, None, NOTHING


def open_on(model: Model, day: date) -> bool:
    """Whether the model was Đã đăng ký or Đang triển khai on `day`: what is dated later had not happened yet (I9)."""
    if paused_on(model, day):
        return False
    later = {
        ModelState.PAUSED: model.paused_from,
        ModelState.WITHDRAWN: model.withdrawn,
        **dict.fromkeys(ENDED, model.end_actual),
    }
    state = counted_state(model)
    since = later.get(state) if state else None
    return state in OPEN_STATES or (since is not None and since > day)


def days_overdue(model: Model, value: Fraction, day: date) -> int:
    """I9: days past the end of a model that is open and not finished; 0 when it is not overdue."""
    if model.end is None or model.end >= day or value >= FULL or not open_on(model, day):
        return 0
    return (day - model.end).days


def needs_closing(model: Model, value: Fraction, day: date) -> bool:
    """I9: finished by its figure, while its state says that it runs."""
    return value >= FULL and model.state is not ModelState.CARRIED_OVER and open_on(model, day)
