"""Reading: one call per refresh, an immutable snapshot with a version, and outages that are not empty workbooks."""

import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import requests

from domain.errors import (
    AccessDenied,
    FileDamaged,
    HeaderMissing,
    QuotaExceeded,
    StoreError,
    Unreachable,
    WorkbookMissing,
)
from domain.tables import DATA_TABLES
from domain.vocabulary import Tab
from sheets.actions import register_model
from sheets.config import Config
from sheets.service import Service
from tests.sheets import faults as broken
from tests.sheets.faults import Fault, Faults
from tests.sheets.helpers import MODELS_IN_SAMPLE, NEVER, actor, form, move_column, person
from tests.sheets.ticker import until


def test_a_start_costs_one_read_of_the_sheet_ids_and_one_of_the_values(folder: Path, faults: Faults) -> None:
    running = Service(Config(folder), wrap=faults.wrap)
    running.reader.read()
    reads = [url for url in faults.reads if "fields=spreadsheetId" in url or "values:batchGet" in url]
    faults.reset()
    running.reader.read()
    assert len([url for url in reads if "values:batchGet" in url]) >= 1
    assert len(faults.reads) == 1


def test_a_refresh_is_one_call_whatever_the_number_of_viewers(service: Service, faults: Faults) -> None:
    for _ in range(50):
        service.store.snapshot()
        service.store.version()
    service.store.refresh()
    assert len(faults.reads) == 1
    assert "values:batchGet" in faults.reads[0]
    assert faults.writes == []


def test_a_refresh_asks_for_raw_values_of_every_data_tab_and_not_for_the_history(
    service: Service, faults: Faults
) -> None:
    service.store.refresh()
    (url,) = faults.reads
    assert "valueRenderOption=UNFORMATTED_VALUE" in url
    assert "dateTimeRenderOption=SERIAL_NUMBER" in url
    assert url.count("ranges=") == len(DATA_TABLES) == 18


def test_every_call_has_time_outs(service: Service, faults: Faults) -> None:
    service.store.refresh()
    assert faults.timeouts == {(5.0, 30.0)}


def test_the_version_moves_only_when_a_value_changed(service: Service, folder: Path) -> None:
    before = service.store.snapshot()
    service.store.refresh()
    assert service.store.snapshot() is before
    person(folder).worksheet(Tab.UNITS).update([["Ghi chú của người dùng"]], "P3")
    service.store.refresh()
    assert service.store.version() == before.version + 1
    assert service.store.snapshot() is not before


def test_the_version_moves_with_the_day(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    before = service.store.version()
    monkeypatch.setenv("DVK_TODAY", "2026-09-16")
    service.store.refresh()
    assert service.store.version() == before + 1
    assert service.store.snapshot().today.day == 16


def test_an_edit_of_a_person_arrives_by_itself(folder: Path) -> None:
    running = Service(Config(folder), interval=0.2)
    running.start()
    before = running.store.snapshot().version
    person(folder).worksheet(Tab.UNITS).update([["Mới"]], "P3")
    deadline = time.monotonic() + 30
    while running.store.version() == before and time.monotonic() < deadline:
        time.sleep(0.05)
    running.close()
    assert running.store.version() == before + 1


def test_nobody_looking_means_no_reads(folder: Path, faults: Faults, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sheets.store.LOOKING", 0.2)
    running = Service(Config(folder), wrap=faults.wrap, interval=0.1)
    running.start()
    running.store.snapshot()
    time.sleep(0.6)
    faults.reset()
    time.sleep(0.4)
    assert faults.reads == []
    running.store.version()
    time.sleep(0.2)
    running.close()
    assert faults.reads


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (broken.unreachable, Unreachable),
        (broken.lost_before, Unreachable),
        (broken.BAD_GATEWAY, Unreachable),
        (broken.UNAVAILABLE, Unreachable),
        (broken.OUT_OF_QUOTA, QuotaExceeded),
        (broken.FORBIDDEN, AccessDenied),
    ],
)
def test_an_outage_keeps_the_last_data_with_their_age_and_the_reason(
    service: Service, faults: Faults, fault: Fault, error: type[StoreError]
) -> None:
    before = service.store.snapshot()
    faults.always = fault
    with pytest.raises(error):
        service.store.refresh()
    health = service.store.health()
    assert service.store.snapshot() is before
    assert type(health.error) is not None
    assert isinstance(health.error, error)
    assert health.age is not None
    assert health.age.total_seconds() > 0
    assert health.next_try is not None
    faults.always = None
    service.store.refresh()
    assert service.store.health().error is None


