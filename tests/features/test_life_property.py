"""Whatever people do, in whichever order, an idea and its trials never reach a state that the practice forbids."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.intents import (
    AllowTrial,
    AnswerCheckIn,
    Decide,
    DeclineIdea,
    Follow,
    Intent,
    ItIsMine,
    JoinTrial,
    Later,
    LogQuickTrial,
    MergeIdea,
    ParkIdea,
    ReopenIdea,
    SavePermissionCard,
    SaveSettings,
    SayNotNow,
    ShareIdea,
    StartExperiment,
    StopAsking,
    Support,
    TakeBack,
    Unfollow,
    WithdrawIdea,
)
from bot.model import Answer, Cadence, Decision, Language
from tests.features.conftest import House, Member
from tests.features.trials import leaves, named

PEOPLE = ("pekka", "liisa", "kaisa", "saara", "mirja", "aino")
"""Kaisa is the renewer, Saara the supervisor, Mirja her deputy, and Aino an admin."""
_examples = count(1)


@dataclass(frozen=True, slots=True)
class Now:
    """What an act may need: the day, the idea of this example and the other one, and the latest questions and trial.

    And the idea of the latest quick trial, with its question.
    """

    today: date
    idea: int
    other: int
    question: int
    permit: int
    trial: int
    quick: int
    stay: int


ACTS: dict[str, Callable[[Now], Intent]] = {
    "start": lambda now: StartExperiment(
        now.idea, "Laatikko", now.today + timedelta(days=12), why="Aikaa", cadence=Cadence.WEEKLY, card=1
    ),
    "start briefly": lambda now: StartExperiment(
        now.idea, "Laatikko", now.today + timedelta(days=2), why="Aikaa", card=1
    ),
    "start with what is measured only": lambda now: StartExperiment(
        now.idea, until=now.today + timedelta(days=12), measure="Minuutit", stop_if="Avain katoaa", card=1
    ),
    "ask for permission": lambda now: StartExperiment(
        now.idea, "Laatikko", now.today + timedelta(days=12), why="Aikaa", permission="outside", card=1
    ),
    "allow": lambda now: AllowTrial(now.permit),
    "not now": lambda now: SayNotNow(now.permit, "Vasta keväällä.", now.today + timedelta(days=7)),
    "stop asking": lambda now: StopAsking(now.permit),
    "join": lambda now: JoinTrial(now.trial),
    "park": lambda now: ParkIdea(now.idea, now.today + timedelta(days=8), "Keväällä."),
    "decline": lambda now: DeclineIdea(now.idea, "Ei nyt."),
    "merge": lambda now: MergeIdea(now.idea, now.other, "Sama asia."),
    "merge the other": lambda now: MergeIdea(now.other, now.idea, "Sama asia."),
    "reopen": lambda now: ReopenIdea(now.idea, "Nyt voi."),
    "reopen the other": lambda now: ReopenIdea(now.other, "Nyt voi."),
    "support the other": lambda now: Support(now.other),
    "support": lambda now: Support(now.idea),
    "take back": lambda now: TakeBack(now.idea),
    "follow": lambda now: Follow(now.idea),
    "unfollow": lambda now: Unfollow(now.idea),
    "on track": lambda now: AnswerCheckIn(now.question, Answer.ON_TRACK),
    "needs help": lambda now: AnswerCheckIn(now.question, Answer.NEEDS_HELP),
    "later": lambda now: Later(now.question),
    "adopt": lambda now: Decide(now.question, Decision.ADOPT),
    "adapt": lambda now: Decide(
        now.question, Decision.ADAPT, what="Isompi laatikko", until=now.today + timedelta(days=9), card=1
    ),
    "ask for permission to adapt": lambda now: Decide(
        now.question, Decision.ADAPT, what="Isompi", until=now.today + timedelta(days=9), permission="outside", card=1
    ),
    "stop": lambda now: Decide(now.question, Decision.STOP, "Riittää."),
    "withdraw": lambda now: WithdrawIdea(now.idea),
    "log": lambda now: LogQuickTrial("Lataus illalla", "Aamu alkaa ajallaan", unit=1),
    "log for a colleague": lambda now: LogQuickTrial("Lataus illalla", whose="kaisa", unit=1),
    "claim": lambda now: ItIsMine(now.quick),
    "it stayed": lambda now: Decide(now.stay, Decision.ADOPT),
    "it did not stay": lambda now: Decide(now.stay, Decision.STOP, "Laturi ei riittänyt."),
    "withdraw what was logged": lambda now: WithdrawIdea(now.quick),
    "pause": lambda now: SaveSettings(Language.FINNISH, now.today + timedelta(days=6)),
}
"""A feature with a rule of its own adds what people can do."""

FORBIDDEN = {
    "two undecided trials of one idea": """
        select idea from experiment where decision is null group by idea having count(*) > 1""",
    "a decided trial with a question that is due": """
        select c.id from checkin c join experiment e on e.id = c.experiment
        where e.decision is not null and c.due_at is not null""",
    "an undecided trial about which nothing more is asked": """
        select e.id from experiment e where decision is null and not quick and not exists (
            select from checkin c where c.experiment = e.id and c.due_at is not null)""",
    "a quick trial that was asked about twice, or by no question": """
        select e.id from experiment e where quick and decision is null and 1 <> (
            select count(*) from checkin c where c.experiment = e.id)""",
    "an idea that was withdrawn and is still asked about": """
        select c.id from checkin c join experiment e on e.id = c.experiment join idea i on i.id = e.idea
        where i.stage = 'withdrawn' and (c.due_at is not null or e.decision is null)""",
    "a name on what was logged for a colleague who has not said that it is theirs": """
        select i.id from idea i join experiment e on e.idea = i.id
        where i.colleague is not null and (i.credited is distinct from '' or i.author <> e.owner)""",
    "a trial that runs while its idea does not": """
        select e.id from experiment e join idea i on i.id = e.idea
        where e.decision is null and i.stage not in ('trial', 'adapted')""",
    "an idea in trial without a trial": """
        select i.id from idea i where stage in ('trial', 'adapted') and not exists (
            select from experiment e where e.idea = i.id and e.decision is null)""",
    "a stage that is not the latest change": """
        select i.id from idea i where stage not in ('need', 'idea') and stage is distinct from (
            select h.stage from change h where h.idea = i.id order by h.id desc limit 1)""",
    "a permission that is still asked for though the idea is tried or over": """
        select p.id from permit p join idea i on i.id = p.idea
        where p.state = 'waiting' and i.stage not in ('need', 'idea')""",
    "ideas that continue in each other": """
        select i.id from idea i join idea j on j.id = i.merged_into where j.merged_into = i.id""",
    "a pointer of an idea that is not merged": """
        select id from idea where (merged_into is not null) <> (stage = 'merged')""",
    "put aside without a reason or whoever decided it": """
        select id from change where stage in ('parked', 'declined') and (reason = '' or by is null)""",
    "a change of state without its reason": """
        select id from change where stage <> 'withdrawn' and reason = ''""",
    "a private message to somebody who is no member": """
        select t.id from posting t join account a on (a.platform, a.home, a.name_there)
            = (t.platform, t.home, t.name_there) where t.private and a.member is false and t.id > %(sent)s""",
    "the same news twice to one person": """
        select kind, number, name_there from (
            select subject_kind as kind, subject_id as number, name_there from posting
            where private and subject_kind in ('news', 'stuck', 'cooperation')
            union all select 'news', change, name_there from posting join gathered on gathering = subject_id
            where subject_kind = 'gathered') told
        group by kind, number, name_there having count(*) > 1""",
    "two questions of one trial in one morning": """
        select experiment from checkin where asked_on is not null group by experiment, asked_on having count(*) > 1""",
}
"""Each finds rows that must not be; a feature with a rule of its own adds it."""
CHECK = " union all ".join(f"select '{what}' where exists ({query})" for what, query in FORBIDDEN.items())
UNTOLD = """
    select h.id from change h join idea i on i.id = h.idea join account a on a.id = i.author
    where h.id > %(after)s and a.id <> %(actor)s and a.member is not false
    and not exists (select from posting t where t.subject_kind = 'news' and t.subject_id = h.id
        and t.name_there = a.name_there)
    and not exists (select from scheduled_post s where s.subject_kind = 'news' and s.subject_id = h.id
        and s.account = a.id)
    and not exists (select from permit p where p.idea = i.id and p.asker = a.id and p.state = 'granted')"""
"""Changes that the author of a named idea was not told of, though somebody else made them.

