"""One person, several accounts: learnt from the platform, joined by e-mail or code, and parted."""

import secrets
from datetime import datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.errors import Refusal
from bot.intents import EnterCode, Join, Part, ShowCode
from bot.model import Account, Profile, Subject
from bot.replies import Reply
from bot.turn import People, Turn, asks, handles
from bot.views import settings as words
from bot.views.kinds import Form

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Without those that look alike."""
CODE_LENGTH = 8
CODE_LASTS = timedelta(minutes=10)


class Storage(People, Protocol):
    """What accounts ask of storage."""

    async def learn(self, account: int, profile: Profile, email_key: str | None, now: datetime) -> None: ...
    async def hold(self, accounts: list[int]) -> None: ...
    async def account_by_id(self, account: int) -> Account | None: ...
    async def accounts_of(self, person: int) -> list[Account]: ...
    async def joinable(self, email_key: str, but: int) -> Account | None: ...
    async def point(self, account: int, person: int, how: str) -> None: ...
    async def first_person(self, account: int) -> int: ...
    async def joined_by(self, account: int) -> str | None: ...
    async def touched(self, accounts: list[int]) -> list[int]: ...
    async def recount(self, ideas: list[int]) -> None: ...
    async def keep_code(self, key: bytes, account: int, expires_at: datetime) -> None: ...
    async def use_code(self, key: bytes, now: datetime) -> Account | None: ...


async def learnt(turn: Turn[Storage], account: int, profile: Profile) -> Reply:
    """A profile came back: keep it, join by e-mail where that is safe, and redraw what shows this person."""
    key = turn.keys.email(profile) if profile.email else None
    await turn.store.hold([account])
    await turn.store.learn(account, profile, key, turn.now)
    other = await turn.store.joinable(key, account) if key else None
    if other and await turn.store.joined_by(account) is None:
        await turn.store.point(account, other.person.id, "email")
    return await recounted(turn, [account])


async def recounted(turn: Turn[Storage], accounts: list[int]) -> Reply:
    """Tallies count persons: whatever a changed pointer touches is counted and drawn anew."""
    touched = await turn.store.touched(accounts)
    await turn.store.recount(touched)
    return Reply(redraw=tuple(Subject("idea", idea) for idea in touched))


@handles(ShowCode)
async def show_code(turn: Turn[Storage], intent: ShowCode) -> Reply:
    """A code for ten minutes, once."""
    del intent
    me = await turn.me()
    code = "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))
    until = turn.now + CODE_LASTS
    await turn.store.keep_code(turn.keys.code(code), me.id, until)
    zone = me.time_zone or turn.organisation.time_zone
    return Reply(show=words.code_notice(code, until.astimezone(ZoneInfo(zone))))


@handles(EnterCode)
async def enter_code(turn: Turn[Storage], intent: EnterCode) -> Reply:
    del intent
    return Reply(show=await code_form(turn, Join()))


@asks(Join)
async def code_form(turn: Turn[Storage], intent: Join) -> Form:
    del turn
    return words.code_form(intent)


@handles(Join)
async def join(turn: Turn[Storage], intent: Join) -> Reply:
    """This account points to the person who showed the code."""
    me = await turn.me()
    shown = await turn.store.use_code(turn.keys.code(intent.code.strip().upper()), turn.now)
    if shown is None or shown.id == me.id:
        raise Refusal(words.bad_code(), field="code")
    await turn.store.hold([me.id, shown.id])
    await turn.store.point(me.id, shown.person.id, "code")
    changed = await recounted(turn, [me.id])
    return Reply(show=words.joined(), redraw=changed.redraw)


@handles(Part)
async def part(turn: Turn[Storage], intent: Part) -> Reply:
    """All accounts of the person are persons of their own again, and are not joined by e-mail any more."""
    del intent
    me = await turn.me()
    accounts = [one.id for one in await turn.store.accounts_of(me.person.id)]
    await turn.store.hold(accounts)
    for account in accounts:
        await turn.store.point(account, await turn.store.first_person(account), "parted")
    changed = await recounted(turn, accounts)
    return Reply(show=words.parted(), redraw=changed.redraw)
