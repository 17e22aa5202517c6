"""Slack's own error codes: what the local workspace refuses, as Slack does."""

from typing import Any

import pytest
from slack_sdk.models.blocks import ButtonElement

from tests.playground.slack_app import (
    AINO,
    BERT,
    IDEAS,
    SCOPES,
    actions,
    asks,
    button,
    options,
    plain,
    section,
    stage,
)
from tests.playground.test_slack_server import refused

LONG = "x" * 4000


def select(**more: Any) -> dict[str, Any]:
    return {"type": "static_select", "action_id": "a", "options": options("A", "B"), **more}


def in_actions(*elements: dict[str, Any]) -> dict[str, Any]:
    return {"type": "actions", "elements": list(elements)}


GROUPS = [{"label": plain("All"), "options": options("A")}]
MENU = {"type": "static_select", "action_id": "a"}
BAD_BLOCKS: dict[str, list[dict[str, Any]]] = {
    "too many blocks": [{"type": "divider"}] * 51,
    "an unknown block": [{"type": "carrousel"}],
    "an unknown property": [{"type": "divider", "colour": "red"}],
    "the same block id twice": [{"type": "divider", "block_id": "a"}, {"type": "divider", "block_id": "a"}],
    "a long section": [section("x" * 3001)],
    "an empty section": [section("")],
    "eleven fields": [{"type": "section", "fields": [plain("x")] * 11}],
    "a long field": [{"type": "section", "fields": [plain("x" * 2001)]}],
    "a long header": [{"type": "header", "text": plain("x" * 151)}],
    "markup in a header": [{"type": "header", "text": {"type": "mrkdwn", "text": "x"}}],
    "eleven elements of context": [{"type": "context", "elements": [plain("x")] * 11}],
    "a button in a context": [{"type": "context", "elements": [button("Press")]}],
    "twenty-six buttons": [actions(*(str(count) for count in range(26)))],
    "no buttons": [in_actions()],
    "a long button": [actions("x" * 76)],
    "a long value": [in_actions(button("Press", "x" * 2001))],
    "a long action id": [in_actions({**button("Press"), "action_id": "x" * 256})],
    "the same action id twice": [in_actions(button("Press"), button("Press"))],
    "an unknown style": [in_actions({**button("Press"), "style": "warning"})],
    "a confirmation without a title": [in_actions({**button("Press"), "confirm": {"text": plain("Sure?")}})],
    "a text input among buttons": [in_actions({"type": "plain_text_input"})],
    "a menu without options": [in_actions(select(options=[]))],
    "a hundred and one options": [in_actions(select(options=options(*map(str, range(101)))))],
    "a long option": [in_actions(select(options=options("x" * 76)))],
    "an option twice": [in_actions(select(options=options("A", "A")))],
    "options beside groups of options": [in_actions(select(option_groups=GROUPS))],
    "a hundred and one groups of options": [in_actions({**MENU, "option_groups": GROUPS * 101})],
    "an unknown property of a text": [{"type": "header", "text": {**plain("x"), "size": "big"}}],
    "an initial option that is not offered": [in_actions(select(initial_option=options("C")[0]))],
    "a picture without words": [{"type": "image", "image_url": "https://example.com/a.png", "alt_text": ""}],
    "an unknown accessory": [section("x", accessory={"type": "plain_text_input"})],
}
BAD_VIEWS: dict[str, dict[str, Any]] = {
    "a long title": {"title": plain("x" * 25)},
    "no title": {"title": None},
    "a long submit": {"submit": plain("x" * 25)},
    "a long close": {"close": plain("x" * 25)},
    "long private metadata": {"private_metadata": "x" * 3001},
    "a long callback id": {"callback_id": "x" * 256},
    "too many blocks": {"blocks": [{"type": "divider"}] * 101},
    "no blocks": {"blocks": []},
    "an unknown key": {"colour": "red"},
    "questions without a submit": {"submit": None},
    "a long placeholder": {"blocks": [asks("a", "A", {"type": "plain_text_input", "placeholder": plain("x" * 151)})]},
    "a text input longer than Slack takes": {
        "blocks": [asks("a", "A", {"type": "plain_text_input", "max_length": 3001})]
    },
    "a button as a question": {"blocks": [asks("a", "A", button("Press"))]},
    "a number without its kind": {"blocks": [asks("a", "A", {"type": "number_input"})]},
    "a day that is none": {"blocks": [asks("a", "A", {"type": "datepicker", "initial_date": "soon"})]},
}