Whoever asked for permission is told the answer instead.
"""


class Life:
    """One idea, and what people do with it."""

    def __init__(self, house: House, member: Member, *, anonymous: bool) -> None:
        self.house, self.member, self.anonymous = house, member, anonymous
        self.example = next(_examples)
        self.idea = self.other = 0

    async def one(self, query: str, **values: Any) -> Any:
        async with self.house.database.engine.connect() as connection:
            return (await connection.exec_driver_sql(query, values)).scalars().first()

    async def begin(self) -> None:
        await named(self.house, self.member, deputy=True)
        idea = ShareIdea(title=f"Idea {self.example}", unit=1, anyway=True)
        await self.do("pekka", replace(idea, name="anonymous") if self.anonymous else idea)
        self.idea = await self.one("select max(id) from idea")
        await self.do("liisa", ShareIdea(title=f"Toinen {self.example}", unit=1, anyway=True))
        self.other = await self.one("select max(id) from idea")
        await self.do("saara", SavePermissionCard(1, days="2"))

    async def do(self, who: str, intent: Intent) -> None:
        await self.house.ask(self.house.person(who), intent)

    async def act(self, kind: str, who: str) -> None:
        """One step; then nothing is as it must not be."""
        after = await self.one("select coalesce(max(id), 0) from change")
        sent = await self.one("select coalesce(max(id), 0) from posting")
        if kind == "day":
            self.house.later(days=1)
            await self.house.clock.tick()
        elif kind == "weeks":
            self.house.later(days=16)
            await self.house.clock.tick()
        elif kind == "leave":
            await leaves(self.house, self.member, self.house.person(who))
        else:
            await self.do(who, ACTS[kind](await self.now()))
        await self.nothing_forbidden(kind, who, after, sent)

    async def now(self) -> Now:
        latest = """select max(c.id) from checkin c join experiment e on e.id = c.experiment
            where e.idea = %(idea)s and c.asked_on is not null"""
        question = await self.one(latest, idea=self.idea)
        permit = await self.one("select max(id) from permit where idea = %(idea)s", idea=self.idea)
        trial = await self.one("select max(id) from experiment where idea = %(idea)s", idea=self.idea)
        quick = await self.one("select max(idea) from experiment where quick")
        stay = "select max(c.id) from checkin c join experiment e on e.id = c.experiment where e.idea = %(idea)s"
        asked = await self.one(f"{stay} and c.asked_on is not null", idea=quick)
        day, found = self.house.now.date(), (question, permit, trial, quick, asked)
        return Now(day, self.idea, self.other, *(one or 0 for one in found))

    async def nothing_forbidden(self, kind: str, who: str, after: int, sent: int) -> None:
        found = await self.one(CHECK, sent=sent)
        assert found is None, (kind, who, found)
        actor = await self.one("select id from account where name_there = %(who)s", who=who) or 0
        assert await self.one(UNTOLD, after=after, actor=actor) is None, (kind, who, "an author was not told")
        if self.anonymous:
            assert await self.one("select author from idea where id = %(idea)s", idea=self.idea) is None


Step = tuple[str, str]
OFTEN = ("day", "weeks", "start", "start briefly", "log")
STEPS = st.tuples(st.sampled_from((*ACTS, *OFTEN, "leave")), st.sampled_from(PEOPLE))


async def lived(house: House, member: Member, emptied: Callable[[], Awaitable[None]], steps: list[Step]) -> None:
    await emptied()
    life = Life(house, member, anonymous=len(steps) % 4 == 0)
    await life.begin()
    for kind, who in steps:
        await life.act(kind, who)


@pytest.fixture
def emptied(house: House) -> Callable[[], Awaitable[None]]:
    """Each example begins with nobody, on the same morning."""
    begin = house.now

    async def empty() -> None:
        house.now = begin
        async with house.database.engine.begin() as connection:
            await connection.exec_driver_sql(
                "truncate person, unit, posting, procrastinate_jobs restart identity cascade"
            )

    return empty


def examples(most: int) -> settings:
    return settings(max_examples=most, deadline=None, suppress_health_check=list(HealthCheck))


@examples(6)
@given(st.lists(STEPS, min_size=6, max_size=16))
async def test_no_sequence_of_acts_reaches_a_forbidden_state(
    house: House, member: Member, emptied: Callable[[], Awaitable[None]], steps: list[Step]
) -> None:
    await lived(house, member, emptied, steps)


@pytest.mark.long
@pytest.mark.timeout(1800)
@examples(400)
@given(st.lists(STEPS, min_size=6, max_size=50))
async def test_no_sequence_of_acts_reaches_a_forbidden_state_at_length(
    house: House, member: Member, emptied: Callable[[], Awaitable[None]], steps: list[Step]
) -> None:
    await lived(house, member, emptied, steps)
