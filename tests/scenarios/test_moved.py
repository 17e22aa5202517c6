"""A private channel that is shared with other organisations: another channel for Slack, the same one for Latu."""

import pytest

from bot.model import Place, Subject
from bot.views.hiding import closed_card
from playground import people
from playground.chat import Human, Room
from playground.people import AINO, MAIJA, PEKKA, WORKSPACE
from playground.town import Town
from playground.waiting import until
from tests.scenarios import words
from tests.scenarios.driver import Person
from tests.scenarios.records import eventually, value

BENCH = "Penkki bussipysäkille"
ULLA = Human("U0ULLA0011", "Ulla Ulkoinen", "ulla@muu.example", kind="external")
BEFORE, AFTER = "G0JOHTO0001", "C0JOHTO0001"
CARDS = "select count(*) from posting where platform = 'slack' and subject_kind = 'idea'"


@pytest.fixture(autouse=True)
def rooms(populated: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """A private channel."""
    del populated
    slack, there = people.slack_rooms, tuple(one.slack or "" for one in (AINO, MAIJA, PEKKA))
    monkeypatch.setattr(people, "slack_rooms", lambda: [*slack(), Room(BEFORE, "johto", there)])


async def test_a_private_channel_shared_with_others_closes_and_is_whole_again_when_they_have_left_sl34_sl36(
    linked: Town,
) -> None:
    """The trap: Slack gives it another id for good, and whatever hangs there is found by that one only."""
    async with linked.bot.database.transaction() as store:
        await store.link(Place("slack", WORKSPACE, BEFORE, BEFORE), "fi")
    maija = Person(linked, linked.slack, MAIJA)
    await maija.shares(BENCH)
    maija.room = BEFORE
    await maija.sees(BENCH)
    await eventually(lambda: value(linked.bot.database, CARDS), 2)
    linked.slack.state.humans[ULLA.id] = ULLA

    await linked.slack.share(BEFORE, ULLA.id)
    closed = maija.on_card(closed_card(Subject("idea", 1)).title)
    await until(lambda: closed in [line for one in linked.slack.seen(AFTER) for line in one.lines])
    assert BENCH not in "".join(one.text for one in linked.slack.seen(AFTER))

    await linked.slack.unshare(AFTER)
    await until(lambda: BENCH in "".join(one.text for one in linked.slack.seen(AFTER)))
    hangs = next(one for one in linked.slack.seen(AFTER) if BENCH in one.lines)
    await linked.slack.press(maija.id, hangs, maija.on_card(words.SUPPORT))
    tally = maija.on_card(words.tally(1))
    await until(lambda: any(tally in one.text for one in linked.slack.seen(AFTER)))
    assert await value(linked.bot.database, CARDS) == 2
