"""The local Slack workspace keeps Slack's rules: real slack_sdk and Bolt on one side, people on the other."""

import socket
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from playground.chat import Chat
from playground.slack import SlackWorkspace, Undelivered, delivery
from playground.waiting import until
from tests.playground.slack_app import (
    AINO,
    BERT,
    GUEST,
    IDEAS,
    OLGA,
    SCOPES,
    Stage,
    actions,
    asks,
    options,
    plain,
    section,
    stage,
)


@pytest_asyncio.fixture
async def scene() -> AsyncIterator[Stage]:
    async with stage() as made:
        yield made


async def refused(call: Any) -> Any:
    with pytest.raises(SlackApiError) as caught:
        await call
    return caught.value.response


# People to bot


async def test_the_workspace_is_a_chat(scene: Stage) -> None:
    chat: Chat = scene.workspace
    assert chat.name == "Slack"


async def test_a_mention_reaches_the_bot_with_its_id_and_escaped_text(scene: Stage) -> None:
    await scene.workspace.write(AINO.id, IDEAS, "tea & <biscuits>", mention=True)
    [body] = scene.bot.events
    assert body["event"]["text"] == f"<@{scene.workspace.app.bot_user_id}> tea &amp; &lt;biscuits&gt;"
    assert scene.workspace.seen(IDEAS)[-1].text == "@Latu tea & <biscuits>"


async def test_an_event_that_the_manifest_does_not_name_is_not_delivered() -> None:
    async with stage(events=frozenset({"app_mention"})) as scene:
        await scene.workspace.write_privately(AINO.id, "hello")
        await scene.workspace.write(AINO.id, IDEAS, "hello")
        assert not scene.workspace.deliveries


async def test_a_failed_event_comes_again_three_times_with_the_reason(scene: Stage) -> None:
    scene.bot.status = 500
    await scene.workspace.write_privately(AINO.id, "hello")
    assert [sent.retry for sent in scene.workspace.deliveries] == [0, 1, 2, 3]
    assert {sent.problem for sent in scene.workspace.deliveries} == {"http_error"}


async def test_the_same_event_can_be_delivered_again(scene: Stage) -> None:
    await scene.workspace.write_privately(AINO.id, "hello")
    await scene.workspace.deliver_again(scene.workspace.deliveries[-1], retry=1)
    first, second = scene.bot.events
    assert first["event_id"] == second["event_id"]


async def test_forged_and_replayed_requests_are_not_taken_by_bolt(scene: Stage) -> None:
    await scene.workspace.write_privately(AINO.id, "hello")
    sent, again = scene.workspace.deliveries[-1], scene.workspace.deliver_again
    assert (await again(sent, secret="another")).status == 401
    assert (await again(sent, signed_at=int(time.time()) - 3600)).status == 401
    assert len(scene.bot.events) == 1


async def test_a_click_that_the_bot_does_not_take_is_an_error_for_the_person(scene: Stage) -> None:
    await scene.post(actions("Support"))
    scene.bot.status = 500
    with pytest.raises(Undelivered):
        await scene.workspace.press(AINO.id, scene.workspace.seen(IDEAS)[-1], "Support")


async def test_guests_and_people_of_other_workspaces_are_told_apart(scene: Stage) -> None:
    guest = (await scene.bot.client.users_info(user=GUEST.id, include_locale=True))["user"]
    olga = (await scene.bot.client.users_info(user=OLGA.id))["user"]
    assert guest["is_restricted"]
    assert guest["locale"] == "en-US"
    assert olga["team_id"] != scene.workspace.app.team_id
    assert olga["is_stranger"] is False  # she shares a channel with the app
    await scene.post(actions("Support"))
    await scene.workspace.press(OLGA.id, scene.workspace.seen(IDEAS)[-1], "Support")
    assert scene.bot.clicks[-1]["user"]["team_id"] == olga["team_id"]


async def test_the_answer_to_a_command_is_for_its_author_alone(scene: Stage) -> None:
    scene.bot.answer = {"text": "*Only* for you"}
    await scene.workspace.slash(AINO.id, IDEAS, "/latu", "help")
    assert scene.workspace.seen(IDEAS, AINO.id)[-1].text == "Only for you"
    assert scene.workspace.seen(IDEAS, BERT.id) == []


