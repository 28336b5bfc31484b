"""The pages of the loop: full, empty, failing, forbidden, and what a press asks for."""

import dataclasses
import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from components import forms, models, vi
from components.status import LOOKS
from domain.errors import Invalid, NotWritten, Unreachable
from domain.indicators import indicators
from domain.quarters import Quarter
from domain.vocabulary import (
    DifficultyState,
    InspectionState,
    ModelState,
    ReportState,
    Role,
    Status,
    Tab,
    Verification,
)
from sheets import actions
from sheets.backup import Kept
from tests.components.samples import NOTHING, as_read, grids, sample, typed_into
from tests.pages.conftest import Seam
from tests.pages.test_frame import open_app, said

PENDING = "MH-2026-0033"


def opened(page: str, **query: str) -> AppTest:
    def run(page: str) -> None:
        from importlib import import_module

        from components.messages import told

        with told():
            import_module(f"pages.{page}").show()

    at = AppTest.from_function(run, kwargs={"page": page}, default_timeout=30)
    for name, value in query.items():
        at.query_params[name] = value
    at.run()
    assert not at.exception
    return at


def press(at: AppTest, key: str) -> AppTest:
    at.button(key=key).click().run()
    assert not at.exception
    return at


def unfold(at: AppTest, slot: str) -> AppTest:
    """Opens a panel, whose form is drawn only then."""
    assert f"{slot}.press" not in {one.key for one in at.button}
    at.session_state[f"{slot}.panel.0"] = True
    return at.run()


PAGES = (
    "mo_hinh", "don_vi", "bao_cao", "kiem_tra", "kho_khan", "don_doc", "quan_tri", "viec_cua_toi", "nhiem_vu",
)  # fmt: skip


@pytest.mark.parametrize("page", [*PAGES, "cho_gui", "loi_du_lieu", "lich_su"])
@pytest.mark.parametrize("role", list(Role))
def test_every_page_opens_for_every_role(seam: Seam, page: str, role: Role) -> None:
    seam.act_as(role)
    at = opened(page)
    assert at.title
    assert not at.error


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("role", [Role.ADMIN, Role.UNIT])
def test_every_page_of_an_empty_workbook_says_what_is_missing(seam: Seam, page: str, role: Role) -> None:
    seam.act_as(role)
    seam.whole = sample(**NOTHING)
    at = opened(page)
    assert at.title
    assert not at.error
    words = said(at)
    assert any(
        word in words
        for word in (
            "Chưa có",
            "chưa đăng ký",
            "Không có",
            "Không còn",
            "chưa có",
            "mới",
            "trống",
            "chỉ xem",
            "không có việc",
        )
    )


