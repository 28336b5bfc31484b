"""When the clauses about models, their reports and their inspection are done (R2 to R9, R18 to R24, R37 to R42 …)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from domain import communication, coverage, exemplars
from domain.clause_facts import Facts, Found, Item, Rule
from domain.lifecycle import VALID_REPORT
from domain.plan_clause import Clause, Duty
from domain.progress import ModelProgress, handed_in_by
from domain.quarters import quarter_of
from domain.score_parts import INSPECTION
from domain.snapshot import grouped
from domain.tables import Difficulty, Inspection, Model, Report
from domain.view import QuarterView
from domain.vocabulary import DifficultyState, InspectionKind, InspectionState, ModelState, UnitType, Verification

CONTACTS = coverage.COUNTED_KINDS | {InspectionKind.GUIDANCE, InspectionKind.URGING}
CONTRIBUTIONS = ("hh_cum", "people", "workdays", "fund", "land")
TEXTS = ("result", "shortcomings", "causes", "proposal")


def each_model(
    holds: Callable[[Model], bool], *, of: Callable[[Facts, Model], bool] = lambda _facts, _one: True
) -> Rule:
    """Every approved model of which `holds` is asked."""

    def rule(facts: Facts, _: Clause) -> Iterator[Item]:
        for one in facts.models:
            if of(facts, one):
                met = holds(one)
                yield Item(met, one.unit_id, [(one, one.approved)] if met else ())

    return rule


def of_village(facts: Facts, one: Model) -> bool:
    """Whether a village owns the model (R21)."""
    unit = facts.whole.unit(one.unit_id)
    return unit is not None and unit.unit_type is UnitType.VILLAGE


def hard_issues(facts: Facts, _: Clause) -> Iterator[Item]:
    """R20: models that say whether they take up a hard issue, and why; those that do are its evidence."""
    for one in facts.models:
        chosen = one.hard_issue is True and bool(one.reason)
        yield Item(chosen or one.hard_issue is False, one.unit_id, [(one, one.approved)] if chosen else ())


def substantial(facts: Facts, _: Clause) -> Iterator[Item]:
    """R6: models with a target that can be measured, and evidence of the year, none of them said to be for show.

    Evidence is that of a report that holds and of an inspection that took place.
    """
    held = [one for one in facts.inspections if one.istatus in coverage.CARRIED_OUT]
    shown = {one.model_id for one in facts.whole.reports if one.evidence and _holds(facts, one)}
    shown.update(model_id for one in held if one.evidence for model_id in one.model_ids)
    shown.difference_update(_for_show(held))
    for one in facts.models:
        target = bool(one.kpi_name and one.kpi_target)
        met = target and one.model_id in shown
        yield Item(met, one.unit_id, [(one, one.approved)] if target else ())


def _holds(facts: Facts, one: Report) -> bool:
    quarter = quarter_of(one)
    return one.rstatus in VALID_REPORT and quarter is not None and quarter.year == facts.view.quarter.year


def _for_show(held: Iterable[Inspection]) -> set[str]:
    """The models that the latest inspection which says anything of it calls a formality."""
    said = sorted((one for one in held if one.formalism is not None), key=lambda one: one.date or date.min)
    latest = {model_id: one.formalism for one in said for model_id in one.model_ids}
    return {model_id for model_id, formal in latest.items() if formal}


def owned(facts: Facts, _: Clause) -> Iterator[Item]:
    """R9: models and tasks that name who is responsible."""
    for one in facts.models:
        yield Item(bool(one.owner), one.unit_id, [(one, one.approved)] if one.owner else ())
    for ticks in facts.ticks.values():
        for tick in ticks:
            task = facts.tasks.get(tick.task.instance_id, tick.task)
            yield Item(bool(task.owner), task.unit_id, [(task, tick.done)] if task.owner else ())


def registered(facts: Facts, _: Clause) -> Iterator[Item]:
    """R18: units that must register and own an approved model (I10)."""
    for unit in facts.units:
        if unit.must_register:
            yield Item(bool(facts.year.models.get(unit.unit_id)), unit.unit_id, _models(facts, unit.unit_id))


def explained(facts: Facts, clause: Clause) -> Iterator[Item]:
    """R5: … or whose row says why there is none."""
    for one in registered(facts, clause):
        unit = facts.whole.unit(one.unit_id)
        note = unit.note if unit else None
        yield one if one.met or unit is None else one._replace(met=bool(note), records=[(unit, None)] if note else ())


def _models(facts: Facts, unit_id: str | None) -> list[Found]:
    return [(one, one.approved) for one in facts.year.models.get(unit_id, ())]


def focus_fields(facts: Facts, _: Clause) -> Iterator[Item]:
    """R19: the five focus fields of the plan; what is called “other” is none (I16)."""
    for group in coverage.FIELD_GROUPS[:-1]:
        found = [(one, one.approved) for one in facts.models if one.field in group]
        yield Item(bool(found), records=found, name=group[0])


def spread(facts: Facts, _: Clause) -> Iterator[Item]:
    """R3: something was recognised, and something is taken over by others."""
    funnel = exemplars.funnel(facts.view)
    steps = (
        (ModelState.RECOGNISED, funnel[exemplars.Stage.RECOGNISED], communication.recognised(facts.view)),
        (ModelState.REPLICATED, funnel[exemplars.Stage.REPLICATED], exemplars.replications(facts.view)),
    )
    for name, models, found in steps:
        records: list[Found] = [*((one, one.end_actual) for one in models), *((one, one.answered) for one in found)]
        yield Item(bool(records), records=records, name=name)


def contributed(facts: Facts, _: Clause) -> Iterator[Item]:
    """R2: reports whose deadline has passed, with what people gave; 0 is a figure."""
    for unit_id, owing in facts.year.owing.items():
        for _view, one in owing:
            given = one.report is not None and any(getattr(one.report, name) is not None for name in CONTRIBUTIONS)
            yield Item(given, unit_id, _report(one) if given else ())


def _report(one: ModelProgress) -> list[Found]:
    return [(one.report, one.report.submitted)] if one.report else []


def all_on_file(facts: Facts, _: Clause) -> Iterator[Item]:
    """R49: offices that own a model and have handed in every report whose deadline has passed."""
    for unit in facts.of_duty(Duty.OFFICES):
        models = _models(facts, unit.unit_id)
        owing = [one for _, one in facts.year.owing.get(unit.unit_id, ())]
        records = [*models, *(found for one in owing for found in _report(one))]
        yield Item(bool(models) and all(one.report for one in owing), unit.unit_id, records)


def periodic(facts: Facts, _: Clause) -> Iterator[Item]:
    """R73: reports of the villages whose deadline has passed, by it; of a village without a model its sheet (I8b)."""
    for unit in facts.of_duty(Duty.VILLAGES):
        for view, one in facts.year.owing.get(unit.unit_id, ()):
            met = one.report is not None and handed_in_by(one.report, view.due)
            yield Item(met, unit.unit_id, _report(one), quarter=view.quarter)
        for view in facts.views:
            if view.past_due and not view.by_unit.get(unit.unit_id):
                yield _sheet_in_time(facts, unit.unit_id, view)


def _sheet_in_time(facts: Facts, unit_id: str | None, view: QuarterView) -> Item:
    sheets = facts.known.sheets.get(unit_id, ())
    handed = [one for one in sheets if quarter_of(one) == view.quarter and one.rstatus in VALID_REPORT]
    met = any(one.submitted and view.due and one.submitted <= view.due for one in handed)
    return Item(met, unit_id, [(one, one.submitted) for one in handed], quarter=view.quarter)


def summed_up(facts: Facts, _: Clause) -> Iterator[Item]:
    """R40: the reports of the year's end, and of the middle where the commune wants a review, with all four texts."""
    wanted = {4, 2} if facts.whole.settings.midyear_review else {4}
    for view in facts.views:
        if view.quarter.number in wanted:
            for one in view.must_report:
                yield Item(_says_all(facts, one.report), one.model.unit_id, _report(one), quarter=view.quarter)


