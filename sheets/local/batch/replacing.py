"""The request findReplace.

Source: FindReplaceRequest and FindReplaceResponse of the Sheets API.
"""

import re
from dataclasses import dataclass
from typing import Any

from sheets.local import cells, entered
from sheets.local.a1 import Area
from sheets.local.batch.step import Step
from sheets.local.cells import Line, Stored
from sheets.local.errors import InvalidArgument, Unimplemented
from sheets.local.sheet import Sheet
from sheets.local.view import View

Json = dict[str, Any]

_FIELDS = {"find", "replacement", "matchCase", "matchEntireCell", "range", "sheetId", "allSheets"}
_REFUSED = {"searchByRegex", "includeFormulas"}


@dataclass
class Counts:
    """What a FindReplaceResponse tells; counts of 0 are left out of it."""

    values: int = 0
    rows: int = 0
    sheets: int = 0
    occurrences: int = 0

    def reply(self) -> Json:
        named = {
            "valuesChanged": self.values,
            "rowsChanged": self.rows,
            "sheetsChanged": self.sheets,
            "occurrencesChanged": self.occurrences,
        }
        return {name: count for name, count in named.items() if count}


def find_replace(step: Step) -> Json:
    """findReplace: in texts, and told how often.

    A match in a number, a date or a formula gets 501, and so does a replacement after which the cell would no longer
    be a text: how Google reads such a cell anew is not known.
    """
    step.check(step.given, "", _FIELDS, _REFUSED)
    if not step.given.get("find"):
        raise InvalidArgument("find must be specified")
    pattern = _pattern(step.given)
    view, counts = View(step.book), Counts()
    for sheet, area in _places(step):
        before = counts.rows
        sheet.grid.write_all(_changed(step, view, sheet, area, pattern, counts))
        counts.sheets += counts.rows > before
    return counts.reply()


def _pattern(given: Json) -> re.Pattern[str]:
    text = re.escape(given["find"])
    if given.get("matchEntireCell"):
        text = rf"\A{text}\Z"
    return re.compile(text, re.NOFLAG if given.get("matchCase") else re.IGNORECASE)


def _places(step: Step) -> list[tuple[Sheet, Area]]:
    """Where to look: a range, a sheet, or everywhere; exactly one of them must be given."""
    chosen = [name for name in ("range", "sheetId", "allSheets") if name in step.given]
    if len(chosen) != 1:
        raise InvalidArgument("Exactly one of range, sheetId or allSheets must be specified.")
    if chosen == ["range"]:
        return [step.area()]
    if chosen == ["sheetId"]:
        sheet = step.sheet(step.given["sheetId"])
        return [(sheet, sheet.whole)]
    return [(sheet, sheet.whole) for sheet in step.book.sheets]


def _changed(
    step: Step, view: View, sheet: Sheet, area: Area, pattern: re.Pattern[str], counts: Counts
) -> list[tuple[int, Line]]:
    """The rows in which something was replaced."""
    changed = []
    for row, line in sheet.grid.lines(area.top, area.bottom):
        found = 0
        for column, cell in enumerate(line[area.left : area.right], area.left):
            if not cells.is_filled(cell) or not pattern.search(view.shown(sheet, row, column, cell)):
                continue
            line[column], times = _replaced(step, cell, pattern)
            found += 1
            counts.occurrences += times
        if found:
            changed.append((row, line))
        counts.values += found
    counts.rows += len(changed)
    return changed


def _replaced(step: Step, cell: Stored, pattern: re.Pattern[str]) -> tuple[Stored, int]:
    old = cells.value(cell)
    if not isinstance(old, str):
        raise Unimplemented("replacing within numbers, dates and formulas")
    new, times = pattern.subn(lambda _: step.given.get("replacement", ""), old)
    if new and entered.enter(new, step.book.locale) != entered.Entered(new):
        raise Unimplemented("a replacement after which a cell is no longer a text")
    return cells.with_value(cell, cells.checked_text(new) or None), times
