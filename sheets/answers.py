"""The answer of values:batchGet row by row, so that what is decoded for a moment is gone before the next row comes.

Decoded as a whole, the answer for 50,000 models is a hundred megabytes of small objects. What else is made meanwhile
comes to lie between them, and memory in which anything still lies Python does not give back.
"""

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from requests import JSONDecodeError

from domain.rows import Grid
from sheets.grids import Once, once, same

DECODER = json.JSONDecoder()
GAP = re.compile(r"[ \t\n\r]*")


def grids_in(content: bytes, known: Sequence[Grid] = ()) -> list[Grid]:
    """The raw values of each range, in the order in which they were asked for.

    A row that equals the one in the same place of `known` (a grid for each range) is that row itself; of the others
    equal texts are one object. Raises requests' JSONDecodeError for what is no such answer, as a page of HTML.
    """
    met: Once = ({}, {})
    grids: list[Grid] = []
    try:
        answer = _Walk(content.decode())
        for name in answer.members():
            if name != "valueRanges":
                answer.value()
                continue
            for place in answer.items():
                grids.append(_grid(answer, known[place] if place < len(known) else [], met))
    except json.JSONDecodeError as error:
        raise JSONDecodeError(error.msg, error.doc, error.pos) from error
    except UnicodeDecodeError as error:
        raise JSONDecodeError(str(error), "", 0) from error
    return grids


def _grid(answer: "_Walk", known: Grid, met: Once) -> Grid:
    """The values of one range; it has none where all its cells are blank."""
    grid: Grid = []
    for name in answer.members():
        if name != "values":
            answer.value()
            continue
        for place in answer.items():
            row = answer.value()
            grid.append(known[place] if place < len(known) and same(known[place], row) else once(row, met))
    return grid


class _Walk:
    """Goes through a JSON text from its beginning; each member and item is taken before the next one comes."""

    def __init__(self, text: str) -> None:
        self._text, self._at = text, 0

    def value(self) -> Any:
        """The whole value that comes now."""
        found, self._at = DECODER.raw_decode(self._text, self._at)
        return found

    def members(self) -> Iterator[str]:
        """The names in the object that comes now."""
        going_on = self._opens("{", "}")
        while going_on:
            name = self.value()
            self._expect(":")
            yield name
            going_on = self._goes_on("}")

    def items(self) -> Iterator[int]:
        """The places in the array that comes now, from 0."""
        going_on, place = self._opens("[", "]"), 0
        while going_on:
            yield place
            place += 1
            going_on = self._goes_on("]")

    def _opens(self, first: str, last: str) -> bool:
        self._pass_gap()
        self._expect(first)
        if not self._text.startswith(last, self._at):
            return True
        self._at += 1
        return False

    def _goes_on(self, last: str) -> bool:
        self._pass_gap()
        if self._text.startswith(last, self._at):
            self._at += 1
            return False
        self._expect(",")
        return True

    def _expect(self, mark: str) -> None:
        self._pass_gap()
        if not self._text.startswith(mark, self._at):
            raise json.JSONDecodeError(f"Expecting {mark}", self._text, self._at)
        self._at += 1
        self._pass_gap()

    def _pass_gap(self) -> None:
        found = GAP.match(self._text, self._at)
        self._at = found.end() if found else self._at
