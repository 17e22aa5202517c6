"""Who reads in a channel changes: Latu finds out at once and not with the next daily look."""

import pytest

from playground.chat import Human
from playground.people import AINO, DOMAIN, HOME_CARE, MAIJA, PEKKA
from playground.town import Town
from tests.scenarios import words
from tests.scenarios.driver import Person
from tests.scenarios.records import eventually, value

GUNNAR = Human("U0GUNNAR10", "Gunnar Gäst", f"gunnar@{DOMAIN}", kind="guest")
CLOSED = "select count(*) from channel where platform = 'slack' and trouble = 'outsiders'"


async def closed(place: Town, count: int) -> None:
    """Until ideas appear no more, or again, in Slack's channel."""
    await eventually(lambda: value(place.bot.database, CLOSED), count)


@pytest.fixture
async def looked_at(linked: Town) -> Town:
    """Latu has just asked who is in the channel: members only."""
    await linked.slack.rename(HOME_CARE, "kotihoito-2")
    await linked.quiet()
    await closed(linked, 0)
    return linked


async def test_a_guest_who_comes_to_a_channel_is_found_at_once_sl34(looked_at: Town) -> None:
    """The trap: Latu keeps the list of the workspace's guests, in which somebody new is not yet."""
    await looked_at.slack.invite(HOME_CARE, GUNNAR, AINO.slack or "")
    await closed(looked_at, 1)


async def test_a_member_who_becomes_a_guest_is_found_at_once_and_as_a_member_again_too_sl34(looked_at: Town) -> None:
    await looked_at.slack.turn(MAIJA.slack or "", "guest")
    await closed(looked_at, 1)
    await looked_at.slack.turn(MAIJA.slack or "", "member")
    await closed(looked_at, 0)


async def test_a_guest_who_was_refused_and_becomes_a_member_is_let_in_at_once(linked: Town) -> None:
    """The trap: whom Slack called a guest was refused for a day, without being looked up again."""
    pekka = Person(linked, linked.slack, PEKKA)
    await linked.slack.turn(pekka.id, "guest")
    for _ in range(2):
        await pekka.commands("/idea", "")
        assert pekka.shown.text == pekka.words(words.OUTSIDER)
    await linked.slack.turn(pekka.id, "member")
    await pekka.commands("/idea", "")
    assert pekka.shown.answer(pekka.words(words.TITLE))
