"""A form that was open while somebody else saved the same: nothing newer is overwritten unseen."""

from dataclasses import replace
from typing import TypeVar

import pytest

from bot.intents import (
    Changes,
    EditPermissionCard,
    GiveRoles,
    Intent,
    LinkChannel,
    OpenOrganisation,
    OpenRoles,
    SaveOrganisation,
    SavePermissionCard,
    SaveUnit,
    SetUpChannel,
    WriteUnit,
)
from bot.model import Place
from bot.replies import Reply
from bot.views.kinds import Form, Notice
from bot.views.text import Text, read
from tests.features.conftest import ADMIN, House, Member, remembered

CHANNEL = Place("slack", "home", "C1", "C1")
CHANGED = "This was changed while you had the form open. It says now: "
BELOW = "Your own answers are below. They replace these when you send the form."

C = TypeVar("C", bound=Changes)


@remembered
async def town(house: House, member: Member) -> House:
    """Aino is an admin, and home care has a channel, a supervisor and a permission card."""
    await house.learn(house.person("aino"), member("Aino", ADMIN))
    for name in ("maija", "pekka"):
        await house.learn(house.person(name), member(name.title(), f"{name}@kunta.example"))
    await asks(house, LinkChannel(unit="Kotihoito", supervisor="maija"))
    await asks(house, SavePermissionCard(1, "100", "Vuorot", "5"))
    return house


async def asks(house: House, intent: Intent) -> Reply:
    return await house.ask(house.person("aino"), intent, CHANNEL)


async def form(house: House, intent: Intent) -> Form:
    shown = (await asks(house, intent)).show
    assert isinstance(shown, Form)
    return shown


async def opened(house: House, opening: Intent, kind: type[C]) -> C:
    """What the form holds when it is opened."""
    builds = (await form(house, opening)).builds
    assert isinstance(builds, kind)
    return builds


def said(shown: Form) -> list[str]:
    return [read(one, "en") for one in shown.intro if isinstance(one, Text)]


async def test_a_form_comes_back_with_what_was_typed_and_what_a_colleague_saved_meanwhile(town: House) -> None:
    mine = replace(await opened(town, OpenOrganisation(), SaveOrganisation), answer_days="12")
    await asks(town, replace(mine, answer_days="7", country="SE"))
    back = await form(town, mine)
    now = "“Whose public holidays are kept?”: Sweden; “In how many working days is an idea promised an answer?”: 7"
    assert said(back)[:2] == [CHANGED + now, BELOW]
    assert back.builds == mine
    assert (await opened(town, OpenOrganisation(), SaveOrganisation)).answer_days == "7"


async def test_what_came_back_can_be_sent_again_and_holds_then(town: House) -> None:
    mine = replace(await opened(town, OpenOrganisation(), SaveOrganisation), answer_days="12")
    await asks(town, replace(mine, answer_days="7"))
    back = await form(town, mine)
    assert isinstance((await asks(town, back.builds)).show, Notice)
    assert (await opened(town, OpenOrganisation(), SaveOrganisation)).answer_days == "12"


async def test_a_form_that_came_back_once_comes_back_again_when_a_third_one_has_saved(town: House) -> None:
    mine = replace(await opened(town, OpenOrganisation(), SaveOrganisation), answer_days="12")
    await asks(town, replace(mine, answer_days="7"))
    back = await form(town, mine)
    assert isinstance(back.builds, SaveOrganisation)
    await asks(town, replace(await opened(town, OpenOrganisation(), SaveOrganisation), answer_days="3"))
    assert said(await form(town, back.builds))[0].endswith(": 3")


async def test_two_who_save_the_same_do_not_hear_of_each_other(town: House) -> None:
    mine = replace(await opened(town, OpenOrganisation(), SaveOrganisation), answer_days="12")
    await asks(town, mine)
    assert isinstance((await asks(town, mine)).show, Notice)


async def test_a_form_with_a_mistake_in_it_also_tells_what_has_changed(town: House) -> None:
    mine = replace(await opened(town, OpenOrganisation(), SaveOrganisation), answer_days="7")
    wrong = replace(mine, answer_days="paljon")
    refused = await form(town, wrong)
    assert set(refused.errors) == {"answer_days"}
    assert CHANGED not in said(refused)[0]
    await asks(town, mine)
    assert said(await form(town, refused.builds))[0].endswith(": 7")


@pytest.mark.parametrize(
    ("opening", "mine", "theirs", "told"),
    [
        (
            SetUpChannel(),
            {"posters": "roles"},
            {"unit": "Kotihoito; Varhaiskasvatus", "shows": ("ideas", "lessons"), "supervisor": ""},
            "“Work community”: Kotihoito; Varhaiskasvatus; "
            "“What appears in this channel?”: New needs, ideas and trials, Lessons; “Supervisor”: nothing",
        ),
        (SetUpChannel(), {"posters": "roles"}, {"supervisor": "pekka"}, "“Supervisor”: Pekka"),
        (SetUpChannel(1), {"posters": "roles"}, {"shows": ("lessons",)}, "“What appears in this channel?”: Lessons"),
        (
            EditPermissionCard(1),
            {"days": "9"},
            {"cost": "", "words": "Vuorot ja ruoat"},
            "“A trial costs less than (€)”: nothing; “In your own words”: Vuorot ja ruoat",
        ),
        (OpenRoles(1), {"deputy": "aino"}, {"hr": ("pekka", "maija")}, "“HR”: Maija, Pekka"),
        (WriteUnit(1), {"sv": "Hemvård"}, {"fi": "Kotipalvelu"}, "“Name in Finnish”: Kotipalvelu"),
    ],
)
async def test_every_form_of_settings_that_somebody_may_have_open_at_the_same_time_does_so(
    town: House, opening: Intent, mine: dict[str, object], theirs: dict[str, object], told: str
) -> None:
    first = await opened(town, opening, Changes)
    second = await opened(town, opening, Changes)
    assert isinstance((await asks(town, replace(second, **theirs))).show, Notice)  # type: ignore[arg-type]
    back = await form(town, replace(first, **mine))  # type: ignore[arg-type]
    assert said(back)[:2] == [CHANGED + told, BELOW]
    assert back.builds == replace(first, **mine)  # type: ignore[arg-type]
    assert isinstance((await asks(town, back.builds)).show, Notice)


async def test_a_form_without_a_mark_is_taken_as_it_is(town: House) -> None:
    """It was opened before forms carried one."""
    await asks(town, GiveRoles(1, supervisor="pekka"))
    assert (await opened(town, OpenRoles(1), GiveRoles)).supervisor == "pekka"


async def test_a_new_work_community_is_nobody_else_s(town: House) -> None:
    mine = await opened(town, WriteUnit(), SaveUnit)
    await asks(town, replace(mine, fi="Koulut"))
    assert isinstance((await asks(town, replace(mine, fi="Keittiöt"))).show, Notice)
