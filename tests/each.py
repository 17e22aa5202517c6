"""One test of a rule for many cases: a test for each of them costs more than the rule."""

from collections.abc import Callable, Iterable
from typing import TypeVar

import pytest

Case = TypeVar("Case")


def each(cases: Iterable[Case], holds: Callable[[Case], object]) -> None:
    """All are looked at, and every one that breaks the rule is named."""
    wrong: list[BaseException] = []
    named: list[str] = []
    for case in cases:
        try:
            holds(case)
        except (Exception, pytest.fail.Exception) as problem:  # noqa: BLE001 - they are all told at the end
            problem.add_note(f"at {case}")
            wrong.append(problem)
            named.append(str(case))
    if wrong:
        raise BaseExceptionGroup(f"broken by {', '.join(named)}", wrong)
