"""Faults at a click, each in both chats: the platform does what it does on a bad day, and the product lives with it."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from slack_sdk.errors import SlackApiError

from bot.views.text import read
from playground.chat import Chat
from playground.page import faults
from playground.page.asking import impossible
from playground.people import HOME_CARE, LIISA, PEKKA, WELLBEING
from playground.slack.web_api import METHODS
from playground.waiting import until
from tests.playground import slack_app, teams_app
from tests.playground.visiting import Json, Studio, Visitor
from tests.scenarios.records import counts

HELP = "Mitä haluat tehdä?"
SAYS = re.compile("chat.postEphemeral|POST /conversations")


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two chats of a town, and somebody in it."""

    visitor: Visitor
    key: str
    chat: Chat
    who: str
    room: str

    async def asks_for_help(self) -> None:
        await self.visitor.done(f"{self.key}/write", who=self.who, room=self.room, text="@Latu apua")

    async def fault(self, name: str) -> str:
        return str((await self.visitor.done("faults", chat=self.key, fault=name))["told"])

    async def calls(self, direction: str) -> list[Json]:
        calls = await self.visitor.calls()
        return [one for one in calls if (one["chat"], one["direction"]) == (self.key, direction)]

    def answers(self) -> int:
        """How often the app has answered this person in the channel."""
        return sum(HELP in one.text for one in self.chat.seen(self.room, self.who))

    async def answered(self, times: int) -> None:
        await until(lambda: self.answers() >= times)

    async def kept(self) -> dict[str, int]:
        """How much the product remembers."""
        await self.visitor.town.quiet()
        return await counts(self.visitor.town.bot.database)

    async def has_bot(self) -> bool:
        rooms = (await self.visitor.sees(self.key, self.who, self.room))["rooms"]
        return bool(next(one["bot"] for one in rooms if one["id"] == self.room))


@pytest.fixture(params=["slack", "teams"])
async def side(request: pytest.FixtureRequest, visitor: Visitor) -> Side:
    place = visitor.town
    chosen = {
        "slack": Side(visitor, "slack", place.slack, LIISA.slack or "", HOME_CARE),
        "teams": Side(visitor, "teams", place.teams, PEKKA.teams or "", WELLBEING),
    }[str(request.param)]
    await visitor.sees(chosen.key, chosen.who, chosen.room)
    return chosen


