"""People, work communities, ideas and trials for the examples, and the hardest words that people could write."""

from datetime import date

from bot.model import Answer, CheckIn, Experiment, Idea, Person, Stage, Unit

DAY = date(2026, 11, 24)
END = date(2026, 12, 22)

AINO = Person(1, "Aino Ahola")
NAMELESS = Person(2, None)
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
HELD_UP = CheckIn(
    id=5,
    experiment=3,
    due_on=date(2026, 12, 8),
    ending=False,
    answer=Answer.NEEDS_HELP,
    observation="Yhden laatikon lukko jumittaa.",
    answered_on=date(2026, 12, 8),
)
TRIAL = Experiment(
    id=3,
    idea=7,
    title=IDEA.title,
    what="Jokaisessa autossa on lukittu avainlaatikko neljän viikon ajan.",
    owner=AINO,
    starts_on=DAY,
    ends_on=END,
    decision=None,
    latest=None,
)
QUESTION = CheckIn(5, 3, date(2026, 12, 8), ending=False, answer=None, observation="", answered_on=None)
LAST_QUESTION = CheckIn(6, 3, END, ending=True, answer=None, observation="", answered_on=None)

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
