"""Files in somebody's own chat: offered first, and put into their OneDrive when they say yes."""

from dataclasses import dataclass

import aiohttp
import structlog
from yarl import URL

from adapters.teams.activity import Activity
from adapters.teams.elements import INTENT, Json
from adapters.teams.registration import Registration, is_loopback
from adapters.teams.render import SUMMARY
from adapters.teams.text import shown
from bot.intents import Intent, decode, encode
from bot.views.common import cut
from bot.views.kinds import File

# https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4
CONSENT = "application/vnd.microsoft.teams.card.file.consent"
INFO = "application/vnd.microsoft.teams.card.file.info"
ANSWERED = "fileConsent/invoke"
# Where OneDrive for Business is, worldwide and in the clouds of the US government.
HOSTS = (".sharepoint.com", ".sharepoint.us")
# Teams waits so long for an answer to a click, and some more.
TIMEOUT = aiohttp.ClientTimeout(total=8)
LONGEST = 4000

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Consent:
    """What somebody answered to an offer; `put` is where a file goes that they want."""

    intent: Intent
    put: "Upload | None"


@dataclass(frozen=True, slots=True)
class Upload:
    """A place in somebody's OneDrive, open for a short while to whoever knows its address."""

    url: str
    name: str
    content_url: str
    unique_id: str
    file_type: str


def offer(file: File, language: str) -> Json:
    """Ask whether somebody wants a file; what either answer means travels with the question."""
    told = shown(file.text, language, LONGEST)
    content = {
        "description": told,
        "sizeInBytes": len(file.content),
        "acceptContext": {INTENT: encode(file.takes)},
        "declineContext": {INTENT: encode(file.leaves)},
    }
    card = {"contentType": CONSENT, "name": file.name, "content": content}
    return {"type": "message", "summary": cut(told, SUMMARY), "attachments": [card]}


def stored(upload: Upload) -> Json:
    """The file in its new place, to be opened from there."""
    content = {"uniqueId": upload.unique_id, "fileType": upload.file_type}
    card = {"contentType": INFO, "contentUrl": upload.content_url, "name": upload.name, "content": content}
    return {"type": "message", "summary": cut(upload.name, SUMMARY), "attachments": [card]}


def consented(activity: Activity) -> Consent:
    """What somebody answered to an offer; raises ValueError where the offer was not ours."""
    value = activity.get("value")
    if not isinstance(value, dict) or value.get("type") != "fileUpload":
        raise ValueError("not an answer to a file")
    context = value.get("context")
    intent = decode(str(context.get(INTENT)) if isinstance(context, dict) else "")
    if value.get("action") != "accept":
        return Consent(intent, None)
    info = value.get("uploadInfo")
    if not isinstance(info, dict):
        raise ValueError("no place for the file")
    named = (info.get(one) for one in ("uploadUrl", "name", "contentUrl", "uniqueId", "fileType"))
    return Consent(intent, Upload(*(one if isinstance(one, str) else "" for one in named)))


class Uploads:
    """Puts files where Teams said, and nowhere else."""

    def __init__(self, session: aiohttp.ClientSession, registration: Registration) -> None:
        self._session = session
        self._registration = registration

    def reaches(self, url: str) -> bool:
        """Whether a file may be sent there: OneDrive, or this machine in local tests."""
        try:
            target = URL(url)
        except ValueError:
            return False
        host = target.host or ""
        if is_loopback(host):
            return self._registration.is_local
        ours = target.scheme == "https" and target.explicit_port is None and target.user is None
        return ours and host.endswith(HOSTS)

    async def put(self, upload: Upload, content: bytes) -> bool:
        """Upload a file in one piece, without our token: the address is the permission. False where it was not taken.

        https://learn.microsoft.com/onedrive/developer/rest-api/api/driveitem_createuploadsession
        """
        if not self.reaches(upload.url):
            log.warning("teams_upload_elsewhere")
            return False
        headers = {"Content-Range": f"bytes 0-{len(content) - 1}/{len(content)}"}
        try:
            async with self._session.put(
                URL(upload.url, encoded=True), data=content, headers=headers, timeout=TIMEOUT, allow_redirects=False
            ) as answer:
                if answer.status not in (200, 201):
                    log.warning("teams_file_refused", status=answer.status)
                return answer.status in (200, 201)
        except (aiohttp.ClientError, TimeoutError, OSError) as failure:
            log.warning("teams_file_not_saved", error=type(failure).__name__)
            return False
