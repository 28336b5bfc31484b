"""The few formulas that this service calculates: arithmetic, references, SUM, HYPERLINK, TRUE and FALSE.

Everything else is refused when it is entered, so a workbook never holds a formula that cannot be answered.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from sheets.local import a1, cells
from sheets.local.a1 import Box
from sheets.local.cells import Scalar
from sheets.local.errors import Unimplemented

_TOKEN = re.compile(
    r"""\s*(?:(?P<number>\d+(?:\.\d+)?|\.\d+)|(?P<text>"(?:[^"]|"")*")
    |(?P<ref>(?:(?:'(?:[^']|'')+'|[A-Za-z_]\w*)!)?\$?[A-Za-z]{1,3}\$?[1-9]\d*(?::\$?[A-Za-z]{1,3}\$?[1-9]\d*)?(?![\w(]))
    |(?P<name>[A-Za-z]+)|(?P<sign>[-+*/^&(),;]))""",
    re.VERBOSE,
)

Node = tuple[Any, ...]
"""("value", scalar), ("ref", text), ("call", name, arguments) or ("op", sign, operands)."""


@dataclass(frozen=True)
class CellError:
    """An error value; `type` as in Google's ErrorValue, `text` as a cell shows it."""

    type: str
    text: str
    message: str


DIVISION = CellError("DIVIDE_BY_ZERO", "#DIV/0!", "Function DIVIDE parameter 2 cannot be zero.")
Result = Scalar | CellError
Lookup = Callable[[str | None, Box], Iterator[Result]]
"""The values of a range on a sheet (None: the formula's own), row by row, empty cells as None."""

_FUNCTIONS = {"SUM": range(1, 31), "HYPERLINK": range(1, 3), "TRUE": range(1), "FALSE": range(1)}


def refers(formula: str) -> bool:
    """Whether the formula names other cells (so that inserting or sorting would have to rewrite it)."""
    return any(found.lastgroup == "ref" for found in _TOKEN.finditer(formula[1:]))


def parse(formula: str, argument: str = ",") -> Node:
    """The formula as a tree; 501 when it holds anything unknown. `argument` separates arguments in the locale."""
    parser = _Parser(formula, argument)
    node = parser.sum()
    if parser.tokens:
        raise parser.unknown()
    return node


class _Parser:
    """Recursive descent over the tokens that are left."""

    def __init__(self, formula: str, argument: str) -> None:
        self.formula, self.argument = formula, argument
        self.tokens: list[tuple[str, str]] = []
        at, end = 1, len(formula.rstrip())
        while at < end:
            found = _TOKEN.match(formula, at)
            if not found:
                raise self.unknown()
            self.tokens.append((str(found.lastgroup), found[str(found.lastgroup)]))
            at = found.end()

    def unknown(self) -> Unimplemented:
        return Unimplemented(f"the formula {self.formula[:80]!r}")

    def sum(self) -> Node:
        return self._chain(self._product, {"+", "-", "&"})

    def _product(self) -> Node:
        return self._chain(self._power, {"*", "/"})

    def _power(self) -> Node:
        if self._next() == ("sign", "-"):
            self._take()
            return ("op", "neg", (self._power(),))
        base = self._atom()
        if self._next() == ("sign", "^"):
            raise self.unknown()
        return base

    def _chain(self, operand: Callable[[], Node], signs: set[str]) -> Node:
        node = operand()
        while self._next()[0] == "sign" and self._next()[1] in signs:
            sign = self._take()[1]
            if sign == "&":
                raise self.unknown()
            node = ("op", sign, (node, operand()))
        return node

    def _atom(self) -> Node:
        kind, text = self._take()
        if kind == "number" and (self.argument == "," or "." not in text):
            return ("value", cells.plain(float(text)))
        if kind == "text":
            return ("value", text[1:-1].replace('""', '"'))
        if kind == "ref":
            return ("ref", text)
        if kind == "name":
            return self._call(text)
        if text == "(":
            node = self.sum()
            self._expect(")")
            return node
        raise self.unknown()

    def _call(self, name: str) -> Node:
        if self._next() != ("sign", "("):
            if name.upper() in {"TRUE", "FALSE"}:
                return ("value", name.upper() == "TRUE")
            raise self.unknown()
        self._take()
        arguments = []
        while self._next() != ("sign", ")"):
            arguments.append(self.sum())
            if self._next() != ("sign", ")"):
                self._expect(self.argument)
        self._expect(")")
        if len(arguments) not in _FUNCTIONS.get(name.upper(), ()):
            raise self.unknown()
        return ("call", name.upper(), tuple(arguments))

    def _next(self) -> tuple[str, str]:
        return self.tokens[0] if self.tokens else ("end", "")

    def _take(self) -> tuple[str, str]:
        if not self.tokens:
            raise self.unknown()
        return self.tokens.pop(0)

    def _expect(self, sign: str) -> None:
        if self._take() != ("sign", sign):
            raise self.unknown()


def calculate(node: Node, lookup: Lookup) -> Result:
    """The value of a formula's tree."""
    kind = node[0]
    if kind == "value":
        value: Result = node[1]
        return value
    if kind == "ref":
        values = list(_values(node, lookup))
        if len(values) != 1:
            raise Unimplemented(f"the range {node[1]} as a single value")
        return 0 if values[0] is None else values[0]
    if kind == "call":
        return _called(node[1], node[2], lookup)
    return _operated(node[1], [calculate(operand, lookup) for operand in node[2]])


def _values(node: Node, lookup: Lookup) -> Iterator[Result]:
    title, text, _ = a1.split_sheet(node[1]) if "!" in node[1] else (None, node[1], False)
    box = a1.parse_cells(text or "")
    if box is None:
        raise Unimplemented(f"the reference {node[1]}")
    yield from lookup(title, box)


def _called(name: str, arguments: tuple[Node, ...], lookup: Lookup) -> Result:
    if name in {"TRUE", "FALSE"}:
        return name == "TRUE"
    if name == "HYPERLINK":
        return calculate(arguments[-1], lookup)
    total: int | float = 0
    for argument in arguments:
        values = _values(argument, lookup) if argument[0] == "ref" else iter([calculate(argument, lookup)])
        for value in values:
            if isinstance(value, CellError):
                return value
            if argument[0] != "ref" and isinstance(value, str):
                raise Unimplemented("SUM of a text")
            total += value if isinstance(value, int | float) and not _is_cell_bool(argument, value) else 0
    return cells.plain(total)


def _is_cell_bool(argument: Node, value: Result) -> bool:
    """SUM leaves out the truth values of cells, not those written into the formula."""
    return isinstance(value, bool) and argument[0] == "ref"


def _operated(sign: str, operands: list[Result]) -> Result:
    error = next((operand for operand in operands if isinstance(operand, CellError)), None)
    if error:
        return error
    numbers = [operand for operand in operands if isinstance(operand, int | float)]
    if len(numbers) != len(operands):
        raise Unimplemented("arithmetic with texts")
    if sign == "neg":
        return cells.plain(-numbers[0])
    left, right = numbers
    if sign == "/":
        return cells.plain(left / right) if right else DIVISION
    return cells.plain({"+": left + right, "-": left - right, "*": left * right}[sign])
