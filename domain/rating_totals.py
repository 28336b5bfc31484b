"""The ratings of all units as totals: what everybody may know of them, without points (permissions.visible)."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.ratios import Ratio
from domain.remembered import remembered
from domain.scoring import GOOD, RATINGS, UnitScore, scores
from domain.snapshot import Snapshot
from domain.vocabulary import UnitType
from domain.vocabulary_movement import Rating

FEWEST = 3  # units whose ratings may be told as one figure to who must not know that of each


@dataclass(frozen=True, slots=True)
class RatingTotals:
    """Units by the rating that holds (the council's, else what would follow), the best first; per type the share that
    is at least good. None among the types: several of them together, each too small to be told apart.

    `decided` of the `units` have the council's rating, `waiting` still wait for points of it. `place`: how many units
    of its type the reader's own unit has before it, and how many there are of them; None where that says nothing.
    """

    units: int
    by_rating: Mapping[Rating, int]
    by_type: Mapping[UnitType | None, Ratio]
    decided: int
    waiting: int
    place: tuple[int, int] | None = None

    @property
    def rated(self) -> bool:
        """Whether any unit has a rating."""
        return any(self.by_rating.values())


@remembered
def rating_totals(snapshot: Snapshot, own: str | None = None) -> RatingTotals:
    """The totals of a whole snapshot; with the place of the unit `own`."""
    found = scores(snapshot)
    seen = Counter(one.standing for one in found)
    kinds = dict.fromkeys(one.unit.unit_type for one in found if one.unit.unit_type)
    return RatingTotals(
        units=len(found),
        by_rating={rating: seen[rating] for rating in RATINGS},
        by_type={kind: _good([one for one in found if one.unit.unit_type is kind]) for kind in kinds},
        decided=sum(one.official is not None for one in found),
        waiting=sum(bool(one.waiting) for one in found),
        place=place(found, own),
    )


@remembered
def public_totals(snapshot: Snapshot, own: str | None = None) -> RatingTotals:
    """The totals for who must not know single units' ratings: no figure of a type stands for fewer than three units."""
    kinds: dict[UnitType | None, list[UnitScore]] = {}
    for one in scores(snapshot):
        kinds.setdefault(one.unit.unit_type, []).append(one)
    together = [kind for kind, many in kinds.items() if kind is None or len(many) < FEWEST]
    if 0 < sum(len(kinds[kind]) for kind in together) < FEWEST:
        together += sorted(kinds.keys() - set(together), key=lambda kind: (len(kinds[kind]), str(kind)))[:1]
    shown = {kind: _good(many) for kind, many in kinds.items() if kind not in together}
    rest = [one for kind in together for one in kinds[kind]]
    merged: dict[UnitType | None, Ratio] = {None: _good(rest)} if len(rest) >= FEWEST else {}
    found = rating_totals(snapshot, own)
    told = found.place if found.place is not None and found.place[1] >= FEWEST else None
    return dataclasses.replace(found, by_type={**shown, **merged}, place=told)


def totals_for(snapshot: Snapshot) -> RatingTotals:
    """The totals as the reader of `snapshot` may have them: worked out on what he does not see, if it comes to that."""
    return rating_totals(snapshot) if snapshot.ratings is None else snapshot.ratings()


def place(found: Sequence[UnitScore], unit_id: str | None) -> tuple[int, int] | None:
    """How many units of its type stand before a unit, and how many there are of them."""
    of = next((one for one in found if unit_id and one.unit.unit_id == unit_id), None)
    if of is None or of.score is None:
        return None
    alike = [one.score for one in found if one.unit.unit_type is of.unit.unit_type]
    if len(alike) < 2:
        return None
    return sum(one is not None and one > of.score for one in alike), len(alike)


def _good(many: Sequence[UnitScore]) -> Ratio:
    return Ratio(sum(one.standing in GOOD for one in many), len(many))
