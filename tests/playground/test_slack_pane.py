"""The Slack-like pane: what one person sees, and that nobody sees or does more than they could in Slack."""

from pathlib import Path
from typing import Any

import pytest

from bot.views.text import read
from playground.page.asking import impossible, undelivered
from playground.waiting import until
from tests.playground.slack_app import AINO, BERT, IDEAS, actions, asks, button, options, plain, section
from tests.playground.visiting import Studio

NO = read(impossible(), "sv")


def stored(offered: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """As Slack keeps them: the default of a text written out."""
    return [{**one, "text": {**one["text"], "emoji": True}} for one in offered]


MENU: dict[str, Any] = {"type": "static_select", "action_id": "menu", "options": stored(options("Small", "Big"))}
TICKS: dict[str, Any] = {"type": "checkboxes", "action_id": "all", "options": stored(options("A", "B"))}
MORE: dict[str, Any] = {"type": "overflow", "action_id": "more", "options": stored(options("Edit", "Hide"))}


def leave(both: Studio, who: str) -> None:
    """Somebody is not in the channel any more."""
    both.slack.workspace.state.conversations[IDEAS].members.remove(who)


async def wrote(both: Studio, who: str, text: str, room: str = IDEAS, **more: Any) -> str:
    await both.visitor.done("slack/write", who=who, room=room, text=text, **more)
    return next(reversed(both.slack.workspace.state.messages))


async def rooms(both: Studio, who: str, room: str = "") -> dict[str, Any]:
    return {one["id"]: one for one in (await both.visitor.sees("slack", who, room))["rooms"]}


async def messages(both: Studio, who: str, room: str = IDEAS) -> list[Any]:
    return list((await both.visitor.sees("slack", who, room))["messages"])


def own(both: Studio, who: str) -> str:
    return both.slack.workspace.state.private_id(who)


async def test_somebody_sees_their_channels_and_their_own_chat(both: Studio) -> None:
    await rooms(both, BERT.id)
    assert list(await rooms(both, AINO.id)) == [IDEAS, own(both, AINO.id)]
    leave(both, AINO.id)
    assert list(await rooms(both, AINO.id)) == [own(both, AINO.id)]
    assert (await both.visitor.get(f"/api/slack?who={AINO.id}&room={IDEAS}"))[0] == 409
    assert both.slack.workspace.names[IDEAS] in {one["name"] for one in (await rooms(both, BERT.id)).values()}


async def test_an_archived_channel_is_not_there(both: Studio) -> None:
    await both.slack.workspace.archive(IDEAS, AINO.id)
    assert list(await rooms(both, AINO.id)) == [own(both, AINO.id)]
    assert await both.visitor.refused("slack/write", who=AINO.id, room=IDEAS, text="hej") == NO


@pytest.mark.parametrize("asked", ["", "who=", "who=nobody", f"who={AINO.id}&room=C0NOWHERE", "who=UHMUIGYFLI3"])
async def test_nobody_and_nowhere_are_said_in_the_pages_language(both: Studio, asked: str) -> None:
    assert await both.visitor.get(f"/api/slack?{asked}") == (409, {"problem": NO})


async def test_others_messages_are_news_until_one_looks(both: Studio) -> None:
    private = own(both, AINO.id)
    await wrote(both, BERT.id, "one")
    await wrote(both, BERT.id, "two")
    await wrote(both, AINO.id, "mine")
    await both.slack.post(section("for Aino"), channel=AINO.id)
    seen = await rooms(both, AINO.id, private)
    assert (seen[IDEAS]["news"], seen[private]["news"]) == (2, 0), "the open room has no news"
    assert (await rooms(both, BERT.id, own(both, BERT.id)))[IDEAS]["news"] == 1
    await messages(both, AINO.id)
    assert (await rooms(both, AINO.id, private))[IDEAS]["news"] == 0
    assert (await rooms(both, BERT.id, own(both, BERT.id)))[IDEAS]["news"] == 1, "each looks for themselves"
    await wrote(both, BERT.id, "three")
    assert (await rooms(both, AINO.id, private))[IDEAS]["news"] == 1


async def test_what_happened_while_the_town_was_set_up_is_news_to_nobody(both: Studio) -> None:
    await wrote(both, BERT.id, "long ago")
    both.visitor.page.settled()
    assert (await rooms(both, AINO.id, own(both, AINO.id)))[IDEAS]["news"] == 0


async def test_what_only_one_person_sees_is_no_news_to_others_either(both: Studio) -> None:
    await both.slack.bot.client.chat_postEphemeral(channel=IDEAS, user=AINO.id, text="psst")
    [message] = await messages(both, AINO.id)
    assert (message["text"], message["onlyForYou"]) == ("psst", True)
    assert await messages(both, BERT.id) == []
    assert (await rooms(both, BERT.id, own(both, BERT.id)))[IDEAS]["news"] == 0


async def test_nobody_reads_writes_presses_or_deletes_in_anothers_chat(both: Studio) -> None:
    visitor, private = both.visitor, own(both, AINO.id)
    card = await both.slack.post(actions("Support"), channel=AINO.id)
    mine = await wrote(both, AINO.id, "secret", private)
    heard = len(both.slack.bot.clicks), len(both.slack.bot.events)
    assert (await visitor.get(f"/api/slack?who={BERT.id}&room={private}"))[0] == 409
    assert await visitor.refused("slack/write", who=BERT.id, room=private, text="hej") == NO
    assert await visitor.refused("slack/write", who=BERT.id, room=IDEAS, text="hej", under=mine) == NO
    for who in (BERT.id, "nobody", both.slack.workspace.app.bot_user_id):
        pressed = {"message": card, "block": "acts", "action": "press_Support"}
        assert await visitor.refused("slack/press", who=who, **pressed) == NO
        for message in (card, mine):
            assert await visitor.refused("slack/delete", who=who, message=message) == NO
    assert "secret" not in str([await visitor.sees("slack", BERT.id, IDEAS), await visitor.sees("slack", BERT.id)])
    assert (len(both.slack.bot.clicks), len(both.slack.bot.events)) == heard
    assert len(await messages(both, AINO.id, private)) == 2


async def test_nobody_presses_what_only_another_sees(both: Studio) -> None:
    sent = await both.slack.bot.client.chat_postEphemeral(
        channel=IDEAS, user=AINO.id, text="psst", blocks=[actions("Support")]
    )
    pressed = {"message": sent["message_ts"], "block": "acts", "action": "press_Support"}
    for who in (BERT.id, "nobody"):
        assert await both.visitor.refused("slack/press", who=who, **pressed) == NO
    assert both.slack.bot.clicks == []
    await both.visitor.done("slack/press", who=AINO.id, **pressed)
    assert len(both.slack.bot.clicks) == 1


async def test_who_has_left_a_channel_does_nothing_there(both: Studio) -> None:
    card, mine = await both.slack.post(actions("Support")), await wrote(both, BERT.id, "mine")
    leave(both, BERT.id)
    pressed = {"message": card, "block": "acts", "action": "press_Support"}
    assert await both.visitor.refused("slack/press", who=BERT.id, **pressed) == NO
    assert await both.visitor.refused("slack/delete", who=BERT.id, message=mine) == NO
    assert await both.visitor.refused("slack/write", who=BERT.id, room=IDEAS, text="hej") == NO
    assert await both.visitor.refused("slack/write", who=BERT.id, room=IDEAS, text="/latu") == NO
    assert both.slack.bot.clicks == []


async def test_people_delete_their_own_messages_only(both: Studio) -> None:
    ours, hers, his = (
        await both.slack.post(section("x")),
        await wrote(both, AINO.id, "a"),
        await wrote(both, BERT.id, "b"),
    )
    for message in (ours, his):
        assert await both.visitor.refused("slack/delete", who=AINO.id, message=message) == NO
    assert await both.visitor.refused("slack/delete", who=both.slack.workspace.app.bot_user_id, message=ours) == NO
    await both.visitor.done("slack/delete", who=AINO.id, message=hers)
    assert [one["id"] for one in await messages(both, AINO.id)] == [ours, his]


async def test_a_message_a_mention_and_a_command_reach_the_app_as_what_they_are(both: Studio) -> None:
    await wrote(both, AINO.id, "between us")
    assert both.slack.bot.events == [], "the app is told of mentions only"
    await wrote(both, AINO.id, "@Latu help me")
    assert both.slack.bot.events[-1]["event"]["type"] == "app_mention"
    assert both.slack.bot.events[-1]["event"]["text"].endswith("> help me")
    await wrote(both, AINO.id, "hej", own(both, AINO.id))
    assert both.slack.bot.events[-1]["event"]["channel_type"] == "im"
    await both.visitor.done("slack/write", who=AINO.id, room=IDEAS, text="/latu one two")
    await both.visitor.done("slack/write", who=AINO.id, room=own(both, AINO.id), text="/latu")
    assert [(one["command"], one["text"], one["channel_id"]) for one in both.slack.bot.clicks] == [
        ("/latu", "one two", IDEAS),
        ("/latu", "", own(both, AINO.id)),
    ]
    assert await both.visitor.refused("slack/write", who=AINO.id, room=IDEAS, text="/elsewhere") == NO
    assert [one["text"] for one in await messages(both, AINO.id)] == ["between us", "<@UHMUIGYFLI3> help me"]


async def test_a_reply_goes_under_a_message_of_the_same_channel(both: Studio) -> None:
    root = await wrote(both, AINO.id, "root")
    reply = await wrote(both, BERT.id, "reply", under=root)
    assert next(one for one in await messages(both, AINO.id) if one["id"] == reply)["under"] == root
    elsewhere = await wrote(both, AINO.id, "x", own(both, AINO.id))
    for under in (elsewhere, "1.2", 7, [root], {"ts": root}):
        assert await both.visitor.refused("slack/write", who=BERT.id, room=IDEAS, text="no", under=under) == NO
    assert len(await messages(both, AINO.id)) == 2


async def test_half_a_character_does_not_stop_the_workspace_from_remembering(both: Studio, tmp_path: Path) -> None:
    await both.visitor.send(
        "/api/slack/write",
        f'{{"who": "{AINO.id}", "room": "{IDEAS}", "text": "half \\ud83d and whole \\ud83d\\ude00"}}'.encode(),
    )
    assert [one["text"] for one in await messages(both, AINO.id)] == ["half � and whole 😀"]
    kept = tmp_path / "slack.json"
    await until(lambda: kept.exists() and "half" in kept.read_text("utf-8"))


PRESSED: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"action": "press_Go"}, {"value": "1"}),
    ({"action": "more", "chosen": {"selected_option": MORE["options"][1]}}, {"selected_option": MORE["options"][1]}),
    ({"action": "menu", "chosen": {"selected_option": MENU["options"][0]}}, {"selected_option": MENU["options"][0]}),
    ({"action": "menu", "chosen": {"selected_option": None}}, {"selected_option": None}),
    ({"action": "all", "chosen": {"selected_options": []}}, {"selected_options": []}),
    ({"action": "all", "chosen": {"selected_options": TICKS["options"]}}, {"selected_options": TICKS["options"]}),
    ({"action": "day", "chosen": {"selected_date": "2026-12-06"}}, {"selected_date": "2026-12-06"}),
    ({"action": "who", "chosen": {"selected_user": BERT.id}}, {"selected_user": BERT.id}),
]
FORGED: list[dict[str, Any]] = [
    {"action": "nothing"},
    {"action": "press_Go", "block": "elsewhere"},
    {"action": "press_Go", "chosen": {"value": "2"}},
    {"action": "press_Go", "chosen": {"action_id": "other", "value": "2"}},
    {"action": "press_Go", "chosen": {"selected_option": MORE["options"][0]}},
    {"action": "more"},
    {"action": "more", "chosen": {"selected_option": {"text": plain("Delete all"), "value": "all"}}},
    {"action": "more", "chosen": {"selected_option": "edit"}},
    {"action": "menu", "chosen": {"selected_option": options("Huge")[0]}},
    {"action": "menu", "chosen": {"selected_options": MENU["options"]}},
    {"action": "menu", "chosen": {"selected_option": MENU["options"]}},
    {"action": "menu", "chosen": {"selected_option": MENU["options"][0], "block_id": "x"}},
    {"action": "menu", "chosen": "small"},
    {"action": "all", "chosen": {"selected_options": TICKS["options"][0]}},
    {"action": "all", "chosen": {"selected_options": None}},
    {"action": "all", "chosen": {"selected_options": [TICKS["options"][0], None]}},
    {"action": "day", "chosen": {"selected_date": "soon"}},
    {"action": "day", "chosen": {"selected_date": 7}},
    {"action": "who", "chosen": {"selected_user": "U0NOBODY000"}},
    {"action": "who", "chosen": {"selected_user": IDEAS}},
    {"action": "press_Go", "values": {"nowhere": {"x": {"type": "plain_text_input", "value": "y"}}}},
    {"action": "press_Go", "values": {"acts": {"menu": {"type": "static_select", "selected_option": "small"}}}},
    {"action": "press_Go", "values": {"acts": {"day": {"type": "datepicker", "value": "2026-12-06"}}}},
    {"action": "press_Go", "values": {"acts": "menu"}},
    {"action": "press_Go", "values": {"acts": {"menu": "small"}}},
    {"action": "press_Go", "values": ["acts"]},
    {"action": "press_Go", "values": "acts"},
]


