"""The words with which an admin links a channel to the board, and hears what keeps ideas out of it."""

from collections.abc import Mapping, Sequence

from bot.intents import CheckChannel, LinkChannel, OpenRoles, SeeChannels, SetUpChannel, UnlinkChannel
from bot.model import Channel, Person, Place, Posters, Shows, Subject, Trouble, Unit
from bot.views.kinds import Button, Card, Choice, Form, Line, Notice, Option
from bot.views.roles import people
from bot.views.settings import LANGUAGE_NAMES, languages
from bot.views.text import Text, Words, listed, listed_apart, plain, say, say_in
from bot.views.tour import tour_button

SHOWS: Mapping[str, Text] = {
    Shows.IDEAS: say("New needs, ideas and trials"),
    Shows.DECISIONS: say("Decisions"),
    Shows.LESSONS: say_in("title", "Lessons"),
    Shows.DIGEST: say("The weekly digest, when its reader chooses this channel"),
}
POSTERS: Mapping[str, Text] = {
    Posters.EVERYBODY: say("Everybody in the channel"),
    Posters.ROLES: say("Supervisors, deputies and renewers"),
}
OPENED: Mapping[str, Text] = {
    "no": say("Nothing: then no ideas appear in a channel that they are in"),
    "yes": say("Everything that appears in this channel"),
}

LABELS: Mapping[str, Text] = {
    "language": say("Language of the channel"),
    "units": say("Work community"),
    "shows": say("What appears in this channel?"),
    "posters": say("Who may share ideas from this channel?"),
    "opened": say("What may guests and people of other organisations see here?"),
}
"""By what the audit trail keeps of a channel."""


def options(words: Mapping[str, Text]) -> tuple[Option, ...]:
    return tuple(Option(str(value), label) for value, label in words.items())


def channels_button() -> Button:
    """The way to all that are linked."""
    return Button(say("Channels"), SeeChannels())


def name_of(place: Place) -> Words:
    """What people know a channel by, as far as its chat has told; its id tells several without a name apart."""
    return plain(place.name) if place.name else say("Channel without a name ({id})", id=place.id)


def in_chat(channel: Channel, name: Words, chats: Sequence[str]) -> Words:
    """A channel by a name, and where there are several, the chat."""
    chat = next((one for one in chats if channel.place.platform in one.lower()), "")
    return say("{channel} ({chat})", channel=name, chat=chat) if chat and len(chats) > 1 else name


def link_form(
    intent: LinkChannel, *, linked: bool, admin: bool, units: list[Unit], elsewhere: Place | None = None
) -> Form:
    """What the channel shows and of whom; a Latu admin also says to whom, and who answers for its work community.

    `elsewhere`: it is changed from outside, where its people cannot be picked.
    """
    which = (say("Channel: {channel}", channel=name_of(elsewhere)),) if elsewhere else ()
    known = (say("Work communities already taking part: {names}", names=listed_apart(units)),) if units else ()
    unlink = UnlinkChannel(intent.channel)
    return Form(
        title=say_in("title", "Channel") if elsewhere else say("Link this channel"),
        intro=(*which, *known),
        builds=intent,
        fields=(
            Choice("language", LABELS["language"], languages(), required=True),
            Line(
                "unit",
                LABELS["units"],
                hint=say(
                    "Write a semicolon between several. Leave it empty to show the ideas of the whole organisation."
                ),
                limit=1000,
            ),
            Choice("shows", LABELS["shows"], options(SHOWS), required=True, many=True),
            Choice("posters", LABELS["posters"], options(POSTERS), required=True),
            *((opening(),) if admin else ()),
            *(people() if admin and not elsewhere else ()),
        ),
        submit=say_in("button", "Save") if elsewhere else say("Link"),
        buttons=(Button(say("Unlink this channel"), unlink),) if linked else (),
    )


def opening() -> Choice:
    return Choice("opened", LABELS["opened"], options(OPENED), required=True)


