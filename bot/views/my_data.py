"""The words of what Latu knows about whoever asks, and of how it is corrected or erased."""

from collections.abc import Mapping
from datetime import date

from bot.intents import FindIdeas, Order, SeeKeeping, SeeMyData
from bot.model import Account, MyData, Organisation, Trace
from bot.views.kinds import Button, Item, Notice, Report, Section
from bot.views.pages import ask_about_data, how_long, section
from bot.views.roles import ROLES
from bot.views.settings import HEARS, LANGUAGE_NAMES, join_buttons, settings_button
from bot.views.text import Text, in_lines, plain, say, say_in, say_n

KNOWS = say("What Latu knows about me")
KEEPING = say("How my data are corrected or erased")
LISTS = {
    Trace.IDEAS: Button(say("My ideas"), FindIdeas(order=Order.MINE)),
    Trace.SUPPORT: Button(say_in("button", "My support"), FindIdeas(order=Order.GIVEN)),
    Trace.FOLLOWS: Button(say("Ideas that you follow"), FindIdeas(order=Order.FOLLOWED)),
}
ALWAYS = {Trace.IDEAS, Trace.COMMENTS, Trace.TRIALS, Trace.JOINED, Trace.SUPPORT, Trace.FOLLOWS, Trace.TRAIL}
"""Said also when there are none."""


def my_data_button() -> Button:
    return Button(KNOWS, SeeMyData())


def nothing_known() -> Notice:
    return Notice(say("Latu has stored nothing of this account of yours."), buttons=(keeping_button(),))


def keeping_button() -> Button:
    return Button(KEEPING, SeeKeeping())


def my_data(me: Account, data: MyData, today: date, *, admin: bool, several: bool) -> Report:
    """Everything of the person, and of nobody else. `several`: there are several chats."""
    roles = [say("“{unit}”: {role}", unit=unit, role=ROLES[role]) for unit, role in data.roles]
    anonymous = say("What you shared anonymously is not counted: in Latu nothing leads from it to you.")
    rule = say("Settings, roles, channels and decisions. Who shared, supported or commented is not here.")
    return Report(
        title=KNOWS,
        intro=say("Only you see this. It tells what is stored now."),
        sections=(
            Section(say("Who you are"), who(me, data, today, admin=admin, several=several)),
            Section(say("Your roles"), (Item(in_lines(roles or [say("You have no role in any work community.")])),)),
            Section(say("Kept with your name"), (*counted(named(data.counts), data.counts), Item(anonymous))),
            Section(say("Kept, but shown to nobody else"), counted(unseen(data.counts), data.counts)),
            Section(say("In the audit trail"), (*counted(trail(data.counts), data.counts), Item(rule))),
        ),
        buttons=(keeping_button(), settings_button()),
    )


def who(me: Account, data: MyData, today: date, *, admin: bool, several: bool) -> tuple[Item, ...]:
    """The person, their accounts and their choices."""
    name, language = me.person.name, me.language
    way = join_buttons(joined=data.accounts > 1)[0] if several or data.accounts > 1 else None
    accounts = say_n(
        "Latu knows you by {count} account. It is joined with no other.",
        "Latu knows you by {count} accounts that are joined.",
        data.accounts,
    )
    chosen = (
        say("The language that you have chosen: {language}", language=LANGUAGE_NAMES[language]) if language else None
    )
    told = (
        say("Your name, as your chat tells it: {name}", name=plain(name))
        if name
        else say("Your name is not known yet."),
        say("Of an account: its id, how Latu reaches you, language and time zone."),
        say("Also whether you are a full member, and whether you administer the chat."),
        say("And when this was last checked, when you were welcomed, and whether you separated accounts."),
        *email(kept=data.email, admin=admin),
        chosen or say("You have chosen no language."),
        pause(me.paused_until, today),
        *((say("When and where you want the weekly digest is kept too."),) if data.counts[Trace.RHYTHM] else ()),
    )
    hears = say("How much you hear of ideas: {much}", much=HEARS[me.hears])
    return (Item(accounts, way), Item(in_lines(told)), Item(hears, settings_button()))


