"""What Teams sends over the real route, signed: who is let in, what the product is asked, and what is answered."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest
import structlog
from aiohttp import web

from bot.intents import MENTION as SOMEBODY
from bot.intents import (
    CaptureMessage,
    Intent,
    MyPage,
    OpenSettings,
    Outdated,
    Say,
    SeeIdea,
    SendFile,
    ShareIdea,
    Support,
    Unfold,
    WriteIdea,
    encode,
)
from bot.model import Place, Request, Subject
from bot.replies import Reply
from bot.views.kinds import Card, Form, Line, Notice, Report, Shown
from bot.views.text import plain, say
from tests.adapters.teams.product import (
    CHANNEL,
    CHAT,
    THREAD,
    Product,
    Tenant,
    buttons,
    check,
    connected,
    dialog_card,
    inputs,
    sent_card,
    texts,
)
from tests.adapters.teams.service import APP, TENANT, BotService

DONE = Notice(say("You support “{title}”.", title="Keys"), "done")
NO = Notice(say("This is no longer here."), "refused")
FORM = Form(say("Share an idea"), ShareIdea(), (Line("title", say("The idea"), required=True),), say("Share"))
MENTION = [{"type": "mention", "text": "<at>Latu</at>", "mentioned": {"id": f"28:{APP}", "name": "Latu"}}]
LINK = f"https://teams.microsoft.com/l/message/{CHANNEL}/1700000000000?tenantId={TENANT}&parentMessageId=1700000000000"
CARD = Card(Subject("idea", 7), plain("Keys"), again=SeeIdea(7))
PRESS = {"latu": encode(Support(7)), "subject": "idea:7", "msteams": {"type": "task/fetch"}}


@pytest.fixture
def product() -> Product:
    return Product()


@pytest.fixture
async def tenant(service: BotService, product: Product) -> AsyncIterator[Tenant]:
    async with connected(service, product) as tenant:
        yield tenant


def member(**fields: Any) -> web.Response:
    usual = {"id": "29:aino", "objectId": "aino", "name": "Aino", "email": "aino@example.org", "userRole": "user"}
    return web.json_response(usual | {"tenantId": TENANT} | fields)


async def test_a_pressed_button_is_answered_in_a_dialog_tm10_tm20_tm27(tenant: Tenant, product: Product) -> None:
    product.reply = Reply(DONE, language="en")
    status, answer = await tenant.press(PRESS)
    assert status == 200
    assert texts(dialog_card(answer)) == ["You support “Keys”."]
    intent, request = product.only
    assert intent == Support(7)
    assert request.subject == Subject("idea", 7)
    assert request.opens


def anew(card: dict[str, Any]) -> dict[str, Any]:
    """What a client sends that draws a card anew for whoever looks at it."""
    action = card["refresh"]["action"]
    return {"action": {key: action[key] for key in ("type", "verb", "data")}, "trigger": "automatic"}


async def looks(tenant: Tenant, value: object, **fields: Any) -> dict[str, Any]:
    usual = {"type": "invoke", "name": "adaptiveCard/action", "id": "f:9", "replyToId": "1", "value": value}
    status, answer = await tenant.send(**usual | fields)
    assert status == 200
    assert isinstance(answer, dict)
    return answer


async def test_whoever_looks_at_a_card_gets_their_own_view_of_it_and_is_named_in_no_message_tm18_tm19_tm20(
    tenant: Tenant, product: Product
) -> None:
    place = Place("teams", TENANT, CHANNEL, json.dumps({"service_url": tenant.service.service_url}))
    for title in ("Keys", "Cars"):
        await tenant.connection.platform.post(place, replace(CARD, title=plain(title)), "en")
    hung, other = (sent_card(one.body) for one in tenant.service.received)
    assert hung["refresh"].keys() == {"action"}
    assert hung["refresh"]["action"]["type"] == "Action.Execute"
    product.reply = Reply(replace(CARD, note=say("You support “{title}”.", title="Keys")), language="en")
    answer = await looks(tenant, anew(hung))
    assert (answer["statusCode"], answer["type"]) == (200, "application/vnd.microsoft.card.adaptive")
    assert texts(check(answer["value"])) == ["Keys", "You support “Keys”."]
    assert answer["value"]["refresh"] == hung["refresh"], "the same copy is looked at again"
    [(intent, request, copy)] = product.looks
    assert (intent, request.caller.own.id) == (SeeIdea(7), "aino")
    assert product.asked == []
    await looks(tenant, anew(other))
    assert product.looks[-1][2] != copy, "what hangs is another copy"


async def test_a_card_that_cannot_be_seen_anew_stays_as_it_hangs(tenant: Tenant, product: Product) -> None:
    """The trap: the SDK answers a malformed adaptiveCard/action with 500."""
    product.reply = Reply(NO, language="en")
    good = {"action": {"type": "Action.Execute", "verb": "look", "data": {"latu": encode(SeeIdea(7)), "copy": "x"}}}
    wrong: tuple[object, ...] = (
        None,
        7,
        [],
        {},
        {"action": 7},
        {"action": {"data": []}},
        {"action": {"data": {"latu": 7, "copy": []}}},
    )
    answers = [await looks(tenant, one) for one in (good, *wrong)]
    answers.append(await looks(tenant, good, **{"from": {"id": "29:guest", "name": "Guest"}}))
    assert {one["statusCode"] for one in answers} == {400}
    assert {one["type"] for one in answers} == {"application/vnd.microsoft.error"}
    assert answers[0]["value"] == {"code": "BadRequest", "message": "This is no longer here."}
    assert all(one["value"]["message"] for one in answers)
    assert len(product.looks) == 1


async def test_the_person_is_the_one_who_was_signed_never_one_of_the_payload(tenant: Tenant, product: Product) -> None:
    forged = PRESS | {"from": {"aadObjectId": "boss"}, "aadObjectId": "boss", "userId": "boss"}
    await tenant.press(forged, **{"from": {"id": "29:aino", "aadObjectId": "aino", "name": "Aino Aalto"}})
    caller = product.only[1].caller
    assert (caller.own.platform, caller.own.home, caller.own.id, caller.own.private) == ("teams", TENANT, "aino", True)
    assert (caller.name, caller.language) == ("Aino Aalto", "fi")
    address = json.loads(caller.own.address)
    assert address == {"service_url": tenant.service.service_url, "conversation": CHANNEL, "user": "29:aino"}


async def test_a_thread_is_its_channel(tenant: Tenant, product: Product) -> None:
    data = {"tenant": {"id": TENANT}, "channel": {"id": CHANNEL, "name": "Square"}}
    await tenant.press(PRESS, channelData=data, conversation={"id": THREAD, "tenantId": TENANT})
    address = json.dumps({"service_url": tenant.service.service_url, "conversation": CHANNEL}, separators=(",", ":"))
    assert product.only[1].place == Place("teams", TENANT, CHANNEL, address, name="Square")


async def take(tenant: Tenant, value: dict[str, Any], **fields: Any) -> tuple[int, Any]:
    """Somebody takes an action of the app."""
    return await tenant.send(type="invoke", name="composeExtension/fetchTask", id="f:7", value=value, **fields)


def of_message(**payload: Any) -> dict[str, Any]:
    """An action in the menu of a message."""
    user = {"userIdentityType": "aadUser", "id": "bert", "displayName": "Bert"}
    body = {"contentType": "html", "content": "<p>Spare &lt;b&gt; keys&nbsp;<at>Aino</at></p><p>in cars<br>too</p>"}
    told = {"linkToMessage": LINK, "body": body, "from": {"user": user}} | payload
    return {"commandId": "shareMessage", "commandContext": "message", "messagePayload": told}


async def test_the_action_of_a_message_brings_its_text_its_writer_and_its_link_into_a_dialog_tm14(
    tenant: Tenant, product: Product
) -> None:
    product.reply = Reply(FORM, language="en")
    where = {"id": THREAD, "tenantId": TENANT, "conversationType": "channel"}
    status, answer = await take(tenant, of_message(), conversation=where)
    assert status == 200
    assert inputs(dialog_card(answer))
    intent, request = product.only
    assert intent == CaptureMessage(f"Spare <b> keys {SOMEBODY}\nin cars\ntoo", "bert", LINK, ("@",))
    assert request.place
    assert (request.place.id, request.opens, request.message) == (CHANNEL, True, None)


async def test_the_subject_of_a_message_comes_along_with_its_text(tenant: Tenant, product: Product) -> None:
    body = {"contentType": "html", "content": '<p><at id="0">Bert</at> has a set.</p>'}
    bert = {"id": 0, "mentioned": {"user": {"userIdentityType": "aadUser", "id": "bert"}}}
    await take(tenant, of_message(subject=f" Spare {SOMEBODY}keys ", body=body, mentions=[bert]))
    await take(tenant, of_message(subject="Spare keys", body={"contentType": "html", "content": ""}))
    told = [(intent.text, intent.mentioned) for intent, _ in product.asked if isinstance(intent, CaptureMessage)]
    assert told == [(f"Spare keys\n{SOMEBODY} has a set.", ("@bert",)), ("Spare keys", ())]


async def test_a_message_of_teams_mentions_people_by_their_ids_and_everything_else_by_its_name(
    tenant: Tenant, product: Product
) -> None:
    """The trap: Teams mentions a first and a last name each for itself."""
    html = (
        '<p><at id="0">Otto</at>&nbsp;<at id="1">Oksanen</at> \ufffc<at id="2">Ideas</at> <at id="3">Latu</at> '
        '<at id="4">Vieras</at>, <at id="5">Kuka</at>.</p>'
    )
    otto = {"user": {"userIdentityType": "aadUser", "id": "otto", "displayName": "Otto Oksanen"}}
    meant: list[dict[str, Any]] = [
        otto,
        otto,
        {"conversation": {"id": CHANNEL}},
        {"application": {"id": "28:x"}, "user": None},
        {"user": {"userIdentityType": "federatedUser", "id": "vieras"}},
    ]
    mentions = [{"id": number, "mentioned": one} for number, one in enumerate(meant)]
    await take(tenant, of_message(body={"contentType": "html", "content": html}, mentions=mentions))
    assert isinstance(taken := product.only[0], CaptureMessage)
    assert taken.text == f"{SOMEBODY} Ideas Latu {SOMEBODY}, {SOMEBODY}."
    assert taken.mentioned == ("@otto", "@", "@")


@pytest.mark.parametrize(
    "more",
    [
        {
            "linkToMessage": "https://evil.example/l/message/1/2",
            "from": {"user": {"userIdentityType": "anonymousGuest", "id": "guest"}},
        },
        {"linkToMessage": 7, "from": {"user": None, "application": {"id": "28:x"}}},
        {"linkToMessage": LINK + ")[x](https://evil.example", "from": None},
    ],
)
async def test_of_strangers_apps_and_other_addresses_only_the_text_is_taken(
    tenant: Tenant, product: Product, more: dict[str, Any]
) -> None:
    await take(tenant, of_message(**more))
    assert isinstance(taken := product.only[0], CaptureMessage)
    assert (taken.writer, taken.link) == ("", "")


async def test_an_action_may_come_from_no_conversation_and_its_dialog_is_sent_by_its_own_name(
    tenant: Tenant, product: Product
) -> None:
    product.reply = Reply(FORM, language="en")
    value = {"commandId": "shareIdea", "commandContext": "commandBox"}
    assert (await take(tenant, value, conversation=None))[0] == 200
    product.reply = Reply(DONE, language="en")
    data = {"latu": encode(ShareIdea()), "submit": True, "title": "Keys"}
    for where in ({}, {"conversation": None}):
        answer = (await tenant.press(data, name="composeExtension/submitAction", **where))[1]
        assert texts(dialog_card(answer)) == ["You support “Keys”."]
    assert [intent for intent, _ in product.asked] == [WriteIdea(), ShareIdea("Keys"), ShareIdea("Keys")]
    assert [product.asked[number][1].place is None for number in (0, 2)] == [True, True]


@pytest.mark.parametrize("named", [False, True], ids=["nowhere", "a chat of two"])
async def test_where_the_bot_is_no_member_whoever_takes_an_action_is_asked_for_in_their_own_chat(
    tenant: Tenant, named: bool
) -> None:
    two = {"id": "19:aino_bert@unq.gbl.spaces", "tenantId": TENANT, "conversationType": "personal"}
    if named:
        tenant.service.answers.append(web.json_response({"error": {"code": "BotNotInConversationRoster"}}, status=403))
    tenant.service.answers.extend((web.json_response({"id": CHAT}), member()))
    await take(tenant, {"commandId": "shareIdea"}, conversation=two if named else None)
    await tenant.finish()
    asked = [(one.method, one.conversation, one.rest) for one in tenant.service.received]
    first = [("GET", two["id"], "members/29:aino")] if named else []
    assert asked == [*first, ("POST", "", ""), ("GET", CHAT, "members/29:aino")]


async def test_an_action_of_another_version_of_the_app_is_told_to_be_outdated(tenant: Tenant, product: Product) -> None:
    await take(tenant, {"commandId": "old"})
    assert product.only[0] == Outdated()


@pytest.mark.parametrize("kind", ["application/vnd.microsoft.teams.file.download.info", "image/*", "image/png"])
async def test_a_picture_is_told_with_the_words_beside_it(tenant: Tenant, product: Product, kind: str) -> None:
    """The trap: every typed message has an attachment, its own HTML."""
    html = {"contentType": "text/html", "content": "<p>avaimet</p>"}
    await tenant.write("avaimet", attachments=[html])
    await tenant.write("avaimet", attachments=[{"contentType": kind, "name": "photo.jpg"}, html], id="8")
    assert [intent for intent, _ in product.asked] == [Say("avaimet"), SendFile("avaimet")]


async def test_in_one_s_own_chat_there_is_no_channel(tenant: Tenant, product: Product) -> None:
    await tenant.write("ohje")
    intent, request = product.only
    assert intent == Say("ohje")
    assert request.place is None
    assert request.opens is False
    assert request.caller.language == "sv"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"locale": "fi-FI"}, "fi"),
        ({"locale": "en-US"}, "en"),
        ({"locale": "de-DE"}, None),
        ({"locale": 7}, None),
        ({"locale": None, "entities": [{"type": "clientInfo", "locale": "sv-FI"}]}, "sv"),
    ],
)
async def test_the_client_s_language_is_told(
    tenant: Tenant, product: Product, fields: dict[str, Any], expected: str | None
) -> None:
    await tenant.write("ohje", **fields)
    assert product.only[1].caller.language == expected


async def test_a_sent_copy_and_a_pressed_copy_have_one_name(tenant: Tenant, product: Product) -> None:
    place = Place("teams", TENANT, CHANNEL, json.dumps({"service_url": tenant.service.service_url}))
    copy = await tenant.connection.platform.post(place, DONE, "en")
    sent = copy.rpartition("|")[2]
    await tenant.press(PRESS, replyToId=sent, conversation={"id": f"{CHANNEL};messageid={sent}", "tenantId": TENANT})
    assert product.only[1].message == copy


async def test_what_is_mentioned_in_a_thread_names_the_message_above_it(tenant: Tenant, product: Product) -> None:
    sent = "1483719630110"
    where = {"id": f"{CHANNEL};messageid={sent}", "tenantId": TENANT}
    await tenant.send(text="<at>Latu</at> hyvä", entities=MENTION, conversation=where)
    assert product.only[1].under == f"{CHANNEL}|{sent}"


async def test_a_button_and_a_private_message_have_nothing_above(tenant: Tenant, product: Product) -> None:
    await tenant.press(PRESS, conversation={"id": THREAD, "tenantId": TENANT})
    await tenant.write("ohje")
    assert [request.under for _, request in product.asked] == [None, None]


async def test_inside_a_dialog_no_copy_is_named(tenant: Tenant, product: Product) -> None:
    await tenant.press(PRESS, name="task/submit")
    request = product.only[1]
    assert (request.message, request.subject) == (None, None)


async def test_the_same_delivery_has_the_same_name_and_another_never(tenant: Tenant, product: Product) -> None:
    """The trap: the same activity can be delivered twice; and a message's id is only the time of its sending."""
    chat = {"id": "a:bo", "tenantId": TENANT, "conversationType": "personal"}
    for _ in range(2):
        await tenant.write("ohje", id="1700000000000")
    await tenant.write("ohje", id="1700000000000", conversation=chat)
    await tenant.write("ohje", id="1700000000001")
    await tenant.press(PRESS, id="1700000000000")
    first, again, other_chat, other_message, pressed = (request.delivery for _, request in product.asked)
    assert first is not None
    assert first == again
    assert len({first, other_chat, other_message, pressed}) == 4


