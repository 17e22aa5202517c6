"""Examples of the weekly digest, and of the form that says when and where it comes."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.intents import ChooseDigest
from bot.model import Area, Channel, Decided, Goal, Pace, Part, Place, Stage, Subject, Tried, Week, Wishes
from bot.views import digests, rhythms
from tests.adapters.gallery.example import Examples, example
from tests.adapters.gallery.records import DAY, EMOJI, END, HOME_CARE, IDEA, KITCHENS, MARKUP, RIGHT_TO_LEFT, words

DIGEST, IN_CHANNEL = Subject("digest", 2), Subject("channel_digest", 2)
HARD = (MARKUP, EMOJI, RIGHT_TO_LEFT, words(150))
TRIED = Tried(3, 7, IDEA.title, 1, DAY, END)
DECIDED = Decided(9, "Aamupalaveri seisten", 1, Stage.STOPPED, "Kysykää ensin yövuorolta.")
GOAL = Goal(4, Area.QUALITY, "Asiakas saa kotikäynnin sovittuun aikaan", HOME_CARE)
PACE = [
    Pace(date(2026, 8, 31) + timedelta(weeks=week), (3, 0, 2, 1)[week % 4], (0, 0, 1)[week % 3]) for week in range(12)
]
WEEK = Week(
    number=47,
    waiting=(replace(TRIED, title="Avainkaappi"),),
    new=(replace(IDEA, stage=Stage.NEED), replace(IDEA, id=8, title="Avainkaappi", stage=Stage.STOPPED)),
    supported=(IDEA, replace(IDEA, support=1)),
    decided=(DECIDED, replace(DECIDED, stage=Stage.ADOPTED, lesson=None)),
    running=(TRIED,),
    goals=(GOAL,),
    taking_part=(KITCHENS, HOME_CARE),
)
FULL = replace(WEEK, new=tuple(replace(IDEA, id=number) for number in range(1, 12)), waiting=(TRIED,) * 6)
CHANNEL = Channel(5, Place("slack", "T1", "C1", "C1", name="kotihoito"), Wishes("fi", (HOME_CARE,)))
NEXT = datetime(2026, 11, 30, 8, 30, tzinfo=ZoneInfo("Europe/Helsinki"))

EXAMPLES: Examples = {
    "digest_report": example(digests.digest_report, DIGEST, WEEK, PACE),
    "digest_report.pictured": example(digests.digest_report, DIGEST, Week(47, supported=(IDEA,)), PACE).drawn(),
    "digest_report.cut": example(digests.digest_report, DIGEST, FULL, []),
    "digest_report.one_section": example(digests.digest_report, DIGEST, Week(47, supported=(IDEA,)), []),
    "digest_report.hard_words": example(
        digests.digest_report,
        DIGEST,
        Week(
            53,
            waiting=tuple(replace(TRIED, title=title) for title in HARD),
            new=tuple(replace(IDEA, title=title) for title in HARD),
            supported=tuple(replace(IDEA, title=title) for title in HARD),
            decided=tuple(replace(DECIDED, title=title, lesson=title * 3) for title in HARD),
            running=tuple(replace(TRIED, title=title) for title in HARD),
            goals=tuple(replace(GOAL, name=title) for title in HARD),
        ),
        [],
    ),
    "channel_report": example(digests.channel_report, IN_CHANNEL, WEEK, PACE),
    "quiet_report": example(digests.quiet_report, DIGEST, Week(1)),
    "part_report": example(digests.part_report, Part.NEW, FULL),
    "rhythm_form": example(rhythms.rhythm_form, ChooseDigest(), [], stopped=False),
    "rhythm_form.channels": example(
        rhythms.rhythm_form,
        ChooseDigest("3", "15:30", "both:5"),
        [CHANNEL, replace(CHANNEL, id=6, place=Place("teams", "T2", "C2", "C2"))],
        stopped=True,
    ),
    "digest_moved": example(rhythms.digest_moved, NEXT, None, private=True),
    "digest_moved.channel": example(rhythms.digest_moved, NEXT, CHANNEL, private=False),
    "digest_moved.both": example(rhythms.digest_moved, NEXT, CHANNEL, private=True),
    "digest_stopped": example(rhythms.digest_stopped),
    "digest_resumed": example(rhythms.digest_resumed, NEXT),
}
