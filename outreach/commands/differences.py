"""What a count changed, a lot a line: its source too, where the number does not tell it from another of them."""

from collections import Counter
from collections.abc import Sequence
from typing import TextIO

from outreach.commands.desk import WORDS, Desk
from outreach.stock import levels
from outreach.stock.counts import Difference
from outreach.stock.draft_reading import DraftLine


def say(desk: Desk, differences: Sequence[Difference], out: TextIO) -> None:
    """Each with its sign."""
    lots = desk.read(levels.lot_names, [one.lot_id for one in differences])
    alike = Counter((one.item_id, lots[one.lot_id].number) for one in differences)
    for one in differences:
        lot = lots[one.lot_id]
        named = [desk.catalog.item[one.item_id].name, f"lot {lot.number}" if lot.number else "no lot number"]
        named += [lot.source] if alike[one.item_id, lot.number] > 1 else []
        out.write(f"{', '.join(named)}: {WORDS.signed(one.quantity)}\n")


def say_left(desk: Desk, lines: Sequence[DraftLine], out: TextIO) -> None:
    """What came since the count began, and nobody counted."""
    for line in lines:
        lot = f"lot {line.lot_number}" if line.lot_number else "no lot number"
        held = WORDS.number(line.expected)
        name = desk.catalog.item[line.item_id].name
        out.write(f"{name}, {lot}: came since the count began, not counted; {held} left as they are\n")
