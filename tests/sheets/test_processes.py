"""Two processes on one embedded workbook."""

import subprocess
import sys
from pathlib import Path

from tests.sheets.helpers import MODELS_IN_SAMPLE, column

ROOT = Path(__file__).parents[2]
EACH = 10


def started(folder: Path, name: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.sheets.registrar", str(folder), name, str(EACH)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_twenty_registrations_at_once_from_two_processes_make_twenty_rows_with_twenty_ids(folder: Path) -> None:
    processes = [started(folder, name) for name in ("Vườn mẫu", "Đường hoa")]
    for one in processes:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    outputs = []
    for one in processes:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    for one in processes:
        outputs.append(one.communicate(timeout=60)[0].split())
        assert one.returncode == 0
    answered = [made for output in outputs for made in output]
    ids = column(folder, "Mã mô hình")
    assert len(set(answered)) == 2 * EACH
    assert len(ids) == len(set(ids)) == MODELS_IN_SAMPLE + 2 * EACH
    assert set(answered) <= set(ids)
