"""What is said of a kit's shelf: those made up, and those its loose parts are enough for."""

from outreach.stock.levels import Level
from outreach.translation import N_, Translator


def kits(level: Level, words: Translator) -> str:
    """`359 can be made`, or `12 made, 359 more can be`."""
    n, made = level.can_make or 0, level.usable
    if made <= 0:
        return words(N_("{n} can be made"), n=level.can_be_given)
    return words(N_("{made} made, {n} more can be"), made=made, n=n) if n else words(N_("{n} made"), n=made)
