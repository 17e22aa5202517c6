"""Showing a reply to the one who asked: in the answer to the request itself, or right after it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Any

import structlog

from adapters.patience import Patience
from adapters.slack.calls import Web
from adapters.slack.forms import MARK, closing, modal, questions
from adapters.slack.home import Homes
from adapters.slack.members import Members
from adapters.slack.render import message as drawn
from bot.errors import Gone, Unreachable
from bot.intents import Intent, Opens, Unfold
from bot.model import Request
from bot.replies import Reply
from bot.views import common
from bot.views.kinds import Button, Form, Message, Notice, Report, Shown
from bot.views.refusals import outsider
from bot.views.text import read

Body = dict[str, Any]
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Command:
    """A slash command: answered by what answers the request."""

    trigger: str
    response_url: str | None


@dataclass(frozen=True, slots=True)
class Click:
    """A button of a message: answered in private, beside the message."""

    trigger: str
    response_url: str | None = None


@dataclass(frozen=True, slots=True)
class Inside:
    """A button inside a modal: answered there."""

    trigger: str
    view: str
    hash: str | None
    mark: str
    """Of the questions of a form that stays; what is opened over it gets another."""


@dataclass(frozen=True, slots=True)
class Submitted:
    """A modal that was sent, by the names of its questions and their mark."""

    names: frozenset[str]
    mark: str


@dataclass(frozen=True, slots=True)
class Written:
    """A message to the bot: answered to its writer only, in the same thread."""

    channel: str
    thread: str | None
    private: bool


@dataclass(frozen=True, slots=True)
class Opened:
    """The Home tab, looked at: answered by drawing it, unless it has been drawn again since `hash`."""

    hash: str | None


@dataclass(frozen=True, slots=True)
class AtHome:
    """A button of the Home tab: answered in a modal."""

    trigger: str


Surface = Command | Click | Inside | Submitted | Written | Opened | AtHome


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asks, and where the answer can be shown."""

    intent: Intent
    request: Request
    surface: Surface
    home: bool = False
    """It was asked in the Home tab, or in what was opened from there."""

    @property
    def user(self) -> str:
        return self.request.caller.own.id


