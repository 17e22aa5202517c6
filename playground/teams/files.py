"""Files that a bot offers to one person: asked first, then uploaded (msteams-docs, bots-filesv4)."""

import time
from uuid import uuid4

from aiohttp import web

from playground.teams.reading import FILE_CONSENT, FILE_INFO
from playground.teams.state import Message
from playground.teams.tenancy import Tenancy
from playground.traffic import Exchange, Json


class Files(Tenancy):
    offered: set[str]
    """The places that were named to the bot, each for one upload."""
    expired: bool
    """The places are gone before the bot comes, as after some minutes."""
    uploads: dict[str, bytes]
    """What was uploaded, by unique id."""

    def consent(self, message: Message) -> Json | None:
        attachments: list[Json] = message.activity.get("attachments") or []
        return next((a for a in attachments if a["contentType"] == FILE_CONSENT), None)

    def saved(self, message: Message) -> Json | None:
        """The card of a file that is in its place."""
        attachments: list[Json] = message.activity.get("attachments") or []
        return next((a for a in attachments if a["contentType"] == FILE_INFO), None)

    async def answer_file(self, who: str, message: Message, *, allowed: bool) -> None:
        """Allow or decline; only then does the bot learn where to put the file."""
        card = self.consent(message)
        if card is None or not message.conversation.startswith("a:"):
            raise LookupError("files are offered in one's own chat with the bot only")
        context = card["content"].get("acceptContext" if allowed else "declineContext")
        value: Json = {"type": "fileUpload", "action": "accept" if allowed else "decline", "context": context}
        if allowed:
            unique = str(uuid4())
            if not self.expired:
                self.offered.add(unique)
            value["uploadInfo"] = {
                "contentUrl": f"{self.activities.service_url}files/{unique}",
                "name": card["name"],
                "uploadUrl": f"{self.activities.service_url}upload/{unique}",
                "uniqueId": unique,
                "fileType": card["name"].rpartition(".")[2],
            }
        await self.ask(
            self.activities.from_card(
                "invoke", who, message.conversation, None, message.id, name="fileConsent/invoke", value=value
            )
        )

    async def upload(self, request: web.Request) -> web.Response:
        """OneDrive's upload session, in one piece only."""
        begun, raw, name = time.monotonic(), await request.read(), request.match_info["file"]
        status: int = 201
        answer: Json = {"id": name, "size": len(raw)}
        if name not in self.offered or "Authorization" in request.headers:
            # https://learn.microsoft.com/onedrive/developer/rest-api/api/driveitem_createuploadsession
            status = 404 if name not in self.offered else 401
            answer = {"error": {"code": "itemNotFound" if status == 404 else "unauthenticated", "message": "upload"}}
        elif request.headers.get("Content-Range") != f"bytes 0-{len(raw) - 1}/{len(raw)}":
            status, answer = 416, {"error": {"code": "invalidRange", "message": "Content-Range"}}
        else:
            self.uploads[name] = raw
            self.offered.discard(name)
        seconds = time.monotonic() - begun
        problem = None if status == 201 else f"{status} {answer['error']['code']}"
        told = {"bytes": len(raw)}
        self.traffic.append(Exchange("from bot", "PUT upload", told, status, answer, problem, seconds=seconds))
        return web.json_response(answer, status=status)


def file_problem(attachment: Json, *, private: bool) -> str | None:
    """What a card of a file lacks (msteams-docs, bots-filesv4)."""
    kind, content = attachment["contentType"], attachment.get("content")
    if kind not in (FILE_CONSENT, FILE_INFO):
        return None
    if not private:
        return "Files are offered in personal chats only"
    if not attachment.get("name") or not isinstance(content, dict):
        return "A card of a file has a name and content"
    if kind == FILE_CONSENT and not isinstance(content.get("sizeInBytes", 0), int):
        return "A size is a number"
    if kind == FILE_INFO and not (attachment.get("contentUrl") and content.get("uniqueId") and content.get("fileType")):
        return "A file that is in its place has an address, an id and a type"
    return None
