"""Chấm điểm: what the council has tried out by 15/09. Points that follow from other tabs are left to the application."""

from collections.abc import Mapping
from datetime import date

from domain.plan_criteria import criteria
from domain.sample.models import models
from domain.sample.shorthand import YEAR, the_day
from domain.sample.units import units
from domain.tables import Score
from domain.vocabulary import UnitType
from domain.vocabulary_movement import TOTAL

_REGISTRATION, _COOPERATION = "TC2", "TC7"
_ON_TIME, _LATE = 8, 4
# The council's view of registrations, 0 to 12, by unit; of others 7.
_QUALITY = {
    "TH-23": 11,
    "CA-01": 11,
    "TR-04": 10,
    "TH-08": 10,
    "TH-03": 9,
    "TH-15": 9,
    "TH-10": 5,
    "TH-20": 4,
    "DT-04": 6,
}
_USUAL_QUALITY = 7
# Points for cooperation, 0 to 5; of others 3.
_COOPERATED = {
    "CA-01": 5,
    "CQ-01": 5,
    "DVC-01": 5,
    "MT-01": 5,
    "TH-08": 4,
    "TH-23": 4,
    "TR-04": 4,
    "TH-05": 2,
    "TH-14": 2,
}
_USUAL_COOPERATION = 3
# Villages that have scored themselves already: TC1 … TC7.
_SELF = {
    "TH-03": (9, 17, 15, 9, 15, 0, 4),
    "TH-08": (8, 18, 17, 10, 15, 5, 5),
    "TH-11": (7, 16, 16, 8, 15, 0, 4),
    "TH-23": (10, 19, 25, 10, 15, 5, 5),
}


def scores() -> tuple[Score, ...]:
    """The tab Chấm điểm, by unit and criterion; the last row of a unit is for its total."""
    codes, registered = [one.criterion_id or "" for one in criteria()], _registered()
    return tuple(
        score
        for unit in units()
        if unit.unit_id and unit.unit_type is not UnitType.LEADERSHIP
        for score in (
            *(_score(unit.unit_id, code, at, registered) for at, code in enumerate(codes)),
            _total(unit.unit_id),
        )
        if score.criterion_id in (_REGISTRATION, _COOPERATION, TOTAL) or score.self_points is not None
    )


def _score(unit_id: str, code: str, at: int, registered: Mapping[str | None, int]) -> Score:
    own = _SELF.get(unit_id)
    cooperated = _COOPERATED.get(unit_id, _USUAL_COOPERATION) if code == _COOPERATION else None
    return Score(
        year=YEAR,
        unit_id=unit_id,
        criterion_id=code,
        self_points=own[at] if own else None,
        points=registered.get(unit_id, 0) if code == _REGISTRATION else cooperated,
    )


def _registered() -> dict[str | None, int]:
    """By unit 8 for a model sent by 30/06, 4 for a later one, and what the council thinks of it."""
    first: dict[str | None, date] = {}
    for model in models():
        if model.approved and model.submitted:
            first[model.unit_id] = min(model.submitted, first.get(model.unit_id, model.submitted))
    deadline = the_day("30/06")
    return {
        unit_id: (_ON_TIME if day <= deadline else _LATE) + _QUALITY.get(unit_id or "", _USUAL_QUALITY)
        for unit_id, day in first.items()
    }


def _total(unit_id: str) -> Score:
    return Score(year=YEAR, unit_id=unit_id, criterion_id=TOTAL)
