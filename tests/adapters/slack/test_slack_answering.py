"""What the one who asked is shown, and where."""

import asyncio
import json
from typing import Any
from urllib.parse import urlencode

import pytest
from aiohttp import web
from structlog.testing import capture_logs

from bot.intents import Fills, ShareIdea, Support, WriteIdea, decode, encode
from bot.model import Subject
from bot.replies import Reply
from bot.views.kinds import Button, Card, Form, Line, Notice, Offer, Paragraph, Report, Section, Shown
from bot.views.refusals import missing
from bot.views.text import plain, say
from tests.adapters.slack.workspace import (
    AINO,
    CHANNEL,
    GUEST,
    PRIVATE,
    SECRET,
    STAMP,
    TEAM,
    World,
    button,
    click,
    click_in_view,
    event,
    signed,
    slash,
    submission,
    typed_text,
    validated,
    validated_view,
)

NOTICE = Notice(say("Thank you."), "done", (Button(say("Take back"), Support(7)),))
REFUSED = Notice(say("This idea is already decided. The reason is on the card."), "refused")
CARD = Card(Subject("idea", 7), plain("Keys"))
REPORT = Report(say("My page"), (Section(say("My ideas"), ()),))
SHORT: dict[str, Any] = {"ok": False, "error": "expired_trigger_id"}


def form(builds: Fills | None = None, **other: Any) -> Form:
    fields = (Line("title", say("The idea in one sentence"), required=True),)
    more = (Paragraph("about", say("What does not work now, and for whom?")),)
    return Form(say("Share an idea"), builds or ShareIdea(), fields, say("Share an idea"), more=more, **other)


async def body_of(world: World, raw: bytes) -> Any:
    async with world.session.post(world.bot.make_url("/slack/events"), data=raw, headers=signed(raw)) as answer:
        assert answer.status == 200
        text = await answer.text()
        return json.loads(text) if text else ""


async def submitted(world: World, shown: Shown | None, **values: Any) -> Any:
    world.door.reply = Reply(shown)
    payload = submission(encode(ShareIdea()) + f"\n{CHANNEL} ideas", {"title": typed_text("Keys"), **values})
    return await body_of(world, urlencode({"payload": json.dumps(payload)}).encode())


@pytest.mark.parametrize("shown", [NOTICE, CARD, REPORT])
async def test_a_command_is_answered_in_the_acknowledgement_itself(world: World, shown: Shown) -> None:
    world.door.reply = Reply(shown)
    answer = await body_of(world, urlencode(slash("x", "/latu", world.response_url)).encode())
    assert answer["response_type"] == "ephemeral"
    assert answer["text"]
    validated(answer["blocks"])


async def test_a_command_without_anything_to_show_is_acknowledged_in_silence(world: World) -> None:
    assert await body_of(world, urlencode(slash("x", "/latu", world.response_url)).encode()) == ""


async def test_a_form_is_opened_right_after_the_acknowledgement_and_carries_its_channel(world: World) -> None:
    world.door.reply = Reply(form(ShareIdea("Keys", kind="need")))
    await world.command("Keys")
    opened = await world.until("views.open")
    assert opened["trigger_id"] == "1.2.three"
    view = json.loads(opened["view"]) if isinstance(opened["view"], str) else opened["view"]
    validated_view(view)
    assert view["blocks"][0]["element"]["initial_value"] == "Keys"
    intent, place = view["private_metadata"].split("\n")
    assert decode(intent) == ShareIdea(kind="need")
    assert place == f"{CHANNEL} ideas"


async def test_the_acknowledgement_waits_for_no_call_to_slack_sl06(world: World) -> None:
    """The trap: Slack waits three seconds; and a call for each click makes all clicks wait."""
    world.api.silent = True
    world.door.reply = Reply(form())
    assert (await world.command("Keys")).status == 200
    world.door.reply = Reply(NOTICE)
    assert (await world.interact(click(encode(Support(7)), world.response_url))).status == 200
    assert (await world.event(event("app_mention", "help"))).status == 200
    await world.until("users.info")
    await world.until("hooks")
    await world.until("chat.postEphemeral")
    world.api.silent = False
    await world.until("views.open")


async def test_a_form_that_does_not_open_is_offered_again_with_the_text_in_it(world: World) -> None:
    """The trap: what opens a form is good for three seconds, and for one form."""
    world.api.answers["views.open"] = SHORT
    world.door.reply = Reply(form())
    await world.command("Spare keys")
    told = await world.until("hooks")
    validated(told["blocks"])
    again = told["blocks"][-1]["elements"][0]
    assert decode(again["value"]) == WriteIdea("Spare keys")


async def test_a_click_in_a_message_is_answered_in_private_and_the_message_stays_sl20(world: World) -> None:
    world.door.reply = Reply(NOTICE)
    await world.interact(click(encode(Support(7)), world.response_url))
    told = await world.until("hooks")
    assert told["response_type"] == "ephemeral"
    assert told["replace_original"] is False
    validated(told["blocks"])


