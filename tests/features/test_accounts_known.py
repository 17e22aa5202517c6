"""What a platform tells of an account: believed for a day, asked again when the account acts."""

import asyncio
from dataclasses import dataclass, field, replace

import pytest
from sqlalchemy import text

from bot.errors import Gone
from bot.features import accounts
from bot.intents import LinkChannel, SetUpChannel, ShareIdea, ShowCode, Support
from bot.lookups import Lookups
from bot.model import Account, Caller, Place, Profile, Subject, Surroundings
from bot.replies import Reply
from bot.views.kinds import File, Form, Message, Notice
from bot.views.text import read
from tests.features.conftest import ADMIN, House, Member
from tests.features.test_support import shared, tally
from tests.statements import heard


@dataclass
class Directory:
    """A platform that tells what a test gave it; who is not in it is gone."""

    name: str = "slack"
    title: str = "Slack"
    home: str = "home"
    rate: float = 1
    pace: float = 0
    hourly: int | None = None
    people: dict[str, Profile] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    async def look_up(self, account: Account) -> Profile:
        self.asked.append(account.own.id)
        if account.own.id not in self.people:
            raise Gone("users_not_found")
        return self.people[account.own.id]

    async def look_at(self, place: Place) -> Surroundings:
        raise NotImplementedError

    async def post(self, place: Place, message: Message, language: str, under: str | None = None) -> str:
        raise NotImplementedError

    async def permalink(self, place: Place, copy: str) -> str | None:
        raise NotImplementedError

    async def hand_over(self, place: Place, file: File, language: str) -> str:
        raise NotImplementedError

    async def update(self, place: Place, copy: str, message: Message, language: str) -> None:
        raise NotImplementedError


@pytest.fixture
def slack() -> Directory:
    return Directory()


async def work(house: House, slack: Directory) -> list[str]:
    """Do the look-ups that wait; answers with who was asked about."""
    lookups = Lookups(house.database.transaction, {"slack": slack}, house.scene)
    slack.asked.clear()
    taken = "delete from procrastinate_jobs where task_name = 'look_up' returning (args->>'account')::bigint"
    async with house.database.engine.begin() as connection:
        waiting = (await connection.execute(text(taken))).scalars().all()
    for account in waiting:
        await lookups.look_up(account)
    return sorted(slack.asked)


def tone(reply: Reply) -> str:
    assert isinstance(reply.show, Notice)
    return reply.show.tone


async def test_who_acts_is_looked_up_once_a_day(house: House, slack: Directory, member: Member) -> None:
    """The trap: asking about whoever clicks, at the click, takes the time of the click."""
    idea = await shared(house)
    pekka = house.person("U1")
    slack.people = {"U1": member("Pekka", "pekka@kunta.example"), "liisa": member("Liisa", "liisa@kunta.example")}
    await house.ask(pekka, Support(idea))
    await house.ask(pekka, ShowCode())
    assert await work(house, slack) == ["U1", "liisa"]
    house.later(hours=23, minutes=59)
    await house.ask(pekka, Support(idea))
    assert await work(house, slack) == []
    house.later(minutes=1)
    await house.ask(pekka, Support(idea))
    await house.ask(pekka, ShowCode())
    assert await work(house, slack) == ["U1"]


async def test_clicks_at_the_same_moment_ask_once(house: House, slack: Directory, member: Member) -> None:
    idea = await shared(house)
    pekka = house.person("U1")
    await house.learn(pekka, member("Pekka", "pekka@kunta.example"))
    await work(house, slack)
    house.later(days=1)
    await asyncio.gather(*(house.ask(pekka, Support(idea)) for _ in range(5)))
    async with house.database.engine.connect() as connection:
        jobs = text("select count(*) from procrastinate_jobs where task_name = 'look_up'")
        assert (await connection.execute(jobs)).scalar_one() == 1


async def test_who_was_looked_up_today_costs_a_click_nothing(house: House, slack: Directory, member: Member) -> None:
    """The trap: a few more statements for each click are felt in a storm."""
    idea = await shared(house)
    own = replace(house.person("U1").own, address="in one channel")
    await house.learn(Caller(own), member("Pekka", "pekka@kunta.example"))
    await house.ask(Caller(own), Support(idea))
    await work(house, slack)
    with heard() as said:
        await house.ask(Caller(replace(own, address="in another")), Support(idea))
    assert not [one for one, _ in said if one.lower().startswith("update account")]
    assert said
    assert await work(house, slack) == []


async def test_cards_are_drawn_again_only_when_a_look_up_tells_something_new(house: House, member: Member) -> None:
    """A supporter is named nowhere, so a new name of theirs changes no card."""
    idea = await shared(house)
    pekka = house.person("U1")
    await house.ask(pekka, Support(idea))
    await house.ask(pekka, ShareIdea(title="Valo pyörätelineelle"))
    own = idea + 1

    async def redrawn(profile: Profile) -> tuple[Subject, ...]:
        async with house.database.transaction() as store:
            account = await store.meet(pekka, house.now)
            return (await accounts.learnt(await house.scene.turn(store, "fi"), account.id, profile)).redraw

    profile = member("Pekka Malli", "pekka@kunta.example")
    assert await redrawn(profile) == (Subject("idea", own),)
    assert await redrawn(profile) == ()
    assert await redrawn(replace(profile, name="Pekka Uusi")) == (Subject("idea", own),)
    left = await redrawn(replace(profile, name="Pekka Uusi", full_member=False))
    assert left == (Subject("idea", idea), Subject("idea", own))


