"""What people do in Slack, as the product is asked it."""

import asyncio
from datetime import date
from typing import Any

import pytest

from bot.intents import (
    MENTION,
    CaptureMessage,
    Join,
    OpenSettings,
    Outdated,
    SaveSettings,
    Say,
    SendFile,
    ShareIdea,
    StartExperiment,
    Support,
    Unfold,
    WriteIdea,
    encode,
)
from bot.model import Caller, Place, Subject
from bot.replies import Reply
from bot.views.kinds import Notice
from bot.views.text import plain
from tests.adapters.slack.workspace import (
    AINO,
    BOT,
    CHANNEL,
    OTHER,
    PRIVATE,
    STAMP,
    TEAM,
    World,
    button,
    click,
    click_in_view,
    event,
    interaction,
    message_shortcut,
    submission,
    typed_text,
)

OWN = Place("slack", TEAM, AINO, AINO, private=True)
IDEAS = Place("slack", TEAM, CHANNEL, CHANNEL, name="ideas")


async def test_the_idea_command_opens_the_form_with_its_text_in_it(world: World) -> None:
    await world.command("spare keys &amp; &lt;cars&gt;")
    assert world.intent == WriteIdea("spare keys & <cars>")
    assert world.request.caller == Caller(OWN)
    assert world.request.place == IDEAS
    assert world.request.opens
    assert world.request.message is None
    assert world.request.delivery == "1.2.three"
    await world.command("")
    assert world.intent == WriteIdea()


@pytest.mark.parametrize("word", ["help", "apua", "Hjälp!", "settings"])
async def test_a_command_word_after_idea_is_that_command_and_not_an_idea(world: World, word: str) -> None:
    await world.command(word)
    assert world.intent == Say(word)


async def test_the_latu_command_takes_every_typed_word(world: World) -> None:
    await world.command("oma sivu", "/latu")
    assert world.intent == Say("oma sivu")


@pytest.mark.parametrize(("identity", "name"), [("G0PRIV", "privategroup"), ("G0MANY", "mpdm-a--b-1")])
async def test_a_private_channel_is_a_place_even_where_slack_hides_its_name(
    world: World, identity: str, name: str
) -> None:
    await world.command("", channel_id=identity, channel_name=name)
    shown = None if name == "privategroup" else name
    assert world.request.place == Place("slack", TEAM, identity, identity, name=shown)


async def test_a_command_in_a_private_chat_happens_in_no_channel(world: World) -> None:
    await world.command("", channel_id=PRIVATE, channel_name="directmessage")
    assert world.request.place is None


async def test_a_mention_is_what_was_said_without_the_name_of_the_bot(world: World) -> None:
    await world.event(event("app_mention", f"<@{BOT}> my &lt;page&gt; <https://a.b|a.b> <#C1|ideas> <!here>"))
    assert world.intent == Say("my <page> a.b #ideas here")
    assert world.request.caller == Caller(OWN)
    assert world.request.place == Place("slack", TEAM, CHANNEL, CHANNEL)
    assert world.request.delivery == "Ev01"
    assert not world.request.opens


async def test_whom_typed_words_mention_is_told_beside_them_wherever_they_were_typed(world: World) -> None:
    """The trap: an id in people's words is stored and shown as it is."""
    said, meant = f"idea: {MENTION} neuvoo", ("@U0OTTO",)
    picture = event("app_mention", f"<@{BOT}> idea: <@U0OTTO> neuvoo")
    picture["event"] |= {"files": [{"id": "F0PHOTO", "name": "photo.jpg"}]}
    heard = []
    for one in (
        world.event(event("app_mention", f"<@{BOT}> idea: <@U0OTTO> neuvoo")),
        world.event(event("message", "idea: <@U0OTTO|otto> neuvoo", PRIVATE, channel_type="im")),
        world.event(picture),
        world.command("<@U0OTTO|otto> neuvoo", command="/idea"),
        world.command("apua <@U0OTTO|otto>", command="/latu"),
    ):
        await one
        heard.append(world.intent)
    assert heard == [
        Say(said, meant),
        Say(said, meant),
        SendFile(said, meant),
        WriteIdea(f"{MENTION} neuvoo", meant),
        Say(f"apua {MENTION}", meant),
    ]


async def test_what_is_mentioned_in_a_thread_names_the_message_above_it(world: World) -> None:
    await world.event(event("app_mention", "hyvä", thread_ts=STAMP))
    assert world.request.under == f"{CHANNEL}:{STAMP}"


