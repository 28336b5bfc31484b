"""Exemplars: the sentence at the top, the list of proposals with its filters and its file (R3, R51, R71, I24)."""

from collections.abc import Sequence
from datetime import date
from functools import partial

import streamlit as st

from components import blocks, exemplar_forms, labels, links, press, reward_forms, status, vi
from components.charts.points import points_words
from components.exemplar_blocks import Standing
from components.export import csv_file
from components.markup import escaped
from components.models import page_of
from domain import exemplars, names
from domain.carrying import SPREAD
from domain.exemplar_rules import DECIDED, may_correct, may_decide
from domain.permissions import Actor
from domain.reward_rules import may_propose as may_reward
from domain.snapshot import Snapshot
from domain.tables import Exemplar
from domain.vocabulary import Tab
from domain.vocabulary_movement import ExemplarKind, ExemplarResult

Pressed = exemplar_forms.Pressed
ALL, WAITING, ANSWERED = "Tất cả", "Chờ trả lời", "Đã trả lời"
NO_ID = "Dòng vừa nhập trên trang tính, chưa có mã; khoảng một phút nữa có thể bình xét, trả lời."
SHOWN = 8
RESULTS = {
    ExemplarResult.RECOGNISED: ":green-badge[:material/workspace_premium: Công nhận]",
    ExemplarResult.NOT_RECOGNISED: ":gray-badge[:material/close: Không công nhận]",
    ExemplarResult.IN_REVIEW: ":blue-badge[:material/search: Đang xem xét]",
    ExemplarResult.NEW: ":blue-badge[:material/inbox: Mới]",
}
HEADER = (
    "Mã điển hình", "Năm", "Loại", "Tên", "Đơn vị đề xuất", "Mô hình", "Ngày đề xuất", "Tóm tắt thành tích",
    "Ngày họp bình xét", "Tỷ lệ tán thành (%)", "Điểm lan tỏa", "Điểm dễ áp dụng", "Điểm nhân rộng", "Tổng điểm",
    "Kết quả", "Ngày trả lời", "Đơn vị tiếp nhận nhân rộng", "Đồng ý công khai",
)  # fmt: skip


def title(at: Standing, year: int) -> str:
    """How many proposals there are, how many wait and how long, and which rewards wait for a decision."""
    if not at.proposals and not at.rewards:
        return f"Chưa có đề xuất điển hình hay đề nghị khen nào trong năm {year}."
    said = vi.counted(len(at.proposals), "đề xuất điển hình")
    if at.waiting:
        longest = vi.counted(at.waiting[0].days, "ngày")
        said += f", :orange[{len(at.waiting)} chờ trả lời], lâu nhất {longest}"
    elif at.proposals:
        said += ", đã trả lời đủ"
    if at.undecided:
        said += f"; {vi.counted(len(at.undecided), 'đề nghị khen chờ quyết định')}"
    return f"{said}."


def summary(at: Standing, as_of: str) -> None:
    """The rates in one line."""
    answered, decided = at.answered, at.decided
    said = [f"Đã trả lời {answered.numerator}/{answered.denominator} đề xuất" + _after(at.reply_median)]
    said.append(f"đã quyết định {decided.numerator}/{decided.denominator} đề nghị khen" + _after(at.decision_median))
    status.small(f"{', '.join(said)}. {as_of}.")


def _after(median: float | None) -> str:
    if median is None:
        return ""
    return f" (trung vị {vi.number(median, 0 if median == int(median) else 1)} ngày)"


def is_open(one: Exemplar, today: date) -> bool:
    """Whether it waits for an answer."""
    return one.answered is None or one.answered > today


