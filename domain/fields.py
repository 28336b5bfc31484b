"""Field types of the workbook: what a column holds, and how tolerantly a cell is read.

A field of a record is `due: Annotated[Day, col("Hạn khắc phục", need=True)] = None`. The type (`Day`) carries its
kind and its validator from `domain.parsing`; `Column` carries what people see. Every cell is optional for the reader:
`required` is a rule for forms and for the list of data errors, not for reading (architecture, "One declaration").
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, StrEnum, auto
from functools import cache
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, GetCoreSchemaHandler, ValidationInfo
from pydantic_core import CoreSchema, core_schema

from domain import codes, days, figures, parsing
from domain.vocabulary import Tab, YesNo


class Kind(Enum):
    """What a column holds; decides number format, form widget and table column."""

    TEXT = auto()
    LONG_TEXT = auto()
    COUNT = auto()
    NUMBER = auto()
    PERCENT = auto()
    DAY = auto()
    MOMENT = auto()
    YES_NO = auto()
    LINK = auto()
    CHOICE = auto()
    CHOICES = auto()
    LIST = auto()


class Writer(Enum):
    """Who may write a column (domain/2, "Writers"). APP columns are protected and stand at the far right."""

    UNIT = "ĐV"
    FRONT = "MT"
    OFFICER = "CV"
    ADMIN = "QT"
    APP = "HT"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column as people see it.

    `header` is exact; `aliases` are other headers under which it is found. `refers` names the tab whose ID the cell
    holds, `or_refers` a second one whose ID it may hold instead. `writer` is None where the tab's own writer holds.
    `positive` asks for a value above 0, `most` for one from 0 to that. `limit` is the longest text in characters.
    """

    header: str
    aliases: tuple[str, ...] = ()
    writer: Writer | None = None
    required: bool = False
    refers: Tab | None = None
    or_refers: Tab | None = None
    limit: int | None = None
    positive: bool = False
    most: float | None = None
    hidden: bool = False
    unit: str = ""
    help: str = ""

    @property
    def tabs(self) -> tuple[Tab, ...]:
        """The tabs whose IDs the cell may hold."""
        return tuple(tab for tab in (self.refers, self.or_refers) if tab is not None)


def col(header: str, *, need: bool = False, **rest: Any) -> Column:
    """`Column(header=…, required=need, …)`: short, so that a table reads like a table."""
    return Column(header=header, required=need, **rest)


@dataclass(frozen=True, slots=True)
class OneOf:
    """The cell holds one member of `members`, in any spelling that `domain.parsing.choice` recognises."""

    members: type[StrEnum]

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return _before(lambda raw, info: parsing.choice(self.members, raw, info), handler(source))


@dataclass(frozen=True, slots=True)
class ManyOf:
    """The cell holds several members of `members`, separated by `;` or `,`."""

    members: type[StrEnum]

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return _before(lambda raw, info: parsing.choices(self.members, raw, info), handler(source))


def _before(read: Callable[[Any, ValidationInfo], Any], schema: CoreSchema) -> CoreSchema:
    return core_schema.with_info_before_validator_function(read, schema)


Text = Annotated[str | None, Kind.TEXT, BeforeValidator(parsing.text)]
LongText = Annotated[str | None, Kind.LONG_TEXT, BeforeValidator(parsing.long_text)]
Verbatim = Annotated[str | None, Kind.TEXT, BeforeValidator(parsing.verbatim)]
LongVerbatim = Annotated[str | None, Kind.LONG_TEXT, BeforeValidator(parsing.verbatim)]
Token = Annotated[str | None, Kind.TEXT, BeforeValidator(parsing.token)]
Link = Annotated[str | None, Kind.LINK, BeforeValidator(parsing.token)]
Count = Annotated[int | None, Kind.COUNT, BeforeValidator(figures.count)]
Number = Annotated[float | None, Kind.NUMBER, BeforeValidator(figures.number)]
Area = Annotated[float | None, Kind.NUMBER, BeforeValidator(figures.square_metres)]
Money = Annotated[float | None, Kind.NUMBER, BeforeValidator(figures.thousand_dong)]
Points = Annotated[float | None, Kind.NUMBER, BeforeValidator(figures.points)]
Share = Annotated[float | None, Kind.PERCENT, BeforeValidator(figures.share)]
Percent = Annotated[float | None, Kind.PERCENT, BeforeValidator(figures.percent)]
Day = Annotated[date | None, Kind.DAY, BeforeValidator(days.day)]
Due = Annotated[date | None, Kind.DAY, BeforeValidator(days.due_day)]
Moment = Annotated[datetime | None, Kind.MOMENT, BeforeValidator(days.moment)]
Bool = Annotated[bool | None, Kind.YES_NO, BeforeValidator(parsing.yes_no)]
Unit = Annotated[str | None, Kind.TEXT, BeforeValidator(parsing.unit)]
UnitList = Annotated[tuple[str, ...], Kind.LIST, BeforeValidator(parsing.unit_list)]
Partners = Annotated[tuple[str, ...], Kind.LIST, BeforeValidator(parsing.partner_list)]
UnitOrCode = Annotated[str | None, Kind.TEXT, BeforeValidator(codes.unit_or_code)]
TaskCode = Annotated[str | None, Kind.TEXT, BeforeValidator(codes.task_code)]
Code = Annotated[str | None, Kind.TEXT, BeforeValidator(codes.code)]
CodeList = Annotated[tuple[str, ...], Kind.LIST, BeforeValidator(codes.code_list)]
TextList = Annotated[tuple[str, ...], Kind.LIST, BeforeValidator(parsing.text_list)]
YearNo = Annotated[int | None, Kind.COUNT, BeforeValidator(days.year)]
QuarterNo = Annotated[str | None, Kind.CHOICE, BeforeValidator(days.quarter)]


@dataclass(frozen=True, slots=True)
class Spec:
    """A column of a table as code uses it: the attribute's name, its kind, its declaration and its allowed values."""

    name: str
    kind: Kind
    column: Column
    allowed: tuple[str, ...] = ()

    @property
    def header(self) -> str:
        return self.column.header


FIXED: dict[Kind, tuple[str, ...]] = {Kind.YES_NO: tuple(YesNo), Kind.CHOICE: days.QUARTERS}


class Declared:
    """What a record class must declare beside its fields."""

    TAB: ClassVar[Tab]
    KEY: ClassVar[tuple[str, ...]]
    PREFIX: ClassVar[str] = ""
    WRITER: ClassVar[Writer]
    TAIL: ClassVar[tuple[str, ...]] = ()


def specs(table: type[Declared]) -> tuple[Spec, ...]:
    """The columns of `table` in the order of the sheet: its own first, the application's (`TAIL`) last."""
    any_class: Any = table  # mypy takes a frozen dataclass for unhashable; its class is not
    return _specs(any_class)


@cache
def _specs(table: Any) -> tuple[Spec, ...]:
    found = {name: _spec(name, info.metadata) for name, info in table.__pydantic_fields__.items()}
    own = [spec for name, spec in found.items() if name not in table.TAIL]
    return (*own, *(found[name] for name in table.TAIL))


def _spec(name: str, metadata: list[Any]) -> Spec:
    column = next(m for m in metadata if isinstance(m, Column))
    choice = next((m for m in metadata if isinstance(m, OneOf | ManyOf)), None)
    if choice is not None:
        kind = Kind.CHOICE if isinstance(choice, OneOf) else Kind.CHOICES
        return Spec(name, kind, column, tuple(choice.members))
    kind = next(m for m in metadata if isinstance(m, Kind))
    return Spec(name, kind, column, FIXED.get(kind, ()))