@pytest.mark.parametrize(("place", "more"), [(CHANNEL, {}), (PRIVATE, {"channel_type": "im", "thread_ts": STAMP})])
async def test_outside_a_thread_and_in_private_nothing_is_above(world: World, place: str, more: dict[str, str]) -> None:
    await world.event(event("message" if more else "app_mention", "hyvä", place, **more))
    assert world.request.under is None


async def test_a_private_message_is_said_to_the_bot(world: World) -> None:
    await world.event(event("message", "apua", PRIVATE, channel_type="im"))
    assert world.intent == Say("apua")
    assert world.request.place is None


async def test_an_answer_in_a_thread_that_is_sent_to_all_of_the_chat_is_said_to_the_bot_too(world: World) -> None:
    """The trap: Slack gives it a kind of its own, and whoever ticked that box would get no answer."""
    said = event("message", "apua", PRIVATE, channel_type="im", thread_ts="1793087000.000100")
    said["event"] |= {"subtype": "thread_broadcast", "root": {"user": BOT, "text": "?", "ts": "1793087000.000100"}}
    await world.event(said)
    assert world.intent == Say("apua")


async def test_a_picture_is_told_with_the_words_beside_it(world: World) -> None:
    said = event("message", "avaimet", PRIVATE, channel_type="im")
    said["event"] |= {"subtype": "file_share", "files": [{"id": "F0PHOTO", "name": "photo.jpg"}]}
    await world.event(said)
    assert world.intent == SendFile("avaimet")
    said = event("app_mention", f"<@{BOT}> avaimet")
    said["event"] |= {"files": [{"id": "F0PHOTO", "name": "photo.jpg"}]}
    await world.event(said)
    assert world.intent == SendFile("avaimet")


async def test_the_new_idea_shortcut_opens_the_form_anywhere_sl17(world: World) -> None:
    await world.interact(interaction("shortcut") | {"callback_id": "share_idea", "action_ts": STAMP})
    assert world.intent == WriteIdea()
    assert world.request.caller == Caller(OWN)
    assert world.request.place is None
    assert world.request.opens


async def test_the_shortcut_of_a_message_brings_its_text_its_writer_and_its_link_sl16(world: World) -> None:
    await world.interact(message_shortcut(world.response_url))
    link = "https://ours.slack.com/archives/C0IDEAS/p1793088000000100"
    assert world.intent == CaptureMessage("spare <keys>", "U0BERT", link)
    assert world.request.place == IDEAS
    assert world.request.opens
    thread = {"thread_ts": "1793080000.000100"}
    await world.interact(message_shortcut(world.response_url, **thread))
    within = f"{link}?thread_ts=1793080000.000100&cid=C0IDEAS"
    assert world.intent == CaptureMessage("spare <keys>", "U0BERT", within)


async def test_a_message_mentions_without_ids_and_without_names_that_slack_has_put_in(world: World) -> None:
    """The trap: a label in a mention is somebody's name, and of channels and groups Slack leaves it out."""
    text = (
        f"<@{BOT}> &lt;<@U0OTTO|otto.o>&gt; \ufffc<#C0IDEAS|> <#C0OTHER|muut> <!subteam^S1> <!subteam^S1|@crew> "
        "<!here> <https://a.example/?b=1&amp;c|sivu>"
    )
    await world.interact(message_shortcut(world.response_url, text=text))
    assert isinstance(world.intent, CaptureMessage)
    assert world.intent.text == f"<{MENTION}> {MENTION} #muut {MENTION} @crew here sivu"
    assert world.intent.mentioned == ("@U0OTTO", "#C0IDEAS", "&")


@pytest.mark.parametrize("more", [{"bot_id": "B0OTHER"}, {"team": OTHER}, {"user": None}])
async def test_what_a_bot_or_a_stranger_has_written_has_no_writer(world: World, more: dict[str, Any]) -> None:
    payload = message_shortcut(world.response_url, **more)
    payload["message"] = {name: value for name, value in payload["message"].items() if value is not None}
    await world.interact(payload)
    assert isinstance(world.intent, CaptureMessage)
    assert (world.intent.text, world.intent.writer) == ("spare <keys>", "")


async def test_a_message_of_a_private_chat_comes_from_nowhere(world: World) -> None:
    payload = message_shortcut(world.response_url) | {"channel": {"id": PRIVATE, "name": "directmessage"}}
    await world.interact(payload)
    assert isinstance(world.intent, CaptureMessage)
    assert world.request.place is None


