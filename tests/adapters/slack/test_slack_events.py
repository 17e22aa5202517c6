"""What Slack tells unasked, in the shapes that it publishes."""

import json
import time
from pathlib import Path

from adapters.slack.events import event_in
from adapters.slack.payloads import Payload
from bot.model import Added, Caller, ChannelChanged, ChannelMoved, Event, PersonChanged, Place, Uninstalled
from tests.adapters.slack.workspace import OTHER, World
from tests.adapters.slack.workspace import TEAM as OURS

SHAPES = Path(__file__).parents[2] / "payloads" / "slack"
TEAM, BOT, AINO = "T0LATUSAMPLE", "U0LATUBOT01", "U0AINO00001"
OPEN = Place("slack", TEAM, "C0IDEAS0001", "C0IDEAS0001")
CLOSED = Place("slack", TEAM, "G0IDEAS0001", "G0IDEAS0001")
PERSON = Place("slack", TEAM, AINO, AINO, private=True)


def shape(name: str, *, ago: int = 0) -> Payload:
    """An event that happened so many seconds ago."""
    body: Payload = json.loads((SHAPES / f"event_{name}.json").read_text(encoding="utf-8"))
    return body | {"event_time": int(time.time()) - ago}


def told(name: str, bot: str = BOT) -> Event | None:
    return event_in(shape(name), TEAM, bot)


def test_whoever_adds_the_bot_to_a_channel_is_named_and_if_somebody_else_comes_it_is_asked_about_sl12_sl34() -> None:
    assert told("member_joined_channel") == Added(OPEN, Caller(PERSON))
    assert told("member_joined_channel", "U0OTHER0001") == ChannelChanged(OPEN)


def test_an_uninstall_is_known_by_either_of_its_two_events_sl26() -> None:
    assert told("app_uninstalled") == told("tokens_revoked") == Uninstalled("slack", TEAM)
    people_s_own = {"type": "event_callback", "event": {"type": "tokens_revoked", "tokens": {"oauth": ["U1"]}}}
    assert event_in(people_s_own, TEAM, BOT) is None


def test_whatever_becomes_of_a_channel_has_it_asked_about_sl36() -> None:
    acts = ("archive", "unarchive", "deleted", "left")
    assert {told(f"channel_{act}") for act in (*acts, "shared", "unshared")} == {ChannelChanged(OPEN)}
    assert told("member_left_channel") == ChannelChanged(OPEN)
    assert told("member_left_channel", "U0OTHER0001") is None
    assert {told(f"group_{act}") for act in acts} == {ChannelChanged(CLOSED)}
    renamed = told("channel_rename"), told("group_rename")
    assert [one.place.name for one in renamed if isinstance(one, ChannelChanged)] == ["uudet-ideat", "johto"]


def test_a_private_channel_that_is_shared_is_the_same_one_under_another_id_sl36() -> None:
    assert told("channel_id_changed") == ChannelMoved(CLOSED, OPEN, ("G0IDEAS0001:", "C0IDEAS0001:"))


def test_a_deactivated_account_is_no_member_any_more_sl36() -> None:
    assert told("user_change") == PersonChanged(PERSON, member=False)


async def test_an_event_is_handed_over_with_its_id_and_another_workspace_s_is_not(world: World) -> None:
    body = shape("app_uninstalled")
    assert [(await world.event({**body, "team_id": team})).status for team in (OTHER, OURS)] == [200, 200]
    assert world.door.heard == [(Uninstalled("slack", OURS), body["event_id"])]
    assert world.door.asked == []


async def test_an_event_that_could_not_be_stored_is_sent_again(world: World) -> None:
    body = shape("tokens_revoked")
    world.door.failure = OSError()
    assert (await world.event({**body, "team_id": OURS})).status == 503


async def test_an_uninstall_of_before_the_token_was_tried_is_told_too_late_sl28(world: World) -> None:
    body = shape("app_uninstalled", ago=60)
    assert (await world.event({**body, "team_id": OURS})).status == 200
    assert world.door.heard == []
