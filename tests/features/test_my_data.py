"""What Latu knows about whoever asks: all of it, only to them, and asking stores nothing."""

from datetime import date

import pytest
from sqlalchemy import func, select

from bot.commands import meaning
from bot.intents import (
    AddComment,
    Follow,
    Intent,
    Join,
    JoinTrial,
    ParkIdea,
    Part,
    RemoveComment,
    SaveSettings,
    Say,
    SayWouldHelp,
    SeeKeeping,
    SeeMyData,
    SendReport,
    ShareIdea,
    ShowCode,
    StartExperiment,
    Support,
    TakeBack,
    Unfollow,
    WithdrawIdea,
)
from bot.model import Caller, Hears, Language, Request
from bot.replies import Reply
from bot.views.kinds import Notice, Report
from bot.views.text import read
from storage import models
from storage.database import Database
from storage.repositories.my_data import BY_ACCOUNT
from tests.features.conftest import ADMIN, House, Member
from tests.features.test_accounts_joining import code_of

OF_CHANNELS = {"channel", "introduction"}
END = date(2026, 12, 22)
TOLD_OTHERWISE = {
    "account.person",
    "account.first_person",
    "audit.account",
    "digest_choice.person",
    "join_code.account",
    "role.account",
    "wrong_code.account",
}
"""Counted by other means, or said in a sentence for everybody: codes are gone within the hour."""


def lines(reply: Reply, language: str = "en") -> list[str]:
    """Everything that the report says, heading and all."""
    assert isinstance(reply.show, Report)
    said = [read(item.sentence, language) for one in reply.show.sections for item in one.items]
    return [line for sentence in said for line in sentence.splitlines()]


def ways(reply: Reply) -> set[Intent]:
    assert isinstance(reply.show, Report)
    items = {item.button.intent for one in reply.show.sections for item in one.items if item.button}
    return items | {one.intent for one in reply.show.buttons}


async def known(house: House, who: Caller) -> list[str]:
    return lines(await house.ask(who, SeeMyData()))


def test_every_column_that_leads_to_a_person_is_counted_or_told_of() -> None:
    columns = (column for table in models.Base.metadata.sorted_tables for column in table.columns)
    leading = {
        str(one) for one in columns if {str(key.column) for key in one.foreign_keys} & {"account.id", "person.id"}
    }
    counted = {f"{whose.class_.__tablename__}.{whose.key}" for _, whose in BY_ACCOUNT.values()}
    assert leading == counted | TOLD_OTHERWISE
    assert not counted & TOLD_OTHERWISE
    of_chats = {table.name for table in models.Base.metadata.sorted_tables if "name_there" in table.columns}
    assert of_chats == {"account", "posting", "notification", *OF_CHANNELS}


async def test_i_see_all_that_is_kept_of_me_and_nothing_of_what_others_did(house: House, maija: Caller) -> None:
    pekka, liisa = house.person("pekka"), house.person("liisa")
    await house.ask(pekka, ShareIdea(title="Vara-avaimet autoihin", unit=1))
    await house.ask(liisa, ShareIdea(title="Hiljainen tunti", unit=1))
    await house.ask(pekka, AddComment(2, "Hyvä."))
    await house.ask(pekka, StartExperiment(1, "Avain", END, why="Aikaa säästyy"))
    await house.ask(liisa, JoinTrial(1))
    for idea in (1, 2):
        await house.ask(liisa, Support(idea))
    await house.ask(liisa, Follow(1))
    told = await known(house, pekka)
    assert {"1 idea of yours", "1 comment", "1 trial of yours, with its check-ins"} <= set(told)
    assert {"0 trials that you are in", "0 ideas that you follow"} <= set(told)
    assert "0 ideas that you support, and since which day" in told
    told = await known(house, liisa)
    assert {"1 idea of yours", "0 comments", "1 trial that you are in", "1 idea that you follow"} <= set(told)
    assert "2 ideas that you support, and since which day" in told
    assert not [line for line in told if "pekka" in line or "avaimet" in line]
    assert "“Kotihoito”: Supervisor" in await known(house, maija)
    assert "You have no role in any work community." in told


