"""The typed words in each language, and the intent that each one means."""

import re
from dataclasses import replace
from difflib import get_close_matches

from bot.intents import (
    EnterCode,
    FindIdeas,
    FindLessons,
    Help,
    Intent,
    Join,
    MyPage,
    OpenDigest,
    OpenOrganisation,
    OpenRoles,
    OpenSettings,
    Order,
    PlanExperiment,
    ReadAudit,
    SeeAdministration,
    SeeChallenges,
    SeeChannels,
    SeeGoals,
    SeeKeeping,
    SeeMyData,
    SeeOverview,
    SeePermissionCard,
    SeeTour,
    SeeUnits,
    SeeWaiting,
    SetLanguage,
    SetUpChannel,
    ShowCode,
    WriteIdea,
    WriteQuickTrial,
)
from bot.model import Language

LESSONS = ("opit", "oppeja", "etsi oppeja", "lärdomar", "sök lärdomar", "lessons", "find lessons")
WHAT_IT_IS = ("mikä tämä on", "mikä latu on", "mikä on latu", "vad är det här", "vad är latu", "what is latu")
SEEN = ("ketkä näkevät", "nimettömänä", "nimetön", "vem ser", "anonymt", "anonym", "who sees", "anonymously")
"""Leads to the page of the tour that says who sees what, also of what is shared anonymously."""
HEAR_LESS = ("tauko", "ilmoitukset", "paus", "aviseringar", "pause", "notifications", "stop", "lopeta", "sluta")
"""Whoever wants to hear less, or nothing for a while, finds both there."""
KNOWN = (
    *("mitä latu tietää minusta", "mitä tiedät minusta", "omat tietoni", "omat tiedot", "tietoni", "tietosuoja"),
    *("vad latu vet om mig", "vad vet latu om mig", "vad vet du om mig", "mina uppgifter", "dataskydd"),
    *("what latu knows about me", "what does latu know about me", "what do you know about me", "my data", "privacy"),
)
ERASED = (
    *("poista tietoni", "poista omat tietoni", "oikaise tietoni"),
    *("radera mina uppgifter", "ta bort mina uppgifter", "rätta mina uppgifter"),
    *("erase my data", "delete my data", "correct my data"),
)
WAITING = (
    *("odottaa", "mikä odottaa", "mikä odottaa minua"),
    *("väntar", "vad väntar", "vad väntar på mig", "vad som väntar på mig"),
    *("waiting", "what waits", "what waits for me", "waiting for me", "what is waiting for me"),
)
WORDS: dict[Intent, tuple[str, ...]] = {
    Help(): ("apua", "ohje", "ohjeet", "hei", "moi", "terve", "hjälp", "hej", "help", "hi", "hello"),
    SeeTour(): (*WHAT_IT_IS, "näin latu toimii", "esittely", "så fungerar latu", "rundtur", "how latu works", "tour"),
    SeeTour(page=4): SEEN,
    WriteIdea(): ("idea", "jaa idea", "uusi idea", "idé", "dela en idé", "ny idé", "share an idea", "new idea"),
    PlanExperiment(): ("kokeilu", "uusi kokeilu", "försök", "nytt försök", "trial", "new trial"),
    WriteQuickTrial(): ("nopea kokeilu", "kirjaa", "snabbt försök", "anteckna", "quick trial", "log"),
    WriteQuickTrial(meeting=True): ("kokous", "möte", "meeting"),
    SeePermissionCard(): ("lupa-kortti", "lupakortti", "fritt fram-kort", "permission card"),
    FindIdeas(): ("etsi", "etsi ideoita", "sök", "sök idéer", "find", "find ideas", "search"),
    FindLessons(): (*LESSONS, "oppi", "lärdom", "lesson"),
    SeeOverview(): ("katsaus", "översikt", "overview"),
    SeeGoals(): ("tavoitteet", "tavoite", "mål", "goals", "goal"),
    SeeChallenges(): ("haasteet", "haaste", "utmaningar", "utmaning", "challenges", "challenge"),
    MyPage(): ("oma sivu", "omat ideat", "min sida", "mina idéer", "my page", "my ideas"),
    SeeMyData(): KNOWN,
    SeeKeeping(): ERASED,
    SeeWaiting(): WAITING,
    FindIdeas(order=Order.GIVEN): ("kannatukseni", "peru kannatus", "mitt stöd", "ta tillbaka mitt stöd", "my support"),
    OpenSettings(): ("asetukset", "kieli", "inställningar", "språk", "settings", "language", *HEAR_LESS),
    OpenDigest(): ("viikkokooste", "kooste", "veckosammandrag", "sammandrag", "weekly digest", "digest"),
    SeeAdministration(): ("hallinta", "ylläpito", "administration", "admin"),
    SetUpChannel(): ("kanava", "liitä kanava", "kanal", "koppla kanalen", "channel", "link channel"),
    SeeChannels(): ("kanavat", "liitetyt kanavat", "kanaler", "kopplade kanaler", "channels", "linked channels"),
    OpenRoles(): ("roolit", "ihmiset", "roller", "roles"),
    OpenOrganisation(): ("organisaation asetukset", "organisationens inställningar", "organisation settings"),
    SeeUnits(): ("työyhteisöt", "arbetsgemenskaper", "work communities"),
    ReadAudit(): ("muutosloki", "ändringslogg", "audit trail"),
    ShowCode(): ("yhdistä", "koppla ihop", "join"),
    EnterCode(): ("koodi", "kod", "code"),
    SetLanguage(language=Language.FINNISH): ("suomi", "suomeksi", "finska", "på finska", "finnish", "in finnish"),
    SetLanguage(language=Language.SWEDISH): ("svenska", "på svenska", "ruotsi", "ruotsiksi", "swedish", "in swedish"),
    SetLanguage(language=Language.ENGLISH): ("english", "in english", "englanti", "englanniksi", "engelska"),
}
MEANINGS = {word: intent for intent, words in WORDS.items() for word in words}
WITH_MORE = re.compile(
    f"({'|'.join(sorted(MEANINGS, key=len, reverse=True))})(?:\\s*:|\\s)\\s*(\\S.*)".replace(" ", "\\s+"),
    re.IGNORECASE | re.DOTALL,
)
"""The longest command that a text begins with, and what follows it."""
CLOSE = 0.8
"""How alike a misspelt word must be; difflib's ratio from 0 to 1."""


