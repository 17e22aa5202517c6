"""What the model municipality aims at and asks its people: goals, and a challenge that an idea answers."""

from collections.abc import Callable
from datetime import date, timedelta

from bot.model import Area
from bot.views.goals import AREAS
from bot.views.text import Text, number, say, say_in
from playground.acting import Actor, Answer
from playground.chat import Seen
from playground.people import AINO, PEOPLE, Somebody, Words, municipality
from playground.seeds import Aimed, Asked, Shared, aims
from playground.waiting import until


class Aims:
    """Plays seeds/aims.yaml, with what the town's life lends."""

    def __init__(self, actor: Callable[[Somebody, str], Actor], words: Callable[[Words], str]) -> None:
        self.actor, self.words = actor, words

    async def write(self) -> None:
        """Aino writes the goals."""
        actor = self.actor(AINO, "slack")
        for goal in aims().goals:
            await self.open(actor, say_in("command", "goals"), say("Write a goal"))
            await actor.submit(*self.goal(goal, actor))
            actor.close()

    def goal(self, goal: Aimed, actor: Actor) -> tuple[Answer, ...]:
        """What is typed into its form."""
        unit = self.words(municipality().units[goal.unit]) if goal.unit else actor.words(say("The whole organisation"))
        return (
            (say("The goal in one sentence"), self.words(goal.name)),
            (say("Area of results"), actor.words(AREAS[Area(goal.area)])),
            (say("Whose goal is it?"), unit),
            (say("How we notice"), self.words(goal.measure.name)),
            (say("In which unit"), self.words(goal.measure.unit)),
            (say_in("label", "At the start"), number(goal.measure.start, actor.language)),
            (say_in("label", "Goal"), number(goal.measure.goal, actor.language)),
        )

    async def open(self, actor: Actor, word: Text, label: Text) -> None:
        """Write a word to Latu alone, and press the button of its answer that opens a form."""
        wanted = actor.words(label)
        before = {one.id for one in actor.offering(wanted)}
        await actor.chat.write_privately(actor.who, actor.words(word))
        answer = await until(lambda: next((one for one in actor.offering(wanted) if one.id not in before), None))
        await actor.press(answer, label)
        await until(lambda: actor.chat.dialog(actor.who))

    async def ask(self, passed: int, today: date) -> None:
        """The challenges of this day of the town."""
        for one in aims().challenges:
            if one.day == passed:
                await self.ask_one(one, today)

    async def ask_one(self, one: Asked, today: date) -> None:
        """In the channel of its work community, of several that the form offers."""
        actor = self.actor(PEOPLE[one.by], one.chat)
        await self.open(actor, say_in("command", "challenge"), say("Ask a challenge"))
        dialog, unit = actor.chat.dialog(actor.who), self.words(municipality().units[one.unit])
        offered = [choice for question in dialog.questions for choice in question.choices] if dialog else []
        await actor.submit(
            (say("The question in one sentence"), self.words(one.question)),
            (say("Why do you ask?"), self.words(one.about)),
            (say("In which channels?"), [choice for choice in offered if choice.startswith(unit)]),
            (say("Until when"), (today + timedelta(days=one.days)).isoformat()),
        )
        actor.close()

    async def begin(self, actor: Actor, idea: Shared, room: str) -> tuple[Answer, ...]:
        """Until the form of an idea is open: from the challenge that it answers, or as any other.

        Answers with the goals that are chosen in it.
        """
        if idea.answers:
            asked = next(one for one in aims().challenges if one.question["en"] == idea.answers)
            question = self.words(asked.question)
            await actor.press(
                await until(lambda: self.hanging(actor, asked.room, question)), say("Answer with an idea")
            )
            await until(lambda: actor.chat.dialog(actor.who))
        else:
            await actor.begin_idea(room, self.words(idea.title) if idea.by else "")
        chosen = [self.words(one.name) for one in aims().goals if one.name["en"] in idea.goals]
        return ((say("Which goals does it aim at?"), chosen),) if chosen else ()

    def hanging(self, actor: Actor, room: str, question: str) -> Seen | None:
        """The challenge's card in its channel."""
        return next((one for one in reversed(actor.chat.seen(room)) if question in one.lines), None)
