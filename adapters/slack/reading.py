"""What a verified payload asks: an intent, its request, and the surface where the answer can appear."""

from dataclasses import replace
from typing import Any

from adapters.slack.answers import Asked, AtHome, Click, Command, Inside, Opened, Submitted, Written
from adapters.slack.forms import MARK, MORE, filled, mark_of, of_home
from adapters.slack.payloads import Payload, caller, channel, clicked, copy, delivery, identified, permalink, writer
from adapters.slack.render import subject_of
from adapters.slack.text import typed
from bot.commands import command as meant
from bot.intents import CaptureMessage, Fills, Intent, MyPage, Outdated, Say, SendFile, Unfold, WriteIdea, decode
from bot.model import Request

# What a person has typed has no subtype, or one of these: https://docs.slack.dev/reference/events/message
TYPED = ("file_share", "thread_broadcast")
# The shortcuts of the manifest, by their callback_id.
THIS_MESSAGE, NEW_IDEA = "share_message", "share_idea"


def asked_in(body: Payload, team: str, bot: str) -> Asked | None:
    """What somebody asks, or None for what concerns nobody; raises ValueError and its like for what is malformed."""
    match body.get("type"):
        case "event_callback":
            return _opened(body, team) if body["event"]["type"] == "app_home_opened" else _written(body, team, bot)
        case "block_actions":
            return _pressed(body, team)
        case "view_submission":
            names = frozenset(name.partition(MARK)[0] for name in body["view"]["state"]["values"])
            sent = Submitted(names, mark_of(body["view"]))
            return Asked(filled(body["view"]), _request(body, team), sent, home=of_home(body["view"]))
        case "message_action" | "shortcut":
            surface = Click(body["trigger_id"], body.get("response_url"))
            return Asked(_taken(body, team, bot), _request(body, team), surface)
        case None if "command" in body:
            said = Command(body["trigger_id"], body.get("response_url"))
            return Asked(_commanded(body["command"], body.get("text", "")), _request(body, team), said)
    return None


def _commanded(command: str, text: str) -> Intent:
    """The one place that tells the commands apart: `/idea` shares what follows, any other takes typed words."""
    words, mentioned = typed(text)
    shares = command == "/idea" and (not words or meant(words) is None)
    return WriteIdea(words, mentioned) if shares else Say(words, mentioned)


def _opened(body: Payload, team: str) -> Asked | None:
    """Somebody looks at the Home tab; of the Messages tab Slack tells in the same way."""
    event: dict[str, Any] = body["event"]
    if event.get("tab") != "home":
        return None
    return Asked(MyPage(), _request(body, team), Opened((event.get("view") or {}).get("hash")))


def _taken(body: Payload, team: str, bot: str) -> Intent:
    """What a shortcut of the manifest asks."""
    callback = body["callback_id"]
    if callback == NEW_IDEA:
        return WriteIdea()
    if callback != THIS_MESSAGE:
        return Outdated()
    text, mentioned = typed(body["message"].get("text") or "", bot)
    return CaptureMessage(text, writer(body, team), permalink(body), mentioned)


def _written(body: Payload, team: str, bot: str) -> Asked | None:
    event: dict[str, Any] = body["event"]
    private = event["type"] == "message" and event.get("channel_type") == "im"
    ours = private or event["type"] == "app_mention"
    if not ours or any(event.get(mark) for mark in ("bot_id", "edited", "hidden")):
        return None
    if event.get("subtype", TYPED[0]) not in TYPED:
        return None
    thread = event.get("thread_ts")
    surface = Written(identified(event["channel"]), thread, private)
    under = None if private or thread is None else copy(event["channel"], thread)
    text, mentioned = typed(event.get("text") or "", bot)
    said = SendFile(text, mentioned) if event.get("files") else Say(text, mentioned)
    return Asked(said, _request(body, team, opens=False, under=under), surface)


def _pressed(body: Payload, team: str) -> Asked | None:
    action: dict[str, Any] = body["actions"][0]
    if action["type"] != "button":
        return None
    view = body.get("view")
    if isinstance(view, dict) and view.get("type") == "home":
        return Asked(_decoded(action), _request(body, team), AtHome(body["trigger_id"]), home=True)
    if isinstance(view, dict):
        intent = Unfold(_unfolded(view)) if action["action_id"] == MORE else _decoded(action)
        inside = Inside(body["trigger_id"], view["id"], view.get("hash"), mark_of(view))
        return Asked(intent, _request(body, team), inside, home=of_home(view))
    pressed = clicked(body)
    subject = None if pressed is None else subject_of(action.get("block_id", ""))
    surface = Click(body["trigger_id"], body.get("response_url"))
    return Asked(_decoded(action), _request(body, team, message=pressed, subject=subject), surface)


def _unfolded(view: dict[str, Any]) -> Fills:
    return replace(filled(view), more=True)


def _decoded(action: dict[str, Any]) -> Intent:
    try:
        return decode(action["value"])
    except ValueError:
        return Outdated()


def _request(body: Payload, team: str, **known: Any) -> Request:
    return Request(caller(body, team), channel(body, team), delivery(body), **known)
