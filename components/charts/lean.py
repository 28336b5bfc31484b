"""The same picture in fewer words: of what Altair writes down, a third is said for every layer or read from every row.

Every word crosses the network for every view, and Vega compiles each layer before the first line is drawn.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Rows = Sequence[Mapping[str, Any]]
Layer = dict[str, Any]

READS = re.compile(r"datum\.(\w+)")
PLACE = ("x", "y")


def lean(chart: Mapping[str, Any]) -> dict[str, Any]:
    """A chart of `marks.sheet` as Altair describes it, with no layer and no column that shows nothing.

    Where all marks of a layer have the same colour, size or corner, the layer says so once. Where both axes are left
    out and all tooltips are words, there is no axis to draw, and no day or month that Vega would have to name.
    """
    sets: Mapping[str, Rows] = chart["datasets"]
    layers: list[Layer] = []
    kept: dict[str, Rows] = {}
    full = [layer for layer in chart["layer"] if sets[layer["data"]["name"]]]
    for layer in full or chart["layer"][-1:]:  # a chart has a layer, also where it shows nothing
        rows, name = sets[layer["data"]["name"]], f"d{len(layers)}"
        slim = _slim(layer, rows)
        layers.append({**slim, "data": {"name": name}})
        kept[name] = _only(_read(slim, chart.get("params", ())), rows)
    place = {axis: layers[0]["encoding"].pop(axis) for axis in PLACE if _is_shared(axis, layers)}
    for layer in layers[1:]:
        for axis in place:
            del layer["encoding"][axis]
    return {**chart, "config": _config(chart, layers, place), "encoding": place, "layer": layers, "datasets": kept}


def _slim(layer: Layer, rows: Rows) -> Layer:
    """The layer, in which what is equal in all rows is a value."""
    same = {name: cell for name, cell in rows[0].items() if all(row[name] == cell for row in rows)} if rows else {}
    mark = {name: _value(found, same) for name, found in layer["mark"].items()}
    encoding = dict(layer["encoding"])
    for channel, said in layer["encoding"].items():
        if isinstance(said, dict) and said.get("scale", "") is None and said["field"] in same:
            del encoding[channel]
            mark[channel] = same[said["field"]]
    if not encoding.get("tooltip", True):
        del encoding["tooltip"]
    return {**layer, "mark": mark, "encoding": encoding}


def _value(found: Any, same: Mapping[str, Any]) -> Any:
    read = READS.fullmatch(found["expr"]) if isinstance(found, dict) and "expr" in found else None
    return same[read[1]] if read and read[1] in same else found


def _read(layer: Layer, params: Sequence[Mapping[str, Any]]) -> set[str]:
    """The columns that the layer still needs, those included that a click chooses."""
    told = (name for said in layer["mark"].values() if isinstance(said, dict) for name in READS.findall(said["expr"]))
    chosen = (name for param in params if layer.get("name") in param["views"] for name in param["select"]["fields"])
    return {*told, *chosen, *_fields(layer["encoding"])}


def _fields(encoding: Mapping[str, Any]) -> Iterator[str]:
    for said in encoding.values():
        for one in said if isinstance(said, list) else [said]:
            if "field" in one:
                yield one["field"]


def _only(names: set[str], rows: Rows) -> Rows:
    return [{name: cell for name, cell in row.items() if name in names} for row in rows]


def _is_shared(axis: str, layers: Sequence[Layer]) -> bool:
    first = layers[0]["encoding"].get(axis)
    return first is not None and all(layer["encoding"].get(axis) == first for layer in layers)


def _config(chart: Mapping[str, Any], layers: Sequence[Layer], place: Mapping[str, Any]) -> dict[str, Any]:
    bare = all(axis in place and place[axis].get("axis", "") is None for axis in PLACE)
    told = [one for layer in layers for one in layer["encoding"].get("tooltip", ())]
    if not bare or any(one["type"] != "nominal" for one in told):
        return dict(chart["config"])
    kept = {name: said for name, said in chart["config"].items() if name != "axis"}
    return {**kept, "locale": {"number": kept["locale"]["number"]}}
