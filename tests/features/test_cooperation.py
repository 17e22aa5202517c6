"""A trial that changes work organisation or services is told to whoever is named for co-operation, in every round."""

from dataclasses import replace
from datetime import date

import pytest

from bot.intents import Decide, GiveRoles, Intent, SaveUnit, StartExperiment
from bot.model import Caller, Decision
from bot.views.kinds import Notice
from bot.views.text import read
from tests.features.conftest import House, Member, remembered
from tests.features.trials import Days, named, tried

PLAN = StartExperiment(1, "Avainlaatikko", date(2026, 12, 22), why="Aikaa", cooperation="yes")
AGAIN = Decide(2, Decision.ADAPT, what="Isompi laatikko", until=date(2027, 1, 29))
NOBODY = "Yhteistoiminnan yhteyshenkilöä ei ole nimetty: kerro itse henkilöstöhallintoon ja luottamusmiehelle."


@remembered
async def aino(house: House, member: Member) -> Caller:
    """Home care lies below basic services, and that below the municipality, each with nobody named yet."""
    await named(house, member)
    aino = house.person("aino")
    for unit in (SaveUnit(fi="Kunta"), SaveUnit(fi="Perusturva", parent=2), SaveUnit(1, fi="Kotihoito", parent=3)):
        await house.ask(aino, unit)
    for name in ("yrjo", "seppo", "raili"):
        await house.learn(house.person(name), member(name, f"{name}@kunta.example"))
    return aino


async def told(house: House) -> list[tuple[str, int]]:
    query = "select name_there, subject_id from posting where subject_kind = 'cooperation' order by id"
    async with house.database.engine.connect() as connection:
        return [(row.name_there, row.subject_id) for row in await connection.exec_driver_sql(query)]


async def said(house: House, who: Caller, intent: Intent) -> str:
    shown = (await house.ask(who, intent)).show
    assert isinstance(shown, Notice)
    return read(shown.text, "fi")


@pytest.mark.parametrize(
    ("roles", "heard"),
    [
        ([GiveRoles(2, hr=("yrjo",), steward=("seppo",))], ["yrjo", "seppo"]),
        ([GiveRoles(2, hr=("yrjo",), steward=("raili",)), GiveRoles(3, steward=("seppo",))], ["yrjo", "seppo"]),
        ([GiveRoles(2, hr=("yrjo",)), GiveRoles(1, steward=("seppo",))], ["yrjo", "seppo"]),
        ([GiveRoles(2, hr=("yrjo",), steward=("yrjo",))], ["yrjo"]),
    ],
)
async def test_whoever_is_named_nearest_above_hears_each_of_the_two_by_itself(
    house: House, aino: Caller, roles: list[GiveRoles], heard: list[str]
) -> None:
    for one in roles:
        await house.ask(aino, one)
    await tried(house, PLAN)
    assert [who for who, _ in await told(house)] == heard


async def test_another_round_of_it_is_told_too(house: House, aino: Caller) -> None:
    await house.ask(aino, GiveRoles(1, hr=("yrjo",)))
    pekka = await tried(house, PLAN)
    await Days(house).pass_until(date(2026, 12, 22))
    assert NOBODY not in await said(house, pekka, AGAIN)
    assert await told(house) == [("yrjo", 1), ("yrjo", 2)]


async def test_whoever_marks_a_trial_is_told_where_nobody_is_named_to_hear_of_it(house: House, aino: Caller) -> None:
    pekka = await tried(house, replace(PLAN, cooperation="no"))
    await house.ask(pekka, Decide(1, Decision.STOP, "Riittää."))
    fresh = replace(PLAN, idea=None, title="Lataus illalla", unit=1, anyway=True)
    assert NOBODY not in await said(house, pekka, replace(fresh, cooperation="no"))
    assert NOBODY in await said(house, pekka, replace(fresh, title="Kävelykokous"))
    await Days(house).pass_until(date(2026, 12, 22))
    async with house.database.engine.connect() as connection:
        last = await connection.exec_driver_sql("select max(id) from checkin where asked_on is not null")
        question = int(last.scalar_one())
    assert NOBODY in await said(house, pekka, replace(AGAIN, checkin=question))
    assert await told(house) == []
