"""Every typed word is understood, however it is written."""

import pytest

from bot.commands import MEANINGS, meaning
from bot.intents import Help, Intent, Join, MyPage, PlanExperiment, SeeWaiting, WriteIdea, WriteQuickTrial
from bot.model import LANGUAGES
from bot.views.text import Text, read, say, say_in


def test_a_typed_word_means_the_same_however_it_is_written() -> None:
    for word, intent in MEANINGS.items():
        for typed in (word, word.capitalize(), word.upper(), f"  {word} ", f"{word}!", f"{word}?"):
            assert meaning(typed) == intent, typed


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("shown", "intent"), [(say("What waits for you"), SeeWaiting()), (say_in("title", "My page"), MyPage())]
)
def test_a_heading_of_latu_is_understood_when_somebody_types_it(shown: Text, intent: Intent, language: str) -> None:
    assert meaning(read(shown, language)) == intent


@pytest.mark.parametrize(
    ("typed", "intent"),
    [
        ("nopea kokeilu: avaimet naulaan", WriteQuickTrial("avaimet naulaan")),
        ("Snabbt  försök nycklarna på kroken", WriteQuickTrial("nycklarna på kroken")),
        ("log the keys on a hook at 8:30", WriteQuickTrial("the keys on a hook at 8:30")),
        ("kokous: avaimet naulaan", WriteQuickTrial("avaimet naulaan", meeting=True)),
        ("uusi idea: penkki", WriteIdea("penkki")),
        ("idea:penkki", WriteIdea("penkki")),
        ("idea penkki\npysäkille klo 8:30", WriteIdea("penkki\npysäkille klo 8:30")),
        ("kokeilu penkki", PlanExperiment(text="penkki")),
        ("koodi ABC", Join("ABC")),
        ("ideat ovat hyviä", Help("ideat ovat hyviä")),
    ],
)
def test_what_follows_a_word_is_what_it_is_about(typed: str, intent: Intent) -> None:
    assert meaning(typed) == intent