async def test_a_private_answer_that_slack_does_not_take_now_is_sent_again_and_all_else_waits_sl25(
    world: World,
) -> None:
    busy = iter([web.Response(status=429, headers={"Retry-After": "1"})])
    world.api.answers["hooks"] = lambda: next(busy, web.Response())
    world.door.reply = Reply(NOTICE)
    await world.interact(click(encode(Support(7)), world.response_url))
    async with asyncio.timeout(60):
        while len(world.api.of("hooks")) < 2:
            await asyncio.sleep(0.02)
    assert world.door.waits == [("slack", TEAM, 1.0)]


async def test_a_failed_private_answer_does_not_undo_the_acknowledgement_sl20(world: World) -> None:
    """The trap: what raises after the acknowledgement makes it a 500."""
    world.api.answers["hooks"] = web.Response(status=404)
    world.door.reply = Reply(NOTICE)
    with capture_logs() as logs:
        assert (await world.interact(click(encode(Support(7)), world.response_url))).status == 200
        await world.until("hooks")
        while not logs:
            await asyncio.sleep(0.005)
    assert AINO not in str(logs)
    assert logs[0]["event"] == "slack_answer_not_shown"


async def test_a_reply_that_cannot_be_drawn_does_not_undo_the_acknowledgement(world: World) -> None:
    """The trap: an error soon after the acknowledgement loses it, though all is stored."""
    world.door.reply = Reply(Notice(say("{missing}")))
    assert (await world.command("x", "/latu")).status == 200
    assert (await world.interact(click(encode(Support(7)), world.response_url))).status == 200


async def test_an_answer_follows_no_redirect_to_another_host(world: World) -> None:
    world.api.answers["hooks"] = lambda: web.Response(status=302, headers={"Location": "/api/stolen"})
    world.door.reply = Reply(NOTICE)
    await world.interact(click(encode(Support(7)), world.response_url))
    await world.until("hooks")
    assert world.api.of("stolen") == []


async def test_a_mention_is_answered_to_its_writer_only_in_the_same_thread(world: World) -> None:
    world.door.reply = Reply(NOTICE)
    await world.event(event("app_mention", "help", thread_ts=STAMP))
    told = await world.until("chat.postEphemeral")
    assert (told["channel"], told["user"], told["thread_ts"]) == (CHANNEL, AINO, STAMP)


async def test_a_private_message_is_answered_where_it_was_written(world: World) -> None:
    world.door.reply = Reply(NOTICE)
    await world.event(event("message", "help", PRIVATE, channel_type="im"))
    told = await world.until("chat.postMessage")
    assert told["channel"] == PRIVATE
    assert told["text"] == "Thank you."
    assert told["unfurl_links"] in {False, "0", "false"}


async def test_a_wrong_answer_appears_at_its_question_sl18(world: World) -> None:
    """The trap: a form that is only acknowledged closes, and takes the typed text with it."""
    shown = form(ShareIdea("Keys"), errors={"title": say("Write something here first.")})
    answer = await submitted(world, shown)
    assert answer == {"response_action": "errors", "errors": {"title": "Write something here first."}}


async def test_a_form_with_other_questions_replaces_the_sent_one_and_says_what_is_wrong(world: World) -> None:
    shown = form(ShareIdea("Keys", more=True), errors={"about": say("Write something here first.")})
    answer = await submitted(world, shown)
    assert answer["response_action"] == "update"
    validated_view(answer["view"])
    assert "Write something here first." in json.dumps(answer)


async def test_similar_ideas_are_the_same_form_again_with_offers_above_it(world: World) -> None:
    offer = Offer(say("The same thought may already be here."), Button(say("Support"), Support(3)))
    answer = await submitted(world, form(ShareIdea("Keys", anyway=True), offers=(offer,)))
    assert answer["response_action"] == "update"
    validated_view(answer["view"])
    assert answer["view"]["blocks"][0]["accessory"]["value"] == encode(Support(3))
    assert decode(answer["view"]["private_metadata"].split("\n")[0]) == ShareIdea(anyway=True)


@pytest.mark.parametrize("shown", [NOTICE, CARD, REPORT])
async def test_a_sent_form_ends_with_what_happened_and_nothing_left_to_send(world: World, shown: Shown) -> None:
    answer = await submitted(world, shown)
    assert answer["response_action"] == "update"
    validated_view(answer["view"])
    assert "submit" not in answer["view"]


async def test_a_no_to_a_sent_form_comes_above_it_so_that_the_text_stays_sl18(world: World) -> None:
    answer = await submitted(world, REFUSED)
    assert answer["response_action"] == "push"
    validated_view(answer["view"])


async def test_a_sent_form_with_nothing_to_show_closes(world: World) -> None:
    assert await submitted(world, None) == {"response_action": "clear"}


