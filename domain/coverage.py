"""Who is reached: registration, inspection, remediation, difficulties, households, fields (I10 to I16)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from fractions import Fraction

from domain.progress import ModelProgress, QuarterView, valid_reports
from domain.ratios import Ratio, mean, median, share
from domain.tables import Difficulty, Finding, Inspection, Model, Unit
from domain.vocabulary import DifficultyState, Field, InspectionKind, InspectionState, UnitType, Verification

COUNTED_KINDS = frozenset({InspectionKind.INSPECTION, InspectionKind.SUPERVISION})
CARRIED_OUT = frozenset({InspectionState.DONE, InspectionState.CONCLUDED})
CLOSED = frozenset({DifficultyState.RESOLVED, DifficultyState.UNRESOLVABLE})

# The plan names five focus groups: economy and poverty are one of them (I16).
FIELD_GROUPS: tuple[tuple[Field, ...], ...] = (
    (Field.ECONOMY, Field.POVERTY),
    (Field.NEW_COUNTRYSIDE,),
    (Field.ENVIRONMENT,),
    (Field.SECURITY,),
    (Field.POLITICAL_SYSTEM,),
    (Field.OTHER,),
)


@dataclass(frozen=True, slots=True)
class Households:
    """I15b: households in at least one model, of all. `at_least`: a part is only known to be no less.

    `ratio` is None where it would exceed 100 % (an error, not a value) or the number of households is unknown.
    """

    households: int
    total: int
    at_least: bool

    @property
    def ratio(self) -> Ratio | None:
        return Ratio(self.households, self.total) if 0 < self.total >= self.households else None


@dataclass(frozen=True, slots=True)
class Resolution:
    """I14: days from raising to resolving, over what was resolved in the period; ages of what is open at C."""

    days: tuple[int, ...]
    open_ages: tuple[int, ...]

    @property
    def mean(self) -> Fraction | None:
        return mean([Fraction(day) for day in self.days])

    @property
    def median(self) -> Fraction | None:
        return median([Fraction(day) for day in self.days])


def obliged_units(view: QuarterView) -> tuple[Unit, ...]:
    """Units that must register a model and are valid at C."""
    return tuple(unit for unit in view.snapshot.units if unit.must_register and _valid(unit, view))


def registration_coverage(view: QuarterView, units: Collection[Unit] | None = None) -> Ratio:
    """I10: obliged units with at least one approved, not withdrawn model."""
    owners = {model.unit_id for model in view.approved}
    chosen = obliged_units(view) if units is None else units
    return share(owners, [unit.unit_id for unit in chosen])


def concluded(view: QuarterView) -> tuple[Inspection, ...]:
    """Inspections and supervisions of the period, up to C, that were concluded."""
    first = view.period[0]
    return tuple(
        one
        for one in view.snapshot.inspections
        if one.kind in COUNTED_KINDS and one.istatus is InspectionState.CONCLUDED
        if one.date and first <= one.date <= view.cutoff
    )


def unit_coverage(view: QuarterView, only: Collection[str | None] | None = None) -> Ratio:
    """I11: units with models in S(q) that were inspected in the period; of these units `only`, where given."""
    inspected = {one.unit_id for one in concluded(view)}
    return share(inspected, [unit_id for unit_id in view.by_unit if unit_id and (only is None or unit_id in only)])


def model_coverage(view: QuarterView) -> Ratio:
    """I11b: models in S(q) that were inspected in the period."""
    inspected = {model_id for one in concluded(view) for model_id in one.model_ids}
    return share(inspected, [one.model.model_id for one in view.tracked])


def carried_out(view: QuarterView) -> int:
    """Inspections and supervisions carried out in the year, up to C."""
    return sum(
        one.kind in COUNTED_KINDS and one.istatus in CARRIED_OUT and one.date.year == view.quarter.year
        for one in view.snapshot.inspections
        if one.date and one.date <= view.cutoff
    )


def due_findings(view: QuarterView, unit_id: str | None = None) -> tuple[Finding, ...]:
    """Findings whose deadline has come by C, of one unit or of all."""
    findings = view.snapshot.findings if unit_id is None else view.snapshot.findings_of(unit_id)
    return tuple(one for one in findings if one.due and one.due <= view.cutoff)


def remediation(view: QuarterView, findings: Collection[Finding]) -> Ratio:
    """I12: findings due by C that were verified Đạt by then."""
    return Ratio(sum(remedied(view, one) for one in findings), len(findings))


def remediation_on_time(view: QuarterView, findings: Collection[Finding]) -> Ratio:
    """I12b: … and in time; by the unit's report of the remedy where the setting `tinh_ngay_bao_khac_phuc` says so."""
    return Ratio(sum(_in_time(view, one) for one in findings), len(findings))


