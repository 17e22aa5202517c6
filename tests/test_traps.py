"""Every trap that is known has a test that names it."""

import ast
import re
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
LIST, _, APART = (HERE / "traps.md").read_text(encoding="utf-8").partition("## Apart")
GUARD = re.compile(r"^  `([\w/]+\.py)::(\w+)`$", re.MULTILINE)
TRAP = re.compile(r"^- (.+?)(?=\n- |\n\n|\Z)", re.MULTILINE | re.DOTALL)
SAYS = re.compile(r"The traps?: ")

GUARDS = set(GUARD.findall(LIST))


@cache
def saying() -> set[tuple[str, str]]:
    return {
        (path.relative_to(HERE).as_posix(), node.name)
        for path in HERE.rglob("test_*.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and SAYS.match(ast.get_docstring(node) or "")
    }


def test_every_guard_exists_and_says_its_trap() -> None:
    assert GUARDS - saying() == set()


def test_whatever_says_a_trap_is_in_the_list() -> None:
    assert saying() - GUARDS == set()


def test_every_trap_has_a_guard() -> None:
    assert [trap for trap in TRAP.findall(LIST) if "::" not in trap] == []


def test_a_trap_that_is_set_apart_says_why_and_has_no_guard() -> None:
    assert [trap for trap in TRAP.findall(APART) if ": " not in trap or "::" in trap] == []
