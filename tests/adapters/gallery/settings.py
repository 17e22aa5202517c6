"""Examples of one's own settings, and joining one's accounts."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.intents import Join, MyPage, SaveSettings, WriteIdea
from bot.model import Hears, Language
from bot.views import settings
from tests.adapters.gallery.example import Examples, example

UNTIL = datetime(2026, 11, 24, 8, 5, tzinfo=ZoneInfo("Europe/Helsinki"))

EXAMPLES: Examples = {
    "no_files": example(settings.no_files, ""),
    "no_files.with_words": example(settings.no_files, "Vara-avaimet autoihin"),
    "opening": example(settings.opening, WriteIdea("Vara-avaimet")),
    "opening.personal": example(settings.opening, MyPage()),
    "settings_form": example(settings.settings_form, SaveSettings(Language.SWEDISH, UNTIL.date()), digest=False),
    "saved": example(settings.saved, [settings.paused(UNTIL.date())]),
    "saved.nothing": example(settings.saved, []),
    "saved.everything": example(
        settings.saved, [settings.SPEAKS, settings.HEARD[Hears.NONE], settings.paused(UNTIL.date())]
    ),
    "speaks": example(settings.speaks),
    "code_notice": example(settings.code_notice, "K7WQ2M9X", UNTIL),
    "code_form": example(settings.code_form, Join()),
    "code_form.wrong": example(settings.code_form, Join("K7WQ2M9X")).wrong({"code": settings.bad_code()}),
    "joined": example(settings.joined),
    "parted": example(settings.parted),
}
