"""The inspections, findings and difficulties behind the figures I11 to I14 and Lượt kiểm tra."""

from __future__ import annotations

import dataclasses
from datetime import date

from domain import coverage
from domain.behind import Pairs, Record, Why, inspected_record, inspection_record
from domain.resolution import open_at, resolved_in_period
from domain.snapshot import grouped
from domain.tables import Difficulty, Finding
from domain.view import QuarterView
from domain.vocabulary import Tab, Verification


def units_inspected(view: QuarterView) -> Pairs:
    """I11: units with models in S(q); those inspected in the period count."""
    by_unit = grouped(coverage.concluded(view), lambda one: one.unit_id)
    for unit_id in view.by_unit:
        if unit_id:
            yield inspected_record(Tab.UNITS, unit_id, unit_id, by_unit.get(unit_id, ())), True
    yield from _not_counted(view)


def models_inspected(view: QuarterView) -> Pairs:
    """I11b: models of S(q); those inspected in the period count."""
    pairs = [(model_id, one) for one in coverage.concluded(view) for model_id in one.model_ids]
    by_model = grouped(pairs, lambda pair: pair[0])
    for one in view.tracked:
        found = (inspection for _, inspection in by_model.get(one.model.model_id or "", ()))
        yield inspected_record(Tab.MODELS, one.model.model_id, one.model.unit_id, found), True
    yield from _not_counted(view)


def _not_counted(view: QuarterView) -> Pairs:
    """Inspections of the period that do not count for I11: of another kind, or not concluded."""
    counted = set(coverage.concluded(view))
    for one in coverage.inspections_of_year(view):
        if one not in counted and one.date and one.date >= view.period[0]:
            why = Why.NOT_CONCLUDED if one.kind in coverage.COUNTED_KINDS else Why.OTHER_KIND
            yield inspection_record(one, why), False


def carried_out(view: QuarterView) -> Pairs:
    """Lượt kiểm tra: Kiểm tra and Giám sát carried out in the year."""
    for one in coverage.inspections_of_year(view):
        inside = coverage.is_carried_out(one)
        near = Why.NOT_CARRIED_OUT if one.kind in coverage.COUNTED_KINDS else Why.OTHER_KIND
        yield inspection_record(one, Why.CARRIED_OUT if inside else near, counts=inside), inside


def remedied(view: QuarterView) -> Pairs:
    """I12: findings whose deadline has come; those verified Đạt count."""
    for one in coverage.all_due_findings(view):
        yield _finding(one, view, counts=coverage.remedied(view, one)), True
    yield from _not_due(view)


def remedied_on_time(view: QuarterView) -> Pairs:
    """I12b: … remedied by the deadline."""
    for one in coverage.all_due_findings(view):
        counts = coverage.in_time(view, one)
        found = _finding(one, view, counts=counts)
        late = found.why is Why.REMEDIED and not counts
        yield (dataclasses.replace(found, why=Why.REMEDIED_LATE) if late else found), True
    yield from _not_due(view)


def _not_due(view: QuarterView) -> Pairs:
    for one in view.snapshot.findings:
        if one.due and one.due > view.cutoff:
            yield dataclasses.replace(_finding(one, view), why=Why.NOT_DUE, day=one.due), False


def overdue(view: QuarterView) -> Pairs:
    """I13: findings past their deadline, with the days."""
    for one in coverage.overdue(view, coverage.all_due_findings(view)):
        days = (view.cutoff - one.due).days if one.due else None
        yield dataclasses.replace(_finding(one, view, counts=True), amount=days, day=one.due), True


def resolved(view: QuarterView) -> Pairs:
    """I14: difficulties resolved in the period with their days; beside them the open ones with their age."""
    for one in view.snapshot.difficulties:
        if one.raised is None or one.raised > view.cutoff:
            continue
        if resolved_in_period(view, one) and one.resolved:
            days = (one.resolved - one.raised).days
            yield _difficulty(one, Why.RESOLVED, counts=True, day=one.resolved, amount=days), True
        elif open_at(view, one):
            yield _difficulty(one, Why.OPEN, day=one.raised, amount=(view.cutoff - one.raised).days), False


def _finding(one: Finding, view: QuarterView, *, counts: bool = False) -> Record:
    why, day = _remedy(one, view)
    return Record(tab=Tab.FINDINGS, record_id=one.find_id, unit_id=one.unit_id, counts=counts, why=why, day=day)


def _remedy(one: Finding, view: QuarterView) -> tuple[Why, date | None]:
    """How far its remedy has come, and since when."""
    if coverage.remedied(view, one):
        return Why.REMEDIED, one.verified_on or one.reported
    if one.verified is Verification.FAILED:
        return Why.FAILED, one.verified_on
    if one.reported and one.reported <= view.cutoff:
        return Why.CLAIMED, one.reported
    return Why.NOT_REMEDIED, one.due


def _difficulty(one: Difficulty, why: Why, *, counts: bool = False, day: date | None, amount: int) -> Record:
    return Record(
        tab=Tab.DIFFICULTIES, record_id=one.issue_id, unit_id=one.unit_id, counts=counts, why=why, day=day,
        amount=amount,
    )  # fmt: skip