async def test_further_questions_open_in_the_same_form(world: World) -> None:
    world.door.reply = Reply(form(ShareIdea("Keys", more=True)))
    more = button(None, action_id="latu:more")
    await world.interact(click_in_view(encode(ShareIdea()), {"title": typed_text("Keys")}, more))
    updated = await world.until("views.update")
    view = json.loads(updated["view"]) if isinstance(updated["view"], str) else updated["view"]
    assert (updated["view_id"], updated["hash"]) == ("V0FORM", "h1")
    validated_view(view)
    assert [block["block_id"] for block in view["blocks"]] == ["title", "about"]
    assert view["blocks"][0]["element"]["initial_value"] == "Keys"


async def test_a_form_that_another_one_leads_to_begins_empty_and_its_errors_find_it(world: World) -> None:
    """The trap: Slack keeps what was typed where block and action ids stay, also of a form that was sent."""
    world.door.reply = Reply(form(ShareIdea(more=True)))
    await world.interact(click_in_view(encode(ShareIdea()), {}, button(encode(WriteIdea()))))
    updated = await world.until("views.update")
    view = json.loads(updated["view"]) if isinstance(updated["view"], str) else updated["view"]
    names = [block["block_id"] for block in view["blocks"]]
    assert names == ["title#h1", "about#h1"]
    world.door.reply = Reply(form(ShareIdea(more=True), errors={"title": missing()}))
    payload = submission(encode(ShareIdea()), {one: typed_text("Bench") for one in names})
    sent = await body_of(world, urlencode({"payload": json.dumps(payload)}).encode())
    assert set(sent["errors"]) == {"title#h1"}
    assert world.intent == ShareIdea("Bench", "Bench")


async def test_a_button_in_a_form_is_answered_in_the_modal(world: World) -> None:
    world.door.reply = Reply(NOTICE)
    await world.interact(click_in_view(encode(ShareIdea()), {}, button(encode(Support(7)))))
    assert (await world.until("views.update"))["view_id"] == "V0FORM"


async def test_a_no_to_a_button_in_a_form_comes_above_it_so_that_the_text_stays(world: World) -> None:
    world.door.reply = Reply(REFUSED)
    await world.interact(click_in_view(encode(ShareIdea()), {}, button(encode(Support(7)))))
    await world.until("views.push")
    assert world.api.of("views.update") == []


async def test_a_guest_is_found_out_after_the_acknowledgement_and_before_the_form_and_then_refused_at_once(
    world: World,
) -> None:
    world.api.users[GUEST] = {"is_ultra_restricted": True, "locale": "sv-SE"}
    world.door.reply = Reply(form())
    await world.command("Keys", user_id=GUEST)
    assert (await world.until("hooks"))["response_type"] == "ephemeral"
    assert world.api.of("views.open") == []
    assert len(world.door.asked) == 1
    await world.interact(click(encode(Support(7)), world.response_url, user=GUEST))
    await world.until("hooks", 2)
    await world.interact(submission(encode(ShareIdea()), {}, user=GUEST))
    await world.event(event("app_mention", "help", user=GUEST))
    await world.until("chat.postEphemeral")
    assert len(world.door.asked) == 1
    assert len(world.api.of("users.info")) == 1


async def test_a_member_is_looked_up_once_a_day_and_never_for_a_click(world: World) -> None:
    world.door.reply = Reply(NOTICE)
    await world.interact(click(encode(Support(7)), world.response_url))
    await world.until("hooks")
    assert world.api.of("users.info") == []
    world.door.reply = Reply(form())
    await world.command("Keys")
    await world.until("views.open")
    await world.command("Keys")
    await world.until("views.open", 2)
    assert len(world.api.of("users.info")) == 1


async def test_a_form_opens_also_when_slack_does_not_say_who_asks(world: World) -> None:
    world.api.answers["users.info"] = {"ok": False, "error": "ratelimited"}
    world.door.reply = Reply(form())
    await world.command("Keys")
    await world.until("views.open")


async def test_nothing_of_people_is_logged_at_any_level_sl37(world: World, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    secrets = (AINO, CHANNEL, "Spare keys", "aino.virtanen", "xoxb", SECRET, "1.2.three")
    with capture_logs() as logs:
        world.door.reply = Reply(form(ShareIdea("Spare keys")))
        await world.command("Spare keys")
        await world.until("views.open")
        world.api.answers["views.open"] = SHORT
        await world.command("Spare keys")
        await world.until("hooks")
        world.door.failure = ValueError("Spare keys")
        await world.command("Spare keys")
        await world.event({**event("app_mention", "Spare keys"), "event": {"type": "message", "text": "Spare keys"}})
        await world.event(event("unknown", "Spare keys"))
    told = "\n".join(record.getMessage() for record in caplog.records if record.name != "asyncio") + str(logs)
    assert "slack_request_failed" in told
    assert not [secret for secret in secrets if secret in told]
