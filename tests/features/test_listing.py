"""A list that is longer than any chat shows at once goes on where it ended, and leaves nothing out."""

from bot.intents import (
    ChooseDigest,
    Intent,
    LinkChannel,
    ReadPart,
    SaveGoal,
    SaveUnit,
    SeeChannels,
    SeeGoals,
    SeePermissionCard,
    SeeWaiting,
)
from bot.model import Caller, Part
from bot.views.kinds import Report
from bot.views.text import read
from tests.features.conftest import House
from tests.features.mondays import shares, weeks_pass

MANY = 45


async def pages(house: House, who: Caller, asked: Intent) -> list[list[str]]:
    """What each page tells, one after the other."""
    found = []
    following: Intent | None = asked
    while following:
        shown = (await house.ask(who, following)).show
        assert isinstance(shown, Report)
        found.append([read(one.sentence, "fi") for section in shown.sections for one in section.items])
        more = (one.intent for one in shown.buttons if read(one.label, "fi") == "Näytä lisää")
        following = next(more, None)
    return found


def whole(found: list[list[str]]) -> bool:
    """Whether nothing is told twice, and everything once."""
    every = [line for page in found for line in page]
    return [len(page) for page in found] == [20, 20, 5] and len(set(every)) == MANY


async def test_all_that_waits_is_read_to_the_end(house: House, maija: Caller) -> None:
    for number in range(MANY):
        await shares(house, f"Idea {number}")
    assert whole(await pages(house, maija, SeeWaiting()))


async def test_a_section_of_a_digest_is_read_to_the_end(house: House, maija: Caller) -> None:
    await house.ask(maija, ChooseDigest("2"))
    for number in range(MANY):
        await shares(house, f"Idea {number}")
    await weeks_pass(house, 1, eventful=False)
    assert whole(await pages(house, maija, ReadPart(1, Part.NEW)))


async def test_all_goals_are_read_to_the_end(house: House, maija: Caller) -> None:
    for number in range(MANY):
        await house.ask(house.person("aino"), SaveGoal(name=f"Tavoite {number}"))
    assert whole(await pages(house, maija, SeeGoals()))


async def test_all_work_communities_can_be_chosen_to_read_their_permission_card(house: House, maija: Caller) -> None:
    for number in range(MANY - 1):
        await house.ask(house.person("aino"), SaveUnit(fi=f"Keittiö {number}"))
    assert whole(await pages(house, house.person("liisa"), SeePermissionCard()))


async def test_all_linked_channels_are_read_to_the_end(house: House, maija: Caller) -> None:
    aino = house.person("aino")
    for number in range(2, MANY + 1):
        await house.ask(aino, LinkChannel(), house.channel(f"C{number}"))
    assert whole(await pages(house, aino, SeeChannels()))
