"""A link that can be written anywhere and leads to an idea."""

from dataclasses import dataclass

from bot.intents.base import Personal


@dataclass(frozen=True, slots=True)
class ShowLink(Personal):
    """The link to an idea; it is made when it is first asked for."""

    idea: int
