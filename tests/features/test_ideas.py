"""Ideas: shared where they are shown, beside those that are alike, and withdrawn for good."""

from datetime import date

from bot.features import ideas
from bot.intents import Decide, LinkChannel, ShareIdea, StartExperiment, Support, WithdrawIdea, WriteIdea
from bot.model import Decision, Place
from bot.replies import Reply
from bot.views.kinds import Card, Choice, Form, Notice
from bot.views.text import read
from tests.features.conftest import ADMIN, House, Member

CHANNEL = Place("slack", "home", "C1", "C1")
KEYS = "Vara-avaimet kotihoidon autoihin"
KEYS_AGAIN = "Vara-avain kotihoidon autoon"
LESSON = "Sopikaa ensin, kuka tarkistaa laatikot."


async def link(house: House, member: Member, unit: str) -> None:
    """An admin links the channel to a work community."""
    aino = house.person("aino")
    await house.learn(aino, member("Aino", ADMIN))
    await house.ask(aino, LinkChannel(unit=unit), CHANNEL)


async def tried(house: House, decision: Decision) -> None:
    """Idea 1 has been tried, and this was decided."""
    pekka = house.person("pekka")
    await house.ask(pekka, ShareIdea(title=KEYS))
    await house.ask(pekka, StartExperiment(1, "Avainlaatikko", date(2026, 12, 22), why="Aikaa säästyy"))
    house.later(days=28)
    await house.clock.tick()
    await house.ask(pekka, Decide(1, decision, LESSON))


async def shared(house: House, **fields: object) -> str:
    """What the author of a new idea is told."""
    reply = await house.ask(house.person("liisa"), ShareIdea(title=KEYS, **fields))  # type: ignore[arg-type]
    assert isinstance(reply.show, Notice)
    return read(reply.show.text, "en")


def form_of(reply: Reply) -> Form:
    assert isinstance(reply.show, Form)
    return reply.show


async def test_a_withdrawn_card_shows_none_of_its_authors_words(house: House) -> None:
    await shared(house, about="Avaimia haetaan.")
    await house.ask(house.person("liisa"), WithdrawIdea(1))
    async with house.database.transaction() as store:
        card = await ideas.draw(await house.scene.turn(store, "fi"), 1)
    assert isinstance(card, Card)
    assert {language: read(card.title, language) for language in ("fi", "sv", "en")} == {
        "fi": "Peruttu idea",
        "sv": "En tillbakadragen idé",
        "en": "A withdrawn idea",
    }
    for words in (KEYS, "Avaimia", "liisa"):
        assert words not in repr(card)


async def test_a_similar_idea_that_was_stopped_is_shown_with_its_lesson_and_no_button(house: House) -> None:
    await tried(house, Decision.STOP)
    form = form_of(await house.ask(house.person("liisa"), ShareIdea(title=KEYS_AGAIN)))
    assert form.offers == ()
    told = [read(words, "fi") for words in form.intro]
    assert f"”{KEYS}”: Lopetettu. Oppi: {LESSON}" in told


async def test_a_similar_idea_that_was_adopted_may_be_supported(house: House) -> None:
    await tried(house, Decision.ADOPT)
    form = form_of(await house.ask(house.person("liisa"), ShareIdea(title=KEYS_AGAIN)))
    assert [offer.button.intent for offer in form.offers] == [Support(1)]
    reply = await house.ask(house.person("liisa"), Support(1))
    assert isinstance(reply.show, Notice)
    assert reply.show.tone == "done"


async def test_at_most_three_similar_ideas_are_shown(house: House) -> None:
    """The trap: trigrams find something similar to everything."""
    for _ in range(5):
        await house.ask(house.person("liisa"), ShareIdea(title=KEYS, anyway=True))
    form = form_of(await house.ask(house.person("pekka"), ShareIdea(title=KEYS_AGAIN)))
    assert len(form.offers) == 3


async def test_whoever_wants_to_share_anonymously_finds_that_first_among_the_further_choices(house: House) -> None:
    """The button that opens them says that it is there."""
    form = form_of(await house.ask(house.person("liisa"), WriteIdea()))
    assert form.ask_more
    assert read(form.ask_more, "en") == "Show more choices, such as sharing anonymously"
    first = form.more[0]
    assert isinstance(first, Choice)
    assert [read(one.label, "en") for one in first.options] == ["With my name", "Anonymously"]


async def test_the_channels_own_work_community_is_chosen_and_offered_first(house: House, member: Member) -> None:
    async with house.database.transaction() as store:
        for name in ("Keittiö", "Arkisto"):
            await store.unit_named(name)
    await link(house, member, "Päiväkoti")
    form = form_of(await house.ask(house.person("liisa"), WriteIdea(), CHANNEL))
    unit = next(one for one in form.fields if isinstance(one, Choice))
    assert [read(one.label, "fi") for one in unit.options] == ["Päiväkoti", "Arkisto", "Keittiö"]
    assert str(form.value(unit)) == unit.options[0].value


async def test_an_author_whose_idea_no_channel_shows_is_told_so_and_where_it_is(house: House, member: Member) -> None:
    await link(house, member, "Päiväkoti")
    async with house.database.transaction() as store:
        unit = (await store.unit_named("Keittiö")).id
    told = "Thank you. Your idea is saved. No channel shows the ideas of this work community."
    assert await shared(house, unit=unit) == f"{told} You find it on My page."
    assert await shared(house, unit=unit, anyway=True, name="anonymous") == told


async def test_an_idea_without_a_work_community_that_no_channel_shows_is_not_said_to_have_one(house: House) -> None:
    assert "No channel shows ideas without a work community." in await shared(house)
