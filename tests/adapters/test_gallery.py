"""Every view has an example, and every example one golden file for each platform."""

import importlib
import inspect
import json
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from adapters.slack.render import message
from adapters.teams.render import activity, dialog
from bot import views
from bot.model import LANGUAGES
from bot.views import digests, refusals
from bot.views.common import rest_left_out
from bot.views.kinds import Card, Form, Notice, Report
from bot.views.text import Words, pieces, read
from tests.adapters.gallery import EXAMPLES, OVERFULL
from tests.test_languages import buttons

GOLDEN = Path(__file__).parent / "golden"
SHOWN = {Card, Form, Notice, Report}


def own_functions(module: object) -> Iterator[tuple[str, object]]:
    name = getattr(module, "__name__", "")
    for function in vars(module).values():
        if inspect.isfunction(function) and function.__module__ == name and not function.__name__.startswith("_"):
            yield f"{name.rpartition('.')[2]}.{function.__name__}", function


def shows_something(function: object) -> bool:
    assert callable(function)
    kind = inspect.signature(function, eval_str=True).return_annotation
    return bool(SHOWN & {kind, *getattr(kind, "__args__", ())})


def wanted() -> dict[str, object]:
    """Every view that shows something by itself, and every shared no."""
    modules = [importlib.import_module(f"bot.views.{one.name}") for one in pkgutil.iter_modules(views.__path__)]
    found = {name: one for module in modules for name, one in own_functions(module) if shows_something(one)}
    return found | dict(own_functions(refusals))


def test_the_wanted_views_are_found() -> None:
    names = set(wanted())
    assert {"ideas.idea_card", "digests.digest_report", "channels.link_form", "refusals.too_long"} <= names


def test_every_view_has_an_example() -> None:
    drawn = {one.view for one in EXAMPLES.values()}
    assert {name for name, view in wanted().items() if view not in drawn} == set(), "add it to tests/adapters/gallery"


def test_an_example_is_named_after_its_view() -> None:
    for name, one in (EXAMPLES | OVERFULL).items():
        assert name.partition(".")[0] == getattr(one.view, "__name__", "")


@pytest.mark.parametrize("platform", ["slack", "teams"])
def test_no_golden_file_is_left_of_an_example_that_is_gone(platform: str) -> None:
    kept = {one.name for one in (GOLDEN / platform).iterdir() if not one.name.endswith(".obtained.json")}
    assert kept == {f"{name}.json" for name in EXAMPLES}


WHOLE = ("digest", "waiting", "handover", "part", "goals", "cards", "units", "challenges", "unanswered", "trail")


@pytest.mark.parametrize("name", WHOLE)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_fullest_list_is_sent_whole_to_both_chats(language: str, name: str) -> None:
    """What does not fit is left out from the end, where nothing leads to it any more."""
    shown = OVERFULL[f"{name}_report.overfull"].shown
    assert isinstance(shown, Report)
    left_out = read(rest_left_out(), language)
    for drawn in (message(shown, language, "F0PICTURE1"), activity(shown, language), dialog(shown, language)):
        assert left_out not in json.dumps(drawn, ensure_ascii=False)


def test_every_item_of_a_digest_acts_or_leads_to_what_it_tells_of() -> None:
    for one in EXAMPLES.values():
        if one.view in (digests.digest_report, digests.channel_report, digests.part_report):
            assert isinstance(one.shown, Report)
            assert all(item.button for section in one.shown.sections for item in section.items)


GONE = {"idea_card.withdrawn", "no_news", "withdrawn_card", "withdrawn_card.news", "outcome_card.hidden"}
GONE |= {"removed_card", "removed_card.reported", "outcome_card.removed", "emptied_card", "closed_card"}
"""Drawn anew without a word of what is not shown any more, or telling what became of that."""


def test_what_is_sent_says_what_it_is_about_or_can_be_acted_on_tm17() -> None:
    """A Card or Report with a subject is sent by itself; a Notice only answers a click."""
    silent = set()
    for name, one in EXAMPLES.items():
        if isinstance(one.shown, Card | Report) and one.shown.subject and not buttons(one.shown):
            told = (piece for said in words(one.shown) for piece in pieces(said, "en"))
            linked = isinstance(one.shown, Card) and one.shown.link
            if all(piece.own for piece in told) and not linked:
                silent.add(name)
    assert silent == GONE


def words(shown: Card | Report) -> Iterator[Words]:
    """What can be read of it beside its labels."""
    yield shown.title
    if isinstance(shown, Card):
        yield from (*shown.body, *(fact.value for fact in shown.facts))
    else:
        yield from (item.sentence for part in shown.sections for item in part.items)
