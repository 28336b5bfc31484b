"""Why a village is late or silent: the facts behind its place, next to its name (design, section 11)."""

from collections.abc import Callable, Sequence

import streamlit as st

from components import links, vi
from components.markup import escaped
from components.status import LOOKS
from domain.overview import Reason, ReasonKind, UnitReasons
from domain.vocabulary import Status

MOST = 7
WORDS: dict[ReasonKind, Callable[[Reason], str]] = {
    ReasonKind.NO_MODEL: lambda _: "chưa đăng ký mô hình nào",
    ReasonKind.UNDECIDED_MODEL: lambda r: f"{vi.counted(r.count, 'mô hình')} chưa được duyệt",
    ReasonKind.MODEL_TO_START: lambda _: "mô hình chưa tính vào quý này",
    ReasonKind.NO_REPORT_DAYS: lambda r: f"chưa báo cáo {vi.counted(r.count, 'ngày')}",
    ReasonKind.NEVER_REPORTED: lambda r: f"chưa từng báo cáo, đã {vi.counted(r.count, 'ngày')}",
    ReasonKind.OVERDUE_FINDINGS: lambda r: vi.counted(r.count, "tồn tại quá hạn"),
    ReasonKind.LATE_MODELS: lambda r: f"{r.count}/{r.total} mô hình chậm",
    ReasonKind.WAITING_DECISION: lambda _: "chờ lãnh đạo quyết định",
}


def show(reasons: Sequence[UnitReasons]) -> None:
    """The first seven in the order of the heat map, then how many more there are."""
    st.header("Vì sao chậm, vì sao thiếu số liệu", anchor=False)
    with st.container(border=True, gap="xsmall", key="reasons"):
        st.markdown("\n\n".join(lines(reasons)))
        st.page_link(links.to(links.CHASE), label="Mở danh sách đôn đốc", icon=":material/campaign:", width="content")


def lines(reasons: Sequence[UnitReasons]) -> list[str]:
    """Paragraphs of one text: an element for each costs the browser more than all its charts."""
    if not reasons:
        return ["Không có thôn chậm hoặc thiếu số liệu."]
    more = len(reasons) - MOST
    shown = [line(one) for one in reasons[:MOST]]
    return [*shown, f":gray[và {vi.counted(more, 'thôn khác')}]"] if more > 0 else shown


def line(one: UnitReasons) -> str:
    """Icon, name and figure; below them the reasons."""
    cell = one.row.current
    look = LOOKS[cell.status]
    figure = "" if cell.status is Status.NONE else f" {vi.percent(cell.value)}"
    return f":{look.colour}[{look.icon}] **{escaped(one.row.label)}**{figure}  \n:gray[{why(one)}]"


def why(one: UnitReasons) -> str:
    """`chưa báo cáo 87 ngày; 1 tồn tại quá hạn`."""
    return "; ".join(WORDS[reason.kind](reason) for reason in one.reasons)
