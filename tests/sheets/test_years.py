"""A workbook per year: opening the next one, the chain of years, and models that go on from one to the next."""

import dataclasses
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from domain.carrying import Left, heir_of, source_of, unfinished
from domain.errors import Duplicate, FileMissing, Invalid, NoSuchYear, NotAllowed, OtherYear, StoreError, Unreachable
from domain.indicators import indicators
from domain.model_rules import move_model
from domain.outbox import Done
from domain.plan_next_year import NextYear
from domain.quarters import Quarter
from domain.registration import register_model
from domain.snapshot import Snapshot
from domain.vocabulary import ModelState, Tab
from domain.vocabulary_movement import ServiceIndicator, TaskState
from sheets import carrying, opening, session, years
from sheets.config import Config
from sheets.local import copies
from sheets.opening import open_next
from sheets.service import Service
from sheets.submitting import submit
from sheets.years import walk
from tests.sheets import faults as broken
from tests.sheets.faults import Faults
from tests.sheets.helpers import NEVER, TODAY, actor, column, stored

ADMIN, OFFICER, VILLAGE = "quan-tri@example.vn", "chuyen-vien@example.vn", "don-vi-03@example.vn"
WISH = NextYear("05/KH-UBND", date(2027, 1, 15))
FIRST = frozenset({"embedded"})
NEXT_DAY = "2026-12-20"


def later(folder: Path) -> Config:
    return dataclasses.replace(Config(folder), year="2027")


def opened(service: Service, *, op: str = "o1", wish: NextYear = WISH) -> int:
    return open_next(service, actor(service, ADMIN), wish, op=op, chain=FIRST)


@pytest.fixture
def running(faults: Faults) -> Iterator[Callable[[Config, bool], Service]]:
    """Services by workbook, as `sheets.session` keeps them."""
    kept: dict[str, Service] = {}

    def of(settings: Config, is_later: bool) -> Service:
        if settings.spreadsheet_id not in kept:
            made = Service(settings, wrap=faults.wrap, pace=0.01, interval=NEVER, later=is_later)
            kept[settings.spreadsheet_id] = made
            made.start()
            assert made.store._settled.wait(60)
        return kept[settings.spreadsheet_id]

    yield of
    for one in kept.values():
        one.close()


