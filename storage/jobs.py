"""Procrastinate behind the product's plugs: jobs leave in the caller's own transaction, and run here."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from typing import Any

import structlog
from procrastinate import App, BaseRetryStrategy, JobContext, PsycopgConnector, RetryDecision
from procrastinate.jobs import DeleteJobCondition, Job
from psycopg import AsyncConnection
from sqlalchemy import Select, column, select, table, text
from sqlalchemy.dialects.postgresql import JSONB

from bot.errors import Unreachable
from storage.address import PATIENCE
from storage.repositories.session import Session

log = structlog.get_logger()
STALLED_AFTER = 15.0
"""Seconds without a heartbeat after which a killed worker's jobs run again; its locks block until then."""
STOPPING = 20.0
"""Seconds that jobs in hand may take when the bot stops: longer than any one call of a platform."""
POLL = 0.5
"""Seconds until a job is seen that waited for its time: nobody is notified of it."""
ATTEMPTS = 100
LONGEST_WAIT = 600
FIRST, NORMAL, LAST = 1, 0, -1
"""Priorities. Of one lock, a job that waits for its time holds up all that do not come before it."""

# Jobs are put into the queue by a shared, never opened application: only the caller's connection is used.
desk = App(connector=PsycopgConnector())


ANSWERED = text("delete from procrastinate_jobs where lock = :lock and status = 'todo'")
TABLE = table(
    "procrastinate_jobs",
    *(column(name) for name in ("lock", "status", "scheduled_at", "task_name")),
    column("args", JSONB),
)


def waiting(locks: Select[str]) -> Select[str]:
    """Of these locks, those for which a job waits that has not begun and, held like this, begins after our commit."""
    begins = (TABLE.c.lock.in_(locks), TABLE.c.status == text("'todo'"), TABLE.c.scheduled_at.is_(None))
    return select(TABLE.c.lock).where(*begins).with_for_update(key_share=True, read=True, skip_locked=True)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A job that is to be enqueued."""

    task: str
    lock: str | None
    arguments: dict[str, Any]
    priority: int = NORMAL
    at: datetime | None = None

    def job(self) -> Job:
        how: Any = {"lock": self.lock, "schedule_at": self.at, "priority": self.priority, "task_kwargs": self.arguments}
        return desk.configure_task(self.task, **how).job


class Queue(Session):
    """Enqueue in the open transaction: job and domain row commit or roll back together."""

    async def defer(
        self, task: str, *, lock: str | None = None, at: datetime | None = None, last: bool = False, **arguments: Any
    ) -> None:
        """`arguments` are subject ids only: the job engine keeps and prints them. Those with a time let others pass."""
        await self.defer_each([Waiting(task, lock, arguments, LAST if last or at else NORMAL, at)])

    async def defer_each(self, waiting: Sequence[Waiting]) -> None:
        """Several in one statement."""
        if waiting:
            jobs = [one.job() for one in waiting]
            await desk.job_manager.batch_defer_jobs_async(jobs, connection=await self.driver())

    async def answer_for(self, lock: str) -> None:
        """The job that runs does the work of all that wait for its lock: they are dropped."""
        await self.connection.execute(ANSWERED, {"lock": lock})


class Again(BaseRetryStrategy):
    """A failed job lets the others of its lock pass; only when the platform asks to wait, all of them wait."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        if job.attempts >= ATTEMPTS:
            return None
        if isinstance(exception, Unreachable) and exception.retry_after:
            return RetryDecision(retry_in={"seconds": ceil(min(exception.retry_after, LONGEST_WAIT))}, priority=FIRST)
        wait = min(5 * (job.attempts + 1), LONGEST_WAIT)
        return RetryDecision(retry_in={"seconds": wait}, priority=min(job.priority, NORMAL) - 1)


class Jobs:
    """The worker in this process. `tasks`: name → what it does with the job's arguments.

    `stop` asks those that run long to end; it is awaited while the worker still tells that it lives.
    """

    def __init__(
        self,
        url: str,
        tasks: dict[str, Callable[..., Awaitable[None]]],
        tick: Callable[[], Awaitable[None]],
        stop: Callable[[], Awaitable[None]],
    ) -> None:
        pool: Any = {"min_size": 1, "max_size": 6, "timeout": PATIENCE, "configure": _at_once}
        self.app = App(connector=PsycopgConnector(conninfo=url, **pool))
        self.stop = stop
        for name, run in tasks.items():
            self.app.task(name=name, retry=Again())(run)
        self.app.periodic(cron="* * * * *")(self.app.task(name="tick", queueing_lock="tick")(_ticking(tick)))
        sweep = self.app.task(name="sweep", queueing_lock="sweep", pass_context=True)(_sweep)
        self.app.periodic(cron="* * * * * */3")(sweep)
        tidy = self.app.task(name="tidy", queueing_lock="tidy", pass_context=True)(_tidy)
        self.app.periodic(cron="17 * * * *")(tidy)

    @asynccontextmanager
    async def working(self) -> AsyncIterator[None]:
        """Work until the end of the block, then finish what is in hand."""
        async with self.app.open_async():
            worker = asyncio.create_task(self._run())
            try:
                yield
            finally:
                with suppress(TimeoutError):
                    await asyncio.wait_for(self.stop(), STOPPING)
                worker.cancel()
                with suppress(asyncio.CancelledError):
                    await worker

    async def _run(self) -> None:
        """After a database outage the worker returns: it is started again, until this task is cancelled.

        A cancelled worker returns too, without a CancelledError.
        """
        while not cancelled():
            try:
                await self.app.run_worker_async(
                    concurrency=10,
                    install_signal_handlers=False,
                    listen_notify=True,
                    fetch_job_polling_interval=POLL,
                    delete_jobs=DeleteJobCondition.SUCCESSFUL,
                    update_heartbeat_interval=STALLED_AFTER / 3,
                    stalled_worker_timeout=STALLED_AFTER,
                    shutdown_graceful_timeout=STOPPING,
                )
            except Exception as error:  # noqa: BLE001 - whatever stopped the worker, the next one starts
                log.warning("worker_stopped", error=type(error).__name__)
            if not cancelled():
                await asyncio.sleep(1)


def cancelled() -> bool:
    """Whether somebody wants the current task to end."""
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0


async def _at_once(connection: AsyncConnection) -> None:
    """The engine asks one statement at a time; beginning and ending each would take three journeys for one."""
    await connection.set_autocommit(True)


def _ticking(tick: Callable[[], Awaitable[None]]) -> Callable[[int], Awaitable[None]]:
    async def run(timestamp: int) -> None:
        del timestamp
        await tick()

    return run


async def _sweep(context: JobContext, timestamp: int) -> None:
    """Jobs of killed workers run again."""
    del timestamp
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER):
        await manager.retry_job(job)


async def _tidy(context: JobContext, timestamp: int) -> None:
    """Failed jobs are forgotten after a week."""
    del timestamp
    await context.app.job_manager.delete_old_jobs(nb_hours=24 * 7, include_failed=True)
