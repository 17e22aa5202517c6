"""Whatever is sent to the page is done, refused in words, or 400; it never falls over, and a busy town refuses all."""

import asyncio
import json
from typing import Any

import pytest

from bot.views.text import read
from playground.page.asking import impossible
from playground.page.words import WORDS
from tests.playground import slack_app, teams_app
from tests.playground.visiting import Studio

JUNK: list[Any] = [None, True, -1, 1.5, "", "x", "../x", [], {}, [None], {"x": None}, ["x"], {"x": {"y": {"z": 1}}}]
NO = read(impossible(), "sv")


async def prepared(both: Studio) -> dict[str, dict[str, Any]]:
    """Every act with a body that does something."""
    slack, teams = both.slack, both.teams
    who, other = slack_app.AINO.id, teams_app.AINO.id
    field = slack_app.asks("title", "Idea", {"type": "plain_text_input"})
    menu = slack_app.asks("like", "Like", {"type": "external_select", "min_query_length": 1}, optional=True)
    await slack.show_modal(field, menu, slack_app.actions("More"))
    posted = await slack.post(slack_app.actions("Support"))
    await slack.workspace.write(who, slack_app.IDEAS, "mine")
    mine = next(reversed(slack.workspace.state.messages))
    why = {"type": "Input.Text", "id": "why", "label": "Why"}
    like: dict[str, Any] = {"type": "Input.ChoiceSet", "id": "like", "label": "Like", "choices": []}
    like["choices.data"] = {"type": "Data.Query", "dataset": "ideas"}
    form = teams_app.card(why, like, actions=[teams_app.submit("Send")])
    hits = {"statusCode": 200, "type": "application/vnd.microsoft.search.searchResponse", "value": {"results": []}}
    again = teams_app.dialog(form)
    teams.answers |= {"task/fetch": again, "task/submit": again, "application/search": hits}
    teams.answers["adaptiveCard/action"] = teams_app.says("Thank you")
    refresh = {"action": teams_app.execute("Refresh"), "userIds": []}
    made = teams_app.card(why, actions=[teams_app.execute("Support")], refresh=refresh)
    hung = await teams.post(teams_app.IDEAS, teams_app.message(made))
    opens = await teams.post(
        teams.chat(teams_app.AINO), teams_app.message(teams_app.card(actions=[teams_app.opens("Open")]))
    )
    await teams.tenant.press_at(other, opens, ["actions", 0], {})
    teams.answers["composeExtension/query"] = teams_app.finds(("Keys", teams_app.card(teams_app.block("Keys"))))
    await teams.tenant.open_search(other, "findIdeas", teams_app.IDEAS)
    await teams.tenant.write(other, teams_app.IDEAS, "mine")
    hers = next(reversed(teams.tenant.state.messages))
    values = {"title": {"answer": {"type": "plain_text_input", "value": "typed"}}}
    press: dict[str, Any] = {"block": "acts", "action": "press_Support", "values": {}, "chosen": None}
    return {
        "clock": {"to": "hour"},
        "faults": {"chat": "slack", "fault": "429"},
        "slack/write": {"who": who, "room": slack_app.IDEAS, "text": "@Latu hej", "under": None},
        "slack/press": {"who": who, "message": posted, **press},
        "slack/delete": {"who": who, "message": mine},
        "slack/shortcut": {"who": who, "id": "share_idea", "message": None},
        "slack/home/open": {"who": who},
        "slack/home/press": {"who": who, "block": "acts", "action": "press_More", "chosen": None},
        "slack/view/press": {"who": who, "block": "acts", "action": "press_More", "values": values, "chosen": None},
        "slack/view/search": {"who": who, "block": "like", "action": "answer", "text": "wa", "values": values},
        "slack/view/submit": {"who": who, "values": values},
        "slack/view/close": {"who": who},
        "teams/write": {"who": other, "room": teams_app.IDEAS, "text": "@Latu hej", "under": None},
        "teams/press": {"who": other, "message": hung, "path": ["actions", 0], "inputs": {"why": "so"}},
        "teams/shortcut": {"who": other, "id": "shareIdea", "message": None, "room": teams_app.IDEAS},
        "teams/refresh": {"who": other, "message": hung},
        "teams/dialog/search": {"who": other, "input": "like", "text": "m", "inputs": {"why": "so"}},
        "teams/dialog/press": {"who": other, "path": ["actions", 0], "inputs": {"why": "so"}},
        "teams/found/search": {"who": other, "text": "keys"},
        "teams/found/put": {"who": other, "number": 0},
        "teams/dialog/close": {"who": other},
        "teams/delete": {"who": other, "message": hers},
    }