@pytest.fixture(scope="session")
def template_of_two(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the year 2027 is open."""
    folder = tmp_path_factory.mktemp("two") / "data"
    shutil.copytree(template, folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DVK_TODAY", TODAY)
        service = Service(Config(folder), pace=0.01, interval=NEVER)
        service.start()
        service.store._settled.wait(60)
        opened(service)
        service.close()
    return folder


@pytest.fixture
def both(template_of_two: Path, folder: Path) -> Path:
    """A folder of its own with the workbook of the demo and that of 2027."""
    shutil.rmtree(folder)
    shutil.copytree(template_of_two, folder)
    return folder


@pytest.fixture
def two(both: Path, running: Callable[[Config, bool], Service]) -> tuple[Service, Service]:
    """These two workbooks, both running."""
    return running(Config(both), False), running(later(both), True)


# Opening


def test_the_next_year_has_a_file_of_its_own_with_what_is_taken_along(service: Service, folder: Path) -> None:
    before = stored(folder, Tab.MODELS)
    assert opened(service) == 2027
    old, new = service.store.snapshot(), _snapshot(folder)
    assert new.settings.plan_year == 2027
    assert (new.settings.plan_no, new.settings.plan_date) == ("05/KH-UBND", date(2027, 1, 15))
    assert [one.unit_id for one in new.units] == [one.unit_id for one in old.units if one.valid_to is None]
    assert {one.email for one in new.accounts} == {one.email for one in old.accounts if one.active}
    assert [(one.criterion_id, one.max_points) for one in new.criteria] == [
        (one.criterion_id, one.max_points) for one in old.criteria
    ]
    assert not any((new.models, new.reports, new.findings))
    assert new.problems == ()
    assert new.settings.demo
    assert stored(folder, Tab.MODELS) == before
    assert (old.settings.next_book, new.settings.previous_book) == ("2027", "embedded")


def test_every_deadline_is_a_year_later_and_nothing_is_locked(both: Path) -> None:
    found = _snapshot(both).settings
    assert (found.register_by, found.register_by_extra) == (date(2027, 6, 30), date(2027, 9, 30))
    assert [found.report_due(Quarter(2027, number)) for number in range(1, 5)] == [
        None,
        date(2027, 6, 20),
        date(2027, 9, 20),
        date(2027, 11, 30),
    ]
    assert (found.locked_quarters, found.lock_exceptions) == ((), ())
    assert not [day for day in vars_of(found) if isinstance(day, date) and day.year != 2027]


def vars_of(found: Any) -> list[Any]:
    return [getattr(found, one.name) for one in dataclasses.fields(found)]


def test_a_plan_of_january_has_four_quarters_of_tasks_and_figures(both: Path) -> None:
    new = _snapshot(both)
    assert len(new.service_figures) == 4 * len(ServiceIndicator)
    quarterly = {one.quarter for one in new.tasks if one.task_id == "NV-08"}
    assert quarterly == {"I", "II", "III", "IV"}
    assert {one.year for one in new.tasks} == {2027}
    [plan] = [one for one in new.tasks if one.task_id == "NV-01"]
    assert (plan.due, plan.state) == (date(2027, 1, 15), TaskState.NOT_STARTED)


def test_a_plan_that_is_issued_proves_its_own_task(
    service: Service, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DVK_TODAY", "2027-02-01")
    opened(service)
    [plan] = [one for one in _snapshot(folder).tasks if one.task_id == "NV-01"]
    assert (plan.state, plan.done, plan.result) == (TaskState.DONE, date(2027, 1, 15), "KH 05/KH-UBND")


def test_opening_leaves_its_history_in_the_old_workbook(both: Path) -> None:
    at = column(both, "Mã", Tab.HISTORY).index("so_nam_sau")
    assert column(both, "Giá trị mới", Tab.HISTORY)[at] == "2027"
    assert column(both, "Người", Tab.HISTORY)[at] == ADMIN


def test_pressed_twice_it_opens_one_year(service: Service, folder: Path) -> None:
    assert opened(service, op="o1") == opened(service, op="o2") == 2027
    assert len(_snapshot(folder).units) == len({one.unit_id for one in _snapshot(folder).units})
    assert not (folder / "workbook-2028.sqlite3").exists()


@pytest.mark.parametrize("step", [opening.CHECKED, opening.FILLED])
def test_killed_between_two_steps_it_goes_on_when_pressed_again(service: Service, folder: Path, step: str) -> None:
    def dies(at: str) -> None:
        if at == step:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        open_next(service, actor(service, ADMIN), WISH, op="o1", chain=FIRST, told=dies)
    assert service.store.snapshot().settings.next_book is None
    assert opened(service, op="o1") == 2027
    new = _snapshot(folder)
    assert len(new.units) == len({one.unit_id for one in new.units})
    assert len(new.tasks) == len({one.instance_id for one in new.tasks})


def test_a_write_whose_answer_is_lost_is_not_made_twice(service: Service, folder: Path, faults: Faults) -> None:
    faults.next_writes = [broken.lost_after]
    open_next(service, actor(service, ADMIN), WISH, op="o1", chain=FIRST, wrap=faults.wrap)
    new = _snapshot(folder)
    assert len(new.tasks) == len({one.instance_id for one in new.tasks})


@pytest.mark.parametrize("email", [OFFICER, VILLAGE, "lanh-dao@example.vn"])
def test_nobody_but_the_administrator_opens_a_year(service: Service, folder: Path, email: str) -> None:
    with pytest.raises(NotAllowed):
        open_next(service, actor(service, email), WISH, op="o1", chain=FIRST)
    assert not later(folder).file.exists()


@pytest.mark.parametrize(
    ("wish", "field"),
    [
        (NextYear(" ", date(2027, 1, 15)), "plan_no"),
        (NextYear("05", None), "plan_date"),
        (NextYear("05", date(2025, 12, 31)), "plan_date"),
        (NextYear("05", date(2028, 1, 1)), "plan_date"),
    ],
)
def test_a_wrong_form_opens_nothing(service: Service, folder: Path, wish: NextYear, field: str) -> None:
    with pytest.raises(Invalid) as told:
        opened(service, wish=wish)
    assert list(told.value.problems) == [field]
    assert not later(folder).file.exists()


# An address on Google


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("", "Dán địa chỉ"),
        ("=HYPERLINK(1)", "không phải địa chỉ"),
        ("x/../y", "không phải địa chỉ"),
        ("https://docs.google.com/spreadsheets/d/" + "a" * 44 + "/edit#gid=0", "đã là sổ của một năm"),
    ],
)
def test_an_address_that_is_none_or_one_of_the_chain_is_refused_in_words(address: str, said: str) -> None:
    first = Config(Path(), spreadsheet="a" * 44)
    with pytest.raises(Invalid, match=said):
        opening._target(first, dataclasses.replace(WISH, address=address), 2027, frozenset({"a" * 44}))
    found = opening._target(first, dataclasses.replace(WISH, address="b" * 44), 2027, frozenset({"a" * 44}))
    assert (found.spreadsheet_id, found.marker) == ("b" * 44, "b" * 44)


def test_a_sheet_with_rows_is_refused_and_left_alone(
    service: Service, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = stored(folder, Tab.UNITS)
    monkeypatch.setattr(opening, "_target", lambda *_: Config(folder))
    with pytest.raises(Invalid, match="đã có dòng ở tab Đơn vị"):
        opened(service)
    assert stored(folder, Tab.UNITS) == before
    assert service.store.snapshot().settings.next_book is None


@pytest.mark.parametrize(
    ("fault", "said"), [(broken.FORBIDDEN, "Chia sẻ"), (broken.answered(404), "Không tìm thấy trang tính")]
)
def test_a_sheet_that_cannot_be_read_is_refused_in_words(
    service: Service, folder: Path, faults: Faults, fault: broken.Fault, said: str
) -> None:
    def told(_: str) -> None:
        raise AssertionError

    admin = actor(service, ADMIN)
    service.store.refresh()
    faults.next_reads = [broken.passed, fault]
    with pytest.raises(Invalid, match=said):
        open_next(service, admin, WISH, op="o1", chain=FIRST, told=told, wrap=faults.wrap)


def test_a_sheet_that_cannot_be_written_is_refused_in_words(service: Service, faults: Faults) -> None:
    faults.next_writes = [broken.FORBIDDEN]
    with pytest.raises(Invalid, match="chưa ghi được vào trang tính này"):
        open_next(service, actor(service, ADMIN), WISH, op="o1", chain=FIRST, wrap=faults.wrap)


# The chain


def test_the_chain_has_both_years_once_the_next_is_open(
    service: Service, folder: Path, running: Callable[[Config, bool], Service]
) -> None:
    of = _with(service, running)
    assert [one.number for one in walk(Config(folder), of)] == [2026]
    opened(service)
    found = walk(Config(folder), of)
    assert [(one.number, one.error) for one in found] == [(2026, None), (2027, None)]
    assert years.usual(found, date(2026, 12, 31)).number == 2026
    assert years.usual(found, date(2027, 1, 1)).number == 2027
    assert years.chosen(found, 2027, date(2026, 9, 15)).number == 2027
    with pytest.raises(NoSuchYear):
        years.chosen(found, 2031, date(2026, 9, 15))
    assert not any(one.shown for one in years.seen(found, 2031, date(2026, 9, 15)))


@pytest.mark.parametrize("marker", ["2026x", "../2027", "embedded", "https://docs.google.com/spreadsheets/d/abc", "=1"])
def test_what_is_no_year_ends_the_chain_with_a_reason(
    service: Service, folder: Path, running: Callable[[Config, bool], Service], marker: str
) -> None:
    _write_setting(folder, "so_nam_sau", marker)
    service.store.refresh()
    found = walk(Config(folder), _with(service, running))
    assert [one.can_be_shown for one in found] == [True, False]
    assert isinstance(found[1].error, StoreError)
    assert years.usual(found, date(2027, 5, 1)).number == 2026


def test_a_chain_that_leads_back_ends(
    two: tuple[Service, Service], folder: Path, running: Callable[[Config, bool], Service]
) -> None:
    two[1].store.refresh()
    _write_setting_in(later(folder), "so_nam_sau", "2027")
    two[1].store.refresh()
    found = walk(Config(folder), _with(two[0], running))
    assert [one.number for one in found] == [2026, 2027, 2028]
    assert isinstance(found[2].error, OtherYear)


def test_another_years_workbook_is_not_shown_as_the_next_one(
    two: tuple[Service, Service], folder: Path, running: Callable[[Config, bool], Service]
) -> None:
    _write_setting_in(later(folder), "nam_ke_hoach", "2030")
    two[1].store.refresh()
    found = walk(Config(folder), _with(two[0], running))
    assert isinstance(found[1].error, OtherYear)


def test_copies_of_the_first_workbook_of_the_next_year_do_not_keep_that_year_from_being_opened(
    service: Service, folder: Path
) -> None:
    kept = folder / copies.FOLDER
    kept.mkdir(exist_ok=True)
    for name in ("workbook-2027-01-10.sqlite3", "workbook-2027-01-11-083000.sqlite3"):
        (kept / name).write_bytes((folder / "workbook.sqlite3").read_bytes())
    opened(service)
    assert later(folder).file.exists()


@pytest.mark.parametrize("left", ["2027-01-10", "20270110-083000", "before-restore-20270110-083000-000000", "old"])
def test_copies_of_its_own_show_that_a_later_year_was_there(folder: Path, left: str) -> None:
    there = folder / f"workbook-2027-{left}.sqlite3"
    there.touch()
    assert copies.remains(folder / "workbook-2027.sqlite3") == [there]


def test_a_missing_file_of_a_later_year_is_not_begun_anew(
    both: Path, running: Callable[[Config, bool], Service]
) -> None:
    first = running(Config(both), False)
    later(both).file.unlink()
    found = walk(Config(both), _with(first, running))
    assert isinstance(found[1].error, FileMissing)
    assert not later(both).file.exists()
    assert first.store.snapshot().models


def test_a_damaged_file_of_a_later_year_leaves_the_first_one_alone(
    both: Path, running: Callable[[Config, bool], Service]
) -> None:
    first = running(Config(both), False)
    for one in both.glob("workbook-2027.sqlite3*"):
        one.unlink()
    later(both).file.write_bytes(b"nothing of a workbook" * 100)
    found = walk(Config(both), _with(first, running))
    assert isinstance(found[1].error, StoreError)
    assert later(both).file.read_bytes().startswith(b"nothing")


def test_nobody_who_looks_at_one_year_reads_the_other(
    two: tuple[Service, Service], folder: Path, running: Callable[[Config, bool], Service], faults: Faults
) -> None:
    walk(Config(folder), _with(two[0], running))
    faults.reset()
    for _ in range(50):
        walk(Config(folder), _with(two[0], running))
    assert faults.reads == []
    assert not two[1].store._somebody_looks()


def test_versions_of_two_years_never_meet(two: tuple[Service, Service]) -> None:
    assert abs(two[0].store.snapshot().version - two[1].store.snapshot().version) > 1000


def _chain(folder: Path, two: tuple[Service, Service], monkeypatch: pytest.MonkeyPatch) -> None:
    """The session on both workbooks."""
    services = {one.config.spreadsheet_id: one for one in two}
    monkeypatch.setattr(session, "config", lambda: Config(folder))
    monkeypatch.setattr(session, "_service", lambda settings, later=False: services[settings.spreadsheet_id])  # noqa: ARG005


def _look() -> None:
    import streamlit as st

    from domain.errors import NoSuchYear
    from sheets import session

    try:
        st.text(int(session.service().store.snapshot().settings.plan_year))
    except NoSuchYear as gone:
        st.text(f"no {gone.year}")
    if st.button("usual"):
        session.choose_year(None)


def test_a_session_stays_in_its_year_when_another_becomes_the_usual_one(
    two: tuple[Service, Service], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _chain(folder, two, monkeypatch)
    monkeypatch.setenv("DVK_TODAY", "2026-12-31")
    at = AppTest.from_function(_look).run()
    assert at.text[0].value == "2026"
    monkeypatch.setenv("DVK_TODAY", "2027-01-01")
    assert at.run().text[0].value == "2026"
    assert AppTest.from_function(_look).run().text[0].value == "2027"
    at.button[0].click().run()
    assert at.run().text[0].value == "2027"


def test_a_session_whose_year_cannot_be_shown_any_more_is_stopped_and_not_moved(
    two: tuple[Service, Service], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _chain(folder, two, monkeypatch)
    monkeypatch.setenv("DVK_TODAY", "2027-02-01")
    at = AppTest.from_function(_look).run()
    assert at.text[0].value == "2027"
    _write_setting(folder, "so_nam_sau", "")  # as after a copy of the first workbook was put back
    two[0].store.refresh()
    assert at.run().text[0].value == "no 2027"
    at.button[0].click().run()
    assert at.run().text[0].value == "2026"


# Going on


def carry(two: tuple[Service, Service], model_id: str, op: str = "c1", **other: Any) -> Done:
    values = {
        "objective": "Giữ vững kết quả, thêm hai xóm",
        "kpi_target": 60,
        "start": date(2027, 1, 1),
        "end": date(2027, 11, 30),
        "owner": "Trưởng thôn",
        **other,
    }
    by = actor(two[0], other.pop("email", OFFICER))
    return carrying.carry_over(*two, by, model_id=model_id, values=values, op=op)


def _running_model(snapshot: Snapshot) -> str:
    found = (one for one in snapshot.models if one.state is ModelState.RUNNING and one.model_id)
    return str(next(found).model_id)


def test_a_model_goes_on_as_the_first_of_the_next_year(two: tuple[Service, Service]) -> None:
    model_id = _running_model(two[0].store.snapshot())
    done = carry(two, model_id)
    assert done.ids == ("MH-2027-0001",)
    old, new = two[0].store.snapshot().model(model_id), two[1].store.snapshot().model("MH-2027-0001")
    assert old
    assert new
    assert (old.state, old.carried_from) == (ModelState.CARRIED_OVER, ModelState.RUNNING)
    assert (new.parent_id, new.state, new.approved, new.year) == (
        model_id,
        ModelState.REGISTERED,
        date(2026, 9, 15),
        2027,
    )
    assert (new.title, new.unit_id, new.method, new.kpi_target) == (old.title, old.unit_id, old.method, 60)


@pytest.mark.parametrize("state", [ModelState.RUNNING, ModelState.COMPLETED, ModelState.RECOGNISED])
def test_no_figure_of_the_year_changes_by_carrying_over(two: tuple[Service, Service], state: ModelState) -> None:
    before = two[0].store.snapshot()
    if state is ModelState.RECOGNISED:
        recognised(two[0])
        before = two[0].store.snapshot()
    found = [one.model_id for one in before.models if one.state is state and one.model_id][:3]
    assert found
    shown = [_figures(before, number) for number in range(2, 5)]
    for at, model_id in enumerate(found):
        carry(two, str(model_id), op=f"c{at}")
    after = two[0].store.snapshot()
    assert sum(one.state is ModelState.CARRIED_OVER for one in after.models) == len(found)
    assert [_figures(after, number) for number in range(2, 5)] == shown


def _figures(snapshot: Snapshot, number: int) -> Any:
    found = indicators(snapshot, Quarter(2026, number))
    for figures in (found["commune"], *found["units"].values()):
        figures["I9"].pop("needs_closing")  # what is to be done, not what is counted
    return found


def test_pressed_twice_or_by_two_officers_it_goes_on_once(two: tuple[Service, Service]) -> None:
    model_id = _running_model(two[0].store.snapshot())
    assert carry(two, model_id, op="c1").ids == carry(two, model_id, op="c1").ids == ("MH-2027-0001",)
    assert carry(two, model_id, op="c2").ids == ("MH-2027-0001",)
    assert len(two[1].store.snapshot().models) == 1


def test_a_fault_between_the_two_is_listed_and_finished_by_one_press(
    two: tuple[Service, Service], monkeypatch: pytest.MonkeyPatch
) -> None:
    model_id = _running_model(two[0].store.snapshot())
    calls: list[Service] = []

    def breaks(*args: Any, **named: Any) -> Done:
        calls.append(args[0])
        if len(calls) == 2:
            raise Unreachable("the line is cut")
        return submit(*args, **named)

    monkeypatch.setattr(carrying, "submit", breaks)
    with pytest.raises(Unreachable):
        carry(two, model_id)
    [left] = unfinished(two[0].store.snapshot(), two[1].store.snapshot())
    assert (left.model.model_id, left.left, left.heir_id) == (model_id, Left.MOVE, "MH-2027-0001")
    monkeypatch.setattr(carrying, "submit", submit)
    assert carry(two, model_id).ids == ("MH-2027-0001",)
    assert unfinished(two[0].store.snapshot(), two[1].store.snapshot()) == ()
    assert len(two[1].store.snapshot().models) == 1


def test_a_record_that_is_not_what_was_asked_for_is_no_success(two: tuple[Service, Service]) -> None:
    old = two[0].store.snapshot()
    model = next(one for one in old.models if one.state is ModelState.RUNNING and one.model_id)
    values = {**source_of(model), "parent_id": model.model_id, "start": date(2027, 1, 1), "end": date(2027, 11, 30)}
    submit(two[1], actor(two[1], OFFICER), partial(register_model, values=values), op="g1")
    with pytest.raises(Duplicate):
        carry(two, str(model.model_id), objective="Mục tiêu mới")
    assert two[0].store.snapshot().model(str(model.model_id)).state is ModelState.RUNNING  # type: ignore[union-attr]
    [left] = unfinished(two[0].store.snapshot(), two[1].store.snapshot())
    assert left.left is Left.MOVE


def test_while_the_next_year_does_not_answer_the_old_model_stays_as_it_is(
    two: tuple[Service, Service], faults: Faults, monkeypatch: pytest.MonkeyPatch
) -> None:
    model_id = _running_model(two[0].store.snapshot())
    two[1].answer_within = 0.3
    faults.always = broken.unreachable
    done = carry(two, model_id)
    assert done.waiting
    assert two[0].store.snapshot().model(model_id).state is ModelState.RUNNING  # type: ignore[union-attr]
    faults.always = None
    two[1].writer.wake(recovered=True)
    assert two[1].writer.outcome("c1", within=60).ids == ("MH-2027-0001",)
    assert carry(two, model_id).ids == ("MH-2027-0001",)


@pytest.mark.parametrize("email", [VILLAGE, "lanh-dao@example.vn"])
def test_only_officers_carry_over(two: tuple[Service, Service], email: str) -> None:
    with pytest.raises(NotAllowed):
        carry(two, _running_model(two[0].store.snapshot()), email=email)
    assert two[1].store.snapshot().models == ()


def test_an_account_that_the_next_year_does_not_have_writes_nothing_there(
    two: tuple[Service, Service], folder: Path
) -> None:
    grid = person_of(later(folder)).worksheet(Tab.ACCOUNTS)
    at = [row[0] for row in grid.get_all_values()].index(OFFICER) + 1
    grid.update_cell(at, 1, "khac@example.vn")
    two[1].store.refresh()
    model_id = _running_model(two[0].store.snapshot())
    with pytest.raises(NotAllowed):
        carry(two, model_id)
    assert two[0].store.snapshot().model(model_id).state is ModelState.RUNNING  # type: ignore[union-attr]


def test_a_wrong_form_writes_nowhere(two: tuple[Service, Service]) -> None:
    model_id = _running_model(two[0].store.snapshot())
    with pytest.raises(Invalid) as told:
        carry(two, model_id, objective="", end=date(2026, 1, 1))
    assert {"objective", "end"} <= set(told.value.problems)
    assert two[1].store.snapshot().models == ()


def test_other_units_take_a_recognised_model_over_in_the_next_year(two: tuple[Service, Service]) -> None:
    model_id, by = recognised(two[0]), actor(two[0], OFFICER)
    model = two[0].store.snapshot().model(model_id)
    assert model
    receivers = ("TH-05", "TH-07")
    assert carrying.replicate(*two, by, model_id=model_id, unit_ids=receivers, op="r1").ids == (
        "MH-2027-0001",
        "MH-2027-0002",
    )
    new, old = two[1].store.snapshot(), two[0].store.snapshot()
    drafts = [heir_of(new, model_id, one) for one in receivers]
    assert [one.state for one in drafts if one] == [ModelState.DRAFT] * 2
    assert [one.title for one in drafts if one] == [model.title] * 2
    assert old.model(model_id).state is ModelState.REPLICATED  # type: ignore[union-attr]
    named = [one for one in old.exemplars if one.model_id == model_id and one.receiver_ids]
    assert all(set(receivers) <= set(one.receiver_ids) for one in named)
    assert unfinished(old, new) == ()
    carrying.replicate(*two, by, model_id=model_id, unit_ids=receivers, op="r2")
    assert len(two[1].store.snapshot().models) == 2


def test_other_units_chosen_after_the_second_half_was_refused_are_another_operation(
    two: tuple[Service, Service], monkeypatch: pytest.MonkeyPatch
) -> None:
    model_id, by = recognised(two[0]), actor(two[0], OFFICER)

    def breaks(service: Service, *args: Any, **named: Any) -> Done:
        if service is two[0]:
            raise Unreachable("the line is cut")
        return submit(service, *args, **named)

    monkeypatch.setattr(carrying, "submit", breaks)
    with pytest.raises(Unreachable):
        carrying.replicate(*two, by, model_id=model_id, unit_ids=("TH-05",), op="r1")
    monkeypatch.setattr(carrying, "submit", submit)
    carrying.replicate(*two, by, model_id=model_id, unit_ids=("TH-07",), op="r1")
    assert heir_of(two[1].store.snapshot(), model_id, "TH-07")


def test_a_parent_of_an_earlier_year_is_no_unknown_reference(two: tuple[Service, Service]) -> None:
    carry(two, _running_model(two[0].store.snapshot()))
    two[1].store.refresh()
    new = two[1].store.snapshot()
    assert new.models[0].parent_id
    assert new.problems == ()


def test_outbox_shelf_and_hand_edits_are_kept_per_workbook(two: tuple[Service, Service], folder: Path) -> None:
    carry(two, _running_model(two[0].store.snapshot()))
    assert {one.config.shelf for one in two} == {Config(folder).shelf, later(folder).shelf}
    assert len({one.config.shelf for one in two}) == 2
    found = [service.outbox.find("c1") for service in two]
    assert [one.rule for one in found if one] == ["move_model", "continue_model"]
    assert two[0].noticed.count() == two[1].noticed.count() == 0


def test_a_copy_of_the_day_of_one_year_is_not_taken_for_another_years(
    two: tuple[Service, Service], folder: Path
) -> None:
    from sheets import backup
    from sheets.local import copies

    carry(two, _running_model(two[0].store.snapshot()))
    made = copies.make_now(later(folder).file)
    known = [backup.kept(one) for one in (Config(folder), later(folder))]
    assert [one.year for one in known if one] == ["", "2027"]
    assert made in [one.path for one in copies.found(later(folder).file)]
    assert made not in [one.path for one in copies.found(Config(folder).file)]
    with pytest.raises(backup.NoCopy):
        backup.pick(Config(folder).file, made.name)
    assert backup.pick(later(folder).file, made.name) == made


def test_commands_find_the_workbook_of_their_year(
    two: tuple[Service, Service],
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    from sheets import backup, check
    from sheets import indicators as command

    monkeypatch.setenv("DVK_DATA_DIR", str(folder))
    assert command.current_snapshot(2027).settings.plan_year == 2027
    assert command.current_snapshot(2026).settings.plan_year == 2026
    assert command.current_snapshot(2031).settings.plan_year == 2026
    _write_setting_in(later(folder), "han_bc_q2", "không rõ")
    assert check.main(["--year", "2027", "--json"]) == 0
    assert "không rõ" in capsys.readouterr().out
    assert check.main(["--json"]) == 0
    assert "không rõ" not in capsys.readouterr().out
    assert check.main(["--year", "2031"]) == 1
    assert "NoSuchYear: 2031" in capsys.readouterr().err
    assert backup.main([]) == 0
    copied = capsys.readouterr().out
    assert "workbook-2027-2" in copied
    assert copied.count("copied to") == 2
    day = copied.split("workbook-2027-")[1].split(".")[0]
    carry(two, _running_model(two[0].store.snapshot()))
    assert backup.main(["--year", "2027", "--restore", f"workbook-2027-{day}.sqlite3"]) == 0
    assert _snapshot(folder).models == ()
    assert backup.main(["--year", "2031", "--list"]) == 0
    assert backup.main(["--year", "../x", "--list"]) == 1


# Hands


def recognised(service: Service) -> str:
    """A running model of the sample, completed and recognised."""
    model_id, by = _running_model(service.store.snapshot()), actor(service, OFFICER)
    for after in (ModelState.COMPLETED, ModelState.RECOGNISED):
        submit(service, by, partial(move_model, model_id=model_id, after=after, reason="Có căn cứ"), op=f"m{after}")
    return model_id


def _snapshot(folder: Path) -> Snapshot:
    """The workbook of 2027 as it reads."""
    service = Service(later(folder), pace=0.01, interval=NEVER, later=True)
    service.store.refresh()
    return service.store.snapshot()


def _with(service: Service, running: Callable[[Config, bool], Service]) -> Callable[[Config, bool], Service]:
    return lambda settings, is_later: running(settings, is_later) if is_later else service


def person_of(settings: Config) -> Any:
    from sheets.client import Connection

    return Connection(settings).client().open_by_key(settings.spreadsheet_id)


def _write_setting(folder: Path, key: str, value: str) -> None:
    _write_setting_in(Config(folder), key, value)


def _write_setting_in(settings: Config, key: str, value: str) -> None:
    sheet = person_of(settings).worksheet(Tab.SETTINGS)
    at = [row[0] for row in sheet.get_all_values()].index(key) + 1
    sheet.update_cell(at, 2, value)
