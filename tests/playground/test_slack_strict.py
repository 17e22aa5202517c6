"""What Slack refuses, the local workspace refuses, with the codes of docs.slack.dev/reference/methods."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from itertools import islice
from typing import Any

import aiohttp
import pytest
from slack_sdk.models.blocks import Block
from slack_sdk.web.async_client import AsyncWebClient

from playground.chat import Human
from playground.slack.rules import OF_SLACK
from playground.slack.state import Conversation
from tests.playground.breaking import EACH, broken
from tests.playground.slack_app import (
    AINO,
    BERT,
    IDEAS,
    SCOPES,
    TOKEN,
    Stage,
    asks,
    button,
    options,
    plain,
    section,
    stage,
)
from tests.playground.test_slack_server import refused

VIEW: dict[str, Any] = {"type": "modal", "title": plain("T"), "blocks": [section("x")]}
HOME: dict[str, Any] = {"type": "home", "blocks": [section("x")]}


async def code(call: Any) -> str:
    return str((await refused(call))["error"])


async def trigger(scene: Stage, who: str = AINO.id) -> str:
    """Somebody types the command."""
    await scene.workspace.slash(who, IDEAS, "/latu", "")
    return str(scene.bot.clicks[-1]["trigger_id"])


def line(*pieces: dict[str, Any]) -> dict[str, Any]:
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": list(pieces)}]}


def table(rows: int = 1, cells: int = 1, **cell: Any) -> dict[str, Any]:
    inside = {"type": "raw_text", "text": "x", **cell}
    return {"type": "table", "rows": [[inside] * cells] * rows}


BAD_BLOCKS: dict[str, list[dict[str, Any]]] = {
    "a call, which is Slack's own": [{"type": "call", "call_id": "R1"}],
    "a file, which is Slack's own": [{"type": "file", "external_id": "A", "source": "remote"}],
    "a markdown block that is too long": [{"type": "markdown", "text": "x" * 12_001}],
    "markdown blocks that are too long together": [{"type": "markdown", "text": "x" * 6_001}] * 2,
    "an empty markdown block": [{"type": "markdown", "text": ""}],
    "a table of 101 rows": [table(rows=101)],
    "a row of 21 cells": [table(cells=21)],
    "a table without rows": [{"type": "table", "rows": []}],
    "a cell of another kind": [table(type="button")],
    "an empty rich text": [{"type": "rich_text", "elements": []}],
    "rich text of another kind": [{"type": "rich_text", "elements": [{"type": "section"}]}],
    "a piece of rich text of another kind": [line({"type": "bold", "text": "x"})],
    "a piece of rich text that says nothing": [line({"type": "text"})],
    "a moment without a time": [line({"type": "date", "format": "{date}"})],
    "a link without an address": [line({"type": "link", "text": "x"})],
    "a truth that is a word": [asks("a", "A", {"type": "plain_text_input"}, optional="yes")],
    "a number that is a word": [asks("a", "A", {"type": "plain_text_input", "max_length": "9"})],
    "six options in an overflow menu": [
        {"type": "actions", "elements": [{"type": "overflow", "options": options(*"abcdef")}]}
    ],
    "eleven checkboxes": [asks("a", "A", {"type": "checkboxes", "options": options(*"abcdefghijk")})],
    "a long block id": [{"type": "divider", "block_id": "x" * 256}],
    "a long address": [{"type": "actions", "elements": [{**button("x"), "url": "https://e.example/" + "x" * 3000}]}],
}
MANY: dict[str, Any] = {"type": "divider"}


@pytest.mark.parametrize("what", BAD_BLOCKS)
async def test_wrong_blocks_are_refused_wherever_they_are_sent(what: str) -> None:
    async with stage() as scene:
        client, blocks = scene.bot.client, BAD_BLOCKS[what]
        ts = await scene.post(section("before"))
        where: dict[str, Any] = {"channel": IDEAS, "text": "x", "blocks": blocks}
        assert await code(client.chat_postMessage(**where)) == "invalid_blocks"
        assert await code(client.chat_postEphemeral(user=AINO.id, **where)) == "invalid_blocks"
        assert await code(client.chat_update(ts=ts, **where)) == "invalid_blocks"
        view = {**VIEW, "submit": plain("Send"), "blocks": blocks}
        assert await code(client.views_open(trigger_id=await trigger(scene), view=view)) == "invalid_arguments"
        assert await code(client.views_publish(user_id=AINO.id, view={**HOME, "blocks": blocks})) == "invalid_arguments"
        assert [one.text for one in scene.workspace.seen(IDEAS)] == ["before"]


async def test_a_home_tab_that_was_drawn_meanwhile_is_not_drawn_over() -> None:
    async with stage() as scene:
        client = scene.bot.client
        known = (await client.views_publish(user_id=AINO.id, view=HOME))["view"]["hash"]
        await client.views_publish(user_id=AINO.id, view=HOME)
        assert await code(client.views_publish(user_id=AINO.id, view=HOME, hash=known)) == "hash_conflict"


@pytest.mark.parametrize(("most", "where"), [(50, "message"), (100, "modal"), (100, "home")])
async def test_a_message_has_fifty_blocks_at_most_and_a_view_a_hundred(most: int, where: str) -> None:
    async with stage() as scene:
        client = scene.bot.client

        async def send(count: int) -> Any:
            if where == "message":
                return client.chat_postMessage(channel=IDEAS, text="x", blocks=[MANY] * count)
            if where == "modal":
                view = {**VIEW, "blocks": [MANY] * count}
                return client.views_open(trigger_id=await trigger(scene), view=view)
            return client.views_publish(user_id=AINO.id, view={**HOME, "blocks": [MANY] * count})

        assert (await (await send(most)))["ok"]
        answer = await refused(await send(most + 1))
        assert f"no more than {most} items allowed" in str(answer["response_metadata"])


async def test_a_message_has_one_table_at_most() -> None:
    async with stage() as scene:
        await scene.post(table())
        answer = await refused(scene.post(table(), table()))
        assert (answer["error"], answer["errors"]) == ("invalid_attachments", ["only_one_table_allowed"])


@pytest.mark.parametrize("block", [{"type": "markdown", "text": "x"}, table()], ids=lambda one: one["type"])
async def test_what_only_messages_have_is_refused_in_views(block: dict[str, Any]) -> None:
    async with stage() as scene:
        await scene.post(block)
        view = {**VIEW, "blocks": [block]}
        answer = await refused(scene.bot.client.views_open(trigger_id=await trigger(scene), view=view))
        assert f"unsupported type: {block['type']}" in str(answer["response_metadata"])
        home = {**HOME, "blocks": [block]}
        assert await code(scene.bot.client.views_publish(user_id=AINO.id, view=home)) == "invalid_arguments"


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize("method", ["views.open", "views.push"])
async def test_a_trigger_opens_one_view_within_three_seconds(method: str) -> None:
    async with stage() as scene:
        await scene.show_modal(section("root"))

        def call(trigger_id: str) -> Any:
            return scene.bot.client.api_call(method, json={"trigger_id": trigger_id, "view": VIEW})

        assert await code(call("1.2.3")) == "invalid_trigger_id"
        used = await trigger(scene)
        assert (await call(used))["ok"]
        assert await code(call(used)) == "exchanged_trigger_id"
        late = await trigger(scene)
        scene.workspace.tickets.grow_old(3.01)
        assert await code(call(late)) == "expired_trigger_id"
        missing = scene.bot.client.api_call(method, json={"view": VIEW})
        assert await code(missing) == "invalid_arguments"
        assert await code(scene.bot.client.api_call(method, json={"trigger_id": late})) == "invalid_arguments"


async def test_three_views_lie_on_each_other_at_most_and_the_first_is_opened() -> None:
    async with stage() as scene:
        client = scene.bot.client
        assert await code(client.views_push(trigger_id=await trigger(scene), view=VIEW)) == "not_found"
        await scene.show_modal(section("root"))
        for _ in range(2):
            await client.views_push(trigger_id=await trigger(scene), view=VIEW)
        assert await code(client.views_push(trigger_id=await trigger(scene), view=VIEW)) == "push_limit_reached"


async def test_a_view_is_changed_only_as_it_is_known() -> None:
    async with stage() as scene:
        client = scene.bot.client
        await scene.show_modal(section("root"), external_id="mine")
        assert await code(client.views_update(view_id="V0", view=VIEW)) == "not_found"
        assert await code(client.views_update(external_id="theirs", view=VIEW)) == "not_found"
        assert await code(client.api_call("views.update", json={"view": VIEW})) == "invalid_arguments"
        again = {**VIEW, "external_id": "mine"}
        assert await code(client.views_open(trigger_id=await trigger(scene, BERT.id), view=again)) == (
            "duplicate_external_id"
        )
        assert (await client.views_update(external_id="mine", view=again))["ok"]
        first = (await client.views_publish(user_id=AINO.id, view=HOME))["view"]
        await client.views_publish(user_id=AINO.id, view=HOME, hash=first["hash"])
        late = client.views_publish(user_id=AINO.id, view=HOME, hash=first["hash"])
        assert await code(late) == "hash_conflict"
        assert await code(client.views_publish(user_id="U0NOBODY", view=HOME)) == "invalid_arguments"
        assert await code(client.views_publish(user_id=AINO.id, view=VIEW)) == "invalid_arguments"
        home = client.views_open(trigger_id=await trigger(scene), view=HOME)
        assert await code(home) == "invalid_arguments"


async def test_a_view_of_more_than_250_kb_is_too_large() -> None:
    async with stage() as scene:
        view = {**VIEW, "blocks": [section("x" * 3000)] * 90}
        assert await code(scene.bot.client.views_open(trigger_id=await trigger(scene), view=view)) == "view_too_large"
        assert scene.workspace.dialog(AINO.id) is None


POSTS: dict[str, dict[str, Any]] = {
    "chat.postMessage": {},
    "chat.postEphemeral": {"user": AINO.id},
    "chat.update": {},
}


@pytest.mark.parametrize("method", POSTS)
async def test_a_message_is_refused_where_the_app_is_not_or_nobody_writes(method: str) -> None:
    async with stage() as scene:
        ts = await scene.post(section("x"))

        def send(**changed: Any) -> Any:
            call: dict[str, Any] = {"channel": IDEAS, "text": "x", **POSTS[method]}
            if method == "chat.update":
                call["ts"] = ts
            return scene.bot.client.api_call(method, json=call | changed)

        assert (await send())["ok"]
        assert await code(send(channel="C0NOWHERE")) == "channel_not_found"
        assert await code(send(channel=None)) == "invalid_arguments"
        assert await code(send(text=None)) == "no_text"
        assert await code(send(text="   ")) == "no_text"
        assert await code(send(text="x" * (4_001 if method == "chat.update" else 40_001))) == "msg_too_long"
        assert await code(send(blocks=[section("x" * 3000)] * 5)) == "msg_blocks_too_long"
        assert await code(send(blocks="[{")) == "invalid_blocks_format"
        assert await code(send(attachments=[{"text": "x"}])) == "invalid_attachments"
        await scene.workspace.remove_bot(IDEAS, AINO.id)
        assert await code(send()) == "not_in_channel"
        await scene.workspace.add_bot(IDEAS, AINO.id)
        await scene.workspace.archive(IDEAS, AINO.id)
        assert await code(send()) == ("is_inactive" if method == "chat.update" else "is_archived")


async def test_with_its_scope_a_public_channel_needs_no_membership_but_an_answer_for_one_does() -> None:
    async with stage(scopes=SCOPES | {"chat:write.public"}) as scene:
        await scene.workspace.remove_bot(IDEAS, AINO.id)
        await scene.post(section("x"))
        ephemeral = scene.bot.client.chat_postEphemeral(channel=IDEAS, user=AINO.id, text="x")
        assert await code(ephemeral) == "not_in_channel"


async def test_a_private_channel_is_not_found_by_who_is_not_in_it() -> None:
    async with stage() as scene:
        room = "G0PRIVATE00"
        scene.workspace.state.conversations[room] = Conversation(room, "secret", [AINO.id], has_bot=False)
        assert await code(scene.bot.client.chat_postMessage(channel=room, text="x")) == "channel_not_found"


async def test_bots_are_not_written_to_and_only_one_person_at_a_time() -> None:
    async with stage() as scene:
        client = scene.bot.client
        robot = Human("U0ROBOT0001", "Robot", "robot@example.fi", kind="bot")
        scene.workspace.state.humans[robot.id] = robot
        assert await code(client.chat_postMessage(channel=robot.id, text="x")) == "cannot_dm_bot"
        assert await code(client.conversations_open(users=robot.id)) == "cannot_dm_bot"
        assert await code(client.conversations_open(users=[AINO.id, BERT.id])) == "missing_scope"
        assert await code(client.api_call("conversations.open", json={})) == "users_list_not_supplied"
    async with stage(scopes=SCOPES | {"mpim:write"}) as scene:
        several = scene.bot.client.conversations_open(users=[AINO.id, BERT.id])
        assert await code(several) == "method_not_supported_for_channel_type"


@pytest.mark.parametrize(
    ("scope", "method", "arguments"),
    [
        ("chat:write", "chat.update", {"channel": IDEAS, "ts": "1.2", "text": "x"}),
        ("chat:write", "chat.delete", {"channel": IDEAS, "ts": "1.2"}),
        ("channels:read", "conversations.members", {"channel": IDEAS}),
        ("im:read", "conversations.info", {"channel": "own"}),
    ],
)
async def test_each_method_misses_its_scope(scope: str, method: str, arguments: dict[str, Any]) -> None:
    async with stage(scopes=SCOPES - {scope}) as scene:
        own = scene.workspace.state.open_private(AINO.id).id
        wanted = {key: own if value == "own" else value for key, value in arguments.items()}
        answer = await refused(scene.bot.client.api_call(method, json=wanted))
        assert (answer["error"], answer["needed"]) == ("missing_scope", scope)
        assert scope not in answer["provided"].split(",")


@asynccontextmanager
async def talking(scene: Stage) -> AsyncIterator[Callable[..., Awaitable[Any]]]:
    """Calls with the app's token, of anything that can be sent; answered with 200 always."""
    headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json"}
    async with aiohttp.ClientSession(headers=headers) as session:

        async def call(method: str, **sent: Any) -> Any:
            async with session.post(f"{scene.workspace.url}/api/{method}", **sent) as answer:
                assert answer.status == 200, sent
                return await answer.json()

        yield call


