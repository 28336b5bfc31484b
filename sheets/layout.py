"""What a tab of the workbook should look like, and the requests for what is missing of it. Nothing is ever taken away.

Protection is `warningOnly`: a real one would keep people from sorting or deleting rows, which they may, and never binds
the owner of the file (google-sheets.md, part one, "Structure"). Dropdowns are not strict: people paste, and reading
names what is wrong. Lists of several values get no dropdown, the API cannot make one.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from domain import codec
from domain.fields import Declared, Kind, Spec, Writer, specs
from domain.note_wording import header_note
from sheets.cells import NUMBER_FORMATS
from sheets.locks import number_of
from sheets.workbook import Json, Request

JOURNAL_COLUMNS = 160  # room for a row of the widest tab and its titles beside the marks
ROWS = 1000  # of a new tab; appending adds more
MARK = "dvk:app"  # description of the protected ranges of the application
HEADER_FORMAT = {"textFormat": {"bold": True}, "wrapStrategy": "WRAP", "verticalAlignment": "MIDDLE"}
DROPDOWNS = (Kind.CHOICE, Kind.YES_NO)


@dataclass(frozen=True, slots=True)
class Found:
    """A tab as it stands. `cells` = CellData of rows 1 and 2; `width` = columns that hold anything."""

    gid: int
    columns: int = 0
    frozen: bool = False
    protected: bool = False
    width: int = 0
    cells: Sequence[Sequence[Json]] = ((), ())
    hidden: frozenset[int] = frozenset()
    titles: Sequence[Any] = field(default=())

    @classmethod
    def read(cls, sheet: Json, grid: Sequence[Sequence[Any]]) -> "Found":
        """From a sheet of spreadsheets.get (rows 1 and 2) and the raw values of the tab."""
        properties = sheet["properties"]
        data: Json = next(iter(sheet.get("data", ())), {})
        rows = [row.get("values", []) for row in data.get("rowData", ())]
        marks = [one.get("description") for one in sheet.get("protectedRanges", ())]
        return cls(
            gid=properties.get("sheetId", 0),
            columns=properties.get("gridProperties", {}).get("columnCount", 0),
            frozen=bool(properties.get("gridProperties", {}).get("frozenRowCount")),
            protected=MARK in marks,
            width=max((len(row) for row in grid), default=0),
            cells=[*rows, [], []][:2],
            hidden=frozenset(i for i, one in enumerate(data.get("columnMetadata", ())) if one.get("hiddenByUser")),
            titles=grid[0] if grid else (),
        )

    def cell(self, row: int, column: int) -> Json:
        cells = self.cells[row]
        return cells[column] if column < len(cells) else {}


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that is missing, as an English line for whoever runs the command, with the requests that add it."""

    text: str
    requests: tuple[Request, ...]


def new_sheet(title: str, columns: int, *, hidden: bool = False) -> Request:
    """A tab with a chosen sheet id: of two processes that add it at once, the second fails as a whole."""
    grid = {"rowCount": ROWS, "columnCount": columns, "frozenRowCount": 1}
    properties = {"sheetId": number_of(title), "title": title, "hidden": hidden, "gridProperties": grid}
    return {"addSheet": {"properties": properties}}


def missing_parts(table: type[Declared], found: Found) -> Iterator[Step]:
    """What `found` lacks of `table`."""
    at = places(table, found)
    added = [spec for spec in specs(table) if at[spec.name] >= found.width]
    if added:
        yield _headers(table, added, found)
    if not found.frozen:
        yield Step(f"{table.TAB}: freeze the header row", (_freeze(found.gid),))
    lacks = [lack for spec in specs(table) for lack in _column(table, spec, at[spec.name], found)]
    for what in dict.fromkeys(lack.what for lack in lacks):
        same = [lack for lack in lacks if lack.what == what]
        headers = ", ".join(lack.header for lack in same)
        yield Step(f"{table.TAB}: {what} {headers}", tuple(lack.request for lack in same))
    if not found.protected or any(_by_app(table, spec) for spec in added):
        shut = {at[spec.name] for spec in (specs(table) if not found.protected else added) if _by_app(table, spec)}
        yield Step(f"{table.TAB}: protect the application's columns", tuple(_protect(found.gid, shut)))


def places(table: type[Declared], found: Found) -> dict[str, int]:
    """Columns by field name: where the headers stand, and for missing ones the right end."""
    known = codec.header_map(table, list(found.titles)) if found.titles else {}
    added = (spec.name for spec in specs(table) if spec.name not in known)
    return {**known, **{name: found.width + i for i, name in enumerate(added)}}