def linked(units: Sequence[Unit], language: str, shows: Sequence[Shows]) -> Notice:
    """What the channel is from now on, and the way to its people."""
    name, shown = LANGUAGE_NAMES[language], shown_words(shows)
    more = (Button(say("Who does what"), OpenRoles(units[0].id)),) if len(units) == 1 else ()
    if units:
        sentence = say(
            "This channel now shows: {shown}. Work communities: {names}. Language: {language}",
            shown=shown,
            names=listed_apart(units),
            language=name,
        )
        return Notice(sentence, "done", more)
    return Notice(
        say(
            "This channel now shows, of the whole organisation: {shown}. Language: {language}",
            shown=shown,
            language=name,
        ),
        "done",
    )


def changed(place: Place) -> Notice:
    """From outside of the channel."""
    return Notice(
        say("The settings of the channel are saved: {channel}", channel=name_of(place)), "done", (channels_button(),)
    )


def shown_words(shows: Sequence[str]) -> Text:
    """At least one, in one line."""
    return listed([SHOWS[one] for one in shows])


def introduction_card(subject: Subject, person: Person | None, *, linked: bool = False) -> Card:
    """The bot's one word to a channel: who added it, and what to do next until the channel is linked."""
    title = say("Hello! Ideas and trials appear in this channel.")
    if person and person.name:
        title = say("Hello! {person} added me here. Ideas and trials appear in this channel.", person=person)
    if linked:
        return Card(subject, title, buttons=(tour_button(),))
    link = Button(say("Link this channel"), SetUpChannel())
    first = say("First an admin links the channel.")
    return Card(subject, title, body=(first,), buttons=(link, tour_button()), others_last=True)


def trouble_card(channel: Channel) -> Card:
    """Told to the admin who linked the channel; once nothing keeps ideas out, it says so."""
    name = name_of(channel.place)
    again = (Button(say("Try again"), CheckChannel(channel.id)),)
    match channel.trouble:
        case None:
            return Card(channel.subject, say("Nothing keeps ideas out of the channel: {channel}", channel=name))
        case Trouble.OUTSIDE:
            title = say("I cannot post in {channel}. Add me there and try again.", channel=name)
            body = say("If the channel was deleted, link another one.")
        case Trouble.ARCHIVED:
            title = say("This channel is archived, so nothing new appears there: {channel}", channel=name)
            body = say("Take it into use again, or link another channel.")
        case Trouble.OUTSIDERS:
            title = say("Guests or people of other organisations are in this channel: {channel}", channel=name)
            body = say(
                "No ideas appear there, and the cards that were there are closed. "
                "To open it to them, a Latu admin writes “channel” there."
            )
    return Card(channel.subject, title, body=(body,), buttons=again)


def checking() -> Notice:
    return Notice(say("I am checking the channel. If something is still in the way, you get a message."), "done")


def unlinked(elsewhere: Place | None = None) -> Notice:
    """`elsewhere`: it was done from outside of the channel."""
    if elsewhere is None:
        return Notice(say("This channel shows no new ideas any more."), "done")
    sentence = say("No new ideas appear any more in the channel: {channel}", channel=name_of(elsewhere))
    return Notice(sentence, "done", (channels_button(),))


def taken_away() -> Text:
    return say("Latu has been removed from there. Install it there again first.")


def not_a_channel() -> Text:
    return say("Write this in the channel that you want to link.")


def not_linked() -> Text:
    return say("This channel is not linked any more.")


def roles_need_unit() -> Text:
    return say("Write one work community: these people are chosen for it.")


def unknown_unit(name: str) -> Text:
    return say("There is no such work community yet: {name}. A Latu admin can add it.", name=plain(name))


def nothing_shown() -> Text:
    return say("Choose at least one.")


def only_roles() -> Text:
    return say("In this channel supervisors, deputies and renewers share ideas. Write to me in private instead.")
