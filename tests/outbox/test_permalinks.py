"""Where people open an idea's card in their own client: asked once, after the card hangs."""

import pytest

from bot.errors import Gone, Unreachable
from bot.intents import ShareIdea
from bot.model import Place, Subject
from bot.outbox import enqueue
from bot.replies import Post, Reply
from tests.outbox.conftest import Office, Recorder

WAITING = "select (args->>'posting')::bigint from procrastinate_jobs where task_name = 'find_permalink' order by id"


async def asked(office: Office) -> list[int]:
    """Do the look-ups that wait."""
    found = [int(row[0]) for row in await office.rows(WAITING)]
    await office.rows("delete from procrastinate_jobs where task_name = 'find_permalink'")
    for one in found:
        await office.lookups().find_permalink(one)
    return found


async def kept(office: Office) -> dict[str, str | None]:
    return {row.name_there: row.permalink for row in await office.rows("select name_there, permalink from posting")}


async def test_the_address_of_a_card_is_asked_once_after_it_was_posted(office: Office) -> None:
    await office.linked("C1", "C2")
    idea = await office.idea()
    await office.send()
    assert office.platform.linked == []
    await asked(office)
    assert sorted(office.platform.linked) == ["C1 C1:0", "C2 C2:1"]
    assert await kept(office) == {"C1": "https://chat.example/C1:0", "C2": "https://chat.example/C2:1"}
    await office.changed(idea)
    await office.send()
    assert await asked(office) == []


async def test_only_the_cards_of_ideas_in_channels_have_their_address_looked_up(office: Office) -> None:
    await office.linked("C1")
    idea = await office.idea()
    await office.send()
    await asked(office)
    async with office.database.transaction() as store:
        place = office.house.person("maija").own
        await enqueue(store, Reply(post=(Post(Subject("idea", idea), place, "fi"),)))
    await office.send()
    assert await asked(office) == []


@pytest.mark.parametrize("error", [Gone("message_not_found"), Unreachable()])
async def test_a_card_without_an_address_stays_and_a_chat_that_is_busy_is_asked_again(
    office: Office, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    async def fails(_self: Recorder, _place: Place, _copy: str) -> str | None:
        raise error

    monkeypatch.setattr(Recorder, "permalink", fails)
    await office.linked("C1")
    await office.house.ask(office.house.person("liisa"), ShareIdea(title="Vara-avaimet autoihin"))
    await office.send()
    if isinstance(error, Gone):
        await asked(office)
    else:
        with pytest.raises(Unreachable):
            await asked(office)
    assert await kept(office) == {"C1": None}
