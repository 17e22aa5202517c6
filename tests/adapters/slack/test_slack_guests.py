"""Guests of the workspace in a channel, whom Slack names only among all its people."""

from typing import Any

import pytest
from aiohttp import web

from adapters.slack.guests import Guests
from adapters.slack.outbound import Slack
from bot.errors import Unreachable
from bot.model import Place, Surroundings
from tests.adapters.slack.workspace import TEAM, World

IDEAS = Place("slack", TEAM, "C0IDEAS0001", "C0IDEAS0001")
GUEST, MEMBER = "U0GUEST0001", "U0LIISA0001"
HERE: dict[str, Any] = {"is_member": True}


def pages(world: World, method: str, *several: list[Any]) -> None:
    """What Slack answers page by page."""

    def page() -> web.Response:
        at = int(world.api.of(method)[-1].get("cursor") or 0)
        following = str(at + 1) if at + 1 < len(several) else ""
        return web.json_response({"ok": True, "members": several[at], "response_metadata": {"next_cursor": following}})

    world.api.answers[method] = page


def populated(world: World, *there: list[str], channel: dict[str, Any] = HERE, **marks: bool) -> None:
    """One guest, with these marks, on the second page of the workspace's people."""
    world.api.answers["conversations.info"] = {"ok": True, "channel": channel}
    pages(world, "users.list", [{"id": MEMBER, "is_restricted": False}], [{"id": GUEST, **marks}])
    pages(world, "conversations.members", *there)


async def test_a_guest_anywhere_in_the_channel_is_found_and_closes_it_sl34(world: World) -> None:
    populated(world, [MEMBER], [GUEST], is_restricted=True, is_ultra_restricted=True)
    assert await world.platform.look_at(IDEAS) == Surroundings(outsiders=True)


async def test_members_and_guests_who_are_elsewhere_or_gone_close_nothing_sl34(world: World) -> None:
    populated(world, [MEMBER], is_restricted=True)
    assert await world.platform.look_at(IDEAS) == Surroundings()
    assert isinstance(world.platform, Slack)
    world.platform.guests = Guests(world.platform.web)
    populated(world, [MEMBER, GUEST], is_restricted=True, deleted=True)
    assert await world.platform.look_at(IDEAS) == Surroundings()


async def test_channels_that_are_looked_at_soon_after_each_other_ask_once_who_is_a_guest(world: World) -> None:
    """The trap: users.list is for some twenty calls a minute."""
    populated(world, [GUEST], is_restricted=True)
    for _ in range(3):
        assert (await world.platform.look_at(IDEAS)).outsiders
    assert len(world.api.of("users.list")) == 2
    assert len(world.api.of("conversations.members")) == 3


async def test_where_nothing_can_appear_anyway_nobody_is_asked_about(world: World) -> None:
    for channel in ({"is_member": False}, {**HERE, "is_archived": True}, {**HERE, "is_ext_shared": True}):
        populated(world, [GUEST], channel=channel, is_restricted=True)
        await world.platform.look_at(IDEAS)
    assert world.api.of("users.list") == []


@pytest.mark.parametrize("method", ["users.list", "conversations.members"])
async def test_an_answer_without_people_does_not_say_that_no_guest_is_among_them_sl34(
    world: World, method: str
) -> None:
    populated(world, [GUEST], is_restricted=True)
    world.api.answers[method] = {"ok": True}
    with pytest.raises(Unreachable):
        await world.platform.look_at(IDEAS)


@pytest.mark.timeout(20)
async def test_pages_that_lead_in_a_circle_end(world: World) -> None:
    populated(world, [MEMBER], is_restricted=True)
    circle = {"ok": True, "members": [], "response_metadata": {"next_cursor": "1"}}
    world.api.answers["users.list"] = circle
    with pytest.raises(Unreachable):
        await world.platform.look_at(IDEAS)