@pytest.mark.parametrize("method", ["auth.test", "chat.postMessage", "chat.update", "views.open", "users.info"])
async def test_every_method_wants_the_token_of_an_app_that_is_installed(method: str) -> None:
    async with stage() as scene:
        address = scene.bot.client.base_url
        assert await code(AsyncWebClient(base_url=address).api_call(method, json={})) == "not_authed"
        for token in ("xoxb-another", TOKEN[:-1], TOKEN + "x", "xoxp-" + TOKEN):
            assert await code(AsyncWebClient(token=token, base_url=address).api_call(method, json={})) == "invalid_auth"
        await scene.workspace.uninstall()
        assert await code(scene.bot.client.api_call(method, json={})) == "account_inactive"


async def test_a_body_that_is_no_json_or_no_object_has_its_code() -> None:
    async with stage() as scene, talking(scene) as call:
        for body, wanted in (("{", "invalid_json"), ("[]", "json_not_object"), ('"x"', "json_not_object")):
            assert (await call("chat.postMessage", data=body))["error"] == wanted


SAMPLE: list[dict[str, Any]] = [
    {"type": "header", "block_id": "h", "text": plain("Title")},
    section(
        "*x*",
        fields=[plain("a"), {"type": "mrkdwn", "text": "b", "verbatim": True}],
        accessory={
            "type": "static_select",
            "action_id": "a",
            "placeholder": plain("p"),
            "option_groups": [{"label": plain("g"), "options": options("A", "B")}],
            "initial_option": options("A")[0],
        },
    ),
    {
        "type": "actions",
        "elements": [
            {**button("Go"), "style": "primary", "confirm": {key: plain("x") for key in ("title", "text", "confirm")}},
            {"type": "overflow", "action_id": "o", "options": options("One", "Two")},
            {"type": "datepicker", "action_id": "d", "initial_date": "2026-01-31"},
            {"type": "checkboxes", "action_id": "c", "options": [{**options("Z")[0], "description": plain("d")}]},
        ],
    },
    {"type": "context", "elements": [plain("x"), {"type": "image", "image_url": "https://e.example", "alt_text": "a"}]},
    {"type": "image", "image_url": "https://e.example/a.png", "alt_text": "a", "title": plain("t")},
    asks("i", "L", {"type": "plain_text_input", "multiline": True, "max_length": 9}, hint=plain("h"), optional=True),
    {"type": "markdown", "text": "**b**"},
    line({"type": "text", "text": "a", "style": {"bold": True}}, {"type": "user", "user_id": AINO.id}),
    table(),
]


