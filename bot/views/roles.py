"""The words of who does what for a work community."""

from bot.intents import ChooseUnit, GiveRoles
from bot.model import Role, Unit
from bot.views.kinds import Choice, Form, Notice, PersonPick
from bot.views.text import Text, say, say_in
from bot.views.units import unit_options

ROLES: dict[Role, Text] = {
    Role.SUPERVISOR: say("Supervisor"),
    Role.DEPUTY: say("Deputy"),
    Role.RENEWER: say("Internal renewer"),
    Role.LEADERSHIP: say("Leadership"),
    Role.HR: say("HR"),
    Role.STEWARD: say("Shop steward"),
}


def people() -> tuple[PersonPick, ...]:
    """Who answers for the work community."""
    return (
        PersonPick("supervisor", ROLES[Role.SUPERVISOR], hint=say("Gets a weekly digest as a private message.")),
        PersonPick("deputy", ROLES[Role.DEPUTY], hint=say("Is asked when the supervisor does not answer.")),
        PersonPick("renewer", ROLES[Role.RENEWER], hint=say("Is told when a trial needs help.")),
    )


def many() -> tuple[PersonPick, ...]:
    """Who is told of the work community."""
    told = say("Is told of trials that change the organisation of work or services.")
    return (
        PersonPick("leadership", ROLES[Role.LEADERSHIP], many=True),
        PersonPick("hr", ROLES[Role.HR], hint=told, many=True),
        PersonPick("steward", ROLES[Role.STEWARD], hint=told, many=True),
    )


def roles_form(intent: GiveRoles, unit: Unit) -> Form:
    return Form(
        title=say("Who does what"),
        intro=(say("{unit}", unit=unit), say("Whoever gets a role after somebody else is told what is open.")),
        builds=intent,
        fields=(*people(), *many()),
        submit=say_in("button", "Save"),
    )


def which_form(intent: ChooseUnit, units: list[Unit]) -> Form:
    return Form(
        title=say("Who does what"),
        builds=intent,
        fields=(Choice("unit", say("Work community"), unit_options(units), required=True, few=False),),
        submit=say_in("button", "Continue"),
    )


def given(unit: Unit) -> Notice:
    return Notice(say("The people of this work community are saved: {unit}", unit=unit), "done")


def no_work_community() -> Text:
    return say("No work community takes part yet. Link a channel first.")


def not_a_member() -> Text:
    return say("Latu is for the organisation's own people. Choose a colleague.")
