"""What the local tenant delivers has the shape of what Teams delivers: each file names where it was published."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from tests.playground.teams_app import (
    AINO,
    BERT,
    IDEAS,
    Stage,
    block,
    card,
    dialog,
    execute,
    finds,
    opens,
    says,
    stage,
    submit,
)

PUBLISHED = sorted((Path(__file__).parents[1] / "payloads" / "teams").glob("*.json"))
SHARED = ("bot-allowed-channel", "bot-disallowed-channel", "channel-member-added", "channel-member-removed")
NOT_DONE = {f"conversation-update-{one}" for one in (*SHARED, "channel-unshared")}
"""In the local Teams nobody can do this to a shared channel; that the product reads it has a test of its own."""
FILES = [one for one in PUBLISHED if one.stem not in NOT_DONE]


def keys(value: Any, path: str = "") -> set[str]:
    """Every key path; what a card's action carries is the bot's own."""
    if path in ("/value/data", "/value/action/data"):
        return {path}
    if isinstance(value, dict):
        inner = (keys(child, f"{path}/{key}") for key, child in value.items())
        return {path}.union(*inner)
    if isinstance(value, list):
        return {f"{path}[]"}.union(*(keys(child, f"{path}[]") for child in value))
    return {path}


async def everything_that_people_do(scene: Stage) -> list[dict[str, Any]]:
    tenant, aino, bert = scene.tenant, AINO.id, BERT.id
    search: dict[str, Any] = {"id": "idea", "type": "Input.ChoiceSet", "label": "Idea", "choices": []}
    search["choices.data"] = {"type": "Data.Query", "dataset": "ideas"}
    form = card(block("Find"), search, actions=[submit("Send", {"intent": "share"})])
    scene.answers["adaptiveCard/action"] = says("Done")
    scene.answers["task/fetch"] = dialog(form)
    hit = {"title": "Fewer meetings", "value": "7"}
    kind = "application/vnd.microsoft.search.searchResponse"
    scene.answers["application/search"] = {"statusCode": 200, "type": kind, "value": {"results": [hit]}}
    await scene.at_home()
    await tenant.write(aino, IDEAS, "help", mention=True)
    await tenant.write_privately(aino, "hi")
    buttons = [
        execute("Support", id="s"),
        opens("Share", intent="share"),
        submit("Help", {"intent": "help", "when": "today"}),
    ]
    shared = await scene.post_card(IDEAS, block("Hi"), actions=buttons)
    private = await scene.post_card(scene.chat(AINO), block("Hi"), actions=buttons)
    await tenant.press(aino, shared, "Support")
    for label in ("Support", "Help", "Share"):
        await tenant.press(aino, private, label)
    tenant.fill(aino, {"Idea": "Fewer meetings"})
    await tenant.submit(aino)
    await tenant.react(aino, shared)
    await tenant.write_privately(aino, "hi", file="photo.jpg")
    scene.answers["composeExtension/fetchTask"] = dialog(card(block("Hi"), actions=[submit("Send", {"intent": "x"})]))
    await tenant.write(bert, IDEAS, "spare keys")
    none = {"type": "result", "attachmentLayout": "list", "attachments": []}
    scene.answers["composeExtension/queryLink"] = {"composeExtension": none}
    await tenant.write(aino, IDEAS, "https://latu.example/i/1", under=shared.id)
    scene.answers["composeExtension/query"] = finds()
    await tenant.open_search(aino, "findIdeas", IDEAS)
    await tenant.take_action_of(aino, tenant.seen(IDEAS)[-1].id, "shareMessage")
    await tenant.submit(aino)
    await tenant.take_action(aino, "shareIdea", scene.chat(AINO))
    tenant.close(aino)
    consent = {"contentType": "application/vnd.microsoft.teams.card.file.consent", "name": "ideas.xlsx"}
    offer = consent | {"content": {"description": "All", "acceptContext": {"file": "7"}}}
    await scene.post(scene.chat(AINO), {"type": "message", "attachments": [offer]})
    await tenant.press(aino, tenant.seen_privately(aino)[-1], "Allow")
    await tenant.upgrade(aino)
    await tenant.uninstall(aino)
    await tenant.join_team(bert, by=aino)
    await tenant.delete_channel(aino, IDEAS)
    await tenant.restore_channel(aino, IDEAS)
    await tenant.team_event(aino, "channelRenamed", IDEAS)
    await tenant.team_event(aino, "teamRenamed")
    await tenant.team_event(aino, "teamArchived")
    tenant.directory.kinds[IDEAS] = "shared"
    await tenant.team_event(aino, "channelShared", IDEAS)
    await tenant.remove_from_team(aino)
    return scene.heard


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def heard() -> AsyncIterator[list[dict[str, Any]]]:
    async with stage() as scene:
        yield await everything_that_people_do(scene)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_delivery_has_the_keys_of_the_published_one(file: Path, heard: list[dict[str, Any]]) -> None:
    published = json.loads(file.read_text(encoding="utf-8"))
    assert published.pop("_source")
    assert keys(published) in [keys(activity) for activity in heard]


async def test_no_delivery_is_of_an_unpublished_shape(heard: list[dict[str, Any]]) -> None:
    shapes = [keys(json.loads(file.read_text(encoding="utf-8"))) - {"/_source"} for file in FILES]
    strangers = [activity for activity in heard if keys(activity) not in shapes]
    assert [(a["type"], a.get("name"), a["conversation"]["conversationType"]) for a in strangers] == []
