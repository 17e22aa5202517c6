"""Typed words, and asking for help."""

from dataclasses import dataclass

from bot.intents.base import Intent, Opens


@dataclass(frozen=True, slots=True)
class Say(Intent):
    """Words typed to the bot; bot/commands.py knows what they mean."""

    text: str = ""
    mentioned: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SendFile(Intent):
    """A picture or another file sent to the bot, with the words beside it; the file itself is never fetched."""

    text: str = ""
    mentioned: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outdated(Intent):
    """Whatever was pressed means nothing any more."""


@dataclass(frozen=True, slots=True)
class Help(Intent):
    """What can be done here. `text`: what was typed and not understood."""

    text: str = ""


@dataclass(frozen=True, slots=True)
class SeeTour(Opens):
    """How Latu works, a page at a time, in one dialog."""

    page: int = 1
