"""Who sees an idea: a table of everything that could show its words, for each state of it and each kind of asker."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

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
    LogQuickTrial,
    MergeIdea,
    MoreOf,
    MyPage,
    OfferHelp,
    OpenComment,
    OpenHelp,
    OpenJoining,
    OpenReport,
    OpenWouldHelp,
    ParkIdea,
    ReadAll,
    SavePermissionCard,
    SendReport,
    ShareIdea,
    StartExperiment,
    Support,
    Unfold,
    Unfollow,
)
from bot.model import Answer, Cadence, Caller, Place, Profile, Question, Stage
from bot.turn import drawers
from bot.views.kinds import Notice
from storage.repositories.showing import about
from tests.features.conftest import ADMIN, House, Member, remembered

WORD = "Ksylofoni"
CHANNEL = Place("slack", "home", "C1", "C1")
OPEN, HIDDEN, WITHDRAWN = "open", "hidden", "withdrawn"
MEMBER, GUEST, UNKNOWN = "member", "guest", "not looked up"
END = date(2027, 1, 29)
"""Idea 1 is Liisa's and tried by Pekka; 2 is Liisa's and parked; 3 is Pekka's, 4 was merged into 2."""
TRIED, PARKED, OTHER, MERGED = 1, 2, 3, 4


@remembered
async def liisa(house: House, member: Member) -> Caller:
    """The author, and the supervisor of home care; nobody has been told who she is yet."""
    aino, pekka, kaisa, liisa = (house.person(one) for one in ("aino", "pekka", "kaisa", "liisa"))
    await house.learn(aino, member("Aino", ADMIN))
    await house.learn(pekka, member("Pekka", "p@kunta.example"))
    await house.learn(kaisa, member("Kaisa", "k@kunta.example"))
    await house.ask(aino, LinkChannel(unit="Kotihoito", supervisor="liisa", deputy="kaisa", renewer="kaisa"), CHANNEL)
    await house.ask(aino, LinkChannel(unit="Kirjasto"), house.channel("C2"))
    await house.ask(aino, SavePermissionCard(1, "", "", "5"))
    await house.ask(liisa, ShareIdea(title=f"{WORD} autoihin", about=WORD, unit=1, anyway=True))
    await house.ask(liisa, ShareIdea(title=f"{WORD} varastoon", unit=1, anyway=True))
    await house.ask(pekka, ShareIdea(title="Kävelykokous", unit=1, anyway=True))
    await house.ask(pekka, ShareIdea(title="Lumityöt", unit=1, anyway=True))
    await house.ask(kaisa, MergeIdea(MERGED, PARKED, "Sama asia."))
    return liisa


@remembered
async def lived(house: House, liisa: Caller) -> Caller:
    """Everything that an idea can show has been said of both of hers."""
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
        assert permit
        assert account
        number = await store.start(TRIED, permit.plan, account, house.now.date())
        await store.set_stage(TRIED, Stage.TRIAL)
        await store.note_change(TRIED, Stage.TRIAL, WORD, house.now.date(), experiment=number)
        await store.ask_on(number, Question.CHECK_IN, house.now.date() + timedelta(days=1), house.now)
    await house.clock.tick()
    await house.ask(pekka, AnswerCheckIn(1, Answer.NEEDS_HELP, observation=WORD))
    await house.ask(kaisa, OfferHelp(1, WORD))
    return liisa


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
    "similar ideas": lambda _: Unfold(ShareIdea(title=f"{WORD} autoihin", anyway=True)),
    "similar ideas of a trial": lambda _: Unfold(StartExperiment(title=f"{WORD} autoihin", anyway=True)),
    "similar ideas of a quick trial": lambda _: Unfold(LogQuickTrial(f"{WORD} autoihin", anyway=True)),
    "lessons": lambda _: FindLessons("autoihin"),
    "my page": lambda _: MyPage(),
}
OF_ONE_TRIED: dict[str, Callable[[int], Intent]] = {
    "joining": OpenJoining,
    "help form": lambda _: OpenHelp(1),
}
OF_ONE_PARKED: dict[str, Callable[[int], Intent]] = {
    "park form": AskToPark,
    "withdraw form": AskToWithdraw,
    "decline form": lambda one: DeclineIdea(one),
    "merge choices of another": lambda _: AskToMerge(OTHER),
    "support of what was merged into it": lambda _: Support(MERGED),
}


async def shown(house: House, who: Caller, asked: dict[str, Callable[[int], Intent]], number: int) -> set[str]:
    """Which answers have the word in what Latu says; what was typed stands in one's own form, or below a no."""
    found = set()
    for name, intent in asked.items():
        reply = (await house.ask(who, intent(number))).show
        typed = reply.own if isinstance(reply, Notice) else getattr(reply, "builds", None)
        said = repr(reply).replace(repr(typed), "")
        if WORD in said:
            found.add(name)
    return found


@pytest.mark.parametrize("kind", [MEMBER, GUEST, UNKNOWN])
@pytest.mark.parametrize("state", [OPEN, HIDDEN, WITHDRAWN])
async def test_an_answer_shows_an_open_idea_to_members_and_nothing_else(
    house: House, lived: Caller, member: Member, state: str, kind: str
) -> None:
    """Whoever has not been looked up yet counts as a member until then; with both ideas in the same state."""
    await house.ask(house.person("pekka"), DeclineIdea(OTHER, ""))
    for number in (TRIED, PARKED):
        await brought(house, state, number)
    await become(house, lived, kind, member)
    tried = await shown(house, lived, ASKED | OF_ONE_TRIED, TRIED) if state != WITHDRAWN else set()
    parked = await shown(house, lived, ASKED | OF_ONE_PARKED, PARKED)
    if state == OPEN and kind != GUEST:
        assert tried == set(ASKED | OF_ONE_TRIED)
        assert parked == set(ASKED | OF_ONE_PARKED)
    else:
        assert (tried, parked) == (set(), set())


@pytest.mark.parametrize("state", [OPEN, HIDDEN, WITHDRAWN])
@pytest.mark.usefixtures("lived")
async def test_what_hangs_shows_an_open_idea_and_nothing_else(house: House, state: str) -> None:
    """Cards, what hangs under them, and private news; guests see only what hangs in a linked channel.

    Whatever is tried is withdrawn no more.
    """
    numbers = (PARKED,) if state == WITHDRAWN else (TRIED, PARKED)
    for number in numbers:
        await brought(house, state, number)
    drawn = set()
    async with house.database.transaction() as store:
        turn = await house.scene.turn(store, "fi")
        subjects = {one for number in numbers for one in await store.showing(number) if one.kind in about()}
        for one in subjects:
            if WORD in repr(await drawers[one.kind](turn, [one.id])):
                drawn.add(one.kind)
    assert state == WITHDRAWN or {one.kind for one in subjects} == set(about())
    assert drawn == (set(about()) if state == OPEN else set())
