"""What the outbox and the jobs get from Slack, and what they are told when it does not go."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from adapters.slack import calls
from bot.errors import Gone, Unreachable
from bot.model import Account, Person, Place, Profile, Subject
from bot.views.kinds import Card, Report
from bot.views.text import plain, say
from tests.adapters.slack.workspace import AINO, CHANNEL, OTHER, STAMP, TEAM, World, validated

PAYLOADS = Path(__file__).parents[2] / "payloads" / "slack"
IDEAS = Place("slack", TEAM, CHANNEL, CHANNEL, name="ideas")
OWN = Place("slack", TEAM, AINO, AINO, private=True)
CARD = Card(Subject("idea", 7), plain("Spare keys"), say("Anonymous"))
ACCOUNT = Account(
    id=1,
    person=Person(1, None),
    own=OWN,
    language=None,
    client_language=None,
    time_zone=None,
    email_key=None,
    workspace_admin=False,
    member=None,
    joined=False,
)


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calls, "SECONDS", 0.05)


async def test_a_card_is_posted_with_blocks_and_text_and_its_copy_is_named(world: World) -> None:
    assert await world.platform.post(IDEAS, CARD, "en") == f"{CHANNEL}:{STAMP}"
    posted = world.api.of("chat.postMessage")[0]
    assert posted["channel"] == CHANNEL
    assert posted["text"] == "Spare keys\nAnonymous"
    assert "thread_ts" not in posted
    assert [posted["unfurl_links"], posted["unfurl_media"], posted["mrkdwn"]] == [False, False, False]
    validated(posted["blocks"])


async def test_news_of_an_idea_go_under_its_card(world: World) -> None:
    """The trap: news on their own fill the channel, and are read without what they are about."""
    await world.platform.post(IDEAS, CARD, "en", f"{CHANNEL}:1793000000.000100")
    assert world.api.of("chat.postMessage")[0]["thread_ts"] == "1793000000.000100"


async def test_a_prompt_goes_to_the_person(world: World) -> None:
    world.api.answers["chat.postMessage"] = {"ok": True, "channel": "D0AINO", "ts": STAMP}
    assert await world.platform.post(OWN, CARD, "en") == f"D0AINO:{STAMP}"
    assert world.api.of("chat.postMessage")[0]["channel"] == AINO


async def test_a_redraw_changes_that_copy(world: World) -> None:
    await world.platform.update(OWN, f"D0AINO:{STAMP}", CARD, "en")
    changed = world.api.of("chat.update")[0]
    assert (changed["channel"], changed["ts"]) == ("D0AINO", STAMP)
    validated(changed["blocks"])


async def test_the_address_of_a_card_is_what_slack_says_if_it_leads_to_slack(world: World) -> None:
    address = (PAYLOADS / "answer_chat_get_permalink.json").read_text(encoding="utf-8")
    world.api.answers["chat.getPermalink"] = json.loads(address)
    found = await world.platform.permalink(IDEAS, f"{CHANNEL}:{STAMP}")
    assert found == "https://ghostbusters.slack.com/archives/C1H9RESGA/p135854651500008"
    asked = world.api.of("chat.getPermalink")[0]
    assert (asked["channel"], asked["message_ts"]) == (CHANNEL, STAMP)
    world.api.answers["chat.getPermalink"] = {"ok": True, "permalink": "javascript:alert(1)"}
    assert await world.platform.permalink(IDEAS, f"{CHANNEL}:{STAMP}") is None


async def test_a_copy_of_unknown_form_is_gone(world: World) -> None:
    with pytest.raises(Gone):
        await world.platform.update(IDEAS, "something", CARD, "en")


@pytest.mark.parametrize(
    "error",
    [
        "message_not_found",
        "channel_not_found",
        "is_archived",
        "not_in_channel",
        "user_not_found",
        "cant_update_message",
        "edit_window_closed",
    ],
)
async def test_what_is_not_there_any_more_is_gone(world: World, error: str) -> None:
    """The trap: what was deleted, archived or left would be tried for ever."""
    world.api.answers |= {method: {"ok": False, "error": error} for method in ("chat.update", "chat.postMessage")}
    with pytest.raises(Gone):
        await world.platform.update(IDEAS, f"{CHANNEL}:{STAMP}", CARD, "en")
    with pytest.raises(Gone):
        await world.platform.post(IDEAS, CARD, "en")


@pytest.mark.parametrize(("header", "seconds"), [("12", 12.0), (None, calls.WAIT), ("soon", calls.WAIT)])
async def test_a_rate_limit_is_handed_on_at_once_and_not_slept_through(
    world: World, header: str | None, seconds: float
) -> None:
    """The trap: with the SDK's own retries each of many sends sleeps by itself, and asks again."""
    headers = {} if header is None else {"Retry-After": header}
    world.api.answers["chat.update"] = lambda: web.json_response(
        {"ok": False, "error": "ratelimited"}, status=429, headers=headers
    )
    with pytest.raises(Unreachable) as caught:
        await world.platform.update(IDEAS, f"{CHANNEL}:{STAMP}", CARD, "en")
    assert caught.value.retry_after == seconds
    assert len(world.api.of("chat.update")) == 1


