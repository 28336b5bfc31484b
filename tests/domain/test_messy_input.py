"""The catalogue of what people type (domain/7), a row each, on the sample as it stands in the sheet.

Single cells in every spelling are in test_parsing.py; formats, merges, locale and tabs in tests/sheets/test_looks.py.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest

from domain.codec import read_workbook
from domain.fields import specs
from domain.rows import Grid
from domain.snapshot import Problem, Snapshot
from domain.standing import record_of, table_of
from domain.vocabulary import ProblemLevel, Tab
from tests.components.samples import grids

ERROR, WARNING = ProblemLevel.ERROR, ProblemLevel.WARNING
MODEL, REPORT, FINDING = "MH-2026-0001", "BC-2026-Q2-9999", "TT-2026-0003-1"


def read(raw: dict[Tab, Grid]) -> Snapshot:
    read_at = datetime(2026, 9, 15, 2, 0, tzinfo=UTC)
    return read_workbook(raw, version=1, today=date(2026, 9, 15), read_at=read_at, gids={})


def sheet() -> dict[Tab, Grid]:
    """The sample with an ad hoc report more, whose quarter may be typed in any way."""
    raw = grids()
    row = list(raw[Tab.REPORTS][1])
    titles = raw[Tab.REPORTS][0]
    row[titles.index("Mã báo cáo")], row[titles.index("Loại báo cáo")] = REPORT, "Đột xuất"
    raw[Tab.REPORTS].append(row)
    return raw


def place(raw: dict[Tab, Grid], tab: Tab, key: str, header: str) -> tuple[int, int]:
    """Index of row and column."""
    row = next(at for at, one in enumerate(raw[tab]) if one and one[0] == key)
    return row, raw[tab][0].index(header)


def about(snapshot: Snapshot, tab: Tab, row: int, header: str) -> list[Problem]:
    return [one for one in snapshot.problems if (one.tab, one.row, one.column) == (tab, row + 1, header)]


def field_of(tab: Tab, header: str) -> str:
    table = table_of(tab)
    assert table is not None
    return next(spec.name for spec in specs(table) if spec.header == header)


@dataclass(frozen=True)
class Case:
    """Row of the catalogue, what is typed where, what it becomes (None: not used), and what is said of it."""

    row: int
    tab: Tab
    header: str
    typed: Any
    value: Any
    level: ProblemLevel | None = None
    message: str = ""
    suggestion: str = ""

    @property
    def key(self) -> str:
        return {Tab.MODELS: MODEL, Tab.REPORTS: REPORT, Tab.FINDINGS: FINDING}[self.tab]


DAY, DUE, QUARTER, PROGRESS = "Ngày gửi", "Hạn khắc phục", "Quý", "Tiến độ tự báo cáo (%)"
TARGET = "Kết quả chỉ tiêu (lũy kế)"
HOUSEHOLDS, LAND, FUND = "Số hộ tham gia (lũy kế)", "Đất hiến (m²)", "Kinh phí huy động (nghìn đồng)"
RANGE = "Tiến độ phải từ 0 đến 100. Nếu vượt chỉ tiêu, nhập 100 và ghi kết quả thật ở 'Kết quả chỉ tiêu'."
TWO_TAN_TIEN = "Có 2 đơn vị tên 'Tân Tiến': (Đồng Xuân cũ), (Phú Sơn cũ). Hãy chọn trong danh sách."
MODELS, REPORTS, FINDINGS = Tab.MODELS, Tab.REPORTS, Tab.FINDINGS
AUGUST = date(2026, 8, 15)

CASES = (
    *(Case(1, MODELS, DAY, one, AUGUST) for one in ("15/8/2026", "15-08-26", "15.8.2026", "2026-08-15", 46249)),
    Case(2, MODELS, DAY, "15/8", AUGUST, WARNING, "Ngày không ghi năm, đã hiểu là 15/08/2026", "15/08/2026"),
    Case(3, MODELS, DAY, "8/15/2026", AUGUST, WARNING, "Ngày có dạng tháng/ngày, đã hiểu là 15/08/2026", "15/08/2026"),
    Case(
        5, MODELS, DAY, "30/2/2026", None, ERROR,
        "Ngày 30/2/2026 không tồn tại. Hãy nhập dạng ngày/tháng/năm, ví dụ 28/02/2026.",
    ),
    Case(6, MODELS, DAY, "cuối tháng 8", None, ERROR, "Cần ngày cụ thể, ví dụ 31/08/2026.", "31/08/2026"),
    Case(6, MODELS, DAY, "đầu quý III", None, ERROR, "Cần ngày cụ thể, ví dụ 31/08/2026.", "01/07/2026"),
    Case(
        7, FINDINGS, DUE, "tháng 8/2026", date(2026, 8, 31), WARNING,
        "Chưa ghi ngày, đã hiểu là 31/08/2026", "31/08/2026",
    ),
    *(
        Case(10, REPORTS, QUARTER, one, "II")
        for one in (
            "Quý 2", "Q2", "Q.II", "II", "2", 2, "quý hai", "Quí II", "Qúy II", "II/2026", "2026-Q2", "Quý II năm 2026",
        )
    ),
    Case(10, REPORTS, QUARTER, "II/2025", None, ERROR, "Năm trong ô Quý khác cột Năm."),
    *(
        Case(11, REPORTS, QUARTER, one, None, ERROR, "Chỉ nhập từng quý: I, II, III hoặc IV.")
        for one in ("6 tháng đầu năm", "9 tháng")
    ),
    *(
        Case(12, REPORTS, QUARTER, one, None, ERROR, "Quý phải là I, II, III hoặc IV.", meant)
        for one, meant in (("Quý 5", ""), ("Q0", ""), ("lll", "III"))
    ),
    *(Case(13, REPORTS, PROGRESS, one, 75.0) for one in ("75%", 75, "75 %", "75 phần trăm")),
    *(
        Case(14, REPORTS, PROGRESS, one, None, ERROR, "Không rõ 0,75 là 75 % hay 0,75 %. Hãy nhập 75.", "75")
        for one in (0.75, "0,75", "0.75")
    ),
    Case(15, REPORTS, PROGRESS, 1, None, ERROR, "Không rõ 1 là 100 % hay 1 %. Hãy nhập 100.", "100"),
    *(
        Case(16, REPORTS, PROGRESS, one, 75.0, WARNING, "đã bỏ chữ 'khoảng'", "75") for one in ("khoảng 75%", "~75")
    ),
    *(Case(18, REPORTS, PROGRESS, one, None, ERROR, RANGE) for one in (120, "120%")),
    *(
        Case(19, REPORTS, PROGRESS, one, None, ERROR, "Nhập số phần trăm; xong thì nhập 100.", "100")
        for one in ("đạt", "xong", "hoàn thành", "x", "✓")
    ),
    *(Case(20, REPORTS, HOUSEHOLDS, one, 50) for one in ("50 hộ", "50hộ", "50 hô")),
    *(
        Case(22, REPORTS, HOUSEHOLDS, one, 50, WARNING, "số ước lượng", "50")
        for one in ("khoảng 50", "hơn 50", "50+")
    ),
    *(Case(23, REPORTS, HOUSEHOLDS, one, 1250) for one in ("1.250", "1 250", "1,250")),
    *(Case(24, REPORTS, TARGET, one, 3.2) for one in ("3,2 km", "3.2")),
    Case(24, REPORTS, LAND, "1.250", 1250.0, WARNING, "dấu chấm được hiểu là phân cách nghìn", "1250"),
    *(
        Case(25, REPORTS, FUND, one, 5000.0, WARNING, "đã đổi sang nghìn đồng", "5000")
        for one in ("5 triệu", "5tr", "5.000.000đ")
    ),
    *(
        Case(26, REPORTS, HOUSEHOLDS, one, None, ERROR, f"Cần số, đang là chữ: '{one}'.")
        for one in ("năm mươi", "O", "l0")
    ),
    *(Case(27, REPORTS, HOUSEHOLDS, one, 0) for one in ("-", "/", "không", "0", 0)),
    *(Case(27, REPORTS, HOUSEHOLDS, one, None) for one in ("chưa có", "")),
    *(
        Case(31, MODELS, "Mã đơn vị", one, "TH-03")
        for one in ("thôn hoà bình", "Hoa Binh", "T.Hòa Bình", "Ho\u0300a Bi\u0300nh", "Thôn  Hòa Bình ")
    ),
    Case(32, MODELS, "Mã đơn vị", "Tân Tiến", None, ERROR, TWO_TAN_TIEN),
    Case(
        33, MODELS, "Mã đơn vị", "Thôn Hòa Bìn", None, ERROR,
        "Không tìm thấy 'Thôn Hòa Bìn'. Có phải 'Hòa Bình'?", "Hòa Bình",
    ),
    *(
        Case(34, MODELS, "Mã đơn vị", one, unit)
        for one, unit in (
            ("CA xã", "CA-01"), ("Công an", "CA-01"), ("BCHQS", "QS-01"), ("MTTQ", "MT-01"), ("UBMT", "MT-01"),
            ("TTDVC", "DVC-01"), ("TT PVHCC", "CQ-04"),
        )
    ),
    *(
        Case(35, MODELS, "Lĩnh vực", one, meant)
        for one, meant in (
            ("ANTT", "An ninh trật tự"), ("An ninh, trật tự", "An ninh trật tự"), ("môi trường", "Bảo vệ môi trường"),
            ("NTM", "Xây dựng nông thôn mới"),
        )
    ),
    Case(
        35, MODELS, "Lĩnh vực", "kinh tế - giảm nghèo", None, ERROR,
        "Chọn một: Phát triển kinh tế hoặc Giảm nghèo bền vững.",
    ),
    *(
        Case(36, MODELS, "Trạng thái", one, "Đang triển khai")
        for one in ("đang làm", "Đang thực hiện", "dang trien khai")
    ),
    Case(37, MODELS, "Lĩnh vực", "NTM, môi trường", None, ERROR, "Mỗi mô hình chọn một lĩnh vực chính."),
    Case(47, REPORTS, "Mã mô hình", "mh 2026 7", "MH-2026-0007"),
    *(
        Case(47, REPORTS, "Mã mô hình", one, None, ERROR, "Mã không tồn tại") for one in ("MH-7", "MH-2026-0999")
    ),
    Case(48, REPORTS, HOUSEHOLDS, "#REF!", None, ERROR, "Ô có công thức lỗi #REF!."),
    Case(48, MODELS, "Tên mô hình", "#N/A", None, ERROR, "Ô có công thức lỗi #N/A."),
    *(Case(49, MODELS, "Người phụ trách", one, one) for one in ("=cmd", "+x", "@x", "- ông Sáu")),
    Case(50, MODELS, "Người phụ trách", "  Bà “Lan” 🎉 ₫ ", "Bà “Lan” 🎉 ₫"),
    Case(
        50, MODELS, "Người phụ trách", "Bà Lan 0912 345 678", "Bà Lan 0912 345 678", WARNING,
        "Không ghi số điện thoại/CCCD vào bảng chung.",
    ),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"row {case.row}: {case.typed!r}")
def test_a_cell_is_understood_or_pointed_at(case: Case) -> None:
    raw = sheet()
    row, column = place(raw, case.tab, case.key, case.header)
    raw[case.tab][row][column] = case.typed
    snapshot = read(raw)
    record = record_of(snapshot, case.tab, case.key)
    assert getattr(record, field_of(case.tab, case.header)) == case.value
    found = about(snapshot, case.tab, row, case.header)
    if case.level is None:
        assert found == []
        return
    [problem] = found
    assert (problem.level, problem.message, problem.suggestion) == (case.level, case.message, case.suggestion)
    assert (problem.at, problem.record_id) == (column, case.key)


@pytest.mark.parametrize("case", [one for one in CASES if one.suggestion], ids=lambda case: repr(case.typed))
def test_what_is_suggested_reads_clean(case: Case) -> None:
    raw = sheet()
    row, column = place(raw, case.tab, case.key, case.header)
    raw[case.tab][row][column] = case.suggestion
    snapshot = read(raw)
    assert about(snapshot, case.tab, row, case.header) == []
    assert getattr(record_of(snapshot, case.tab, case.key), field_of(case.tab, case.header)) is not None
