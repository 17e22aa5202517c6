"""One's own page, and meeting Latu."""

from dataclasses import dataclass

from bot.intents.base import Personal


@dataclass(frozen=True, slots=True)
class MyPage(Personal):
    """One's own ideas, what one follows, and what waits for one."""
