"""The sentence at the top: is the movement on track, who lags, what waits for a decision (design, section 11)."""

import streamlit as st

from components import vi
from components.status import LOOKS
from domain.overview import Overview
from domain.vocabulary import Status

COLOURED = {Status.OK: "green", Status.RISK: "orange", Status.LATE: "red"}


def headline(overview: Overview) -> str:
    """Both sentences in Markdown, their weighty words in the colour of the status."""
    return f"{_standing(overview)} {vi.capital(', '.join(_counts(overview)))}."


def show(overview: Overview) -> None:
    st.title(headline(overview), anchor=False)


def milestone_words(overview: Overview) -> str:
    """`mốc hôm nay` in the running quarter, `mốc cuối quý` when looking back."""
    return "mốc hôm nay" if overview.today <= overview.quarter.last else "mốc cuối quý"


def _standing(overview: Overview) -> str:
    cell, quarter = overview.commune, vi.quarter(overview.quarter)
    if cell.value is None or cell.gap is None or cell.status not in COLOURED:
        return f"{quarter} chưa có số liệu."
    status = f":{COLOURED[cell.status]}[{LOOKS[cell.status].word}]"
    return f"{quarter} {status}: tiến độ chung {vi.percent(cell.value)}, {_distance(overview, cell.gap)}."


def _distance(overview: Overview, gap: float) -> str:
    points = vi.rounded(-gap)
    if points <= 0:
        return f"đạt {milestone_words(overview)}"
    return f"thấp hơn {milestone_words(overview)} {vi.counted(int(points), 'điểm')}"


def _counts(overview: Overview) -> list[str]:
    late, silent = overview.groups.get(Status.LATE, 0), overview.groups.get(Status.NONE, 0)
    words = [f":red[{vi.counted(late, 'thôn chậm')}]" if late else "không có thôn chậm"]
    if silent:
        words.append(vi.counted(silent, "thôn chưa có số liệu"))
    if overview.decisions:
        words.append(f":blue[{vi.counted(len(overview.decisions), 'việc chờ quyết định')}]")
    return words
