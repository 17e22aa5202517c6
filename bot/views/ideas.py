"""The words of ideas: the form, the card, and what their people are told."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from bot.intents import AskToWithdraw, PlanExperiment, SeeIdea, ShareIdea, Support, TakeBack, WriteIdea
from bot.model import CLOSED, OPEN, Challenge, Change, Experiment, Goal, Idea, Permit, Signals, Stage, Unit
from bot.views.aims import aims_facts, goals_question, told_challenge
from bot.views.answers import promise
from bot.views.aside import reasons
from bot.views.authors import byline, logged_by, mine_buttons, whose_note
from bot.views.captured import message_link, told_captured, written_by
from bot.views.checkins import news
from bot.views.comments import comment_button, comment_facts
from bot.views.common import NAME_NO_CUSTOMER
from bot.views.following import more_button
from bot.views.joining import join_button
from bot.views.kinds import (
    Button,
    Card,
    Choice,
    Fact,
    Form,
    Line,
    Notice,
    Option,
    Paragraph,
)
from bot.views.permissions import standing
from bot.views.similar import offers, told
from bot.views.stages import stage_of, tally
from bot.views.text import Text, listed, plain, say, say_in, say_n
from bot.views.units import unit_options
from bot.views.would_help import units_facts, would_help_button

K = TypeVar("K", bound=str)
ABOUT_LIMIT = 3000
TITLE_LIMIT = 150
"""Characters of a title: one sentence, read whole in a heading."""

WITHDRAWABLE = OPEN | {Stage.PARKED}
"""What its author may still withdraw."""
BENEFITS = {
    "staff": say("Staff"),
    "customers": say("Customers and residents"),
    "organisation": say("Organisation"),
    "society": say("Society"),
}
ORIGINS = {"own": say("My own"), "customer": say("A customer's or resident's")}
KINDS = {"idea": say_in("stage", "Idea"), "need": say_in("stage", "Need")}

QUIET = Signals()
"""Nobody has said anything yet."""


def options(words: Mapping[K, Text]) -> tuple[Option, ...]:
    """The choices of a field, in their order."""
    return tuple(Option(value, label) for value, label in words.items())


def share_form(
    intent: ShareIdea,
    units: list[Unit],
    similar: list[Idea],
    chats: str,
    goals: Sequence[Goal] = (),
    challenge: Challenge | None = None,
) -> Form:
    """Three questions, the rest on demand; similar ideas above them, the text still in its fields.

    Whoever asks for the rest in order to be anonymous finds that first.
    """
    return Form(
        title=say_in("title", "Share an idea"),
        intro=(
            *told(similar),
            *told_captured(intent),
            *told_challenge(challenge),
            *(() if intent.anonymous else (named(chats),)),
        ),
        offers=offers(similar),
        builds=intent,
        fields=(
            Line(
                "title",
                say("The idea in one sentence"),
                placeholder=say("E.g. spare keys in home care cars"),
                required=True,
                limit=TITLE_LIMIT,
            ),
            Paragraph(
                "about",
                say("What does not work now, and for whom?"),
                hint=NAME_NO_CUSTOMER,
                limit=ABOUT_LIMIT,
            ),
            *((unit_choice(units),) if units else ()),
        ),
        more=(
            Choice(
                "name",
                say("I share the idea"),
                (Option("named", say("With my name")), Option("anonymous", say("Anonymously"))),
                hint=ANONYMOUSLY,
                required=True,
            ),
            Choice("benefits", say("Who benefits?"), options(BENEFITS), many=True),
            Choice("origin", say("Whose observation?"), options(ORIGINS), required=True),
            Choice("kind", say("Is it an idea or a need?"), options(KINDS), required=True),
            *goals_question(goals),
        ),
        ask_more=say("Show more choices, such as sharing anonymously"),
        submit=say("Share mine anyway") if similar else say_in("button", "Share an idea"),
    )


def named(chats: str) -> Text:
    """Who can see a name."""
    return say("With your name: it shows on the card ({chats}) and in admins' reports.", chats=chats)


ANONYMOUSLY = say(
    "Anonymously: your name is not stored and nobody sees it, not even a supervisor or admin. "
    "The text and work community are visible. You cannot edit the idea and get no messages about it. "
    "What you already wrote in the chat stays visible."
)


def unit_choice(units: list[Unit]) -> Choice:
    """One of the work communities, or none."""
    return Choice("unit", say("Work community"), unit_options(units), few=False, none=say("No work community"))


def idea_card(
    idea: Idea,
    trial: Experiment | None,
    signals: Signals = QUIET,
    *,
    permit: Permit | None = None,
    answer: Change | None = None,
    because: Change | None = None,
    into: Idea | None = None,
) -> Card:
    """The card that hangs in the channels, the same for everyone; withdrawn, it keeps none of its author's words.

    `because` is why it was put aside, `into` is where a merged idea continues.
    """
    stage = stage_of(idea)
    if into:
        stage = say("Merged: “{title}”", title=into.title)
    at_stage = Fact(say_in("label", "Stage"), stage)
    if idea.stage is Stage.WITHDRAWN:
        note = say("The author has withdrawn this idea.")
        return Card(subject=idea.subject, title=say("A withdrawn idea"), facts=(at_stage,), note=note)
    return Card(
        subject=idea.subject,
        title=plain(idea.title),
        byline=byline(idea, quick=trial is not None and trial.plan.quick),
        body=(plain(idea.about),) if idea.about else (),
        facts=(
            at_stage,
            *reasons(because),
            *promise(idea, answer),
            *(standing(permit) if permit and idea.stage in OPEN else ()),
            *facts(idea, trial, signals),
        ),
        buttons=buttons(idea, trial),
        note=whose_note(idea),
        link=message_link(idea),
        notification=say("{stage}: {title}", stage=stage, title=idea.title),
        again=SeeIdea(idea.id),
        others_last=True,
    )


def facts(idea: Idea, trial: Experiment | None, signals: Signals) -> tuple[Fact, ...]:
    """What the card tells beside the words of its author."""
    supported = [Fact(say_in("label", "Support"), tally(idea))] if idea.stage is not Stage.MERGED else []
    found = [*supported, *units_facts(signals.units)]
    if idea.edited_on:
        found.append(Fact(say_in("label", "Edited"), say("{date}", date=idea.edited_on)))
    if idea.benefits:
        found.append(Fact(say_in("label", "Benefits"), listed([BENEFITS[one] for one in idea.benefits])))
    found += aims_facts(signals)
    if idea.origin == "customer":
        found.append(Fact(say_in("label", "Observation"), ORIGINS["customer"]))
    if trial and not trial.plan.quick:
        found += trial_facts(trial)
    found += (*logged_by(idea), *written_by(idea))
    if idea.lesson:
        found.append(Fact(say_in("label", "Lesson"), plain(idea.lesson)))
    return (*found, *comment_facts(signals))


def trial_facts(trial: Experiment) -> list[Fact]:
    """How its trial goes; of a quick one the card has said everything already."""
    found = []
    if trial.plan.what:
        found.append(Fact(say("What we try"), plain(trial.plan.what)))
    found.append(Fact(say_in("label", "Tried by"), say("{person}", person=trial.owner)))
    if trial.decision is None:
        found.append(Fact(say("Until when"), say("{date}", date=trial.ends_on)))
    if trial.latest and trial.latest.answer and trial.latest.answered_on:
        found.append(Fact(say("Check-in"), news(trial.latest.answer, trial.latest.answered_on)))
        if trial.latest.observation:
            found.append(Fact(say("One observation"), plain(trial.latest.observation)))
    if trial.joined:
        found.append(Fact(say_in("label", "Joined"), say_n("{count} person", "{count} people", trial.joined)))
    return found


def buttons(idea: Idea, trial: Experiment | None) -> tuple[Button, ...]:
    """What can be done from the card, by anyone; once it was stopped or declined, people can still talk.

    Support of a merged idea counts for its successor.
    """
    talk, more = comment_button(idea.id), (*mine_buttons(idea), more_button(idea.id))
    if idea.stage in CLOSED:
        return (talk, *more)
    trying: tuple[Button, ...] = ()
    if idea.stage in OPEN:
        trying = (Button(say_in("button", "Let's try it"), PlanExperiment(idea.id)),)
    elif trial and trial.decision is None and not trial.plan.quick:
        trying = (join_button(idea.id),)
    support = Button(say_in("button", "Support"), Support(idea.id))
    if idea.stage is Stage.MERGED:
        return (support, talk, *more)
    return (support, would_help_button(idea.id), talk, *trying, *more)


def quick_of(trials: Sequence[Experiment]) -> Experiment | None:
    """The quick trial of an idea about which nobody has decided yet: its author may withdraw it."""
    return next((one for one in trials[:1] if one.plan.quick and one.decision is None), None)


def supported(idea: Idea, *, already: bool = False, merged: bool = False) -> Notice:
    """The private answer to the support button; `merged`: it was pressed for an idea that continues in this one."""
    sentence = say("You support “{title}”.", title=idea.title)
    if already:
        sentence = say("You already support “{title}”.", title=idea.title)
    elif merged:
        sentence = say("This idea now continues in another. You support “{title}”.", title=idea.title)
    return Notice(sentence, "done", (Button(say_in("button", "Take back"), TakeBack(idea.id)),))


def took_back() -> Notice:
    return Notice(say("You took back your support."), "done")


def shared(idea: Idea, channels: int) -> Notice:
    """Told to the author; an anonymous one gets no way to change it."""
    words = (
        say_n(
            "Thank you. Your idea is now shown in {count} channel.",
            "Thank you. Your idea is now shown in {count} channels.",
            channels,
        )
        if channels
        else saved(idea)
    )
    take_away = (Button(say("Withdraw the idea"), AskToWithdraw(idea.id)),) if idea.author else ()
    return Notice(words, "done", take_away)


def saved(idea: Idea) -> Text:
    """No channel shows it: why, and where its author finds it."""
    if idea.author is None:
        return say("Thank you. Your idea is saved. {why}", why=unseen(idea))
    return say("Thank you. Your idea is saved. {why} You find it on My page.", why=unseen(idea))


def unseen(idea: Idea) -> Text:
    """Why no channel shows it."""
    if idea.unit:
        return say("No channel shows the ideas of this work community.")
    return say("No channel shows ideas without a work community.")


def share_button(text: str = "") -> Button:
    """The way to the form."""
    return Button(say_in("button", "Share an idea"), WriteIdea(text))


def see_button(idea: int, title: str) -> Button:
    """Leads from a list to an idea's card; its title is read aloud, as all these buttons look alike."""
    return Button(say_in("button", "Show"), SeeIdea(idea), name=say("Show: {title}", title=title))
