"""`python -m sheets.indicators --quarter 2026-Q3 --json`: the indicators for other systems, as the pages count them."""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from domain.errors import DvkError
from domain.indicators import indicators
from domain.quarters import Quarter
from domain.snapshot import Snapshot
from sheets.config import Config, config
from sheets.service import Service
from sheets.years import LONGEST


def current_snapshot(year: int | None = None) -> Snapshot:
    """The whole workbook of a year of the chain, the first one where the chain has none of it.

    Read once through the code that serves the pages. Raises DvkError.
    """
    first = found = _read(config())
    for _ in range(LONGEST):
        marker = found.settings.next_book
        if year is None or marker is None or found.settings.plan_year >= year:
            break
        found = _read(config().following(marker))
    return found if year is None or found.settings.plan_year == year else first


def _read(settings: Config) -> Snapshot:
    service = Service(settings)
    service.store.refresh()
    return service.store.snapshot()


def table(result: Mapping[str, Any]) -> Iterator[str]:
    """One line per indicator of the commune."""
    yield f"{result['quarter']}, as of {result['as_of']}"
    for code, found in result["commune"].items():
        if isinstance(found, Mapping) and "value" in found:
            yield f"{code:5} {found['value']}  {found.get('numerator')}/{found.get('denominator')}"
        else:
            yield f"{code:5} {found}"


def main(argv: Sequence[str] | None = None) -> int:
    """The command. Returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m sheets.indicators", description="Indicators of a quarter.")
    parser.add_argument("--quarter", required=True, type=Quarter.parse, help="for example 2026-Q3")
    parser.add_argument("--json", action="store_true", help="everything, for other systems")
    args = parser.parse_args(argv)
    try:
        result = indicators(current_snapshot(args.quarter.year), args.quarter)
    except DvkError as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        return 1
    print(json.dumps(result, ensure_ascii=False, indent=2) if args.json else "\n".join(table(result)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
