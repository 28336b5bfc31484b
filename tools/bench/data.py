"""A workbook of any size: the demo sample, and copies of its models with their reports."""

import dataclasses
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

from domain import codec
from domain.ids import format_id
from domain.sample import records
from domain.tables import Model, Report, Row
from domain.vocabulary import Tab
from sheets.cells import append_rows, row_data
from sheets.client import Connection
from sheets.config import Config
from sheets.provision import prepare_embedded
from sheets.workbook import Workbook

CHUNK = 2_000  # rows per call


def fill(folder: Path, models: int) -> int:
    """Makes a workbook in `folder` with so many models; returns how many reports they have."""
    config = Config(folder)
    book = Workbook(Connection(config).client, config.spreadsheet_id)
    prepare_embedded(book)
    sample = records()
    own = [one for one in sample[Tab.MODELS] if isinstance(one, Model)]
    reports = [one for one in sample[Tab.REPORTS] if isinstance(one, Report)]
    added = list(islice(_copies(own, reports), models - len(own)))
    _append(book, Model, [model for model, _ in added])
    written = [report for _, many in added for report in many]
    _append(book, Report, written)
    return len(reports) + len(written)


def _copies(models: list[Model], reports: list[Report]) -> Iterator[tuple[Model, list[Report]]]:
    """The models of the sample again and again under new IDs, each with the reports of its original."""
    number = 0
    for at, model in enumerate(cycle(models), 1):
        new_id = format_id("MH-2026-", 100 + at)
        mine = []
        for report in reports:
            if report.model_id == model.model_id:
                number += 1
                quarter = (report.report_id or "").rpartition("-")[0]
                report_id = format_id(f"{quarter}-", 1000 + number)
                rev = f"{report_id}#1~bench"
                mine.append(dataclasses.replace(report, report_id=report_id, model_id=new_id, rev=rev))
        rev = f"{new_id}#1~bench"
        yield dataclasses.replace(model, model_id=new_id, title=f"{model.title} {at}", rev=rev), mine


def _append(book: Workbook, table: type[Row], rows: list[Model] | list[Report]) -> None:
    gid = book.tabs()[table.TAB].gid
    header = codec.header_map(table, book.read([table.TAB])[table.TAB][0])
    for at in range(0, len(rows), CHUNK):
        book.batch([append_rows(gid, [row_data(table, one, header) for one in rows[at : at + CHUNK]])])
