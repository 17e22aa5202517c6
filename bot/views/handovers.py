"""The words of a role that changes hands."""

from collections.abc import Sequence

from bot.intents import OpenRoles, SeeWaiting
from bot.model import ANSWERING, Handover, Person, Role, Subject, Waiting
from bot.views.answers import waiting_button
from bot.views.kinds import Button, Card, Report
from bot.views.listing import page_of
from bot.views.roles import ROLES
from bot.views.text import Text, say, say_n
from bot.views.waiting import by_kind, nothing_waits

YOURS: dict[Role, Text] = {
    Role.SUPERVISOR: say("You are now the supervisor here: you answer ideas and questions about trials."),
    Role.DEPUTY: say("You are now the deputy here: you answer when the supervisor does not."),
    Role.RENEWER: say("You are now the internal renewer here: you help when a trial needs it."),
    Role.LEADERSHIP: say("You are now in the leadership here: you follow goals and results."),
    Role.HR: say("You are now the HR contact here: you hear of trials that change how work is organised."),
    Role.STEWARD: say("You are now the shop steward here: you hear of trials that change how work is organised."),
}


def handover_report(handover: Handover, waiting: Sequence[Waiting], *, acting: bool) -> Report:
    """What the role is, and what is open for who has it; `acting`: a deputy until somebody new is named."""
    stand_in = say("The supervisor has left. Until a new one is named, you are asked as the deputy.")
    sections, _ = page_of(by_kind(waiting), 0, SeeWaiting)
    rest = len(waiting) - sum(len(one.items) for one in sections)
    note = say_n("{count} more is waiting.", "{count} more are waiting.", rest) if rest else None
    return Report(
        subject=Subject("handover", handover.id),
        title=role_of(handover),
        intro=stand_in if acting else YOURS[handover.role],
        sections=sections,
        note=nothing_waits() if handover.role in ANSWERING and not waiting else note,
        buttons=(waiting_button(),),
    )


def role_of(handover: Handover) -> Text:
    return say("“{unit}”: {role}", unit=handover.unit, role=ROLES[handover.role])


def vacancy_card(subject: Subject, handover: Handover, now: Person | None, instead: Person | None) -> Card:
    """Told to an admin once; `now` has the role again, `instead` is asked until then."""
    role = role_of(handover)
    if now:
        return Card(subject, say("This role has somebody again: {person}", person=now), byline=role)
    return Card(
        subject,
        say("Somebody has left, and nobody has this role now."),
        byline=role,
        buttons=(Button(say("Name somebody"), OpenRoles(handover.unit.id)),),
        note=say("Until you name somebody, the deputy is asked: {person}", person=instead) if instead else None,
    )
