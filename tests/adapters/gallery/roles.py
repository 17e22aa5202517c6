"""Examples of who does what, and of roles that change hands."""

from dataclasses import replace

from bot.intents import ChooseUnit, GiveRoles
from bot.model import Handover, Role, Subject, Unit
from bot.views import handovers, roles
from tests.adapters.gallery.answers import LIST
from tests.adapters.gallery.example import Examples, example, refusal
from tests.adapters.gallery.permissions import MAIJA
from tests.adapters.gallery.records import AINO, HOME_CARE, MARKUP, NAMELESS, UNITS, words

PEOPLE = GiveRoles(1, "U0AINO", "", "U0BO", ("U0AINO", "U0BO"), (), ("U0BO",))
PASSED = Handover(5, HOME_CARE, Role.SUPERVISOR, 4)
VACANCY = Subject("vacancy", 5)

EXAMPLES: Examples = {
    "roles_form": example(roles.roles_form, PEOPLE, HOME_CARE),
    "roles_form.overtaken": example(roles.roles_form, PEOPLE, HOME_CARE).overtaken(
        GiveRoles(1, "U0BO", "U0AINO", "", ("U0BO",)), {"U0AINO": AINO, "U0BO": NAMELESS}
    ),
    "roles_form.guest": example(roles.roles_form, GiveRoles(1), Unit(1, MARKUP)).wrong({"hr": roles.not_a_member()}),
    "which_form": example(roles.which_form, ChooseUnit(), UNITS),
    "given": example(roles.given, HOME_CARE),
    "no_work_community": refusal(roles.no_work_community),
    "handover_report": example(handovers.handover_report, PASSED, LIST, acting=False),
    "handover_report.deputy": example(handovers.handover_report, PASSED, [], acting=True),
    "handover_report.steward": example(handovers.handover_report, replace(PASSED, role=Role.STEWARD), [], acting=False),
    "handover_report.hard_words": example(
        handovers.handover_report,
        replace(PASSED, unit=Unit(1, MARKUP)),
        [replace(LIST[0], number=number, title=words(150)) for number in range(10)],
        acting=False,
    ),
    "vacancy_card": example(handovers.vacancy_card, VACANCY, PASSED, None, MAIJA),
    "vacancy_card.nobody": example(handovers.vacancy_card, VACANCY, replace(PASSED, role=Role.HR), None, None),
    "vacancy_card.again": example(handovers.vacancy_card, VACANCY, PASSED, replace(AINO, name=MARKUP), None),
    "vacancy_card.nameless": example(handovers.vacancy_card, VACANCY, PASSED, None, NAMELESS),
}
