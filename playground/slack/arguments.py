"""A Web API call's arguments, from a query, a form or a JSON body."""

import json
from typing import Any

from aiohttp import web

from playground.slack.errors import SlackError, invalid


class Arguments(dict[str, Any]):
    @classmethod
    async def of(cls, request: web.Request) -> "Arguments":
        found = cls(request.query)
        if request.method == "POST" and request.content_type == "application/json":
            try:
                body = json.loads(await request.text() or "{}")
            except ValueError:
                raise SlackError("invalid_json") from None
            if not isinstance(body, dict):
                raise SlackError("json_not_object")
            found.update(body)
        elif request.method == "POST":
            found.update(await request.post())
        return found

    def text(self, name: str) -> str | None:
        value = self.get(name)
        if value is not None and not isinstance(value, str):
            raise invalid("invalid_arguments", [f"must be a string [json-pointer:/{name}]"])
        return value

    def needed(self, name: str) -> str:
        value = self.text(name)
        if not value:
            raise invalid("invalid_arguments", [f"missing required field: {name}"])
        return value

    def flag(self, name: str) -> bool:
        return str(self.get(name, "")).lower() in {"1", "true"}

    def structure(self, name: str, code: str) -> Any:
        """A list or an object: as it is, or as JSON text inside a form."""
        value = self.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError:
            raise SlackError(code) from None