async def test_an_unknown_command_does_not_reach_the_bot(scene: Stage) -> None:
    with pytest.raises(LookupError):
        await scene.workspace.slash(AINO.id, IDEAS, "/other", "")
    assert not scene.workspace.deliveries


# Response URLs


async def test_a_response_url_answers_five_times(scene: Stage) -> None:
    await scene.workspace.slash(AINO.id, None, "/latu", "")
    hook = AsyncWebhookClient(scene.bot.clicks[-1]["response_url"])
    statuses = [(await hook.send(text=str(count), response_type="ephemeral")).status_code for count in range(6)]
    assert statuses == [200] * 5 + [404]
    assert len(scene.workspace.seen_privately(AINO.id)) == 5


async def test_a_response_url_that_was_never_given_is_no_service(scene: Stage) -> None:
    await scene.workspace.slash(AINO.id, None, "/latu", "")
    answer = await AsyncWebhookClient(scene.bot.clicks[-1]["response_url"] + "x").send(text="hello")
    assert (answer.status_code, "no_service" in answer.body) == (404, True)


async def test_a_response_url_is_dead_after_half_an_hour(scene: Stage) -> None:
    await scene.workspace.slash(AINO.id, None, "/latu", "")
    scene.workspace.tickets.grow_old(31 * 60)
    late = await AsyncWebhookClient(scene.bot.clicks[-1]["response_url"]).send(text="late")
    assert late.status_code == 404


async def test_a_response_url_replaces_and_removes_the_message_it_came_from(scene: Stage) -> None:
    await scene.post(actions("Support"))
    await scene.workspace.press(AINO.id, scene.workspace.seen(IDEAS)[-1], "Support")
    hook = AsyncWebhookClient(scene.bot.clicks[-1]["response_url"])
    await hook.send(text="done", replace_original=True)
    assert [one.text for one in scene.workspace.seen(IDEAS)] == ["done"]
    await hook.send(delete_original=True)
    assert scene.workspace.seen(IDEAS) == []


async def test_an_answer_to_a_command_that_slack_would_not_show_is_an_error(scene: Stage) -> None:
    scene.bot.answer = {"text": "x", "blocks": [{"type": "carrousel"}]}
    with pytest.raises(Undelivered, match="invalid_command_response"):
        await scene.workspace.slash(AINO.id, IDEAS, "/latu", "help")
    assert scene.workspace.seen(IDEAS, AINO.id) == []


