"""What the model municipality aims at and asks its people: goals, and a challenge that an idea answers."""

from bot.intents import SaveGoal, WriteChallenge
from bot.model import Area
from bot.views.text import number
from playground.seeds import Shared, aims
from playground.unseen import Unseen


class Aims:
    """Plays seeds/aims.yaml; the numbers are by English names and questions."""

    def __init__(self, latu: Unseen) -> None:
        self.latu = latu
        self.challenges: dict[str, int] = {}

    async def write(self) -> None:
        """Aino writes the goals."""
        for one in aims().goals:
            goal = SaveGoal(
                area=Area(one.area),
                name=self.latu.words(one.name),
                measure=self.latu.words(one.measure.name),
                measure_unit=self.latu.words(one.measure.unit),
                baseline=number(one.measure.start, self.latu.language),
                target=number(one.measure.goal, self.latu.language),
                unit=self.latu.units.get(one.unit or ""),
            )
            await self.latu.ask("aino", "slack", goal)

    async def ask(self, passed: int) -> None:
        """The challenges of this day of the town, each in one channel."""
        for one in aims().challenges:
            if one.day == passed:
                question, about = self.latu.words(one.question), self.latu.words(one.about)
                until = self.latu.later(one.days)
                opens, answers = WriteChallenge(), {"question": question, "about": about, "until": until}
                asked = await self.latu.fill(one.by, one.chat, opens, one.room, **answers)
                self.challenges[one.question["en"]] = asked.post[0].subject.id

    async def of(self, idea: Shared) -> tuple[str, ...]:
        """The goals that an idea aims at."""
        wanted = [self.latu.words(one.name) for one in aims().goals if one.name["en"] in idea.goals]
        return tuple(str(one.id) for one in await self.latu.store.goals() if one.name in wanted) if wanted else ()