@pytest.mark.parametrize(
    "broken",
    [
        {"message_ts": "1/../2"},
        {"channel": {"id": "C0|x"}},
        {"message": {"user": "<@U1>"}},
        {"message": {"thread_ts": "1&x=2"}},
    ],
)
async def test_a_shortcut_that_slack_never_sends_is_refused(world: World, broken: dict[str, Any]) -> None:
    payload = message_shortcut(world.response_url)
    payload |= {**broken, "message": payload["message"] | broken.get("message", {})}
    assert (await world.interact(payload)).status == 400
    assert world.door.asked == []


async def test_a_shortcut_of_another_version_of_the_app_is_told_to_be_outdated(world: World) -> None:
    await world.interact(message_shortcut(world.response_url) | {"callback_id": "old"})
    assert world.intent == Outdated()


@pytest.mark.parametrize(
    "other",
    [
        {"bot_id": "B0OTHER"},
        {"bot_id": "B0LATU", "user": BOT},
        {"subtype": "message_changed"},
        {"subtype": "message_deleted"},
        {"subtype": "channel_join"},
        {"edited": {"user": AINO, "ts": STAMP}},
        {"hidden": True},
        {"channel_type": "channel"},
        {"channel_type": "mpim"},
    ],
)
async def test_bots_edits_and_talk_among_people_are_not_said_to_the_bot(world: World, other: dict[str, Any]) -> None:
    said = event("message", "help", PRIVATE)
    said["event"] |= {"channel_type": "im", **other}
    assert (await world.event(said)).status == 200
    assert world.door.asked == []


async def test_a_repeated_event_keeps_its_id_so_that_the_second_changes_nothing(world: World) -> None:
    """The trap: Slack sends an event again, and Bolt handles it again."""
    for _ in range(2):
        await world.event(event("app_mention", "help", event_id="Ev77"), **{"X-Slack-Retry-Num": "1"})
    assert [request.delivery for _, request in world.door.asked] == ["Ev77", "Ev77"]


async def test_a_button_of_a_card_brings_its_intent_and_the_clicked_copy(world: World) -> None:
    await world.interact(click(encode(Support(7)), world.response_url))
    assert world.intent == Support(7)
    assert world.request.message == f"{CHANNEL}:{STAMP}"
    assert world.request.subject == Subject("idea", 7)
    assert world.request.caller == Caller(OWN)
    assert world.request.place == IDEAS


async def test_a_button_beside_a_line_of_a_report_belongs_to_the_report(world: World) -> None:
    await world.interact(click(encode(Support(7)), world.response_url, block_id="digest:3#2"))
    assert world.request.subject == Subject("digest", 3)


async def test_a_button_of_a_private_answer_has_no_copy(world: World) -> None:
    await world.interact(click(encode(Support(7)), world.response_url, ephemeral=True))
    assert world.intent == Support(7)
    assert world.request.message is None
    assert world.request.subject is None


async def test_the_person_comes_from_slack_and_never_from_the_button(world: World) -> None:
    """The trap: whatever a button carries can be forged."""
    await world.interact(click('["Support",{"idea":7,"user":"U0BOSS"}]', world.response_url))
    assert world.intent == Outdated()
    assert world.request.caller == Caller(OWN)


@pytest.mark.parametrize(
    "value", ["", "idea:7", "[]", '["Unfold",{}]', '["Support",{"idea":99999999999999999999}]', None]
)
async def test_a_button_that_means_nothing_any_more_is_answered_in_private(world: World, value: str | None) -> None:
    """The trap: a number that is too large for the database, or an old button, is a 500."""
    world.door.reply = Reply(Notice(plain("Not any more"), "refused"))
    payload = click("", world.response_url) | {"actions": [button(value or "")]}
    assert (await world.interact(payload)).status == 200
    assert (await world.until("hooks"))["response_type"] == "ephemeral"
    assert world.intent == Outdated()


async def test_a_sent_form_is_one_intent_with_every_kind_of_answer(world: World) -> None:
    await world.interact(
        submission(
            encode(ShareIdea(anyway=True)),
            {
                "title": typed_text("Spare keys"),
                "about": typed_text(None),
                "unit": {"type": "static_select", "selected_option": {"value": "3"}},
                "benefits": {"type": "checkboxes", "selected_options": [{"value": "staff"}, {"value": "society"}]},
                "origin": {"type": "radio_buttons", "selected_option": None},
                "name": {"type": "radio_buttons", "selected_option": {"value": "anonymous"}},
            },
        )
    )
    shared = ShareIdea("Spare keys", "", 3, ("staff", "society"), "own", name="anonymous", anyway=True)
    assert world.intent == shared
    assert world.request.delivery
    assert world.request.delivery.startswith("V0FORM:h1:")
    assert world.request.place is None