@pytest.mark.parametrize("status", [429, 502])
async def test_the_apps_next_calls_fail_and_what_it_says_arrives_all_the_same(
    side: Side, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(faults, "SECONDS", 1)
    await side.visitor.town.quiet()
    introduced = len([one for one in await side.calls("from bot") if SAYS.search(one["what"])])
    await side.fault(str(status))
    await side.asks_for_help()
    await side.answered(1)
    said = [one for one in await side.calls("from bot") if SAYS.search(one["what"])][introduced:]
    assert said[0]["status"] == status
    assert said[0]["problem"]
    assert said[-1]["status"] in (200, 201)
    assert side.answers() == 1
    if status == 429:
        seconds = (datetime.fromisoformat(one["at"]) for one in (said[0], said[-1]))
        first, then = seconds
        assert then - first >= timedelta(seconds=0.9), "it waits as long as it is told to"


async def test_too_many_requests_say_how_long_to_wait(both: Studio) -> None:
    for chat in ("slack", "teams"):
        await both.visitor.done("faults", chat=chat, fault="429")
    with pytest.raises(SlackApiError) as caught:
        await both.slack.post(slack_app.section("x"))
    assert (caught.value.response.status_code, caught.value.response.headers["Retry-After"]) == (429, "5")
    token = (await both.teams.fetch_token())[1]["access_token"]
    url = f"{both.teams.urls.service_url}v3/conversations/{teams_app.IDEAS}/activities"
    headers = {"Authorization": f"Bearer {token}"}
    async with both.teams.session.post(url, json={"type": "message", "text": "x"}, headers=headers) as answer:
        assert (answer.status, answer.headers["Retry-After"]) == (429, "5")
    assert not both.slack.workspace.state.messages
    assert not both.teams.tenant.state.messages


@pytest.mark.parametrize("status", [429, 502])
async def test_whatever_the_app_calls_next_fails_twice(both: Studio, status: int) -> None:
    token = (await both.teams.fetch_token())[1]["access_token"]
    room, member = f"/conversations/{teams_app.IDEAS}", teams_app.AINO.id
    of_teams = [("POST", "/conversations"), ("GET", f"{room}/members/{member}"), ("GET", f"{room}/pagedmembers")]
    of_teams += [
        ("POST", f"{room}/activities"),
        *((verb, f"{room}/activities/1") for verb in ("POST", "PUT", "DELETE")),
    ]
    calls = {
        "slack": [("POST", f"{both.slack.workspace.url}/api/{method}", slack_app.TOKEN) for method in METHODS],
        "teams": [(verb, f"{both.teams.urls.service_url}v3{path}", token) for verb, path in of_teams],
    }
    for chat, known in calls.items():
        for verb, url, bearer in known:
            await both.visitor.done("faults", chat=chat, fault=str(status))
            answers = []
            for _ in range(3):
                async with both.teams.session.request(
                    verb, url, json={}, headers={"Authorization": f"Bearer {bearer}"}
                ) as answer:
                    answers.append((answer.status, answer.headers.get("Retry-After")))
            assert answers[:2] == [(status, "5" if status == 429 else None)] * 2, (verb, url)
            assert answers[2][0] not in (429, 502), (verb, url)


async def test_what_is_delivered_again_changes_nothing(side: Side) -> None:
    await side.asks_for_help()
    await side.answered(1)
    before, sent = await side.kept(), len(await side.calls("from bot"))
    await side.fault("again")
    await side.fault("again")
    deliveries = await side.calls("to bot")
    assert [one["status"] for one in deliveries[-3:]] == [200] * 3
    assert {one["what"] for one in deliveries[-3:]} == {deliveries[-1]["what"]}
    assert await side.kept() == before
    assert len(await side.calls("from bot")) == sent
    await side.asks_for_help()
    await side.answered(2)
    assert side.answers() == 2


async def test_a_forged_delivery_is_refused_and_leaves_nothing(side: Side) -> None:
    await side.asks_for_help()
    await side.answered(1)
    before = await side.kept()
    await side.fault("forged")
    last = (await side.calls("to bot"))[-1]
    assert (last["status"], last["signed"]) == (401, "forged")
    assert await side.kept() == before
    assert side.answers() == 1


async def test_an_app_that_was_taken_away_is_gone_until_it_is_brought_back(side: Side) -> None:
    await side.asks_for_help()
    await side.answered(1)
    await side.fault("removed")
    assert not await side.has_bot()
    heard = len(await side.calls("to bot"))
    await side.visitor.post(f"/api/{side.key}/write", {"who": side.who, "room": side.room, "text": "@Latu apua"})
    assert len(await side.calls("to bot")) == heard, "nobody hears a mention there"
    await side.fault("added")
    assert await side.has_bot()
    await side.asks_for_help()
    await side.answered(2)


async def test_faults_are_offered_and_told_in_the_towns_language(side: Side) -> None:
    offered = (await side.visitor.get("/api/faults"))[1]
    made = side.visitor.page.faults[side.key]
    assert offered[side.key] == [{"key": key, "title": read(one.title, "fi")} for key, one in made.items()]
    assert await side.fault("429") == read(made["429"].told, "fi")
    for body in ({"chat": side.key, "fault": "500"}, {"chat": "mail", "fault": "429"}, {"chat": side.key}):
        assert await side.visitor.refused("faults", **body) == read(impossible(), "fi")


async def test_nothing_can_come_again_before_anything_has_come(both: Studio) -> None:
    for fault in ("again", "forged"):
        assert await both.visitor.refused("faults", chat="slack", fault=fault) == read(impossible(), "sv")
