"""Time travel: the town's time moves forward, and the bot is asked what is due."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.calendar import at_local, working_day
from bot.views.text import say
from playground.ending import next_end
from playground.page.asking import Impossible
from playground.town import Town

ZONE = ZoneInfo("Europe/Helsinki")
NINE = time(9)
Step = Callable[[Town], Awaitable[datetime]]


async def hour(town: Town) -> datetime:
    return town.time.now() + timedelta(hours=1)


async def morning(town: Town) -> datetime:
    """The next working day at nine."""
    now = town.time.now().astimezone(ZONE)
    day = now.date() if now.time() < NINE else now.date() + timedelta(days=1)
    return at_local(working_day(day, town.country), ZONE, NINE)


async def monday(town: Town) -> datetime:
    """The next Monday at nine."""
    today = town.time.now().astimezone(ZONE).date()
    return at_local(today + timedelta(days=7 - today.weekday()), ZONE, NINE)


async def end(town: Town) -> datetime:
    """The morning on which the next trial that ends is asked about; raises Impossible when none is left."""
    due = await next_end(town)
    if due is None:
        raise Impossible(say("No trial is running. Start one, then try again."))
    return due


STEPS: dict[str, Step] = {"hour": hour, "morning": morning, "monday": monday, "end": end}


async def travel(town: Town, to: str) -> datetime:
    """Move the town's time; raises LookupError for what is no step or cannot be gone to."""
    then = await STEPS[to](town)
    town.time.travel(then.astimezone(UTC))
    await town.bot.clock.tick()
    return town.time.now()
