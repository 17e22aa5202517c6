"""Examples of the list of linked channels."""

from dataclasses import replace

from bot.model import Language, Place, Shows, Trouble, Unit, Wishes
from bot.views import linked
from tests.adapters.gallery.challenges import BOTH
from tests.adapters.gallery.channels import CHANNEL
from tests.adapters.gallery.example import Examples, example
from tests.adapters.gallery.records import HOME_CARE, MARKUP, UNITS, words

TEAMS = Place("teams", "tenant", "19:x", "19:x", name="Keittiöt")
OPEN = Wishes(Language.SWEDISH, (HOME_CARE, Unit(2, MARKUP)), frozenset(Shows), opened=True)
USED = replace(CHANNEL, id=5, place=TEAMS, wishes=Wishes("fi", (HOME_CARE,)))
EVERY = [
    CHANNEL,
    USED,
    replace(CHANNEL, id=6, wishes=OPEN),
    *(replace(CHANNEL, id=number, trouble=trouble) for number, trouble in enumerate(Trouble, 7)),
    replace(CHANNEL, id=10, place=Place("slack", "T2", "C0NAMELESS", "C0NAMELESS"), trouble=Trouble.OUTSIDE),
]
GONE = {("slack", "T2")}
MANY = [
    replace(USED, id=number, place=replace(TEAMS, name=f"Kanava {number}"), wishes=Wishes("en", tuple(UNITS)))
    for number in range(20, 50)
]

EXAMPLES: Examples = {
    "channels_report": example(linked.channels_report, EVERY, GONE, BOTH),
    "channels_report.one_chat": example(linked.channels_report, [CHANNEL], (), BOTH[:1]),
    "channels_report.none": example(linked.channels_report, [], (), BOTH),
    "channels_report.hard_words": example(
        linked.channels_report,
        [replace(USED, wishes=Wishes("fi", tuple(Unit(one, words(100)) for one in range(9))))],
        (),
        BOTH,
    ),
    "channels_report.many": example(linked.channels_report, MANY, (), BOTH),
    "channels_report.last": example(linked.channels_report, MANY, (), BOTH, 20),
}