async def test_in_a_channel_only_what_mentions_the_bot_is_heard(tenant: Tenant, product: Product) -> None:
    assert await tenant.send(text="lunch?") == (200, None)
    other = [{"type": "mention", "text": "<at>Bo</at>", "mentioned": {"id": "29:bo"}}]
    assert await tenant.send(text="<at>Bo</at> lunch?", entities=other) == (200, None)
    assert product.asked == []
    await tenant.send(text="<at>Latu</at>&nbsp;help &amp; more", entities=MENTION)
    assert product.only[0] == Say("help & more")


async def test_a_typed_message_is_answered_where_it_was_written(tenant: Tenant, product: Product) -> None:
    product.reply = Reply(Notice(say("What would you like to do?")), language="en")
    assert await tenant.send(text="<at>Latu</at> help", entities=MENTION) == (200, None)
    await tenant.finish()
    (sent,) = [one for one in tenant.service.received if one.method == "POST"]
    assert sent.conversation == THREAD
    assert texts(sent_card(sent.body)) == ["What would you like to do?"]
    assert sent.body["summary"] == "What would you like to do?"


@pytest.mark.parametrize(("status", "headers"), [(429, {"Retry-After": "1"}), (502, {}), (412, {})])
async def test_an_answer_that_teams_does_not_take_now_is_sent_again_and_all_else_waits_as_asked_tm22(
    tenant: Tenant, product: Product, status: int, headers: dict[str, str]
) -> None:
    """The trap: a connector's 429 or 502 loses the message silently."""
    tenant.service.answers.append(web.json_response({}, status=status, headers=headers))
    assert await tenant.write("apua") == (200, None)
    async with asyncio.timeout(60):
        while len(tenant.service.received) < 2:
            await asyncio.sleep(0.02)
    assert product.waits == ([("teams", TENANT, 1.0)] if headers else [])


