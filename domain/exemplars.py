"""I23, I24: from the approved model to the one that others copy; how long proposals and rewards wait (R3, R12, R51)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from fractions import Fraction

from domain.lifecycle import ENDED, counted_state
from domain.progress import valid_reports
from domain.ratios import Ratio, median
from domain.remembered import remembered
from domain.tables import Exemplar, Model, Reward
from domain.view import QuarterView
from domain.vocabulary import ModelState, UnitType
from domain.vocabulary_movement import ExemplarKind, ExemplarResult, RewardForm

RECOGNISED = frozenset({ModelState.RECOGNISED, ModelState.REPLICATED})
COMPLETED = ENDED - {ModelState.FAILED}


class Stage(Enum):
    """How far a model has come (I23); each stage is a part of the one before."""

    APPROVED = auto()
    CARRIED_OUT = auto()
    COMPLETED = auto()
    RECOGNISED = auto()
    REPLICATED = auto()


@dataclass(frozen=True, slots=True)
class WaitingExemplar:
    """A proposal without an answer, with the days since."""

    exemplar: Exemplar
    days: int


@dataclass(frozen=True, slots=True)
class WaitingReward:
    """A reward that was proposed and is not decided, with the days since."""

    reward: Reward
    days: int


def stage(view: QuarterView, model: Model) -> Stage:
    """The stage of an approved model at C: the furthest of which its state, its end and its reports speak."""
    ended, state = model.end_actual is not None and model.end_actual <= view.cutoff, counted_state(model)
    if ended and state is ModelState.REPLICATED:
        return Stage.REPLICATED
    if ended and state in RECOGNISED:
        return Stage.RECOGNISED
    if ended and state in COMPLETED:
        return Stage.COMPLETED
    return Stage.CARRIED_OUT if has_report(view, model) else Stage.APPROVED


def has_report(view: QuarterView, model: Model) -> bool:
    """Whether a valid report of the quarter or an earlier one is known (I2)."""
    found = valid_reports(view.snapshot).get(model.model_id, ())
    return any(quarter <= view.quarter for quarter, _ in found)


@remembered
def funnel(view: QuarterView) -> Mapping[Stage, tuple[Model, ...]]:
    """I23: the approved, not withdrawn models that have come at least so far."""
    reached = [(model, stage(view, model)) for model in view.approved]
    return {one: tuple(model for model, at in reached if at.value >= one.value) for one in Stage}


def recognition(view: QuarterView) -> Ratio:
    """I23: recognised models (replicated ones too) / approved ones that were not withdrawn."""
    return Ratio(len(funnel(view)[Stage.RECOGNISED]), len(view.approved))


def proposals(view: QuarterView) -> tuple[Exemplar, ...]:
    """The exemplars of the quarter's year that had been proposed by C."""
    year = view.quarter.year
    dated = (one for one in view.snapshot.exemplars if one.proposed and one.proposed <= view.cutoff)
    return tuple(one for one in dated if (one.year or (one.proposed and one.proposed.year)) == year)


def is_answered(view: QuarterView, one: Exemplar) -> bool:
    """Whether it has its `Ngày trả lời` by C."""
    return one.answered is not None and one.answered <= view.cutoff


def replies(view: QuarterView, found: Collection[Exemplar]) -> Ratio:
    """I24: proposals with `Ngày trả lời` / all."""
    return Ratio(sum(is_answered(view, one) for one in found), len(found))


def recognised_proposals(view: QuarterView, found: Iterable[Exemplar]) -> Ratio:
    """Of the answered proposals those recognised."""
    answered = [one for one in found if is_answered(view, one)]
    return Ratio(sum(one.result is ExemplarResult.RECOGNISED for one in answered), len(answered))


def reply_days(view: QuarterView, found: Iterable[Exemplar]) -> tuple[int, ...]:
    """Days from proposal to answer, of the answered ones."""
    pairs = [(one.proposed, one.answered) for one in found if is_answered(view, one)]
    return tuple((answered - since).days for since, answered in pairs if since and answered and answered >= since)


