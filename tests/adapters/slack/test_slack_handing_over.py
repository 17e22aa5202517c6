"""A file for one person: shared into their own chat with the bot, and nowhere else."""

import json

import pytest

from bot.errors import Gone, Unreachable
from bot.intents import LeavePack, MyPage
from bot.views.kinds import File, Notice
from bot.views.text import plain, say
from tests.adapters.slack.test_slack_outbox import IDEAS, OWN
from tests.adapters.slack.workspace import AINO, PRIVATE, World

FILE = File(
    "latu.xlsx", plain("Sheets <!channel>"), (), MyPage(), LeavePack(), Notice(say("This is no longer here.")), b"PK"
)
OPENED = {"ok": True, "channel": {"id": PRIVATE}}


async def test_it_is_shared_into_the_opened_conversation_below_its_words(world: World) -> None:
    """The trap: Slack refuses a person's id where a file is shared."""
    world.api.answers["conversations.open"] = OPENED
    assert await world.platform.hand_over(OWN, FILE, "en") == f"{PRIVATE}:F0PICTURE1"
    assert world.api.of("conversations.open")[0]["users"] == AINO
    assert world.api.uploaded == [b"PK"]
    shared = world.api.of("files.completeUploadExternal")[0]
    assert (shared["channel_id"], shared["initial_comment"]) == (PRIVATE, "Sheets &lt;!channel&gt;")
    assert json.loads(shared["files"]) == [{"id": "F0PICTURE1", "title": "latu.xlsx"}]


async def test_it_never_goes_into_a_channel(world: World) -> None:
    with pytest.raises(Gone):
        await world.platform.hand_over(IDEAS, FILE, "en")
    assert world.api.of("files.getUploadURLExternal") == []


@pytest.mark.parametrize(
    ("method", "error", "raised"),
    [
        ("conversations.open", "user_disabled", Gone),
        ("conversations.open", "ratelimited", Unreachable),
        ("files.getUploadURLExternal", "internal_error", Unreachable),
        ("files.completeUploadExternal", "internal_error", Unreachable),
    ],
)
async def test_what_does_not_go_is_tried_again_or_given_up(
    world: World, method: str, error: str, raised: type[Exception]
) -> None:
    world.api.answers["conversations.open"] = OPENED
    world.api.answers[method] = {"ok": False, "error": error}
    with pytest.raises(raised):
        await world.platform.hand_over(OWN, FILE, "en")
