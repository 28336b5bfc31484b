"""Registrations that wait, with what decides them and both answers one press away (design, section 5.6)."""

from collections.abc import Callable, Sequence

import streamlit as st

from components import model_detail, press, vi
from components.markup import escaped
from components.model_card import Line
from components.models import PER_PAGE, page_of
from domain.lifecycle import Move
from domain.model_rules import moves_for
from domain.permissions import Actor
from domain.plans import Rule
from domain.snapshot import Snapshot
from domain.vocabulary import ModelState

ANSWERS = frozenset({ModelState.REGISTERED, ModelState.RETURNED})
Pressed = tuple[str, Rule, str]


def answers(line: Line, snapshot: Snapshot, by: Actor) -> list[Move]:
    """Approve or send back, as far as `by` may."""
    return [one for one in moves_for(line.model, snapshot, by) if one.after in ANSWERS]


def cards(
    found: Sequence[Line], snapshot: Snapshot, by: Actor, link: Callable[[Line], str | None]
) -> tuple[Pressed | None, str | None]:
    """A card for each; what was pressed, and the ID of the model that somebody wants to see whole.

    `link` gives the address of the model's row in the sheet, None where the reader may not open it.
    """
    pressed, wanted = None, None
    for line in page_of(found, PER_PAGE, key="mo_hinh.waiting"):
        known = line.model.model_id
        with st.container(border=True, gap="small"):
            st.markdown(_words(line, link(line)))
            if not known:
                st.markdown(":gray[Dòng vừa nhập trên trang tính, chưa có mã; khoảng một phút nữa có thể duyệt.]")
                continue
            pressed = model_detail.buttons(line, answers(line, snapshot, by)) or pressed
            if press.button("Xem đầy đủ", key=f"mo_hinh.open.{known}", type="tertiary", icon=":material/open_in_new:"):
                wanted = known
    return pressed, wanted


def _words(line: Line, cell: str | None) -> str:
    """What an officer weighs: who, which field, when; the aim and how it is measured; until when and by whom."""
    model = line.model
    head = [escaped(line.unit), model.field or "chưa ghi lĩnh vực", f"gửi {vi.day(model.submitted)}"]
    if model.model_id:
        head.append(escaped(model.model_id))
    facts = [
        ("Mục tiêu", escaped(model.objective) or "chưa ghi"),
        ("Chỉ tiêu", model_detail.target(model)),
        ("Thời gian", vi.span(model.start, model.end)),
        ("Người phụ trách", escaped(model.owner) or "chưa ghi"),
    ]
    row = f" · [mở dòng trên sổ]({cell})" if cell else ""
    lines = [f"**{escaped(model.title or '—')}**", f":gray[{' · '.join(head)}]{row}"]
    return "  \n".join([*lines, *(f":gray[{label}:] {text}" for label, text in facts)])
