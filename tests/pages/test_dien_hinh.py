"""Điển hình và khen thưởng: who sees whose name, the charts, and each form from proposal to decision."""

import dataclasses
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from components import exemplars, rewards, theme
from domain.errors import Conflict, Difference, NotWritten, Unreachable
from domain.permissions import Actor, visible
from domain.vocabulary import Role
from domain.vocabulary_movement import ExemplarKind, ExemplarResult, RecipientKind, RewardForm, RewardLevel
from tests.components.samples import NOTHING, sample
from tests.pages.conftest import Seam
from tests.pages.test_frame import said
from tests.pages.test_loop import opened, press, unfold

ROAD, LIST, POINTS, REWARDS, PROPOSE = "Toàn cảnh", "Đề xuất", "Xếp theo điểm", "Khen thưởng", "Đề xuất mới"
PARTS = (ROAD, LIST, POINTS, REWARDS, PROPOSE)
HOUSEHOLD = "DH-2026-0004"  # of TH-04, did not agree to be named
NEW, REWARD = "dien_hinh.new", "khen.new"


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def drawn(at: AppTest) -> str:
    """What the charts say: the labels in their data, as the browser gets them, and their alternative texts."""
    return " ".join(one.proto.SerializeToString().decode("utf-8", "ignore") for one in at.get("vega_lite_chart"))


def act_as_unit(seam: Seam, unit_id: str) -> None:
    seam.actor = Actor("x@example.vn", "X", unit_id, Role.UNIT)


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("role", list(Role))
def test_every_part_opens_for_every_role_on_every_screen(
    seam: Seam, monkeypatch: pytest.MonkeyPatch, role: Role, part: str, phone: bool
) -> None:
    monkeypatch.setattr(theme, "on_phone", lambda: phone)
    seam.act_as(role)
    at = opened("dien_hinh", xem=part)
    assert not at.error
    assert len(at.get("vega_lite_chart")) <= 4
    head = "8 đề xuất điển hình, :orange[5 chờ trả lời], lâu nhất 26 ngày; 2 đề nghị khen chờ quyết định."
    assert plain(at.title[0].value) == head
    assert "Đã trả lời 3/8 đề xuất (trung vị 18 ngày), đã quyết định 3/5 đề nghị khen (trung vị 6 ngày)" in said(at)


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("role", [Role.OFFICER, Role.UNIT, Role.GUEST])
def test_an_empty_workbook_says_that_nothing_was_proposed(seam: Seam, role: Role, part: str) -> None:
    seam.act_as(role)
    seam.whole = sample(**NOTHING)
    at = opened("dien_hinh", xem=part)
    assert at.title[0].value == "Chưa có đề xuất điển hình hay đề nghị khen nào trong năm 2026."
    assert not at.get("vega_lite_chart")
    assert not at.error


