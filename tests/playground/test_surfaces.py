"""What the two manifests declare for people to use, the page draws: a new surface fails here until it is drawn."""

import json
from importlib.resources import files
from typing import Any

from playground.town import manifest, teams_actions, teams_commands
from tests.playground.slack_app import IDEAS as SLACK_IDEAS
from tests.playground.slack_app import section
from tests.playground.teams_app import IDEAS, block, card, dialog, finds
from tests.playground.visiting import Studio

TEAMS: dict[str, Any] = json.loads((files("manifests") / "teams" / "manifest.json").read_text(encoding="utf-8"))
FOR_PEOPLE = {"bots", "composeExtensions", "configurableTabs", "staticTabs", "meetingExtensionDefinition", "connectors"}
DRAWN = {"scopes", "commandLists", "supportsFiles"}
"""Of a bot: its own chat and the channels, in both the commands offered while one writes, and files."""
OTHER = {"supportsCalling", "supportsVideo", "isNotificationOnly"}


def test_what_slack_is_told_to_show_is_drawn() -> None:
    features = manifest("sv")["features"]
    assert set(features) == {"app_home", "bot_user", "shortcuts", "slash_commands", "unfurl_domains"}
    assert features["app_home"] == {
        "home_tab_enabled": True,
        "messages_tab_enabled": True,
        "messages_tab_read_only_enabled": False,
    }


def test_what_teams_is_told_to_show_is_drawn() -> None:
    assert FOR_PEOPLE & set(TEAMS) == {"bots", "composeExtensions"}
    [actions] = TEAMS["composeExtensions"]
    assert set(actions) == {"botId", "commands", "messageHandlers"}
    assert {one["type"] for one in actions["commands"]} == {"action", "query"}
    assert all(one["initialRun"] and len(one["parameters"]) == 1 for one in actions["commands"] if "parameters" in one)
    assert [one["type"] for one in actions["messageHandlers"]] == ["link"]
    [bot] = TEAMS["bots"]
    assert set(bot) == {"botId"} | DRAWN | OTHER
    assert not any(bot[name] for name in OTHER)
    assert set(bot["scopes"]) == {"personal", "team"}


async def test_every_declared_shortcut_stands_in_the_menu_where_it_belongs_and_reaches_the_app(both: Studio) -> None:
    slack = both.visitor.page.slack
    who = next(iter(slack.workspace.state.humans))
    menus = slack.state(who, None)["menus"]
    declared = manifest("sv")["features"]["shortcuts"]
    drawn = {(kind, one["id"], one["name"]) for kind, menu in menus.items() for one in menu}
    places = {"global": "composer", "message": "message"}
    assert drawn == {(places[one["type"]], one["callback_id"], one["name"]) for one in declared}
    said = await both.slack.post(section("Walking meetings"))
    for kind, menu in menus.items():
        for one in menu:
            of = {"message": said} if kind == "message" else {}
            await both.visitor.done("slack/shortcut", who=who, id=one["id"], **of)
            assert both.slack.bot.clicks[-1]["callback_id"] == one["id"]


async def test_every_declared_action_stands_where_it_belongs_and_reaches_the_app(both: Studio) -> None:
    teams, app = both.visitor.page.teams, both.teams
    app.answers["composeExtension/fetchTask"] = dialog(card(block("Hi")))
    app.answers["composeExtension/query"] = finds()
    who = next(iter(teams.tenant.directory.humans))
    menus = teams.state(who, None)["menus"]
    assert menus == {"message": teams_actions("sv")["message"], "composer": teams_actions("sv")["compose"]}
    declared = TEAMS["composeExtensions"][0]["commands"]
    assert {one["id"] for menu in menus.values() for one in menu} == {one["id"] for one in declared}
    said = await app.post_card(IDEAS, block("Walking meetings"))
    for kind, menu in menus.items():
        for one in menu:
            of = {"message": said.id} if kind == "message" else {}
            await both.visitor.done("teams/shortcut", who=who, room=IDEAS, id=one["id"], **of)
            assert app.last["value"]["commandId"] == one["id"]
            await both.visitor.done("teams/dialog/close", who=who)


