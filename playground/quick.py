"""The quick trials of the model municipality: logged in channels, claimed, and answered two weeks later."""

import asyncio
from collections.abc import Awaitable, Callable

from bot.model import Decision
from bot.views.checkins import STAYED
from bot.views.text import Text, say, say_in
from playground.acting import Actor
from playground.chat import Seen
from playground.people import PEOPLE, Somebody, Words
from playground.seeds import Quick, Stayed, quick_trials

ANSWERS = {
    "yes": (STAYED[Decision.ADOPT], say("What would you tell the next to try?")),
    "changed": (STAYED[Decision.ADAPT], say("What changed?")),
    "no": (STAYED[Decision.STOP], say("This too is a result. What would you tell the next to try?")),
}


class QuickTrials:
    """Plays seeds/quick.yaml day by day, with what the town's life lends."""

    def __init__(
        self,
        actor: Callable[[Somebody, str], Actor],
        hanging: Callable[[Actor, str], Awaitable[Seen]],
        support: Callable[[Actor, str], Awaitable[None]],
        words: Callable[[Words], str],
    ) -> None:
        self.actor, self.hanging, self.support, self.words = actor, hanging, support, words
        self.asked: list[tuple[Actor, str, Stayed]] = []

    async def log(self, day: int) -> None:
        """What is logged on this day of the town."""
        for one in quick_trials():
            if one.day == day:
                await self.log_one(one)

    async def log_one(self, one: Quick) -> None:
        """One form; then the colleague says that it is theirs, and others support it."""
        actor, title = self.actor(PEOPLE[one.by], one.chat), self.words(one.what)
        word = say_in("command", "meeting") if one.meeting else say_in("command", "quick trial")
        await actor.begin_quick(one.room, actor.words(word))
        whose = self.words(one.name) if one.name else PEOPLE[one.whose].name if one.whose else ""
        answers: list[tuple[Text, str]] = [
            (say("What do we do differently?"), title),
            (say("What good does it do?"), self.words(one.good)),
        ]
        await actor.submit(*answers, *([(say("Whose idea?"), whose)] if whose else []))
        actor.close()
        if one.whose and one.claimed:
            actor = await self.claim(self.actor(PEOPLE[one.whose], one.chat), title)
        await asyncio.gather(*(self.support(self.actor(PEOPLE[who], one.chat), title) for who in one.support))
        if one.stayed:
            self.asked.append((actor, title, one.stayed))

    async def claim(self, owner: Actor, title: str) -> Actor:
        """Press the card's button, in the channel for everybody."""
        await owner.press(await self.hanging(owner, title), say("It is mine"))
        owner.close()
        return owner

    async def answer(self) -> None:
        """Whoever is asked whether it stayed answers."""
        for one in [*self.asked]:
            actor, title, stayed = one
            choice, question = ANSWERS[stayed.answer]
            if asked := actor.asked(title, choice):
                self.asked.remove(one)
                await actor.press(asked, choice)
                await actor.submit((question, self.words(stayed.lesson)))
                actor.close()