@pytest.mark.usefixtures("published")
async def test_a_bot_that_is_too_slow_or_away_is_an_error_for_the_person(
    scene: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    await scene.post(actions("Support"))
    card = scene.workspace.seen(IDEAS)[-1]
    assert delivery.PATIENCE == 3.0
    monkeypatch.setattr(delivery, "PATIENCE", 0.1)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        scene.workspace.courier.request_url = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        with pytest.raises(Undelivered, match="http_timeout"):
            await scene.workspace.press(AINO.id, card, "Support")
    with pytest.raises(Undelivered, match="connection_failed"):
        await scene.workspace.press(AINO.id, card, "Support")


# Dialogs


async def test_what_is_typed_reaches_the_bot_as_state_values(scene: Stage) -> None:
    await scene.show_modal(
        asks("title", "Idea", {"type": "plain_text_input"}),
        asks("kind", "Kind", {"type": "static_select", "options": options("Small", "Big")}),
        asks("who", "With", {"type": "users_select"}, optional=True),
        asks("when", "Day", {"type": "datepicker", "initial_date": "2026-01-31"}),
        asks("tags", "Tags", {"type": "checkboxes", "options": options("A", "B")}, optional=True),
    )
    scene.workspace.fill(AINO.id, {"Idea": "Walk", "Kind": "Big", "With": BERT.name, "Tags": ["A", "B"]})
    await scene.workspace.submit(AINO.id)
    values = scene.bot.clicks[-1]["view"]["state"]["values"]
    assert values["title"]["answer"] == {"type": "plain_text_input", "value": "Walk"}
    assert values["kind"]["answer"]["selected_option"]["value"] == "big"
    assert values["who"]["answer"]["selected_user"] == BERT.id
    assert values["when"]["answer"]["selected_date"] == "2026-01-31"
    assert [one["value"] for one in values["tags"]["answer"]["selected_options"]] == ["a", "b"]
    assert scene.workspace.dialog(AINO.id) is None


async def test_an_empty_required_field_is_refused_before_the_bot_hears_of_it(scene: Stage) -> None:
    await scene.show_modal(asks("title", "Idea", {"type": "plain_text_input"}))
    heard = len(scene.bot.clicks)
    await scene.workspace.submit(AINO.id)
    dialog = scene.workspace.dialog(AINO.id)
    assert dialog
    assert dialog.questions[0].error
    assert len(scene.bot.clicks) == heard


@pytest.mark.parametrize(
    ("element", "typed", "said"),
    [
        ({"type": "plain_text_input", "max_length": 3}, "long", "3 characters or fewer"),
        ({"type": "plain_text_input", "min_length": 3}, "x", "at least 3 characters"),
        ({"type": "number_input", "is_decimal_allowed": False}, "many", "enter a number"),
        ({"type": "number_input", "is_decimal_allowed": False}, "1.5", "a whole number"),
        ({"type": "number_input", "is_decimal_allowed": True, "max_value": "9"}, "9.5", "between -inf and 9"),
    ],
)
async def test_what_a_field_does_not_hold_does_not_leave_the_client(
    scene: Stage, element: dict[str, Any], typed: str, said: str
) -> None:
    await scene.show_modal(asks("a", "Idea", element))
    heard = len(scene.bot.clicks)
    scene.workspace.fill(AINO.id, {"Idea": typed})
    await scene.workspace.submit(AINO.id)
    assert (dialog := scene.workspace.dialog(AINO.id))
    assert said in (dialog.questions[0].error or "")
    assert len(scene.bot.clicks) == heard


async def test_an_answer_to_a_form_of_an_unknown_kind_is_an_error(scene: Stage) -> None:
    await scene.show_modal(asks("title", "Idea", {"type": "plain_text_input", "initial_value": "Walk"}))
    scene.bot.answer = {"response_action": "close_all"}
    with pytest.raises(Undelivered, match="invalid_arguments"):
        await scene.workspace.submit(AINO.id)
    assert scene.workspace.dialog(AINO.id)


async def test_errors_of_the_bot_stand_at_their_fields_and_the_text_stays(scene: Stage) -> None:
    await scene.show_modal(asks("title", "Idea", {"type": "plain_text_input", "multiline": True}))
    scene.workspace.fill(AINO.id, {"Idea": "x"})
    scene.bot.answer = {"response_action": "errors", "errors": {"title": "Say more"}}
    await scene.workspace.submit(AINO.id)
    dialog = scene.workspace.dialog(AINO.id)
    assert dialog
    [question] = dialog.questions
    assert (question.kind, question.value, question.error) == ("paragraph", "x", "Say more")
    scene.bot.answer = {"response_action": "errors", "errors": {"no_such_block": "Say more"}}
    with pytest.raises(Undelivered):
        await scene.workspace.submit(AINO.id)


async def test_modals_are_updated_pushed_and_cleared_by_the_answer(scene: Stage) -> None:
    await scene.show_modal(asks("title", "Idea", {"type": "plain_text_input", "initial_value": "Walk"}))
    first = scene.bot.clicks[-1]
    again: dict[str, Any] = {"type": "modal", "title": plain("Similar"), "submit": plain("Share mine"), "blocks": []}
    again["blocks"] = [section("Two alike"), asks("title", "Idea", {"type": "plain_text_input"})]
    scene.workspace.fill(AINO.id, {"Idea": "Walk more"})
    scene.bot.answer = {"response_action": "update", "view": again}
    await scene.workspace.submit(AINO.id)
    dialog = scene.workspace.dialog(AINO.id)
    assert dialog
    assert (dialog.title, dialog.lines, dialog.questions[0].value) == ("Similar", ("Two alike",), "Walk more")
    scene.bot.answer = {"response_action": "push", "view": again | {"title": plain("Third")}}
    await scene.workspace.submit(AINO.id)
    assert (on_top := scene.workspace.dialog(AINO.id))
    assert on_top.title == "Third"
    scene.bot.answer = {"response_action": "clear"}
    scene.workspace.fill(AINO.id, {"Idea": "x"})
    await scene.workspace.submit(AINO.id)
    assert scene.workspace.dialog(AINO.id) is None
    assert (await refused(scene.bot.client.views_open(trigger_id=first["trigger_id"], view=again)))[
        "error"
    ] == "exchanged_trigger_id"


@pytest.mark.usefixtures("published")
async def test_a_trigger_lives_three_seconds(scene: Stage) -> None:
    await scene.workspace.slash(AINO.id, IDEAS, "/latu", "")
    scene.workspace.tickets.grow_old(3.1)
    view = {"type": "modal", "title": plain("Late"), "blocks": [section("x")]}
    answer = await refused(scene.bot.client.views_open(trigger_id=scene.bot.clicks[-1]["trigger_id"], view=view))
    assert answer["error"] == "expired_trigger_id"


async def test_an_update_with_an_old_hash_is_refused(scene: Stage) -> None:
    await scene.show_modal(actions("More"))
    await scene.workspace.press_in_dialog(AINO.id, "More")
    view = scene.bot.clicks[-1]["view"]
    drawn = {"type": "modal", "title": plain("New"), "blocks": [section("x")]}
    await scene.bot.client.views_update(view_id=view["id"], hash=view["hash"], view=drawn)
    answer = await refused(scene.bot.client.views_update(view_id=view["id"], hash=view["hash"], view=drawn))
    assert answer["error"] == "hash_conflict"


async def test_an_external_menu_asks_the_bot_for_its_options(scene: Stage) -> None:
    await scene.show_modal(asks("idea", "Idea", {"type": "external_select", "min_query_length": 1}))
    scene.bot.answer = {"options": options("Walking", "Wandering")}
    assert await scene.workspace.search(AINO.id, "Idea", "wa") == ("Walking", "Wandering")
    for wrong in ([{"text": "Walking"}], options(*map(str, range(101))), None):
        scene.bot.answer = {} if wrong is None else {"options": wrong}
        with pytest.raises(Undelivered, match="block_suggestion"):
            await scene.workspace.search(AINO.id, "Idea", "wa")
    scene.bot.answer = {"options": options("Walking", "Wandering")}
    scene.workspace.fill(AINO.id, {"Idea": "Walking"})
    await scene.workspace.submit(AINO.id)
    values = scene.bot.clicks[-1]["view"]["state"]["values"]
    assert values["idea"]["answer"]["selected_option"]["value"] == "walking"


async def test_the_home_tab_is_read_and_pressed(scene: Stage) -> None:
    view = {"type": "home", "blocks": [section("Your *ideas*"), actions("Share")]}
    await scene.bot.client.views_publish(user_id=AINO.id, view=view)
    home = scene.workspace.home(AINO.id)
    assert home
    assert (home.lines, home.buttons) == (("Your ideas",), ("Share",))
    await scene.workspace.press_at_home(AINO.id, "Share")
    assert scene.bot.clicks[-1]["view"]["type"] == "home"


# State


async def test_another_workspace_on_the_same_data_knows_all_while_the_first_was_never_closed(tmp_path: Path) -> None:
    kept = tmp_path / "slack.json"
    async with stage(data=kept) as killed:
        ts = await killed.post(section("Here to stay"), actions("Support"))
        await until(lambda: kept.exists() and ts in kept.read_text("utf-8"))
        async with stage(data=kept) as scene:
            await scene.bot.client.chat_update(channel=IDEAS, ts=ts, text="Still here")
            assert scene.workspace.seen(IDEAS)[0].buttons == ("Support",)


def test_only_this_computer_is_delivered_to() -> None:
    with pytest.raises(ValueError, match="this computer"):
        SlackWorkspace(
            "T1",
            [],
            [],
            signing_secret="s",
            bot_token="t",
            request_url="https://bot.example.com/slack",
            scopes=SCOPES,
            events=frozenset(),
            commands=frozenset(),
        )


async def test_a_busy_port_is_an_error(scene: Stage) -> None:
    port = int(scene.workspace.url.rpartition(":")[2])
    with pytest.raises(OSError):
        async with scene.workspace.serve(port):
            pass


async def test_a_call_without_the_right_token_is_refused(scene: Stage) -> None:
    stranger = AsyncWebClient(token="xoxb-wrong", base_url=scene.bot.client.base_url)
    assert (await refused(stranger.auth_test()))["error"] == "invalid_auth"
    nobody = AsyncWebClient(base_url=scene.bot.client.base_url)
    assert (await refused(nobody.auth_test()))["error"] == "not_authed"
