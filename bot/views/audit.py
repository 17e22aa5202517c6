"""The words of the audit trail: one sentence a line."""

from collections.abc import Callable, Sequence
from datetime import date, time, tzinfo
from decimal import Decimal

from bot.intents import ReadAudit
from bot.model import AnswerKind, Area, Decision, Noted, Role, Stage
from bot.views import channels, goals
from bot.views.answers import KINDS
from bot.views.kinds import Button, Item, Report, Section
from bot.views.organisation import COUNTRIES, LABELS
from bot.views.roles import ROLES
from bot.views.settings import LANGUAGE_NAMES
from bot.views.stages import OUTCOMES, STAGES
from bot.views.text import Moment, Text, Value, local, plain, read, say, say_in

ROOM = 6000
"""Characters of a page."""


def audit_button() -> Button:
    return Button(say("Audit trail"), ReadAudit())


def trail_report(lines: Sequence[Noted], zone: tzinfo, usual: tzinfo, *, earlier: int | None) -> Report:
    """Newest first; `earlier`: the line before which there are more."""
    items = tuple(Item(line(one, local(one.at, zone, usual))) for one in lines)
    return Report(
        title=say("Audit trail"),
        intro=say("Settings, roles, channels and decisions. Who shared, supported or commented is not here."),
        sections=(Section(say("Newest first"), items),) if items else (),
        buttons=(Button(say_in("button", "Earlier"), ReadAudit(earlier)),) if earlier else (),
    )


def together(lines: Sequence[Noted], zone: tzinfo, usual: tzinfo, language: str) -> int:
    """How many of the lines are told at once, at least one: names can be long, and no chat may leave a line out."""
    room = ROOM
    for count, one in enumerate(lines):
        room -= len(read(line(one, local(one.at, zone, usual)), language))
        if room < 0:
            return max(1, count)
    return len(lines)


def line(noted: Noted, when: Moment) -> Text:
    """When, who, and what; by a command on the server nobody is named."""
    what = told(noted)
    if noted.by is None:
        return say("{time}: {what}", time=when, what=what)
    return say("{time}, {person}: {what}", time=when, person=noted.by, what=what)


def told(noted: Noted) -> Text:
    """What was changed or decided; a line of a newer version says what it is called."""
    found = SENTENCES.get(noted.what)
    return found(noted) if found else say("{what}", what=noted.what)


def _setting(noted: Noted) -> Text:
    name = noted.details["setting"]
    before, now = (_shown(name, noted.details[one]) for one in ("before", "now"))
    return say(
        "Setting changed: “{setting}”. Before: {before}. Now: {now}", setting=LABELS[name], before=before, now=now
    )


def _shown(setting: str, value: str) -> Value:
    match setting:
        case "language":
            return LANGUAGE_NAMES[value]
        case "country":
            return COUNTRIES.get(value, plain(value))
        case "quiet_from" | "quiet_until":
            return time.fromisoformat(value)
        case "baskets":
            return _amounts(value.split(";"))
        case _:
            return int(value) if value.isdecimal() else plain(value)


def _amounts(kept: Sequence[str]) -> Text:
    """At least one, in a row."""
    first, *rest = kept
    if not rest:
        return say("{first}", first=int(first))
    return say("{first}; {rest}", first=int(first), rest=_amounts(rest))


def _place(noted: Noted) -> Value:
    return plain(noted.details.get("name") or noted.details["place"])


def _channel(setting: str, value: str) -> Value:
    """A choice of a channel as it was kept."""
    match setting:
        case "language":
            return LANGUAGE_NAMES[value]
        case "shows":
            return channels.shown_words(value.split())
        case "posters":
            return channels.POSTERS[value]
        case "opened":
            return channels.OPENED[value]
        case _:
            return plain(value) if value else say("the whole organisation")


def _channel_changed(noted: Noted) -> Text:
    name = noted.details["setting"]
    before, now = (_channel(name, noted.details[one]) for one in ("before", "now"))
    return say(
        "Channel changed: {place}. “{setting}”. Before: {before}. Now: {now}",
        place=_place(noted),
        setting=channels.LABELS[name],
        before=before,
        now=now,
    )


def _chosen(noted: Noted) -> Text:
    """All that was chosen when a channel was linked."""
    unit, language, shown, posters = (
        _channel(one, noted.details[one]) for one in ("units", "language", "shows", "posters")
    )
    if noted.details["opened"] == "yes":
        return say(
            "Channel linked and opened to guests: {place}. Work community: {unit}. Language: {language}. "
            "It shows: {shown}. Who may share: {posters}",
            place=_place(noted),
            unit=unit,
            language=language,
            shown=shown,
            posters=posters,
        )
    return say(
        "Channel linked: {place}. Work community: {unit}. Language: {language}. "
        "It shows: {shown}. Who may share: {posters}",
        place=_place(noted),
        unit=unit,
        language=language,
        shown=shown,
        posters=posters,
    )


