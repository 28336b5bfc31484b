"""What all readers of a cell share: formula errors, and how a wrong value is quoted in a sentence."""

from typing import Any

from domain import wording
from domain.context import problem

# What an unformatted read gives for a cell whose formula failed.
FORMULA_ERRORS = frozenset(
    {"#REF!", "#N/A", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#ERROR!", "#SPILL!", "#CALC!"}
)
LONGEST_QUOTE = 60  # characters


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
