"""What hangs where outsiders came since: a card there tells nothing any more, until all who read may see it."""

import pytest

from bot.intents import AddComment, Hide, WithdrawIdea
from bot.model import Place, Subject
from bot.views.kinds import Card
from bot.views.text import read
from tests.features.test_surroundings import FINE, SHARED, Watched, watched

__all__ = ["watched"]
ELSEWHERE = "This goes on elsewhere."


async def hanging(watched: Watched) -> None:
    """An idea's card, and a comment under it."""
    await watched.link()
    await watched.learns(FINE)
    await watched.shares()
    await comments(watched, "Vain meille")


async def comments(watched: Watched, words: str) -> None:
    await watched.house.ask(watched.house.person("pekka"), AddComment(1, words))
    await watched.sender.send("slack", "home")


def told(watched: Watched) -> str:
    """Everything that can be read in the channel."""
    return repr([watched.platform.shown[call.copy] for call in watched.platform.at("C1", "post")])


def titles(watched: Watched) -> list[str]:
    cards = [watched.platform.shown[call.copy] for call in watched.platform.at("C1", "post")]
    return [read(card.title, "en") for card in cards if isinstance(card, Card)]


async def test_what_hangs_where_outsiders_came_says_only_that_it_goes_on_elsewhere_sl34(watched: Watched) -> None:
    await hanging(watched)
    assert "Penkki" in told(watched)
    await watched.learns(SHARED)
    assert titles(watched) == [ELSEWHERE, ELSEWHERE]
    assert "Penkki" not in told(watched)
    assert "Vain meille" not in told(watched)


async def test_nothing_newer_is_told_by_a_card_where_outsiders_came(watched: Watched) -> None:
    await hanging(watched)
    await watched.learns(SHARED)
    await comments(watched, "Uusin")
    assert set(titles(watched)) == {ELSEWHERE}


@pytest.mark.parametrize("opened", [False, True])
async def test_a_card_is_whole_again_once_all_who_read_may_see_it(watched: Watched, opened: bool) -> None:
    await hanging(watched)
    await watched.learns(SHARED)
    await comments(watched, "Uusin")
    if opened:
        await watched.link(opened="yes")
    assert set(titles(watched)) == {ELSEWHERE}
    await watched.learns(SHARED if opened else FINE)
    assert ELSEWHERE not in titles(watched)
    assert "Uusin" in told(watched)


async def test_a_daily_look_that_finds_the_same_draws_nothing_anew(watched: Watched) -> None:
    await hanging(watched)
    await watched.learns(SHARED)
    before = len(watched.platform.at("C1"))
    await watched.learns(SHARED)
    assert len(watched.platform.at("C1")) == before


async def test_a_closed_card_stays_closed_when_its_channel_is_unlinked_or_asked_about_anew(watched: Watched) -> None:
    """Unlinked, nobody tells any more who reads there; linked again, nobody has told yet."""
    await hanging(watched)
    await watched.learns(SHARED)
    await watched.unlink()
    await comments(watched, "Uusin")
    assert set(titles(watched)) == {ELSEWHERE}
    await watched.link()
    await comments(watched, "Uudempi")
    assert set(titles(watched)) == {ELSEWHERE}


@pytest.mark.parametrize("withdrawn", [False, True])
async def test_words_that_nobody_may_see_any_more_leave_a_channel_where_outsiders_came_as_well(
    watched: Watched, withdrawn: bool
) -> None:
    await hanging(watched)
    liisa = watched.house.person("liisa")
    taking = WithdrawIdea(1) if withdrawn else Hide("idea", 1, reason="Tunnistaa")
    await watched.house.ask(liisa if withdrawn else watched.aino, taking)
    await watched.learns(SHARED)
    assert "Penkki" not in told(watched)
    assert set(titles(watched)) == {ELSEWHERE}
    await watched.learns(FINE)
    assert "Penkki" not in told(watched)
    assert ELSEWHERE not in titles(watched)


async def test_a_message_that_a_click_makes_ours_where_outsiders_came_closes(watched: Watched) -> None:
    """It left while its channel was closing, and we died before noting it."""
    await hanging(watched)
    await watched.learns(SHARED)
    async with watched.house.database.transaction() as store:
        await store.adopt(Subject("idea", 2), Place("slack", "home", "C1", "C1"), "C1:lost", "fi")
    await watched.sender.send("slack", "home")
    shown = watched.platform.shown["C1:lost"]
    assert isinstance(shown, Card)
    assert read(shown.title, "en") == ELSEWHERE
