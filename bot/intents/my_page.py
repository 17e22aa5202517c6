"""One's own page, and meeting Latu."""

from dataclasses import dataclass

from bot.intents.base import Intent, Personal


@dataclass(frozen=True, slots=True)
class MyPage(Personal):
    """One's own ideas, what one follows, and what waits for one."""


@dataclass(frozen=True, slots=True)
class Arrive(Intent):
    """Somebody has got Latu into their own chat; they are welcomed once."""
