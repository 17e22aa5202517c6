"""What people hear unasked: at an hour when they may be written to, and every change of an idea with its reason."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from typing import Protocol

from bot.calendar import open_at
from bot.model import (
    ASIDE,
    TOLD_WIDELY,
    Account,
    AnswerKind,
    Change,
    Channel,
    Hears,
    Idea,
    Person,
    Place,
    Shows,
    Stage,
    Subject,
)
from bot.replies import Post, Reply
from bot.turn import People, Turn, language_for

DECISIONS = TOLD_WIDELY | ASIDE
"""Those appear by themselves, like lessons, in channels that want them and where the idea's card does not hang."""
BATCH = 100
NEWS, EDITED, GATHERED = "news", "edited", "gathered"
"""What becomes of an idea, and that its author has changed its words, told to one person: alone, or all together."""
GATHERS = (NEWS, EDITED)
TOGETHER = timedelta(minutes=5)
"""News waits so long for what else happens, so that one message tells it all; questions never wait."""


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
    async def accounts_of(self, person: int) -> list[Account]: ...
    async def channels_for(self, unit: int | None, what: Shows = Shows.IDEAS) -> list[Channel]: ...
    async def copies(self, subject: Subject) -> list[tuple[Place, str]]: ...
    async def schedule(self, letters: list[tuple[Account, Subject, datetime]]) -> None: ...
    async def claim_scheduled(self, now: datetime, limit: int) -> list[tuple[Account, Subject]]: ...
    async def claim_along(self, kinds: Collection[str], people: Collection[int]) -> list[tuple[Account, Subject]]: ...
    async def gather(self, changes: Collection[int], edited: Collection[int]) -> int: ...


def private(turn: Turn[Storage], account: Account, subject: Subject) -> Post:
    """A subject as a private message: in an account's own chat, and in its language."""
    return Post(subject, account.own, language_for(account, turn.organisation))


async def tell(turn: Turn[Storage], readers: Iterable[Account], subject: Subject) -> tuple[Post, ...]:
    """Tell a subject privately: posts for whom it is working time, while the others' wait for their next morning.

    Whoever has left every chat is told nothing.
    """
    posts, letters = [], []
    for reader in await reached(turn, list(readers)):
        due_at = open_at(reader, turn.organisation, turn.now)
        if due_at <= turn.now:
            posts.append(private(turn, reader, subject))
        else:
            letters.append((reader, subject, due_at))
    await turn.store.schedule(letters)
    return tuple(posts)


async def reached(turn: Turn[Storage], readers: Collection[Account]) -> list[Account]:
    """Where to tell them: whoever has left one chat, or is a guest there, in another one where they are a member."""
    found = {one.id: one for one in readers if one.member is not False}
    for reader in (one for one in readers if one.member is False):
        others = [one for one in await turn.store.accounts_of(reader.person.id) if one.member is not False]
        if not any(one.id in found for one in others):
            found |= {one.id: one for one in others[:1]}
    return list(found.values())


async def spread(turn: Turn[Storage], readers: Iterable[Account], subject: Subject) -> None:
    """News of an idea: it waits a little, and leaves with whatever else its reader is to hear by then."""
    soon = turn.now + TOGETHER
    wanted = await wanting(turn, [one for one in readers if one.member is not False], subject)
    await turn.store.schedule([(one, subject, open_at(one, turn.organisation, soon)) for one in wanted])


async def wanting(turn: Turn[Storage], readers: Iterable[Account], subject: Subject) -> list[Account]:
    """Those who want to hear it: of what becomes of ideas some want decisions only, or nothing."""
    several = list(readers)
    if all(one.hears is Hears.ALL for one in several):
        return several
    change = await turn.store.change(subject.id) if subject.kind == NEWS else None
    decided = change is not None and (change.stage in DECISIONS or change.answer is not None)
    heard = {Hears.ALL, Hears.DECISIONS} if decided else {Hears.ALL}
    return [one for one in several if one.hears in heard]