@pytest.mark.parametrize("page", [*PAGES, "cho_gui", "loi_du_lieu", "lich_su", "so_dung_chung"])
def test_a_page_without_data_says_why(seam: Seam, page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails() -> None:
        raise Unreachable("down")

    monkeypatch.setattr("sheets.session.snapshot", fails)
    assert "Chưa kết nối được Google Sheets." in said(opened(page))


@pytest.mark.parametrize("role", [Role.LEADER, Role.GUEST])
def test_who_only_views_gets_no_button_that_changes_anything(seam: Seam, role: Role) -> None:
    seam.act_as(role)
    assert "chỉ xem số liệu" in said(opened("bao_cao"))
    for page in ("kiem_tra", "kho_khan"):
        assert not opened(page).button
    assert "Quyết định" not in said(opened("mo_hinh", mh=PENDING))


def test_a_model_says_what_its_registration_answers_to_the_plan(seam: Seam) -> None:
    model = dataclasses.replace(
        next(one for one in seam.whole.models if one.model_id == PENDING), hard_issue=True, reason="Đất *đai*",
        linked="Nông thôn mới", owner="Trưởng thôn", consult="Họp thôn", hh_agree=40,
    )  # fmt: skip
    others = (one for one in seam.whole.models if one.model_id != PENDING)
    seam.whole = dataclasses.replace(seam.whole, models=(*others, model))
    text = said(opened("mo_hinh", mh=PENDING))
    for line in (
        "**Gắn với phong trào, cuộc vận động:** Nông thôn mới", "**Người phụ trách:** Trưởng thôn",
        "**Vì sao chọn việc này:** Đất \\*đai\\*", "**Ý kiến Nhân dân:** Họp thôn",
        "**Số hộ đồng ý:** 40 hộ", "**Vấn đề khó, trọng yếu:** có",
    ):  # fmt: skip
        assert line in text


# Mô hình


def test_the_list_is_narrowed_by_the_address(seam: Seam) -> None:
    assert "35 mô hình, :red[7 chậm], 2 chờ duyệt" in said(opened("mo_hinh"))
    at = opened("mo_hinh", tt="Chậm")
    assert set(at.dataframe[0].value["Trạng thái"]) == {"↓ Chậm"}
    assert "Hiện 7/35 mô hình." in said(at)
    assert len(opened("mo_hinh").dataframe[0].value) == 35
    seam.act_as(Role.LEADER)
    assert len(opened("mo_hinh", xem="Chờ duyệt").dataframe[0].value) == 2
    found = opened("mo_hinh", tim="tuyen duong hoa").dataframe[0].value
    assert list(found["Mô hình"]) == ["Tuyến đường hoa tự quản"]
    assert "Không có mô hình nào khớp bộ lọc" in said(opened("mo_hinh", tim="không có gì như thế"))


def test_the_list_says_which_cells_are_wrong_and_leads_to_the_row_of_each_model(seam: Seam) -> None:
    raw = grids()
    typed_into(raw, Tab.MODELS, "MH-2026-0006", "Số hộ dự kiến", "vài chục **hộ**")
    seam.whole = as_read(raw)
    seam.act_as(Role.OFFICER)
    at = opened("mo_hinh")
    [panel] = [one for one in at.expander if "trên trang tính ghi sai" in one.label]
    assert panel.label.startswith("2\u00a0ô")
    assert "vài chục \\*\\*hộ\\*\\*" in set(at.table[0].value["Đang ghi"])
    row = next(number for number, one in enumerate(raw[Tab.MODELS], 1) if one[0] == "MH-2026-0006")
    listed = at.dataframe[0].value
    assert str(listed[listed["Mã"] == "MH-2026-0006"]["Ô"].iloc[0]).endswith(f"nam=2026&o=A{row}")
    assert all("nam=2026&o=" in one for one in at.table[0].value["Ô"])
    seam.act_as(Role.GUEST)
    at = opened("mo_hinh")
    assert not at.table
    assert "Ô" not in at.dataframe[0].value


def test_an_approval_is_one_press(seam: Seam) -> None:
    seam.act_as(Role.OFFICER)
    at = press(opened("mo_hinh", mh=PENDING), f"mo_hinh.{PENDING}.REGISTERED.press")
    [(op, plan)] = seam.plans
    assert plan.edits[0].changed["state"] is ModelState.REGISTERED
    assert len(op) == 32
    assert at.toast[0].value == "Đã duyệt mô hình"


def test_the_list_of_what_waits_has_both_answers_beside_what_decides_them(seam: Seam) -> None:
    seam.act_as(Role.OFFICER)
    at = opened("mo_hinh", xem="Chờ duyệt")
    assert not at.dataframe
    words = said(at)
    assert "Bếp không khói" in words
    assert "Sân chơi từ lốp cũ" in words
    assert "từ 01/10/2026, chưa rõ ngày kết thúc" in words
    assert f"mo_hinh.{PENDING}.RETURNED.panel.0" in {one.key for one in at.button} | set(at.session_state)
    press(at, f"mo_hinh.{PENDING}.REGISTERED.press")
    [(_, plan)] = seam.plans
    assert plan.edits[0].changed["state"] is ModelState.REGISTERED
    assert at.toast[0].value == "Đã duyệt mô hình"


def test_a_waiting_registration_is_opened_whole_from_its_card(seam: Seam) -> None:
    seam.act_as(Role.OFFICER)
    at = press(opened("mo_hinh", xem="Chờ duyệt"), f"mo_hinh.open.{PENDING}")
    assert at.query_params["mh"] == PENDING


def test_who_decides_nothing_reads_what_waits_as_a_table(seam: Seam) -> None:
    seam.act_as(Role.LEADER)
    at = opened("mo_hinh", xem="Chờ duyệt")
    assert len(at.dataframe[0].value) == 2
    assert not [one for one in at.button if str(one.key).endswith(".REGISTERED.press")]


def test_when_nothing_waits_any_more_the_list_says_so(seam: Seam) -> None:
    seam.whole = dataclasses.replace(
        seam.whole, models=tuple(one for one in seam.whole.models if one.state is not ModelState.PENDING)
    )
    seam.act_as(Role.OFFICER)
    assert opened("mo_hinh", xem="Chờ duyệt").success[0].value == "Không còn mô hình nào chờ duyệt."


def test_a_figure_of_an_earlier_quarter_says_which_instead_of_the_day_of_a_report(seam: Seam) -> None:
    seam.act_as(Role.OFFICER)
    listed = opened("mo_hinh").dataframe[0].value
    row = listed[listed["Đơn vị"] == "Thôn Bến Đò"].iloc[0]
    assert (row["Tiến độ"], row["Báo cáo"]) == (12, "Quý\u00a0II/2026")
    assert set(listed["Lĩnh vực"]) <= {*models.SHORT_FIELDS.values(), "—"}


def test_a_phone_shows_word_bar_and_milestone_of_each_model(seam: Seam, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("components.theme.on_phone", lambda: True)
    seam.act_as(Role.OFFICER)
    words = said(opened("mo_hinh", tt="Chậm"))
    assert ":red-badge[:material/arrow_circle_down: Chậm]" in words
    assert "**12%\\*** (mốc " in words
    assert "\\* số của Quý II/2026" in words


def test_sending_back_without_a_reason_is_refused_beside_the_field(seam: Seam) -> None:
    seam.act_as(Role.OFFICER)
    slot = f"mo_hinh.{PENDING}.RETURNED"
    at = press(unfold(opened("mo_hinh", mh=PENDING), slot), f"{slot}.press")
    assert seam.plans == []
    assert "Ghi lý do" in said(at)
    at.text_area(key=f"{slot}.text").input("Thiếu chỉ tiêu")
    press(at, f"{slot}.press")
    assert seam.plans[0][1].edits[0].values["reason_back"] == "Thiếu chỉ tiêu"


def test_a_move_without_a_way_back_opens_a_panel_first_and_is_never_the_main_button(seam: Seam) -> None:
    seam.act_as(Role.OFFICER)
    running = "MH-2026-0001"
    slot = f"mo_hinh.{running}.FAILED"
    at = unfold(opened("mo_hinh", mh=running), slot)
    at.text_area(key=f"{slot}.text").input("Không ai làm tiếp")
    press(at, f"{slot}.press")
    assert seam.plans[0][1].edits[0].changed["evaluation_note"] == "Không ai làm tiếp"
    model = next(one for one in seam.whole.models if one.state is ModelState.RETURNED)
    assert seam.actor
    seam.actor = dataclasses.replace(seam.actor, role=Role.UNIT, unit_id=model.unit_id or "")
    at = opened("mo_hinh", mh=model.model_id or "")
    assert f"Lý do (trả lại):** {model.reason_back}" in said(at)
    unfold(at, f"mo_hinh.{model.model_id}.WITHDRAWN")
    assert at.text_area(key=f"mo_hinh.{model.model_id}.WITHDRAWN.text").label == "Lý do rút, nếu có"
    assert at.button(key=f"mo_hinh.{model.model_id}.PENDING.press").proto.type == "secondary"


def test_a_model_that_never_reported_is_not_shown_as_behind(seam: Seam) -> None:
    listed = opened("mo_hinh").dataframe[0].value
    never = listed[listed["Trạng thái"] == "Chưa có số liệu"]
    assert set(never["So với mốc"]) == {"—"}


def test_what_could_not_be_written_says_so_and_is_the_same_operation_when_pressed_again(seam: Seam) -> None:
    seam.act_as(Role.OFFICER)
    seam.refusals = [NotWritten("no")]
    slot = f"mo_hinh.{PENDING}.RETURNED"
    at = unfold(opened("mo_hinh", mh=PENDING), slot)
    at.text_area(key=f"{slot}.text").input("Thiếu chỉ tiêu")
    press(at, f"{slot}.press")
    assert "Chưa ghi được lên trang tính." in said(at)
    assert at.text_area(key=f"{slot}.text").value == "Thiếu chỉ tiêu"
    op = at.session_state[f"{slot}.form"].op
    press(at, f"{slot}.press")
    assert [one for one, _ in seam.plans] == [op]


def test_a_link_to_a_model_that_is_gone_says_so(seam: Seam) -> None:
    at = opened("mo_hinh", mh="MH-2026-9999")
    assert "Không tìm thấy mô hình này" in said(at)
    assert at.title


def test_a_unit_does_not_read_the_words_of_others(seam: Seam) -> None:
    seam.act_as(Role.UNIT)  # TH-03
    other = next(one for one in seam.whole.models if one.unit_id == "TH-04")
    assert other.objective
    assert other.objective not in said(opened("mo_hinh", mh=other.model_id or ""))


# Đơn vị


def test_a_unit_sees_itself_and_a_link_another(seam: Seam) -> None:
    seam.act_as(Role.UNIT)
    assert opened("don_vi").title[0].value.startswith("Thôn Hòa Bình")
    at = opened("don_vi", dv="TH-04")
    assert "30%" in at.title[0].value
    assert len(at.get("vega_lite_chart")) == 1


def test_the_address_names_the_unit_that_was_chosen(seam: Seam) -> None:
    at = opened("don_vi")
    at.selectbox(key="don_vi.chosen.None").select("TH-04").run()
    assert at.query_params["dv"] in ("TH-04", ["TH-04"])
    assert "30%" in at.title[0].value


def test_a_unit_without_a_model_is_shown_the_way_to_register(seam: Seam) -> None:
    at = opened("don_vi", dv="TH-05")
    assert said(at).count("chưa đăng ký mô hình nào") == 1
    assert "giao mỗi thôn, đơn vị đăng ký mô hình" in said(at)
    assert not at.get("vega_lite_chart")
    words = [r"Đăng ký mô hình cho Thôn Tân Tiến \(Đồng Xuân cũ\)", "Phiếu chấm điểm thi đua", "Lịch sử"]
    assert [one.proto.label for one in at.get("page_link")] == words
    seam.act_as(Role.GUEST)
    assert not opened("don_vi", dv="TH-05").get("page_link")


def test_a_unit_that_need_not_register_is_not_told_that_it_must(seam: Seam) -> None:
    units = [
        dataclasses.replace(one, must_register=False) if one.unit_id == "TH-05" else one for one in seam.whole.units
    ]
    seam.whole = dataclasses.replace(seam.whole, units=tuple(units))
    words = said(opened("don_vi", dv="TH-05"))
    assert "không thuộc diện phải đăng ký" in words
    assert "giao mỗi thôn" not in words


def test_an_unknown_unit_is_not_taken_for_another(seam: Seam) -> None:
    assert "Không tìm thấy đơn vị này" in said(opened("don_vi", dv="TH-99"))


# Báo cáo


def own_model(seam: Seam) -> str:
    """A village with a model of its own that has not reported this quarter."""
    model = next(one for one in seam.whole.models if one.model_id == "MH-2026-0004")
    seam.actor = dataclasses.replace(seam.actor, role=Role.UNIT, unit_id=model.unit_id or "") if seam.actor else None
    return model.model_id or ""


def test_a_unit_reports_with_last_quarters_figures_beside_the_fields(seam: Seam) -> None:
    model_id = own_model(seam)
    at = opened("bao_cao", mh=model_id)
    assert "Mốc đến 15/09/2026" in said(at)
    assert "Lần trước:" in said(at)
    slot = f"bao_cao.{model_id}.2026-Q3"
    at.text_input(key=f"{slot}.prog_self").input("60")
    press(at, f"{slot}.submit")
    [edit] = seam.plans[0][1].edits  # it had been sent back
    assert edit.changed["rstatus"] is ReportState.SUBMITTED


def test_a_lower_value_is_asked_about_and_then_sent(seam: Seam) -> None:
    model_id = own_model(seam)
    slot = f"bao_cao.{model_id}.2026-Q3"
    at = opened("bao_cao", mh=model_id)
    at.text_input(key=f"{slot}.prog_self").input("2")
    press(at, f"{slot}.submit")
    assert "Có phải đã nhập số trong kỳ?" in said(at)
    assert seam.plans == []
    press(at, f"{slot}.submit")
    assert seam.plans


def test_wrong_input_in_a_report_is_named_and_kept(seam: Seam) -> None:
    model_id = own_model(seam)
    slot = f"bao_cao.{model_id}.2026-Q3"
    at = opened("bao_cao", mh=model_id)
    at.text_input(key=f"{slot}.prog_self").input("150")
    press(at, f"{slot}.submit")
    assert seam.plans == []
    assert at.text_input(key=f"{slot}.prog_self").value == "150"
    assert ":red[" in said(at)


def test_an_officer_confirms_and_sends_back(seam: Seam) -> None:
    seam.act_as(Role.OFFICER)
    waiting = [one for one in seam.whole.reports if one.rstatus is ReportState.SUBMITTED]
    first = waiting[0].report_id or ""
    press(opened("bao_cao"), f"bao_cao.confirm.{first}.press")
    assert seam.plans[0][1].edits[0].changed["rstatus"] is ReportState.CONFIRMED
    at = press(unfold(opened("bao_cao"), f"bao_cao.back.{first}"), f"bao_cao.back.{first}.press")
    assert "Ghi lý do" in said(at)
    assert len(seam.plans) == 1


def test_an_officer_reads_everything_before_confirming(seam: Seam) -> None:
    seam.act_as(Role.OFFICER)
    report = next(one for one in seam.whole.reports if one.rstatus is ReportState.SUBMITTED)
    found = next(one for one in seam.whole.village_sums if one.rstatus is ReportState.SUBMITTED)
    seam.whole = dataclasses.replace(seam.whole, reports=(report,), village_sums=(found,))
    words = said(opened("bao_cao"))
    assert f"**Số hộ tham gia, lũy kế:** {report.hh_cum} hộ" in words
    assert f"**Tiến độ lũy kế đến nay:** {vi.number(report.prog_self)}%" in words
    assert f"**Số hộ tham gia ít nhất một mô hình:** {found.hh_any} hộ" in words


def test_the_result_of_a_target_stands_beside_the_target_with_its_unit(seam: Seam) -> None:
    seam.act_as(Role.OFFICER)
    report = next(one for one in seam.whole.reports if one.rstatus is ReportState.SUBMITTED and one.kpi_cum)
    model = seam.whole.model(report.model_id)
    assert model
    model = dataclasses.replace(model, kpi_target=2.5, kpi_unit="ha")
    report = dataclasses.replace(report, kpi_cum=1.25, fund=6000)
    others = tuple(one for one in seam.whole.models if one.model_id != model.model_id)
    seam.whole = dataclasses.replace(seam.whole, reports=(report,), village_sums=(), models=(*others, model))
    words = said(opened("bao_cao"))
    assert "**Kết quả chỉ tiêu, lũy kế:** 1,25 trên chỉ tiêu 2,5 ha" in words
    assert "**Kinh phí huy động trong kỳ:** 6\\.000 nghìn đồng" in words


def test_on_the_page_of_a_unit_each_finding_says_itself_how_it_stands(seam: Seam) -> None:
    seam.act_as(Role.OFFICER)
    [head, *found] = [
        str(one.value) for one in opened("don_vi", dv="TH-04").markdown if "Tiến độ chậm so với đăng ký" in one.value
    ]
    assert not found
    assert head.endswith(":gray[Hạn 15/09/2026.] :orange-badge[:material/schedule: đến hạn hôm nay]")


def test_findings_stand_by_deadline_the_overdue_ones_first(seam: Seam) -> None:
    seam.act_as(Role.OFFICER)
    words = said(opened("kiem_tra", viec="Theo dõi khắc phục"))
    days = [
        date.fromisoformat("-".join(reversed(one.split("/")))) for one in re.findall(r"gray-badge\[hạn (\S+)\]", words)
    ]
    assert len(days) == len([one for one in seam.whole.findings if one.verified is not Verification.PASSED])
    assert days == sorted(days)
    assert days[0] < seam.whole.today
    assert words.index("quá hạn") < words.index(f"hạn {vi.day(days[-1])}")


def test_a_finding_counts_the_last_days_and_always_names_its_deadline(seam: Seam) -> None:
    seam.act_as(Role.OFFICER)
    [open_one, *_] = [one for one in seam.whole.findings if one.verified is not Verification.PASSED]
    today = seam.whole.today
    wanted = {
        3: ":orange-badge[:material/schedule: còn 3 ngày]",
        0: ":orange-badge[:material/schedule: đến hạn hôm nay]",
        -2: ":red-badge[:material/schedule: quá hạn 2 ngày]",
    }
    for days, badge in wanted.items():
        due = today + timedelta(days=days)
        finding = dataclasses.replace(open_one, due=due, reported=None, verified=None)
        seam.whole = dataclasses.replace(seam.whole, findings=(finding,))
        words = said(opened("kiem_tra", viec="Theo dõi khắc phục"))
        assert f"{badge} :gray-badge[hạn {vi.day(due)}]" in words
    due = today + timedelta(days=30)
    seam.whole = dataclasses.replace(seam.whole, findings=(dataclasses.replace(open_one, due=due),))
    assert "orange-badge[:material/schedule" not in said(opened("kiem_tra", viec="Theo dõi khắc phục"))


def test_a_sheet_of_a_quarter_without_a_word_is_not_handed_in(seam: Seam) -> None:
    seam.act_as(Role.UNIT)
    seam.whole = dataclasses.replace(seam.whole, village_sums=())
    at = opened("bao_cao")
    at.segmented_control(key="bao_cao.part").set_value("Tổng hợp của đơn vị").run()
    slot = "bao_cao.sum.TH-03.2026-Q3"
    press(at, f"{slot}.submit")
    assert "Nhập ít nhất một mục trước khi nộp" in said(at)
    assert seam.plans == []
    at.text_input(key=f"{slot}.hh_any").input("12")
    press(at, f"{slot}.submit")
    assert len(seam.plans) == 1


def test_a_unit_sees_what_it_handed_in_and_without_a_model_the_way_to_one(seam: Seam) -> None:
    seam.act_as(Role.UNIT)  # TH-03 has reported
    at = opened("bao_cao")
    assert "Đã xác nhận" in at.success[0].value
    assert "**Kết quả nổi bật:**" in said(at)
    assert seam.actor
    seam.actor = dataclasses.replace(seam.actor, unit_id="TH-05")
    assert [one.proto.label for one in opened("bao_cao").get("page_link")] == ["Xem đơn vị", "Đăng ký mô hình"]


def test_a_link_to_a_model_that_cannot_be_reported_says_so(seam: Seam) -> None:
    own_model(seam)
    assert "chưa được duyệt hoặc không thuộc đơn vị này" in said(opened("bao_cao", mh="MH-2026-9999"))


# Kiểm tra và khó khăn


def log(at: AppTest) -> AppTest:
    at.selectbox(key="kiem_tra.unit").select("TH-03").run()
    return at


def test_an_inspection_with_a_finding_is_one_operation(seam: Seam) -> None:
    seam.act_as(Role.OFFICER)
    at = log(opened("kiem_tra"))
    at.text_area(key="kiem_tra.new.1.content").input("Thiếu biên bản")
    at.text_area(key="kiem_tra.new.1.request").input("Bổ sung biên bản")
    at.button_group(key="kiem_tra.new.1.severity").set_value("Nhẹ")
    at.date_input(key="kiem_tra.new.1.due").set_value(date(2026, 9, 30))
    press(at, "kiem_tra.new.send")
    [(_, plan)] = seam.plans
    assert [type(add.record).__name__ for add in plan.adds] == ["Inspection", "Finding"]


def test_a_finding_without_its_deadline_is_refused_and_kept(seam: Seam) -> None:
    seam.act_as(Role.OFFICER)
    at = log(opened("kiem_tra"))
    at.text_area(key="kiem_tra.new.1.content").input("Thiếu biên bản")
    press(at, "kiem_tra.new.send")
    assert seam.plans == []
    assert "Chọn hạn khắc phục" in said(at)
    assert at.text_area(key="kiem_tra.new.1.content").value == "Thiếu biên bản"


def test_open_findings_of_the_unit_come_before_the_form_and_can_be_verified(seam: Seam) -> None:
    seam.act_as(Role.OFFICER)
    finding = next(one for one in seam.whole.findings if one.verified is not Verification.PASSED)
    at = opened("kiem_tra", dv=finding.unit_id or "")
    assert "tồn tại đang mở" in at.header[0].value.replace("\u00a0", " ")
    press(at, f"ton_tai.{finding.find_id}.passed.press")
    assert seam.plans[0][1].edits[0].changed["verified"] is Verification.PASSED


def test_a_unit_reports_its_remedy(seam: Seam) -> None:
    finding = next(one for one in seam.whole.findings if one.verified is not Verification.PASSED)
    assert seam.actor
    seam.actor = dataclasses.replace(seam.actor, role=Role.UNIT, unit_id=finding.unit_id or "")
    slot = f"ton_tai.{finding.find_id}.remedy"
    at = opened("kiem_tra")
    at.selectbox(key="kiem_tra.unit")
    unfold(at, slot)
    at.text_area(key=f"{slot}.text").input("Đã bổ sung")
    press(at, f"{slot}.press")
    assert seam.plans[0][1].edits[0].changed["remedy"] == "Đã bổ sung"


def test_a_difficulty_is_raised_and_an_officer_ends_it(seam: Seam) -> None:
    seam.act_as(Role.UNIT)
    at = opened("kho_khan")
    press(at, "kho_khan.new.send")
    assert "Nhập nội dung" in said(at)
    at.text_area(key="kho_khan.new.content").input("Thiếu đất")
    at.button_group(key="kho_khan.new.group").set_value("Kinh phí")
    press(at, "kho_khan.new.send")
    assert len(seam.plans) == 1
    seam.act_as(Role.OFFICER)
    issue = next(one for one in seam.whole.difficulties if one.state is DifficultyState.IN_PROGRESS)
    at = unfold(opened("kho_khan"), f"kho_khan.{issue.issue_id}.end")
    at.text_area(key=f"kho_khan.{issue.issue_id}.end.measures").input("Đã xong")
    press(at, f"kho_khan.{issue.issue_id}.end.press")
    assert seam.plans[1][1].edits[0].changed["state"] is DifficultyState.RESOLVED


def test_a_form_is_empty_once_it_was_sent(seam: Seam) -> None:
    seam.act_as(Role.UNIT)
    at = opened("kho_khan")
    at.text_area(key="kho_khan.new.content").input("Thiếu đất")
    at.button_group(key="kho_khan.new.group").set_value("Kinh phí")
    press(at, "kho_khan.new.send")
    assert at.text_area(key="kho_khan.new.content").value == ""
    assert at.button_group(key="kho_khan.new.group").value is None
    assert at.date_input(key="kho_khan.new.raised").value == date(2026, 9, 15)
    seam.act_as(Role.OFFICER)
    at = log(opened("kiem_tra"))
    at.text_input(key="kiem_tra.new.minutes_no").input("05/BB")
    at.selectbox(key="kiem_tra.new.decider").select("Bí thư Đảng ủy")
    press(at, "kiem_tra.new.send")
    assert at.text_input(key="kiem_tra.new.minutes_no").value == ""
    assert at.selectbox(key="kiem_tra.new.decider").value is None


def test_a_finding_belongs_to_the_only_model_of_its_inspection(seam: Seam) -> None:
    seam.act_as(Role.OFFICER)
    at = log(opened("kiem_tra"))
    model = seam.whole.models_of("TH-03")[0].model_id
    at.multiselect(key="kiem_tra.models").select(model)
    at.text_area(key="kiem_tra.new.1.content").input("Thiếu biên bản")
    at.text_area(key="kiem_tra.new.1.request").input("Bổ sung biên bản")
    at.button_group(key="kiem_tra.new.1.severity").set_value("Nhẹ")
    at.date_input(key="kiem_tra.new.1.due").set_value(date(2026, 9, 30))
    press(at, "kiem_tra.new.send")
    assert [getattr(add.record, "model_id", model) for add in seam.plans[0][1].adds] == [model, model]


def test_an_inspection_says_what_was_done_for_show_and_a_unit_does_not(seam: Seam) -> None:
    seam.act_as(Role.OFFICER)
    at = log(opened("kiem_tra"))
    at.button_group(key="kiem_tra.new.formalism").set_value("Có")
    press(at, "kiem_tra.new.send")
    assert getattr(seam.plans[0][1].adds[0].record, "formalism", None) is True
    assert at.button_group(key="kiem_tra.new.formalism").value is None
    seam.act_as(Role.UNIT)
    assert "kiem_tra.new.formalism" not in [one.key for one in opened("kiem_tra").button_group]


def test_a_second_inspection_of_the_unit_of_a_link_begins_with_that_unit(seam: Seam) -> None:
    seam.act_as(Role.OFFICER)
    at = press(opened("kiem_tra", dv="TH-04"), "kiem_tra.new.send")
    assert len(seam.plans) == 1
    assert at.selectbox(key="kiem_tra.unit").value == "TH-04"
    assert not at.warning


LISTED = "Các lượt kiểm tra"


def test_the_address_opens_an_inspection_that_stands_far_down_in_the_list(seam: Seam) -> None:
    seam.act_as(Role.OFFICER)
    oldest = min((one for one in seam.whole.inspections), key=lambda one: (str(one.date), one.insp_id or ""))
    opened_again = dataclasses.replace(oldest, istatus=InspectionState.DONE, conclusion="Còn viết dở")
    others = [one for one in seam.whole.inspections if one is not oldest]
    seam.whole = dataclasses.replace(seam.whole, inspections=(opened_again, *others))
    at = opened("kiem_tra", kt=oldest.insp_id or "")
    assert at.text_area(key=f"kiem_tra.conclude.{oldest.insp_id}.conclusion").value == "Còn viết dở"


def test_an_inspection_is_concluded_or_called_off_where_it_stands(seam: Seam) -> None:
    seam.act_as(Role.OFFICER)
    planned = next(one for one in seam.whole.inspections if one.istatus is InspectionState.PLANNED)
    at = opened("kiem_tra")
    at.segmented_control(key="kiem_tra.part").set_value(LISTED).run()
    press(at, f"kiem_tra.open.{planned.insp_id}")
    slot = f"kiem_tra.conclude.{planned.insp_id}"
    press(at, f"{slot}.send")
    assert "Nhập kết luận" in said(at)
    press(at, f"{slot}.off.press")
    assert seam.plans[0][1].edits[0].changed == {"istatus": InspectionState.CANCELLED}


@pytest.mark.parametrize("role", [Role.LEADER, Role.GUEST, Role.UNIT])
def test_only_who_may_conclude_an_inspection_is_offered_to(seam: Seam, role: Role) -> None:
    seam.act_as(role)
    at = opened("kiem_tra", dv="TH-17")
    at.segmented_control(key="kiem_tra.part").set_value(LISTED).run()
    at.selectbox(key="kiem_tra.narrow.TH-17").select("").run()
    assert "Đã kết luận" in said(at)
    assert not [one for one in at.button if str(one.key).startswith("kiem_tra.open")]


def test_findings_and_difficulties_of_one_unit_come_by_its_link(seam: Seam) -> None:
    seam.act_as(Role.LEADER)
    unit_id = next(one.unit_id for one in seam.whole.findings if one.verified is not Verification.PASSED)
    own = [one for one in seam.whole.findings if one.verified is not Verification.PASSED and one.unit_id == unit_id]
    at = opened("kiem_tra", dv=unit_id or "")
    assert at.header[0].value.startswith(f"{len(own)}\u00a0tồn tại")
    at = opened("kho_khan", dv="TH-03")
    assert "Chỉ hiện khó khăn của **Thôn Hòa Bình**" in said(at)
    press(at, "kho_khan.all")
    assert "Chỉ hiện" not in said(at)


def test_an_officer_reads_what_a_unit_proposes_and_says_who_handles_it(seam: Seam) -> None:
    seam.act_as(Role.OFFICER)
    issue = next(one for one in seam.whole.difficulties if one.state is DifficultyState.NEW)
    nobody = dataclasses.replace(issue, handler=None, decider=None, proposal="Xin hỗ trợ")
    others = [one for one in seam.whole.difficulties if one is not issue]
    seam.whole = dataclasses.replace(seam.whole, difficulties=(nobody, *others))
    at = opened("kho_khan")
    assert "**Đề xuất:** Xin hỗ trợ" in said(at)
    slot = f"kho_khan.{issue.issue_id}.assign"
    seam.whole = dataclasses.replace(
        seam.whole, difficulties=(dataclasses.replace(nobody, due=date(2026, 10, 1)), *others)
    )
    press(unfold(at, slot), f"{slot}.press")
    [shown] = at.session_state[f"{slot}.form"].shown["values"].values()
    assert shown["due"] == 46_296, (
        "1 October, as a sheet counts: what it held when the form was opened, not when the card was"
    )
    assert "Ghi người xử lý hoặc người quyết định" in said(at)
    at.text_input(key=f"{slot}.handler").input("Phòng Kinh tế")
    press(at, f"{slot}.press")
    assert len(seam.plans) == 1


@pytest.mark.parametrize(
    ("page", "key"),
    [
        ("kiem_tra", lambda _: "kiem_tra.new.more"),
        ("mo_hinh", lambda _: "mo_hinh.back"),
    ],
)
def test_buttons_that_only_look_write_nothing(seam: Seam, page: str, key: Callable[[Seam], str]) -> None:
    seam.act_as(Role.OFFICER)
    press(opened(page, **({"mh": PENDING} if page == "mo_hinh" else {})), key(seam))
    assert seam.plans == []


# Quản trị


def test_emptying_the_workbook_is_asked_twice_and_only_the_administrator(
    seam: Seam, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def start_empty(_by: object, commune: str, *, op: str) -> str:
        asked.append(commune)
        if commune != "Sơn Dương 2026":
            raise Invalid({"commune": "Gõ đúng tên xã và năm: Sơn Dương 2026"})
        return f"workbook-{op[:4]}.sqlite3"

    monkeypatch.setattr("sheets.actions.start_empty", start_empty)
    seam.act_as(Role.OFFICER)
    assert not opened("quan_tri").checkbox
    seam.act_as(Role.ADMIN)
    at = opened("quan_tri")
    assert at.button(key="quan_tri.empty").disabled
    assert "35 mô hình" in said(at)
    at.checkbox(key="quan_tri.agreed").check()
    at.text_input(key="quan_tri.commune").input("Sơn")
    at.run()
    press(at, "quan_tri.empty")
    assert "Gõ đúng tên xã" in said(at)
    at.text_input(key="quan_tri.commune").input("Sơn Dương 2026")
    press(at, "quan_tri.empty")
    assert asked == ["Sơn", "Sơn Dương 2026"]
    assert "Sổ năm 2026 đã trống" in at.success[0].value
    seam.whole = dataclasses.replace(seam.whole, settings=dataclasses.replace(seam.whole.settings, plan_year=2027))
    at.session_state[forms.BOOK] = "~2027"
    at.run()
    assert not at.success
    assert "Bắt đầu với sổ trống, năm 2027" in said(at)
    assert not at.checkbox[0].value


def test_a_year_from_which_the_next_goes_on_is_not_offered_to_be_emptied(seam: Seam) -> None:
    seam.whole = dataclasses.replace(seam.whole, settings=dataclasses.replace(seam.whole.settings, next_book="2027"))
    at = opened("quan_tri")
    assert "Sổ năm 2026 đã nối với sổ năm 2027" in said(at)
    assert not at.button


def test_the_last_copies_are_shown_and_that_today_has_none(seam: Seam) -> None:
    assert "Bản sao của sổ" not in {one.value for one in opened("quan_tri").header}  # on a Google Sheet
    seam.copies = Kept(((date(2026, 9, 14), 2_760_432), (date(2026, 9, 13), 1_000_000)), today=False)
    at = opened("quan_tri")
    assert "**14/09/2026**, 2,8 MB" in said(at)
    assert "make restore" in said(at)
    assert "Hôm nay chưa lưu được bản sao" in at.warning[0].value
    assert "YEAR=" not in said(at)
    seam.copies = Kept(seam.copies.newest, today=True, year="2027")
    assert "make restore DAY=2026-09-14 YEAR=2027`" in said(opened("quan_tri"))
    seam.copies = Kept(seam.copies.newest, today=True)
    assert not opened("quan_tri").warning


def test_a_returned_registration_is_mended_and_sent_again_under_its_code(seam: Seam) -> None:
    model = next(one for one in seam.whole.models if one.state is ModelState.RETURNED)
    assert seam.actor
    seam.actor = dataclasses.replace(seam.actor, role=Role.UNIT, unit_id=model.unit_id or "")
    at = opened("dang_ky", mh=model.model_id or "")
    assert at.title[0].value == f"Sửa đăng ký {model.model_id}"
    assert at.text_input(key="dang_ky.title").value == model.title
    assert (model.reason_back or "")[:10] in said(at)
    at.text_input(key="dang_ky.title").input("")
    press(at, "dang_ky.send")
    assert "Nhập tên mô hình" in said(at)
    at.text_input(key="dang_ky.title").input("Tên rõ hơn")
    press(at, "dang_ky.send")
    [(_, plan)] = seam.plans
    [edit] = plan.edits
    assert edit.changed == {"title": "Tên rõ hơn", "state": ModelState.PENDING, "submitted": date(2026, 9, 15)}
    assert (model.model_id or "?") in at.success[0].value


def test_a_new_registration_does_not_begin_with_the_words_of_a_returned_one(seam: Seam) -> None:
    model = next(one for one in seam.whole.models if one.state is ModelState.RETURNED)
    assert seam.actor
    seam.actor = dataclasses.replace(seam.actor, role=Role.UNIT, unit_id=model.unit_id or "")
    at = opened("dang_ky", mh=model.model_id or "")
    assert "Về mô hình, không sửa" in [one.proto.label for one in at.get("page_link")]
    del at.query_params["mh"]
    at.run()
    assert at.title[0].value == "Đăng ký mô hình mới"
    assert at.text_input(key="dang_ky.title").value == ""


def test_a_link_to_mend_what_may_not_be_mended_says_so_and_shows_the_way_to_the_model(seam: Seam) -> None:
    seam.act_as(Role.UNIT)
    at = opened("dang_ky", mh="MH-2026-9999")
    assert "Không tìm thấy mô hình này" in said(at)
    model = own_model(seam)
    at = opened("dang_ky", mh=model)
    assert at.title[0].value == "Sửa đăng ký"
    assert "nên không sửa đăng ký được" in said(at)
    assert [one.proto.label for one in at.get("page_link")] == ["Xem mô hình", "Đăng ký mô hình mới"]
    assert not at.text_input


def test_a_registration_that_is_sent_back_twice_is_mended_twice(seam: Seam) -> None:
    model = next(one for one in seam.whole.models if one.state is ModelState.RETURNED)
    assert seam.actor
    seam.actor = dataclasses.replace(seam.actor, role=Role.UNIT, unit_id=model.unit_id or "")
    at = press(opened("dang_ky", mh=model.model_id or ""), "dang_ky.send")
    assert at.success
    assert "mh" not in at.query_params
    at.query_params["mh"] = model.model_id or ""
    at.run()
    assert at.title[0].value == f"Sửa đăng ký {model.model_id}"
    press(at, "dang_ky.send")
    first, second = (op for op, _ in seam.plans)
    assert first != second


def test_a_correction_that_waited_and_was_refused_stands_in_its_form_again(
    seam: Seam, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_done: actions.Registered) -> actions.Registered:
        raise NotWritten("no")

    model = next(one for one in seam.whole.models if one.state is ModelState.RETURNED)
    assert seam.actor
    seam.actor = dataclasses.replace(seam.actor, role=Role.UNIT, unit_id=model.unit_id or "")
    monkeypatch.setattr(actions, "carry_out", lambda *_rule, **_how: actions.Done(waiting=True))
    monkeypatch.setattr(actions, "registered", refused)
    at = opened("dang_ky", mh=model.model_id or "")
    at.text_input(key="dang_ky.title").input("Tên đã sửa")
    press(at, "dang_ky.send")
    assert at.title[0].value == f"Sửa đăng ký {model.model_id}"
    assert at.text_input(key="dang_ky.title").value == "Tên đã sửa"
    assert at.error


def test_the_same_question_has_the_same_count_on_every_page_and_in_the_command(seam: Seam) -> None:
    seam.act_as(Role.OFFICER)
    figures = indicators(seam.whole, Quarter(2026, 3))["commune"]
    overview = said(open_app())
    states = [one.rstatus for one in seam.whole.reports] + [one.rstatus for one in seam.whole.village_sums]
    waiting = states.count(ReportState.SUBMITTED)
    assert f"{figures['I7']['value']:.0f}%" in overview
    assert f"{len(figures['I14']['open'])} khó khăn đang mở" in said(opened("kho_khan"))
    assert "3 chờ quyết định" in said(opened("kho_khan"))
    assert "3 việc chờ quyết định" in overview
    listed = opened("mo_hinh").dataframe[0].value
    for status in (Status.LATE, Status.RISK, Status.OK, Status.NONE):
        look = LOOKS[status]
        word = f"{look.symbol} {vi.capital(look.word)}".strip()
        assert (listed["Trạng thái"] == word).sum() == len(figures["I7"]["models"][status])
    at = opened("kiem_tra")
    at.segmented_control(key="kiem_tra.part").set_value("Theo dõi khắc phục").run()
    assert f"{figures['I13']['value']} quá hạn" in at.header[0].value
    assert f"Chờ xác nhận {waiting}" in str(opened("bao_cao").segmented_control(key="bao_cao.part").options)
