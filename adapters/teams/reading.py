"""What an authentic activity says: who, where, from which card, and what is asked; no shape is taken for granted."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from adapters.teams.activity import Activity
from adapters.teams.conversation import Reference
from adapters.teams.elements import AGAIN, COPY, FORM, INTENT, KEYS, MESSAGE, SUBJECT, SUBMIT
from adapters.teams.markup import NOBODY, bare
from adapters.teams.places import Address, channel_of, copy_name, copy_root
from bot.intents import MENTION, CaptureMessage, Fills, Intent, Outdated, Unfold, WriteIdea, decode, fill
from bot.model import LANGUAGES, Caller, Place, Request, Subject

FETCH, SENT = "task/fetch", "task/submit"
# The same from the menu of a message or beside the composer, and what is sent of a dialog that came of it:
# https://learn.microsoft.com/microsoftteams/platform/messaging-extensions/how-to/action-commands/create-task-module
TAKEN, TAKEN_SENT = "composeExtension/fetchTask", "composeExtension/submitAction"
# Of these Teams may name no conversation, as from the command box or a chat of two people.
NOWHERE = (TAKEN, TAKEN_SENT, "composeExtension/query")
# https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/universal-actions-for-adaptive-cards
LOOKED = "adaptiveCard/action"
MOST_OF_COPY = 32
WITH_BOT = "a:"
# The actions of the manifest, by their id.
THIS_MESSAGE, NEW_IDEA = "shareMessage", "shareIdea"
COLLEAGUE, HTML = "aadUser", "html"
BOT = "28:"
PLATFORM = "teams"


@dataclass(frozen=True, slots=True)
class Heard:
    """Who said something, and where."""

    activity: Activity
    caller: Caller
    conversation: str
    service_url: str
    private: bool
    sender: str

    @property
    def reference(self) -> Reference:
        """Where it was said."""
        return Reference(self.service_url, self.conversation)

    def request(self, pressed: "Pressed | None" = None) -> Request:
        """For the product; a typed message cannot open a form."""
        return Request(
            caller=self.caller,
            place=self._place(),
            delivery=self._delivery(),
            message=pressed.copy if pressed else None,
            subject=pressed.subject if pressed else None,
            under=None if self.private or pressed else copy_root(self.conversation),
            opens=pressed is not None,
        )

    def writing(self) -> Request:
        """For the product, where somebody writes a message: chats of people among themselves are places, too.

        Teams calls a chat of two people personal, as that with the bot; only the bot's own has such a name.
        """
        if self.private and self.conversation.startswith(WITH_BOT):
            return Request(caller=self.caller)
        channel = channel_of(self.conversation)
        return Request(caller=self.caller, place=channel_place(self.activity, channel, self.caller.own.home))

    def _place(self) -> Place | None:
        if self.private:
            return None
        return channel_place(self.activity, channel_of(self.conversation), self.caller.own.home)

    def _delivery(self) -> str | None:
        # Message ids are times: only unique within their conversation.
        found = text(self.activity, "id")
        kind = text(self.activity, "name") or self.activity["type"]
        return "|".join((kind, self.conversation, found)) if found else None


@dataclass(frozen=True, slots=True)
class Pressed:
    """What a button asks. `typed`: the form around it, with what is typed so far."""

    intent: Intent
    typed: Fills | None = None
    copy: str | None = None
    subject: Subject | None = None


def here(activity: Activity) -> Reference | None:
    """Where an answer goes; in a channel, the same thread. None for what a bot says."""
    where, user = text(part(activity, "conversation"), "id"), text(part(activity, "from"), "id")
    if not (where and user) or user.startswith(BOT):
        return None
    return Reference(str(activity["serviceUrl"]), where)


def is_private(activity: Activity) -> bool:
    """Whether it was said in somebody's own chat with the bot."""
    return text(part(activity, "conversation"), "conversationType") == "personal"


def heard(activity: Activity, tenant: str) -> Heard | None:
    """Who said something; None for people without an account in the tenant, and for what no client sends."""
    sender, conversation = part(activity, "from"), part(activity, "conversation")
    account, user, where = text(sender, "aadObjectId"), text(sender, "id"), text(conversation, "id")
    if not (account and user and (where or activity.get("name") in NOWHERE)):
        return None
    private = where is None or is_private(activity)
    where = where or ""
    service_url = str(activity["serviceUrl"])
    met, apart = Address(service_url, None if private else channel_of(where), user), Address(service_url, user=user)
    own = Place(PLATFORM, tenant, account, str(met), private=True)
    from_elsewhere = str(apart) if activity.get("name") in (TAKEN, TAKEN_SENT) else None
    caller = Caller(own, text(sender, "name"), language(activity), from_elsewhere)
    return Heard(activity, caller, where, service_url, private, user)


