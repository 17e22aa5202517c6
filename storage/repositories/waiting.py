"""What waits for whom: two statements for any number of people, along indexes that hold only what is open."""

from collections.abc import Collection, Iterable
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import (
    CompoundSelect,
    Row,
    Select,
    and_,
    any_,
    bindparam,
    exists,
    literal,
    literal_column,
    null,
    or_,
    select,
    true,
    union_all,
)
from sqlalchemy.orm import aliased

from bot.model import ANSWERING, OPEN, Answer, Awaited, PermitState, Question, Role, Stage, Waiting
from storage import models
from storage.repositories.many import numbers
from storage.repositories.session import Session
from storage.repositories.units import answered_for, left_to
from storage.repositories.visible import VISIBLE

I, R, A, U, Q, E, C, W, H = (  # noqa: E741
    models.Idea,
    models.Role,
    models.Account,
    models.Unit,
    models.Permit,
    models.Experiment,
    models.CheckIn,
    models.Review,
    models.Challenge,
)
Named = dict[int, list[tuple[Role, int]]]
"""Who answers for each work community, in the order of asking."""


def _fixed(*values: str) -> Any:
    """Written into the statement, so that the planner sees which partial index it may use."""
    return bindparam(None, list(values), expanding=True, literal_execute=True)


THEIRS = A.person == any_(numbers("people"))


@cache
def _named() -> Select[Any]:
    held: Any = select(R.unit.label("top"), R.unit).join(A, A.id == R.account)
    tree = left_to(held.where(THEIRS, A.member.is_not(False), R.role.in_(ANSWERING)))
    named = select(tree.c.unit.label("id"), R.role, A.person).select_from(tree)
    named = named.join(R, and_(R.unit == tree.c.top, R.role.in_(ANSWERING)))
    return named.join(A, and_(A.id == R.account, A.member.is_not(False)))


@cache
def _named_or_nobody() -> CompoundSelect[Any]:
    """For admins also the work communities that nobody answers for, nor above them."""
    at_the_top: Any = select(U.id.label("top"), U.id.label("unit"))
    nobodys = left_to(at_the_top.where(U.parent.is_(None), ~answered_for(U.id)))
    return union_all(_named(), select(nobodys.c.unit, null(), null()))


WAITING = exists().where(Q.idea == I.id, Q.state.in_(_fixed(PermitState.WAITING)))
TOLD = ~exists().where(models.Promised.idea == I.id)
OFFERED = exists().where(models.HelpOffer.checkin == C.id)
IN_UNITS = I.unit == any_(numbers("units"))
IN_TRIAL = I.stage.in_(_fixed(Stage.ADAPTED, Stage.TRIAL))


NOTHING: Any = null()
NO: Any = literal(False)


def _beside(*columns: Any) -> Select[Any]:
    """Looked up for each row, by its index: however many rows the planner expects, it reads no whole table for it.

    It plans a statement again and again until it knows the values by heart, and then for any values.
    """
    return select(*columns).offset(literal_column("0"))


def _account(number: Any) -> Any:
    return _beside(A.person).where(A.id == number).lateral()


def _waits(
    kind: Awaited, number: Any, day: Any, person: Any = NOTHING, flag: Any = NO, step: Any = NOTHING
) -> Select[Any]:
    """`person`: whose it is; `flag`: nobody is left to be told, or the owner has left."""
    known = literal(kind.value, literal_execute=True).label("kind")
    columns = (number.label("number"), I.title, I.unit, day.label("day"), person.label("person"))
    waits: Select[Any] = select(known, *columns, flag.label("flag"), step.label("step")).where(VISIBLE)
    return waits


UNANSWERED = and_(I.answered_on.is_(None), I.answer_by.is_not(None), I.stage.in_(_fixed(*sorted(OPEN))), ~WAITING)
"""An answer is promised, and no question about permission comes first."""


def _unanswered() -> Select[Any]:
    return _waits(Awaited.ANSWER, I.id, I.answer_by, flag=TOLD).where(UNANSWERED)


def _called_for() -> Select[Any]:
    """What answers a challenge and lacks an answer, for whoever asked it."""
    answers = _waits(Awaited.ANSWER, I.id, I.answer_by, A.person).select_from(I).join(H, H.id == I.challenge)
    return answers.join(A, A.id == H.asker).where(UNANSWERED, I.challenge.is_not(None))


def _asked() -> Select[Any]:
    """Questions about permission."""
    asked = _waits(Awaited.PERMISSION, Q.id, Q.answer_by, A.person, or_(Q.due_at.is_(None), Q.weekly), Q.step)
    asked = asked.join(I, I.id == Q.idea).join(A, A.id == Q.asker)
    return asked.where(Q.state.in_(_fixed(PermitState.WAITING)), I.stage.in_(_fixed(*sorted(OPEN))))


def _calls() -> Select[Any]:
    """Trials whose latest answer calls for help, which nobody has offered."""
    later = aliased(C)
    newer = exists().where(later.experiment == C.experiment, later.id > C.id, later.answer.is_not(None))
    latest = _beside(C.id, C.answered_on).where(C.experiment == E.id, C.answer == Answer.NEEDS_HELP, ~newer, ~OFFERED)
    call, owner = latest.lateral(), _account(E.owner)
    calls = _waits(Awaited.HELP, call.c.id, call.c.answered_on, owner.c.person).select_from(I)
    calls = calls.join(E, E.idea == I.id).join(call, true()).join(owner, true())
    return calls.where(E.decision.is_(None), IN_UNITS, IN_TRIAL)


