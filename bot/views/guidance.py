"""The words of the help, and of what an admin does first."""

from bot.intents import OpenRoles
from bot.views.administration import administration_button
from bot.views.common import cut
from bot.views.ideas import share_button
from bot.views.kinds import Button, Item, Report, Section
from bot.views.my_data import my_data_button
from bot.views.quick import quick_button
from bot.views.settings import find_button, ways
from bot.views.text import Text, say
from bot.views.tour import tour_button
from bot.views.units import units_button

WELCOME = say(
    "Hello! I am the bot Latu. You already have permission to do things differently: "
    "try something small and log it afterwards."
)
QUOTED, SOUGHT = 100, 500
"""Characters of a text that are repeated to its writer, and that are looked for."""


def help_report(text: str, contact: str | None, *, admin: bool, new: bool = False) -> Report:
    """What can be done; a text that was not understood can be shared as an idea, or logged.

    `new`: whoever asks has done nothing with Latu yet, so it says who it is, and how it works stands first.
    """
    title, about = say("What would you like to do?"), ways()
    if text:
        title = say("I did not understand “{text}”. What would you like to do?", text=cut(text, QUOTED))
        about = (share_button(text), quick_button(text), find_button(text[:SOUGHT]), *ways()[3:])
    steering = (administration_button(),) if admin else ()
    return Report(
        title=title,
        intro=WELCOME if new else None,
        sections=(first_steps(),) if admin else (),
        note=feedback(contact),
        buttons=(tour_button(), *about, my_data_button())
        if new
        else (*about, tour_button(), my_data_button(), *steering),
    )


def feedback(contact: str | None) -> Text:
    """Where people say what they think of Latu itself."""
    if contact is None:
        return say("What do you think of Latu? Tell your internal renewer or an admin.")
    return say("What do you think of Latu? Tell us: {contact}", contact=contact)


def first_steps() -> Section:
    """What nobody else can do, before others can begin."""
    install = say("Whoever administers this chat approves Latu there and installs it for everybody.")
    link = say("Write “channel” to me in the channel where ideas may appear.")
    steps = (
        Item(install),
        Item(link),
        Item(say("Name who answers in each work community."), Button(say("Who does what"), OpenRoles())),
        Item(say("Add the work communities that have no channel."), units_button()),
    )
    return Section(say("What an admin does first"), steps)
