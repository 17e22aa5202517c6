"""Why somebody may not do something, and who can."""

from bot.intents import Intent
from bot.model import Concern
from bot.views.kinds import Button, Notice
from bot.views.text import Text, say


def admins(concern: Concern, contact: str | None) -> Text:
    """Latu's admins are listed nowhere: the contact of the organisation is asked, or whoever one of them has named."""
    del concern
    if contact is None:
        return say("A Latu admin can do this. Ask your supervisor or internal renewer who that is.")
    return say("A Latu admin can do this. Ask here: {contact}", contact=contact)


def deciders(concern: Concern, contact: str | None) -> Text:
    if concern.unit is None and contact:
        return say(
            "An admin decides about ideas without a work community. Tell what you think: {contact}", contact=contact
        )
    if concern.unit is None:
        return say(
            "An admin decides about ideas without a work community. "
            "Ask your supervisor or internal renewer who that is."
        )
    return say("The supervisor, deputy or renewer of its work community decides this. Tell them what you think.")


def card_writers(concern: Concern, contact: str | None) -> Text:
    del concern, contact
    return say("The supervisor, the deputy or a Latu admin can do this.")


def named(concern: Concern, contact: str | None) -> Text:
    del concern, contact
    return say("Whoever is named for the work community can do this.")


def own(concern: Concern, contact: str | None) -> Text:
    del concern, contact
    return say("Whoever shared the idea or is trying it can do this.")


def colleague(concern: Concern, contact: str | None) -> Text:
    del concern, contact
    return say("This button is for the colleague whose idea it is. You can support the idea.")


def challenge_askers(concern: Concern, contact: str | None) -> Text:
    del concern, contact
    return say("Supervisors, the leadership and Latu admins ask challenges. Tell them what should be asked.")


def own_challenge(concern: Concern, contact: str | None) -> Text:
    del concern, contact
    return say("Whoever asked the challenge or a Latu admin can do this.")


def goal_writers(concern: Concern, contact: str | None) -> Text:
    del concern, contact
    return say("The leadership or a Latu admin writes goals. Tell them what you think.")


def overview_readers(concern: Concern, contact: str | None) -> Text:
    del concern, contact
    return say("The overview is for the leadership and for Latu's admins. Goals and ideas are open to everybody.")


def being_looked_up(intent: Intent) -> Notice:
    """Somebody acts for the first time, and may be an admin, or another account of a colleague's."""
    again = Button(say("Try again"), intent)
    return Notice(say("I am finding out who you are. Try again in a moment."), buttons=(again,))
