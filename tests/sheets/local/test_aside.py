"""What the embedded workbook keeps of its answers, and how it puts them into words."""

import tempfile
from pathlib import Path

import pytest
from gspread.utils import ValueRenderOption

from domain.vocabulary import Tab
from sheets.local import aside, values
from sheets.local.aside import MANY, Aside
from tests.sheets.helpers import book_in, person


@pytest.mark.parametrize("size", [0, 1, MANY, 3 * MANY])
def test_bytes_come_back_as_often_as_they_are_wanted(size: int) -> None:
    content = bytes(range(256)) * (size // 256) + b"x" * (size % 256)
    put = Aside(content)
    assert put.content() == put.content() == content


def test_many_bytes_are_not_in_memory_and_a_disk_that_takes_none_loses_none(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    content = b"x" * MANY
    assert Aside(content)._content == b""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    assert Aside(content).content() == content
    assert aside._file_with(content) is None


def test_an_answer_in_runs_is_the_answer_in_one(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(values, "RUN", 2)
    sheet = person(folder).worksheet(Tab.UNITS)
    end = len(sheet.get_all_values())
    sheet.add_rows(20)
    sheet.update([["TH-98"], [], [], ["TH-99"]], f"A{end + 3}")
    read = book_in(folder).read([Tab.UNITS])[Tab.UNITS]
    assert read == sheet.get(value_render_option=ValueRenderOption.unformatted)
    assert read[end:] == [[], [], ["TH-98"], [], [], ["TH-99"]]
    sheet.clear()
    assert book_in(folder).read([Tab.UNITS])[Tab.UNITS] == []
