"""The words of ideas that began as a message: what the form says before, and what the card shows."""

from bot.intents import ShareIdea
from bot.model import Idea
from bot.views.kinds import Fact, Link
from bot.views.text import Text, say, say_in


def told_captured(intent: ShareIdea) -> tuple[Text, ...]:
    """What of the message will be seen, and by whom; also to whoever shares it anonymously."""
    if not intent.captured:
        return ()
    return (*comes_along(intent), say("Whoever has read the message can recognise its text."))


def comes_along(intent: ShareIdea) -> tuple[Text, ...]:
    if intent.writer:
        return (
            say("The text is from a message. Its writer's name and a link to it appear on the card."),
            say("If you share the idea anonymously, neither of them is stored."),
        )
    if intent.link:
        return (
            say("The text is from a message. A link to it appears on the card."),
            say("If you share the idea anonymously, the link is not stored."),
        )
    return (
        say(
            "The text is from a message. All members of the organisation will see it. "
            "The message's writer and a link to it are left out."
        ),
    )


def written_by(idea: Idea) -> tuple[Fact, ...]:
    """Whose message it was."""
    return (Fact(say_in("label", "Message by"), say("{person}", person=idea.writer)),) if idea.writer else ()


def message_link(idea: Idea) -> Link | None:
    """The way to it, for those who can read it there."""
    return Link(say("Open the message"), idea.link) if idea.link else None
