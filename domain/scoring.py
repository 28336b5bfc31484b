"""The emulation score of each unit (domain/3, “Emulation score”): a proposal to the council (R41, R42).

Every point can be followed to its records. Before the year ends the score is that of today, with the data known.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from fractions import Fraction

from domain.coverage import valid_units
from domain.ratios import exact, half_up, total
from domain.remembered import remembered
from domain.score_parts import INSPECTION, NOTHING, PARTS, REGISTRATION, REPORTS, RESULTS, Part, Year, year_of
from domain.settings import Settings
from domain.snapshot import Snapshot
from domain.tables import Criterion, Finding, Score, Unit
from domain.view import not_begun
from domain.vocabulary import Severity
from domain.vocabulary_movement import TOTAL, Rating, ScoringMethod

HUNDRED = Fraction(100)
MOST_BONUS, MOST_FALSIFIED, MOST_OVERDUE, PER_OVERDUE = 5, 10, 10, 2
RATINGS = tuple(Rating)
"""The best first."""
GOOD = RATINGS[:2]
OF_MODELS = frozenset({REGISTRATION, RESULTS, REPORTS})
COMPUTED = frozenset({INSPECTION, REGISTRATION})
"""Stay computed although their row may call them the council's; of TC2 the council gives the quality only."""


class How(Enum):
    """Where the points of a criterion come from."""

    LEFT_OUT = auto()  # not for units of this type
    NOTHING = auto()  # nothing to measure yet
    AUTOMATIC = auto()
    COUNCIL = auto()
    WAITING = auto()  # the council has not given its points yet: what is worked out counts, else 0
    ADJUSTED = auto()  # the council gave others, with a reason


class Cap(Enum):
    """Why a rating is lower than the score alone would have it."""

    SERIOUS = auto()
    NO_MODEL = auto()


@dataclass(frozen=True, slots=True)
class Points:
    """A unit's points by one criterion. `given` None: neither the points nor the most of it count.

    `part` None: nothing of it is worked out. `open` are the points that the council may still give.
    """

    criterion: Criterion
    most: Fraction
    part: Part | None
    row: Score | None
    automatic: Fraction | None
    given: Fraction | None
    how: How
    open: Fraction = NOTHING

    @property
    def code(self) -> str:
        return self.criterion.criterion_id or ""


@dataclass(frozen=True, slots=True)
class UnitScore:
    """A unit's year. `score` is not rounded, None while nothing applies; `proposed` is the rating it would get."""

    unit: Unit
    points: tuple[Points, ...]
    row: Score | None
    bonus: Fraction
    falsified: Fraction
    overdue: tuple[Finding, ...]
    caps: tuple[Cap, ...]
    score: Fraction | None
    proposed: Rating | None

    @property
    def counted(self) -> tuple[Points, ...]:
        """The points that make the score."""
        return _counted(self.unit, self.points)

    @property
    def spared(self) -> bool:
        """Whether points for its models are left out, as they would lower the score of a unit that need have none."""
        return len(self.counted) < sum(one.given is not None for one in self.points)

    @property
    def given(self) -> Fraction:
        """Σ of the points."""
        return total(one.given or NOTHING for one in self.counted)

    @property
    def most(self) -> Fraction:
        """Σ of the most points of the criteria that apply."""
        return total(one.most for one in self.counted)

    @property
    def deduction(self) -> Fraction:
        """What is taken off for overdue findings."""
        return for_overdue(len(self.overdue))

    @property
    def shown(self) -> float | None:
        """Half-up to one decimal."""
        return None if self.score is None else half_up(self.score)

    @property
    def official(self) -> Rating | None:
        """What the council has decided."""
        return self.row.official if self.row else None

    @property
    def standing(self) -> Rating | None:
        """The rating that holds: the council's, else what would follow."""
        return self.official or self.proposed

    @property
    def waiting(self) -> tuple[Points, ...]:
        """The criteria for which the council has not given its points."""
        return tuple(one for one in self.points if one.how is How.WAITING)

    def by(self, code: str) -> Points | None:
        """Its points by the criterion of this code."""
        return next((one for one in self.points if one.code == code), None)


@remembered
def scores(snapshot: Snapshot) -> tuple[UnitScore, ...]:
    """The units of the plan's year with their scores, in the order of the sheet; nobody before that year begins."""
    if not_begun(snapshot):
        return ()
    year, rows = year_of(snapshot.figures or snapshot), _rows(snapshot)
    return tuple(_unit(year, unit, rows) for unit in valid_units(year.view) if unit.unit_id)


def score_of(snapshot: Snapshot, unit_id: str | None) -> UnitScore | None:
    """The score of one unit."""
    return next((one for one in scores(snapshot) if one.unit.unit_id == unit_id), None)


def ranked(found: Iterable[UnitScore]) -> tuple[UnitScore, ...]:
    """The best first, those without a score at the end."""
    return tuple(sorted(found, key=lambda one: (one.score is None, -(one.score or 0), one.unit.unit_id or "")))


def reweighed(one: UnitScore, most: Mapping[str, float], settings: Settings) -> UnitScore:
    """The score as it would be with other most points of some criteria; what was reached of each stays."""
    points = []
    for each in one.points:
        new = exact(most[each.code]) if each.code in most and each.most else each.most
        ratio = new / each.most if each.most else NOTHING
        given = None if each.given is None else each.given * ratio
        points.append(dataclasses.replace(each, most=new, given=given))
    score = _score(_counted(one.unit, points), one.bonus, one.falsified, len(one.overdue))
    return dataclasses.replace(one, points=tuple(points), score=score, proposed=rated(score, one.caps, settings))


