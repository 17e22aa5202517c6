"""The Teams-like pane: what one person sees, and that nobody sees or does more than they could in Teams."""

from typing import Any

import pytest

from bot.views.text import read
from playground.page.asking import impossible, undelivered
from tests.playground.teams_app import (
    AINO,
    BERT,
    GUEST,
    IDEAS,
    QUIET,
    block,
    card,
    dialog,
    execute,
    message,
    opens,
    says,
    shows,
    submit,
)
from tests.playground.visiting import Studio

NO = read(impossible(), "sv")
WHY: dict[str, Any] = {"type": "Input.Text", "id": "why", "label": "Why"}
KIND: dict[str, Any] = {"type": "Input.ChoiceSet", "id": "kind", "label": "Kind", "choices": []}
KIND["choices"] = [{"title": one, "value": one.lower()} for one in ("Small", "Big")]
LIKE: dict[str, Any] = {"type": "Input.ChoiceSet", "id": "like", "label": "Like", "choices": []}
LIKE["choices.data"] = {"type": "Data.Query", "dataset": "ideas"}
FOUND = {"results": [{"title": "Fewer meetings", "value": "7"}]}
HITS = {"statusCode": 200, "type": "application/vnd.microsoft.search.searchResponse", "value": FOUND}


def chat(both: Studio, human: Any = AINO) -> str:
    return both.teams.chat(human)


async def rooms(both: Studio, who: str, room: str = "") -> dict[str, Any]:
    return {one["id"]: one for one in (await both.visitor.sees("teams", who, room))["rooms"]}


async def messages(both: Studio, who: str, room: str = IDEAS) -> list[Any]:
    return list((await both.visitor.sees("teams", who, room))["messages"])


async def wrote(both: Studio, who: str, text: str, room: str = IDEAS, **more: Any) -> str:
    await both.visitor.done("teams/write", who=who, room=room, text=text, **more)
    return next(reversed(both.teams.tenant.state.messages))


async def hung(both: Studio, room: str, *body: dict[str, Any], **more: Any) -> str:
    return await both.teams.post(room, message(card(*body, **more)))


async def test_somebody_sees_their_channels_and_their_own_chat(both: Studio) -> None:
    general = both.teams.tenant.directory.team_id
    assert list(await rooms(both, AINO.id)) == [general, IDEAS, QUIET, chat(both)]
    assert list(await rooms(both, BERT.id)) == [general, IDEAS, chat(both, BERT)]
    assert (await both.visitor.get(f"/api/teams?who={BERT.id}&room={QUIET}"))[0] == 409
    assert await both.visitor.refused("teams/write", who=BERT.id, room=QUIET, text="hej") == NO


async def test_a_deleted_channel_is_not_there(both: Studio) -> None:
    ts = await hung(both, IDEAS, block("x"), actions=[execute("Support")])
    await both.teams.tenant.delete_channel(AINO.id, IDEAS)
    assert IDEAS not in await rooms(both, AINO.id)
    assert await both.visitor.refused("teams/write", who=AINO.id, room=IDEAS, text="hej") == NO
    assert await both.visitor.refused("teams/press", who=AINO.id, message=ts, path=["actions", 0]) == NO


@pytest.mark.parametrize("asked", ["", "who=", "who=nobody", "who=bot", f"who={AINO.id}&room=19:nowhere"])
async def test_nobody_and_nowhere_are_said_in_the_pages_language(both: Studio, asked: str) -> None:
    assert await both.visitor.get(f"/api/teams?{asked}") == (409, {"problem": NO})


