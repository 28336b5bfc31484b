"""What values:batchGet answered, tab by tab: after a change only the tabs that it touched are read anew.

A refresh of the application asks for all its tabs, and between two of them a person has usually typed into one.
"""

from collections.abc import Iterator

from sheets.local import values
from sheets.local.aside import Aside
from sheets.local.book import Book
from sheets.local.request import Request
from sheets.local.text import encoded

MOST = 64  # ranges that are kept; of more the oldest goes

Key = tuple[object, ...]


class Kept:
    """The ranges of one file. Several threads may ask: what is put here is never changed."""

    def __init__(self) -> None:
        self._ranges: dict[Key, tuple[str, Aside]] = {}

    def answer(self, book: Book, request: Request) -> bytes:
        """As `values.batch_get`, already encoded."""
        ranges = b",".join(self._parts(book, request))
        named = encoded({"spreadsheetId": book.id})
        return named + b"\n" if not ranges else named[:-1] + b',"valueRanges":[' + ranges + b"]}\n"

    def _parts(self, book: Book, request: Request) -> Iterator[bytes]:
        asked = values.Asked.of(book, request)
        for text in request.all("ranges"):
            sheet, _ = book.resolve(text)
            stamp = sheet.stamp if asked.depends_on_the_tab_alone(sheet) else None
            key = (book.id, sheet.grid.number, text, *asked.options)
            known = self._ranges.get(key)
            if known is not None and known[0] == stamp:
                yield known[1].content()
                continue
            answer = asked.encoded_range(text)
            if stamp is not None:
                self._keep(key, (stamp, Aside(answer)))
            yield answer

    def _keep(self, key: Key, answer: tuple[str, Aside]) -> None:
        self._ranges.pop(key, None)
        while len(self._ranges) >= MOST:
            self._ranges.pop(next(iter(self._ranges), ()), None)
        self._ranges[key] = answer
