"""A message's picture in Slack: uploaded once, shown by its id, and never in the way of its message."""

import asyncio
import json
from dataclasses import replace
from typing import Any

import pytest
from aiohttp import web

from adapters.slack import Settings, pictures
from bot.errors import Unreachable
from bot.model import Subject
from bot.views.kinds import Card, Report
from bot.views.text import plain, read
from tests.adapters.gallery import EXAMPLES
from tests.adapters.slack.test_slack_outbox import IDEAS, OWN
from tests.adapters.slack.workspace import CHANNEL, STAMP, World, validated

SHOWN = EXAMPLES["experiment_card.pictured"].shown
assert isinstance(SHOWN, Card)
assert SHOWN.picture is not None
CARD: Card = SHOWN
PNG = SHOWN.picture.png
NO_FILE = {
    "ok": False,
    "error": "invalid_blocks",
    "errors": ["invalid slack file [json-pointer:/blocks/3/slack_file]"],
    "response_metadata": {"messages": ["[ERROR] invalid slack file [json-pointer:/blocks/3/slack_file]"]},
}


def other(number: int) -> Card:
    """The same card a week later."""
    assert CARD.picture is not None
    return replace(CARD, picture=replace(CARD.picture, png=PNG + bytes([number])))


def blocks(sent: dict[str, Any]) -> list[dict[str, Any]]:
    found = json.loads(sent["blocks"]) if isinstance(sent["blocks"], str) else sent["blocks"]
    validated(found)
    return list(found)


def images(sent: dict[str, Any]) -> list[dict[str, Any]]:
    return [one for one in blocks(sent) if one["type"] == "image"]


def steps(world: World) -> list[str]:
    return [method for method, _ in world.api.calls if method != "auth.test"]


async def test_a_picture_is_uploaded_in_three_steps_and_shared_with_nobody_but_by_its_card(world: World) -> None:
    await world.platform.post(IDEAS, CARD, "fi")
    assert steps(world) == ["files.getUploadURLExternal", "upload", "files.completeUploadExternal", "chat.postMessage"]
    assert world.api.of("files.getUploadURLExternal")[0] == {"filename": "latu.png", "length": str(len(PNG))}
    assert world.api.uploaded == [PNG]
    completed = world.api.of("files.completeUploadExternal")[0]
    assert json.loads(completed["files"]) == [{"id": "F0PICTURE1", "title": "latu.png"}]
    assert not {"channel_id", "channels", "initial_comment"} & set(completed)
    image = images(world.api.of("chat.postMessage")[0])[0]
    assert image["slack_file"] == {"id": "F0PICTURE1"}
    assert image["alt_text"].startswith("Viivakaavio: ")


async def test_the_same_picture_is_uploaded_once_for_all_its_copies_and_redraws(world: World) -> None:
    await asyncio.gather(*(world.platform.post(IDEAS, CARD, "fi") for _ in range(3)))
    await world.platform.update(IDEAS, f"{CHANNEL}:{STAMP}", CARD, "fi")
    assert len(world.api.uploaded) == 1
    assert [one["slack_file"]["id"] for one in images(world.api.of("chat.update")[0])] == ["F0PICTURE1"]
    await world.platform.update(IDEAS, f"{CHANNEL}:{STAMP}", other(1), "fi")
    assert len(world.api.uploaded) == 2


async def test_a_report_shows_its_picture_below_its_list(world: World) -> None:
    report = EXAMPLES["digest_report.pictured"].shown
    assert isinstance(report, Report)
    await world.platform.post(OWN, report, "fi")
    sent = world.api.of("chat.postMessage")[0]
    assert [one["slack_file"]["id"] for one in images(sent)] == ["F0PICTURE1"]
    assert "image" in {one["type"] for one in blocks(sent)[-2:]}


async def test_the_figures_of_a_reports_picture_are_in_its_text_too_sl22(world: World) -> None:
    """The trap: a screen reader that reads the text reads no picture's alternative; a card says the same as facts."""
    report = EXAMPLES["digest_report.pictured"].shown
    assert isinstance(report, Report)
    assert report.picture
    for one in (report, replace(report, picture=replace(report.picture, png=b""))):
        await world.platform.post(OWN, one, "fi")
    figures = read(report.picture.text, "fi")
    assert [figures in one["text"] for one in world.api.of("chat.postMessage")] == [True, True]