def email(*, kept: bool, admin: bool) -> tuple[Text, ...]:
    """The address is nowhere in the database; that of an admin the operator has written down."""
    if not kept:
        return (say("Nothing is kept of your e-mail address."),)
    return (
        say("Of your e-mail address only a code is kept, made with a secret key, not the address itself."),
        say("By the code Latu knows which accounts are one person's, and who is an admin."),
        *((say("As you are an admin, your address is in the settings of the server."),) if admin else ()),
    )


def pause(until: date | None, today: date) -> Text:
    if until is None:
        return say("You have no pause.")
    if until < today:
        return say("Your last pause was to the end of {date}.", date=until)
    return say("Your pause lasts to the end of {date}.", date=until)


def counted(told: Mapping[Trace, Text], counts: Mapping[Trace, int]) -> tuple[Item, ...]:
    """Those of which there is a list lead there; the others are lines of one item, so that all find room."""
    shown = {trace: words for trace, words in told.items() if counts[trace] or trace in ALWAYS}
    listed = tuple(Item(words, LISTS[trace]) for trace, words in shown.items() if counts[trace] and trace in LISTS)
    rest = [words for trace, words in shown.items() if not (counts[trace] and trace in LISTS)]
    return (*listed, *((Item(in_lines(rest)),) if rest else ()))


def named(counts: Mapping[Trace, int]) -> dict[Trace, Text]:
    """What is kept with the person's name."""
    return {
        Trace.IDEAS: say_n("{count} idea of yours", "{count} ideas of yours", counts[Trace.IDEAS]),
        Trace.WITHDRAWN: say_n(
            "You have withdrawn {count} of them. Nobody sees its text, but it is kept.",
            "You have withdrawn {count} of them. Nobody sees their text, but it is kept.",
            counts[Trace.WITHDRAWN],
        ),
        Trace.COMMENTS: say_n("{count} comment", "{count} comments", counts[Trace.COMMENTS]),
        Trace.TRIALS: say_n(
            "{count} trial of yours, with its check-ins",
            "{count} trials of yours, with their check-ins",
            counts[Trace.TRIALS],
        ),
        Trace.JOINED: say_n("{count} trial that you are in", "{count} trials that you are in", counts[Trace.JOINED]),
        Trace.PERMITS: say_n(
            "{count} question of yours whether a trial may start",
            "{count} questions of yours whether a trial may start",
            counts[Trace.PERMITS],
        ),
        Trace.VERDICTS: say_n(
            "{count} answer of yours whether a trial may start",
            "{count} answers of yours whether a trial may start",
            counts[Trace.VERDICTS],
        ),
        Trace.DECISIONS: say_n(
            "{count} decision or answer of yours about an idea",
            "{count} decisions or answers of yours about ideas",
            counts[Trace.DECISIONS],
        ),
        Trace.REVIEWS: say_n(
            "{count} idea that you decided to come back to",
            "{count} ideas that you decided to come back to",
            counts[Trace.REVIEWS],
        ),
        Trace.HELP: say_n(
            "{count} answer of yours to a wish for help",
            "{count} answers of yours to wishes for help",
            counts[Trace.HELP],
        ),
        Trace.CHALLENGES: say_n("{count} challenge of yours", "{count} challenges of yours", counts[Trace.CHALLENGES]),
        Trace.BEGUN: say_n(
            "{count} idea that began with a message of yours",
            "{count} ideas that began with messages of yours",
            counts[Trace.BEGUN],
        ),
        Trace.COLLEAGUE: say_n(
            "{count} quick trial that was logged for you",
            "{count} quick trials that were logged for you",
            counts[Trace.COLLEAGUE],
        ),
        Trace.HANDOVERS: say_n(
            "{count} role that you took over", "{count} roles that you took over", counts[Trace.HANDOVERS]
        ),
        Trace.CHANNELS: say_n(
            "{count} channel that you linked", "{count} channels that you linked", counts[Trace.CHANNELS]
        ),
        Trace.ADDED: say_n(
            "{count} channel that you added Latu to", "{count} channels that you added Latu to", counts[Trace.ADDED]
        ),
        Trace.HIDINGS: say_n(
            "{count} text that you hid: cards show your role, not your name",
            "{count} texts that you hid: cards show your role, not your name",
            counts[Trace.HIDINGS],
        ),
    }