async def board(both: Studio) -> dict[str, Any]:
    """A message with one of each, and who presses it."""
    elements = [button("Go"), MORE, MENU, TICKS, {"type": "datepicker", "action_id": "day"}]
    elements += [{"type": "users_select", "action_id": "who"}]
    ts = await both.slack.post({"type": "actions", "block_id": "acts", "elements": elements})
    return {"who": AINO.id, "message": ts, "block": "acts"}


@pytest.mark.parametrize(("act", "done"), PRESSED, ids=lambda one: str(one)[:60])
async def test_what_can_be_pressed_or_chosen_reaches_the_app(
    both: Studio, act: dict[str, Any], done: dict[str, Any]
) -> None:
    await both.visitor.done("slack/press", **(await board(both) | act))
    [told] = both.slack.bot.clicks[-1]["actions"]
    for name, value in done.items():
        assert told[name] == value


@pytest.mark.parametrize("act", FORGED, ids=str)
async def test_what_slacks_client_could_not_send_is_not_delivered(both: Studio, act: dict[str, Any]) -> None:
    assert await both.visitor.refused("slack/press", **(await board(both) | act)) == NO
    assert both.slack.bot.clicks == []


async def test_the_home_tab_is_opened_and_pressed_as_the_app_draws_it(both: Studio) -> None:
    visitor, bot = both.visitor, both.slack.bot
    room = both.visitor.page.slack.workspace.state.open_private(AINO.id).id
    await visitor.done("slack/home/open", who=AINO.id, room=room)
    await bot.client.views_publish(user_id=AINO.id, view={"type": "home", "blocks": [actions("Share")]})
    seen = await visitor.sees("slack", AINO.id)
    assert seen["hasHome"]
    [block] = seen["home"]["blocks"]
    place = {"block": block["block_id"], "action": block["elements"][0]["action_id"]}
    await visitor.done("slack/home/press", who=AINO.id, room=room, **place)
    assert bot.clicks[-1]["view"]["type"] == "home"


