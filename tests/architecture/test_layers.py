"""The house: who imports whom, where Vietnamese stands, how long things are. Each rule has a bad example."""

import ast
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("domain", "sheets", "components", "pages")
SEAM = {"sheets.session", "sheets.actions"}
VIETNAMESE_HOMES = (
    "domain/tables.py",
    "domain/vocabulary.py",
    "domain/wording.py",
    "domain/form_wording.py",
    "domain/settings.py",
    "domain/sample/",
    "components/",
    "pages/",
    "app.py",
)
ONE_DECLARATION = "domain/tables.py"  # longer than other files: it is the one declaration of all tabs
LONGEST_FILE, LONGEST_FUNCTION = 300, 40


def sources() -> list[Path]:
    return [ROOT / "app.py", *(path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py")))]


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


def docstrings(tree: ast.AST) -> set[int]:
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    bodies = (node.body for node in ast.walk(tree) if isinstance(node, kinds) and node.body)
    return {id(body[0].value) for body in bodies if isinstance(body[0], ast.Expr)}


def vietnamese(text: str) -> bool:
    letters = unicodedata.normalize("NFD", text.casefold())
    return "đ" in letters or any("\u0300" <= letter <= "\u0323" or letter == "\u031b" for letter in letters)


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
    loud = (node for node in tree.body if not isinstance(node, quiet))
    return [ast.unparse(node) for node in loud if not (isinstance(node, ast.Expr) and id(node.value) in spoken)]


def without_docstring(tree: ast.Module) -> list[str]:
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    public = (node for node in tree.body if isinstance(node, kinds) and not node.name.startswith("_"))
    return [node.name for node in public if ast.get_docstring(node) is None and len(node.body) > 1]


def test_imports_point_one_way() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout + ran.stderr


@pytest.mark.parametrize("path", [p for p in sources() if p.parent.name == "pages" or p.name == "app.py"], ids=name_of)
def test_pages_and_the_frame_see_only_the_seam_of_sheets(path: Path) -> None:
    assert beyond_the_seam(ast.parse(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("path", sorted((ROOT / "pages").glob("*.py")), ids=name_of)
def test_a_page_file_does_nothing_when_it_is_executed(path: Path) -> None:
    assert acts_when_executed(ast.parse(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("path", sources(), ids=name_of)
def test_vietnamese_stands_where_it_belongs(path: Path) -> None:
    if name_of(path).startswith(VIETNAMESE_HOMES):
        return
    assert vietnamese_literals(ast.parse(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("path", sources(), ids=name_of)
def test_files_and_functions_stay_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert long_functions(ast.parse(text)) == []
    if name_of(path) != ONE_DECLARATION:
        assert text.count("\n") <= LONGEST_FILE


@pytest.mark.parametrize("path", sources(), ids=name_of)
def test_public_functions_say_what_they_mean(path: Path) -> None:
    if name_of(path).startswith("pages/"):
        return  # a page's module docstring is the question it answers
    assert without_docstring(ast.parse(path.read_text(encoding="utf-8"))) == []


def test_all_tracked_text_is_nfc_and_names_no_machine() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    paths = [ROOT / name for name in listed.stdout.split("\0") if name and not name.endswith((".woff2", ".png"))]
    texts = {path: path.read_text(encoding="utf-8") for path in paths if path.is_file()}
    assert [name_of(path) for path, text in texts.items() if not unicodedata.is_normalized("NFC", text)] == []
    machine = ("/ho" + "me/", "/wo" + "rk/", "/ro" + "ot/", "index-" + "url", "extra-" + "index")
    assert [name_of(path) for path, text in texts.items() if any(word in text for word in machine)] == []


def test_each_rule_finds_its_violation() -> None:
    assert beyond_the_seam(ast.parse("from sheets.store import Store")) == ["sheets.store.Store"]
    assert vietnamese_literals(ast.parse('x = "Đơn vị"')) == ["Đơn vị"]
    assert vietnamese_literals(ast.parse('"""Đơn vị"""')) == []
    assert long_functions(ast.parse("def f():\n" + "    x = 1\n" * 45)) == ["f"]
    assert acts_when_executed(ast.parse("import x\nif x:\n    run()")) == ["if x:\n    run()"]
    assert without_docstring(ast.parse("def f():\n    a = 1\n    return a")) == ["f"]