def unseen(counts: Mapping[Trace, int]) -> dict[Trace, Text]:
    """What no card, list or report shows to others."""
    return {
        Trace.SUPPORT: say_n(
            "{count} idea that you support, and since which day",
            "{count} ideas that you support, and since which day",
            counts[Trace.SUPPORT],
        ),
        Trace.FOLLOWS: say_n("{count} idea that you follow", "{count} ideas that you follow", counts[Trace.FOLLOWS]),
        Trace.WOULD_HELP: say_n(
            "{count} time you said which work community an idea would help",
            "{count} times you said which work community an idea would help",
            counts[Trace.WOULD_HELP],
        ),
        Trace.REPORTS: say_n(
            "{count} text that you reported", "{count} texts that you reported", counts[Trace.REPORTS]
        ),
        Trace.DIGESTS: say_n(
            "{count} weekly digest for you, and its time",
            "{count} weekly digests for you, and their times",
            counts[Trace.DIGESTS],
        ),
        Trace.OVERVIEWS: say_n(
            "{count} overview for you, and its time",
            "{count} overviews for you, and their times",
            counts[Trace.OVERVIEWS],
        ),
        Trace.WAITING: say_n(
            "{count} private message that has not left yet",
            "{count} private messages that have not left yet",
            counts[Trace.WAITING],
        ),
        Trace.MESSAGES: say_n(
            "{count} private message to you and its place",
            "{count} private messages to you and their places",
            counts[Trace.MESSAGES],
        ),
    }


def trail(counts: Mapping[Trace, int]) -> dict[Trace, Text]:
    """Lines that name the person, as who did it or as who was given a role."""
    return {Trace.TRAIL: say_n("{count} line names you", "{count} lines name you", counts[Trace.TRAIL])}


def keeping(organisation: Organisation, *, joined: bool) -> Report:
    """What everybody can do in the chat, how long what stays is kept, and who does the rest."""
    name = say(
        "Your name comes from your chat: correct it there. Latu asks for it again about once a day, when you use it."
    )
    separate = say("Your accounts are joined. Separated, each is a person of its own again.")
    return Report(
        title=KEEPING,
        sections=(
            Section(
                say("What you can do"),
                (
                    Item(name),
                    Item(say("Change your language, pause and what you hear in the settings."), settings_button()),
                    Item(say("Edit your idea while it is open. Withdraw it before it is tried."), LISTS[Trace.IDEAS]),
                    Item(say("Change or remove your comment in the idea's list of comments.")),
                    Item(say("Take back your support. It is then erased."), LISTS[Trace.SUPPORT]),
                    Item(say("Stop following an idea with “More” on its card.")),
                    Item(say("Leave a trial while it runs: press “I'm in” on its card again.")),
                    *((Item(separate, join_buttons(joined=True)[0]),) if joined else ()),
                ),
            ),
            section(
                say("How long it is kept"),
                say("Your name, accounts, settings and roles: until your organisation erases them."),
                say("Support, following, being in a trial and comments: until you end or remove them."),
                *how_long(organisation),
                say("Where a private message is: until Latu finds it gone, or your organisation erases it."),
                say("When a private message came to you: for about a minute."),
                say("A code for joining accounts works ten minutes. Wrong codes are counted for an hour."),
                say("All else that is listed: until your organisation erases it."),
            ),
            section(
                say("All else"),
                say("What you cannot do here, your organisation does: Latu has no command for erasing everything."),
                say("You cannot withdraw what you shared anonymously, as nobody knows that it is yours."),
                say("Your name may also be in what others wrote."),
                ask_about_data(organisation.contact),
            ),
        ),
        buttons=(my_data_button(),),
    )
