"""A goal, written by an admin: everybody finds it, an idea aims at it, and the list says when somebody tries."""

from datetime import timedelta

from playground.people import AINO, PEKKA
from tests.scenarios import words
from tests.scenarios.conftest import Side
from tests.scenarios.driver import WHY, ZONE

GOAL, SPARE_KEYS = "Asiakas saa käynnin sovittuun aikaan", "Vara-avaimet kotihoidon autoihin"
UNTRIED, TRIED = f"”{GOAL}”: ei kokeilua käynnissä", f"”{GOAL}”: 1 kokeilu käynnissä"


async def test_an_idea_aims_at_a_goal_and_the_list_says_when_it_is_tried(side: Side) -> None:
    aino, pekka = side.person(AINO), side.person(PEKKA)
    await aino.links()
    await aino.writes("tavoitteet")
    await aino.presses(words.WRITE_GOAL)
    saved = await aino.sends(
        (words.GOAL, GOAL), (words.HOW_NOTICED, "Käynnit ajallaan"), (words.MEASURED_IN, "%"), (words.TARGET, "90,5")
    )
    assert GOAL in saved.text
    assert UNTRIED in (await pekka.writes("tavoitteet")).text
    await pekka.opens_sharing(SPARE_KEYS)
    await pekka.unfolds()
    await pekka.sends((words.ABOUT, ""), (words.GOALS, [GOAL]))
    for person in (pekka, side.there(AINO)):
        await person.sees(SPARE_KEYS, words.said(f"”{GOAL}”"))
    await pekka.tries(SPARE_KEYS, "Avainlaatikko", days=28)
    assert TRIED in (await pekka.writes("tavoitteet")).text
    shown = await pekka.presses(words.SHOW_GOAL)
    for one in ("Käynnit ajallaan", "Tavoite 90,5\xa0%", "1 idea edistää tätä tavoitetta.", f"”{SPARE_KEYS}”"):
        assert one in shown.text


async def test_a_trial_of_something_new_aims_too_and_its_owner_changes_that_from_the_card(side: Side) -> None:
    aino, pekka = side.person(AINO), side.person(PEKKA)
    await aino.links()
    for goal in (GOAL, "Tauot pidetään"):
        await aino.writes("tavoitteet")
        await aino.presses(words.WRITE_GOAL)
        await aino.sends((words.GOAL, goal))
    await pekka.mentions(f"kokeilu: {SPARE_KEYS}")
    await pekka.presses(words.OPEN_THE_FORM)
    await pekka.unfolds(words.OTHER_QUESTIONS, words.GOALS)
    ends = side.place.time.now().astimezone(ZONE).date() + timedelta(days=28)
    await pekka.sends((words.WHAT, "Naula"), (words.WHY, WHY), (words.UNTIL, ends.isoformat()), (words.GOALS, [GOAL]))
    await pekka.sees(SPARE_KEYS, words.said(f"”{GOAL}”"))
    await pekka.presses_card(words.MORE_OF, SPARE_KEYS)
    await pekka.presses(words.CHOOSE_GOALS)
    await pekka.sends((words.GOALS, ["Tauot pidetään"]))
    for person in (pekka, side.there(AINO)):
        await person.sees(SPARE_KEYS, words.said("”Tauot pidetään”"))
