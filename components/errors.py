"""The list of data errors: what, where, what it does, what it should say, and the way to the cell (design 5.6)."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import streamlit as st

from components import links, vi
from components.markup import escaped
from components.models import page_of
from domain import names
from domain.effects import effect
from domain.snapshot import Problem, Snapshot
from domain.vocabulary import ProblemLevel, Tab

ALL = "Tất cả"
SHOWN = 10  # a card is six elements, and each costs the server some tenths of a millisecond in every run
LONGEST = 200  # characters of a value
IN_PANEL = 6
LEVELS = {ProblemLevel.ERROR: "Làm sai số liệu", ProblemLevel.WARNING: "Cần sửa"}
BADGES = {
    ProblemLevel.ERROR: ":red-badge[:material/error: Làm sai số liệu]",
    ProblemLevel.WARNING: ":orange-badge[:material/edit_note: Cần sửa]",
}
REMINDED, REMINDED_VALUE = 10, 40  # cells in a message, characters of a value
NO_UNIT = "Không rõ đơn vị"


@dataclass(frozen=True, slots=True)
class Choice:
    """What the person wants to see; None for everything."""

    level: ProblemLevel | None
    unit: str | None
    tab: Tab | None

    def takes(self, problem: Problem) -> bool:
        """Whether the problem is among it."""
        wanted = ((self.level, problem.level), (self.unit, problem.unit_id or ""), (self.tab, problem.tab))
        return all(want is None or want == has for want, has in wanted)


def title(problems: Sequence[Problem]) -> str:
    """One sentence: how much there is to mend."""
    wrong = sum(one.level is ProblemLevel.ERROR for one in problems)
    if not problems:
        return "Không có ô nào cần sửa."
    if not wrong:
        return f"{vi.counted(len(problems), 'ô')} cần sửa, chưa ô nào làm sai số liệu."
    return f"{vi.counted(len(problems), 'ô')} cần sửa, {vi.counted(wrong, 'ô')} làm sai số liệu."


def choose(problems: Sequence[Problem], snapshot: Snapshot) -> Choice:
    """Filters that stand in the address: level, unit, tab."""
    levels = Counter(one.level for one in problems)
    units = Counter(one.unit_id or "" for one in problems)
    tabs = Counter(str(one.tab) for one in problems)
    named = sorted(units, key=lambda one: names.sort_key(_unit(one, snapshot)))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        level = st.segmented_control(
            "Mức",
            list(LEVELS),
            format_func=lambda one: f"{LEVELS[one]} {levels[one]}",
            key="loi.muc",
            default=next((one for one, word in LEVELS.items() if word == st.query_params.get("muc")), None),
        )
        unit = _one_of("Thôn, đơn vị", "dv", named, lambda one: f"{_unit(one, snapshot)} ({units[one]})")
        tab = _one_of("Tab", "tab", list(tabs), lambda one: f"{one} ({tabs[one]})")
    for name, value in (("muc", LEVELS[level] if level else None), ("dv", unit), ("tab", tab)):
        if value:
            st.query_params[name] = value
        else:
            st.query_params.pop(name, None)
    return Choice(level, unit, Tab(tab) if tab else None)


def _one_of(label: str, name: str, known: Sequence[str], shown: Callable[[str], str]) -> str | None:
    """One of `known`, or None for everything; at first what the address says."""
    wanted = st.query_params.get(name)
    return st.selectbox(
        label,
        [None, *known],
        known.index(wanted) + 1 if wanted in known else 0,
        format_func=lambda one: ALL if one is None else shown(one),
        key=f"loi.{name}",
    )


def _unit(unit_id: str, snapshot: Snapshot) -> str:
    unit = snapshot.unit(unit_id)
    return names.full_label(unit, snapshot.units) if unit else (unit_id or NO_UNIT)


def cards(
    problems: Sequence[Problem],
    snapshot: Snapshot,
    link: Callable[[Problem], str | None],
    below: Callable[[Problem, str], None],
) -> None:
    """A card per problem. `link` = the cell's address on Google; `below` draws what the person may do about it."""
    by_level = sorted(problems, key=lambda one: list(LEVELS).index(one.level))
    mended: set[str] = set()  # one button for a cell, whatever else is said of it
    for problem in page_of(by_level, SHOWN, key="loi.page"):
        with st.container(border=True, gap="xsmall"):
            st.markdown("  \n".join(_told(problem, snapshot)))
            with st.container(horizontal=True, vertical_alignment="center"):
                if (slot := slot_of(problem)) not in mended:
                    mended.add(slot)
                    below(problem, slot)
                _open(problem, link(problem))


def _told(problem: Problem, snapshot: Snapshot) -> Iterator[str]:
    """Whose, where, what is wrong, what to do: lines of one text, as an element for each costs more than a chart."""
    yield f"{BADGES[problem.level]} **{escaped(_unit(problem.unit_id or '', snapshot))}** · {place(problem)}"
    if problem.value:
        yield f"Đang ghi: **{_quoted(problem.value)}**"
    yield escaped(vi.sentence(problem.message))
    if problem.remedy and problem.remedy not in problem.message:
        yield f"Cách sửa: {escaped(problem.remedy)}"
    yield f":gray[Ảnh hưởng: {escaped(effect(problem))}]"


