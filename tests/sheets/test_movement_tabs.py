"""The tabs around the models in the workbook: also in an older one, seeded once, typed into, numbered, restored."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from gspread.utils import ValueInputOption

from domain import restoring
from domain.codec import to_serial
from domain.errors import WorkbookMissing
from domain.fields import specs
from domain.hand_sheet import Wanted, Why
from domain.rows import Grid
from domain.tables import MOVEMENT_TABLES, TABLES
from domain.vocabulary import Tab
from domain.vocabulary_movement import TaskState
from sheets import handwork, numbering, provision
from sheets.actions import carry_out
from sheets.provision import Wish, look, prepare_embedded
from sheets.reader import Reader
from sheets.service import Service
from sheets.workbook import Workbook
from tests.sheets.faults import Faults
from tests.sheets.helpers import NEVER, actor, book_in, column, person, stored
from tests.sheets.test_hand import OFFICER, UNIT, at, row, tab, typed, write
from tests.sheets.test_handwork import by_hand, chores

NEW = [str(table.TAB) for table in MOVEMENT_TABLES]
OLD = [str(table.TAB) for table in TABLES if str(table.TAB) not in NEW]
TASK = "NV-38/2026-Q3/TH-03"
FRONT = "mttq@example.vn"


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handwork, "REST", timedelta())
    monkeypatch.setattr(handwork, "GONE", timedelta())
    monkeypatch.setattr(numbering, "QUIET", 0.0)
    monkeypatch.setattr("sheets.writer.CHORES", NEVER)


@pytest.fixture
def older(folder: Path) -> Path:
    """A workbook as the first version made it: without the tabs, and without their words in the catalogue."""
    book = person(folder)
    for name in NEW:
        book.del_worksheet(book.worksheet(name))
    sheet, grid = book.worksheet(Tab.CATALOGUE), stored(folder, Tab.CATALOGUE)
    kept = [one for one in grid if one[0] not in ("Kênh", "Mã chỉ tiêu")]
    sheet.clear()
    sheet.update(kept, "A1", value_input_option=ValueInputOption.raw)
    return folder


def everything(folder: Path, tabs: list[str]) -> dict[str, Grid]:
    return {str(name): grid for name, grid in book_in(folder).read(tabs).items()}


def keys(folder: Path, header: str, name: Tab) -> list[Any]:
    return column(folder, header, name)


# Provisioning


def test_opening_an_older_workbook_adds_the_tabs_and_leaves_the_others_alone(older: Path) -> None:
    before = everything(older, OLD)
    prepare_embedded(book_in(older))
    after = everything(older, OLD)
    words = len(before[Tab.CATALOGUE])
    assert after[Tab.CATALOGUE][:words] == before[Tab.CATALOGUE]
    assert {one[0] for one in after[Tab.CATALOGUE][words:]} == {"Kênh", "Mã chỉ tiêu"}
    del before[Tab.CATALOGUE], after[Tab.CATALOGUE]
    assert after == before
    found = look(book_in(older))
    for table in MOVEMENT_TABLES:
        assert list(found.tabs[table.TAB].titles) == [spec.header for spec in specs(table)]
        assert found.tabs[table.TAB].protected
    rows = {name: len(grid) - 1 for name, grid in everything(older, NEW).items()}
    seeded = {Tab.TASKS: 845, Tab.SERVICE_FIGURES: 45, Tab.CRITERIA: 7}
    assert rows == {name: seeded.get(Tab(name), 0) for name in NEW}


def test_opening_it_again_adds_nothing(older: Path) -> None:
    prepare_embedded(book_in(older))
    assert provision.provision(book_in(older), Wish()) == []


def test_the_service_opens_an_older_workbook_by_itself(older: Path) -> None:
    book = book_in(older)
    reader = Reader(book, upgrade=partial(provision.provision, book, Wish()))
    assert len(reader.read().grids[Tab.TASKS]) == 846


def test_a_tab_that_somebody_deleted_is_not_taken_for_an_older_workbook(folder: Path) -> None:
    person(folder).del_worksheet(person(folder).worksheet(Tab.TASKS))
    book, asked = book_in(folder), []
    with pytest.raises(WorkbookMissing):
        Reader(book, upgrade=lambda: asked.append(1)).read()
    assert asked == []


def test_a_dropdown_offers_indicators_and_dates_look_like_dates(folder: Path) -> None:
    found = look(book_in(folder)).tabs[Tab.TASKS]
    at_place = [spec.name for spec in specs(next(one for one in MOVEMENT_TABLES if one.TAB is Tab.TASKS))]
    rule = found.cell(1, at_place.index("state"))["dataValidation"]
    assert [one["userEnteredValue"] for one in rule["condition"]["values"]] == list(TaskState)
    assert found.cell(1, at_place.index("due"))["userEnteredFormat"]["numberFormat"]["type"] == "DATE"


def test_a_new_workbook_starts_with_the_plan_and_the_sample_fills_it(tmp_path: Path) -> None:
    book: Workbook = book_in(tmp_path)
    provision.provision(book, Wish())
    assert len(stored(tmp_path, Tab.SERVICE_FIGURES)) == 46
    assert len(stored(tmp_path, Tab.TASKS)) == 1  # there is no unit yet
    assert keys(tmp_path, "Tên chỉ tiêu", Tab.SERVICE_FIGURES)[0] == "Buổi tiếp công dân theo lịch"
    assert set(keys(tmp_path, "Số thực hiện", Tab.SERVICE_FIGURES)) == {""}
    provision.provision(book, Wish(demo=True))
    assert len(stored(tmp_path, Tab.SERVICE_FIGURES)) == 46
    assert keys(tmp_path, "Số thực hiện", Tab.SERVICE_FIGURES)[:3] == [12, 11, 46]
    assert len(stored(tmp_path, Tab.CRITERIA)) == 8
    assert len(stored(tmp_path, Tab.TASKS)) == 846
    assert provision.provision(book, Wish()) == []


def test_a_unit_that_came_later_gets_its_tasks_and_what_was_deleted_stays_so(service: Service, folder: Path) -> None:
    sheet = person(folder).worksheet(Tab.TASKS)
    gone = keys(folder, "Mã thể hiện", Tab.TASKS)[0]
    sheet.delete_rows(2)
    chores(service)
    assert [one["Mã"] for one in by_hand(folder)] == [gone]
    units = person(folder).worksheet(Tab.UNITS)
    cells: dict[str, str | int | float] = {
        "Mã đơn vị": "TH-25", "Tên đơn vị": "Mới Lập", "Loại đơn vị": "Thôn", "Phải đăng ký MH": "Có",
        "Hiệu lực từ": to_serial(date(2026, 7, 1)),
    }  # fmt: skip
    titles = stored(folder, Tab.UNITS)[0]
    units.append_row([cells.get(str(one), "") for one in titles], value_input_option=ValueInputOption.raw)
    provision.provision(book_in(folder), Wish())
    found = keys(folder, "Mã thể hiện", Tab.TASKS)
    assert gone not in found
    assert {one for one in found if one.endswith("/TH-25")} >= {"NV-38/2026-Q3/TH-25", "NV-43/2026/TH-25"}
    assert "NV-38/2026-Q2/TH-25" not in found
    service.store.refresh()
    chores(service)
    assert [one["Mã"] for one in by_hand(folder) if one["Tab"] == Tab.TASKS] == [gone]  # the new ones nobody typed


# Reading


def test_a_refresh_reads_all_tabs_in_one_call(service: Service, faults: Faults) -> None:
    faults.reset()
    service.store.refresh()
    assert len(faults.reads) == 1
    snapshot = service.store.snapshot()
    assert [len(snapshot.tasks), len(snapshot.communications), len(snapshot.scores)] == [845, 92, 149]


# Typing


def type_row(folder: Path, name: Tab, **cells: Any) -> None:
    sheet, grid = person(folder).worksheet(name), stored(folder, name)
    line = [cells.get(str(title).replace(" ", "_"), "") for title in grid[0]]
    sheet.update([line], f"A{len(grid) + 1}", value_input_option=ValueInputOption.raw)


DAY = to_serial(date(2026, 9, 14))
TYPED: list[tuple[Tab, dict[str, Any], dict[str, Any]]] = [
    (Tab.COMMUNICATIONS, {"Ngày": DAY, "Mã_đơn_vị": "Thôn Suối Trong"}, {"Mã hoạt động": "TTR-2026-0093"}),
    (Tab.FEEDBACK, {"Ngày": DAY, "Tổ_chức": "MTTQ", "Loại": "Góp ý"}, {"Mã ý kiến": "YK-2026-0009"}),
    (Tab.EXEMPLARS, {"Năm": 2026, "Loại": "Cá nhân", "Tên": "Phạm Demo"}, {"Mã điển hình": "DH-2026-0009"}),
    (Tab.REWARDS, {"Đối_tượng": "Thôn Cây Đa", "Ngày_đề_nghị": DAY}, {"Mã khen": "KTH-2026-0006"}),
    (
        Tab.TASKS,
        {"Mã_nhiệm_vụ": "nv 9", "Mã_đơn_vị": "thôn hoà bình", "Hạn": to_serial(date(2026, 12, 10))},
        {"Mã thể hiện": "NV-09/2026-Q4/TH-03", "Năm": 2026, "Quý": "IV"},
    ),
    (Tab.TASKS, {"Mã_nhiệm_vụ": "NV-43", "Mã_đơn_vị": "CA xã", "Lặp": "Khi có"}, {"Mã thể hiện": "NV-43/2026/CA-01"}),
    (
        Tab.SERVICE_FIGURES,
        {"Năm": 2025, "Quý": "IV", "Mã_chỉ_tiêu": "CQ05", "Số_thực_hiện": 2},
        {"Tên chỉ tiêu": "Khiếu nại"},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("name", "cells", "given"), TYPED, ids=lambda one: str(one) if isinstance(one, Tab) else "")
def test_a_typed_row_gets_what_only_the_application_gives(
    service: Service, folder: Path, name: Tab, cells: dict[str, Any], given: dict[str, Any]
) -> None:
    type_row(folder, name, **cells)
    for _ in range(2):  # the writer's own first round may be at it on a busy machine: then the next one does it
        chores(service)
    last = dict(zip(stored(folder, name)[0], stored(folder, name)[-1], strict=False))
    assert {header: last[header] for header in given} == given
    assert (last["Phiên bản"], last["Nguồn"]) == (1, "Nhập tay")


def test_a_unit_ticks_its_task_in_the_tab_and_moves_no_deadline(service: Service, folder: Path) -> None:
    part = tab(service, Tab.TASKS, UNIT)
    assert {one.text(at(part, "Mã đơn vị")) for one in part.rows} == {"TH-03"}
    assert not part.adds
    assert not part.deletes
    shown = row(part, TASK)
    ticked = {at(part, "Trạng thái"): "Hoàn thành", at(part, "Ngày hoàn thành"): "14/9/2026"}
    done = write(service, part, Wanted(typed=((shown, ticked),)), who=UNIT)
    assert (done.cells, done.refused, done.problems) == (2, (), ())
    part = tab(service, Tab.TASKS, UNIT)
    refused = write(service, part, typed(part, TASK, "Hạn", "31/12/2026"), "op2", UNIT)
    assert [one.why for one in refused.refused] == [Why.NOT_ALLOWED]
    task = next(one for one in service.store.snapshot().tasks if one.instance_id == TASK)
    assert (task.state, task.done, task.due) == (TaskState.DONE, date(2026, 9, 14), date(2026, 9, 30))
    told = [one for one in stored(folder, Tab.HISTORY) if TASK in one]
    assert {one[2] for one in told} == {UNIT}


def test_mttq_writes_an_opinion_of_an_organisation_and_an_officer_answers(service: Service) -> None:
    part = tab(service, Tab.FEEDBACK, FRONT)
    assert part.total == 8
    new = {at(part, "Ngày"): "14/9/2026", at(part, "Tổ chức"): "Hội CCB", at(part, "Loại"): "Góp ý"}
    new[at(part, "Nội dung")] = "Đề nghị thêm thùng rác"
    assert write(service, part, Wanted(added=(new,)), "op1", FRONT).added == 1
    part = tab(service, Tab.FEEDBACK, FRONT)
    answer = typed(part, "YK-2026-0008", "Trả lời, tiếp thu", "Xin tiếp thu")
    assert write(service, part, answer, "op2", FRONT).refused[0].why is Why.NOT_ALLOWED
    assert write(service, part, answer, "op3", OFFICER).cells == 1


def test_a_wrong_cell_is_listed_with_its_unit(service: Service, folder: Path) -> None:
    part = tab(service, Tab.EXEMPLARS)
    done = write(service, part, typed(part, "DH-2026-0001", "Điểm lan tỏa", "11"))
    assert [one.unit_id for one in done.problems] == ["TH-08"]
    told = [one for one in service.store.problems() if one.tab is Tab.EXEMPLARS]
    assert [(one.record_id, one.column, one.value) for one in told] == [("DH-2026-0001", "Điểm lan tỏa", "11")]


def test_a_deleted_task_can_be_restored(service: Service, folder: Path) -> None:
    at_row = keys(folder, "Mã thể hiện", Tab.TASKS).index(TASK) + 2
    before = stored(folder, Tab.TASKS)[at_row - 1]
    person(folder).worksheet(Tab.TASKS).delete_rows(at_row)
    chores(service)
    [gone] = [one for one in service.past.deleted() if one.record_id == TASK]
    cells = restoring.deleted_cells(gone.old)
    assert cells is not None
    rule: Callable[..., Any] = partial(restoring.restore_row, tab=str(Tab.TASKS), record_id=TASK, cells=cells)
    carry_out(actor(service, OFFICER), rule, op="r1")
    own = len(before) - 5  # up to the application's own columns
    assert stored(folder, Tab.TASKS)[-1][:own] == before[:own]