def _linked(noted: Noted) -> Text:
    """A line of an earlier version knows less."""
    if "posters" in noted.details:
        return _chosen(noted)
    names = noted.details.get("units") or noted.details.get("unit")
    if noted.details.get("opened") == "yes" and names:
        return say(
            "Channel linked and opened to guests: {place}. Work community: {unit}", place=_place(noted), unit=names
        )
    if noted.details.get("opened") == "yes":
        return say("Channel linked and opened to guests: {place}", place=_place(noted))
    if names:
        return say("Channel linked: {place}. Work community: {unit}", place=_place(noted), unit=names)
    return say("Channel linked: {place}", place=_place(noted))


def _what(noted: Noted) -> Value:
    """A role of an earlier version says what it was called."""
    role = noted.details["role"]
    return ROLES[Role(role)] if role in list(Role) else plain(role)


def _role(noted: Noted) -> Text:
    role, unit = _what(noted), noted.details["unit"]
    if noted.whom is None:
        return say("Role taken away. {role}: {unit}", role=role, unit=unit)
    return say("Role given. {role}, {unit}: {person}", role=role, unit=unit, person=noted.whom)


def _title(noted: Noted) -> Value:
    return say("“{title}”", title=noted.title) if noted.title else say("an idea that is not shown")


def _hidden(noted: Noted) -> Text:
    if "comment" in noted.details:
        return say("Comment hidden. Idea: {title}", title=_title(noted))
    return say("Idea hidden: {title}", title=_title(noted))


def _shown_again(noted: Noted) -> Text:
    if "comment" in noted.details:
        return say("Comment shown again. Idea: {title}", title=_title(noted))
    return say("Idea shown again: {title}", title=_title(noted))


def _decision(noted: Noted) -> Text:
    """On a trial, or on an idea; an answer decides nothing but keeps a promise."""
    if answer := noted.details.get("answer"):
        return say("Answer to {title}: {answer}", title=_title(noted), answer=KINDS[AnswerKind(answer)])
    of_trial = noted.details.get("decision")
    stage = OUTCOMES[Decision(of_trial)] if of_trial else STAGES[Stage(noted.details["stage"])]
    return say("Decision on {title}: {stage}", title=_title(noted), stage=stage)


def _permission(noted: Noted) -> Text:
    if noted.details["answer"] == "yes":
        return say("The trial may start: {title}", title=_title(noted))
    return say("The trial may not start now: {title}", title=_title(noted))


def _renamed(noted: Noted) -> Text:
    language = LANGUAGE_NAMES[noted.details["language"]]
    before, now = (noted.details[one] or "–" for one in ("before", "now"))
    return say(
        "Work community renamed ({language}). Before: {before}. Now: {now}", language=language, before=before, now=now
    )


def _moved(noted: Noted) -> Text:
    before, now = (noted.details[one] or "–" for one in ("before", "now"))
    return say(
        "Work community moved. {unit}. Before: {before}. Now: {now}", unit=noted.details["unit"], before=before, now=now
    )


def _goal(setting: str, value: str) -> Value:
    """An answer of the form as it was kept; empty where there was none."""
    match setting:
        case "unit" if not value:
            return say("The whole organisation")
        case _ if not value:
            return plain("–")
        case "area":
            return goals.AREAS[Area(value)]
        case "until":
            return date.fromisoformat(value)
        case "baseline" | "target":
            return Decimal(value)
        case _:
            return plain(value)


def _goal_changed(noted: Noted) -> Text:
    """A line of an earlier version knows only which."""
    if "setting" not in noted.details:
        return say("Goal changed: “{name}”", name=noted.details["name"])
    name = noted.details["setting"]
    before, now = (_goal(name, noted.details[one]) for one in ("before", "now"))
    return say(
        "Goal changed: “{name}”. “{setting}”. Before: {before}. Now: {now}",
        name=noted.details["name"],
        setting=goals.LABELS[name],
        before=before,
        now=now,
    )


SENTENCES: dict[str, Callable[[Noted], Text]] = {
    "organisation": _setting,
    "channel linked": _linked,
    "channel changed": _channel_changed,
    "channel unlinked": lambda one: say("Channel unlinked: {place}", place=_place(one)),
    "role": _role,
    "role left": lambda one: say("Role left empty. {role}: {unit}", role=_what(one), unit=one.details["unit"]),
    "decision": _decision,
    "hidden": _hidden,
    "shown again": _shown_again,
    "report left": lambda one: say("Report dealt with, nothing hidden. Idea: {title}", title=_title(one)),
    "permission": _permission,
    "permission card": lambda one: say("Permission card written: {unit}", unit=one.details["unit"]),
    "permission card removed": lambda one: say("Permission card removed: {unit}", unit=one.details["unit"]),
    "goal written": lambda one: say("Goal written: “{name}”", name=one.details["name"]),
    "goal changed": _goal_changed,
    "goal closed": lambda one: say("Goal closed: “{name}”", name=one.details["name"]),
    "goal opened again": lambda one: say("Goal opened again: “{name}”", name=one.details["name"]),
    "unit added": lambda one: say("Work community added: {unit}", unit=one.details["unit"]),
    "unit renamed": _renamed,
    "unit moved": _moved,
    "unit closed": lambda one: say("Work community closed: {unit}", unit=one.details["unit"]),
    "unit reopened": lambda one: say("Work community opened again: {unit}", unit=one.details["unit"]),
}
"""By what a feature notes."""
