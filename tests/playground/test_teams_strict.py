"""What Teams refuses, the local tenant refuses, with the codes of Microsoft's «conversation messages» table."""

import time
from itertools import islice
from typing import Any
from uuid import uuid4

import jwt
import pytest

from playground.teams import Undelivered
from tests.playground.breaking import EACH, broken
from tests.playground.teams_app import (
    AINO,
    APP,
    BERT,
    CARD,
    GUEST,
    IDEAS,
    QUIET,
    TENANT,
    Stage,
    block,
    card,
    dialog,
    execute,
    finds,
    message,
    opens,
    shows,
    stage,
    submit,
)

HELLO = {"type": "message", "text": "Hello"}
PATH = f"/conversations/{IDEAS}/activities"


def code(answer: Any) -> str:
    return str(answer["error"]["code"])


def token(scene: Stage, secret: str = "", algorithm: str = "HS256", **changed: Any) -> str:
    """A token as Entra gives it, but for what is changed; None leaves a claim out."""
    now = int(time.time())
    claims = {"aud": "https://api.botframework.com", "iss": f"https://sts.windows.net/{TENANT}/", "iat": now}
    claims |= {"nbf": now, "exp": now + 3599, "appid": APP, "tid": TENANT} | changed
    kept = {name: value for name, value in claims.items() if value is not None}
    key = "" if algorithm == "none" else secret or scene.tenant.login._kept["secret"]
    return jwt.encode(kept, key, algorithm=algorithm)


FOREIGN: dict[str, dict[str, Any]] = {
    "of another tenant": {"tid": str(uuid4())},
    "of no tenant": {"tid": None},
    "of another app": {"appid": str(uuid4())},
    "for another audience": {"aud": "https://graph.microsoft.com"},
    "for no audience": {"aud": None},
    "expired": {"exp": int(time.time()) - 10},
    "of tomorrow": {"nbf": int(time.time()) + 86_400},
    "signed by another": {"secret": "x" * 64},
    "not signed": {"algorithm": "none"},
}


@pytest.mark.parametrize("what", FOREIGN)
async def test_a_foreign_token_is_401_for_every_call(what: str) -> None:
    async with stage() as scene:
        await scene.at_home()
        good = {"Authorization": f"Bearer {token(scene)}"}
        assert (await scene.call("POST", PATH, HELLO, headers=good))[0] == 201, "a token made like this is taken"
        wrong = {"Authorization": f"Bearer {token(scene, **FOREIGN[what])}"}
        for method, path in (
            ("POST", PATH),
            ("PUT", f"{PATH}/1"),
            ("DELETE", f"{PATH}/1"),
            ("POST", "/conversations"),
            ("GET", f"/conversations/{IDEAS}/members"),
            ("GET", f"/teams/{scene.tenant.directory.team_id}"),
            ("GET", "/nothing"),
        ):
            status, answer = await scene.call(method, path, HELLO, headers=wrong)
            assert (status, code(answer)) == (401, "Unauthorized"), path
        assert len(scene.tenant.seen(IDEAS)) == 1


async def test_tokens_are_given_for_the_own_tenant_only_and_die_when_they_are_revoked() -> None:
    async with stage() as scene:
        await scene.at_home()
        other = scene.urls.token_url.replace(TENANT, str(uuid4()))
        form = {"grant_type": "client_credentials", "client_id": APP, "client_secret": "hush"}
        async with scene.session.post(other, data=form) as answer:
            said = await answer.json()
        assert (answer.status, said["error"]) == (400, "invalid_request")
        assert said["error_description"].startswith("AADSTS90002")
        await scene.post(IDEAS, HELLO)
        scene.tenant.login.revoke_tokens()
        assert (await scene.call("POST", PATH, HELLO))[0] == 401


async def test_another_tenants_address_is_not_found() -> None:
    async with stage() as scene:
        await scene.at_home()
        url = f"{scene.urls.service_url.replace(TENANT, str(uuid4()))}v3{PATH}"
        headers = {"Authorization": f"Bearer {token(scene)}"}
        async with scene.session.post(url, json=HELLO, headers=headers) as answer:
            assert (answer.status, code(await answer.json())) == (404, "ConversationNotFound")
        assert scene.tenant.seen(IDEAS) == []


