"""The audit trail: an admin reads who changed settings and roles and who decided, never who shared or supported."""

import re
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
    SaveUnit,
    SetLanguage,
    ShareIdea,
    Support,
)
from bot.model import Caller, Language
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
        "24.11.2026 klo\xa010.00, Aino: Kanava liitetty: C1. Työyhteisö: Kotihoito",
    ]
    await house.ask(aino, SetLanguage(Language.ENGLISH))
    assert (
        told(await house.ask(aino, ReadAudit()), "en")[0] == "24 Nov 2026, 12:00, Aino: Work community closed: Keittiö"
    )


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
