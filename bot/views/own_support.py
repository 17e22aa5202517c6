"""An idea's card as it looks to somebody who supports the idea."""

from dataclasses import replace

from bot.intents import Support, TakeBack
from bot.views.kinds import Button, Card
from bot.views.text import in_lines, say, say_in


def as_supporter(card: Card, idea: int) -> Card:
    """It says so, and leads to taking back instead of giving, just before the last button; nothing becomes the main
    one in the place of giving.
    """
    others = [one for one in card.buttons if one.intent != Support(idea)]
    back = Button(say_in("button", "Take back"), TakeBack(idea))
    said = say("You support “{title}”.", title=card.title)
    note = in_lines((card.note, said)) if card.note else said
    main = card.main and others[:1] == list(card.buttons[:1])
    return replace(card, buttons=(*others[:-1], back, *others[-1:]), note=note, main=main)
