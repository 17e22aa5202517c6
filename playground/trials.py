"""The trials of the model municipality: started, joined, asked about, decided."""

from dataclasses import dataclass
from typing import Any

from bot.intents import AnswerCheckIn, JoinTrial, OpenDecision, SayNotNow, StartExperiment
from bot.model import Answer, Cadence, Decision, Question
from bot.views.text import number
from playground.people import municipality
from playground.seeds import Declined, Shared, Tried
from playground.unseen import Unseen


@dataclass(slots=True)
class Running:
    """A trial, and what has been answered about it."""

    chat: str
    plan: Tried
    answered: int = 0
    decided: bool = False


class Trials:
    """Plays the trials of the seeds."""

    def __init__(self, latu: Unseen) -> None:
        self.latu = latu
        self.running: dict[int, Running] = {}
        self.asking: dict[int, tuple[str, str, Declined]] = {}
        """Who answers with a no, in which chat; both by the number of the idea."""

    async def start(self, idea: Shared, trial: Tried) -> None:
        """Inside the permission card others join at once; outside it somebody is asked first."""
        latu, number = self.latu, self.latu.ideas[idea.title["en"]]
        plan = StartExperiment(
            number,
            what=latu.words(trial.what),
            why=latu.words(trial.why),
            until=latu.later(trial.days),
            permission="outside" if trial.outside else "inside",
            card=latu.units.get(idea.unit or ""),
            cooperation="yes" if trial.cooperation else "no",
            **self.measuring(trial),
        )
        await latu.ask(trial.by, idea.chat, plan)
        if trial.declined:
            supervisor = municipality().roles[idea.unit or ""]["supervisor"]
            self.asking[number] = (supervisor, idea.chat, trial.declined)
        if trial.outside:
            return
        self.running[number] = Running(idea.chat, trial)
        for who in trial.joined:
            (begun,) = await latu.store.experiments_of(number)
            await latu.ask(who, idea.chat, JoinTrial(begun.id))

    def measuring(self, trial: Tried) -> dict[str, Any]:
        """What is noticed, as people type it, and how often it is read."""
        if trial.measure is None:
            return {}
        return {
            "measure": self.latu.words(trial.measure.name),
            "measure_unit": self.latu.words(trial.measure.unit),
            "baseline": number(trial.measure.start, self.latu.language),
            "goal": number(trial.measure.goal, self.latu.language),
            "cadence": Cadence.WEEKLY,
        }

    async def answer(self, asked: dict[int, tuple[int, Question]]) -> None:
        """What Latu asks this morning is answered as far as the data say; the rest stays open."""
        for idea in self.running.keys() & asked.keys():
            trial, (checkin, kind) = self.running[idea], asked[idea]
            if kind is Question.END:
                await self.decide(trial, checkin)
            elif trial.answered < len(trial.plan.checkins):
                said = trial.plan.checkins[trial.answered]
                trial.answered += 1
                value = "" if said.value is None else number(said.value, self.latu.language)
                answer = AnswerCheckIn(checkin, Answer(said.answer), value, self.latu.words(said.observation))
                await self.latu.ask(trial.plan.by, trial.chat, answer)

    async def decide(self, trial: Running, checkin: int) -> None:
        """Adopt, adapt or stop, with the lesson; once: a new round stays open."""
        if trial.plan.decision is None or trial.decided:
            return
        trial.decided = True
        decided, by = trial.plan.decision, trial.plan.by
        until: dict[str, Any] = {"until": self.latu.later(decided.days)} if decided.days else {}
        opens = OpenDecision(checkin, Decision(decided.choice))
        await self.latu.fill(by, trial.chat, opens, lesson=self.latu.words(decided.lesson), **until)

    async def decline(self) -> None:
        """Not now: said on the morning after the question."""
        for idea, (who, chat, declined) in self.asking.items():
            if permit := await self.latu.store.open_permit_of(idea):
                review_on = self.latu.later(declined.days)
                await self.latu.ask(who, chat, SayNotNow(permit.id, self.latu.words(declined.reason), review_on))
        self.asking.clear()
