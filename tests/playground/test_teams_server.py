"""The local Teams tenant keeps the Bot Connector's rules."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from playground.chat import Chat
from playground.teams import TeamsTenant, Undelivered, delivery
from playground.teams.reading import FILE_CONSENT
from tests.playground.teams_app import (
    AINO,
    APP,
    BERT,
    GUEST,
    IDEAS,
    OLGA,
    PASSWORD,
    QUIET,
    TENANT,
    Stage,
    block,
    card,
    execute,
    message,
    stage,
)


@pytest_asyncio.fixture
async def scene() -> AsyncIterator[Stage]:
    async with stage() as made:
        yield await made.at_home()


def code(answer: Any) -> str:
    return str(answer["error"]["code"])


async def test_the_tenant_is_a_chat(scene: Stage) -> None:
    chat: Chat = scene.tenant
    assert chat.name == "Teams"


@pytest.mark.parametrize(
    ("changes", "status", "error"),
    [
        ({"client_secret": "wrong"}, 401, "invalid_client"),
        ({"client_id": TENANT}, 400, "unauthorized_client"),
        ({"scope": "https://graph.microsoft.com/.default"}, 400, "invalid_scope"),
        ({"grant_type": "password"}, 400, "unsupported_grant_type"),
    ],
)
async def test_entra_gives_tokens_to_the_right_application_only(
    scene: Stage, changes: dict[str, str], status: int, error: str
) -> None:
    answered, body = await scene.fetch_token(**changes)
    assert (answered, body["error"]) == (status, error)


async def test_a_message_is_posted_answered_changed_and_deleted(scene: Stage) -> None:
    root = await scene.post(IDEAS, {"type": "message", "text": "One"})
    await scene.post(f"{IDEAS};messageid={root}", {"type": "message", "text": "Two"})
    there = f"/conversations/{IDEAS}/activities"
    assert (await scene.call("POST", f"{there}/{root}", {"type": "message", "text": "Three"}))[0] == 201
    assert (await scene.call("PUT", f"{there}/{root}", {"type": "message", "text": "First"}))[0] == 200
    assert [(seen.text, seen.under) for seen in scene.tenant.seen(IDEAS)] == [
        ("First", None),
        ("Two", root),
        ("Three", root),
    ]
    assert await scene.call("DELETE", f"{there}/{root}") == (200, None)
    status, answer = await scene.call("PUT", f"{there}/{root}", {"type": "message", "text": "Again"})
    assert (status, code(answer)) == (404, "ActivityNotFoundInConversation")


async def test_typing_shows_nothing_and_takes_no_messages_place(scene: Stage) -> None:
    root, other = [await scene.post(IDEAS, {"type": "message", "text": text}) for text in ("One", "Two")]
    there = f"/conversations/{IDEAS}/activities"
    assert (await scene.call("POST", there, {"type": "typing"}))[0] == 201
    assert [one.text for one in scene.tenant.seen(IDEAS)] == ["One", "Two"]
    status, answer = await scene.call("PUT", f"{there}/{root}", {"type": "typing"})
    assert (status, code(answer)) == (400, "BadSyntax")
    thread = f"/conversations/{IDEAS};messageid={other}/activities/{root}"
    status, answer = await scene.call("PUT", thread, {"type": "message", "text": "of another thread"})
    assert (status, code(answer)) == (404, "ActivityNotFoundInConversation")


async def test_a_bot_may_not_change_what_people_wrote(scene: Stage) -> None:
    await scene.tenant.write(AINO.id, IDEAS, "mine")
    mine = scene.tenant.seen(IDEAS)[0].id
    status, answer = await scene.call("DELETE", f"/conversations/{IDEAS}/activities/{mine}")
    assert (status, code(answer)) == (403, "NotEnoughPermissions")


async def test_a_personal_chat_needs_the_app_to_be_installed(scene: Stage) -> None:
    wanted = {"bot": {"id": f"28:{APP}"}, "tenantId": TENANT, "isGroup": False}
    for known in (AINO.id, scene.tenant.directory.mri(AINO.id)):
        made = await scene.call("POST", "/conversations", {**wanted, "members": [{"id": known}]})
        assert made == (201, {"id": scene.chat(AINO)})
    status, answer = await scene.call("POST", "/conversations", {**wanted, "members": [{"id": GUEST.id}]})
    assert (status, code(answer)) == (403, "ForbiddenOperationException")
    status, answer = await scene.call("POST", "/conversations", {"members": [{"id": AINO.id}], "tenantId": "another"})
    assert (status, code(answer)) == (400, "BadArgument")
    scene.tenant.block(AINO.id)
    status, answer = await scene.call("POST", "/conversations", {**wanted, "members": [{"id": AINO.id}]})
    assert (status, code(answer)) == (403, "MessageWritesBlocked")
    with pytest.raises(Undelivered, match="blocked"):
        await scene.tenant.write_privately(AINO.id, "hello")
    scene.tenant.unblock(AINO.id)
    assert (await scene.call("POST", "/conversations", {**wanted, "members": [{"id": AINO.id}]}))[0] == 201


async def test_removed_and_blocked_bots_may_not_write(scene: Stage) -> None:
    hello = {"type": "message", "text": "Hello"}
    await scene.tenant.remove_from_team(AINO.id)
    await scene.tenant.uninstall(AINO.id)
    scene.tenant.block(BERT.id)
    wanted = {IDEAS: "BotNotInConversationRoster", scene.chat(AINO): "BotNotInConversationRoster"}
    wanted |= {scene.chat(BERT): "MessageWritesBlocked"}
    for conversation, said in wanted.items():
        status, answer = await scene.call("POST", f"/conversations/{conversation}/activities", hello)
        assert (status, code(answer)) == (403, said)


@pytest.mark.parametrize(
    ("activity", "status", "said"),
    [
        ({"type": "event"}, 400, "BadSyntax"),
        ({"type": "message"}, 400, "BadSyntax"),
        ({"type": "message", "text": "x" * 29_000}, 413, "MessageSizeTooBig"),
        (message(card(version="1.6")), 400, "BadArgument"),
        (message(card({"type": "TextBlock", "txt": "typo"})), 400, "BadSyntax"),
        (message(card(actions=[{"type": "Action.Http", "title": "x"}])), 400, "BadSyntax"),
        ({"type": "message", "attachments": [{"contentType": "application/x"}]}, 400, "BadArgument"),
        ({"type": "message", "attachments": [{"contentType": FILE_CONSENT, "content": {}}]}, 400, "BadArgument"),
    ],
)
async def test_what_teams_does_not_take_is_refused(
    scene: Stage, activity: dict[str, Any], status: int, said: str
) -> None:
    answered, answer = await scene.call("POST", f"/conversations/{IDEAS}/activities", activity)
    assert (answered, code(answer)) == (status, said)
    assert scene.tenant.seen(IDEAS) == []


async def test_teams_own_additions_pass_the_schema(scene: Stage) -> None:
    people: dict[str, Any] = {"type": "Input.ChoiceSet", "id": "who", "label": "Who", "choices": []}
    people["choices.data"] = {"type": "Data.Query", "dataset": "graph.microsoft.com/users"}
    await scene.post_card(IDEAS, people, msteams={"width": "Full"})


async def test_questionable_messages_are_recorded(scene: Stage) -> None:
    nameless: dict[str, Any] = {"type": "Input.Text", "id": "x", "isRequired": True}
    hidden = {**nameless, "id": "y", "label": "Y", "errorMessage": "Y", "isVisible": False}
    picture = {"type": "Image", "url": "https://example.org/a.png"}
    away = {"type": "Action.OpenUrl", "title": "Away", "url": "https://example.org"}
    no_fallback = execute("Go")
    del no_fallback["fallback"]
    crowd = {"action": execute("r"), "userIds": [f"29:{number}" for number in range(61)]}
    content = card(nameless, hidden, picture, block("<at>Ghost</at>"), refresh=crowd)
    content["actions"] = [away, no_fallback, *(execute(str(n)) for n in range(6))]
    del content["fallbackText"]
    content["msteams"] = {"entities": [{"type": "mention", "text": "<at>Bert</at>", "mentioned": {"id": BERT.id}}]}
    await scene.post(IDEAS, message(content, summary=""))
    assert {broken.rule for broken in scene.tenant.broken_rules} == {
        "no label",
        "no errorMessage",
        "hidden and required",
        "mention not in the text",
        "no altText",
        "leaves Teams",
        "no fallback",
        "no fallbackText",
        "no summary",
        "too many actions",
        "too many refreshed",
        "<at> without an entity",
    }


async def test_a_mention_pings(scene: Stage) -> None:
    entity = {"type": "mention", "text": "<at>Bert</at>", "mentioned": {"id": BERT.id, "name": "Bert"}}
    await scene.post(IDEAS, {"type": "message", "text": "<at>Bert</at> look", "entities": [entity]})
    assert scene.tenant.pings == [entity]
    assert scene.tenant.broken_rules == []
    assert scene.tenant.seen(IDEAS)[0].text == "Bert look"


async def test_the_roster_tells_who_is_a_guest_or_from_elsewhere(scene: Stage) -> None:
    _, members = await scene.call("GET", f"/conversations/{IDEAS}/members")
    assert [member["userRole"] for member in members] == ["user", "user", "guest", "user"]
    assert [member["tenantId"] == TENANT for member in members] == [True, True, True, False]
    _, one = await scene.call("GET", f"/conversations/{IDEAS}/members/{scene.tenant.directory.mri(OLGA.id)}")
    assert one["aadObjectId"] == OLGA.id
    status, answer = await scene.call("GET", f"/conversations/{QUIET}/members/{OLGA.id}")
    assert (status, code(answer)) == (404, "MemberNotFoundInConversation")


async def test_the_roster_comes_in_pages(scene: Stage) -> None:
    _, page = await scene.call("GET", f"/conversations/{IDEAS}/pagedmembers?pageSize=50&continuationToken=3")
    assert [member["name"] for member in page["members"]] == [OLGA.name]
    assert "continuationToken" not in page
    for wrong in ("pageSize=many", "continuationToken=x"):
        status, answer = await scene.call("GET", f"/conversations/{IDEAS}/pagedmembers?{wrong}")
        assert (status, code(answer)) == (400, "BadArgument")


async def test_a_team_lists_its_channels(scene: Stage) -> None:
    team = scene.tenant.directory.team_id
    _, details = await scene.call("GET", f"/teams/{team}")
    _, channels = await scene.call("GET", f"/teams/{team}/conversations")
    assert details["memberCount"] == 4
    assert [channel["id"] for channel in channels["conversations"]] == [team, IDEAS, QUIET]
    status, answer = await scene.call("GET", f"/teams/{IDEAS}")
    assert (status, code(answer)) == (404, "ConversationNotFound")
    await scene.tenant.remove_from_team(AINO.id)
    for path in (f"/teams/{team}", f"/teams/{team}/conversations"):
        status, answer = await scene.call("GET", path)
        assert (status, code(answer)) == (403, "BotNotInConversationRoster")


async def test_ordered_faults_come_before_or_after_the_work(scene: Stage) -> None:
    path, hello = f"/conversations/{IDEAS}/activities", {"type": "message", "text": "Hello"}
    scene.tenant.faults.fail_next(412)
    status, answer = await scene.call("POST", path, hello)
    assert (status, code(answer)) == (412, "PreconditionFailed")
    scene.tenant.faults.fail_next(504, after=True)
    assert await scene.call("POST", path, hello) == (504, None)
    assert len(scene.tenant.seen(IDEAS)) == 1


async def test_too_many_messages_in_a_conversation_are_throttled(scene: Stage) -> None:
    scene.tenant.faults.limits_on = True
    path, hello = f"/conversations/{IDEAS}/activities", {"type": "message", "text": "Hello"}
    answers = [await scene.call("POST", path, hello) for _ in range(8)]
    assert [status for status, _ in answers] == [201] * 7 + [429]
    assert code(answers[-1][1]) == "Throttled"


async def test_every_call_is_in_the_traffic(scene: Stage) -> None:
    await scene.call("DELETE", f"/conversations/{IDEAS}/activities/1")
    call = scene.tenant.traffic[-1]
    assert (call.direction, call.status) == ("from bot", 404)
    assert "ActivityNotFoundInConversation" in str(call.problem)
    secrets = [exchange for exchange in scene.tenant.traffic if PASSWORD in str(exchange)]
    assert secrets == []


async def test_a_restart_forgets_nothing(tmp_path: Path) -> None:
    async with stage(tmp_path / "teams.json") as scene:
        await scene.at_home()
        shown = await scene.post_card(IDEAS, block("Kept"))
        token = scene.token
    async with stage(tmp_path / "teams.json") as scene:
        assert scene.tenant.seen(IDEAS) == [shown]
        scene.token = token
        path = f"/conversations/{IDEAS}/activities/{shown.id}"
        assert (await scene.call("PUT", path, message(card(block("New")))))[0] == 200
        assert scene.tenant.seen(IDEAS)[0].text == "New"


def test_a_bot_elsewhere_is_refused() -> None:
    for endpoint in (
        "https://bot.example.org/api/messages",
        "http://10.0.0.7/api/messages",
        "http://localhost.example",
    ):
        with pytest.raises(ValueError, match="on this machine"):
            TeamsTenant(TENANT, [AINO], [], app_id=APP, app_password=PASSWORD, messaging_endpoint=endpoint)


async def test_a_bot_that_is_slow_to_answer_a_press_has_failed(scene: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delivery, "INVOKE_SECONDS", 0.2)
    hung = await scene.post_card(IDEAS, block("Hi"), actions=[execute("Support")])
    scene.wait = asyncio.Event()
    with pytest.raises(Undelivered, match=r"no answer in 0\.2 seconds"):
        await scene.tenant.press(AINO.id, hung, "Support")
    scene.wait.set()


async def test_a_bot_that_does_not_answer_is_a_problem_for_people(scene: Stage) -> None:
    scene.status = 500
    with pytest.raises(Undelivered, match="answered 500"):
        await scene.tenant.write_privately(AINO.id, "hi")
