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
        "thread_broadcast": "event_message_thread_broadcast",
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
        "channel_id_changed": "event_channel_id_changed",
        "group_archive": "event_group_archive",
        "group_unarchive": "event_group_unarchive",
        "group_deleted": "event_group_deleted",
        "group_left": "event_group_left",
        "user_change": "event_user_change",
        "app_home_opened": "event_app_home_opened",
        "link_shared": "event_link_shared",
        "home": "block_actions_in_home",
        "share_message": "message_action",
        "share_idea": "shortcut",
    },
    "teams": {
        "message": "message-personal",
        "task/fetch": "invoke-task-fetch",
        "task/submit": "invoke-task-submit",
        "adaptiveCard/action": "invoke-card-action-channel",
        "installationUpdate": "installation-add-personal",
        "add": "installation-add-team",
        "add-upgrade": "installation-add-upgrade-team",
        "remove": "installation-remove-team",
        "remove-upgrade": "installation-remove-upgrade-team",
        "conversationUpdate": "conversation-update-bot-added-personal",
        "channelDeleted": "conversation-update-channel-deleted",
        "channelMemberAdded": "conversation-update-channel-member-added",
        "channelMemberRemoved": "conversation-update-channel-member-removed",
        "channelRenamed": "conversation-update-channel-renamed",
        "channelRestored": "conversation-update-channel-restored",
        "channelShared": "conversation-update-channel-shared",
        "channelUnshared": "conversation-update-channel-unshared",
        "teamArchived": "conversation-update-team-archived",
        "teamDeleted": "conversation-update-team-deleted",
        "teamMemberAdded": "conversation-update-member-added",
        "teamRestored": "conversation-update-team-restored",
        "teamUnarchived": "conversation-update-team-unarchived",
        "composeExtension/fetchTask": "invoke-action-of-message",
        "composeExtension/submitAction": "invoke-action-submit",
        "composeExtension/query": "invoke-query",
        "composeExtension/queryLink": "invoke-query-link",
        "shareMessage": "invoke-action-of-message",
        "shareIdea": "invoke-action-anywhere",
        "findIdeas": "invoke-query",
        "findLessons": "invoke-query-first",
        "fileConsent/invoke": "invoke-file-consent",
        "fileUpload": "invoke-file-consent",
        "accept": "invoke-file-consent",
    },
}
READERS = {
    "slack": ["reading.py", "events.py"],
    "teams": ["reading.py", "events.py", "inbound.py", "links.py", "files.py", "searching.py"],
}
PARTS = {
    "aadUser",
    "channel",
    "channel_type",
    "clientInfo",
    "composer",
    "conversationType",
    "html",
    "https",
    "im",
    "invoke",
    "personal",
    "refused",
}
"""Words that tell where something happened, how it is written or how it ended, not what it is."""
OWN = {"latu:more", "latu", "msteams", "subject", "form", "submit", "again", "words"}
"""What our own buttons and forms carry, and a parameter of our manifest."""


def told_apart(file: Path) -> set[str]:
    """The words by which a module tells kinds apart: in `case`, and what it compares with, also by a name."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    named = _named(tree)
    for head in tree.body:
        if isinstance(head, ast.ImportFrom) and head.module and head.module.startswith("adapters."):
            source = ROOT.joinpath(*head.module.split(".")).with_suffix(".py")
            there = _named(ast.parse(source.read_text(encoding="utf-8")))
            named |= {one.asname or one.name: there[one.name] for one in head.names if one.name in there}
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.MatchValue):
            found |= _words(node.value, named)
        if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.Eq | ast.NotEq | ast.In | ast.NotIn):
            found |= {word for one in (node.left, *node.comparators) for word in _words(one, named)}
    return {word for word in found if word and word not in PARTS | OWN and not word.startswith("/")}


def _named(tree: ast.Module) -> dict[str, set[str]]:
    """What the names of a module's head stand for."""
    named: dict[str, set[str]] = {}
    for node in tree.body:
        if isinstance(node, ast.Assign):
            (target,) = node.targets
            pairs = [(target, node.value)]
            if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                pairs = list(zip(target.elts, node.value.elts, strict=True))
            named |= {one.id: _words(value, named) for one, value in pairs if isinstance(one, ast.Name)}
    return named


def _words(node: ast.expr, named: dict[str, set[str]]) -> set[str]:
    match node:
        case ast.Constant(value=str(word)):
            return {word}
        case ast.Name(id=name):
            return named.get(name, set())
        case ast.Tuple(elts=parts) | ast.Set(elts=parts) | ast.List(elts=parts):
            return {word for part in parts for word in _words(part, named)}
        case ast.Call(func=ast.Name(id="frozenset" | "set" | "tuple"), args=[part]):
            return _words(part, named)
    return set()


@pytest.mark.parametrize("platform", sorted(HANDLED))
def test_every_handled_kind_of_request_has_a_published_shape(platform: str) -> None:
    kinds: set[str] = set()
    for name in READERS[platform]:
        kinds |= told_apart(ROOT / "adapters" / platform / name)
    assert kinds == set(HANDLED[platform])


def test_every_shape_names_its_source_first() -> None:
    files = sorted(HERE.glob("payloads/*/*.json"))
    assert files
    for file in files:
        payload = json.loads(file.read_text(encoding="utf-8"))
        assert next(iter(payload)) == "_source", file.name
        assert "/" in payload["_source"] or "." in payload["_source"], file.name


@pytest.mark.parametrize("platform", sorted(HANDLED))
def test_the_shape_of_each_kind_says_its_word(platform: str) -> None:
    for kind, name in HANDLED[platform].items():
        assert f'"{kind}"' in (HERE / "payloads" / platform / f"{name}.json").read_text(encoding="utf-8"), name
