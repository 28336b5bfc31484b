"""Where the rows of a sheet stand: a short list of spans of keys instead of a number in every row.

A row keeps its key for life; the order of rows is the order of the spans. So an insert at the top of 50 000 rows
writes one short list. Fresh spans are taken with wide gaps to both sides, so that a tab that grows at one place
(newest first) keeps growing one span. When there are too many spans, the rows are numbered anew (`is_worn`).
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

Span = tuple[int, int]
"""(first key, number of rows)."""

_GAP = 1 << 32
_MOST_SPANS = 400


class Spans:
    """The order of the rows of one sheet; indices are 0-based positions, keys are what the file knows rows by."""

    def __init__(self, spans: list[Span]) -> None:
        self.spans = [(key, count) for key, count in spans if count]

    @property
    def rows(self) -> int:
        return sum(count for _, count in self.spans)

    @property
    def is_worn(self) -> bool:
        """Whether so many inserts and moves have cut the order that the rows should be numbered anew."""
        return len(self.spans) > _MOST_SPANS

    def pieces(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """(position, first key, count) of each run of consecutive keys within the positions start..end."""
        position = 0
        for key, count in self.spans:
            low, high = max(start, position), min(end, position + count)
            if low < high:
                yield low, key + low - position, high - low
            position += count

    def key(self, index: int) -> int:
        """The key of the row at a position; IndexError beyond the grid."""
        for _, key, _ in self.pieces(index, index + 1):
            return key
        raise IndexError(index)

    def keys(self, indices: Sequence[int]) -> list[int]:
        """The same of several positions."""
        if len(indices) == 1:
            return [self.key(indices[0])]
        pieces = list(self.pieces(0, self.rows))
        starts = [position for position, _, _ in pieces]
        found = []
        for index in indices:
            position, key, count = pieces[bisect_right(starts, index) - 1]
            if not 0 <= index - position < count:
                raise IndexError(index)
            found.append(key + index - position)
        return found

    def insert(self, at: int, count: int) -> None:
        """Put fresh rows before position `at`."""
        before, after = self._cut(at)
        self.spans = _joined([*before, (self._fresh(before, after, count), count), *after])

    def delete(self, start: int, end: int) -> None:
        before, _ = self._cut(start)
        _, after = self._cut(end)
        self.spans = _joined([*before, *after])

    def move(self, start: int, end: int, to: int) -> None:
        """Put the rows start..end before the row that stands at `to` (a position before the move, as Google counts)."""
        before, _ = self._cut(start)
        _, after = self._cut(end)
        block = Spans([(key, count) for _, key, count in self.pieces(start, end)])
        rest = Spans(_joined([*before, *after]))
        head, tail = rest._cut(to if to <= start else to - (end - start))
        self.spans = _joined([*head, *block.spans, *tail])

    def _cut(self, at: int) -> tuple[list[Span], list[Span]]:
        rows = self.rows
        before = [(key, count) for _, key, count in self.pieces(0, at)]
        return before, [(key, count) for _, key, count in self.pieces(at, rows)]

    def _fresh(self, before: list[Span], after: list[Span], count: int) -> int:
        """Keys nobody has: next to a neighbour where that is free, else far from all others."""
        if before and self._is_free(sum(before[-1]), count):
            return sum(before[-1])
        if after and self._is_free(after[0][0] - count, count):
            return after[0][0] - count
        return max((sum(span) for span in self.spans), default=0) + _GAP

    def _is_free(self, key: int, count: int) -> bool:
        return all(key + count <= first or first + many <= key for first, many in self.spans)


def _joined(spans: list[Span]) -> list[Span]:
    joined: list[Span] = []
    for key, count in spans:
        if joined and sum(joined[-1]) == key:
            joined[-1] = (joined[-1][0], joined[-1][1] + count)
        elif count:
            joined.append((key, count))
    return joined
