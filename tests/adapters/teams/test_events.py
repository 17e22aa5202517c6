"""What Teams tells unasked, in the shapes that it publishes."""

import json
from pathlib import Path

import pytest
from aiohttp import web

from adapters.teams.events import events_in
from adapters.teams.places import Address, address
from adapters.teams.reading import heard
from bot.errors import Gone
from bot.model import Added, ChannelChanged, ChannelsChanged, Event, PersonAdded, PersonRemoved, Place, Surroundings
from tests.adapters.teams.product import Product, connected
from tests.adapters.teams.service import TENANT as SERVED
from tests.adapters.teams.service import BotService

SHAPES = Path(__file__).parents[2] / "payloads" / "teams"
TENANT = "6f1d2c3b-4a59-4e68-8d7c-9b0a1f2e3d4c"
TEAM = "19:0a1b2c3d4e5f60718293a4b5c6d7e8f9@thread.tacv2"
IDEAS = "19:5b4a39281706f5e4d3c2b1a0f9e8d7c6@thread.tacv2"
PERSON = "3c2b1a09-8f7e-4d6c-b5a4-938271605f4e"
EVERYWHERE = ChannelsChanged("teams", TENANT)


def told(name: str) -> tuple[Event, ...]:
    return events_in(json.loads((SHAPES / f"{name}.json").read_text(encoding="utf-8")), TENANT)


MEANT: dict[str, tuple[type[Event], ...]] = {
    "conversation-update-bot-added-personal": (),
    "conversation-update-bot-added-team": (Added, ChannelsChanged),
    "conversation-update-bot-allowed-channel": (Added, ChannelsChanged),
    "conversation-update-bot-disallowed-channel": (ChannelsChanged,),
    "conversation-update-bot-removed-team": (ChannelsChanged,),
    "conversation-update-channel-deleted": (ChannelChanged,),
    "conversation-update-channel-member-added": (ChannelChanged,),
    "conversation-update-channel-member-removed": (ChannelChanged,),
    "conversation-update-channel-renamed": (ChannelChanged,),
    "conversation-update-channel-restored": (ChannelChanged,),
    "conversation-update-channel-shared": (ChannelChanged,),
    "conversation-update-channel-unshared": (ChannelChanged,),
    "conversation-update-member-added": (ChannelsChanged,),
    "conversation-update-team-archived": (ChannelsChanged,),
    "conversation-update-team-deleted": (ChannelsChanged,),
    "conversation-update-team-renamed": (),
    "conversation-update-team-restored": (ChannelsChanged,),
    "conversation-update-team-unarchived": (ChannelsChanged,),
    "installation-add-personal": (PersonAdded,),
    "installation-add-team": (Added, ChannelsChanged),
    "installation-add-upgrade-personal": (PersonAdded,),
    "installation-add-upgrade-team": (Added, ChannelsChanged),
    "installation-remove-personal": (PersonRemoved,),
    "installation-remove-team": (ChannelsChanged,),
    "installation-remove-upgrade-personal": (PersonRemoved,),
    "installation-remove-upgrade-team": (ChannelsChanged,),
    "installation-upgrade-personal": (),
}


def test_every_event_that_teams_publishes_is_told_as_what_it_is_or_as_nothing_tm25_tm43() -> None:
    names = sorted(
        one.stem for part in ("conversation-update", "installation") for one in SHAPES.glob(f"{part}-*.json")
    )
    assert {name: tuple(type(one) for one in told(name)) for name in names} == MEANT


@pytest.mark.parametrize(
    "name",
    ["conversation-update-bot-added-team", "conversation-update-bot-allowed-channel", "installation-add-team"],
)
def test_whoever_adds_the_bot_to_a_team_is_named_in_the_channel_where_they_did_tm05_tm25(name: str) -> None:
    added, everywhere = told(name)
    assert isinstance(added, Added)
    assert (added.place.id, added.place.name, added.by and added.by.own.id) == (IDEAS, "Ideat", PERSON)
    assert everywhere == EVERYWHERE


@pytest.mark.parametrize("name", [name for name, meant in MEANT.items() if meant == (ChannelsChanged,)])
def test_when_the_bot_leaves_or_a_team_or_somebody_in_it_comes_its_channels_are_asked_about_tm25(name: str) -> None:
    assert told(name) == (EVERYWHERE,)


