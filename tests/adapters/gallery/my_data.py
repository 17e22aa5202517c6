"""Examples of what Latu knows about whoever asks, and of how it is corrected or erased."""

from dataclasses import replace
from datetime import date, timedelta

from bot.model import Account, Hears, MyData, Organisation, Person, Place, Role, Trace, Unit
from bot.views import my_data
from tests.adapters.gallery.example import Examples, example
from tests.adapters.gallery.records import DAY, MARKUP, RIGHT_TO_LEFT, words

ME = Account(
    id=1,
    person=Person(1, "Maija Esimerkki"),
    own=Place("slack", "T1", "U1", "U1", private=True),
    language="fi",
    client_language="en",
    time_zone="Europe/Helsinki",
    email_key="key",
    member=True,
    workspace_admin=False,
    joined=True,
    paused_until=DAY,
    hears=Hears.DECISIONS,
)
NEW = replace(
    ME, person=Person(1, None), language=None, email_key=None, paused_until=None, hears=Hears.ALL, joined=False
)
ROLES = ((Unit(1, "Kotihoito"), Role.SUPERVISOR), (Unit(2, "Sivistys"), Role.LEADERSHIP))
TODAY: date = DAY - timedelta(days=3)
SOME = MyData(2, True, {trace: number % 4 for number, trace in enumerate(Trace)}, ROLES)
NONE = MyData(1, False, dict.fromkeys(Trace, 0), ())
ALL = MyData(2, True, dict.fromkeys(Trace, 12345), tuple((Unit(n, words(60)), Role.STEWARD) for n in range(3)))
ORGANISATION = Organisation("fi", "Europe/Helsinki", ("Slack", "Teams"), contact="tietosuoja@mallikunta.example")

EXAMPLES: Examples = {
    "my_data": example(my_data.my_data, ME, SOME, TODAY, admin=False, several=True),
    "my_data.none": example(my_data.my_data, NEW, NONE, TODAY, admin=False, several=True),
    "my_data.all": example(my_data.my_data, ME, ALL, DAY + timedelta(days=1), admin=True, several=True),
    "my_data.markup": example(
        my_data.my_data,
        replace(ME, person=Person(1, MARKUP)),
        replace(NONE, roles=((Unit(1, RIGHT_TO_LEFT), Role.HR),)),
        TODAY,
        admin=False,
        several=False,
    ),
    "nothing_known": example(my_data.nothing_known),
    "keeping": example(my_data.keeping, ORGANISATION, joined=False),
    "keeping.joined": example(my_data.keeping, replace(ORGANISATION, contact=None), joined=True),
    "keeping.markup": example(my_data.keeping, replace(ORGANISATION, contact=MARKUP), joined=False),
}
