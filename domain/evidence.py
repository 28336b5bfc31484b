"""The records behind a figure: those of its denominator, which of them count, and why (not).

`EVIDENCE` has a rule per indicator, made of the same predicates as the indicator itself: the records that count are as
many as its numerator, all of them as many as its denominator (a property of the tests).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from domain import evidence_checks as checks
from domain import evidence_models as models
from domain import evidence_movement as movement
from domain import evidence_tasks as tasks
from domain.behind import Pairs, Record
from domain.government import RATE_CODES
from domain.permissions import OWN_ONLY, READS_ALL, Actor
from domain.view import QuarterView
from domain.vocabulary import Role, Tab


@dataclass(frozen=True, slots=True)
class Evidence:
    """`records` are the denominator, `beside` what is near to it and stays outside, with the reason."""

    code: str
    records: tuple[Record, ...]
    beside: tuple[Record, ...] = ()

    @property
    def counting(self) -> tuple[Record, ...]:
        """The numerator."""
        return tuple(one for one in self.records if one.counts)

    @property
    def total(self) -> Fraction:
        """Σ of what the counting records add: percent, households, days, people or cases."""
        return sum((Fraction(one.amount or 0) for one in self.counting), Fraction(0))

    @property
    def whole(self) -> int:
        """Σ of that of which the records are parts."""
        return sum(one.whole or 0 for one in self.records)


@dataclass(frozen=True, slots=True)
class Listed:
    """What an account may see of the records behind a figure, and how many it may not."""

    evidence: Evidence
    withheld: int


def evidence(view: QuarterView, code: str) -> Evidence:
    """The records behind the indicator `code` of the commune in a quarter. Raises KeyError for an unknown code."""
    found = EVIDENCE[code](view) if not view.future else iter(())
    pairs = list(found)
    return Evidence(
        code,
        tuple(record for record, inside in pairs if inside),
        tuple(record for record, inside in pairs if not inside),
    )


def listed(found: Evidence, actor: Actor | None) -> Listed:
    """Without the rows that `actor` may not read: figures are everybody's, rows are not (permissions.visible)."""
    shown = dataclasses.replace(
        found,
        records=tuple(one for one in found.records if _may_see(actor, one)),
        beside=tuple(one for one in found.beside if _may_see(actor, one)),
    )
    return Listed(shown, len(found.records) - len(shown.records))


PUBLIC = frozenset({Tab.MODELS, Tab.UNITS, Tab.SERVICE_FIGURES})


def _may_see(actor: Actor | None, record: Record) -> bool:
    """Models and units are everybody's by name, service figures are nobody's; all else only of the own unit.

    MTTQ also sees every opinion.
    """
    if record.tab in PUBLIC:
        return True
    if actor is None or actor.role is Role.GUEST:
        return False
    if actor.role is Role.FRONT and record.tab is Tab.FEEDBACK:
        return True
    return actor.role in READS_ALL or (actor.role in OWN_ONLY and record.unit_id == actor.unit_id)


EVIDENCE: Mapping[str, Callable[[QuarterView], Pairs]] = {
    "I6": models.villages,
    "I7": models.tracked,
    "I8": models.reports,
    "I8b": models.reports_on_time,
    "I9": models.past_end,
    "I10": models.registered,
    "I11": checks.units_inspected,
    "I11b": checks.models_inspected,
    "KT": checks.carried_out,
    "I12": checks.remedied,
    "I12b": checks.remedied_on_time,
    "I13": checks.overdue,
    "I14": checks.resolved,
    "I15a": models.turns,
    "I15b": models.households,
    "I16": models.approved,
    "I17": tasks.completed,
    "I17b": tasks.on_time,
    "TTR": movement.events,
    "I18": movement.active_units,
    "I18b": movement.attendance,
    "I18c": movement.briefed_units,
    "I18d": movement.exemplars_covered,
    "R15": movement.integrated,
    "R58": movement.ba_nhat,
    "R63": movement.contest_schools,
    **{code: movement.service_rate(code) for code in RATE_CODES},
    "I22": movement.answered,
    "I22b": movement.accepted,
    "I23": movement.recognised,
    "I24": movement.replies,
    "I24b": movement.reply_days,
    "I24c": movement.decision_days,
}
