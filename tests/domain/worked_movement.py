"""Random rows of the tabs around the models, for properties that must hold on any workbook."""

from collections.abc import Callable
from datetime import date
from typing import Any

from hypothesis import strategies as st

from domain.tables import Communication, Exemplar, Feedback, Reward, ServiceFigure, Task
from domain.vocabulary import BaNhat
from domain.vocabulary_movement import (
    Acceptance,
    Audience,
    Channel,
    CommunicationKind,
    ExemplarKind,
    ExemplarResult,
    FeedbackKind,
    QuantityUnit,
    Repeat,
    ServiceIndicator,
    TaskState,
)

DAYS = st.dates(date(2026, 4, 1), date(2026, 12, 31))
MAYBE = st.none() | DAYS
UNITS = st.sampled_from(["TH-01", "TH-02", "CA-01", "MT-01", "TR-01", None])
NUMBER = st.none() | st.integers(0, 30)
SUBJECTS = st.lists(st.sampled_from(["M0", "M1", "E0", "E1"]), max_size=2).map(tuple)


Rows = st.SearchStrategy[tuple[Any, ...]]


def rows(build: Callable[..., Any], most: int = 6, **fields: st.SearchStrategy[Any]) -> Rows:
    """Some records, numbered."""
    return st.lists(st.fixed_dictionaries(fields), max_size=most).map(
        lambda found: tuple(build(at, **one) for at, one in enumerate(found))
    )


def many(words: Any) -> Rows:
    return st.lists(st.sampled_from(list(words)), max_size=2, unique=True).map(tuple)


def _task(at: int, *, code: int, due: date | None, **more: Any) -> Task:
    return Task(task_id=f"NV-{code:02d}", instance_id=f"NV-{code:02d}/{at}", year=2026, due=due, **more)


MOVEMENT = st.fixed_dictionaries({
    "communications": rows(
        lambda at, **more: Communication(comm_id=f"C{at}", **more), most=10, date=MAYBE, unit_id=UNITS,
        kind=st.sampled_from([None, *CommunicationKind]), channel=st.sampled_from([None, *Channel]),
        audience=many(Audience), qty=NUMBER, qty_unit=st.sampled_from([None, *QuantityUnit]), attended=NUMBER,
        invited=NUMBER, integrated=st.none() | st.booleans(), partners=many(["TH-02", "MT-01", "TR-01"]),
        ba_nhat=many(BaNhat), subject_ids=SUBJECTS,
    ),
    "service_figures": st.lists(st.sampled_from([(q, c) for q in ("II", "III") for c in ServiceIndicator]), unique=True)
    .flatmap(
        lambda keys: st.tuples(*(
            st.builds(
                lambda key, *cells: ServiceFigure(
                    year=2026, quarter=key[0], code=key[1], received=cells[0], planned=cells[1], done=cells[2],
                    on_time=cells[3],
                ),
                st.just(key), NUMBER, NUMBER, NUMBER, NUMBER,
            )
            for key in keys
        ))
    ),
    "feedback": rows(
        lambda at, **more: Feedback(feedback_id=f"F{at}", **more), date=MAYBE, unit_id=UNITS, reply_due=MAYBE,
        replied=MAYBE, kind=st.sampled_from(FeedbackKind), acceptance=st.sampled_from([None, *Acceptance]),
    ),
    "exemplars": rows(
        lambda at, **more: Exemplar(exemplar_id=f"E{at}", **more), year=st.sampled_from([None, 2025, 2026]),
        unit_id=UNITS, proposed=MAYBE, answered=MAYBE, meeting=MAYBE, kind=st.sampled_from(ExemplarKind),
        result=st.sampled_from([None, *ExemplarResult]), model_id=st.sampled_from([None, "M0", "M1"]),
        approval=st.none() | st.just(90.0),
    ),
    "rewards": rows(
        lambda at, **more: Reward(reward_id=f"R{at}", **more), proposed=MAYBE, decided=MAYBE,
        exemplar_id=st.sampled_from([None, "E0"]), ad_hoc=st.none() | st.booleans(),
        decision_no=st.sampled_from([None, "1"]),
    ),
    "tasks": rows(
        _task, most=25, code=st.integers(1, 43), due=MAYBE, unit_id=UNITS, done=MAYBE,
        state=st.sampled_from([None, *TaskState]), repeat=st.sampled_from(Repeat),
    ),
})  # fmt: skip