def test_a_passing_fault_is_tried_again_without_anybody_noticing(service: Service, faults: Faults) -> None:
    faults.next_reads = [broken.UNAVAILABLE, broken.lost_before]
    service.store.refresh()
    assert len(faults.reads) == 3
    assert service.store.health().error is None


def test_retries_are_bounded(service: Service, faults: Faults) -> None:
    faults.always = broken.UNAVAILABLE
    with pytest.raises(Unreachable):
        service.store.refresh()
    assert len(faults.reads) == 3


def test_what_waiting_cannot_mend_is_not_tried_again(service: Service, faults: Faults) -> None:
    faults.always = broken.FORBIDDEN
    with pytest.raises(AccessDenied):
        service.store.refresh()
    assert len(faults.reads) == 1


def test_an_outage_at_the_start_is_an_error_and_not_an_empty_workbook(folder: Path, faults: Faults) -> None:
    faults.always = broken.unreachable
    running = Service(Config(folder), wrap=faults.wrap, pace=0.01, interval=NEVER)
    running.start()
    with pytest.raises(Unreachable):
        running.store.snapshot()
    assert running.store.version() == 0
    running.close()


def test_the_first_page_does_not_wait_for_a_slow_start(folder: Path, faults: Faults) -> None:
    answer = threading.Event()

    def waits(_request: requests.PreparedRequest, go_on: Callable[[], requests.Response]) -> requests.Response:
        assert answer.wait(60)
        return go_on()

    faults.always = waits
    running = Service(Config(folder), wrap=faults.wrap, interval=NEVER)
    running.start()
    assert running.store.version() == 0, "and it has come back although nothing was answered"
    answer.set()
    until(lambda: running.store.version() > 0)
    assert len(running.store.snapshot().models) == MODELS_IN_SAMPLE
    running.close()


def test_a_renamed_header_keeps_the_last_good_data(service: Service, folder: Path) -> None:
    before = service.store.snapshot()
    sheet = person(folder).worksheet(Tab.MODELS)
    sheet.update([["Cột lạ"]], "C1")
    with pytest.raises(HeaderMissing):
        service.store.refresh()
    assert service.store.snapshot() is before
    assert isinstance(service.store.health().error, HeaderMissing)
    sheet.update([["Tên mô hình"]], "C1")
    service.store.refresh()
    assert service.store.health().error is None


def test_a_deleted_tab_is_told_and_keeps_the_last_good_data(service: Service, folder: Path) -> None:
    before = service.store.snapshot()
    book = person(folder)
    book.del_worksheet(book.worksheet(Tab.FINDINGS))
    with pytest.raises(WorkbookMissing):
        service.store.refresh()
    assert service.store.snapshot() is before


def test_columns_that_a_person_moved_are_read_by_their_header(service: Service, folder: Path) -> None:
    before = service.store.snapshot()
    move_column(folder, Tab.MODELS, 2, 9)
    service.store.refresh()
    after = service.store.snapshot()
    assert [one.title for one in after.models] == [one.title for one in before.models]


def test_a_read_that_began_before_an_own_write_does_not_undo_it(service: Service, faults: Faults) -> None:
    faults.next_reads = [broken.late(0.5)]
    reading = threading.Thread(target=service.store.refresh)
    reading.start()
    time.sleep(0.2)
    made = register_model(actor(service), form(), op="fence")
    reading.join()
    assert len(faults.reads) == 1
    assert service.store.snapshot().model(made.model_id) is not None
    service.store.refresh()
    assert len(service.store.snapshot().models) == MODELS_IN_SAMPLE + 1


def test_a_damaged_file_is_told_as_such(folder: Path) -> None:
    Config(folder).file.write_bytes(b"no database at all" * 500)
    with pytest.raises(FileDamaged):
        Service(Config(folder), pace=0.01).store.refresh()
