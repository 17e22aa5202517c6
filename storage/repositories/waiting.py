"""What waits for whom: two statements for any number of people, along indexes that hold only what is open."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Row,
    Select,
    and_,
    any_,
    bindparam,
    exists,
    literal,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import aliased

from bot.model import ANSWERING, OPEN, Answer, Awaited, PermitState, Question, Role, Stage, Waiting
from storage import models
from storage.repositories.session import Session
from storage.repositories.visible import VISIBLE

I, R, A, U, Q, E, C, W = (  # noqa: E741
    models.Idea,
    models.Role,
    models.Account,
    models.Unit,
    models.Permit,
    models.Experiment,
    models.CheckIn,
    models.Review,
)
Named = dict[int, list[tuple[Role, int]]]
"""Who answers for each work community, in the order of asking."""


def _these(name: str) -> Any:
    """Any number of ids in one value: the statement stays the same."""
    return any_(bindparam(name, type_=ARRAY(BigInteger)))


def _fixed(*values: str) -> Any:
    """Written into the statement, so that the planner sees which partial index it may use."""
    return bindparam(None, list(values), expanding=True, literal_execute=True)


OWN = select(A.id).where(A.person == _these("people"))
HELD = select(R.unit).join(A, A.id == R.account).where(A.person == _these("people"), A.member.is_not(False))
SOME, ONE = aliased(R), aliased(A)
ANYBODY = exists().where(SOME.unit == U.id, SOME.account == ONE.id, SOME.role.in_(ANSWERING), ONE.member.is_not(False))
ROLES = (
    select(U.id, R.role, A.person)
    .outerjoin(R, and_(R.unit == U.id, R.role.in_(ANSWERING)))
    .outerjoin(A, and_(A.id == R.account, A.member.is_not(False)))
)
NAMED = ROLES.where(U.id.in_(HELD.where(R.role.in_(ANSWERING))))
NAMED_OR_NOBODY = ROLES.where(or_(U.id.in_(HELD.where(R.role.in_(ANSWERING))), ~ANYBODY))
"""For admins also the work communities that nobody answers for."""

WAITING = exists().where(Q.idea == I.id, Q.state.in_(_fixed(PermitState.WAITING)))
TOLD = ~exists().where(models.Promised.idea == I.id)
OFFERED = exists().where(models.HelpOffer.checkin == C.id)
IN_UNITS = I.unit == _these("units")


NOTHING: Any = null()
NO: Any = literal(False)


def _waits(
    kind: Awaited, number: Any, day: Any, person: Any = NOTHING, flag: Any = NO, step: Any = NOTHING
) -> Select[Any]:
    """`person`: whose it is; `flag`: nobody is left to be told, or the owner has left."""
    known = literal(kind.value, literal_execute=True).label("kind")
    columns = (number.label("number"), I.title, I.unit, day.label("day"), person.label("person"))
    waits: Select[Any] = select(known, *columns, flag.label("flag"), step.label("step")).where(VISIBLE)
    return waits


def _unanswered() -> Select[Any]:
    unanswered = and_(I.answered_on.is_(None), I.answer_by.is_not(None), I.stage.in_(_fixed(*sorted(OPEN))))
    return _waits(Awaited.ANSWER, I.id, I.answer_by, flag=TOLD).where(unanswered, ~WAITING)


def _asked() -> Select[Any]:
    """Questions about permission."""
    asked = _waits(Awaited.PERMISSION, Q.id, Q.answer_by, A.person, Q.due_at.is_(None), Q.step)
    asked = asked.join(I, I.id == Q.idea).join(A, A.id == Q.asker)
    return asked.where(Q.state.in_(_fixed(PermitState.WAITING)), I.stage.in_(_fixed(*sorted(OPEN))))


def _calls() -> Select[Any]:
    """Trials whose latest answer calls for help, which nobody has offered."""
    later = aliased(C)
    newer = exists().where(later.experiment == E.id, later.id > C.id, later.answer.is_not(None))
    calls = _waits(Awaited.HELP, C.id, C.answered_on, A.person).select_from(I).join(E, E.idea == I.id)
    calls = calls.join(C, C.experiment == E.id).join(A, A.id == E.owner)
    return calls.where(E.decision.is_(None), C.answer == Answer.NEEDS_HELP, ~newer, ~OFFERED)


def _ended(*, offered: bool) -> Select[Any]:
    """Trials that are over, and whose people have been asked what next; `offered`: also where somebody helps."""
    other = aliased(A)
    left = ~exists().where(other.person == A.person, other.member.is_not(False))
    ended = _waits(Awaited.DECISION, C.id, E.ends_on, A.person, left).select_from(I).join(E, E.idea == I.id)
    ended = ended.join(C, C.experiment == E.id).join(A, A.id == E.owner)
    asked = and_(C.kind == Question.END, C.asked_on.is_not(None))
    ended = ended.where(E.decision.is_(None), ~E.quick, E.ends_on < bindparam("today"), asked)
    return ended if offered else ended.where(or_(left, ~OFFERED))


def _parked() -> Select[Any]:
    """Parked ideas whose day has come."""
    parked = _waits(Awaited.REVIEW, W.id, I.back_on, A.person).select_from(I).join(W, W.idea == I.id)
    parked = parked.join(A, A.id == W.account)
    return parked.where(W.due_at.is_not(None), I.stage.in_(_fixed(Stage.PARKED)), I.back_on <= bindparam("today"))


IN_TRIAL = I.stage.in_(_fixed(Stage.ADAPTED, Stage.TRIAL))
FOR_PEOPLE = (
    _asked().where(IN_UNITS),
    _unanswered().where(IN_UNITS),
    _calls().where(IN_UNITS, IN_TRIAL),
    _ended(offered=False).where(IN_UNITS, IN_TRIAL),
    _ended(offered=True).where(E.owner.in_(OWN)),
    _parked().where(IN_UNITS),
    _parked().where(W.account.in_(OWN)),
)
OPEN_THINGS = union_all(*FOR_PEOPLE)
OPEN_THINGS_OF_ALL = union_all(*FOR_PEOPLE, *(one().where(I.unit.is_(None)) for one in (_unanswered, _parked)))
"""For admins also the ideas without a work community."""


class Waitings(Session):
    """Found for everybody at once."""

    async def waiting_for(
        self, people: Collection[int], today: date, admins: Collection[int] = ()
    ) -> dict[int, tuple[Waiting, ...]]:
        """What waits for each of these persons, the most pressing first; `admins` are those of them who are."""
        wanted = {"people": list(people)}
        roles = await self.connection.execute(NAMED_OR_NOBODY if admins else NAMED, wanted)
        named = _in_order(roles)
        values = wanted | {"units": list(named), "today": today}
        rows = await self.connection.execute(OPEN_THINGS_OF_ALL if admins else OPEN_THINGS, values)
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
    return Waiting(Awaited(row.kind), row.number, row.title, row.day, promised and row.day < today, own)


def _pressing(one: Waiting) -> tuple[int, date, int]:
    return list(Awaited).index(one.kind), one.day, one.number