def test_a_page_without_data_says_why(seam: Seam, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails() -> None:
        raise Unreachable("down")

    monkeypatch.setattr("sheets.session.snapshot", fails)
    assert "Chưa kết nối được Google Sheets." in said(opened("dien_hinh"))


def test_the_whole_road_is_four_charts_with_their_files_and_records(seam: Seam) -> None:
    at = opened("dien_hinh")
    assert len(at.get("vega_lite_chart")) == len(at.get("download_button")) == 4
    heads = [plain(one.value) for one in at.header]
    assert heads == [
        "31 mô hình được duyệt, 3 hoàn thành, chưa có mô hình được công nhận",
        "8 đề xuất điển hình, 2 được công nhận",
        "Trả lời đề xuất sau 18 ngày (trung vị), lâu nhất 19 ngày",
        "Quyết định khen sau 6 ngày (trung vị), lâu nhất 13 ngày",
    ]
    assert len([one for one in at.get("page_link") if one.proto.label.startswith("Xem")]) == 4
    found = opened("chi_so", **{"chi-so": "I24", "quy": "2026-Q3"})
    assert "3/8 = 37,5%" in found.title[0].value
    assert "Về trang Điển hình và khen thưởng" in [one.proto.label for one in found.get("page_link")]


# Who sees whose name

PERSONS = ("Nguyễn Văn Mẫu", "Lò Văn Ví Dụ", "Trần Thị Thử")


def test_a_guest_sees_no_person_and_no_row(seam: Seam) -> None:
    seam.act_as(Role.GUEST)
    for part in PARTS:
        at = opened("dien_hinh", xem=part)
        assert not [name for name in PERSONS if name in said(at) or name in drawn(at)]
        assert "DH-2026-0001)" not in said(at)
        assert not at.get("popover")
    at = opened("dien_hinh", dh=HOUSEHOLD)
    assert HOUSEHOLD not in said(at)


def test_a_unit_sees_persons_of_its_own_only_and_what_is_public(seam: Seam) -> None:
    act_as_unit(seam, "TH-03")
    at = opened("dien_hinh", xem=LIST, **{"tinh-trang": "Tất cả"})
    words = said(at)
    assert not [name for name in PERSONS if name in words]
    assert "Camera an ninh" in words  # a model that is public
    assert "Cá nhân, không hiện tên" in words
    assert "Tự nguyện lùi hàng rào" not in words
    rewarded = said(opened("dien_hinh", xem=REWARDS))
    assert not [name for name in PERSONS if name in rewarded]
    act_as_unit(seam, "TH-04")
    own = said(opened("dien_hinh", xem=LIST))
    assert "Lò Văn Ví Dụ" in own
    assert "chưa đồng ý công khai" in own


def test_no_chart_and_no_file_of_one_names_who_did_not_agree_even_for_officers(seam: Seam) -> None:
    seam.act_as(Role.OFFICER)
    for part in PARTS:
        assert "Ví Dụ" not in drawn(opened("dien_hinh", xem=part))
    at = opened("dien_hinh", xem=LIST)
    assert "Lò Văn Ví Dụ" in said(at)
    assert HOUSEHOLD in drawn(at)


def test_a_chart_drawn_for_an_officer_is_not_shown_to_a_guest(seam: Seam) -> None:
    seam.act_as(Role.OFFICER)
    assert "Nguyễn Văn Mẫu" in drawn(opened("dien_hinh", xem=POINTS))
    seam.act_as(Role.GUEST)
    assert "Nguyễn Văn Mẫu" not in drawn(opened("dien_hinh", xem=POINTS))


# The lists


def test_proposals_wait_with_their_days_the_longest_first_and_are_filtered(seam: Seam) -> None:
    at = opened("dien_hinh", xem=LIST)
    words = plain(said(at))
    assert words.index(HOUSEHOLD) < words.index("DH-2026-0008")
    assert "chờ trả lời 26 ngày" in words
    assert "Hiện 5/8 đề xuất." in words
    at = opened("dien_hinh", xem=LIST, **{"tinh-trang": "Tất cả", "loai": "Cá nhân"})
    assert "Hiện 2/8 đề xuất." in plain(said(at))
    at = opened("dien_hinh", xem=LIST, **{"tinh-trang": "Đã trả lời", "tim": "can cuoc"})
    assert "Hiện 1/8 đề xuất." in plain(said(at))
    assert "**Nhân rộng tại:** Thôn Hòa Bình và " in plain(said(at))
    assert "Không có đề xuất nào khớp" in said(opened("dien_hinh", xem=LIST, tim="không có gì như thế"))


def test_the_address_opens_one_proposal(seam: Seam) -> None:
    at = opened("dien_hinh", dh="DH-2026-0003")
    assert "Không công nhận" in said(at)
    assert HOUSEHOLD not in said(at)
    press(at, "dien_hinh.all")
    assert "dh" not in at.query_params
    assert "Không tìm thấy đề xuất này" in said(opened("dien_hinh", dh="DH-2026-9999"))


def test_rewards_are_listed_filtered_and_found_by_their_code(seam: Seam) -> None:
    at = opened("dien_hinh", xem=REWARDS)
    assert "Hiện 5/5 đề nghị khen." in plain(said(at))
    assert len(at.get("vega_lite_chart")) == 2
    at = opened("dien_hinh", xem=REWARDS, khen="Chờ quyết định")
    assert "chờ quyết định 5 ngày" in plain(said(at))
    assert "Hiện 2/5" in plain(said(at))
    assert "Hiện 3/5" in plain(said(opened("dien_hinh", xem=REWARDS, dot="Khen đột xuất")))
    assert "Hiện 1/5" in plain(said(opened("dien_hinh", xem=REWARDS, tim="KTH-2026-0003")))
    assert "Không có đề nghị khen nào khớp" in said(opened("dien_hinh", xem=REWARDS, tim="zzz"))


def test_the_files_hold_what_their_reader_may_see(seam: Seam) -> None:
    assert seam.actor
    whole = visible(seam.whole, seam.actor)
    lines = exemplars._file(whole.exemplars, whole).decode("utf-8-sig").splitlines()
    assert len(lines) == 9
    assert lines[1].startswith("DH-2026-0001;2026;Cá nhân;Nguyễn Văn Mẫu;")
    assert ";96;8;9;8;25;Công nhận;28/07/2026;" in lines[1]
    own = visible(seam.whole, Actor("x", "X", "TH-03", Role.UNIT))
    assert "Nguyễn Văn Mẫu" not in exemplars._file(own.exemplars, own).decode("utf-8-sig")
    given = rewards._file(whole.rewards, whole).decode("utf-8-sig").splitlines()
    assert given[2].startswith("KTH-2026-0002;DH-2026-0002;Công an xã;Tập thể;")
    assert "Nguyễn Văn Mẫu" not in rewards._file(own.rewards, own).decode("utf-8-sig")


# The forms


def fill(at: AppTest) -> AppTest:
    at.text_area(key=f"{NEW}.achievement").input("Cả thôn cùng làm")
    at.button_group(key=f"{NEW}.public").set_value("Có")
    return at


def test_a_unit_proposes_its_model_from_the_link_of_the_model(seam: Seam) -> None:
    act_as_unit(seam, "TH-04")
    at = opened("dien_hinh", mh="MH-2026-0009")
    assert at.segmented_control(key="xem").value == PROPOSE
    assert at.text_input(key=f"{NEW}.name").value == "Dân hiến đất mở rộng đường trục thôn"
    assert at.button_group(key=f"{NEW}.kind").value == "Mô hình"
    press(at, f"{NEW}.send")
    assert seam.plans == []
    assert "Nhập tóm tắt thành tích" in said(at)
    press(fill(at), f"{NEW}.send")
    [(_, plan)] = seam.plans
    assert dataclasses.asdict(plan.adds[0].record).items() >= {
        "kind": ExemplarKind.MODEL, "unit_id": "TH-04", "model_id": "MH-2026-0009", "year": 2026, "public": True,
        "proposed": date(2026, 9, 15),
    }.items()  # fmt: skip
    assert at.toast[0].value == "Đã ghi đề xuất điển hình"
    assert "mh" not in at.query_params
    assert at.text_input(key=f"{NEW}.name").value == ""


def test_a_link_to_the_model_of_another_unit_begins_no_form(seam: Seam) -> None:
    act_as_unit(seam, "TH-03")
    at = opened("dien_hinh", mh="MH-2026-0009")
    assert "thuộc đơn vị khác" in said(at)
    assert at.text_input(key=f"{NEW}.name").value == ""
    assert at.selectbox(key=f"{NEW}.unit_id").options == ["Thôn Hòa Bình"]


def test_a_proposal_of_the_same_name_is_asked_about(seam: Seam) -> None:
    act_as_unit(seam, "TH-23")
    at = fill(opened("dien_hinh", mh="MH-2026-0021"))
    press(at, f"{NEW}.send")
    assert "Đây có phải đề xuất khác không?" in said(at)
    press(at, f"{NEW}.same")
    assert f"{NEW}.send" in [one.key for one in at.button]
    press(at, f"{NEW}.send")
    press(at, f"{NEW}.other")
    assert len(seam.plans) == 1


def test_the_page_of_a_model_leads_to_its_proposal(seam: Seam) -> None:
    def ways(model_id: str) -> list[str]:
        return [one.proto.label for one in opened("mo_hinh", mh=model_id).get("page_link")]

    act_as_unit(seam, "TH-04")
    assert "Xem đề xuất điển hình" in ways("MH-2026-0009")
    proposed = {one.model_id for one in seam.whole.exemplars}
    own = [one for one in seam.whole.models if one.unit_id == "TH-03" and one.approved]
    free = next(one for one in own if one.model_id not in proposed)
    assert "Đề xuất làm điển hình" not in ways(free.model_id or "")
    act_as_unit(seam, "TH-03")
    assert "Đề xuất làm điển hình" in ways(free.model_id or "")
    seam.act_as(Role.GUEST)
    assert not [one for one in ways("MH-2026-0009") if "điển hình" in one]


def test_a_unit_records_the_vote_and_decides_nothing(seam: Seam) -> None:
    act_as_unit(seam, "TR-04")
    slot = "dien_hinh.DH-2026-0007.vote"
    at = unfold(opened("dien_hinh", xem=LIST), slot)
    press(at, f"{slot}.press")
    assert "Chọn ngày họp bình xét" in said(at)
    at.date_input(key=f"{slot}.meeting").set_value(date(2026, 9, 12))
    at.text_input(key=f"{slot}.approval").input("120")
    press(at, f"{slot}.press")
    assert seam.plans == []
    assert at.text_input(key=f"{slot}.approval").value == "120"
    at.text_input(key=f"{slot}.approval").input("95,5")
    press(at, f"{slot}.press")
    assert dict(seam.plans[0][1].edits[0].changed) == {"meeting": date(2026, 9, 12), "approval": 95.5}
    assert "dien_hinh.DH-2026-0007.decide.form" not in at.session_state


def test_a_unit_mends_what_nobody_has_looked_at(seam: Seam) -> None:
    act_as_unit(seam, "TH-04")
    slot = f"dien_hinh.{HOUSEHOLD}.correct"
    at = unfold(opened("dien_hinh", xem=LIST), slot)
    assert at.text_input(key=f"{slot}.name").value == "Hộ ông Lò Văn Ví Dụ"
    at.button_group(key=f"{slot}.public").set_value("Có")
    press(at, f"{slot}.press")
    assert dict(seam.plans[0][1].edits[0].changed) == {"public": True}


def test_an_officer_gives_points_the_result_and_the_units_that_take_it_over(seam: Seam) -> None:
    seam.act_as(Role.OFFICER)
    slot = "dien_hinh.DH-2026-0006.decide"
    at = unfold(opened("dien_hinh", xem=LIST), slot)
    at.text_input(key=f"{slot}.spread").input("11")
    at.selectbox(key=f"{slot}.result").select("Công nhận")
    at.multiselect(key=f"{slot}.receiver_ids").select("TH-04")
    press(at, f"{slot}.press")
    assert seam.plans == []
    assert "từ 0 đến 10" in said(at)
    at.text_input(key=f"{slot}.spread").input("9")
    press(at, f"{slot}.press")
    assert dict(seam.plans[0][1].edits[0].changed) == {
        "spread": 9.0, "result": ExemplarResult.RECOGNISED, "answered": date(2026, 9, 15), "receiver_ids": ("TH-04",),
    }  # fmt: skip


def test_two_officers_at_one_proposal_and_a_sheet_that_does_not_answer(seam: Seam) -> None:
    seam.act_as(Role.OFFICER)
    slot = "dien_hinh.DH-2026-0006.decide"
    at = unfold(opened("dien_hinh", xem=LIST), slot)
    at.selectbox(key=f"{slot}.result").select("Không công nhận")
    difference = Difference("result", "Kết quả", "Đang xem xét", "Không công nhận", "Công nhận")
    seam.refusals = [Conflict("Điển hình|DH-2026-0006", [difference]), NotWritten("no")]
    press(at, f"{slot}.press")
    assert "Người khác vừa sửa bản ghi này" in said(at)
    press(at, f"{slot}.press")
    assert "Chưa ghi được lên trang tính." in said(at)
    assert at.selectbox(key=f"{slot}.result").value == "Không công nhận"


def test_a_reward_for_a_recognised_exemplar_begins_with_what_is_known(seam: Seam) -> None:
    seam.act_as(Role.OFFICER)
    slot = "dien_hinh.DH-2026-0001.reward"
    at = unfold(opened("dien_hinh", dh="DH-2026-0001"), slot)
    assert at.text_input(key=f"{slot}.recipient").value == "Nguyễn Văn Mẫu"
    press(at, f"{slot}.press")
    assert "Chọn hình thức khen" in said(at)
    at.button_group(key=f"{slot}.reward_form").set_value("Giấy khen Chủ tịch UBND xã")
    at.button_group(key=f"{slot}.ad_hoc").set_value("Không")
    press(at, f"{slot}.press")
    assert dataclasses.asdict(seam.plans[0][1].adds[0].record).items() >= {
        "exemplar_id": "DH-2026-0001", "recipient_kind": RecipientKind.INDIVIDUAL, "ad_hoc": False,
        "form": RewardForm.CERTIFICATE, "level": RewardLevel.COMMUNE, "proposed": date(2026, 9, 15),
    }.items()  # fmt: skip


def test_an_ad_hoc_reward_without_an_exemplar(seam: Seam) -> None:
    seam.act_as(Role.OFFICER)
    at = opened("dien_hinh", xem=REWARDS)
    at.session_state[f"{REWARD}.panel.0"] = True
    at.run()
    press(at, f"{REWARD}.send")
    assert "Nhập tập thể, cá nhân được đề nghị khen" in said(at)
    at.text_input(key=f"{REWARD}.recipient").input("Tổ cứu hộ thôn")
    at.button_group(key=f"{REWARD}.recipient_kind").set_value("Tập thể")
    at.button_group(key=f"{REWARD}.reward_form").set_value("Biểu dương")
    at.button_group(key=f"{REWARD}.ad_hoc").set_value("Có")
    press(at, f"{REWARD}.send")
    assert dataclasses.asdict(seam.plans[0][1].adds[0].record).items() >= {
        "exemplar_id": None, "recipient": "Tổ cứu hộ thôn", "ad_hoc": True,
    }.items()  # fmt: skip
    assert f"{REWARD}.send" not in [one.key for one in at.button]


def test_the_decision_has_a_number_and_a_day(seam: Seam) -> None:
    seam.act_as(Role.OFFICER)
    slot = "khen.KTH-2026-0004.decide"
    at = unfold(opened("dien_hinh", xem=REWARDS), slot)
    press(at, f"{slot}.press")
    assert "Nhập số quyết định" in said(at)
    at.text_input(key=f"{slot}.decision_no").input("460/QĐ-UBND")
    at.date_input(key=f"{slot}.decided").set_value(date(2026, 9, 1))
    press(at, f"{slot}.press")
    assert "Ngày này sớm hơn ngày đề nghị" in said(at)
    assert at.text_input(key=f"{slot}.decision_no").value == "460/QĐ-UBND"
    at.date_input(key=f"{slot}.decided").set_value(date(2026, 9, 14))
    press(at, f"{slot}.press")
    assert dict(seam.plans[0][1].edits[0].changed) == {"decision_no": "460/QĐ-UBND", "decided": date(2026, 9, 14)}


def test_a_request_is_mended(seam: Seam) -> None:
    seam.act_as(Role.OFFICER)
    slot = "khen.KTH-2026-0005.correct"
    at = unfold(opened("dien_hinh", xem=REWARDS), slot)
    at.text_input(key=f"{slot}.recipient").input("Tập thể Công an xã")
    press(at, f"{slot}.press")
    assert dict(seam.plans[0][1].edits[0].changed) == {"recipient": "Tập thể Công an xã"}


@pytest.mark.parametrize("role", [Role.LEADER, Role.UNIT, Role.FRONT])
def test_only_officers_are_offered_what_officers_decide(seam: Seam, role: Role) -> None:
    def offered(words: tuple[str, ...], part: str) -> list[str]:
        at = opened("dien_hinh", xem=part, **{"tinh-trang": "Tất cả"})
        labels = [one.proto.popover.label for one in at.get("popover")] + [one.label for one in at.expander]
        return [one for one in labels if one.startswith(words)]

    offers = {LIST: ("Chấm điểm", "Đề nghị khen"), REWARDS: ("Ghi quyết định", "Đề nghị khen thưởng mới")}
    for part, words in offers.items():
        seam.act_as(Role.OFFICER)
        assert offered(words, part)
        seam.act_as(role)
        assert not offered(words, part)


def test_rows_without_days_or_unit_or_id_bring_no_part_down(seam: Seam) -> None:
    seam.act_as(Role.OFFICER)
    seam.whole = dataclasses.replace(
        seam.whole,
        exemplars=tuple(
            dataclasses.replace(one, exemplar_id=None, proposed=None, answered=None, unit_id=None)
            for one in seam.whole.exemplars
        ),
        rewards=tuple(dataclasses.replace(one, reward_id=None, proposed=None) for one in seam.whole.rewards),
    )
    for part in PARTS:
        at = opened("dien_hinh", xem=part, **{"tinh-trang": "Tất cả"})
        assert not at.error
    assert exemplars.NO_ID in said(opened("dien_hinh", xem=LIST))
