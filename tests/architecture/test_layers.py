"""The house: who imports whom, where Vietnamese stands, how long things are. Each rule has a bad example."""

import ast
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("domain", "sheets", "components", "pages")
SEAM = {"sheets.session", "sheets.actions"}
VIETNAMESE_HOMES = (
    *(f"domain/tables{name}.py" for name in ("", "_base", "_movement")),
    *(f"domain/vocabulary{name}.py" for name in ("", "_movement")),
    *(f"domain/{name}wording.py" for name in ("", "check_", "form_", "note_")),
    "domain/settings.py",
    "domain/plan_",  # what the plan itself says: tasks, criteria
    "domain/sample/",
    "components/",
    "pages/",
    "app.py",
)
ONE_DECLARATION = "domain/tables.py"  # longer than other files: it is the one declaration of all tabs
LONGEST_FILE, LONGEST_FUNCTION = 300, 40
CLOCK = "sheets/clock.py"
PRESSES = "components/press.py"
SECRETS_AND_SEAM = {"sheets/config.py", "sheets/session.py"}  # the only parts of sheets that know Streamlit
NOT_TEXT = (".png", ".woff2")


def sources() -> list[Path]:
    return [ROOT / "app.py", *(path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py")))]


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def beyond_the_seam(tree: ast.AST) -> list[str]:
    """Imports of `sheets` that are neither the session seam nor the actions."""
    found = (name for name in imported(tree) if name.split(".")[0] == "sheets")
    return [name for name in found if ".".join(name.split(".")[:2]) not in SEAM]


def beyond_the_service(tree: ast.AST) -> list[str]:
    """What the embedded service takes from outside: it stands in for Google, which knows nothing of this project."""
    found = (name for name in imported(tree) if name.split(".")[0] in PACKAGES)
    return [name for name in found if not f"{name}.".startswith("sheets.local.")]


def knows_streamlit(tree: ast.AST) -> bool:
    return any(name.split(".")[0] == "streamlit" for name in imported(tree))


def bare_buttons(tree: ast.AST) -> list[str]:
    """Buttons that tell only one run that they were pressed (components.press)."""
    calls = (one for one in ast.walk(tree) if isinstance(one, ast.Call) and ast.unparse(one.func) == "st.button")
    return [ast.unparse(one) for one in calls if not any(word.arg == "on_click" for word in one.keywords)]


def looks_at_the_clock(tree: ast.AST) -> list[str]:
    """Calls of `datetime.now`, `date.today` and their like."""
    calls = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    names = (ast.unparse(call) for call in calls if isinstance(call, ast.Attribute))
    return [name for name in names if re.search(r"\b(datetime\.(utc)?now|date(time)?\.today)$", name)]


def docstrings(tree: ast.AST) -> set[int]:
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    bodies = (node.body for node in ast.walk(tree) if isinstance(node, kinds) and node.body)
    return {id(body[0].value) for body in bodies if isinstance(body[0], ast.Expr)}


def vietnamese(text: str) -> bool:
    """Whether a text is Vietnamese words; single letters (an alphabet) and two capitals (a sign: ĐV) are none."""
    letters = unicodedata.normalize("NFD", text.casefold())
    marked = "đ" in letters or any("\u0300" <= letter <= "\u0323" or letter == "\u031b" for letter in letters)
    length = sum(letter.isalpha() for letter in letters)
    return marked and length > 1 and not (length == 2 and text.isupper())


def vietnamese_literals(tree: ast.AST) -> list[str]:
    spoken = docstrings(tree)
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in spoken
        if vietnamese(node.value)
    ]


def long_functions(tree: ast.AST) -> list[str]:
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    return [one.name for one in functions if (one.end_lineno or one.lineno) - one.lineno > LONGEST_FUNCTION]


def acts_when_executed(tree: ast.Module) -> list[str]:
    """Statements at the top of a page file other than imports, definitions, constants and the docstring."""
    quiet = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef, ast.Assign, ast.AnnAssign)
    spoken = docstrings(tree)
    loud = (node for node in tree.body if not isinstance(node, quiet) or draws(node))
    return [ast.unparse(node) for node in loud if not (isinstance(node, ast.Expr) and id(node.value) in spoken)]


def draws(node: ast.stmt) -> bool:
    """Whether a constant is made by a call of Streamlit, which would draw on a page nobody asked for."""
    if not isinstance(node, ast.Assign | ast.AnnAssign):
        return False
    calls = (ast.unparse(call.func) for call in ast.walk(node) if isinstance(call, ast.Call))
    return any(name.startswith(("st.", "streamlit.")) for name in calls)


def without_docstring(tree: ast.Module) -> list[str]:
    """Public functions and classes that do not say what they mean; one statement, or the members of an Enum, say it."""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    public = (node for node in tree.body if isinstance(node, kinds) and not node.name.startswith("_"))
    silent = (node for node in public if ast.get_docstring(node) is None)
    return [node.name for node in silent if needs_words(node)]


