"""Dân vận chính quyền: the sentence at the top, what is not filled in, the table of all figures (R4, R26 to R35)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st

from components import service_words as words
from components import status, vi
from components.export import csv_file
from components.frames import frame
from components.markup import escaped
from components.models import PER_PAGE, page_of
from components.service_blocks import facts
from domain import names
from domain.government import ServiceQuarter, row_of
from domain.quarters import Quarter
from domain.ratios import Ratio
from domain.remembered import remembered
from domain.service_fields import USED, gaps
from domain.snapshot import Snapshot
from domain.view import QuarterView
from domain.vocabulary_movement import LABELS
from domain.vocabulary_movement import ServiceIndicator as I

ALL, BLANK, NONE = "Tất cả", "Chưa có số liệu", "Không phát sinh"
INDICATOR = "ma"
"""The address names an indicator by this."""


@dataclass(frozen=True, slots=True)
class Line:
    """A figure of an indicator in each quarter of the year: None where it is blank."""

    code: I
    field: str
    values: tuple[int | None, ...]

    @property
    def meaning(self) -> str:
        return words.MEANINGS[self.code][self.field]


def headline(view: QuarterView) -> str:
    """The page in one sentence: reception, cases and procedures, and how much is not filled in."""
    now, quarter = facts(view).now, vi.quarter(view.quarter)
    parts = (
        ("tiếp công dân {0} buổi theo lịch", now.total("I19")),
        ("kiến nghị, khiếu nại, tố cáo đúng hạn {0}", now.total("I20")),
        ("thủ tục hành chính đúng hạn {1}", now.total("I21")),
    )
    said = [_said(text, ratio) for text, ratio in parts if ratio is not None and ratio.denominator]
    missing = len(gaps(view.snapshot, view.quarter))
    if not said and missing == len(USED):
        return f"{quarter}: chưa có số liệu dân vận chính quyền."
    if missing:
        said.append(f":orange[{vi.counted(missing, 'chỉ tiêu chưa đủ số liệu')}]")
    return f"{quarter}: {', '.join(said) or 'đã có đủ số liệu'}."


def _said(text: str, ratio: Ratio) -> str:
    return text.format(
        f"{vi.number(ratio.numerator)}/{vi.number(ratio.denominator)}", vi.percent(ratio.value, 1)
    )  # fmt: skip


def missing(view: QuarterView) -> None:
    """What is not filled in yet for the quarter, indicator by indicator."""
    found = gaps(view.snapshot, view.quarter)
    if not found:
        status.small(f"Cả {len(USED)} chỉ tiêu của quý {view.quarter.name} đều đã có số liệu.")
        return
    label = f"Quý {view.quarter.name}: {vi.counted(len(found), 'chỉ tiêu')} chưa đủ số liệu"
    with st.expander(label, icon=":material/edit_note:"):
        lines = [
            f"- **{escaped(words.named(one.code))}:** "
            + (words.BLANK if one.whole else ", ".join(words.MEANINGS[one.code][name].lower() for name in one.fields))
            for one in found
        ]
        st.markdown("\n".join(lines))


def innovations(view: QuarterView, snapshot: Snapshot) -> None:
    """R26: what was done in a new way, in the words of the note, for who may read them."""
    told = [
        (vi.quarter(one.quarter), row.note)
        for one in facts(view).quarters
        if (row := row_of(snapshot, one.quarter, I.INNOVATIONS)) is not None and row.note and not one.future
    ]
    if told:
        st.header("Đổi mới, sáng kiến", anchor=False)
        st.markdown("\n".join(f"- **{quarter}:** {escaped(note)}" for quarter, note in told))


@remembered
def lines(view: QuarterView) -> tuple[Line, ...]:
    """All figures of all indicators."""
    quarters = facts(view).quarters
    return tuple(
        Line(code, field, tuple(one.figure(code, field) for one in quarters))
        for code, fields in USED.items()
        for field in fields
    )


def table(view: QuarterView, *, phone: bool) -> None:
    """The filters, the list of all figures and its file."""
    quarters = facts(view).quarters
    kept = _filtered(lines(view), [one.quarter for one in quarters].index(view.quarter), view.quarter)
    if not kept:
        st.info("Không có số liệu nào khớp bộ lọc. Bỏ bớt điều kiện để xem lại.", icon=":material/filter_alt_off:")
        return
    with st.container(horizontal=True, vertical_alignment="center", key="chinh_quyen-list"):
        st.download_button(
            "Tải số liệu (CSV)", data=partial(_file, kept, quarters), mime="text/csv", icon=":material/download:",
            file_name=f"dan-van-chinh-quyen-{view.quarter.year}.csv", key="chinh_quyen.csv", on_click="ignore",
            type="tertiary",
        )  # fmt: skip
        status.small(f"Hiện {len(kept)}/{vi.counted(len(lines(view)), 'số liệu')}. Chỉ số lượng, không có tên người.")
    (_cards if phone else _grid)(kept, quarters)


def _filtered(found: Sequence[Line], at: int, quarter: Quarter) -> list[Line]:
    """By indicator, by what stands in the chosen quarter, by words; the address keeps all three."""
    boxes = st.columns([1.6, 1.4, 1])
    with boxes[0]:
        wanted = st.query_params.get(INDICATOR, "")
        codes = ["", *USED]
        code = st.selectbox(
            "Chỉ tiêu", codes, codes.index(wanted) if wanted in codes else 0, key=f"chinh_quyen.code.{wanted}",
            format_func=lambda one: words.named(I(one)) if one else "Mọi chỉ tiêu",
        )  # fmt: skip
        if code != wanted and wanted in codes:
            st.query_params[INDICATOR] = code
            st.rerun()
    with boxes[1]:
        state = st.segmented_control(
            f"Quý {quarter.name}", [ALL, BLANK, NONE], key="so", default=ALL, bind="query-params"
        )
    with boxes[2]:
        typed = st.text_input("Tìm", key="tim", bind="query-params", placeholder="Tên chỉ tiêu, số liệu")
    looked = names.bare(typed or "").split()
    return [
        one
        for one in found
        if code in ("", one.code)
        and (state in (None, ALL) or one.values[at] == {BLANK: None, NONE: 0}[state])
        and all(word in names.bare(f"{one.code} {LABELS[one.code]} {one.meaning}") for word in looked)
    ]


def _grid(found: Sequence[Line], quarters: Sequence[ServiceQuarter]) -> None:
    st.dataframe(
        frame(_cells(one, quarters) for one in found), key="chinh_quyen.table", hide_index=True,
        height="content",
        column_config={
            "Mã": st.column_config.TextColumn(width=70),
            "Chỉ tiêu": st.column_config.TextColumn(width=290),
            "Số liệu": st.column_config.TextColumn(width=220),
        },
    )  # fmt: skip


def _cells(line: Line, quarters: Sequence[ServiceQuarter]) -> Mapping[str, str]:
    return {
        "Mã": line.code.value,
        "Chỉ tiêu": LABELS[line.code],
        "Số liệu": line.meaning,
        **{
            vi.plain_quarter(one.quarter): "chưa đến kỳ" if one.future else words.said(value)
            for one, value in zip(quarters, line.values, strict=True)
        },
    }


def _cards(found: Sequence[Line], quarters: Sequence[ServiceQuarter]) -> None:
    by_code: dict[I, list[Line]] = {}
    for one in found:
        by_code.setdefault(one.code, []).append(one)
    for code in page_of(list(by_code), PER_PAGE, key="chinh_quyen.page"):
        with st.container(border=True, gap="xsmall"):
            st.markdown(f"**{escaped(words.named(code))}**")
            for one in by_code[code]:
                begun = zip(quarters, one.values, strict=True)
                told = [f"{vi.quarter(q.quarter)}: {words.said(value)}" for q, value in begun if not q.future]
                st.markdown(f"{one.meaning}  \n:gray[{' · '.join(told)}]")


def _file(found: Iterable[Line], quarters: Sequence[ServiceQuarter]) -> bytes:
    """Blank cells stay blank: who counts with the file must not read words."""
    begun = [place for place, one in enumerate(quarters) if not one.future]
    header = ("Mã", "Chỉ tiêu", "Số liệu", *(vi.plain_quarter(quarters[place].quarter) for place in begun))
    return csv_file(header, (
        (one.code, LABELS[one.code], one.meaning,
         *("" if one.values[place] is None else str(one.values[place]) for place in begun))
        for one in found
    ))  # fmt: skip