async def test_only_so_many_pictures_are_remembered(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "MOST", 2)
    for card in (other(1), other(2), other(1), other(3), other(1), other(2)):
        await world.platform.post(IDEAS, card, "fi")
    assert [one[-1] for one in world.api.uploaded] == [1, 2, 3, 2]


async def test_a_card_without_a_drawn_picture_uploads_nothing(world: World) -> None:
    assert CARD.picture is not None
    for card in (Card(Subject("idea", 7), plain("Keys")), replace(CARD, picture=replace(CARD.picture, png=b""))):
        await world.platform.post(OWN, card, "fi")
    assert steps(world) == ["chat.postMessage", "chat.postMessage"]
    assert [images(one) for one in world.api.of("chat.postMessage")] == [[], []]


BROKEN: list[tuple[str, Any]] = [
    ("files.getUploadURLExternal", {"ok": False, "error": "missing_scope"}),
    ("files.getUploadURLExternal", {"ok": False, "error": "file_uploads_disabled"}),
    ("files.getUploadURLExternal", {"ok": True}),
    ("files.getUploadURLExternal", {"ok": True, "upload_url": "https://files.example/x", "file_id": "F0PICTURE1"}),
    ("files.getUploadURLExternal", lambda: web.Response(status=502)),
    ("upload", lambda: web.Response(status=500)),
    ("upload", lambda: web.Response(status=302, headers={"Location": "http://127.0.0.1:9/"})),
    ("files.completeUploadExternal", {"ok": False, "error": "file_not_found"}),
    ("files.completeUploadExternal", lambda: web.Response(status=429, headers={"Retry-After": "30"})),
]


@pytest.mark.parametrize(("method", "answer"), BROKEN)
async def test_a_failed_upload_never_loses_the_card_and_the_next_redraw_tries_again(
    world: World, method: str, answer: Any
) -> None:
    """The trap: an upload is three more calls that can fail before a card is sent."""
    world.api.answers[method] = answer
    copy = await world.platform.post(IDEAS, CARD, "fi")
    assert images(world.api.of("chat.postMessage")[0]) == []
    del world.api.answers[method]
    await world.platform.update(IDEAS, copy, CARD, "fi")
    assert len(images(world.api.of("chat.update")[0])) == 1


async def test_the_sender_tries_again_while_slack_is_not_done_with_the_file(world: World) -> None:
    """The trap: an uploaded file cannot be shown at once; Slack refuses the whole message with it."""
    world.api.answers["chat.postMessage"] = NO_FILE
    with pytest.raises(Unreachable) as found:
        await world.platform.post(IDEAS, CARD, "fi")
    assert found.value.retry_after is None
    del world.api.answers["chat.postMessage"]
    await world.platform.post(IDEAS, CARD, "fi")
    assert len(images(world.api.of("chat.postMessage")[-1])) == 1
    assert len(world.api.uploaded) == 1


async def test_a_file_that_is_gone_is_left_out_and_uploaded_anew_at_the_next_redraw(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = await world.platform.post(IDEAS, CARD, "fi")
    monkeypatch.setattr(pictures, "NEW", 0.0)
    answers = iter([NO_FILE])
    world.api.answers["chat.update"] = lambda: web.json_response(next(answers, {"ok": True}))
    await world.platform.update(IDEAS, copy, CARD, "fi")
    assert [len(images(one)) for one in world.api.of("chat.update")] == [1, 0]
    await world.platform.update(IDEAS, copy, CARD, "fi")
    assert len(images(world.api.of("chat.update")[-1])) == 1
    assert len(world.api.uploaded) == 2


async def test_another_refused_block_is_not_taken_for_a_file(world: World) -> None:
    world.api.answers["chat.postMessage"] = {"ok": False, "error": "invalid_blocks", "errors": ["no text"]}
    with pytest.raises(Unreachable):
        await world.platform.post(IDEAS, CARD, "fi")
    assert len(world.api.of("chat.postMessage")) == 1


def test_files_are_sent_only_to_the_host_that_slack_names_for_them() -> None:
    """https://docs.slack.dev/reference/methods/files.getUploadURLExternal"""
    settings = Settings(signing_secret="x", bot_token="x")
    assert settings.reaches("https://files.slack.com/upload/v1/ABC123")
    for foreign in ("http://files.slack.com/x", "https://files.slack.com.example/x", "https://slack-files.com/x"):
        assert not settings.reaches(foreign)
