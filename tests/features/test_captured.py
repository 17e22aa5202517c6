"""Where work happens: a message becomes an idea, and a picture does not."""

from dataclasses import replace

import pytest

from bot.features import ideas, mentions
from bot.intents import MENTION, CaptureMessage, Fills, LinkChannel, SendFile, ShareIdea, WriteIdea
from bot.model import Caller, Place, Posters
from bot.views.kinds import Card, Form, Notice
from bot.views.text import read
from tests.features.conftest import ADMIN, House, Member, remembered

HOME, ELSEWHERE = Place("slack", "home", "C1", "C1"), Place("slack", "home", "C2", "C2")
TEXT = "Vara-avaimet kotihoidon autoihin"
LINK = "https://kunta.slack.com/archives/C1/p1793088000000100"
MESSAGE = CaptureMessage(TEXT, "otto", LINK)


@remembered
async def liisa(house: House, member: Member) -> Caller:
    """A colleague of Otto's, in whose channel the board is."""
    aino = house.person("aino")
    await house.learn(aino, member("Aino", ADMIN))
    await house.ask(aino, LinkChannel(unit="Kotihoito"), HOME)
    return house.person("liisa")


async def opened(house: House, who: Caller, intent: CaptureMessage, place: Place | None) -> Form:
    reply = await house.ask(who, intent, place)
    assert isinstance(reply.show, Form)
    return reply.show


async def sent(house: House, who: Caller, form: Form, place: Place | None, **answers: str) -> None:
    """The form as it is, but for some answers."""
    kept: Fills = form.builds
    assert isinstance(kept, ShareIdea)
    typed = {"title": kept.title, **answers}
    reply = await house.ask(who, ShareIdea(**{name: getattr(kept, name) for name in kept.__slots__} | typed), place)
    assert getattr(reply.show, "tone", "") == "done"


async def card(house: House, idea: int = 1) -> Card:
    async with house.database.transaction() as store:
        drawn = await ideas.draw(await house.scene.turn(store, "en"), idea)
    assert isinstance(drawn, Card)
    return drawn


async def stored(house: House) -> list[tuple[object, ...]]:
    """The accounts that are known, and what ideas say of their messages."""
    async with house.database.transaction() as store:
        known = await store.connection.exec_driver_sql("select name_there from account order by id")
        of = await store.connection.exec_driver_sql("select writer is not null, link from idea order by id")
        return [tuple(row) for row in (*known, *of)]


async def test_a_message_of_the_boards_channel_brings_its_writer_and_a_link(
    house: House, member: Member, liisa: Caller
) -> None:
    form = await opened(house, liisa, MESSAGE, HOME)
    assert (getattr(form.builds, "title", ""), getattr(form.builds, "unit", 0)) == (TEXT, 1)
    told = [read(words, "en") for words in form.intro]
    assert "The text is from a message. Its writer's name and a link to it appear on the card." in told
    assert await stored(house) == [("aino",)], "nobody is kept before the idea is shared"
    await sent(house, liisa, form, HOME)
    await house.learn(house.person("otto"), member("Otto Oksanen", "otto@kunta.example"))
    drawn = await card(house)
    facts = {read(fact.label, "en"): read(fact.value, "en") for fact in drawn.facts}
    assert facts["Message by"] == "Otto Oksanen"
    assert drawn.link
    assert drawn.link.url == LINK
    assert await stored(house) == [("aino",), ("liisa",), ("otto",), (True, LINK)]


@pytest.mark.parametrize("place", [ELSEWHERE, None])
async def test_of_any_other_conversation_only_the_text_comes_along(
    house: House, liisa: Caller, place: Place | None
) -> None:
    form = await opened(house, liisa, MESSAGE, place)
    assert form.builds == ShareIdea(TEXT, captured=True)
    assert "All members of the organisation will see it." in " ".join(read(words, "en") for words in form.intro)
    await sent(house, liisa, form, place, writer="otto", link=LINK)
    assert await stored(house) == [("aino",), ("liisa",), (False, None)]
    assert (await card(house)).link is None


MENTIONING = CaptureMessage(
    f"{MENTION}, kysy: {MENTION} ja {MENTION}, {MENTION}, {MENTION}, {MENTION}{MENTION}",
    mentioned=("@otto", "@kuka", "@", "#C1", "#C2", "&"),
)


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (HOME, "Otto Oksanen, kysy: työkaveri ja työkaveri, #ideat, kanava, ryhmä"),
        (ELSEWHERE, "työkaveri, kysy: työkaveri ja työkaveri, kanava, kanava, ryhmä"),
        (None, "työkaveri, kysy: työkaveri ja työkaveri, kanava, kanava, ryhmä"),
    ],
)
async def test_whom_a_message_mentions_is_named_only_where_the_boards_channel_shows_it(
    house: House, member: Member, liisa: Caller, place: Place | None, text: str
) -> None:
    """The trap: a message from elsewhere would tell the whole organisation of whom somebody wrote there."""
    await house.learn(house.person("otto"), member("Otto Oksanen", "otto@kunta.example"))
    await house.ask(house.person("aino"), LinkChannel(unit="Kotihoito"), replace(HOME, name="ideat"))
    form = await opened(house, liisa, MENTIONING, place)
    assert getattr(form.builds, "title", "") == text
    assert await stored(house) == [("aino",), ("otto",)], "nobody is met by being mentioned"


