"""What `latu manifest` writes: valid for each chat, no more than Latu uses, and the same words as the product."""

import json
import re
from importlib.resources import files
from io import BytesIO
from itertools import product
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
import yaml
from jsonschema.validators import validator_for

import manifests
from adapters.slack.events import event_in
from adapters.slack.reading import asked_in
from adapters.teams.reading import taken
from adapters.teams.searching import WORDS, Query, query_in
from bot.__main__ import main
from bot.commands import MEANINGS, meaning
from bot.commands import WORDS as COMMANDS
from bot.errors import Misconfigured
from bot.intents import (
    CaptureMessage,
    EnterCode,
    FindIdeas,
    FindLessons,
    Help,
    Intent,
    MyPage,
    OpenDigest,
    OpenOrganisation,
    OpenRoles,
    OpenSettings,
    ReadAudit,
    Say,
    SeeAdministration,
    SeeChallenges,
    SeeChannels,
    SeeKeeping,
    SeeMyData,
    SeeOverview,
    SeeTour,
    SeeUnits,
    SeeWaiting,
    SetLanguage,
    SetUpChannel,
    ShowCode,
    WriteIdea,
)
from bot.model import LANGUAGES
from manifests import slack, teams

TESTS = Path(__file__).parent
ADDRESS = "https://latu.kunta.example"
APP_ID = "5a0c7f10-0000-4000-8000-00000000abcd"

# https://learn.microsoft.com/microsoftteams/platform/resources/schema/manifest-schema#permissions: for "user identity
# information", and "to send direct messages to team members"
PERMISSIONS = {"get_conversation_member": "identity", "create_conversation": "messageTeamMembers"}
# https://docs.slack.dev/reference/methods and https://docs.slack.dev/reference/events; users.info gives the e-mail
# address only with the second scope.
METHOD_SCOPES = {
    "apps_connections_open": set(),
    "auth_test": set(),
    "chat_getPermalink": set(),
    "chat_postEphemeral": {"chat:write"},
    "chat_postMessage": {"chat:write"},
    "chat_unfurl": {"links:write"},
    "chat_update": {"chat:write"},
    "conversations_info": {"channels:read", "groups:read"},
    "conversations_members": {"channels:read", "groups:read"},
    "conversations_open": {"im:write"},
    "files_completeUploadExternal": {"files:write"},
    "files_getUploadURLExternal": {"files:write"},
    "users_info": {"users:read", "users:read.email"},
    "users_list": {"users:read"},
    "views_open": set(),
    "views_publish": set(),
    "views_push": set(),
    "views_update": set(),
}
PUBLIC, PRIVATE = {"channels:read"}, {"groups:read"}
EVENT_SCOPES: dict[str, set[str]] = {
    "app_home_opened": set(),
    "app_mention": {"app_mentions:read"},
    "app_uninstalled": set(),
    "link_shared": {"links:read"},
    "message.im": {"im:history"},
    "member_joined_channel": PUBLIC | PRIVATE,
    "member_left_channel": PUBLIC | PRIVATE,
    "channel_shared": PUBLIC | PRIVATE,
    "channel_unshared": PUBLIC | PRIVATE,
    "channel_id_changed": PRIVATE,
    **{f"channel_{what}": PUBLIC for what in ("archive", "unarchive", "deleted", "left", "rename")},
    **{f"group_{what}": PRIVATE for what in ("archive", "unarchive", "deleted", "left", "rename")},
    "tokens_revoked": set(),
    "user_change": {"users:read"},
}

Json = dict[str, Any]


def problems(document: Json, schema: str) -> list[str]:
    """What the published schema says against a document."""
    rules = json.loads((TESTS / "schemas" / schema).read_text(encoding="utf-8"))
    return [error.message for error in validator_for(rules)(rules).iter_errors(document)]


def written(chat: str, url: str | None = ADDRESS, language: str = "en", version: str | None = None) -> bytes:
    out = BytesIO()
    manifests.write(chat, url, language, version, out)
    return out.getvalue()


@pytest.fixture
def slack_manifest() -> Json:
    manifest: Json = yaml.safe_load(written("slack"))
    return manifest


