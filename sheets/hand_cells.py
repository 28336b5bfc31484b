"""Cells as people type them into a grid: read as a spreadsheet reads typing, except that a formula stays text."""

import re
from typing import Any

from domain.fields import Spec
from sheets.cells import CELL_FIELDS, NUMBER_FORMATS, extended_value
from sheets.local.entered import Entered, enter
from sheets.local.errors import InvalidArgument, Unimplemented

LOCALE = "vi_VN"  # which provisioning gives the spreadsheet
LONGEST = 50_000  # characters of a cell
NO_NUMBER = re.compile(r"0\d+|\+\d{7,}")  # a code, a telephone number: as a number it would lose its beginning
VALUE_ONLY = "userEnteredValue"


def entered(text: str, spec: Spec | None) -> Entered:
    """What typing `text` into a column makes: a number, a day, a truth value, or the text itself.

    Where it is not known how the spreadsheet reads a text, and of anything that would be calculated, the text is kept.
    """
    declared = NUMBER_FORMATS.get(spec.kind) if spec else None
    if NO_NUMBER.fullmatch(text.strip()):
        return Entered(text)
    try:
        found = enter(text, LOCALE, dict(declared) if declared else None)
    except (Unimplemented, InvalidArgument):
        return Entered(text)
    return found if found.formula is None else Entered(text)


def raw_of(text: str, spec: Spec | None) -> Any:
    """What an unformatted read gives for the cell afterwards."""
    value = entered(text, spec).value
    return "" if value is None else value


def cell_of(text: str, spec: Spec | None) -> tuple[dict[str, Any], str]:
    """The CellData of a typed text and the fields of it that are written.

    A column of the application gets its number format again, or what typing gives; a person's own column keeps its.
    """
    found = entered(text, spec)
    data: dict[str, Any] = {} if found.value is None else {"userEnteredValue": extended_value(found.value)}
    look = found.number_format or (NUMBER_FORMATS.get(spec.kind) if spec else None)
    if look:
        data["userEnteredFormat"] = {"numberFormat": dict(look)}
    return data, CELL_FIELDS if look or spec else VALUE_ONLY