def test_a_person_s_own_chat_comes_and_goes_tm25_tm26() -> None:
    (added,), (removed,) = told("installation-add-personal"), told("installation-remove-personal")
    assert isinstance(added, PersonAdded)
    assert isinstance(removed, PersonRemoved)
    assert added.own == removed.own
    assert (added.own.id, added.own.private) == (PERSON, True)


def test_whatever_becomes_of_a_channel_has_it_asked_about_tm25_tm43() -> None:
    shared = ("member-added", "member-removed", "shared", "unshared")
    kinds = {}
    for name in ("deleted", "renamed", "restored", *shared):
        (one,) = told(f"conversation-update-channel-{name}")
        assert isinstance(one, ChannelChanged)
        assert (one.place.id, one.place.name) == (IDEAS, "Ideat")
        kinds[name] = address(one.place.address).kind
    assert kinds == dict.fromkeys(kinds) | dict.fromkeys(shared, "shared")


def test_what_somebody_writes_is_no_event() -> None:
    assert told("message-personal") == ()


def test_a_link_keeps_of_which_kind_the_channel_is_tm43() -> None:
    activity = json.loads((SHAPES / "message-channel.json").read_text(encoding="utf-8"))
    activity["channelData"]["channel"]["type"] = "private"
    who = heard(activity, TENANT)
    place = who.request().place if who else None
    assert place
    known = address(place.address)
    assert (known.kind, known.team) == ("private", activity["channelData"]["team"]["id"])


async def test_a_shared_channel_counts_as_having_outsiders_and_a_private_one_may_not_let_the_bot_in_tm43(
    service: BotService,
) -> None:
    async with connected(service, Product()) as tenant:

        async def seen(kind: str | None, answer: web.Response) -> Surroundings:
            service.answers.append(answer)
            known = str(Address(service.service_url, IDEAS, kind=kind))
            return await tenant.connection.platform.look_at(Place("teams", SERVED, IDEAS, known))

        ours = {"members": [{"id": "29:aino", "tenantId": SERVED, "userRole": "user"}]}
        assert not (await seen(None, web.json_response(ours))).outsiders
        assert not (await seen("private", web.json_response(ours))).outsiders
        assert (await seen("shared", web.json_response(ours))).outsiders
        with pytest.raises(Gone):
            await seen("private", web.json_response({}, status=403))


async def test_the_name_of_a_channel_is_read_from_the_list_of_its_team_and_no_idea_waits_for_it(
    service: BotService,
) -> None:
    """No activity of a channel tells it; the first channel of a team has none of its own."""
    members = {"members": [{"id": "29:aino", "tenantId": SERVED, "userRole": "user"}]}
    async with connected(service, Product()) as tenant:

        async def name(of: str, listed: web.Response) -> str | None:
            service.answers.extend((web.json_response(members), listed))
            known = str(Address(service.service_url, of, team=TEAM))
            seen = await tenant.connection.platform.look_at(Place("teams", SERVED, of, known))
            assert not seen.outsiders
            return seen.name

        def listed() -> web.Response:
            return web.json_response({"conversations": [{"id": TEAM, "name": None}, {"id": IDEAS, "name": "Ideat"}]})

        assert await name(IDEAS, listed()) == "Ideat"
        assert await name(TEAM, listed()) is None
        assert await name("19:other@thread.tacv2", listed()) is None
        for status in (200, 403, 429, 500):
            assert await name(IDEAS, web.json_response({}, status=status)) is None


async def test_an_activity_without_a_question_reaches_the_product(service: BotService) -> None:
    product = Product()
    own = {"id": "a:1", "conversationType": "personal", "tenantId": SERVED}
    async with connected(service, product) as tenant:
        status, _ = await tenant.send(type="installationUpdate", action="remove", conversation=own)
    assert status == 200
    assert [type(one) for one in product.heard] == [PersonRemoved]


@pytest.mark.parametrize("action", ["add", "add-upgrade"])
@pytest.mark.parametrize("welcomes", [True, False])
def test_whoever_adds_the_bot_to_their_own_chat_is_told_of_where_each_adds_it_themselves_tm04(
    action: str, *, welcomes: bool
) -> None:
    activity = json.loads((SHAPES / f"installation-{action}-personal.json").read_text(encoding="utf-8"))
    (added,) = events_in(activity, TENANT, welcomes=welcomes)
    assert isinstance(added, PersonAdded)
    assert (added.by is not None) is (welcomes and action == "add"), "a new version of the app is nobody's doing"
    assert added.by is None or added.by.own == added.own
