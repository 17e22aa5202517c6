"""Koritus: what is adopted is put into a basket of the organisation's ladder, and its card says so."""

from datetime import UTC, datetime

from bot.intents import Decide, OpenDecision
from bot.model import Caller, Decision
from bot.views.kinds import Card, Choice, Form, Notice
from bot.views.text import read
from tests.features.conftest import House
from tests.features.test_experiments import pekka as pekka
from tests.features.trials import card_of

END = datetime(2026, 12, 22, 12, tzinfo=UTC)


async def asked(house: House) -> None:
    """The day has come, and Latu asks what next."""
    house.now = END
    await house.clock.tick()


async def form(house: House, pekka: Caller, decision: Decision) -> Form:
    shown = (await house.ask(pekka, OpenDecision(1, decision))).show
    assert isinstance(shown, Form)
    return shown


def facts(card: Card) -> dict[str, str]:
    return {read(one.label, "fi"): read(one.value, "fi") for one in card.facts}


async def test_only_what_is_adopted_can_be_put_into_a_basket_of_the_organisations_ladder(
    house: House, pekka: Caller
) -> None:
    await asked(house)
    basket = next(one for one in (await form(house, pekka, Decision.ADOPT)).more if one.name == "basket")
    assert isinstance(basket, Choice)
    assert [one.value for one in basket.options] == ["0", "1000", "5000", "15000", "50000", "100000"]
    assert not (await form(house, pekka, Decision.STOP)).more


async def test_the_card_tells_freed_time_as_time_and_that_nothing_got_worse(house: House, pekka: Caller) -> None:
    await asked(house)
    await house.ask(pekka, Decide(1, Decision.ADOPT, basket=100000, gain="time", worse="no"))
    told = facts(await card_of(house, "experiment", 1))
    assert told["Vaikutus vuodessa"] == "100\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}€ tai enemmän"
    assert told["Hyöty"] == "Vapautunutta aikaa"
    assert told["Heikkenikö palvelu tai työ?"] == "Ei"


async def test_a_benefit_other_than_money_needs_no_further_answer(house: House, pekka: Caller) -> None:
    await asked(house)
    await house.ask(pekka, Decide(1, Decision.ADOPT, basket=0))
    told = facts(await card_of(house, "experiment", 1))
    assert told["Vaikutus vuodessa"] == "Muu kuin rahallinen hyöty"
    assert "Hyöty" not in told


async def test_euros_wait_for_the_answer_whether_something_got_worse_and_how(house: House, pekka: Caller) -> None:
    await asked(house)
    refused = {
        Decide(1, Decision.ADOPT, basket=5000): "worse",
        Decide(1, Decision.ADOPT, basket=5000, worse="yes"): "lesson",
        Decide(1, Decision.ADOPT, basket=7, worse="no"): "basket",
    }
    for decide, field in refused.items():
        shown = (await house.ask(pekka, decide)).show
        assert isinstance(shown, Form)
        assert set(shown.errors) == {field}
    done = await house.ask(pekka, Decide(1, Decision.ADOPT, basket=5000, worse="yes", lesson="Aamut ruuhkautuivat."))
    assert isinstance(done.show, Notice)
    assert facts(await card_of(house, "experiment", 1))["Heikkenikö palvelu tai työ?"] == "Kyllä. Oppi kertoo, miten."
