"""“Bắt đầu với sổ trống”: the workbook without its models, reports, inspections, difficulties and what is around them.

Units, catalogue, settings, criteria and accounts stay, and so does Nhật ký: IDs that were given are not given again.
Before anything is emptied a copy of everything is kept: of the embedded file beside it, of a Google Sheet by Drive.
"""

from collections.abc import Iterator
from typing import Any

from domain import codec
from domain import form_wording as wording
from domain.errors import Invalid, NotAllowed, NotWritten, StoreError
from domain.fields import specs
from domain.names import key
from domain.permissions import Actor
from domain.tables import HistoryEntry, ServiceFigure, SettingRow, Task
from domain.vocabulary import HistoryAction, Role, Source, Tab, YesNo
from sheets import clock, locks
from sheets.accounts import actor_of
from sheets.cells import append_rows, row_data, write_cell
from sheets.local import copies
from sheets.local.errors import FileError
from sheets.locks import JOURNAL
from sheets.plan_seeds import plan_rows
from sheets.seeds import DEMO_KEY, SEED_OP, stamped
from sheets.service import Service
from sheets.workbook import Refused, Request

VALUE = next(spec.header for spec in specs(SettingRow) if spec.name == "value")
EMPTIED = (
    Tab.MODELS,
    Tab.REPORTS,
    Tab.VILLAGE_SUMS,
    Tab.INSPECTIONS,
    Tab.FINDINGS,
    Tab.DIFFICULTIES,
    Tab.COMMUNICATIONS,
    Tab.SERVICE_FIGURES,
    Tab.FEEDBACK,
    Tab.EXEMPLARS,
    Tab.REWARDS,
    Tab.TASKS,
    Tab.SCORES,
)
BEGUN_ANEW = (ServiceFigure, Task)  # the plan's own rows come back, without what was filled in


def empty(service: Service, by: Actor, commune: str, op: str) -> str:
    """Carries it out for an administrator who typed the commune's name; gives the name of the copy."""
    service.store.refresh(history=True)
    snapshot = service.store.snapshot()
    if actor_of(snapshot, by.email) != by or by.role is not Role.ADMIN:
        raise NotAllowed(by.email)
    if key(commune) != key(snapshot.settings.commune_name):
        raise Invalid({"commune": wording.TYPE_THE_COMMUNE.format(snapshot.settings.commune_name)})
    name = _copy(service)
    try:
        service.book.batch(_requests(service, by, op))
        service.store.refresh(history=True)
    except Refused:
        service.store.refresh(history=True)
        if not service.reader.ledger.carried_out(op):
            raise
    service.noticed.forget(EMPTIED)
    service.past.forget()
    return name


def _copy(service: Service) -> str:
    """Keeps a copy of everything, named by the moment. Raises NotWritten when that is not possible."""
    try:
        if service.config.embedded:
            return f"{copies.FOLDER}/{copies.make_now(service.config.file).name}"
        stamp = clock.real_now().strftime("%Y%m%d-%H%M%S")
        return service.book.copy(f"dan-van-kheo {stamp}")
    except (OSError, FileError, StoreError) as error:
        raise NotWritten(f"no copy could be kept: {error}") from error


def _requests(service: Service, by: Actor, op: str) -> list[Request]:
    gids, history = service.reader.gids, service.reader.ledger.header
    moment = clock.now()
    rows = {tab: sum(any(cell != "" for cell in row) for row in service.store.grid(tab)[1:]) for tab in EMPTIED}
    entries = (
        HistoryEntry(
            op_id=op,
            at=moment,
            by=by.email,
            action=HistoryAction.SOFT_DELETE,
            tab=tab,
            old=str(count),
            new="0",
            source=Source.APPLICATION,
            attempt=f"{op}.1",
        )
        for tab, count in rows.items()
        if count
    )
    banner = HistoryEntry(
        op_id=op,
        at=moment,
        by=by.email,
        action=HistoryAction.EDIT,
        tab=Tab.SETTINGS,
        record_id=DEMO_KEY,
        column=VALUE,
        old=YesNo.YES,
        new=YesNo.NO,
        source=Source.APPLICATION,
        attempt=f"{op}.1",
    )
    return [
        locks.op_lock(gids[JOURNAL], op, clock.real_now()),
        *(_emptied(gids[tab]) for tab in EMPTIED),
        *_begun_anew(service),
        *_no_sample(service),
        append_rows(gids[Tab.HISTORY], (row_data(HistoryEntry, one, history) for one in (*entries, banner))),
    ]


def _begun_anew(service: Service) -> Iterator[Request]:
    """The tasks of every unit and the indicators of every quarter, as a new workbook has them."""
    snapshot = service.store.snapshot()
    rows = plan_rows(snapshot.units, (), snapshot.settings)
    for table in BEGUN_ANEW:
        header = codec.header_map(table, service.store.grid(table.TAB)[0])
        data = (row_data(table, stamped(record, SEED_OP), header) for record in rows[table])
        yield append_rows(service.reader.gids[table.TAB], data)


def _emptied(gid: int) -> Request:
    """All values under the header row; formats, dropdowns and notes stay."""
    return {"updateCells": {"range": {"sheetId": gid, "startRowIndex": 1}, "fields": "userEnteredValue"}}


def _no_sample(service: Service) -> list[Request]:
    """The banner of the sample goes."""
    grid = service.store.grid(Tab.SETTINGS)
    header = codec.header_map(SettingRow, grid[0])

    def cell(row: list[Any], name: str) -> Any:
        return row[header[name]] if header[name] < len(row) else ""

    return [
        write_cell(service.reader.gids[Tab.SETTINGS], number, header["value"], YesNo.NO)
        for number, row in enumerate(grid[1:], 2)
        if cell(row, "key") == DEMO_KEY
    ]
