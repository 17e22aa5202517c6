"""No real platform near the playground: whatever serves a part of it asks here first."""

import os

from bot.errors import Misconfigured


def real_platforms() -> str | None:
    """The setting of a real platform that stands in the environment, if one does: the playground must not have it."""
    return next((key for key in sorted(os.environ) if key.upper().startswith(("SLACK_", "TEAMS_"))), None)


def refuse_real_platforms() -> None:
    """Raises Misconfigured beside any setting of a real platform."""
    if real := real_platforms():
        raise Misconfigured(f"{real} is set: the playground never meets a real platform. Unset it here.")
