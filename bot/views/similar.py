"""The words of what is similar to something new: ideas to support instead, and what was learnt."""

from collections.abc import Sequence

from bot.intents import Support
from bot.model import CLOSED, Idea
from bot.views.kinds import Button, Offer
from bot.views.stages import stage_of, tally
from bot.views.text import Text, say, say_in


def told(similar: Sequence[Idea]) -> tuple[Text, ...]:
    """What became of the similar ideas, with their lessons."""
    if not similar:
        return ()
    came_of = tuple(outcome(idea) for idea in similar if idea.lesson is not None or idea.stage in CLOSED)
    return (say("The same thought may already be here."), *came_of)


def learnt(similar: Sequence[Idea]) -> tuple[Text, ...]:
    """What others have learnt; whoever tries an idea that is here already is offered no other."""
    lessons = tuple(outcome(idea) for idea in similar if idea.lesson is not None)
    return (say("Something similar has been tried already."), *lessons) if lessons else ()


def offers(similar: Sequence[Idea]) -> tuple[Offer, ...]:
    """Those that can be supported instead; of closed ones is only told."""
    return tuple(offer(idea) for idea in similar if idea.stage not in CLOSED)


def offer(idea: Idea) -> Offer:
    """A similar idea, to be supported instead."""
    return Offer(
        say("“{title}”: {tally}", title=idea.title, tally=tally(idea)),
        Button(
            say_in("button", "Support"),
            Support(idea.id),
            name=say("Support: {title}", title=idea.title),
        ),
    )


def outcome(idea: Idea) -> Text:
    """What became of an idea, and what it taught."""
    stage = stage_of(idea)
    if idea.lesson is None:
        return say("“{title}”: {stage}", title=idea.title, stage=stage)
    return say("“{title}”: {stage}. Lesson: {lesson}", title=idea.title, stage=stage, lesson=idea.lesson)
