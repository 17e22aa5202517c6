"""Examples of ideas that somebody puts into a message of their own."""

from dataclasses import replace

from bot.model import Stage
from bot.views import inserting
from tests.adapters.gallery.example import Examples, example
from tests.adapters.gallery.records import DAY, IDEA, MARKUP, words

WAY = "https://teams.microsoft.com/l/message/19:a@thread.tacv2/1?tenantId=t&parentMessageId=1"
LONG = replace(IDEA, title=words(150), about=words(3000))

EXAMPLES: Examples = {
    "idea_put_in": example(inserting.idea_put_in, replace(IDEA, stage=Stage.TRIAL), DAY, WAY),
    "idea_put_in.no_unit": example(inserting.idea_put_in, replace(IDEA, unit=None), DAY, None),
    "idea_put_in.hard_words": example(inserting.idea_put_in, replace(IDEA, title=MARKUP, about=MARKUP), DAY, WAY),
    "idea_put_in.longest": example(inserting.idea_put_in, LONG, DAY, WAY),
    "idea_put_in.lesson": example(inserting.idea_put_in, replace(IDEA, stage=Stage.STOPPED), DAY, WAY, lesson=True),
    "way_put_in": example(inserting.way_put_in, IDEA, WAY),
}
