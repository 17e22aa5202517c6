"""The words of one's own settings, the help, and joining one's accounts."""

from collections.abc import Sequence
from datetime import date

from bot.intents import (
    EnterCode,
    FindIdeas,
    Help,
    Intent,
    Join,
    MyPage,
    OpenSettings,
    Part,
    Personal,
    SaveSettings,
    SeeTour,
    ShowCode,
)
from bot.model import LANGUAGES, Hears
from bot.views.ideas import share_button
from bot.views.kinds import Button, Choice, Day, Form, Line, Notice, Option
from bot.views.quick import quick_button
from bot.views.rhythms import digest_button
from bot.views.text import Moment, Text, plain, say, say_in

LANGUAGE_NAMES = {"fi": plain("suomi"), "sv": plain("svenska"), "en": plain("English")}
"""Each in its own language: whoever cannot read the present one finds the way."""


HEARS = {
    Hears.ALL: say("Everything that happens to them"),
    Hears.DECISIONS: say("Decisions only"),
    Hears.NONE: say("Nothing"),
}

HEARD = {
    Hears.ALL: say("You now hear everything that happens to your ideas and to those that you follow or support."),
    Hears.DECISIONS: say("You now hear only the decisions about ideas."),
    Hears.NONE: say("You now hear nothing about ideas. What waits for you always reaches you."),
}


def languages() -> tuple[Option, ...]:
    return tuple(Option(one, LANGUAGE_NAMES[one]) for one in LANGUAGES)


def ways() -> tuple[Button, ...]:
    """What can be done from anywhere."""
    return (
        share_button(),
        quick_button(),
        find_button(),
        Button(say_in("button", "My page"), MyPage()),
        settings_button(),
    )


def find_button(text: str = "") -> Button:
    """The newest; with words, those that have them."""
    return Button(say_in("button", "Find ideas"), FindIdeas(text))


def settings_button() -> Button:
    return Button(say_in("button", "Settings"), OpenSettings())


def help_button() -> Button:
    return Button(say_in("button", "Help"), Help())


def no_files(text: str) -> Notice:
    """The answer to a picture; the words that came with it are in the form behind the button."""
    sentence = say("Latu takes no pictures or other files, for they may show customers. Tell it in words.")
    return Notice(sentence, buttons=(share_button(text),))


def opening(intent: Intent) -> Notice:
    """The answer to typed words that need a form, or an answer that others must not see: it is behind one button."""
    read = isinstance(intent, Personal | SeeTour)
    label = say_in("button", "Continue") if read else say_in("button", "Open the form")
    return Notice(say("Press the button to continue."), buttons=(Button(label, intent),))


def settings_form(intent: SaveSettings, *, digest: bool) -> Form:
    """`digest`: this one gets a weekly digest, and finds the way to it here."""
    return Form(
        title=say_in("title", "Settings"),
        builds=intent,
        fields=(
            Choice("language", say("Which language should I use with you?"), languages(), required=True),
            Choice(
                "hears",
                say("How much do you want to hear of the ideas that you share, follow or support?"),
                tuple(Option(much, label) for much, label in HEARS.items()),
                hint=say("What waits for you reaches you always."),
                required=True,
            ),
            Day(
                "pause_until",
                say("Pause until"),
                hint=say("I write nothing unasked before the pause is over. Leave it empty for no pause."),
            ),
        ),
        submit=say_in("button", "Save"),
        buttons=(digest_button(),) if digest else (),
    )


SPEAKS = say("Latu now speaks English.")


def speaks() -> Notice:
    return Notice(SPEAKS, "done")


def saved(changes: Sequence[Text]) -> Notice:
    """What was changed, one sentence each; without any, that nothing was."""
    if not changes:
        return Notice(say("Nothing was changed."))
    told = changes[0]
    for one in changes[1:]:
        told = say("{first} {rest}", first=told, rest=one)
    return Notice(told, "done")


def paused(until: date | None) -> Text:
    if until is None:
        return say("The pause is over.")
    return say("Paused to the end of {date}, ending by itself.", date=until)


def join_buttons(*, joined: bool) -> tuple[Button, ...]:
    """One person, several chats."""
    if joined:
        return (Button(say("Separate my accounts"), Part()),)
    return (
        Button(say("Join my other account"), ShowCode()),
        Button(say("I have a code"), EnterCode()),
    )


def code_notice(code: str, until: Moment) -> Notice:
    return Notice(
        say(
            "Your code is {code}. Write “code {code}” to Latu in your other chat app by {time}. It works once.",
            code=code,
            time=until,
        )
    )


def code_form(intent: Join) -> Form:
    return Form(
        title=say_in("title", "Join my accounts"),
        intro=(say("To get a code, open My page in your other chat app and press “Join my other account”."),),
        builds=intent,
        fields=(Line("code", say("Code"), required=True, limit=12),),
        submit=say_in("button", "Join"),
    )


def joined() -> Notice:
    words = say(
        "Your accounts are joined: you are one person in both apps, and your support counts once for each idea."
    )
    return Notice(words, "done", (Button(say("Separate my accounts"), Part()),))


def parted() -> Notice:
    return Notice(say("Your accounts are separate again."), "done")


def bad_code() -> Text:
    return say("This code does not work here. Get a new one in your other chat app.")


def too_many_codes() -> Text:
    return say("Too many wrong codes. Try again in an hour.")
