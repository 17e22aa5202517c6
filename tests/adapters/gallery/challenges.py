"""Examples of challenges, from the question to what is told when it is over."""

from dataclasses import replace

from bot.intents import AskChallenge, ProlongChallenge, ShareIdea
from bot.model import Challenge, Channel, Place, Signals, Subject, Wishes
from bot.views import challenges, ideas, refusals
from bot.views.common import unanswered
from tests.adapters.gallery.example import Examples, example, refusal
from tests.adapters.gallery.ideas import CHATS
from tests.adapters.gallery.records import AINO, DAY, END, HOME_CARE, IDEA, KITCHENS, LINES, MARKUP, UNITS, words

WASTE = Challenge(
    3,
    "Miten puolitamme ruokahävikin?",
    "Heitämme pois 40 kiloa viikossa.\nSuurin osa on lounaan perunaa.",
    AINO,
    1,
    DAY,
    END,
    answers=1204,
)
OVER = replace(WASTE, ended_on=END, answers=7, tried=1)
HARD = replace(WASTE, question=MARKUP[:150], about=LINES, asker=replace(AINO, name=MARKUP), answers=1)
LONGEST = replace(WASTE, question=words(150), about=words(1500))
CHANNELS = [
    Channel(1, Place("slack", "T1", "C1", "C1", name="kotihoito"), Wishes("fi", (HOME_CARE,))),
    Channel(2, Place("teams", "A1", "19:1", "19:1", name="Hyvinvointi"), Wishes("fi")),
    Channel(3, Place("teams", "A1", "19:2", "19:2"), Wishes("sv", (replace(KITCHENS, name=MARKUP[:100]),))),
]
BOTH = ("Slack", "Microsoft Teams")
TYPED = AskChallenge(WASTE.question, WASTE.about, ("1",), END)

EXAMPLES: Examples = {
    "challenge_card": example(challenges.challenge_card, WASTE),
    "challenge_card.own": example(
        challenges.challenge_card, replace(WASTE, about="", answers=0), challenges.ending(WASTE)
    ),
    "challenge_card.over": example(challenges.challenge_card, OVER),
    "challenge_card.hard_words": example(challenges.challenge_card, HARD),
    "challenge_card.longest": example(challenges.challenge_card, LONGEST),
    "challenges_report": example(challenges.challenges_report, [WASTE, OVER], asks_too=False),
    "challenges_report.asks": example(challenges.challenges_report, [OVER], asks_too=True),
    "challenges_report.none": example(challenges.challenges_report, [], asks_too=False),
    "challenges_report.hard_words": example(
        challenges.challenges_report, [HARD, replace(HARD, ended_on=END), LONGEST], asks_too=False
    ),
    "challenge_form": example(challenges.challenge_form, AskChallenge(until=END), CHANNELS, BOTH),
    "challenge_form.typed": example(challenges.challenge_form, TYPED, CHANNELS[:1], BOTH[:1]),
    "challenge_form.wrong": example(challenges.challenge_form, AskChallenge(until=DAY), CHANNELS, BOTH).wrong(
        {"question": refusals.missing(), "channels": unanswered(), "until": refusals.past(END)}
    ),
    "challenge_form.many": example(
        challenges.challenge_form, TYPED, [replace(CHANNELS[0], id=at) for at in range(1, 121)], BOTH
    ),
    "challenge_asked": example(challenges.challenge_asked, WASTE, 1),
    "challenge_asked.two": example(challenges.challenge_asked, WASTE, 2),
    "prolong_form": example(challenges.prolong_form, ProlongChallenge(3, END), WASTE),
    "prolong_form.wrong": example(challenges.prolong_form, ProlongChallenge(3, DAY), WASTE).wrong(
        {"until": refusals.past(END)}
    ),
    "prolonged": example(challenges.prolonged, END),
    "ended": example(challenges.ended),
    "summary_card": example(challenges.summary_card, Subject("summary", 3), OVER),
    "summary_card.hard_words": example(challenges.summary_card, Subject("summary", 3), HARD),
    "unanswered_report": example(
        challenges.unanswered_report, Subject("unanswered", 3), OVER, [IDEA, replace(IDEA, id=8, title=MARKUP)]
    ),
    "unanswered_report.none": example(challenges.unanswered_report, Subject("unanswered", 3), OVER, []),
    "is_over": refusal(challenges.is_over),
    "share_form.challenge": example(ideas.share_form, ShareIdea(challenge=3, unit=1), UNITS, [], CHATS, (), WASTE),
    "idea_card.challenge": example(ideas.idea_card, IDEA, None, Signals(challenge=WASTE.question)),
    "idea_card.challenge_hard_words": example(ideas.idea_card, IDEA, None, Signals(challenge=HARD.question)),
}
