"""Examples of what is said around the leadership's sheets."""

from bot.views import pack
from tests.adapters.gallery.example import Examples, example

EXAMPLES: Examples = {
    "pack_coming": example(pack.pack_coming),
    "pack_left": example(pack.pack_left),
    "pack_old": example(pack.pack_old),
    "pack_lost": example(pack.pack_lost),
}
