"""Files that a bot offers to one person: asked first, then uploaded (msteams-docs, bots-filesv4)."""

import time
from uuid import uuid4

from aiohttp import web

from playground.teams.reading import FILE_CONSENT
from playground.teams.state import Message
from playground.teams.tenancy import Tenancy
from playground.traffic import Exchange, Json


class Files(Tenancy):
    uploads: dict[str, bytes]
    """What was uploaded, by unique id."""

    def consent(self, message: Message) -> Json | None:
        attachments: list[Json] = message.activity.get("attachments") or []
        return next((a for a in attachments if a["contentType"] == FILE_CONSENT), None)

    async def answer_file(self, who: str, message: Message, *, allowed: bool) -> None:
        """Allow or decline; only then does the bot learn where to put the file."""
        card = self.consent(message)
        if card is None or not message.conversation.startswith("a:"):
            raise LookupError("files are offered in one's own chat with the bot only")
        context = card["content"].get("acceptContext" if allowed else "declineContext")
        value: Json = {"type": "fileUpload", "action": "accept" if allowed else "decline", "context": context}
        if allowed:
            unique = str(uuid4())
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
        status, answer = 201, {"id": name, "size": len(raw)}
        if request.headers.get("Content-Range") != f"bytes 0-{len(raw) - 1}/{len(raw)}":
            status, answer = 416, {"error": {"code": "invalidRange", "message": "Content-Range"}}
        else:
            self.uploads[name] = raw
        seconds = time.monotonic() - begun
        problem = "416 invalidRange" if status == 416 else None
        told = {"bytes": len(raw)}
        self.traffic.append(Exchange("from bot", "PUT upload", told, status, answer, problem, seconds=seconds))
        return web.json_response(answer, status=status)
