"""`latu serve` whose clock begins at nine in the morning or when told: `python -m tests.benchmarks.latu serve`."""

import os
import time
from datetime import datetime, timedelta
from functools import partial

from bot import __main__ as command
from storage import jobs
from tests.benchmarks.seeds import NINE

UNLIMITED = "LATU_BENCH_UNLIMITED"
"""Set: it sends as fast as it can."""
MISSED = "LATU_BENCH_MISSED"
"""Seconds after which a killed bot's work is taken over, instead of the usual ones."""
BEGINS = "LATU_BENCH_BEGINS"
"""Another moment at which its clock begins."""


FIRST = datetime.fromisoformat(os.environ.get(BEGINS, NINE.isoformat()))
BEGUN = time.monotonic()


def since_nine() -> datetime:
    """Real seconds pass, of another day."""
    return FIRST + timedelta(seconds=time.monotonic() - BEGUN)


if __name__ == "__main__":
    command.running = partial(command.running, time=since_nine)
    if os.environ.get(UNLIMITED):
        from adapters.slack.outbound import Slack

        Slack.pace, Slack.rate = 0.0, 1e6
    jobs.STALLED_AFTER = float(os.environ.get(MISSED, jobs.STALLED_AFTER))
    command.main()
