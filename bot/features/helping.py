"""A call for help: whoever encourages the work community's trials answers its owner."""

from typing import Protocol

from bot import telling
from bot.checks import check
from bot.errors import Refusal
from bot.intents import OfferHelp, OpenHelp
from bot.model import Account, CheckIn, Experiment, Role, Subject
from bot.replies import Reply
from bot.turn import Turn, asks, draws, handles
from bot.views import helping as words
from bot.views import refusals
from bot.views.kinds import Card, Form

WORDS_LIMIT = 1500


class Storage(telling.Storage, Protocol):
    """What helping asks of storage."""

    async def experiment(self, experiment: int) -> Experiment | None: ...
    async def owner_of(self, experiment: int) -> int | None: ...
    async def checkin(self, checkin: int) -> CheckIn | None: ...
    async def offer_help(self, checkin: int, account: Account, words: str) -> int: ...
    async def help_offer(self, offer: int) -> tuple[int, int, str] | None: ...
    async def holders(self, unit: int) -> list[tuple[Role, Account]]: ...
    async def account_by_id(self, account: int) -> Account | None: ...


@draws("stuck")
async def draw(turn: Turn[Storage], number: int) -> Card | None:
    """The call for help, as whoever helps sees it."""
    checkin = await turn.store.checkin(number)
    experiment = await turn.store.experiment(checkin.experiment) if checkin else None
    if checkin is None or experiment is None:
        return None
    return words.stuck_card(Subject("stuck", number), experiment, checkin)


async def called(turn: Turn[Storage], number: int) -> Experiment:
    """The trial of a question."""
    checkin = await turn.store.checkin(number)
    experiment = await turn.store.experiment(checkin.experiment) if checkin else None
    if experiment is None or experiment.unit is None:
        raise Refusal(refusals.not_found())
    return experiment


@handles(OpenHelp)
async def open_help(turn: Turn[Storage], intent: OpenHelp) -> Reply:
    return Reply(show=await form(turn, OfferHelp(intent.checkin)))


@asks(OfferHelp)
async def form(turn: Turn[Storage], intent: OfferHelp) -> Form:
    return words.help_form(intent, await called(turn, intent.checkin))


@handles(OfferHelp)
async def offer(turn: Turn[Storage], intent: OfferHelp) -> Reply:
    """Keep an answer to a call for help, and tell it privately to the trial's owner, with the helper's name."""
    check(intent.words, WORDS_LIMIT, "words", required=True)
    experiment = await called(turn, intent.checkin)
    me = await turn.me()
    number = await turn.store.offer_help(intent.checkin, me, intent.words.strip())
    account = await turn.store.owner_of(experiment.id)
    owner = await turn.store.account_by_id(account) if account else None
    told = await telling.tell(turn, [owner], Subject("help", number)) if owner else ()
    return Reply(show=words.offered(experiment.owner), post=told)


@draws("help")
async def draw_offer(turn: Turn[Storage], number: int) -> Card | None:
    found = await turn.store.help_offer(number)
    if found is None:
        return None
    checkin, account, said = found
    asked, helper = await turn.store.checkin(checkin), await turn.store.account_by_id(account)
    experiment = await turn.store.experiment(asked.experiment) if asked else None
    if experiment is None or helper is None:
        return None
    return words.help_card(Subject("help", number), experiment, helper.person, said)
