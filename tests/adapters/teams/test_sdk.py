"""Each defect of botbuilder 4.17.1 that was proved by running it, and what we ask of the SDK besides."""

import asyncio
import json
import subprocess
import sys
from typing import Any

import pytest
from aiohttp import web

from adapters.teams import errors, sdk
from adapters.teams.activity import InvokeAnswer
from adapters.teams.conversation import Reference
from adapters.teams.sdk import TeamsApi
from tests.adapters.teams.conftest import Clock
from tests.adapters.teams.service import APP, CONVERSATION, TENANT, BotService


class Turns(list[dict[str, Any]]):
    """What reached the product, and what it answers."""

    answer: InvokeAnswer | None = None

    async def __call__(self, activity: dict[str, Any]) -> InvokeAnswer | None:
        self.append(activity)
        return self.answer


@pytest.fixture
def turns() -> Turns:
    return Turns()


@pytest.fixture
def square(service: BotService) -> Reference:
    return Reference(service.service_url, CONVERSATION)


def refusal(status: int, code: str) -> web.Response:
    return web.json_response({"error": {"code": code, "message": "private words"}}, status=status)


async def deliver(api: TeamsApi, service: BotService, turns: Turns, **fields: Any) -> tuple[int, dict[str, Any] | None]:
    body = json.dumps(service.activity(**fields)).encode()
    return await api.handle({"Authorization": service.bearer()}, body, turns)


@pytest.mark.parametrize("name", ["task/fetch", "task/submit", "composeExtension/query", "adaptiveCard/action"])
@pytest.mark.parametrize("mode", ["normal", "expectReplies"])
async def test_the_answer_to_an_invoke_arrives_as_it_was_given(
    api: TeamsApi, service: BotService, turns: Turns, name: str, mode: str
) -> None:
    """The trap: the SDK serialises an answer to an invoke twice, and every one of them is a 500."""
    turns.answer = InvokeAnswer({"statusCode": 200, "value": {"body": [{"type": "TextBlock", "text": None}]}})
    answer = await deliver(api, service, turns, type="invoke", name=name, value={}, deliveryMode=mode)
    assert answer == (200, turns.answer.body)


async def test_one_token_serves_every_turn_and_message(
    api: TeamsApi, service: BotService, turns: Turns, square: Reference, clock: Clock
) -> None:
    """The trap: the SDK asks for a token in every turn."""
    for _ in range(3):
        await deliver(api, service, turns)
        await api.send(square, {"type": "message", "text": "x"})
    assert len(service.token_requests) == 1
    assert service.token_requests[0]["scope"] == "https://issuer/.default"
    clock.now += 3600 - 299
    await api.send(square, {"type": "message", "text": "x"})
    assert [each.authorization for each in service.received[-2:]] == ["Bearer token-1", "Bearer token-2"]


async def test_everything_else_goes_on_while_a_token_is_fetched(
    api: TeamsApi, service: BotService, turns: Turns, square: Reference
) -> None:
    """The trap: the SDK fetches a token on the event loop; and many who wait for it ask many times."""
    await deliver(api, service, turns)
    service.open.clear()
    service.busy.clear()
    sends = [asyncio.create_task(api.send(square, {"text": "x"})) for _ in range(20)]
    await service.busy.wait()
    assert await deliver(api, service, turns) == (200, None)
    service.open.set()
    assert len(set(await asyncio.gather(*sends))) == 20
    assert len(service.token_requests) == 1


async def test_everything_else_goes_on_while_keys_are_fetched(
    api: TeamsApi, service: BotService, turns: Turns, square: Reference
) -> None:
    """The trap: the SDK fetches keys on the event loop."""
    assert await api.send(square, {"text": "x"})
    service.open.clear()
    service.busy.clear()
    turn = asyncio.create_task(deliver(api, service, turns))
    await service.busy.wait()
    assert await api.send(square, {"text": "x"})
    service.open.set()
    assert await turn == (200, None)


async def test_sixty_messages_travel_at_once(api: TeamsApi, service: BotService, square: Reference) -> None:
    """The trap: the SDK sends in six threads; its client puts them back when it is made after our pipeline."""
    service.at_once = asyncio.Barrier(60)
    async with asyncio.timeout(60):
        ids = await asyncio.gather(*(api.send(square, {"text": "x"}) for _ in range(60)))
    assert len(set(ids)) == 60


