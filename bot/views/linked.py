"""The words of the list of linked channels: what each shows, and what is in the way."""

from collections.abc import Collection, Sequence

from bot.intents import SeeChannels, SetUpChannel, UnlinkChannel
from bot.model import Channel, Home, Shows, Trouble
from bot.views.channels import in_chat, name_of, shown_words
from bot.views.kinds import Button, Item, Report, Section
from bot.views.listing import page_of
from bot.views.settings import LANGUAGE_NAMES
from bot.views.text import Text, listed_apart, say, say_in, say_n

NAMED = 3
"""So many of a channel's work communities; its form has all."""
TROUBLES: dict[Trouble, Text] = {
    Trouble.OUTSIDE: say("Nothing new appears: Latu is not in the channel, or the channel was deleted"),
    Trouble.ARCHIVED: say("Nothing new appears: the channel is archived"),
    Trouble.OUTSIDERS: say("Nothing new appears: guests or people of other organisations are in the channel"),
}


def channels_report(
    channels: Sequence[Channel], left: Collection[Home], chats: Sequence[str], first: int = 0
) -> Report:
    """A page of them, each with the button that changes it; those first where nothing new appears.

    `left`: the workspaces and tenants that took Latu away. What is linked there can only be unlinked.
    """
    gone = [one for one in channels if (one.place.platform, one.place.home) in left]
    here = [one for one in channels if one not in gone]
    used = [one for one in here if one.trouble is None]
    sections = (
        _section(say("Nothing new appears: Latu has been removed from the chat"), gone, chats, left=True),
        *(_section(words, [one for one in here if one.trouble is why], chats) for why, words in TROUBLES.items()),
        _section(say("In use"), [one for one in used if not one.wishes.opened], chats),
        _section(
            say("In use, and open to guests and people of other organisations"),
            [one for one in used if one.wishes.opened],
            chats,
        ),
    )
    shown, more = page_of(sections, first, SeeChannels)
    return Report(
        title=say("Channels"),
        intro=None if channels else say("No channel is linked yet."),
        sections=shown,
        note=say("To link a channel, write “channel” to me in it."),
        buttons=more,
    )


def _section(heading: Text, channels: Sequence[Channel], chats: Sequence[str], *, left: bool = False) -> Section:
    return Section(heading, tuple(Item(_line(one, chats), _button(one, left=left)) for one in channels))


def _button(channel: Channel, *, left: bool) -> Button:
    name = name_of(channel.place)
    if left:
        return Button(
            say_in("button", "Unlink"), UnlinkChannel(channel.id), name=say("Unlink: {channel}", channel=name)
        )
    return Button(say_in("button", "Edit"), SetUpChannel(channel.id), name=say("Edit: {channel}", channel=name))


def _line(channel: Channel, chats: Sequence[str]) -> Text:
    """Its name and chat, whose it is, its language and what it shows."""
    wishes = channel.wishes
    return say(
        "{channel}. Work communities: {names}. Language: {language}. It shows: {shown}",
        channel=in_chat(channel, name_of(channel.place), chats),
        names=_names(channel),
        language=LANGUAGE_NAMES[wishes.language],
        shown=shown_words([one for one in Shows if one in wishes.shows]),
    )


def _names(channel: Channel) -> Text:
    units = channel.wishes.units
    if not units:
        return say("the whole organisation")
    named, more = listed_apart(units[:NAMED]), len(units) - NAMED
    if more <= 0:
        return named
    return say_n("{names}; {count} other", "{names}; {count} others", more, names=named)