def overdue_findings(view: QuarterView, unit_id: str | None = None) -> tuple[Finding, ...]:
    """I13: deadline before C and not verified Đạt."""
    due = due_findings(view, unit_id)
    return tuple(one for one in due if one.due and one.due < view.cutoff and not remedied(view, one))


def remedied(view: QuarterView, finding: Finding) -> bool:
    """Verified Đạt by C."""
    return finding.verified is Verification.PASSED and (
        finding.verified_on is None or finding.verified_on <= view.cutoff
    )


def _in_time(view: QuarterView, finding: Finding) -> bool:
    if not remedied(view, finding) or finding.due is None:
        return False
    days = [finding.verified_on]
    if view.snapshot.settings.count_remedy_report:
        days.append(finding.reported)
    return any(day is not None and day <= finding.due for day in days)


def resolution(view: QuarterView, difficulties: Iterable[Difficulty]) -> Resolution:
    """I14 over `difficulties`. Those still open are reported by their age and are not in the mean."""
    raised = [one for one in difficulties if one.raised and one.raised <= view.cutoff]
    done = [one for one in raised if one.state is DifficultyState.RESOLVED and one.resolved]
    in_period = [one for one in done if _in_period(view, one)]
    days = tuple((one.resolved - one.raised).days for one in in_period if one.resolved and one.raised)
    ages = tuple((view.cutoff - one.raised).days for one in raised if _open(view, one) and one.raised)
    return Resolution(days, tuple(sorted(ages, reverse=True)))


def _in_period(view: QuarterView, one: Difficulty) -> bool:
    return one.resolved is not None and view.period[0] <= one.resolved <= view.cutoff


def _open(view: QuarterView, one: Difficulty) -> bool:
    if one.state is DifficultyState.RESOLVED and one.resolved:
        return one.resolved > view.cutoff
    return one.state not in CLOSED


def awaiting_decision(view: QuarterView) -> tuple[tuple[Difficulty, int], ...]:
    """Difficulties that wait for a named decider, with the days since they were submitted; longest first."""
    waiting = [
        (one, (view.cutoff - since).days)
        for one in view.snapshot.difficulties
        if one.decider and _open(view, one) and (since := one.decision_from or one.raised) and since <= view.cutoff
    ]
    return tuple(sorted(waiting, key=lambda pair: -pair[1]))


def last_households(view: QuarterView, model: Model) -> int | None:
    """The last cumulative number of households that the model's valid reports give, up to the quarter."""
    until = [report for quarter, report in valid_reports(view.snapshot, model) if quarter <= view.quarter]
    return next((one.hh_cum for one in reversed(until) if one.hh_cum is not None), None)


def household_turns(view: QuarterView, models: Iterable[ModelProgress]) -> int:
    """I15a: Σ of the models' last figures; may exceed the number of households."""
    return sum(last_households(view, one.model) or 0 for one in models)


def households(view: QuarterView, unit: Unit) -> Households:
    """I15b of one village; without hh_any no less than its largest model."""
    total = unit.households or 0
    stated = view.stated_households.get(unit.unit_id or "")
    if stated is not None:
        return Households(stated, total, at_least=False)
    models = view.of_unit(unit.unit_id or "", village=True)
    known = [number for one in models if (number := last_households(view, one.model)) is not None]
    return Households(max(known, default=0), total, at_least=bool(known))


def commune_households(view: QuarterView) -> Households:
    """I15b of the commune: Σ over the villages; one without a figure adds nothing above, and its households below."""
    parts = [households(view, unit) for unit in villages(view)]
    possible = [part for part in parts if part.ratio is not None or part.total == 0]
    return Households(
        sum(part.households for part in possible if part.total),
        sum(part.total for part in parts),
        any(part.at_least for part in possible),
    )


def villages(view: QuarterView) -> tuple[Unit, ...]:
    """The villages that are valid at C."""
    return tuple(one for one in view.snapshot.units if one.unit_type is UnitType.VILLAGE and _valid(one, view))


def field_counts(view: QuarterView) -> Counter[Field]:
    """I16: approved, not withdrawn models per field."""
    return Counter(model.field for model in view.approved if model.field)


def _valid(unit: Unit, view: QuarterView) -> bool:
    begun = unit.valid_from is None or unit.valid_from <= view.cutoff
    return begun and (unit.valid_to is None or unit.valid_to >= view.cutoff)