@pytest.mark.parametrize("conversation", ["19:nowhere@thread.tacv2", "a:1nobody", f"{IDEAS};messageid=1", "x"])
async def test_a_conversation_that_is_not_there_is_404(conversation: str) -> None:
    async with stage() as scene:
        await scene.at_home()
        status, answer = await scene.call("POST", f"/conversations/{conversation}/activities", HELLO)
        assert (status, code(answer)) == (404, "ConversationNotFound")


async def test_a_deleted_channel_and_a_strangers_chat_take_nothing() -> None:
    async with stage() as scene:
        await scene.at_home()
        status, answer = await scene.call("POST", f"/conversations/{scene.chat(GUEST)}/activities", HELLO)
        assert (status, code(answer)) == (403, "BotNotInConversationRoster")
        await scene.tenant.delete_channel(AINO.id, IDEAS)
        status, answer = await scene.call("POST", PATH, HELLO)
        assert (status, code(answer)) == (404, "ConversationNotFound")


@pytest.mark.parametrize("version", ["1.6", "2.0", "1.10", "1.5.1", "1", "", "latest", None, 1.6])
async def test_a_card_of_another_version_is_refused_wherever_it_comes(version: Any) -> None:
    async with stage() as scene:
        await scene.at_home()
        new = card(block("x"), version=version)
        ts = await scene.post(IDEAS, message(card(block("x"), actions=[execute("Go")])))
        for method, path in (("POST", PATH), ("PUT", f"{PATH}/{ts}")):
            status, answer = await scene.call(method, path, message(new))
            assert (status, code(answer)) == (400, "BadArgument")
        scene.answers["adaptiveCard/action"] = shows(new)
        with pytest.raises(Undelivered, match=r"up to 1\.5"):
            await scene.tenant.press(AINO.id, scene.tenant.seen(IDEAS)[0], "Go")
        scene.answers["task/fetch"] = dialog(new)
        hung = await scene.post_card(scene.chat(AINO), block("Hi"), actions=[opens("Open")])
        with pytest.raises(Undelivered, match=r"up to 1\.5"):
            await scene.tenant.press(AINO.id, hung, "Open")
        assert scene.tenant.dialog(AINO.id) is None


@pytest.mark.parametrize("version", ["1.0", "1.2", "1.5"])
async def test_an_older_card_is_taken(version: str) -> None:
    async with stage() as scene:
        await scene.at_home()
        await scene.post(IDEAS, message(card(block("x"), version=version)))


async def test_a_message_that_is_too_big_is_413_also_as_a_change_and_as_an_answer() -> None:
    async with stage() as scene:
        await scene.at_home()
        ts = await scene.post(IDEAS, message(card(block("x"), actions=[execute("Go")])))
        big = card(*(block("x" * 2000) for _ in range(15)))
        for method, path in (("POST", PATH), ("PUT", f"{PATH}/{ts}"), ("POST", f"{PATH}/{ts}")):
            status, answer = await scene.call(method, path, message(big))
            assert (status, code(answer)) == (413, "MessageSizeTooBig")
        scene.answers["adaptiveCard/action"] = shows(big)
        with pytest.raises(Undelivered, match="413"):
            await scene.tenant.press(AINO.id, scene.tenant.seen(IDEAS)[0], "Go")
        assert [one.text for one in scene.tenant.seen(IDEAS)] == ["x"]


@pytest.mark.parametrize(
    ("status", "said"), [(412, "PreconditionFailed"), (429, "Throttled"), (500, "ServiceError"), (502, "ServiceError")]
)
async def test_a_bad_day_has_its_code_and_too_many_requests_say_how_long(status: int, said: str) -> None:
    async with stage() as scene:
        await scene.at_home()
        await scene.call("GET", "/nothing")
        scene.tenant.faults.fail_next(status, retry_after=7 if status == 429 else None)
        headers = {"Authorization": f"Bearer {token(scene)}"}
        url = f"{scene.urls.service_url}v3{PATH}"
        async with scene.session.post(url, json=HELLO, headers=headers) as answer:
            assert (answer.status, code(await answer.json())) == (status, said)
            assert answer.headers.get("Retry-After") == ("7" if status == 429 else None)
        assert scene.tenant.seen(IDEAS) == []
        assert (await scene.call("POST", PATH, HELLO))[0] == 201


async def test_fifty_calls_a_second_are_the_most_of_a_whole_tenant() -> None:
    async with stage() as scene:
        await scene.at_home()
        scene.tenant.faults.limits_on = True
        people = f"/teams/{scene.tenant.directory.team_id}"
        statuses = [(await scene.call("GET", people))[0] for _ in range(7)]
        assert statuses == [200] * 7
        for number in range(43):
            scene.tenant.faults.count(f"conversation {number}")
        status, answer = await scene.call("POST", PATH, HELLO)
        assert (status, code(answer)) == (429, "Throttled")


