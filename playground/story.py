"""One idea's life in both chats, step by step, played by pressing what a person would press."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from bot.calendar import at_local, working_day
from bot.model import Cadence
from bot.rhythm import following
from bot.views.text import Text, read, say, say_in
from playground.acting import Actor
from playground.chat import Chat, Seen
from playground.people import AINO, HOME_CARE, KAISA, LIISA, MAIJA, PEKKA, WELLBEING, Somebody
from playground.town import Town
from playground.waiting import until

TITLE = say("Spare keys in home care cars")
ABOUT = say("Keys are fetched from the office many times a day. That takes time away from customers.")
WHAT = say("Each car has a locked key box for four weeks.")
WHY = say("Nobody has to fetch keys from the office.")
OBSERVATION = say("Two trips a day have been left out.")
LESSON = say("Agree first who checks the boxes in the evening.")
UNIT = say("Home care")
ZONE = ZoneInfo("Europe/Helsinki")
FOUR_WEEKS = timedelta(days=28)


@dataclass(frozen=True, slots=True)
class Step:
    """What was done, and the messages that it left behind, chat by chat."""

    told: Text
    seen: tuple[tuple[str, Seen], ...]


def working_monday(today: date, country: str) -> date:
    """The first Monday to come that is no holiday: on a holiday no digest leaves."""
    monday = today + timedelta(days=7 - today.weekday())
    while working_day(monday, country) != monday:
        monday += timedelta(days=7)
    return monday


class Story:
    """Plays itself in a town; `tell` gets each step when it has happened."""

    def __init__(self, town: Town, tell: Callable[[Step], None], language: str) -> None:
        self.town = town
        self.tell = tell
        self.language = language
        self.slack, self.teams = town.slack, town.teams
        self.tried_in: Chat = town.teams
        self.starts_on = self.ends_on = self.today

    @property
    def today(self) -> date:
        return self.town.time.now().astimezone(ZONE).date()

    @property
    def pekka(self) -> Actor:
        """Where he tries it."""
        return self.actor(self.tried_in, PEKKA)

    @property
    def halfway(self) -> date:
        """When Latu asks how the trial is going."""
        plan = (self.starts_on, self.ends_on, Cadence.MIDWAY, self.town.country)
        _, day = following(*plan, after=self.starts_on)
        return day

    def actor(self, chat: Chat, somebody: Somebody) -> Actor:
        """Somebody in a chat."""
        return Actor(chat, somebody.slack if chat is self.slack else somebody.teams, self.language)

    def words(self, text: Text) -> str:
        """The sentence in the story's language, as people see and type it."""
        return read(text, self.language)

    async def play(self) -> None:
        await self.link()
        await self.share()
        await self.support()
        await self.start_trial()
        await self.read_digest()
        await self.answer_checkin()
        await self.decide()

    async def link(self) -> None:
        """Aino links one channel in each chat."""
        roles = ((say("Supervisor"), MAIJA.name), (say("Internal renewer"), KAISA.name))
        await self.actor(self.slack, AINO).link(HOME_CARE, self.words(UNIT), roles)
        await self.actor(self.teams, AINO).link(WELLBEING, "")
        self.told(
            say(
                "{admin} linked two channels: {slack} in Slack for home care, {teams} in Teams for everybody.",
                admin=AINO.name,
                slack="kotihoito",
                teams="Hyvinvointi",
            )
        )

    async def share(self) -> None:
        """Liisa shares an idea in Slack; its card hangs in both chats."""
        liisa = self.actor(self.slack, LIISA)
        await self.slack.slash(LIISA.slack or "", HOME_CARE, "/idea", self.words(TITLE))
        await liisa.submit((say("What does not work now, and for whom?"), self.words(ABOUT)))
        liisa.close()
        await until(lambda: self.card(self.slack) and self.card(self.teams))
        await self.both_show(LIISA.name)
        self.told(say("{person} shared an idea in Slack. Its card shows in Teams too.", person=LIISA.name))

    async def support(self) -> None:
        """Pekka supports it from both chats and counts once; Maija supports it from Teams."""
        for chat, who in ((self.slack, PEKKA), (self.teams, PEKKA), (self.teams, MAIJA)):
            actor = self.actor(chat, who)
            await actor.press(self.shown(chat), say_in("button", "Support"))
            actor.close()
        await self.both_show(self.tally(2))
        self.told(
            say(
                "{one} supported it in Slack and in Teams, which counts once; {other} supported it in Teams.",
                one=PEKKA.name,
                other=MAIJA.name,
            )
        )

    async def start_trial(self) -> None:
        """Pekka tries it, until a working day: so the end question comes on the last day."""
        await self.pekka.press(self.shown(self.tried_in), say_in("button", "Let's try it"))
        self.starts_on = self.today
        self.ends_on = working_day(self.starts_on + FOUR_WEEKS, self.town.country)
        until_when = self.ends_on.isoformat()
        await self.pekka.submit(
            (say("What we try"), self.words(WHAT)),
            (say("Why it could help"), self.words(WHY)),
            (say("Until when"), until_when),
        )
        self.pekka.close()
        await self.both_show(self.words(WHAT))
        self.told(say("{person} started a trial in Teams. Nobody had to approve it.", person=PEKKA.name))

    async def answer_checkin(self) -> None:
        """Halfway Latu asks Pekka in his own chat; the answer shows on both cards."""
        await self.answers(self.halfway, say("On track"), say("One observation"), OBSERVATION)
        await self.both_show(self.words(OBSERVATION))
        self.told(
            say(
                "Halfway, Latu asked {person} how it was going. The answer shows in Slack and in Teams.",
                person=PEKKA.name,
            )
        )

    async def decide(self) -> None:
        """On the last day Pekka decides, with a lesson for the next."""
        asked = say("What would you tell the next to try?")
        await self.answers(self.ends_on, say("Adopt for good"), asked, LESSON)
        await self.both_show(self.words(LESSON))
        self.told(say("On the last day {person} decided: it stays for good.", person=PEKKA.name))

    async def read_digest(self) -> None:
        """On Monday morning Maija gets her digest."""
        who = MAIJA.slack or ""
        before = len(self.slack.seen_privately(who))
        await self.travel(working_monday(self.today, self.town.country))
        await until(lambda: len(self.slack.seen_privately(who)) > before)
        digest = self.slack.seen_privately(who)[-1]
        self.tell(
            Step(say("On Monday morning {person} got a digest of the week.", person=MAIJA.name), (("Slack", digest),))
        )

    async def answers(self, day: date, button: Text, question: Text, answer: Text) -> None:
        """Let time pass until the day on which Latu asks Pekka, and answer with this button and its form."""
        await self.travel(day)
        asked = await until(lambda: self.pekka.asked(self.words(TITLE), button))
        await self.pekka.press(asked, button)
        await self.pekka.submit((question, self.words(answer)))
        self.pekka.close()

    async def travel(self, day: date) -> None:
        """To the hour of a day at which people are asked; Latu is asked what is due."""
        self.town.time.travel(at_local(day, ZONE))
        await self.town.bot.clock.tick()

    def card(self, chat: Chat) -> Seen | None:
        """The idea's card in a chat, if it hangs there."""
        room = HOME_CARE if chat is self.slack else WELLBEING
        return next((one for one in chat.seen(room) if self.words(TITLE) in one.lines), None)

    def shown(self, chat: Chat) -> Seen:
        """The idea's card in a chat."""
        if found := self.card(chat):
            return found
        raise AssertionError(f"the card does not hang in {chat.name}")

    def tally(self, count: int) -> str:
        """What the card says of its support."""
        return self.words(
            Text("{count} person supports this", {"count": count}, None, "{count} people support this", count)
        )

    async def both_show(self, words: str) -> None:
        await until(lambda: all(words in self.shown(chat).text for chat in (self.slack, self.teams)))

    def told(self, sentence: Text) -> None:
        """The step, with the card as it looks now in each chat."""
        self.tell(Step(sentence, self.cards()))

    def cards(self) -> tuple[tuple[str, Seen], ...]:
        """The idea's card as it looks now in each chat."""
        return tuple((chat.name, card) for chat in (self.slack, self.teams) if (card := self.card(chat)))
