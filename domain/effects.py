"""What a data error does to figures and charts, in one sentence (design 5.6, “Ảnh hưởng”)."""

from collections.abc import Mapping

from domain import check_wording as wording
from domain import lock_keys
from domain.snapshot import Problem
from domain.vocabulary import ProblemLevel, Tab

# Of fields that charts rest on; of any other cell only its own value is missing.
EFFECTS: Mapping[tuple[Tab, str], str] = {
    (Tab.UNITS, "unit_type"): wording.OUT_OF_GROUPS,
    (Tab.UNITS, "must_register"): wording.OUT_OF_OBLIGED,
    (Tab.UNITS, "households"): wording.NO_HOUSEHOLD_RATE,
    (Tab.MODELS, "unit_id"): wording.OUT_OF_UNITS,
    (Tab.MODELS, "year"): wording.OUT_OF_YEAR,
    (Tab.MODELS, "state"): wording.NOT_COUNTED,
    (Tab.MODELS, "field"): wording.OUT_OF_FIELDS,
    (Tab.MODELS, "start"): wording.NO_MILESTONE,
    (Tab.MODELS, "end"): wording.NO_MILESTONE,
    (Tab.MODELS, "approved"): wording.NOT_REGISTERED,
    (Tab.MODELS, "end_actual"): wording.NO_END,
    (Tab.MODELS, "paused_from"): wording.NO_MILESTONE,
    (Tab.REPORTS, "model_id"): wording.OUT_OF_MODELS,
    (Tab.REPORTS, "year"): wording.OUT_OF_QUARTERS,
    (Tab.REPORTS, "quarter"): wording.OUT_OF_QUARTERS,
    (Tab.REPORTS, "rtype"): wording.NOT_COUNTED,
    (Tab.REPORTS, "rstatus"): wording.NOT_COUNTED,
    (Tab.REPORTS, "prog_self"): wording.NO_PROGRESS,
    (Tab.REPORTS, "prog_conf"): wording.SELF_REPORTED,
    (Tab.VILLAGE_SUMS, "unit_id"): wording.OUT_OF_UNITS,
    (Tab.VILLAGE_SUMS, "quarter"): wording.OUT_OF_QUARTERS,
    (Tab.VILLAGE_SUMS, "year"): wording.OUT_OF_QUARTERS,
    (Tab.VILLAGE_SUMS, "hh_any"): wording.NO_HOUSEHOLD_RATE,
    (Tab.INSPECTIONS, "date"): wording.OUT_OF_QUARTERS,
    (Tab.INSPECTIONS, "unit_id"): wording.OUT_OF_UNITS,
    (Tab.INSPECTIONS, "kind"): wording.NOT_COUNTED,
    (Tab.INSPECTIONS, "istatus"): wording.NOT_COUNTED,
    (Tab.FINDINGS, "due"): wording.NO_DEADLINE,
    (Tab.DIFFICULTIES, "state"): wording.NOT_COUNTED,
    (Tab.COMMUNICATIONS, "date"): wording.OUT_OF_QUARTERS,
    (Tab.COMMUNICATIONS, "unit_id"): wording.OUT_OF_UNITS,
    (Tab.SERVICE_FIGURES, "year"): wording.OUT_OF_QUARTERS,
    (Tab.SERVICE_FIGURES, "quarter"): wording.OUT_OF_QUARTERS,
    (Tab.SERVICE_FIGURES, "code"): wording.NOT_COUNTED,
    (Tab.FEEDBACK, "date"): wording.OUT_OF_QUARTERS,
    (Tab.EXEMPLARS, "year"): wording.OUT_OF_YEAR,
    (Tab.EXEMPLARS, "unit_id"): wording.OUT_OF_UNITS,
    (Tab.TASKS, "unit_id"): wording.OUT_OF_UNITS,
    (Tab.TASKS, "due"): wording.NO_DEADLINE,
    (Tab.TASKS, "done"): wording.NO_DEADLINE,
    (Tab.TASKS, "state"): wording.NOT_COUNTED,
    (Tab.SCORES, "year"): wording.NOT_COUNTED,
    (Tab.SCORES, "unit_id"): wording.OUT_OF_UNITS,
    (Tab.SCORES, "criterion_id"): wording.NOT_COUNTED,
    (Tab.SETTINGS, "value"): wording.DEFAULT_USED,
}


YEAR = "year"
"""A year is never guessed: what is asked about is that it is another one than the plan's."""


def effect(problem: Problem) -> str:
    """The effect of one problem. A warning has been read by a guess that counts, unless its row is left out."""
    if problem.whole:
        return wording.ROW_NOT_COUNTED
    if problem.level is ProblemLevel.WARNING:
        if problem.field == YEAR:
            return wording.OF_ANOTHER_YEAR
        return wording.COUNTED_AS_READ if problem.suggestion else wording.NO_EFFECT
    if not problem.field:
        return wording.LAST_GOOD
    if problem.tab is Tab.SETTINGS and problem.record_id in lock_keys.PARTS:
        return wording.NOT_LOCKED
    return EFFECTS.get((problem.tab, problem.field), wording.CELL_NOT_COUNTED)