async def test_an_answer_that_cannot_be_sent_does_no_harm(tenant: Tenant, product: Product) -> None:
    """The trap: a connector's error after the commit must not turn into an error answer."""
    tenant.service.answers.append(web.json_response({}, status=404))
    with structlog.testing.capture_logs() as logs:
        assert await tenant.write("secret words") == (200, None)
        await tenant.finish()
    assert [one["event"] for one in logs] == ["teams_answer_not_shown"]
    assert "secret" not in str(logs)
    assert "aino" not in str(logs)


async def test_an_answer_that_cannot_be_drawn_does_no_harm(tenant: Tenant, product: Product) -> None:
    product.reply = Reply(Notice(say("{missing}")), language="en")
    assert (await tenant.press(PRESS))[0] == 200
    assert (await tenant.write("ohje"))[0] == 200


async def test_nothing_is_answered_before_the_product_has_committed(tenant: Tenant, product: Product) -> None:
    committed = asyncio.Event()

    async def handle(intent: Intent, request: Request) -> Reply:
        await asyncio.sleep(0.05)
        committed.set()
        return Reply(DONE, language="en")

    product.handle = handle  # type: ignore[method-assign]
    await tenant.press(PRESS)
    assert committed.is_set()


async def test_what_fails_before_the_commit_is_an_error_without_words(tenant: Tenant, product: Product) -> None:
    def fail(intent: Intent, request: Request) -> Reply:
        raise RuntimeError("secret words of Aino")

    product.reply = fail
    with structlog.testing.capture_logs() as logs:
        status, answer = await tenant.press(PRESS)
    assert (status, answer) == (503, None)
    assert "secret" not in str(logs)


