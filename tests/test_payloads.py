"""Nothing is handled that nobody has seen: each kind of request has a published shape in tests/payloads."""

import ast
import json
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parent
HANDLED = {
    "slack": {
        "event_callback": "event_message_im",
        "app_mention": "event_app_mention",
        "message": "event_message_im",
        "file_share": "event_message_file_share",
        "block_actions": "block_actions_in_message",
        "view_submission": "view_submission",
        "command": "slash_command",
        "message_action": "message_action",
        "shortcut": "shortcut",
        "button": "block_actions_in_view",
        "app_uninstalled": "event_app_uninstalled",
        "tokens_revoked": "event_tokens_revoked",
        "member_joined_channel": "event_member_joined_channel",
        "member_left_channel": "event_member_left_channel",
        "channel_rename": "event_channel_rename",
        "group_rename": "event_group_rename",
        "channel_archive": "event_channel_archive",
        "channel_unarchive": "event_channel_unarchive",
        "channel_deleted": "event_channel_deleted",
        "channel_left": "event_channel_left",
        "channel_shared": "event_channel_shared",
        "channel_unshared": "event_channel_unshared",
        "group_archive": "event_group_archive",
        "group_unarchive": "event_group_unarchive",
        "group_deleted": "event_group_deleted",
        "group_left": "event_group_left",
        "user_change": "event_user_change",
        "app_home_opened": "event_app_home_opened",
        "link_shared": "event_link_shared",
        "home": "block_actions_in_home",
    },
    "teams": {
        "message": "message-personal",
        "task/fetch": "invoke-task-fetch",
        "task/submit": "invoke-task-submit",
        "installationUpdate": "installation-add-personal",
        "conversationUpdate": "conversation-update-bot-added-personal",
        "composeExtension/fetchTask": "invoke-action-of-message",
        "composeExtension/submitAction": "invoke-action-submit",
        "composeExtension/query": "invoke-query",
    },
}
READERS = {"slack": ["reading.py", "events.py"], "teams": ["reading.py", "events.py", "inbound.py"]}
PARTS = {"im", "channel_type", "personal", "channel", "conversationType", "clientInfo", "invoke", "refused", "composer"}
"""Words that tell where something happened or how it ended, not what it is."""


def told_apart(source: str) -> set[str]:
    """The words by which a module tells kinds apart: in `case`, `==`, and the names of invokes."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.MatchValue) and isinstance(node.value, ast.Constant):
            found.add(str(node.value.value))
        if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.Eq | ast.NotEq | ast.In):
            found |= {str(one.value) for one in (node.left, *node.comparators) if isinstance(one, ast.Constant)}
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Tuple):
            words = [one.value for one in node.value.elts if isinstance(one, ast.Constant)]
            found |= {str(word) for word in words if "/" in str(word)}
    return {word for word in found if word and word not in PARTS and not word.startswith("/") and word != "None"}


@pytest.mark.parametrize("platform", sorted(HANDLED))
def test_every_handled_kind_of_request_has_a_published_shape(platform: str) -> None:
    kinds: set[str] = set()
    for name in READERS[platform]:
        kinds |= told_apart((ROOT / "adapters" / platform / name).read_text(encoding="utf-8"))
    assert kinds == set(HANDLED[platform])


def test_every_shape_names_its_source_first() -> None:
    files = sorted(HERE.glob("payloads/*/*.json"))
    assert files
    for file in files:
        payload = json.loads(file.read_text(encoding="utf-8"))
        assert next(iter(payload)) == "_source", file.name
        assert "/" in payload["_source"] or "." in payload["_source"], file.name


@pytest.mark.parametrize("platform", sorted(HANDLED))
def test_the_shapes_are_there(platform: str) -> None:
    for name in HANDLED[platform].values():
        assert (HERE / "payloads" / platform / f"{name}.json").exists(), name
