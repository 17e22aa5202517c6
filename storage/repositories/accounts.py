"""Accounts, and the persons that they point to."""

from dataclasses import replace
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    Row,
    Select,
    Text,
    and_,
    bindparam,
    case,
    delete,
    exists,
    func,
    insert,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import aliased

from bot.model import Account, Caller, Hears, Person, Place, Profile
from storage import models
from storage.jobs import LAST, Queue, Waiting
from storage.models.organisation import ONLY
from storage.repositories.organisation import LABELLED, Chosen, O, labelled
from storage.repositories.places import asking_lock

A, P, C, W = models.Account, models.Person, models.JoinCode, models.WrongCode
JOINING = 0x6A6F696E
"""The advisory lock of all who join and part."""


def account_of(row: Row[Any]) -> Account:
    """One row of `accounts`."""
    return Account(
        id=row.id,
        person=Person(row.person, row.person_name),
        own=Place(row.platform, row.home, row.name_there, row.address, private=True),
        language=row.language,
        client_language=row.client_language,
        time_zone=row.time_zone,
        email_key=row.email_key,
        member=row.member,
        workspace_admin=row.workspace_admin,
        joined=row.joined,
        looked_up_at=row.looked_up_at,
        asked_at=row.asked_at,
        paused_until=row.paused_until,
        hears=Hears(row.hears or Hears.ALL),
    )


@cache
def accounts() -> Select[Any]:
    """Accounts with their persons."""
    other = aliased(A)
    joined = exists().where(other.person == A.person, other.id != A.id).label("joined")
    return select(A.__table__, P.name.label("person_name"), P.language, P.paused_until, P.hears, joined).join(
        P, P.id == A.person
    )


@cache
def by_place() -> Select[Any]:
    """One row, also without an account: each click needs what the organisation has chosen, and asks once for both."""
    there = (A.platform == bindparam("platform"), A.home == bindparam("home"), A.name_there == bindparam("name_there"))
    found = accounts().where(*there).subquery("found")
    always = select(literal(1).label("one")).subquery("always")
    return select(found, *LABELLED).select_from(always).outerjoin(O, O.id == ONLY).outerjoin(found, literal(True))


@cache
def _by_id() -> Select[Any]:
    return accounts().where(A.id == bindparam("account"))


@cache
def pointer() -> Any:
    """Whose an account is, held until the end."""
    return select(A.person, A.member).where(A.id == bindparam("account")).with_for_update(read=True)


@cache
def _hold_joining() -> Select[Any]:
    return select(func.pg_advisory_xact_lock(JOINING))


@cache
def _held() -> Select[Any]:
    these = select(A.id).where(A.id.in_(bindparam("accounts", expanding=True)))
    return these.order_by(A.id).with_for_update(key_share=True)


NEW = ("platform", "home", "name_there", "address", "client_language", "asked_at")


@cache
def _learnt() -> Any:
    told = {name: bindparam(f"told_{name}", type_=A.__table__.c[name].type) for name in TOLD}
    changed = update(A).where(A.id == bindparam("account")).values(told).returning(A.first_person).cte("changed")
    first = select(changed.c.first_person).scalar_subquery()
    return update(P).where(P.id == first).values(name=bindparam("called")).returning(P.id)


TOLD = ("email_key", "member", "workspace_admin", "time_zone", "looked_up_at", "client_language")


@cache
def _met() -> Any:
    """A new account and its person, unless it is known; the person alone when somebody else met it just now."""
    given = {name: bindparam(f"new_{name}", type_=A.__table__.c[name].type) for name in NEW}
    known = exists().where(*(A.__table__.c[name] == given[name] for name in ("platform", "home", "name_there")))
    person = insert(P).from_select(["name"], select(bindparam("called", type_=Text())).where(~known))
    person_row = person.returning(P.id).cte("new_person")
    marks = {"workspace_admin": literal(False), "parted": literal(False)}
    values = {"person": person_row.c.id, "first_person": person_row.c.id, **given, **marks}
    account = upsert(A).from_select([*values], select(*values.values())).on_conflict_do_nothing()
    account_row = account.returning(A.id).cte("new_account")
    return select(person_row.c.id, select(account_row.c.id).scalar_subquery().label("account"))


def looking_up(account: int, platform: str, home: str) -> Waiting:
    """The job that asks a workspace or tenant who an account is."""
    return Waiting("look_up", asking_lock(platform, home), {"account": account}, LAST)