@EACH
async def test_blocks_that_are_broken_in_any_place_are_refused_or_shown_and_nothing_falls_over(each: int) -> None:
    told = set()
    async with stage() as scene, talking(scene) as call:
        for path, blocks in islice(broken(SAMPLE), 0, None, each):
            said = await call("chat.postMessage", json={"channel": IDEAS, "text": "x", "blocks": blocks})
            told.add(said.get("error"))
            if said["ok"]:
                assert scene.workspace.seen(IDEAS), path
                scene.workspace.state.messages.clear()
    assert {None, "invalid_blocks"} <= told <= {None, "invalid_blocks", "invalid_blocks_format"}


async def test_arguments_that_are_broken_in_any_place_have_a_code_and_nothing_falls_over() -> None:
    calls: dict[str, dict[str, Any]] = {
        "chat.postMessage": {"channel": IDEAS, "text": "x", "thread_ts": "1.2", "link_names": True},
        "chat.postEphemeral": {"channel": IDEAS, "user": AINO.id, "text": "x"},
        "chat.update": {"channel": IDEAS, "ts": "1.2", "text": "x"},
        "chat.delete": {"channel": IDEAS, "ts": "1.2"},
        "conversations.open": {"users": AINO.id, "return_im": True},
        "conversations.info": {"channel": IDEAS},
        "conversations.members": {"channel": IDEAS, "limit": 2, "cursor": "0"},
        "users.info": {"user": AINO.id},
        "views.open": {"trigger_id": "1.2.3", "view": VIEW},
        "views.publish": {"user_id": AINO.id, "view": HOME},
        "views.update": {"view_id": "V0", "external_id": "x", "hash": "x", "view": VIEW},
    }
    async with stage() as scene, talking(scene) as call:
        for method, arguments in calls.items():
            for path, sent in broken(arguments):
                said = await call(method, json=sent)
                assert said["ok"] or said["error"], (method, path)