BREAKS: dict[str, tuple[dict[str, Any], list[str]]] = {
    "six actions": ({"actions": [execute(str(n)) for n in range(6)]}, []),
    "seven actions": ({"actions": [execute(str(n)) for n in range(7)]}, ["too many actions"]),
    "seven actions, one of them behind the dots": (
        {"actions": [*(execute(str(n)) for n in range(6)), execute("7", mode="secondary")]},
        [],
    ),
    "sixty readers": ({"refresh": {"action": execute("r"), "userIds": ["29:1"] * 60}}, []),
    "sixty-one readers": ({"refresh": {"action": execute("r"), "userIds": ["29:1"] * 61}}, ["too many refreshed"]),
    "no words for old clients": ({"fallbackText": ""}, ["no fallbackText"]),
    "a button that leaves": (
        {"actions": [{"type": "Action.OpenUrl", "title": "x", "url": "https://e.example"}]},
        ["leaves Teams"],
    ),
    "a button that stays": (
        {"actions": [{"type": "Action.OpenUrl", "title": "x", "url": "https://teams.microsoft.com/l/entity/x"}]},
        [],
    ),
}


@pytest.mark.parametrize("what", BREAKS)
async def test_what_teams_shows_although_it_should_not_be_sent_is_noted(what: str) -> None:
    changed, rules = BREAKS[what]
    async with stage() as scene:
        await scene.at_home()
        await scene.post(IDEAS, message(card(block("x"), **changed)))
        assert [one.rule for one in scene.tenant.broken_rules] == rules


async def test_a_dialog_sends_by_submit_only() -> None:
    async with stage() as scene:
        await scene.at_home()
        scene.answers["task/fetch"] = dialog(card(block("x"), actions=[execute("Send")]))
        hung = await scene.post_card(scene.chat(AINO), block("Hi"), actions=[opens("Open")])
        await scene.tenant.press(AINO.id, hung, "Open")
        assert [one.rule for one in scene.tenant.broken_rules] == ["Action.Execute in a dialog"]
        with pytest.raises(Undelivered, match=r"know no Action\.Execute"):
            await scene.tenant.press_in_dialog(AINO.id, "Send")


MENTION = {"type": "mention", "text": "<at>Bert</at>", "mentioned": {"id": BERT.id, "name": "Bert"}}
CHOICES: dict[str, Any] = {
    "type": "Input.ChoiceSet",
    "id": "c",
    "label": "L",
    "choices": [{"title": "A", "value": "a"}],
    "choices.data": {"type": "Data.Query", "dataset": "ideas"},
    "value": "a",
}
UNFOLDS = {
    "type": "Action.ShowCard",
    "title": "M",
    "card": {"type": "AdaptiveCard", "version": "1.5", "body": [block("x")]},
}
SAMPLE = message(
    card(
        block("**x** <at>Bert</at>", id="t"),
        {"type": "RichTextBlock", "inlines": [{"type": "TextRun", "text": "a"}]},
        {"type": "FactSet", "facts": [{"title": "a", "value": "b"}]},
        {"type": "ColumnSet", "columns": [{"type": "Column", "items": [block("l")]}]},
        {"type": "Image", "url": "https://e.example/a.png", "altText": "a"},
        CHOICES,
        {"type": "Input.Date", "id": "d", "label": "D", "min": "2026-01-01"},
        actions=[execute("Go", data={"idea": 7}), submit("S", {"msteams": {"type": "task/fetch"}}), UNFOLDS],
        refresh={"action": execute("r"), "userIds": ["29:1"]},
        msteams={"width": "Full", "entities": [MENTION]},
    ),
    text="hi <at>Bert</at>",
    entities=[MENTION],
)
CREATION: dict[str, Any] = {
    "bot": {"id": f"28:{APP}"},
    "tenantId": TENANT,
    "isGroup": False,
    "members": [{"id": AINO.id}],
    "channelData": {"tenant": {"id": TENANT}, "channel": {"id": IDEAS}},
    "activity": HELLO,
}


