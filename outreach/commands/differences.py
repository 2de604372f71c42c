"""What a count changed, a lot a line: its source too, where the number does not tell it from another of them."""

from collections import Counter
from collections.abc import Sequence
from typing import TextIO

from outreach.commands.desk import WORDS, Desk
from outreach.stock.counts import Difference
from outreach.stock.draft_reading import DraftLine
from outreach.stock.known_lots import lots_named


def say(desk: Desk, differences: Sequence[Difference], out: TextIO) -> None:
    """Each with its sign."""
    lots = desk.read(lots_named, {one.lot_id for one in differences})
    alike = Counter((one.item_id, lots[one.lot_id].number) for one in differences)
    for one in differences:
        lot = lots[one.lot_id]
        named = [desk.catalog.item[one.item_id].name, _called(lot.number)]
        named += [lot.source] if alike[one.item_id, lot.number] > 1 else []
        out.write(f"{', '.join(named)}: {WORDS.signed(one.quantity)}\n")


def say_left(desk: Desk, lines: Sequence[DraftLine], out: TextIO) -> None:
    """What came since the count began, and nobody counted."""
    for line in lines:
        held = WORDS.number(line.expected)
        named = f"{desk.catalog.item[line.item_id].name}, {_called(line.lot_number)}"
        out.write(f"{named}: came since the count began, not counted; {held} left as they are\n")


def _called(number: str) -> str:
    return f"lot {number}" if number else "no lot number"
