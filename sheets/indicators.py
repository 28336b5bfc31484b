"""`python -m sheets.indicators --quarter 2026-Q3 --json`: the indicators for other systems, as the pages count them."""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from domain.errors import DvkError, Gone
from domain.indicators import indicators
from domain.kept_figures import kept
from domain.quarters import Quarter
from domain.snapshot import Snapshot
from domain.vocabulary import Tab
from sheets.config import Config, config
from sheets.service import Service
from sheets.years import LONGEST


def current_snapshot(year: int | None = None) -> Snapshot:
    """The whole workbook of a year of the chain, the first one where the chain has none of it.

    Read once through the code that serves the pages. Raises DvkError.
    """
    return service_of(year).store.snapshot()


def service_of(year: int | None) -> Service:
    """The workbook of a year of the chain, the first one where the chain has none of it; read. Raises DvkError."""
    first = found = _read(config())
    for _ in range(LONGEST):
        settings = found.store.snapshot().settings
        if year is None or settings.next_book is None or settings.plan_year >= year:
            break
        found = _read(config().following(settings.next_book))
    return found if year is None or found.store.snapshot().settings.plan_year == year else first


def _read(settings: Config) -> Service:
    service = Service(settings)
    service.store.refresh()
    return service


def table(result: Mapping[str, Any]) -> Iterator[str]:
    """One line per indicator of the commune."""
    yield f"{result['quarter']}, as of {result['as_of']}"
    for code, found in result["commune"].items():
        if isinstance(found, Mapping) and "value" in found:
            yield f"{code:5} {found['value']}  {found.get('numerator')}/{found.get('denominator')}"
        else:
            yield f"{code:5} {found}"


def closed(quarter: Quarter) -> dict[str, Any]:
    """The figures that were kept when the quarter was last locked, with when and by whom. Raises DvkError, or Gone."""
    service = service_of(quarter.year)
    snapshot = service.store.snapshot()
    found = kept(service.past.of(Tab.SETTINGS, quarter.key), quarter)
    if not found:
        raise Gone(f"no figures were kept of {quarter.key}")
    newest = found[0]
    at = newest.at.isoformat() if newest.at else None
    lock = {"at": at, "by": newest.by, "locked": quarter.key in snapshot.settings.locked_quarters, "sets": len(found)}
    return {"as_of": newest.figures["as_of"], "quarter": quarter.key, "closed": lock, **_parts(newest.figures)}


def _parts(figures: Mapping[str, Any]) -> dict[str, Any]:
    return {name: figures[name] for name in ("commune", "units")}


def main(argv: Sequence[str] | None = None) -> int:
    """The command. Returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m sheets.indicators", description="Indicators of a quarter.")
    parser.add_argument("--quarter", required=True, type=Quarter.parse, help="for example 2026-Q3")
    parser.add_argument("--json", action="store_true", help="everything, for other systems")
    parser.add_argument("--closed", action="store_true", help="as kept when the quarter was locked, not as of today")
    args = parser.parse_args(argv)
    try:
        result = closed(args.quarter) if args.closed else indicators(current_snapshot(args.quarter.year), args.quarter)
    except DvkError as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        return 1
    print(json.dumps(result, ensure_ascii=False, indent=2) if args.json else "\n".join(table(result)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