@pytest.mark.parametrize(
    "shown",
    [
        FORM,
        DONE,
        NO,
        Card(Subject("idea", 7), plain("Keys")),
        Report(say("My page"), ()),
    ],
)
async def test_every_kind_of_answer_comes_as_a_dialog(tenant: Tenant, product: Product, shown: Shown) -> None:
    product.reply = Reply(shown, language="en")
    for name in ("task/fetch", "task/submit"):
        status, answer = await tenant.press({"latu": encode(MyPage())}, name=name)
        assert status == 200
        dialog_card(answer)


async def test_a_dialog_that_was_asked_for_always_comes_and_an_open_one_can_close(
    tenant: Tenant, product: Product
) -> None:
    """The trap: Teams shows an error for a task/fetch without a dialog."""
    product.reply = Reply(language="en")
    status, answer = await tenant.press(PRESS)
    assert status == 200
    assert dialog_card(answer)
    assert await tenant.press(PRESS, name="task/submit") == (200, None)


async def sent_form(tenant: Tenant, form: Form, **typed: str) -> tuple[int, Any]:
    """Press the button that opens a form, fill it in and send it."""
    _, answer = await tenant.press({"latu": encode(WriteIdea())})
    card = dialog_card(answer)
    return await tenant.press(card["actions"][0]["data"] | typed, name="task/submit")