def _kinds(base: Any) -> set[str]:
    found = {str(one.type) for one in base.__subclasses__() if isinstance(getattr(one, "type", None), str)}
    return found.union(*(_kinds(one) for one in base.__subclasses__()))


async def test_every_block_that_slack_sdk_knows_is_known_here_by_name() -> None:
    """A newer SDK brings newer blocks: they are drawn, or named as not drawn (test_slack_drawing.py)."""
    known = _kinds(Block)
    async with stage() as scene:
        for kind in known | {"carrousel"}:
            answer = await refused(scene.post({"type": kind, "nonsense": 1}))
            unsupported = f"unsupported type: {kind}" in str(answer["response_metadata"])
            assert unsupported == (kind in OF_SLACK or kind not in known), kind


async def test_a_message_that_everybody_sees_has_an_address_and_no_other_has() -> None:
    async with stage() as scene:
        client, ts = scene.bot.client, await scene.post(section("Walking meetings"))
        found = (await client.chat_getPermalink(channel=IDEAS, message_ts=ts))["permalink"]
        assert found.endswith(f".slack.com/archives/{IDEAS}/p{ts.replace('.', '')}")
        psst = (await client.chat_postEphemeral(channel=IDEAS, user=AINO.id, text="psst"))["message_ts"]
        for unknown in (psst, "1.000000"):
            call = client.chat_getPermalink(channel=IDEAS, message_ts=unknown)
            assert await code(call) == "message_not_found"


