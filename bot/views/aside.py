"""The words with which an idea is parked, declined, merged, and opened again."""

from collections.abc import Sequence
from datetime import date

from bot.intents import (
    AskToDecline,
    AskToMerge,
    AskToPark,
    AskToReopen,
    DeclineIdea,
    MergeIdea,
    OpenAnswer,
    ParkIdea,
    ReopenIdea,
)
from bot.intents.base import Fills
from bot.model import ASIDE, OPEN, Change, Idea, Stage, Subject
from bot.views.kinds import Button, Card, Choice, Day, Fact, Field, Form, Notice, Option, Paragraph
from bot.views.stages import stage_of
from bot.views.text import Text, plain, say, say_in

PEOPLE_SEE = say("Your name and the reason appear with the idea. Whoever shared or follows it is told.")

PARK_DAY = say("When should we come back to it?")
MERGE_INTO = say("Which idea does it continue in?")


def ways(idea: Idea, stages: Sequence[Stage]) -> tuple[Button, ...]:
    """What can be decided about an idea; `stages` are those that it may come to."""
    again = say_in("button", "Undo the merge") if idea.stage is Stage.MERGED else say_in("button", "Open again")
    later = say_in("button", "Later") if idea.stage is Stage.PARKED else say_in("button", "Come back later")
    known = {
        Stage.PARKED: Button(later, AskToPark(idea.id)),
        Stage.DECLINED: Button(say_in("button", "Not going ahead"), AskToDecline(idea.id)),
        Stage.MERGED: Button(say_in("button", "Merge with another idea"), AskToMerge(idea.id)),
    }
    reopening = (Button(again, AskToReopen(idea.id)),) if idea.stage in ASIDE else ()
    answering = idea.stage in OPEN and idea.answered_on is None
    first = (Button(say_in("button", "Answer"), OpenAnswer(idea.id)),) if answering else reopening
    return (*first, *(known[stage] for stage in stages))


def reason() -> Paragraph:
    return Paragraph("reason", say_in("label", "Reason"), required=True, limit=1500)


def _form(title: Text, submit: Text, intent: Fills, idea: Idea, *fields: Field) -> Form:
    return Form(title=title, intro=(plain(idea.title), PEOPLE_SEE), builds=intent, fields=fields, submit=submit)


def park_form(intent: ParkIdea, idea: Idea) -> Form:
    day = Day("back_on", PARK_DAY, hint=say("I ask you on that day."), required=True)
    return _form(say_in("title", "Come back later"), say_in("button", "Save"), intent, idea, day, reason())


def decline_form(intent: DeclineIdea, idea: Idea) -> Form:
    return _form(say_in("title", "Not going ahead"), say("Send"), intent, idea, reason())


def merge_form(intent: MergeIdea, idea: Idea, others: Sequence[Idea]) -> Form:
    """The most similar first."""
    options = tuple(Option(str(other.id), plain(other.title)) for other in others)
    into = Choice(
        "into",
        MERGE_INTO,
        options,
        hint=say("Support counts there, each person once. You can undo this."),
        required=True,
        few=False,
    )
    title, submit = say_in("title", "Merge ideas"), say_in("button", "Merge")
    return _form(title, submit, intent, idea, into, reason())


def reopen_form(intent: ReopenIdea, idea: Idea) -> Form:
    return _form(say_in("title", "Open again"), say_in("button", "Open again"), intent, idea, reason())


def parked(idea: Idea, back_on: date) -> Notice:
    return Notice(say("We come back to “{title}” on {date}. I ask you then.", title=idea.title, date=back_on), "done")


def idea_declined(idea: Idea) -> Notice:
    return Notice(say("“{title}” does not go ahead. The reason is on the card.", title=idea.title), "done")


def merged(idea: Idea, into: Idea) -> Notice:
    again = Button(say_in("button", "Undo the merge"), AskToReopen(idea.id))
    return Notice(say("“{title}” continues in “{other}”.", title=idea.title, other=into.title), "done", (again,))


def reopened(idea: Idea) -> Notice:
    return Notice(say("“{title}” is open again.", title=idea.title), "done")


def review_card(subject: Subject, idea: Idea, because: Change | None) -> Card:
    """The question on the day; once it is answered, only what was decided."""
    told = Fact(say_in("label", "Stage"), stage_of(idea))
    if idea.stage is not Stage.PARKED:
        return Card(subject, say("“{title}”", title=idea.title), facts=(told,))
    return Card(
        subject=subject,
        title=say("It is time to come back to “{title}”. What next?", title=idea.title),
        facts=(told, *reasons(because)),
        buttons=ways(idea, (Stage.PARKED, Stage.DECLINED)),
    )


def reasons(because: Change | None, label: Text | None = None) -> tuple[Fact, ...]:
    """Why something was decided, and by whom; `label` if it is not called a reason."""
    if because is None:
        return ()
    why = (Fact(label or say_in("label", "Reason"), plain(because.reason)),) if because.reason else ()
    who = (Fact(say_in("label", "Decided by"), say("{person}", person=because.by)),) if because.by else ()
    return (*why, *who)


def answer(change: Change) -> Text | None:
    """A no, as it was said: from whom, and why."""
    if change.stage is not Stage.DECLINED or change.by is None:
        return None
    return say("{person} answered: not now. Reason: {reason}", person=change.by, reason=change.reason)


def nothing_to_merge_into() -> Text:
    return say("There is no other open idea to merge it with.")


def not_going_on() -> Text:
    return say("That idea is no longer open. Choose another one.")


def the_same() -> Text:
    return say("That idea has been merged into this one. Choose another one.")
