"""The audit trail: an admin reads who changed settings and roles and who decided, never who shared or supported."""

import re
from datetime import date
from pathlib import Path

import pytest

from bot.intents import (
    AddComment,
    CloseUnit,
    DeclineIdea,
    Help,
    Hide,
    LinkChannel,
    ReadAudit,
    SaveGoal,
    SaveUnit,
    SetLanguage,
    ShareIdea,
    Support,
)
from bot.model import Area, Caller, Language, Posters
from bot.replies import Reply
from bot.views.audit import SENTENCES
from bot.views.kinds import Notice, Report
from bot.views.text import read
from tests.features.conftest import ADMIN, House, Member, remembered

FEATURES = Path(__file__).parents[2] / "bot"
NOTED = re.compile(r"\bnote\([^\"{]*,\s*\"([^\"]+)\"")


@remembered
async def aino(house: House, member: Member) -> Caller:
    for name, email in (("aino", ADMIN), ("maija", "m@kunta.example"), ("liisa", "l@kunta.example")):
        await house.learn(house.person(name), member(name.title(), email))
    return house.person("aino")


def told(reply: Reply, language: str = "fi") -> list[str]:
    assert isinstance(reply.show, Report)
    return [read(one.sentence, language) for section in reply.show.sections for one in section.items]


async def test_an_admin_reads_what_was_changed_and_by_whom_newest_first_in_their_own_language(
    house: House, aino: Caller
) -> None:
    await house.ask(aino, LinkChannel(unit="Kotihoito", supervisor="maija"), house.channel("C1"))
    house.later(hours=2)
    await house.ask(aino, SaveUnit(fi="Keittiö"))
    await house.ask(aino, CloseUnit(2))
    assert told(await house.ask(aino, ReadAudit())) == [
        "24.11.2026 klo\xa012.00, Aino: Työyhteisö suljettu: Keittiö",
        "24.11.2026 klo\xa012.00, Aino: Työyhteisö lisätty: Keittiö",
        "24.11.2026 klo\xa010.00, Aino: Tehtävä annettu. Esihenkilö, Kotihoito: Maija",
        "24.11.2026 klo\xa010.00, Aino: Kanava liitetty: C1. Työyhteisö: Kotihoito. Kieli: suomi. "
        "Kanavalla näkyy: Uudet tarpeet, ideat ja kokeilut. Ideoiden jakajat: Kaikki kanavalla olevat",
    ]
    await house.ask(aino, SetLanguage(Language.ENGLISH))
    assert (
        told(await house.ask(aino, ReadAudit()), "en")[0] == "24 Nov 2026, 12:00, Aino: Work community closed: Keittiö"
    )


CHANNEL_CHANGES = {
    "fi": [
        "Kanava muutettu: C1. ”Kanavan kieli”. Ennen: suomi. Nyt: svenska",
        "Kanava muutettu: C1. ”Työyhteisö”. Ennen: Kotihoito. Nyt: koko organisaatio",
        "Kanava muutettu: C1. ”Mitä tällä kanavalla näkyy?”. Ennen: Uudet tarpeet, ideat ja kokeilut. "
        "Nyt: Päätökset, Opit",
        "Kanava muutettu: C1. ”Ketkä saavat jakaa ideoita tältä kanavalta?”. Ennen: Kaikki kanavalla olevat. "
        "Nyt: Esihenkilöt, varahenkilöt ja uudistajat",
        "Kanava muutettu: C1. ”Mitä vieraat ja muiden organisaatioiden väki saavat nähdä täällä?”. "
        "Ennen: Eivät mitään: ideat eivät silloin näy kanavilla, joilla heitä on."
        " Nyt: Kaiken, mikä tällä kanavalla näkyy",
    ],
    "sv": [
        "Kanal ändrad: C1. ”Kanalens språk”. Förut: suomi. Nu: svenska",
        "Kanal ändrad: C1. ”Arbetsgemenskap”. Förut: Kotihoito. Nu: hela organisationen",
        "Kanal ändrad: C1. ”Vad syns i den här kanalen?”. Förut: Nya behov, idéer och försök. Nu: Beslut, Lärdomar",
        "Kanal ändrad: C1. ”Vem får dela idéer från den här kanalen?”. Förut: Alla i kanalen. "
        "Nu: Chefer, ersättare och förnyare",
        "Kanal ändrad: C1. ”Vad får gäster och personer från andra organisationer se här?”. "
        "Förut: Inget: då syns inga idéer i en kanal där de finns. Nu: Allt som syns i den här kanalen",
    ],
    "en": [
        "Channel changed: C1. “Language of the channel”. Before: suomi. Now: svenska",
        "Channel changed: C1. “Work community”. Before: Kotihoito. Now: the whole organisation",
        "Channel changed: C1. “What appears in this channel?”. Before: New needs, ideas and trials. "
        "Now: Decisions, Lessons",
        "Channel changed: C1. “Who may share ideas from this channel?”. Before: Everybody in the channel. "
        "Now: Supervisors, deputies and renewers",
        "Channel changed: C1. “What may guests and people of other organisations see here?”. "
        "Before: Nothing: then no ideas appear in a channel that they are in."
        " Now: Everything that appears in this channel",
    ],
}


