"""The words of one's own page."""

from collections.abc import Sequence

from bot.intents import AskToWithdraw
from bot.model import Awaited, Idea, Waiting
from bot.views.ideas import WITHDRAWABLE
from bot.views.kinds import Button, Item, Report, Section
from bot.views.stages import stage_of
from bot.views.text import say, say_in
from bot.views.waiting import HEADINGS, waiting_item


def own_ideas(ideas: list[Idea]) -> Section:
    """My ideas and what became of them."""
    return Section(
        say("My ideas"), tuple(own_idea(idea) for idea in ideas) or (Item(say("You have no ideas here yet.")),)
    )


def own_idea(idea: Idea) -> Item:
    sentence = say("“{title}”: {stage}", title=idea.title, stage=stage_of(idea))
    if idea.stage not in WITHDRAWABLE:
        return Item(sentence)
    name = say("Withdraw: {title}", title=idea.title)
    return Item(sentence, Button(say_in("button", "Withdraw"), AskToWithdraw(idea.id), name=name))


def my_page(ideas: list[Idea], asked: Sequence[Waiting], buttons: tuple[Button, ...]) -> Report:
    """One's own page; `asked` are the questions about permission that wait for one."""
    questions = tuple(waiting_item(one) for one in asked)
    waiting = (Section(HEADINGS[Awaited.PERMISSION], questions),) if questions else ()
    return Report(title=say_in("title", "My page"), sections=(*waiting, own_ideas(ideas)), buttons=buttons)
