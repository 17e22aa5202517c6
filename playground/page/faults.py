"""Trouble at a click, for whoever writes an adapter: what the platforms do on bad days."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.views.text import Text, say
from playground.people import AINO
from playground.slack import SlackWorkspace
from playground.slack.faults import ANY
from playground.teams import TeamsTenant

SECONDS = 5
TIMES = 2
"""So many calls fail, whichever they are."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A button, what it does in the channel that was open last, and what is said when it is done."""

    title: Text
    told: Text
    make: Callable[[str], Awaitable[object]]


def faults(
    fail: Callable[[int], Awaitable[object]],
    again: Callable[[], Awaitable[object]],
    forged: Callable[[], Awaitable[object]],
    remove: Callable[[str], Awaitable[object]],
    add: Callable[[str], Awaitable[object]],
) -> dict[str, Fault]:
    """The same in both chats."""
    return {
        "429": Fault(
            say("Too many requests (429)"),
            say("The app's next calls are refused: it must wait {seconds} seconds.", seconds=SECONDS),
            lambda _: fail(429),
        ),
        "502": Fault(
            say("Bad gateway (502)"),
            say("The app's next calls are answered with 502. It should try again."),
            lambda _: fail(502),
        ),
        "again": Fault(
            say("Deliver again"),
            say("The last delivery came once more. Nothing should change."),
            lambda _: again(),
        ),
        "forged": Fault(
            say("Bad signature"),
            say("The last delivery came once more with a bad signature. The app should refuse it."),
            lambda _: forged(),
        ),
        "removed": Fault(
            say("Take the app away"), say("The app was taken away from the channel that was open last."), remove
        ),
        "added": Fault(say("Bring the app back"), say("The app is back in the channel that was open last."), add),
    }


def in_slack(workspace: SlackWorkspace) -> dict[str, Fault]:
    """Channels take the bot away one by one."""

    async def fail(status: int) -> None:
        workspace.faults.fail_next(ANY, status, TIMES, retry_after=SECONDS)

    admin = AINO.slack or ""
    return faults(
        fail,
        lambda: workspace.deliver_again(workspace.deliveries[-1]),
        lambda: workspace.deliver_again(workspace.deliveries[-1], secret="another secret"),  # noqa: S106
        lambda room: workspace.remove_bot(room, admin),
        lambda room: workspace.add_bot(room, admin),
    )


def in_teams(tenant: TeamsTenant) -> dict[str, Fault]:
    """The bot belongs to the whole team, not to one channel of it."""

    async def fail(status: int) -> None:
        tenant.faults.fail_next(status, TIMES, retry_after=SECONDS if status == 429 else None)

    admin = AINO.teams or ""
    return faults(
        fail,
        lambda: tenant.deliver_again(tenant.deliveries[-1]),
        lambda: tenant.deliver(tenant.deliveries[-1].activity, signed="forged"),
        lambda _: tenant.remove_from_team(admin),
        lambda room: tenant.install_in_team(admin, room or None),
    )
