"""The words that stand in a text where it mentions somebody whose name is not told."""

from bot.views.text import Text, say_in


def somebody(sign: str) -> Text:
    """Instead of an id or a name: @ of a person, # of a channel, & of a group."""
    match sign:
        case "#":
            return say_in("card", "a channel")
        case "&":
            return say_in("card", "a group")
    return say_in("card", "a colleague")