@pytest.fixture
def package(monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    monkeypatch.setenv("TEAMS_APP_ID", APP_ID)
    with ZipFile(BytesIO(written("teams"))) as entries:
        return {name: entries.read(name) for name in entries.namelist()}


@pytest.fixture
def teams_manifest(package: dict[str, bytes]) -> Json:
    manifest: Json = json.loads(package["manifest.json"])
    return manifest


def translation(language: str) -> Json:
    texts: Json = json.loads((files(teams) / f"{language}.json").read_text(encoding="utf-8"))
    return texts


def texts(manifest: Json) -> dict[str, str]:
    """What a person reads of the Teams manifest, under the names of Microsoft's localisation files."""
    found = {f"{part}.{size}": text for part in ("name", "description") for size, text in manifest[part].items()}
    for at, listed in enumerate(manifest["bots"][0]["commandLists"]):
        for nth, command in enumerate(listed["commands"]):
            found |= {f"bots[0].commandLists[{at}].commands[{nth}].{key}": text for key, text in command.items()}
    for nth, action in enumerate(manifest["composeExtensions"][0]["commands"]):
        parts = {"": action, **{f".parameters[{at}]": one for at, one in enumerate(action.get("parameters", ()))}}
        for place, part in parts.items():
            name = f"composeExtensions[0].commands[{nth}]{place}"
            found |= {f"{name}.{key}": part[key] for key in ("title", "description")}
    return found


def titles(read: dict[str, str]) -> dict[str, str]:
    return {key: text for key, text in read.items() if key.startswith("bots") and key.endswith(".title")}


@pytest.mark.parametrize(
    "url",
    [
        "http://latu.kunta.example",
        "latu.kunta.example",
        "https://latu",
        "https://latu.kunta.example/bot",
        "https://latu.kunta.example?a=1",
        "https://latu.kunta.example#a",
        "https://aino:secret@latu.kunta.example",
        "https://latu.kunta.example:0",
        "https://latu.kunta.example:65536",
        "https://latu.kunta.example/ x",
        "https://-latu.kunta.example",
        "https://*.kunta.example",
        "",
    ],
)
@pytest.mark.parametrize("chat", ["slack", "teams"])
def test_an_address_that_no_chat_can_use_is_refused_in_one_sentence(chat: str, url: str) -> None:
    with pytest.raises(Misconfigured, match=r"^--url [^.]*\.$"):
        written(chat, url)


@pytest.mark.parametrize("url", [ADDRESS, f"{ADDRESS}/", "HTTPS://Latu.Kunta.example"])
def test_an_address_is_taken_as_people_copy_it(url: str) -> None:
    assert written("slack", url) == written("slack")


def test_every_address_of_the_slack_app_is_the_installations_own(slack_manifest: Json) -> None:
    endpoint = f"{ADDRESS}/slack/events"
    settings = slack_manifest["settings"]
    assert settings["event_subscriptions"]["request_url"] == endpoint
    assert settings["interactivity"]["request_url"] == endpoint
    assert settings["interactivity"]["message_menu_options_url"] == endpoint
    assert {command["url"] for command in slack_manifest["features"]["slash_commands"]} == {endpoint}
    assert "latu.example" not in written("slack").decode()


def test_slack_accepts_the_manifest(slack_manifest: Json) -> None:
    schema = f"slack/manifest.schema.{slack_manifest['_metadata']['major_version']}.0.0.json"
    assert problems(slack_manifest, schema) == []
    assert problems(yaml.safe_load(slack.template()), schema) == []
    slack_manifest["display_information"]["name"] = "L" * 36
    assert problems(slack_manifest, schema)


@pytest.mark.parametrize("language", LANGUAGES)
def test_slack_takes_the_app_in_every_language_and_it_says_the_same_sl29(language: str, slack_manifest: Json) -> None:
    read = written("slack", language=language).decode()
    manifest = yaml.safe_load(read)
    assert problems(manifest, "slack/manifest.schema.1.0.0.json") == []
    assert re.findall(r"^# (\S+): \S.*\.$", read, re.MULTILINE) == list(slack.reasons())
    english, own = said_in_slack(slack_manifest), said_in_slack(manifest)
    assert own.keys() == english.keys()
    assert all(own.values())
    if language != "en":
        assert {key for key, text in own.items() if text == english[key]} == set()
        assert slack.words(language)["scopes"].keys() == slack.reasons().keys()
    [hint] = (one["usage_hint"] for one in manifest["features"]["slash_commands"] if one["command"] == "/latu")
    hints = [MEANINGS.get(one) for one in hint.strip("[]").split(" | ")]
    assert hints == [Help(), MyPage(), OpenSettings(), SetUpChannel(), ShowCode()]


def said_in_slack(manifest: Json) -> dict[str, str]:
    """What a person reads of the Slack app."""
    features, shown = manifest["features"], manifest["display_information"]
    found = {key: shown[key] for key in ("description", "long_description")}
    for one in features["shortcuts"]:
        found |= {f"{one['callback_id']}.{key}": one[key] for key in ("name", "description")}
    for one in features["slash_commands"]:
        found |= {f"{one['command']}.{key}": one[key] for key in ("description", "usage_hint")}
    return found


@pytest.mark.parametrize(
    ("chosen", "organisations", "spoken"), [("sv", "fi", "sv"), (None, "sv", "sv"), (None, None, "fi")]
)
def test_the_app_in_slack_speaks_the_organisations_language_unless_another_is_chosen(
    chosen: str | None, organisations: str | None, spoken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LATU_DEFAULT_LANGUAGE", raising=False)
    if organisations:
        monkeypatch.setenv("LATU_DEFAULT_LANGUAGE", organisations)
    assert manifests.language_of(chosen) == spoken


def test_a_language_that_latu_does_not_speak_is_refused_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LATU_DEFAULT_LANGUAGE", "de")
    with pytest.raises(Misconfigured, match=r"^LATU_DEFAULT_LANGUAGE is de: set fi, sv or en\.$"):
        manifests.language_of(None)


def test_every_slack_scope_has_one_reason_that_whoever_approves_it_reads(slack_manifest: Json) -> None:
    asked = slack_manifest["oauth_config"]["scopes"]["bot"]
    assert sorted(slack.reasons()) == sorted(asked)
    head = written("slack").decode().partition("_metadata")[0].splitlines()
    assert head == [f"# {scope}: {reason}" for scope, reason in slack.reasons().items()]
    assert all(reason.endswith(".") for reason in slack.reasons().values())


def test_a_slack_app_with_a_socket_names_no_address_and_is_otherwise_the_same(slack_manifest: Json) -> None:
    manifest = yaml.safe_load(text := written("slack", None))
    assert b"://" not in text
    assert manifest["settings"].pop("socket_mode_enabled") is True
    assert slack_manifest["settings"].pop("socket_mode_enabled") is False
    addresses = ("request_url", "message_menu_options_url")
    for part in ("event_subscriptions", "interactivity"):
        for name in addresses:
            slack_manifest["settings"][part].pop(name, None)
    for command in slack_manifest["features"]["slash_commands"]:
        del command["url"]
    assert slack_manifest["features"].pop("unfurl_domains") == ["latu.kunta.example"]
    assert manifest == slack_manifest


def test_the_slack_app_asks_for_the_scopes_that_it_uses_and_no_other_sl01_sl02_sl03_sl04(slack_manifest: Json) -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in (TESTS.parent / "adapters/slack").glob("*.py"))
    methods = set(re.findall(r"client\.((?:[a-z]+)_\w+)\(", code))
    events = slack_manifest["settings"]["event_subscriptions"]["bot_events"]
    used = {"commands"}.union(*(METHOD_SCOPES[one] for one in methods), *(EVENT_SCOPES[one] for one in events))
    assert slack_manifest["oauth_config"]["scopes"] == {"bot": sorted(used)}


def test_slack_sends_the_events_that_the_adapter_reads() -> None:
    read = set()
    for path in (TESTS / "payloads/slack").glob("event_*.json"):
        body = json.loads(path.read_text(encoding="utf-8"))
        bot = "U0LATUBOT01"
        readers = (asked_in(body, body["team_id"], bot), event_in(body, body["team_id"], bot))
        if any(readers):
            event = body["event"]
            read.add(f"message.{event['channel_type']}" if event["type"] == "message" else event["type"])
    settings = yaml.safe_load(slack.template())["settings"]
    assert read == set(settings["event_subscriptions"]["bot_events"])


def test_each_slash_command_does_what_it_says(slack_manifest: Json) -> None:
    body = json.loads((TESTS / "payloads/slack/slash_command.json").read_text(encoding="utf-8"))

    def means(command: str, text: str) -> Intent | None:
        asked = asked_in({**body, "command": command, "text": text}, body["team_id"], "U0LATU")
        return asked.intent if asked else None

    idea, latu = slack_manifest["features"]["slash_commands"]
    assert means(idea["command"], "") == WriteIdea()
    assert means(idea["command"], "Vara-avaimet autoihin") == WriteIdea("Vara-avaimet autoihin")
    assert means(latu["command"], "help") == Say("help")
    assert set(latu["usage_hint"].strip("[]").split(" | ")) <= MEANINGS.keys()


def test_people_can_write_to_latu_in_slack_and_the_app_takes_no_more(slack_manifest: Json) -> None:
    home = slack_manifest["features"]["app_home"]
    assert [name for name, on in home.items() if on] == ["home_tab_enabled", "messages_tab_enabled"]
    settings = slack_manifest["settings"]
    assert not any(settings[one] for one in ("org_deploy_enabled", "socket_mode_enabled", "token_rotation_enabled"))


@pytest.mark.parametrize("app_id", ["", "not-an-id", APP_ID + "0"])
def test_without_the_bots_app_id_there_is_no_teams_package(app_id: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEAMS_APP_ID", app_id)
    with pytest.raises(Misconfigured, match=r"^TEAMS_APP_ID [^.]*\.$") as refused:
        written("teams")
    assert not app_id or app_id not in str(refused.value)


def test_a_terminal_is_not_filled_with_the_bytes_of_a_zip() -> None:
    class Terminal(BytesIO):
        def isatty(self) -> bool:
            return True

    with pytest.raises(Misconfigured, match=r"latu\.zip\.$"):
        teams.write(ADDRESS, "en", None, Terminal())


def test_a_package_that_is_uploaded_again_has_the_version_that_was_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """The schema: changes to your manifest should cause a version change."""
    monkeypatch.setenv("TEAMS_APP_ID", APP_ID)
    with ZipFile(BytesIO(written("teams", version="1.2.10"))) as package:
        assert json.loads(package.read("manifest.json"))["version"] == "1.2.10"


@pytest.mark.parametrize(
    ("chat", "version"), [("teams", "2"), ("teams", "1.0.01"), ("teams", "1.0.1-beta"), ("slack", "1.0.1")]
)
def test_another_version_is_refused_in_one_sentence(monkeypatch: pytest.MonkeyPatch, chat: str, version: str) -> None:
    monkeypatch.setenv("TEAMS_APP_ID", APP_ID)
    with pytest.raises(Misconfigured, match=r"^--package-version (is three numbers|is for Teams)"):
        written(chat, version=version)


def test_the_teams_package_holds_exactly_what_its_manifest_names(
    package: dict[str, bytes], teams_manifest: Json
) -> None:
    languages = [one["file"] for one in teams_manifest["localizationInfo"]["additionalLanguages"]]
    assert list(package) == ["manifest.json", *languages, *teams_manifest["icons"].values()]


def test_the_teams_package_is_the_same_bytes_every_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEAMS_APP_ID", APP_ID)
    assert written("teams") == written("teams")
    with ZipFile(BytesIO(written("teams"))) as entries:
        assert {entry.date_time for entry in entries.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_teams_app_is_the_installations_own_and_reads_no_other_domains_links_tm16(
    package: dict[str, bytes], teams_manifest: Json
) -> None:
    assert teams_manifest["id"] == teams_manifest["bots"][0]["botId"] == APP_ID
    assert teams_manifest["composeExtensions"][0]["botId"] == APP_ID
    [links] = teams_manifest["composeExtensions"][0]["messageHandlers"]
    assert links == {"type": "link", "value": {"domains": ["latu.kunta.example"], "supportsAnonymizedPayloads": False}}
    assert teams_manifest["validDomains"] == ["latu.kunta.example"]
    addresses = {text for key, text in teams_manifest["developer"].items() if key.endswith("Url")}
    assert addresses == {ADDRESS, f"{ADDRESS}/privacy", f"{ADDRESS}/terms"}
    assert b"latu.example" not in package["manifest.json"]
    assert b"00000000-0000-0000-0000" not in package["manifest.json"]


def test_a_port_is_no_part_of_the_domain_that_teams_trusts() -> None:
    assert teams.filled(f"{ADDRESS}:8443", APP_ID)["validDomains"] == ["latu.kunta.example"]


def test_teams_accepts_the_manifest_and_each_language_tm28_tm29(teams_manifest: Json) -> None:
    folder = f"teams/v{teams_manifest['manifestVersion']}"
    schema = f"{folder}/MicrosoftTeams.schema.json"
    assert problems(teams_manifest, schema) == problems(teams.template(), schema) == []
    assert teams_manifest["$schema"].endswith(schema)
    for one in teams_manifest["localizationInfo"]["additionalLanguages"]:
        read = translation(one["languageTag"])
        assert problems(read, f"{folder}/MicrosoftTeams.Localization.schema.json") == []
        assert read["$schema"].endswith(f"{folder}/MicrosoftTeams.Localization.schema.json")
    teams_manifest["description"]["short"] = "L" * 81
    assert problems(teams_manifest, schema)


def test_every_text_of_the_teams_app_exists_in_every_language_tm29(teams_manifest: Json) -> None:
    offered = teams_manifest["localizationInfo"]
    others = {one["languageTag"]: one["file"] for one in offered["additionalLanguages"]}
    assert others == {tag: f"{tag}.json" for tag in others}
    assert {offered["defaultLanguageTag"], *others} == set(LANGUAGES)
    english = texts(teams_manifest)
    for tag in others:
        read = translation(tag)
        assert read.keys() - {"$schema"} == english.keys()
        assert all(read[key].strip() for key in english)
        assert {key for key, text in english.items() if read[key] == text} == {"name.short"}


def test_every_command_in_teams_means_the_same_in_every_language(teams_manifest: Json) -> None:
    english = titles(texts(teams_manifest))
    for tag, (key, title) in product(("fi", "sv"), english.items()):
        assert MEANINGS[translation(tag)[key].lower()] == MEANINGS[title.lower()]


LED_TO = (
    FindIdeas,
    SetLanguage,
    EnterCode,
    OpenDigest,
    SeeAdministration,
    SeeChallenges,
    SeeKeeping,
    SeeMyData,
    SeeOverview,
    SeeTour,
    SeeWaiting,
)
ADMINS_OWN = (OpenRoles, OpenOrganisation, SeeChannels, SeeUnits, ReadAudit)
"""From help, the settings, joining, one's own page, and administration."""


def test_teams_lists_every_command_but_those_that_another_leads_to(teams_manifest: Json) -> None:
    listed = {meaning(title) for title in titles(texts(teams_manifest)).values()}
    led_to = {intent for intent in COMMANDS if isinstance(intent, LED_TO + ADMINS_OWN)}
    assert listed == set(COMMANDS) - led_to


def test_the_teams_app_says_that_it_works_in_every_kind_of_channel_tm28_tm43(teams_manifest: Json) -> None:
    """The trap: from version 1.25 on, an app for teams that does not say so is refused, and no schema tells."""
    assert "team" in teams_manifest["bots"][0]["scopes"]
    assert teams_manifest["supportsChannelFeatures"] == "tier1"


def test_the_teams_app_works_alone_with_a_person_and_in_teams_and_asks_for_no_more(teams_manifest: Json) -> None:
    bot = teams_manifest["bots"][0]
    assert bot["scopes"] == ["personal", "team"]
    assert [listed["scopes"] for listed in bot["commandLists"]] == [["personal"], ["team"]]
    assert bot["supportsFiles"]
    extras = ("isNotificationOnly", "supportsCalling", "supportsVideo")
    assert not any(bot[one] for one in extras)
    assert not teams_manifest.keys() & {"authorization", "webApplicationInfo", "devicePermissions"}


def test_the_teams_app_asks_for_the_permissions_that_it_uses_and_each_has_one_reason(teams_manifest: Json) -> None:
    code = (TESTS.parent / "adapters/teams/sdk.py").read_text(encoding="utf-8")
    used = {permission for call, permission in PERMISSIONS.items() if f".{call}(" in code}
    assert teams_manifest["permissions"] == sorted(used)
    guide = (TESTS.parent / "docs/operating.md").read_text(encoding="utf-8")
    reasons = re.findall(r"^ +- `(\w+)`: Latu \S", guide, re.MULTILINE)
    assert [one for one in reasons if one in PERMISSIONS.values()] == teams_manifest["permissions"]


def test_each_action_in_teams_names_the_app_opens_the_form_at_once_and_does_what_it_says_tm14(
    teams_manifest: Json,
) -> None:
    message, anywhere, *_ = teams_manifest["composeExtensions"][0]["commands"]
    assert all((one["type"], one["fetchTask"]) == ("action", True) for one in (message, anywhere))
    assert (message["context"], anywhere["context"]) == (["message"], ["compose", "commandBox"])
    for language in LANGUAGES:
        read = texts(teams_manifest) if language == "en" else translation(language)
        assert all("Latu" in read[f"composeExtensions[0].commands[{nth}].title"] for nth in (0, 1))
    said = {"messagePayload": {"body": {"contentType": "text", "content": "Vara-avaimet"}}}
    assert taken({"commandId": message["id"], **said}) == CaptureMessage("Vara-avaimet")
    assert taken({"commandId": anywhere["id"]}) == WriteIdea()


def test_whoever_looks_for_something_in_teams_is_guided_before_anything_is_typed_tm15(teams_manifest: Json) -> None:
    """Only beside the composer: a card that is put in elsewhere may be copied to anywhere."""
    searches = teams_manifest["composeExtensions"][0]["commands"][2:]
    meant = [query_in({"value": {"commandId": one["id"]}}) for one in searches]
    assert meant == [Query(asked, 0, 25) for asked in (FindIdeas(), FindLessons())]
    for find in searches:
        assert (find["type"], find["context"], find["initialRun"]) == ("query", ["compose"], True)
        [parameter] = find["parameters"]
        assert parameter["name"] == WORDS
        assert len(parameter["description"].split()) > 5


FIRST = {
    "fi": ("hyväksyy", "asentaa sen kaikille", "nimeää", "liitä kanava"),
    "sv": ("godkänner", "installerar den för alla", "utser", "koppla kanalen"),
    "en": ("approves", "installs it for everybody", "names the admins", "link channel"),
}
"""What administrators do before anybody else can begin; last the words that they write in a channel."""


def test_what_an_admin_must_do_first_is_said_in_the_descriptions_and_the_operators_page_tm35(
    teams_manifest: Json,
) -> None:
    """The welcome and the help say it too: features/test_guidance.py."""
    for language, steps in FIRST.items():
        read = texts(teams_manifest) if language == "en" else translation(language)
        said = slack.spoken(language)["display_information"]["long_description"]
        assert all(one in read["description.full"] and one in said for one in steps)
        assert meaning(steps[-1]) == SetUpChannel()
    page = (TESTS.parent / "docs" / "operating.md").read_text(encoding="utf-8")
    section = page.partition("### What administrators do first")[2].partition("\n## ")[0]
    assert all(one in section for one in ("Slack", "Teams", "approves", "for everybody", "LATU_ADMINS"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_about_the_teams_app_keep_the_stores_rules_tm33_tm34(language: str, teams_manifest: Json) -> None:
    read = texts(teams_manifest) if language == "en" else translation(language)
    assert read["name.short"] == "Latu"
    assert "teams" not in (read["name.short"] + read["name.full"]).lower()
    assert read["description.short"].count(".") == 1
    assert len(read["description.full"].split()) <= 500
    # Another chat may be named only where the shared board is explained.
    assert [key for key, text in read.items() if "slack" in text.lower()] == ["description.full"]
    assert read["description.full"].lower().count("slack") == 1


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (["slack"], "--url is missing: give the https address of Latu, or set LATU_PUBLIC_URL."),
        (["teams", "--socket"], "--socket is for Slack: leave it out."),
        (
            ["slack", "--url", "http://latu.kunta.example"],
            "--url must be https:// and the host name of Latu, without a user, a path or a query.",
        ),
    ],
)
def test_the_command_says_in_one_sentence_what_is_wrong(
    asked: list[str], sentence: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("LATU_PUBLIC_URL", raising=False)
    monkeypatch.setattr("sys.argv", ["latu", "manifest", *asked])
    monkeypatch.setattr("bot.logs.configure", lambda: None)
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert capsys.readouterr() == ("", f"{sentence}\n")
