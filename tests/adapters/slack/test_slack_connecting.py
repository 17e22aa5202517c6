"""The settings of Slack, and what an operator is told when they are wrong."""

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer

from adapters.slack import Settings, configured, warnings
from adapters.slack.connecting import connect
from bot.errors import Misconfigured, Outage
from tests.adapters.slack.workspace import SECRET, TOKEN, RecordingDoor, WebApi, World

GIVEN = {"SLACK_SIGNING_SECRET": SECRET, "SLACK_BOT_TOKEN": TOKEN}


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for field in Settings.model_fields.values():
        monkeypatch.delenv(str(field.alias), raising=False)


def test_without_settings_slack_is_not_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    assert configured() is None
    monkeypatch.setenv("SLACK_BOT_TOKEN", "")
    assert configured() is None


def test_the_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in GIVEN.items():
        monkeypatch.setenv(name, value)
    settings = configured()
    assert settings is not None
    assert settings.api_url == "https://slack.com/api/"
    assert warnings(settings) == []
    assert SECRET not in repr(settings)
    assert TOKEN not in repr(settings)


def test_every_setting_is_described() -> None:
    assert all(field.description and field.alias for field in Settings.model_fields.values())


@pytest.mark.parametrize("missing", GIVEN)
def test_one_without_the_other_is_one_sentence(monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
    [other] = set(GIVEN) - {missing}
    monkeypatch.setenv(other, GIVEN[other])
    with pytest.raises(Misconfigured, match=f"^{missing} is missing: Slack needs it with {other}.$"):
        configured()


def test_with_an_app_token_no_signing_secret_is_needed() -> None:
    assert configured(Settings(bot_token=TOKEN, app_token="xapp-1"))
    assert configured(Settings(bot_token=TOKEN, app_token="xapp-1", signing_secret=SECRET))


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"app_token": "xapp-1"}, "SLACK_BOT_TOKEN is missing: Slack needs it with SLACK_APP_TOKEN."),
        (
            {"app_token": "xoxb-1", "bot_token": TOKEN},
            "SLACK_APP_TOKEN is not an app's token: take the one that begins with xapp-.",
        ),
        (
            {"app_token": "xapp-1", "bot_token": "xapp-1"},
            "SLACK_BOT_TOKEN is not a bot's token: take the one that begins with xoxb-.",
        ),
    ],
)
def test_an_app_token_in_the_wrong_place_is_one_sentence(given: dict[str, str], sentence: str) -> None:
    with pytest.raises(Misconfigured) as caught:
        configured(Settings.model_validate(given))
    assert str(caught.value) == sentence


@pytest.mark.parametrize("url", ["https://example.com/api/", "http://slack.com/api/", "http://[", "slack"])
def test_calls_go_to_slack_or_stay_on_this_machine(url: str) -> None:
    with pytest.raises(Misconfigured, match=r"^SLACK_API_URL"):
        configured(Settings(signing_secret=SECRET, bot_token=TOKEN, api_url=url))


def test_a_server_on_this_machine_is_a_warning() -> None:
    local = Settings(signing_secret=SECRET, bot_token=TOKEN, api_url="http://127.0.0.1:1/api/")
    assert configured(local) is local
    assert len(warnings(local)) == 1


def test_answers_go_to_slack_and_to_hosts_that_the_operator_named() -> None:
    settings = Settings(extra_hosts="hooks.slack-gov.com, Other.example")
    assert settings.reaches("https://hooks.slack.com/actions/1")
    assert settings.reaches("https://hooks.slack-gov.com/actions/1")
    assert settings.reaches("https://other.example/1")
    assert not settings.reaches("https://example.com/1")
    assert not settings.reaches("http://127.0.0.1/1")
    assert not Settings(extra_hosts="127.0.0.1").reaches("http://127.0.0.1/1")


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        ({"ok": False, "error": "invalid_auth"}, "SLACK_BOT_TOKEN is not accepted"),
        ({"ok": False, "error": "account_inactive"}, "SLACK_BOT_TOKEN is not accepted"),
        ({"ok": True, "team_id": "T0OURS", "user_id": "U0HUMAN"}, "SLACK_BOT_TOKEN is not a bot's token"),
    ],
)
async def test_a_wrong_token_is_one_sentence(answer: dict[str, object], sentence: str) -> None:
    assert (await refused(answer, Misconfigured)).startswith(sentence)


@pytest.mark.parametrize(
    "answer", [{"ok": False, "error": "internal_error"}, web.Response(status=502, text="bad gateway")]
)
async def test_a_silent_slack_is_one_sentence_and_no_wrong_setting(answer: dict[str, object] | web.Response) -> None:
    assert await refused(answer, Outage) == "Slack does not answer: check the network and SLACK_API_URL."


async def refused(answer: dict[str, object] | web.Response, kind: type[Exception]) -> str:
    """The sentence for an answer of Slack to the question whose token this is."""
    api = WebApi(answers={"auth.test": answer})
    app = web.Application()
    app.add_routes([web.post("/api/{method}", api.answer)])
    async with TestServer(app) as slack, ClientSession() as session:
        settings = Settings(signing_secret=SECRET, bot_token=TOKEN, api_url=str(slack.make_url("/api/")))
        with pytest.raises(kind) as caught:
            await connect(settings, RecordingDoor(), session)
    assert TOKEN not in str(caught.value)
    return str(caught.value)


async def test_the_token_is_asked_about_once_and_not_at_every_request(world: World) -> None:
    """The trap: Bolt asks whose token it is at every request; and given a method to ask, it answers 500."""
    for _ in range(3):
        assert (await world.command("Keys")).status == 200
    assert len(world.api.of("auth.test")) == 1


async def test_the_token_in_the_environment_does_not_confuse_bolt(
    monkeypatch: pytest.MonkeyPatch, world: World
) -> None:
    for name, value in GIVEN.items():
        monkeypatch.setenv(name, value)
    settings = Settings(api_url=str(world.slack.make_url("/api/")))
    await connect(settings, world.door, world.session)
    assert (await world.command("Keys")).status == 200