def _by_app(table: type[Declared], spec: Spec) -> bool:
    return (spec.column.writer or table.WRITER) is Writer.APP


def _headers(table: type[Declared], added: Sequence[Spec], found: Found) -> Step:
    cells = [{"userEnteredValue": {"stringValue": s.header}, "userEnteredFormat": HEADER_FORMAT} for s in added]
    start = {"sheetId": found.gid, "rowIndex": 0, "columnIndex": found.width}
    fields = "userEnteredValue,userEnteredFormat(textFormat.bold,wrapStrategy,verticalAlignment)"
    requests: list[Request] = [{"updateCells": {"start": start, "rows": [{"values": cells}], "fields": fields}}]
    lacking = found.width + len(added) - found.columns
    if lacking > 0:
        requests.insert(0, {"appendDimension": {"sheetId": found.gid, "dimension": "COLUMNS", "length": lacking}})
    return Step(f"{table.TAB}: add header {', '.join(spec.header for spec in added)}", tuple(requests))


def _freeze(gid: int) -> Request:
    properties = {"sheetId": gid, "gridProperties": {"frozenRowCount": 1}}
    return {"updateSheetProperties": {"properties": properties, "fields": "gridProperties.frozenRowCount"}}


@dataclass(frozen=True, slots=True)
class _Lack:
    """Something that one column lacks."""

    what: str
    header: str
    request: Request


def _column(table: type[Declared], spec: Spec, column: int, found: Found) -> Iterator[_Lack]:
    """Note, dropdown, number format and hiding of one column, each where there is none yet."""
    head, first = found.cell(0, column), found.cell(1, column)
    body = _body(found.gid, column)
    if not head.get("note"):
        note = [{"values": [{"note": header_note(spec, table.WRITER)}]}]
        start = {"sheetId": found.gid, "rowIndex": 0, "columnIndex": column}
        request: Request = {"updateCells": {"start": start, "rows": note, "fields": "note"}}
        yield _Lack("add the note of", spec.header, request)
    if spec.kind in DROPDOWNS and "dataValidation" not in first:
        yield _Lack("add the dropdown of", spec.header, {"setDataValidation": {"range": body, "rule": _rule(spec)}})
    if spec.kind in NUMBER_FORMATS and "numberFormat" not in first.get("userEnteredFormat", {}):
        cell = {"userEnteredFormat": {"numberFormat": dict(NUMBER_FORMATS[spec.kind])}}
        request = {"repeatCell": {"range": body, "cell": cell, "fields": "userEnteredFormat.numberFormat"}}
        yield _Lack("set the number format of", spec.header, request)
    if spec.column.hidden and column not in found.hidden:
        yield _Lack("hide", spec.header, _hide(found.gid, column))


def _body(gid: int, column: int) -> Json:
    """The column without its header, to the bottom of the sheet however far that grows."""
    return {"sheetId": gid, "startRowIndex": 1, "startColumnIndex": column, "endColumnIndex": column + 1}


def _rule(spec: Spec) -> Json:
    values = [{"userEnteredValue": value} for value in spec.allowed]
    return {"condition": {"type": "ONE_OF_LIST", "values": values}, "strict": False, "showCustomUi": True}


def _hide(gid: int, column: int) -> Request:
    where = {"sheetId": gid, "dimension": "COLUMNS", "startIndex": column, "endIndex": column + 1}
    properties = {"range": where, "properties": {"hiddenByUser": True}, "fields": "hiddenByUser"}
    return {"updateDimensionProperties": properties}


def _protect(gid: int, columns: set[int]) -> Iterator[Request]:
    """One range per run of neighbouring columns."""
    for start in sorted(column for column in columns if column - 1 not in columns):
        end = next(one for one in range(start, max(columns) + 2) if one not in columns)
        where = {"sheetId": gid, "startColumnIndex": start, "endColumnIndex": end}
        yield {"addProtectedRange": {"protectedRange": {"range": where, "description": MARK, "warningOnly": True}}}


def spreadsheet_properties(found: Mapping[str, Any]) -> Step | None:
    """Locale and time zone of the commune: they decide how a person's "1,5" and "5/8/2026" are read."""
    wanted = {"locale": "vi_VN", "timeZone": "Asia/Ho_Chi_Minh"}
    if all(found.get(name) == value for name, value in wanted.items()):
        return None
    request: Request = {"updateSpreadsheetProperties": {"properties": wanted, "fields": "locale,timeZone"}}
    return Step("set locale vi_VN and time zone Asia/Ho_Chi_Minh", (request,))
