"""What other pages say of a locked quarter: a line beside its figures, and a word on forms before anybody types."""

from collections.abc import Callable

import streamlit as st

from components import links, vi
from components.messages import attempt
from domain.errors import DvkError
from domain.lock_history import Closings
from domain.open_quarters import closed_for
from domain.permissions import Actor
from domain.quarters import Quarter
from domain.snapshot import Snapshot
from domain.vocabulary import Role

ICON = ":material/lock:"
ASK = "Cần ghi thì đề nghị chuyên viên mở ngoại lệ ở trang **Khóa kỳ**."


def line(snapshot: Snapshot, quarter: Quarter, ask: Callable[[], Closings], actor: Actor | None) -> None:
    """`Quý II/2026 đã khóa ngày 21/09/2026; số liệu chốt ở trang Khóa kỳ`, where that quarter is locked."""
    if quarter.key not in snapshot.settings.locked_quarters:
        return
    found = attempt(ask)
    event = None if isinstance(found, DvkError) else found.since.get(quarter.key)
    day = f" ngày {vi.day(event.at.date())}" if event is not None and event.at is not None else ""
    said = f"{vi.quarter_of_year(quarter)} đã khóa{day}; số liệu chốt"
    if actor is None or actor.role is Role.GUEST:
        st.markdown(f":gray[{ICON} {said} được lưu riêng.]")
        return
    st.page_link(
        links.to(links.CLOSING), label=f"{said} ở trang Khóa kỳ", icon=ICON, query_params={"quy": quarter.key},
        width="content",
    )  # fmt: skip


def notice(snapshot: Snapshot, actor: Actor | None, quarter: Quarter, unit_id: str | None) -> None:
    """For the form of one quarter that is locked for the unit that types."""
    if quarter in closed_for(snapshot, actor, unit_id):
        st.warning(f"**{vi.quarter_of_year(quarter)} đã khóa,** đơn vị không ghi được nữa. {ASK}", icon=ICON)


def notice_days(snapshot: Snapshot, actor: Actor | None, unit_id: str | None) -> None:
    """For a form with a day: which quarters are locked for the unit that types."""
    closed = closed_for(snapshot, actor, unit_id)
    if closed:
        quarters = vi.listing([vi.quarter_of_year(one) for one in closed])
        st.warning(f"**{quarters} đã khóa:** không ghi, không sửa việc có ngày trong quý này. {ASK}", icon=ICON)