def filtered(snapshot: Snapshot, *, phone: bool) -> tuple[str, list[Exemplar]]:
    """The state that the address asks for, and the proposals that all filters leave, the longest waiting first."""
    state = st.segmented_control(
        "Danh sách", (WAITING, ANSWERED, ALL), key="tinh-trang", default=WAITING, bind="query-params",
        label_visibility="collapsed",
    )  # fmt: skip
    found = snapshot.exemplars
    proposers = dict.fromkeys(labels.unit_name(snapshot, one.unit_id) for one in found)
    kinds = [str(one) for one in ExemplarKind]
    with blocks.filters(3, phone=phone) as (left, middle, right):
        with left:
            kind = st.selectbox("Loại", kinds, None, key="loai", bind="query-params", placeholder="Mọi loại")
        with middle:
            unit = st.selectbox(
                "Đơn vị đề xuất", list(proposers), None, key="don-vi", bind="query-params", placeholder="Mọi đơn vị"
            )
        with right:
            typed = st.text_input("Tìm", key="tim", bind="query-params", placeholder="Tên, thành tích, đơn vị, mã")
    kept = [
        one
        for one in found
        if state in (None, ALL, WAITING if is_open(one, snapshot.today) else ANSWERED)
        and kind in (None, one.kind)
        and unit in (None, labels.unit_name(snapshot, one.unit_id))
        and _matches(one, typed, snapshot)
    ]
    return state or WAITING, sorted(kept, key=partial(_order, snapshot.today))


def _order(today: date, one: Exemplar) -> tuple[bool, int, str]:
    """Those that wait first, the longest before all; of the answered ones the newest."""
    waits = is_open(one, today)
    day = one.proposed if waits else one.answered
    return not waits, (day.toordinal() if waits else -day.toordinal()) if day else 0, one.exemplar_id or ""


def _matches(one: Exemplar, typed: str | None, snapshot: Snapshot) -> bool:
    if not typed:
        return True
    said = (one.name, one.achievement, one.exemplar_id, labels.unit_name(snapshot, one.unit_id))
    text = names.bare(" ".join(word or "" for word in said))
    return all(word in text for word in names.bare(typed).split())


def narrowed(snapshot: Snapshot, wanted: str | None) -> Sequence[Exemplar] | None:
    """The exemplar that the address names, with the way back to all; None where it names none."""
    if wanted is None:
        return None
    if press.button("Xem tất cả đề xuất", key="dien_hinh.all", icon=":material/filter_alt_off:"):
        del st.query_params["dh"]
        st.rerun()
    return [one for one in snapshot.exemplars if one.exemplar_id == wanted]


def counted(found: Sequence[Exemplar], snapshot: Snapshot) -> None:
    """How many the filters leave, and the list as a file."""
    if not found:
        said = "Không có đề xuất nào khớp bộ lọc." if snapshot.exemplars else "Chưa có đề xuất nào trong sổ."
        st.info(said, icon=":material/task_alt:")
        return
    with st.container(horizontal=True, vertical_alignment="center", key="dien_hinh-downloads"):
        status.small(f"Hiện {vi.number(len(found))}/{vi.counted(len(snapshot.exemplars), 'đề xuất')}.")
        st.download_button(
            "Tải danh sách (CSV)", data=partial(_file, found, snapshot), mime="text/csv", icon=":material/download:",
            file_name=f"dien-hinh-{snapshot.today:%Y-%m-%d}.csv", key="dien_hinh.csv", on_click="ignore",
            type="tertiary",
        )  # fmt: skip


def cards(found: Sequence[Exemplar], snapshot: Snapshot, actor: Actor | None) -> Pressed | None:
    """One card each; what somebody sent from one of them."""
    pressed = None
    for one in page_of(found, SHOWN, key="dien_hinh.page"):
        with st.container(border=True, gap="xsmall"):
            _text(one, snapshot)
            with st.container(horizontal=True, vertical_alignment="center"):
                pressed = _buttons(one, snapshot, actor) or pressed
                _spread(one, snapshot, actor)
                links.history(actor, snapshot, Tab.EXEMPLARS, one.exemplar_id)
    return pressed


def _spread(one: Exemplar, snapshot: Snapshot, actor: Actor | None) -> None:
    """To the page of its model, where an officer chooses the units that take it over (R25)."""
    model = snapshot.model(one.model_id)
    if model and one.result is ExemplarResult.RECOGNISED and may_decide(snapshot, actor, one) and model.state in SPREAD:
        st.page_link(
            links.to(links.MODELS), label="Nhân rộng mô hình", icon=":material/account_tree:",
            query_params={"mh": model.model_id or ""}, width="content",
        )  # fmt: skip


