"""Reports: anybody says that something should be looked at, once; nobody sees who, and they hear the outcome."""

from bot.intents import (
    AddComment,
    AskToHide,
    Hide,
    LeaveIt,
    MoreOf,
    MoreOfComment,
    OpenReport,
    ReadAll,
    SendReport,
    ShareIdea,
    ShowAgain,
    WithdrawIdea,
)
from bot.model import Caller
from bot.turn import drawers
from bot.views.kinds import Card, Form, Notice, Report
from bot.views.text import read
from tests.features.conftest import House, Member
from tests.features.test_hiding import SECRET, WHY, drawn, liisa, pass_days, refused, rows, said, told

__all__ = ["liisa"]


async def complaint_buttons(house: House) -> list[object]:
    async with house.database.transaction() as store:
        card = (await drawers["complaint"](await house.scene.turn(store, "fi"), [1]))[1]
    assert isinstance(card, Card)
    return [one.intent for one in card.buttons]


async def test_anybody_reports_and_the_form_says_who_sees_what(house: House, liisa: Caller) -> None:
    more = (await house.ask(house.person("sanna"), MoreOf(1))).show
    assert isinstance(more, Notice)
    assert OpenReport("idea", 1) in [one.intent for one in more.buttons]
    form = (await house.ask(house.person("sanna"), OpenReport("idea", 1))).show
    assert isinstance(form, Form)
    assert "Nimeäsi ei näytetä heille. Saat tietää, mitä asialle tehdään." in [read(one, "fi") for one in form.intro]
    reply = await house.ask(house.person("sanna"), SendReport("idea", 1, "Naapurin nimi.", "person"))
    assert said(reply) == "Kiitos. Joku katsoo asian, ja saat tietää, mitä sille tehdään."
    assert sorted(map(str, await told(house, "complaint"))) == ["aino", "kaisa"]
    card = await drawn(house, "complaint")
    assert "Naapurin nimi." in card
    assert "sanna" not in card.lower()
    assert await complaint_buttons(house) == [AskToHide("idea", 1), LeaveIt(1)]


async def test_several_reports_of_one_thing_are_one_card_with_a_count(house: House, liisa: Caller) -> None:
    for who in ("sanna", "pekka", "ville"):
        await house.ask(house.person(who), SendReport("idea", 1, f"Katsokaa: {who}."))
    assert sorted(map(str, await told(house, "complaint"))) == ["aino", "kaisa"]
    assert "3 ilmoitusta" in await drawn(house, "complaint")
    assert await rows(house, "select count(*) from complaint") == [(1,)]


async def test_nobody_reports_the_same_thing_twice_from_any_chat(house: House, member: Member, liisa: Caller) -> None:
    pekka, there = house.person("pekka"), house.person("pekka-aad", "teams")
    await house.learn(there, member("Pekka", "pekka@kunta.example"))
    await house.ask(pekka, SendReport("idea", 1, "Katsokaa."))
    for who in (pekka, there):
        assert (await refused(house, who, SendReport("idea", 1, "Taas."))).startswith("Olet jo ilmoittanut tästä.")
        await refused(house, who, OpenReport("idea", 1))
    assert await rows(house, "select count(*) from report") == [(1,)]


async def test_hiding_it_ends_the_report_and_whoever_reported_hears_it_in_one_sentence(
    house: House, liisa: Caller
) -> None:
    await house.ask(house.person("sanna"), SendReport("idea", 1, SECRET))
    reply = await house.ask(house.person("kaisa"), Hide("idea", 1, WHY))
    assert "complaint:1" in {str(one) for one in reply.redraw}
    assert await told(house, "outcome") == ["sanna"]
    assert await drawn(house, "outcome") == "Teksti, josta ilmoitit, on piilotettu. Kiitos, että kerroit."
    assert SECRET not in await drawn(house, "complaint")
    await refused(house, house.person("aino"), LeaveIt(1))
    await pass_days(house, 14)
    assert await rows(house, "select why from report") == [("",)]


async def test_leaving_it_is_one_click_and_whoever_reported_hears_it(
    house: House, liisa: Caller, member: Member
) -> None:
    await house.ask(house.person("sanna"), SendReport("idea", 1, "Katsokaa."))
    await house.learn(house.person("sanna"), member("Sanna", "sanna@kunta.example"))
    assert "esihenkilö" in await refused(house, house.person("sanna"), LeaveIt(1))
    reply = await house.ask(house.person("aino"), LeaveIt(1))
    assert said(reply) == "Se jää näkyviin. Ilmoittaja saa tiedon."
    assert await drawn(house, "outcome") == "Teksti, josta ilmoitit, on tarkistettu. Se jää näkyviin."
    assert await refused(house, house.person("kaisa"), LeaveIt(1)) == "Tämä on jo käsitelty."
    assert await complaint_buttons(house) == []
    await house.ask(house.person("pekka"), SendReport("idea", 1, "Minustakin."))
    assert len(await told(house, "complaint")) == 4
    assert await told(house, "outcome") == ["sanna"]


async def test_a_comment_is_reported_from_the_list_and_not_by_whoever_wrote_it(house: House, liisa: Caller) -> None:
    def ways(shown: object) -> list[object]:
        assert isinstance(shown, Report)
        return [one.button.intent if one.button else None for one in shown.sections[-1].items]

    assert ways((await house.ask(liisa, ReadAll(1))).show) == [OpenReport("comment", 1)]
    assert ways((await house.ask(house.person("pekka"), ReadAll(1))).show) == [MoreOfComment(1)]
    assert ways((await house.ask(house.person("kaisa"), ReadAll(1))).show) == [AskToHide("comment", 1)]
    await house.ask(liisa, SendReport("comment", 1, "Ei näin.", "offensive"))
    card = await drawn(house, "complaint")
    assert "Pekka" in card
    assert SECRET in card
    await house.ask(house.person("kaisa"), Hide("comment", 1, WHY))
    assert (await drawn(house, "complaint")).startswith("Piilotettu kommentti")
    await house.ask(house.person("kaisa"), ShowAgain("comment", 1, "Sittenkin."))
    assert await complaint_buttons(house) == []


async def test_nobody_looks_at_a_report_about_their_own_words(house: House, liisa: Caller) -> None:
    await house.ask(house.person("kaisa"), AddComment(1, "Höh."))
    await house.ask(house.person("sanna"), SendReport("comment", 2, "Ei näin."))
    assert sorted(map(str, await told(house, "complaint"))) == ["aino", "maija"]


async def test_where_nobody_could_look_one_is_told_so_and_the_text_is_kept(house: House, member: Member) -> None:
    await house.ask(house.person("liisa"), ShareIdea(title=SECRET))
    assert (await refused(house, house.person("pekka"), SendReport("idea", 1, "Katsokaa."))).startswith(
        "Ketään ei ole nimetty katsomaan tätä."
    )


async def test_a_reason_is_needed_at_its_field(house: House, liisa: Caller) -> None:
    reply = await house.ask(house.person("sanna"), SendReport("idea", 1, " ", "other"))
    assert isinstance(reply.show, Form)
    assert set(reply.show.errors) == {"why"}


async def test_a_withdrawn_idea_needs_no_look_any_more(house: House, liisa: Caller) -> None:
    await house.ask(house.person("sanna"), SendReport("idea", 1, "Katsokaa."))
    reply = await house.ask(liisa, WithdrawIdea(1))
    assert "complaint:1" in {str(one) for one in reply.redraw}
    assert (await drawn(house, "complaint")).startswith("Peruttu idea")
