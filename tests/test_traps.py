"""Every trap that is known has a test that names it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

HERE = Path(__file__).parent
LIST, _, APART = (HERE / "traps.md").read_text(encoding="utf-8").partition("## Apart")
GUARD = re.compile(r"^  `([\w/]+\.py)::(\w+)`$", re.MULTILINE)
TRAP = re.compile(r"^- (.+?)(?=\n- |\n\n|\Z)", re.MULTILINE | re.DOTALL)
SAYS = re.compile(r"The traps?: ")

GUARDS = sorted(set(GUARD.findall(LIST)))


def saying() -> Iterator[tuple[str, str]]:
    for path in HERE.rglob("test_*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and SAYS.match(ast.get_docstring(node) or ""):
                yield path.relative_to(HERE).as_posix(), node.name


SAYING = set(saying())


@pytest.mark.parametrize(("file", "name"), GUARDS)
def test_a_guard_exists_and_says_its_trap(file: str, name: str) -> None:
    assert (file, name) in SAYING


def test_whatever_says_a_trap_is_in_the_list() -> None:
    assert SAYING - set(GUARDS) == set()


@pytest.mark.parametrize("trap", TRAP.findall(LIST))
def test_a_trap_has_a_guard(trap: str) -> None:
    assert "::" in trap


@pytest.mark.parametrize("trap", TRAP.findall(APART))
def test_a_trap_that_is_set_apart_says_why_and_has_no_guard(trap: str) -> None:
    assert ": " in trap
    assert "::" not in trap
