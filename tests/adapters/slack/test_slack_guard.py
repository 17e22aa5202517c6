"""The guard in front of Bolt: nothing unsigned, unreadable or foreign reaches the product, and nothing is a 5xx."""

import json
import time
from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from slack_bolt.async_app import AsyncApp

from adapters.slack.guard import Guard, payload
from bot.intents import Support, encode
from tests.adapters.slack.workspace import (
    OTHER,
    World,
    click,
    event,
    interaction,
    signed,
    slash,
)

BODY = json.dumps(event("app_mention", "<@U0LATU> help")).encode()


async def test_a_request_without_a_signature_is_401_and_reaches_nobody(world: World) -> None:
    assert (await world.send(BODY, {})).status == 401
    assert world.door.asked == []


@pytest.mark.parametrize(
    "headers",
    [
        signed(BODY, secret="another secret"),
        signed(BODY, at=time.time() - 301),
        signed(BODY, at=time.time() + 900),
        {**signed(BODY), "X-Slack-Request-Timestamp": "soon"},
        {**signed(BODY), "X-Slack-Request-Timestamp": "-1"},
        {**signed(BODY), "X-Slack-Request-Timestamp": "9" * 400},
        {**signed(BODY), "X-Slack-Signature": "v0=ä"},
        {**signed(BODY), "X-Slack-Signature": "v0=\udcff\udcfe"},
        {**signed(BODY), "X-Slack-Signature": ""},
        {**signed(BODY), "X-Slack-Signature": signed(b"other")["X-Slack-Signature"]},
    ],
    ids=["secret", "stale", "future", "word", "negative", "huge", "non-ascii", "bytes", "empty", "other body"],
)
async def test_a_forged_signature_or_a_wrong_time_is_401_where_bolt_alone_crashes_sl05(
    world: World, headers: dict[str, str]
) -> None:
    """The trap: a signature that is not ASCII, or a time that is no number, is a 500 of Bolt."""
    assert (await world.send(BODY, headers)).status == 401
    assert world.door.asked == []


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[1, 2]",
        b'"text"',
        b"null",
        b"\xff\xfe{",
        b'{"type": "\xff"}',
        b"[" * 200_000,
        b'{"a":' * 200_000,
        b'{"a": ' + b"9" * 5000 + b"}",
        b"ssl_check=1&token=x",
        b"payload=",
        b"payload=[]",
        b"payload=%7B",
        b"payload=%ff",
        urlencode({"payload": '{"a":' * 20_000}).encode(),
        urlencode({"payload": json.dumps({"type": "block_actions", "response_urls": [1, 2]})}).encode(),
    ],
)
async def test_a_signed_request_that_cannot_be_read_is_400_where_bolt_alone_answers_500(
    world: World, body: bytes
) -> None:
    """The trap: Bolt crashes on what is no JSON object, no UTF-8 or nested too deep."""
    assert (await world.send(body)).status == 400
    assert world.door.asked == []


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
async def test_a_body_that_cannot_be_unpacked_is_400_for_whoever_sends_it(world: World, encoding: str) -> None:
    assert (await world.send(b"garbage", {"Content-Encoding": encoding})).status == 400
    assert (await world.send(b"garbage", signed(b"garbage") | {"Content-Encoding": encoding})).status == 400
    assert world.door.asked == []


def test_an_empty_secret_guards_nothing() -> None:
    with pytest.raises(ValueError, match="secret"):
        Guard(AsyncApp(token="xoxb-1", signing_secret="x"), "")


async def test_more_than_a_megabyte_is_refused(world: World) -> None:
    assert (await world.send(b"payload=" + b"a" * 1_000_001)).status == 413
    assert world.door.asked == []


async def test_slack_can_verify_the_address(world: World) -> None:
    body = json.dumps({"type": "url_verification", "challenge": "abc", "token": "x"}).encode()
    async with world.session.post(world.bot.make_url("/slack/events"), data=body, headers=signed(body)) as answer:
        assert answer.status == 200
        assert await answer.json() == {"challenge": "abc"}
    assert (await world.send(body, {})).status == 401


