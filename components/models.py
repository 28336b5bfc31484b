"""The list of models: filters in the address, a table on the desk, cards on the phone (design, section 5.6)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import streamlit as st

from components import labels, onward, press, status, theme, vi
from components.frames import frame
from components.markup import escaped
from components.model_card import Line, badges, progress
from domain import names
from domain.model_rules import state_of
from domain.progress import ModelProgress
from domain.remembered import remembered
from domain.snapshot import Snapshot, grouped
from domain.view import QuarterView
from domain.vocabulary import Field, ModelState, Status, UnitType

T = TypeVar("T")

ALL, PENDING = "Tất cả", "Chờ duyệt"
PER_PAGE = 8  # cards of a page
ROWS = 60  # of the table on the desk: more would cost a megabyte a view
SHORT_FIELDS = {
    Field.ECONOMY: "Phát triển kinh tế",
    Field.POVERTY: "Giảm nghèo",
    Field.NEW_COUNTRYSIDE: "Nông thôn mới",
    Field.ENVIRONMENT: "Môi trường",
    Field.SECURITY: "An ninh trật tự",
    Field.POLITICAL_SYSTEM: "Hệ thống chính trị",
    Field.OTHER: "Khác",
}
"""Fields as a narrow column holds them whole."""

SHORT = 18  # rows that are all in sight; a longer table scrolls


@remembered
def lines(snapshot: Snapshot, view: QuarterView) -> tuple[Line, ...]:
    """All models, the most urgent first, then by unit. Worked out once for each reading and kind of reader."""
    tracked = {one.model.model_id: one for one in view.tracked}
    known = labels.units(snapshot)
    found = [
        Line(
            model,
            known.get(model.unit_id or "", model.unit_id or "—"),
            state_of(model, snapshot),
            tracked.get(model.model_id),
        )
        for model in snapshot.models
    ]
    places = {label: names.sort_key(label) for label in {line.unit for line in found}}
    return tuple(sorted(found, key=lambda line: (*_urgency(line), places[line.unit])))


@remembered
def lines_by_unit(snapshot: Snapshot, view: QuarterView) -> Mapping[str | None, tuple[Line, ...]]:
    """The same by unit."""
    return grouped(lines(snapshot, view), lambda line: line.model.unit_id)


def _urgency(line: Line) -> tuple[bool, int]:
    order = status.ORDER.index(line.status) if line.status in status.ORDER else len(status.ORDER)
    return line.state is not ModelState.PENDING, order


@dataclass(frozen=True, slots=True)
class Counts:
    """How many there are, how many of them late, and how many wait to be decided."""

    models: int
    late: int
    waiting: int


@remembered
def counts(snapshot: Snapshot, view: QuarterView) -> Counts:
    """Of all models; worked out once for each reading and kind of reader."""
    found = lines(snapshot, view)
    return Counts(
        len(found),
        sum(one.status is Status.LATE for one in found),
        sum(one.state is ModelState.PENDING for one in found),
    )


def title(counts: Counts) -> str:
    """The counts in one sentence."""
    said = [vi.counted(counts.models, "mô hình")]
    if counts.late:
        said.append(f":red[{vi.counted(counts.late, 'chậm')}]")
    if counts.waiting:
        said.append(vi.counted(counts.waiting, "chờ duyệt"))
    return ", ".join(said)


def filters(found: Sequence[Line], waiting: int, snapshot: Snapshot, *, phone: bool) -> Sequence[Line]:
    """Draws the filters, which live in the address, and gives what they leave; so many wait to be decided."""
    view = _view(waiting)
    state, field, kind, words = _choices(phone=phone)
    if view == ALL and not any((state, field, kind, words)):
        return found
    types = {unit.unit_id: unit.unit_type for unit in snapshot.units}
    return [
        one
        for one in found
        if (view != PENDING or one.state is ModelState.PENDING)
        and (state is None or state in (one.state, one.status))
        and (field is None or one.model.field == field)
        and (kind is None or types.get(one.model.unit_id) == kind)
        and _matches(one, words)
    ]


def _view(waiting: int) -> str:
    """All, or what waits to be approved. Bound by hand: a binding would put the count into the address."""
    view = st.segmented_control(
        "Danh sách",
        [ALL, PENDING],
        key="mo_hinh.xem",
        default=PENDING if only_waiting() else ALL,
        format_func=lambda one: f"{one} {waiting}" if one == PENDING and waiting else one,
        label_visibility="collapsed",
    )
    if view == PENDING:
        st.query_params["xem"] = PENDING
    else:
        st.query_params.pop("xem", None)
    return view or ALL


def only_waiting() -> bool:
    """Whether the address asks for what waits to be approved."""
    return st.query_params.get("xem") == PENDING


def _choices(*, phone: bool) -> tuple[Status | ModelState | None, Field | None, UnitType | None, str | None]:
    """Beside each other on the desk, folded away on the phone."""
    if phone:
        with st.expander("Bộ lọc", icon=":material/filter_alt:"):
            return _state(), _field(), _kind(), _words()
    boxes = st.columns(4)
    with boxes[0]:
        state = _state()
    with boxes[1]:
        field = _field()
    with boxes[2]:
        kind = _kind()
    with boxes[3]:
        return state, field, kind, _words()


def _state() -> Status | ModelState | None:
    options: list[Status | ModelState] = [*status.ORDER, *ModelState]
    return st.selectbox("Trạng thái", options, None, key="tt", bind="query-params", placeholder="Mọi trạng thái")


def _field() -> Field | None:
    return st.selectbox("Lĩnh vực", list(Field), None, key="lv", bind="query-params", placeholder="Mọi lĩnh vực")


def _kind() -> UnitType | None:
    return st.selectbox("Khối", list(UnitType), None, key="khoi", bind="query-params", placeholder="Mọi khối")


def _words() -> str | None:
    return st.text_input("Tìm", key="tim", bind="query-params", placeholder="Tên mô hình, đơn vị, mã")


def _matches(line: Line, words: str | None) -> bool:
    if not words:
        return True
    text = names.bare(f"{line.model.title} {line.unit} {line.model.model_id}")
    return all(word in text for word in names.bare(words).split())


def table(found: Sequence[Line], of: int, link: Callable[[Line], str | None], *, phone: bool) -> str | None:
    """The list, which leaves so many `of` all; the ID of the model that somebody wants to see.

    `link` gives the address of the model's row in the sheet, None where the reader may not open it.
    """
    if not found:
        st.info("Không có mô hình nào khớp bộ lọc. Bỏ bớt điều kiện để xem lại.", icon=":material/filter_alt_off:")
        return None
    how = "" if phone else " Đánh dấu vào ô đầu dòng để mở mô hình."
    status.small(f"Hiện {vi.number(len(found))}/{vi.counted(of, 'mô hình')}.{how}")
    part = page_of(found, PER_PAGE if phone else ROWS, key="mo_hinh.page")
    return _cards(part) if phone else _grid(part, link)


def page_of(found: Sequence[T], size: int, *, key: str, first: int = 0) -> Sequence[T]:
    """The part of a long list that the reader has turned to; at first the one with the place `first`, from 0."""
    pages = -(-len(found) // size)
    page = st.pagination(pages, default=first // size + 1, key=key) if pages > 1 else 1
    return found[(page - 1) * size : page * size]


def _grid(found: Sequence[Line], link: Callable[[Line], str | None]) -> str | None:
    cells = [link(one) for one in found]
    linked = [{"Ô": one} for one in cells] if any(cells) else [{}] * len(cells)
    chosen = st.dataframe(
        frame({**_row(one), **cell, "Mã": one.model.model_id or "—"} for one, cell in zip(found, linked, strict=True)),
        key=onward.key("mo_hinh.table"),
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        height="content" if len(found) <= SHORT else 700,
        column_config={
            "Tiến độ": st.column_config.ProgressColumn(min_value=0, max_value=100, format="%d%%", width=95),
            "Trạng thái": st.column_config.TextColumn(width=118),
            "Đơn vị": st.column_config.TextColumn(width=176),
            "Mô hình": st.column_config.TextColumn(width=232),
            "Lĩnh vực": st.column_config.TextColumn(width=132),
            "So với mốc": st.column_config.TextColumn(width=92),
            "Báo cáo": st.column_config.TextColumn(width=103),
            "Duyệt": st.column_config.TextColumn(width=120),
            "Ô": st.column_config.LinkColumn(display_text=r"(?:range|o)=(A\d+)$", width=52),
            "Mã": st.column_config.TextColumn(width=118),
        },
    )
    rows = chosen["selection"]["rows"]
    return found[rows[0]].model.model_id if rows else None


def _row(line: Line) -> Mapping[str, object]:
    progress = line.progress
    known = progress if progress and progress.taken_from else None  # a model that never reported is not behind
    look = status.LOOKS[progress.status] if progress else None
    return {
        "Trạng thái": f"{look.symbol} {vi.capital(look.word)}".strip() if look else "—",
        "Đơn vị": line.unit,
        "Mô hình": line.model.title or "—",
        "Lĩnh vực": SHORT_FIELDS.get(line.model.field, "—") if line.model.field else "—",
        "Tiến độ": float(known.value) if known else None,
        "So với mốc": vi.points(known.gap) if known and known.gap is not None else "—",
        "Báo cáo": _reported(known),
        "Duyệt": line.state or "—",
    }


def _reported(known: ModelProgress | None) -> str:
    """The day of this quarter's report, else the quarter whose figure is shown."""
    if known is None or known.taken_from is None:
        return "—"
    return vi.day(known.report.submitted) if known.report else vi.quarter_of_year(known.taken_from)


def _cards(found: Sequence[Line]) -> str | None:
    chosen = None
    for line in found:
        with st.container(border=True, gap="xsmall"):
            st.markdown(f"**{escaped(line.model.title or '—')}**  \n:gray[{escaped(line.unit)}]")
            st.markdown(" ".join(badges(line)))
            progress(line, theme.palette())
            known = line.model.model_id  # a typed row has none yet
            if known and press.button("Xem mô hình", key=f"mo_hinh.open.{known}", width="stretch"):
                chosen = known
    return chosen
