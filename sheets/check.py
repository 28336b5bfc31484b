"""`python -m sheets.check --json`: every problem of the data, and the state of connection, outbox and history."""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from domain.errors import DvkError, HeaderMissing, NoSuchYear
from domain.outbox import EntryState
from domain.snapshot import Problem
from domain.vocabulary import ProblemLevel
from sheets.config import config
from sheets.guarded import traces
from sheets.indicators import service_of
from sheets.service import Service
from sheets.settling import candidates


def checked(service: Service) -> dict[str, Any]:
    """Reads the workbook once, Nhật ký included. What cannot be read stands under `connection`."""
    error: DvkError | None = None
    try:
        service.store.refresh(history=True)
    except DvkError as failed:
        error = failed
    problems = error.problems if isinstance(error, HeaderMissing) else ()
    if error is None:
        problems = service.store.problems()
    counts = Counter(one.level for one in problems)
    return {
        "problems": [shown(one) for one in problems],
        "errors": counts[ProblemLevel.ERROR],
        "warnings": counts[ProblemLevel.WARNING],
        "connection": _connection(service, error),
        "outbox": _outbox(service),
        "history": _history(service),
    }


def shown(problem: Problem) -> dict[str, Any]:
    """One problem: row as in the sheet, column = header."""
    return {
        "tab": str(problem.tab),
        "row": problem.row,
        "column": problem.column,
        "value": problem.value,
        "level": str(problem.level),
        "message": problem.message,
        "suggestion": problem.suggestion or problem.remedy,
    }


def _connection(service: Service, error: DvkError | None) -> dict[str, Any]:
    health = service.store.health()
    return {
        "ok": error is None or isinstance(error, HeaderMissing),
        "workbook": "embedded" if health.embedded else "google",
        "error": None if error is None else f"{type(error).__name__}: {error}",
        "read_at": health.read_at.isoformat() if health.read_at else None,
        "locale": service.reader.locale,
    }


def _outbox(service: Service) -> dict[str, int]:
    found = service.outbox.counts(None)
    return {state.name.lower(): found.get(state, 0) for state in (EntryState.WAITING, EntryState.REFUSED)}


def _history(service: Service) -> dict[str, int]:
    """Entries of Nhật ký, writes that missed and are not put right yet, hand edits that are not recorded yet."""
    ledger = service.reader.ledger
    unsettled = len(candidates(traces(service.reader.journal or []), ledger.settled))
    return {"entries": ledger.entries, "unsettled": unsettled, "unrecorded": service.noticed.count()}


def lines(result: Mapping[str, Any]) -> Iterator[str]:
    """For people: one line per problem."""
    yield f"{result['errors']} errors, {result['warnings']} warnings"
    for one in result["problems"]:
        yield f"{one['level']:9} {one['tab']} {one['row'] or '-'} [{one['column']}] {one['value']!r}: {one['message']}"


def _of(year: int) -> Service:
    """The workbook of a year. Raises DvkError where it cannot be read, or the chain has none of it."""
    service = service_of(year)
    if int(service.store.snapshot().settings.plan_year) != year:
        raise NoSuchYear(year)
    return service


def main(argv: Sequence[str] | None = None) -> int:
    """The command. Returns the exit status: 1 where the workbook cannot be read, whatever stands in it otherwise."""
    parser = argparse.ArgumentParser(prog="python -m sheets.check", description="What is wrong with the data.")
    parser.add_argument("--json", action="store_true", help="everything, for other systems")
    parser.add_argument("--year", type=int, help="the workbook of a later year, such as 2027")
    args = parser.parse_args(argv)
    try:
        service = Service(config()) if args.year is None else _of(args.year)
    except DvkError as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        return 1
    result = checked(service)
    print(json.dumps(result, ensure_ascii=False, indent=2) if args.json else "\n".join(lines(result)))
    if result["connection"]["ok"]:
        return 0
    print(result["connection"]["error"], file=sys.stderr)
    return 1


if __name__ == "__main__":
    raise SystemExit(main())
