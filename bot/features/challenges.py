"""Challenges: a question to some channels for a time, which ideas answer; every answer gets a reply."""

from datetime import date, datetime, timedelta
from typing import Protocol

from bot import permission, telling
from bot.calendar import working_morning
from bot.checks import check, check_day, there
from bot.errors import Refusal
from bot.features import ideas
from bot.intents import (
    AnswerChallenge,
    AskChallenge,
    EndChallenge,
    OpenProlonging,
    ProlongChallenge,
    SeeChallenge,
    SeeChallenges,
    ShareIdea,
    WriteChallenge,
)
from bot.model import Account, Challenge, Channel, Concern, Idea, Standing, Subject, Unit
from bot.replies import Post, Reply
from bot.turn import Turn, asks, draws, handles
from bot.views import challenges as words
from bot.views import refusals
from bot.views.common import unanswered
from bot.views.ideas import share_button
from bot.views.kinds import Button, Card, Form, Report
from bot.views.permission import challenge_askers

ABOUT_LIMIT = 1500
USUAL = timedelta(days=14)
OVER = 10
"""So many that are over are listed."""
BATCH = 20


class Asking(permission.Storage, Protocol):
    """What finding out who may ask a challenge, and where, asks of storage."""

    async def answers_for(self, person: int) -> list[Unit]: ...
    async def linked_channels(self) -> list[Channel]: ...


class Storage(telling.Storage, Asking, Protocol):
    """What challenges ask of storage."""

    async def ask_challenge(
        self, question: str, about: str, asker: Account, asked_on: date, ends_on: date, due_at: datetime
    ) -> int: ...
    async def challenge(self, challenge: int) -> Challenge | None: ...
    async def hold_challenge(self, challenge: int) -> Challenge | None: ...
    async def challenges(self, over: int) -> list[Challenge]: ...
    async def claim_challenges(self, now: datetime, limit: int) -> list[Challenge]: ...
    async def prolong_challenge(self, challenge: int, ends_on: date, due_at: datetime) -> None: ...
    async def end_challenge(self, challenge: int, day: date) -> None: ...
    async def answers_without_reply(self, challenge: int) -> list[Idea]: ...
    async def account_by_id(self, account: int) -> Account | None: ...


async def channels_to_ask(turn: Turn[Asking]) -> list[Channel]:
    """Where somebody may ask: an admin and the leadership everywhere, others where they answer for."""
    me = turn.account
    if me is None or not me.member:
        return []
    linked = await turn.store.linked_channels()
    if await permission.standing(turn, Concern(anywhere=True), me) & {Standing.ADMIN, Standing.LEADERSHIP}:
        return linked
    own = await turn.store.answers_for(me.person.id)
    return [one for one in linked if one.unit in own]


@handles(SeeChallenges)
async def see_all(turn: Turn[Storage], intent: SeeChallenges) -> Reply:
    """Reading stores nothing."""
    del intent
    known, asks_too = await turn.store.challenges(OVER), bool(await channels_to_ask(turn))
    return Reply(show=words.challenges_report(known, asks_too=asks_too))


@handles(SeeChallenge)
async def see(turn: Turn[Storage], intent: SeeChallenge) -> Reply:
    """The card, with what this one can do."""
    challenge = there(await turn.store.challenge(intent.challenge))
    return Reply(show=words.challenge_card(challenge, await ways(turn, challenge)))


async def ways(turn: Turn[Storage], challenge: Challenge) -> tuple[Button, ...]:
    """What whoever asks can do with a challenge beside answering it."""
    ends = challenge.ended_on is None and await permission.may(turn, EndChallenge(challenge.id))
    return words.ending(challenge) if ends else ()


def going_on(found: Challenge | None) -> Challenge:
    """A challenge that can be ended or prolonged; refused when it is not there, or over."""
    challenge = there(found)
    if challenge.ended_on:
        raise Refusal(words.is_over())
    return challenge


@handles(WriteChallenge)
async def write(turn: Turn[Storage], intent: WriteChallenge) -> Reply:
    """The form; where there is one channel only, it is chosen already."""
    del intent
    here, channels = await turn.here(), await channels_to_ask(turn)
    chosen = [one for one in channels if here and one.id == here.id] or channels[: len(channels) == 1]
    picked = tuple(str(one.id) for one in chosen)
    return Reply(show=await form(turn, AskChallenge(channels=picked, until=turn.today + USUAL)))


@asks(AskChallenge)
async def form(turn: Turn[Storage], intent: AskChallenge) -> Form:
    channels = await channels_to_ask(turn)
    if not channels:
        raise Refusal(challenge_askers(Concern(), turn.organisation.contact))
    return words.challenge_form(intent, channels, turn.organisation.chats)


