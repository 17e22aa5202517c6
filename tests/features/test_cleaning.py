"""People's words as the database takes them."""

from bot.intents import ShareIdea
from bot.replies import Reply
from tests.features.conftest import House


async def test_what_postgresql_refuses_in_a_text_is_left_out_and_the_rest_is_kept(house: House) -> None:
    """The trap: NUL and lone surrogates come with pasted text, and PostgreSQL takes neither."""
    liisa = house.person("lii\0sa")
    reply = await house.ask(liisa, ShareIdea(title="Vara\0-avaimet \ud800autoihin", about="\udfff"), delivery="1\0")
    assert isinstance(reply, Reply)
    async with house.database.transaction() as store:
        found = await store.idea(1)
    assert found
    assert (found.title, found.about) == ("Vara-avaimet autoihin", "")