def _says_all(facts: Facts, blank: Report | None) -> bool:
    full = facts.full_reports.get(id(blank)) if blank else None
    return full is not None and all(getattr(full, name) for name in TEXTS)


def contacted(facts: Facts, clause: Clause) -> Iterator[Item]:
    """R22: the models that must report, each quarter: guided, inspected or reminded, alone or with their unit."""
    for view in facts.begun(clause):
        of_models, of_units = _contacts(facts, view)
        for one in view.must_report:
            found = of_models.get(one.model.model_id or "") or of_units.get(one.model.unit_id)
            yield Item(
                found is not None, one.model.unit_id, [(found, found.date)] if found else (), quarter=view.quarter
            )


def _contacts(facts: Facts, view: QuarterView) -> tuple[Mapping[str, Inspection], Mapping[str | None, Inspection]]:
    """By model the contact that names it, by unit the one that names none of its models."""
    held = contacts(facts, view)
    by_model = {model_id: one for one in held for model_id in one.model_ids}
    return by_model, {one.unit_id: one for one in held if not one.model_ids}


def contacts(facts: Facts, view: QuarterView) -> list[Inspection]:
    """Guidance, inspections and reminders that took place in a quarter."""
    return [
        one
        for one in facts.inspections
        if one.kind in CONTACTS and one.istatus in coverage.CARRIED_OUT
        if one.date and view.period[0] <= one.date <= view.cutoff
    ]


