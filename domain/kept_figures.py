"""The figures of a quarter as they were when it was locked: kept in Nhật ký, read from there, compared with today's.

One cell for the commune and one for each unit, as JSON: of every indicator its value, numerator and denominator, and
what else is a plain figure of it. Lists of records are left out: they are found through the history.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from domain.indicator_values import Json
from domain.indicators import indicators
from domain.plans import Note
from domain.quarters import Quarter
from domain.remembered import remembered
from domain.snapshot import Snapshot
from domain.tables import HistoryEntry
from domain.vocabulary import KEPT_FIGURES, WHOLE_COMMUNE, HistoryAction, Tab

UNIT_CODES = frozenset(
    {"I6", "I7", "I8", "I8b", "I9", "I12", "I12b", "I13", "I15a", "I15b", "I17", "I17b", "I18"}
)  # fmt: skip
COMPARED = ("value", "numerator", "denominator", "by_field")
PLAIN = (str, int, float, bool, type(None))
LONGEST = 49_000  # characters of a cell


@dataclass(frozen=True, slots=True)
class Kept:
    """The figures of one locking: `{"as_of", "quarter", "commune": {code: …}, "units": {unit_id: {code: …}}}`."""

    quarter: Quarter
    at: datetime | None
    by: str
    op: str
    figures: Json


@dataclass(frozen=True, slots=True)
class Moved:
    """An indicator that is not any more what was kept; of a unit, or (None) of the commune. {}: not counted."""

    unit_id: str | None
    code: str
    then: Json
    now: Json


@remembered
def figures_now(snapshot: Snapshot, quarter: Quarter) -> Json:
    """What would be kept of a quarter now."""
    found = indicators(snapshot, quarter)
    return {
        "as_of": found["as_of"],
        "quarter": found["quarter"],
        "commune": {code: _plain(code, one) for code, one in found["commune"].items()},
        "units": {
            unit_id: {code: _plain(code, one) for code, one in codes.items() if code in UNIT_CODES}
            for unit_id, codes in found["units"].items()
        },
    }


def _plain(code: str, found: Mapping[str, Any]) -> Json:
    plain: Json = {name: value for name, value in found.items() if isinstance(value, PLAIN)}
    if code == "I16":
        plain["by_field"] = {field: one["numerator"] for field, one in found["by_field"].items()}
    return plain


def notes(snapshot: Snapshot, quarter: Quarter) -> tuple[Note, ...]:
    """What goes into Nhật ký with the lock."""
    found = figures_now(snapshot, quarter)
    head = {"as_of": found["as_of"], "quarter": found["quarter"]}
    parts = {WHOLE_COMMUNE: found["commune"], **found["units"]}
    return tuple(
        Note(Tab.SETTINGS, quarter.key, f"{KEPT_FIGURES}: {whose}", _text({**head, "figures": codes}))
        for whose, codes in parts.items()
    )


def _text(figures: Json) -> str:
    text = json.dumps(figures, ensure_ascii=False, separators=(",", ":"))
    if len(text) > LONGEST:
        raise OverflowError(f"{len(text)} characters do not fit into a cell")
    return text


def kept(entries: Iterable[HistoryEntry], quarter: Quarter) -> tuple[Kept, ...]:
    """All sets that Nhật ký has of a quarter, the newest first. What people have spoilt there is left out."""
    of = sorted((one for one in entries if _is_figures(one, quarter)), key=lambda one: (str(one.at), one.op_id or ""))
    found = []
    for (_, op), many in groupby(of, key=lambda one: (str(one.at), one.op_id or "")):
        rows = list(many)
        figures = _read(rows, quarter)
        if figures["commune"]:
            found.append(Kept(quarter, rows[0].at, rows[0].by or "", op, figures))
    return tuple(reversed(found))


def _is_figures(entry: HistoryEntry, quarter: Quarter) -> bool:
    marked = (entry.action, entry.tab, entry.record_id) == (HistoryAction.LOCK_PERIOD, Tab.SETTINGS, quarter.key)
    return marked and (entry.column or "").startswith(f"{KEPT_FIGURES}: ")


def _read(rows: Iterable[HistoryEntry], quarter: Quarter) -> Json:
    figures: Json = {"as_of": None, "quarter": quarter.key, "commune": {}, "units": {}}
    for row in rows:
        cell = _json(row.new)
        whose, codes = (row.column or "").partition(": ")[2], cell.get("figures")
        if not isinstance(codes, dict) or not all(isinstance(one, dict) for one in codes.values()):
            continue
        figures["as_of"] = figures["as_of"] or cell.get("as_of")
        if whose == WHOLE_COMMUNE:
            figures["commune"] = codes
        else:
            figures["units"][whose] = codes
    return figures


def _json(text: str | None) -> Json:
    try:
        found = json.loads(text or "")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def moved(then: Json, now: Json) -> tuple[Moved, ...]:
    """The indicators in which two sets differ, the commune's first, then by unit."""
    units = dict.fromkeys((*then["units"], *now["units"]))
    commune = _moved(None, then["commune"], now["commune"])
    return (*commune, *(one for unit in units for one in _of_unit(unit, then, now)))


def _of_unit(unit_id: str, then: Json, now: Json) -> Iterator[Moved]:
    yield from _moved(unit_id, then["units"].get(unit_id, {}), now["units"].get(unit_id, {}))


def _moved(unit_id: str | None, then: Json, now: Json) -> Iterator[Moved]:
    for code in dict.fromkeys((*then, *now)):
        before, after = then.get(code, {}), now.get(code, {})
        if any(before.get(name) != after.get(name) for name in COMPARED):
            yield Moved(unit_id, code, before, after)
