"""Kits made up ahead or taken apart, as they are typed: one kit, how many, and of which lot.  Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Self

from outreach.ui.stock.paper.draft import Chosen, Field, Missing, PaperDraft, PaperLine, Place, Problem

if TYPE_CHECKING:
    from datetime import date

    from outreach.catalog import Item


class Deed(StrEnum):
    MAKE = "make"
    UNMAKE = "unmake"


@dataclass(frozen=True, slots=True)
class KitsDraft(PaperDraft):
    """There is one line at most: its `number` is that of the lot made up, its `lot` the one taken apart."""

    deed: Deed = Deed.MAKE
    was_called: str = ""  # the lot that is made up again, which keeps its number

    @property
    def is_begun(self) -> bool:
        return self.replaces is not None or any(not line.is_blank or line.number.strip() for line in self.lines)

    @property
    def kit(self) -> PaperLine | None:
        return self.lines[0] if self.lines else None

    def with_line(self, item: Item, amount: str = "", lot: Chosen | None = None) -> Self:
        """Another kit in its place; the amount stays where none was said."""
        key = self.last_key + 1
        amount = amount or (self.kit.amount if self.kit else "")
        return replace(self, lines=(PaperLine(key, item, amount, lot),), last_key=key)

    def line_problems(self, line: PaperLine) -> list[Problem]:
        found = PaperDraft.line_problems(self, line)
        if self.deed is Deed.UNMAKE and line.lot is None:
            found.append(Problem(Place(Field.NUMBER, line.key), Missing.LOT_OF_KITS))
        return found

    def problems(self, today: date) -> list[Problem]:
        found = PaperDraft.problems(self, today)
        return [replace(one, what=Missing.KIT) if one.what is Missing.LINE else one for one in found]
