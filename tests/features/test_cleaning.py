"""People's words as the database takes them."""

import pytest

from bot.intents import ShareIdea
from bot.lookups import Lookups
from bot.model import Profile
from bot.replies import Reply
from bot.views.kinds import Form
from tests.features.conftest import House
from tests.outbox.conftest import Recorder


async def test_what_postgresql_refuses_in_a_text_is_left_out_and_the_rest_is_kept(house: House) -> None:
    """The trap: NUL and lone surrogates come with pasted text, and PostgreSQL takes neither."""
    liisa = house.person("lii\0sa")
    reply = await house.ask(liisa, ShareIdea(title="Vara\0-avaimet \ud800autoihin", about="\udfff"), delivery="1\0")
    assert isinstance(reply, Reply)
    async with house.database.transaction() as store:
        found = await store.idea(1)
    assert found
    assert (found.title, found.about) == ("Vara-avaimet autoihin", "")


@pytest.mark.parametrize(
    "nothing", ["\u200b\u200d", "\u3164", "\u2800 \u2800", "\u2060\ufeff", "\u0301\u0301", "\u202e"]
)
async def test_a_text_of_which_nothing_is_seen_is_none(house: House, nothing: str) -> None:
    liisa = house.person("liisa")
    reply = await house.ask(liisa, ShareIdea(title=nothing, about="Miksi"))
    assert isinstance(reply.show, Form)
    assert set(reply.show.errors) == {"title"}


async def test_nobodys_words_turn_the_words_of_others_around(house: House) -> None:
    """An override that nobody closes would turn all that stands behind it, be it a colleague's name."""
    about = "שלום 👩‍🚒 ja kiitos"
    await house.ask(house.person("liisa\u202e"), ShareIdea(title="Vara\u202eavaimet\u2067", about=about))
    async with house.database.transaction() as store:
        found = await store.idea(1)
    assert found
    assert (found.title, found.about) == ("Varaavaimet", about)
    assert found.author
    assert found.author.name == "liisa"


async def test_nor_does_a_name_that_a_chat_tells(house: House) -> None:
    liisa = house.person("liisa")
    await house.ask(liisa, ShareIdea(title="Vara-avaimet"))
    platform = Recorder(profile=Profile("Liisa\0\u202e Laine", full_member=True))
    await Lookups(house.database.transaction, {"slack": platform}, house.scene).look_up(1)
    async with house.database.transaction() as store:
        found = await store.account(liisa.own)
    assert found
    assert found.person.name == "Liisa Laine"
