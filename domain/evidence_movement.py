"""The records behind I18 to I24: events, service figures, opinions, models on their way, proposals and rewards."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from domain import communication, exemplars, feedback
from domain.behind import Pairs, Record, Why, model_record, unit_record
from domain.coverage import valid_units
from domain.exemplars import Stage
from domain.government import RATES, Rate, service
from domain.rows import key_of
from domain.tables import Communication, Exemplar, Feedback, Reward, Unit
from domain.view import QuarterView
from domain.vocabulary import Tab, UnitType
from domain.vocabulary_movement import Acceptance, CommunicationKind, ExemplarResult


def events(view: QuarterView) -> Pairs:
    """Hoạt động tuyên truyền: the events of the period."""
    for one in communication.events(view):
        yield _event(one, Why.HELD, counts=True), True


def active_units(view: QuarterView) -> Pairs:
    """I18: all units; those with an event in the period count."""
    yield from _units_with(view, communication.events(view), Why.HAS_EVENT, Why.NO_EVENT)


def briefed_units(view: QuarterView) -> Pairs:
    """I18c: all units; those with a Quán triệt in the year count."""
    held = [one for one in communication.events_of_year(view) if one.kind is CommunicationKind.BRIEFING]
    yield from _units_with(view, tuple(held), Why.BRIEFED, Why.NOT_BRIEFED)


def _units_with(
    view: QuarterView, held: tuple[Communication, ...], has: Why, lacks: Why, units: Iterable[Unit] | None = None
) -> Pairs:
    by_unit = communication.by_unit(held)
    for unit in valid_units(view) if units is None else units:
        own = by_unit.get(unit.unit_id, ())
        ids = tuple(one.comm_id or "" for one in own)
        yield unit_record(unit, has if own else lacks, counts=bool(own), by=ids), True


def attendance(view: QuarterView) -> Pairs:
    """I18b: the events that say who came and who was asked, with both; beside them those that do not."""
    for one in communication.events(view):
        if communication.states_attendance(one):
            yield _event(one, Why.STATED, counts=True, amount=one.attended, whole=one.invited), True
        elif one.attended is not None and one.invited is not None:
            yield _event(one, Why.MORE_THAN_ASKED, amount=one.attended, whole=one.invited), False
        elif one.attended is not None or one.invited is not None:
            yield _event(one, Why.ONE_NUMBER, amount=one.attended, whole=one.invited), False


def _event(
    one: Communication, why: Why, *, counts: bool = False, amount: int | None = None, whole: int | None = None
) -> Record:
    return Record(
        tab=Tab.COMMUNICATIONS, record_id=one.comm_id, unit_id=one.unit_id, counts=counts, why=why, day=one.date,
        amount=amount, whole=whole,
    )  # fmt: skip


def exemplars_covered(view: QuarterView) -> Pairs:
    """I18d: the recognised exemplars; those that an event names count."""
    held = communication.naming(communication.events_of_year(view))
    for one in communication.recognised(view):
        by = tuple(event.comm_id or "" for event in held if communication.is_named(one, event.subject_ids))
        yield _exemplar(one, Why.NAMED if by else Why.NOT_NAMED, counts=bool(by), day=one.answered, by=by), True


def integrated(view: QuarterView) -> Pairs:
    """R15: the events that say whether they were part of something else; those that were count."""
    for one in communication.events(view):
        if one.integrated is None:
            yield _event(one, Why.NOT_SAID), False
        else:
            why = Why.INTEGRATED if one.integrated else Why.NOT_INTEGRATED
            yield _event(one, why, counts=one.integrated), True


def contest_schools(view: QuarterView) -> Pairs:
    """R63: all schools; those with a contest in the year count."""
    schools = [one for one in valid_units(view) if one.unit_type is UnitType.SCHOOL]
    yield from _units_with(view, communication.contests(view), Why.CONTEST_HELD, Why.NO_CONTEST, schools)


def ba_nhat(view: QuarterView) -> Pairs:
    """R58: events of the year and approved models under any of the three."""
    for event in communication.events_of_year(view):
        if event.ba_nhat:
            yield _event(event, Why.BA_NHAT, counts=True), True
    for model in view.approved:
        if model.ba_nhat:
            yield model_record(model, Why.BA_NHAT, counts=True, day=model.approved), True


def service_rate(code: str) -> Callable[[QuarterView], Pairs]:
    """I19 to I21: the figures of one rate with part and whole; beside them those that are blank or impossible."""
    parts = [one for one in RATES if one.code == code]
    return lambda view: (pair for one in parts for pair in _service(view, one))


def _service(view: QuarterView, one: Rate) -> Pairs:
    quarter = service(view.snapshot, view.quarter)
    row, whole = quarter.rows.get(one.part.code), quarter.rows.get(one.whole.code)
    if row is None:
        return
    rate = quarter.rate(one.code, one.part.code)
    known = rate.ratio is not None
    why = Why.STATED if known else Why.ABOVE_WHOLE if rate.impossible else Why.NO_FIGURES
    yield (
        Record(
            tab=Tab.SERVICE_FIGURES, record_id=key_of(row), unit_id=None, counts=known, why=why,
            by=(key_of(whole) or "",) if whole is not None and whole is not row else (), amount=rate.numerator,
            whole=rate.denominator,
        ),
        known,
    )  # fmt: skip


def answered(view: QuarterView) -> Pairs:
    """I22: the opinions of the year; those answered count."""
    for one in feedback.received(view):
        replied = feedback.is_answered(view, one)
        late = one.reply_due is not None and one.reply_due < view.cutoff
        why = Why.ANSWERED if replied else Why.OVERDUE_REPLY if late else Why.WAITING
        yield _opinion(one, why, counts=replied, day=one.replied if replied else one.reply_due or one.date), True


TAKEN: Mapping[Acceptance | None, Why] = {
    Acceptance.ACCEPTED: Why.TAKEN_UP,
    Acceptance.PARTLY: Why.PARTLY_TAKEN_UP,
    Acceptance.EXPLAINED: Why.EXPLAINED,
}


def accepted(view: QuarterView) -> Pairs:
    """I22b: the answered opinions; those taken up count. Beside them the ones that wait."""
    for one in feedback.received(view):
        if feedback.is_answered(view, one):
            why, counts = TAKEN.get(one.acceptance, Why.ANSWERED), one.acceptance in feedback.TAKEN_UP
            yield _opinion(one, why, counts=counts, day=one.replied), True
        else:
            yield _opinion(one, Why.WAITING, day=one.date), False


def _opinion(one: Feedback, why: Why, *, counts: bool = False, day: date | None) -> Record:
    return Record(
        tab=Tab.FEEDBACK, record_id=one.feedback_id, unit_id=one.unit_id, counts=counts, why=why, day=day
    )  # fmt: skip


STAGES: Mapping[Stage, Why] = {
    Stage.APPROVED: Why.APPROVED,
    Stage.CARRIED_OUT: Why.STAGE_REPORTED,
    Stage.COMPLETED: Why.STAGE_COMPLETED,
    Stage.RECOGNISED: Why.STAGE_RECOGNISED,
    Stage.REPLICATED: Why.STAGE_REPLICATED,
}


def recognised(view: QuarterView) -> Pairs:
    """I23: the approved models with the stage that each has come to; those recognised count."""
    for model in view.approved:
        at = exemplars.stage(view, model)
        counts = at.value >= Stage.RECOGNISED.value
        day = model.end_actual if at.value >= Stage.COMPLETED.value else model.approved
        yield model_record(model, STAGES[at], counts, day=day), True


RESULTS: Mapping[ExemplarResult | None, Why] = {
    ExemplarResult.RECOGNISED: Why.EXEMPLAR_RECOGNISED,
    ExemplarResult.NOT_RECOGNISED: Why.EXEMPLAR_REFUSED,
}


def replies(view: QuarterView) -> Pairs:
    """I24: the proposals of the year; those with an answer count."""
    for one in exemplars.proposals(view):
        done = exemplars.is_answered(view, one)
        why = RESULTS.get(one.result, Why.ANSWERED) if done else Why.WAITING
        yield _exemplar(one, why, counts=done, day=one.answered if done else one.proposed), True


def reply_days(view: QuarterView) -> Pairs:
    """I24b: the answered proposals with the days that took; beside them those that wait, with the days since."""
    for one in exemplars.proposals(view):
        if exemplars.is_answered(view, one):
            for days in exemplars.reply_days(view, [one]):
                yield _exemplar(one, Why.ANSWERED, counts=True, day=one.answered, amount=days), True
        elif one.proposed:
            yield _exemplar(one, Why.WAITING, day=one.proposed, amount=(view.cutoff - one.proposed).days), False


def _exemplar(
    one: Exemplar, why: Why, *, counts: bool = False, day: date | None, by: tuple[str, ...] = (),
    amount: int | None = None,
) -> Record:  # fmt: skip
    return Record(
        tab=Tab.EXEMPLARS, record_id=one.exemplar_id, unit_id=one.unit_id, counts=counts, why=why, day=day, by=by,
        amount=amount,
    )  # fmt: skip


def decision_days(view: QuarterView) -> Pairs:
    """I24c: the decided rewards with the days that took; beside them those that wait, with the days since."""
    for one in exemplars.rewards(view):
        if exemplars.is_decided(view, one):
            for days in exemplars.decision_days(view, [one]):
                yield _reward(view, one, Why.DECIDED, counts=True, day=one.decided, amount=days), True
        elif one.proposed:
            days = (view.cutoff - one.proposed).days
            yield _reward(view, one, Why.NOT_DECIDED, day=one.proposed, amount=days), False


def _reward(view: QuarterView, one: Reward, why: Why, *, counts: bool = False, day: date | None, amount: int) -> Record:
    return Record(
        tab=Tab.REWARDS, record_id=one.reward_id, unit_id=view.snapshot.owner_of(one), counts=counts, why=why, day=day,
        amount=amount,
    )  # fmt: skip
