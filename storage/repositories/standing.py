"""Whom something concerns, and what somebody does for a work community."""

from collections.abc import Callable
from functools import cache
from typing import Any

from sqlalchemy import BigInteger, BindParameter, Select, and_, bindparam, case, exists, or_, select
from sqlalchemy.orm import aliased

from bot.model import Concern, Role
from storage import models
from storage.repositories.session import Session
from storage.repositories.units import above

A, C, E, H, I, L, N, P, R, S, U = (  # noqa: E741
    models.Account,
    models.CheckIn,
    models.Experiment,
    models.Challenge,
    models.Idea,
    models.Channel,
    models.Complaint,
    models.Permit,
    models.Role,
    models.Comment,
    models.Unit,
)
AUTHOR, COLLEAGUE, OWNER, ASKER, OTHER = (aliased(A) for _ in range(5))
UNIT: BindParameter[Any] = bindparam("unit", type_=BigInteger)
NUMBER: BindParameter[Any] = bindparam("number")


def _about_idea() -> Select[Any]:
    """Whoever logged a trial for somebody else is not its author once that colleague has said so."""
    theirs = case((I.credited.is_(None), AUTHOR.person))
    tries = select(OWNER.person).join(E, E.owner == OWNER.id).where(E.idea == I.id)
    newest = tries.order_by(E.id.desc()).limit(1).scalar_subquery()
    return (
        select(I.unit, AUTHOR.person.label("author"), newest.label("owner"))
        .add_columns(case((I.colleague.is_(None), theirs), else_=COLLEAGUE.person).label("colleague"))
        .outerjoin(AUTHOR, AUTHOR.id == I.author)
        .add_columns(ASKER.person.label("asker"))
        .outerjoin(COLLEAGUE, COLLEAGUE.id == I.colleague)
        .outerjoin(H, H.id == I.challenge)
        .outerjoin(ASKER, ASKER.id == H.asker)
    )


def _about_trial() -> Select[Any]:
    still = exists().where(OTHER.person == OWNER.person, OTHER.member.is_not(False))
    about: Select[Any] = select(I.unit).add_columns(OWNER.person.label("owner"), (~still).label("left"))
    return about.join(E, E.idea == I.id).join(OWNER, OWNER.id == E.owner)


ABOUT: dict[str, Callable[[], Any]] = {
    "idea": lambda: _about_idea().where(I.id == NUMBER),
    "experiment": lambda: _about_trial().where(E.id == NUMBER),
    "checkin": lambda: _about_trial().join(C, C.experiment == E.id).where(C.id == NUMBER),
    "permit": lambda: (
        select(I.unit, ASKER.person.label("asker"))
        .join(P, P.idea == I.id)
        .join(ASKER, ASKER.id == P.asker)
        .where(P.id == NUMBER)
    ),
    "channel": lambda: (
        select(A.person.label("asker"), L.platform, L.home)
        .select_from(L)
        .outerjoin(A, A.id == L.linked_by)
        .where(L.id == NUMBER)
    ),
    "challenge": lambda: select(ASKER.person.label("asker")).join(H, H.asker == ASKER.id).where(H.id == NUMBER),
    "comment": lambda: (
        select(I.unit, AUTHOR.person.label("author"))
        .join(S, S.idea == I.id)
        .join(AUTHOR, AUTHOR.id == S.account)
        .where(S.id == NUMBER)
    ),
    "complaint": lambda: select(I.unit).join(N, N.idea == I.id).where(N.id == NUMBER),
    "unit": lambda: select(U.id.label("unit")).where(U.id == NUMBER),
}


@cache
def _about(kind: str) -> Any:
    return ABOUT[kind]()


@cache
def _held() -> Select[Any]:
    tree = above(select(UNIT.label("unit")))
    return (
        select(R.role)
        .join(A, and_(A.id == R.account, A.person == bindparam("person")))
        .where(or_(R.unit.in_(select(tree.c.unit)), UNIT.is_(None)))
    )


class Standings(Session):
    """What permission asks."""

    async def concern(self, kind: str, number: int) -> Concern | None:
        """Whom an idea, a trial, a question or a work community concerns; None when it is not there."""
        row = (await self.connection.execute(_about(kind), {"number": number})).one_or_none()
        return Concern(**row._mapping) if row else None

    async def roles_of(self, person: int, unit: int | None) -> set[Role]:
        """What any account of a person does for a work community or what that lies below; without one, for any."""
        rows = await self.connection.execute(_held(), {"person": person, "unit": unit})
        return {Role(role) for role in rows.scalars()}
