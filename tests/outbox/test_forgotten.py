"""What is forgotten at the moment in which it leaves."""

import pytest

from bot.model import Trouble
from tests.outbox.conftest import Call, Office


@pytest.mark.parametrize("unlinked", [False, True])
async def test_a_card_that_leaves_while_its_channel_is_closed_is_still_ours_to_change(
    office: Office, unlinked: bool
) -> None:
    """Else what is hidden later would stay there for ever."""

    async def closed(call: Call) -> None:
        if call.what == "post":
            async with office.database.transaction() as store:
                channel = await store.channel(office.house.channel(call.place))
                assert channel
                if unlinked:
                    await store.unlink(channel.place)
                else:
                    await store.learn_channel(channel, Trouble.OUTSIDERS, office.house.now)

    await office.linked("C1")
    office.platform.meets = closed
    idea = await office.idea()
    await office.send()
    await office.changed(idea)
    await office.send()
    assert [call.what for call in office.platform.at("C1")] == ["post", "update", "update"]
    assert ("Vara-avaimet" in repr(office.platform.shown)) is unlinked


async def test_nothing_is_ours_where_latu_was_taken_away_meanwhile(office: Office) -> None:
    async def left(_call: Call) -> None:
        async with office.database.transaction() as store:
            await store.leave_home("slack", "home", office.house.now)

    await office.linked("C1")
    office.platform.meets = left
    await office.idea()
    await office.send()
    assert await office.states() == {}
