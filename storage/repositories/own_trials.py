"""One's own trials: what runs, what that waits for, and what was decided lately."""

from datetime import date
from typing import Any

from sqlalchemy import Row, and_, bindparam, exists, or_, select
from sqlalchemy.orm import aliased

from bot.model import Answer, Decision, OwnTrial, PermitState, Question, TrialState
from storage import models
from storage.repositories.session import Session
from storage.repositories.visible import VISIBLE

E, C, I, A, J, H, Q, O = (  # noqa: E741
    models.Experiment,
    models.CheckIn,
    models.Idea,
    models.Account,
    models.Joining,
    models.Change,
    models.Permit,
    models.HelpOffer,
)
LATELY, MOST = 3, 5
"""Decided ones that are told, and running ones."""
DECIDED = {Decision.ADOPT: TrialState.ADOPTED, Decision.STOP: TrialState.STOPPED}
"""An adapted trial goes on in its next round."""

# Built once: see checkins.py.
THEIRS = select(A.id).where(A.person == bindparam("of"))
IN_IT = exists().where(J.experiment == E.id, J.account.in_(THEIRS))
MINE = and_(VISIBLE, or_(E.owner.in_(THEIRS), IN_IT))
LATER = aliased(C)
NEWER = exists().where(LATER.experiment == C.experiment, LATER.id > C.id, LATER.asked_on.is_not(None))
ASKED = select(C.kind).where(C.experiment == E.id, C.asked_on.is_not(None), C.answer.is_(None), ~NEWER)
OFFERED = exists().where(O.checkin == C.id)
CALLS = exists().where(C.experiment == E.id, C.answer == Answer.NEEDS_HELP, ~NEWER, ~OFFERED)
RUNNING = select(
    I.id, I.title, E.ends_on, E.quick, ASKED.limit(1).scalar_subquery().label("asked"), CALLS.label("calls")
)
RUNNING = RUNNING.join(I, I.id == E.idea).where(MINE, E.decision.is_(None)).order_by(E.ends_on, E.id).limit(MOST)
TOLD = and_(H.experiment == E.id, H.changed_on >= bindparam("since"))
OVER = select(I.id, I.title, E.decision, H.changed_on).join(I, I.id == E.idea).join(H, TOLD)
OVER = OVER.where(MINE, E.decision.in_(list(DECIDED)), H.stage.in_([*DECIDED.values()]))
OVER = OVER.order_by(H.id.desc()).limit(LATELY)
PENDING = select(I.id, I.title, Q.answer_by).join(I, I.id == Q.idea)
PENDING = PENDING.where(VISIBLE, Q.asker.in_(THEIRS), Q.state == PermitState.WAITING).order_by(Q.id).limit(MOST)


class OwnTrials(Session):
    """A person's: whose they are, whichever account, and those that they are in."""

    async def trials_of(self, person: int, since: date) -> list[OwnTrial]:
        """What waits for leave, what runs, and what was decided since a day."""
        pending = await self.connection.execute(PENDING, {"of": person})
        running = await self.connection.execute(RUNNING, {"of": person})
        over = await self.connection.execute(OVER, {"of": person, "since": since})
        return [
            *(OwnTrial(row.id, row.title, TrialState.PERMISSION, row.answer_by) for row in pending),
            *(OwnTrial(row.id, row.title, _state(row), row.ends_on) for row in running),
            *(OwnTrial(row.id, row.title, DECIDED[Decision(row.decision)], row.changed_on) for row in over),
        ]


def _state(row: Row[Any]) -> TrialState:
    """What a running trial waits for."""
    if row.asked and row.quick:
        return TrialState.CHECK_IN
    if row.asked:
        return TrialState.DECISION if row.asked == Question.END else TrialState.CHECK_IN
    return TrialState.HELP if row.calls else TrialState.RUNNING