async def test_an_answer_that_never_came_is_asked_for_again_after_some_minutes(
    house: House, slack: Directory, member: Member
) -> None:
    aino, here = house.person("U1"), house.channel("C1")
    waiting = await house.ask(aino, SetUpChannel(), here)
    assert isinstance(waiting.show, Notice)
    assert read(waiting.show.text, "en").startswith("I am finding out who you are")
    assert await work(house, slack) == ["U1"]
    house.later(minutes=5)
    assert isinstance((await house.ask(aino, SetUpChannel(), here)).show, Notice)
    assert await work(house, slack) == []
    slack.people["U1"] = member("Aino", ADMIN)
    house.later(minutes=5)
    assert isinstance((await house.ask(aino, SetUpChannel(), here)).show, Notice)
    assert await work(house, slack) == ["U1"]
    assert isinstance((await house.ask(aino, SetUpChannel(), here)).show, Form)


async def test_who_became_a_guest_does_not_count_after_the_next_look_up(
    house: House, slack: Directory, member: Member
) -> None:
    idea = await shared(house)
    pekka = house.person("U1")
    await house.learn(pekka, member("Pekka", "pekka@kunta.example"))
    await house.ask(pekka, Support(idea))
    await work(house, slack)
    slack.people["U1"] = Profile("Pekka", full_member=False)
    house.later(days=1)
    await house.ask(pekka, Support(idea))
    assert await tally(house, idea) == 1
    await work(house, slack)
    assert await tally(house, idea) == 0
    assert tone(await house.ask(pekka, Support(idea))) == "refused"


async def test_a_guest_who_became_a_member_counts_after_the_next_look_up(
    house: House, slack: Directory, member: Member
) -> None:
    idea = await shared(house)
    pekka = house.person("U1")
    await house.ask(pekka, Support(idea))
    await house.learn(pekka, Profile("Pekka", full_member=False))
    slack.people["U1"] = member("Pekka", "pekka@kunta.example")
    await work(house, slack)
    house.later(days=1)
    assert tone(await house.ask(pekka, Support(idea))) == "refused"
    assert await work(house, slack) == ["U1"]
    assert await tally(house, idea) == 1
    assert tone(await house.ask(pekka, Support(idea))) == "done"


async def test_who_is_no_workspace_admin_any_more_links_nothing(house: House, slack: Directory) -> None:
    boss, here = house.person("U1"), house.channel("C1")
    admin = Profile("Bo", full_member=True, workspace_admin=True)
    await house.learn(boss, admin)
    assert isinstance((await house.ask(boss, SetUpChannel(), here)).show, Form)
    await work(house, slack)
    slack.people["U1"] = replace(admin, workspace_admin=False)
    house.later(days=1)
    await house.ask(boss, SetUpChannel(), here)
    await work(house, slack)
    assert tone(await house.ask(boss, SetUpChannel(), here)) == "refused"
    assert tone(await house.ask(boss, LinkChannel(), here)) == "refused"


async def test_an_account_that_was_only_picked_gets_its_address_when_it_acts(
    house: House, slack: Directory, member: Member
) -> None:
    aino = house.person("U1")
    await house.learn(aino, member("Aino", ADMIN))
    await house.ask(aino, LinkChannel(unit="Talous", supervisor="U2"), house.channel("C1"))
    await work(house, slack)
    slack.people["U2"] = member("Bo", "bo@kunta.example")
    own = replace(house.person("U2").own, address='{"user":"29:bo"}')
    await house.ask(Caller(own), ShowCode())
    assert await work(house, slack) == ["U2"]
    async with house.database.transaction() as store:
        found = await store.account(own)
    assert found
    assert found.own.address == own.address
    assert found.member


async def test_an_address_follows_its_account_once_a_day(house: House, member: Member) -> None:
    idea = await shared(house)
    first = replace(house.person("U1").own, address="in one channel")
    await house.learn(Caller(first), member("Pekka", "pekka@kunta.example"))
    moved = replace(first, address="in another")

    async def address() -> str:
        await house.ask(Caller(moved), Support(idea))
        async with house.database.transaction() as store:
            found = await store.account(first)
        return found.own.address if found else ""

    assert await address() == "in one channel"
    house.later(days=1)
    assert await address() == "in another"


@pytest.mark.parametrize("full", [True, False], ids=["a member", "a guest"])
async def test_who_shares_anonymously_is_not_looked_up_for_it(house: House, slack: Directory, full: bool) -> None:
    somebody = house.person("U1")
    await house.learn(somebody, Profile("Nimi", full_member=full))
    await work(house, slack)
    house.later(days=2)
    rows = text("select array_agg(account order by id)::text from account")
    async with house.database.engine.connect() as connection:
        before = (await connection.execute(rows)).scalar_one()
    await house.ask(somebody, ShareIdea(title="Hiljainen huone", name="anonymous", anyway=True))
    async with house.database.engine.connect() as connection:
        assert (await connection.execute(rows)).scalar_one() == before
    assert await work(house, slack) == []
