"""The CSV file of a quarter."""

import csv
import dataclasses
import io

import pytest

from components.export import HEADER, figures, file_name, harmless
from domain.overview import Overview


def lines(overview: Overview) -> list[list[str]]:
    return list(csv.reader(io.StringIO(figures(overview).decode("utf-8-sig")), delimiter=";"))


def test_the_file_begins_with_a_bom_and_has_a_line_per_unit(demo: Overview) -> None:
    assert figures(demo).startswith(b"\xef\xbb\xbf")
    head, *rest = lines(demo)
    assert tuple(head) == HEADER
    assert len(rest) == 24 + 19
    assert file_name(demo) == "dan-van-kheo-2026-q3.csv"


def test_figures_are_numbers_and_missing_ones_are_blank_not_zero(demo: Overview) -> None:
    by_unit = {line[1]: line for line in lines(demo)}
    assert by_unit["Hòa Bình"][3:9] == ["Quý III/2026", "1", "55,0", "74,9", "-19,9", "Cần chú ý"]
    assert by_unit["Đồng Tiến"][4:9] == ["0", "", "", "", "Chưa có số liệu"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_text_that_a_spreadsheet_would_calculate_is_marked_as_text(demo: Overview, start: str) -> None:
    assert harmless(f"{start}1+1") == f"'{start}1+1"
    evil = dataclasses.replace(demo.villages[0], label=f"{start}HYPERLINK(1)")
    written = figures(dataclasses.replace(demo, villages=(evil,))).decode("utf-8-sig")
    assert f"'{start}HYPERLINK" in written


def test_harmless_text_stays_as_it_is() -> None:
    assert harmless("Hòa Bình") == "Hòa Bình"
