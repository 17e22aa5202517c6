"""What the local workspace delivers has the shape of Slack's published samples."""

import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from playground.slack.state import Conversation
from tests.playground.slack_app import AINO, BERT, EVENTS, IDEAS, OLGA, Stage, actions, asks, plain, section, stage

SAMPLES = Path(__file__).parent.parent / "payloads" / "slack"
INSIDE_DIFFERS = {"blocks", "values", "icons", "text", "title", "submit", "close"}
"""The content of a message or a view is the bot's own: here only its presence is compared."""


def keys(node: Any) -> Any:
    if isinstance(node, dict):
        return {
            name: None if name in INSIDE_DIFFERS else keys(value) for name, value in node.items() if name != "_source"
        }
    if isinstance(node, list):
        return [keys(part) for part in node[:1]]
    return None


async def _press(scene: Stage, **more: Any) -> None:
    ts = await scene.post(section("Walking meetings"), actions("Support"), **more)
    seen = {one.id: one for one in scene.workspace.seen(IDEAS)}
    await scene.workspace.press(AINO.id, seen[ts], "Support")


async def press_in_thread(scene: Stage) -> None:
    await _press(scene, thread_ts=await scene.post(section("First")))


async def press_ephemeral(scene: Stage) -> None:
    await scene.bot.client.chat_postEphemeral(channel=IDEAS, user=AINO.id, text="x", blocks=[actions("Support")])
    await scene.workspace.press(AINO.id, scene.workspace.seen(IDEAS, AINO.id)[-1], "Support")


async def press_in_view(scene: Stage) -> None:
    await scene.show_modal(actions("Support"))
    await scene.workspace.press_in_dialog(AINO.id, "Support")


async def submit(scene: Stage) -> None:
    await scene.show_modal(asks("title", "Idea", {"type": "plain_text_input"}))
    scene.workspace.fill(AINO.id, {"Idea": "Walking meetings"})
    await scene.workspace.submit(AINO.id)


async def close(scene: Stage) -> None:
    await scene.show_modal(section("Look"), notify_on_close=True)
    scene.workspace.close(AINO.id)
    await scene.workspace.settle()


async def search(scene: Stage) -> None:
    await scene.show_modal(asks("idea", "Idea", {"type": "external_select"}))
    scene.bot.answer = {"options": [{"text": plain("Walking"), "value": "7"}]}
    await scene.workspace.search(AINO.id, "Idea", "walk")


async def open_home(scene: Stage) -> None:
    view = {"type": "home", "blocks": [section("Your ideas")]}
    await scene.bot.client.views_publish(user_id=AINO.id, view=view)
    await scene.workspace.open_home(AINO.id)


async def press_at_home(scene: Stage) -> None:
    view = {"type": "home", "blocks": [section("Your ideas"), actions("Support")]}
    await scene.bot.client.views_publish(user_id=AINO.id, view=view)
    await scene.workspace.press_at_home(AINO.id, "Support")


async def reply(scene: Stage) -> None:
    ts = await scene.post(section("First"))
    await scene.workspace.write(AINO.id, IDEAS, "a good one", under=ts)


async def say_in_private(scene: Stage) -> None:
    await scene.bot.client.chat_postMessage(channel=AINO.id, text="Good morning")
    await scene.workspace.settle()


async def reply_to_all(scene: Stage) -> None:
    await scene.workspace.write_privately(AINO.id, "idea: walking meetings")
    above = next(reversed(scene.workspace.state.messages))
    await scene.workspace.write_privately(AINO.id, "help", under=above)


def secret(scene: Stage) -> str:
    """A private channel."""
    room = "G0SECRET001"
    scene.workspace.state.conversations[room] = Conversation(room, "secret", [AINO.id])
    return room


async def take_message(scene: Stage) -> None:
    await scene.workspace.write(BERT.id, IDEAS, "Walking meetings")
    ts = next(reversed(scene.workspace.state.messages))
    await scene.workspace.take_shortcut_of(AINO.id, ts, "share_message")


