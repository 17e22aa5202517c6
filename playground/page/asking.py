"""What the page sends: read strictly, answered in words when it cannot be done."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from bot.views.text import Text, read, say
from playground.chat import NotDelivered
from playground.slack.errors import SlackError
from playground.traffic import Json

Act = Callable[[Json], Awaitable[Json | None]]


class Impossible(LookupError):
    """It cannot be done, and the words say why."""

    def __init__(self, words: Text) -> None:
        super().__init__(words)
        self.words = words


def undelivered() -> Text:
    return say("Latu did not answer as the chat expects. The traffic shows what happened.")


def impossible() -> Text:
    return say("This cannot be done here any more.")


async def asked(request: web.Request) -> Json:
    """The body of an act; 400 for what no page of ours sends."""
    try:
        body = whole(json.loads(await request.read()))
    except (ValueError, RecursionError):
        raise web.HTTPBadRequest from None
    if not isinstance(body, dict):
        raise web.HTTPBadRequest
    return body


def whole(value: Any) -> Any:
    """A browser can send half a character; it arrives as the sign for what cannot be read."""
    said = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return json.loads(said.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))


async def answered(act: Act, body: Json, language: str) -> web.Response:
    """Do it; a no is 409 with a sentence."""
    try:
        return web.json_response(await act(body) or {})
    except (NotDelivered, SlackError):
        return problem(undelivered(), language)
    except Impossible as why:
        return problem(why.words, language)
    except (LookupError, ValueError, TypeError):
        return problem(impossible(), language)


def problem(words: Text, language: str) -> web.Response:
    return web.json_response({"problem": read(words, language)}, status=409)


def text(body: Json, name: str) -> str:
    """A text of the body; raises ValueError."""
    value: Any = body.get(name)
    if not isinstance(value, str):
        raise ValueError(name)
    return value


def perhaps(body: Json, name: str) -> str | None:
    """A text, or nothing; raises ValueError."""
    return None if body.get(name) is None else text(body, name)


def texts(body: Json, name: str) -> dict[str, str]:
    """Texts by name; raises ValueError."""
    value: Any = body.get(name, {})
    if not isinstance(value, dict) or not all(isinstance(one, str) for one in value.values()):
        raise ValueError(name)
    return value
