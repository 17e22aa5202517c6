"""A card that hangs, as whoever looks at it sees it: with their own support, without a write, read once for many."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest

from bot import glances
from bot.intents import Hide, Intent, MergeIdea, MyPage, SeeIdea, ShareIdea, Support, TakeBack
from bot.model import Caller, Profile, Request
from bot.replies import Reply
from bot.turn import Turn, drawers
from bot.views.kinds import Card, Notice, Sent
from bot.views.text import read
from tests.features.conftest import House, Member, remembered
from tests.remembered import rows

TITLE = "Vara-avaimet autoihin"
MINE = {
    "fi": f"Kannatat ideaa ”{TITLE}”.",
    "sv": f"Du stöder idén ”{TITLE}”.",
    "en": f"You support “{TITLE}”.",
}


@remembered
async def pekka(house: House, maija: Caller) -> Caller:
    """He supports an idea; there is another one."""
    pekka = house.person("pekka", "teams")
    await house.ask(house.person("liisa"), ShareIdea(title=TITLE, unit=1))
    await house.ask(house.person("liisa"), ShareIdea(title="Avainkaappi", unit=1, anyway=True))
    await house.ask(pekka, Support(1))
    return pekka


async def look(house: House, who: Caller, copy: str = "a", intent: Intent | None = None) -> Reply:
    request = Request(who, house.channel("19:square", "teams"), "one")
    return await house.bot.look(intent or SeeIdea(1), request, copy)


def own(reply: Reply) -> tuple[str, bool]:
    """What the card says last, and whether it leads to taking back instead of giving."""
    assert isinstance(reply.show, Card)
    asked = [one.intent for one in reply.show.buttons]
    assert (Support(1) in asked) != (TakeBack(1) in asked)
    return read(reply.show.note, reply.language or "") if reply.show.note else "", TakeBack(1) in asked


async def test_whoever_looks_sees_their_own_support_in_their_language_and_nothing_is_stored_tm19_tm20_tm21(
    house: House, pekka: Caller
) -> None:
    before = await rows(house.database)
    for language in ("fi", "sv"):
        assert own(await look(house, replace(pekka, language=language))) == (MINE[language], True)
    for who in (house.person("liisa"), house.person("nobody yet", "teams")):
        assert own(await look(house, who)) == ("", False)
    assert await rows(house.database) == before


@pytest.mark.parametrize("platform", ["slack", "teams"])
async def test_a_card_that_is_opened_from_a_list_says_ones_own_support_too_tm20_sl20(
    house: House, member: Member, pekka: Caller, platform: str
) -> None:
    there = house.person("P1", platform)
    for who in (pekka, there):
        await house.learn(who, member("Pekka", "pekka@kunta.example"))
    assert own(await house.ask(there, SeeIdea(1))) == (MINE["fi"], True)
    await house.ask(there, TakeBack(1))
    assert own(await house.ask(pekka, SeeIdea(1))) == ("", False)


async def test_sixty_who_look_at_once_cost_one_read_of_the_board_and_a_redraw_is_read_anew_tm21(
    house: House, pekka: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_board, drawn = drawers["idea"], []

    async def counted(turn: Turn[Any], numbers: Sequence[int]) -> Mapping[int, Sent | None]:
        drawn.append(tuple(numbers))
        return await read_board(turn, numbers)

    monkeypatch.setitem(drawers, "idea", counted)
    crowd = [pekka, *(house.person(f"someone {number}", "teams") for number in range(59))]
    seen = [own(one)[1] for one in await asyncio.gather(*(look(house, one) for one in crowd))]
    assert (seen, drawn) == ([True, *[False] * 59], [(1,)])
    await house.ask(pekka, TakeBack(1))
    assert own(await look(house, pekka, "b")) == ("", False)
    assert len(drawn) == 2, "another copy is hanging now"
    monkeypatch.setattr(glances, "KEPT", -1.0)
    await look(house, pekka, "c")
    await look(house, pekka, "c")
    assert len(drawn) == 4, "a second has passed"


async def test_support_of_a_merged_idea_is_ones_own_where_it_continues_and_where_it_was_given(
    house: House, maija: Caller, pekka: Caller
) -> None:
    await house.ask(maija, MergeIdea(1, 2, "Sama asia."))
    for idea in (1, 2):
        shown = (await look(house, pekka, intent=SeeIdea(idea))).show
        assert isinstance(shown, Card)
        assert TakeBack(idea) in [one.intent for one in shown.buttons]
        assert Support(idea) not in [one.intent for one in shown.buttons]


async def test_a_hidden_idea_stays_hidden_and_guests_and_other_questions_get_nothing(
    house: House, maija: Caller, pekka: Caller
) -> None:
    guest = house.person("guest", "teams")
    await house.learn(guest, Profile("Vieras", "vieras@muu.example", email_confirmed=True, full_member=False))
    told = (await look(house, guest)).show
    assert isinstance(told, Notice)
    assert (await look(house, pekka, intent=MyPage())).show is None
    await house.ask(maija, Hide("idea", 1, "Siinä on nimi."))
    hidden = (await look(house, pekka, "b")).show
    assert isinstance(hidden, Card)
    assert TITLE not in str(hidden)
    assert not any(isinstance(one.intent, Support | TakeBack) for one in hidden.buttons)
