"""The public page on which Latu introduces itself: what it is, how it looks, and how an organisation gets it."""

from collections.abc import Callable, Mapping

from bot.views.kinds import Figure, Item, Report, Section
from bot.views.pages import section
from bot.views.text import Text, Typed, Words, listed, plain, say, say_in


def about_page(chats: Mapping[str, str]) -> Report:
    """`chats`: the titles of all that Latu knows, by their names in its commands."""
    return Report(
        say("Latu: permission to do things differently"),
        (_what(), *_life(chats), _begin(), _install(chats)),
        intro=say("Latu is a bot in your organisation's chat. It serves development that starts from the staff."),
    )


def _what() -> Section:
    return section(
        say("What Latu is"),
        say("Share an idea or a need, support others, and try."),
        say("Latu asks how a trial goes and passes on the lesson."),
        say("A small trial needs nobody's permission."),
        say("The permission card of your work community says what is small."),
    )


def _life(chats: Mapping[str, str]) -> tuple[Section, ...]:
    """An idea from its first sentence to its lesson."""
    return (
        _shown(
            chats,
            "share",
            _form,
            say("Somebody shares an idea"),
            say("One sentence is enough. You can share with your name or anonymously."),
        ),
        _shown(
            chats,
            "card",
            _card,
            say("Others support it, and somebody tries it"),
            say(
                "The idea's card hangs in the channel. It is the same in each chat: {chats}.",
                chats=listed(tuple(chats.values())),
            ),
            say("The card says how many support the idea, never who."),
            say("Whoever tries it says what is tried and until when."),
        ),
        _shown(
            chats,
            "asked",
            _asked,
            say("Latu asks how it is going"),
            say("The question comes in your own chat, in a longer trial also halfway. You answer with a button."),
            say("The answer shows on the card. If you need help, the internal renewer hears of it."),
        ),
        section(
            say("A lesson remains"),
            say("At the end you adopt, adapt or stop. All three are good results."),
            say("The lesson stays on the card, for the next to try."),
            say("People in the pictures are examples. In your chat, colours and letters are the chat's own."),
        ),
    )


def _begin() -> Section:
    return section(
        say("How to begin"),
        say("Write to Latu in your chat: help. It answers with everything you can do."),
    )


def _install(chats: Mapping[str, str]) -> Section:
    """The administrator's way, in plain words."""
    return section(
        say("How your organisation gets Latu"),
        say("This part is for whoever looks after the organisation's chats and servers."),
        say("Each organisation runs a Latu of its own. What is shared stays in its own database."),
        say("You need a server with Linux or macOS, and Python 3.11 or newer. The database comes along."),
        say("The server usually needs an https address, at which the chats reach Latu."),
        say("The chat takes Latu in by a description, which Latu writes itself. The commands are:"),
        *(
            say("{chat}: {command}", chat=title, command=Typed(plain(f"latu manifest {name}")))
            for name, title in chats.items()
        ),
        say(
            "An admin of the chat approves the app. Start Latu by this command: {command}",
            command=Typed(plain("latu serve")),
        ),
        say("Add Latu to a channel and write there: {command}", command=Typed(_mention())),
        say("The whole guide comes with Latu, in English: {file}", file=Typed(plain("docs/operating.md"))),
    )


def _mention() -> Text:
    return say("@Latu {word}", word=say_in("command", "channel"))


def _shown(
    chats: Mapping[str, str], name: str, told: Callable[[str], Text], heading: Words, *sentences: Words
) -> Section:
    """Words, and how it looks in each chat."""
    figures = tuple(Figure(f"{chat}-{name}", plain(title), told(title)) for chat, title in chats.items())
    return Section(heading, tuple(Item(one) for one in sentences), figures)


def _form(chat: str) -> Text:
    return say(
        "{chat}: the form “{title}”. An idea about spare keys in home care cars has been written into it. "
        "It asks for the idea in one sentence, what does not work now, and the work community.",
        chat=chat,
        title=say_in("button", "Share an idea"),
    )


def _card(chat: str) -> Text:
    return say(
        "{chat}: the idea's card in the channel. It tells the stage, who shared it, its support as a number, "
        "what is tried, by whom and until when. Buttons: {buttons}.",
        chat=chat,
        buttons=listed(
            (
                say_in("button", "Support"),
                say_in("button", "Would help us too"),
                say_in("button", "Comment"),
                say_in("button", "I'm in"),
                say_in("button", "More"),
            )
        ),
    )


def _asked(chat: str) -> Text:
    return say(
        "{chat}: a private message in which Latu asks how the trial is going. It says what is tried and until when. "
        "Buttons: {buttons}.",
        chat=chat,
        buttons=listed(
            (
                say("On track"),
                say("Needs help"),
                say("Adapt and go on"),
                say_in("button", "Stop"),
                say_in("button", "Later"),
            )
        ),
    )
