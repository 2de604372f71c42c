"""What the window asks before it writes, asked on a terminal and answered by an option elsewhere."""

import sys
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from outreach.catalog import Catalog
from outreach.commands.desk import WORDS, Desk
from outreach.errors import Refusal
from outreach.stock import count_sides
from outreach.stock.beyond import LotOnHold, LotPastDate
from outreach.stock.count_sides import SideNotSaid
from outreach.stock.known_lots import KnownLot
from outreach.stock.source_rules import AgainstRule
from outreach.vocabulary import CountSide, Despite, ItemId, SiteId
from outreach.words import words_for

T = TypeVar("T")
SIDES = tuple(side.value for side in CountSide)


def side_of(
    desk: Desk, said: Mapping[str, Any], on: date, sites: Sequence[SiteId], items: Collection[ItemId]
) -> CountSide | None:
    """Before or after the count of that day, as was said, or as whoever is at the terminal answers.

    Raises SideNotSaid where it matters and nobody says it.
    """
    if said.get("count_side") is not None:
        return CountSide(said["count_side"])
    try:
        for site in sites:
            desk.read(count_sides.check, site, on, with_parts(items, desk.catalog), None)
    except SideNotSaid as refusal:
        return CountSide(answered(refusal, SIDES))
    return None


def despite_rule(act: Callable[..., T], *, was_said: bool) -> T:
    """Do it; against a source's rule once more, if whoever is at the terminal says so.  Raises AgainstRule."""
    try:
        return act(despite_rule=was_said)
    except AgainstRule as refusal:
        if answered(refusal, ("save", "leave")) != "save":
            raise
        return act(despite_rule=True)


def ask_of_lots(doubted: Iterable[tuple[KnownLot, Despite]]) -> None:
    """Before such a lot goes whoever is at the terminal says so; elsewhere it is done, and said.

    Raises LotOnHold, LotPastDate.
    """
    if sys.stdin is None or not sys.stdin.isatty():
        return
    for lot, despite in doubted:
        refusal = LotOnHold(lot.number) if despite is Despite.ON_HOLD else LotPastDate(lot.number)
        if answered(refusal, ("take", "leave")) != "take":
            raise refusal


def with_parts(items: Collection[ItemId], catalog: Catalog) -> frozenset[ItemId]:
    """The items a count could have seen: of kits their parts too."""
    recipes = [recipe for item in items if (recipe := catalog.item[item].recipe)]
    return frozenset(items) | {part.item_id for recipe in recipes for part in recipe.parts}


def answered(refusal: Refusal, choices: Sequence[str]) -> str:
    """Which of these is typed.  Where nobody can be asked, or nothing is answered, the refusal is raised."""
    if sys.stdin is None or not sys.stdin.isatty():
        raise refusal
    while True:
        sys.stderr.write(f"{words_for(refusal, WORDS)} [{'/'.join(choices)}] ")
        sys.stderr.flush()
        typed = sys.stdin.readline()
        if not typed.strip():
            raise refusal
        meant = [choice for choice in choices if choice.startswith(typed.strip().lower())]
        if len(meant) == 1:
            return meant[0]