async def test_others_messages_are_news_until_one_looks(both: Studio) -> None:
    await wrote(both, BERT.id, "one")
    await wrote(both, AINO.id, "mine")
    await both.teams.post(chat(both), {"type": "message", "text": "for Aino"})
    seen = await rooms(both, AINO.id, QUIET)
    assert (seen[IDEAS]["news"], seen[chat(both)]["news"]) == (1, 1)
    await messages(both, AINO.id)
    assert (await rooms(both, AINO.id, QUIET))[IDEAS]["news"] == 0
    assert (await rooms(both, BERT.id, chat(both, BERT)))[IDEAS]["news"] == 1, "each looks for themselves"
    both.visitor.page.settled()
    assert (await rooms(both, BERT.id, chat(both, BERT)))[IDEAS]["news"] == 0


async def test_where_the_app_is_missing_is_shown(both: Studio) -> None:
    assert (await rooms(both, AINO.id))[IDEAS]["bot"]
    assert not (await rooms(both, GUEST.id))[chat(both, GUEST)]["bot"]
    await both.teams.tenant.remove_from_team(AINO.id)
    assert not (await rooms(both, AINO.id))[IDEAS]["bot"]
    assert (await rooms(both, AINO.id))[chat(both)]["bot"]


async def test_an_answer_for_one_person_is_in_nobody_elses_state(both: Studio) -> None:
    hangs = await hung(both, IDEAS, block("3 support"), actions=[execute("Support"), execute("Ask")])
    both.teams.answers["adaptiveCard/action"] = says("Thank you")
    await both.visitor.done("teams/press", who=AINO.id, message=hangs, path=["actions", 1], inputs={})
    both.teams.answers["adaptiveCard/action"] = shows(card(block("You support"), actions=[execute("Take back")]))
    await both.visitor.done("teams/press", who=AINO.id, message=hangs, path=["actions", 0], inputs={})
    assert [(one["onlyForYou"], one["text"]) for one in await messages(both, AINO.id)] == [
        (True, ""),
        (True, "Thank you"),
    ]
    theirs = await both.visitor.sees("teams", BERT.id, IDEAS)
    assert [one["onlyForYou"] for one in theirs["messages"]] == [False]
    assert "You support" not in str(theirs)
    assert "Thank you" not in str(theirs)
    whisper = (await messages(both, AINO.id))[1]["id"]
    for act, more in (("press", {"path": ["actions", 0]}), ("refresh", {}), ("delete", {})):
        assert await both.visitor.refused(f"teams/{act}", who=BERT.id, message=whisper, **more) == NO
    assert await both.visitor.refused("teams/write", who=BERT.id, room=IDEAS, text="x", under=whisper) == NO


async def test_nobody_reads_writes_presses_or_deletes_in_anothers_chat(both: Studio) -> None:
    refresh = {"action": execute("Refresh", "look"), "userIds": []}
    hangs = await hung(both, chat(both), WHY, actions=[execute("Support"), opens("Open")], refresh=refresh)
    mine, heard = await wrote(both, AINO.id, "secret", chat(both)), len(both.teams.heard)
    assert (await both.visitor.get(f"/api/teams?who={BERT.id}&room={chat(both)}"))[0] == 409
    for who in (BERT.id, "nobody", "bot"):
        assert await both.visitor.refused("teams/write", who=who, room=chat(both), text="hej") == NO
        for path in (["actions", 0], ["actions", 1], ["file", "allow"]):
            assert await both.visitor.refused("teams/press", who=who, message=hangs, path=path) == NO
        assert await both.visitor.refused("teams/refresh", who=who, message=hangs) == NO
        for one in (hangs, mine):
            assert await both.visitor.refused("teams/delete", who=who, message=one) == NO
    assert await both.visitor.refused("teams/write", who=BERT.id, room=IDEAS, text="x", under=mine) == NO
    assert "secret" not in str(await both.visitor.sees("teams", BERT.id))
    assert len(both.teams.heard) == heard
    assert len(await messages(both, AINO.id, chat(both))) == 2


