"""The scripts of charts, named in the document: a browser fetches them while Streamlit starts.

Streamlit 1.67 asks for a chart's scripts when the first chart has come over the websocket; the browser's one thread
then draws all else before it. Named in the head they are there by that time (docs/performance.md says what it spares).
"""

import re
from collections.abc import Sequence
from pathlib import Path

import streamlit as st

NEEDED = ("ArrowVegaLiteChart", "loadVegaEmbed", "embed", "vega-interpreter", "BidiComponent", "Selectbox", "Html")
"""What Tổng quan is made of beside text; what these scripts import comes with them."""
SCRIPTS = "./static/js/"
_FOLDER = Path(st.__file__).parent / "static"
_IMPORTED = re.compile(r"""(?:from|import)["'`]\./([\w.-]+\.js)["'`]""")


def links() -> str:
    """Lines for the end of the head of Streamlit's document, fetched without haste behind its own scripts.

    A Streamlit whose scripts are called otherwise gets fewer of them and its pages come as they did; only
    `tests/components/test_ahead.py` fails.
    """
    document = (_FOLDER / "index.html").read_text(encoding="utf-8")
    named = set(re.findall(rf"{re.escape(SCRIPTS)}([\w.-]+)", document))
    return "".join(
        f'<link rel="modulepreload" crossorigin fetchpriority="low" href="{SCRIPTS}{name}">\n'
        for name in _with_imports(NEEDED, named)
    )


def _with_imports(names: Sequence[str], named: set[str]) -> list[str]:
    """The files of `names` and all that they import, each once, without what the document has `named` already.

    The file of `Html` is `Html.CzLZZ4bP.js`: the middle changes with each version.
    """
    folder = _FOLDER / SCRIPTS
    waiting = [file.name for name in names for file in folder.glob(f"{name}.*.js")]
    found: list[str] = []
    while waiting:
        name = waiting.pop(0)
        if name not in named and name not in found:
            found.append(name)
            waiting += _IMPORTED.findall((folder / name).read_text(encoding="utf-8"))
    return found