@handles(AskChallenge)
async def ask(turn: Turn[Storage], intent: AskChallenge) -> Reply:
    """A card in each chosen channel."""
    known = {str(one.id): one for one in await channels_to_ask(turn)}
    if not known:
        raise Refusal(challenge_askers(Concern(), turn.organisation.contact))
    question = " ".join(intent.question.split())
    check(question, words.QUESTION_LIMIT, "question", required=True)
    check(intent.about, ABOUT_LIMIT, "about", required=False)
    if not intent.channels:
        raise Refusal(unanswered(), field="channels")
    if not set(intent.channels) <= set(known):
        raise Refusal(refusals.not_found(), field="channels")
    ends_on, me = check_day(intent.until, turn.today, "until"), await turn.me()
    due_at = morning_after(turn, ends_on, me)
    number = await turn.store.ask_challenge(question, intent.about.strip(), me, turn.today, ends_on, due_at)
    challenge = there(await turn.store.challenge(number))
    places = [known[one] for one in dict.fromkeys(intent.channels)]
    posts = tuple(Post(challenge.subject, one.place, one.language) for one in places)
    return Reply(show=words.challenge_asked(challenge, len(posts)), post=posts)


def morning_after(turn: Turn[Storage], ends_on: date, asker: Account) -> datetime:
    """The asker's next working morning after its last day."""
    return working_morning(asker, turn.organisation, ends_on + timedelta(days=1))


@handles(AnswerChallenge)
async def answer(turn: Turn[ideas.Storage], intent: AnswerChallenge) -> Reply:
    """The form of an idea, with the challenge kept in it."""
    challenge = there(await turn.store.challenge(intent.challenge))
    if challenge.ended_on:
        raise Refusal(words.is_over(), buttons=(share_button(),))
    unit = await turn.unit_here()
    return Reply(show=await ideas.form(turn, ShareIdea(unit=unit.id if unit else None, challenge=challenge.id)))


@handles(OpenProlonging)
async def open_prolonging(turn: Turn[Storage], intent: OpenProlonging) -> Reply:
    challenge = going_on(await turn.store.challenge(intent.challenge))
    later = max(challenge.ends_on, turn.today) + USUAL
    return Reply(show=await prolong_form(turn, ProlongChallenge(challenge.id, later)))


@asks(ProlongChallenge)
async def prolong_form(turn: Turn[Storage], intent: ProlongChallenge) -> Form:
    return words.prolong_form(intent, going_on(await turn.store.challenge(intent.challenge)))


@handles(ProlongChallenge)
async def prolong(turn: Turn[Storage], intent: ProlongChallenge) -> Reply:
    ends_on = check_day(intent.until, turn.today, "until")
    challenge = going_on(await turn.store.hold_challenge(intent.challenge))
    asker = await turn.store.account_by_id(challenge.account) or await turn.me()
    await turn.store.prolong_challenge(challenge.id, ends_on, morning_after(turn, ends_on, asker))
    return Reply(show=words.prolonged(ends_on), redraw=(challenge.subject,))


@handles(EndChallenge)
async def end(turn: Turn[Storage], intent: EndChallenge) -> Reply:
    challenge = going_on(await turn.store.hold_challenge(intent.challenge))
    return Reply(show=words.ended(), post=await over(turn, challenge), redraw=(challenge.subject,))


async def end_due(turn: Turn[Storage]) -> Reply | None:
    """Challenges whose time is over; None when none is."""
    due = await turn.store.claim_challenges(turn.now, BATCH)
    if not due:
        return None
    posts = [post for challenge in due for post in await over(turn, challenge)]
    return Reply(post=tuple(posts), redraw=tuple(challenge.subject for challenge in due))


async def over(turn: Turn[Storage], challenge: Challenge) -> tuple[Post, ...]:
    """A summary under its cards, and for its asker the answers that wait for a reply."""
    await turn.store.end_challenge(challenge.id, turn.today)
    below = await telling.under_its_cards(turn, challenge.subject, Subject("summary", challenge.id))
    asker = await turn.store.account_by_id(challenge.account)
    told = await telling.tell(turn, [asker], Subject("unanswered", challenge.id)) if asker else ()
    return (*below, *told)


@draws("challenge")
async def draw(turn: Turn[Storage], number: int) -> Card | None:
    challenge = await turn.store.challenge(number)
    return words.challenge_card(challenge) if challenge else None


@draws("summary")
async def draw_summary(turn: Turn[Storage], number: int) -> Card | None:
    challenge = await turn.store.challenge(number)
    return words.summary_card(Subject("summary", number), challenge) if challenge else None


@draws("unanswered")
async def draw_unanswered(turn: Turn[Storage], number: int) -> Report | None:
    challenge = await turn.store.challenge(number)
    if challenge is None:
        return None
    waiting = await turn.store.answers_without_reply(number)
    return words.unanswered_report(Subject("unanswered", number), challenge, waiting)
