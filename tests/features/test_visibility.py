"""Who sees an idea: a table of everything that could show its words, for each state of it and each kind of asker."""

from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.bot import Bot
from bot.features import digests
from bot.intents import (
    AddComment,
    AnswerCheckIn,
    AskToMerge,
    AskToPark,
    AskToWithdraw,
    DeclineIdea,
    FindLessons,
    Follow,
    Hide,
    Intent,
    LinkChannel,
    MergeIdea,
    MoreOf,
    MyPage,
    OfferHelp,
    OpenCheckIn,
    OpenComment,
    OpenDecision,
    OpenHelp,
    OpenJoining,
    OpenReport,
    OpenWouldHelp,
    ParkIdea,
    PlanExperiment,
    ReadAll,
    ReopenIdea,
    SavePermissionCard,
    SendReport,
    ShareIdea,
    StartExperiment,
    Support,
    Unfollow,
    WithdrawIdea,
)
from bot.model import Account, Answer, Cadence, Caller, Decision, Idea, Place, Profile, Stage, Subject
from bot.turn import drawers
from bot.views.kinds import Notice
from bot.visibility import may_see
from storage.repositories.showing import ABOUT
from tests.features.conftest import ADMIN, House, Member

WORD = "Ksylofoni"
CHANNEL = Place("slack", "home", "C1", "C1")
OPEN, HIDDEN, WITHDRAWN = "open", "hidden", "withdrawn"
MEMBER, GUEST, UNKNOWN = "member", "guest", "not looked up"
END = date(2027, 1, 29)
"""Idea 1 is Liisa's and tried by Pekka; 2 is Liisa's and parked; 3 is Pekka's, 4 was merged into 2."""
TRIED, PARKED, OTHER, MERGED = 1, 2, 3, 4

ROWS = {
    "idea": TRIED,
    "comment": 1,
    "change": 1,
    "news": 1,
    "experiment": 1,
    "cooperation": 1,
    "checkin": 1,
    "reminder": 1,
    "quiet": 1,
    "stuck": 1,
    "help": 1,
    "permit": 1,
    "asked": 1,
    "verdict": 1,
    "review": 1,
    "concern": 1,
}
"""One of each kind of subject; a review is about the parked idea, all others about the one that is tried."""


@pytest.fixture
async def liisa(house: House, member: Member) -> Caller:
    """The author, and the supervisor of home care; nobody has been told who she is yet."""
    aino, pekka, kaisa, liisa = (house.person(one) for one in ("aino", "pekka", "kaisa", "liisa"))
    await house.learn(aino, member("Aino", ADMIN))
    await house.learn(pekka, member("Pekka", "p@kunta.example"))
    await house.learn(kaisa, member("Kaisa", "k@kunta.example"))
    await house.ask(aino, LinkChannel(unit="Kotihoito", supervisor="liisa", deputy="kaisa", renewer="kaisa"), CHANNEL)
    await house.ask(aino, SavePermissionCard(1, "", "", "5"))
    await house.ask(liisa, ShareIdea(title=f"{WORD} autoihin", about=WORD, unit=1, anyway=True))
    await house.ask(liisa, ShareIdea(title=f"{WORD} varastoon", unit=1, anyway=True))
    await house.ask(pekka, ShareIdea(title="Kävelykokous", unit=1, anyway=True))
    await house.ask(pekka, ShareIdea(title="Lumityöt", unit=1, anyway=True))
    await house.ask(kaisa, MergeIdea(MERGED, PARKED))
    return liisa


async def lived(house: House) -> None:
    """Everything that an idea can show has been said of both."""
    pekka, kaisa = house.person("pekka"), house.person("kaisa")
    await house.ask(pekka, AddComment(TRIED, WORD))
    await house.ask(pekka, AddComment(PARKED, WORD))
    await house.ask(pekka, SendReport("idea", TRIED, WORD))
    await house.ask(pekka, SendReport("idea", PARKED, WORD))
    await house.ask(kaisa, ParkIdea(PARKED, END, WORD))
    plan = StartExperiment(TRIED, WORD, END, why=WORD, permission="outside", card=1, cadence=Cadence.WEEKLY)
    await house.ask(pekka, plan)
    async with house.database.engine.begin() as connection:
        await connection.exec_driver_sql("update permit set state = 'granted', due_at = null")
        await connection.exec_driver_sql("update idea set stage = 'idea', lesson = title where id <= 2")
    async with house.database.transaction() as store:
        permit, account = await store.permit(1), await store.account(pekka.own)
        assert permit and account
        number = await store.start(TRIED, permit.plan, account, house.now.date())
        await store.set_stage(TRIED, Stage.TRIAL)
        from bot.model import Question

        await store.ask_on(number, Question.CHECK_IN, house.now.date() + timedelta(days=1), house.now)
    await house.clock.tick()
    await house.ask(pekka, AnswerCheckIn(1, Answer.NEEDS_HELP, observation=WORD))
    await house.ask(kaisa, OfferHelp(1, WORD))


