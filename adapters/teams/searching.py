"""Ideas and lessons that people look for beside the composer: a list, and the card that each puts into a message."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from adapters.teams.activity import Activity
from adapters.teams.reading import part, text
from adapters.teams.render import attachment
from adapters.teams.text import shown
from bot.intents import FindIdeas, FindLessons
from bot.ports import Finds, Found
from bot.views.text import Words

# https://learn.microsoft.com/microsoftteams/platform/messaging-extensions/how-to/search-commands/respond-to-search
QUERY = "composeExtension/query"
WORDS = "words"
"""The parameter of each command; before anything is typed `initialRun` comes in its place."""
MOST = 25
"""As many as Teams asks for at once."""
THUMBNAIL = "application/vnd.microsoft.card.thumbnail"
"""The list draws no Adaptive Cards."""
LINE = 300


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for, and which of what is found."""

    asked: FindIdeas | FindLessons
    skip: int
    count: int

    @property
    def is_first(self) -> bool:
        """Whether it comes before anything is typed: each letter asks anew."""
        return not self.asked.text and not self.skip


def query_in(activity: Activity) -> Query | None:
    """What is looked for; None for what the manifest does not declare."""
    value = part(activity, "value")
    options, parameters = part(value, "queryOptions"), value.get("parameters")
    given = [one for one in parameters if isinstance(one, dict)] if isinstance(parameters, list) else []
    typed = next((text(one, "value") for one in given if one.get("name") == WORDS), None)
    asked = _asked(value.get("commandId"), typed or "")
    return Query(asked, _number(options, "skip", 0), min(_number(options, "count", MOST), MOST)) if asked else None


def _asked(command: object, words: str) -> FindIdeas | FindLessons | None:
    """Each command of the manifest has a list of its own."""
    match command:
        case "findIdeas":
            return FindIdeas(words)
        case "findLessons":
            return FindLessons(words)
        case _:
            return None


def listed(finds: Finds) -> dict[str, Any]:
    """The answer: a list, or a sentence."""
    if finds.instead is not None:
        return told(finds.instead, finds.language)
    results = [_result(one, finds) for one in finds.found]
    return {"composeExtension": {"type": "result", "attachmentLayout": "list", "attachments": results}}


def told(words: Words, language: str) -> dict[str, Any]:
    """The answer: a sentence instead of a list."""
    return {"composeExtension": {"type": "message", "text": shown(words, language, LINE)}}


def _result(one: Found, finds: Finds) -> dict[str, Any]:
    line = {"title": shown(one.title, finds.language, LINE), "text": shown(one.line, finds.language, LINE)}
    return {**attachment(one.shown, finds.written), "preview": {"contentType": THUMBNAIL, "content": line}}


def _number(options: Mapping[str, Any], name: str, usual: int) -> int:
    given = options.get(name)
    return given if isinstance(given, int) and not isinstance(given, bool) and given >= 0 else usual
