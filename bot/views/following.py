"""The words of following, and of what else can be done with an idea."""

from bot.intents import Follow, MoreOf, Unfollow
from bot.model import Idea
from bot.views.kinds import Button, Notice
from bot.views.text import say, say_in


def more_button(idea: int) -> Button:
    """On the card: leads to what one can do oneself."""
    return Button(say_in("button", "More"), MoreOf(idea))


def more(idea: Idea, buttons: tuple[Button, ...]) -> Notice:
    return Notice(say("“{title}”: what would you like to do?", title=idea.title), buttons=buttons)


def follow_button(idea: Idea, *, follows: bool) -> Button:
    if follows:
        return Button(say_in("button", "Stop following"), Unfollow(idea.id))
    return Button(say_in("button", "Follow"), Follow(idea.id))


def followed(idea: Idea) -> Notice:
    sentence = say("You follow “{title}”. I tell you what becomes of it.", title=idea.title)
    return Notice(sentence, "done", (follow_button(idea, follows=True),))


def unfollowed(idea: Idea) -> Notice:
    return Notice(say("You no longer follow “{title}”.", title=idea.title), "done")
