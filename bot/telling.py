"""What people hear unasked: at an hour when they may be written to, and every change of an idea with its reason."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Protocol

from bot.calendar import open_at
from bot.model import ASIDE, Account, AnswerKind, Change, Channel, Hears, Idea, Person, Place, Shows, Stage, Subject
from bot.replies import Post, Reply
from bot.turn import People, Turn, language_for

OUTCOMES = {Stage.ADOPTED, Stage.ADAPTED, Stage.STOPPED, Stage.MERGED}
"""Those reach also who supports an idea, joined its trial, or said that it would help."""
DECISIONS = OUTCOMES | ASIDE
"""Those appear by themselves in channels that want them and where the idea's card does not hang."""
BATCH = 100


class Storage(People, Protocol):
    """What telling asks of storage."""

    async def set_stage(self, idea: int, stage: Stage, lesson: str | None = None) -> None: ...
    async def note_change(
        self,
        idea: int,
        stage: Stage,
        reason: str,
        day: date,
        *,
        by: int | None = None,
        experiment: int | None = None,
        answer: AnswerKind | None = None,
    ) -> int: ...
    async def change(self, change: int) -> Change | None: ...
    async def readers(self, idea: int, *, outcome: bool) -> list[Account]: ...
    async def channels_for(self, unit: int | None, what: Shows = Shows.IDEAS) -> list[Channel]: ...
    async def copies(self, subject: Subject) -> list[tuple[Place, str]]: ...
    async def schedule(self, letters: list[tuple[Account, Subject, datetime]]) -> None: ...
    async def claim_scheduled(self, now: datetime, limit: int) -> list[tuple[Account, Subject]]: ...


def private(turn: Turn[Storage], account: Account, subject: Subject) -> Post:
    """Into one's own chat, in one's own language."""
    return Post(subject, account.own, language_for(account, turn.organisation))


async def tell(turn: Turn[Storage], readers: Iterable[Account], subject: Subject) -> tuple[Post, ...]:
    """Private news: at once where it is working time, otherwise it waits for the reader's next morning."""
    posts, letters = [], []
    for reader in await wanting(turn, readers, subject):
        if reader.member is False:
            continue
        due_at = open_at(reader, turn.organisation, turn.now)
        if due_at <= turn.now:
            posts.append(private(turn, reader, subject))
        else:
            letters.append((reader, subject, due_at))
    await turn.store.schedule(letters)
    return tuple(posts)


async def wanting(turn: Turn[Storage], readers: Iterable[Account], subject: Subject) -> list[Account]:
    """Those who want to hear it: of what becomes of ideas some want decisions only, or nothing."""
    several = list(readers)
    if subject.kind != "news" or all(one.hears is Hears.ALL for one in several):
        return several
    change = await turn.store.change(subject.id)
    decided = change is not None and (change.stage in DECISIONS or change.answer is not None)
    heard = {Hears.ALL, Hears.DECISIONS} if decided else {Hears.ALL}
    return [one for one in several if one.hears in heard]


async def tell_due(turn: Turn[Storage]) -> Reply | None:
    """What has waited for its hour; None when nothing has."""
    letters = await turn.store.claim_scheduled(turn.now, BATCH)
    if not letters:
        return None
    posts = [post for reader, subject in letters for post in await tell(turn, [reader], subject)]
    return Reply(post=tuple(posts))


async def under_its_cards(turn: Turn[Storage], idea: Subject, subject: Subject) -> tuple[Post, ...]:
    """News of an idea goes under its card, wherever that hangs."""
    return tuple(Post(subject, place, language, under=idea) for place, language in await turn.store.copies(idea))


async def change(
    turn: Turn[Storage],
    idea: Idea,
    stage: Stage,
    reason: str,
    *,
    lesson: str | None = None,
    by: int | None = None,
    experiment: int | None = None,
    shown: Subject | None = None,
    knows: Person | None = None,
    answer: AnswerKind | None = None,
) -> Reply:
    """Give an idea its new stage; everybody whom that concerns hears it with its reason, except who asks.

    `shown` goes under the idea's cards instead of the change itself; `knows` is told in other words.
    """
    await turn.store.set_stage(idea.id, stage, lesson)
    number = await turn.store.note_change(
        idea.id, stage, reason, turn.today, by=by, experiment=experiment, answer=answer
    )
    me = turn.account.person if turn.account else None
    concerned = await turn.store.readers(idea.id, outcome=stage in OUTCOMES)
    told = await tell(turn, [one for one in concerned if one.person not in (me, knows)], Subject("news", number))
    below = await under_its_cards(turn, idea.subject, shown or Subject("change", number))
    alone = await by_themselves(turn, idea, stage, number, lesson)
    return Reply(post=(*below, *alone, *told), redraw=(idea.subject,))


async def by_themselves(
    turn: Turn[Storage], idea: Idea, stage: Stage, change: int, lesson: str | None
) -> tuple[Post, ...]:
    """Decisions and lessons in the channels that want them; a decision only where the idea's card does not hang."""
    unit = idea.unit.id if idea.unit else None
    posts = []
    if stage in DECISIONS:
        hangs = {(place.platform, place.home, place.id) for place, _ in await turn.store.copies(idea.subject)}
        for one in await turn.store.channels_for(unit, Shows.DECISIONS):
            if (one.place.platform, one.place.home, one.place.id) not in hangs:
                posts.append(Post(Subject("change", change), one.place, one.language))
    if lesson:
        channels = await turn.store.channels_for(unit, Shows.LESSONS)
        posts += [Post(Subject("lesson", idea.id), one.place, one.language) for one in channels]
    return tuple(posts)
