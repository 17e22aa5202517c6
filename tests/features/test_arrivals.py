"""The bot comes to a channel and says so once; it is taken away, and comes back."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.intents import CheckChannel, LinkChannel, MyPage, SeeTour, SetUpChannel, ShareIdea, UnlinkChannel
from bot.lookups import Lookups
from bot.model import (
    Added,
    Caller,
    ChannelChanged,
    ChannelMoved,
    ChannelsChanged,
    Event,
    PersonAdded,
    PersonChanged,
    PersonRemoved,
    Profile,
    Subject,
    Surroundings,
    Uninstalled,
)
from bot.outbox import enqueue
from bot.replies import Post, Reply
from bot.sender import Sender
from bot.views.kinds import Report
from bot.views.text import read
from tests.features.conftest import ADMIN, House, Member, remembered
from tests.features.trials import card_of
from tests.outbox.conftest import Recorder

OPERATING = Path(__file__).parents[2] / "docs" / "operating.md"


class Town:
    """The product with two chats; what was asked of them after the commit is done when a test says so."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.slack, self.teams = Recorder(pace=0), Recorder(name="teams", title="Teams", pace=0)
        platforms = {"slack": self.slack, "teams": self.teams}
        self.lookups = Lookups(house.database.transaction, platforms, house.scene)
        self.sender = Sender(house.database.transaction, platforms, house.scene)

    async def rows(self, query: str) -> list[tuple[object, ...]]:
        async with self.house.database.engine.connect() as connection:
            return [tuple(row) for row in await connection.execute(text(query))]

    async def hear(self, *events: Event) -> None:
        for event in events:
            await self.house.bot.hear(event, None)
        await self.work()

    async def work(self) -> None:
        """The jobs that are waiting, then what they send."""
        query = "delete from procrastinate_jobs where status = 'todo' and task_name <> 'send' returning task_name, args"
        async with self.house.database.engine.begin() as connection:
            jobs = (await connection.execute(text(query))).all()
        for job in jobs:
            await getattr(self.lookups, job.task_name)(**job.args)
        for name in ("slack", "teams"):
            await self.sender.send(name, "home")

    async def tells(self, who: Caller, subject: Subject) -> None:
        async with self.house.database.transaction() as store:
            await enqueue(store, Reply(post=(Post(subject, (await store.meet(who, self.house.now)).own, "fi"),)))
        await self.work()

    async def link(self, name: str = "C1", platform: str = "slack") -> None:
        aino = self.house.person("aino", platform)
        await self.house.ask(aino, LinkChannel(), self.house.channel(name, platform))
        await self.work()

    async def share(self, title: str = "Penkki") -> None:
        await self.house.ask(self.house.person("liisa"), ShareIdea(title=title, anyway=True))
        await self.work()


@remembered
async def begun(house: House, member: Member) -> House:
    for platform in ("slack", "teams"):
        await house.learn(house.person("aino", platform), member("Aino", ADMIN))
    return house


@pytest.fixture
def town(begun: House, member: Member) -> Town:
    one = Town(begun)
    one.slack.profile = one.teams.profile = member("Liisa", "liisa@kunta.example")
    return one


async def test_a_channel_hears_once_who_added_the_bot_and_nobody_else_is_contacted_sl12_sl13_tm05(town: Town) -> None:
    liisa, here = town.house.person("liisa"), town.house.channel("C9")
    await town.hear(Added(here, liisa), Added(here, liisa))
    await town.hear(Added(here, town.house.person("aino")))
    assert [call.place for call in town.slack.calls] == ["C9"]
    assert await town.rows("select a.name_there from introduction i join account a on a.id = i.by") == [("liisa",)]


@pytest.mark.parametrize("seen", [Surroundings(general=True), Surroundings(member=False), Surroundings(archived=True)])
async def test_where_everybody_is_nothing_is_said_sl14(town: Town, seen: Surroundings) -> None:
    town.slack.seen = seen
    await town.hear(Added(town.house.channel("C9"), town.house.person("liisa")))
    assert town.slack.calls == []