def each_quarter_contacts(facts: Facts, clause: Clause) -> Iterator[Item]:
    """R45: quarters with guidance, an inspection, a reminder, or a difficulty that was resolved."""
    for view in facts.begun(clause):
        helped = [one for one in _difficulties(facts) if _solved(facts, one) and _within(view, one.resolved)]
        records = [*((one, one.date) for one in contacts(facts, view)), *((one, one.resolved) for one in helped)]
        yield Item(bool(records), records=records, quarter=view.quarter)


def _within(view: QuarterView, day: date | None) -> bool:
    return day is not None and view.period[0] <= day <= view.cutoff


def concluded(facts: Facts, _: Clause) -> Iterator[Item]:
    """R37: inspections that took place, with their conclusion."""
    for one in facts.inspections:
        if coverage.is_carried_out(one):
            met = one.istatus is InspectionState.CONCLUDED and bool(one.conclusion)
            yield Item(met, one.unit_id, [(one, one.date)])


def inspected(facts: Facts, clause: Clause) -> Iterator[Item]:
    """R11: as R37; without any inspection it is not done either."""
    found = [*concluded(facts, clause)]
    yield from found or [Item(False, name=InspectionKind.INSPECTION)]


def remedied(facts: Facts, _: Clause) -> Iterator[Item]:
    """R38: findings of the year that are due (as I12) or mended before, verified Đạt on a day that is known."""
    for one in facts.shared.findings:
        day = one.verified_on
        met = one.verified is Verification.PASSED and day is not None and day <= facts.until
        of_year = one.due is None or one.due.year == facts.view.quarter.year
        if of_year and (met or (one.due is not None and one.due <= facts.view.cutoff)):
            yield Item(met, one.unit_id, [(one, day or one.reported)])


def resolved(*, of: Callable[[Facts, Difficulty], bool] = lambda _facts, _one: True) -> Rule:
    """R23, R39: difficulties of the year that were resolved on a day that is known."""

    def rule(facts: Facts, _: Clause) -> Iterator[Item]:
        for one in _difficulties(facts):
            if of(facts, one):
                yield Item(_solved(facts, one), one.unit_id, [(one, one.resolved or one.raised)])

    return rule


def answered_with_proposal(facts: Facts, _: Clause) -> Iterator[Item]:
    """R53: difficulties of the offices with what they propose, and what the commune did about it."""
    offices = {unit.unit_id for unit in facts.of_duty(Duty.OFFICES)}
    closed = (DifficultyState.RESOLVED, DifficultyState.UNRESOLVABLE)
    for one in _difficulties(facts):
        if one.unit_id in offices:
            proposed, replied = bool(one.proposal), bool(one.measures) or one.state in closed
            yield Item(proposed and replied, one.unit_id, [(one, one.raised)], waits=proposed)


def _difficulties(facts: Facts) -> Iterable[Difficulty]:
    year = facts.view.quarter.year
    dated = (one for one in facts.whole.difficulties if one.raised and one.raised <= facts.until)
    return [one for one in dated if one.raised and one.raised.year == year]


def _solved(facts: Facts, one: Difficulty) -> bool:
    """Resolved before it was raised is an error in the dates (I14)."""
    if one.state is not DifficultyState.RESOLVED or one.resolved is None or one.raised is None:
        return False
    return one.raised <= one.resolved <= facts.until


def scored_by_inspection(facts: Facts, _: Clause) -> Iterator[Item]:
    """R41: units that were inspected, whose points for it nobody typed (which a score sheet would not count either)."""
    criterion = next((one for one in facts.shared.criteria if one.criterion_id == INSPECTION), None)
    if criterion is None or not criterion.max_points:
        return
    year, held = facts.view.quarter.year, [one for one in facts.inspections if coverage.is_carried_out(one)]
    by_unit = grouped(held, lambda one: one.unit_id)
    rows = [one for one in facts.whole.scores if one.criterion_id == INSPECTION and one.year == year]
    typed = {one.unit_id for one in rows if one.points is not None}
    for unit in facts.units:
        records: list[Found] = [
            *((one, one.due) for one in facts.year.due.get(unit.unit_id, ())),
            *((one, one.date) for one in by_unit.get(unit.unit_id, ())),
        ]
        if records and (not criterion.unit_types or unit.unit_type in criterion.unit_types):
            yield Item(unit.unit_id not in typed, unit.unit_id, records)


def weighed(facts: Facts, _: Clause) -> Iterator[Item]:
    """R42: the criterion of inspection has points to give."""
    rows = [one for one in facts.shared.criteria if one.criterion_id == INSPECTION]
    yield Item(any((one.max_points or 0) > 0 for one in rows), records=[(one, None) for one in rows], name=INSPECTION)
