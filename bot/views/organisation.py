"""The words of the organisation's settings."""

from datetime import time

from bot.intents import OpenOrganisation, SaveOrganisation
from bot.model import Language, Organisation
from bot.views.kinds import Button, Choice, Form, Line, Notice, Option
from bot.views.settings import languages
from bot.views.text import Text, hour, number, say, say_in

COUNTRIES: dict[str, Text] = {
    "FI": say("Finland"),
    "AX": say("Åland"),
    "SE": say("Sweden"),
    "NO": say("Norway"),
    "DK": say("Denmark"),
    "IS": say("Iceland"),
    "EE": say("Estonia"),
}
"""Whose public holidays can be kept: Finland's neighbours, where a Finnish organisation may have people too."""

LABELS: dict[str, Text] = {
    "language": say("The organisation's language"),
    "time_zone": say("Time zone"),
    "country": say("Whose public holidays are kept?"),
    "quiet_from": say("Quiet hours begin"),
    "quiet_until": say("Quiet hours end"),
    "answer_days": say("In how many working days is an idea promised an answer?"),
    "baskets": say("Baskets: orders of magnitude in a year (€)"),
    "audit_years": say("How many years is the audit trail kept?"),
    "hidden_days": say("How many days is a hidden text kept?"),
}
"""By the names of `Organisation`."""


def organisation_button() -> Button:
    return Button(say("Settings of the organisation"), OpenOrganisation())


def filled(organisation: Organisation, language: str) -> SaveOrganisation:
    """What holds now, numbers and times as readers of the language write them."""
    return SaveOrganisation(
        language=Language(organisation.language),
        time_zone=organisation.time_zone,
        country=organisation.country,
        quiet_from=hour(organisation.quiet_from, language),
        quiet_until=hour(organisation.quiet_until, language),
        answer_days=number(organisation.answer_days, language),
        baskets="; ".join(number(one, language) for one in organisation.baskets),
        audit_years=number(organisation.audit_years, language),
        hidden_days=number(organisation.hidden_days, language),
    )


def organisation_form(intent: SaveOrganisation) -> Form:
    return Form(
        title=say_in("title", "Shared settings"),
        intro=(say("These hold for everybody, in every chat, as soon as they are saved."),),
        builds=intent,
        fields=(
            Choice("language", LABELS["language"], languages(), required=True),
            Line("time_zone", LABELS["time_zone"], hint=say("Written as Europe/Helsinki."), required=True, limit=60),
            Choice(
                "country",
                LABELS["country"],
                tuple(Option(code, name) for code, name in COUNTRIES.items()),
                required=True,
                few=False,
            ),
            Line(
                "quiet_from",
                LABELS["quiet_from"],
                hint=say("I write to nobody unasked in the quiet hours, on weekends or on holidays."),
                required=True,
                limit=10,
            ),
            Line("quiet_until", LABELS["quiet_until"], required=True, limit=10),
            Line(
                "answer_days",
                LABELS["answer_days"],
                required=True,
                limit=10,
            ),
            Line(
                "baskets",
                LABELS["baskets"],
                hint=say("Separate them by semicolons. The first choice is always a benefit other than money."),
                required=True,
                limit=200,
            ),
            Line(
                "audit_years",
                LABELS["audit_years"],
                hint=say("It holds who changed settings, roles and channels, and who made decisions."),
                required=True,
                limit=10,
            ),
            Line(
                "hidden_days",
                LABELS["hidden_days"],
                hint=say("Until then it can be shown again. After that it is deleted for good."),
                required=True,
                limit=10,
            ),
        ),
        submit=say_in("button", "Save"),
    )


def organisation_saved() -> Notice:
    return Notice(say("The settings are saved. They hold from now on."), "done")


def nothing_changed() -> Notice:
    return Notice(say("Nothing was changed."))


def no_such_zone() -> Text:
    return say("There is no such time zone. Write it as Europe/Helsinki.")


def no_such_country() -> Text:
    return say("Choose one of the countries in the list.")


def hour_between(first: time, last: time) -> Text:
    return say("Choose a time from {first} to {last}.", first=first, last=last)


def no_ladder() -> Text:
    return say(
        "Write 2 to 12 rising amounts, for example {first}; {second}; {third}.", first=1000, second=5000, third=15000
    )
