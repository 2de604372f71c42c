"""The basket for so many people at once: one key gives each of them what was entered for one.  Pure."""

from dataclasses import dataclass, replace

from outreach.entry import Unlisted
from outreach.ui.desk.lines import Lines


@dataclass(frozen=True, slots=True)
class ForOne:
    """What stood in the basket for one person, and for how many it was given since."""

    lines: Lines
    unlisted: tuple[Unlisted, ...]
    people: int


Basket = tuple[Lines, tuple[Unlisted, ...]]


def for_one(basket: Basket, before: ForOne | None) -> ForOne | None:
    """`before`, as long as the basket is still what it was made into."""
    return before if before is not None and basket == times(before, before.people) else None


def times(one: ForOne, people: int) -> Basket:
    return (
        tuple(replace(line, amount=line.amount * people) for line in one.lines),
        tuple(replace(thing, quantity=thing.quantity * people) for thing in one.unlisted),
    )


def pressed(basket: Basket, before: ForOne | None, people: int) -> tuple[Basket, ForOne | None]:
    """The basket for so many people; pressed again for as many, what it was for one."""
    known = for_one(basket, before)
    if known is not None and known.people == people:
        return (known.lines, known.unlisted), None
    made = replace(known, people=people) if known is not None else ForOne(basket[0], basket[1], people)
    return times(made, people), made