async def test_taken_away_before_its_first_word_it_says_it_when_it_is_added_again_sl12_tm05(town: Town) -> None:
    here, liisa, aino = town.house.channel("C9"), town.house.person("liisa"), town.house.person("aino")
    town.slack.seen = Surroundings(member=False)
    await town.hear(Added(here, liisa))
    town.slack.seen = Surroundings()
    await town.hear(Added(here, aino), Added(here, None))
    assert [call.place for call in town.slack.calls] == ["C9"]
    assert await town.rows("select a.name_there from introduction i join account a on a.id = i.by") == [("aino",)]


async def test_an_introduction_is_all_that_comes_to_a_channel_without_a_link_sl14(town: Town) -> None:
    await town.hear(Added(town.house.channel("C9")))
    await town.share()
    assert len(town.slack.at("C9")) == 1


async def test_its_first_word_asks_for_an_admin_only_until_the_channel_is_linked_and_again_once_it_is_unlinked(
    town: Town,
) -> None:
    here, aino = town.house.channel("C9"), town.house.person("aino")
    await town.hear(Added(here, aino))
    for number, (change, asks) in enumerate(((LinkChannel(), False), (UnlinkChannel(), True)), 1):
        await town.house.ask(aino, change, here)
        await town.work()
        assert len(town.slack.at("C9", "update")) == number
        card = await card_of(town.house, "introduction", 1)
        assert [one.intent for one in card.buttons] == [*([SetUpChannel()] if asks else []), SeeTour()]
        assert bool(card.body) is asks


async def test_a_linked_channel_that_the_bot_left_is_told_of_once_and_goes_on_when_it_is_back_sl36_tm25_tm09(
    town: Town,
) -> None:
    await town.link()
    await town.share()
    town.slack.seen = Surroundings(member=False)
    here = town.house.channel("C1")
    await town.hear(ChannelChanged(here), ChannelChanged(here), ChannelsChanged("slack", "home"))
    assert len(town.slack.at("aino", "post")) == 1
    assert await town.rows("select subject_kind from posting where name_there = 'C1'") == []
    await town.share("Lamppu")
    assert len(town.slack.at("C1", "post")) == 1

    town.slack.seen = Surroundings()
    await town.hear(Added(here, town.house.person("aino")))
    await town.share("Matto")
    assert len(town.slack.at("C1", "post")) == 2
    assert await town.rows("select id from introduction") == []


async def test_a_new_name_of_a_channel_is_kept_sl36(town: Town) -> None:
    await town.link()
    await town.hear(ChannelChanged(replace(town.house.channel("C1"), name="uudet-ideat")))
    assert await town.rows("select name from channel") == [("uudet-ideat",)]


async def test_the_quiet_hours_hold_for_a_channel_s_trouble_unless_an_admin_waits_for_it(town: Town) -> None:
    await town.link()
    town.house.later(hours=14)
    town.slack.seen = Surroundings(archived=True)
    await town.hear(ChannelChanged(town.house.channel("C1")))
    assert town.slack.at("aino") == []
    await town.house.ask(town.house.person("aino"), CheckChannel(1))
    await town.work()
    assert len(town.slack.at("aino", "post")) == 1


async def test_a_trouble_that_was_mended_at_night_is_not_told_in_the_morning(town: Town) -> None:
    await town.link()
    town.house.later(hours=14)
    for archived in (True, False):
        town.slack.seen = Surroundings(archived=archived)
        await town.hear(ChannelChanged(town.house.channel("C1")))
    town.house.later(hours=14)
    await town.house.clock.tick()
    await town.work()
    assert town.slack.at("aino") == []


async def test_after_an_uninstall_nothing_is_sent_or_asked_there_and_the_other_chat_goes_on_sl26_sl27(
    town: Town,
) -> None:
    await town.link()
    await town.link("19:a", "teams")
    await town.share()
    sent, gone = len(town.slack.calls), Uninstalled("slack", "home")
    await town.house.ask(town.house.person("pekka"), ShareIdea(title="Ovi", anyway=True))
    await town.hear(gone, gone)
    town.house.later(days=3)
    await town.house.clock.tick()
    await town.house.ask(town.house.person("aino", "teams"), ShareIdea(title="Matto", anyway=True))
    await town.work()
    assert (len(town.slack.calls), len(town.teams.at("19:a", "post"))) == (sent, 3)
    assert await town.rows("select id from posting where platform = 'slack'") == []
    assert await town.rows("select id from account where platform = 'slack' and address <> ''") == []
    assert await town.rows("select count(*) from idea") == [(3,)]