def median_reply_days(view: QuarterView, found: Iterable[Exemplar]) -> Fraction | None:
    """I24b: the median of `reply_days`."""
    return median([Fraction(one) for one in reply_days(view, found)])


def waiting(view: QuarterView, found: Iterable[Exemplar]) -> tuple[WaitingExemplar, ...]:
    """Proposals without an answer, the longest first."""
    lines = [
        WaitingExemplar(one, (view.cutoff - one.proposed).days)
        for one in found
        if one.proposed and not is_answered(view, one)
    ]
    return tuple(sorted(lines, key=lambda one: (-one.days, one.exemplar.exemplar_id or "")))


def by_type(view: QuarterView, found: Iterable[Exemplar]) -> Mapping[UnitType | None, int]:
    """Proposals by the type of the unit that made them (R51, R71)."""
    counts: dict[UnitType | None, int] = {}
    for one in found:
        unit = view.snapshot.unit(one.unit_id)
        kind = unit.unit_type if unit else None
        counts[kind] = counts.get(kind, 0) + 1
    return counts


def by_kind(found: Iterable[Exemplar]) -> Mapping[ExemplarKind, int]:
    """Proposals by what is proposed, all kinds."""
    kinds = [one.kind for one in found]
    return {kind: kinds.count(kind) for kind in ExemplarKind}


def replications(view: QuarterView) -> tuple[Exemplar, ...]:
    """R25: the recognised exemplars that other units take over (`Đơn vị tiếp nhận nhân rộng`)."""
    return tuple(
        one
        for one in proposals(view)
        if one.receiver_ids and one.result is ExemplarResult.RECOGNISED and is_answered(view, one)
    )


def points(one: Exemplar) -> float | None:
    """R10: Σ of the three points, for the shortlist; None while one is missing."""
    given = (one.spread, one.ease, one.replication)
    return None if None in given else sum(value for value in given if value is not None)


def shortlist(found: Iterable[Exemplar]) -> tuple[Exemplar, ...]:
    """R10: the proposals, those with most points first, those without last."""
    return tuple(sorted(found, key=lambda one: (points(one) is None, -(points(one) or 0), one.exemplar_id or "")))


def rewards(view: QuarterView) -> tuple[Reward, ...]:
    """The rewards that had been proposed in the quarter's year by C."""
    dated = (one for one in view.snapshot.rewards if one.proposed and one.proposed <= view.cutoff)
    return tuple(one for one in dated if one.proposed and one.proposed.year == view.quarter.year)


def is_decided(view: QuarterView, one: Reward) -> bool:
    """Whether it has its `Ngày quyết định` by C."""
    return one.decided is not None and one.decided <= view.cutoff


def decided(view: QuarterView, found: Collection[Reward]) -> Ratio:
    """R12: rewards decided / proposed."""
    return Ratio(sum(is_decided(view, one) for one in found), len(found))


def decision_days(view: QuarterView, found: Iterable[Reward]) -> tuple[int, ...]:
    """Days from proposal to decision, of the decided ones."""
    pairs = [(one.proposed, one.decided) for one in found if is_decided(view, one)]
    return tuple((decided - since).days for since, decided in pairs if since and decided and decided >= since)


def median_decision_days(view: QuarterView, found: Iterable[Reward]) -> Fraction | None:
    """I24c: the median of `decision_days`."""
    return median([Fraction(one) for one in decision_days(view, found)])


def undecided(view: QuarterView, found: Iterable[Reward]) -> tuple[WaitingReward, ...]:
    """Rewards that wait for a decision, the longest first."""
    lines = [
        WaitingReward(one, (view.cutoff - one.proposed).days)
        for one in found
        if one.proposed and not is_decided(view, one)
    ]
    return tuple(sorted(lines, key=lambda one: (-one.days, one.reward.reward_id or "")))


def by_form(found: Iterable[Reward]) -> Mapping[RewardForm, int]:
    """R47: rewards by form, all forms."""
    forms = [one.form for one in found]
    return {form: forms.count(form) for form in RewardForm}
