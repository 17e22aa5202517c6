"""Authentic requests of any shape: never an error of the server, and the next person is answered."""

import json
import random
import time
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import aiohttp
import pytest

from playground.people import MAIJA
from playground.slack.delivery import sign
from tests.scenarios import words
from tests.scenarios.conftest import Side

BENCH = "Penkki bussipysäkille"
PAYLOADS = Path(__file__).parents[1] / "payloads"
STRANGE: tuple[Any, ...] = (
    *(None, True, -1, 0.5, 10**30, "", "\0", "\ud800", "x" * 5000, "<!channel>", "["),
    *([], {}, [[]], [{}], {"": None}, {"id": {"id": 1}}, {"type": "message"}),
)


def mutated(node: Any, dice: random.Random) -> Any:
    """The payload with one part of it replaced, taken away or doubled, somewhere."""
    if isinstance(node, dict) and node and dice.random() < 0.85:
        key = dice.choice(sorted(node))
        rest = {name: value for name, value in node.items() if name != key}
        return rest if dice.random() < 0.15 else {**rest, key: mutated(node[key], dice)}
    if isinstance(node, list) and node and dice.random() < 0.85:
        at = dice.randrange(len(node))
        return [*node[:at], mutated(node[at], dice), *node[at + (dice.random() < 0.8) :]]
    return dice.choice(STRANGE)


def samples(side: Side) -> list[Any]:
    """Published shapes, from this workspace or tenant."""
    found = []
    for file in sorted((PAYLOADS / side.chat.name.lower()).glob("*.json")):
        text = file.read_text("utf-8").replace("T0LATUSAMPLE", side.place.slack.app.team_id)
        text = text.replace("6f1d2c3b-4a59-4e68-8d7c-9b0a1f2e3d4c", side.place.teams.directory.tenant_id)
        payload = json.loads(text)
        del payload["_source"]
        found.append(payload)
    return found


def in_slack(side: Side, payload: Any) -> tuple[str, bytes, dict[str, str]]:
    """Where it goes, its body and its headers, signed."""
    slack, now = side.place.slack, int(time.time())
    compact = json.dumps(payload)
    if isinstance(payload, dict) and payload.get("type") == "event_callback":
        body = compact.encode()
    elif isinstance(payload, dict) and "command" in payload:
        body = urlencode({key: str(value) for key, value in payload.items()}, errors="replace").encode()
    else:
        body = urlencode({"payload": compact}).encode()
    headers = {"X-Slack-Request-Timestamp": str(now), "X-Slack-Signature": sign(slack.courier.secret, body, now)}
    return slack.courier.request_url, body, headers


def in_teams(side: Side, payload: Any) -> tuple[str, bytes, dict[str, str]]:
    """Where it goes, its body and its headers, with a token."""
    teams = side.place.teams
    if isinstance(payload, dict) and "serviceUrl" in payload:
        payload["serviceUrl"] = teams.activities.service_url
    signed = teams.login.sign("good", teams.activities.service_url) or ""
    headers = {"Authorization": signed, "Content-Type": "application/json"}
    return teams.messaging_endpoint, json.dumps(payload).encode(), headers


@pytest.mark.parametrize("rounds", [150, pytest.param(10_000, marks=[pytest.mark.long, pytest.mark.timeout(600)])])
async def test_whatever_shape_a_request_has_it_is_no_error_of_ours_and_the_next_one_is_answered(
    side: Side, rounds: int
) -> None:
    maija = side.person(MAIJA)
    await maija.shares(BENCH)
    known, make = samples(side), in_slack if side.chat.name == "Slack" else in_teams
    answered: Counter[int] = Counter()
    async with aiohttp.ClientSession() as session:
        for seed in range(rounds):
            dice = random.Random(seed)  # noqa: S311 - no secret
            url, body, headers = make(side, mutated(dice.choice(known), dice))
            async with session.post(url, data=body, headers=headers) as answer:
                answered[answer.status] += 1
                assert answer.status < 500, (seed, body)
    assert answered[200] > rounds / 5, answered
    await maija.supports(BENCH)
    await maija.sees(BENCH, words.tally(1))
