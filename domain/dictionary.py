"""The data dictionary: `domain.tables` as a Markdown page, for whoever reads the workbook without the application."""

from collections.abc import Iterator

from domain.fields import Declared, Kind, Spec, Writer, specs
from domain.tables import TABLES

KIND_WORDS = {
    Kind.TEXT: "text",
    Kind.LONG_TEXT: "long text",
    Kind.COUNT: "whole number ≥ 0",
    Kind.NUMBER: "number",
    Kind.PERCENT: "percent 0–100",
    Kind.DAY: "date",
    Kind.MOMENT: "date and time",
    Kind.YES_NO: "yes/no",
    Kind.LINK: "link",
    Kind.CHOICE: "one of",
    Kind.CHOICES: "several of",
    Kind.LIST: "list, separated by ;",
}
WRITER_WORDS = {
    Writer.UNIT: "unit",
    Writer.FRONT: "Fatherland Front",
    Writer.OFFICER: "officer",
    Writer.ADMIN: "administrator",
    Writer.APP: "application",
}


def data_dictionary() -> str:
    """The whole dictionary as Markdown: a section per tab, a row per column in the order of the sheet."""
    head = [
        "# Data dictionary",
        "",
        "Generated from `domain/tables.py` by `make docs`; a test compares. Do not edit by hand.",
    ]
    return "\n".join([*head, *(line for table in TABLES for line in _section(table))]) + "\n"


def _section(table: type[Declared]) -> Iterator[str]:
    key = ", ".join(f"`{name}`" for name in table.KEY) or "none"
    yield from ("", f"## {table.TAB}", "", f"Key: {key}. Written by: {WRITER_WORDS[table.WRITER]}.", "")
    yield "| Header | Field | Holds | Required | Written by | Notes |"
    yield "|---|---|---|---|---|---|"
    for spec in specs(table):
        yield _line(spec, spec.column.writer or table.WRITER)


def _line(spec: Spec, writer: Writer) -> str:
    holds = KIND_WORDS[spec.kind] + (": " + ", ".join(spec.allowed) if spec.kind in (Kind.CHOICE, Kind.CHOICES) else "")
    required = "yes" if spec.column.required else ""
    cells = (spec.header, f"`{spec.name}`", holds, required, WRITER_WORDS[writer], _notes(spec))
    return "| " + " | ".join(cells) + " |"


def _notes(spec: Spec) -> str:
    column = spec.column
    parts = (
        f"ID in {' or '.join(column.tabs)}." if column.tabs else "",
        f"At most {column.limit} characters." if column.limit else "",
        "Above 0." if column.positive else "",
        f"From 0 to {column.most:g}." if column.most else "",
        "Hidden." if column.hidden else "",
        f"Also found as: {', '.join(column.aliases)}." if column.aliases else "",
        column.help,
    )
    return " ".join(part for part in parts if part)
