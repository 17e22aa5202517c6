"""Every example as Teams draws it: in a golden file, within Teams' limits, and whole in its fallback text."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt
from pytest_regressions.file_regression import FileRegressionFixture

from adapters.teams.render import activity, dialog
from adapters.teams.text import BREAK
from bot.model import LANGUAGES
from bot.views.kinds import Form, Notice, Shown
from playground.teams.rules import MOST_ACTIONS, broken_by_card, broken_by_message, refuse_card, refuse_message
from tests.adapters.gallery import EXAMPLES, OVERFULL
from tests.adapters.teams.product import elements
from tests.each import each

GOLDEN = Path(__file__).parent / "golden" / "teams"

Drawn = dict[str, Any]


def drawn(shown: Shown, language: str) -> Drawn:
    """Forms and notices answer a click, the rest is sent."""
    return dialog(shown, language) if isinstance(shown, Form | Notice) else activity(shown, language)


def test_an_example_is_drawn_as_its_golden_file(file_regression: FileRegressionFixture) -> None:
    def holds(name: str) -> None:
        told = json.dumps(drawn(EXAMPLES[name].shown, "fi"), ensure_ascii=False, indent=1)
        file_regression.check(f"{told}\n", encoding="utf-8", fullpath=GOLDEN / f"{name}.json")

    each(EXAMPLES, holds)


@pytest.mark.parametrize("language", LANGUAGES)
def test_teams_takes_every_example_in_every_language_tm08_tm18_tm32(language: str) -> None:
    """The trap: clients draw nothing of a card above Adaptive Cards 1.5, or that breaks its schema.

    Every button is what an `Action.Execute` would fall back to; a card that is drawn anew names nobody for whom.
    """

    def holds(name: str) -> None:
        shown = (EXAMPLES | OVERFULL)[name].shown
        asked = dialog(shown, language)["task"]["value"]
        sent = None if isinstance(shown, Form) else activity(shown, language)
        for card in cards(asked, sent):
            few_actions(card)
            assert card["version"] == "1.5"
            anew = card.get("refresh", {}).get("action")
            assert "userIds" not in card.get("refresh", {})
            assert [one for one in elements(card) if one["type"] == "Action.Execute"] == ([anew] if anew else [])
            pictures = [one for one in elements(card) if one["type"].startswith(("Image", "Media"))]
            assert all(one["altText"] and one["url"].startswith("data:image/png;base64,") for one in pictures)
        refuse_card(asked["card"]["content"])
        assert list(broken_by_card(asked["card"]["content"], "dialog", dialog=True)) == []
        assert len(asked["title"]) > 0
        if sent:
            refuse_message(sent)
            assert list(broken_by_message(sent, "chat")) == []

    each(EXAMPLES | OVERFULL, holds)


@pytest.mark.parametrize("name", ["which_form.overfull", "unit_form.overfull", "goal_form.overfull"])
def test_of_hundreds_of_long_names_each_is_told_from_the_others(name: str) -> None:
    card = dialog(OVERFULL[name].shown, "fi")["task"]["value"]["card"]["content"]
    menu = next(one for one in elements(card) if len(one.get("choices", ())) >= 300)
    titles = [one["title"] for one in menu["choices"]]
    assert len(set(titles)) == len(titles)


def cards(asked: Drawn, sent: Drawn | None) -> Iterator[Drawn]:
    """The card of a dialog, and of the message that shows the same."""
    yield asked["card"]["content"]
    if sent:
        yield sent["attachments"][0]["content"]


def few_actions(card: Drawn) -> None:
    for row in (card, *elements(card)):
        primary = [one for one in row.get("actions", ()) if one.get("mode", "primary") == "primary"]
        assert len(primary) <= MOST_ACTIONS


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_fallback_says_every_visible_word_in_the_order_of_the_card(language: str) -> None:
    def holds(name: str) -> None:
        shown = EXAMPLES[name].shown
        sent = None if isinstance(shown, Form) else activity(shown, language)
        for card in cards(dialog(shown, language)["task"]["value"], sent):
            told, at = bare(as_read(card["fallbackText"])), 0
            for line in visible(card):
                found = told.find(bare(line), at)
                assert found >= 0, line
                at = found + len(bare(line))
            for row in elements(card["body"]):
                assert all(bare(one["title"]) in told for one in row.get("actions", ()))

    each(EXAMPLES, holds)


def visible(card: Drawn) -> Iterator[str]:
    """Every line that can be read, buttons apart."""
    for one in elements(card["body"]):
        match one["type"]:
            case "TextBlock":
                yield one["text"]
            case "RichTextBlock":
                yield "".join(run["text"] for run in one["inlines"])
            case "FactSet":
                yield from (fact[part] for fact in one["facts"] for part in ("title", "value"))
            case kind if kind.startswith("Input."):
                yield one["label"]


def as_read(markdown: str) -> str:
    """What a reader sees of Markdown."""
    return " ".join(
        "".join(" " if one.type.endswith("break") else one.content for one in block.children or ())
        for block in MarkdownIt().parse(markdown)
    )


def bare(text: str) -> str:
    return " ".join(text.replace(BREAK, "").split())