async def test_what_i_took_away_is_not_kept_except_the_text_of_a_withdrawn_idea_which_the_report_says(
    house: House,
) -> None:
    pekka = house.person("pekka")
    for title in ("Vara-avaimet autoihin", "Hiljainen tunti"):
        await house.ask(pekka, ShareIdea(title=title))
    for given in (Support(1), Follow(1), AddComment(1, "Hyvä.")):
        await house.ask(pekka, given)
    for taken in (TakeBack(1), Unfollow(1), RemoveComment(1), WithdrawIdea(2)):
        await house.ask(pekka, taken)
    told = await known(house, pekka)
    assert {"2 ideas of yours", "0 comments", "0 ideas that you follow"} <= set(told)
    assert "0 ideas that you support, and since which day" in told
    assert "You have withdrawn 1 of them. Nobody sees its text, but it is kept." in told
    async with house.database.engine.connect() as connection:
        kept = (await connection.execute(select(models.Idea.title).where(models.Idea.id == 2))).scalar_one()
    assert kept == "Hiljainen tunti"


async def test_what_nobody_else_is_shown_and_what_was_decided_is_counted_too(house: House, maija: Caller) -> None:
    pekka = house.person("pekka")
    await house.ask(house.person("liisa"), ShareIdea(title="Vara-avaimet autoihin", unit=1))
    await house.ask(house.person("liisa"), ShareIdea(title="Hiljainen tunti"))
    await house.ask(pekka, SayWouldHelp(2, unit=1))
    await house.ask(pekka, SendReport("idea", 1, "Nimi näkyy."))
    told = await known(house, pekka)
    assert "1 time you said which work community an idea would help" in told
    assert "1 text that you reported" in told
    await house.ask(maija, ParkIdea(1, date(2027, 1, 15), "Talousarvio."))
    told = await known(house, maija)
    assert {"1 decision or answer of yours about an idea", "1 idea that you decided to come back to"} <= set(told)
    assert "2 lines name you" in told
    assert not [line for line in told if "reported" in line or "would help" in line]


async def test_private_news_is_counted_for_its_reader_while_it_waits_and_when_it_leaves(house: House) -> None:
    pekka, liisa = house.person("pekka"), house.person("liisa")
    await house.ask(pekka, ShareIdea(title="Vara-avaimet autoihin"))
    await house.ask(liisa, Follow(1))
    await house.ask(pekka, StartExperiment(1, "Avain", END, why="Aikaa säästyy"))
    assert "1 private message that has not left yet" in await known(house, liisa)
    await house.soon()
    told = await known(house, liisa)
    assert "1 private message to you and its place" in told
    assert not [line for line in told if "not left yet" in line]
    assert not [line for line in await known(house, pekka) if "private message" in line]


async def test_an_anonymous_idea_is_not_counted_as_anybodys(house: House) -> None:
    pekka = house.person("pekka")
    await house.ask(pekka, ShareIdea(title="Hiljainen tunti"))
    before = await known(house, pekka)
    await house.ask(pekka, ShareIdea(title="Vara-avaimet autoihin", name="anonymous"))
    assert await known(house, pekka) == before
    assert "What you shared anonymously is not counted: in Latu nothing leads from it to you." in before


async def test_whoever_only_asks_is_not_stored_and_is_told_so(house: House) -> None:
    irma = house.person("irma")
    shown = (await house.ask(irma, SeeMyData())).show
    assert isinstance(shown, Notice)
    assert read(shown.text, "en") == "Latu has stored nothing of this account of yours."
    assert lines(await house.ask(irma, SeeKeeping()))
    async with house.database.engine.connect() as connection:
        assert (await connection.execute(select(func.count()).select_from(models.Account))).scalar_one() == 0


async def test_typed_in_a_channel_it_is_behind_a_button_that_only_the_one_who_presses_reads(house: House) -> None:
    pekka = house.person("pekka")
    await house.ask(pekka, ShareIdea(title="Hiljainen tunti"))
    for typed, intent in (("Omat tiedot", SeeMyData()), ("poista tietoni", SeeKeeping())):
        reply = await house.bot.handle(Say(typed), Request(pekka, house.channel("C1"), typed, opens=False))
        assert isinstance(reply.show, Notice)
        assert [one.intent for one in reply.show.buttons] == [intent]
        assert not reply.post
        private = await house.bot.handle(Say(typed), Request(pekka, None, f"{typed} again", opens=False))
        assert isinstance(private.show, Report)


