"""The settings of the organisation: an admin changes them by a form, and every bot keeps to them at once."""

from dataclasses import replace
from datetime import UTC, datetime, time

import pytest

from bot.bot import Bot
from bot.calendar import open_at
from bot.intents import Help, OpenOrganisation, SaveOrganisation, SetLanguage
from bot.model import Caller, Language, Organisation, Request
from bot.views.kinds import Form, Notice
from bot.views.text import read
from tests.features.conftest import ADMIN, House, Member, remembered


@remembered
async def aino(house: House, member: Member) -> Caller:
    """She is an admin, Liisa is not."""
    for name, email in (("aino", ADMIN), ("liisa", "l@kunta.example")):
        await house.learn(house.person(name), member(name.title(), email))
    return house.person("aino")


async def opened(house: House, who: Caller) -> SaveOrganisation:
    form = (await house.ask(who, OpenOrganisation())).show
    assert isinstance(form, Form)
    assert isinstance(form.builds, SaveOrganisation)
    return form.builds


async def held(house: House) -> Organisation:
    async with house.database.transaction() as store:
        return await store.organisation(house.scene.organisation)


async def noted(house: House) -> list[dict[str, str]]:
    async with house.database.engine.connect() as connection:
        lines = await connection.exec_driver_sql("select details from audit where what = 'organisation' order by id")
        return [line[0] for line in lines]


async def test_the_form_shows_what_the_environment_says_until_an_admin_chooses(house: House, aino: Caller) -> None:
    assert await opened(house, aino) == SaveOrganisation(
        Language.FINNISH,
        "Europe/Helsinki",
        "FI",
        "17.00",
        "8.00",
        "10",
        "1\xa0000; 5\xa0000; 15\xa0000; 50\xa0000; 100\xa0000",
        "10",
        "14",
    )


async def test_a_change_is_seen_by_every_bot_without_a_restart(house: House, aino: Caller) -> None:
    """The trap: what one bot has read at its start is old in all the others."""
    other = Bot(house.database.transaction, house.scene)
    stranger = house.person("stranger")
    assert (await other.handle(Help(), Request(stranger))).language == "fi"
    await house.ask(aino, replace(await opened(house, aino), language=Language.SWEDISH))
    assert (await other.handle(Help(), Request(stranger))).language == "sv"
    assert other.language == "sv"


async def test_only_what_differs_is_kept_and_noted_with_before_and_after(house: House, aino: Caller) -> None:
    form = replace(await opened(house, aino), answer_days="5", quiet_from="klo 16:30", baskets="2 000;20 000")
    reply = await house.ask(aino, form)
    assert isinstance(reply.show, Notice)
    assert await held(house) == replace(
        house.scene.organisation, answer_days=5, quiet_from=time(16, 30), baskets=(2000, 20000)
    )
    assert await noted(house) == [
        {"setting": "quiet_from", "before": "17:00", "now": "16:30"},
        {"setting": "baskets", "before": "1000;5000;15000;50000;100000", "now": "2000;20000"},
        {"setting": "answer_days", "before": "10", "now": "5"},
    ]
    again = await house.ask(aino, form)
    assert isinstance(again.show, Notice)
    assert read(again.show.text, "fi") == "Mitään ei muutettu."
    assert len(await noted(house)) == 3


async def test_what_nobody_has_chosen_follows_the_environment(house: House, aino: Caller) -> None:
    await house.ask(aino, replace(await opened(house, aino), answer_days="5"))
    async with house.database.transaction() as store:
        assert (await store.organisation(replace(house.scene.organisation, language="en"))).language == "en"


async def test_what_is_saved_is_true_in_the_same_transaction(house: House) -> None:
    async with house.database.transaction() as store:
        await store.organisation(house.scene.organisation)
        await store.choose({"baskets": (1, 2), "quiet_until": time(6, 0)})
        now = await store.organisation(house.scene.organisation)
    assert (now.baskets, now.quiet_until) == ((1, 2), time(6, 0))