async def test_what_the_app_shows_for_a_link_is_drawn_below_the_message_sl23(both: Studio) -> None:
    slack, link = both.visitor.page.slack, "https://latu.example/i/1"
    who = next(iter(slack.workspace.state.humans))
    await slack.workspace.write(who, SLACK_IDEAS, link)
    event = both.slack.bot.events[-1]["event"]
    shown = {link: {"blocks": [section("Walking meetings")]}}
    await both.slack.bot.client.chat_unfurl(unfurls=shown, unfurl_id=event["unfurl_id"], source=event["source"])
    said = slack.state(who, SLACK_IDEAS)["messages"][-1]
    assert [one["text"]["text"] for one in said["blocks"]] == [link, "Walking meetings"]


async def test_the_card_of_a_link_is_drawn_with_the_message_in_teams_tm16(both: Studio) -> None:
    teams, link = both.visitor.page.teams, "https://latu.example/i/1"
    await both.teams.at_home()
    content = {**card(block("Walking meetings")), "version": "1.3"}
    shown = {"contentType": "application/vnd.microsoft.card.adaptive", "content": content}
    told = {"type": "result", "attachmentLayout": "list", "attachments": [{**shown, "preview": shown}]}
    both.teams.answers["composeExtension/queryLink"] = {"composeExtension": told}
    who = next(iter(teams.tenant.directory.humans))
    await teams.tenant.write(who, IDEAS, link)
    said = teams.state(who, IDEAS)["messages"][-1]
    assert (said["text"], said["card"]["body"]) == (link, content["body"])


async def test_what_the_app_finds_is_listed_and_becomes_a_message_in_teams_tm15(both: Studio) -> None:
    teams, app = both.visitor.page.teams, both.teams
    who = next(iter(teams.tenant.directory.humans))
    app.answers["composeExtension/query"] = finds(("Walking meetings", card(block("Walking meetings"))))
    await both.visitor.done("teams/shortcut", who=who, room=IDEAS, id="findIdeas")
    open_now = teams.state(who, IDEAS)["finding"]
    assert (open_now["title"], open_now["results"]) == (
        "Latu: sök idéer",
        [{"title": "Walking meetings", "text": ""}],
    )
    assert len(open_now["guide"].split()) > 5
    words = {"composeExtension": {"type": "message", "text": "Nothing"}}
    app.answers["composeExtension/query"] = words
    assert (await both.visitor.done("teams/found/search", who=who, text="soap"))["said"] == "Nothing"
    assert app.last["value"]["parameters"] == [{"name": "words", "value": "soap"}]
    app.answers["composeExtension/query"] = finds(("Walking meetings", card(block("Walking meetings"))))
    await both.visitor.done("teams/found/search", who=who, text="walk")
    await both.visitor.done("teams/found/put", who=who, number=0)
    shown = teams.state(who, IDEAS)
    assert shown["finding"] is None
    said = shown["messages"][-1]
    assert (said["author"]["id"], said["card"]["body"]) == (who, card(block("Walking meetings"))["body"])


async def test_every_declared_command_is_offered_where_it_is_declared(both: Studio) -> None:
    slack, teams = both.visitor.page.slack, both.visitor.page.teams
    who = next(iter(slack.workspace.state.humans))
    assert [one["name"] for one in slack.state(who, None)["commands"]] == [
        one["command"] for one in manifest("sv")["features"]["slash_commands"]
    ]
    offered, directory = teams_commands("sv"), teams.tenant.directory
    who = next(iter(directory.humans))
    for scope, room in (("personal", directory.chat_id(who)), ("team", directory.team_id)):
        assert teams.state(who, room)["commands"] == offered[scope]
        assert len(offered[scope]) == sum(
            len(one["commands"]) for one in TEAMS["bots"][0]["commandLists"] if scope in one["scopes"]
        )
