"""What the local Slack takes, the page draws, or names as what it does not draw."""

import re
from functools import cache
from typing import Any

from slack_sdk.models.blocks import Block

from playground.page.server import PLAYGROUND
from playground.slack.element_rules import IN_ACTIONS, IN_INPUT, IN_SECTION
from playground.slack.elements import HOLDERS
from playground.slack.rich_rules import NAMED, PARTS
from playground.slack.rules import OF_SLACK

NAME = re.compile(r"""["'](\w+)["']""")
KEY = re.compile(r"^  (\w+)(?:: |,$|\(block)", re.MULTILINE)


@cache
def script(name: str) -> str:
    return (PLAYGROUND / "web" / "slack" / f"{name}.js").read_text(encoding="utf-8")


def listed(name: str, constant: str) -> set[str]:
    """The names in a list of a script."""
    found = re.search(rf"const {constant} = \[(.*?)\]", script(name), re.DOTALL)
    assert found, constant
    return set(NAME.findall(found[1]))


def keys(name: str, constant: str) -> set[str]:
    """The keys of an object of a script."""
    found = re.search(rf"^const {constant} = \{{\n(.*?)^\}};", script(name), re.DOTALL | re.MULTILINE)
    assert found, constant
    return set(KEY.findall(found[1]))


def cases(name: str, function: str) -> set[str]:
    """The cases of a function's switch."""
    found = re.search(rf"^function {function}\(.*?^\}}", script(name), re.DOTALL | re.MULTILINE)
    assert found, function
    return set(re.findall(r'case "(\w+)"', found[0]))


def kinds(base: Any) -> set[str]:
    found = {str(one.type) for one in base.__subclasses__()}
    return found.union(*(kinds(one) for one in base.__subclasses__()))


def test_every_block_that_is_taken_is_drawn_or_named() -> None:
    drawn, undrawn = keys("blocks", "DRAW"), listed("unknown", "BLOCKS_NOT_DRAWN")
    assert drawn | undrawn == kinds(Block) - OF_SLACK
    assert not drawn & undrawn
    assert {"header", "section", "actions", "context", "input", "image"} <= drawn


def test_every_element_that_is_taken_is_drawn_or_named() -> None:
    drawn, undrawn = (
        keys("values", "HOLDERS") | {"button", "overflow", "image"},
        listed("unknown", "ELEMENTS_NOT_DRAWN"),
    )
    for kind in ("button", "overflow", "image"):
        assert f'element.type === "{kind}"' in script("elements")
    assert drawn | undrawn == IN_SECTION | IN_ACTIONS | IN_INPUT
    assert not drawn & undrawn


def test_answers_are_kept_under_the_same_names_on_the_page_and_in_the_workspace() -> None:
    pairs = dict(re.findall(r'^  (\w+): \[("\w+", "\w+")\],$', script("values"), re.MULTILINE))
    assert pairs == {kind: f'"{one.field}", "{one.initial}"' for kind, one in HOLDERS.items()}


def test_every_piece_of_rich_text_that_is_taken_is_drawn_or_named() -> None:
    assert cases("rich", "piece") == PARTS
    assert cases("rich", "bare") | listed("unknown", "PIECES_NOT_DRAWN") == set(NAMED)
