"""One's own trials: what runs, what that waits for, and what was decided lately."""

from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Row, Select, and_, bindparam, exists, or_, select
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


@cache
def _theirs() -> Select[Any]:
    return select(A.id).where(A.person == bindparam("of"))


@cache
def _mine() -> Any:
    in_it = exists().where(J.experiment == E.id, J.account.in_(_theirs()))
    return and_(VISIBLE, or_(E.owner.in_(_theirs()), in_it))


@cache
def _running() -> Select[Any]:
    later = aliased(C)
    newer = exists().where(later.experiment == C.experiment, later.id > C.id, later.asked_on.is_not(None))
    asked = select(C.kind).where(C.experiment == E.id, C.asked_on.is_not(None), C.answer.is_(None), ~newer)
    offered = exists().where(O.checkin == C.id)
    calls = exists().where(C.experiment == E.id, C.answer == Answer.NEEDS_HELP, ~newer, ~offered)
    columns = (asked.limit(1).scalar_subquery().label("asked"), calls.label("calls"))
    running = select(I.id, I.title, E.ends_on, *columns).join(I, I.id == E.idea)
    return running.where(_mine(), E.decision.is_(None)).order_by(E.ends_on, E.id).limit(MOST)


@cache
def _over() -> Any:
    told = and_(H.experiment == E.id, H.changed_on >= bindparam("since"))
    over = select(I.id, I.title, E.decision, H.changed_on).join(I, I.id == E.idea).join(H, told)
    over = over.where(_mine(), E.decision.in_(list(DECIDED)), H.stage.in_([*DECIDED.values()]))
    return over.order_by(H.id.desc()).limit(LATELY)


@cache
def _pending() -> Any:
    pending = select(I.id, I.title, Q.answer_by).join(I, I.id == Q.idea)
    return pending.where(VISIBLE, Q.asker.in_(_theirs()), Q.state == PermitState.WAITING).order_by(Q.id).limit(MOST)


class OwnTrials(Session):
    """A person's: whose they are, whichever account, and those that they are in."""

    async def trials_of(self, person: int, since: date) -> list[OwnTrial]:
        """What waits for leave, what runs, and what was decided since a day."""
        pending = await self.connection.execute(_pending(), {"of": person})
        running = await self.connection.execute(_running(), {"of": person})
        over = await self.connection.execute(_over(), {"of": person, "since": since})
        return [
            *(OwnTrial(row.id, row.title, TrialState.PERMISSION, row.answer_by) for row in pending),
            *(OwnTrial(row.id, row.title, _state(row), row.ends_on) for row in running),
            *(OwnTrial(row.id, row.title, DECIDED[Decision(row.decision)], row.changed_on) for row in over),
        ]


def _state(row: Row[Any]) -> TrialState:
    """What a running trial waits for; a quick one is only asked whether it stayed, which is no decision."""
    if row.asked:
        return TrialState.DECISION if row.asked == Question.END else TrialState.CHECK_IN
    return TrialState.HELP if row.calls else TrialState.RUNNING
