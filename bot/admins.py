"""Who is an admin, and of what."""

from bot.model import Account, Home
from bot.turn import People, Turn


def is_admin(turn: Turn[People], account: Account) -> bool:
    """Of the installation: by LATU_ADMINS."""
    return bool(account.member) and account.email_key in turn.organisation.admin_keys


def is_workspace_admin(turn: Turn[People], account: Account, home: Home | None) -> bool:
    """Of the workspace `home`; without one, of that where it is asked."""
    if turn.request is None or not (account.member and account.workspace_admin):
        return False
    place = turn.request.place or account.own
    return home_of(account) == (home or (place.platform, place.home))


def home_of(account: Account) -> Home:
    """The workspace or tenant that an account is of."""
    return account.own.platform, account.own.home


def workspace_seen(turn: Turn[People], account: Account) -> Home | None:
    """The only workspace whose channels somebody may list; None for an admin of the installation: every one."""
    return None if is_admin(turn, account) else home_of(account)