async def test_who_is_not_in_a_channel_does_nothing_there(both: Studio) -> None:
    hangs = await hung(both, QUIET, block("x"), actions=[execute("Support")])
    heard = len(both.teams.heard)
    pressed = {"message": hangs, "path": ["actions", 0], "inputs": {}}
    assert await both.visitor.refused("teams/press", who=BERT.id, **pressed) == NO
    mine = await wrote(both, BERT.id, "mine")
    both.teams.tenant.directory.set_member(BERT.id, present=False)
    assert await both.visitor.refused("teams/delete", who=BERT.id, message=mine) == NO
    assert len(both.teams.heard) == heard


async def test_people_delete_their_own_messages_only(both: Studio) -> None:
    ours = await hung(both, IDEAS, block("x"))
    hers, his = await wrote(both, AINO.id, "a"), await wrote(both, BERT.id, "b")
    for who, one in ((AINO.id, ours), (AINO.id, his), ("bot", ours)):
        assert await both.visitor.refused("teams/delete", who=who, message=one) == NO
    await both.visitor.done("teams/delete", who=AINO.id, message=hers)
    assert await both.visitor.refused("teams/delete", who=AINO.id, message=hers) == NO
    assert [one["id"] for one in await messages(both, AINO.id)] == [ours, his]


async def test_a_message_and_a_mention_reach_the_app_as_what_they_are(both: Studio) -> None:
    heard = len(both.teams.heard)
    await wrote(both, AINO.id, "between us")
    await wrote(both, AINO.id, "@Latunen hello")
    assert len(both.teams.heard) == heard, "the app is told of mentions only"
    await wrote(both, AINO.id, "@Latu help me")
    assert both.teams.last["text"] == "<at>Latu</at> help me"
    await wrote(both, AINO.id, "@Latu")
    assert both.teams.last["text"] == "<at>Latu</at> "
    await wrote(both, AINO.id, "hej", chat(both))
    assert both.teams.last["conversation"]["conversationType"] == "personal"


async def test_a_reply_goes_under_a_message_of_the_same_channel(both: Studio) -> None:
    root = await wrote(both, AINO.id, "root")
    reply = await wrote(both, BERT.id, "@Latu reply", under=root)
    assert next(one for one in await messages(both, AINO.id) if one["id"] == reply)["under"] == root
    assert both.teams.last["conversation"]["id"] == f"{IDEAS};messageid={root}"
    elsewhere = await wrote(both, AINO.id, "x", QUIET)
    for under in (elsewhere, "1", 7, [root], {"id": root}):
        assert await both.visitor.refused("teams/write", who=AINO.id, room=IDEAS, text="no", under=under) == NO
    assert len(await messages(both, AINO.id)) == 2


async def test_a_card_is_pressed_with_what_stands_in_its_inputs(both: Studio) -> None:
    hangs = await hung(both, chat(both), WHY, KIND, actions=[submit("Send", {"intent": "x"})])
    inputs = {"why": "because", "kind": "big"}
    await both.visitor.done("teams/press", who=AINO.id, message=hangs, path=["actions", 0], inputs=inputs)
    assert both.teams.last["value"] == {"intent": "x", **inputs}


FORGED: list[dict[str, Any]] = [
    {"path": ["actions", 1]},
    {"path": ["actions", -1]},
    {"path": ["actions"]},
    {"path": ["body", 0]},
    {"path": []},
    {"path": "actions"},
    {"path": ["file", "allow"]},
    {"path": [None]},
    {"path": [["actions"], 0]},
    {"inputs": {"intent": "y"}},
    {"inputs": {"other": "y"}},
    {"inputs": {"kind": "huge"}},
    {"inputs": {"kind": "small,big"}},
    {"inputs": {"why": 7}},
    {"inputs": {"why": None}},
    {"inputs": ["why"]},
    {"inputs": "why"},
    {"inputs": {"why": "because", "other": "y"}},
]


