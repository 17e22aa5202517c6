"""Dialogs in the local Teams tenant behave as in Teams' clients: what is asked, checked, searched and sent."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from playground.chat import Question
from playground.teams import Undelivered
from tests.playground.teams_app import (
    AINO,
    BERT,
    IDEAS,
    Stage,
    block,
    card,
    dialog,
    opens,
    stage,
    submit,
)


@pytest_asyncio.fixture
async def scene() -> AsyncIterator[Stage]:
    async with stage() as made:
        yield await made.at_home()


def text_input(name: str, label: str, **more: Any) -> dict[str, Any]:
    return {"type": "Input.Text", "id": name, "label": label, **more}


def choices(name: str, label: str, *titles: str, **more: Any) -> dict[str, Any]:
    offered = [{"title": title, "value": title.lower()} for title in titles]
    return {"type": "Input.ChoiceSet", "id": name, "label": label, "choices": offered, **more}


async def open_form(scene: Stage, *body: dict[str, Any], actions: list[dict[str, Any]] | None = None) -> None:
    scene.answers["task/fetch"] = dialog(card(*body, actions=actions or [submit("Send", {"intent": "share"})]))
    hung = await scene.post_card(scene.chat(AINO), block("Hi"), actions=[opens("Open", intent="share")])
    await scene.tenant.press(AINO.id, hung, "Open")


async def test_a_dialog_sends_its_data_with_all_that_is_filled(scene: Stage) -> None:
    people = choices("who", "With whom")
    people["choices.data"] = {"type": "Data.Query", "dataset": "graph.microsoft.com/users"}
    await open_form(
        scene,
        block("Tell us"),
        text_input("title", "Title", value="Old"),
        text_input("secret", "Secret", isVisible=False, value="kept"),
        text_input("more", "More", isMultiline=True),
        choices("many", "Areas", "Home", "Work", isMultiSelect=True),
        choices("one", "Kind", "Small", "Big", value="big"),
        people,
        {"type": "Input.Date", "id": "day", "label": "When"},
        {"type": "Input.Number", "id": "weeks", "label": "Weeks"},
    )
    shown = scene.tenant.dialog(AINO.id)
    assert shown is not None
    assert (shown.title, shown.lines, shown.submit) == ("A form", ("Tell us",), "Send")
    assert [(q.label, q.kind) for q in shown.questions] == [
        ("Title", "line"),
        ("More", "paragraph"),
        ("Areas", "choices"),
        ("Kind", "choice"),
        ("With whom", "person"),
        ("When", "day"),
        ("Weeks", "number"),
    ]
    assert shown.questions[3] == Question("Kind", "choice", "Big", ("Small", "Big"))
    answers = {"Title": "New", "Areas": ["Home", "Work"], "With whom": BERT.name, "When": "2026-02-01"}
    scene.tenant.fill(AINO.id, answers)
    await scene.tenant.submit(AINO.id)
    assert scene.last["value"]["data"] == {
        "intent": "share",
        "title": "New",
        "secret": "kept",
        "many": "home,work",
        "one": "big",
        "who": BERT.id,
        "day": "2026-02-01",
    }
    assert scene.tenant.dialog(AINO.id) is None


@pytest.mark.parametrize(
    ("node", "typed"),
    [
        ({"type": "Input.Number", "min": 1, "max": 9}, "10"),
        ({"type": "Input.Number"}, "many"),
        ({"type": "Input.Text", "regex": "^[0-9]+$"}, "many"),
        ({"type": "Input.Date", "max": "2026-12-31"}, "2027-01-01"),
        ({"type": "Input.Date"}, "soon"),
        ({"type": "Input.Toggle", "title": "I agree", "isRequired": True}, ""),
    ],
    ids=str,
)
async def test_what_a_field_does_not_hold_is_marked_and_not_sent(
    scene: Stage, node: dict[str, Any], typed: str
) -> None:
    await open_form(scene, {"id": "a", "label": "A", "errorMessage": "Not so", **node})
    heard = len(scene.heard)
    if typed:
        scene.tenant.fill(AINO.id, {"A": typed})
    await scene.tenant.submit(AINO.id)
    assert (shown := scene.tenant.dialog(AINO.id))
    assert shown.questions[0].error == "Not so"
    assert len(scene.heard) == heard


async def test_what_is_missing_or_wrong_does_not_leave_the_client(scene: Stage) -> None:
    await open_form(
        scene,
        text_input("title", "Title", isRequired=True, errorMessage="Say something"),
        {"type": "Input.Date", "id": "day", "label": "When", "min": "2026-01-01", "errorMessage": "Too early"},
    )
    heard = len(scene.heard)
    scene.tenant.fill(AINO.id, {"When": "2025-12-31"})
    await scene.tenant.submit(AINO.id)
    shown = scene.tenant.dialog(AINO.id)
    assert shown is not None
    assert [question.error for question in shown.questions] == ["Say something", "Too early"]
    assert len(scene.heard) == heard


async def test_a_dialog_can_go_on_and_end_with_words(scene: Stage) -> None:
    await open_form(scene, text_input("title", "Title"))
    scene.answers["task/submit"] = dialog(card(block("Similar ideas"), actions=[submit("Share anyway")]), "Look")
    await scene.tenant.submit(AINO.id)
    shown = scene.tenant.dialog(AINO.id)
    assert shown is not None
    assert (shown.title, shown.submit) == ("Look", "Share anyway")
    scene.answers["task/submit"] = {"task": {"type": "message", "value": "Thank you"}}
    await scene.tenant.submit(AINO.id)
    shown = scene.tenant.dialog(AINO.id)
    assert shown is not None
    assert (shown.lines, shown.submit) == (("Thank you",), None)
    scene.tenant.close(AINO.id)
    assert scene.tenant.dialog(AINO.id) is None


async def test_more_questions_unfold_without_asking_the_bot(scene: Stage) -> None:
    toggle = {"type": "Action.ToggleVisibility", "title": "More", "targetElements": ["extra"]}
    extra = {"type": "Container", "id": "extra", "isVisible": False, "items": [text_input("x", "Extra")]}
    await open_form(scene, extra, actions=[toggle, submit("Send")])
    heard = len(scene.heard)
    await scene.tenant.press_in_dialog(AINO.id, "More")
    shown = scene.tenant.dialog(AINO.id)
    assert shown is not None
    assert [question.label for question in shown.questions] == ["Extra"]
    assert len(scene.heard) == heard


async def test_a_search_asks_the_bot_while_typing(scene: Stage) -> None:
    kind = "application/vnd.microsoft.search.searchResponse"
    found = {"results": [{"title": "Fewer meetings", "value": "7"}]}
    scene.answers["application/search"] = {"statusCode": 200, "type": kind, "value": found}
    field = choices("idea", "Idea")
    field["choices.data"] = {"type": "Data.Query", "dataset": "ideas"}
    await open_form(scene, field)
    good = scene.answers["application/search"]
    for wrong in (None, good | {"statusCode": 500}, good | {"type": "x"}, good | {"value": {"results": [{}]}}):
        scene.answers["application/search"] = wrong
        with pytest.raises(Undelivered, match="application/search"):
            await scene.tenant.search(AINO.id, "Idea", "meet")
    scene.answers["application/search"] = good
    assert await scene.tenant.search(AINO.id, "Idea", "meet") == ["Fewer meetings"]
    assert scene.last["value"] == {"queryText": "meet", "queryOptions": {"skip": 0, "top": 15}, "dataset": "ideas"}
    scene.tenant.fill(AINO.id, {"Idea": "Fewer meetings"})
    await scene.tenant.submit(AINO.id)
    assert scene.last["value"]["data"]["idea"] == "7"


@pytest.mark.parametrize(
    "answer",
    [
        None,
        {"task": {"type": "continue", "value": {"title": "No card"}}},
        dialog({"type": "AdaptiveCard"}),
        dialog(card(), ""),
        {"task": {"type": "continue", "value": {"title": "A page", "card": {"contentType": "text/html"}}}},
        {"task": {"type": "message", "value": ""}},
        {"task": {"type": "close"}},
    ],
)
async def test_an_invalid_dialog_does_not_open(scene: Stage, answer: Any) -> None:
    scene.answers["task/fetch"] = answer
    hung = await scene.post_card(IDEAS, block("Hi"), actions=[opens("Open")])
    with pytest.raises(Undelivered):
        await scene.tenant.press(AINO.id, hung, "Open")
    assert scene.tenant.dialog(AINO.id) is None
