"""A year of the movement as a visitor may choose it: which years there are, which one is shown, which is usual."""

from __future__ import annotations

from dataclasses import dataclass

from domain.errors import DvkError


@dataclass(frozen=True, slots=True)
class YearSeen:
    """A workbook of the chain. `shown`: looked at in this run; `usual`: shown to whoever asks for none.

    `error` = why it cannot be opened; the other years go on. `read`: its figures are known.
    """

    number: int
    shown: bool = False
    usual: bool = False
    read: bool = True
    error: DvkError | None = None