@pytest.mark.parametrize("value", [{"action": {"verb": "support"}}, {"action": "x"}, {}, [], "x", 7, None])
async def test_a_card_action_of_any_shape_reaches_the_product_as_it_came(
    api: TeamsApi, service: BotService, turns: Turns, value: object
) -> None:
    """The trap: an action is sometimes a dict; one that is missing is a 500 of the SDK."""
    status, _ = await deliver(api, service, turns, type="invoke", name="adaptiveCard/action", value=value)
    assert (status, turns[0]["value"]) == (200, value)


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (web.Response(status=412), errors.Transient("412")),
        (web.Response(status=429), errors.Transient("429")),
        (web.Response(status=429, headers={"Retry-After": "soon"}), errors.Transient("429")),
        (web.Response(status=429, headers={"Retry-After": "12"}), errors.RateLimited(12)),
        (web.Response(status=502, text="<html>", content_type="text/html"), errors.Transient("502")),
        (web.Response(status=503), errors.Transient("503")),
        (web.Response(status=503, headers={"Retry-After": "12"}), errors.RateLimited(12)),
        (web.Response(status=504), errors.Transient("504")),
        (refusal(404, "ConversationNotFound"), errors.Gone("404 ConversationNotFound")),
        (refusal(403, "BotNotInConversationRoster"), errors.Forbidden("403 BotNotInConversationRoster")),
        (refusal(400, "Aino said hello"), errors.Rejected("400")),
        (web.Response(status=302, headers={"Location": "https://elsewhere.example"}), errors.Rejected("302")),
    ],
)  # fmt: skip
async def test_what_the_connector_refuses_is_told_apart(
    api: TeamsApi, service: BotService, square: Reference, answer: web.Response, error: errors.ConnectorError
) -> None:
    """The trap: the SDK ignores Retry-After; and an HTML page with a 502 is an error of its reader."""
    service.answers.append(answer)
    with pytest.raises(type(error)) as raised:
        await api.send(square, {"text": "x"})
    assert str(raised.value) == str(error)
    assert len(service.received) == 1


async def test_a_dropped_connection_is_worth_another_try(api: TeamsApi, service: BotService, square: Reference) -> None:
    await api.send(square, {"text": "x"})
    with pytest.raises(errors.Transient):
        await api.send(Reference("http://127.0.0.1:9/", CONVERSATION), {"text": "x"})


async def test_a_failing_turn_is_not_hidden(api: TeamsApi, service: BotService) -> None:
    """The trap: what a turn raises disappears in the SDK, and the invoke is answered with 501."""

    async def fail(_activity: dict[str, Any]) -> InvokeAnswer | None:
        raise LookupError("rule")

    body = json.dumps(service.activity(type="invoke", name="task/fetch")).encode()
    with pytest.raises(LookupError, match="rule"):
        await api.handle({"Authorization": service.bearer()}, body, fail)


@pytest.mark.parametrize(
    "fields",
    [
        {"type": "conversationUpdate", "membersAdded": [{"id": "29:a"}, {"id": "29:b"}]},
        {"type": "installationUpdate", "action": "add-upgrade"},
        {"type": "messageReaction", "reactionsAdded": [{"type": "like"}]},
    ],
)
async def test_events_arrive_as_they_came_and_nobody_is_looked_up(
    api: TeamsApi, service: BotService, turns: Turns, fields: dict[str, Any]
) -> None:
    """The trap: the SDK asks about every new member, and tells an upgrade as a first installation."""
    assert await deliver(api, service, turns, **fields) == (200, None)
    assert turns == [service.activity(**fields)]
    assert not service.received


@pytest.mark.parametrize("name", ["message/submitAction", "something/new"])
async def test_an_invoke_that_nobody_answers_is_accepted(
    api: TeamsApi, service: BotService, turns: Turns, name: str
) -> None:
    """The trap: feedback and unknown invokes are a 501 of the SDK."""
    assert await deliver(api, service, turns, type="invoke", name=name) == (200, None)


async def test_an_activity_of_an_unknown_type_is_accepted_and_ignored_tm24(
    api: TeamsApi, service: BotService, turns: Turns
) -> None:
    assert await deliver(api, service, turns, type="hologram") == (200, None)
    assert not turns


