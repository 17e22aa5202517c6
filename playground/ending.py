"""When the question at the end of a trial comes next: what the page's clock may be moved to."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select

from bot.calendar import at_local, working_day
from bot.model import Question, Step
from playground.town import Town
from storage import models
from storage.repositories.visible import VISIBLE

C, E, I = models.CheckIn, models.Experiment, models.Idea  # noqa: E741
AWAITED = (
    select(C.kind, C.due_at, E.ends_on)
    .join(E, E.id == C.experiment)
    .join(I, I.id == E.idea)
    .where(VISIBLE, E.decision.is_(None), C.step == Step.ASK, C.kind != Question.STAY)
)
"""The next question of each trial that people see: before the end another one may come, and is asked in its place if
the end has come meanwhile."""


async def next_end(town: Town) -> datetime | None:
    """The earliest moment after now at which the end of a trial is asked about; None when no trial has one."""
    organisation = town.bot.clock.scene.organisation
    async with town.bot.database.engine.connect() as connection:
        rows = (await connection.execute(AWAITED)).all()
    zone = ZoneInfo(organisation.time_zone)
    moments = (
        due_at if kind == Question.END else max(due_at, at_local(working_day(ends_on, organisation.country), zone))
        for kind, due_at, ends_on in rows
        if due_at
    )
    return min((one for one in moments if one > town.time.now()), default=None)