async def test_every_act_of_both_chats_is_among_the_prepared_ones(both: Studio) -> None:
    offered = {f"{chat}/{act}" for chat, pane in both.visitor.page.panes.items() for act in pane.acts}
    assert set(await prepared(both)) - {"clock", "faults"} == offered


async def test_while_the_town_is_set_up_every_act_is_refused_in_words_and_reading_goes_on(both: Studio) -> None:
    visitor, acts = both.visitor, await prepared(both)
    both.visitor.page.busy = True
    heard = len(both.slack.workspace.deliveries), len(both.teams.tenant.deliveries)
    kept = len(both.slack.workspace.state.messages), len(both.teams.tenant.state.messages)
    before = visitor.town.time.offset
    for act, body in acts.items():
        assert await visitor.refused(act, **body) == read(WORDS["busy.wait"], "sv"), act
    assert (len(both.slack.workspace.deliveries), len(both.teams.tenant.deliveries)) == heard
    assert (len(both.slack.workspace.state.messages), len(both.teams.tenant.state.messages)) == kept
    assert visitor.town.time.offset == before
    assert (await visitor.get("/api/town"))[1]["busy"]
    assert (await visitor.sees("slack", slack_app.AINO.id))["messages"]
    assert (await visitor.sees("teams", teams_app.AINO.id))["messages"]
    both.visitor.page.settled()
    assert not (await visitor.get("/api/town"))[1]["busy"]
    assert (await visitor.post("/api/slack/write", acts["slack/write"]))[0] == 200


async def test_while_days_pass_whoever_acts_waits_for_a_turn_and_nobody_moves_the_time(both: Studio) -> None:
    visitor, acts = both.visitor, await prepared(both)
    visitor.page.settled(passing=True)
    async with visitor.town.turn:
        writing = asyncio.create_task(visitor.post("/api/slack/write", acts["slack/write"]))
        assert await visitor.refused("clock", **acts["clock"]) == read(WORDS["busy.wait"], "sv")
        assert not writing.done()
    assert (await writing)[0] == 200
    assert (await visitor.get("/api/town"))[1]["passing"]


MALFORMED = [b"", b"{", b"[]", b'"x"', b"7", b"null", b"\xff\xfe", b'{"who": "\xe4"}', b"[" * 100_000, b"who=x"]
MALFORMED += [b'{"who": NaN}', b'{"n": -Infinity}', b'{"n": ' + b"9" * 5000 + b"}"]


@pytest.mark.parametrize("body", MALFORMED, ids=lambda one: str(one[:20]))
async def test_what_no_page_sends_is_400_and_changes_nothing(both: Studio, body: bytes) -> None:
    for path in ("slack/write", "teams/press", "slack/view/submit", "clock", "faults"):
        for kind in ("application/json", "application/json; charset=nonsense", "text/plain"):
            assert (await both.visitor.send(f"/api/{path}", body, **{"Content-Type": kind}))[0] == 400, path
    assert not both.slack.workspace.state.messages


async def test_a_body_that_is_too_big_is_not_read(both: Studio) -> None:
    body = json.dumps({"who": slack_app.AINO.id, "room": slack_app.IDEAS, "text": "x" * 2**21}).encode()
    assert (await both.visitor.send("/api/slack/write", body))[0] == 413


@pytest.mark.parametrize("act", ["slack/nothing", "slack/view", "slack/view/press/x", "teams/view/press", "mail/write"])
async def test_an_act_that_does_not_exist_is_404(both: Studio, act: str) -> None:
    assert (await both.visitor.post(f"/api/{act}", {}))[0] == 404


async def test_an_act_with_anything_missing_or_strange_in_it_is_done_or_refused_in_words(both: Studio) -> None:
    acts = await prepared(both)
    for act, body in acts.items():
        for name in body:
            without = {key: value for key, value in body.items() if key != name}
            for sent in (without, *(body | {name: junk} for junk in JUNK)):
                status, answer = await both.visitor.post(f"/api/{act}", sent)
                assert status in (200, 409), (act, sent)
                assert status == 200 or answer["problem"], (act, sent)
        assert await both.visitor.refused(act) == NO, act
    for chat, who in (("slack", slack_app.AINO.id), ("teams", teams_app.AINO.id)):
        assert (await both.visitor.sees(chat, who))["who"] == who


@pytest.mark.parametrize("asked", ["x", "-1", "1.5", "²", "9" * 5000, "", "٣", "1&after=2"])
async def test_a_strange_question_about_the_traffic_is_answered(both: Studio, asked: str) -> None:
    status, answer = await both.visitor.get(f"/api/traffic?after={asked}")
    assert status == 200
    assert isinstance(answer["exchanges"], list)
    assert (await both.visitor.get("/api/traffic/999999"))[0] == 409
    assert (await both.visitor.get("/api/traffic/x"))[0] == 404
