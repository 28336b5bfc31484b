"""Cell formats: colours as Google keeps them, and the effective format of a cell.

Source: CellFormat of the Sheets API and recorded answers: a colour is kept in 8 bits, and each colour field has a
twin `...Style` that says the same.
"""

import struct
from typing import Any

from sheets.local import defaults
from sheets.local.cells import Scalar
from sheets.local.errors import Unimplemented
from sheets.local.formulas import CellError, Result
from sheets.local.masks import Mask

Json = dict[str, Any]

_CHANNELS = ("red", "green", "blue", "alpha")
_COLOURS = {"backgroundColor", "foregroundColor", "tabColor", "color"}


def normal_colour(colour: Json) -> Json:
    """A colour in 8 bits a channel, channels of 0 left out."""
    channels = {name: _eight_bits(colour[name]) for name in _CHANNELS if colour.get(name)}
    return {name: value for name, value in channels.items() if value}


def _eight_bits(channel: float) -> float:
    """A channel as Google gives it back: cut to 8 bits, in the digits of a single-precision number."""
    exact = int(min(max(channel, 0), 1) * 255) / 255
    single = struct.unpack("f", struct.pack("f", exact))[0]
    for digits in range(6, 10):
        short = float(f"{single:.{digits}g}")
        if struct.pack("f", short) == struct.pack("f", exact):
            return int(short) if short == int(short) else short
    return float(single)


def with_twins(message: Json) -> Json:
    """The message with every colour in 8 bits and beside its twin; a given style wins over a given colour."""
    result: Json = {}
    for name, value in message.items():
        if name in _COLOURS and isinstance(value, dict):
            colour = normal_colour(value)
            result[name] = colour
            result[f"{name}Style"] = {"rgbColor": dict(colour)}
        elif isinstance(value, dict) and name.removesuffix("Style") not in _COLOURS:
            result[name] = with_twins(value)
        else:
            result[name] = value
    for name in _COLOURS:
        rgb = message.get(f"{name}Style", {}).get("rgbColor")
        if rgb is not None:
            result[name] = normal_colour(rgb)
            result[f"{name}Style"] = {"rgbColor": normal_colour(rgb)}
    return result


def with_twin_names(mask: Mask) -> Mask:
    """The mask with both names of every colour in it: setting one sets the other."""
    result: Mask = {}
    for name, below in mask.items():
        colour = name.removesuffix("Style")
        if colour not in _COLOURS:
            result[name] = with_twin_names(below)
            continue
        if below.keys() - {"rgbColor"} or any(below.values()):
            raise Unimplemented(f"a mask of a part of {name}")
        result |= {colour: {}, f"{colour}Style": {}}
    return result


def effective(user: Json, value: Result) -> Json:
    """The default format with the user's on top; the alignment follows the kind of the value unless it is set."""
    return _laid_over(_EFFECTIVE[_alignment(value)], user)


def extended_value(value: Scalar) -> Json:
    """A scalar as an ExtendedValue."""
    if isinstance(value, bool):
        return {"boolValue": value}
    if isinstance(value, str):
        return {"stringValue": value}
    return {"numberValue": value}


def effective_value(value: Result) -> Json:
    """What a cell shows as an ExtendedValue: the result of its formula, or an error."""
    if isinstance(value, CellError):
        return {"errorValue": {"type": value.type, "message": value.message}}
    return extended_value(value)


def _default(alignment: str) -> Json:
    """The format of a cell that has none of its own; shared by all cells, so never to be changed in place."""
    text = {**defaults.DEFAULT_FORMAT["textFormat"], "fontFamily": "Arial"}
    own = {"textFormat": text, "horizontalAlignment": alignment, "hyperlinkDisplayType": "PLAIN_TEXT"}
    return {**defaults.DEFAULT_FORMAT, **own}


_EFFECTIVE = {alignment: _default(alignment) for alignment in ("LEFT", "CENTER", "RIGHT")}


def _alignment(value: Result) -> str:
    if isinstance(value, bool | CellError):
        return "CENTER"
    return "LEFT" if isinstance(value, str) else "RIGHT"


def _laid_over(base: Json, top: Json) -> Json:
    merged = dict(base)
    for name, value in top.items():
        below = merged.get(name)
        is_colour = "olor" in name
        merged[name] = _laid_over(below, value) if isinstance(below, dict) and not is_colour else value
    return merged
