"""The model municipality lives six weeks before anybody looks: its people share, support, try and decide, by clicks."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

from bot.calendar import at_local
from bot.model import Answer, Decision, Role
from bot.views.checkins import ANSWERS, DECISIONS
from bot.views.ideas import BENEFITS, KINDS, ORIGINS
from bot.views.roles import ROLES
from bot.views.text import Text, say, say_in
from playground.acting import Actor
from playground.aiming import Aims
from playground.answering import FOR_EVERYBODY, Answering
from playground.appointing import appoint
from playground.chat import Chat, Seen
from playground.measuring import measuring, reading
from playground.people import (
    AINO,
    HOME_CARE,
    LIISA,
    PEKKA,
    PEOPLE,
    WELLBEING,
    Linked,
    Permitted,
    Somebody,
    Words,
    municipality,
    supervisor_of,
)
from playground.quick import QuickTrials
from playground.seeds import Commented, Decided, Declined, Shared, Tried, ideas
from playground.story import Step, Story
from playground.time import real_time
from playground.town import Town
from playground.waiting import until

ZONE = ZoneInfo("Europe/Helsinki")
DAYS = 42
"""How long it lives."""
TEN = time(10)


@dataclass(slots=True)
class Running:
    """A trial, and what has been answered about it."""

    owner: Actor
    title: str
    plan: Tried
    answered: int = 0
    decided: bool = False


class Life:
    """Plays the seeds in a town, in its language; afterwards the town's time is `DAYS` later."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.running: list[Running] = []
        self.cards: dict[tuple[str, str], Seen] = {}
        """Where an idea's card hangs in a chat, by the chat's name and the title."""
        self.quick = QuickTrials(self.actor, self.hanging, self.support, self.words)
        self.answering = Answering(town, self.actor, self.hanging, self.words)
        self.aims = Aims(self.actor, self.words)
        self.asking: list[tuple[Actor, str, Declined]] = []
        """Whoever answers with a no, and to what."""

    async def play(self, told: Callable[[float], None]) -> None:
        """Link the channels, then live day by day; `told` hears how much of it has passed."""
        await self.link()
        first = self.today + timedelta(days=1)
        for passed in range(DAYS):
            told(passed / DAYS)
            await self.wake_up(first + timedelta(days=passed))
            await self.aims.ask(passed, self.today)
            for idea in ideas():
                if idea.day == passed:
                    await self.share(idea)
                if idea.trial and idea.trial.day == passed:
                    await self.start(idea, idea.trial)
                for comment in idea.comments:
                    if comment.day == passed:
                        await self.comment(idea, comment)
                if idea.answer and idea.answer.day == passed:
                    await self.answering.reply(idea, idea.answer)
                if idea.aside and idea.aside.day == passed:
                    await self.answering.put_aside(idea, idea.aside)
            await self.quick.log(passed)
        told(1.0)

    @property
    def today(self) -> date:
        return self.town.time.now().astimezone(ZONE).date()

    def words(self, text: Words) -> str:
        """An example's text in the town's language."""
        return text[self.town.language]

    def actor(self, somebody: Somebody, chat: str) -> Actor:
        """Somebody in the chat, or in the other one for who is not in it."""
        account = getattr(somebody, chat)
        chat = chat if account else {"slack": "teams", "teams": "slack"}[chat]
        both: dict[str, Chat] = {"slack": self.town.slack, "teams": self.town.teams}
        return Actor(both[chat], getattr(somebody, chat), self.town.language)

    async def link(self) -> None:
        """Aino links the channels that are not linked yet."""
        for channel in municipality().channels:
            if channel.id not in (HOME_CARE, WELLBEING):
                roles = municipality().roles.get(channel.unit or "", {}).items()
                picked = [(ROLES[Role(role)], PEOPLE[who]) for role, who in roles]
                named = [(role, one.name) for role, one in picked if getattr(one, channel.chat)]
                unit = self.words(municipality().units[channel.unit]) if channel.unit else ""
                await self.actor(AINO, channel.chat).link(channel.id, unit, named)
        await appoint(self.actor)
        for channel in municipality().channels:
            if card := municipality().permissions.get(channel.unit or ""):
                await self.permit(channel, card)
        await self.aims.write()

    async def permit(self, channel: Linked, card: Permitted) -> None:
        """The supervisor writes the permission card."""
        await self.town.quiet()
        actor = self.actor(supervisor_of(channel.unit), channel.chat)
        await actor.open_permission_card(channel.id)
        await actor.submit(
            (say("A trial costs less than (€)"), card.cost),
            (say("In your own words"), self.words(card.words)),
            (say("How many working days may an answer about anything else take?"), card.days),
        )
        actor.close()

    async def share(self, idea: Shared) -> None:
        """Fill the whole form, wait for the card, and let the others support it."""
        author = PEOPLE[idea.by] if idea.by else {"slack": LIISA, "teams": PEKKA}[idea.chat]
        actor, title = self.actor(author, idea.chat), self.words(idea.title)
        goals = await self.aims.begin(actor, idea, FOR_EVERYBODY[idea.chat])
        await actor.unfold(say("Show more choices, such as sharing anonymously"), say("Who benefits?"))
        unit = self.words(municipality().units[idea.unit]) if idea.unit else actor.words(say("No work community"))
        name = say("With my name") if idea.by else say("Anonymously")
        await actor.submit(
            (say("The idea in one sentence"), title),
            (say("What does not work now, and for whom?"), self.words(idea.about) if idea.about else ""),
            (say("Work community"), unit),
            (say("Who benefits?"), [actor.words(BENEFITS[one]) for one in idea.benefits]),
            (say("Whose observation?"), actor.words(ORIGINS[idea.origin])),
            (say("Is it an idea or a need?"), actor.words(KINDS[idea.kind])),
            (say("I share the idea"), actor.words(name)),
            *goals,
        )
        await self.hanging(actor, title)
        if idea.withdrawn:
            await self.town.quiet()
            await actor.chat.press_in_dialog(actor.who, actor.words(say("Withdraw the idea")))
            await actor.submit()
        actor.close()
        await asyncio.gather(*(self.support(self.actor(PEOPLE[who], idea.chat), title) for who in idea.support))
        for who, unit in idea.would_help.items():
            await self.would_help(self.actor(PEOPLE[who], idea.chat), title, self.words(municipality().units[unit]))

    async def would_help(self, actor: Actor, title: str, unit: str) -> None:
        """Say that it would help one's own work community too."""
        await actor.press(await self.hanging(actor, title), say_in("button", "Would help us too"))
        await actor.submit((say("Which work community would it help?"), unit))
        actor.close()

    async def comment(self, idea: Shared, comment: Commented) -> None:
        """Say something, through the card's form."""
        actor = self.actor(PEOPLE[comment.by], idea.chat)
        await actor.press(await self.hanging(actor, self.words(idea.title)), say_in("button", "Comment"))
        await actor.submit((say_in("label", "Comment"), self.words(comment.text)))
        actor.close()

    async def join(self, actor: Actor, title: str) -> None:
        """Be in the trial that has just begun."""
        await actor.press(await self.hanging(actor, title), say_in("button", "I'm in"))
        await actor.submit()
        actor.close()

    async def support(self, actor: Actor, title: str) -> None:
        """Press the card's button."""
        await actor.press(await self.hanging(actor, title), say_in("button", "Support"))
        actor.close()

    async def hanging(self, actor: Actor, title: str) -> Seen:
        """The idea's card in the channel for everybody of this person's chat."""
        room, which = FOR_EVERYBODY[actor.chat.name.lower()], (actor.chat.name, title)
        if which not in self.cards:
            self.cards[which] = await until(
                lambda: next((one for one in reversed(actor.chat.seen(room)) if title in one.lines), None)
            )
        return self.cards[which]

    async def start(self, idea: Shared, trial: Tried) -> None:
        """Start the trial from the card."""
        actor, title = self.actor(PEOPLE[trial.by], idea.chat), self.words(idea.title)
        await self.town.quiet()
        await actor.press(await self.hanging(actor, title), say_in("button", "Let's try it"))
        await until(lambda: actor.asks(say("What we try")))
        ends_on = self.today + timedelta(days=trial.days)
        if trial.measure:
            await actor.unfold(say("Show the other questions"), say("How we notice"))
        outside = (say("Is the trial on the permission card?"), actor.words(say("Outside it: I ask for permission")))
        await actor.submit(
            (say("What we try"), self.words(trial.what)),
            (say("Why it could help"), self.words(trial.why)),
            (say("Until when"), ends_on.isoformat()),
            *measuring(trial, self.town.language),
            *((outside,) if trial.outside else ()),
        )
        actor.close()
        if trial.declined:
            self.asking.append((self.actor(supervisor_of(idea.unit), idea.chat), title, trial.declined))
        if trial.outside:
            return
        self.running.append(Running(actor, title, trial))
        await self.town.quiet()
        for who in trial.joined:
            await self.join(self.actor(PEOPLE[who], idea.chat), title)

    async def wake_up(self, day: date) -> None:
        """The next morning: Latu is asked what is due, and people answer what it asks."""
        self.town.time.travel(at_local(day, ZONE, TEN))
        await self.town.bot.clock.tick()
        await self.town.quiet()
        for trial in self.running:
            await self.answer(trial)
        await self.quick.answer()
        for question in list(self.asking):
            await self.decline(*question)

    async def decline(self, supervisor: Actor, title: str, declined: Declined) -> None:
        """Not now, once the question has come."""
        if question := supervisor.asked(title, say("Not now, with a reason")):
            self.asking.remove((supervisor, title, declined))
            review_on = self.today + timedelta(days=declined.days)
            await supervisor.press(question, say("Not now, with a reason"))
            await supervisor.submit(
                (say_in("label", "Reason"), self.words(declined.reason)),
                (say("Review date"), review_on.isoformat()),
            )
            supervisor.close()

    async def answer(self, trial: Running) -> None:
        """What Latu asks about a trial is answered as far as the data say; the rest stays open."""
        plan, owner = trial.plan, trial.owner
        halfway = owner.asked(trial.title, ANSWERS[Answer.ON_TRACK])
        if halfway and trial.answered < len(plan.checkins):
            said = plan.checkins[trial.answered]
            trial.answered += 1
            await owner.press(halfway, ANSWERS[Answer(said.answer)])
            await owner.submit(
                (say("One observation"), self.words(said.observation)), *reading(plan, said.value, self.town.language)
            )
            owner.close()
        end = owner.asked(trial.title, DECISIONS[Decision.ADOPT])
        if end and plan.decision and not trial.decided:
            await self.decide(trial, end, plan.decision)

    async def decide(self, trial: Running, question: Seen, decided: Decided) -> None:
        """Adopt, adapt or stop, with the lesson."""
        trial.decided = True
        choice, lesson = Decision(decided.choice), say("What would you tell the next to try?")
        if choice is Decision.STOP:
            lesson = say("This too is a result. What would you tell the next to try?")
        answers: list[tuple[Text, str]] = [(lesson, self.words(decided.lesson))]
        if decided.days:
            ends_on = self.today + timedelta(days=decided.days)
            answers.append((say("Until when"), ends_on.isoformat()))
        await trial.owner.press(question, DECISIONS[choice])
        await trial.owner.submit(*answers)
        trial.owner.close()


async def settle(town: Town, tell: Callable[[Step], None], told: Callable[[float], None]) -> None:
    """The story, then the life of the town, as fast as they go; then it is today."""
    await begin(town, tell)
    await live_on(town, told)


async def begin(town: Town, tell: Callable[[Step], None]) -> None:
    """The story of one idea."""
    with town.hurried():
        await Story(town, tell, town.language).play()


async def live_on(town: Town, told: Callable[[float], None]) -> None:
    """The life of the town, until it is today."""
    with town.hurried():
        await Life(town).play(told)
        await town.quiet()
    town.time.travel(real_time())
