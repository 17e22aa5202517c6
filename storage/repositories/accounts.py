"""Accounts, and the persons that they point to."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, and_, delete, insert, or_, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from bot.model import Account, Caller, Person, Place, Profile
from storage import models
from storage.jobs import Queue

A, P, C = models.Account, models.Person, models.JoinCode


def account_of(row: Row[Any]) -> Account:
    """One row of `accounts()`."""
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
        joined=row.joined_by is not None and row.person != row.first_person,
    )


def accounts() -> Select[Any]:
    """Accounts with their persons."""
    return select(A.__table__, P.name.label("person_name"), P.language).join(P, P.id == A.person)


class Accounts(Queue):
    """Reading, meeting, learning and joining."""

    async def account(self, own: Place) -> Account | None:
        """The account of a verified caller, if it is known."""
        where = and_(A.platform == own.platform, A.home == own.home, A.name_there == own.id)
        row = (await self.connection.execute(accounts().where(where))).one_or_none()
        return account_of(row) if row else None

    async def account_by_id(self, account: int) -> Account | None:
        row = (await self.connection.execute(accounts().where(A.id == account))).one_or_none()
        return account_of(row) if row else None

    async def accounts_of(self, person: int) -> list[Account]:
        """All accounts that point to a person, oldest first."""
        rows = await self.connection.execute(accounts().where(A.person == person).order_by(A.id))
        return [account_of(row) for row in rows]

    async def meet(self, caller: Caller) -> Account:
        """Store a new account as a person of its own, to be looked up by a job; a known one stays as it is."""
        own = caller.own
        if found := await self.account(own):
            if own.address == own.id:
                return found
            await self.connection.execute(update(A).where(A.id == found.id).values(address=own.address))
            return replace(found, own=own)
        name = insert(P).values(name=caller.name).returning(P.id)
        person = (await self.connection.execute(name)).scalar_one()
        new = (
            upsert(A)
            .values(
                person=person,
                first_person=person,
                platform=own.platform,
                home=own.home,
                name_there=own.id,
                address=own.address,
                client_language=caller.language,
                workspace_admin=False,
            )
            .on_conflict_do_nothing()
            .returning(A.id)
        )
        if created := (await self.connection.execute(new)).scalar_one_or_none():
            await self.defer("look_up", lock=f"look_up:{own.platform}:{own.home}", last=True, account=created)
        else:
            await self.connection.execute(delete(P).where(P.id == person))
        found = await self.account(own)
        if found is None:
            raise LookupError("an account that was just stored is not there")
        return found

    async def learn(self, account: int, profile: Profile, email_key: str | None, now: datetime) -> None:
        """Keep what the platform told; the e-mail only as a keyed hash, when it may join."""
        values: dict[str, Any] = {
            "email_key": email_key,
            "member": profile.full_member,
            "workspace_admin": profile.workspace_admin and profile.full_member,
            "time_zone": profile.time_zone,
            "looked_up_at": now,
        }
        if profile.language:
            values["client_language"] = profile.language
        changed = update(A).where(A.id == account).values(values).returning(A.first_person)
        person = (await self.connection.execute(changed)).scalar_one()
        await self.connection.execute(update(P).where(P.id == person).values(name=profile.name))

    async def choose_language(self, person: int, language: str) -> None:
        await self.connection.execute(update(P).where(P.id == person).values(language=language))

    async def hold(self, accounts: list[int]) -> None:
        """Lock accounts before their pointers change: who is just supporting is waited for."""
        lock = select(A.id).where(A.id.in_(accounts)).order_by(A.id).with_for_update(key_share=True)
        await self.connection.execute(lock)

    async def hold_pointer(self, account: Account) -> Account:
        """The account as it is now; its pointer stays until the end. Accounts are held before any idea.

        The lock is taken without the person: a join that it waits for would leave it no row to answer with.
        """
        lock = select(A.person, A.member).where(A.id == account.id).with_for_update(read=True)
        if (await self.connection.execute(lock)).one() == (account.person.id, account.member):
            return account
        return account_of((await self.connection.execute(accounts().where(A.id == account.id))).one())

    async def joinable(self, email_key: str, but: int) -> Account | None:
        """The oldest other account with this e-mail that is not parted."""
        never_parted = or_(A.joined_by.is_(None), A.joined_by != "parted")
        query = (
            accounts()
            .where(A.email_key == email_key, A.member.is_(True), A.id != but, never_parted)
            .order_by(A.id)
            .limit(1)
        )
        row = (await self.connection.execute(query)).one_or_none()
        return account_of(row) if row else None

    async def point(self, account: int, person: int, how: str) -> None:
        """Let an account point to a person; `how`: email, code or parted."""
        await self.connection.execute(update(A).where(A.id == account).values(person=person, joined_by=how))

    async def first_person(self, account: int) -> int:
        """The person that an account was before any join."""
        return (await self.connection.execute(select(A.first_person).where(A.id == account))).scalar_one()

    async def joined_by(self, account: int) -> str | None:
        return (await self.connection.execute(select(A.joined_by).where(A.id == account))).scalar_one()

    async def keep_code(self, key: bytes, account: int, expires_at: datetime) -> None:
        """A new code; an older one of the same account stops working."""
        await self.connection.execute(delete(C).where(or_(C.account == account, C.key == key)))
        await self.connection.execute(insert(C).values(key=key, account=account, expires_at=expires_at))

    async def use_code(self, key: bytes, now: datetime) -> Account | None:
        """The account that showed the code, once, until it expires."""
        used = delete(C).where(C.key == key).returning(C.account, C.expires_at)
        row = (await self.connection.execute(used)).one_or_none()
        return await self.account_by_id(row.account) if row and row.expires_at > now else None
