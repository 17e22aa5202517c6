"""Addresses of the web that people in the town follow: the app's own pages, and messages in the two chats."""

import re
from urllib.parse import urlencode

import aiohttp
from aiohttp import web
from yarl import URL

from playground.page.slack import SlackPane
from playground.page.teams import TeamsPane
from playground.slack.shapes import domain_of
from playground.town import Town

AT = "/at/"
"""What stands here in place of https://, so that nobody outside is asked."""
TEAMS = "teams.microsoft.com"
# https://docs.slack.dev/reference/methods/chat.getPermalink
IN_SLACK = re.compile(r"archives/(?P<room>[A-Z0-9]+)/p(?P<seconds>\d+)(?P<rest>\d{6})")
# https://learn.microsoft.com/microsoftteams/platform/concepts/build-and-test/deep-link-teams
IN_TEAMS = re.compile(r"l/message/(?P<room>[^/]+)/(?P<message>\d+)")
LINK = re.compile(r'(?<=[ "])((?:href|src|srcset)=")(?:https://([^/"]+))?(?=/)')
RUNS_NOTHING = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
PAGE = "text/html"
SHOWN = (PAGE, "image/webp")
KEPT = ("Cache-Control", "Vary", "X-Robots-Tag")


class Ways:
    """Nothing but what the two chats know: the app's domains, where it is reached, and their own addresses."""

    def __init__(self, town: Town, slack: SlackPane, teams: TeamsPane) -> None:
        self.town = town
        self.slack = slack
        self.teams = teams

    @property
    def of_the_app(self) -> frozenset[str]:
        return self.town.slack.domains | self.town.teams.domains

    @property
    def of_slack(self) -> str:
        return f"{domain_of(self.town.slack.app.team_id)}.slack.com"

    @property
    def hosts(self) -> list[str]:
        """Those whose addresses lead somewhere here."""
        return sorted({*self.of_the_app, self.of_slack, TEAMS})

    async def follow(self, request: web.Request) -> web.Response:
        """What a browser would find at an address."""
        host, path = request.match_info["host"], request.match_info["path"]
        if host in self.of_the_app:
            return await self.page(host, request)
        if host == self.of_slack and (found := IN_SLACK.fullmatch(path)):
            message = f"{found['seconds']}.{found['rest']}"
            raise web.HTTPSeeOther(landing("slack", self.slack.reader(found["room"]), found["room"], message))
        if host == TEAMS and (found := IN_TEAMS.fullmatch(path)):
            raise web.HTTPSeeOther(landing("teams", self.teams.reader(found["room"]), found["room"], found["message"]))
        raise web.HTTPNotFound

    async def page(self, host: str, request: web.Request) -> web.Response:
        """A page of the app as it is, or a picture of one; but its links stay here, and it runs nothing here."""
        asked = URL(self.town.slack.courier.request_url).origin()
        address = URL(f"{asked}{request.rel_url.raw_path_qs.removeprefix(AT + host)}", encoded=True)
        told = {"Accept-Language": request.headers.get("Accept-Language", "")}
        async with aiohttp.ClientSession() as session:
            try:
                async with session.get(address, headers=told, allow_redirects=False) as answer:
                    status, body, given = answer.status, await answer.read(), answer.headers
            except aiohttp.ClientError:
                raise web.HTTPBadGateway from None
        if answer.content_type not in SHOWN:
            raise web.HTTPNotFound
        headers = {name: given[name] for name in KEPT if name in given}
        # Of two policies both hold.
        policies = (*given.getall("Content-Security-Policy", ()), RUNS_NOTHING)
        headers["Content-Security-Policy"] = ", ".join(policies)
        if answer.content_type != PAGE:
            return web.Response(status=status, body=body, content_type=answer.content_type, headers=headers)
        shown = LINK.sub(lambda found: self.here(found, host), body.decode())
        return web.Response(status=status, text=shown, content_type=PAGE, charset="utf-8", headers=headers)

    def here(self, found: re.Match[str], host: str) -> str:
        """Of one's own hosts the address here."""
        led = found[2] or host
        return f"{found[1]}{AT}{led}" if led in self.hosts else found[0]


def landing(chat: str, who: str | None, room: str, message: str) -> str:
    """This page, as somebody sees a message in it; where nobody can see it, the chat alone."""
    seen = {chat: f"{who} {room}", f"{chat}-message": message} if who else {}
    return f"/#{urlencode({**seen, 'tab': chat})}"
