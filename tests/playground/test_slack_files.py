"""Files in the local workspace: three steps, Slack's own errors, and seen in the pane by whoever sees the message."""

import json
from typing import Any

import aiohttp
import pytest

from tests.adapters.gallery.example import SMALLEST
from tests.playground.slack_app import AINO, IDEAS, SCOPES, Stage, stage
from tests.playground.test_slack_payloads import SAMPLES, keys
from tests.playground.test_slack_server import refused

FILES = SCOPES | {"files:write"}
SHOWN = {"type": "image", "alt_text": "A line"}


async def ticket(scene: Stage, content: bytes = SMALLEST, **more: Any) -> tuple[str, str]:
    client = scene.bot.client
    answer = await client.files_getUploadURLExternal(filename="latu.png", length=len(content), **more)
    return str(answer["file_id"]), str(answer["upload_url"])


async def send(url: str, content: bytes = SMALLEST) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.post(url, data=content) as answer:
        return answer.status, await answer.text()


async def uploaded(scene: Stage, content: bytes = SMALLEST) -> str:
    file, url = await ticket(scene, content)
    assert await send(url, content) == (200, f"OK - {len(content)}")
    await scene.bot.client.files_completeUploadExternal(files=[{"id": file, "title": "A line"}])
    return file


async def image_refused(scene: Stage, slack_file: dict[str, str]) -> str:
    answer = await refused(scene.post({**SHOWN, "slack_file": slack_file}))
    assert answer["error"] == "invalid_blocks"
    assert answer["response_metadata"]["messages"] == [f"[ERROR] {one}" for one in answer["errors"]]
    return str(answer["errors"][0])


async def test_an_uploaded_picture_is_shown_in_a_message_and_outlives_a_restart(tmp_path: Any) -> None:
    async with stage(tmp_path / "slack.json", scopes=FILES) as scene:
        file = await uploaded(scene)
        await scene.post({**SHOWN, "slack_file": {"id": file}})
        assert [one.blocks[0]["slack_file"] for one in scene.workspace.shown_in(IDEAS, AINO.id)] == [{"id": file}]
    async with stage(tmp_path / "slack.json", scopes=FILES) as scene:
        await scene.post({**SHOWN, "slack_file": {"id": file}})


async def test_the_sdk_s_own_upload_goes_through() -> None:
    async with stage(scopes=FILES) as scene:
        answer = await scene.bot.client.files_upload_v2(filename="latu.png", content=SMALLEST, title="A line")
        assert answer["files"] == [{"id": answer["file"]["id"], "title": "A line"}]


async def test_the_answers_have_the_shapes_that_slack_publishes() -> None:
    async with stage(scopes=FILES) as scene:
        client = scene.bot.client
        named = await client.files_getUploadURLExternal(filename="latu.png", length=len(SMALLEST))
        await send(named["upload_url"])
        completed = await client.files_completeUploadExternal(files=[{"id": named["file_id"], "title": "latu.png"}])
    for answer, sample in ((named, "get_upload_url"), (completed, "complete_upload")):
        published = json.loads((SAMPLES / f"answer_files_{sample}.json").read_text(encoding="utf-8"))
        assert keys(answer.data) == keys(published)


async def test_each_step_is_taken_once_and_in_its_order() -> None:
    async with stage(scopes=FILES) as scene:
        complete = scene.bot.client.files_completeUploadExternal
        file, url = await ticket(scene)
        assert (await refused(complete(files=[{"id": file}])))["error"] == "file_not_found"
        assert (await send(url, SMALLEST + b"x"))[0] == 400
        assert (await send(url))[0] == 200
        assert (await send(url))[0] == 404
        assert "invalid slack file" in await image_refused(scene, {"id": file})
        await complete(files=[{"id": file}])
        assert (await refused(complete(files=[{"id": file}])))["error"] == "file_not_found"
        assert (await refused(complete(files=[{"id": "F0NOBODY01"}])))["error"] == "file_not_found"


