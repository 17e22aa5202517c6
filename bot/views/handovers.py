"""The words of a role that changes hands."""

from collections.abc import Sequence

from bot.intents import OpenRoles
from bot.model import ANSWERING, Experiment, Handover, Permit, Person, Role, Subject
from bot.views.answers import waiting_button
from bot.views.digests import see_button
from bot.views.kinds import Button, Card, Item, Report, Section
from bot.views.roles import ROLES
from bot.views.text import Text, say

YOURS: dict[Role, Text] = {
    Role.SUPERVISOR: say("You are now the supervisor here: you answer ideas and questions about trials."),
    Role.DEPUTY: say("You are now the deputy here: you answer when the supervisor does not."),
    Role.RENEWER: say("You are now the internal renewer here: you help when a trial needs it."),
    Role.LEADERSHIP: say("You are now in the leadership here: you follow goals and results."),
    Role.HR: say("You are now the HR contact here: you hear of trials that change how work is organised."),
    Role.STEWARD: say("You are now the shop steward here: you hear of trials that change how work is organised."),
}


def handover_report(
    handover: Handover, permits: Sequence[Permit], late: Sequence[Experiment], *, acting: bool
) -> Report:
    """What the role is, and what is open; `acting`: a deputy until somebody new is named."""
    sections = (
        Section(say("Questions of permission"), tuple(permit_item(one) for one in permits)),
        Section(say("Trials that await a decision"), tuple(late_item(one) for one in late)),
    )
    filled = tuple(section for section in sections if section.items) if handover.role in ANSWERING else ()
    stand_in = say("The supervisor has left. Until a new one is named, you are asked as the deputy.")
    nothing = say("Nothing is waiting for you now.") if handover.role in ANSWERING and not filled else None
    return Report(
        subject=Subject("handover", handover.id),
        title=role_of(handover),
        intro=stand_in if acting else YOURS[handover.role],
        sections=filled,
        note=nothing,
        buttons=(waiting_button(),),
    )


def role_of(handover: Handover) -> Text:
    return say("“{unit}”: {role}", unit=handover.unit, role=ROLES[handover.role])


def permit_item(permit: Permit) -> Item:
    return Item(say("“{title}”: an answer is promised by {date}", title=permit.title, date=permit.answer_by))


def late_item(trial: Experiment) -> Item:
    return Item(say("The trial “{title}” awaits a decision", title=trial.title), see_button(trial.idea, trial.title))


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