async def form(both: Studio) -> None:
    """Aino's modal: a text, a menu that the app fills, and buttons."""
    await both.slack.show_modal(
        asks("title", "Idea", {"type": "plain_text_input"}),
        asks("similar", "Like", {"type": "external_select", "min_query_length": 2}, optional=True),
        actions("More"),
        notify_on_close=True,
    )


def typed(title: str) -> dict[str, Any]:
    return {"title": {"answer": {"type": "plain_text_input", "value": title}}}


async def test_a_form_is_searched_pressed_sent_and_closed(both: Studio) -> None:
    visitor, bot = both.visitor, both.slack.bot
    await form(both)
    view = (await visitor.sees("slack", AINO.id))["view"]
    assert (view["title"], view["submit"], view["close"], view["errors"]) == ("Title", "Send", None, {})
    assert view["values"] == {
        "title": {"answer": {"type": "plain_text_input", "value": None}},
        "similar": {"answer": {"type": "external_select", "selected_option": None}},
    }
    assert (await visitor.sees("slack", BERT.id))["view"] is None
    bot.answer = {"options": options("Walking", "Wandering")}
    asked = {"who": AINO.id, "block": "similar", "action": "answer", "text": "wa"}
    offered = (await visitor.done("slack/view/search", **asked, values=typed("Wal")))["options"]
    assert [one["value"] for one in offered] == ["walking", "wandering"]
    assert (bot.clicks[-1]["type"], bot.clicks[-1]["value"]) == ("block_suggestion", "wa")
    assert await visitor.refused("slack/view/search", **asked | {"text": "w"}) == NO, "Slack asks from two letters on"
    bot.answer = {}
    await visitor.done("slack/view/press", who=AINO.id, block="acts", action="press_More", values=typed("Walk"))
    assert bot.clicks[-1]["view"]["state"]["values"]["title"]["answer"]["value"] == "Walk"
    chosen = {"similar": {"answer": {"type": "external_select", "selected_option": offered[0]}}}
    bot.answer = {"response_action": "errors", "errors": {"title": "Say more"}}
    await visitor.done("slack/view/submit", who=AINO.id, values=typed("W") | chosen)
    view = (await visitor.sees("slack", AINO.id))["view"]
    assert view["errors"] == {"title": "Say more"}
    assert view["values"]["title"]["answer"]["value"] == "W"
    assert bot.clicks[-1]["view"]["state"]["values"]["similar"]["answer"]["selected_option"]["value"] == "walking"
    await visitor.done("slack/view/close", who=AINO.id)
    await until(lambda: bot.clicks[-1]["type"] == "view_closed")
    assert (await visitor.sees("slack", AINO.id))["view"] is None