async def test_so_many_mentions_that_looking_them_up_would_take_long_are_named_up_to_a_number(
    house: House, member: Member, liisa: Caller
) -> None:
    await house.learn(house.person("otto"), member("Otto Oksanen", "otto@kunta.example"))
    others = tuple(f"@{number}" for number in range(mentions.NAMES))
    crowd = CaptureMessage(MENTION + " " + MENTION * len(others), mentioned=("@otto", *others))
    form = await opened(house, liisa, crowd, HOME)
    assert getattr(form.builds, "about", "") == "Otto Oksanen " + "työkaveri" * len(others)
    form = await opened(house, liisa, replace(crowd, mentioned=(*others, "@otto")), HOME)
    assert "Otto" not in repr(form.builds)


async def test_an_anonymous_idea_keeps_neither_the_writer_nor_the_link(house: House, liisa: Caller) -> None:
    """The trap: a link to a message, or whose it was, tells of somebody who has no name here."""
    form = await opened(house, liisa, MESSAGE, HOME)
    assert "Whoever has read the message can recognise its text." in [read(words, "en") for words in form.intro]
    await sent(house, liisa, form, HOME, name="anonymous")
    assert await stored(house) == [("aino",), (False, None)]
    assert "otto" not in repr(await card(house))


@pytest.mark.parametrize(
    ("place", "before", "after"),
    [
        (ELSEWHERE, None, "somewhere"),
        (None, None, "somewhere"),
        (HOME, None, "in C2"),
        (ELSEWHERE, "in C1", "in C1"),
        (HOME, "in C1", "in C2"),
        (ELSEWHERE, "liisa", "somewhere"),
    ],
)
async def test_the_address_of_whoever_shares_does_not_tell_of_a_place_without_ideas(
    house: House, member: Member, liisa: Caller, place: Place | None, before: str | None, after: str
) -> None:
    """Known at an address in a channel, picked from a list as `liisa`, or not known yet."""
    if before:
        await house.learn(Caller(replace(liisa.own, address=before)), member("Liisa", "liisa@kunta.example"))
        house.later(days=1)
    here = Caller(replace(liisa.own, address="in C2"), apart="somewhere")
    await sent(house, here, await opened(house, here, MESSAGE, place), place)
    async with house.database.engine.connect() as connection:
        query = "select address from account where name_there = 'liisa'"
        assert (await connection.exec_driver_sql(query)).scalars().all() == [after]


async def test_ones_own_message_is_shared_with_ones_own_name_once(house: House, liisa: Caller) -> None:
    form = await opened(house, liisa, CaptureMessage(TEXT, "liisa", LINK), HOME)
    await sent(house, liisa, form, HOME, writer="liisa")
    assert await stored(house) == [("aino",), ("liisa",), (False, LINK)]


async def test_an_endless_link_is_left_out_and_the_text_is_kept(house: House, liisa: Caller) -> None:
    endless = LINK + "x" * 500
    form = await opened(house, liisa, CaptureMessage(TEXT, "", endless), HOME)
    await sent(house, liisa, form, HOME, link=endless)
    assert await stored(house) == [("aino",), ("liisa",), (False, None)]


async def test_where_only_some_share_a_message_is_not_taken_by_others(
    house: House, member: Member, liisa: Caller
) -> None:
    await house.learn(liisa, member("Liisa", "liisa@kunta.example"))
    await house.ask(house.person("aino"), LinkChannel(unit="Kotihoito", posters=Posters.ROLES), HOME)
    reply = await house.ask(liisa, MESSAGE, HOME)
    assert getattr(reply.show, "tone", "") == "refused"


@pytest.mark.parametrize("place", [HOME, ELSEWHERE, None])
async def test_of_a_message_that_is_only_a_picture_nothing_comes_along_and_the_way_to_words_is_shown(
    house: House, liisa: Caller, place: Place | None
) -> None:
    """A form that said "the text is from a message" would be empty, and its card would lead to the picture."""
    shown = (await house.ask(liisa, CaptureMessage(" \n", "otto", LINK), place)).show
    assert isinstance(shown, Notice)
    assert [read(shown.text, language)[:25] for language in ("fi", "sv", "en")] == [*NO_PICTURES]
    assert [button.intent for button in shown.buttons] == [WriteIdea()]
    assert await stored(house) == [("aino",)]


NO_PICTURES = ("Latu ei ota vastaan kuvia", "Latu tar inte emot bilder", "Latu takes no pictures or")


@pytest.mark.parametrize("said", [TEXT, f"idea: {TEXT}", "apua", ""])
async def test_a_picture_is_not_taken_and_the_words_beside_it_are_kept(house: House, said: str) -> None:
    reply = await house.ask(house.person("liisa"), SendFile(said))
    assert isinstance(reply.show, Notice)
    assert [read(reply.show.text, language)[:25] for language in ("fi", "sv", "en")] == [*NO_PICTURES]
    [button] = reply.show.buttons
    assert button.intent == WriteIdea(said.removeprefix("idea: "))