def rated(score: Fraction | None, caps: Iterable[Cap], settings: Settings) -> Rating | None:
    """The rating of an unrounded score under its caps."""
    if score is None:
        return None
    steps = (settings.rating_excellent, settings.rating_good, settings.rating_pass)
    place = next((at for at, least in enumerate(steps) if score >= exact(least)), len(steps))
    limits = {Cap.SERIOUS: RATINGS.index(Rating.PASSED), Cap.NO_MODEL: RATINGS.index(Rating.FAILED)}
    return RATINGS[max([place, *(limits[cap] for cap in caps)])]


def for_overdue(findings: int) -> Fraction:
    """What is taken off for so many overdue findings."""
    return Fraction(min(MOST_OVERDUE, PER_OVERDUE * findings))


def _rows(snapshot: Snapshot) -> Mapping[tuple[str | None, str | None], Score]:
    year = int(snapshot.settings.plan_year)
    return {(one.unit_id, one.criterion_id): one for one in snapshot.scores if one.year == year}


def _unit(year: Year, unit: Unit, rows: Mapping[tuple[str | None, str | None], Score]) -> UnitScore:
    snapshot = year.view.snapshot
    points = tuple(
        _points(year, unit, one, rows.get((unit.unit_id, one.criterion_id)))
        for one in snapshot.criteria
        if one.criterion_id
    )
    row = rows.get((unit.unit_id, TOTAL))
    overdue = year.overdue(unit)
    caps = tuple(_caps(year, unit, overdue))
    bonus = _within(row.bonus if row else None, MOST_BONUS)
    falsified = _within(row.deduction if row else None, MOST_FALSIFIED)
    score = _score(_counted(unit, points), bonus, falsified, len(overdue))
    proposed = rated(score, caps, snapshot.settings)
    return UnitScore(unit, points, row, bonus, falsified, overdue, caps, score, proposed)


def _caps(year: Year, unit: Unit, overdue: Iterable[Finding]) -> Iterable[Cap]:
    if any(one.severity is Severity.SERIOUS for one in overdue):
        yield Cap.SERIOUS
    if year.lacks_model(unit):
        yield Cap.NO_MODEL


def _within(typed: float | None, most: int) -> Fraction:
    return NOTHING if typed is None else _between(exact(typed), NOTHING, Fraction(most))


def _between(value: Fraction, least: Fraction, most: Fraction) -> Fraction:
    return max(least, min(most, value))


def _counted(unit: Unit, points: Iterable[Points]) -> tuple[Points, ...]:
    """The points that are there. For a unit that need not register those of its models, unless they lower its score:

    more done never lowers a score, so a model that nobody asked for does not either.
    """
    there = tuple(one for one in points if one.given is not None)
    others = tuple(one for one in there if one.code not in OF_MODELS)
    if unit.must_register or not others or _share(there) >= _share(others):
        return there
    return others


def _share(points: Iterable[Points]) -> Fraction:
    most = total(one.most for one in points)
    return total(one.given or NOTHING for one in points) / most if most else NOTHING


def _score(points: Iterable[Points], bonus: Fraction, falsified: Fraction, overdue: int) -> Fraction | None:
    """Σ points / Σ most × 100, with the bonus on top and what is taken off; never below 0."""
    counted = tuple(points)
    if not total(one.most for one in counted):
        return None
    return max(NOTHING, _share(counted) * HUNDRED + bonus - falsified - for_overdue(overdue))


def _points(year: Year, unit: Unit, criterion: Criterion, row: Score | None) -> Points:
    """The points by one criterion: worked out, the council's, or both."""
    code, most = criterion.criterion_id or "", exact(criterion.max_points or 0)
    if most <= 0 or (criterion.unit_types and unit.unit_type not in criterion.unit_types):
        return Points(criterion, most, None, row, None, None, How.LEFT_OUT)
    part = PARTS[code](year, unit) if code in PARTS else None
    automatic = None if part is None or part.share is None else part.share * most
    typed = None if row is None or row.points is None or code == INSPECTION else exact(row.points)
    made = Points(criterion, most, part, row, automatic, automatic, How.AUTOMATIC)
    if typed is not None and row is not None and row.reason:
        return dataclasses.replace(made, given=_between(typed, NOTHING, most), how=How.ADJUSTED)
    if part is None:
        return _councils(made, typed, NOTHING, most)
    if criterion.method is ScoringMethod.COUNCIL and code not in COMPUTED:
        return _councils(made, typed, NOTHING, most)
    if automatic is None:
        return dataclasses.replace(made, how=How.NOTHING)
    if part.council:
        return _councils(made, typed, automatic, min(most, automatic + part.council * most))
    return made


def _councils(made: Points, typed: Fraction | None, least: Fraction, most: Fraction) -> Points:
    """Points that the council gives, between what is worked out already and the most."""
    if typed is None:
        given = made.automatic or NOTHING
        return dataclasses.replace(made, given=given, how=How.WAITING, open=most - given)
    return dataclasses.replace(made, given=_between(typed, least, most), how=How.COUNCIL)
