"""The model municipality lives six weeks before anybody looks: its people share, support, try and decide."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import groupby

from bot.intents import AddComment, SayWouldHelp, ShareIdea, Support, WithdrawIdea
from playground.aiming import Aims
from playground.answering import put_aside, reply
from playground.quick import QuickTrials
from playground.seeds import Shared, ideas
from playground.settling import settle_in
from playground.story import Step, Story
from playground.time import real_time
from playground.town import Town
from playground.trials import Trials
from playground.unseen import Unseen

DAYS = 42
"""How long it lives."""
SOMEBODY = {"slack": "liisa", "teams": "pekka"}
"""Who shares what is anonymous."""


class Life:
    """Plays the seeds in a town, in its language; afterwards the town's time is `DAYS` later."""

    def __init__(self, town: Town) -> None:
        self.latu = Unseen(town)
        self.trials, self.quick, self.aims = Trials(self.latu), QuickTrials(self.latu), Aims(self.latu)

    async def play(self, told: Callable[[float], None]) -> None:
        """Settle in, then live day by day and week by week; `told` hears how much of it has passed."""
        async with self.latu.passing():
            await settle_in(self.latu)
            await self.aims.write()
        first = self.latu.later(1)
        for week in weeks(first):
            told(week[0] / DAYS)
            async with self.latu.passing():
                for passed in week:
                    await self.live(passed, first + timedelta(days=passed))
        told(1.0)

    async def live(self, passed: int, day: date) -> None:
        """One day: what Latu asks is answered first."""
        asked = await self.latu.wake_up(day)
        await self.trials.answer(asked)
        await self.quick.answer(asked)
        await self.trials.decline()
        await self.aims.ask(passed)
        for idea in ideas():
            if idea.day == passed:
                await self.share(idea)
            if idea.trial and idea.trial.day == passed:
                await self.trials.start(idea, idea.trial)
            for comment in idea.comments:
                if comment.day == passed:
                    said = AddComment(self.latu.ideas[idea.title["en"]], self.latu.words(comment.text))
                    await self.latu.ask(comment.by, idea.chat, said)
            if idea.answer and idea.answer.day == passed:
                await reply(self.latu, idea, idea.answer)
            if idea.aside and idea.aside.day == passed:
                await put_aside(self.latu, idea, idea.aside)
        await self.quick.log(passed)

    async def share(self, idea: Shared) -> None:
        """Share it, and let the others support it."""
        new = ShareIdea(
            self.latu.words(idea.title),
            self.latu.words(idea.about) if idea.about else "",
            self.latu.units.get(idea.unit or ""),
            idea.benefits,
            idea.origin,
            idea.kind,
            "named" if idea.by else "anonymous",
            await self.aims.of(idea),
            anyway=True,
            challenge=self.aims.challenges[idea.answers] if idea.answers else None,
        )
        author = idea.by or SOMEBODY[idea.chat]
        number = self.latu.ideas[idea.title["en"]] = await self.latu.hung(author, idea.chat, new)
        for who in idea.support:
            await self.latu.ask(who, idea.chat, Support(number))
        for who, unit in idea.would_help.items():
            await self.latu.ask(who, idea.chat, SayWouldHelp(number, self.latu.units[unit]))
        if idea.withdrawn:
            await self.latu.ask(author, idea.chat, WithdrawIdea(number))


def weeks(first: date) -> list[list[int]]:
    """The days of each week of the town, to the Monday on which its digests come."""
    days = groupby(range(DAYS), key=lambda passed: (first + timedelta(days=passed - 1)).isocalendar()[:2])
    return [list(week) for _, week in days]


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
    town.time.travel(real_time())