async def test_a_required_field_left_empty_is_marked_and_not_sent(both: Studio) -> None:
    await form(both)
    heard = len(both.slack.bot.clicks)
    await both.visitor.done("slack/view/submit", who=AINO.id)
    assert list((await both.visitor.sees("slack", AINO.id))["view"]["errors"]) == ["title"]
    assert len(both.slack.bot.clicks) == heard


BAD_VALUES: list[Any] = [
    {"nowhere": {"answer": {"type": "plain_text_input", "value": "x"}}},
    {"title": {"other": {"type": "plain_text_input", "value": "x"}}},
    {"title": {"answer": {"type": "plain_text_input", "value": 7}}},
    {"title": {"answer": {"type": "number_input", "value": "7"}}},
    {"title": {"answer": {"type": "plain_text_input", "value": "x", "private_metadata": "y"}}},
    {"similar": {"answer": {"type": "external_select", "selected_option": "walking"}}},
    {"similar": {"answer": {"type": "external_select", "selected_option": {"text": plain("x"), "value": 7}}}},
    {"acts": {"press_More": {"type": "button", "value": "2"}}},
    {"title": []},
    ["title"],
    "title",
    7,
]


@pytest.mark.parametrize("values", BAD_VALUES, ids=str)
async def test_values_that_no_field_holds_are_refused_and_nothing_of_them_stays(both: Studio, values: Any) -> None:
    await form(both)
    heard = len(both.slack.bot.clicks)
    before = (await both.visitor.sees("slack", AINO.id))["view"]
    good = typed("good") | (values if isinstance(values, dict) else {})
    for act in ("submit", "press", "search"):
        place = {"block": "similar", "action": "answer", "text": "walk"} if act == "search" else {}
        place = {"block": "acts", "action": "press_More"} if act == "press" else place
        for sent in (values, good if isinstance(values, dict) and "title" not in values else values):
            assert await both.visitor.refused(f"slack/view/{act}", who=AINO.id, values=sent, **place) == NO
    assert (await both.visitor.sees("slack", AINO.id))["view"] == before
    assert len(both.slack.bot.clicks) == heard


