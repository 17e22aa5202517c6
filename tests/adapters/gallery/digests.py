"""Examples of the weekly digest, and of the form that says when and where it comes."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.intents import ChooseDigest, ReadPart
from bot.model import (
    Answered,
    Area,
    Awaited,
    Channel,
    Decided,
    Goal,
    Moved,
    Pace,
    Part,
    Place,
    Stage,
    Subject,
    Tried,
    Waiting,
    Week,
    Wishes,
)
from bot.views import digests, rhythms
from tests.adapters.gallery.example import Examples, example
from tests.adapters.gallery.records import DAY, EMOJI, END, HOME_CARE, IDEA, KITCHENS, MARKUP, RIGHT_TO_LEFT, words

DIGEST, IN_CHANNEL = Subject("digest", 2), Subject("channel_digest", 2)
HARD = (MARKUP, EMOJI, RIGHT_TO_LEFT, words(150))
MOVED = Moved(7, IDEA.title, 1, IDEA.stage, None, IDEA.support, DAY)
ASKED = Waiting(Awaited.PERMISSION, 8, "Sähköpyörä kotikäynneille", END, passed=False, own=True)
WAITING = (
    ASKED,
    Waiting(Awaited.ANSWER, 7, IDEA.title, DAY, passed=True, own=True),
    Waiting(Awaited.HELP, 5, "Aamupalaveri seisten", DAY, passed=False, own=True),
    Waiting(Awaited.DECISION, 6, "Avainkaappi", DAY, passed=False, own=True),
)
TRIED = Tried(3, 7, IDEA.title, 1, DAY, END)
DECIDED = Decided(9, "Aamupalaveri seisten", 1, Stage.STOPPED, "Kysykää ensin yövuorolta.")
GOAL = Goal(4, Area.QUALITY, "Asiakas saa kotikäynnin sovittuun aikaan", HOME_CARE)
PACE = [
    Pace(date(2026, 8, 31) + timedelta(weeks=week), (3, 0, 2, 1)[week % 4], (0, 0, 1)[week % 3]) for week in range(12)
]
HOURS = tuple(time(hour, minute) for hour in range(8, 17) for minute in (0, 30))
QUIET = time(17, 0), time(8, 0)
WEEK = Week(
    number=47,
    waiting=WAITING,
    new=(replace(MOVED, stage=Stage.NEED), replace(MOVED, id=8, title="Avainkaappi", stage=Stage.STOPPED)),
    supported=(MOVED, replace(MOVED, support=1)),
    decided=(DECIDED, replace(DECIDED, stage=Stage.ADOPTED, lesson=None)),
    running=(TRIED,),
    goals=(GOAL,),
    answered=Answered((MOVED,) * 3, (MOVED,), (replace(MOVED, id=9, title="Kävelykokous"), MOVED)),
    taking_part=(KITCHENS, HOME_CARE),
)
FULL = replace(WEEK, new=tuple(replace(MOVED, id=number) for number in range(1, 12)), waiting=(ASKED,) * 6)
CHANNEL = Channel(5, Place("slack", "T1", "C1", "C1", name="kotihoito"), Wishes("fi", (HOME_CARE,)))
NEXT = datetime(2026, 11, 30, 8, 30, tzinfo=ZoneInfo("Europe/Helsinki"))

EXAMPLES: Examples = {
    "digest_report": example(digests.digest_report, DIGEST, WEEK, PACE),
    "digest_report.pictured": example(digests.digest_report, DIGEST, Week(47, supported=(MOVED,)), PACE).drawn(),
    "digest_report.cut": example(digests.digest_report, DIGEST, FULL, []),
    "digest_report.one_section": example(digests.digest_report, DIGEST, Week(47, supported=(MOVED,)), []),
    "digest_report.hard_words": example(
        digests.digest_report,
        DIGEST,
        Week(
            53,
            waiting=tuple(replace(ASKED, title=title) for title in HARD),
            new=tuple(replace(MOVED, title=title) for title in HARD),
            supported=tuple(replace(MOVED, title=title) for title in HARD),
            decided=tuple(replace(DECIDED, title=title, lesson=title * 3) for title in HARD),
            running=tuple(replace(TRIED, title=title) for title in HARD),
            goals=tuple(replace(GOAL, name=title) for title in HARD),
        ),
        [],
    ),
    "channel_report": example(digests.channel_report, IN_CHANNEL, WEEK, PACE),
    "quiet_report": example(digests.quiet_report, DIGEST, Week(1)),
    "digest_report.promise": example(
        digests.digest_report,
        DIGEST,
        Week(47, supported=(MOVED,), answered=Answered((MOVED,), (MOVED, MOVED), (MOVED,))),
        [],
    ),
    "part_report": example(digests.part_report, ReadPart(2, Part.NEW), FULL),
    "part_report.promise": example(digests.part_report, ReadPart(2, Part.PROMISE), WEEK),
    "part_report.answered": example(digests.part_report, ReadPart(2, Part.ANSWERED), WEEK),
    "part_report.taking_part": example(digests.part_report, ReadPart(2, Part.TAKING_PART), WEEK),
    "rhythm_form": example(rhythms.rhythm_form, ChooseDigest(), [], HOURS, QUIET, stopped=False),
    "rhythm_form.channels": example(
        rhythms.rhythm_form,
        ChooseDigest("3", "15:30", "both:5"),
        [CHANNEL, replace(CHANNEL, id=6, place=Place("teams", "T2", "C2", "C2"))],
        HOURS,
        QUIET,
        stopped=True,
    ),
    "rhythm_form.quiet": example(
        rhythms.rhythm_form, ChooseDigest(at="16:30"), [], HOURS[2:12], QUIET, stopped=False
    ).wrong({"at": rhythms.in_quiet_hours()}),
    "digest_moved": example(rhythms.digest_moved, NEXT, None, private=True),
    "digest_moved.channel": example(rhythms.digest_moved, NEXT, CHANNEL, private=False),
    "digest_moved.both": example(rhythms.digest_moved, NEXT, CHANNEL, private=True),
    "digest_stopped": example(rhythms.digest_stopped),
    "digest_resumed": example(rhythms.digest_resumed, NEXT),
}