@pytest.mark.parametrize("act", FORGED, ids=str)
async def test_what_teams_client_could_not_send_is_not_delivered_and_nothing_of_it_stays(
    both: Studio, act: dict[str, Any]
) -> None:
    hangs = await hung(both, chat(both), WHY, KIND, actions=[submit("Send", {"intent": "x"})])
    heard = len(both.teams.heard)
    pressed = {"who": AINO.id, "message": hangs, "path": ["actions", 0], "inputs": {}}
    assert await both.visitor.refused("teams/press", **pressed | act) == NO
    assert len(both.teams.heard) == heard
    await both.visitor.done("teams/press", **pressed)
    assert both.teams.last["value"] == {"intent": "x"}


async def form(both: Studio) -> str:
    """Aino's task module, and the message that it came from."""
    required = WHY | {"isRequired": True, "errorMessage": "Say why"}
    made = card(required, KIND, LIKE, actions=[submit("Send", {"intent": "share"})])
    both.teams.answers |= {"task/fetch": dialog(made), "application/search": HITS}
    hangs = await hung(both, chat(both), block("Hi"), actions=[opens("Open")])
    await both.visitor.done("teams/press", who=AINO.id, message=hangs, path=["actions", 0], inputs={})
    return hangs


async def test_a_form_is_searched_sent_and_closed(both: Studio) -> None:
    visitor = both.visitor
    await form(both)
    opened = (await visitor.sees("teams", AINO.id))["dialog"]
    assert (opened["title"], opened["errors"], opened["values"]) == ("A form", {}, {"why": "", "kind": "", "like": ""})
    assert (await visitor.sees("teams", BERT.id))["dialog"] is None
    asked = {"who": AINO.id, "input": "like", "text": "meet", "inputs": {"why": "typed"}}
    assert (await visitor.done("teams/dialog/search", **asked))["choices"] == FOUND["results"]
    assert both.teams.last["value"]["queryText"] == "meet"
    for other in ("why", "kind", "nothing"):
        assert await visitor.refused("teams/dialog/search", **asked | {"input": other}) == NO
    heard = len(both.teams.heard)
    empty = {"who": AINO.id, "path": ["actions", 0], "inputs": {"why": ""}}
    await visitor.done("teams/dialog/press", **empty)
    marked = (await visitor.sees("teams", AINO.id))["dialog"]
    assert (marked["errors"], len(both.teams.heard)) == ({"why": "Say why"}, heard)
    assert marked["version"] != opened["version"]
    await visitor.done("teams/dialog/press", **empty | {"inputs": {"why": "so", "like": "7"}})
    assert both.teams.last["value"]["data"] == {"intent": "share", "why": "so", "like": "7"}
    assert (await visitor.sees("teams", AINO.id))["dialog"] is None
    await form(both)
    await visitor.done("teams/dialog/close", who=AINO.id)
    assert (await visitor.sees("teams", AINO.id))["dialog"] is None


@pytest.mark.parametrize(
    "inputs", [{"other": "x"}, {"kind": "huge"}, {"like": "8"}, {"why": 7}, ["why"], "why"], ids=str
)
async def test_values_that_no_field_holds_are_refused_and_nothing_of_them_stays(both: Studio, inputs: Any) -> None:
    await form(both)
    before, heard = (await both.visitor.sees("teams", AINO.id))["dialog"], len(both.teams.heard)
    sent = {"why": "typed", **inputs} if isinstance(inputs, dict) else inputs
    acts: list[tuple[str, dict[str, Any]]] = [
        ("press", {"path": ["actions", 0]}),
        ("search", {"input": "like", "text": "meet"}),
    ]
    for act, more in acts:
        assert await both.visitor.refused(f"teams/dialog/{act}", who=AINO.id, inputs=sent, **more) == NO
    assert (await both.visitor.sees("teams", AINO.id))["dialog"] == before
    assert len(both.teams.heard) == heard


