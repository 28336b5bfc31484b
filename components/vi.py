"""Numbers, dates and ages as Vietnamese readers write them (design, section 4). Text out, nothing else."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

from domain.quarters import Quarter

NBSP = "\u00a0"
MINUS = "−"
UNKNOWN = "—"
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")

Numeric = int | float | Fraction


def rounded(value: Numeric, digits: int = 0) -> Decimal:
    """Half-up to `digits` decimals: 12,25 becomes 12,3, which Python's own `round` would make 12,2."""
    exact = Decimal(str(value)) if isinstance(value, float) else Decimal(value.numerator) / value.denominator
    return exact.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP) + 0


def number(value: Numeric | None, digits: int = 0) -> str:
    """`1.234,5`; a value that is not known is a dash, never 0."""
    if value is None:
        return UNKNOWN
    text = f"{rounded(value, digits):,f}".translate(str.maketrans(",.", ".,"))
    return text.replace("-", MINUS)


def exact(value: Numeric | None) -> str:
    """`2,5`, `2,25`, `1.234`: as many decimals as there are, at most two; a target of 2,5 ha is not 3 ha."""
    text = number(value, 2)
    return text.rstrip("0").rstrip(",") if "," in text else text


def percent(value: Numeric | None, digits: int = 0) -> str:
    """`75%`, without a space."""
    return UNKNOWN if value is None else f"{number(value, digits)}%"


def signed(value: Numeric, digits: int = 0) -> str:
    """`+3`, `−29` with a real minus sign, `0` for what rounds to nothing."""
    shown = rounded(value, digits)
    if shown == 0:
        return "0"
    return f"+{number(value, digits)}" if shown > 0 else number(value, digits)


def points(value: Numeric) -> str:
    """A difference in percentage points: `−29 điểm`, never `−29%`."""
    return f"{signed(value)}{NBSP}điểm"


def counted(count: int, noun: str) -> str:
    """`5 thôn chậm`: the number does not part from its noun."""
    return f"{number(count)}{NBSP}{noun}"


def day(value: date | None) -> str:
    return UNKNOWN if value is None else f"{value:%d/%m/%Y}"


def span(first: date | None, last: date | None) -> str:
    """`15/05/2026 – 15/11/2026`; an end that is not known is said in words, not left as a dash after a dash."""
    if first and last:
        return f"{day(first)} – {day(last)}"
    if first:
        return f"từ {day(first)}, chưa rõ ngày kết thúc"
    return f"đến {day(last)}, chưa rõ ngày bắt đầu" if last else "chưa rõ"


def short_day(value: date) -> str:
    return f"{value:%d/%m}"


def clock(value: datetime) -> str:
    return f"{value.astimezone(ZONE):%H:%M}"


def moment(value: datetime) -> str:
    """`09:12 15/08/2026`, in the commune's time whatever zone `value` has."""
    return f"{value.astimezone(ZONE):%H:%M %d/%m/%Y}"


def as_of(value: datetime) -> str:
    """`Số liệu lúc 09:12 15/08/2026`."""
    return f"Số liệu lúc {moment(value)}"


def duration(value: timedelta) -> str:
    """The largest whole unit: `10 giây`, `4 phút`, `2 giờ`, `3 ngày`."""
    seconds = max(0, int(value.total_seconds()))
    for size, noun in ((86_400, "ngày"), (3_600, "giờ"), (60, "phút")):
        if seconds >= size:
            return counted(seconds // size, noun)
    return counted(seconds, "giây")


def age(value: timedelta) -> str:
    return f"{duration(value)} trước"


def listing(words: Sequence[str]) -> str:
    """`a, b và c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} và {words[-1]}"


def capital(text: str) -> str:
    """The sentence with a capital first letter; unlike `str.capitalize` it leaves the other letters alone."""
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """With a capital letter and a full stop, whether it had them or not."""
    return f"{capital(text.strip().rstrip('.'))}." if text.strip() else ""


def quarter(value: Quarter) -> str:
    return f"Quý{NBSP}{value.name}"


def quarter_of_year(value: Quarter) -> str:
    return f"{quarter(value)}/{value.year}"


def within(value: Quarter) -> str:
    """`quý III/2026`, within a sentence."""
    return f"quý{NBSP}{value.name}/{value.year}"


def plain_quarter(value: Quarter) -> str:
    """`Quý III/2026` with a plain space, for files that other programs read."""
    return quarter_of_year(value).replace(NBSP, " ")