async def test_nobody_sends_a_form_that_is_open_for_another(both: Studio) -> None:
    await form(both)
    heard = len(both.slack.bot.clicks)
    for who in (BERT.id, "nobody"):
        assert await both.visitor.refused("slack/view/submit", who=who, values=typed("x")) == NO
        assert await both.visitor.refused("slack/view/close", who=who) == NO
        pressed = {"block": "acts", "action": "press_More"}
        assert await both.visitor.refused("slack/view/press", who=who, **pressed) == NO
    assert len(both.slack.bot.clicks) == heard
    assert (await both.visitor.sees("slack", AINO.id))["view"]


async def test_an_app_that_does_not_answer_is_said_in_words(both: Studio) -> None:
    acts = await board(both)
    both.slack.bot.status = 500
    assert await both.visitor.refused("slack/press", **acts, action="press_Go") == read(undelivered(), "sv")
    assert await both.visitor.refused("slack/write", who=AINO.id, room=IDEAS, text="/latu") == read(undelivered(), "sv")


async def test_a_message_that_is_drawn_anew_has_another_version(both: Studio) -> None:
    ts = await both.slack.post(section("1 supports"))
    [before] = await messages(both, AINO.id)
    assert (await messages(both, BERT.id)) == [before]
    await both.slack.bot.client.chat_update(channel=IDEAS, ts=ts, text="news", blocks=[section("2 support")])
    [after] = await messages(both, AINO.id)
    assert (after["id"], after["blocks"][0]["text"]["text"]) == (ts, "2 support")
    assert after["version"] != before["version"]
