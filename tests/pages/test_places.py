"""The ways from work to the forms: each page that they name is there and opens the form, filled with what is known."""

from typing import Any

import pytest

from app import ENTRIES
from components import places
from components.places import Target
from domain.my_work import Place
from domain.proofs import Proof
from domain.quarters import Quarter
from domain.rows import key_of
from domain.vocabulary import InspectionKind, Role, Tab
from domain.vocabulary_movement import CommunicationKind, ServiceIndicator
from tests.components.samples import sample
from tests.pages.conftest import Seam
from tests.pages.test_loop import opened

PAGES = {one.slug: one.file_name for one in ENTRIES}
GIVEN: dict[str, Any] = {"unit_id": "CQ-02", "quarter": Quarter(2026, 3)}
KINDS: dict[Place, dict[str, Any]] = {
    Place.COMMUNICATION: {"kind": CommunicationKind.BRIEFING},
    Place.INSPECTION: {"kind": InspectionKind.SUPERVISION},
    Place.SERVICE: {"code": ServiceIndicator.PROCEDURES},
    Place.REMEDY: {"find_id": "TT-2026-0011-1"},
}
# The press that sends what the form holds, by the beginning of its key.
SENDS = {
    Place.REGISTRATION: "dang_ky.send",
    Place.REPORT: "bao_cao.MH",
    Place.SHEET: "bao_cao.sum.CQ-02.2026-Q3",
    Place.COMMUNICATION: "tuyen_truyen.",
    Place.SERVICE: "chinh_quyen.",
    Place.INSPECTION: "kiem_tra.new.send",
    Place.DIFFICULTY: "kho_khan.new.send",
}


def way(place: Place) -> Target:
    return places.WAYS[place]({**GIVEN, **KINDS.get(place, {})})


@pytest.mark.parametrize("place", list(places.WAYS))
def test_every_way_leads_to_a_page_of_the_menu(place: Place) -> None:
    assert way(place).slug in PAGES


@pytest.mark.parametrize("place", list(SENDS))
def test_a_way_opens_the_form_itself(seam: Seam, place: Place) -> None:
    seam.act_as(Role.OFFICER)
    target = way(place)
    at = opened(PAGES[target.slug], **target.query)
    assert [one.key for one in at.button if (one.key or "").startswith(SENDS[place])]


def test_the_form_of_an_event_knows_its_unit_and_kind(seam: Seam) -> None:
    seam.act_as(Role.OFFICER)
    target = way(Place.COMMUNICATION)
    at = opened(PAGES[target.slug], **target.query)
    chosen = [one.value for one in (*at.selectbox, *at.get("button_group"))]
    assert "CQ-02" in chosen
    assert "Quán triệt" in chosen


@pytest.mark.parametrize(
    ("place", "role", "said"),
    [
        (Place.FEEDBACK, Role.FRONT, "Ý kiến mới"),
        (Place.EXEMPLAR, Role.OFFICER, "Đề xuất điển hình mới"),
        (Place.REWARD, Role.OFFICER, ""),
    ],
)
def test_opinions_exemplars_and_rewards_open_their_part(seam: Seam, place: Place, role: Role, said: str) -> None:
    seam.act_as(role)
    target = way(place)
    at = opened(PAGES[target.slug], **target.query)
    assert at.query_params["xem"] == target.query["xem"]
    assert said in [one.value for one in at.header] or not said


@pytest.mark.parametrize(
    ("tab", "name"),
    [
        (Tab.MODELS, "models"), (Tab.REPORTS, "reports"), (Tab.INSPECTIONS, "inspections"),
        (Tab.DIFFICULTIES, "difficulties"), (Tab.COMMUNICATIONS, "communications"), (Tab.FEEDBACK, "feedback"),
        (Tab.EXEMPLARS, "exemplars"), (Tab.REWARDS, "rewards"),
    ],
)  # fmt: skip
def test_a_proof_opens_its_record(seam: Seam, tab: Tab, name: str) -> None:
    seam.act_as(Role.OFFICER)
    record = getattr(sample(), name)[0]
    target = places.of_proof(Proof(tab, key_of(record) or "", None), seam.whole)
    assert target.slug in PAGES
    at = opened(PAGES[target.slug], **target.query)
    assert not at.error
    assert not [one for one in at.info if "Không tìm thấy" in one.value]
