"""Whose an idea is, as its card says it."""

from bot.intents import ItIsMine
from bot.model import Idea
from bot.views.kinds import Button, Fact
from bot.views.text import Text, Value, say, say_in


def author(idea: Idea) -> Value:
    """The name that the card has; nothing that tells who an anonymous author is, or a colleague before they say so."""
    if idea.credited is not None:
        return idea.credited or say_in("card", "A colleague")
    return idea.author or say_in("card", "Anonymous")


def byline(idea: Idea, *, quick: bool) -> Text:
    """Who, where and when."""
    who, day = author(idea), idea.shared_on
    if quick and idea.unit:
        return say("{author}, {unit}. Quick trial, logged {date}.", author=who, unit=idea.unit, date=day)
    if quick:
        return say("{author}. Quick trial, logged {date}.", author=who, date=day)
    if idea.unit:
        return say("{author}, {unit}. Shared {date}.", author=who, unit=idea.unit, date=day)
    return say("{author}. Shared {date}.", author=who, date=day)


def logged_by(idea: Idea) -> tuple[Fact, ...]:
    """Who wrote it down for somebody else."""
    if idea.credited is None or idea.author is None:
        return ()
    return (Fact(say_in("label", "Logged by"), say("{person}", person=idea.author)),)


def mine_buttons(idea: Idea) -> tuple[Button, ...]:
    """For the colleague for whom it was logged."""
    return (Button(say("It is mine"), ItIsMine(idea.id)),) if idea.colleague else ()


def whose_note(idea: Idea) -> Text | None:
    """What the button does."""
    if not idea.colleague:
        return None
    return say("Is the idea yours? Press “It is mine”, and your name appears here.")