async def test_installed_again_it_goes_on_without_doubles_sl28(town: Town) -> None:
    await town.link()
    await town.share()
    await town.house.learn(town.house.person("vieras"), Profile("Vieras", full_member=False))
    before = await town.rows("select (select count(*) from account), (select count(*) from channel)")
    await town.hear(Uninstalled("slack", "home"))
    async with town.house.database.transaction() as store:
        await store.come_home("slack", "home")
    await town.work()
    await town.share("Lamppu")
    assert len(town.slack.at("C1", "post")) == 2
    assert await town.rows("select (select count(*) from account), (select count(*) from channel)") == before
    assert await town.rows("select distinct trouble from channel") == [(None,)]
    await town.tells(town.house.person("aino"), Subject("channel", 1))
    assert len(town.slack.at("aino", "post")) == 1
    assert await town.rows("select name_there from account where platform = 'slack' and address = ''") == [("vieras",)]


async def test_what_the_operator_erases_for_good_leads_to_nobody_in_that_chat_sl27(town: Town) -> None:
    await town.link()
    await town.share()
    await town.hear(Uninstalled("slack", "home"))
    told = OPERATING.read_text(encoding="utf-8").partition("```sql\n")[2].partition("```")[0]
    async with town.house.database.engine.begin() as connection:
        for statement in told.split(";"):
            if statement.strip():
                await connection.execute(text(statement))
    assert await town.rows("select name from person where name = 'Liisa'") == []
    assert await town.rows("select id from account where platform = 'slack' and name_there !~ 'erased'") == []
    assert await town.rows("select platform from channel") == []
    assert await town.rows("select title from idea") == [("Penkki",)]


async def test_who_is_deactivated_leaves_no_reference_and_their_role_is_handed_over_sl36(
    town: Town, maija: Caller
) -> None:
    town.slack.profile = Profile("Maija")
    await town.house.bot.hear(PersonChanged(maija.own, member=False), None)
    await town.work()
    assert await town.rows("select address, member from account where name_there = 'maija'") == [("", False)]
    assert await town.rows("select role from role where role = 'supervisor'") == []
    assert len(town.slack.at("aino", "post")) == 1


async def test_a_change_of_somebody_whom_nobody_knows_asks_nothing(town: Town) -> None:
    await town.house.bot.hear(PersonChanged(town.house.person("kuka").own, member=False), None)
    await town.work()
    assert town.slack.asked == []


@pytest.mark.parametrize("linked_anew", [False, True])
async def test_a_channel_that_moved_keeps_its_link_its_introduction_and_what_hangs_there_sl36(
    town: Town, linked_anew: bool
) -> None:
    before, now = town.house.channel("C1"), town.house.channel("C2")
    await town.hear(Added(before, None))
    await town.link()
    await town.share()
    if linked_anew:
        await town.link("C2")
    await town.hear(*[ChannelMoved(before, now, ("C1:", "C2:"))] * 2)
    assert await town.rows("select name_there, address from channel") == [("C2", "C2")]
    assert await town.rows("select name_there, address, said from introduction") == [("C2", "C2", True)]
    hanging = [call.copy.replace("C1", "C2") for call in town.slack.at("C1", "post")]
    assert await town.rows("select message from posting where not private order by id") == [(one,) for one in hanging]
    town.slack.seen = Surroundings(outsiders=True)
    await town.hear(ChannelChanged(now))
    assert [call.copy for call in town.slack.at("C2", "update")] == hanging[1:]


async def test_a_message_that_a_click_made_ours_under_its_new_name_stays_one_copy(town: Town) -> None:
    await town.link()
    await town.share()
    card, before, now = town.slack.at("C1", "post")[-1].copy, town.house.channel("C1"), town.house.channel("C2")
    async with town.house.database.transaction() as store:
        await store.adopt(Subject("idea", 1), now, card.replace("C1:", "C2:"), "fi")
    await town.hear(ChannelMoved(before, now, ("C1:", "C2:")))
    assert await town.rows("select message from posting") == [(card.replace("C1:", "C2:"),)]


