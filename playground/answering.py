"""What supervisors and admins answer in the model municipality, and put aside: from More on the cards."""

from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from bot.model import AnswerKind
from bot.views.answers import KINDS
from bot.views.aside import MERGE_INTO, PARK_DAY
from bot.views.text import say, say_in
from playground.acting import Actor
from playground.chat import Seen
from playground.people import PEOPLE, WELLBEING, Somebody, Words
from playground.seeds import PutAside, Replied, Shared, ideas
from playground.town import Town

ZONE = ZoneInfo("Europe/Helsinki")
FOR_EVERYBODY = {"slack": "C0IDEAT000", "teams": WELLBEING}
"""The channels that show every idea."""


class Answering:
    """Plays the answers of the seeds, with what the town's life lends."""

    def __init__(
        self,
        town: Town,
        actor: Callable[[Somebody, str], Actor],
        hanging: Callable[[Actor, str], Awaitable[Seen]],
        words: Callable[[Words], str],
    ) -> None:
        self.town, self.actor, self.hanging, self.words = town, actor, hanging, words

    def in_days(self, days: int) -> str:
        today: date = self.town.time.now().astimezone(ZONE).date()
        return (today + timedelta(days=days)).isoformat()

    async def reply(self, idea: Shared, answer: Replied) -> None:
        """Give the promised answer, from More on the card."""
        actor, title = self.actor(PEOPLE[answer.by], idea.chat), self.words(idea.title)
        await self.town.quiet()
        await actor.press(await self.hanging(actor, title), say_in("button", "More"))
        await actor.choose(FOR_EVERYBODY[actor.chat.name.lower()], say_in("button", "Answer"))
        await actor.submit(
            (say("What do you answer?"), actor.words(KINDS[AnswerKind(answer.kind)])),
            (say_in("label", "Reason"), self.words(answer.reason)),
            *(((PARK_DAY, self.in_days(answer.days)),) if answer.days else ()),
        )
        actor.close()

    async def put_aside(self, idea: Shared, aside: PutAside) -> None:
        """From More on the card: park it until a day, merge it into another one, or decline it."""
        actor, title = self.actor(PEOPLE[aside.by], idea.chat), self.words(idea.title)
        way, asked = say_in("button", "Not going ahead"), []
        if aside.days:
            way, asked = say_in("button", "Come back later"), [(PARK_DAY, self.in_days(aside.days))]
        elif aside.into:
            into = next(one for one in ideas() if one.title["en"] == aside.into)
            way, asked = say_in("button", "Merge with another idea"), [(MERGE_INTO, self.words(into.title))]
        await self.town.quiet()
        await actor.press(await self.hanging(actor, title), say_in("button", "More"))
        await actor.choose(FOR_EVERYBODY[actor.chat.name.lower()], way)
        await actor.submit(*asked, (say_in("label", "Reason"), self.words(aside.reason)))
        actor.close()
