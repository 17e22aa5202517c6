"""People, work communities, ideas and trials for the examples, and the hardest words that people could write."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from bot.model import (
    Answer,
    CheckIn,
    Comment,
    Experiment,
    Idea,
    Measure,
    Person,
    Plan,
    Question,
    Signals,
    Stage,
    Step,
    Unit,
)

DAY = date(2026, 11, 24)
END = date(2026, 12, 22)

AINO = Person(1, "Aino Ahola")
NAMELESS = Person(2, None)
OTTO = Person(3, "Otto Oksanen")
HOME_CARE = Unit(1, "Kotihoito, itäinen")
KITCHENS = Unit(2, "Keittiöt")
UNITS = [HOME_CARE, KITCHENS]

IDEA = Idea(
    id=7,
    title="Vara-avaimet kotihoidon autoihin",
    about="Avaimia haetaan toimistolta monta kertaa päivässä.\n\nSe vie aikaa asiakkailta.",
    unit=HOME_CARE,
    benefits=("staff", "customers"),
    origin="customer",
    author=AINO,
    stage=Stage.IDEA,
    shared_on=DAY,
    support=1204,
    lesson=None,
)
QUESTION = CheckIn(5, 3, date(2026, 12, 8), Question.CHECK_IN, Step.REMIND, asked_on=date(2026, 12, 8))
LAST_QUESTION = CheckIn(6, 3, END, Question.END, Step.REMIND, asked_on=END)
HELD_UP = replace(
    QUESTION,
    answer=Answer.NEEDS_HELP,
    value=Decimal("30.5"),
    observation="Yhden laatikon lukko jumittaa.",
    answered_on=date(2026, 12, 8),
)
COURSE = [
    replace(QUESTION, id=4, answer=Answer.ON_TRACK, value=Decimal(38), answered_on=date(2026, 12, 1)),
    HELD_UP,
]
PLAN = Plan("Jokaisessa autossa on lukittu avainlaatikko neljän viikon ajan.", END)
WHOLE = replace(
    PLAN,
    why="Avainten haku toimistolta jää pois.",
    measure=Measure("Avainten hakuun kuluva aika", "min/päivä", Decimal(45), Decimal("10.5")),
    stop_if="avain katoaa.",
    affected="Kotihoidon itäinen tiimi. Asiakkaille on kerrottu.",
)
TRIAL = Experiment(
    id=3,
    idea=7,
    title=IDEA.title,
    unit=HOME_CARE,
    plan=PLAN,
    owner=AINO,
    starts_on=DAY,
    decision=None,
    latest=None,
)

TALK = Signals(
    (KITCHENS, Unit(3, "Kirjasto"), Unit(4, "Koulu")),
    1204,
    (
        Comment(11, 7, Person(3, "Henrik Malli"), "Meillä avaimet ovat numerolukon takana.\nToimii hyvin.", DAY),
        Comment(12, 7, AINO, "Voisiko samaa kokeilla ensi viikolla? " * 5, DAY),
    ),
)

MARKUP = (
    "*Kaikki* _nyt_ ~ei~ `koodi` [linkki](https://example.org) <https://example.org|linkki> <!channel> <@U1> <#C1> "
    "@here @kaikki <at>Kaikki</at> &amp; {{DATE(2026-11-24T08:00:00Z, SHORT)}} {title} :tada:"
)
EMOJI = "Kahvia ☕ yövuoroon 👩🏽‍⚕️ 🇫🇮 🏳️‍🌈"
RIGHT_TO_LEFT = "مفاتيح احتياطية (٢) في سيارات الرعاية المنزلية"
LINES = "1. rivi\n\n    - toinen\r\n# kolmas\n> neljäs \\\n\t| viides | \"6\" '7'"


def words(characters: int) -> str:
    """A text of so many characters that ends where one can see it."""
    return ("Työyhteisömme äänestä ja kuulemisesta. " * (characters // 39 + 1))[: characters - 1] + "!"
