"""From an authentic activity to one intent, and from its reply to the answer."""

import asyncio
from contextlib import suppress
from functools import partial

import structlog
from aiohttp import web

from adapters.patience import Patience
from adapters.teams.activity import Activity, InvokeAnswer
from adapters.teams.chats import Chats, product_errors
from adapters.teams.conversation import Reference
from adapters.teams.errors import ConnectorError, Forbidden, Gone
from adapters.teams.events import events_in
from adapters.teams.files import ANSWERED, Consent, Upload, Uploads, consented, stored
from adapters.teams.links import WRITTEN, unfurled, written
from adapters.teams.members import Members
from adapters.teams.reading import (
    FETCH,
    LOOKED,
    PLATFORM,
    SENT,
    TAKEN,
    TAKEN_SENT,
    Heard,
    Pressed,
    heard,
    here,
    is_private,
    language,
    looked_at,
    pressed,
)
from adapters.teams.render import activity as drawn
from adapters.teams.render import dialog, looked, not_looked
from adapters.teams.sdk import TeamsApi
from adapters.teams.searching import QUERY, listed, query_in, told
from adapters.teams.text import has_files, typed
from bot.errors import Unreachable
from bot.intents import Intent, Opens, Outdated, Personal, Say, SendFile
from bot.model import PersonRemoved
from bot.ports import Door
from bot.replies import Reply
from bot.views import common
from bot.views.kinds import Card, Form, Message, Notice
from bot.views.refusals import outsider

log = structlog.get_logger()


