"""Procrastinate behind the product's plugs: jobs leave in the caller's own transaction, and run here."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from datetime import datetime
from typing import Any

import structlog
from procrastinate import App, JobContext, PsycopgConnector, RetryStrategy
from procrastinate.jobs import DeleteJobCondition

from storage.repositories.session import Session

log = structlog.get_logger()
STALLED_AFTER = 15.0
"""Seconds without a heartbeat after which a killed worker's jobs run again; its locks block until then."""

# Jobs are put into the queue by a shared, never opened application: only the caller's connection is used.
desk = App(connector=PsycopgConnector())


class Queue(Session):
    """Enqueue in the open transaction: job and domain rows commit or roll back together."""

    async def defer(self, task: str, *, lock: str | None = None, at: datetime | None = None, **arguments: Any) -> None:
        """`arguments` are subject ids only: the job engine keeps and prints them."""
        raw = await self.connection.get_raw_connection()
        job = desk.configure_task(task, lock=lock, schedule_at=at, task_kwargs=arguments, allow_unknown=True).job
        await desk.job_manager.defer_job_async(job, connection=raw.driver_connection)


class Jobs:
    """The worker in this process. `tasks`: name → what it does with the job's arguments."""

    def __init__(self, url: str, tasks: dict[str, Callable[..., Awaitable[None]]], tick: Callable[[], Awaitable[None]]):
        self.app = App(connector=PsycopgConnector(conninfo=url, min_size=1, max_size=6))
        again = RetryStrategy(max_attempts=100, wait=5, linear_wait=5)
        for name, run in tasks.items():
            self.app.task(name=name, retry=again)(run)
        self.app.periodic(cron="* * * * *")(self.app.task(name="tick", queueing_lock="tick")(_ticking(tick)))
        sweep = self.app.task(name="sweep", queueing_lock="sweep", pass_context=True)(_sweep)
        self.app.periodic(cron="*/3 * * * * *")(sweep)

    @asynccontextmanager
    async def working(self) -> AsyncIterator[None]:
        """Work until the end of the block, then finish what is in hand."""
        async with self.app.open_async():
            worker = asyncio.create_task(self._run())
            try:
                yield
            finally:
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
                    fetch_job_polling_interval=2,
                    delete_jobs=DeleteJobCondition.SUCCESSFUL,
                    update_heartbeat_interval=STALLED_AFTER / 3,
                    stalled_worker_timeout=STALLED_AFTER,
                    shutdown_graceful_timeout=5,
                )
            except Exception as error:  # noqa: BLE001 - whatever stopped the worker, the next one starts
                log.warning("worker_stopped", error=type(error).__name__)
            if not cancelled():
                await asyncio.sleep(1)


def cancelled() -> bool:
    """Whether somebody wants the current task to end."""
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0


def _ticking(tick: Callable[[], Awaitable[None]]) -> Callable[[int], Awaitable[None]]:
    async def run(timestamp: int) -> None:
        del timestamp
        await tick()

    return run


async def _sweep(context: JobContext, timestamp: int) -> None:
    """Jobs of killed workers run again; failed ones are forgotten after a week."""
    del timestamp
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER):
        await manager.retry_job(job)
    await manager.delete_old_jobs(nb_hours=24 * 7, include_failed=True)
