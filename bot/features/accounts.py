"""One person, several accounts: learnt from the platform, joined by e-mail or code, and parted."""

import secrets
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

from bot.calendar import read_by
from bot.errors import Refusal
from bot.intents import EnterCode, Join, Part, ShowCode
from bot.model import Account, Profile, Subject
from bot.replies import Reply
from bot.turn import People, Turn, asks, handles
from bot.views import settings as words
from bot.views.kinds import Form, Notice

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Without those that look alike."""
CODE_LENGTH = 8
CODE_LASTS = timedelta(minutes=10)
WRONG_CODES = 10
WRONG_CODES_LAST = timedelta(hours=1)


class Storage(People, Protocol):
    """What accounts ask of storage."""

    async def learn(self, account: Account, profile: Profile, email_key: str | None, now: datetime) -> Account: ...
    async def hold_joining(self) -> None: ...
    async def hold(self, accounts: list[int]) -> None: ...
    async def account_by_id(self, account: int) -> Account | None: ...
    async def accounts_of(self, person: int) -> list[Account]: ...
    async def joinable(self, email_key: str, account: Account) -> Account | None: ...
    async def point(self, accounts: list[int], person: int) -> None: ...
    async def part(self, accounts: list[int]) -> None: ...
    async def named(self, accounts: list[int]) -> list[int]: ...
    async def touched(self, accounts: list[int]) -> list[int]: ...
    async def named_below(self, accounts: list[int]) -> list[Subject]: ...
    async def recount(self, numbers: Collection[int]) -> list[int]: ...
    async def keep_code(self, key: bytes, account: int, expires_at: datetime) -> None: ...
    async def use_code(self, key: bytes, by: Account, now: datetime) -> Account | None: ...
    async def wrong_codes(self, account: int, now: datetime) -> int: ...
    async def note_wrong_code(self, account: int, expires_at: datetime, now: datetime) -> None: ...


async def learnt(turn: Turn[Storage], account: int, profile: Profile) -> Reply:
    """A profile came back: keep it, join by e-mail where that is safe, and redraw what shows this person."""
    key = turn.keys.email(profile) if profile.email else None
    await turn.store.hold_joining()
    await turn.store.hold([account])
    before = await turn.store.account_by_id(account)
    if before is None:
        return Reply()
    after = await turn.store.learn(before, profile, key, turn.now)
    other = await turn.store.joinable(key, after) if key else None
    changed = await become(turn, after, other) if other else []
    if not changed and (before.person.id, before.member is False) != (after.person.id, after.member is False):
        changed = await everybody(turn, after)
    if changed:
        return await recounted(turn, changed)
    if before.person == after.person:
        return Reply()
    # Only the name is new: no tally changes, and a supporter is named nowhere.
    own = await everybody(turn, after) if after.joined else [after.id]
    named, below = await turn.store.named(own), await turn.store.named_below(own)
    return Reply(redraw=(*(Subject("idea", idea) for idea in named), *below))


async def everybody(turn: Turn[Storage], one: Account) -> list[int]:
    """All accounts of a person."""
    return [account.id for account in await turn.store.accounts_of(one.person.id)]


async def become(turn: Turn[Storage], one: Account, other: Account) -> list[int]:
    """All accounts of one person point to the other's: these are answered. `hold_joining` comes first."""
    if one.person.id == other.person.id:
        return []
    moved = await everybody(turn, one)
    await turn.store.hold(moved)
    await turn.store.point(moved, other.person.id)
    return moved


async def recounted(turn: Turn[Storage], accounts: list[int]) -> Reply:
    """Tallies count persons: whatever a changed pointer touches is counted and drawn anew."""
    counted = await turn.store.recount(await turn.store.touched(accounts))
    below = await turn.store.named_below(accounts)
    return Reply(redraw=(*(Subject("idea", idea) for idea in counted), *below))


@handles(ShowCode)
async def show_code(turn: Turn[Storage], intent: ShowCode) -> Reply:
    """A code for ten minutes, once."""
    del intent
    me = await turn.me()
    code = "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))
    until = turn.now + CODE_LASTS
    await turn.store.keep_code(turn.keys.code(code), me.id, until)
    return Reply(show=words.code_notice(code, read_by(me, turn.organisation, until)))


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
    """All accounts of this person point to the person who showed the code."""
    me = await held(turn)
    if await turn.store.wrong_codes(me.id, turn.now) >= WRONG_CODES:
        raise Refusal(words.too_many_codes(), field="code")
    shown = await turn.store.use_code(turn.keys.code(intent.code.strip().upper()), me, turn.now)
    if shown is None:
        await turn.store.note_wrong_code(me.id, turn.now + WRONG_CODES_LAST, turn.now)
        return await wrong_code(turn, intent)
    changed = await recounted(turn, await become(turn, me, shown))
    return Reply(show=words.joined(), redraw=changed.redraw)


async def held(turn: Turn[Storage]) -> Account:
    """The asker, as nobody changes them any more in this turn."""
    await turn.store.hold_joining()
    met = await turn.me()
    return await turn.store.account_by_id(met.id) or met


async def wrong_code(turn: Turn[Storage], intent: Join) -> Reply:
    """A no that is an answer: a Refusal would not let the try be counted."""
    if turn.asked.opens:
        return Reply(show=replace(await code_form(turn, intent), errors={"code": words.bad_code()}))
    return Reply(show=Notice(words.bad_code(), "refused", words.ways()))


@handles(Part)
async def part(turn: Turn[Storage], intent: Part) -> Reply:
    """All accounts of the person are persons of their own again, and are not joined by e-mail any more."""
    del intent
    accounts = await everybody(turn, await held(turn))
    await turn.store.hold(accounts)
    await turn.store.part(accounts)
    changed = await recounted(turn, accounts)
    return Reply(show=words.parted(), redraw=changed.redraw)
