"""Every trap that is known has a test that names it."""

import re
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
LIST, _, APART = (HERE / "traps.md").read_text(encoding="utf-8").partition("## Apart")
GUARD = re.compile(r"^  `([\w/]+\.py)::(\w+)`$", re.MULTILINE)
TRAP = re.compile(r"^- (.+?)(?=\n- |\n\n|\Z)", re.MULTILINE | re.DOTALL)
SAYS = re.compile(r'^(?:async )?def (\w+)|^    """(The traps?: )', re.MULTILINE)
"""The head of a function, or the first words of what the last one says of itself."""

GUARDS = set(GUARD.findall(LIST))


@cache
def saying() -> set[tuple[str, str]]:
    found, function = set(), ""
    for path in HERE.rglob("test_*.py"):
        for name, says in SAYS.findall(path.read_text(encoding="utf-8")):
            function = name or function
            if says:
                found.add((path.relative_to(HERE).as_posix(), function))
    return found


def test_every_guard_exists_and_says_its_trap() -> None:
    assert GUARDS - saying() == set()


def test_whatever_says_a_trap_is_in_the_list() -> None:
    assert saying() - GUARDS == set()


def test_every_trap_has_a_guard() -> None:
    assert [trap for trap in TRAP.findall(LIST) if "::" not in trap] == []


def test_a_trap_that_is_set_apart_says_why_and_has_no_guard() -> None:
    assert [trap for trap in TRAP.findall(APART) if ": " not in trap or "::" in trap] == []
