"""Field masks: which parts of an answer are wanted, which parts of a message a request changes.

Source: "Use field masks" of the Sheets API and "Return specific fields" of the Drive API: commas, dots or slashes,
brackets for several parts of one field, "*" for everything.
"""

import re
from typing import Any

from sheets.local.errors import InvalidArgument

Json = dict[str, Any]
Mask = dict[str, "Mask"]
"""Names to the masks below them; an empty one means everything below."""

_TOKEN = re.compile(r"[\w*]+|[(),./]")


def parse(text: str) -> Mask:
    """The mask of a text; 400 for one that is no mask."""
    tokens = _TOKEN.findall(text)
    if "".join(tokens) != text.replace(" ", "") or not tokens:
        raise _invalid(text)
    mask = _level(tokens, text)
    if tokens:
        raise _invalid(text)
    return mask


def picked(value: Any, mask: Mask) -> Any:
    """The part of an answer that a mask asks for; lists are looked through."""
    if not mask or "*" in mask:
        return value
    if isinstance(value, list):
        return [picked(item, mask) for item in value]
    if not isinstance(value, dict):
        return value
    return {name: picked(part, mask[name]) for name, part in value.items() if name in mask}


def merged(old: Json, new: Json, mask: Mask) -> Json:
    """`old` with the fields of the mask taken from `new`; a field that `new` does not have is taken away."""
    if not mask or "*" in mask:
        return dict(new)
    result = dict(old)
    for name, below in mask.items():
        kept, part = result.pop(name, {}), new.get(name)
        if below:
            part = merged(kept if isinstance(kept, dict) else {}, part or {}, below)
        if part is not None and part != {}:
            result[name] = part
    return result


def _level(tokens: list[str], text: str) -> Mask:
    mask: Mask = {}
    while tokens:
        _path(tokens, mask, text)
        if not tokens or tokens[0] != ",":
            return mask
        tokens.pop(0)
    raise _invalid(text)


def _path(tokens: list[str], mask: Mask, text: str) -> None:
    while True:
        if not tokens or tokens[0] in "(),./":
            raise _invalid(text)
        name = _camel(tokens.pop(0))
        is_new = name not in mask
        below = mask.setdefault(name, {})
        if tokens and tokens[0] in "./":
            tokens.pop(0)
            # "a,a.b" asks for the whole of a: what is already complete stays complete.
            mask = below if is_new or below else {}
            continue
        inner = _bracket(tokens, text)
        if inner is None:
            mask[name] = {}
        elif is_new or below:
            below.update(inner)
        return


def _bracket(tokens: list[str], text: str) -> Mask | None:
    if not tokens or tokens[0] != "(":
        return None
    tokens.pop(0)
    inner = _level(tokens, text)
    if not tokens or tokens.pop(0) != ")":
        raise _invalid(text)
    return inner


def _camel(name: str) -> str:
    """Masks may be written user_entered_value or userEnteredValue."""
    first, *rest = name.split("_")
    return first + "".join(part[:1].upper() + part[1:] for part in rest)


def _invalid(text: str) -> InvalidArgument:
    return InvalidArgument(f"Invalid field: {text}")