async def test_kinds_of_requests_that_nobody_knows_are_answered_with_200_and_not_with_404(world: World) -> None:
    """The trap: Bolt answers what has no listener of its own with 404."""
    assert (await world.event({"type": "app_rate_limited", "team_id": "T0OURS"})).status == 200
    assert (await world.event(event("pin_added", ""))).status == 200
    assert (await world.interact({**interaction("view_closed"), "view": {"callback_id": "latu"}})).status == 200
    assert world.door.asked == []


@pytest.mark.parametrize(
    "change",
    [
        {"actions": []},
        {"actions": "x"},
        {"actions": [{"type": "button"}]},
        {"container": None, "user": None},
        {"user": {"id": "U0\0AINO", "team_id": "T0OURS"}},
        {"user": {"id": ["U0AINO"], "team_id": "T0OURS"}},
        {"team": {"id": ["T0OURS"]}},
        {"trigger_id": None, "container": {"type": "message", "message_ts": 5, "channel_id": "C1"}},
        {"response_url": 5},
        {"event": []},
    ],
)
async def test_a_signed_click_of_a_shape_that_slack_never_sends_is_400(world: World, change: dict[str, object]) -> None:
    answer = await world.interact({**click(encode(Support(7)), world.response_url), **change})
    assert answer.status == 400
    assert world.door.asked == []


@pytest.mark.parametrize(
    "url",
    [
        "https://example.com/hooks/1",
        "https://hooks.slack.com.example.com/1",
        "https://hooks.slack.com@example.com/1",
        "https://hooks.slack.com:8443/1",
        "http://hooks.slack.com/1",
        "https://me@hooks.slack.com/1",
        "file:///etc/passwd",
        "http://[",
        "",
    ],
)
async def test_an_answer_is_never_sent_to_a_foreign_host_and_nothing_is_stored(world: World, url: str) -> None:
    """The trap: the address for the answer comes with the payload, and the SDK calls whatever it says."""
    assert (await world.interact(click(encode(Support(7)), url))).status == 400
    assert (await world.command("text", response_url=url)).status == 400
    assert world.door.asked == []


async def test_a_failure_of_the_product_is_not_acknowledged_so_that_slack_sends_the_event_again(world: World) -> None:
    """The trap: Bolt answers an error with 500, or waits three seconds and answers 404."""
    world.door.failure = OSError("the database is away")
    assert (await world.event(event("app_mention", "help"))).status == 503


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.sampled_from(["T0OURS", "U0AINO", "C0X"]),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(
            st.sampled_from(
                [
                    "id",
                    "team_id",
                    "user",
                    "view",
                    "state",
                    "values",
                    "type",
                    "event",
                    "text",
                    "channel",
                    "actions",
                    "team",
                ]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)
KINDS = [
    "event_callback",
    "block_actions",
    "view_submission",
    "block_suggestion",
    "shortcut",
    "message_action",
    "",
    None,
]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.dictionaries(st.sampled_from(["event", "view", "actions", "user", "team", "authorizations"]), JSON))
@pytest.mark.parametrize("kind", KINDS)
async def test_no_signed_json_whatever_makes_a_5xx(world: World, kind: str | None, body: dict[str, object]) -> None:
    answer = await world.event({"type": kind, "trigger_id": "1.2", "callback_id": "x", "command": "/latu", **body})
    assert answer.status in {200, 400}


@given(st.dictionaries(st.text(min_size=1).filter(lambda name: name != "payload"), st.text(), min_size=1))
def test_a_form_is_read_as_the_standard_library_reads_it(form: dict[str, str]) -> None:
    body = urlencode({"command": "/latu", **form})
    assert payload(body.encode()) == dict(parse_qsl(body, keep_blank_values=True))


async def test_another_workspace_gets_no_answer_to_an_event_and_a_private_no_to_a_command(world: World) -> None:
    """The trap: Bolt answers an unknown workspace with 500, or calls the address that it names."""
    assert (await world.event({**event("app_mention", "help"), "team_id": OTHER})).status == 200
    body = urlencode({**slash("help", "/latu", world.response_url), "team_id": OTHER}).encode()
    async with world.session.post(world.bot.make_url("/slack/events"), data=body, headers=signed(body)) as answer:
        assert "organisaation" in (await answer.json())["text"]
    assert world.door.asked == []
