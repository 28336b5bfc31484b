"""Boxes, lines and words placed on one ruler, and the chart that they make together.

Everything is placed by us and nothing is measured by Vega, which measures text before the web font has loaded. A chart
has at most four layers, whatever it shows: sizes and alignments are read from the records, because each further layer
costs more than all its rows (checking against Altair's schema).
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from textwrap import wrap
from typing import Any, Literal

import altair as alt
import pandas as pd

LETTER = 0.56
"""Average width of a letter of Be Vietnam Pro in em; a little too wide rather than too narrow."""
NAME_LETTERS = 16
"""Of a village in one line; longer names would leave no room for what stands beside them on a phone."""
DASHES = "datum.dashed ? [{}, {}] : [1, 0]"
"""Written out here: a list in a record reaches the browser as an Arrow vector, which Vega draws as no dashes at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle in ruler units. `tip` is what the tooltip says, by the chart's tooltip fields."""

    x: float
    x2: float
    y: float
    y2: float
    fill: str
    stroke: str = "transparent"
    dashed: bool = False
    thick: float = 1
    radius: float = 4
    tip: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A straight line between two points in ruler units; `thick` is its width in pixels."""

    x: float
    x2: float
    y: float
    y2: float
    colour: str
    thick: float = 1.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """Text at (x, y), moved by (dx, dy) pixels; a line break is written `\\n`. More than `limit` pixels end in `…`."""

    x: float
    y: float
    label: str
    colour: str
    size: float = 14
    weight: int = 400
    align: Literal["left", "center", "right"] = "center"
    dx: float = 0
    dy: float = 0
    limit: float = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruler:
    """The domain of both axes: x from −`left` to `width`, y counts rows from −`top` (for the heads) downwards.

    Names and heads have room inside the domain: what sticks out of it Vega would measure, and shrink the chart by it.
    """

    width: float
    rows: float
    left: float = 0
    top: float = 0

    def place(self) -> dict[str, Any]:
        """Both axes as channel objects: bare strings make a chart thirty times dearer to build (streamlit.md, 0.3)."""
        return {
            "x": alt.X("x:Q", axis=None, scale=alt.Scale(domain=[-self.left, self.width], nice=False, zero=False)),
            "y": alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[self.rows, -self.top], nice=False, zero=False)),
        }


Mark = Box | Line | Word

ZOOM = 26 / 14
"""On a slide the desk's smallest letters are 26 pixels high, on a screen of 1920 (design, section 8)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """The room of a chart at the desk's sizes: its width and a row in pixels; all of it is drawn `scale` times."""

    pixels: int
    step: float
    scale: float = 1


def on_slide(pixels: float, step: float, scale: float) -> Room:
    """The room of a chart that takes `pixels`, `step` per row, on a screen of 1920; `scale` is screen / 1920."""
    return Room(pixels=round(pixels / ZOOM), step=step / ZOOM, scale=scale * ZOOM)


def text_width(texts: Sequence[str], size: float) -> int:
    """Pixels that the longest of `texts` needs at `size`."""
    lines = [line for text in texts for line in text.split("\n")]
    return round(max(map(len, lines), default=0) * size * LETTER)


def two_lines(name: str, letters: int = NAME_LETTERS) -> str:
    """A name of more than so many letters in two lines, in front of a bracket if it has one; the rest is cut."""
    if len(name) <= letters:
        return name
    head, bracket, rest = name.partition(" (")
    parts = [head, f"({rest}"] if bracket else wrap(name, letters, max_lines=2, placeholder="…")
    return "\n".join(part if len(part) <= letters else f"{part[: letters - 1].rstrip()}…" for part in parts)


def room_for(texts: Sequence[str], size: int, *, width: float, pixels: int, gap: int = 14) -> float:
    """Ruler units left of 0 for `texts` and a `gap`, on a chart about `pixels` wide whose own ruler is `width`."""
    return room_of(text_width(texts, size) + gap, width=width, pixels=pixels)


def room_of(need: float, *, width: float, pixels: int) -> float:
    """Ruler units that are `need` pixels left of 0, on a chart about `pixels` wide whose own ruler is `width`."""
    return width * need / (pixels - need)


def sheet(
    ruler: Ruler, marks: Sequence[Mark], *, step: float, padding: Mapping[str, float] | None = None,
    tips: Mapping[str, str] | None = None, chosen: str | None = None, scale: float = 1,
) -> alt.LayerChart:  # fmt: skip
    """The marks as one chart, `step` pixels per row. `tips` maps tooltip fields to their titles.

    Everything in pixels is drawn `scale` times: sizes are written for one screen and shown on another.

    `chosen` is the tip's field that a click on a box chooses, also the name of the selection; words lie above the
    boxes but let the click through, because Vega-Lite makes layers without a selection of their own deaf.

    Padding is an object with four sides: a plain number breaks the chart in Streamlit 1.67.
    """
    marks = [_scaled(mark, scale) for mark in marks]
    told = [mark for mark in marks if isinstance(mark, Box) and mark.tip]
    plain = [mark for mark in marks if isinstance(mark, Box) and not mark.tip]
    shown = _boxes(ruler, told, scale).encode(
        tooltip=[alt.Tooltip(f"{key}:N", title=title) for key, title in (tips or {}).items()]
    )
    if chosen and told:
        shown = shown.add_params(alt.selection_point(name=chosen, fields=[chosen], toggle=False))
    layers = [
        _boxes(ruler, plain, scale),
        shown,
        _lines(ruler, [mark for mark in marks if isinstance(mark, Line)]),
        _words(ruler, [mark for mark in marks if isinstance(mark, Word)]),
    ]
    sides = {"left": 14, "right": 14, "top": 4, "bottom": 4} | dict(padding or {})
    sides = {side: pixels * scale for side, pixels in sides.items()}
    height = round((ruler.rows + ruler.top) * step * scale)
    return alt.LayerChart(layer=layers, height=height, width="container", padding=sides)


def _scaled(mark: Mark, scale: float) -> Mark:
    if scale == 1:
        return mark
    match mark:
        case Box():
            return replace(mark, thick=mark.thick * scale, radius=mark.radius * scale)
        case Line():
            return replace(mark, thick=mark.thick * scale)
        case Word():
            dx, dy = mark.dx * scale, mark.dy * scale
            return replace(mark, size=mark.size * scale, dx=dx, dy=dy, limit=mark.limit * scale)


def _boxes(ruler: Ruler, boxes: Sequence[Box], scale: float) -> alt.Chart:
    dashes: dict[str, Any] = {}
    if any(box.dashed for box in boxes):
        dashes = {"strokeDash": alt.ExprRef(DASHES.format(4 * scale, 3 * scale))}
    rows = [{**asdict(box), **box.tip} for box in boxes]
    for row in rows:
        del row["tip"]  # its fields stand beside it
    chart: alt.Chart = _chart(rows).mark_rect(
        cornerRadius=_read("radius"), strokeWidth=_read("thick"), aria=False, **dashes
    )
    return chart.encode(
        **ruler.place(),
        x2=alt.X2("x2:Q"),
        y2=alt.Y2("y2:Q"),
        fill=alt.Fill("fill:N", scale=None),
        stroke=alt.Stroke("stroke:N", scale=None),
    )


def _lines(ruler: Ruler, lines: Sequence[Line]) -> alt.Chart:
    rows = [asdict(line) for line in lines]
    chart: alt.Chart = _chart(rows).mark_rule(strokeWidth=_read("thick"), strokeCap="round", aria=False)
    return chart.encode(**ruler.place(), x2=alt.X2("x2:Q"), y2=alt.Y2("y2:Q"), color=alt.Color("colour:N", scale=None))


def _words(ruler: Ruler, words: Sequence[Word]) -> alt.Chart:
    lines: dict[str, Any] = {}
    if any("\n" in word.label for word in words):
        lines = {"lineBreak": "\n", "lineHeight": alt.ExprRef("datum.size * 1.1")}
    chart: alt.Chart = _chart([asdict(word) for word in words]).mark_text(
        align=_read("align"),
        baseline="middle",
        dx=_read("dx"),
        dy=_read("dy"),
        fontSize=_read("size"),
        fontWeight=_read("weight"),
        limit=_read("limit"),
        aria=False,
        **lines,
    )
    return chart.encode(**ruler.place(), text=alt.Text("label:N"), color=alt.Color("colour:N", scale=None))


def _chart(rows: Sequence[Mapping[str, Any]]) -> alt.Chart:
    """The rows as a frame: Altair checks plain records one by one against its schema."""
    return alt.Chart(pd.DataFrame(list(rows)))


def _read(name: str) -> alt.ExprRef:
    return alt.ExprRef(f"datum.{name}")
