"""The words of permission cards: what may be tried without asking, and what a question about the rest has come to."""

from bot.intents import EditPermissionCard, RemovePermissionCard, SavePermissionCard, SeePermissionCard
from bot.model import PermissionCard, Permit, PermitState, Unit
from bot.views.kinds import Button, Choice, Fact, Form, Item, Line, Notice, Option, Paragraph, Report, Section
from bot.views.listing import page_of
from bot.views.text import Text, Words, plain, say, say_in, say_n
from bot.views.units import in_tree


def card_report(unit: Unit, card: PermissionCard | None, *, edits: bool) -> Report:
    """The card, for whoever asks; `edits`: this one may write it."""
    if card is None:
        free = (Item(say("Everything small. Permission is already given.")),)
        sections: tuple[Section, ...] = (Section(say("May be tried without asking"), free),)
        label = say_in("button", "Write a permission card")
    else:
        sections = (Section(say("May be tried without asking"), rules(card)), Section(say("Anything else"), rest(card)))
        label = say_in("button", "Edit")
    return Report(
        title=say("Permission card: {unit}", unit=unit),
        sections=sections,
        buttons=(Button(label, EditPermissionCard(unit.id)),) if edits else (),
    )


def rules(card: PermissionCard) -> tuple[Item, ...]:
    """The two that hold on every card, and the work community's own."""
    found: list[Words] = [say("It is no risk to customers."), say("It can be undone.")]
    if card.cost is not None:
        found.append(say("It costs less than €{amount}.", amount=card.cost) if card.cost else say("It costs nothing."))
    if card.words:
        found.append(plain(card.words))
    return tuple(Item(one) for one in found)


def rest(card: PermissionCard) -> tuple[Item, ...]:
    """The way for what lies outside the card."""
    promise = say_n(
        "You get an answer within {count} working day.", "You get an answer within {count} working days.", card.days
    )
    return Item(say("Ask in the form that starts a trial.")), Item(promise)


def cards_report(units: list[Unit], first: int = 0) -> Report:
    """Several work communities, to choose one."""
    label = say_in("button", "Show")
    found = tuple(
        Item(in_tree(one), Button(label, SeePermissionCard(one.id), name=say("Show: {unit}", unit=one)))
        for one in units
    )
    whole = (Section(say("Work communities"), found),)
    sections, more = page_of(whole, first, lambda after: SeePermissionCard(first=after))
    return Report(title=say("Permission cards"), sections=sections, buttons=more)


def no_units() -> Notice:
    return Notice(say("No work community takes part yet. Everything small may be tried."))


def card_form(intent: SavePermissionCard, unit: Unit, *, written: bool) -> Form:
    """Three questions; what holds on every card stands above them."""
    return Form(
        title=say_in("title", "Permission card"),
        intro=(
            say("{unit}", unit=unit),
            say("On every card: a trial is no risk to customers, and it can be undone."),
        ),
        builds=intent,
        fields=(
            Line(
                "cost",
                say("A trial costs less than (€)"),
                hint=say("Leave it empty if the sum does not matter. Write 0 if a trial may cost nothing."),
                limit=30,
            ),
            Paragraph(
                "words",
                say("In your own words"),
                hint=say("What else may be tried without asking, or what may not?"),
                limit=500,
            ),
            Line(
                "days",
                say("How many working days may an answer about anything else take?"),
                hint=say("Without an answer I also ask the deputy, and later the renewer."),
                required=True,
                limit=10,
            ),
        ),
        submit=say_in("button", "Save"),
        buttons=(Button(say("Remove the card"), RemovePermissionCard(unit.id)),) if written else (),
    )


def saved(unit: Unit) -> Notice:
    see = Button(say_in("button", "Show"), SeePermissionCard(unit.id))
    return Notice(say("The permission card is saved: {unit}", unit=unit), "done", (see,))


def removed(unit: Unit) -> Notice:
    return Notice(say("The permission card is removed: {unit}. Everything small may be tried.", unit=unit), "done")


def not_below_zero() -> Text:
    return say("Write zero or a larger number.")


def question(card: PermissionCard) -> Choice:
    """Asked in the form of a trial; the card stands below."""
    choices = (
        Option("inside", say("Yes, I start at once")),
        Option("outside", say("No, I ask for permission")),
    )
    asked = say("Does the permission card allow the trial?")
    return Choice("permission", asked, choices, hint=inside(card), required=True)


def inside(card: PermissionCard) -> Text:
    """The whole card in a few sentences."""
    if card.cost is None:
        ours = say("On the card: no risk to customers, and it can be undone.")
    elif card.cost == 0:
        ours = say("On the card: no risk to customers, it can be undone, and it costs nothing.")
    else:
        ours = say(
            "On the card: no risk to customers, it can be undone, and it costs less than €{amount}.", amount=card.cost
        )
    return say("{rules} {words}", rules=ours, words=plain(card.words)) if card.words else ours


def standing(permit: Permit) -> tuple[Fact, ...]:
    """Where a question stands, in words; nothing once it was taken back."""
    match permit.state:
        case PermitState.WAITING:
            asked = say(
                "Asked on {date}. An answer is promised by {promised}.",
                date=permit.asked_on,
                promised=permit.answer_by,
            )
            return (Fact(say_in("label", "Permission"), asked), *before(permit))
        case PermitState.DECLINED if permit.by and permit.review_on:
            return (*before(permit), Fact(say("Review date"), say("{date}", date=permit.review_on)))
        case PermitState.GRANTED if permit.by:
            return (Fact(say_in("label", "Permission"), say("{person} answered: yes.", person=permit.by)),)
        case _:
            return ()


def before(permit: Permit) -> tuple[Fact, ...]:
    """The no, with its reason; it stays in sight when the question is asked again."""
    if permit.by is None:
        return ()
    said = say("{person} answered: not now. Reason: {reason}", person=permit.by, reason=permit.reason)
    label = say_in("label", "Permission") if permit.state is PermitState.DECLINED else say_in("label", "Earlier answer")
    return (Fact(label, said),)
