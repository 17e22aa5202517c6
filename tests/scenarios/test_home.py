"""One's own page in Slack, as whoever opens it for the first time finds it."""

import pytest

from bot.views.guidance import WELCOME
from bot.views.text import read
from playground.chat import Human
from playground.people import DOMAIN
from playground.town import Town
from playground.waiting import until
from tests.scenarios import words
from tests.scenarios.records import counts

SVEN = Human("U0SVEN0012", "Sven Exempel", f"sven.exempel@{DOMAIN}", "sv-SE")
GUEST = Human("U0GUNNAR10", "Gunnar Gäst", f"gunnar@{DOMAIN}", kind="guest")


@pytest.fixture
def visitors() -> tuple[Human, ...]:
    return (SVEN, GUEST)


async def opened(place: Town, human: Human) -> str:
    """What the page says once it is drawn."""
    before = place.slack.home(human.id)
    await place.slack.open_home(human.id)
    await until(lambda: place.slack.home(human.id) != before)
    shown = place.slack.home(human.id)
    assert shown
    return "\n".join(shown.lines)


async def test_the_welcome_comes_once_and_in_the_language_of_whoever_is_new_sl11_sl32(linked: Town) -> None:
    """The trap: Slack does not say with a request which language somebody's client speaks."""
    assert read(WELCOME, "sv") in await opened(linked, SVEN)
    assert read(WELCOME, "sv") not in await opened(linked, SVEN)


async def test_a_guest_who_opens_the_page_is_refused_at_once_and_leaves_nothing_sl34(linked: Town) -> None:
    before = await counts(linked.bot.database, but=frozenset({"delivery"}))
    assert await opened(linked, GUEST) == read(words.OUTSIDER, "fi")
    assert await counts(linked.bot.database, but=frozenset({"delivery"})) == before
