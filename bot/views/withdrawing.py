"""The words with which an author withdraws an idea."""

from bot.intents import AskToWithdraw, WithdrawIdea
from bot.model import Idea
from bot.views.kinds import Button, Form, Notice
from bot.views.text import plain, say, say_in


def withdraw_button(idea: Idea) -> Button:
    """Its author's only."""
    return Button(say_in("button", "Withdraw"), AskToWithdraw(idea.id))


def withdraw_form(intent: WithdrawIdea, idea: Idea, *, quick: bool = False) -> Form:
    """Asked once more: it cannot be undone. `quick`: it is a quick trial."""
    return Form(
        title=say("Withdraw the idea"),
        intro=(
            plain(idea.title),
            say("Its cards will say so and show its text no more. This cannot be undone."),
            *((say("I do not ask whether it stayed in use."),) if quick else ()),
        ),
        builds=intent,
        fields=(),
        submit=say_in("button", "Withdraw"),
    )


def withdrawn() -> Notice:
    return Notice(say("You have withdrawn the idea. Its cards now say so."), "done")
