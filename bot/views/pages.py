"""The public pages: what becomes of people's data, and what holds for whoever uses Latu."""

from bot.model import Organisation
from bot.views.common import NAME_NO_CUSTOMER
from bot.views.kinds import Item, Report, Section
from bot.views.text import Words, listed, plain, say, say_n

NAMES = {"about": say("What Latu is"), "privacy": say("Latu and your data"), "terms": say("Terms of use")}
"""Under which each page is found from the others."""
LANGUAGES_NAME, PAGES_NAME = say("The page in other languages"), say("Other pages")
"""What the links lead to, for whoever hears the page."""


def privacy_page(organisation: Organisation) -> Report:
    """What is stored, who sees it, how long it is kept, and whom to ask."""
    chats = listed(organisation.chats)
    return Report(
        say("Latu and your data"),
        (
            section(
                say("What is stored"),
                say("Your name, language and time zone, as your chat gives them. Of your e-mail address only a code."),
                say("What you share with your name: ideas, comments, trials and answers."),
                say("Which ideas you support. Nobody sees that, only how many people support an idea."),
                say("Of an idea that is shared anonymously, nothing that leads to you. Nobody can find it out later."),
                say("Latu reads only what you write to it or choose in its cards."),
            ),
            section(
                say("Who sees it"),
                say(
                    "Every member of the organisation sees what is shared. The chats are: {chats}.",
                    chats=chats,
                ),
                say("Guests and people of other organisations see only the channels that an admin has opened to them."),
                say("Nobody gets a list of what one person does, not even a supervisor or an admin."),
            ),
            section(
                say("How long it is kept"),
                *how_long(organisation),
            ),
            section(
                say("How it is guarded"),
                say("The data are in your organisation's own database. Latu sends them to no one but these chats."),
                say("The connections are encrypted. Latu checks that every request really comes from your chat."),
                say("Latu uses no artificial intelligence, follows nobody on the web and sets no cookies."),
            ),
            section(
                say("What you can do"),
                say("You can take back your support and withdraw your idea yourself, in the chat."),
                say("Write “my data” to Latu in the chat: it tells what it knows about you."),
                ask_about_data(organisation.contact),
            ),
        ),
        intro=say("Your organisation runs Latu and answers for the data. Here you read what is stored and why."),
    )


def terms_page(organisation: Organisation) -> Report:
    """What holds for whoever uses Latu at work."""
    return Report(
        say("Terms of use"),
        (
            section(
                say("What you write"),
                NAME_NO_CUSTOMER,
                say("Latu is a work tool: the same rules hold as elsewhere at work."),
                say("An admin, a supervisor or a renewer can hide a text that does harm. The reason is told."),
            ),
            section(
                say("What you try"),
                say("Safety, privacy, laws and agreements hold in every trial too."),
                say("Support informs the decision. It does not decide."),
                say("Stop a trial at once if service or work gets worse. That too is a result."),
            ),
            section(say("Whom to ask"), _questions(organisation.contact)),
        ),
    )


def section(heading: Words, *sentences: Words) -> Section:
    """Sentences, each a paragraph."""
    return Section(heading, tuple(Item(one) for one in sentences))


def how_long(organisation: Organisation) -> tuple[Words, ...]:
    """What the organisation has chosen, and what it has not."""
    return (
        say("Ideas, trials and lessons are kept as long as your organisation uses Latu."),
        say_n(
            "A text that was hidden is erased after {count} day.",
            "A text that was hidden is erased after {count} days.",
            organisation.hidden_days,
        ),
        say_n(
            "Settings, roles and decisions are on record for {count} year. It never says who supported.",
            "Settings, roles and decisions are on record for {count} years. It never says who supported.",
            organisation.audit_years,
        ),
    )


def ask_about_data(contact: str | None) -> Words:
    """Who sees, corrects and erases what people cannot themselves."""
    if contact is None:
        return say("Do you want to see, correct or erase your data? Ask the admins of Latu in your organisation.")
    return say("Do you want to see, correct or erase your data? Ask here: {contact}", contact=plain(contact))


def _questions(contact: str | None) -> Words:
    if contact is None:
        return say("Ask the admins of Latu in your organisation.")
    return say("Ask here: {contact}", contact=plain(contact))
