"""The records behind one figure as a list: which count, which do not and why, with the way to each of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

import streamlit as st

from components import figure_words as words
from components import links, onward, status, vi
from components.export import csv_file, plain
from components.frames import frame
from components.markup import escaped
from components.models import PER_PAGE, SHORT, page_of
from domain import names, tasks
from domain.behind import Record
from domain.evidence import Evidence, Listed
from domain.quarters import Quarter
from domain.snapshot import Snapshot
from domain.standing import record_of
from domain.tables import (
    Communication,
    Difficulty,
    Exemplar,
    Feedback,
    Finding,
    Inspection,
    Model,
    Reward,
    ServiceFigure,
    Task,
    Unit,
)
from domain.vocabulary import Tab

ALL, COUNTED, NOT_COUNTED, BESIDE = "Tất cả", "Được tính", "Chưa tính", "Ngoài mẫu số"
PARTS = (COUNTED, NOT_COUNTED, BESIDE)
MARKS = {
    COUNTED: ":green-badge[:material/check: được tính]",
    NOT_COUNTED: ":orange-badge[:material/remove: chưa tính]",
    BESIDE: ":gray-badge[ngoài mẫu số]",
}
OPENS: Mapping[Tab, str] = {
    Tab.MODELS: links.MODELS,
    Tab.UNITS: links.UNITS,
    Tab.INSPECTIONS: links.INSPECTIONS,
    Tab.FINDINGS: links.INSPECTIONS,
    Tab.DIFFICULTIES: links.DIFFICULTIES,
    Tab.TASKS: links.TASKS,
    Tab.COMMUNICATIONS: links.COMMUNICATION,
    Tab.SERVICE_FIGURES: links.SERVICE,
    Tab.FEEDBACK: links.FEEDBACK,
    Tab.EXEMPLARS: links.EXEMPLARS,
    Tab.REWARDS: links.EXEMPLARS,
}


@dataclass(frozen=True, slots=True)
class Line:
    """A record as the list shows it; `part` says whether it counts."""

    record: Record
    part: str
    unit: str
    label: str

    @property
    def why(self) -> str:
        return words.why(self.record)

    @property
    def amount(self) -> str:
        record = self.record
        return "" if record.amount is None else plain(record.amount, 0 if isinstance(record.amount, int) else 1)


Columns = list[tuple[str, Callable[[Line], str]]]


def head(found: Evidence, quarter: Quarter, value: str, listed: Listed, at: datetime) -> None:
    """The figure, what it is made of, and how many of its records this account is not shown."""
    st.title(words.title(found, quarter, value), anchor=False)
    status.small(f"{words.explained(found.code)} {vi.as_of(at)}.")
    if listed.withheld:
        st.info(
            f"{vi.counted(listed.withheld, 'dòng')} khác có trong số liệu này, tài khoản này không xem từng dòng.",
            icon=":material/visibility_off:",
        )


def lines(found: Evidence, snapshot: Snapshot) -> list[Line]:
    """The records in the words that `snapshot` lets its reader see; what does not count stands first."""
    parts = [(NOT_COUNTED, [one for one in found.records if not one.counts]), (COUNTED, found.counting)]
    parts.append((BESIDE, found.beside))
    return [_line(one, part, snapshot) for part, records in parts for one in records]


def _line(record: Record, part: str, snapshot: Snapshot) -> Line:
    unit = snapshot.unit(record.unit_id)
    label = names.full_label(unit, snapshot.units) if unit else record.unit_id or vi.UNKNOWN
    return Line(record, part, label, _label(record, snapshot))


def _label(record: Record, snapshot: Snapshot) -> str:
    match record_of(snapshot, record.tab, record.record_id):
        case Model(title=title):
            said = title
        case Unit(unit_type=kind):
            said = kind
        case Inspection(kind=kind, conclusion=conclusion):
            said = f"{kind or vi.UNKNOWN}: {conclusion}" if conclusion else kind
        case Finding() | Difficulty() | Communication() | Feedback() as row:
            said = row.content
        case Task() as task:
            said = tasks.title(task)
        case Exemplar(name=name) | ServiceFigure(name=name):
            said = name
        case Reward(recipient=recipient):
            said = recipient
        case _:
            said = None
    return vi.capital(said or vi.UNKNOWN)


def show(found: Sequence[Line], evidence: Evidence, quarter: Quarter, *, phone: bool) -> Record | None:
    """The filter, the list and its download; the record that somebody wants to open."""
    kept = _filtered(found)
    if not kept:
        st.info("Không có dòng nào khớp. Bỏ bớt điều kiện để xem lại.", icon=":material/filter_alt_off:")
        return None
    columns = _columns(kept, words.NAMED[evidence.code].amount)
    # At the left: the table's own tools lie over what stands above its right end.
    with st.container(horizontal=True, vertical_alignment="center", key="chi_so-list"):
        st.download_button(
            "Tải danh sách (CSV)", data=partial(_file, kept, columns), mime="text/csv", icon=":material/download:",
            file_name=f"{evidence.code.lower()}-{quarter.key.lower()}.csv", key="chi_so.records.csv",
            on_click="ignore", type="tertiary",
        )  # fmt: skip
        status.small(f"{_counted(kept, len(found))}.{'' if phone else ' Đánh dấu vào ô đầu dòng để mở.'}")
    return _cards(kept) if phone else _grid(kept, columns)


def _counted(kept: Sequence[Line], of: int) -> str:
    """`Hiện 11/11 dòng: 4 được tính, 6 chưa tính, 1 ngoài mẫu số`."""
    counts = {part: sum(one.part == part for one in kept) for part in PARTS}
    said = [f"{count} {part.lower()}" for part, count in counts.items() if count]
    return f"Hiện {vi.number(len(kept))}/{vi.counted(of, 'dòng')}: {', '.join(said)}"


def _filtered(found: Sequence[Line]) -> list[Line]:
    """The part that the address asks for."""
    left, right = st.columns([1.4, 1])
    with left:
        part = st.segmented_control("Phần", [ALL, *PARTS], key="phan", default=ALL, bind="query-params")
    with right:
        typed = st.text_input("Tìm", key="tim", bind="query-params", placeholder="Tên, đơn vị, mã, lý do")
    return [one for one in found if part in (None, ALL, one.part) and _matches(one, typed)]


def _matches(line: Line, typed: str | None) -> bool:
    text = names.bare(f"{line.label} {line.unit} {line.record.record_id} {line.why}")
    return all(word in text for word in names.bare(typed or "").split())


def _columns(found: Sequence[Line], amount: str) -> Columns:
    """What a line says, on the screen and in the file; a column in which nothing stands is left out."""
    columns: Columns = [
        ("Phần", lambda one: one.part),
        ("Mã", lambda one: one.record.record_id or vi.UNKNOWN),
        ("Đơn vị", lambda one: one.unit),
        ("Tên, nội dung", lambda one: one.label),
        ("Vì sao", lambda one: one.why),
        (amount, lambda one: one.amount),
        ("Căn cứ", lambda one: ", ".join(filter(None, one.record.by))),
    ]
    return [(name, read) for name, read in columns if name and any(map(read, found))]


def _file(found: Sequence[Line], columns: Columns) -> bytes:
    return csv_file([name for name, _ in columns], ([read(one) for _, read in columns] for one in found))


def _grid(found: Sequence[Line], columns: Columns) -> Record | None:
    rows = frame({name: read(one) for name, read in columns} for one in found)
    chosen = st.dataframe(
        rows, key=onward.key("chi_so.records"), hide_index=True, on_select="rerun", selection_mode="single-row",
        height="content" if len(found) <= SHORT else 640,
        column_config={
            "Đơn vị": st.column_config.TextColumn(width=200),
            "Tên, nội dung": st.column_config.TextColumn(width=310),
            "Vì sao": st.column_config.TextColumn(width=250),
        },
    )  # fmt: skip
    picked = chosen["selection"]["rows"]
    return found[picked[0]].record if picked else None


def _cards(found: Sequence[Line]) -> Record | None:
    for line in page_of(found, PER_PAGE, key="chi_so.page"):
        with st.container(border=True, gap="xsmall"):
            st.markdown(f"**{escaped(line.label)}**  \n:gray[{escaped(line.unit)} · {escaped(line.record.record_id)}]")
            st.markdown(f"{MARKS[line.part]} {escaped(line.why)}")
            slug, query = target(line.record)
            st.page_link(links.to(slug), label=f"Mở {words.TAB_WORDS[line.record.tab].lower()}", query_params=query)
    return None


def target(record: Record) -> tuple[str, dict[str, str]]:
    """The page of a record and what its address names."""
    known, unit = record.record_id or "", {"dv": record.unit_id or ""}
    queries: Mapping[Tab, dict[str, str]] = {
        Tab.MODELS: {"mh": known},
        Tab.UNITS: {"dv": known},
        Tab.INSPECTIONS: {"kt": known},
        Tab.FINDINGS: {"viec": "Theo dõi khắc phục", **unit},
        Tab.DIFFICULTIES: {"kk": "Tất cả", **unit},
        Tab.FEEDBACK: {"yk": known},
        Tab.EXEMPLARS: {"dh": known},
        Tab.REWARDS: {"xem": "Khen thưởng", "tim": known},
        Tab.TASKS: {"nv": known.partition("/")[0], **unit},
        Tab.COMMUNICATIONS: {"hd": known},
        Tab.SERVICE_FIGURES: {"nhom": "Bảng số liệu", "ma": known.rpartition("|")[2]},
    }
    return OPENS[record.tab], queries.get(record.tab, {"tab": str(record.tab)})