async def test_a_form_is_opened_filled_in_and_sent_tm07_tm38(tenant: Tenant, product: Product) -> None:
    product.reply = lambda intent, request: Reply(FORM if isinstance(intent, WriteIdea) else DONE, language="en")
    status, answer = await sent_form(tenant, FORM, title="Spare keys")
    assert product.asked[-1][0] == ShareIdea(title="Spare keys")
    assert status == 200
    assert buttons(dialog_card(answer)) == {}


async def test_typed_text_is_not_lost_when_the_form_is_refused_tm13(tenant: Tenant, product: Product) -> None:
    def refuse(intent: Intent, request: Request) -> Reply:
        match intent:
            case WriteIdea():
                return Reply(FORM, language="en")
            case Unfold(form):
                return Reply(Form(FORM.title, form, FORM.fields, FORM.submit), language="en")
        return Reply(NO, language="en")

    product.reply = refuse
    _, answer = await sent_form(tenant, FORM, title="Spare keys")
    back = buttons(dialog_card(answer))["Back to the form"]
    _, again = await tenant.press(back["data"], name="task/submit")
    assert inputs(dialog_card(again))["title"]["value"] == "Spare keys"


async def test_a_person_who_is_a_guest_is_asked_for_once_after_the_answer_and_then_refused(
    tenant: Tenant, product: Product
) -> None:
    product.reply = Reply(FORM, language="en")
    tenant.service.answers.append(member(userRole="guest", userPrincipalName="b_c.fi#EXT#@example.org"))
    await tenant.press({"latu": encode(OpenSettings())})
    await tenant.finish()
    assert len(product.asked) == 1
    for press in (tenant.press(PRESS), tenant.press(PRESS, name="task/submit")):
        status, answer = await press
        assert status == 200
        assert answer["task"]["value"]["title"] == "Latu"
    await tenant.write("ohje")
    await tenant.finish()
    assert len(product.asked) == 1
    asked, told = tenant.service.received
    assert (asked.method, asked.rest) == ("GET", "members/29:aino")
    assert sent_card(told.body)


