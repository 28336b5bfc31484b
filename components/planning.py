"""Planning inspections: who looks at which quarter, and the way into the form of a coming inspection (R11)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import streamlit as st

from components import places
from domain import names
from domain.permissions import OWN_ONLY, WRITES, Actor
from domain.snapshot import Snapshot
from domain.view import QuarterView
from domain.vocabulary import InspectionKind, Tab

PLANNED = ("ngay", "loai", "mh")
"""What the address says of a form that is filled in advance."""
PART_KEY = "kiem_tra.part"
"""The choice of the part of Kiểm tra."""
AHEAD = timedelta(days=7)
WEEKEND = (5, 6)


@dataclass(frozen=True, slots=True)
class Reader:
    """Who looks at which quarter; `at` is the data time."""

    snapshot: Snapshot
    actor: Actor
    view: QuarterView
    at: datetime
    phone: bool

    @property
    def plans(self) -> bool:
        """Whether this account may plan inspections of units, and for this quarter still."""
        writes = Tab.INSPECTIONS in WRITES[self.actor.role] and self.actor.role not in OWN_ONLY
        return writes and self.view.period[1] > self.snapshot.today


def labels_of(snapshot: Snapshot) -> Mapping[str, str]:
    """The units' names by ID."""
    return {one.unit_id: names.full_label(one, snapshot.units) for one in snapshot.units if one.unit_id}


def plan(reader: Reader, unit_id: str, model_id: str = "") -> None:
    """The form of an inspection on a coming day, filled with whom it is about."""
    day = planned_day(reader.snapshot.today, reader.view.period[1])
    about = {"dv": unit_id, "mh": model_id}
    query = {"viec": places.LOG, "loai": str(InspectionKind.INSPECTION), "ngay": day.isoformat()}
    st.query_params.from_dict(query | {name: value for name, value in about.items() if value})
    st.session_state[PART_KEY] = places.LOG


def planned_day(today: date, last: date) -> date:
    """A week from today, or as near to it as the quarter allows; no Saturday or Sunday."""
    day = min(today + AHEAD, last)
    while day.weekday() in WEEKEND and day > today + timedelta(days=1):
        day -= timedelta(days=1)
    return day


def forget() -> None:
    """The form is sent, or somebody has turned to another part: the next inspection begins with a blank one."""
    for name in PLANNED:
        st.query_params.pop(name, None)
