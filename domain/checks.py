"""What must hold between rows: IDs that exist and stand once, reports and models that are not counted twice.

A row that would be counted twice is left out of the records (never deleted from the sheet) and named.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any, NamedTuple, cast

from domain import check_wording as wording
from domain import ids, names
from domain.fields import specs
from domain.lifecycle import VALID_REPORT
from domain.quarters import ROMAN
from domain.row_checks import ERROR, WARNING, Fault, without
from domain.tables import DATA_TABLES, Model, Report, Row, Unit, VillageSum
from domain.vocabulary import ModelState, ReportState, ReportType, Tab, UnitType
from domain.vocabulary_movement import TOTAL

NEVER = datetime.max.replace(tzinfo=UTC)  # a row without Cập nhật lúc was typed by hand, after the one it copies
RESOLVED = ((), (Tab.UNITS,), (Tab.CATALOGUE,))  # when the cell is read
REFERENCES = {
    table: tuple((spec.name, spec.column.tabs) for spec in specs(table) if spec.column.tabs not in RESOLVED)
    for table in DATA_TABLES
}
PARENT = "parent_id"
CUMULATIVE = ("prog_self", "kpi_cum", "hh_cum")
REPORT_RANK = {ReportState.CONFIRMED: 0, ReportState.SUBMITTED: 1, ReportState.RETURNED: 2, ReportState.DRAFT: 3}


class Entry(NamedTuple):
    """A record where it stands: sheet row (1-based, the header is 1) and key ("|"-joined), None without one."""

    row: int
    record: Row
    key: str | None


@dataclass(frozen=True, slots=True)
class Placed:
    """A fault with its place."""

    entry: Entry
    fault: Fault


Entries = dict[Tab, list[Entry]]


def reviewed(entries: Mapping[Tab, Sequence[Entry]]) -> tuple[Entries, list[Placed]]:
    """The entries that count, each without the cells that break a rule between rows, and all that was found."""
    kept: Entries = {tab: list(many) for tab, many in entries.items()}
    found: list[Placed] = []
    for table in DATA_TABLES:
        kept[table.TAB], copies = _unique(table, kept[table.TAB])
        found += copies
    known = {tab: {entry.key for entry in many} for tab, many in kept.items()}
    known[Tab.CRITERIA].add(TOTAL)
    for table in DATA_TABLES:
        found += _dangling(table, kept[table.TAB], known)
    for rule in (_same_titles, _same_reports, _falling_figures, _too_many_households):
        found += rule(kept)
    return kept, found


def _unique(table: type[Row], entries: list[Entry]) -> tuple[list[Entry], list[Placed]]:
    """Of rows with one ID the older `Cập nhật lúc` keeps it; the others are left out and named (data model, "IDs").

    Before that the higher version: where a row was copied whole, what the application has saved since is in one of the
    two only, and a stale copy must not take its place.
    """
    first: dict[str, Entry] = {}
    several: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.key is not None and first.setdefault(entry.key.casefold(), entry) is not entry:
            several.setdefault(entry.key.casefold(), [first[entry.key.casefold()]]).append(entry)
    copies: dict[int, Placed] = {}
    for many in several.values():
        kept, *rest = sorted(many, key=_oldest)
        copies |= {entry.row: _copy(table, entry, kept) for entry in rest}
    return _without_rows(entries, copies), list(copies.values())


def _oldest(entry: Entry) -> tuple[int, datetime, int]:
    """A version counts only where `_rev` says that it is this ID's: an ID may have been typed over another one."""
    record = entry.record
    own = (record.rev or "").partition("#")[0] == entry.key
    return -(record.version or 0) if own else 0, record.updated_at or NEVER, entry.row


def _copy(table: type[Row], entry: Entry, first: Entry) -> Placed:
    said, remedy = (
        (wording.SAME_ID, wording.SAME_ID_REMEDY) if table.PREFIX else (wording.SAME_KEY, wording.SAME_KEY_REMEDY)
    )
    fault = Fault(table.KEY[0], entry.key or "", ERROR, said.format(entry.key, first.row), remedy, whole=True)
    return Placed(entry, fault)


def _dangling(table: type[Row], entries: list[Entry], known: Mapping[Tab, set[str | None]]) -> Iterator[Placed]:
    """References to IDs that are not there; the cell is left out. Units are resolved when a cell is read."""
    for name, tabs in REFERENCES[table]:
        there = known[tabs[0]] if len(tabs) == 1 else known[tabs[0]] | known[tabs[1]]
        for place, entry in enumerate(entries):
            value = getattr(entry.record, name)
            if not value or value in there:
                continue
            strangers = [one for one in (value if isinstance(value, tuple) else (value,)) if one not in there]
            if strangers and not (name == PARENT and of_earlier_year(entry.record)):
                entries[place] = entry._replace(record=_without_ids(entry.record, name, strangers))
                remedy = wording.UNKNOWN_ID_REMEDY.format(wording.OR_TAB.join(tabs))
                fault = Fault(name, "; ".join(strangers), ERROR, wording.UNKNOWN_ID, remedy, drop=True)
                yield Placed(entry, fault)


def of_earlier_year(record: Row) -> bool:
    """Whether a model goes on from one of an earlier year: that one stands in the workbook of its own year."""
    if not isinstance(record, Model) or record.year is None:
        return False
    year = ids.year_of(record.parent_id or "")
    return year is not None and year < record.year