class Answers:
    """Shows replies. What they tell of is committed already, so a failure here is logged and goes no further."""

    def __init__(self, web: Web, members: Members, busy: Callable[[float], Awaitable[None]]) -> None:
        self.web = web
        self.members = members
        self.homes = Homes(web)
        self.patience = Patience(busy)

    def give(self, asked: Asked, reply: Reply) -> Body | str:
        """The answer to the request; what needs a call to Slack is begun and comes after it."""
        shown, language = reply.show, reply.language
        try:
            if isinstance(asked.surface, Submitted):
                return _submitted(asked, asked.surface, shown, language)
            if shown is None:
                return ""
            if isinstance(asked.surface, Command) and not (isinstance(shown, Form) or _page(asked, shown)):
                return {"response_type": "ephemeral", **drawn(shown, language)}
        except Exception as error:  # noqa: BLE001 - it is committed: only the showing failed
            log.warning("slack_answer_not_drawn", error=type(error).__name__)
            return ""
        self.patience.later(self._show(asked, shown, language))
        return ""

    async def _show(self, asked: Asked, shown: Shown, language: str) -> None:
        try:
            if isinstance(shown, Form):
                await self._open(asked, shown, language)
            elif isinstance(shown, Report) and _page(asked, shown) and isinstance(asked.surface, Command | Click):
                await self._turn_to(asked, asked.surface.trigger, shown, language)
            else:
                await self.patience.show(self._tell, asked, shown, language)
        except Exception as error:  # noqa: BLE001 - it is committed: only the showing failed
            log.warning("slack_answer_not_shown", error=type(error).__name__)

    async def _open(self, asked: Asked, form: Form, language: str) -> None:
        if await self.members.turns_out_guest(asked.user):
            await self._tell(asked, Notice(outsider(), "refused"), language)
            return
        view = modal(form, language, asked.request.place, _mark(asked), home=asked.home)
        client = self.web.client
        try:
            match asked.surface:
                case Command(trigger) | Click(trigger) | AtHome(trigger):
                    await self.web.ask(client.views_open(trigger_id=trigger, view=view))
                case Inside():
                    await self._update(asked.surface, view)
                case _:
                    await self._not_opened(asked, language)
        except (Gone, Unreachable):
            await self._not_opened(asked, language)

    async def _turn_to(self, asked: Asked, trigger: str, page: Report, language: str) -> None:
        """A page to read in a modal; where none opens, it is told like everything else."""
        view = closing(page, language, asked.request.place)
        try:
            await self.web.ask(self.web.client.views_open(trigger_id=trigger, view=view))
        except (Gone, Unreachable):
            await self._tell(asked, page, language)

    async def _not_opened(self, asked: Asked, language: str) -> None:
        if not isinstance(asked.surface, Inside):
            log.info("slack_form_not_opened")
            again = Button(common.open_again(), asked.intent)
            # What would open a modal has been used up, so it is told in the person's own chat.
            elsewhere = replace(asked, surface=Written(asked.user, None, private=True))
            told = elsewhere if isinstance(asked.surface, AtHome) else asked
            await self._tell(told, Notice(common.not_opened(), "refused", (again,)), language)

    async def _tell(self, asked: Asked, shown: Message, language: str) -> None:
        body = drawn(shown, language)
        place, client = asked.request.place, self.web.client
        match asked.surface:
            case Command(_, str(url)) | Click(_, str(url)):
                await self.web.respond(url, {"response_type": "ephemeral", "replace_original": False, **body})
            case Opened(known):
                await self.homes.draw(asked.user, shown, language, known)
            case AtHome(trigger):
                await self.web.ask(
                    client.views_open(trigger_id=trigger, view=closing(shown, language, None, home=True))
                )
            case Inside() as inside:
                view = closing(shown, language, place, home=asked.home)
                if isinstance(shown, Notice) and shown.tone == "refused":
                    # On top, so that what is typed below stays.
                    await self.web.ask(client.views_push(trigger_id=inside.trigger, view=view))
                else:
                    await self._update(inside, view)
            case Written(channel, thread, private=False):
                await self.web.ask(
                    client.chat_postEphemeral(channel=channel, user=asked.user, thread_ts=thread, **body)
                )
            case Written(channel, thread):
                await self._post(channel, body, thread)
            case _:
                await self._post(asked.user, body)

    async def _post(self, channel: str, body: Body, thread: str | None = None) -> None:
        await self.web.ask(
            self.web.client.chat_postMessage(
                channel=channel, thread_ts=thread, unfurl_links=False, unfurl_media=False, mrkdwn=False, **body
            )
        )

    async def _update(self, inside: Inside, view: Body) -> None:
        client = self.web.client
        await self.web.ask(client.views_update(view_id=inside.view, hash=inside.hash, view=view))


def _mark(asked: Asked) -> str:
    """The mark of a form's questions: a form that stays keeps it, one in the place of another gets a new one."""
    if not isinstance(asked.surface, Inside):
        return ""
    return asked.surface.mark if isinstance(asked.intent, Unfold) else f"{MARK}{asked.surface.hash or ''}"


def _page(asked: Asked, shown: Shown) -> bool:
    """Whether it is read in a dialog of its own."""
    return isinstance(asked.intent, Opens) and isinstance(shown, Report)


def _submitted(asked: Asked, sent: Submitted, shown: Shown | None, language: str) -> Body:
    place = asked.request.place
    if shown is None:
        return {"response_action": "clear"}
    if isinstance(shown, Form):
        if shown.errors and sent.names == {one.name for one in questions(shown)} >= set(shown.errors):
            errors = {name + sent.mark: read(words, language) for name, words in shown.errors.items()}
            return {"response_action": "errors", "errors": errors}
        return {"response_action": "update", "view": modal(shown, language, place, sent.mark, home=asked.home)}
    refused = isinstance(shown, Notice) and shown.tone == "refused"
    # A no comes on top of the form, so that what is typed stays.
    return {
        "response_action": "push" if refused else "update",
        "view": closing(shown, language, place, home=asked.home),
    }
