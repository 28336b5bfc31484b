"""What all readers of a cell share: formula errors, and how a wrong value is quoted in a sentence."""

from collections.abc import Sequence
from typing import Any
from unicodedata import category

from domain import wording
from domain.context import problem

# What an unformatted read gives for a cell whose formula failed.
FORMULA_ERRORS = frozenset(
    {"#REF!", "#N/A", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#ERROR!", "#SPILL!", "#CALC!"}
)
LONGEST_QUOTE = 60  # characters
LONGEST_VALUE = 200  # characters of a raw value that a problem shows
UNSEEN = frozenset({"Cc", "Cf", "Cs"})


def refuse_formula_error(raw: Any) -> None:
    """Raises for "#REF!" and the like; any other value passes (row 48)."""
    if isinstance(raw, str) and "#" in raw and raw.strip().upper() in FORMULA_ERRORS:
        raise problem(wording.FORMULA_ERROR.format(raw.strip().upper()), wording.FORMULA_REMEDY)


def shown(raw: Any) -> str:
    """A value as a message quotes it: one line, cut, and free of what cannot be encoded."""
    if isinstance(raw, int) and raw.bit_length() > LONGEST_QUOTE:
        return "…"  # Python refuses to print integers of some thousand digits
    text = " ".join(str(raw).encode("utf-8", "replace").decode("utf-8").split())
    return text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 1] + "…"


def raw_text(raw: Any) -> str:
    """A raw value as a problem shows it: cut, and free of what cannot be encoded."""
    if isinstance(raw, int) and raw.bit_length() > LONGEST_VALUE:
        return shown(raw)
    whole = isinstance(raw, float) and raw.is_integer() and abs(raw) < 1e15
    text = str(int(raw) if whole else raw)[:LONGEST_VALUE]
    return text.encode("utf-8", "replace").decode("utf-8")


def is_blank(raw: Any) -> bool:
    """Whether a text has nothing to be seen: spaces, direction marks, halves of surrogate pairs."""
    return isinstance(raw, str) and all(sign.isspace() or category(sign) in UNSEEN for sign in raw)


def as_told(row: Sequence[Any]) -> str:
    """What tells a raw row from any other one."""
    try:
        return repr(row)
    except ValueError:  # Python refuses to print integers of some thousand digits
        return repr([hex(cell) if type(cell) is int else cell for cell in row])
