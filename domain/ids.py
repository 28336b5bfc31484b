"""Record IDs: MH-2026-0007, BC-2026-Q2-0031, TT-2026-0012-1. A number is never used twice, deleted ones included."""

import re
from collections.abc import Iterable

from domain.quarters import quarter_of
from domain.tables import (
    Communication,
    Difficulty,
    Exemplar,
    Feedback,
    Finding,
    Inspection,
    Model,
    Report,
    Reward,
    Row,
)

KINDS = {"MH": 1, "BC": 2, "KT": 3, "TT": 4, "KK": 5, "TTR": 6, "YK": 7, "DH": 8, "KTH": 9}
DIGITS, LONGEST = 4, 5  # digits of a number, and what one may grow to
INSPECTION = re.compile(rf"{Inspection.PREFIX}-20\d\d-\d{{4}}")
_PARTS = re.compile(r"(?P<kind>[A-Z]+)-(?P<year>\d{4})(?:-Q(?P<quarter>\d))?-(?P<first>\d+)(?:-(?P<second>\d+))?")


def series(record: Row) -> str:
    """The part before the number of the ID that a new record gets: "MH-2026-", "BC-2026-Q2-", "TT-2026-0012-".

    "" for a record of a tab without IDs. A finding must already name its inspection by ID. Raises ValueError where the
    year or the quarter that the ID needs is not known.
    """
    match record:
        case Model() | Inspection() | Exemplar() if record.year:
            return f"{record.PREFIX}-{record.year}-"
        case Report() if quarter := quarter_of(record):
            return f"{record.PREFIX}-{quarter.key}-"
        case Finding() if record.insp_id and INSPECTION.fullmatch(record.insp_id):
            return f"{record.PREFIX}-{record.insp_id.partition('-')[2]}-"
        case Difficulty() if record.raised:
            return f"{record.PREFIX}-{record.raised.year}-"
        case Communication() | Feedback() if record.date:
            return f"{record.PREFIX}-{record.date.year}-"
        case Reward() if record.proposed:
            return f"{record.PREFIX}-{record.proposed.year}-"
        case _ if record.PREFIX:
            raise ValueError(f"no ID for a record of {record.TAB} without its year, quarter or inspection")
    return ""


def next_number(prefix: str, used: Iterable[str | None]) -> int:
    """The highest number among `used` IDs that begin with `prefix`, plus 1; 1 when there is none (O20)."""
    numbers = (_number(one, prefix) for one in used if one)
    return max((number for number in numbers if number is not None), default=0) + 1


def format_id(prefix: str, number: int) -> str:
    """`("MH-2026-", 7)` → "MH-2026-0007"; findings are counted without leading zeros: `("TT-2026-0012-", 1)`."""
    return f"{prefix}{number}" if prefix.startswith(f"{Finding.PREFIX}-") else f"{prefix}{number:0{DIGITS}d}"


def lock_number(record_id: str) -> int:
    """The developer metadata ID that may exist once for this record (google-sheets.md, part three), below 2³¹.

    Kind, year and number; with the quarter of a report before the number and the inspection of a finding before its
    own. Raises ValueError for a text that is no ID.
    """
    found = _PARTS.fullmatch(record_id)
    if found is None or found["kind"] not in KINDS:
        raise ValueError(record_id)
    number = int(found["first"])
    if found["second"]:
        number = number * 100 + int(found["second"])
    number += int(found["quarter"] or 0) * 100_000
    return KINDS[found["kind"]] * 100_000_000 + (int(found["year"]) - 2000) * 1_000_000 + number


def year_of(record_id: str) -> int | None:
    """The year that an ID names: "MH-2026-0007" → 2026; None for a text that is no ID."""
    found = _PARTS.fullmatch(record_id)
    return int(found["year"]) if found and found["kind"] in KINDS else None


def _number(record_id: str, prefix: str) -> int | None:
    """A number of more digits is a slip of somebody's keyboard: counted on, it would leave no lock for the next ID."""
    rest = record_id.removeprefix(prefix)
    return int(rest) if rest != record_id and rest.isascii() and rest.isdigit() and len(rest) <= LONGEST else None
