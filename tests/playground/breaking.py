"""Breaks a JSON value in every place that it has, once in each way."""

import copy
from collections.abc import Iterator
from typing import Any

import pytest

JUNK: tuple[Any, ...] = (None, 1, True, "", "x", [], {}, [None], {"type": "x"})
Path = tuple[str | int, ...]
EACH = pytest.mark.parametrize("each", [7, pytest.param(1, marks=pytest.mark.long)])
"""Of what has hundreds of places every seventh way is tried in the usual tests."""


def broken(whole: Any, junks: tuple[Any, ...] = JUNK) -> Iterator[tuple[Path, Any]]:
    """Where it is broken, and the broken value: each part replaced by junk, or left out."""
    for path in _paths(whole):
        for junk in junks:
            yield path, _put(whole, path, junk)
        if path:
            yield path, _put(whole, path, None, leave_out=True)


def _paths(node: Any, at: Path = ()) -> Iterator[Path]:
    yield at
    parts = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, part in parts:
        yield from _paths(part, (*at, key))


def _put(whole: Any, path: Path, junk: Any, *, leave_out: bool = False) -> Any:
    if not path:
        return junk
    made = copy.deepcopy(whole)
    node = made
    for step in path[:-1]:
        node = node[step]
    if leave_out:
        del node[path[-1]]
    else:
        node[path[-1]] = junk
    return made