def meaning(text: str) -> Intent:
    """What typed words ask for; words that are not known ask for help and are kept in it."""
    text = text.strip()
    return command(text) or argument(text) or misspelt(text) or Help(text)


def certain(text: str) -> bool:
    """Whether words are a command also where people talk; a code is one, so that nobody publishes theirs."""
    return command(text) is not None or isinstance(argument(text.strip()), Join)


def command(text: str) -> Intent | None:
    """Exactly a command; an empty text asks for help."""
    bare = " ".join(text.lower().split()).strip("?!.,:")
    return MEANINGS.get(bare) if bare else Help()


def argument(text: str) -> Intent | None:
    """`idea …` shares the rest, `trial …` tries it, `quick trial …` logs it, `code …` joins with it, `lessons …` looks
    for it.
    """
    for asked in LESSONS:
        if looked_for := re.match(rf"{asked}\b[\s:]*(?=\S)", text, re.IGNORECASE):
            return FindLessons(text[looked_for.end() :])
    found = WITH_MORE.fullmatch(text)
    word, rest = found.groups() if found else ("", "")
    match known := MEANINGS.get(" ".join(word.lower().split())):
        case WriteIdea():
            return WriteIdea(rest)
        case PlanExperiment():
            return PlanExperiment(text=rest)
        case WriteQuickTrial():
            return replace(known, text=rest)
        case FindIdeas(order=Order.NEW):
            return FindIdeas(rest)
        case EnterCode() if len(rest.split()) == 1:
            return Join(rest)
        case _:
            return None


def misspelt(text: str) -> Intent | None:
    """The command that was probably meant: `hlep`, `asetuset`."""
    close = get_close_matches(" ".join(text.lower().split()), MEANINGS, n=1, cutoff=CLOSE)
    return MEANINGS[close[0]] if close and len(text) > 3 else None
