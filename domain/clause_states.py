"""How each clause of the plan stands today (R1 to R77): done, under way, nothing recorded, not due; with its evidence.

"Each quarter" is each quarter that has begun: what is asked of a later one is not missing yet.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from domain import clause_rules_events as events
from domain import clause_rules_models as models
from domain import clause_rules_service as service
from domain import proof_finders as by
from domain.clause_facts import Facts, Item, Lack, Rule, Tally, facts, tally
from domain.permissions import READS_ALL, Actor
from domain.plan_clause import Clause, ClauseStatus, Duty, Section
from domain.plan_clauses import CLAUSES
from domain.proofs import Proof
from domain.ratios import Ratio
from domain.remembered import remembered
from domain.snapshot import Snapshot
from domain.vocabulary import Role
from domain.vocabulary_movement import CommunicationKind
from domain.vocabulary_movement import ServiceIndicator as I

SETTINGS = frozenset({42})
"""Clauses that something set once fulfils: they are done also before their time in the plan."""
DESCRIPTIVE = frozenset({7})
"""Clauses without a threshold: what there is of them is shown, and that is all."""


def _inspected_and_summed_up(of: Facts, clause: Clause) -> Iterator[Item]:
    """R11: as R37 and R46."""
    yield from models.inspected(of, clause)
    yield from service.reported_with_number("NV-12")(of, clause)


RULES: Mapping[int, Rule] = {
    1: events.audiences,
    2: models.contributed,
    3: models.spread,
    4: service.each_quarter(*I, enough=service.any_figure),
    5: models.explained,
    6: models.substantial,
    7: events.mix,
    8: models.each_model(lambda one: bool(one.linked)),
    9: models.owned,
    10: service.scored,
    11: _inspected_and_summed_up,
    12: service.rewarded(),
    13: events.briefed,
    14: events.channels,
    15: events.integration_said,
    16: events.exemplars_told,
    17: events.proven(Duty.FRONT, "NV-35"),
    18: models.registered,
    19: models.focus_fields,
    20: models.hard_issues,
    21: models.each_model(lambda one: bool(one.consult) or one.hh_agree is not None, of=models.of_village),
    22: models.contacted,
    23: models.resolved(),
    24: models.each_model(lambda one: one.evaluation is not None),
    25: service.replicated,
    26: service.each_quarter(I.INNOVATIONS, enough=service.described),
    27: service.each_quarter(I.CONSULTATIONS),
    28: service.each_quarter(I.DISCLOSURE),
    29: service.each_quarter(I.PROCEDURES, enough=service.timed),
    30: service.each_quarter(I.ONLINE_FILES),
    31: service.each_quarter(I.RECEPTION),
    32: service.dialogues,
    33: service.each_quarter(I.PETITIONS, I.COMPLAINTS, I.DENUNCIATIONS),
    34: service.each_quarter(I.ATTITUDE, enough=service.all_handled),
    35: service.surveyed,
    36: events.joint_work,
    37: models.concluded,
    38: models.remedied,
    39: models.resolved(of=lambda _, one: one.insp_id is not None),
    40: models.summed_up,
    41: models.scored_by_inspection,
    42: models.weighed,
    43: service.reported_with_number("NV-01"),
    44: service.completed("NV-05", "NV-06"),
    45: models.each_quarter_contacts,
    46: service.reported_with_number("NV-12"),
    47: service.rewarded(lambda one: one.ad_hoc is False),
    48: service.directions,
    49: models.all_on_file,
    50: events.proven(Duty.OFFICES, "NV-21"),
    51: service.proposals_answered(Duty.OFFICES),
    52: events.proven(Duty.OFFICES, "NV-23"),
    53: models.answered_with_proposal,
    54: events.by_units(Duty.OFFICES, by.event(*CommunicationKind)),
    55: events.proven(Duty.FORCES, "NV-25"),
    56: events.proven(Duty.FORCES, "NV-26", each_quarter=False),
    57: events.proven(Duty.FORCES, "NV-27", each_quarter=False),
    58: events.three_of_the_police,
    59: events.proven(Duty.SERVICE_CENTRE, "NV-29"),
    60: events.media,
    61: events.exemplars_told_by_centre,
    62: events.schools_reached,
    63: events.contest_schools,
    64: events.proven(Duty.SCHOOLS, "NV-34", each_quarter=False),
    65: events.proven(Duty.FRONT, "NV-35"),
    66: events.members_reached,
    67: service.opinions_answered,
    68: service.village_tasks,
    69: events.by_units(Duty.VILLAGES, by.households(by.is_filled)),
    70: events.by_units(Duty.VILLAGES, by.guided(by.is_filled)),
    71: service.proposals_answered(Duty.VILLAGES),
    72: service.voted,
    73: models.periodic,
    74: service.rewarded(lambda one: one.ad_hoc is True),
    75: events.ever_active,
    76: service.recipients,
    77: service.reported_with_number("NV-12"),
}


@dataclass(frozen=True, slots=True)
class ClauseState:
    """A clause as it stands. `counted` is how much of it is there; see `Tally` for the rest.

    `begun`: its time in the plan has. `hidden` and `hidden_waiting`: how many units that lack something, and that wait
    for the commune, this account is not told.
    """

    clause: Clause
    status: ClauseStatus
    counted: Ratio
    found: int
    newest: tuple[Proof, ...]
    missing: Mapping[str, int]
    waiting: Mapping[str, int]
    lacking: tuple[Lack, ...]
    begun: bool
    hidden: int = 0
    hidden_waiting: int = 0


@remembered
def clause_states(whole: Snapshot) -> tuple[ClauseState, ...]:
    """All clauses in the order of the plan. `whole` is the reading itself: what one actor may be told: `seen_by`."""
    known = facts(whole)
    return tuple(_state(known, one) for one in CLAUSES)


def _state(known: Facts, clause: Clause) -> ClauseState:
    found = tally(RULES[clause.number](known, clause))
    running = known.view.quarter.number if known.views else 0
    begun = running >= clause.quarters[0]
    counted = Ratio(found.met, found.of)
    return ClauseState(
        clause, _status(clause, found, begun=begun), counted, found.found, found.newest, found.missing, found.waiting,
        found.lacking, begun,
    )  # fmt: skip


def _status(clause: Clause, found: Tally, *, begun: bool) -> ClauseStatus:
    if not found.begun:
        return ClauseStatus.NOTHING if begun else ClauseStatus.NOT_DUE
    if clause.number in DESCRIPTIVE:
        return ClauseStatus.DESCRIBED
    ended = found.met == found.of and found.found > 0 and (begun or clause.number in SETTINGS)
    return ClauseStatus.DONE if ended else ClauseStatus.UNDER_WAY


@dataclass(frozen=True, slots=True)
class SectionCounts:
    """How many clauses of a section stand how."""

    section: Section
    counts: Mapping[ClauseStatus, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())


def by_section(found: Iterable[ClauseState]) -> tuple[SectionCounts, ...]:
    """The sections of the plan that have clauses, in its order."""
    states: dict[Section, Counter[ClauseStatus]] = {}
    for one in found:
        states.setdefault(one.clause.section, Counter())[one.status] += 1
    return tuple(SectionCounts(one, states[one]) for one in Section if one in states)


def seen_by(actor: Actor | None, found: Iterable[ClauseState]) -> tuple[ClauseState, ...]:
    """What an account may be told: figures are everybody's, units and records are not (as in `permissions.visible`).

    Who reads all sees all. A unit hears what is missing of itself; it and a guest are shown no records.
    """
    if actor is not None and actor.role in READS_ALL:
        return tuple(found)
    own = None if actor is None or actor.role is Role.GUEST else actor.unit_id
    return tuple(_narrowed(one, own) for one in found)


def _narrowed(one: ClauseState, own: str | None) -> ClauseState:
    missing, waiting = _own(one.missing, own), _own(one.waiting, own)
    return dataclasses.replace(
        one, newest=(), lacking=tuple(lack for lack in one.lacking if not lack.is_record),
        missing=missing, hidden=len(one.missing) - len(missing),
        waiting=waiting, hidden_waiting=len(one.waiting) - len(waiting),
    )  # fmt: skip


def _own(counts: Mapping[str, int], own: str | None) -> Mapping[str, int]:
    return {unit_id: count for unit_id, count in counts.items() if unit_id == own}
