"""The words on the buttons and questions that people use, by the product's own keys."""

from bot.views.text import Text, say, say_in

ABOUT = say("What does not work now, and for whom?")
ADOPT = say("Adopt for good")
ANONYMOUS = say_in("card", "Anonymous")
ANONYMOUSLY = say("Anonymously")
CODE = say("Code")
DECIDE = say_in("button", "Decide")
HOW = say("I share the idea")
I_HAVE_A_CODE = say("I have a code")
JOINED = say("Your accounts are joined: you are one person in both apps, and your support counts once for each idea.")
LANGUAGE = say("Which language should I use with you?")
LET_US_TRY = say_in("button", "Let's try it")
LINKING = say_in("command", "channel")
MORE = say("Show more choices, such as sharing anonymously")
MY_PAGE = say_in("button", "My page")
NEEDS_HELP = say("Needs help")
NOT_AN_ADMIN = say_in("error", "A Latu admin can do this.")
OBSERVATION = say("One observation")
ON_TRACK = say("On track")
OPEN_THE_FORM = say_in("button", "Open the form")
OUTSIDER = say("Latu is for the organisation's own people. Ask a colleague to share your thought.")
PART = say("Separate my accounts")
SHARE = say_in("button", "Share an idea")
SHARE_ANYWAY = say("Share mine anyway")
SHOW_CODE = say("Join my other account")
SUPPORT = say_in("button", "Support")
TAKE_BACK = say_in("button", "Take back")
TITLE = say("The idea in one sentence")
TRY_AGAIN = say("Try again")
UNIT = say("Work community")
UNLINK = say("Unlink this channel")
UNTIL = say("Until when")
WHAT = say("What we try")
WITHDRAW = say("Withdraw the idea")
WITHDRAWN = say_in("stage", "Withdrawn")
WITHDRAWN_BY_AUTHOR = say("The author has withdrawn this idea.")


def tally(count: int) -> Text:
    """What a card says of its support."""
    return Text("{count} person supports this", {"count": count}, None, "{count} people support this", count)