async def test_links_of_declared_domains_are_told_and_shown_below_their_message_sl23() -> None:
    async with stage() as scene:
        people, client, link = scene.workspace, scene.bot.client, "https://latu.example/i/1"
        await people.write(AINO.id, IDEAS, "https://evil-latu.example/i/1")
        assert scene.bot.events == []
        await people.write(AINO.id, IDEAS, f"look: {link}")
        event = scene.bot.events[-1]["event"]
        named = {name: event[name] for name in ("unfurl_id", "source")}
        shown = {link: {"blocks": [section("Walking meetings")]}}
        other = {"https://latu.example/i/2": shown[link]}
        assert await code(client.chat_unfurl(unfurls=other, **named)) == "cannot_unfurl_url"
        wrong = {link: {"blocks": [{"type": "unknown"}]}}
        assert await code(client.chat_unfurl(unfurls=wrong, **named)) == "cannot_parse_attachment"
        assert await code(client.chat_unfurl(unfurls=shown, unfurl_id="x", source="composer")) == "invalid_unfurl_id"
        assert await code(client.chat_unfurl(unfurls=shown, channel=IDEAS, ts="1.0")) == "cannot_find_message"
        await client.chat_unfurl(unfurls=shown, **named)
        assert "Walking meetings" in people.seen(IDEAS, AINO.id)[-1].lines


@pytest.mark.usefixtures("published")
async def test_only_shortcuts_that_are_declared_can_be_taken_and_their_trigger_lives_three_seconds() -> None:
    async with stage() as scene:
        people, ts = scene.workspace, await scene.post(section("Walking meetings"))
        for callback in ("share_message", "unknown"):
            with pytest.raises(LookupError, match="shortcut"):
                await people.take_shortcut(AINO.id, callback)
        for callback in ("share_idea", "unknown"):
            with pytest.raises(LookupError, match="shortcut"):
                await people.take_shortcut_of(AINO.id, ts, callback)
        await scene.bot.client.chat_postEphemeral(channel=IDEAS, user=AINO.id, text="psst")
        with pytest.raises(LookupError, match="no such menu"):
            await people.take_shortcut_of(AINO.id, people.seen(IDEAS, AINO.id)[-1].id, "share_message")
        assert scene.bot.clicks == []
        await people.take_shortcut_of(AINO.id, ts, "share_message")
        people.tickets.grow_old(3.1)
        late = scene.bot.client.views_open(trigger_id=scene.bot.clicks[-1]["trigger_id"], view=VIEW)
        assert await code(late) == "expired_trigger_id"