async def test_nobody_is_asked_for_before_the_answer_and_a_storm_of_people_one_after_another(
    tenant: Tenant, product: Product
) -> None:
    product.reply = Reply(FORM, language="en")
    tenant.service.open.clear()
    people = [{"id": f"29:{n}", "aadObjectId": f"person-{n}"} for n in range(5)]
    answers = [tenant.press({"latu": encode(OpenSettings())}, **{"from": one}) for one in people * 2]
    tenant.service.open.set()
    assert {status for status, _ in await asyncio.gather(*answers)} == {200}
    tenant.service.answers.extend(member() for _ in people)
    await tenant.finish()
    assert sorted(one.rest for one in tenant.service.received) == [f"members/29:{n}" for n in range(5)]


async def test_a_member_is_served_after_having_been_asked_for(tenant: Tenant, product: Product) -> None:
    tenant.service.answers.append(member())
    await tenant.press({"latu": encode(OpenSettings())})
    await tenant.finish()
    await tenant.press({"latu": encode(OpenSettings())})
    assert len(product.asked) == 2
    assert len(tenant.service.received) == 1


async def test_people_without_an_account_here_are_told_so(tenant: Tenant, product: Product) -> None:
    anonymous = {"from": {"id": "29:anonymous", "name": "Visitor"}}
    status, answer = await tenant.press(PRESS, **anonymous)
    assert status == 200
    assert dialog_card(answer)
    assert await tenant.write("ohje", **anonymous) == (200, None)
    await tenant.finish()
    (told,) = tenant.service.received
    assert told.conversation == CHAT
    assert product.asked == []


async def test_other_tenants_and_unsigned_requests_are_refused(tenant: Tenant, product: Product) -> None:
    other = {"conversation": {"id": CHAT, "tenantId": "other"}, "channelData": {"tenant": {"id": "other"}}}
    assert (await tenant.press(PRESS, **other))[0] == 403
    assert (await tenant.client.post("/api/messages", json=tenant.service.activity())).status == 401
    assert product.asked == []