def channel_place(activity: Activity, channel: str, home: str) -> Place:
    """A channel that an activity is about; what kind of channel it is, is kept with it."""
    told, conversation = part(part(activity, "channelData"), "channel"), part(activity, "conversation")
    name = text(told, "name") or (text(conversation, "name") if text(conversation, "id") == channel else None)
    team = text(part(part(activity, "channelData"), "team"), "id")
    known = Address(str(activity["serviceUrl"]), channel, kind=text(told, "type"), team=team)
    return Place(PLATFORM, home, channel, str(known), name=name)


def language(activity: Activity) -> str | None:
    """The client's language, if it is one of ours."""
    tags = [text(activity, "locale")]
    entities = activity.get("entities")
    for entity in entities if isinstance(entities, list) else ():
        if isinstance(entity, dict) and entity.get("type") == "clientInfo":
            tags.append(text(entity, "locale"))
    found = next((tag for tag in tags if tag), "").partition("-")[0].lower()
    return found if found in LANGUAGES else None


def pressed(activity: Activity) -> Pressed:
    """What was pressed; raises ValueError for buttons that are not ours, or not any more."""
    value = part(activity, "value")
    if activity.get("name") == TAKEN:
        return Pressed(taken(value))
    data = part(value, "data")
    intent = decode(text(data, INTENT) or "")
    answers = {name: answer for name, answer in data.items() if name not in KEYS}
    if data.get(AGAIN):
        return Pressed(Unfold(_form(intent)))
    if data.get(SUBMIT):
        filled = filled_in(_form(intent), answers)
        return Pressed(filled, filled)
    if FORM in data:
        return Pressed(intent, filled_in(_form(decode(text(data, FORM) or "")), answers))
    if activity.get("name") != FETCH:
        return Pressed(intent)
    message, where = text(activity, "replyToId"), text(part(activity, "conversation"), "id")
    subject = text(data, SUBJECT)
    return Pressed(
        intent,
        copy=copy_name(where, message) if message and where else None,
        subject=Subject.parse(subject) if subject else None,
    )


def looked_at(activity: Activity) -> tuple[Intent, str]:
    """A card that hangs and which copy of it, where a client draws it anew; raises ValueError for what is not ours."""
    data = part(part(part(activity, "value"), "action"), "data")
    return decode(text(data, INTENT) or ""), (text(data, COPY) or "")[:MOST_OF_COPY]


def taken(value: Mapping[str, Any]) -> Intent:
    """What an action of the manifest asks; only colleagues are named, and only Teams is linked to."""
    command, message = value.get("commandId"), part(value, "messagePayload")
    if command == NEW_IDEA:
        return WriteIdea()
    if command != THIS_MESSAGE:
        return Outdated()
    body, user = part(message, "body"), part(part(message, "from"), "user")
    heading = (text(message, "subject") or "").replace(MENTION, "").strip()
    said = text(body, "content") or ""
    link = text(message, "linkToMessage") or ""
    mentioned: tuple[str, ...] = ()
    if body.get("contentType") == HTML:
        said, mentioned = bare(said, dict(_mentions(message.get("mentions"))))
    said = "\n".join(one for one in (heading, said) if one)
    return CaptureMessage(said, _colleague(user), link if MESSAGE.fullmatch(link) else "", mentioned)


def _mentions(told: object) -> Iterator[tuple[str, str | None]]:
    """Whom each mention of a message means; None of apps, channels and teams.

    https://learn.microsoft.com/graph/api/resources/chatmessagemention
    """
    for one in told if isinstance(told, list) else ():
        if isinstance(one, dict):
            meant = part(one, "mentioned")
            person = not (part(meant, "application") or part(meant, "conversation"))
            yield str(one.get("id")), NOBODY + _colleague(part(meant, "user")) if person else None


def _colleague(user: Mapping[str, Any]) -> str:
    """Somebody's id, unless they are from elsewhere."""
    return (text(user, "id") or "") if user.get("userIdentityType") == COLLEAGUE else ""


def filled_in(form: Fills, answers: Mapping[str, object]) -> Fills:
    """The form with its answers: empty ones are left out or empty, several choices are one text with commas."""
    given: dict[str, object] = {}
    for name, answer in answers.items():
        if isinstance(answer, str) and isinstance(getattr(form, name, None), tuple):
            given[name] = [one for one in answer.split(",") if one]
        elif answer != "":
            given[name] = answer
    return fill(form, given)


def _form(intent: Intent) -> Fills:
    if not isinstance(intent, Fills):
        raise ValueError("not a form")
    return intent


def part(whole: Mapping[str, Any], name: str) -> dict[str, Any]:
    """An object inside; empty where there is none."""
    part = whole.get(name)
    return part if isinstance(part, dict) else {}


def text(whole: Mapping[str, Any], name: str) -> str | None:
    """A text inside; None where there is none, or an empty one."""
    value = whole.get(name)
    return value if isinstance(value, str) and value else None
