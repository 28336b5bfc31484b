"""The grid of a tab: rows as the sheet shows them, what was typed and waits to be written, and what became of it.

The grid shows what was read when it was opened and does not change by itself: a grid whose data change forgets what was
typed into it. What is new in the sheet comes with “Tải lại”, with which everything typed stays.
"""

import hashlib
import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
import streamlit as st

from components import press, vi
from domain.errors import DvkError
from domain.hand_sheet import HandRow, HandTab, Line, Wanted, Why, Written, column_name, folded, wanted
from domain.places import column_letters

KEY = "so_dung_chung"
ROW = "row"
NEW = "mới"
COMING = 0.35  # seconds in which the browser sends what was still being typed when the button was pressed
ALL_IN_SIGHT = 14  # rows; a longer grid scrolls
EDITS = ("edited_rows", "added_rows", "deleted_rows")


@dataclass
class Grid:
    """What one visitor has of one tab: the part that was read, its lines, and what was deleted from them.

    `nonce` names the operation of what waits, `mounts` counts how often other lines were put into the grid, `told` is
    what the browser last said of the edits: it forgets them when the grid is not drawn.
    """

    part: HandTab
    asked: object
    lines: list[Line]
    deleted: list[HandRow] = field(default_factory=list)
    nonce: str = field(default_factory=lambda: uuid.uuid4().hex[:12])
    mounts: int = 0
    told: Mapping[str, Any] = field(default_factory=dict)
    pressed: bool = False
    restored: bool = False
    outcome: Written | DvkError | None = None
    drawn: tuple[list[Line], pd.DataFrame] | None = None

    def frame(self) -> pd.DataFrame:
        """The lines as text; made anew only when they are others, not in every run."""
        if self.drawn is None or self.drawn[0] is not self.lines:
            self.drawn = self.lines, _frame(self.part, self.lines)
        return self.drawn[1]

    @property
    def key(self) -> str:
        """The widget's: another one whenever its lines are others."""
        return f"{KEY}.{self.nonce}.{self.mounts}"

    def now(self) -> tuple[list[Line], list[HandRow]]:
        """The lines with what the browser has told of the edits, and all deleted rows."""
        state = st.session_state.get(self.key)
        if state is not None:
            self.told = {name: state[name] for name in EDITS if state.get(name)}
        lines, deleted = folded(self.lines, self.told)
        return lines, [*self.deleted, *deleted]

    def hold(self) -> None:
        """Takes the edits into the lines when the browser has forgotten them: another page or tab was open."""
        if self.key not in st.session_state and self.told:
            self.lines, self.deleted = self.now()
            self.told, self.mounts = {}, self.mounts + 1

    def wanted(self) -> Wanted:
        """What waits to be written."""
        return wanted(*self.now())

    def operation(self) -> str:
        """The same as long as the same waits: a second press is the same save."""
        waits = self.wanted()
        typed = [(row, sorted(cells.items())) for row, cells in waits.typed]
        added = [sorted(cells.items()) for cells in waits.added]
        content = hashlib.sha256(repr((typed, added, waits.deleted)).encode()).hexdigest()
        return f"tay-{self.nonce}-{content[:12]}"


@st.cache_resource(show_spinner=False)
def _kept() -> dict[str, tuple[str, list[Line], list[HandRow]]]:
    """What waits in the grids of this process, by slot: it survives F5, a cut connection and a lost session."""
    return {}


def opened(asked: object, load: Callable[[], HandTab], slot: str) -> Grid:
    """The grid of `slot` (one account, tab, year) with the part that was `asked` for, read anew where that changed."""
    grid = st.session_state.get(f"{KEY}.{slot}")
    if isinstance(grid, Grid) and grid.asked == asked:
        grid.hold()
        return grid
    if isinstance(grid, Grid):
        return reopened(grid, asked, load(), slot)
    grid = reopened(None, asked, load(), slot)
    if slot in _kept():
        grid.nonce, lines, grid.deleted = _kept()[slot]  # still the same operation
        grid.lines, grid.restored = merged(grid.part, lines, grid.deleted), True
    return grid


def keep(grid: Grid, slot: str) -> None:
    """Remembers what waits, for a session that has to begin anew."""
    lines, deleted = grid.now()
    if wanted(lines, deleted):
        _kept()[slot] = grid.nonce, [line for line in lines if line.typed], deleted
    elif _kept().get(slot, ("",))[0] == grid.nonce:
        del _kept()[slot]  # what is kept is not another tab's of the same account


def reopened(old: Grid | None, asked: object, part: HandTab, slot: str) -> Grid:
    """A grid of what was read now, in which everything typed and not written still stands."""
    lines, deleted = old.now() if old else ([], [])
    grid = Grid(part, asked, merged(part, lines, deleted), deleted)
    if old:
        grid.outcome, grid.nonce, grid.mounts = old.outcome, old.nonce, old.mounts + 1
    st.session_state[f"{KEY}.{slot}"] = grid
    return grid


def merged(part: HandTab, lines: Sequence[Line], deleted: Sequence[HandRow]) -> list[Line]:
    """The lines of `part`; those with something typed as they were, the ones of other pages first, new ones last."""
    typed = {_identity(line.shown): line for line in lines if line.shown and line.typed}
    gone = {_identity(row) for row in deleted}
    here = [(_identity(row), row) for row in part.rows]
    rows = [typed.pop(one, Line(row)) for one, row in here if one not in gone]
    new = [line for line in lines if line.shown is None and any(line.typed.values())]
    return [*typed.values(), *rows, *new]


