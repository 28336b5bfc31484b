"""What a spreadsheet's locale changes: separators, the order of a date, the separator of arguments.

Only locales whose habits are known here are served; another one may be set, but what depends on it is refused.
"""

from dataclasses import dataclass

from sheets.local.errors import Unimplemented


@dataclass(frozen=True)
class Locale:
    """`date` is the order of day, month and year in a date with slashes; `short_date` the default pattern, if known."""

    decimal: str
    group: str
    date: str
    argument: str
    short_date: str | None


LOCALES = {
    "en_US": Locale(".", ",", "mdy", ",", "m/d/yyyy"),
    "en_GB": Locale(".", ",", "dmy", ",", "dd/mm/yyyy"),
    "vi_VN": Locale(",", ".", "dmy", ";", None),
}


def locale(name: str) -> Locale:
    """The habits of a locale; 501 when they are not known."""
    if name not in LOCALES:
        raise Unimplemented(f"numbers and dates of the locale {name}")
    return LOCALES[name]
