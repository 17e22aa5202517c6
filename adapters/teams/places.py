"""Addresses and names that the product keeps for us: where a place is, which copy of a message is meant."""

import json
from dataclasses import asdict, dataclass
from urllib.parse import quote, urlencode

THREAD = ";messageid="
MARK = "|"


@dataclass(frozen=True, slots=True)
class Address:
    """What it takes to reach a place. A person that somebody picked has none: the account's id must do."""

    service_url: str | None = None
    conversation: str | None = None
    """A channel; of a person, one where the bot met them and may ask who they are."""
    user: str | None = None
    kind: str | None = None
    """Of a channel, as Teams calls it: `standard`, `private` or `shared`."""
    team: str | None = None
    """Of a channel: whose list of channels tells its name."""

    def __str__(self) -> str:
        return json.dumps({name: value for name, value in asdict(self).items() if value}, separators=(",", ":"))


def address(text: str) -> Address:
    """Read what `str` wrote."""
    try:
        return Address(**json.loads(text))
    except (ValueError, TypeError):
        return Address()


def channel_of(conversation: str) -> str:
    """The channel of a conversation, which names its thread too."""
    return conversation.partition(THREAD)[0]


def thread_of(conversation: str, root: str) -> str:
    """The thread below a message of a channel."""
    return f"{channel_of(conversation)}{THREAD}{root}"


def copy_name(conversation: str, message: str) -> str:
    """The name of one sent message; the same whether we sent it or somebody presses its button."""
    return f"{channel_of(conversation)}{MARK}{message}"


def copy_root(conversation: str) -> str | None:
    """The name of the message that a thread hangs below; None where there is no thread."""
    channel, thread, root = conversation.partition(THREAD)
    return copy_name(channel, root) if thread and root else None


def copy_parts(copy: str) -> tuple[str, str]:
    """The conversation and the message that `copy_name` joined; raises ValueError for another name."""
    conversation, mark, message = copy.rpartition(MARK)
    if not (mark and conversation and message):
        raise ValueError("not a copy of this adapter")
    return conversation, message


def deep_link(channel: str, message: str, tenant: str) -> str:
    """Where Teams opens a message that begins a thread of a channel.

    https://learn.microsoft.com/microsoftteams/platform/concepts/build-and-test/deep-link-teams
    """
    path, query = quote(f"{channel}/{message}", safe=":@/"), urlencode({"tenantId": tenant, "parentMessageId": message})
    return f"https://teams.microsoft.com/l/message/{path}?{query}"
