"""The words of what admins set up."""

from bot.intents import OpenRoles, SeeAdministration, SeePermissionCard
from bot.views.audit import audit_button
from bot.views.challenges import challenges_button
from bot.views.channels import channels_button
from bot.views.goals import goals_button
from bot.views.kinds import Button, Item, Report, Section
from bot.views.organisation import organisation_button
from bot.views.steering import overview_button
from bot.views.text import say, say_in
from bot.views.units import units_button


def ways_report() -> Report:
    """Each thing that can be set up, with its button."""
    return Report(
        title=say_in("title", "Administration"),
        sections=(
            Section(
                say("What would you like to set up?"),
                (
                    Item(say("Linked channels: what each shows, and what keeps ideas out"), channels_button()),
                    Item(say("Language, time zone, quiet hours and promises"), organisation_button()),
                    Item(say("Sectors, units and work communities"), units_button()),
                    Item(say("Who has changed settings and roles, and who has decided"), audit_button()),
                    Item(
                        say("Supervisors, deputies, renewers, leadership, HR and shop stewards"),
                        Button(say("Who does what"), OpenRoles()),
                    ),
                    Item(
                        say("What may be tried without asking, in each work community"),
                        Button(say_in("button", "Permission cards"), SeePermissionCard()),
                    ),
                    Item(say("Goals of the organisation and of work communities"), goals_button()),
                    Item(say("Challenges: questions that ideas answer"), challenges_button()),
                    Item(say("Traffic lights, goals and open decisions"), overview_button()),
                ),
            ),
        ),
    )


def administration_button() -> Button:
    """Stands on an admin's own page."""
    return Button(say_in("button", "Administration"), SeeAdministration())