async def test_a_corrected_form_is_another_delivery_than_the_one_with_the_error(world: World) -> None:
    for code in ("WRONG", "RIGHT", "RIGHT"):
        await world.interact(submission(encode(Join()), {"code": typed_text(code)}))
    wrong, right, again = (request.delivery for _, request in world.door.asked)
    assert wrong != right == again


async def test_a_sent_form_knows_the_channel_where_it_was_opened_and_its_days(world: World) -> None:
    values = {"until": {"type": "datepicker", "selected_date": "2026-12-24"}, "what": typed_text("We walk")}
    await world.interact(submission(encode(StartExperiment(7)) + f"\n{CHANNEL} ideas", values))
    assert world.intent == StartExperiment(7, "We walk", date(2026, 12, 24))
    assert world.request.place == IDEAS


@pytest.mark.parametrize("metadata", ["", "x", encode(Support(7)), encode(OpenSettings())])
async def test_a_sent_form_that_builds_nothing_is_400(world: World, metadata: str) -> None:
    assert (await world.interact(submission(metadata, {}))).status == 400
    assert world.door.asked == []


@pytest.mark.parametrize(
    "element", [typed_text("x"), {"type": "static_select", "selected_option": {"value": "sv; drop"}}, {"type": "file"}]
)
async def test_an_answer_that_the_form_does_not_offer_is_400(world: World, element: dict[str, object]) -> None:
    assert (await world.interact(submission(encode(SaveSettings()), {"language": element}))).status == 400
    assert (await world.interact(submission(encode(SaveSettings()), {"person": typed_text("x")}))).status == 400
    assert world.door.asked == []


async def test_more_questions_keep_what_is_typed(world: World) -> None:
    action = button(None, action_id="latu:more")
    await world.interact(click_in_view(encode(ShareIdea(kind="need")), {"title": typed_text("Keys")}, action))
    assert world.intent == Unfold(ShareIdea("Keys", kind="need", more=True))


async def test_a_button_in_a_form_brings_its_own_intent(world: World) -> None:
    await world.interact(click_in_view(encode(ShareIdea()), {}, button(encode(Support(7)))))
    assert world.intent == Support(7)
    assert world.request.message is None
    assert world.request.subject is None


async def test_a_menu_that_searches_finds_nothing_yet(world: World) -> None:
    asked = {**interaction("block_suggestion"), "action_id": "answer", "block_id": "unit", "value": "a"}
    assert (await world.interact(asked)).status == 200
    assert world.door.asked == []


@pytest.mark.parametrize(
    "other",
    [
        {"team": OTHER},
        {"user_team": OTHER},
        {"source_team": OTHER},
        {"user_team": "E0GRID"},
        {"user_profile": {"team": OTHER}},
        {"user_profile": {"is_restricted": True}},
        {"user_profile": {"is_ultra_restricted": True}},
        {"user_profile": {"is_stranger": True}},
    ],
)
async def test_people_of_connected_workspaces_and_guests_get_no_answer_to_a_mention_sl34(
    world: World, other: dict[str, Any]
) -> None:
    assert (await world.event(event("app_mention", "help", **other))).status == 200
    assert world.door.asked == []
    assert world.api.of("chat.postEphemeral") == []


async def test_a_click_from_a_connected_workspace_is_refused_in_private(world: World) -> None:
    await world.interact(click(encode(Support(7)), world.response_url, home=OTHER))
    told = await world.until("hooks")
    assert told["response_type"] == "ephemeral"
    assert told["replace_original"] is False
    assert world.door.asked == []


async def test_a_form_sent_from_a_connected_workspace_is_refused_above_the_form(world: World) -> None:
    payload = submission(encode(SaveSettings()), {})
    payload["view"]["app_installed_team_id"] = OTHER
    assert (await world.interact(payload)).status == 200
    assert world.door.asked == []


async def test_five_hundred_clicks_at_once_are_all_handed_in(world: World) -> None:
    payload = click(encode(Support(7)), world.response_url)
    answers = await asyncio.gather(*(world.interact(payload) for _ in range(500)))
    assert {answer.status for answer in answers} == {200}
    assert len(world.door.asked) == 500


async def test_names_with_characters_that_no_database_takes_are_cleaned(world: World) -> None:
    """The trap: PostgreSQL refuses NUL, in names too."""
    payload = click(encode(Support(7)), world.response_url)
    payload["channel"]["name"] = "\0" * 5 + "x" * 900
    payload["trigger_id"] = "1\0.2"
    await world.interact(payload)
    assert world.request.delivery == "1.2"
    assert world.request.place is not None
    assert world.request.place.name == "x" * 80