BROKEN: list[Any] = [
    {"ok": False, "error": "internal_error"},
    {"ok": False, "error": "invalid_auth"},
    {"ok": False, "error": "invalid_blocks"},
    {"ok": False},
    lambda: web.json_response({"ok": False, "error": "service_unavailable"}, status=503),
    lambda: web.Response(status=502, text="<html>", content_type="text/html"),
    lambda: web.Response(status=504, text="gateway", content_type="text/plain"),
    lambda: web.Response(status=200, text="ok", content_type="text/plain"),
    lambda: web.Response(status=200, text="{", content_type="application/json"),
    lambda: web.Response(status=200, text="[]", content_type="application/json"),
    lambda: web.Response(status=200, body=b"\xff\xff", content_type="application/json"),
    lambda: web.Response(status=301, headers={"Location": "/elsewhere"}),
]


@pytest.mark.parametrize("answer", BROKEN)
async def test_every_other_failure_waits_and_never_shows_the_error_of_the_sdk(world: World, answer: Any) -> None:
    """The trap: the SDK's own retries leave out 502 and 504."""
    world.api.answers["chat.update"] = answer
    with pytest.raises(Unreachable) as caught:
        await world.platform.update(IDEAS, f"{CHANNEL}:{STAMP}", CARD, "en")
    assert caught.value.retry_after is None


async def test_the_time_limit_holds_although_the_sdk_ignores_its_own_with_a_shared_session(
    world: World, hasty: None
) -> None:
    world.api.silent = True
    with pytest.raises(Unreachable):
        await world.platform.update(IDEAS, f"{CHANNEL}:{STAMP}", CARD, "en")
    world.api.silent = False


async def test_slack_that_is_switched_off_is_unreachable(world: World) -> None:
    await world.slack.close()
    with pytest.raises(Unreachable):
        await world.platform.post(IDEAS, CARD, "en")


async def test_sixty_messages_leave_at_the_same_time(world: World) -> None:
    await asyncio.gather(*(world.platform.post(IDEAS, CARD, "en") for _ in range(60)))
    assert len(world.api.of("chat.postMessage")) == 60


async def test_a_member_is_known_by_name_language_and_time_zone(world: World) -> None:
    world.api.users[AINO] = {
        "name": "aino.virtanen",
        "is_admin": True,
        "is_email_confirmed": True,
        "locale": "sv-SE",
        "tz": "Europe/Helsinki",
        "profile": {"real_name": "Aino Virtanen", "display_name": "aino", "email": "aino@example.org"},
    }
    assert await world.platform.look_up(ACCOUNT) == Profile(
        name="Aino Virtanen",
        email="aino@example.org",
        email_confirmed=True,
        full_member=True,
        workspace_admin=True,
        language="sv",
        time_zone="Europe/Helsinki",
    )
    assert world.api.of("users.info")[0]["include_locale"] in {"1", "true"}


@pytest.mark.parametrize(("said", "confirmed"), [({}, True), ({"is_email_confirmed": False}, False)])
async def test_an_address_counts_unless_slack_calls_it_unconfirmed(
    world: World, said: dict[str, Any], confirmed: bool
) -> None:
    world.api.users[AINO] = {"profile": {"email": "aino@example.org"}, **said}
    assert (await world.platform.look_up(ACCOUNT)).email_confirmed is confirmed


@pytest.mark.parametrize(
    "mark",
    [
        {"deleted": True},
        {"is_bot": True},
        {"is_restricted": True},
        {"is_ultra_restricted": True},
        {"is_stranger": True},
        {"team_id": OTHER},
        {"id": "USLACKBOT"},
    ],
)
async def test_guests_strangers_bots_and_the_departed_are_no_full_members(world: World, mark: dict[str, Any]) -> None:
    world.api.users[AINO] = mark
    assert not (await world.platform.look_up(ACCOUNT)).full_member


async def test_a_person_of_two_workspaces_of_one_organisation_is_a_member(world: World) -> None:
    world.api.users[AINO] = {"team_id": OTHER, "enterprise_user": {"teams": [OTHER, TEAM]}}
    assert (await world.platform.look_up(ACCOUNT)).full_member


async def test_an_unknown_language_of_the_client_says_nothing(world: World) -> None:
    world.api.users[AINO] = {"locale": "de-DE", "profile": {}}
    profile = await world.platform.look_up(ACCOUNT)
    assert profile == Profile(name="", full_member=True)


async def test_nothing_sent_ever_pings_sl15(world: World) -> None:
    shouting = "<!channel> <@U0BOSS> @here <!subteam^S1>"
    for message in (Card(Subject("idea", 7), plain(shouting), plain(shouting)), Report(plain(shouting), ())):
        await world.platform.post(IDEAS, message, "en")
    for posted in world.api.of("chat.postMessage"):
        assert "<" not in posted["text"]
        assert '"mrkdwn"' not in json.dumps(posted["blocks"])
        assert "link_names" not in posted
        assert posted["parse"] == "none"


NONSENSE: list[Any] = [
    {"ok": True},
    {"ok": True, "user": None, "channel": []},
    {"ok": True, "user": "U0", "channel": 7},
]


@pytest.mark.parametrize("answer", NONSENSE)
async def test_whoever_and_whatever_an_answer_does_not_tell_of_has_not_left(world: World, answer: Any) -> None:
    """Else a supervisor would lose the role, and a channel all that hangs there."""
    world.api.answers |= {"users.info": answer, "conversations.info": answer}
    with pytest.raises(Unreachable):
        await world.platform.look_up(ACCOUNT)
    with pytest.raises(Unreachable):
        await world.platform.look_at(IDEAS)
