"""Support: one for each person and idea, whichever chat."""

from bot.intents import Join, Part, Say, ShareIdea, ShowCode, Support, TakeBack
from bot.model import Profile
from bot.views.kinds import Notice
from bot.views.text import read
from tests.features.conftest import House, Member
from tests.scenarios.records import value


async def shared(house: House, **fields: str) -> int:
    """An idea on the board; its number."""
    await house.ask(house.person("liisa"), ShareIdea(title="Vara-avaimet kotihoidon autoihin", **fields))  # type: ignore[arg-type]
    async with house.database.transaction() as store:
        found = await store.similar("Vara-avaimet kotihoidon autoihin", 0.9, 1)
        return found[0].id


async def tally(house: House, idea: int) -> int:
    async with house.database.transaction() as store:
        found = await store.idea(idea)
        assert found
        return found.support


async def test_pressing_support_twice_counts_once_and_leads_to_taking_back_tm20(house: House) -> None:
    idea = await shared(house)
    first = await house.ask(house.person("pekka"), Support(idea))
    again = await house.ask(house.person("pekka"), Support(idea))
    assert await tally(house, idea) == 1
    assert first.redraw
    assert not again.redraw
    assert isinstance(again.show, Notice)
    assert read(again.show.text, "fi") == "Kannatat jo ideaa ”Vara-avaimet kotihoidon autoihin”."
    assert [type(button.intent) for button in again.show.buttons] == [TakeBack]


async def test_pressing_support_in_the_other_chat_says_that_one_supports_it_already(
    house: House, member: Member
) -> None:
    idea = await shared(house)
    slack, teams = house.person("U1"), house.person("aad1", "teams")
    for who in (slack, teams):
        await house.learn(who, member("Pekka", "pekka@kunta.example"))
    first = await house.ask(slack, Support(idea))
    again = await house.ask(teams, Support(idea))
    assert [read(one.show.text, "sv") for one in (first, again)] == [  # type: ignore[union-attr]
        "Du stöder idén ”Vara-avaimet kotihoidon autoihin”.",
        "Du stöder redan idén ”Vara-avaimet kotihoidon autoihin”.",
    ]


async def test_support_can_be_taken_back(house: House) -> None:
    idea = await shared(house)
    await house.ask(house.person("pekka"), Support(idea))
    await house.ask(house.person("pekka"), TakeBack(idea))
    assert await tally(house, idea) == 0


async def test_a_delivery_is_remembered_for_a_day_and_then_forgotten(house: House) -> None:
    async def kept() -> int:
        await house.clock.tick()
        return await value(house.database, "select count(*) from delivery")

    await house.ask(house.person("pekka"), Support(await shared(house)), delivery="one")
    house.later(hours=23)
    assert await kept() == 2
    house.later(hours=2)
    assert await kept() == 0


async def test_a_repeated_delivery_changes_nothing(house: House) -> None:
    """The trap: both chats deliver again what they think was lost."""
    idea = await shared(house)
    pekka = house.person("pekka")
    await house.ask(pekka, Support(idea), delivery="one")
    await house.ask(pekka, TakeBack(idea))
    again = await house.ask(pekka, Support(idea), delivery="one")
    assert again.show is None
    assert await tally(house, idea) == 0


async def test_one_person_counts_once_from_both_chats(house: House, member: Member) -> None:
    """The trap: one human has an account in each chat, and nobody says so at the click."""
    idea = await shared(house)
    slack, teams = house.person("U1"), house.person("aad1", "teams")
    await house.ask(slack, Support(idea))
    await house.ask(teams, Support(idea))
    assert await tally(house, idea) == 2
    await house.learn(slack, member("Pekka", "pekka@kunta.example"))
    await house.learn(teams, member("Pekka", "pekka@kunta.example"))
    assert await tally(house, idea) == 1


async def test_an_unconfirmed_address_joins_nobody(house: House, member: Member) -> None:
    idea = await shared(house)
    slack, teams = house.person("U1"), house.person("aad1", "teams")
    await house.ask(slack, Support(idea))
    await house.ask(teams, Support(idea))
    await house.learn(slack, Profile("Pekka", "pekka@kunta.example", email_confirmed=False, full_member=True))
    await house.learn(teams, member("Pekka", "pekka@kunta.example"))
    assert await tally(house, idea) == 2


async def test_a_guest_does_not_count(house: House) -> None:
    idea = await shared(house)
    guest = house.person("U9")
    await house.ask(guest, Support(idea))
    await house.learn(guest, Profile("Vieras", "vieras@kunta.example", email_confirmed=True, full_member=False))
    assert await tally(house, idea) == 0
    refused = await house.ask(guest, Support(idea))
    assert isinstance(refused.show, Notice)
    assert refused.show.tone == "refused"


async def test_a_code_joins_two_chats_once_and_can_be_undone(house: House) -> None:
    idea = await shared(house)
    slack, teams = house.person("U1"), house.person("aad1", "teams")
    await house.ask(slack, Support(idea))
    await house.ask(teams, Support(idea))
    shown = await house.ask(slack, ShowCode())
    assert isinstance(shown.show, Notice)
    code = str(shown.show.text.values["code"])  # type: ignore[union-attr]
    await house.ask(teams, Say(f"koodi {code}"))
    assert await tally(house, idea) == 1
    stranger = await house.ask(house.person("U2"), Join(code))
    assert read(stranger.show.errors["code"], "fi").startswith("Tämä koodi ei toimi täällä")  # type: ignore[union-attr]
    await house.ask(slack, Part())
    assert await tally(house, idea) == 2


async def test_a_code_is_good_for_ten_minutes(house: House) -> None:
    shown = await house.ask(house.person("U1"), ShowCode())
    code = str(shown.show.text.values["code"])  # type: ignore[union-attr]
    house.later(minutes=11)
    late = await house.ask(house.person("aad1", "teams"), Join(code))
    assert late.show.errors  # type: ignore[union-attr]