@pytest.mark.parametrize("language", list(CHANNEL_CHANGES))
async def test_what_was_changed_of_a_channel_is_told_from_what_to_what(
    house: House, aino: Caller, language: str
) -> None:
    """What a channel shows, its language, and who may share from it; saved again as it was, it is no change."""
    place, first = house.channel("C1"), LinkChannel(unit="Kotihoito")
    await house.ask(aino, first, place)
    await house.ask(aino, first, place)
    changed = LinkChannel(Language.SWEDISH, "", ("decisions", "lessons"), Posters.ROLES, "yes")
    await house.ask(aino, changed, place)
    await house.ask(aino, SetLanguage(Language(language)))
    lines = told(await house.ask(aino, ReadAudit()), language)
    assert len(lines) == 6
    assert [line.partition("Aino: ")[2] for line in reversed(lines[:5])] == CHANNEL_CHANGES[language]


GOAL_CHANGES = {
    "fi": [
        "Tavoite muutettu: ”Vähemmän hävikkiä”. ”Tavoite yhdellä lauseella”. Ennen: Hävikki. Nyt: Vähemmän hävikkiä",
        "Tavoite muutettu: ”Vähemmän hävikkiä”. ”Tuloksellisuuden osa-alue”. Ennen: Vaikuttavuus. "
        "Nyt: Tuottavuus ja taloudellisuus",
        "Tavoite muutettu: ”Vähemmän hävikkiä”. ”Kenen tavoite se on?”. Ennen: Koko organisaatio. Nyt: Keittiö",
        "Tavoite muutettu: ”Vähemmän hävikkiä”. ”Mistä huomaamme sen”. Ennen: Hävikki. Nyt: Jäte",
        "Tavoite muutettu: ”Vähemmän hävikkiä”. ”Mittayksikkö”. Ennen: kg. Nyt: kg/kk",
        "Tavoite muutettu: ”Vähemmän hävikkiä”. ”Alussa”. Ennen: 1\xa0500,5. Nyt: 1\xa0600",
        "Tavoite muutettu: ”Vähemmän hävikkiä”. ”Tavoite”. Ennen: 85. Nyt: –",
        "Tavoite muutettu: ”Vähemmän hävikkiä”. ”Mihin asti”. Ennen: –. Nyt: 1.3.2027",
    ],
    "sv": [
        "Mål ändrat: ”Vähemmän hävikkiä”. ”Målet i en mening”. Förut: Hävikki. Nu: Vähemmän hävikkiä",
        "Mål ändrat: ”Vähemmän hävikkiä”. ”Resultatområde”. Förut: Effekter. Nu: Produktivitet och ekonomi",
        "Mål ändrat: ”Vähemmän hävikkiä”. ”Vems mål är det?”. Förut: Hela organisationen. Nu: Keittiö",
        "Mål ändrat: ”Vähemmän hävikkiä”. ”Hur vi märker det”. Förut: Hävikki. Nu: Jäte",
        "Mål ändrat: ”Vähemmän hävikkiä”. ”Måttenhet”. Förut: kg. Nu: kg/kk",
        "Mål ändrat: ”Vähemmän hävikkiä”. ”I början”. Förut: 1\xa0500,5. Nu: 1\xa0600",
        "Mål ändrat: ”Vähemmän hävikkiä”. ”Mål”. Förut: 85. Nu: –",
        "Mål ändrat: ”Vähemmän hävikkiä”. ”Till när”. Förut: –. Nu: 1.3.2027",
    ],
    "en": [
        "Goal changed: “Vähemmän hävikkiä”. “The goal in one sentence”. Before: Hävikki. Now: Vähemmän hävikkiä",
        "Goal changed: “Vähemmän hävikkiä”. “Area of results”. Before: Effectiveness. Now: Productivity and economy",
        "Goal changed: “Vähemmän hävikkiä”. “Whose goal is it?”. Before: The whole organisation. Now: Keittiö",
        "Goal changed: “Vähemmän hävikkiä”. “How we notice”. Before: Hävikki. Now: Jäte",
        "Goal changed: “Vähemmän hävikkiä”. “Measured in”. Before: kg. Now: kg/kk",
        "Goal changed: “Vähemmän hävikkiä”. “At the start”. Before: 1,500.5. Now: 1,600",
        "Goal changed: “Vähemmän hävikkiä”. “Goal”. Before: 85. Now: –",
        "Goal changed: “Vähemmän hävikkiä”. “Until when”. Before: –. Now: 1 Mar 2027",
    ],
}


