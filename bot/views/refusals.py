"""The words of every no that more than one feature says."""

from datetime import date, time
from decimal import Decimal

from bot.model import Stage
from bot.views.text import Text, say, say_n


def not_found() -> Text:
    return say("This is no longer here.")


def closed() -> Text:
    return say("This idea is already decided. The reason is on the card.")


def missing() -> Text:
    return say("Write something here first.")


def withdrawn_already() -> Text:
    return say("The author has withdrawn this idea.")


def hidden() -> Text:
    return say("This has been hidden. The reason is on its card.")


def not_open(stage: Stage) -> Text:
    """Why something cannot be done with an idea now."""
    match stage:
        case Stage.WITHDRAWN:
            return withdrawn_already()
        case Stage.TRIAL | Stage.ADAPTED:
            return already_trying()
        case Stage.PARKED:
            return say("We come back to this idea later. Its card says when.")
        case Stage.MERGED:
            return say("This idea continues in another. Its card says in which.")
        case Stage.NEED | Stage.IDEA:
            return say("This idea is already open.")
        case _:
            return closed()


def too_long(count: int) -> Text:
    return say_n("{count} character too many.", "{count} characters too many.", count)


def past(first: date) -> Text:
    return say("That day has passed. Choose {date} or later.", date=first)


def too_far(last: date) -> Text:
    return say("That day is too far away. Choose {date} or earlier.", date=last)


def no_number() -> Text:
    return say("Write the number in figures, for example {example}.", example=Decimal("1500.5"))


def whole_number(first: int, last: int) -> Text:
    return say("Write a whole number from {first} to {last}.", first=first, last=last)


def no_time() -> Text:
    return say("Write a time of day, for example {example}.", example=time(17, 0))


def already_tried() -> Text:
    return say("This idea has been tried, so it stays here.")


def already_trying() -> Text:
    return say("This idea is already in trial.")


def answered() -> Text:
    return say("This has already been answered.")


def outsider() -> Text:
    return say("Latu is for the organisation's own people. Ask a colleague to share your thought.")
