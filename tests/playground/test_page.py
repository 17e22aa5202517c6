"""The page's server: who gets in, what one person sees, what passes on the wire, and how time moves."""

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import aiohttp
import pytest

from bot.errors import Misconfigured
from playground.page.clock import ZONE
from playground.people import HOME_CARE, LIISA, PEKKA
from playground.town import town
from playground.waiting import until
from tests.playground.visiting import Visitor


async def test_the_address_works_once_and_without_it_nobody_gets_in(visitor: Visitor) -> None:
    used = visitor.page.doors.address
    for wanted in (200, 403):
        async with (
            aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as other,
            other.get(used) as answer,
        ):
            assert answer.status == wanted
    async with aiohttp.ClientSession() as stranger, stranger.get(visitor.home + "/api/town") as answer:
        assert answer.status == 403
    assert (await visitor.get("/api/town"))[0] == 200


async def test_another_name_of_this_computer_and_another_page_are_refused(visitor: Visitor) -> None:
    assert (await visitor.get("/api/town", Host="rebound.example"))[0] == 403
    write = {"who": LIISA.slack, "room": HOME_CARE, "text": "hei"}
    assert (await visitor.post("/api/slack/write", write, Origin="http://elsewhere.example"))[0] == 403
    async with visitor.session.post(visitor.home + "/api/slack/write", json=write) as answer:
        assert answer.status == 403, "a browser always says which page asks"
    assert visitor.town.slack.seen(HOME_CARE) == []
    assert (await visitor.post("/api/slack/write", write))[0] == 200
    assert len(visitor.town.slack.seen(HOME_CARE)) == 1


async def test_nothing_but_the_page_s_own_files_is_served(visitor: Visitor) -> None:
    assert (await visitor.get("/web/main.js"))[0] == 200
    for path in ("/web/package.json.bak", "/web/node_modules/axe-core/axe.min.js", "/web/../people.py", "/page.secret"):
        assert (await visitor.get(path))[0] == 404, path


async def test_a_town_does_not_start_with_a_real_platform_s_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-real")
    with pytest.raises(Misconfigured, match="SLACK_BOT_TOKEN is set"):
        async with town(tmp_path, "fi"):
            pass


def test_serving_imports_nothing_of_the_playground() -> None:
    code = (
        "import sys, bot.__main__, adapters.slack, adapters.teams; print([m for m in sys.modules if 'playground' in m])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.strip() == "[]"


async def test_what_only_one_person_sees_is_in_nobody_else_s_state(visitor: Visitor) -> None:
    await visitor.post("/api/slack/write", {"who": LIISA.slack, "room": HOME_CARE, "text": "@Latu apua"})
    await until(lambda: any(one.only_for for one in visitor.town.slack.seen(HOME_CARE, LIISA.slack)))
    own = (await visitor.get(f"/api/slack?who={LIISA.slack}&room={HOME_CARE}"))[1]["messages"]
    others = (await visitor.get(f"/api/slack?who={PEKKA.slack}&room={HOME_CARE}"))[1]["messages"]
    assert any(one["onlyForYou"] for one in own)
    assert not any(one["onlyForYou"] for one in others)
    private = visitor.town.slack.state.private_id(LIISA.slack or "")
    assert (await visitor.get(f"/api/slack?who={PEKKA.slack}&room={private}"))[0] == 409
    status, said = await visitor.post("/api/slack/write", {"who": PEKKA.slack, "room": private, "text": "hei"})
    assert (status, bool(said["problem"])) == (409, True)


@pytest.mark.parametrize("path", ["slack/press", "slack/view/submit", "teams/press", "teams/dialog/press", "clock"])
async def test_what_cannot_be_done_is_said_in_words_and_nonsense_is_400(visitor: Visitor, path: str) -> None:
    status, said = await visitor.post(f"/api/{path}", {"who": "nobody", "message": "1", "to": "yesterday"})
    assert status == 409
    assert said["problem"] == "Tätä ei voi enää tehdä tässä."
    assert (await visitor.post(f"/api/{path}", [1]))[0] == 400


async def test_while_the_town_is_set_up_nobody_may_act(visitor: Visitor) -> None:
    visitor.page.busy = True
    write = {"who": LIISA.slack, "room": HOME_CARE, "text": "hei"}
    assert (await visitor.post("/api/slack/write", write))[0] == 409
    assert visitor.town.slack.seen(HOME_CARE) == []


async def test_calls_are_shown_with_their_signature_and_never_with_a_secret(visitor: Visitor) -> None:
    await visitor.post("/api/slack/write", {"who": LIISA.slack, "room": HOME_CARE, "text": "@Latu apua"})
    await visitor.post("/api/faults", {"chat": "slack", "fault": "forged"})
    calls = (await visitor.get("/api/traffic?after=0"))[1]["exchanges"]
    assert {"good", "forged"} <= {one["signed"] for one in calls}
    assert next(one for one in calls if one["signed"] == "forged")["status"] == 401
    assert all(one["ms"] is not None for one in calls if one["direction"] == "to bot")
    whole = json.dumps([(await visitor.get(f"/api/traffic/{one['n']}"))[1] for one in calls])
    slack, teams = visitor.town.slack, visitor.town.teams
    for secret in (slack.bot_token, slack.courier.secret, teams.login._app_password):
        assert secret not in whole


@pytest.mark.parametrize(
    ("now", "to", "then"),
    [
        ("2026-12-04 15:00", "hour", "2026-12-04 16:00"),
        ("2026-12-04 15:00", "morning", "2026-12-07 09:00"),
        # 6 December, Independence Day, is a Sunday in 2026; Christmas Day is a Friday, Boxing Day a Saturday.
        ("2026-12-24 15:00", "morning", "2026-12-28 09:00"),
        ("2026-12-07 15:00", "monday", "2026-12-14 09:00"),
    ],
)
async def test_time_moves_forward_by_the_steps_of_the_clock(visitor: Visitor, now: str, to: str, then: str) -> None:
    begin, end = (datetime.fromisoformat(one).replace(tzinfo=ZONE) for one in (now, then))
    visitor.town.time.travel(begin.astimezone(UTC))
    status, answer = await visitor.post("/api/clock", {"to": to})
    assert status == 200
    assert abs((datetime.fromisoformat(answer["now"]) - end).total_seconds()) < 30
    status, answer = await visitor.post("/api/clock", {"to": "end"})
    assert status == 409
    assert answer["problem"].startswith("Yhtään kokeilua ei ole käynnissä.")