async def test_joined_accounts_are_told_of_together_and_separated_ones_apart(house: House) -> None:
    slack, teams = house.person("U1"), house.person("aad1", "teams")
    await house.ask(slack, ShareIdea(title="Vara-avaimet autoihin"))
    await house.ask(teams, ShareIdea(title="Hiljainen tunti"))
    assert "Latu knows you by 1 account. It is joined with no other." in await known(house, slack)
    assert ShowCode() in ways(await house.ask(slack, SeeMyData()))
    await house.ask(teams, Join(await code_of(house, slack)))
    assert await known(house, slack) == await known(house, teams)
    assert {"2 ideas of yours", "Latu knows you by 2 accounts that are joined."} <= set(await known(house, teams))
    for report in (SeeMyData(), SeeKeeping()):
        assert Part() in ways(await house.ask(slack, report))
    await house.ask(slack, Part())
    assert "1 idea of yours" in await known(house, teams)


async def test_of_an_address_a_code_is_told_of_only_where_one_is_kept(house: House, member: Member) -> None:
    aino, maija, otto = (house.person(name) for name in ("aino", "maija", "otto"))
    await house.learn(aino, member("Aino", ADMIN))
    await house.learn(maija, member("Maija", "maija@kunta.example"))
    await house.learn(otto, member("Otto", "otto@elsewhere.example"))
    code = "Of your e-mail address only a code is kept, made with a secret key, not the address itself."
    server = "As you are an admin, your address is in the settings of the server."
    of_admin, of_maija, of_otto = [await known(house, one) for one in (aino, maija, otto)]
    assert {code, server} <= set(of_admin)
    assert code in of_maija
    assert server not in of_maija
    assert code not in of_otto
    assert "Nothing is kept of your e-mail address." in of_otto
    assert not [line for line in (*of_admin, *of_maija, *of_otto) if "@" in line]


async def test_my_choices_are_told_as_they_are(house: House) -> None:
    pekka = house.person("pekka")
    await house.ask(pekka, ShareIdea(title="Hiljainen tunti"))
    before = await known(house, pekka)
    assert {"You have chosen no language.", "You have no pause."} <= set(before)
    pause = house.now.date()
    await house.ask(pekka, SaveSettings(Language.SWEDISH, pause, Hears.NONE))
    told = await known(house, pekka)
    assert {"The language that you have chosen: svenska", "How much you hear of ideas: Nothing"} <= set(told)
    assert "Your pause lasts to the end of 24 Nov 2026." in told
    house.later(days=1)
    assert "Your last pause was to the end of 24 Nov 2026." in await known(house, pekka)


async def test_a_line_of_the_trail_names_who_gave_a_role_and_who_got_it(house: House, maija: Caller) -> None:
    """Maija was given the role of a supervisor, by Aino, who also linked the channel."""
    await house.ask(house.person("pekka"), ShareIdea(title="Hiljainen tunti"))
    assert "1 line names you" in await known(house, maija)
    assert "0 lines name you" in await known(house, house.person("pekka"))
    async with house.database.engine.connect() as connection:
        lines_of_all = (await connection.execute(select(func.count()).select_from(models.Audit))).scalar_one()
    assert f"{lines_of_all} lines name you" in await known(house, house.person("aino"))


async def test_the_rest_is_asked_of_the_organisation(database: Database) -> None:
    for contact, words in (
        (
            "tietosuoja@kunta.example",
            "Haluatko nähdä, oikaista tai poistaa tietosi? Kysy täältä: tietosuoja@kunta.example",
        ),
        (None, "Haluatko nähdä, oikaista tai poistaa tietosi? Kysy Latu-botin ylläpitäjiltä organisaatiossasi."),
    ):
        house = House(database, contact=contact)
        reply = await house.ask(house.person("pekka"), SeeKeeping(), delivery=str(contact))
        assert lines(reply, "fi")[-1] == words


@pytest.mark.parametrize(
    ("typed", "intent"),
    [
        ("Mitä Latu tietää minusta?", SeeMyData()),
        ("omat tietoni", SeeMyData()),
        ("poista tietoni", SeeKeeping()),
        ("Vad vet Latu om mig?", SeeMyData()),
        ("mina uppgifter", SeeMyData()),
        ("radera mina uppgifter", SeeKeeping()),
        ("What does Latu know about me?", SeeMyData()),
        ("my data", SeeMyData()),
        ("delete my data", SeeKeeping()),
        ("poista tietoni.", SeeKeeping()),
        ("omat ideat", meaning("my ideas")),
    ],
)
def test_people_type_it_in_their_own_words(typed: str, intent: Intent) -> None:
    assert meaning(typed) == intent