class Accounts(Chosen, Queue):
    """Reading, meeting, learning and joining."""

    async def account(self, own: Place) -> Account | None:
        """The account of a verified caller, if it is known."""
        place = {"platform": own.platform, "home": own.home, "name_there": own.id}
        row = (await self.connection.execute(by_place(), place)).one()
        self._keep(labelled(row))
        return account_of(row) if row.id is not None else None

    async def account_by_id(self, account: int) -> Account | None:
        row = (await self.connection.execute(_by_id(), {"account": account})).one_or_none()
        return account_of(row) if row else None

    async def accounts_of(self, person: int) -> list[Account]:
        """All accounts that point to a person, oldest first."""
        rows = await self.connection.execute(accounts().where(A.person == person).order_by(A.id))
        return [account_of(row) for row in rows]

    async def meet(self, caller: Caller, now: datetime) -> Account:
        """Store a new account as a person of its own, to be looked up by a job; a known one stays as it is."""
        own = caller.own
        known = (own.platform, own.home, own.id, own.address, caller.language, now)
        new = {f"new_{name}": value for name, value in zip(NEW, known, strict=True)}
        row = (await self.connection.execute(_met(), {"called": caller.name, **new})).one_or_none()
        if row and row.account:
            await self._defer_look_up(row.account, own)
            return Account(
                id=row.account,
                person=Person(row.id, caller.name),
                own=own,
                language=None,
                client_language=caller.language,
                time_zone=None,
                email_key=None,
                member=None,
                workspace_admin=False,
                joined=False,
                asked_at=now,
            )
        if row:
            await self.connection.execute(delete(P).where(P.id == row.id))
        found = await self.account(own)
        if found is None:
            raise LookupError("an account that was just stored is not there")
        return found

    async def look_up_again(self, account: Account, own: Place, now: datetime) -> None:
        """Have an account looked up where it acts now; once for all who ask at the same time."""
        first = and_(A.id == account.id, A.asked_at.is_not_distinct_from(account.asked_at))
        asked = update(A).where(first).values(asked_at=now, address=own.address).returning(A.id)
        if (await self.connection.execute(asked)).one_or_none():
            await self._defer_look_up(account.id, own)

    async def _defer_look_up(self, account: int, own: Place) -> None:
        await self.defer_each([looking_up(account, own.platform, own.home)])

    async def learn(self, account: Account, profile: Profile, email_key: str | None, now: datetime) -> Account:
        """Keep what the platform told; the e-mail only as a keyed hash, when it may join. Answers as it is now."""
        told: dict[str, Any] = {
            "email_key": email_key,
            "member": profile.full_member,
            "workspace_admin": profile.workspace_admin and profile.full_member,
            "time_zone": profile.time_zone,
            "looked_up_at": now,
            "client_language": profile.language or account.client_language,
        }
        values = {"account": account.id, "called": profile.name, **{f"told_{name}": told[name] for name in TOLD}}
        first = (await self.connection.execute(_learnt(), values)).scalar_one()
        person = Person(first, profile.name) if first == account.person.id else account.person
        return replace(account, person=person, **told)

    async def choose_language(self, person: int, language: str) -> None:
        await self.connection.execute(update(P).where(P.id == person).values(language=language))

    async def pause_until(self, person: int, day: date | None) -> None:
        await self.connection.execute(update(P).where(P.id == person).values(paused_until=day))

    async def hold_joining(self) -> None:
        """Joins and parts come one after the other: nobody else's pointer changes until the end. Before any account."""
        await self.connection.execute(_hold_joining())

    async def hold(self, accounts: list[int]) -> None:
        """Lock accounts before their pointers change: who is just supporting is waited for."""
        await self.connection.execute(_held(), {"accounts": accounts})

    async def hold_pointer(self, account: Account) -> Account:
        """The account as it is now; its pointer stays until the end. Accounts are held before any idea.

        The lock is taken without the person: a join that it waits for would leave it no row to answer with.
        """
        own = {"account": account.id}
        if (await self.connection.execute(pointer(), own)).one() == (account.person.id, account.member):
            return account
        return account_of((await self.connection.execute(_by_id(), own)).one())

    async def joinable(self, email_key: str, account: Account) -> Account | None:
        """The oldest account of another person with this e-mail, unless one of either person was parted."""
        parted = aliased(A)
        query = (
            accounts()
            .where(A.email_key == email_key, A.member.is_(True), A.person != account.person.id)
            .where(~exists().where(parted.person.in_([A.person, account.person.id]), parted.parted))
            .order_by(A.id)
            .limit(1)
        )
        row = (await self.connection.execute(query)).one_or_none()
        return account_of(row) if row else None

    async def point(self, accounts: list[int], person: int) -> None:
        """Let accounts point to a person."""
        await self.connection.execute(update(A).where(A.id.in_(accounts)).values(person=person))

    async def part(self, accounts: list[int]) -> None:
        """Each account is the person again that it was before any join, and is never joined by e-mail again."""
        await self.connection.execute(update(A).where(A.id.in_(accounts)).values(person=A.first_person, parted=True))

    async def keep_code(self, key: bytes, account: int, expires_at: datetime) -> None:
        """A new code; an older one of the same account stops working."""
        await self.connection.execute(delete(C).where(or_(C.account == account, C.key == key)))
        await self.connection.execute(insert(C).values(key=key, account=account, expires_at=expires_at))

    async def use_code(self, key: bytes, by: Account, now: datetime) -> Account | None:
        """The account that showed the code in another chat, once, until it expires."""
        shown_there = and_(C.key == key, C.account == A.id, A.platform != by.own.platform, C.expires_at > now)
        used = delete(C).where(shown_there).returning(C.account)
        shown = (await self.connection.execute(used)).scalar_one_or_none()
        return await self.account_by_id(shown) if shown else None

    async def wrong_codes(self, account: int, now: datetime) -> int:
        """How many wrong codes an account has typed lately."""
        lately = select(W.count).where(W.account == account, W.expires_at > now)
        return (await self.connection.execute(lately)).scalar_one_or_none() or 0

    async def note_wrong_code(self, account: int, expires_at: datetime, now: datetime) -> None:
        """One more; they are forgotten together, at the time that the first one gave."""
        new = upsert(W).values(account=account, count=1, expires_at=expires_at)
        over = W.expires_at <= now
        more = {"count": case((over, 1), else_=W.count + 1), "expires_at": case((over, expires_at), else_=W.expires_at)}
        await self.connection.execute(new.on_conflict_do_update(index_elements=[W.account], set_=more))
