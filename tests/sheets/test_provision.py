"""Provisioning adds what is missing, once, and touches nothing else."""

import sqlite3
import threading
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from gspread.utils import ValueInputOption

from domain.fields import Writer, specs
from domain.tables import DATA_TABLES, TABLES, Model
from domain.vocabulary import Role, Tab
from sheets import provision
from sheets.client import Connection
from sheets.config import FILE_NAME, Config
from sheets.locks import JOURNAL
from sheets.provision import NotEmpty, Wish, look, main, prepare_embedded
from sheets.workbook import Workbook
from tests.sheets.faults import Faults
from tests.sheets.helpers import MODELS_IN_SAMPLE, book_in, column, move_column, person, stored

SHAPE = "sheets(properties,protectedRanges,data(columnMetadata))"


@pytest.fixture
def empty(tmp_path: Path, faults: Faults) -> Workbook:
    settings = Config(tmp_path)
    return Workbook(Connection(settings, faults.wrap).client, settings.spreadsheet_id, pace=0.01)


def shape_of(folder: Path, title: str) -> Any:
    """A tab as the service tells it, without its cells."""
    sheets = person(folder).fetch_sheet_metadata({"fields": SHAPE, "ranges": [title]})["sheets"]
    (found,) = [one for one in sheets if one["properties"]["title"] == title]
    return found


def stored_file(folder: Path) -> list[str]:
    """All that the file of the workbook holds: any write would show, and it is read in an instant."""
    with closing(sqlite3.connect(folder / FILE_NAME)) as file:
        return list(file.iterdump())


def test_an_empty_spreadsheet_gets_every_tab_with_its_headers_in_order(empty: Workbook, tmp_path: Path) -> None:
    provision.provision(empty, Wish())
    found = look(empty)
    assert set(found.tabs) == {*(table.TAB for table in TABLES), JOURNAL}
    for table in TABLES:
        assert list(found.tabs[table.TAB].titles) == [spec.header for spec in specs(table)]
        assert found.tabs[table.TAB].frozen
    assert found.properties["locale"] == "vi_VN"
    assert found.properties["timeZone"] == "Asia/Ho_Chi_Minh"


def test_the_application_s_columns_are_protected_and_its_tokens_hidden(empty: Workbook, tmp_path: Path) -> None:
    provision.provision(empty, Wish())
    models = shape_of(tmp_path, Tab.MODELS)
    shut = {
        column
        for one in models["protectedRanges"]
        for column in range(one["range"].get("startColumnIndex", 0), one["range"]["endColumnIndex"])
    }
    by_app = {i for i, spec in enumerate(specs(Model)) if spec.column.writer is Writer.APP}
    assert shut == by_app
    assert all(one["warningOnly"] for one in models["protectedRanges"])
    hidden = [i for i, one in enumerate(models["data"][0]["columnMetadata"]) if one.get("hiddenByUser")]
    assert hidden == [i for i, spec in enumerate(specs(Model)) if spec.header == "_rev"]


def test_the_journal_is_hidden(empty: Workbook, tmp_path: Path) -> None:
    provision.provision(empty, Wish())
    assert shape_of(tmp_path, JOURNAL)["properties"]["hidden"]


def test_a_dropdown_offers_the_allowed_values_and_a_note_explains_the_header(empty: Workbook, tmp_path: Path) -> None:
    provision.provision(empty, Wish())
    models = look(empty).tabs[Tab.MODELS]
    at = [spec.name for spec in specs(Model)]
    rule = models.cell(1, at.index("state"))["dataValidation"]
    assert rule["condition"]["type"] == "ONE_OF_LIST"
    assert len(rule["condition"]["values"]) == 13
    note = models.cell(0, at.index("title"))["note"]
    assert "Bắt buộc." in note
    assert "150" in note
    assert models.cell(1, at.index("start"))["userEnteredFormat"]["numberFormat"]["type"] == "DATE"


def test_the_second_run_writes_nothing(empty: Workbook, faults: Faults) -> None:
    assert provision.provision(empty, Wish(demo=True, admin="quan-tri@example.vn"))
    faults.reset()
    assert provision.provision(empty, Wish(admin="quan-tri@example.vn")) == []
    assert faults.writes == []


def test_all_of_it_is_one_write(empty: Workbook, faults: Faults) -> None:
    provision.provision(empty, Wish(demo=True))
    assert len(faults.writes) == 1


def test_a_plan_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DVK_DATA_DIR", str(tmp_path))
    assert main(["--plan", "--demo"]) == 0
    assert "missing: add tab Mô hình" in capsys.readouterr().out
    assert look(book_in(tmp_path)).tabs == {}


