"""The words with which people hear what became of an idea, with its reason."""

from bot.model import Change, Idea, Stage, Subject
from bot.views.ideas import STAGES
from bot.views.kinds import Card, Fact
from bot.views.text import Text, plain, say, say_in

LESSONS = {Stage.ADOPTED, Stage.ADAPTED, Stage.STOPPED}


def change_card(subject: Subject, change: Change, idea: Idea) -> Card:
    """One sentence and its reason; in private also why one hears it."""
    label = say("What we try") if change.stage is Stage.TRIAL else say_in("label", "Reason")
    if change.stage in LESSONS:
        label = say_in("label", "Lesson")
    facts = [Fact(label, plain(change.reason))] if change.reason else []
    if change.by:
        facts.append(Fact(say_in("label", "Decided by"), say("{person}", person=change.by)))
    return Card(
        subject=subject,
        title=say("“{title}”: {stage}", title=idea.title, stage=STAGES[change.stage]),
        facts=tuple(facts),
        note=because(change) if subject.kind == "news" else None,
    )


def because(change: Change) -> Text:
    """Why one hears it: nobody gets messages out of nowhere."""
    if change.stage in LESSONS:
        return say("You hear this because you shared, support or follow the idea, joined it or said it would help you.")
    return say("You hear this because you shared the idea or follow it.")
