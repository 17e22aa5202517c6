"""The quick trials of the model municipality: logged, claimed by a colleague, and answered two weeks later."""

from bot.intents import Decide, ItIsMine, LogQuickTrial, Support
from bot.model import Decision, Question
from playground.people import PEOPLE, municipality
from playground.seeds import Quick, quick_trials
from playground.unseen import Unseen

ANSWERS = {"yes": (Decision.ADOPT, False), "changed": (Decision.ADOPT, True), "no": (Decision.STOP, False)}


class QuickTrials:
    """Plays seeds/quick.yaml day by day."""

    def __init__(self, latu: Unseen) -> None:
        self.latu = latu
        self.logged: dict[int, Quick] = {}
        """By the number of the idea."""

    async def log(self, day: int) -> None:
        """What is logged on this day of the town; a colleague says that it is theirs, and others support it."""
        units = {channel.id: channel.unit or "" for channel in municipality().channels}
        for one in quick_trials():
            if one.day != day:
                continue
            new = LogQuickTrial(
                self.latu.words(one.what),
                self.latu.words(one.good),
                whose=getattr(PEOPLE[one.whose], one.chat) if one.whose else "",
                name=self.latu.words(one.name) if one.name else "",
                unit=self.latu.units[units[one.room]],
                meeting=one.meeting,
                anyway=True,
            )
            idea = await self.latu.hung(one.by, one.chat, new)
            self.logged[idea] = one
            if one.whose and one.claimed:
                await self.latu.ask(one.whose, one.chat, ItIsMine(idea))
            for who in one.support:
                await self.latu.ask(who, one.chat, Support(idea))

    async def answer(self, asked: dict[int, tuple[int, Question]]) -> None:
        """Whoever is asked this morning whether it stayed answers."""
        for idea in self.logged.keys() & asked.keys():
            one, (checkin, _) = self.logged[idea], asked[idea]
            if one.stayed:
                choice, changed = ANSWERS[one.stayed.answer]
                owner = one.whose if one.whose and one.claimed else one.by
                lesson = self.latu.words(one.stayed.lesson)
                await self.latu.ask(owner, one.chat, Decide(checkin, choice, lesson, changed=changed))
