"""Guests of the workspace in a channel, whom Slack names only among all its people."""

from typing import Any

import pytest
from aiohttp import web

from adapters.slack.guests import Guests
from adapters.slack.outbound import Slack
from bot.errors import Unreachable
from bot.model import PersonChanged, Place, Surroundings
from tests.adapters.slack.workspace import TEAM, World

OWN = Place("slack", TEAM, "U0LIISA0001", "U0LIISA0001", private=True)
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


def changed(**marks: bool) -> dict[str, Any]:
    """Slack tells that a member has changed: to this, or only what they are doing just now."""
    user = {"id": MEMBER, "team_id": TEAM, **marks}
    event = {"type": "user_change", "user": user, "cache_ts": 1, "event_ts": "1793088000.000100"}
    return {"type": "event_callback", "team_id": TEAM, "event_id": "Ev0CHANGED1", "event": event}


async def test_a_guest_anywhere_in_the_channel_is_found_and_closes_it_sl34(world: World) -> None:
    populated(world, [MEMBER], [GUEST], is_restricted=True, is_ultra_restricted=True)
    assert await world.platform.look_at(IDEAS) == Surroundings(outsiders=True)


async def test_a_channel_is_asked_its_name_too_sl34(world: World) -> None:
    populated(world, [MEMBER], channel=HERE | {"name": "ideat"})
    assert await world.platform.look_at(IDEAS) == Surroundings(name="ideat")


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


async def test_a_guest_who_was_invited_after_the_list_was_read_is_found_too_sl34(world: World) -> None:
    """The trap: whoever is invited as a guest comes to the channel at once, and the list that is kept knows nothing."""
    populated(world, [MEMBER], is_restricted=True)
    assert not (await world.platform.look_at(IDEAS)).outsiders
    new = {"id": "U0NEW000001", "is_restricted": True}
    pages(world, "users.list", [{"id": MEMBER}, new])
    pages(world, "conversations.members", [MEMBER, "U0NEW000001"])
    assert (await world.platform.look_at(IDEAS)).outsiders


async def test_whom_no_list_names_is_looked_for_once(world: World) -> None:
    populated(world, [MEMBER], is_restricted=True)
    await world.platform.look_at(IDEAS)
    pages(world, "conversations.members", [MEMBER, "U0UNLISTED1"])
    for _ in range(3):
        assert not (await world.platform.look_at(IDEAS)).outsiders
    assert len(world.api.of("users.list")) == 4


async def test_a_member_who_becomes_a_guest_closes_the_channels_at_once_and_opens_them_again_sl34(world: World) -> None:
    populated(world, [MEMBER], is_restricted=True)
    assert not (await world.platform.look_at(IDEAS)).outsiders
    for guest in (True, True, False, False):
        await world.event(changed(is_restricted=guest))
        assert (await world.platform.look_at(IDEAS)).outsiders is guest
    assert [event for event, _ in world.door.heard] == [
        PersonChanged(OWN, member=not guest, reads=news)
        for guest, news in ((True, True), (True, False), (False, True), (False, False))
    ]


async def test_what_could_not_be_stored_of_a_new_guest_is_news_again_when_slack_repeats_it(world: World) -> None:
    world.door.failure = OSError()
    await world.event(changed(is_restricted=True))
    world.door.failure = None
    await world.event(changed(is_restricted=True))
    assert [event for event, _ in world.door.heard] == [PersonChanged(OWN, member=False, reads=True)] * 2


async def test_who_becomes_a_guest_while_people_are_listed_is_one_afterwards_sl34(world: World) -> None:
    populated(world, [MEMBER], is_restricted=True)
    listing = world.api.answers["users.list"]

    def page() -> web.StreamResponse:
        assert isinstance(world.platform, Slack)
        world.platform.guests.learn({"id": MEMBER, "is_restricted": True})
        assert callable(listing)
        return listing()

    world.api.answers["users.list"] = page
    assert (await world.platform.look_at(IDEAS)).outsiders


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
