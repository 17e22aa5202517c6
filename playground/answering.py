"""What supervisors and admins answer in the model municipality, and put aside."""

from bot.intents import AnswerIdea, DeclineIdea, Intent, MergeIdea, ParkIdea
from bot.model import AnswerKind
from playground.seeds import PutAside, Replied, Shared
from playground.unseen import Unseen


async def reply(latu: Unseen, idea: Shared, answer: Replied) -> None:
    """The promised answer."""
    back_on = latu.later(answer.days) if answer.days else None
    kind, reason = AnswerKind(answer.kind), latu.words(answer.reason)
    await latu.ask(answer.by, idea.chat, AnswerIdea(latu.ideas[idea.title["en"]], kind, reason, back_on))


async def put_aside(latu: Unseen, idea: Shared, aside: PutAside) -> None:
    """Park it until a day, merge it into another one, or decline it."""
    number, reason = latu.ideas[idea.title["en"]], latu.words(aside.reason)
    asked: Intent = DeclineIdea(number, reason)
    if aside.days:
        asked = ParkIdea(number, latu.later(aside.days), reason)
    elif aside.into:
        asked = MergeIdea(number, latu.ideas[aside.into], reason)
    await latu.ask(aside.by, idea.chat, asked)