def needs_words(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> bool:
    if isinstance(node, ast.ClassDef):
        return not any(ast.unparse(base).endswith("Enum") for base in node.bases)
    return len(node.body) > 1


def tied_to_a_machine(text: str) -> bool:
    """Whether a text names a folder of somebody's machine or a server of packages."""
    folders = r"(?<![\w.~-])/(?:ho[m]e|wo[r]k|ro[o]t|Us[e]rs)/"
    servers = r"index-u[r]l|extra-i[n]dex|py[p]i\.org|pythonh[o]sted|registry\.n[p]mjs"
    return re.search(f"{folders}|{servers}", text) is not None


def test_imports_point_one_way() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout + ran.stderr


@pytest.mark.parametrize("path", [p for p in sources() if p.parent.name == "pages" or p.name == "app.py"], ids=name_of)
def test_pages_and_the_frame_see_only_the_seam_of_sheets(path: Path) -> None:
    assert beyond_the_seam(tree_of(path)) == []


@pytest.mark.parametrize("path", sorted((ROOT / "pages").glob("*.py")), ids=name_of)
def test_a_page_file_does_nothing_when_it_is_executed(path: Path) -> None:
    assert acts_when_executed(tree_of(path)) == []


@pytest.mark.parametrize("path", sources(), ids=name_of)
def test_vietnamese_stands_where_it_belongs(path: Path) -> None:
    if name_of(path).startswith(VIETNAMESE_HOMES):
        return
    assert vietnamese_literals(tree_of(path)) == []


@pytest.mark.parametrize("path", sources(), ids=name_of)
def test_files_and_functions_stay_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert long_functions(tree_of(path)) == []
    if name_of(path) != ONE_DECLARATION:
        assert text.count("\n") <= LONGEST_FILE


@pytest.mark.parametrize("path", sources(), ids=name_of)
def test_public_functions_say_what_they_mean(path: Path) -> None:
    if name_of(path).startswith("pages/"):
        return  # a page's module docstring is the question it answers
    assert without_docstring(tree_of(path)) == []


@pytest.mark.parametrize("path", sorted((ROOT / "sheets" / "local").rglob("*.py")), ids=name_of)
def test_the_embedded_service_knows_nothing_of_the_project(path: Path) -> None:
    assert beyond_the_service(tree_of(path)) == []


@pytest.mark.parametrize("path", sorted((ROOT / "sheets").rglob("*.py")), ids=name_of)
def test_of_sheets_only_the_seam_and_the_secrets_know_streamlit(path: Path) -> None:
    assert name_of(path) in SECRETS_AND_SEAM or not knows_streamlit(tree_of(path))


@pytest.mark.parametrize("path", sources(), ids=name_of)
def test_there_is_one_clock(path: Path) -> None:
    if name_of(path) == CLOCK or name_of(path).startswith("sheets/local/"):
        return  # the embedded service stamps its own file, as Google does
    assert looks_at_the_clock(tree_of(path)) == []


@pytest.mark.parametrize("path", sources(), ids=name_of)
def test_no_press_can_be_lost(path: Path) -> None:
    assert name_of(path) == PRESSES or bare_buttons(tree_of(path)) == []


def test_all_tracked_text_is_nfc_and_names_no_machine() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    paths = [ROOT / name for name in listed.stdout.split("\0") if name and not name.endswith(NOT_TEXT)]
    texts = {path: path.read_text(encoding="utf-8") for path in paths if path.is_file()}
    assert [name_of(path) for path, text in texts.items() if not unicodedata.is_normalized("NFC", text)] == []
    assert [name_of(path) for path, text in texts.items() if tied_to_a_machine(text)] == []


def test_each_rule_finds_its_violation() -> None:
    assert beyond_the_seam(ast.parse("from sheets.store import Store")) == ["sheets.store.Store"]
    assert vietnamese_literals(ast.parse('x = "Đơn vị"')) == ["Đơn vị"]
    assert vietnamese_literals(ast.parse('x = ["Có", "đ", "ĐV", "unit"]')) == ["Có"]
    assert vietnamese_literals(ast.parse('"""Đơn vị"""')) == []
    assert long_functions(ast.parse("def f():\n" + "    x = 1\n" * 45)) == ["f"]
    assert beyond_the_service(ast.parse("from sheets.local import a1\nfrom domain.vocabulary import Tab")) == [
        "domain.vocabulary.Tab"
    ]
    assert knows_streamlit(ast.parse("from streamlit.errors import Error"))
    assert looks_at_the_clock(ast.parse("x = datetime.datetime.now(zone), date.today(), clock.now()")) == [
        "datetime.datetime.now",
        "date.today",
    ]
    assert bare_buttons(ast.parse("a, b = st.button('a'), st.button('b', on_click=go)")) == ["st.button('a')"]
    assert tied_to_a_machine("see /ho" + "me/someone/x")
    assert not tied_to_a_machine("https://example.vn/work")
    assert acts_when_executed(ast.parse('"""Why."""\nNAME = "a"\ndef show():\n    st.write(1)')) == []
    assert acts_when_executed(ast.parse("name = st.text_input(1)")) == ["name = st.text_input(1)"]
    assert acts_when_executed(ast.parse("import x\nif x:\n    run()")) == ["if x:\n    run()"]
    assert without_docstring(ast.parse("def f():\n    a = 1\n    return a\nclass C:\n    x = 1")) == ["f", "C"]
    assert without_docstring(ast.parse("def f():\n    return 1\ndef _g():\n    a = 1\n    return a")) == []
