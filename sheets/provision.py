"""Provisioning: `python -m sheets.provision` adds to the workbook what is missing, and prints what it did.

It never deletes, renames or reorders, and leaves every other tab alone; run twice it changes nothing. All of it is one
atomic batchUpdate, so two runs at once cannot mix: the second one is refused, looks again and finds nothing to do.
"""

import argparse
import sys
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from domain.errors import DvkError, NotWritten, StoreError
from domain.fields import Declared, specs
from domain.rows import Grid
from domain.tables import TABLES, Account, CatalogueEntry, HistoryEntry, Row, ServiceFigure, SettingRow, Unit
from domain.vocabulary import Tab, YesNo
from sheets import clock, layout, locks, plan_seeds, seeds
from sheets.cells import VALUE_FIELDS, append_rows, cell, extended_value, row_data, values_of, write_cell, write_cells
from sheets.client import Connection
from sheets.config import config
from sheets.layout import Found, Step
from sheets.locks import JOURNAL, number_of
from sheets.titles import titles_of
from sheets.workbook import Json, Refused, Request, Workbook

ATTEMPTS = 3
TITLES = "properties(locale,timeZone),sheets.properties(sheetId,title)"
DETAILS = (
    "sheets(properties(sheetId,title,gridProperties),protectedRanges(description),data(columnMetadata.hiddenByUser,"
    "rowData.values(note,dataValidation,userEnteredFormat.numberFormat)))"
)


class NotEmpty(StoreError):
    """The demo sample is only put into tabs without rows."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What to add beside the structure: the demo sample, a first administrator, or what a year takes along.

    `rows` take the place of the seeds: of each table those whose key is not there yet.
    """

    demo: bool = False
    admin: str | None = None
    rows: Mapping[type[Row], Sequence[Row]] | None = None


@dataclass(frozen=True, slots=True)
class State:
    """The workbook as it stands: spreadsheet properties, the application's tabs by title, and their raw values."""

    properties: Json
    tabs: Mapping[str, Found] = field(default_factory=dict)
    grids: Mapping[str, Grid] = field(default_factory=dict)

    def grid(self, tab: str) -> Grid:
        return self.grids.get(tab, [])

    def found(self, table: type[Declared]) -> Found:
        """The tab of `table`, or the one that will be added."""
        width = len(specs(table))
        return self.tabs.get(table.TAB) or Found(number_of(table.TAB), columns=width, frozen=True)

    def header(self, table: type[Declared]) -> Mapping[str, int]:
        return layout.places(table, self.found(table))

    def keys(self, table: type[Declared]) -> set[str]:
        return seeds.keys_in(table, self.grid(table.TAB), self.header(table))


def look(book: Workbook) -> State:
    """Reads what is there: three reads, one for a spreadsheet without any of the tabs."""
    basic = book.metadata(TITLES)
    found = {one["properties"]["title"]: one["properties"].get("sheetId", 0) for one in basic.get("sheets", ())}
    ours = book.names = titles_of((*(table.TAB for table in TABLES), JOURNAL), found, {})
    if not ours:
        return State(basic["properties"])
    grids = book.read(ours)
    detailed = book.metadata(DETAILS, [(title, "1:2") for title in ours])
    sheets = {one["properties"]["title"]: one for one in detailed["sheets"]}
    tabs = {title: Found.read(sheets[name], grids[title]) for title, name in ours.items()}
    return State(basic["properties"], tabs, grids)


def plan(state: State, wish: Wish) -> list[Step]:
    """What is missing, in the order in which it is added. Raises NotEmpty where the demo sample would meet rows."""
    steps = [layout.spreadsheet_properties(state.properties), *_new_tabs(state)]
    steps += [step for table in TABLES for step in layout.missing_parts(table, state.found(table))]
    steps += _seed_steps(state, wish)
    return [step for step in steps if step is not None]


def _new_tabs(state: State) -> Iterator[Step]:
    for table in TABLES:
        if table.TAB not in state.tabs:
            yield Step(f"add tab {table.TAB}", (layout.new_sheet(table.TAB, len(specs(table))),))
    if JOURNAL not in state.tabs:
        yield Step(f"add hidden tab {JOURNAL}", (layout.new_sheet(JOURNAL, layout.JOURNAL_COLUMNS, hidden=True),))


def _seed_steps(state: State, wish: Wish) -> list[Step]:
    if wish.rows is not None:
        missing = {}
        for table, records in wish.rows.items():
            there = state.keys(table)
            missing[table] = [one for one in records if seeds.key_of(one) not in there]
        return [_rows_step(state, table, records, wish) for table, records in missing.items() if records]
    rows: dict[type[Row], list[Row]] = {
        SettingRow: seeds.settings(
            state.keys(SettingRow), year=seeds.year_of(state.grid(Tab.SETTINGS)), demo=wish.demo
        ),
        CatalogueEntry: seeds.catalogue(state.keys(CatalogueEntry)),
    }
    if wish.demo:
        _refuse_unless_empty(state)
        rows.update(_sample_rows(state))
    else:
        rows.update(plan_seeds.lacking(state.grids))
    if wish.admin:
        for record in seeds.administrator(wish.admin, state.keys(Account), state.keys(Unit)):
            rows.setdefault(type(record), []).append(record)
    steps = [_rows_step(state, table, records, wish) for table, records in rows.items() if records]
    return [*steps, *(_demo_mark(state) if wish.demo else ()), *(_demo_figures(state) if wish.demo else ())]


def _sample_rows(state: State) -> dict[type[Row], list[Row]]:
    """The rows of the sample, but for those that the plan has brought already: `_demo_figures` go into these."""
    there = plan_seeds.rows_of(state.grids)
    return {
        seeds.TABLE_OF[tab]: [one for one in records if seeds.key_of(one) not in there.get(tab, {})]
        for tab, records in seeds.demo_rows().items()
    }


