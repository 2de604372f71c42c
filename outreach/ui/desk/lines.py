"""The lines of the basket.  Pure: no two lines are of one item, lot and content, and none is of nothing."""

from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from outreach.entry import Asked, Given, Unlisted
from outreach.vocabulary import Despite, ItemId, LotId, LotKnown, NaloxoneReason

Parts = tuple[tuple[ItemId, int], ...]
"""What is in each kit of a line that was changed, in the order of the items' numbers."""


class LineKey(NamedTuple):
    """What tells one line of the basket from the others."""

    item_id: ItemId
    lot_id: LotId | None = None
    parts: Parts | None = None


@dataclass(frozen=True, slots=True)
class Picked:
    """A lot somebody chose or scanned, and how it is called."""

    lot_id: LotId
    number: str
    expires_on: date | None
    known: LotKnown = LotKnown.CHOSEN
    despite: Despite | None = None
    is_recalled: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """So many of an item; without a lot, by the books."""

    item_id: ItemId
    amount: int
    lot: Picked | None = None
    reason: NaloxoneReason | None = None  # why naloxone is taken, if it was asked
    parts: Parts | None = None  # in each kit, if a part was swapped or left out

    @property
    def key(self) -> LineKey:
        return LineKey(self.item_id, self.lot_id, self.parts)

    @property
    def lot_id(self) -> LotId | None:
        return self.lot.lot_id if self.lot else None

    def given(self) -> Given:
        if self.lot is None:
            return Given(self.item_id, self.amount, parts=self.parts, reason=self.reason)
        lot = self.lot
        return Given(self.item_id, self.amount, lot.lot_id, lot.known, lot.despite, self.parts, self.reason)


Lines = tuple[Line, ...]


def total(lines: Lines, item_id: ItemId) -> int:
    return sum(line.amount for line in lines if line.item_id == item_id)


def with_total(lines: Lines, item_id: ItemId, amount: int) -> Lines:
    """Exactly so many of an item: more is more by the books, or of the lot taken last; less takes that first.

    Another kit is one as the recipe says, beside those that were changed.
    """
    left = amount - total(lines, item_id)
    places = [place for place, line in enumerate(lines) if line.item_id == item_id]
    if left > 0 and all(lines[place].parts is not None for place in places):
        return (*lines, Line(item_id, left))
    changed = list(lines)
    for place in sorted(places, key=lambda at: (lines[at].parts is not None, lines[at].lot is not None, -at)):
        now = changed[place].amount
        changed[place] = replace(changed[place], amount=max(0, now + left))
        left += now - changed[place].amount
    return tuple(line for line in changed if line.amount > 0)


def line_of(lines: Lines, key: LineKey) -> Line | None:
    return next((line for line in lines if line.key == key), None)


def with_amount(lines: Lines, key: LineKey, amount: int) -> Lines:
    """Exactly so many on one line; none takes it out."""
    changed = (replace(line, amount=amount) if line.key == key else line for line in lines)
    return tuple(line for line in changed if line.amount > 0)


def with_lot(lines: Lines, key: LineKey, lot: Picked | None) -> Lines:
    """The same line from another lot, or by the books; it joins the line that is there already."""
    line = line_of(lines, key)
    return _with(lines, key, replace(line, lot=lot)) if line else lines


def with_parts(lines: Lines, key: LineKey, parts: Parts | None) -> Lines:
    """The same kits with this in each, or (None) as the recipe says; they join the line that is there already."""
    line = line_of(lines, key)
    return _with(lines, key, replace(line, parts=parts)) if line else lines


def with_reason(lines: Lines, key: LineKey, reason: NaloxoneReason | None) -> Lines:
    return tuple(replace(line, reason=reason) if line.key == key else line for line in lines)


def with_more(lines: Lines, more: Line) -> Lines:
    """So many more, on the line of the same lot and content or on a new one."""
    line = line_of(lines, more.key)
    return with_amount(lines, more.key, line.amount + more.amount) if line else (*lines, more)


def _with(lines: Lines, key: LineKey, line: Line) -> Lines:
    """A line in the place of another."""
    place = next(place for place, one in enumerate(lines) if one.key == key)
    return _joined(lines[:place], line, lines[place + 1 :])


def _joined(before: Lines, line: Line, after: Lines) -> Lines:
    same = [other for other in (*before, *after) if other.key == line.key]
    line = replace(line, amount=line.amount + sum(other.amount for other in same))
    return (*(other for other in before if other not in same), line, *(other for other in after if other not in same))


def with_asked(asked: tuple[Asked, ...], item_id: ItemId, amount: int) -> tuple[Asked, ...]:
    """Exactly so many asked for; none takes it out."""
    if any(one.item_id == item_id for one in asked):
        changed = tuple(replace(one, quantity=amount) if one.item_id == item_id else one for one in asked)
    else:
        changed = (*asked, Asked(item_id, amount))
    return tuple(one for one in changed if one.quantity > 0)


def with_unlisted(unlisted: tuple[Unlisted, ...], name: str, amount: int) -> tuple[Unlisted, ...]:
    """Exactly so many of a thing that is not on the list; none takes it out.  Case does not tell things apart."""
    name = " ".join(name.split())
    if any(one.name.casefold() == name.casefold() for one in unlisted):
        changed = tuple(
            replace(one, quantity=amount) if one.name.casefold() == name.casefold() else one for one in unlisted
        )
    else:
        changed = (*unlisted, Unlisted(name, amount))
    return tuple(one for one in changed if one.quantity > 0)
