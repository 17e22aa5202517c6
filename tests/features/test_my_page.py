"""One's own page: what waits, one's own ideas, what one follows; a welcome once; and how much one hears."""

from dataclasses import replace
from datetime import date

from bot.intents import (
    AnswerCheckIn,
    Decide,
    DeclineIdea,
    Follow,
    Join,
    JoinTrial,
    MyPage,
    OpenSettings,
    Part,
    SavePermissionCard,
    SaveSettings,
    SeeAwaited,
    SeeIdea,
    SeeWaiting,
    ShareIdea,
    StartExperiment,
)
from bot.model import Answer, Awaited, Caller, Decision, Hears, Language
from bot.views.guidance import WELCOME
from bot.views.kinds import Form, Item, Notice, Report
from bot.views.text import read
from tests.features.conftest import House
from tests.features.test_accounts_joining import code_of
from tests.features.test_aside import until
from tests.features.test_following import told


async def page(house: House, who: Caller) -> Report:
    shown = (await house.ask(who, MyPage())).show
    assert isinstance(shown, Report)
    return shown


def items(shown: Report, heading: str) -> tuple[Item, ...]:
    return next(one.items for one in shown.sections if read(one.heading, "en") == heading)


async def test_my_page_leads_to_what_i_shared_what_i_follow_and_what_waits(house: House, maija: Caller) -> None:
    pekka = house.person("pekka")
    for number in range(4):
        await house.ask(pekka, ShareIdea(title=f"Hiljainen tunti {number}", unit=1, anyway=True))
    await house.ask(maija, ShareIdea(title="Vara-avaimet autoihin"))
    await house.ask(maija, Follow(2))
    shown = await page(house, maija)
    assert [one.button.intent for one in items(shown, "My ideas") if one.button] == [SeeIdea(5)]
    assert [one.button.intent for one in items(shown, "Ideas that you follow") if one.button] == [SeeIdea(2)]
    waits = items(shown, "What waits for you")
    assert len(waits) == 4
    assert waits[-1].button is not None
    assert waits[-1].button.intent == SeeWaiting()


async def test_my_page_tells_what_my_trials_wait_for_and_what_was_decided_lately_sl10(
    house: House, maija: Caller
) -> None:
    """Pekka has one, Liisa is in it; who does not is told nothing of it."""
    pekka, liisa = house.person("pekka"), house.person("liisa")
    await house.ask(pekka, ShareIdea(title="Vara-avaimet autoihin", unit=1))
    await house.ask(pekka, StartExperiment(1, "Avain", date(2026, 12, 22), why="Aikaa säästyy"))
    await house.ask(liisa, JoinTrial(1))

    async def told(who: Caller) -> list[str]:
        shown = await page(house, who)
        headed = {read(one.heading, "fi"): one.items for one in shown.sections}
        return [read(one.sentence, "fi") for one in headed.get("Omat kokeilut", ())]

    assert await told(pekka) == await told(liisa) == ["”Vara-avaimet autoihin”, 22.12.2026 asti"]
    assert await told(maija) == []
    await until(house, date(2026, 12, 9))
    assert await told(pekka) == ["Kokeilu ”Vara-avaimet autoihin” odottaa kuulumisia"]
    await house.ask(pekka, AnswerCheckIn(1, Answer.NEEDS_HELP, observation="Laatikko juuttuu."))
    assert await told(pekka) == ["Kokeilussa ”Vara-avaimet autoihin” tarvitaan apua"]
    await until(house, date(2026, 12, 23))
    assert await told(liisa) == ["Kokeilu ”Vara-avaimet autoihin” odottaa päätöstä"]
    await house.ask(pekka, Decide(2, Decision.STOP, "Laatikko oli pieni."))
    assert await told(liisa) == ["”Vara-avaimet autoihin”: Lopetettu"]
    house.later(days=91)
    assert await told(pekka) == []


async def test_my_page_tells_that_my_question_about_permission_waits_and_whom_it_waits_for_sees_it_sl10(
    house: House, maija: Caller
) -> None:
    pekka = house.person("pekka")
    await house.ask(maija, SavePermissionCard(1, days="2"))
    await house.ask(pekka, ShareIdea(title="Vara-avaimet autoihin", unit=1))
    trial = StartExperiment(1, "Avain", date(2026, 12, 22), why="Aikaa säästyy", permission="outside", card=1)
    await house.ask(pekka, trial)
    mine = [read(one.sentence, "fi") for one in items(await page(house, pekka), "My trials")]
    assert mine == ["Kokeilu ”Vara-avaimet autoihin” odottaa lupaa. Vastaus on luvattu 26.11.2026 mennessä."]
    waits = items(await page(house, maija), "What waits for you")[0]
    assert read(waits.sentence, "en") == "The trial “Vara-avaimet autoihin” awaits permission"
    assert waits.button
    assert waits.button.intent == SeeAwaited(Awaited.PERMISSION, 1)


