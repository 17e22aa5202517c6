"""Examples of help, one's own settings, and joining one's accounts."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.intents import Join, MyPage, SaveSettings, WriteIdea
from bot.model import Language
from bot.views import settings
from tests.adapters.gallery.example import Examples, example
from tests.adapters.gallery.records import LINES, MARKUP, RIGHT_TO_LEFT, words

UNTIL = datetime(2026, 11, 24, 8, 5, tzinfo=ZoneInfo("Europe/Helsinki"))

EXAMPLES: Examples = {
    "help_notice": example(settings.help_notice, ""),
    "help_notice.unknown": example(settings.help_notice, "missä avaimet on"),
    "help_notice.markup": example(settings.help_notice, MARKUP),
    "help_notice.lines": example(settings.help_notice, LINES),
    "help_notice.right_to_left": example(settings.help_notice, RIGHT_TO_LEFT),
    "help_notice.longest": example(settings.help_notice, words(4000)),
    "no_files": example(settings.no_files, ""),
    "no_files.with_words": example(settings.no_files, "Vara-avaimet autoihin"),
    "opening": example(settings.opening, WriteIdea("Vara-avaimet")),
    "opening.personal": example(settings.opening, MyPage()),
    "settings_form": example(settings.settings_form, SaveSettings(Language.SWEDISH, UNTIL.date()), digest=False),
    "saved": example(settings.saved, UNTIL.date()),
    "speaks": example(settings.speaks),
    "code_notice": example(settings.code_notice, "K7WQ2M9X", UNTIL),
    "code_form": example(settings.code_form, Join()),
    "code_form.wrong": example(settings.code_form, Join("K7WQ2M9X")).wrong({"code": settings.bad_code()}),
    "joined": example(settings.joined),
    "parted": example(settings.parted),
}
