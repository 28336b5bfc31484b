"""What an action wants to change: records to add and fields to change, decided by a rule on one state of the workbook.

A rule is pure: it gets the newest snapshot and the actor, checks who may, what is valid and which move is allowed, and
answers with a plan or raises NotAllowed, Invalid, Duplicate or Gone. `sheets.writer` carries plans out.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any

from domain.permissions import Actor
from domain.snapshot import Snapshot
from domain.tables import Row
from domain.vocabulary import Tab


class Way(Enum):
    """What a plan does to records: moves them along, writes better what a cell says already, puts back what stood.

    One that locks may do what an ordinary one may; Nhật ký calls it “Khóa kỳ”.
    """

    ORDINARY = auto()
    MENDS = auto()
    RESTORES = auto()
    LOCKS = auto()


@dataclass(frozen=True, slots=True)
class Add:
    """A new record, without its ID. `parent` = place in `Plan.adds` of the record whose new ID this one refers to.

    In a plan that restores it has its own ID, and `raw` are the cells as they stood, by field.
    """

    record: Row
    parent: int | None = None
    raw: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Edit:
    """Fields of a record that stands in the snapshot get new values; None empties a cell.

    `raw` gives some of these fields a cell value as it is, where no typed value says the same (a word in a number
    column). A record without a key that names it alone is found by its sheet row, `row`, as long as that still shows
    `cells`, its raw values.
    """

    record: Row
    values: Mapping[str, Any]
    raw: Mapping[str, Any] = field(default_factory=dict)
    row: int | None = None
    cells: Sequence[Any] = ()

    @property
    def changed(self) -> Mapping[str, Any]:
        """Only what differs from what stands there."""
        return {
            name: value
            for name, value in self.values.items()
            if name in self.raw or getattr(self.record, name) != value
        }


@dataclass(frozen=True, slots=True)
class Unmerge:
    """Cells of one column that are merged into one become cells of their own: sheet rows, the last included."""

    tab: Tab
    top: int
    bottom: int
    column: int


@dataclass(frozen=True, slots=True)
class Note:
    """An entry that a plan leaves in Nhật ký beside those about its records: a text about something of its own."""

    tab: Tab
    record_id: str
    column: str
    text: str


@dataclass(frozen=True, slots=True)
class Plan:
    """One operation: all of it happens or nothing. The order of `adds` is the order of the IDs in the answer.

    `unmerges` come before everything else; they are refused where no such merge is, and all of the plan with them.
    `notes` go out with what is added and changed, never alone.
    """

    adds: tuple[Add, ...] = ()
    edits: tuple[Edit, ...] = ()
    way: Way = Way.ORDINARY
    unmerges: tuple[Unmerge, ...] = ()
    notes: tuple[Note, ...] = ()


Rule = Callable[[Snapshot, Actor], Plan]
