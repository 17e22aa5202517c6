"""The words with which an admin links a channel to the board."""

from bot.intents import LinkChannel, UnlinkChannel
from bot.model import Role, Unit
from bot.views.kinds import Button, Choice, Form, Line, Notice, PersonPick
from bot.views.settings import LANGUAGE_NAMES, languages
from bot.views.text import Text, say

ROLES: dict[Role, Text] = {
    Role.SUPERVISOR: say("Supervisor"),
    Role.DEPUTY: say("Deputy"),
    Role.RENEWER: say("Internal renewer"),
    Role.COOPERATION: say("Co-operation contact"),
}


def link_form(intent: LinkChannel, *, linked: bool, roles: bool, units: list[Unit]) -> Form:
    """The channel's language and its work community; with `roles` also who answers for it."""
    known = (
        (say("Work communities already taking part: {names}", names="; ".join(unit.name for unit in units)),)
        if units
        else ()
    )
    return Form(
        title=say("Link this channel"),
        intro=(say("Ideas and trials appear in this channel."), *known),
        builds=intent,
        fields=(
            Choice("language", say("Language of the channel"), languages(), required=True),
            Line(
                "unit", say("Work community"), hint=say("Leave it empty to show the ideas of the whole organisation.")
            ),
            *(people() if roles else ()),
        ),
        submit=say("Link"),
        buttons=(Button(say("Unlink this channel"), UnlinkChannel()),) if linked else (),
    )


def people() -> tuple[PersonPick, ...]:
    """Who answers for the work community."""
    return (
        PersonPick("supervisor", ROLES[Role.SUPERVISOR], hint=say("Gets a weekly digest as a private message.")),
        PersonPick("deputy", ROLES[Role.DEPUTY]),
        PersonPick("renewer", ROLES[Role.RENEWER], hint=say("Is told when a trial needs help.")),
        PersonPick(
            "cooperation",
            ROLES[Role.COOPERATION],
            hint=say("Is told of trials that change the organisation of work or services."),
        ),
    )


def linked(unit: Unit | None, language: str) -> Notice:
    name = LANGUAGE_NAMES[language]
    if unit:
        return Notice(
            say(
                "This channel now shows the ideas of one work community: {unit}. Language: {language}",
                unit=unit,
                language=name,
            ),
            "done",
        )
    return Notice(
        say("This channel now shows the ideas of the whole organisation. Language: {language}", language=name), "done"
    )


def unlinked() -> Notice:
    return Notice(say("This channel shows no new ideas any more."), "done")


def not_a_channel() -> Text:
    return say("Write this in the channel that you want to link.")


def roles_need_unit() -> Text:
    return say("Write a work community first: these people are chosen for it.")
