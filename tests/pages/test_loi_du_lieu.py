"""The list of data errors: who sees which, what each says and does, one press to mend, the filters."""

import dataclasses

import pytest

from domain.errors import Mended
from domain.snapshot import Problem
from domain.vocabulary import ProblemLevel, Role, Tab
from tests.components.samples import as_read, grids, typed_into
from tests.pages.conftest import Seam
from tests.pages.test_frame import said
from tests.pages.test_loop import opened, press

END = "Ngày kết thúc dự kiến"
MEND = "loi.MODELS.MH-2026-0006.7.end.mend"


@pytest.fixture
def spoiled(seam: Seam) -> Seam:
    """Two cells of one village's model that people filled badly, one of another unit's; the sample lacks one date."""
    raw = grids()
    typed_into(raw, Tab.MODELS, "MH-2026-0006", END, "cuối tháng 11")
    typed_into(raw, Tab.MODELS, "MH-2026-0006", "Số hộ dự kiến", "năm *mươi* <b>")
    typed_into(raw, Tab.MODELS, "MH-2026-0001", "Số hộ dự kiến", "khoảng 50")
    seam.whole = as_read(raw)
    return seam


def owner(seam: Seam, model: str) -> str:
    return next(one.unit_id or "" for one in seam.whole.models if one.model_id == model)


def test_each_cell_says_where_it_is_what_stands_there_and_what_it_does(spoiled: Seam) -> None:
    spoiled.act_as(Role.OFFICER)
    words = said(opened("loi_du_lieu"))
    assert "4 ô cần sửa, 3 ô làm sai số liệu." in words
    assert "Cần ngày cụ thể, ví dụ 31/08/2026" in words
    assert "Không có mốc để so tiến độ" in words
    assert "Đã tính theo cách hiểu này" in words
    assert "Cần số, đang là chữ" in words
    assert "<b>" not in words  # text of the sheet is text
    assert "cột U" in words or "cột" in words


def test_one_press_writes_the_suggestion_and_says_so(spoiled: Seam) -> None:
    spoiled.act_as(Role.OFFICER)
    at = opened("loi_du_lieu")
    assert at.button(key=MEND).label == "Sửa thành “30/11/2026”"
    at = press(at, MEND)
    [(_, plan)] = spoiled.plans
    assert [str(value) for edit in plan.edits for value in edit.values.values()] == ["2026-11-30"]
    assert "Đã sửa ô" in at.toast[0].value


def test_somebody_else_was_faster(spoiled: Seam) -> None:
    spoiled.act_as(Role.OFFICER)
    spoiled.refusals = [Mended("MH-2026-0006")]
    at = press(opened("loi_du_lieu"), MEND)
    assert not at.toast
    assert at.error or at.warning or "đã" in said(at)


@pytest.mark.parametrize(
    ("query", "count"),
    [({"muc": "Cần sửa"}, 1), ({"muc": "Làm sai số liệu"}, 2), ({"tab": "Mô hình"}, 3), ({"dv": "TH-99"}, 3)],
)
def test_the_address_filters(spoiled: Seam, query: dict[str, str], count: int) -> None:
    spoiled.act_as(Role.OFFICER)
    assert said(opened("loi_du_lieu", **query)).count("Đang ghi:") == count


def test_a_unit_sees_its_own_cells_only_and_its_page_counts_them(spoiled: Seam) -> None:
    spoiled.act_as(Role.UNIT)
    assert spoiled.actor is not None
    mine = [one for one in spoiled.whole.problems if one.unit_id == spoiled.actor.unit_id]
    assert said(opened("loi_du_lieu")).count("Đang ghi:") == len(mine)
    spoiled.act_as(Role.OFFICER)
    at = opened("don_vi", dv=owner(spoiled, "MH-2026-0006"))
    assert "2\xa0ô cần sửa, 2\xa0ô làm sai số liệu" in [str(link.proto.label) for link in at.get("page_link")]


