"""Ý kiến MTTQ: the reply clock, who sees what, and the forms of MTTQ and of officers."""

import dataclasses
from datetime import date

import pytest

from components import opinions, theme
from domain.errors import Conflict, Difference, NotWritten, Unreachable
from domain.permissions import visible
from domain.quarters import Quarter
from domain.view import quarter_view
from domain.vocabulary import Role
from domain.vocabulary_movement import Acceptance, FeedbackKind
from tests.components.samples import NOTHING, sample
from tests.pages.conftest import Seam
from tests.pages.test_frame import said
from tests.pages.test_loop import opened, press, unfold

LATE = "YK-2026-0007"
CONTENT = "đề nghị thôn cử người"
NEW = "y_kien.new"


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
@pytest.mark.parametrize("part", ["", "Biểu đồ", "Ghi ý kiến"])
@pytest.mark.parametrize("role", list(Role))
def test_every_part_opens_for_every_role_on_every_screen(
    seam: Seam, monkeypatch: pytest.MonkeyPatch, role: Role, part: str, phone: bool
) -> None:
    monkeypatch.setattr(theme, "on_phone", lambda: phone)
    seam.act_as(role)
    at = opened("y_kien", **({"xem": part} if part else {}))
    assert not at.error
    found = plain(at.title[0].value)
    assert found == "Đã nhận 8 ý kiến, 2 chưa trả lời, :red[1 quá hạn trả lời]; chờ lâu nhất 21 ngày."
    assert "Đã trả lời 6/8 (75,0%), tiếp thu 5/6 (83,3%), đúng hạn 6/7 (85,7%), thường sau 11 ngày" in said(at)


@pytest.mark.parametrize("part", ["", "Biểu đồ"])
@pytest.mark.parametrize("role", [Role.OFFICER, Role.FRONT, Role.UNIT, Role.GUEST])
def test_an_empty_workbook_says_that_nothing_came(seam: Seam, role: Role, part: str) -> None:
    seam.act_as(role)
    seam.whole = sample(**NOTHING)
    at = opened("y_kien", **({"xem": part} if part else {}))
    assert at.title[0].value == "Chưa có ý kiến nào của MTTQ và các tổ chức chính trị - xã hội trong năm 2026."
    assert not at.get("vega_lite_chart")
    assert "Chưa có" in at.info[-1].value


def test_when_all_is_answered_the_headline_says_so(seam: Seam) -> None:
    done = tuple(
        dataclasses.replace(one, replied=one.replied or date(2026, 9, 14), acceptance=Acceptance.ACCEPTED)
        for one in seam.whole.feedback
    )
    seam.whole = dataclasses.replace(seam.whole, feedback=done)
    at = opened("y_kien")
    assert plain(at.title[0].value) == "Đã nhận 8 ý kiến, đã trả lời đủ."
    assert "Không có ý kiến nào khớp" in said(at)
    assert not at.get("vega_lite_chart")


def test_what_an_earlier_year_left_open_is_not_forgotten(seam: Seam) -> None:
    old = dataclasses.replace(seam.whole.feedback[-1], feedback_id="YK-2025-0001", date=date(2025, 12, 20))
    seam.whole = dataclasses.replace(seam.whole, feedback=(*seam.whole.feedback, old))
    at = opened("y_kien")
    assert plain(at.title[0].value).endswith("1 ý kiến của năm trước chưa trả lời.")
    assert "Đã nhận 8 ý kiến, 2 chưa trả lời" in plain(at.title[0].value)
    assert "YK-2025-0001" in said(at)


