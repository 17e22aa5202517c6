"""Ideas that somebody looks for beside the composer: a list, and the card that each puts into a message."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from adapters.teams.activity import Activity
from adapters.teams.reading import part, text
from adapters.teams.render import attachment
from adapters.teams.text import shown
from bot.ports import Finds, Found
from bot.views.text import Words

# https://learn.microsoft.com/microsoftteams/platform/messaging-extensions/how-to/search-commands/respond-to-search
QUERY = "composeExtension/query"
FIND, WORDS, FIRST = "findIdeas", "words", "initialRun"
"""The command of the manifest and its parameter; and what comes in its place before anything is typed."""
MOST = 25
"""As many as Teams asks for at once."""
THUMBNAIL = "application/vnd.microsoft.card.thumbnail"
"""The list draws no Adaptive Cards."""
LINE = 300


@dataclass(frozen=True, slots=True)
class Query:
    """Which words are looked for, and which of what is found."""

    words: str
    skip: int
    count: int

    @property
    def is_first(self) -> bool:
        """Whether it comes before anything is typed: each letter asks anew."""
        return not self.words and not self.skip


def query_in(activity: Activity) -> Query | None:
    """What is looked for; None for what the manifest does not declare."""
    value = part(activity, "value")
    if value.get("commandId") != FIND:
        return None
    options, parameters = part(value, "queryOptions"), value.get("parameters")
    given = [one for one in parameters if isinstance(one, dict)] if isinstance(parameters, list) else []
    typed = next((text(one, "value") for one in given if one.get("name") == WORDS), None)
    return Query(typed or "", _number(options, "skip", 0), min(_number(options, "count", MOST), MOST))


def listed(finds: Finds) -> dict[str, Any]:
    """The answer: a list, or a sentence."""
    if finds.instead is not None:
        return told(finds.instead, finds.language)
    results = [_result(one, finds) for one in finds.found]
    return {"composeExtension": {"type": "result", "attachmentLayout": "list", "attachments": results}}


def told(words: Words, language: str) -> dict[str, Any]:
    return {"composeExtension": {"type": "message", "text": shown(words, language, LINE)}}


def _result(one: Found, finds: Finds) -> dict[str, Any]:
    line = {"title": shown(one.title, finds.language, LINE), "text": shown(one.line, finds.language, LINE)}
    return {**attachment(one.shown, finds.written), "preview": {"contentType": THUMBNAIL, "content": line}}


def _number(options: Mapping[str, Any], name: str, usual: int) -> int:
    given = options.get(name)
    return given if isinstance(given, int) and not isinstance(given, bool) and given >= 0 else usual
