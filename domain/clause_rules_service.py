"""When the clauses about the government's service and about exemplars, rewards and tasks are done (R4, R10, R26 …)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from domain import exemplars, feedback, names
from domain.clause_facts import Facts, Found, Item, Rule
from domain.government import is_blank
from domain.lifecycle import VALID_REPORT
from domain.plan_clause import Clause, Duty
from domain.proof_finders import suffices
from domain.quarters import quarter_of
from domain.tables import Exemplar, Reward, ServiceFigure, VillageSum
from domain.tasks import Tick
from domain.vocabulary import UnitType
from domain.vocabulary_movement import ExemplarResult
from domain.vocabulary_movement import ServiceIndicator as I

DECIDED = frozenset({ExemplarResult.RECOGNISED, ExemplarResult.NOT_RECOGNISED})
PARTY, COUNCIL, COMMITTEE, ARCHIVE = "dang uy", "hdnd", "ubnd", "van thu"
VIEWERS = {
    PARTY: (PARTY,), COUNCIL: (COUNCIL, "hoi dong nhan dan"), COMMITTEE: (COMMITTEE, "uy ban nhan dan"),
}  # fmt: skip
"""What the leaders' offices of the recipients are called: the Party, the People's Council, the People's Committee."""
RECEIVING = (
    UnitType.FATHERLAND_FRONT, UnitType.MASS_ORGANISATION, UnitType.OFFICE, UnitType.POLICE, UnitType.MILITARY,
    UnitType.SCHOOL, UnitType.VILLAGE,
)  # fmt: skip

DOCUMENT_NO = re.compile(r"\d\s*/\s*(\d{4}\s*/\s*)?[^\W\d]")
"""What the number of a document looks like: 45/BC-UBND, 45/2026/BC-UBND; a day (15/12) is none."""

Enough = Callable[[ServiceFigure], bool]


def each_quarter(*codes: I, enough: Enough = suffices) -> Rule:
    """The rows of these indicators in each quarter that has begun."""

    def rule(facts: Facts, clause: Clause) -> Iterator[Item]:
        for view in facts.begun(clause):
            for code in codes:
                row = facts.service.get((view.quarter, code))
                filled = row is not None and not is_blank(row)
                yield Item(
                    row is not None and filled and enough(row), records=[(row, None)] if row and filled else (),
                    name=code, quarter=view.quarter,
                )  # fmt: skip

    return rule


def any_figure(_: ServiceFigure) -> bool:
    """R4: filled in at all (`government.unfilled`)."""
    return True


def described(row: ServiceFigure) -> bool:
    """R26: how many, and what they were; of 0 there is nothing to describe."""
    return row.done == 0 or (row.done is not None and bool(row.note))


def timed(row: ServiceFigure) -> bool:
    """R29: how many procedures were settled, and how many of them in time."""
    return row.done is not None and row.on_time is not None


def all_handled(row: ServiceFigure) -> bool:
    """R34: whatever was received was handled."""
    return row.done is not None and row.planned is not None and row.done >= row.planned


def surveyed(facts: Facts, clause: Clause) -> Iterator[Item]:
    """R35: the quarters with a survey, with how many were satisfied; a quarter without one owes nothing."""
    both: Enough = lambda row: row.planned is not None and row.done is not None  # noqa: E731 - a rule in one line
    yield from (one for one in each_quarter(I.SATISFACTION, enough=both)(facts, clause) if one.records)


def dialogues(facts: Facts, clause: Clause) -> Iterator[Item]:
    """R32: as many dialogues in the year as the commune has set, and every opinion that was raised answered."""
    quarters = [view.quarter for view in facts.begun(clause)]
    held = [row for one in quarters if (row := facts.service.get((one, I.DIALOGUES))) and row.done]
    replies = [facts.service.get((quarter_of(row), I.DIALOGUE_OPINIONS)) for row in held]
    enough = sum(row.done or 0 for row in held) >= max(1, facts.whole.settings.dialogues_min)
    records: list[Found] = [(row, None) for row in held]
    yield Item(enough, records=records, name=I.DIALOGUES)
    answered = bool(held) and all(row is not None and all_handled(row) for row in replies)
    yield Item(
        answered, records=[(row, None) for row in replies if row and not is_blank(row)], name=I.DIALOGUE_OPINIONS
    )


def scored(facts: Facts, _: Clause) -> Iterator[Item]:
    """R10: proposals with all three points and a decision."""
    for one in facts.proposals:
        points, decided = exemplars.points(one) is not None, one.result in DECIDED and _answered(facts, one)
        yield Item(points and decided, one.unit_id, [(one, one.answered or one.proposed)] if points or decided else ())


def _answered(facts: Facts, one: Exemplar) -> bool:
    return one.answered is not None and one.answered <= facts.until


def proposals_answered(duty: Duty) -> Rule:
    """R51, R71: the proposals of these units that were answered (I24)."""

    def rule(facts: Facts, _: Clause) -> Iterator[Item]:
        for one in _proposals(facts, duty):
            yield Item(_answered(facts, one), one.unit_id, [(one, one.answered or one.proposed)], waits=True)

    return rule


