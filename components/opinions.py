"""Opinions of the Fatherland Front: the sentence at the top, the list with its filters, its file (R67, I22)."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

import streamlit as st

from components import blocks, labels, links, opinion_forms, press, status, vi
from components.export import csv_file
from components.markup import escaped
from components.models import page_of
from components.opinion_blocks import Standing
from domain import feedback, names
from domain.feedback import Waiting
from domain.feedback_rules import may_correct, may_reply
from domain.permissions import Actor
from domain.ratios import Ratio
from domain.snapshot import Snapshot
from domain.tables import Feedback
from domain.view import QuarterView
from domain.vocabulary import Tab
from domain.vocabulary_movement import Acceptance, FeedbackKind

ALL, WAITING, ANSWERED = "Tất cả", "Chờ trả lời", "Đã trả lời"
STATES = (WAITING, ANSWERED, ALL)
NO_ID = "Dòng vừa nhập trên trang tính, chưa có mã; khoảng một phút nữa có thể trả lời."
NOTHING = "Chưa có ý kiến nào của MTTQ và các tổ chức chính trị - xã hội trong năm {0}."
SHOWN = 8
TAKEN = {Acceptance.ACCEPTED: "green", Acceptance.PARTLY: "green", Acceptance.EXPLAINED: "blue"}
HEADER = (
    "Mã ý kiến", "Ngày", "Tổ chức", "Loại", "Đối tượng", "Nội dung", "Hạn trả lời", "Trả lời, tiếp thu", "Mức tiếp thu",
    "Ngày trả lời", "Tình trạng", "Số ngày",
)  # fmt: skip


def title(at: Standing, year: int) -> str:
    """How many opinions came, how many are not answered, what is overdue, and how long the longest waits."""
    earlier = f" {vi.counted(at.earlier, 'ý kiến của năm trước')} chưa trả lời." if at.earlier else ""
    if not at.received:
        return NOTHING.format(year) + earlier
    said, open_now = f"Đã nhận {vi.counted(len(at.received), 'ý kiến')}", len(at.waiting) - at.earlier
    if not open_now:
        return f"{said}, đã trả lời đủ.{earlier}"
    late = f", :red[{len(at.overdue)} quá hạn trả lời]" if at.overdue else ""
    return f"{said}, {open_now} chưa trả lời{late}; chờ lâu nhất {vi.counted(at.longest, 'ngày')}.{earlier}"


def summary(at: Standing, as_of: str) -> None:
    """The rates in one line: answered, taken up, in time, how long it took."""
    said = [
        f"Đã trả lời {_share(at.answered)}",
        f"tiếp thu {_share(at.accepted)}",
        f"đúng hạn {_share(at.on_time)}",
    ]
    if at.median is not None:
        said.append(f"thường sau {vi.number(at.median, 0 if at.median == int(at.median) else 1)} ngày (trung vị)")
    status.small(f"{', '.join(said)}. {as_of}.")


def _share(ratio: Ratio) -> str:
    return f"{ratio.numerator}/{ratio.denominator} ({vi.percent(ratio.value, 1)})" if ratio.denominator else vi.UNKNOWN


def filtered(view: QuarterView, *, phone: bool) -> tuple[str, list[Feedback]]:
    """The state that the address asks for, and the opinions that all filters leave, the most urgent first."""
    found = view.snapshot.feedback
    state = st.segmented_control(
        "Danh sách", STATES, key="tinh-trang", default=WAITING, bind="query-params", label_visibility="collapsed"
    )
    kinds, organisations = [str(one) for one in FeedbackKind], dict.fromkeys(one.unit_id or "" for one in found)
    shown = {one: labels.unit_name(view.snapshot, one or None) for one in organisations}
    with blocks.filters(3, phone=phone) as (left, middle, right):
        with left:
            kind = st.selectbox("Loại", kinds, None, key="loai", bind="query-params", placeholder="Mọi loại")
        with middle:
            name = st.selectbox(
                "Tổ chức", list(dict.fromkeys(shown.values())), None, key="to-chuc", bind="query-params",
                placeholder="Mọi tổ chức",
            )  # fmt: skip
        with right:
            typed = st.text_input("Tìm", key="tim", bind="query-params", placeholder="Nội dung, tổ chức, đối tượng, mã")
    kept = [
        one
        for one in found
        if state in (None, ALL, ANSWERED if feedback.is_answered(view, one) else WAITING)
        and kind in (None, one.kind)
        and name in (None, shown[one.unit_id or ""])
        and _matches(one, typed, view.snapshot)
    ]
    return state or WAITING, sorted(kept, key=partial(_order, waits(view)))


def waits(view: QuarterView) -> Mapping[int, Waiting]:
    """What is not answered, by the opinion itself: typed rows have no ID yet."""
    return {id(one.feedback): one for one in feedback.waiting(view, view.snapshot.feedback)}


def _order(open_now: Mapping[int, Waiting], one: Feedback) -> tuple[bool, int, int, str]:
    """Those that wait first, the longest past their day before all; of the answered ones the newest."""
    wait = open_now.get(id(one))
    if wait is None:
        return True, 0, -(one.date.toordinal() if one.date else 0), one.feedback_id or ""
    late = -10_000 if wait.late is None else wait.late
    return False, -late, -wait.days, one.feedback_id or ""


def _matches(one: Feedback, typed: str | None, snapshot: Snapshot) -> bool:
    if not typed:
        return True
    said = (one.content, one.reply, one.feedback_id, labels.unit_name(snapshot, one.unit_id))
    text = names.bare(f"{' '.join(word or '' for word in said)} {labels.subject_name(snapshot, one.target_id)}")
    return all(word in text for word in names.bare(typed).split())


def narrowed(found: Sequence[Feedback], wanted: str | None) -> Sequence[Feedback] | None:
    """The opinion that the address names, with the way back to all; None where it names none."""
    if wanted is None:
        return None
    if press.button("Xem tất cả ý kiến", key="y_kien.all", icon=":material/filter_alt_off:"):
        del st.query_params["yk"]
        st.rerun()
    return [one for one in found if one.feedback_id == wanted]


def cards(found: Sequence[Feedback], view: QuarterView, actor: Actor | None) -> opinion_forms.Pressed | None:
    """One card each; what somebody sent from one of them."""
    pressed, open_now = None, waits(view)
    for one in page_of(found, SHOWN, key="y_kien.page"):
        with st.container(border=True, gap="xsmall"):
            _text(one, view.snapshot)
            st.markdown(" ".join(badges(one, open_now.get(id(one)))))
            if one.reply:
                st.markdown(f"**Trả lời:** {escaped(one.reply)}")
            with st.container(horizontal=True, vertical_alignment="center"):
                pressed = _buttons(one, view.snapshot, actor) or pressed
                links.history(actor, view.snapshot, Tab.FEEDBACK, one.feedback_id)
    return pressed


def _text(one: Feedback, snapshot: Snapshot) -> None:
    what = escaped(one.content) if one.content else f"{one.kind or 'Ý kiến'} {one.feedback_id or ''}"
    day = f" · ngày {vi.day(one.date)}" if one.date else ""
    about = f"{escaped(labels.unit_name(snapshot, one.unit_id))} · {one.kind or vi.UNKNOWN}"
    st.markdown(f"**{vi.capital(what)}**  \n:gray[{about}{day} · {one.feedback_id or vi.UNKNOWN}]")
    if one.target_id:
        st.markdown(f"**Đối tượng:** {escaped(labels.subject_name(snapshot, one.target_id))}")


def badges(one: Feedback, wait: Waiting | None) -> list[str]:
    """The clock: days waiting, days left or past the deadline; for an answered one how far it was taken up and when."""
    if wait is None:
        colour, how = TAKEN.get(one.acceptance or Acceptance.UNANSWERED, "gray"), one.acceptance or "Đã trả lời"
        days = (one.replied - one.date).days if one.replied and one.date else None
        took = f", sau {vi.counted(days, 'ngày')}" if days is not None and days >= 0 else ""
        shown = [f":{colour}-badge[:material/task_alt: {how}]"] if one.replied else [":gray-badge[chưa rõ ngày]"]
        shown += [f":gray-badge[trả lời {vi.day(one.replied)}{took}]"] if one.replied else []
        late = one.reply_due is not None and one.replied is not None and one.replied > one.reply_due
        return [*shown, ":orange-badge[sau hạn]"] if late else shown
    shown = [f":orange-badge[:material/schedule: chờ {vi.counted(wait.days, 'ngày')}]"]
    if wait.overdue and wait.late is not None:
        said = f"quá hạn trả lời {vi.counted(wait.late, 'ngày')}"
        return [*shown, f":red-badge[:material/alarm: {said}, hạn {vi.day(one.reply_due)}]"]
    due = "chưa đặt hạn trả lời" if wait.late is None else f"hạn trả lời {vi.day(one.reply_due)}"
    left = f", còn {vi.counted(-wait.late, 'ngày')}" if wait.late else ""
    return [*shown, f":gray-badge[{due}{left}]"]


def _buttons(one: Feedback, snapshot: Snapshot, actor: Actor | None) -> opinion_forms.Pressed | None:
    replies, corrects = may_reply(snapshot, actor, one), may_correct(snapshot, actor, one)
    if not one.feedback_id and (replies or corrects):
        st.markdown(f":gray[{NO_ID}]")
        return None
    pressed = opinion_forms.reply(one, snapshot) if replies else None
    return (opinion_forms.correct(one, snapshot) if corrects else None) or pressed


def counted(found: Sequence[Feedback], view: QuarterView) -> None:
    """How many the filters leave, and the list as a file for MTTQ."""
    if not found:
        said = "Không có ý kiến nào khớp bộ lọc." if view.snapshot.feedback else "Chưa có ý kiến nào trong sổ."
        st.info(said, icon=":material/task_alt:")
        return
    with st.container(horizontal=True, vertical_alignment="center", key="y_kien-downloads"):
        status.small(f"Hiện {vi.number(len(found))}/{vi.counted(len(view.snapshot.feedback), 'ý kiến')}.")
        st.download_button(
            "Tải danh sách ý kiến (CSV)", data=partial(_file, found, view), mime="text/csv", icon=":material/download:",
            file_name=f"y-kien-mttq-{view.quarter.key.lower()}.csv", key="y_kien.csv", on_click="ignore",
            type="tertiary",
        )  # fmt: skip


def _file(found: Sequence[Feedback], view: QuarterView) -> bytes:
    open_now = waits(view)
    return csv_file(HEADER, (_line(one, open_now.get(id(one)), view.snapshot) for one in found))


def _line(one: Feedback, wait: Waiting | None, snapshot: Snapshot) -> Sequence[str]:
    """One opinion; `Số ngày` are those that it waits or that the answer took."""
    took = (one.replied - one.date).days if wait is None and one.replied and one.date else None
    state = ANSWERED if wait is None and one.replied else "Quá hạn trả lời" if wait and wait.overdue else WAITING
    return (
        one.feedback_id or "", _day(one.date), labels.unit_name(snapshot, one.unit_id), str(one.kind or ""),
        labels.subject_name(snapshot, one.target_id) if one.target_id else "", one.content or "", _day(one.reply_due),
        one.reply or "", str(one.acceptance or ""), _day(one.replied), state,
        str(wait.days if wait else "" if took is None else took),
    )  # fmt: skip


def _day(value: date | None) -> str:
    return vi.day(value) if value else ""
