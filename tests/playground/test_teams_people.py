"""People in the local Teams tenant meet what Teams shows: cards, dialogs, answers for them alone."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import web

from playground.teams import Undelivered
from tests.playground.teams_app import (
    AINO,
    BERT,
    GUEST,
    IDEAS,
    OLGA,
    QUIET,
    Stage,
    block,
    card,
    execute,
    message,
    says,
    shows,
    stage,
    submit,
)
from tests.ports import free_port


@pytest_asyncio.fixture
async def scene() -> AsyncIterator[Stage]:
    async with stage() as made:
        yield await made.at_home()


async def test_without_a_mention_the_bot_hears_nothing(scene: Stage) -> None:
    heard = len(scene.heard)
    await scene.tenant.write(AINO.id, IDEAS, "between us")
    assert len(scene.heard) == heard
    await scene.tenant.write(BERT.id, IDEAS, "help", mention=True, under=scene.tenant.seen(IDEAS)[0].id)
    assert scene.last["text"] == "<at>Latu</at> help"
    root = scene.tenant.seen(IDEAS)[0].id
    assert scene.last["conversation"]["id"] == f"{IDEAS};messageid={root}"


async def test_only_members_write_in_a_channel(scene: Stage) -> None:
    with pytest.raises(LookupError, match="not in this channel"):
        await scene.tenant.write(BERT.id, QUIET, "hello")


async def test_writing_to_the_bot_adds_it_first(scene: Stage) -> None:
    heard = len(scene.heard)
    await scene.tenant.write_privately(GUEST.id, "hi")
    assert [activity["type"] for activity in scene.heard[heard:]] == [
        "conversationUpdate",
        "installationUpdate",
        "message",
    ]
    assert scene.tenant.seen_privately(GUEST.id)[0].text == "hi"


async def test_a_card_is_read_in_order(scene: Stage) -> None:
    facts = {"type": "FactSet", "facts": [{"title": "Support", "value": "**3**"}]}
    words = {"type": "RichTextBlock", "inlines": [{"type": "TextRun", "text": "**as [typed](http://x)**"}]}
    columns = {"type": "ColumnSet", "columns": [{"type": "Column", "items": [block("left")]}]}
    picture = {"type": "Image", "url": "data:image/png;base64,AA==", "altText": "A chart"}
    fold = {"type": "Action.ShowCard", "title": "More", "card": {"type": "AdaptiveCard", "body": [block("inside")]}}
    hung = await scene.post_card(
        IDEAS,
        block("**Bold** _and_ [here](https://example.org)\n\n- one\n- two"),
        words,
        block("hidden", isVisible=False, id="h"),
        {"type": "Container", "items": [facts, columns, picture]},
        {"type": "ActionSet", "actions": [execute("First")]},
        actions=[execute("Second"), fold],
    )
    lines = ("Bold and here", "• one", "• two", "**as [typed](http://x)**", "Support: 3", "left", "A chart")
    assert (hung.lines, hung.buttons) == (lines, ("First", "Second", "More"))
    assert [(found.kind, found.address) for found in scene.tenant.markdown] == [("link", "https://example.org")]
    await scene.tenant.press(AINO.id, hung, "More")
    assert scene.tenant.seen(IDEAS, AINO.id)[0].lines == (*lines, "inside")
    assert scene.tenant.seen(IDEAS, BERT.id)[0].lines == lines


async def test_escaped_markdown_is_only_text(scene: Stage) -> None:
    hung = await scene.post_card(IDEAS, block(r"\[x\]\(http://y\) \*\*z\*\* 2\. a_b_c"))
    assert hung.text == "[x](http://y) **z** 2. a_b_c"
    assert scene.tenant.markdown == []


async def test_a_card_answer_is_for_the_presser_until_the_next_update(scene: Stage) -> None:
    hung = await scene.post_card(IDEAS, block("3 support"), actions=[execute("Support", data={"idea": 7})])
    scene.answers["adaptiveCard/action"] = shows(card(block("You support"), actions=[execute("Take back")]))
    await scene.tenant.press(AINO.id, hung, "Support")
    assert scene.last["value"] == {
        "action": {"type": "Action.Execute", "title": "Support", "verb": "go", "data": {"idea": 7}},
        "trigger": "manual",
    }
    assert scene.last["replyToId"] == hung.id
    mine = scene.tenant.seen(IDEAS, AINO.id)[0]
    assert (mine.text, mine.buttons, mine.only_for) == ("You support", ("Take back",), AINO.id)
    assert scene.tenant.seen(IDEAS, BERT.id) == [hung]
    await scene.call("PUT", f"/conversations/{IDEAS}/activities/{hung.id}", message(card(block("4 support"))))
    assert scene.tenant.seen(IDEAS, AINO.id)[0].text == "4 support"


async def test_a_word_answer_is_for_the_presser_alone(scene: Stage) -> None:
    hung = await scene.post_card(IDEAS, block("Hi"), actions=[execute("Support")])
    error = {"code": "BadRequest", "message": "Not now"}
    scene.answers["adaptiveCard/action"] = {
        "statusCode": 400,
        "type": "application/vnd.microsoft.error",
        "value": error,
    }
    await scene.tenant.press(AINO.id, hung, "Support")
    assert scene.tenant.seen(IDEAS, AINO.id)[-1].text == "Not now"
    scene.answers["adaptiveCard/action"] = says("Thank you")
    await scene.tenant.press(AINO.id, hung, "Support")
    whisper = scene.tenant.seen(IDEAS, AINO.id)[-1]
    assert (whisper.text, whisper.only_for, whisper.under) == ("Thank you", AINO.id, hung.id)
    assert scene.tenant.seen(IDEAS) == [hung]


@pytest.mark.parametrize(
    "answer",
    [
        None,
        "ok",
        {"statusCode": "200", "type": "application/vnd.microsoft.activity.message", "value": "x"},
        {"statusCode": 200, "type": "application/vnd.microsoft.activity.message"},
        {"statusCode": 200, "type": "application/vnd.microsoft.card.adaptive", "value": {"type": "AdaptiveCard"}},
        web.Response(status=501),
        web.Response(text="<html>"),
    ],
)
async def test_an_invalid_answer_to_a_press_is_an_error(scene: Stage, answer: Any) -> None:
    hung = await scene.post_card(IDEAS, block("Hi"), actions=[execute("Support")])
    scene.answers["adaptiveCard/action"] = answer
    with pytest.raises(Undelivered):
        await scene.tenant.press(AINO.id, hung, "Support")


async def test_looking_refreshes_the_cards_that_name_the_reader(scene: Stage) -> None:
    me = scene.tenant.directory.mri(AINO.id)
    refresh = {"action": execute("Refresh", "look"), "userIds": [me]}
    hung = await scene.post_card(IDEAS, block("shared"), refresh=refresh)
    scene.answers["adaptiveCard/action"] = shows(card(block("yours")))
    await scene.tenant.look(BERT.id, IDEAS)
    assert scene.tenant.seen(IDEAS, BERT.id) == [hung]
    await scene.tenant.look(AINO.id, IDEAS)
    assert scene.last["value"]["trigger"] == "automatic"
    assert scene.tenant.seen(IDEAS, AINO.id)[0].text == "yours"


async def test_a_card_that_names_nobody_is_refreshed_once_for_whoever_looks_at_a_small_channel(
    scene: Stage,
) -> None:
    hung = await scene.post_card(IDEAS, block("shared"), refresh={"action": execute("Refresh", "look")})
    scene.answers["adaptiveCard/action"] = shows(card(block("yours")))
    for _ in range(2):
        await scene.tenant.look(BERT.id, IDEAS)
    assert scene.tenant.seen(IDEAS, BERT.id)[0].text == "yours"
    assert scene.tenant.seen(IDEAS, AINO.id) == [hung]
    assert [one.what for one in scene.tenant.traffic].count("invoke adaptiveCard/action") == 1
    crowd = scene.tenant.directory.rooms[IDEAS]
    scene.tenant.directory.rooms[IDEAS] = replace(crowd, members=tuple(f"p{number}" for number in range(61)))
    await scene.tenant.look(AINO.id, IDEAS)
    assert scene.tenant.seen(IDEAS, AINO.id) == [hung]


async def test_the_inputs_of_a_card_travel_with_its_buttons(scene: Stage) -> None:
    why = {"type": "Input.Text", "id": "why", "label": "Why"}
    hung = await scene.post_card(scene.chat(AINO), why, actions=[submit("Send", {"intent": "x"})])
    scene.tenant.fill_in(AINO.id, hung, {"Why": "because"})
    await scene.tenant.press(AINO.id, hung, "Send")
    assert (scene.last["type"], scene.last["value"]) == ("message", {"intent": "x", "why": "because"})


async def test_an_offered_file_is_uploaded_once_allowed(scene: Stage) -> None:
    content = {"description": "All ideas", "sizeInBytes": 4, "acceptContext": {"file": "7"}}
    offer = {"contentType": "application/vnd.microsoft.teams.card.file.consent", "name": "i.xlsx", "content": content}
    await scene.post(scene.chat(AINO), {"type": "message", "attachments": [offer]})
    shown = scene.tenant.seen_privately(AINO.id)[0]
    assert (shown.lines, shown.buttons) == (("i.xlsx", "All ideas"), ("Allow", "Decline"))
    scene.answers["fileConsent/invoke"] = {}
    await scene.tenant.press(AINO.id, shown, "Allow")
    place = scene.last["value"]["uploadInfo"]
    headers = {"Content-Range": "bytes 0-3/4"}
    async with scene.session.put(place["uploadUrl"], data=b"file", headers=headers) as response:
        assert response.status == 201
    assert scene.tenant.uploads[place["uniqueId"]] == b"file"
    async with scene.session.put(place["uploadUrl"], data=b"file", headers=headers) as response:
        assert response.status == 404


@pytest.mark.parametrize("broken", [{"name": ""}, {"content": {"sizeInBytes": "4"}}, {"content": None}])
async def test_an_offer_of_another_shape_is_refused(scene: Stage, broken: dict[str, Any]) -> None:
    content = {"description": "All ideas", "sizeInBytes": 4}
    offer = {"contentType": "application/vnd.microsoft.teams.card.file.consent", "name": "i.xlsx", "content": content}
    activity = {"type": "message", "attachments": [offer | broken]}
    status, _ = await scene.call("POST", f"/conversations/{scene.chat(AINO)}/activities", activity)
    assert status == 400


async def test_what_an_admin_undoes_is_told_and_holds(scene: Stage) -> None:
    await scene.tenant.leave_team(BERT.id, by=AINO.id)
    assert [one["aadObjectId"] for one in scene.last["membersRemoved"]] == [BERT.id]
    with pytest.raises(LookupError, match="not in this channel"):
        await scene.tenant.write(BERT.id, IDEAS, "hi")
    await scene.tenant.delete_channel(AINO.id, IDEAS)
    await scene.tenant.restore_channel(AINO.id, IDEAS)
    assert scene.last["channelData"]["eventType"] == "channelRestored"
    await scene.tenant.write(AINO.id, IDEAS, "hi")
    assert [one.text for one in scene.tenant.seen(IDEAS)] == ["hi"]


async def test_a_bot_that_is_away_is_an_error_for_the_person(scene: Stage) -> None:
    hung = await scene.post_card(IDEAS, block("Hi"), actions=[execute("Support")])
    scene.tenant.messaging_endpoint = f"http://127.0.0.1:{free_port()}/"
    with pytest.raises(Undelivered, match="not reached"):
        await scene.tenant.press(AINO.id, hung, "Support")


async def test_a_button_for_something_that_teams_does_not_know_is_an_error(scene: Stage) -> None:
    strange = submit("Sign in", {"msteams": {"type": "signin", "value": "x"}})
    hung = await scene.post_card(IDEAS, block("Hi"), actions=[strange])
    heard = len(scene.heard)
    with pytest.raises(Undelivered, match="'signin'"):
        await scene.tenant.press(AINO.id, hung, "Sign in")
    assert len(scene.heard) == heard


async def test_a_button_that_is_not_there_or_greyed_out_cannot_be_pressed(scene: Stage) -> None:
    grey = execute("Oppose", isEnabled=False)
    with pytest.raises(LookupError, match="greyed out"):
        await scene.tenant.press(OLGA.id, await scene.post_card(IDEAS, block("Hi"), actions=[grey]), "Oppose")
    hung = await scene.post_card(IDEAS, block("Hi"), actions=[execute("Support")])
    with pytest.raises(LookupError, match="only \\['Support'\\]"):
        await scene.tenant.press(OLGA.id, hung, "Oppose")
