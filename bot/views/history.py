"""The words with which people hear what became of an idea, with its reason."""

from dataclasses import replace

from bot.model import OPEN, TOLD_WIDELY, AnswerKind, Change, Idea, Stage, Subject
from bot.views.answers import invitation, said
from bot.views.aside import answer, reasons
from bot.views.comments import glimpse
from bot.views.kinds import Card, Fact
from bot.views.stages import STAGES, stage_of
from bot.views.text import Text, plain, say, say_in

TRIED = say("What we try")
LESSON = say_in("label", "Lesson")
SHARED_OR_FOLLOWS = say("You hear this because you shared the idea or follow it.")


def change_card(
    subject: Subject, change: Change, idea: Idea, into: Idea | None = None, *, briefly: bool = False
) -> Card:
    """One sentence and its reason; in private also why one hears it. `into` is where a merged idea continues.

    `briefly`: the beginning of the reason is enough.
    """
    label = reason_label(change, idea)
    change = replace(change, reason=glimpse(change.reason)) if briefly else change
    if change.answer in {AnswerKind.THANKS, AnswerKind.TRY}:
        return answer_card(subject, change, idea)
    no = answer(change)
    facts = [Fact(say_in("label", "Continues in"), plain(into.title))] if into else []
    if no is None:
        facts += reasons(change, label)
    return Card(
        subject=subject,
        title=headline(change, idea),
        byline=whence(subject, idea),
        body=(no,) if no else (),
        facts=tuple(facts),
        note=because(change) if subject.kind == "news" else None,
    )


def reason_label(change: Change, idea: Idea) -> Text | None:
    """What is no lesson was tried; None: it is called a reason."""
    match change.stage:
        case Stage.STOPPED:
            return LESSON
        case Stage.ADOPTED | Stage.ADAPTED:
            return LESSON if idea.lesson == change.reason else TRIED
        case Stage.TRIAL:
            return TRIED
        case _:
            return None


def answer_card(subject: Subject, change: Change, idea: Idea) -> Card:
    """The promised answer; in private it leads to what it invites to."""
    told = subject.kind == "news"
    return Card(
        subject=subject,
        title=say("“{title}” has an answer.", title=idea.title),
        byline=whence(subject, idea),
        body=(said(change, idea),),
        buttons=invitation(change, idea) if told else (),
        note=because(change) if told else None,
    )


def whence(subject: Subject, idea: Idea) -> Text | None:
    """In private: the work community that it comes from."""
    return say("{unit}", unit=idea.unit) if subject.kind == "news" and idea.unit else None


def headline(change: Change, idea: Idea) -> Text:
    """What happened; an idea comes to its first stages again only when it is opened again."""
    if change.stage in OPEN:
        return say("“{title}” is open again.", title=idea.title)
    stage = stage_of(idea) if change.stage is idea.stage else STAGES[change.stage]
    return say("“{title}”: {stage}", title=idea.title, stage=stage)


def withdrawn_card(subject: Subject) -> Card:
    """Without any words of the author."""
    told = subject.kind == "news"
    return Card(
        subject=subject,
        title=say("A withdrawn idea"),
        body=(say("The author has withdrawn this idea."),),
        note=say("You hear this because you follow the idea.") if told else None,
    )


def because(change: Change) -> Text:
    """Why one hears it: nobody gets messages out of nowhere."""
    if change.stage in TOLD_WIDELY:
        return say("You hear this because you shared, support or follow the idea, joined it, or it would help you too.")
    return SHARED_OR_FOLLOWS