def _text(one: Exemplar, snapshot: Snapshot) -> None:
    what = escaped(one.name) if one.name else f"{one.kind or 'Điển hình'}, không hiện tên"
    proposed = f" · đề xuất ngày {vi.day(one.proposed)}" if one.proposed else ""
    about = f"{one.kind or vi.UNKNOWN} · {escaped(labels.unit_name(snapshot, one.unit_id))}"
    st.markdown(f"**{vi.capital(what)}**  \n:gray[{about}{proposed} · {one.exemplar_id or vi.UNKNOWN}]")
    st.markdown(" ".join(badges(one, snapshot.today)))
    if one.achievement:
        st.markdown(f"**Thành tích:** {escaped(one.achievement)}")
    if one.model_id:
        st.markdown(f"**Mô hình:** {escaped(labels.model_name(snapshot, one.model_id))}")
    if one.receiver_ids:
        received = vi.listing([escaped(labels.unit_name(snapshot, unit_id)) for unit_id in one.receiver_ids])
        st.markdown(f"**Nhân rộng tại:** {received}")


def badges(one: Exemplar, today: date) -> list[str]:
    """The state with its clock, the vote, the points, and whether the name may be published."""
    shown = [RESULTS[one.result or ExemplarResult.NEW]]
    if is_open(one, today):
        if one.proposed:
            days = vi.counted((today - one.proposed).days, "ngày")
            shown.append(f":orange-badge[:material/schedule: chờ trả lời {days}]")
    else:
        took = (one.answered - one.proposed).days if one.answered and one.proposed else -1
        after = f", sau {vi.counted(took, 'ngày')}" if took >= 0 else ""
        shown.append(f":gray-badge[trả lời {vi.day(one.answered)}{after}]")
    if one.approval is not None:
        shown.append(f":gray-badge[:material/how_to_vote: tán thành {vi.percent(one.approval, _digits(one.approval))}]")
    elif one.meeting:
        shown.append(f":gray-badge[họp bình xét {vi.day(one.meeting)}]")
    total = exemplars.points(one)
    if total is not None:
        shown.append(f":gray-badge[{points_words(total)}/30 điểm]")
    if one.name and not one.public:
        shown.append(":orange-badge[:material/visibility_off: chưa đồng ý công khai]")
    return shown


def _digits(value: float) -> int:
    return 0 if value == int(value) else 1


def _buttons(one: Exemplar, snapshot: Snapshot, actor: Actor | None) -> Pressed | None:
    corrects, decides = may_correct(snapshot, actor, one), may_decide(snapshot, actor, one)
    if actor is None or not (corrects or decides):
        return None
    if not one.exemplar_id:
        st.markdown(f":gray[{NO_ID}]")
        return None
    pressed = exemplar_forms.decide(one, snapshot) if decides else None
    if corrects and one.result not in DECIDED:
        pressed = exemplar_forms.vote(one) or pressed
        pressed = exemplar_forms.correct(one, snapshot, actor) or pressed
    if one.result is ExemplarResult.RECOGNISED and may_reward(snapshot, actor):
        pressed = reward_forms.propose_for(one, snapshot) or pressed
    return pressed


def _file(found: Sequence[Exemplar], snapshot: Snapshot) -> bytes:
    return csv_file(HEADER, (_line(one, snapshot) for one in found))


def _line(one: Exemplar, snapshot: Snapshot) -> Sequence[str]:
    given = [points_words(value) if value is not None else "" for value in (one.spread, one.ease, one.replication)]
    total = exemplars.points(one)
    public = "" if one.public is None else "Có" if one.public else "Không"
    return (
        one.exemplar_id or "", str(one.year or ""), str(one.kind or ""), one.name or "",
        labels.unit_name(snapshot, one.unit_id), labels.model_name(snapshot, one.model_id) if one.model_id else "",
        _day(one.proposed), one.achievement or "", _day(one.meeting),
        "" if one.approval is None else vi.number(one.approval, _digits(one.approval)), *given,
        "" if total is None else points_words(total), str(one.result or ""), _day(one.answered),
        "; ".join(labels.unit_name(snapshot, unit_id) for unit_id in one.receiver_ids), public,
    )  # fmt: skip


def _day(value: date | None) -> str:
    return vi.day(value) if value else ""