@pytest.mark.parametrize(
    ("field", "written", "words"),
    [
        ("time_zone", "Helsinki", "Tällaista aikavyöhykettä ei ole. Kirjoita se muodossa Europe/Helsinki."),
        ("time_zone", "../../etc/passwd", "Tällaista aikavyöhykettä ei ole. Kirjoita se muodossa Europe/Helsinki."),
        ("time_zone", "", "Kirjoita ensin jotakin tähän."),
        ("country", "XX", "Valitse jokin luettelon maista."),
        ("quiet_from", "illalla", "Kirjoita kellonaika, esimerkiksi 17.00."),
        ("quiet_from", "24.00", "Kirjoita kellonaika, esimerkiksi 17.00."),
        ("quiet_from", "12.59", "Valitse aika väliltä 13.00–23.59."),
        ("quiet_until", "12.01", "Valitse aika väliltä 0.00–12.00."),
        ("answer_days", "0", "Kirjoita kokonaisluku väliltä 1–60."),
        ("answer_days", "2,5", "Kirjoita kokonaisluku väliltä 1–60."),
        ("audit_years", "51", "Kirjoita kokonaisluku väliltä 1–50."),
        ("hidden_days", "pian", "Kirjoita luku numeroin, esimerkiksi 1\xa0500,5."),
        ("baskets", "1 000", "Kirjoita 2–12 kasvavaa summaa, esimerkiksi 1\xa0000; 5\xa0000; 15\xa0000."),
        ("baskets", "5 000; 1 000", "Kirjoita 2–12 kasvavaa summaa, esimerkiksi 1\xa0000; 5\xa0000; 15\xa0000."),
        ("baskets", "0; 1 000", "Kirjoita 2–12 kasvavaa summaa, esimerkiksi 1\xa0000; 5\xa0000; 15\xa0000."),
        ("baskets", "paljon; enemmän", "Kirjoita luku numeroin, esimerkiksi 1\xa0500,5."),
    ],
)
async def test_what_is_written_wrong_is_refused_at_its_field_and_all_that_was_typed_stays(
    house: House, aino: Caller, field: str, written: str, words: str
) -> None:
    form = replace(await opened(house, aino), **{"language": Language.SWEDISH, field: written})  # type: ignore[arg-type]
    reply = await house.ask(aino, form)
    assert isinstance(reply.show, Form)
    assert {name: read(error, "fi") for name, error in reply.show.errors.items()} == {field: words}
    assert reply.show.builds == form
    assert await held(house) == house.scene.organisation


async def test_an_admin_reads_and_writes_numbers_and_times_as_in_their_own_language(house: House, aino: Caller) -> None:
    await house.ask(aino, SetLanguage(Language.ENGLISH))
    found = await opened(house, aino)
    assert (found.quiet_from, found.baskets) == ("17:00", "1,000; 5,000; 15,000; 50,000; 100,000")
    await house.ask(aino, replace(found, baskets="1,500; 3,000"))
    assert (await held(house)).baskets == (1500, 3000)


@pytest.mark.parametrize("name", ["liisa", "stranger"])
async def test_nobody_else_sees_or_changes_them(house: House, aino: Caller, name: str) -> None:
    for intent in (OpenOrganisation(), SaveOrganisation(time_zone="Europe/Stockholm")):
        refused = await house.ask(house.person(name), intent)
        assert isinstance(refused.show, Notice)
        assert refused.show.tone != "done"
    assert await held(house) == house.scene.organisation


async def test_private_messages_keep_to_the_quiet_hours_that_were_chosen(house: House, aino: Caller) -> None:
    chosen = replace(house.scene.organisation, quiet_from=time(15, 0), quiet_until=time(10, 0))
    async with house.database.transaction() as store:
        account = await store.account(aino.own)
    assert account
    morning, afternoon = datetime(2026, 11, 24, 7, 30, tzinfo=UTC), datetime(2026, 11, 24, 13, 30, tzinfo=UTC)
    assert open_at(account, chosen, morning) == datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
    assert open_at(account, chosen, afternoon) == datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
    assert open_at(account, house.scene.organisation, morning) == morning


async def test_the_audit_trail_is_forgotten_after_the_years_that_were_chosen(house: House, aino: Caller) -> None:
    await house.ask(aino, replace(await opened(house, aino), audit_years="2"))
    house.later(days=729)
    await house.clock.tick()
    assert len(await noted(house)) == 1
    house.later(days=3)
    await house.clock.tick()
    assert await noted(house) == []