@pytest.mark.parametrize("what", BAD_BLOCKS)
async def test_wrong_blocks_are_refused(what: str) -> None:
    async with stage() as scene:
        answer = await refused(scene.post(*BAD_BLOCKS[what]))
        assert answer["error"] == "invalid_blocks"
        assert "json-pointer:/blocks" in answer["response_metadata"]["messages"][0]
        assert scene.workspace.seen(IDEAS) == []


@pytest.mark.parametrize("what", BAD_VIEWS)
async def test_wrong_views_are_refused(what: str) -> None:
    async with stage() as scene:
        question = asks("title", "Idea", {"type": "plain_text_input"})
        answer = await refused(scene.show_modal(question, **BAD_VIEWS[what]))
        assert answer["error"] == "invalid_arguments"
        assert "json-pointer:/view" in answer["response_metadata"]["messages"][0]
        assert scene.workspace.dialog(AINO.id) is None


async def test_blocks_made_by_the_sdk_are_taken() -> None:
    async with stage() as scene:
        made = ButtonElement(text="Press", action_id="a", value="1", style="primary").to_dict()
        await scene.post(section("x", accessory=made), in_actions(select(placeholder=plain("Pick"))))
        assert scene.workspace.seen(IDEAS)[0].buttons == ("Press",)


async def test_errors_of_messages_have_slacks_codes() -> None:
    async with stage() as scene:
        client, workspace = scene.bot.client, scene.workspace

        async def code(call: Any) -> str:
            return str((await refused(call))["error"])

        await workspace.write(BERT.id, IDEAS, "mine")
        theirs = workspace.seen(IDEAS)[0].id
        ours = await scene.post(section("ours"))
        assert await code(client.chat_postMessage(channel="C0NOWHERE", text="x")) == "channel_not_found"
        assert await code(client.api_call("chat.postMessage", json={"channel": IDEAS})) == "no_text"
        assert await code(client.chat_postMessage(channel=IDEAS, text="x" * 40_001)) == "msg_too_long"
        assert await code(client.chat_update(channel=IDEAS, ts=theirs, text="x")) == "cant_update_message"
        assert await code(client.chat_update(channel=IDEAS, ts="1.2", text="x")) == "message_not_found"
        assert await code(client.chat_update(channel=IDEAS, ts=ours, text="x" * 4_001)) == "msg_too_long"
        assert await code(client.chat_delete(channel=IDEAS, ts=theirs)) == "cant_delete_message"
        assert await code(client.users_info(user="U0NOBODY")) == "user_not_found"
        assert await code(client.conversations_open(users="U0NOBODY")) == "user_not_found"
        ephemeral = client.chat_postEphemeral(channel=IDEAS, user="U0NOBODY", text="x")
        assert await code(ephemeral) == "user_not_in_channel"
        assert await code(client.reactions_add(channel=IDEAS, timestamp=ours, name="eyes")) == "unknown_method"
        assert await code(client.api_call("views.open", json={"view": {}})) == "invalid_arguments"
        many = [section("x" * 3000)] * 5
        assert await code(scene.post(*many)) == "msg_blocks_too_long"


async def test_what_administrators_do_shows_in_the_answers() -> None:
    async with stage() as scene:
        client, workspace = scene.bot.client, scene.workspace
        ts = await scene.post(section("news"))
        await workspace.remove_bot(IDEAS, AINO.id)
        assert (await refused(scene.post(section("x"))))["error"] == "not_in_channel"
        await workspace.add_bot(IDEAS, AINO.id)
        await workspace.archive(IDEAS, AINO.id)
        assert (await refused(scene.post(section("x"))))["error"] == "is_archived"
        assert (await refused(client.chat_update(channel=IDEAS, ts=ts, text="x")))["error"] == "is_inactive"
        await workspace.unarchive(IDEAS, AINO.id)
        workspace.delete_message(ts)
        answer = await refused(client.chat_update(channel=IDEAS, ts=ts, text="x"))
        assert answer["error"] == "message_not_found"
        await workspace.uninstall()
        assert (await refused(client.auth_test()))["error"] == "account_inactive"
        told = [event["event"]["type"] for event in scene.bot.events]
        assert told == [
            "member_left_channel",
            "channel_left",
            "member_joined_channel",
            "channel_archive",
            "tokens_revoked",
            "app_uninstalled",
        ]


