"""The words of challenges: the question in its channels, its form, and what is told when it is over."""

from collections.abc import Sequence
from datetime import date

from bot.intents import (
    AnswerChallenge,
    AskChallenge,
    EndChallenge,
    OpenProlonging,
    ProlongChallenge,
    SeeChallenge,
    SeeChallenges,
    SeeWaiting,
    WriteChallenge,
)
from bot.model import Challenge, Channel, Idea, Subject
from bot.views.answers import answer_button, waiting_button
from bot.views.channels import in_chat
from bot.views.kinds import (
    Button,
    Card,
    Choice,
    Day,
    Fact,
    Form,
    Item,
    Line,
    Notice,
    Option,
    Paragraph,
    Report,
    Section,
)
from bot.views.listing import page_of
from bot.views.text import Text, Words, plain, say, say_in, say_n

QUESTION_LIMIT = 150
"""Characters of a question: one sentence, read whole in a heading."""
SHOWN_AT_ONCE = 6


def challenges_button() -> Button:
    """The way to all challenges."""
    return Button(say("Challenges"), SeeChallenges())


def answers(challenge: Challenge) -> Text:
    return say_n("{count} idea", "{count} ideas", challenge.answers)


def tried(challenge: Challenge) -> Text:
    return say_n("{count} idea", "{count} ideas", challenge.tried)


def challenge_card(challenge: Challenge, more: tuple[Button, ...] = ()) -> Card:
    """In its channels, the same for everyone; `more` is what one person can do with it beside answering."""
    facts = [Fact(say_in("label", "Answers"), answers(challenge))]
    if challenge.ended_on:
        facts.insert(0, Fact(say_in("label", "Stage"), say("Over since {date}", date=challenge.ended_on)))
        facts.append(Fact(say("Tried or on trial"), tried(challenge)))
    else:
        facts.insert(0, Fact(say("Until when"), say("{date}", date=challenge.ends_on)))
    answer = Button(say("Answer with an idea"), AnswerChallenge(challenge.id))
    return Card(
        subject=challenge.subject,
        title=plain(challenge.question),
        byline=say("Challenge by {person}, {date}.", person=challenge.asker, date=challenge.asked_on),
        body=(plain(challenge.about),) if challenge.about else (),
        facts=tuple(facts),
        buttons=() if challenge.ended_on else (answer, *more),
        note=say("Every idea gets an answer."),
        notification=say("Challenge: {question}", question=challenge.question),
        others_last=True,
    )


def ending(challenge: Challenge) -> tuple[Button, ...]:
    return (
        Button(say("Give more time"), OpenProlonging(challenge.id)),
        Button(say("End the challenge now"), EndChallenge(challenge.id)),
    )


def challenges_report(known: Sequence[Challenge], *, asks_too: bool) -> Report:
    """Those that can be answered now, then the latest that are over; `asks_too`: this one may ask one."""
    now = tuple(open_item(one) for one in known if one.ended_on is None)
    ended = tuple(over_item(one) for one in known if one.ended_on)
    sections = (Section(say("Now"), now), Section(say("Over"), ended))
    return Report(
        title=say_in("title", "Challenges"),
        intro=None if now else say("No challenge is going on now."),
        sections=tuple(one for one in sections if one.items),
        buttons=(Button(say("Ask a challenge"), WriteChallenge()),) if asks_too else (),
    )


def open_item(challenge: Challenge) -> Item:
    return Item(say("“{title}”, until {date}", title=challenge.question, date=challenge.ends_on), show(challenge))


def over_item(challenge: Challenge) -> Item:
    sentence = say("“{question}”: {answers}", question=challenge.question, answers=answers(challenge))
    return Item(sentence, show(challenge))


def show(challenge: Challenge) -> Button:
    name = say("Show: {question}", question=challenge.question)
    return Button(say_in("button", "Show"), SeeChallenge(challenge.id), name=name)


def challenge_form(intent: AskChallenge, channels: Sequence[Channel], chats: Sequence[str]) -> Form:
    return Form(
        title=say_in("title", "Ask a challenge"),
        intro=(say("Your name appears with the challenge."),),
        builds=intent,
        fields=(
            Line(
                "question",
                say("The question in one sentence"),
                placeholder=say("E.g. how could we halve food waste?"),
                required=True,
                limit=QUESTION_LIMIT,
            ),
            Paragraph("about", say("Why do you ask?"), limit=1500),
            Choice(
                "channels",
                say("In which channels?"),
                tuple(Option(str(one.id), where(one, chats)) for one in channels),
                required=True,
                many=True,
                few=len(channels) <= SHOWN_AT_ONCE,
            ),
            Day(
                "until",
                say("Until when"),
                hint=say("Then I tell the channels what came of it. You hear which ideas wait for a reply."),
                required=True,
            ),
        ),
        submit=say("Send"),
    )


def where(channel: Channel, chats: Sequence[str]) -> Words:
    """A channel by whose it is, its own name if that is known, and where there are several, the chat."""
    found = say("{unit}", unit=channel.unit) if channel.unit else say("The whole organisation")
    if channel.place.name:
        found = say("{whose}: {channel}", whose=found, channel=channel.place.name)
    return in_chat(channel, found, chats)


def challenge_asked(challenge: Challenge, channels: int) -> Notice:
    sentence = say_n(
        "Your challenge is now shown in {count} channel.", "Your challenge is now shown in {count} channels.", channels
    )
    return Notice(sentence, "done", (show(challenge),))


def prolong_form(intent: ProlongChallenge, challenge: Challenge) -> Form:
    return Form(
        title=say_in("title", "Give more time"),
        intro=(plain(challenge.question),),
        builds=intent,
        fields=(Day("until", say("Until when"), required=True),),
        submit=say_in("button", "Save"),
    )


def prolonged(until: date) -> Notice:
    return Notice(say("The challenge goes on until {date}.", date=until), "done")


def ended() -> Notice:
    return Notice(say("The challenge is over. Its cards now say so."), "done")


def summary_card(subject: Subject, challenge: Challenge) -> Card:
    """Under its cards, for everybody."""
    return Card(
        subject=subject,
        title=say("The challenge is over: “{question}”", question=challenge.question),
        facts=(
            Fact(say_in("label", "Answers"), answers(challenge)),
            Fact(say("Tried or on trial"), tried(challenge)),
        ),
        note=say("Every idea gets an answer."),
    )


def unanswered_report(subject: Subject, challenge: Challenge, waiting: Sequence[Idea]) -> Report:
    """Told to whoever asked, once it is over."""
    whole = (Section(say("These ideas wait for a reply"), tuple(waiting_item(one) for one in waiting)),)
    sections, more = page_of(whole, 0, SeeWaiting)
    rest = len(waiting) - sum(len(one.items) for one in sections)
    return Report(
        subject=subject,
        title=say("The challenge is over: “{question}”", question=challenge.question),
        intro=None if waiting else say("No idea waits for a reply."),
        sections=sections,
        note=say_n("{count} more is waiting.", "{count} more are waiting.", rest) if more else None,
        buttons=(waiting_button(),) if more else (),
    )


def waiting_item(idea: Idea) -> Item:
    return Item(say("“{title}”", title=idea.title), answer_button(idea.id, idea.title))


def is_over() -> Text:
    return say("This challenge is over. You can still share an idea.")
