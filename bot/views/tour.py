"""The words of the tour: four short pages, from sharing to who sees what, in one dialog."""

from bot.intents import SeeTour
from bot.views.ideas import ANONYMOUSLY, share_button
from bot.views.kinds import Button, Item, Report, Section
from bot.views.text import Text, say, say_in

PAGES: tuple[tuple[Text, tuple[Text, ...]], ...] = (
    (
        say_in("title", "Share"),
        (
            say("You already have permission to do things differently."),
            say("Say in one sentence what could be done differently."),
            say("A need is enough: what does not work now, and for whom?"),
        ),
    ),
    (
        say_in("title", "Support"),
        (
            say("Support tells what many hope for. It informs, and never decides."),
            say("Say if an idea would help your work community too."),
            say("Comment on an idea, or follow what becomes of it."),
        ),
    ),
    (
        say("Try and learn"),
        (
            say("What the permission card allows may be tried without asking."),
            say("Otherwise permission is asked, and a no comes with its reason."),
            say("I ask on the way how it goes, and at the end what next."),
            say("Adopting, adapting and stopping are all good results."),
            say("What you learned stays here for others to find."),
        ),
    ),
    (
        say("Who sees what"),
        (
            say("Every member of the organisation sees what is shared, and nobody else."),
            say("Guests see only what appears in a channel that an admin opened to them."),
            say("Who supports an idea is shown to nobody, only how many."),
            say("Your name appears with a comment, a trial that you join and a check-in."),
            ANONYMOUSLY,
        ),
    ),
)


def tour_button() -> Button:
    return Button(say("How Latu works"), SeeTour())


def tour_report(page: int) -> Report:
    """One page, and the ways to the next and the one before; the last leads to a first idea."""
    number = min(max(page, 1), len(PAGES))
    heading, told = PAGES[number - 1]
    back = (Button(say_in("button", "Back"), SeeTour(number - 1)),) if number > 1 else ()
    on = Button(say_in("button", "Next"), SeeTour(number + 1)) if number < len(PAGES) else share_button()
    return Report(
        title=say("How Latu works"),
        sections=(Section(heading, tuple(Item(one) for one in told)),),
        note=say("Page {number} of {count}", number=number, count=len(PAGES)),
        buttons=(on, *back),
    )