@pytest.mark.parametrize(
    ("length", "more", "error"),
    [
        (0, {}, "missing_argument"),
        (2**20 + 1, {}, "file_upload_size_restricted"),
        ("many", {}, "invalid_arguments"),
        (9, {"alt_txt": "x" * 1001}, "alt_txt_too_large"),
    ],
)
async def test_an_upload_that_slack_would_not_take_is_refused_in_its_words(length: Any, more: Any, error: str) -> None:
    async with stage(scopes=FILES) as scene:
        call = scene.bot.client.files_getUploadURLExternal(filename="latu.png", length=length, **more)
        assert (await refused(call))["error"] == error


async def test_a_file_is_named_by_an_id_of_slack_s_form_or_by_an_address_and_never_by_both() -> None:
    """https://github.com/slackapi/python-slack-sdk/issues/1521"""
    async with stage(scopes=FILES) as scene:
        file = await uploaded(scene)
        assert await image_refused(scene, {"id": "F0NOBODY01"}) == (
            "invalid slack file [json-pointer:/blocks/0/slack_file]"
        )
        assert await image_refused(scene, {"id": "f1"}) == (
            "input must match regex pattern: ^[F][A-Z0-9]{8,}$ [json-pointer:/blocks/0/slack_file/id]"
        )
        assert "either id or url" in await image_refused(scene, {"id": file, "url": "https://x"})


async def test_a_file_is_shared_into_a_conversation_and_never_with_a_person_by_their_id() -> None:
    """https://github.com/slackapi/bolt-js/issues/2115"""
    async with stage(scopes=FILES | {"im:write"}) as scene:
        client = scene.bot.client
        file, url = await ticket(scene, b"PK")
        await send(url, b"PK")
        answer = await refused(client.files_completeUploadExternal(files=[{"id": file}], channel_id=AINO.id))
        assert answer["error"] == "invalid_arguments"
        assert answer["response_metadata"]["messages"][0].endswith("^[CGDZ][A-Z0-9]{8,}$ [json-pointer:/channel_id]")
        opened = await client.conversations_open(users=AINO.id)
        shares = {"channel_id": opened["channel"]["id"], "initial_comment": "All ideas"}
        await client.files_completeUploadExternal(files=[{"id": file}], **shares)
        assert scene.workspace.seen_privately(AINO.id)[-1].lines == ("All ideas", "latu.png")
        assert (await refused(client.files_completeUploadExternal(files=[{"id": file}], **shares)))["error"] == (
            "file_not_found"
        )


async def test_only_pictures_are_shown() -> None:
    async with stage(scopes=FILES) as scene:
        assert "invalid slack file" in await image_refused(scene, {"id": await uploaded(scene, b"%PDF-1.7")})


async def test_a_new_file_may_be_shown_only_once_slack_has_looked_through_it() -> None:
    async with stage(scopes=FILES) as scene:
        scene.workspace.faults.seconds_to_see_files = 60.0
        file = await uploaded(scene)
        assert "invalid slack file" in await image_refused(scene, {"id": file})
        scene.workspace.state.files[file].ready_at = 0.0
        await scene.post({**SHOWN, "slack_file": {"id": file}})


@pytest.mark.parametrize("method", ["files.getUploadURLExternal", "files.completeUploadExternal"])
async def test_each_method_misses_its_scope(method: str) -> None:
    async with stage() as scene:
        answer = await refused(scene.bot.client.api_call(method, params={"filename": "x", "length": 1, "files": "[]"}))
        assert (answer["error"], answer["needed"]) == ("missing_scope", "files:write")


async def test_the_bytes_can_fail_on_their_way_too() -> None:
    async with stage(scopes=FILES) as scene:
        scene.workspace.faults.fail_next("upload", 500)
        assert (await send((await ticket(scene))[1]))[0] == 500
        assert [one.status for one in scene.workspace.traffic if one.what == "upload"] == [500]