class Inbound:
    """What the product is handed of one tenant."""

    def __init__(
        self,
        api: TeamsApi,
        door: Door,
        chats: Chats,
        members: Members,
        uploads: Uploads,
        tenant: str,
        *,
        welcomes: bool,
    ) -> None:
        self._api = api
        self._door = door
        self._chats = chats
        self._members = members
        self._uploads = uploads
        self._tenant = tenant
        self._welcomes = welcomes
        self._asking: set[str] = set()
        self._one_by_one = asyncio.Lock()
        self._patience = Patience(partial(door.wait, PLATFORM, tenant))

    async def receive(self, request: web.Request) -> web.Response:
        """POST /api/messages."""
        try:
            status, answer = await self._api.handle(request.headers, await request.read(), self._turn)
        except web.HTTPException:
            raise
        except web.RequestPayloadError:
            return web.Response(status=400, headers={"Connection": "close"})
        except Exception as error:  # noqa: BLE001 - not committed; what went wrong may quote what people wrote
            log.warning("teams_request_failed", error=type(error).__name__)
            return web.Response(status=503)
        return web.Response(status=status) if answer is None else web.json_response(answer, status=status)

    async def close(self) -> None:
        """Show what is still to be shown."""
        await self._patience.close()
        await self._api.close()

    async def _turn(self, activity: Activity) -> InvokeAnswer | None:
        self._chats.hear(activity["serviceUrl"])
        kind, name = activity["type"], activity.get("name")
        if kind == "message":
            await self._message(activity)
        elif kind == "invoke" and name in (FETCH, SENT, TAKEN, TAKEN_SENT):
            return InvokeAnswer(await self._click(activity))
        elif kind == "invoke" and name == LOOKED:
            return InvokeAnswer(await self._look(activity))
        elif kind == "invoke" and name == WRITTEN:
            return InvokeAnswer(await self._link(activity))
        elif kind == "invoke" and name == QUERY:
            return InvokeAnswer(await self._find(activity))
        elif kind == "invoke" and name == ANSWERED:
            await self._consent(activity)
        else:
            await self._hear(activity)
        return None

    async def _look(self, activity: Activity) -> dict[str, object]:
        """A card that a client draws anew; guests and outsiders keep what hangs."""
        who = self._member(activity)
        if who is None:
            return not_looked(outsider(), self._foreign(activity))
        try:
            intent, copy = looked_at(activity)
        except ValueError:
            return not_looked(common.outdated(), self._foreign(activity))
        reply = await self._door.look(intent, who.request(), copy)
        if isinstance(reply.show, Card):
            return looked(reply.show, reply.language, copy)
        return not_looked(reply.show.text if isinstance(reply.show, Notice) else common.outdated(), reply.language)

    async def _link(self, activity: Activity) -> dict[str, object]:
        """What a link of ours becomes in a message; nothing, where nobody knows who reads."""
        who = heard(activity, self._tenant)
        place = who.request().place if who else None
        return unfurled(await self._door.preview(written(activity), place) if place else None)

    async def _find(self, activity: Activity) -> dict[str, object]:
        """Ideas that somebody looks for beside the composer; for members, so whoever is not known yet is asked for."""
        who, query = self._member(activity), query_in(activity)
        if who is None:
            return told(outsider(), self._foreign(activity))
        if query is None:
            return told(common.outdated(), self._foreign(activity))
        if query.is_first and self._members.recall(who.caller.own.id) is None:
            self._patience.later(self._ask(who))
        return listed(await self._door.find(query.asked, who.writing(), query.skip, query.count))

    async def _answer(self, intent: Intent, who: Heard, where: Reference) -> None:
        reply = await self._door.handle(intent, who.request())
        if isinstance(reply.show, Form):
            log.warning("teams_form_without_dialog", form=type(reply.show.builds).__name__)
        elif reply.show is not None:
            self._patience.later(self._tell(where, reply.show, reply.language))

    async def _consent(self, activity: Activity) -> None:
        """A yes or a no to a file. It is in its place before Teams is answered; if we die before, it asks again."""
        who, where, asked = self._member(activity), here(activity), activity.get("replyToId")
        if where is None or not is_private(activity) or not isinstance(asked, str):
            return
        if who is None:
            self._patience.later(self._tell(where, Notice(outsider(), "refused"), self._foreign(activity)))
            return
        try:
            answer = consented(activity)
        except ValueError:
            answer = Consent(Outdated(), None)
        reply = await self._door.handle(answer.intent, who.request(Pressed(answer.intent)))
        shown = reply.show
        if reply.file is not None:
            if answer.put is not None and await self._uploads.put(answer.put, reply.file.content):
                self._patience.later(self._hand_over(where, asked, answer.put))
                return
            shown = reply.file.lost
        if isinstance(shown, Notice):
            self._patience.later(self._instead(where, asked, shown, reply.language))

    async def _hand_over(self, where: Reference, asked: str, upload: Upload) -> None:
        """The offer goes when the file can be opened: until then it can be accepted again."""
        try:
            await self._patience.show(self._said, where, stored(upload))
            await self._api.delete(where, asked)
        except Exception as error:  # noqa: BLE001 - it is saved: only the showing failed
            log.warning("teams_file_not_shown", error=type(error).__name__)

    async def _instead(self, where: Reference, asked: str, notice: Notice, language: str) -> None:
        """Show a notice in the place of an offer; below it, where that cannot be."""
        try:
            await self._api.update(where, asked, drawn(notice, language))
        except Exception as error:  # noqa: BLE001 - it is committed: only the showing failed
            log.warning("teams_offer_not_closed", error=type(error).__name__)
            await self._tell(where, notice, language)

    async def _hear(self, activity: Activity) -> None:
        """Hand on what Teams tells unasked; told twice, by activities of different kinds, it still happens once."""
        for event in events_in(activity, self._tenant, welcomes=self._welcomes):
            if isinstance(event, PersonRemoved):
                self._chats.forget(event.own.id)
            await self._door.hear(event, None)

    async def _message(self, activity: Activity) -> None:
        text, mentioned = typed(activity)
        where = here(activity)
        # A message with a value was made by a card, not typed.
        made = not text and activity.get("value") is not None
        if where is None or made or not (mentioned or is_private(activity)):
            return
        who = self._member(activity)
        if who is None:
            self._patience.later(self._tell(where, Notice(outsider(), "refused"), self._foreign(activity)))
            return
        if who.private:
            self._chats.learn(who.caller.own.id, where)
        said = SendFile(text) if has_files(activity) else Say(text)
        await self._answer(said, who, where)

    async def _click(self, activity: Activity) -> dict[str, object] | None:
        who = self._member(activity)
        if who is None:
            return dialog(Notice(outsider(), "refused"), self._foreign(activity))
        try:
            press = pressed(activity)
        except ValueError:
            press = Pressed(Outdated())
        reply = await self._door.handle(press.intent, who.request(press))
        # Whoever changes something is asked for by the product.
        if isinstance(press.intent, Opens | Personal) and self._members.recall(who.caller.own.id) is None:
            self._patience.later(self._ask(who))
        try:
            return _shown(activity, press, reply)
        except Exception as error:  # noqa: BLE001 - it is committed: only the showing failed
            log.warning("teams_answer_not_drawn", error=type(error).__name__)
            return None

    def _member(self, activity: Activity) -> Heard | None:
        """Who asks; None for somebody of another organisation, and for whoever is known to be a guest."""
        who = heard(activity, self._tenant)
        return None if who is None or self._members.is_guest(who.caller.own.id) else who

    def _foreign(self, activity: Activity) -> str:
        """The language of a no to somebody of whom nothing is known: the client's, or the organisation's."""
        return language(activity) or self._door.language

    async def _tell(self, where: Reference, shown: Message, language: str) -> None:
        try:
            await self._patience.show(self._said, where, drawn(shown, language))
        except Exception as error:  # noqa: BLE001 - it is committed: only the showing failed
            log.warning("teams_answer_not_shown", error=type(error).__name__)

    async def _said(self, where: Reference, message: Activity) -> None:
        with product_errors():
            await self._api.send(where, message)

    async def _ask(self, who: Heard) -> None:
        """Learn whether somebody is a guest, for the next time: new people are asked for one after another.

        In their own chat, where the conversation is not named or the bot is no member of it.
        """
        account = who.caller.own.id
        if account in self._asking:
            return
        self._asking.add(account)
        try:
            async with self._one_by_one:
                self._members.learn(account, await self._asked(who))
        except (ConnectorError, Unreachable) as error:
            log.info("teams_member_not_known", error=type(error).__name__)
        finally:
            self._asking.discard(account)

    async def _asked(self, who: Heard) -> Activity:
        if who.conversation:
            with suppress(Gone, Forbidden):
                return await self._api.member(who.reference, who.sender)
        return await self._api.member(await self._chats.find(who.caller.own), who.sender)


def _shown(activity: Activity, press: Pressed, reply: Reply) -> dict[str, object] | None:
    """The dialog that answers. Beside a form, or when it is refused, nothing typed is lost."""
    shown = reply.show
    if shown is None:
        # A dialog that has been asked for must come; one that is open is closed.
        done = Notice(common.done_title(), "done")
        return dialog(done, reply.language) if activity.get("name") in (FETCH, TAKEN) else None
    submitted = press.typed is not None and press.intent == press.typed
    sent = submitted and not (isinstance(shown, Notice) and shown.tone == "refused")
    return dialog(shown, reply.language, None if sent else press.typed)