def _proposals(facts: Facts, duty: Duty) -> Iterator[Exemplar]:
    units = {unit.unit_id for unit in facts.of_duty(duty)}
    return (one for one in facts.proposals if one.unit_id in units)


def voted(facts: Facts, _: Clause) -> Iterator[Item]:
    """R72: proposals of the villages with the day of the meeting and its vote."""
    for one in _proposals(facts, Duty.VILLAGES):
        met = one.meeting is not None and one.meeting <= facts.until and one.approval is not None
        yield Item(met, one.unit_id, [(one, one.meeting)] if one.meeting or one.approval is not None else ())


def replicated(facts: Facts, _: Clause) -> Iterator[Item]:
    """R25: an exemplar that another unit takes over, or what is planned for the next year."""
    found: list[Found] = [(one, one.answered) for one in exemplars.replications(facts.view)]
    directions = [one for one in _last_sheets(facts) if one.next_period]
    yield Item(bool(found or directions), records=[*found, *((one, one.submitted) for one in directions)])


def directions(facts: Facts, _: Clause) -> Iterator[Item]:
    """R48: the focal point's sheet of the last quarter says what is planned for the next year."""
    focal = {unit.unit_id for unit in facts.of_duty(Duty.COMMUNE)}
    said = [one for one in _last_sheets(facts) if one.next_period]
    records: list[Found] = [(one, one.submitted) for one in said]
    records += [(one.task, one.done) for one in facts.ticks.get("NV-14", ()) if one.completed]
    yield Item(any(one.unit_id in focal for one in said), records=records)


def _last_sheets(facts: Facts) -> list[VillageSum]:
    last = [one for one in facts.views if one.quarter.number == 4]
    sheets = facts.whole.village_sums if last else ()
    return [one for one in sheets if one.rstatus in VALID_REPORT and quarter_of(one) == last[0].quarter]


def rewarded(wanted: Callable[[Reward], bool] = lambda _: True) -> Rule:
    """R12, R47, R74: rewards that were proposed, with number and day of the decision."""

    def rule(facts: Facts, _: Clause) -> Iterator[Item]:
        for one in exemplars.rewards(facts.view):
            if wanted(one):
                met = one.decided is not None and one.decided <= facts.until and bool(one.decision_no)
                yield Item(met, facts.shared.owner_of(one), [(one, one.decided or one.proposed)])

    return rule


def opinions_answered(facts: Facts, _: Clause) -> Iterator[Item]:
    """R67: the opinions of the Front that were answered (I22)."""
    for one in feedback.received(facts.view):
        met = feedback.is_answered_by(one, facts.until)
        yield Item(met, one.unit_id, [(one, one.replied or one.date)], waits=True)


def completed(*codes: str) -> Rule:
    """R44: the instances of these tasks that are due or done, completed on a day that is known."""

    def rule(facts: Facts, _: Clause) -> Iterator[Item]:
        for code in codes:
            for one in facts.ticks.get(code, ()):
                if one.counted or one.completed:
                    yield _tick(one, met=one.completed and one.done is not None)
            if code not in facts.ticks:
                yield Item(False, name=code)

    return rule


def reported_with_number(code: str) -> Rule:
    """R11, R43, R46, R77: the task is completed on a day that is known, and its row has the number of the document."""

    def rule(facts: Facts, _: Clause) -> Iterator[Item]:
        for one in facts.ticks.get(code, ()):
            task = facts.tasks.get(one.task.instance_id, one.task)
            numbered = bool(DOCUMENT_NO.search(task.result or ""))
            yield _tick(one, met=one.completed and one.done is not None and numbered)
        if code not in facts.ticks:
            yield Item(False, name=code)

    return rule


def _tick(one: Tick, *, met: bool) -> Item:
    records = [(one.task, one.done)] if one.completed or one.begun else []
    return Item(met, one.task.unit_id, records)


def village_tasks(facts: Facts, _: Clause) -> Iterator[Item]:
    """R68: the tasks of the villages whose deadline has come (I17)."""
    villages = {unit.unit_id for unit in facts.of_duty(Duty.VILLAGES)}
    for ticks in facts.ticks.values():
        for one in ticks:
            if one.counted and one.task.unit_id in villages:
                yield _tick(one, met=one.completed)


def recipients(facts: Facts, _: Clause) -> Iterator[Item]:
    """R76: each recipient of the plan, with a row of its own; the archive is that of the focal point."""
    leaders = [one for one in facts.whole.units if one.unit_type is UnitType.LEADERSHIP]
    for viewer, words in VIEWERS.items():
        found = [one for one in leaders if any(word in names.plain(one.name or "") for word in words)]
        yield Item(bool(found), records=[(one, None) for one in found], name=viewer)
    for kind in RECEIVING:
        found = [one for one in facts.units if one.unit_type is kind]
        yield Item(bool(found), records=[(one, None) for one in found], name=kind)
    archive = facts.of_duty(Duty.COMMUNE)
    yield Item(bool(archive), records=[(one, None) for one in archive], name=ARCHIVE)