Act = Callable[[Stage], Awaitable[None]]
ACTS: dict[str, Act] = {
    "event_link_shared": lambda scene: scene.workspace.write(AINO.id, IDEAS, "https://latu.example/i/1"),
    "event_app_mention": lambda scene: scene.workspace.write(AINO.id, IDEAS, "help", mention=True),
    "event_app_mention_external": lambda scene: scene.workspace.write(OLGA.id, IDEAS, "help", mention=True),
    "event_message_im": lambda scene: scene.workspace.write_privately(AINO.id, "help"),
    "event_message_file_share": lambda scene: scene.workspace.write_privately(AINO.id, "help", file="photo.jpg"),
    "event_message_in_thread": reply,
    "event_message_thread_broadcast": reply_to_all,
    "event_message_of_bot": say_in_private,
    "event_app_home_opened": open_home,
    "event_member_left_channel": lambda scene: scene.workspace.remove_bot(IDEAS, AINO.id),
    "event_channel_left": lambda scene: scene.workspace.remove_bot(IDEAS, AINO.id),
    "event_member_joined_channel": lambda scene: scene.workspace.add_bot(IDEAS, AINO.id),
    "event_channel_archive": lambda scene: scene.workspace.archive(IDEAS, AINO.id),
    "event_channel_unarchive": lambda scene: scene.workspace.unarchive(IDEAS, AINO.id),
    "event_channel_rename": lambda scene: scene.workspace.rename(IDEAS, "new-ideas"),
    "event_channel_deleted": lambda scene: scene.workspace.delete_channel(IDEAS),
    "event_channel_shared": lambda scene: scene.workspace.share(IDEAS, OLGA.id),
    "event_channel_unshared": lambda scene: scene.workspace.unshare(IDEAS),
    "event_channel_id_changed": lambda scene: scene.workspace.share(secret(scene), OLGA.id),
    "event_group_archive": lambda scene: scene.workspace.archive(secret(scene), AINO.id),
    "event_group_unarchive": lambda scene: scene.workspace.unarchive(secret(scene), AINO.id),
    "event_group_rename": lambda scene: scene.workspace.rename(secret(scene), "secrets"),
    "event_group_deleted": lambda scene: scene.workspace.delete_channel(secret(scene)),
    "event_group_left": lambda scene: scene.workspace.remove_bot(secret(scene), AINO.id),
    "event_user_change": lambda scene: scene.workspace.deactivate(AINO.id),
    "event_app_uninstalled": lambda scene: scene.workspace.uninstall(),
    "event_tokens_revoked": lambda scene: scene.workspace.uninstall(),
    "block_actions_in_message": _press,
    "block_actions_in_thread": press_in_thread,
    "block_actions_in_ephemeral": press_ephemeral,
    "block_actions_in_view": press_in_view,
    "block_actions_in_home": press_at_home,
    "view_submission": submit,
    "view_closed": close,
    "block_suggestion": search,
    "message_action": take_message,
    "shortcut": lambda scene: scene.workspace.take_shortcut(AINO.id, "share_idea"),
    "slash_command": lambda scene: scene.workspace.slash(AINO.id, IDEAS, "/latu", "help"),
}


def test_every_sample_says_where_its_shape_comes_from() -> None:
    for sample in SAMPLES.glob("*.json"):
        assert next(iter(json.loads(sample.read_text("utf-8")))) == "_source", sample.name


def test_every_sample_is_compared_with_a_delivery() -> None:
    others = ("answer_", "socket_")
    deliveries = {sample.stem for sample in SAMPLES.glob("*.json") if not sample.stem.startswith(others)}
    assert deliveries == set(ACTS)


@pytest.mark.parametrize("name", ACTS)
async def test_a_delivery_has_the_keys_of_the_sample(name: str) -> None:
    sample = json.loads((SAMPLES / f"{name}.json").read_text("utf-8"))
    async with stage(events=EVENTS | {"message.channels"}) as scene:
        await ACTS[name](scene)
        wanted = sample.get("event", sample)
        delivered = [
            sent.payload
            for sent in scene.workspace.deliveries
            if sent.payload.get("event", sent.payload).get("type") == wanted.get("type")
        ]
    alike = [payload for payload in delivered if "text" not in wanted or is_alike(payload, wanted)]
    assert keys(alike[-1]) == keys(sample)


def is_alike(payload: dict[str, Any], wanted: dict[str, Any]) -> bool:
    """Among messages: the one written by the same kind of author."""
    return ("bot_id" in payload.get("event", payload)) == ("bot_id" in wanted)
