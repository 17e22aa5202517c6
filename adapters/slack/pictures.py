"""The pictures of messages as files of Slack's: each is uploaded once, and its id is known until the next start."""

import asyncio
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from hashlib import sha256

import structlog

from adapters.slack.calls import Web
from bot.errors import Gone, Unreachable
from bot.views.kinds import Message, Notice

log = structlog.get_logger()
MOST = 1000
# Slack looks a file through after the upload, and refuses messages with it so long:
# https://github.com/slackapi/python-slack-sdk/issues/1521
NEW = 60.0
NAME = "latu.png"


@dataclass(slots=True)
class Upload:
    """One picture, and the file that it became."""

    file: str | None = None
    at: float = 0.0
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


class Pictures:
    """What has been uploaded lately, by content."""

    def __init__(self, web: Web) -> None:
        self.web = web
        self.uploads: OrderedDict[bytes, Upload] = OrderedDict()

    async def file(self, message: Message) -> str | None:
        """The id of a message's picture; None where it has none or it cannot be uploaded: the message goes without."""
        if isinstance(message, Notice) or message.picture is None or not message.picture.png:
            return None
        png = message.picture.png
        key = sha256(png).digest()
        upload = self.uploads.setdefault(key, Upload())
        self.uploads.move_to_end(key)
        if len(self.uploads) > MOST:
            self.uploads.popitem(last=False)
        async with upload.lock:
            if upload.file is None:
                try:
                    upload.file, upload.at = await self.web.upload(NAME, png), time.monotonic()
                except (Gone, Unreachable):
                    log.warning("slack_picture_left_out")
        return upload.file

    def is_new(self, file: str) -> bool:
        """Whether a file was uploaded so lately that Slack may still be at work with it."""
        return any(one.file == file and time.monotonic() - one.at < NEW for one in self.uploads.values())

    def forget(self, file: str) -> None:
        """Forget a file of Slack's: its picture is uploaded anew when it is next needed."""
        for one in self.uploads.values():
            if one.file == file:
                one.file = None