def test_leaders_look_and_guests_do_not(spoiled: Seam) -> None:
    spoiled.act_as(Role.LEADER)
    at = opened("loi_du_lieu")
    assert said(at).count("Đang ghi:") == 3
    assert not [one for one in at.button if "Sửa thành" in one.label]
    spoiled.act_as(Role.GUEST)
    words = said(opened("loi_du_lieu"))
    assert "Đang ghi:" not in words
    assert "chỉ xem số liệu chung" in words


def test_a_missing_header_stands_first(spoiled: Seam) -> None:
    spoiled.act_as(Role.OFFICER)
    spoiled.lacking = (
        Problem(
            tab=Tab.MODELS, row=1, record_id=None, column="Tên mô hình", value="Tên mô hinhf",
            level=ProblemLevel.ERROR, message="Tab 'Mô hình' thiếu cột 'Tên mô hình'.",
        ),
    )  # fmt: skip
    words = said(opened("loi_du_lieu"))
    assert "thiếu cột 'Tên mô hình'" in words
    assert "Số liệu trên màn hình giữ ở lần đọc tốt gần nhất" in words


def test_nothing_to_mend_says_so(seam: Seam) -> None:
    seam.act_as(Role.OFFICER)
    seam.whole = dataclasses.replace(seam.whole, problems=())
    assert opened("loi_du_lieu").success[0].value == "Mọi ô trong sổ đều đọc được."


def test_a_message_to_the_unit_is_ready_to_copy(spoiled: Seam) -> None:
    spoiled.act_as(Role.OFFICER)
    unit = owner(spoiled, "MH-2026-0006")
    [message] = opened("loi_du_lieu", dv=unit).code
    assert "sổ Dân vận khéo có 2 ô cần sửa." in message.value
    assert "đang ghi “cuối tháng 11”: Cần ngày cụ thể, ví dụ 31/08/2026. Nên ghi: 30/11/2026." in message.value
    assert f"?dv={unit}" in message.value
    spoiled.act_as(Role.UNIT)
    assert not opened("loi_du_lieu").code


def test_a_cell_of_which_two_things_are_said_and_a_copied_row_have_one_button_each(seam: Seam) -> None:
    raw = grids()
    report = raw[Tab.REPORTS][1][0]
    typed_into(raw, Tab.REPORTS, report, "Kinh phí huy động (nghìn đồng)", "khoảng 5 triệu")
    typed_into(raw, Tab.MODELS, "MH-2026-0006", "Số hộ dự kiến", "khoảng 50")
    raw[Tab.MODELS].append(list(next(row for row in raw[Tab.MODELS] if row[0] == "MH-2026-0006")))
    seam.whole = as_read(raw)
    seam.act_as(Role.OFFICER)
    at = opened("loi_du_lieu")
    labels = [one.label for one in at.button if "Sửa thành" in one.label]
    assert sorted(labels) == ["Sửa thành “5000”", "Sửa thành “50”", "Sửa thành “50”"]


def test_what_a_suggestion_says_is_text(seam: Seam) -> None:
    raw = grids()
    typed_into(raw, Tab.UNITS, "TH-03", "Tên đơn vị", "Hòa [Bình](https://x.example)")
    typed_into(raw, Tab.MODELS, "MH-2026-0006", "Mã đơn vị", "Hòa [Bìn](https://x.example)")
    seam.whole = as_read(raw)
    seam.act_as(Role.OFFICER)
    [label] = [one.label for one in opened("loi_du_lieu").button if "Sửa thành" in one.label]
    assert r"\[Bình\]\(" in label


@pytest.mark.parametrize("role", [Role.OFFICER, Role.LEADER, Role.UNIT])
def test_what_is_wrong_with_accounts_is_the_administrators_only(seam: Seam, role: Role) -> None:
    raw = grids()
    typed_into(raw, Tab.ACCOUNTS, "don-vi-03@example.vn", "Ghi chú", "0912 345 678")
    seam.whole = as_read(raw)
    seam.act_as(role)
    assert "Tài khoản" not in said(opened("loi_du_lieu"))
    seam.act_as(Role.ADMIN)
    assert "Tài khoản" in said(opened("loi_du_lieu"))
