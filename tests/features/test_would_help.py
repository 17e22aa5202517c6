"""Would help us too: which work communities, on the card by name; who said so is on no card."""

from dataclasses import replace

import pytest

from bot.features import ideas
from bot.intents import LinkChannel, OpenWouldHelp, SayWouldHelp, ShareIdea, TakeUnitBack
from bot.model import Caller, Place, Stage
from bot.replies import Reply
from bot.views.kinds import Card, Choice, Form, Notice
from bot.views.text import read
from tests.features.conftest import ADMIN, House, Member, remembered

UNITS = ("Kotihoito", "Koulu", "Äidinkielen opettajat", "Kirjasto", "Keittiöt", "Varikko")
CHANNELS = [Place("slack", "home", f"C{at}", f"C{at}") for at, _ in enumerate(UNITS)]
HOME_CARE, SCHOOL = CHANNELS[:2]


@remembered
async def liisa(house: House, member: Member) -> Caller:
    """Her idea 1 comes from home care; each work community has its channel."""
    aino = house.person("aino")
    await house.learn(aino, member("Aino", ADMIN))
    for unit, place in zip(UNITS, CHANNELS, strict=True):
        await house.ask(aino, LinkChannel(unit=unit), place)
    liisa = house.person("Liisa")
    await house.ask(liisa, ShareIdea(title="Vara-avaimet autoihin", unit=1))
    return liisa


async def fact(house: House, language: str = "fi") -> str | None:
    """Whom it would also help, as the card says it."""
    async with house.database.transaction() as store:
        card = await ideas.draw(await house.scene.turn(store, language), 1)
    assert isinstance(card, Card)
    assert "Maija" not in str(card)
    label = {"fi": "Hyödyttäisi myös", "sv": "Nyttigt också hos", "en": "Would also help"}[language]
    told = {read(one.label, language): read(one.value, language) for one in card.facts}
    return told.get(label)


def form(reply: Reply) -> tuple[Form, Choice]:
    assert isinstance(reply.show, Form)
    (field,) = reply.show.fields
    assert isinstance(field, Choice)
    return reply.show, field


def told(reply: Reply) -> str:
    assert isinstance(reply.show, Notice)
    return read(reply.show.text, "fi")


async def test_the_channel_s_work_community_is_chosen_and_stands_first(house: House, liisa: Caller) -> None:
    del liisa
    asked, choice = form(await house.ask(house.person("Maija"), OpenWouldHelp(1), SCHOOL))
    assert asked.builds == SayWouldHelp(1, 2)
    assert [read(one.label, "fi") for one in choice.options] == [
        "Koulu",
        "Keittiöt",
        "Kirjasto",
        "Varikko",
        "Äidinkielen opettajat",
    ]


async def test_elsewhere_the_asker_s_own_is_chosen_as_far_as_it_is_known(house: House, liisa: Caller) -> None:
    maija = house.person("Maija")
    asked, _ = form(await house.ask(maija, OpenWouldHelp(1), HOME_CARE))
    assert asked.builds == SayWouldHelp(1)
    await house.ask(maija, ShareIdea(title="Hiljainen luokka", unit=2))
    asked, _ = form(await house.ask(maija, OpenWouldHelp(1), HOME_CARE))
    assert asked.builds == SayWouldHelp(1, 2)
    await house.ask(maija, SayWouldHelp(1, 4))
    asked, _ = form(await house.ask(maija, OpenWouldHelp(1)))
    assert asked.builds == SayWouldHelp(1, 4)
    asked, _ = form(await house.ask(liisa, OpenWouldHelp(2)))
    assert asked.builds == SayWouldHelp(2, 1)


async def test_in_the_idea_s_own_channel_nothing_is_chosen_and_its_own_is_refused_kindly(
    house: House, liisa: Caller
) -> None:
    asked, choice = form(await house.ask(liisa, OpenWouldHelp(1), HOME_CARE))
    assert asked.builds == SayWouldHelp(1)
    assert "Kotihoito" not in [read(one.label, "fi") for one in choice.options]
    refused, _ = form(await house.ask(liisa, SayWouldHelp(1, 1), HOME_CARE))
    assert read(refused.errors["unit"], "fi") == "Idea tulee juuri tästä työyhteisöstä. Valitse jokin muu."
    assert await fact(house) is None