async def brought(house: House, state: str, number: int) -> None:
    """An idea comes to this state."""
    if state == HIDDEN:
        done = await house.ask(house.person("kaisa"), Hide("idea", number, "Ei kuulu tänne."))
        assert isinstance(done.show, Notice)
        assert done.show.tone == "done"
    if state == WITHDRAWN:
        async with house.database.transaction() as store:
            await store.set_stage(number, Stage.WITHDRAWN)


async def become(house: House, who: Caller, kind: str, member: Member) -> None:
    """What the platform tells of somebody."""
    if kind != UNKNOWN:
        profile = member("Liisa", "l@kunta.example") if kind == MEMBER else Profile("Liisa", full_member=False)
        await house.learn(who, profile)


ASKED: dict[str, Callable[[int], Intent]] = {
    "more": MoreOf,
    "read all": ReadAll,
    "comment form": OpenComment,
    "would help form": OpenWouldHelp,
    "report form": lambda one: OpenReport("idea", one),
    "hide form": lambda one: Hide("idea", one),
    "support": Support,
    "follow": Follow,
    "unfollow": Unfollow,
    "similar ideas": lambda _: ShareIdea(title=f"{WORD} autoihin"),
    "similar ideas of a trial": lambda _: StartExperiment(None, "x", END, why="y", title=f"{WORD} autoihin"),
    "lessons": lambda _: FindLessons(WORD),
    "my page": lambda _: MyPage(),
}
OF_ONE_TRIED: dict[str, Callable[[int], Intent]] = {
    "joining": OpenJoining,
    "help form": lambda _: OpenHelp(1),
}
OF_ONE_PARKED: dict[str, Callable[[int], Intent]] = {
    "park form": AskToPark,
    "withdraw form": AskToWithdraw,
    "reopen form": lambda one: ReopenIdea(one),
    "decline form": lambda one: DeclineIdea(one),
    "merge choices of another": lambda _: AskToMerge(OTHER),
    "support of what was merged into it": lambda _: Support(MERGED),
}


async def shown(house: House, who: Caller, asked: dict[str, Callable[[int], Intent]], number: int) -> set[str]:
    """Which answers have the word in what Latu says; what was typed stands in one's own form."""
    found = set()
    for name, intent in asked.items():
        reply = (await house.ask(who, intent(number))).show
        said = repr(reply).replace(repr(getattr(reply, "builds", None)), "")
        if WORD in said:
            found.add(name)
    return found


@pytest.mark.parametrize("kind", [MEMBER, GUEST, UNKNOWN])
@pytest.mark.parametrize("state", [OPEN, HIDDEN, WITHDRAWN])
async def test_an_answer_shows_an_open_idea_to_members_and_nothing_else(
    house: House, liisa: Caller, member: Member, state: str, kind: str
) -> None:
    """Whoever has not been looked up yet counts as a member until then; with both ideas in the same state."""
    await lived(house)
    await house.ask(house.person("pekka"), DeclineIdea(OTHER, ""))
    for number in (TRIED, PARKED):
        await brought(house, state, number)
    await become(house, liisa, kind, member)
    tried = await shown(house, liisa, ASKED | OF_ONE_TRIED, TRIED)
    parked = await shown(house, liisa, ASKED | OF_ONE_PARKED, PARKED)
    if state == OPEN and kind != GUEST:
        assert tried == set(ASKED | OF_ONE_TRIED)
        assert parked == set(ASKED | OF_ONE_PARKED)
    else:
        assert (tried, parked) == (set(), set())


@pytest.mark.parametrize("state", [OPEN, HIDDEN, WITHDRAWN])
async def test_what_hangs_shows_an_open_idea_and_nothing_else(house: House, liisa: Caller, state: str) -> None:
    """Cards, what hangs under them, and private news; guests see only what hangs in a linked channel."""
    await lived(house)
    for number in (TRIED, PARKED):
        await brought(house, state, number)
    assert set(ROWS) == set(ABOUT)
    found = set()
    async with house.database.transaction() as store:
        turn = house.scene.turn(store, "fi")
        for kind, number in ROWS.items():
            if WORD in repr(await drawers[kind](turn, number)):
                found.add(kind)
    assert found == (set(ABOUT) if state == OPEN else set())