def _identity(row: HandRow) -> object:
    """The same row again, wherever it stands by then: by its record, else by its place and all that stands in it."""
    return row.name or (row.row, row.cells)


def after(old: Grid, part: HandTab, written: Written, slot: str) -> Grid:
    """The grid after a save: what was refused still stands in it, over what stands in the sheet now."""
    stands = {_identity(row): row for row in part.rows}
    kept = []
    for one in written.refused:
        if one.deletes or one.why is Why.GONE:
            continue  # told in words: there is no row for it
        shown = one.shown
        if shown and one.why is Why.CHANGED:
            shown = stands.get(_identity(shown), shown)
        kept.append(Line(shown, dict(one.cells)))
    _kept().pop(slot, None)
    grid = Grid(part, old.asked, merged(part, _joined(kept), ()), outcome=written)
    st.session_state[f"{KEY}.{slot}"] = grid
    return grid


def _joined(lines: Sequence[Line]) -> list[Line]:
    """One line per row: cells of a row may have been refused for several reasons."""
    joined: dict[int, Line] = {}
    new = []
    for line in lines:
        if line.shown is None:
            new.append(line)
            continue
        before = joined.get(line.shown.row, Line(line.shown))
        joined[line.shown.row] = Line(line.shown, {**before.typed, **line.typed})
    return [*joined.values(), *new]


def draw(grid: Grid, *, phone: bool) -> None:
    """The grid itself: a plain table where the actor may type into no column."""
    part, columns, frame = grid.part, grid.part.columns, grid.frame()
    shape: dict[str, Any] = {
        "hide_index": True,
        "height": "content" if len(grid.lines) <= ALL_IN_SIGHT else 420 if phone else 560,
        "column_config": _configured(part),
        "placeholder": "",
        "alt": f"Tab {part.tab}",
    }
    if phone:
        st.space("medium")  # for the tools of the grid, which a phone always shows above it
    if not is_open(part):
        st.dataframe(frame, key=f"{grid.key}.table", **shape)
        return
    st.data_editor(
        frame,
        key=grid.key,
        num_rows="dynamic" if part.adds and part.deletes else "fixed",
        disabled=[ROW, *(column_name(one.at) for one in columns if not one.open)],
        **shape,
    )


def _frame(part: HandTab, lines: Sequence[Line]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            ROW: [str(line.shown.row) if line.shown else NEW for line in lines],
            **{column_name(one.at): [line.text(one.at) for line in lines] for one in part.columns},
        },
        dtype=str,
    )


def is_open(part: HandTab) -> bool:
    """Whether the actor may type into some column of the tab."""
    return any(one.open for one in part.columns)


def _configured(part: HandTab) -> Mapping[str, Any]:
    text = st.column_config.TextColumn
    named = {
        column_name(one.at): text(heading(part, one.at), help=one.help or None, default=one.start or None)
        for one in part.columns
    }
    return {ROW: text("Dòng", width=64, help="Số dòng trên trang tính."), **named}


def heading(part: HandTab, column: int) -> str:
    """A column as people call it: by its title, else by its letters."""
    title = part.titles[column].strip() if column < len(part.titles) else ""
    return title or f"Cột {column_letters(column)}"


def pressed(grid: Grid, slot: str) -> bool:
    """Draws what waits and the button that writes it; whether it is to be written now.

    The press is carried out a moment later: what was still being typed when the button was pressed comes after it.
    """
    waits = grid.wanted()
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        asked = press.button("Ghi vào sổ", key=f"{KEY}.write", type="primary", icon=":material/save:")
        said = waiting(waits) + (" :gray[Giữ lại từ lần mở trước.]" if grid.restored else "")
        st.markdown(said if waits else ":gray[Không có gì chờ ghi.]", width="content")
        if waits and press.button("Bỏ phần chưa ghi", key=f"{KEY}.drop", icon=":material/undo:"):
            grid.lines, grid.deleted = [Line(line.shown) for line in grid.lines if line.shown], []
            grid.nonce, grid.told, grid.outcome, grid.asked = uuid.uuid4().hex[:12], {}, None, None
            _kept().pop(slot, None)
            st.rerun()
    if asked:
        grid.pressed = True
        time.sleep(COMING)
        st.rerun()
    due, grid.pressed = grid.pressed, False
    return due and bool(waits)


def waiting(waits: Wanted) -> str:
    """“Chưa ghi: 3 ô, 1 dòng mới, xóa 2 dòng.”"""
    return f":orange[:material/edit: **Chưa ghi:** {counted(waits.cells, len(waits.added), len(waits.deleted))}.]"


def counted(cells: int, added: int, deleted: int) -> str:
    """“3 ô, 1 dòng mới, xóa 2 dòng”."""
    said = [
        vi.counted(cells, "ô") if cells else "",
        vi.counted(added, "dòng mới") if added else "",
        f"xóa {vi.counted(deleted, 'dòng')}" if deleted else "",
    ]
    return ", ".join(one for one in said if one)


def done(written: Written) -> str:
    """What is said after a save, "" when nothing was written."""
    said = counted(written.cells, written.added, 0)
    parts = [f"Đã ghi vào sổ: {said}" if said else ""]
    if written.deleted:
        parts.append(f"Đã xóa {vi.counted(written.deleted, 'dòng')} · có thể khôi phục ở Lịch sử")
    return ". ".join(one for one in parts if one)
