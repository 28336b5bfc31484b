"""The catalogue of what people type (domain/7): whole rows, headers, and what does not fit together."""

from collections.abc import Iterable
from typing import Any

import pytest

from domain.errors import HeaderMissing
from domain.rows import Grid
from domain.snapshot import Snapshot
from domain.standing import record_of
from domain.vocabulary import Tab
from tests.domain.test_messy_input import (
    HOUSEHOLDS,
    MODEL,
    MODELS,
    PROGRESS,
    REPORTS,
    WARNING,
    about,
    place,
    read,
    sheet,
)


def messages(snapshot: Snapshot, tab: Tab) -> list[str]:
    return [one.message for one in snapshot.problems if one.tab == tab]


def test_row_8_an_end_before_its_start_is_not_used() -> None:
    raw = sheet()
    row, start = place(raw, MODELS, MODEL, "Ngày bắt đầu")
    _, end = place(raw, MODELS, MODEL, "Ngày kết thúc dự kiến")
    raw[MODELS][row][start], raw[MODELS][row][end] = "01/06/2026", "01/05/2026"
    snapshot = read(raw)
    [problem] = about(snapshot, MODELS, row, "Ngày kết thúc dự kiến")
    assert problem.message == "Ngày kết thúc sớm hơn ngày bắt đầu."
    assert getattr(record_of(snapshot, MODELS, MODEL), "end", 0) is None


def village_sum(raw: dict[Tab, Grid], unit: str, households: Any) -> None:
    titles = raw[Tab.VILLAGE_SUMS][0]
    row: list[Any] = [""] * len(titles)
    for title, value in (
        ("Mã đơn vị", unit), ("Năm", 2026), ("Quý", "I"), ("Số hộ tham gia ≥1 MH", households),
        ("Trạng thái BC", "Đã nộp"), ("Ngày nộp", "01/04/2026"),
    ):  # fmt: skip
        row[titles.index(title)] = value
    raw[Tab.VILLAGE_SUMS].append(row)


def test_row_29_more_households_than_the_village_has_are_not_used() -> None:
    raw = sheet()
    village_sum(raw, "TH-03", 200)
    snapshot = read(raw)
    assert "Số hộ tham gia (200) lớn hơn tổng số hộ của thôn (180)." in messages(snapshot, Tab.VILLAGE_SUMS)
    assert next(one.hh_any for one in snapshot.village_sums if (one.unit_id, one.quarter) == ("TH-03", "I")) is None


def test_row_30_a_cumulative_figure_that_falls_is_kept_and_asked_about() -> None:
    raw = sheet()
    titles = raw[REPORTS][0]
    base = raw[REPORTS][1]
    later = list(base)
    for title, value in (("Mã báo cáo", "BC-2026-Q4-9998"), ("Quý", "IV"), (HOUSEHOLDS, 60), (PROGRESS, 100)):
        later[titles.index(title)] = value
    base[titles.index(HOUSEHOLDS)] = 80
    raw[REPORTS] = [titles, base, later]
    snapshot = read(raw)
    assert "Số lũy kế giảm từ 80 xuống 60. Có phải đã nhập số trong kỳ?" in messages(snapshot, REPORTS)
    assert next(one.hh_cum for one in snapshot.reports if one.quarter == "IV") == 60


@pytest.mark.parametrize(
    "line",
    [
        ["Tổng cộng", "", "", "", 35],
        ["", "", "Cộng", "", 35],
        ["TỔNG"],
        ["", 5, "", "", 7, 9.5],
        ["", "Người lập biểu"],
    ],
)
def test_row_39_totals_and_signatures_are_skipped_with_a_warning(line: list[Any]) -> None:
    raw = sheet()
    before = len(read(raw).models)
    raw[MODELS].append(line)
    snapshot = read(raw)
    assert len(snapshot.models) == before
    [problem] = [one for one in snapshot.problems if one.row == len(raw[MODELS])]
    assert (problem.level, problem.message) == (WARNING, "Đã bỏ qua dòng tổng.")


@pytest.mark.parametrize("title", ["Tên MH", "Ten mo hinh", "Tên\nmô hình", "Tên mô hình (*)", " TÊN MÔ HÌNH "])
def test_row_41_a_header_is_found_in_any_spelling(title: str) -> None:
    raw = sheet()
    raw[MODELS][0][raw[MODELS][0].index("Tên mô hình")] = title
    assert all(one.title for one in read(raw).models)


def test_row_41_an_unknown_required_header_names_the_one_that_looks_like_it() -> None:
    raw = sheet()
    raw[MODELS][0][raw[MODELS][0].index("Tên mô hình")] = "Tên mô hinhf"
    with pytest.raises(HeaderMissing) as missing:
        read(raw)
    assert str(missing.value) == (
        "Tab 'Mô hình' thiếu cột 'Tên mô hình'. Có cột gần giống: 'Tên mô hinhf'. Hãy sửa dòng tiêu đề."
    )
    [problem] = missing.value.problems
    assert (problem.row, problem.column, problem.value) == (1, "Tên mô hình", "Tên mô hinhf")


def test_row_42_two_columns_of_one_name_and_data_without_a_title_are_named() -> None:
    raw = sheet()
    raw[Tab.UNITS][0].append("Ghi chú")
    raw[MODELS][0].append("")
    raw[MODELS][1].append("gì đó")
    snapshot = read(raw)
    assert any(one.startswith("Có nhiều cột 'Ghi chú'") for one in messages(snapshot, Tab.UNITS))
    assert any("có số liệu nhưng không có tiêu đề" in one for one in messages(snapshot, MODELS))


def test_row_43_columns_may_stand_in_any_order() -> None:
    raw = sheet()
    turned = {tab: [list(reversed(_padded(row, len(grid[0])))) for row in grid] for tab, grid in raw.items()}
    assert read(turned).models == read(raw).models


def _padded(row: Iterable[Any], width: int) -> list[Any]:
    cells = list(row)
    return [*cells, *[""] * (width - len(cells))]


def test_row_45_the_second_model_of_one_title_is_kept_out_of_counts() -> None:
    raw = sheet()
    row = list(raw[MODELS][1])
    row[0] = "MH-2026-0998"
    raw[MODELS].append(row)
    snapshot = read(raw)
    assert f"Đăng ký trùng với {MODEL}." in messages(snapshot, MODELS)
    assert snapshot.model("MH-2026-0998") is None


def test_row_46_of_two_periodic_reports_the_confirmed_one_counts() -> None:
    raw = sheet()
    row = list(raw[REPORTS][1])
    row[0], row[raw[REPORTS][0].index("Trạng thái BC")] = "BC-2026-Q2-9997", "Nháp"
    raw[REPORTS].insert(1, row)
    snapshot = read(raw)
    assert "Báo cáo trùng" in messages(snapshot, REPORTS)
    assert "BC-2026-Q2-9997" not in [one.report_id for one in snapshot.reports]


def test_row_47_a_copied_id_is_the_older_rows() -> None:
    raw = sheet()
    copy = list(raw[MODELS][1])
    copy[raw[MODELS][0].index("Cập nhật lúc")] = ""
    copy[raw[MODELS][0].index("Tên mô hình")] = "Bản chép"
    raw[MODELS].insert(1, copy)
    snapshot = read(raw)
    kept = snapshot.model(MODEL)
    assert kept is not None
    assert any(one.startswith(f"Mã '{MODEL}' đã có ở dòng") for one in messages(snapshot, MODELS))