@EACH
async def test_a_message_that_is_broken_in_any_place_is_refused_or_shown_and_nothing_falls_over(each: int) -> None:
    async with stage() as scene:
        await scene.at_home()
        assert (await scene.call("POST", PATH, SAMPLE))[0] == 201
        for path, activity in islice(broken(SAMPLE, (None, 1, [], {})), 0, None, each):
            status, answer = await scene.call("POST", PATH, activity)
            assert status in (201, 400), (path, answer)
            if status == 201:
                assert len(scene.tenant.seen(IDEAS)) <= 2, path
                scene.tenant.state.messages.clear()
            else:
                assert code(answer) in ("BadSyntax", "BadArgument")


async def test_a_new_conversation_that_is_broken_in_any_place_has_a_code() -> None:
    own = {name: value for name, value in CREATION.items() if name != "channelData"}
    async with stage() as scene:
        await scene.at_home()
        for whole in (CREATION, own):
            assert (await scene.call("POST", "/conversations", whole))[0] == 201
            for path, body in broken(whole):
                status, answer = await scene.call("POST", "/conversations", body)
                assert status in (201, 400, 404), (path, answer)
                assert status == 201 or code(answer) in ("BadSyntax", "BadArgument", "ConversationNotFound")


async def test_only_actions_that_are_declared_can_be_taken_and_a_dialog_must_come() -> None:
    async with stage() as scene:
        await scene.at_home()
        tenant = scene.tenant
        said = await scene.post_card(IDEAS, block("Walking meetings"))
        for command in ("shareMessage", "unknown"):
            with pytest.raises(LookupError, match="not offered"):
                await tenant.take_action(AINO.id, command, IDEAS)
        for command in ("shareIdea", "unknown"):
            with pytest.raises(LookupError, match="not offered"):
                await tenant.take_action_of(AINO.id, said.id, command)
        scene.answers["composeExtension/fetchTask"] = {}
        with pytest.raises(Undelivered, match="no dialog"):
            await tenant.take_action_of(AINO.id, said.id, "shareMessage")


async def test_a_link_of_a_declared_domain_brings_its_card_along_if_teams_can_draw_it_tm16() -> None:
    async with stage() as scene:
        await scene.at_home()
        link, drawn = "https://latu.example/i/1", {**card(block("Walking meetings")), "version": "1.3"}

        def answer(content: dict[str, Any]) -> None:
            shown = {"contentType": "application/vnd.microsoft.card.adaptive", "content": content}
            told = {"type": "result", "attachmentLayout": "list", "attachments": [{**shown, "preview": shown}]}
            scene.answers["composeExtension/queryLink"] = {"composeExtension": told}

        answer({**drawn, "version": "1.5"})
        with pytest.raises(Undelivered, match=r"1\.3"):
            await scene.tenant.write(AINO.id, IDEAS, link)
        answer(drawn)
        heard = len(scene.heard)
        await scene.tenant.write(AINO.id, IDEAS, "https://latu.example.evil.example/i/1")
        assert len(scene.heard) == heard
        await scene.tenant.write(AINO.id, IDEAS, f"look: {link}")
        assert scene.heard[-1]["value"] == {"url": link}
        assert "Walking meetings" in scene.tenant.seen(IDEAS)[-1].lines


async def test_what_is_found_needs_a_line_that_the_list_can_draw_and_no_more_than_was_asked_for_tm15() -> None:
    async with stage() as scene:
        await scene.at_home()
        good = ("Keys", card(block("Keys")))
        for wrong, why in (
            ({"composeExtension": {"type": "message", "text": ""}}, "no valid answer"),
            (finds(("", card(block("Keys")))), "title"),
            (finds(("Keys", card(block("Keys"), version="9"))), "1.5"),
            (finds(*[good] * 26), "25"),
        ):
            scene.answers["composeExtension/query"] = wrong
            with pytest.raises(Undelivered, match=why):
                await scene.tenant.open_search(AINO.id, "findIdeas", IDEAS)
        adaptive = finds(good)
        adaptive["composeExtension"]["attachments"][0]["preview"]["contentType"] = CARD
        scene.answers["composeExtension/query"] = adaptive
        with pytest.raises(Undelivered, match="thumbnail"):
            await scene.tenant.open_search(AINO.id, "findIdeas", IDEAS)
        scene.answers["composeExtension/query"] = finds(*[good] * 25)
        await scene.tenant.open_search(AINO.id, "findIdeas", IDEAS)
        await scene.tenant.more_found(AINO.id)
        assert scene.heard[-1]["value"]["queryOptions"] == {"skip": 25, "count": 25}
        with pytest.raises(LookupError):
            await scene.tenant.open_search(BERT.id, "findIdeas", QUIET)
