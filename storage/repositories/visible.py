"""Which ideas may be shown at all: every query that lists them asks this; `bot/visibility.py` says the same of one."""

from sqlalchemy import and_

from bot.model import Stage, Trouble
from storage import models

C = models.Channel

VISIBLE = and_(models.Idea.hidden.is_(False), models.Idea.stage != Stage.WITHDRAWN)
"""What is hidden or withdrawn is seen by nobody."""
CLOSED = C.trouble == Trouble.OUTSIDERS
"""The channels in which what hangs is closed: somebody reads there who may not see it."""