async def test_nobody_sends_a_form_that_is_open_for_another(both: Studio) -> None:
    await form(both)
    heard = len(both.teams.heard)
    for who in (BERT.id, "nobody"):
        assert await both.visitor.refused("teams/dialog/press", who=who, path=["actions", 0], inputs={"why": "x"}) == NO
        assert await both.visitor.refused("teams/dialog/close", who=who) == NO
        assert await both.visitor.refused("teams/dialog/search", who=who, input="like", text="x", inputs={}) == NO
    assert len(both.teams.heard) == heard
    assert (await both.visitor.sees("teams", AINO.id))["dialog"]


async def test_a_card_is_refreshed_by_its_menu(both: Studio) -> None:
    refresh = {"action": execute("Refresh", "look"), "userIds": []}
    hangs, plain = await hung(both, IDEAS, block("shared"), refresh=refresh), await hung(both, IDEAS, block("plain"))
    both.teams.answers["adaptiveCard/action"] = shows(card(block("yours")))
    await both.visitor.done("teams/refresh", who=AINO.id, message=hangs)
    assert both.teams.last["value"]["trigger"] == "manual"
    [mine, _] = await messages(both, AINO.id)
    [shared, _] = await messages(both, BERT.id)
    assert (mine["card"]["body"][0]["text"], shared["card"]["body"][0]["text"]) == ("yours", "shared")
    assert mine["version"] != shared["version"]
    assert await both.visitor.refused("teams/refresh", who=AINO.id, message=plain) == NO


@pytest.mark.parametrize(("answer", "action"), [("allow", "accept"), ("decline", "decline")])
async def test_an_offered_file_is_allowed_or_declined_by_its_owner(both: Studio, answer: str, action: str) -> None:
    content = {"description": "All ideas", "sizeInBytes": 4, "acceptContext": {"n": 7}, "declineContext": {"n": 7}}
    offer = {"contentType": "application/vnd.microsoft.teams.card.file.consent", "name": "i.xlsx", "content": content}
    hangs = await both.teams.post(chat(both), {"type": "message", "attachments": [offer]})
    [shown] = await messages(both, AINO.id, chat(both))
    assert (shown["file"], shown["card"]) == ({"name": "i.xlsx", "consent": True}, None)
    both.teams.answers["fileConsent/invoke"] = {}
    press = {"message": hangs, "path": ["file", answer], "inputs": {}}
    assert await both.visitor.refused("teams/press", who=BERT.id, **press) == NO
    await both.visitor.done("teams/press", who=AINO.id, **press)
    assert (both.teams.last["value"]["action"], both.teams.last["value"]["context"]) == (action, {"n": 7})


async def test_a_saved_file_is_a_link_that_can_be_downloaded(both: Studio) -> None:
    both.teams.tenant.uploads["u1"] = b"file"
    content = {"uniqueId": "u1", "fileType": "xlsx"}
    info = {"contentType": "application/vnd.microsoft.teams.card.file.info", "name": "i.xlsx", "content": content}
    saved = info | {"contentUrl": "https://kunta-my.sharepoint.com/i.xlsx"}
    await both.teams.post(chat(both), {"type": "message", "attachments": [saved]})
    [shown] = await messages(both, AINO.id, chat(both))
    assert shown["file"] == {"name": "i.xlsx", "id": "u1"}
    async with both.visitor.session.get(f"{both.visitor.home}/api/teams/shared/u1") as answer:
        assert (answer.status, answer.headers["Content-Disposition"]) == (200, "attachment")
        assert await answer.read() == b"file"
    assert (await both.visitor.get("/api/slack/shared/u1"))[0] == 404


async def test_an_app_that_does_not_answer_is_said_in_words(both: Studio) -> None:
    hangs = await hung(both, IDEAS, block("x"), actions=[execute("Support")])
    both.teams.status = 500
    press = {"who": AINO.id, "message": hangs, "path": ["actions", 0], "inputs": {}}
    assert await both.visitor.refused("teams/press", **press) == read(undelivered(), "sv")
    assert await both.visitor.refused("teams/write", who=AINO.id, room=IDEAS, text="@Latu") == read(undelivered(), "sv")