async def test_bots_are_not_answered(tenant: Tenant, product: Product) -> None:
    bot = {"id": "28:other", "name": "Other"}
    assert await tenant.send(text="<at>Latu</at> hi", entities=MENTION, **{"from": bot}) == (200, None)
    await tenant.finish()
    assert (product.asked, tenant.service.received) == ([], [])


@pytest.mark.parametrize(
    "fields",
    [
        {"type": "messageUpdate", "text": "ohje"},
        {"type": "messageDelete"},
        {"type": "messageReaction", "reactionsAdded": [{"type": "like"}]},
        {"type": "conversationUpdate", "membersAdded": [{"id": "29:bo"}]},
        {"type": "installationUpdate", "action": "add-upgrade"},
        {"type": "typing"},
        {"type": "event", "name": "application/vnd.microsoft.meetingStart"},
        {"type": "somethingNew"},
        {"type": "message", "text": "", "value": {"latu": "x"}, "conversation": {"id": CHAT, "tenantId": TENANT}},
        {"type": "invoke", "name": "message/submitAction", "value": {"actionName": "feedback"}},
        {"type": "invoke", "name": "composeExtension/selectItem", "value": {}},
        {"type": "invoke"},
    ],
)
async def test_whatever_else_teams_sends_is_taken_and_nothing_happens(
    tenant: Tenant, product: Product, fields: dict[str, Any]
) -> None:
    """The traps: the bare SDK answers unknown invokes with 501, and looks every added member up at once."""
    assert await tenant.send(**fields) == (200, None)
    await tenant.finish()
    assert (product.asked, tenant.service.received) == ([], [])


@pytest.mark.parametrize(
    "fields",
    [
        {"type": "installationUpdate", "action": "add"},
        {"type": "conversationUpdate", "membersAdded": [{"id": f"28:{APP}"}, {"id": "29:aino"}]},
    ],
)
async def test_whoever_gets_the_bot_into_their_own_chat_is_not_written_to_before_they_write_tm25(
    tenant: Tenant, product: Product, fields: dict[str, Any]
) -> None:
    """An administrator may have given it to everybody."""
    assert await tenant.write("", **fields) == (200, None)
    await tenant.finish()
    assert product.asked == []
    assert [one.method for one in tenant.service.received] == []


BROKEN: list[object] = [
    None,
    7,
    "x",
    [],
    [[]],
    {},
    {"data": None},
    {"data": []},
    {"data": {"latu": {}}},
    {"data": {"latu": "[1]"}},
]


@pytest.mark.parametrize("name", ["task/fetch", "task/submit"])
@pytest.mark.parametrize("value", [*BROKEN, {"data": PRESS | {"latu": '["Erase",{}]'}}])
async def test_an_old_or_forged_button_is_answered_in_words_tm13(
    tenant: Tenant, product: Product, name: str, value: object
) -> None:
    """The trap: malformed invokes are answered with 500 by the bare SDK."""
    status, answer = await tenant.send(type="invoke", name=name, value=value, locale="en-GB")
    assert status == 200
    assert dialog_card(answer)
    assert [intent for intent, _ in product.asked] == [Outdated()]


async def test_a_forged_subject_is_refused(tenant: Tenant, product: Product) -> None:
    status, answer = await tenant.press(PRESS | {"subject": "idea:x"})
    assert (status, [intent for intent, _ in product.asked]) == (200, [Outdated()])
    assert dialog_card(answer)


@pytest.mark.parametrize(
    "name", ["from", "conversation", "recipient", "entities", "channelData", "text", "locale", "id"]
)
@pytest.mark.parametrize("value", [None, 7, "x", [7], {"id": {"id": 1}}])
async def test_no_shape_of_an_activity_is_an_error_of_the_server(tenant: Tenant, name: str, value: object) -> None:
    for fields in ({"type": "message"}, {"type": "invoke", "name": "task/fetch", "value": {"data": PRESS}}):
        status, _ = await tenant.send(**fields | {name: value})
        assert status < 500


async def test_what_is_kept_of_a_form_is_only_what_it_does_not_ask(tenant: Tenant, product: Product) -> None:
    product.reply = Reply(
        Form(FORM.title, ShareIdea(title="Keys", anyway=True), FORM.fields, FORM.submit), language="en"
    )
    _, answer = await tenant.press({"latu": encode(WriteIdea())})
    data = dialog_card(answer)["actions"][0]["data"]
    assert data["latu"] == encode(ShareIdea(anyway=True))
