"""What one tick of a totals sheet stands for: the same words on paper and on the screen."""

from outreach.catalog import Item
from outreach.translation import N_, Translator

TOTAL_IN_UNITS = N_("Total in units")


def tick_of(item: Item, pack: int, words: Translator) -> str:
    """10 units, 1 kit: what leaves a hand at once."""
    if item.naloxone is not None and item.doses_per_unit > 1:
        return words.count("{n} kit", "{n} kits", pack)
    return words.count("{n} unit", "{n} units", pack)