def panel(
    problems: Sequence[Problem], snapshot: Snapshot, link: Callable[[Problem], str | None], *, phone: bool
) -> None:
    """The first of them in short above a list that they may spoil (design, section 5.6); folded on a phone."""
    wrong = sum(one.level is ProblemLevel.ERROR for one in problems)
    spoils = f", {vi.counted(wrong, 'ô')} làm sai số liệu biểu đồ" if wrong else ""
    first = sorted(problems, key=lambda one: list(LEVELS).index(one.level))[:IN_PANEL]
    said = f"{vi.counted(len(problems), 'ô')} trên trang tính ghi sai{spoils}"
    with st.expander(said, icon=":material/warning:", expanded=not phone, key="loi-panel"):
        rows = [_row(one, snapshot, link(one)) for one in first]
        if phone:
            st.markdown("\n".join(f"- {row['Mức']} **{row['Đơn vị']}** · {row['Vị trí']}" for row in rows))
        else:
            st.table({name: [row[name] for row in rows] for name in rows[0]}, border="horizontal", hide_index=True)
        st.page_link(links.to(links.ERRORS), label="Xem và sửa tất cả", icon=":material/rule:", width="content")


def _row(problem: Problem, snapshot: Snapshot, address: str | None) -> dict[str, str]:
    """A line of the panel, in Markdown."""
    cell = problem.cell if problem.at is not None else f"A{problem.row}"
    here = address or links.cell(snapshot, problem.tab, cell)
    return {
        "Mức": BADGES[problem.level],
        "Đơn vị": escaped(_unit(problem.unit_id or "", snapshot)),
        "Vị trí": place(problem),
        "Đang ghi": _quoted(problem.value) if problem.value else "(trống)",
        "Nên ghi": f"**{_quoted(problem.suggestion or problem.remedy or problem.message)}**",
        "Ảnh hưởng": escaped(effect(problem)),
        "Ô": f"[Mở ô {cell}]({here})" if problem.row is not None else "",
    }


def place(problem: Problem) -> str:
    """Where it stands: tab, row, column and its name, the record."""
    said = [f"tab {problem.tab}"]
    if problem.row is not None:
        said.append(f"dòng {problem.row}")
    if problem.column:
        letters = problem.cell.rstrip("0123456789") if problem.at is not None else ""
        said.append(f"cột {letters} “{problem.column}”" if letters else f"cột “{problem.column}”")
    if problem.record_id:
        said.append(problem.record_id)
    return escaped(", ".join(said))


def reminder(problems: Sequence[Problem], unit: str, snapshot: Snapshot, address: str) -> None:
    """A message to the unit about its own cells, ready to copy; `address` = the page that lists them."""
    with st.expander("Tin nhắn nhắc đơn vị sửa sổ", icon=":material/chat:"):
        st.caption("Bấm nút chép ở góc khung rồi dán vào Zalo.")
        st.code(reminder_text(problems, _unit(unit, snapshot), address), language=None, wrap_lines=True)


def reminder_text(problems: Sequence[Problem], name: str, address: str) -> str:
    """Whose cells, where each stands, what it says and what is wrong with it, and where to mend it."""
    lines = [f"{name}: sổ Dân vận khéo có {len(problems)} ô cần sửa."]
    for number, one in enumerate(problems[:REMINDED], 1):
        said = f", đang ghi “{one.value[:REMINDED_VALUE]}”" if one.value else ""
        where = f"{number}. Tab {one.tab}, ô {one.cell} ({one.column}){said}: {one.message.rstrip('.')}."
        lines.append(f"{where} Nên ghi: {one.suggestion}." if one.suggestion else where)
    if len(problems) > REMINDED:
        lines.append(f"… và {len(problems) - REMINDED} ô khác.")
    return "\n".join([*lines, f"Xem và sửa tại: {address}"])


def slot_of(problem: Problem) -> str:
    """A name for what is drawn for the cell of a problem; a row that was copied has the ID of another one."""
    return f"loi.{problem.tab.name}.{problem.record_id or ''}.{problem.row}.{problem.field}"


def _quoted(value: str) -> str:
    return escaped(value if len(value) <= LONGEST else f"{value[:LONGEST]}…")


def _open(problem: Problem, address: str | None) -> None:
    """The way to the cell: on Google its address, else the page of the shared workbook."""
    if problem.row is None:
        return
    label = f"Mở ô {problem.cell}" if problem.at is not None else f"Mở dòng {problem.row}"
    if address is not None:
        st.link_button(label, address, icon=":material/open_in_new:", type="tertiary")
        return
    query = {"tab": str(problem.tab), "o": problem.cell if problem.at is not None else f"A{problem.row}"}
    st.page_link(links.to(links.SHEET), label=label, icon=":material/table:", query_params=query, width="content")
