"""Which ideas may be shown at all: every query that lists them asks this; `bot/visibility.py` says the same of one."""

from sqlalchemy import and_

from bot.model import Stage
from storage import models

VISIBLE = and_(models.Idea.hidden.is_(False), models.Idea.stage != Stage.WITHDRAWN)
"""What is hidden or withdrawn is seen by nobody."""
