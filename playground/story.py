"""One idea's life in both chats, step by step, played by pressing what a person would press."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, timedelta
from zoneinfo import ZoneInfo

from bot.calendar import at_local, working_day
from bot.features.experiments import days_to_ask
from bot.views.text import Text, read, say, say_in
from playground.chat import Chat, Seen
from playground.people import AINO, HOME_CARE, LIISA, MAIJA, PEKKA, WELLBEING
from playground.town import Town, until

TITLE = say("Spare keys in home care cars")
ABOUT = say("Keys are fetched from the office many times a day. That takes time away from customers.")
WHAT = say("Each car has a locked key box for four weeks.")
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
        self.starts_on = self.ends_on = self.today

    @property
    def today(self) -> date:
        return self.town.time.now().astimezone(ZONE).date()

    @property
    def country(self) -> str:
        """Whose holidays are kept."""
        return self.town.bot.clock.scene.organisation.country

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
        await self.link_channel(self.slack, AINO.slack, HOME_CARE, unit=self.words(UNIT))
        await self.link_channel(self.teams, AINO.teams, WELLBEING, unit="")
        self.told(
            say(
                "{admin} linked two channels: {slack} in Slack for home care, {teams} in Teams for everybody.",
                admin=AINO.name,
                slack="kotihoito",
                teams="Hyvinvointi",
            )
        )

    async def link_channel(self, chat: Chat, who: str | None, room: str, unit: str) -> None:
        """The admin mentions Latu in the channel and fills the form; the first time Latu finds out who it is."""
        admin = who or ""
        opened = self.words(say_in("button", "Open the form"))
        again = self.words(say("Try again"))
        await chat.write(admin, room, self.words(say_in("command", "channel")), mention=True)
        await self.press_latest(chat, admin, room, opened)
        await self.until_known(chat, admin, room, again)
        answers = {self.words(say("Work community")): unit}
        if unit:
            answers[self.words(say("Supervisor"))] = MAIJA.name
            answers[self.words(say("Internal renewer"))] = AINO.name
        await self.send(chat, admin, answers)

    async def until_known(self, chat: Chat, who: str, room: str, again: str) -> None:
        """Press `again`, in the dialog or in the private answer, until the form is there."""
        answered: Seen | None = None
        while not ((dialog := chat.dialog(who)) and dialog.questions):
            if dialog:
                await chat.press_in_dialog(who, again)
            elif (latest := self.latest(chat, who, room, again)) and latest != answered:
                answered = latest
                await chat.press(who, latest, again)
            await asyncio.sleep(0.02)

    async def share(self) -> None:
        """Liisa shares an idea in Slack; its card hangs in both chats."""
        who = LIISA.slack or ""
        await self.slack.slash(who, HOME_CARE, "/idea", self.words(TITLE))
        await until(lambda: self.slack.dialog(who))
        await self.send(self.slack, who, {self.words(say("What does not work now, and for whom?")): self.words(ABOUT)})
        await until(lambda: self.card(self.slack) and self.card(self.teams))
        self.told(say("{person} shared an idea in Slack. Its card shows in Teams too.", person=LIISA.name))

    async def support(self) -> None:
        """Pekka supports it from both chats and counts once; Maija supports it from Teams."""
        button = self.words(say_in("button", "Support"))
        await self.slack.press(PEKKA.slack or "", self.shown(self.slack), button)
        await self.press_and_close(PEKKA.teams or "", button)
        await self.press_and_close(MAIJA.teams or "", button)
        await self.both_show(self.tally(2))
        self.told(
            say(
                "{one} supported it in Slack and in Teams, which counts once; {other} supported it in Teams.",
                one=PEKKA.name,
                other=MAIJA.name,
            )
        )

    async def start_trial(self) -> None:
        """Pekka tries it, in Teams, until a working day: so the end question comes on the last day."""
        who = PEKKA.teams or ""
        await self.teams.press(who, self.shown(self.teams), self.words(say_in("button", "Let's try it")))
        self.starts_on = self.today
        self.ends_on = working_day(self.starts_on + FOUR_WEEKS, self.country)
        until_when = self.ends_on.isoformat()
        await self.send(
            self.teams,
            who,
            {self.words(say("What we try")): self.words(WHAT), self.words(say("Until when")): until_when},
        )
        await self.both_show(self.words(WHAT))
        self.told(say("{person} started a trial in Teams. Nobody had to approve it.", person=PEKKA.name))

    async def answer_checkin(self) -> None:
        """Halfway Latu asks Pekka in his own chat; the answer shows on both cards."""
        who = PEKKA.teams or ""
        halfway, _ = days_to_ask(self.starts_on, self.ends_on, self.country)
        question = await self.asked_on(halfway or self.ends_on, self.words(say("On track")))
        await self.teams.press(who, question, self.words(say("On track")))
        await self.send(self.teams, who, {self.words(say("One observation")): self.words(OBSERVATION)})
        await self.both_show(self.words(OBSERVATION))
        self.told(
            say(
                "Halfway, Latu asked {person} how it was going. The answer shows in Slack and in Teams.",
                person=PEKKA.name,
            )
        )

    async def decide(self) -> None:
        """On the last day Pekka decides, with a lesson for the next."""
        who = PEKKA.teams or ""
        question = await self.asked_on(self.ends_on, self.words(say("Adopt for good")))
        await self.teams.press(who, question, self.words(say("Adopt for good")))
        await self.send(self.teams, who, {self.words(say("What would you tell the next to try?")): self.words(LESSON)})
        await self.both_show(self.words(LESSON))
        self.told(say("On the last day {person} decided: it stays for good.", person=PEKKA.name))

    async def read_digest(self) -> None:
        """On Monday morning Maija gets her digest."""
        who = MAIJA.slack or ""
        before = len(self.slack.seen_privately(who))
        await self.travel(working_monday(self.today, self.country))
        await until(lambda: len(self.slack.seen_privately(who)) > before)
        digest = self.slack.seen_privately(who)[-1]
        self.tell(
            Step(say("On Monday morning {person} got a digest of the week.", person=MAIJA.name), (("Slack", digest),))
        )

    async def asked_on(self, day: date, label: str) -> Seen:
        """Let time pass until the day on which Latu asks Pekka a question with this button."""
        await self.travel(day)
        who = PEKKA.teams or ""
        return await until(lambda: next((one for one in self.teams.seen_privately(who) if label in one.buttons), None))

    async def travel(self, day: date) -> None:
        """To the hour of a day at which people are asked; Latu is asked what is due."""
        self.town.time.travel(at_local(day, ZONE).astimezone(UTC))
        await self.town.bot.clock.tick()

    async def press_latest(self, chat: Chat, who: str, room: str, label: str) -> None:
        """Press the button in the newest message that shows it to this person."""
        await chat.press(who, await until(lambda: self.latest(chat, who, room, label)), label)

    def latest(self, chat: Chat, who: str, room: str, label: str) -> Seen | None:
        """The newest message with this button, if there is one."""
        return next((one for one in reversed(chat.seen(room, who)) if label in one.buttons), None)

    async def press_and_close(self, who: str, label: str) -> None:
        """Press a button of the card in Teams, and close the answer."""
        await self.teams.press(who, self.shown(self.teams), label)
        self.teams.close(who)

    async def send(self, chat: Chat, who: str, answers: Mapping[str, str | Sequence[str]]) -> None:
        """Fill the open form, send it, and close what it answers."""
        await until(lambda: chat.dialog(who))
        chat.fill(who, answers)
        await chat.submit(who)
        dialog = chat.dialog(who)
        if dialog and dialog.questions:
            raise AssertionError(f"the form was not taken: {dialog}")
        if dialog:
            chat.close(who)

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
        cards = tuple((chat.name, card) for chat in (self.slack, self.teams) if (card := self.card(chat)))
        self.tell(Step(sentence, cards))
