"""The table of requirements cannot lie: its columns, pages, indicators and tests are there, and no cell is empty."""

import ast
from functools import cache
from pathlib import Path

import pytest

from app import ENTRIES
from components.plan_list import PAGES
from domain.evidence import EVIDENCE
from domain.plan_clause import Shown
from domain.plan_clauses import BY_NUMBER
from domain.plan_criteria import criteria
from domain.plan_tasks import PLAN
from domain.vocabulary_movement import ServiceIndicator
from tools.requirements import CLAUSES, SHORT, TESTS, columns, proven_by, requirements, row, shown_on

ROOT = Path(__file__).parents[2]
TABLE = ROOT / "docs/requirements.md"
CODES = {
    *EVIDENCE,
    *(one.value for one in ServiceIndicator),
    *(one.criterion_id for one in criteria()),
    *(one.code for one in PLAN),
}


@cache
def functions(file: str) -> frozenset[str]:
    """The functions that a file of tests defines."""
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    return frozenset(one.name for one in tree.body if isinstance(one, ast.FunctionDef))


def is_there(test: str) -> bool:
    """Whether `file::function` names a test."""
    file, _, name = test.partition("::")
    return (ROOT / file).is_file() and name.startswith("test_") and name in functions(file)


def test_the_table_is_what_the_declarations_say() -> None:
    assert TABLE.read_text(encoding="utf-8") == requirements()


@pytest.mark.parametrize("number", range(1, 78))
def test_a_requirement_has_a_column_a_page_an_indicator_and_a_test(number: int) -> None:
    clause = BY_NUMBER[number]
    assert columns(clause)
    assert clause.pages
    assert set(clause.codes) <= CODES
    assert all(is_there(test) for test in proven_by(number))
    cells = row(clause).removeprefix("| ").removesuffix(" |").split(" | ")
    assert len(cells) == 9
    assert all(cell.strip(" —-“”") for cell in cells)


def test_a_page_that_does_not_show_a_figure_is_not_named_for_it() -> None:
    only_here = {number for number, one in BY_NUMBER.items() if not shown_on(one)}
    assert only_here == {2, 6, 50, 56, 62, 66, 75}


def test_the_pages_of_the_plan_are_those_of_the_menu() -> None:
    titles = {one.slug: one.title for one in ENTRIES}
    assert set(PAGES) == set(Shown)
    assert {slug.value: name for slug, name in PAGES.items()} == {slug.value: titles.get(slug.value) for slug in Shown}


def test_only_requirements_have_tests_and_the_second_test_of_all_is_there() -> None:
    assert set(TESTS) <= set(BY_NUMBER)
    assert is_there(f"{CLAUSES}::{SHORT}")


def test_a_test_that_is_gone_is_found() -> None:
    assert not is_there(f"{CLAUSES}::test_of_nothing")
    assert not is_there("tests/domain/test_of_nothing.py::test_a")
