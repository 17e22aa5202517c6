"""A town for each scenario, on the tests' own database; its outbox hurries unless a scenario is about the pace."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest

from adapters.slack.outbound import Slack
from adapters.teams.outbound import Teams
from adapters.teams.places import Address
from bot.calendar import working_day
from bot.model import Place
from playground import people
from playground.chat import Chat, Human, Room
from playground.people import HOME_CARE, TENANT, WELLBEING, WORKSPACE, Somebody
from playground.town import Town
from tests.scenarios.driver import ZONE, Person
from tests.towns import Founded, Site, found


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for the platforms' pace; scenarios about the pace replace this."""
    monkeypatch.setattr(Slack, "pace", 0.01)
    monkeypatch.setattr(Teams, "pace", 0.01)


@pytest.fixture
def visitors() -> tuple[Human, ...]:
    """Further people in the chats, besides the story's; Slack's have an id with U."""
    return ()


@pytest.fixture
def populated(visitors: tuple[Human, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    """The chats have these people in their channels too."""
    slack = [one for one in visitors if one.id.startswith("U")]
    teams = [one for one in visitors if one not in slack]
    slack_humans, teams_humans = people.slack_humans, people.teams_humans
    monkeypatch.setattr(people, "slack_humans", lambda language: [*slack_humans(language), *slack])
    monkeypatch.setattr(people, "teams_humans", lambda language: [*teams_humans(language), *teams])
    slack_rooms, teams_rooms = people.slack_rooms, people.teams_rooms
    monkeypatch.setattr(people, "slack_rooms", lambda: [entered(one, slack) for one in slack_rooms()])
    monkeypatch.setattr(people, "teams_rooms", lambda: [entered(one, teams) for one in teams_rooms()])


def entered(room: Room, humans: list[Human]) -> Room:
    """The channel with more members."""
    return replace(room, members=(*room.members, *(one.id for one in humans)))


Founds = Callable[[tuple[Human, ...]], Awaitable[Founded]]


@pytest.fixture(scope="session")
def founds(site: Site, founded: Founded, tmp_path_factory: pytest.TempPathFactory) -> Founds:
    """The town in which these people live too: founded once, while they are among the populated."""
    known: dict[tuple[Human, ...], Founded] = {(): founded}

    async def town(visitors: tuple[Human, ...]) -> Founded:
        if visitors not in known:
            known[visitors] = await found(site, tmp_path_factory.mktemp("town"))
        return known[visitors]

    return town


@pytest.fixture
async def place(
    tmp_path: Path, founds: Founds, visitors: tuple[Human, ...], hurried: None, populated: None
) -> AsyncIterator[Town]:
    """Both chats with the bot between them; nobody was pinged when it ends."""
    async with (await founds(visitors)).again(tmp_path) as place:
        yield place
        assert place.slack.pings == []
        assert place.slack.broken_rules == []
        assert place.teams.pings == []
        assert place.teams.broken_rules == []


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two chats, and the other."""

    place: Town
    chat: Chat
    other: Chat

    def person(self, somebody: Somebody) -> Person:
        """Somebody in this chat."""
        return Person(self.place, self.chat, somebody)

    def there(self, somebody: Somebody) -> Person:
        """Somebody in the other chat."""
        return Person(self.place, self.other, somebody)

    async def later(self, *, days: int) -> None:
        """Some days later, at ten in the morning."""
        await later(self.place, days=days)


async def later(place: Town, *, days: int) -> None:
    """Some days later, at ten in the morning of a working day; Latu is asked what is due."""
    day = working_day(place.time.now().astimezone(ZONE).date() + timedelta(days=days), place.country)
    place.time.travel(datetime.combine(day, time(10), ZONE))
    await place.bot.clock.tick()


def linked_places(place: Town) -> tuple[Place, Place]:
    """A channel of each chat."""
    known = Address(place.teams.activities.service_url, WELLBEING)
    return Place("slack", WORKSPACE, HOME_CARE, HOME_CARE), Place("teams", TENANT, WELLBEING, str(known))


@pytest.fixture
def opened() -> bool:
    """Whether an admin has opened the linked channels to guests and outsiders."""
    return False


@pytest.fixture
async def linked(place: Town, opened: bool) -> Town:
    """A town in which a channel of each chat shows the ideas of the whole organisation.

    Stored directly: test_linking.py and the story link as people do.
    """
    async with place.bot.database.transaction() as store:
        for one in linked_places(place):
            await store.link(one, "fi", opened=opened)
    return place


@pytest.fixture(params=["Slack", "Teams"])
def side(request: pytest.FixtureRequest, linked: Town) -> Side:
    """Each scenario is told from both sides."""
    chats: tuple[Chat, Chat] = (linked.slack, linked.teams)
    chat, other = chats if request.param == "Slack" else chats[::-1]
    return Side(linked, chat, other)
