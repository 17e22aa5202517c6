"""The words of a link that leads to an idea, and of the page in between, which shows nothing of it."""

from datetime import date

from bot.intents import ShowLink
from bot.model import Idea, Subject
from bot.views.authors import byline
from bot.views.comments import glimpse
from bot.views.kinds import Button, Card, Fact, Link, Notice, Report
from bot.views.stages import stage_of, tally
from bot.views.text import plain, say, say_in


def link_button(idea: int) -> Button:
    return Button(say_in("button", "Link to this idea"), ShowLink(idea))


def link_shown(idea: Idea, card: str | None, page: str | None) -> Notice:
    """The addresses stand last, so that nothing is copied with them."""
    told = say("The link leads to “{title}” in this chat. {address}", title=idea.title, address=card or "")
    if page and card:
        told = say(
            "The first link leads to “{title}” in this chat. "
            "The second works everywhere, and its page shows nothing of the idea.\n{card}\n{page}",
            title=idea.title,
            card=card,
            page=page,
        )
    elif page:
        told = say(
            "The link leads to “{title}”. Its page shows nothing of the idea. {address}", title=idea.title, address=page
        )
    return Notice(told, "done")


def preview_card(subject: Subject, idea: Idea, day: date) -> Card:
    """Below a message with the link, for all who read there; it is drawn anew when its words change or go."""
    return Card(
        subject=subject,
        title=plain(idea.title),
        byline=byline(idea, quick=False),
        body=(plain(glimpse(idea.about)),) if idea.about else (),
        facts=(Fact(say_in("label", "Stage"), stage_of(idea)), Fact(say_in("label", "Support"), tally(idea))),
        note=say("As it was on {date}.", date=day),
    )


def leading_page() -> Report:
    """Above the ways into the chats."""
    return Report(
        say("The idea is in your chat"),
        (),
        intro=say("You see it there if you are a member of the organisation."),
    )


def nowhere_page() -> Report:
    """The idea is there, and hangs in no channel."""
    return Report(
        say("The idea is in your chat"), (), intro=say("No channel shows this idea. Write to Latu in your chat.")
    )


def missing_page() -> Report:
    """Told alike of what never was, what is hidden and what was withdrawn."""
    return Report(
        say("There is nothing here"), (), intro=say("The link is wrong, or what it led to is not shown any more.")
    )


def way_in(chat: str, address: str) -> Link:
    """Says where it goes."""
    return Link(say("Open here: {chat}", chat=chat), address)