async def test_the_card_names_the_work_community_until_it_is_taken_back(house: House, liisa: Caller) -> None:
    del liisa
    maija = house.person("Maija")
    answer = await house.ask(maija, SayWouldHelp(1, 2), SCHOOL)
    assert told(answer) == "Kiitos. Työyhteisönne näkyy nyt kortissa: Koulu."
    assert await fact(house) == "Koulu"
    assert isinstance(answer.show, Notice)
    assert answer.show.buttons[0].intent == TakeUnitBack(1, 2)
    assert told(await house.ask(maija, TakeUnitBack(1, 2))) == "Merkintäsi on peruttu: Koulu."
    assert await fact(house) is None


async def test_two_of_one_work_community_name_it_once_and_each_takes_back_only_what_is_theirs(
    house: House, liisa: Caller
) -> None:
    maija = house.person("Maija")
    for who in (maija, maija, liisa):
        await house.ask(who, SayWouldHelp(1, 2))
    assert await fact(house) == "Koulu"
    await house.ask(liisa, TakeUnitBack(1, 2))
    assert await fact(house) == "Koulu"
    await house.ask(maija, TakeUnitBack(1, 2))
    assert await fact(house) is None


async def test_of_many_some_are_named_as_finns_order_them_and_the_others_counted(house: House, liisa: Caller) -> None:
    for unit in range(2, 6):
        await house.ask(liisa, SayWouldHelp(1, unit))
    assert await fact(house) == "Keittiöt, Kirjasto, Koulu, Äidinkielen opettajat"
    await house.ask(liisa, SayWouldHelp(1, 6))
    assert await fact(house) == "Keittiöt, Kirjasto, Koulu, 2 muuta työyhteisöä"
    assert await fact(house, "sv") == "Keittiöt, Kirjasto, Koulu, 2 arbetsgemenskaper till"
    assert await fact(house, "en") == "Keittiöt, Kirjasto, Koulu, 2 other work communities"


async def test_who_turns_out_to_be_a_guest_names_nothing(house: House, liisa: Caller, member: Member) -> None:
    del liisa
    guest = house.person("Maija")
    await house.ask(guest, SayWouldHelp(1, 2))
    assert await fact(house) == "Koulu"
    await house.learn(guest, replace(member("Maija", "maija@kunta.example"), full_member=False))
    assert await fact(house) is None


async def test_nothing_chosen_or_something_that_is_not_there_is_refused_at_the_question(
    house: House, liisa: Caller
) -> None:
    for unit, no in ((None, "Vastaa ensin tähän."), (99, "Tätä ei enää ole täällä.")):
        refused, _ = form(await house.ask(liisa, SayWouldHelp(1, unit)))
        assert read(refused.errors["unit"], "fi") == no


@pytest.mark.parametrize(
    ("stage", "no"),
    [
        (Stage.STOPPED, "Tästä ideasta on jo päätetty. Perustelu on kortissa."),
        (Stage.WITHDRAWN, "Idean jakaja on perunut sen."),
        (Stage.ADOPTED, None),
    ],
)
async def test_what_was_adopted_can_still_help_others_what_was_stopped_cannot(
    house: House, liisa: Caller, stage: Stage, no: str | None
) -> None:
    async with house.database.transaction() as store:
        await store.set_stage(1, stage)
    answer = await house.ask(liisa, SayWouldHelp(1, 2))
    assert told(answer) == (no or "Kiitos. Työyhteisönne näkyy nyt kortissa: Koulu.")


async def test_without_any_other_work_community_it_is_said_how_one_comes(house: House) -> None:
    liisa = house.person("Liisa")
    await house.ask(liisa, ShareIdea(title="Vara-avaimet autoihin"))
    assert "Latu ei vielä tunne muita työyhteisöjä." in told(await house.ask(liisa, OpenWouldHelp(1)))
