"""Examples of the audit trail."""

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.model import Noted
from bot.views import audit
from tests.adapters.gallery.example import Examples, example
from tests.adapters.gallery.permissions import MAIJA
from tests.adapters.gallery.records import AINO, MARKUP, NAMELESS, words

ZONE = ZoneInfo("Europe/Helsinki")
AT = datetime(2026, 11, 24, 6, 30, tzinfo=UTC)
SETTINGS = {
    "language": ("fi", "sv"),
    "country": ("FI", "AX"),
    "baskets": ("1000;5000", "2000;20000"),
    "answer_days": ("10", "5"),
    "quiet_from": ("17:00", "16:30"),
}
WISHES = {"language": "fi", "shows": "ideas lessons", "posters": "everybody"}
ABOUT: tuple[tuple[str, dict[str, str]], ...] = (
    ("channel linked", {"place": "C1", "name": "ideat", "unit": "Kotihoito", "language": "fi"}),
    ("channel linked", {"place": "C1", "name": "", "unit": "", "language": "fi"}),
    ("channel linked", {"place": "C1", "name": "ideat", "units": "Kotihoito; Keittiöt", "opened": "yes"}),
    ("channel linked", {"place": "C1", "name": "ideat", "units": "", "opened": "yes"}),
    ("channel linked", {"place": "C1", "name": "ideat", "units": "Kotihoito", **WISHES, "opened": "yes"}),
    ("channel linked", {"place": "C1", "name": "ideat", "units": "", **WISHES, "opened": "no"}),
    ("channel changed", {"place": "C1", "name": "", "setting": "units", "before": "Kotihoito; Keittiöt", "now": ""}),
    ("channel changed", {"place": "C1", "name": "ideat", "setting": "shows", "before": "ideas", "now": "digest"}),
    ("channel changed", {"place": "C1", "name": "ideat", "setting": "language", "before": "fi", "now": "sv"}),
    ("channel changed", {"place": "C1", "name": "ideat", "setting": "posters", "before": "everybody", "now": "roles"}),
    ("channel changed", {"place": "C1", "name": "ideat", "setting": "opened", "before": "no", "now": "yes"}),
    ("role left", {"unit": "Kotihoito", "role": "hr"}),
    ("role", {"unit": "Kotihoito", "role": "cooperation", "account": ""}),
    ("hidden", {"idea": "7", "role": "admin"}),
    ("report left", {"comment": "8", "role": "admin"}),
    ("channel unlinked", {"place": "C1", "name": "ideat"}),
    ("role", {"unit": "Kotihoito", "role": "deputy", "account": ""}),
    ("permission card", {"unit": "Kotihoito", "cost": "", "days": "5"}),
    ("permission card removed", {"unit": "Kotihoito"}),
    ("unit added", {"unit": "Kotihoito"}),
    ("unit renamed", {"unit": "Kotihoito", "language": "sv", "before": "", "now": "Hemvården"}),
    ("unit moved", {"unit": "Kotihoito", "before": "", "now": "Perusturva"}),
    ("unit closed", {"unit": "Kotihoito"}),
    ("unit reopened", {"unit": "Kotihoito"}),
    ("goal written", {"goal": "1", "name": "Kaksi kotona asuvaa lisää"}),
    ("goal changed", {"goal": "1", "name": "Kolme kotona asuvaa lisää"}),
    ("goal changed", {"name": "Kolme kotona", "setting": "area", "before": "effect", "now": "work"}),
    ("goal changed", {"name": "Kolme kotona", "setting": "unit", "before": "", "now": "Kotihoito"}),
    ("goal changed", {"name": "Kolme kotona", "setting": "target", "before": "", "now": "1500.5"}),
    ("goal changed", {"name": "Kolme kotona", "setting": "until", "before": "2027-03-01", "now": ""}),
    ("goal closed", {"goal": "1", "name": "Kolme kotona asuvaa lisää"}),
    ("goal opened again", {"goal": "1", "name": "Kolme kotona asuvaa lisää"}),
    ("something newer", {}),
)
DECIDED = (
    Noted(30, AT, MAIJA, "decision", {"idea": "7", "stage": "declined"}, "Vara-avaimet kotihoidon autoihin"),
    Noted(29, AT, MAIJA, "decision", {"experiment": "3", "decision": "adopt"}, "Vara-avaimet kotihoidon autoihin"),
    Noted(28, AT, MAIJA, "decision", {"idea": "8", "stage": "parked"}),
    Noted(27, AT, MAIJA, "permission", {"permit": "8", "answer": "yes"}, "Vara-avaimet kotihoidon autoihin"),
    Noted(26, AT, MAIJA, "permission", {"permit": "8", "answer": "not now"}, "Vara-avaimet kotihoidon autoihin"),
    Noted(26, AT, MAIJA, "decision", {"idea": "7", "answer": "try"}, "Vara-avaimet kotihoidon autoihin"),
    Noted(26, AT, MAIJA, "hidden", {"comment": "8", "role": "supervisor"}, "Vara-avaimet kotihoidon autoihin"),
    Noted(25, AT, AINO, "role", {"unit": "Kotihoito", "role": "supervisor", "account": "4"}, whom=MAIJA),
)
CHANGED = tuple(
    Noted(24, AT, AINO, "organisation", {"setting": name, "before": before, "now": now})
    for name, (before, now) in SETTINGS.items()
)
HARD = Noted(
    23,
    AT,
    replace(AINO, name=MARKUP),
    "unit renamed",
    {"unit": "", "language": "en", "before": words(100), "now": MARKUP},
)

EXAMPLES: Examples = {
    "trail_report": example(audit.trail_report, (*DECIDED, *CHANGED), ZONE, ZONE, earlier=24),
    "trail_report.everything": example(
        audit.trail_report, [Noted(1, AT, AINO, what, details) for what, details in ABOUT], ZONE, ZONE, earlier=None
    ),
    "trail_report.hard_words": example(
        audit.trail_report, [HARD, replace(HARD, by=NAMELESS), replace(HARD, by=None)], ZONE, ZONE, earlier=None
    ),
    "trail_report.none": example(audit.trail_report, [], ZONE, ZONE, earlier=None),
}
