"""Every example as Slack draws it: in a golden file, within Slack's limits, and whole in its text."""

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytest_regressions.file_regression import FileRegressionFixture

from adapters.slack.forms import closing, modal
from adapters.slack.home import home_tab
from adapters.slack.render import message
from bot.model import LANGUAGES, Place
from bot.views import audit
from bot.views.common import CUT, rest_left_out
from bot.views.kinds import Form, Message, Notice, Shown
from bot.views.text import read
from playground.slack.rules import BLOCK_TEXT, blocks_problems, text_length, too_large, view_problems
from tests.adapters.gallery import EXAMPLES, OVERFULL
from tests.adapters.gallery.audit import ZONE
from tests.adapters.gallery.overfull_administration import LINES
from tests.adapters.slack.workspace import validated, validated_view
from tests.each import each

GOLDEN = Path(__file__).parent / "golden" / "slack"
CHANNEL = Place("slack", "T0LATU", "C0IDEAT", "C0IDEAT", name="ideat")
# https://docs.slack.dev/reference/methods/chat.postMessage: best below 4,000 characters
TEXT = 4000

Drawn = dict[str, Any]
BOLD = re.compile(r"^\*(.+?)\*")
LINK = re.compile(r"<https://[^|>]+\|([^>]+)>")


def drawn(shown: Shown, language: str) -> Drawn:
    return modal(shown, language, CHANNEL) if isinstance(shown, Form) else message(shown, language, file_of(shown))


def file_of(shown: Message) -> str | None:
    """What its picture became in Slack."""
    return None if isinstance(shown, Notice) or not (shown.picture and shown.picture.png) else "F0PICTURE1"


def test_an_example_is_drawn_as_its_golden_file(file_regression: FileRegressionFixture) -> None:
    def holds(name: str) -> None:
        told = json.dumps(drawn(EXAMPLES[name].shown, "fi"), ensure_ascii=False, indent=1)
        file_regression.check(f"{told}\n", encoding="utf-8", fullpath=GOLDEN / f"{name}.json")

    each(EXAMPLES, holds)


@pytest.mark.parametrize("language", LANGUAGES)
def test_slack_takes_every_example_in_every_language_sl19(language: str) -> None:
    """The trap: Slack refuses a whole message for one text that is too long."""

    def holds(name: str) -> None:
        shown = (EXAMPLES | OVERFULL)[name].shown
        if isinstance(shown, Form):
            accept_view(modal(shown, language, CHANNEL))
        else:
            accept_message(message(shown, language, file_of(shown)))
            accept_view(closing(shown, language, CHANNEL))
            accept_view(home_tab(shown, language))

    each(EXAMPLES | OVERFULL, holds)


def test_of_very_long_lines_the_end_is_left_out_in_words_before_slack_refuses_them_all_sl19() -> None:
    sent = message(audit.trail_report(LINES, ZONE, ZONE, earlier=None), "fi")
    accept_message(sent)
    assert read(rest_left_out(), "fi") in json.dumps(sent["blocks"], ensure_ascii=False)


@pytest.mark.parametrize("name", ["which_form.overfull", "unit_form.overfull", "goal_form.overfull"])
def test_of_hundreds_of_long_names_each_is_told_from_the_others(name: str) -> None:
    menu = next(one["element"] for one in drawn(OVERFULL[name].shown, "fi")["blocks"] if "option_groups" in str(one))
    titles = [option["text"]["text"] for group in menu["option_groups"] for option in group["options"]]
    assert len(set(titles)) == len(titles) >= 300


def accept_message(sent: Drawn) -> None:
    assert blocks_problems(sent["blocks"]) == []
    assert text_length(sent["blocks"]) <= BLOCK_TEXT
    validated(sent["blocks"])
    assert 0 < len(sent["text"]) <= TEXT
    assert "<" not in sent["text"]


def accept_view(view: Drawn) -> None:
    assert view_problems(view) == []
    assert not too_large(view)
    validated_view(view)
    assert '"image"' not in json.dumps(view["blocks"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_text_of_a_message_says_every_visible_word_in_the_order_of_its_blocks_sl21_sl22(language: str) -> None:
    def holds(name: str) -> None:
        shown = EXAMPLES[name].shown
        assert not isinstance(shown, Form)
        sent = message(shown, language)
        told = " ".join(html.unescape(sent["text"]).split())
        at = 0
        for line in visible(sent["blocks"]):
            if line == read(rest_left_out(), language):
                continue
            found = told.find(line, at)
            if found < 0 and told.endswith(CUT) and len(sent["text"]) > TEXT * 0.9:
                break
            assert found >= 0, line
            at = found + len(line)

    each([name for name, one in EXAMPLES.items() if not isinstance(one.shown, Form)], holds)


def visible(blocks: list[Drawn]) -> Iterator[str]:
    """Every line that can be read, buttons apart, without the mark where it was cut."""
    for block in blocks:
        parts = [block["text"]] if "text" in block else []
        parts += block.get("fields", [])
        parts += block["elements"] if block["type"] == "context" else []
        for part in parts:
            first, *rest = part["text"].splitlines()
            if part["type"] == "mrkdwn":
                plain = BOLD.sub(r"\1", first)
                first, *rest = (html.unescape(LINK.sub(r"\1", line)) for line in (plain, *rest))
            for line in (first, *rest):
                if bare := " ".join(line.removesuffix(CUT).split()):
                    yield bare