def _ended() -> Select[Any]:
    """Trials that are over, and whose people have been asked what next; others hear where nobody helps."""
    of_end = _beside(C.id, OFFERED.label("offered"))
    of_end = of_end.where(C.experiment == E.id, C.kind == Question.END, C.asked_on.is_not(None))
    other = aliased(A)
    left = ~exists().where(other.person == A.person, other.member.is_not(False))
    asked, owner = of_end.lateral(), _beside(A.person, left.label("left")).where(A.id == E.owner).lateral()
    ended = _waits(Awaited.DECISION, asked.c.id, E.ends_on, owner.c.person, owner.c.left).select_from(I)
    ended = ended.join(E, E.idea == I.id).join(owner, true()).join(asked, true())
    ended = ended.where(E.decision.is_(None), ~E.quick, E.ends_on < bindparam("today"))
    theirs = owner.c.person == any_(numbers("people"))
    return ended.where(or_(theirs, and_(IN_UNITS, IN_TRIAL, or_(owner.c.left, ~asked.c.offered))))


def _parked(*, everywhere: bool = False) -> Select[Any]:
    """Parked ideas whose day has come."""
    once = _beside(W.id, W.account).where(W.idea == I.id, W.due_at.is_not(None)).lateral()
    by = _account(once.c.account)
    parked = _waits(Awaited.REVIEW, once.c.id, I.back_on, by.c.person).select_from(I)
    parked = parked.join(once, true()).join(by, true())
    parked = parked.where(I.stage.in_(_fixed(Stage.PARKED)), I.back_on <= bindparam("today"))
    return parked.where(I.unit.is_(None) if everywhere else or_(by.c.person == any_(numbers("people")), IN_UNITS))


def _for_people() -> tuple[Any, ...]:
    return (
        _asked().where(IN_UNITS),
        _unanswered().where(IN_UNITS),
        _called_for().where(THEIRS),
        _calls(),
        _ended(),
        _parked(),
    )


@cache
def _open_things() -> CompoundSelect[Any]:
    return union_all(*_for_people())


@cache
def _open_things_of_all() -> CompoundSelect[Any]:
    """For admins also the ideas without a work community."""
    return union_all(*_for_people(), _unanswered().where(I.unit.is_(None)), _parked(everywhere=True))


class Waitings(Session):
    """Found for everybody at once."""

    async def waiting_for(
        self, people: Collection[int], today: date, admins: Collection[int] = ()
    ) -> dict[int, tuple[Waiting, ...]]:
        """What waits for each of these persons, the most pressing first; `admins` are those of them who are."""
        wanted = {"people": list(people)}
        roles = await self.connection.execute(_named_or_nobody() if admins else _named(), wanted)
        named = _in_order(roles)
        values = wanted | {"units": list(named), "today": today}
        rows = await self.connection.execute(_open_things_of_all() if admins else _open_things(), values)
        found: dict[int, set[Waiting]] = {person: set() for person in people}
        for row in rows:
            for person, own in _whom(row, named, today, admins):
                if person in found:
                    found[person].add(_waiting(row, today, own=own))
        return {person: tuple(sorted(several, key=_pressing)) for person, several in found.items()}


def _in_order(rows: Iterable[Any]) -> Named:
    named: Named = {}
    for row in rows:
        answering = named.setdefault(row.id, [])
        if row.person is not None:
            answering.append((Role(row.role), row.person))
    return {unit: sorted(several, key=lambda one: ANSWERING.index(one[0])) for unit, several in named.items()}


def _whom(row: Row[Any], named: Named, today: date, admins: Collection[int]) -> list[tuple[int, bool]]:
    """Whom something waits for, and whether they decide about it."""
    answering = named.get(row.unit, [])
    nobody = not answering and (row.unit is None or row.unit in named)
    match row.kind:
        case Awaited.PERMISSION:
            step = ANSWERING.index(Role(row.step))
            everybody = row.flag or step == 0
            asked = [one for role, one in answering if everybody or ANSWERING.index(role) < step]
            return [(one, True) for one in asked if one != row.person]
        case Awaited.ANSWER if row.person is not None:
            return [(row.person, True)]
        case Awaited.ANSWER if answering:
            first, late = answering[0][0], row.day < today
            asked = [one for role, one in answering if role is first or row.flag or (late and role is Role.DEPUTY)]
            return [(one, True) for one in asked]
        case Awaited.HELP:
            return [(one, True) for one in _helping(answering, row.person)[:1]]
        case Awaited.DECISION:
            stands_in = [(one, True) for one in _helping(answering, row.person)[:1]] if row.flag else []
            chief = [(one, False) for role, one in answering if role is Role.SUPERVISOR and one != row.person]
            return [(row.person, True), *(stands_in if row.flag else chief)]
        case Awaited.REVIEW if row.person in {one for _, one in answering} | set(admins):
            return [(row.person, True)]
        case Awaited.REVIEW if answering:
            instead = [one for role, one in answering if role in {Role.SUPERVISOR, Role.RENEWER}]
            return [(one, True) for one in instead[:1]]
    return [(one, True) for one in admins] if nobody else []


def _helping(answering: list[tuple[Role, int]], owner: int) -> list[int]:
    """Whoever helps somebody else's trial: the renewer, or where there is none the supervisor."""
    known = dict(answering)
    return [known[role] for role in (Role.RENEWER, Role.SUPERVISOR) if role in known and known[role] != owner]


def _waiting(row: Row[Any], today: date, *, own: bool) -> Waiting:
    promised = row.kind in {Awaited.PERMISSION, Awaited.ANSWER}
    return Waiting(Awaited(row.kind), row.number, row.title, row.day, promised and row.day < today, own, row.unit)


def _pressing(one: Waiting) -> tuple[int, date, int]:
    return list(Awaited).index(one.kind), one.day, one.number
