"""Documents that cannot lie: what the README and the data dictionary name is there."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from domain.dictionary import data_dictionary
from domain.settings import setting_rows

ROOT = Path(__file__).parents[2]
PRIVATE = ".streamlit/secrets.toml"  # made by whoever installs, never committed
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_data_dictionary_is_what_the_declarations_say() -> None:
    assert (ROOT / "docs/data-dictionary.md").read_text(encoding="utf-8") == data_dictionary()


def test_every_local_link_and_picture_of_the_readme_exists() -> None:
    targets = re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", README)
    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_every_file_named_in_the_readme_exists() -> None:
    folders = r"pages|components|domain|sheets|tests|docs|\.streamlit|\.ci"
    named = set(re.findall(rf"`((?:app\.py|(?:{folders})/[\w./-]*))`", README))
    assert named
    assert [name for name in sorted(named) if name != PRIVATE and not (ROOT / name).exists()] == []


@pytest.mark.parametrize("command", sorted(set(re.findall(r"python -m (sheets[\w.]*)", README))))
def test_every_command_of_the_readme_answers_help(command: str) -> None:
    shown = subprocess.run(
        [sys.executable, "-m", command, "--help"], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert shown.returncode == 0, shown.stderr
    assert "usage" in shown.stdout


def test_every_make_target_of_the_readme_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^(?:.*`)?make (\w+)", README, re.MULTILINE))
    assert {"run", "test"} <= targets
    assert [target for target in sorted(targets) if not re.search(rf"^{target}:", makefile, re.MULTILINE)] == []


def test_settings_named_in_the_readme_are_settings_of_the_workbook() -> None:
    keys = {row.key for row in setting_rows()}
    named = set(re.findall(r"setting `(\w+)`", README))
    assert named <= keys, named - keys