def test_a_page_without_data_says_why(seam: Seam, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails() -> None:
        raise Unreachable("down")

    monkeypatch.setattr("sheets.session.snapshot", fails)
    assert "Chưa kết nối được Google Sheets." in said(opened("y_kien"))


def test_the_clock_stands_at_each_opinion_the_overdue_first(seam: Seam) -> None:
    at = opened("y_kien")
    words = plain(said(at))
    assert words.index(LATE) < words.index("YK-2026-0008")
    assert "chờ 21 ngày" in words
    assert ":red-badge[:material/alarm: quá hạn trả lời 5 ngày, hạn 10/09/2026]" in words
    assert "hạn trả lời 23/09/2026, còn 8 ngày" in words
    assert "YK-2026-0001" not in words
    assert "sau 7 ngày" in plain(said(opened("y_kien", **{"tinh-trang": "Đã trả lời"})))


def test_the_list_is_narrowed_by_the_address(seam: Seam) -> None:
    assert "Hiện 8/8 ý kiến." in plain(said(opened("y_kien", **{"tinh-trang": "Tất cả"})))
    at = opened("y_kien", **{"tinh-trang": "Tất cả", "loai": "Giám sát"})
    assert "Hiện 2/8 ý kiến." in plain(said(at))
    at = opened("y_kien", **{"tinh-trang": "Tất cả", "to-chuc": "Hội LHPN", "tim": "phe lieu"})
    assert "Hiện 1/8 ý kiến." in plain(said(at))
    assert "Không có ý kiến nào khớp" in said(opened("y_kien", tim="không có gì như thế"))
    at = opened("y_kien", yk="YK-2026-0003")
    assert "Tiếp thu" not in [one.value for one in at.title]
    assert "Giải trình" in said(at)
    press(at, "y_kien.all")
    assert "yk" not in at.query_params
    assert "Không tìm thấy ý kiến này" in said(opened("y_kien", yk="YK-2026-9999"))


def test_a_guest_sees_figures_and_a_village_no_words_of_others(seam: Seam) -> None:
    seam.act_as(Role.GUEST)
    at = opened("y_kien")
    assert CONTENT not in said(at).lower()
    assert "chỉ xem số liệu chung" in said(at)
    assert len(at.get("vega_lite_chart")) == 4
    assert not at.button
    seam.act_as(Role.UNIT)
    at = opened("y_kien", **{"tinh-trang": "Tất cả"})
    words = said(at).lower()
    assert not [one.content for one in seam.whole.feedback if one.content and one.content.lower() in words]
    assert not [one.reply for one in seam.whole.feedback if one.reply and one.reply.lower() in words]
    assert "YK-2026-0007" in said(at)
    assert "Ghi ý kiến" not in str(at.segmented_control(key="xem").options)
    assert not at.get("popover")


def test_charts_are_four_each_with_its_files_and_the_way_to_its_records(seam: Seam) -> None:
    at = opened("y_kien", xem="Biểu đồ")
    assert len(at.get("vega_lite_chart")) == len(at.get("download_button")) == 4
    labels = [plain(one.proto.label) for one in at.get("page_link")]
    assert labels == ["Xem 8 ý kiến", "Xem 6 ý kiến"]
    found = opened("chi_so", **{"chi-so": "I22", "quy": "2026-Q3"})
    assert "6/8 = 75,0%" in found.title[0].value
    assert "Về trang Ý kiến MTTQ" in [one.proto.label for one in found.get("page_link")]


def test_the_file_of_the_list_says_who_waits_and_how_long(seam: Seam) -> None:
    assert seam.actor
    view = quarter_view(visible(seam.whole, seam.actor), Quarter(2026, 3))
    lines = opinions._file(view.snapshot.feedback, view).decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Mã ý kiến;Ngày;Tổ chức;Loại;Đối tượng;Nội dung")
    assert len(lines) == 9
    late = next(line for line in lines if line.startswith(LATE))
    assert late.endswith(";Quá hạn trả lời;21")
    assert next(line for line in lines if line.startswith("YK-2026-0001")).endswith(";09/06/2026;Đã trả lời;7")


# Forms


def test_mttq_records_an_opinion_of_an_organisation(seam: Seam) -> None:
    seam.act_as(Role.FRONT)
    at = opened("y_kien", xem="Ghi ý kiến")
    assert at.selectbox(key=f"{NEW}.unit_id").value == "MT-01"
    press(at, f"{NEW}.send")
    assert seam.plans == []
    assert "Chọn loại ý kiến" in said(at)
    at.selectbox(key=f"{NEW}.unit_id").select("DT-02")
    at.button_group(key=f"{NEW}.kind").set_value("Góp ý")
    at.selectbox(key=f"{NEW}.target_id").select("TH-04")
    at.text_area(key=f"{NEW}.content").input("Đề nghị mở thêm điểm đổi rác")
    at.date_input(key=f"{NEW}.reply_due").set_value(date(2026, 9, 1))
    press(at, f"{NEW}.send")
    assert "Ngày này sớm hơn ngày có ý kiến" in said(at)
    assert at.text_area(key=f"{NEW}.content").value == "Đề nghị mở thêm điểm đổi rác"
    at.date_input(key=f"{NEW}.reply_due").set_value(date(2026, 9, 30))
    press(at, f"{NEW}.send")
    [(_, plan)] = seam.plans
    record = plan.adds[0].record
    assert dataclasses.asdict(record).items() >= {
        "unit_id": "DT-02", "kind": FeedbackKind.SUGGESTION, "target_id": "TH-04", "date": date(2026, 9, 15),
        "reply_due": date(2026, 9, 30),
    }.items()  # fmt: skip
    assert at.toast[0].value == "Đã ghi ý kiến"
    assert at.text_area(key=f"{NEW}.content").value == ""


def test_an_opinion_with_a_phone_number_is_refused(seam: Seam) -> None:
    seam.act_as(Role.FRONT)
    at = opened("y_kien", xem="Ghi ý kiến")
    at.button_group(key=f"{NEW}.kind").set_value("Góp ý")
    at.text_area(key=f"{NEW}.content").input("Gọi 0912 345 678 để biết thêm")
    press(at, f"{NEW}.send")
    assert seam.plans == []
    assert "Không ghi số điện thoại/CCCD" in said(at)


def test_mttq_mends_an_opinion_that_is_not_answered_and_replies_to_none(seam: Seam) -> None:
    seam.act_as(Role.FRONT)
    slot = f"y_kien.{LATE}.correct"
    at = unfold(opened("y_kien"), slot)
    assert f"y_kien.{LATE}.reply.panel.0" not in [one.key for one in at.get("popover")]
    at.text_area(key=f"{slot}.content").input("Đề nghị thôn cử hai người")
    press(at, f"{slot}.press")
    assert dict(seam.plans[0][1].edits[0].changed) == {"content": "Đề nghị thôn cử hai người"}
    done = opened("y_kien", **{"tinh-trang": "Đã trả lời"})
    assert not done.get("popover")


def test_an_officer_replies_and_the_reply_needs_words_and_a_measure(seam: Seam) -> None:
    seam.act_as(Role.OFFICER)
    slot = f"y_kien.{LATE}.reply"
    at = unfold(opened("y_kien"), slot)
    press(at, f"{slot}.press")
    assert {"Ghi nội dung trả lời", "Chọn mức tiếp thu"} <= {word.strip("*] ") for word in said(at).split("**")}
    at.text_area(key=f"{slot}.reply").input("Thôn đã cử hai người")
    at.selectbox(key=f"{slot}.acceptance").select("Tiếp thu một phần")
    at.date_input(key=f"{slot}.replied").set_value(date(2026, 8, 1))
    press(at, f"{slot}.press")
    assert "Ngày này sớm hơn ngày có ý kiến" in said(at)
    assert at.text_area(key=f"{slot}.reply").value == "Thôn đã cử hai người"
    at.date_input(key=f"{slot}.replied").set_value(date(2026, 9, 15))
    press(at, f"{slot}.press")
    [(_, plan)] = seam.plans
    assert dict(plan.edits[0].changed) == {
        "reply": "Thôn đã cử hai người", "acceptance": Acceptance.PARTLY, "replied": date(2026, 9, 15),
    }  # fmt: skip


def test_a_reply_that_another_wrote_meanwhile_is_shown_beside_mine(seam: Seam) -> None:
    seam.act_as(Role.OFFICER)
    slot = f"y_kien.{LATE}.reply"
    at = unfold(opened("y_kien"), slot)
    at.text_area(key=f"{slot}.reply").input("Của tôi")
    at.selectbox(key=f"{slot}.acceptance").select("Tiếp thu")
    difference = Difference("reply", "Trả lời, tiếp thu", None, "Của tôi", "Của người khác")
    seam.refusals = [Conflict(f"Ý kiến MTTQ|{LATE}", [difference]), NotWritten("no")]
    press(at, f"{slot}.press")
    assert "Người khác vừa sửa bản ghi này" in said(at)
    assert "Của người khác" in said(at)
    press(at, f"{slot}.press")
    assert "Chưa ghi được lên trang tính." in said(at)
    assert at.text_area(key=f"{slot}.reply").value == "Của tôi"
    press(at, f"{slot}.press")
    assert len(seam.plans) == 1


def test_a_row_typed_a_moment_ago_waits_for_its_id(seam: Seam) -> None:
    seam.act_as(Role.OFFICER)
    typed = dataclasses.replace(seam.whole.feedback[-1], feedback_id=None)
    seam.whole = dataclasses.replace(seam.whole, feedback=(*seam.whole.feedback[:-1], typed))
    assert opinions.NO_ID in said(opened("y_kien"))