async def test_a_message_is_sent_as_it_is(api: TeamsApi, service: BotService, square: Reference) -> None:
    """The trap: the SDK's models drop what they do not know, a mention's person too; a sender of its drops all."""
    message = {
        "type": "message",
        "text": "<at>Aino</at> é \U0001f33f",
        "entities": [{"type": "mention", "text": "<at>Aino</at>", "mentioned": {"id": "29:a", "name": "Aino"}}],
        "attachments": [{"contentType": "x", "content": {"$schema": "s", "body": [], "text": None}}],
        "somethingNew": {"a": [1.5]},
    }
    assert await api.send(square, message) == "m1"
    await api.update(square, "m 1/+%;", message)
    await api.delete(square, "m1")
    assert [(each.method, each.conversation, each.rest, each.body) for each in service.received] == [
        ("POST", CONVERSATION, "activities", message),
        ("PUT", CONVERSATION, "activities/m 1/+%;", message),
        ("DELETE", CONVERSATION, "activities/m1", None),
    ]


async def test_a_personal_chat_is_opened_in_our_tenant(api: TeamsApi, service: BotService) -> None:
    service.answers.append(web.json_response({"id": "a:chat"}, status=201))
    assert await api.create_personal(service.service_url, "29:a") == Reference(service.service_url, "a:chat")
    assert service.received[0].body == {
        "bot": {"id": f"28:{APP}"},
        "members": [{"id": "29:a"}],
        "isGroup": False,
        "tenantId": TENANT,
        "channelData": {"tenant": {"id": TENANT}},
    }


async def test_members_are_read_page_by_page_tm42(api: TeamsApi, service: BotService, square: Reference) -> None:
    aino = {"id": "29:a", "name": "Aino", "aadObjectId": "x", "userRole": "user", "somethingNew": 1}
    service.answers.append(web.json_response(aino))
    assert await api.member(square, "29:a") == aino
    service.answers.append(web.json_response({"members": [aino], "continuationToken": "next/1"}))
    service.answers.append(web.json_response({"members": []}))
    first = await api.members(square)
    assert (first.members, first.continuation) == ((aino,), "next/1")
    assert (await api.members(square, first.continuation)).continuation is None
    assert [each.rest for each in service.received] == ["members/29:a", "pagedmembers", "pagedmembers"]


async def test_a_token_that_the_connector_refuses_is_not_used_again(
    api: TeamsApi, service: BotService, square: Reference
) -> None:
    service.answers.append(web.Response(status=401))
    with pytest.raises(errors.Transient):
        await api.send(square, {"text": "x"})
    assert await api.send(square, {"text": "x"})
    assert [each.authorization for each in service.received] == ["Bearer token-1", "Bearer token-2"]


async def test_a_token_that_is_refused_is_worth_another_try_and_fails_all_who_waited_at_once(
    api: TeamsApi, service: BotService, square: Reference
) -> None:
    service.token_answer = {"error": "invalid_client", "error_description": "secret-of-the-bot"}
    failures = await asyncio.gather(*(api.send(square, {"text": "x"}) for _ in range(5)), return_exceptions=True)
    assert all(isinstance(each, errors.Transient) for each in failures)
    assert str(failures[0]) == "no token: 400 invalid_client"
    assert len(service.token_requests) == 1
    service.token_answer = None
    assert await api.send(square, {"text": "x"})


async def test_a_token_is_never_sent_to_a_host_that_is_not_of_teams(api: TeamsApi, service: BotService) -> None:
    for url in ("https://elsewhere.example/", "https://evil.trafficmanager.net/", "https://x/{0}", ""):
        with pytest.raises(errors.Rejected):
            await api.send(Reference(url, CONVERSATION), {"text": "x"})
    assert not service.token_requests


async def test_logs_hold_no_token_no_text_and_no_name(
    api: TeamsApi,
    service: BotService,
    turns: Turns,
    square: Reference,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level("DEBUG")
    await deliver(api, service, turns, text="private words")
    await deliver(api, service, turns, **{"from": "private words"})
    await api.handle({"Authorization": service.bearer(aud="other")}, b"private words", turns)
    for status in (200, 403, 502):
        service.answers.append(web.json_response({"error": {"code": "private words"}}, status=status))
        await asyncio.gather(api.send(square, {"text": "private words"}), return_exceptions=True)
    out, err = capfd.readouterr()
    for hidden in ("private words", "token-1", "secret-of-the-bot", service.bearer()[:30]):
        assert hidden not in caplog.text + out + err


def test_the_sdk_is_imported_without_a_warning() -> None:
    """The trap: the SDK is at its end, and a new Python warns before it breaks."""
    subprocess.run([sys.executable, "-W", "error", "-c", "import adapters.teams.sdk"], check=True)


def test_nothing_is_kept_in_the_storage_of_the_sdk() -> None:
    """The trap: its state classes read what they stored with jsonpickle, which makes any object that is named."""
    names = vars(sdk)
    assert [name for name in names if name.endswith(("Storage", "State"))] == []
