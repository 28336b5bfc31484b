"""The document names the scripts of charts, and this Streamlit has them (components.ahead)."""

import re
from pathlib import Path

import streamlit as st

from components import ahead

STATIC = Path(st.__file__).parent / "static"
NAMED = re.findall(r'href="\./([^"]+)"', ahead.links())


def test_all_that_are_needed_are_among_the_files_of_this_streamlit() -> None:
    for name in ahead.NEEDED:
        assert [one for one in NAMED if Path(one).name.startswith(f"{name}.")], name
    assert [one for one in NAMED if not (STATIC / one).is_file()] == []


def test_what_a_script_imports_is_named_too_unless_the_document_names_it_already() -> None:
    document = (STATIC / "index.html").read_text(encoding="utf-8")
    assert [one for one in NAMED if one in document] == []
    assert len(set(NAMED)) == len(NAMED)
    for one in NAMED:
        for other in re.findall(r'from"\./([\w.-]+\.js)"', (STATIC / one).read_text(encoding="utf-8")):
            assert f"static/js/{other}" in NAMED or other in document, (one, other)


def test_no_script_of_other_elements_is_fetched() -> None:
    large = [one for one in NAMED if (STATIC / one).stat().st_size > 100_000]
    assert [Path(one).name.split(".")[0] for one in large] == ["embed"]