def _refuse_unless_empty(state: State) -> None:
    tabs = (tab for tab in seeds.demo_rows() if tab not in plan_seeds.SEEDED)
    full = [tab for tab in tabs if any(any(cell != "" for cell in row) for row in state.grid(tab)[1:])]
    if full:
        raise NotEmpty(f"the demo sample is only put into empty tabs, but there are rows in {', '.join(full)}")


def _rows_step(state: State, table: type[Row], records: Sequence[Row], wish: Wish) -> Step:
    op = seeds.DEMO_OP if wish.demo and table.TAB in seeds.demo_rows() else seeds.SEED_OP
    header, past = state.header(table), state.header(HistoryEntry)
    data = [_row(seeds.stamped(record, op), header) for record in records]
    if table.TAB not in state.tabs and len(data) < layout.ROWS:  # of a new tab: its columns have their formats
        added = append_rows(state.found(table).gid, map(values_of, data), VALUE_FIELDS)
    else:
        added = append_rows(state.found(table).gid, data)
    noted = [row_data(HistoryEntry, one, past) for one in seeds.history(records, op)]
    requests = [added]
    if noted:
        requests.append(append_rows(state.found(HistoryEntry).gid, noted))
    return Step(f"{table.TAB}: add {len(records)} rows", tuple(requests))


def _row(record: Row, header: Mapping[str, int]) -> Json:
    data = row_data(type(record), record, header)
    for name, text in seeds.odd_cells(record).items():
        data["values"][header[name]] = {"userEnteredValue": extended_value(text)}
    return data


def _demo_mark(state: State) -> Iterator[Step]:
    """Says in the settings of an older workbook that its rows are invented; a new one gets the setting as it is."""
    header = state.header(SettingRow)
    for number, row in enumerate(state.grid(Tab.SETTINGS), 1):
        if header["key"] < len(row) and row[header["key"]] == seeds.DEMO_KEY:
            request = write_cell(state.found(SettingRow).gid, number, header["value"], YesNo.YES)
            yield Step(f"{Tab.SETTINGS}: {seeds.DEMO_KEY} = {YesNo.YES}", (request,))


def _demo_figures(state: State) -> Iterator[Step]:
    """Figures of the sample in the rows of indicators that the plan has brought already, where these are blank."""
    there = plan_seeds.rows_of(state.grids).get(Tab.SERVICE_FIGURES, {})
    header, grid = state.header(ServiceFigure), state.grid(Tab.SERVICE_FIGURES)
    requests = [
        write_cells(state.found(ServiceFigure).gid, row, header[spec.name], [cell(spec, getattr(record, spec.name))])
        for record in seeds.demo_rows()[Tab.SERVICE_FIGURES]
        if (row := there.get(seeds.key_of(record))) is not None
        for spec in specs(ServiceFigure)
        if spec.name not in ServiceFigure.KEY and getattr(record, spec.name) is not None
        if not any(grid[row - 1][header[spec.name] : header[spec.name] + 1])
    ]
    if requests:
        yield Step(f"{Tab.SERVICE_FIGURES}: fill in the sample", tuple(requests))


def provision(book: Workbook, wish: Wish, *, dry: bool = False, seen: State | None = None) -> list[Step]:
    """Adds what is missing and returns it; with `dry` it only tells. `seen`: a look just taken. Raises StoreError."""
    for _ in range(ATTEMPTS):
        state, seen = seen or look(book), None
        steps = plan(state, wish)
        if dry or not steps:
            return steps
        try:
            book.batch(_requests(state, steps))
        except Refused:
            continue  # another process was faster, or a person changed a tab meanwhile: look again
        return steps
    raise NotWritten(f"refused {ATTEMPTS} times")


def _requests(state: State, steps: Sequence[Step]) -> list[Request]:
    """Tabs first, then the lock that makes sending twice harmless, then the rest."""
    requests = [request for step in steps for request in step.requests]
    journal = state.tabs[JOURNAL].gid if JOURNAL in state.tabs else number_of(JOURNAL)
    lock = locks.op_lock(journal, uuid.uuid4().hex, clock.real_now())
    tabs = [one for one in requests if "addSheet" in one]
    return [*tabs, lock, *(one for one in requests if "addSheet" not in one)]


def prepare_embedded(book: Workbook) -> None:
    """The embedded workbook: the demo sample on the first run, later what a new version adds."""
    state = look(book)
    try:
        provision(book, Wish(demo=not state.tabs), seen=state)
    except NotEmpty:  # another process provisioned it between two looks
        provision(book, Wish())


def complete(book: Workbook) -> None:
    """What a new version adds to a workbook that has tabs; an empty spreadsheet stays empty."""
    state = look(book)
    if state.tabs:
        provision(book, Wish(), seen=state)


def main(argv: Sequence[str] | None = None) -> int:
    """The command. Returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m sheets.provision", description="Add what the workbook lacks.")
    parser.add_argument("--plan", action="store_true", help="only print what is missing")
    parser.add_argument("--admin", metavar="EMAIL", help="add the first administrator")
    parser.add_argument("--demo", action="store_true", help="fill empty tabs with the demo sample")
    args = parser.parse_args(argv)
    try:
        settings = config()
        book = Workbook(Connection(settings).client, settings.spreadsheet_id)
        steps = provision(book, Wish(demo=args.demo, admin=args.admin), dry=args.plan)
    except DvkError as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        return 1
    for step in steps:
        print(("missing: " if args.plan else "done: ") + step.text)
    if not steps:
        print("nothing is missing")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
