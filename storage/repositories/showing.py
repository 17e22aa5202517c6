"""What in the chats shows words of an idea: so that all of it can be drawn anew, and nothing shows what is hidden."""

from functools import cache
from typing import Any

from sqlalchemy import BigInteger, Select, case, cast, literal, null, select, union_all

from storage import models

I, C, H, E, K, O, Q, W, N = (  # noqa: E741
    models.Idea,
    models.Comment,
    models.Change,
    models.Experiment,
    models.CheckIn,
    models.HelpOffer,
    models.Permit,
    models.Review,
    models.Complaint,
)


def _rows(number: Any, idea: Any, comment: Any = None) -> Select[Any]:
    """The number of a subject, its idea, and the comment that it shows."""
    shown = cast(null(), BigInteger) if comment is None else comment
    return select(number.label("id"), idea.label("idea"), shown.label("comment"))


@cache
def about() -> dict[str, Select[Any]]:
    """By the kind of the subject. A feature whose cards show an idea adds its kinds."""
    questions = _rows(K.id, E.idea).join(E, E.id == K.experiment)
    permits, changes, rounds = _rows(Q.id, Q.idea), _rows(H.id, H.idea), _rows(E.id, E.idea)
    return {
        "idea": _rows(I.id, I.id),
        "edited": _rows(I.id, I.id),
        "preview": _rows(I.id, I.id),
        "overdue": _rows(I.id, I.id),
        "awaited": _rows(I.id, I.id),
        "lesson": _rows(I.id, I.id),
        "comment": _rows(C.id, C.idea, C.id),
        "change": changes,
        "news": changes,
        "experiment": rounds,
        "cooperation": rounds,
        "checkin": questions,
        "reminder": questions,
        "quiet": questions,
        "stuck": questions,
        "help": _rows(O.id, E.idea).join(K, K.id == O.checkin).join(E, E.id == K.experiment),
        "permit": permits,
        "asked": permits,
        "verdict": permits,
        "review": _rows(W.id, W.idea),
        "complaint": _rows(N.id, N.idea, case((N.kind == "comment", N.number))),
    }


def showing(ideas: Any) -> Any:
    """The kind and number of every subject that shows words of these ideas."""
    found = []
    for kind, rows in about().items():
        one = rows.subquery()
        found.append(select(literal(kind).label("kind"), one.c.id.label("id")).where(one.c.idea.in_(ideas)))
    return union_all(*found)
