"""Actors press and type what people would, wait for the answer, and say when it is not the one they need."""

import asyncio
from typing import Any

import pytest

from bot.views.text import say
from playground.acting import Actor
from playground.people import KAISA, MAIJA, OLAVI
from playground.shelf import Shelf
from playground.waiting import until
from tests.playground import slack_app, teams_app
from tests.playground.slack_app import actions, asks, plain, section
from tests.playground.visiting import Studio

QUESTION = say("The idea in one sentence")


def actor(both: Studio) -> Actor:
    return Actor(both.slack.workspace, slack_app.AINO.id, "en")


def test_who_is_not_in_a_chat_cannot_act_there(both: Studio) -> None:
    for chat, who in ((both.slack.workspace, OLAVI.slack), (both.teams.tenant, KAISA.teams)):
        with pytest.raises(LookupError, match=f"not in {chat.name}"):
            Actor(chat, who, "en")
    assert Actor(both.slack.workspace, MAIJA.slack, "fi").words(say("Home care")) == "Kotihoito"


async def test_a_form_that_is_not_taken_is_no_success(both: Studio) -> None:
    aino, field = actor(both), asks("title", "The idea in one sentence", {"type": "plain_text_input"})
    await both.slack.show_modal(field)
    with pytest.raises(AssertionError, match="not taken"):
        await aino.submit((QUESTION, ""))
    both.slack.bot.answer = {"response_action": "errors", "errors": {"title": "Say more"}}
    with pytest.raises(AssertionError, match="Say more"):
        await aino.submit((QUESTION, "x"))
    both.slack.bot.answer = {}
    await aino.submit((QUESTION, "A walk"))
    assert both.slack.bot.clicks[-1]["view"]["state"]["values"]["title"]["answer"]["value"] == "A walk"
    with pytest.raises(LookupError):
        aino.fill((QUESTION, "nothing is open"))


async def test_a_form_is_waited_for_and_all_of_it_is_put_away(both: Studio) -> None:
    aino, field = actor(both), asks("title", "The idea in one sentence", {"type": "plain_text_input"})
    assert aino.chat.dialog(aino.who) is None
    sending = asyncio.create_task(aino.submit((QUESTION, "A walk")))
    await asyncio.sleep(0)
    assert not sending.done()
    await both.slack.show_modal(field)
    both.slack.bot.answer = {"response_action": "push", "view": pushed("Thank you")}
    await sending
    thanks = aino.chat.dialog(aino.who)
    assert thanks
    assert not thanks.questions, "what is on top asks nothing"
    aino.close()
    assert aino.chat.dialog(aino.who) is None


def pushed(title: str) -> dict[str, Any]:
    return {"type": "modal", "title": plain(title), "blocks": [section("x")]}


async def test_the_newest_message_with_a_button_is_the_one_that_is_pressed(both: Studio) -> None:
    aino, label = actor(both), say("Try again")
    assert aino.latest(slack_app.IDEAS, "Try again") is None
    for number in (1, 2):
        await both.slack.post(section(str(number)), actions("Try again"))
    await both.slack.post(section("without"))
    found = aino.latest(slack_app.IDEAS, "Try again")
    assert found
    assert found.lines == ("2",)
    await aino.press(found, label)
    assert both.slack.bot.clicks[-1]["message"]["ts"] == found.id
    with pytest.raises(LookupError, match="no button"):
        await aino.press(found, say("Cancel"))


async def test_a_private_question_is_found_by_what_it_is_about(both: Studio) -> None:
    aino = Actor(both.teams.tenant, teams_app.AINO.id, "en")
    for title in ("A walk", "A bench", "A walk"):
        await both.teams.post_card(
            both.teams.chat(teams_app.AINO),
            teams_app.block(f"How is {title}?"),
            actions=[teams_app.execute("Yes")],
        )
    asked = aino.asked("A walk", say("Yes"))
    assert asked
    assert asked.id == both.teams.tenant.seen_privately(teams_app.AINO.id)[-1].id
    assert aino.asked("A tree", say("Yes")) is None
    assert aino.asked("A walk", say("No")) is None


async def test_what_never_comes_is_not_waited_for_without_end() -> None:
    with pytest.raises(TimeoutError):
        await until(lambda: None, seconds=0.1)


async def test_what_a_chat_remembers_can_hold_any_text_that_an_app_sends(tmp_path: Any) -> None:
    kept = {"text": "half \ud83d and whole 😀"}
    shelf = Shelf(tmp_path / "chat.json", lambda: kept)
    shelf.write()
    assert shelf.load() == kept
    assert "😀" in (tmp_path / "chat.json").read_text("utf-8", "surrogatepass")