@pytest.mark.parametrize("language", list(GOAL_CHANGES))
async def test_what_was_changed_of_a_goal_is_told_from_what_to_what(house: House, aino: Caller, language: str) -> None:
    await house.ask(aino, SaveUnit(fi="Keittiö"))
    await house.ask(aino, SaveGoal(None, Area.EFFECT, "Hävikki", "Hävikki", "kg", "1500,50", "85"))
    same = SaveGoal(1, Area.EFFECT, "Hävikki", "Hävikki", "kg", "1500,5", "85,0")
    await house.ask(aino, same)
    until = date(2027, 3, 1)
    changed = SaveGoal(1, Area.PRODUCTIVITY, "Vähemmän hävikkiä", "Jäte", "kg/kk", "1600", "", unit=1, until=until)
    await house.ask(aino, changed)
    await house.ask(aino, SetLanguage(Language(language)))
    lines = told(await house.ask(aino, ReadAudit()), language)
    assert len(lines) == 10
    assert [line.partition("Aino: ")[2] for line in reversed(lines[:8])] == GOAL_CHANGES[language]


async def test_who_shared_supported_or_commented_is_not_in_it(house: House, aino: Caller) -> None:
    """The trap: a trail of everything tells who supports what."""
    liisa = house.person("liisa")
    await house.ask(liisa, ShareIdea(title="Vara-avaimet"))
    await house.ask(liisa, Support(1))
    await house.ask(liisa, AddComment(1, "Hyvä"))
    assert told(await house.ask(aino, ReadAudit())) == []
    await house.ask(aino, DeclineIdea(1, "Autot vaihtuvat."))
    (line,) = told(await house.ask(aino, ReadAudit()))
    assert line == "24.11.2026 klo\xa010.00, Aino: Päätös: ”Vara-avaimet”. Ei toteuteta"
    assert "Liisa" not in line


async def test_what_is_hidden_is_not_told_by_the_trail_either(house: House, aino: Caller) -> None:
    """The trap: a decision is kept with what it is about, and shows the words again that were hidden."""
    await house.ask(house.person("liisa"), ShareIdea(title="Maijan sairaus"))
    await house.ask(aino, Hide("idea", 1, "Teksti kertoo yhdestä ihmisestä."))
    assert [line.partition(": ")[2] for line in told(await house.ask(aino, ReadAudit()))] == [
        "Idea piilotettu: idea, joka ei ole näkyvissä"
    ]


async def test_a_page_leads_to_the_earlier_one(house: House, aino: Caller) -> None:
    for number in range(20):
        await house.ask(aino, SaveUnit(fi=f"Työyhteisö {number}"))
    first = await house.ask(aino, ReadAudit())
    assert isinstance(first.show, Report)
    (earlier,) = first.show.buttons
    assert isinstance(earlier.intent, ReadAudit)
    second = await house.ask(aino, earlier.intent)
    assert isinstance(second.show, Report)
    assert not second.show.buttons
    names = [line.rpartition(": ")[2] for line in (*told(first), *told(second))]
    assert names == [f"Työyhteisö {number}" for number in reversed(range(20))]


async def test_a_page_of_long_lines_is_shorter_and_the_earlier_one_leaves_none_out(house: House, aino: Caller) -> None:
    """Slack takes 13,200 characters, and what does not fit would be passed over by the way to the earlier ones."""
    units = [f"{number} {'Työyhteisö' * 9}" for number in range(10)]
    for one in (units[:9], *([units[1:], units[:9]] * 6)):
        await house.ask(aino, LinkChannel(unit="; ".join(one)), house.channel("C1"))
    count, pages = 0, 0
    asked: ReadAudit | None = ReadAudit()
    while asked:
        reply = await house.ask(aino, asked)
        assert isinstance(reply.show, Report)
        lines = told(reply)
        assert sum(map(len, lines)) <= 6000
        count, pages = count + len(lines), pages + 1
        further = [one.intent for one in reply.show.buttons if isinstance(one.intent, ReadAudit)]
        asked = further[0] if further else None
    assert (count, pages) == (13, 5)


@pytest.mark.parametrize("name", ["liisa", "stranger"])
async def test_nobody_else_reads_it(house: House, aino: Caller, name: str) -> None:
    await house.ask(house.person(name), Help())
    refused = await house.ask(house.person(name), ReadAudit())
    assert isinstance(refused.show, Notice)
    assert refused.show.tone != "done"


def test_all_that_is_noted_has_a_sentence() -> None:
    noted = {what for path in FEATURES.rglob("*.py") for what in NOTED.findall(path.read_text(encoding="utf-8"))}
    assert len(noted) > 10
    assert noted <= set(SENTENCES)