async def tell_due(turn: Turn[Storage]) -> Reply | None:
    """What has waited for its hour; None when nothing has. News comes together, one message for each person."""
    letters = await turn.store.claim_scheduled(turn.now, BATCH)
    if not letters:
        return None
    news: dict[int, tuple[Account, set[Subject]]] = {}
    posts: list[Post] = []
    hearing = {reader.person.id for reader, subject in letters if subject.kind in GATHERS}
    for reader, subject in (*letters, *await turn.store.claim_along(GATHERS, hearing)):
        if subject.kind not in GATHERS:
            posts += await tell(turn, [reader], subject)
        elif await wanting(turn, [reader], subject):
            news.setdefault(reader.person.id, (reader, set()))[1].add(subject)
    for reader, subjects in news.values():
        posts += await tell_together(turn, reader, subjects)
    return Reply(post=tuple(posts))


async def tell_together(turn: Turn[Storage], reader: Account, subjects: Collection[Subject]) -> tuple[Post, ...]:
    """One private message, unless its reader may not be written to any more; then all of it goes on waiting."""
    reached_in = await reached(turn, [reader])
    if not reached_in:
        return ()
    [reader] = reached_in
    due_at = open_at(reader, turn.organisation, turn.now)
    if due_at > turn.now:
        await turn.store.schedule([(reader, one, due_at) for one in subjects])
        return ()
    if len(subjects) > 1:
        changes, edited = (sorted(one.id for one in subjects if one.kind == kind) for kind in GATHERS)
        subjects = [Subject(GATHERED, await turn.store.gather(changes, edited))]
    return tuple(private(turn, reader, one) for one in subjects)


async def first_cards(turn: Turn[Storage], idea: Idea) -> tuple[Post, ...]:
    """The card of a new idea, for every channel that shows the ideas of its work community."""
    channels = await turn.store.channels_for(idea.unit.id if idea.unit else None)
    return tuple(Post(idea.subject, one.place, one.language) for one in channels)


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
    concerned = await others(turn, idea, outcome=stage in TOLD_WIDELY)
    await spread(turn, [one for one in concerned if one.person != knows], Subject(NEWS, number))
    below = await under_its_cards(turn, idea.subject, shown or Subject("change", number))
    alone = await by_themselves(turn, idea, stage, number, lesson)
    return Reply(post=(*below, *alone), redraw=(idea.subject,))


async def others(turn: Turn[Storage], idea: Idea, *, outcome: bool) -> list[Account]:
    """Whom it concerns what becomes of an idea, except who asks."""
    me = turn.account.person if turn.account else None
    return [one for one in await turn.store.readers(idea.id, outcome=outcome) if one.person != me]


async def edited(turn: Turn[Storage], idea: Idea) -> None:
    """The words of an idea are others: its followers hear so once, however often they change meanwhile."""
    await spread(turn, await others(turn, idea, outcome=False), Subject(EDITED, idea.id))


async def by_themselves(
    turn: Turn[Storage], idea: Idea, stage: Stage, change: int, lesson: str | None
) -> tuple[Post, ...]:
    """Decisions and lessons in the channels that want them and where the idea's card does not hang."""
    wanted = [(Shows.DECISIONS, Subject("change", change))] if stage in DECISIONS else []
    if lesson:
        wanted.append((Shows.LESSONS, Subject("lesson", idea.id)))
    if not wanted:
        return ()
    unit = idea.unit.id if idea.unit else None
    hangs = {(place.platform, place.home, place.id) for place, _ in await turn.store.copies(idea.subject)}
    posts = []
    for what, subject in wanted:
        for one in await turn.store.channels_for(unit, what):
            if (one.place.platform, one.place.home, one.place.id) not in hangs:
                posts.append(Post(subject, one.place, one.language))
    return tuple(posts)