@pytest.mark.parametrize(
    ("scope", "method", "arguments"),
    [
        ("chat:write", "chat.postMessage", {"channel": IDEAS, "text": "x"}),
        ("chat:write", "chat.postEphemeral", {"channel": IDEAS, "user": AINO.id, "text": "x"}),
        ("im:write", "conversations.open", {"users": AINO.id}),
        ("channels:read", "conversations.info", {"channel": IDEAS}),
        ("users:read", "users.info", {"user": AINO.id}),
    ],
)
async def test_a_scope_that_is_not_declared_is_missed(scope: str, method: str, arguments: Any) -> None:
    async with stage(scopes=SCOPES - {scope}) as scene:
        answer = await refused(scene.bot.client.api_call(method, params=arguments))
        assert (answer["error"], answer["needed"]) == ("missing_scope", scope)


async def test_without_its_scope_the_email_is_not_shown() -> None:
    async with stage(scopes=SCOPES - {"users:read.email"}) as scene:
        shown = await scene.bot.client.users_info(user=AINO.id)
        assert "email" not in shown["user"]["profile"]


async def test_a_channel_takes_one_message_a_second_when_limits_are_on() -> None:
    async with stage() as scene:
        scene.workspace.faults.limits_on = True
        ts = await scene.post(section("one"))
        answer = await refused(scene.bot.client.chat_update(channel=IDEAS, ts=ts, text="two"))
        assert (answer.status_code, answer["error"], answer.headers["Retry-After"]) == (429, "ratelimited", "1")
        await scene.post(section("elsewhere"), channel=AINO.id)
        assert scene.workspace.rate_limited == 1


async def test_planned_faults_come_once_each_and_a_lost_answer_has_its_effect() -> None:
    async with stage() as scene:
        faults = scene.workspace.faults
        faults.fail_next("chat.postMessage", 429, retry_after=7)
        assert (await refused(scene.post(section("x")))).headers["Retry-After"] == "7"
        faults.fail_next("chat.postMessage", 502)
        assert (await refused(scene.post(section("x")))).status_code == 502
        assert scene.workspace.seen(IDEAS) == []
        faults.fail_next("chat.postMessage", 500, lost=True)
        await refused(scene.post(section("x")))
        await scene.post(section("y"))
        assert [one.text for one in scene.workspace.seen(IDEAS)] == ["x", "y"]


@pytest.mark.parametrize("ping", ["<!channel>", "<!here>", "<!everyone>", f"<@{AINO.id}>", "@here", "@channel"])
async def test_a_text_that_makes_a_noise_is_noted(ping: str) -> None:
    async with stage() as scene:
        await scene.post(section(f"Look {ping}!"))
        assert [one.what for one in scene.workspace.pings] == [ping]


async def test_defused_and_plain_text_makes_no_noise() -> None:
    async with stage() as scene:
        quiet = {"type": "section", "text": plain("<!channel> @here")}
        await scene.post(section("&lt;!channel&gt; mail aino@here.fi"), quiet)
        assert scene.workspace.pings == []


async def test_blocks_without_a_text_break_a_rule() -> None:
    async with stage() as scene:
        await scene.bot.client.api_call("chat.postMessage", json={"channel": IDEAS, "blocks": [section("x")]})
        assert len(scene.workspace.broken_rules) == 1


async def test_a_message_is_read_line_by_line() -> None:
    async with stage() as scene:
        await scene.post(
            {"type": "header", "text": plain("*Not* bold")},
            section(f"*By* <@{AINO.id}> in <#{IDEAS}>, <https://example.com|more> &amp; _less_"),
            {"type": "section", "fields": [plain("Support"), {"type": "mrkdwn", "text": "`12`"}]},
            {"type": "context", "elements": [{"type": "mrkdwn", "text": "a_b_c\n2 * 3 * 4"}]},
            {"type": "image", "image_url": "https://example.com/a.png", "alt_text": "A chart"},
            actions("Support", "Talk"),
        )
        [seen] = scene.workspace.seen(IDEAS)
        assert seen.lines == (
            "*Not* bold",
            "By @Aino Virtanen in #ideas, more & less",
            "Support",
            "12",
            "a_b_c",
            "2 * 3 * 4",
            "A chart",
        )
        assert seen.buttons == ("Support", "Talk")


async def test_every_call_of_both_directions_is_kept() -> None:
    async with stage(events=frozenset({"app_mention"})) as scene:
        await scene.workspace.write(AINO.id, IDEAS, "hello", mention=True)
        await scene.bot.client.chat_postMessage(channel=AINO.id, text="hello")
        await refused(scene.bot.client.chat_postMessage(channel="C0NOWHERE", text="x"))
        kept = [(one.direction, one.what, one.problem) for one in scene.workspace.traffic]
        assert kept == [
            ("to bot", "event app_mention", None),
            ("from bot", "chat.postMessage", None),
            ("from bot", "chat.postMessage", "channel_not_found"),
        ]