async def test_where_a_member_became_a_guest_every_linked_channel_is_asked_about_whoever_it_is_sl34(
    town: Town,
) -> None:
    await town.link()
    town.slack.seen = Surroundings(outsiders=True)
    for reads, trouble in ((False, None), (True, "outsiders")):
        await town.hear(PersonChanged(town.house.person("kuka").own, member=False, reads=reads))
        assert await town.rows("select trouble from channel") == [(trouble,)]


async def test_who_takes_the_bot_away_hears_nothing_there_until_it_is_back_and_the_board_stays_tm25_tm26(
    town: Town,
) -> None:
    await town.link()
    await town.share()
    liisa, idea = town.house.person("liisa"), Subject("idea", 1)
    await town.hear(PersonRemoved(liisa.own))
    await town.tells(liisa, idea)
    assert town.slack.at("liisa") == []
    assert await town.rows("select title from idea") == [("Penkki",)]
    assert await town.rows("select member from account where name_there = 'liisa'") == [(True,)]
    await town.house.bot.hear(PersonAdded(liisa.own), None)
    await town.tells(liisa, idea)
    assert len(town.slack.at("liisa")) == 1


async def test_what_was_lost_on_its_way_keeps_no_address_of_who_took_the_bot_away_tm25(town: Town) -> None:
    await town.share()
    liisa = town.house.person("liisa")
    await town.tells(liisa, Subject("idea", 1))
    async with town.house.database.engine.begin() as connection:
        await connection.execute(text("update posting set state = 'lost', message = null"))
    await town.hear(PersonRemoved(liisa.own))
    assert await town.rows("select state, address from posting") == [("lost", "")]


async def test_what_cannot_reach_somebody_in_one_chat_reaches_them_in_the_other_tm25(town: Town) -> None:
    await town.hear(PersonRemoved(town.house.person("aino", "teams").own))
    await town.link()
    await town.tells(town.house.person("aino", "teams"), Subject("channel", 1))
    assert (len(town.teams.at("aino")), len(town.slack.at("aino"))) == (0, 1)


async def test_who_uses_the_bot_again_can_be_written_to_again_tm25(town: Town) -> None:
    await town.share()
    liisa = town.house.person("liisa")
    await town.hear(PersonRemoved(liisa.own))
    await town.share("Lamppu")
    assert await town.rows("select address from account where name_there = 'liisa'") == [("liisa",)]


async def test_whoever_adds_the_bot_for_themselves_is_welcomed_once_tm04(town: Town) -> None:
    liisa = town.house.person("liisa", "teams")
    await town.hear(PersonAdded(liisa.own, liisa), PersonAdded(liisa.own, liisa))
    await town.hear(PersonAdded(liisa.own, liisa))
    assert [call.place for call in town.teams.calls] == ["liisa"]
    (shown,) = town.teams.shown.values()
    assert isinstance(shown, Report)
    assert shown.intro
    assert read(shown.intro, "sv").startswith("Hej! Jag är boten Latu.")
    reply = await town.house.ask(liisa, MyPage())
    assert isinstance(reply.show, Report)
    assert reply.show.intro is None, "the onboarding is not said twice"


async def test_whoever_has_been_welcomed_on_their_page_is_not_welcomed_again_tm04(town: Town) -> None:
    liisa = town.house.person("liisa", "teams")
    await town.house.ask(liisa, MyPage())
    await town.hear(PersonAdded(liisa.own, liisa))
    assert town.teams.calls == []


async def test_an_outsider_who_adds_the_bot_hears_nothing_tm04(town: Town) -> None:
    town.teams.profile = Profile("Vieras")
    vieras = town.house.person("vieras", "teams")
    await town.hear(PersonAdded(vieras.own, vieras))
    assert town.teams.calls == []


async def test_for_whom_an_administrator_adds_it_nobody_is_met_or_written_to_tm04(town: Town) -> None:
    await town.hear(PersonAdded(town.house.person("liisa", "teams").own))
    assert town.teams.calls == []
    assert await town.rows("select name_there from account where name_there = 'liisa'") == []