def _without_ids(record: Row, name: str, strangers: Sequence[str]) -> Row:
    value: Any = getattr(record, name)
    if not isinstance(value, tuple):
        return without(record, [name])
    kept: dict[str, Any] = {name: tuple(one for one in value if one not in strangers)}
    return replace(record, **kept)


def _same_titles(kept: Entries) -> Iterator[Placed]:
    """A unit's second model of one year with the same title is kept out of counts until resolved (row 45)."""
    first: dict[tuple[str, int | None, str], Entry] = {}
    copies: dict[int, Placed] = {}
    for entry in sorted(kept[Tab.MODELS], key=_registered_first):
        model = cast(Model, entry.record)
        if not model.unit_id or not model.title or model.state is ModelState.WITHDRAWN or model.withdrawn:
            continue
        other = first.setdefault((model.unit_id, model.year, names.folded(model.title)), entry)
        if other is not entry:
            message = wording.SAME_TITLE.format(other.key or f"#{other.row}")
            fault = Fault("title", model.title, ERROR, message, wording.SAME_TITLE_REMEDY, whole=True)
            copies[entry.row] = Placed(entry, fault)
    kept[Tab.MODELS] = _without_rows(kept[Tab.MODELS], copies)
    yield from copies.values()


def _registered_first(entry: Entry) -> tuple[bool, date, str, int]:
    """Approved models before others, older registrations before younger ones."""
    model = cast(Model, entry.record)
    return model.approved is None, model.submitted or date.max, entry.key or "~", entry.row


def _same_reports(kept: Entries) -> Iterator[Placed]:
    """Of periodic reports of one model and quarter the newest confirmed, else submitted one counts (row 46)."""
    first: dict[tuple[str, int, str], Entry] = {}
    several: dict[tuple[str, int, str], list[Entry]] = {}
    for entry in kept[Tab.REPORTS]:
        report = cast(Report, entry.record)
        if report.rtype is ReportType.PERIODIC and report.model_id and report.year and report.quarter:
            key = (report.model_id, report.year, report.quarter)
            if first.setdefault(key, entry) is not entry:
                several.setdefault(key, [first[key]]).append(entry)
    copies = {entry.row: placed for many in several.values() for entry, placed in _uncounted(many)}
    kept[Tab.REPORTS] = _without_rows(kept[Tab.REPORTS], copies)
    yield from copies.values()


def _uncounted(many: Iterable[Entry]) -> Iterator[tuple[Entry, Placed]]:
    counted, *others = sorted(sorted(many, key=_handed_in, reverse=True), key=_rank)
    remedy = wording.SAME_REPORT_REMEDY.format(counted.key or f"#{counted.row}")
    for entry in others:
        yield entry, Placed(entry, Fault("quarter", entry.key or "", ERROR, wording.SAME_REPORT, remedy, whole=True))


def _rank(entry: Entry) -> int:
    state = cast(Report, entry.record).rstatus
    return REPORT_RANK[state] if state else len(REPORT_RANK)


def _handed_in(entry: Entry) -> tuple[date, int]:
    return cast(Report, entry.record).submitted or date.min, entry.row


def _falling_figures(kept: Entries) -> Iterator[Placed]:
    """A cumulative figure lower than in an earlier quarter: kept, but asked about (row 30)."""
    by_model: dict[str, list[Entry]] = defaultdict(list)
    for entry in kept[Tab.REPORTS]:
        report = cast(Report, entry.record)
        if report.rtype is ReportType.PERIODIC and report.rstatus in VALID_REPORT and report.model_id:
            by_model[report.model_id].append(entry)
    for many in by_model.values():
        if len(many) > 1:
            ordered = sorted(many, key=_quarter)
            yield from (one for name in CUMULATIVE for one in _falls(name, ordered))


def _quarter(entry: Entry) -> tuple[int, int]:
    report = cast(Report, entry.record)
    return report.year or 0, ROMAN.index(report.quarter) if report.quarter in ROMAN else -1


def _falls(name: str, ordered: Iterable[Entry]) -> Iterator[Placed]:
    before: float | None = None
    for entry in ordered:
        value = getattr(entry.record, name)
        if value is not None and before is not None and value < before:
            message = wording.CUMULATIVE_FALLS.format(_vi(before), _vi(value))
            yield Placed(entry, Fault(name, _vi(value), WARNING, message, wording.CUMULATIVE_REMEDY))
        before = before if value is None else value


def _too_many_households(kept: Entries) -> Iterator[Placed]:
    """More households in models than the village has (row 29): left out."""
    units = {entry.key: cast(Unit, entry.record) for entry in kept[Tab.UNITS]}
    entries = kept[Tab.VILLAGE_SUMS]
    for place, entry in enumerate(entries):
        row = cast(VillageSum, entry.record)
        unit = units.get(row.unit_id)
        total = unit.households if unit and unit.unit_type is UnitType.VILLAGE else None
        if row.hh_any is None or total is None or row.hh_any <= total:
            continue
        entries[place] = entry._replace(record=without(row, ["hh_any"]))
        message = wording.TOO_MANY_HOUSEHOLDS.format(row.hh_any, total)
        remedy = wording.TOO_MANY_HOUSEHOLDS_REMEDY.format(Tab.UNITS)
        yield Placed(entry, Fault("hh_any", str(row.hh_any), ERROR, message, remedy, drop=True))


def _without_rows(entries: list[Entry], rows: Mapping[int, Placed]) -> list[Entry]:
    return [entry for entry in entries if entry.row not in rows] if rows else entries


def _vi(value: float) -> str:
    return f"{value:g}".replace(".", ",")
