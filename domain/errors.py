"""What can go wrong, as one-line classes. components.messages turns them into Vietnamese sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from domain.snapshot import Problem


class DvkError(Exception):
    """Any error that the application raises on purpose."""


class NotAllowed(DvkError):
    """The actor may not do this (domain.permissions)."""


class Invalid(DvkError):
    """The input breaks a rule; `problems` maps a field name to the Vietnamese sentence shown beside it."""

    def __init__(self, problems: dict[str, str]) -> None:
        super().__init__("; ".join(problems.values()))
        self.problems = problems


class Duplicate(DvkError):
    """The input looks like a record that is already there; `existing` is its ID. The person decides."""

    def __init__(self, existing: str, title: str) -> None:
        super().__init__(f"{existing}: {title}")
        self.existing, self.title = existing, title


class Doubt(DvkError):
    """The input is possible but unlikely; the argument is the question that the person answers before it is sent."""

    @property
    def question(self) -> str:
        return str(self.args[0])


@dataclass(frozen=True, slots=True)
class Difference:
    """A field in which a form and the workbook disagree: what the form showed, what it wants, what stands there now.

    Raw cell values. `mine` is None for a field that the form only showed; `asked` says which of the two it is.
    """

    field: str
    header: str
    shown: Any
    mine: Any
    theirs: Any
    asked: bool = True


class Conflict(DvkError):
    """Somebody changed the record while the form was open; the person decides field by field.

    `place` names the record as `domain.conflicts.place_of` does.
    """

    def __init__(self, place: str, differences: Sequence[Difference]) -> None:
        super().__init__(f"{place}: {', '.join(one.header for one in differences)}")
        self.place, self.differences = place, tuple(differences)


class Gone(DvkError):
    """The record is not in the workbook any more, or its ID stands there twice; the argument is the ID."""


class Mended(Gone):
    """The cell does not hold any more what was to be mended: somebody was faster; the argument says which cell."""


class StoreError(DvkError):
    """The shared workbook did not do what was asked. Nothing was changed unless a subclass says otherwise."""


class Unreachable(StoreError):
    """No answer from the spreadsheet service: network, time-out, 5xx."""


class QuotaExceeded(StoreError):
    """The service refused for now (429); waiting helps."""


class AccessDenied(StoreError):
    """The service account may not open or change the spreadsheet (401, 403)."""


class WorkbookMissing(StoreError):
    """The spreadsheet, or a tab that is needed, is not there (404, deleted tab)."""


class HeaderMissing(StoreError):
    """A required header is missing; `problems` says which tab, which header and which one looks like it."""

    def __init__(self, sentence: str = "", problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(sentence)
        self.problems = problems


class NotWritten(StoreError):
    """The write was given up and is known not to have happened."""


class Undecided(StoreError):
    """The answer to a write was lost and could not be looked up either: it may have happened."""


class FileDamaged(StoreError):
    """The embedded workbook's file cannot be read as a workbook; a copy of it can be restored."""


class QueueDamaged(StoreError):
    """The file of what waits to be written, on this machine, cannot be read as a database."""


class FileMissing(StoreError):
    """The embedded workbook's file was there and is gone; a copy of it can be restored."""


class FileBusy(StoreError):
    """The embedded workbook's file is locked by another process."""


class DiskFull(StoreError):
    """There is no room for the embedded workbook to grow."""


class FileReadOnly(StoreError):
    """The embedded workbook's file or folder may not be written."""


class DiskFailing(StoreError):
    """The disk of the embedded workbook did not read or write what it was told to."""


class OtherYear(StoreError):
    """The workbook that is named as that of the next year is another year's, or one that the chain has already."""


class NoSuchYear(DvkError):
    """The workbook of the year that is looked at cannot be shown (any more); the argument is the year."""

    @property
    def year(self) -> int:
        return int(self.args[0])


class NotConfigured(DvkError):
    """Nobody may use the application as it is set up: sign-in is missing (issue text, item 8)."""
