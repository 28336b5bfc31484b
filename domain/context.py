"""What the reader of a single cell may know of its surroundings, and where it leaves its warnings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from pydantic import ValidationInfo
from pydantic_core import PydanticCustomError

if TYPE_CHECKING:
    from domain.names import UnitNames


@dataclass(frozen=True, slots=True)
class Warned:
    """A cell that was read by a strong guess: field name, sentence, remedy, and what says the same without a guess."""

    field: str
    message: str
    remedy: str = ""
    suggestion: str = ""


@dataclass(slots=True)
class Context:
    """Passed to validation as its context. Everything may be missing: then names stay text and nothing is guessed.

    `catalogue` gives for a class of allowed values the commune's own spellings (matching key → value). `row_year` is
    the year in the row's column Năm, `year` that one or else the plan's, for days typed without a year.
    """

    names: UnitNames | None = None
    catalogue: Mapping[type[StrEnum], Mapping[str, str]] = field(default_factory=dict)
    year: int | None = None
    row_year: int | None = None
    warnings: list[Warned] = field(default_factory=list)


def context_of(info: ValidationInfo) -> Context | None:
    """The context that the caller passed, None for values that come from code or a form."""
    return info.context if isinstance(info.context, Context) else None


def warn(info: ValidationInfo, message: str, remedy: str = "", suggestion: str = "") -> None:
    """Notes that the cell was read by a guess. Without a context nobody asked."""
    context = context_of(info)
    if context is not None:
        context.warnings.append(Warned(info.field_name or "", message, remedy, suggestion))


def problem(message: str, remedy: str = "", suggestion: str = "") -> PydanticCustomError:
    """The error to raise for a cell that cannot be read; `remedy` is for "Cách sửa".

    `suggestion` = what may be typed in its place, as a person would; only where one thing is likely.
    """
    return PydanticCustomError("cell", "{message}", {"message": message, "remedy": remedy, "suggestion": suggestion})
