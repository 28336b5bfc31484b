"""The plan clause by clause: the requirements R1 to R77, each declared once, in the order of the plan."""

from collections.abc import Mapping

from domain import plan_clauses_actors, plan_clauses_commune, plan_clauses_models
from domain.plan_clause import Clause, Section

_ALL = (*plan_clauses_models.CLAUSES, *plan_clauses_commune.CLAUSES, *plan_clauses_actors.CLAUSES)
_ORDER = {section: at for at, section in enumerate(Section)}

CLAUSES: tuple[Clause, ...] = tuple(sorted(_ALL, key=lambda one: (_ORDER[one.section], one.number)))
BY_NUMBER: Mapping[int, Clause] = {one.number: one for one in CLAUSES}
