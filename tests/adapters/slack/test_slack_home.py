"""The Home tab: one's own page, drawn when it is looked at and after what is done there."""

import asyncio
import json
from typing import Any

from bot.intents import MyPage, ShareIdea, Support, WriteIdea, encode
from bot.replies import Reply
from bot.views.kinds import Form, Line, Notice, Report, Section
from bot.views.text import say
from tests.adapters.slack.workspace import (
    AINO,
    PRIVATE,
    TEAM,
    World,
    button,
    click_in_view,
    event,
    interaction,
    submission,
    typed_text,
    validated_view,
)

PAGE = Report(say("My page"), (Section(say("My ideas"), ()),))
FORM = Form(say("Share an idea"), ShareIdea(), (Line("title", say("Title"), required=True),), say("Share an idea"))


def looks(tab: str = "home", **other: Any) -> dict[str, Any]:
    return event("app_home_opened", "", PRIVATE, tab=tab, **other)


def pressed(value: str) -> dict[str, Any]:
    tab = {"id": "V0HOME", "type": "home", "team_id": TEAM, "hash": "h1", "private_metadata": "", "blocks": []}
    container = {"type": "view", "view_id": "V0HOME"}
    return {**interaction("block_actions"), "container": container, "view": tab, "actions": [button(value)]}


def drawn(asked: dict[str, Any]) -> dict[str, Any]:
    view: dict[str, Any] = json.loads(asked["view"]) if isinstance(asked["view"], str) else asked["view"]
    validated_view(view)
    return view


async def test_whoever_looks_at_the_home_tab_finds_their_own_page_sl10(world: World) -> None:
    world.door.reply = Reply(PAGE)
    await world.event(looks(view={"hash": "h0", "type": "home", "private_metadata": ""}))
    published = await world.until("views.publish")
    assert world.intent == MyPage()
    assert world.request.caller.own.id == published["user_id"] == AINO
    assert world.request.place is None
    assert published["hash"] == "h0"
    assert drawn(published)["type"] == "home"


async def test_what_was_drawn_meanwhile_stays_and_is_not_tried_again(world: World) -> None:
    """The trap: whoever draws the Home tab without its hash may draw over what is newer."""
    world.api.answers["views.publish"] = {"ok": False, "error": "hash_conflict"}
    world.door.reply = Reply(PAGE)
    await world.event(looks(view={"hash": "h0", "type": "home", "private_metadata": ""}))
    await world.until("views.publish")
    await asyncio.sleep(0.05)
    assert len(world.api.of("views.publish")) == 1


async def test_the_messages_tab_asks_for_nothing(world: World) -> None:
    await world.event(looks("messages"))
    assert world.door.asked == []


async def test_a_button_of_the_home_tab_is_answered_in_a_modal_and_the_tab_is_drawn_anew_sl09(world: World) -> None:
    world.door.reply = Reply(Notice(say("Thank you."), "done"))
    await world.interact(pressed(encode(Support(7))))
    opened = await world.until("views.open")
    assert drawn(opened)["private_metadata"] == "\nHOME"
    await world.until("views.publish")
    assert [one for one, _ in world.door.asked] == [Support(7), MyPage()]


async def test_a_form_opened_from_the_home_tab_draws_it_anew_once_it_is_sent(world: World) -> None:
    world.door.reply = Reply(FORM)
    await world.interact(pressed(encode(WriteIdea())))
    metadata = drawn(await world.until("views.open"))["private_metadata"]
    assert world.api.of("views.publish") == []
    world.door.reply = Reply(Notice(say("Thank you."), "done"))
    await world.interact(submission(metadata, {"title": typed_text("Keys")}))
    assert world.intent in (ShareIdea("Keys"), MyPage())
    assert world.door.asked[1][1].place is None
    await world.until("views.publish")
    await world.interact(click_in_view(metadata, {}, button(encode(Support(7)))))
    await world.until("views.publish", 2)


async def test_a_form_that_does_not_open_from_there_is_offered_in_the_persons_own_chat(world: World) -> None:
    world.api.answers["views.open"] = {"ok": False, "error": "expired_trigger_id"}
    world.door.reply = Reply(FORM)
    await world.interact(pressed(encode(WriteIdea())))
    told = await world.until("chat.postMessage")
    assert told["channel"] == AINO
