"""Permission as a table: every intent by everybody who can ask, allowed or refused in words."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import MISSING, Field, fields, replace
from datetime import date
from typing import Any, get_type_hints

from bot import permission
from bot.errors import Refusal
from bot.intents import (
    KINDS,
    AddComment,
    AskChallenge,
    GiveRoles,
    Intent,
    ItIsMine,
    LinkChannel,
    LogQuickTrial,
    ParkIdea,
    SavePermissionCard,
    SendReport,
    ShareIdea,
    StartExperiment,
)
from bot.model import LANGUAGES, Place, Request
from bot.turn import Turn
from bot.views.text import read
from tests.features.conftest import ADMIN, House, Member, remembered

CHANNEL = Place("slack", "home", "C1", "C1")
END = date(2026, 12, 22)
PEOPLE = ("admin", "workspace_admin", "supervisor", "deputy", "renewer", "leader", "hr", "liisa", "otto", "member")
"""The supervisor asked the challenge; Liisa shared the idea, tries it and asked; a quick trial was logged for Otto."""
ANSWERING = frozenset({"supervisor", "deputy", "renewer"})
OWN = frozenset({"liisa"})
DECIDING = ANSWERING | {"admin"}
WRITING = frozenset({"admin", "supervisor", "deputy"})
LINKING = frozenset({"admin", "workspace_admin"})
FOR = {
    **dict.fromkeys(["AllowTrial", "OpenNotNow", "SayNotNow"], ANSWERING),
    **dict.fromkeys(["OpenHelp", "OfferHelp"], ANSWERING),
    **dict.fromkeys(["OpenAnswer", "AnswerIdea"], DECIDING),
    **dict.fromkeys(["AskToPark", "ParkIdea", "AskToDecline", "DeclineIdea"], DECIDING),
    **dict.fromkeys(["AskToMerge", "MergeIdea", "AskToReopen", "ReopenIdea"], DECIDING),
    **dict.fromkeys(["EditPermissionCard", "SavePermissionCard", "RemovePermissionCard"], WRITING),
    **dict.fromkeys(["SeeChannels", "SetUpChannel", "LinkChannel", "UnlinkChannel"], LINKING),
    **dict.fromkeys(["OpenCheckIn", "AnswerCheckIn", "Later", "OpenDecision", "Decide"], OWN),
    **dict.fromkeys(["AskToWithdraw", "WithdrawIdea", "OpenEditing", "EditIdea", "StopAsking"], OWN),
    **dict.fromkeys(["MoreOfComment", "OpenCommentEditing", "EditComment", "AskToRemove", "RemoveComment"], OWN),
    **dict.fromkeys(["ChooseGoals", "AimAt"], OWN),
    **dict.fromkeys(["WriteGoal", "SaveGoal", "CloseGoal", "ReopenGoal"], frozenset({"admin", "leader"})),
    **dict.fromkeys(["SeeOverview", "FetchPack", "TakePack"], frozenset({"admin", "leader"})),
    **dict.fromkeys(["WriteChallenge", "AskChallenge"], WRITING | {"leader"}),
    **dict.fromkeys(["EndChallenge", "OpenProlonging", "ProlongChallenge"], frozenset({"admin", "supervisor"})),
    **dict.fromkeys(["AskToHide", "Hide", "AskToShow", "ShowAgain", "LeaveIt"], DECIDING),
    "ItIsMine": frozenset({"otto"}),
    **dict.fromkeys(["OpenRoles", "ChooseUnit", "GiveRoles", "CheckChannel"], frozenset({"admin"})),
    **dict.fromkeys(["SeeAdministration", "OpenOrganisation", "SaveOrganisation"], frozenset({"admin"})),
    **dict.fromkeys(["SeeUnits", "WriteUnit", "SaveUnit", "CloseUnit", "ReopenUnit"], frozenset({"admin"})),
    "ReadAudit": frozenset({"admin"}),
}
"""Whom an intent is for; what is not named is for everybody."""
NUMBERED = ("number", "complaint", "channel", "challenge", "idea", "experiment", "comment", "checkin", "permit", "unit")
ABOUT = dict.fromkeys(NUMBERED, 1)


def test_every_intent_says_who_may_ask_it() -> None:
    assert permission.WHO.keys() == set(KINDS.values())
    assert {kind.__name__ for kind, rule in permission.WHO.items() if rule} == FOR.keys()


@remembered
async def town(house: House, member: Member) -> House:
    """An idea, its trial, its question and its permission card, in a work community where everybody has a role."""
    for name in PEOPLE:
        profile = member(name.title(), ADMIN if name == "admin" else f"{name}@kunta.example")
        await house.learn(house.person(name), replace(profile, workspace_admin=name == "workspace_admin"))
    named = LinkChannel(unit="Kotihoito", supervisor="supervisor", deputy="deputy", renewer="renewer")
    await house.ask(house.person("admin"), named, CHANNEL)
    await house.ask(
        house.person("admin"),
        GiveRoles(
            1,
            supervisor="supervisor",
            deputy="deputy",
            renewer="renewer",
            leadership=("leader",),
            hr=("hr",),
            steward=("hr",),
        ),
    )
    await house.ask(house.person("supervisor"), SavePermissionCard(1, "500", "", "5"))
    asked = AskChallenge("Miten tauot pidetään?", channels=("1",), until=END)
    await house.ask(house.person("supervisor"), asked)
    liisa = house.person("liisa")
    await house.ask(liisa, ShareIdea(title="Vara-avaimet autoihin", unit=1))
    await house.ask(liisa, StartExperiment(1, "Avain", END, why="Ei hakua", card=1))
    await house.ask(liisa, ShareIdea(title="Sähköpyörä kotikäynneille", unit=1))
    await house.ask(liisa, StartExperiment(2, "Pyörä", END, why="Lyhyempi", permission="outside", card=1))
    await house.ask(house.person("member"), LogQuickTrial("Tauko yhdessä", "Jaksaa", whose="otto"), CHANNEL)
    await house.ask(house.person("member"), SendReport("idea", 1, "Katsokaa."))
    await house.ask(liisa, AddComment(1, "Laatikko on kätevä."))
    return house


def filled(kind: type[Intent]) -> Intent:
    """An intent about what the town has; the quick trial is its third idea."""
    hints = get_type_hints(kind)

    def value(one: Field[Any]) -> Any:
        if one.name in ABOUT and hints[one.name] in (int, int | None):
            return 3 if kind is ItIsMine else ABOUT[one.name]
        if one.name == "what":
            return "idea"
        return next(iter(hints[one.name])) if hasattr(hints[one.name], "__members__") else ""

    needed = [one for one in fields(kind) if one.default is MISSING and one.default_factory is MISSING]
    about = [one for one in fields(kind) if one.name in ABOUT and one not in needed]
    return kind(**{one.name: value(one) for one in (*needed, *about) if one.name in hints})


Ask = Callable[[Intent], Awaitable[str]]


@asynccontextmanager
async def asking(house: House, name: str) -> AsyncIterator[Ask]:
    """What the one place says to this person: nothing when it is allowed. It only reads, so one transaction does."""
    who = house.person(name)
    async with house.database.transaction() as store:
        bare: Turn[Any] = await house.scene.turn(store, "fi")
        turn = replace(bare, request=Request(who, CHANNEL), account=await store.account(who.own))

        async def said(intent: Intent) -> str:
            try:
                await permission.check(turn, intent)
            except Refusal as no:
                return "\n".join(read(no.words, language) for language in LANGUAGES)
            return ""

        yield said


async def test_every_intent_is_allowed_to_those_whom_it_is_for_and_refused_to_the_others_in_words(town: House) -> None:
    intents = [filled(kind) for kind in KINDS.values()]
    found: dict[str, set[str]] = {kind.__name__: set() for kind in KINDS.values()}
    for name in PEOPLE:
        async with asking(town, name) as said:
            for intent in intents:
                if not await said(intent):
                    found[type(intent).__name__].add(name)
    assert found == {name: FOR.get(name, set(PEOPLE)) for name in found}


async def test_each_no_has_its_words_in_every_language(town: House) -> None:
    async with asking(town, "guest") as said:
        noes = [await said(filled(kind)) for kind in KINDS.values() if kind.__name__ in FOR]
    assert all(len(set(no.splitlines())) == len(LANGUAGES) for no in noes)


async def test_nothing_is_decided_by_hiding_a_button(town: House) -> None:
    """Whoever forges a click is refused at the door, and the idea is what it was."""
    for name in ("liisa", "otto", "member", "cooperation"):
        reply = await town.ask(town.person(name), ParkIdea(1, END, "Ei nyt."))
        assert reply.show
        assert getattr(reply.show, "tone", None) == "refused"
    async with town.database.transaction() as store:
        idea = await store.idea(1)
    assert idea
    assert idea.back_on is None


async def test_what_is_not_there_is_said_to_be_gone(town: House) -> None:
    async with asking(town, "admin") as said:
        no = await said(ParkIdea(99, END, "Ei nyt."))
    assert no.startswith("Tätä ei enää ole täällä.")
