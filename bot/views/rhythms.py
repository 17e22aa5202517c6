"""The words for when and where the weekly digest comes."""

from collections.abc import Sequence
from datetime import time

from bot.intents import ChooseDigest, OpenDigest, ResumeDigest, StopDigest
from bot.model import Channel
from bot.views.kinds import Button, Choice, Form, Notice, Option
from bot.views.text import Moment, Text, Words, listed, plain, say, say_in

WEEKDAYS: dict[str, Text] = {
    "0": say("On Mondays"),
    "1": say("On Tuesdays"),
    "2": say("On Wednesdays"),
    "3": say("On Thursdays"),
    "4": say("On Fridays"),
}


def where(private: bool, channel: int | None) -> str:
    """A place as the form's field holds it."""
    if channel is None:
        return "private"
    return f"both:{channel}" if private else f"channel:{channel}"


def places(channels: Sequence[Channel]) -> dict[str, Words]:
    """Where it can come: in private, in one of these channels, or both."""
    found: dict[str, Words] = {"private": say("As a private message")}
    for one in channels:
        found[where(False, one.id)] = say("In a channel: {channel}", channel=name_of(one))
        found[where(True, one.id)] = say("In private and in a channel: {channel}", channel=name_of(one))
    return found


def name_of(channel: Channel) -> Words:
    """What people call it; without a name, what it belongs to."""
    if channel.place.name:
        return plain(channel.place.name)
    return listed(channel.wishes.units) if channel.wishes.units else say("the whole organisation")


def rhythm_form(
    intent: ChooseDigest, channels: Sequence[Channel], hours: Sequence[time], quiet: tuple[time, time], *, stopped: bool
) -> Form:
    """When and where, of `hours` outside the `quiet` ones; stopping and beginning again are one press."""
    begin, end = quiet
    own = tuple(Option(value, label) for value, label in places(channels).items())
    at = tuple(Option(f"{one:%H:%M}", say("{time}", time=one)) for one in hours)
    return Form(
        title=say_in("title", "Weekly digest"),
        builds=intent,
        intro=(say("Your digest is stopped. Saving starts it again."),) if stopped else (),
        fields=(
            Choice("weekday", say("Which day?"), tuple(Option(*one) for one in WEEKDAYS.items()), required=True),
            Choice(
                "at",
                say("What time?"),
                at,
                hint=say("No digest comes in the quiet hours: {begin}–{end}.", begin=begin, end=end),
                required=True,
                few=False,
            ),
            Choice(
                "where",
                say("Where?"),
                own,
                hint=say("What waits for you comes only in the private message."),
                required=True,
            ),
        ),
        submit=say_in("button", "Save"),
        buttons=(resume_button() if stopped else stop_button(),),
    )


def digest_button() -> Button:
    return Button(say_in("button", "Weekly digest"), OpenDigest())


def change_button() -> Button:
    return Button(say("Change the day or time"), OpenDigest())


def stop_button() -> Button:
    return Button(say("Stop the digest"), StopDigest())


def resume_button() -> Button:
    return Button(say("Start the digest again"), ResumeDigest())


def digest_moved(moment: Moment, channel: Channel | None, *, private: bool) -> Notice:
    """When the next one comes, and where."""
    if channel is None:
        sentence = say("The next digest comes to you on {time}.", time=moment)
    elif private:
        sentence = say(
            "The next digest comes to you and to a channel on {time}: {channel}", time=moment, channel=name_of(channel)
        )
    else:
        sentence = say("The next digest comes to a channel on {time}: {channel}", time=moment, channel=name_of(channel))
    return Notice(sentence, "done")


def digest_stopped() -> Notice:
    return Notice(say("The digest is stopped. You can start it again at any time."), "done", (resume_button(),))


def digest_resumed(moment: Moment) -> Notice:
    return Notice(say("The digest is back. The next one comes on {time}.", time=moment), "done", (stop_button(),))


def in_quiet_hours() -> Text:
    return say("That is in the quiet hours. Choose another time.")


def for_those_with_a_task() -> Text:
    return say("Supervisors and internal renewers get the digest. An admin names them for a work community.")
