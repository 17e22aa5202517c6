"""What was hidden is erased for good, and what was taken away: every text is gone, and what is counted stays."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import and_, delete, func, select, update

from bot.model import Hiding, HidingState, PermitState
from storage import models
from storage.repositories.hidings import hiding_row, hidings
from storage.repositories.session import Session

Z, I, C, H, E, K, O, Q, W, N, V = (  # noqa: E741
    models.Hiding,
    models.Idea,
    models.Comment,
    models.Change,
    models.Experiment,
    models.CheckIn,
    models.HelpOffer,
    models.Permit,
    models.Review,
    models.Complaint,
    models.Report,
)
PLAN = ("what", "why", "measure", "measure_unit", "stop_if", "affected")


class Erasing(Session):
    """Claimed and erased in one transaction: whoever dies in between has done nothing."""

    async def claim_hidings(self, now: datetime, limit: int) -> Sequence[Hiding]:
        """Those whose day has come, locked until the end: whoever comes second does not see them."""
        due = select(Z.id).where(Z.due_at <= now).order_by(Z.due_at, Z.id).limit(limit)
        numbers = (await self.connection.execute(due.with_for_update(skip_locked=True))).scalars().all()
        if not numbers:
            return []
        rows = await self.connection.execute(hidings().where(Z.id.in_(numbers)).order_by(Z.id))
        return [hiding_row(row) for row in rows]

    async def erase(self, hiding: Hiding) -> None:
        """Its own text, and what was written about it here: answers, and why it was reported."""
        number = hiding.thing.id
        if hiding.thing.kind == "idea":
            await self._erase_idea(number)
            about, reported = Z.idea == number, N.idea == number
        else:
            await self.connection.execute(update(C).where(C.id == number).values(text=""))
            about = and_(Z.kind == "comment", Z.number == number)
            reported = and_(N.kind == "comment", N.number == number)
        await self.connection.execute(update(Z).where(about).values(answer=""))
        await self.connection.execute(
            update(V).where(V.complaint.in_(select(N.id).where(reported))).values(why="", sort="")
        )
        erased = {"state": HidingState.ERASED, "due_at": None}
        await self.connection.execute(update(Z).where(Z.id == hiding.id).values(erased))

    async def remove_comment(self, comment: int) -> None:
        """Nothing of it stays, not even who wrote it; nor that it was hidden once, nor why it was reported."""
        reported = select(N.id).where(N.kind == "comment", N.number == comment)
        await self.connection.execute(update(V).where(V.complaint.in_(reported)).values(why="", sort=""))
        await self.connection.execute(delete(Z).where(Z.kind == "comment", Z.number == comment))
        await self.connection.execute(delete(C).where(C.id == comment))

    async def _erase_idea(self, idea: int) -> None:
        """Its words, its author, and all texts of its trials; support, dates and stages stay."""
        trials = select(E.id).where(E.idea == idea)
        questions = select(K.id).where(K.experiment.in_(trials))
        words: dict[str, Any] = {"title": "", "about": "", "lesson": None, "credited": None}
        plan: dict[str, Any] = dict.fromkeys(PLAN, "") | {"baseline": None, "goal": None}
        asked = {
            "plan": func.jsonb_build_object("what", "", "ends_on", Q.plan["ends_on"]),
            "reason": "",
            "due_at": None,
        }
        for change in (
            update(I)
            .where(I.id == idea)
            .values(words | {"author": None, "colleague": None, "writer": None, "link": None}),
            update(C).where(C.idea == idea).values(text=""),
            update(H).where(H.idea == idea).values(reason=""),
            update(E).where(E.idea == idea).values(plan),
            update(K).where(K.experiment.in_(trials)).values(observation="", value=None, due_at=None),
            update(O).where(O.checkin.in_(questions)).values(text=""),
            update(Q).where(Q.idea == idea).values(asked),
            update(Q).where(Q.idea == idea, Q.state == PermitState.WAITING).values(state=PermitState.TAKEN_BACK),
            update(W).where(W.idea == idea).values(due_at=None),
        ):
            await self.connection.execute(change)
