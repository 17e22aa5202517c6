"""The outer form of what a bot sends: every value of the kind that the Bot Framework documents."""

from functools import cache
from typing import Any

import jsonschema_rs

from playground.teams.cards import everything
from playground.traffic import Json

TEXT: Json = {"type": ["string", "null"]}
PART: Json = {"type": ["object", "null"]}
ENTITIES: Json = {
    "type": ["array", "null"],
    "items": {
        "type": "object",
        "required": ["type"],
        "properties": {
            "type": {"type": "string"},
            "text": {"type": "string"},
            "mentioned": {"type": ["object", "null"], "properties": {"id": {"type": "string"}}},
        },
    },
}
ACTIVITY: Json = {
    "type": "object",
    "required": ["type"],
    "properties": {
        "type": {"type": "string"},
        **dict.fromkeys(("text", "textFormat", "summary", "locale", "replyToId", "importance"), TEXT),
        **dict.fromkeys(("channelData", "from", "recipient", "conversation"), PART),
        "entities": ENTITIES,
        "attachments": {
            "type": ["array", "null"],
            "items": {
                "type": "object",
                "required": ["contentType"],
                "properties": {"contentType": {"type": "string"}, "name": TEXT},
            },
        },
    },
}
CREATION: Json = {
    "type": "object",
    "properties": {
        "tenantId": TEXT,
        "isGroup": {"type": ["boolean", "null"]},
        "topicName": TEXT,
        "bot": {"type": ["object", "null"], "properties": {"id": TEXT}},
        "members": {
            "type": ["array", "null"],
            "items": {"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}},
        },
        "channelData": {
            "type": ["object", "null"],
            "properties": {
                part: {"type": ["object", "null"], "properties": {"id": TEXT}} for part in ("tenant", "channel")
            },
        },
        "activity": {"anyOf": [{"type": "null"}, ACTIVITY]},
    },
}
OF_TEAMS: dict[str, Json] = {
    "msteams": {"type": "object", "properties": {"entities": ENTITIES, "width": TEXT}},
    "choices.data": {
        "type": "object",
        "required": ["type", "dataset"],
        "properties": {"type": {"const": "Data.Query"}, "dataset": {"type": "string", "minLength": 1}},
    },
}
"""What Teams adds to cards, which their own schema does not know."""


@cache
def _reader(which: str) -> jsonschema_rs.Draft7Validator:
    return jsonschema_rs.Draft7Validator({"activity": ACTIVITY, "creation": CREATION, **OF_TEAMS}[which])


def fault(which: str, value: Any) -> str | None:
    """The first place in an activity or a creation that is not of its form, in words."""
    found = next(iter(_reader(which).iter_errors(value)), None)
    if found is None:
        return None
    return f"{'/'.join(str(step) for step in found.instance_path) or which}: {found.message[:200]}"


def fault_of_teams(card: Json) -> str | None:
    """The same for what Teams adds to a card that is valid otherwise."""
    for node in everything(card):
        for name in OF_TEAMS.keys() & node.keys():
            if wrong := fault(name, node[name]):
                return wrong
    return None