async def test_the_welcome_with_three_next_steps_comes_once_whichever_chat_comes_first_sl11(house: House) -> None:
    slack, teams = house.person("U1"), house.person("aad1", "teams")
    first = await page(house, slack)
    assert first.intro == WELCOME
    assert len([one for one in first.sections[0].items if one.button]) == 3
    assert (await page(house, slack)).intro is None
    await house.ask(teams, Join(await code_of(house, slack)))
    assert (await page(house, teams)).intro is None


async def test_whoever_separates_accounts_that_have_both_come_is_welcomed_in_neither_again_sl11(house: House) -> None:
    slack, teams = house.person("U1"), house.person("aad1", "teams")
    assert (await page(house, slack)).intro == WELCOME
    await house.ask(teams, Join(await code_of(house, slack)))
    await page(house, teams)
    await house.ask(teams, Part())
    assert [(await page(house, who)).intro for who in (slack, teams)] == [None, None]


async def test_who_chose_decisions_hears_of_those_only_and_who_chose_nothing_hears_nothing(
    house: House, maija: Caller
) -> None:
    liisa, every, some, none = (house.person(name) for name in ("liisa", "every", "some", "none"))
    await house.ask(liisa, ShareIdea(title="Vara-avaimet autoihin", unit=1))
    await house.ask(liisa, ShareIdea(title="Hiljainen tunti aamulla", unit=1))
    for who, much in ((every, Hears.ALL), (some, Hears.DECISIONS), (none, Hears.NONE)):
        await house.ask(who, SaveSettings(Language.FINNISH, hears=much))
        await house.ask(who, Follow(1))
        await house.ask(who, Follow(2))
    await house.ask(house.person("pekka"), StartExperiment(1, "Avain", date(2026, 12, 22), why="Aikaa säästyy"))
    assert await told(house) == ["liisa", "every"]
    await house.ask(maija, DeclineIdea(2, "Ei nyt."))
    assert await told(house) == ["liisa", "every", "liisa", "every", "some"]


async def answer(house: House, who: Caller, chosen: SaveSettings) -> str:
    shown = (await house.ask(who, chosen)).show
    assert isinstance(shown, Notice)
    return read(shown.text, str(chosen.language))


async def test_the_answer_says_what_of_the_settings_was_changed_and_nothing_else(house: House) -> None:
    liisa, until = house.person("liisa"), date(2026, 12, 4)
    some = SaveSettings(Language.FINNISH, hears=Hears.DECISIONS)
    assert await answer(house, liisa, some) == "Ideoista kuulet nyt vain päätökset."
    assert await answer(house, liisa, some) == "Mitään ei muutettu."
    assert await answer(house, liisa, replace(some, pause_until=until)) == (
        "Tauko kestää 4.12.2026 asti ja päättyy itsestään."
    )
    every = SaveSettings(Language.SWEDISH, until)
    assert await answer(house, liisa, every) == (
        "Latu talar nu svenska. "
        "Du får nu höra allt som händer med dina egna idéer och med dem som du följer eller stöder."
    )
    assert await answer(house, liisa, SaveSettings(Language.ENGLISH, None, Hears.NONE)) == (
        "Latu now speaks English. "
        "You now hear nothing about ideas. What waits for you always reaches you. The pause is over."
    )


async def test_a_choice_made_while_news_waits_for_the_morning_counts(house: House) -> None:
    liisa, maija = house.person("liisa"), house.person("maija")
    await house.ask(liisa, ShareIdea(title="Vara-avaimet autoihin"))
    house.later(hours=10)
    await house.ask(maija, StartExperiment(1, "Avainlaatikko", date(2026, 12, 22), why="Aikaa säästyy"))
    await house.ask(liisa, SaveSettings(Language.FINNISH, hears=Hears.NONE))
    house.later(hours=13)
    await house.clock.tick()
    assert await told(house) == []


async def test_news_that_waited_for_a_pause_comes_as_soon_as_the_pause_is_ended(house: House) -> None:
    liisa, maija = house.person("liisa"), house.person("maija")
    await house.ask(liisa, ShareIdea(title="Vara-avaimet autoihin"))
    await house.ask(liisa, SaveSettings(Language.FINNISH, date(2027, 6, 30)))
    await house.ask(maija, StartExperiment(1, "Avainlaatikko", date(2026, 12, 22), why="Aikaa säästyy"))
    await house.soon()
    assert await told(house) == []
    await house.ask(liisa, SaveSettings(Language.FINNISH))
    await house.clock.tick()
    assert await told(house) == ["liisa"]


async def test_the_settings_show_what_was_chosen_also_in_the_other_chat(house: House) -> None:
    slack, teams = house.person("U1"), house.person("aad1", "teams")
    await house.ask(slack, SaveSettings(Language.SWEDISH, hears=Hears.DECISIONS))
    await house.ask(teams, Join(await code_of(house, slack)))
    shown = (await house.ask(teams, OpenSettings())).show
    assert isinstance(shown, Form)
    assert shown.builds == SaveSettings(Language.SWEDISH, hears=Hears.DECISIONS)
