"""What one cell holds, as it is stored.

`None` is an empty cell and a bare bool, number or string a value and nothing else: most cells of a workbook. A cell
with more is a dict with the keys v (value), f (formula), s (number of its format), d (number of its data
validation), n (note). Formats and validations are stored once and known by number (`sheets.local.book`).
"""

from typing import Any

from sheets.local.errors import InvalidArgument

Scalar = bool | int | float | str | None
Stored = bool | int | float | str | dict[str, Any] | None
Line = list[Stored]
"""The cells of a row; trailing empty ones are cut."""

LONGEST_TEXT = 50_000
_EXACT_INT = 2**53


def plain(number: float) -> int | float:
    """A whole number without its ".0": answers say 3, not 3.0."""
    return int(number) if number == int(number) and abs(number) < _EXACT_INT else number


def value(cell: Stored) -> Scalar:
    """The entered value; None for an empty cell and for a formula."""
    return cell.get("v") if isinstance(cell, dict) else cell


def part(cell: Stored, key: str) -> Any:
    return cell.get(key) if isinstance(cell, dict) else None


def is_filled(cell: Stored) -> bool:
    """Whether the cell has a value or a formula; a format or a note alone is no data."""
    if isinstance(cell, dict):
        return "v" in cell or "f" in cell
    return cell is not None


def with_part(cell: Stored, key: str, content: Any) -> Stored:
    """The cell with one part set, or taken away when the content is None."""
    parts = dict(cell) if isinstance(cell, dict) else {} if cell is None else {"v": cell}
    parts.pop(key, None)
    if content is not None:
        parts[key] = content
    if not parts:
        return None
    return parts["v"] if parts.keys() == {"v"} else parts


def with_value(cell: Stored, content: Scalar) -> Stored:
    """The cell with another value and everything else kept; None empties it."""
    if not isinstance(cell, dict):
        return content
    return with_part(with_part(cell, "f", None), "v", content)


def with_formula(cell: Stored, formula: str) -> Stored:
    return with_part(with_part(cell, "v", None), "f", formula)


def content_only(cell: Stored) -> Stored:
    """Value or formula without format, validation and note."""
    if not isinstance(cell, dict):
        return cell
    return {"f": cell["f"]} if "f" in cell else cell.get("v")


def with_content_of(cell: Stored, source: Stored) -> Stored:
    """The cell with the value or the formula of another one."""
    formula = part(source, "f")
    return with_value(cell, value(source)) if formula is None else with_formula(cell, formula)


def cell_at(line: Line, column: int) -> Stored:
    return line[column] if column < len(line) else None


def put_cell(line: Line, column: int, cell: Stored) -> None:
    """Put a cell into a line, which grows as needed."""
    if column >= len(line):
        line.extend([None] * (column + 1 - len(line)))
    line[column] = cell


def trimmed(line: Line) -> Line:
    """The line without the empty cells at its end."""
    end = len(line)
    while end and line[end - 1] is None:
        end -= 1
    return line[:end]


def checked_text(text: str) -> str:
    """The text, unless it is longer than a cell may be."""
    if len(text) > LONGEST_TEXT:
        message = f"Your input contains more than the maximum of {LONGEST_TEXT} characters in a single cell."
        raise InvalidArgument(message)
    return text