def test_the_command_says_what_it_did(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DVK_DATA_DIR", str(tmp_path))
    assert main([]) == 0
    assert "done: add tab Mô hình" in capsys.readouterr().out
    assert main([]) == 0
    assert capsys.readouterr().out == "nothing is missing\n"


def test_a_tab_and_rows_of_a_person_stay_as_they_are(folder: Path) -> None:
    book = person(folder)
    own = book.add_worksheet("Ghi chép riêng", 20, 5)
    own.update([["a", "b"], ["=1+1", "00"]], "A1", value_input_option=ValueInputOption.raw)
    before = stored_file(folder)
    assert provision.provision(book_in(folder), Wish()) == []
    assert stored_file(folder) == before


def test_missing_headers_come_to_the_right_end(folder: Path) -> None:
    sheet = person(folder).worksheet(Tab.MODELS)
    width = len(stored(folder)[0])
    at = stored(folder)[0].index("Nhận xét")
    sheet.delete_columns(at + 1)
    steps = provision.provision(book_in(folder), Wish())
    assert any("Nhận xét" in step.text for step in steps)
    assert stored(folder)[0][width - 1] == "Nhận xét"
    assert provision.provision(book_in(folder), Wish()) == []


def test_moved_columns_and_sorted_tabs_are_left_in_their_order(folder: Path) -> None:
    move_column(folder, Tab.MODELS, 2, 9)
    before = stored_file(folder)
    assert provision.provision(book_in(folder), Wish()) == []
    assert stored_file(folder) == before


def test_a_deleted_tab_and_deleted_settings_come_back_without_the_sample(folder: Path) -> None:
    book = person(folder)
    book.del_worksheet(book.worksheet(Tab.DIFFICULTIES))
    settings = stored(folder, Tab.SETTINGS)
    book.worksheet(Tab.SETTINGS).delete_rows(3)
    provision.provision(book_in(folder), Wish())
    assert len(stored(folder, Tab.DIFFICULTIES)) == 1
    assert {row[0] for row in stored(folder, Tab.SETTINGS)} == {row[0] for row in settings}
    assert len(stored(folder)) == MODELS_IN_SAMPLE + 1


def test_deleted_deadlines_come_back_as_those_of_the_workbooks_own_year(folder: Path) -> None:
    sheet, rows = person(folder).worksheet(Tab.SETTINGS), stored(folder, Tab.SETTINGS)
    names = [row[0] for row in rows]
    sheet.update_cell(names.index("nam_ke_hoach") + 1, 2, 2027)
    sheet.delete_rows(names.index("han_bc_q3") + 1)
    provision.provision(book_in(folder), Wish())
    assert {row[0]: row[1] for row in stored(folder, Tab.SETTINGS) if len(row) > 1}["han_bc_q3"] == "20/09/2027"


def test_the_demo_is_refused_where_there_are_rows_and_changes_nothing(folder: Path) -> None:
    before = stored_file(folder)
    with pytest.raises(NotEmpty):
        provision.provision(book_in(folder), Wish(demo=True))
    assert stored_file(folder) == before


def test_the_demo_says_so_in_the_settings(empty: Workbook, tmp_path: Path) -> None:
    provision.provision(empty, Wish())
    provision.provision(empty, Wish(demo=True))
    settings = {row[0]: row[1:] for row in stored(tmp_path, Tab.SETTINGS)}
    assert settings["du_lieu_mau"][0] == "Có"
    assert len(stored(tmp_path)) == MODELS_IN_SAMPLE + 1


def test_the_first_administrator_gets_an_account_and_a_unit(empty: Workbook, tmp_path: Path) -> None:
    provision.provision(empty, Wish(admin="ai-do@example.vn"))
    assert column(tmp_path, "Email", Tab.ACCOUNTS) == ["ai-do@example.vn"]
    assert column(tmp_path, "Vai trò", Tab.ACCOUNTS) == [Role.ADMIN]
    assert column(tmp_path, "Mã đơn vị", Tab.UNITS) == ["LD-01"]


def test_an_administrator_joins_the_units_that_are_there(folder: Path) -> None:
    units = stored(folder, Tab.UNITS)
    provision.provision(book_in(folder), Wish(admin="ai-do@example.vn"))
    assert column(folder, "Email", Tab.ACCOUNTS)[-1] == "ai-do@example.vn"
    assert stored(folder, Tab.UNITS) == units


def test_two_processes_that_start_at_once_make_one_workbook(tmp_path: Path) -> None:
    books = [book_in(tmp_path) for _ in range(3)]
    threads = [threading.Thread(target=prepare_embedded, args=(book,)) for book in books]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(stored(tmp_path)) == MODELS_IN_SAMPLE + 1
    assert set(look(books[0]).tabs) == {*(table.TAB for table in TABLES), JOURNAL}


def test_every_row_of_the_sample_is_in_its_tab(folder: Path) -> None:
    from domain import sample

    for table in DATA_TABLES:
        if table.TAB in sample.records():
            assert len(stored(folder, table.TAB)) == len(sample.records()[table.TAB]) + 1
