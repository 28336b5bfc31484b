"""Record IDs: MH-2026-0007, BC-2026-Q2-0031, TT-2026-0012-1. A number is never used twice, deleted ones included."""

from collections.abc import Iterable

KINDS = {"MH": 1, "BC": 2, "KT": 3, "TT": 4, "KK": 5}
DIGITS = 4


def id_prefix(kind: str, year: int) -> str:
    """The part before the number of a yearly ID: "MH-2026-"."""
    return f"{kind}-{year}-"


def next_number(prefix: str, used: Iterable[str | None]) -> int:
    """The highest number among `used` IDs that begin with `prefix`, plus 1; 1 when there is none (O20)."""
    numbers = (_number(one, prefix) for one in used if one)
    return max((number for number in numbers if number is not None), default=0) + 1


def format_id(prefix: str, number: int) -> str:
    """`("MH-2026-", 7)` → "MH-2026-0007"."""
    return f"{prefix}{number:0{DIGITS}d}"


def lock_number(kind: str, year: int, number: int) -> int:
    """The developer metadata ID that may exist once for this record number (google-sheets.md, part three)."""
    return KINDS[kind] * 100_000_000 + (year - 2000) * 1_000_000 + number


def _number(record_id: str, prefix: str) -> int | None:
    rest = record_id.removeprefix(prefix)
    return int(rest) if rest != record_id and rest.isascii() and rest.isdigit() else None
