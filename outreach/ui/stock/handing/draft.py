"""A hand-over as it is typed: who gets it, and what.  Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from outreach.stock.counts import Found
from outreach.stock.handovers import To
from outreach.ui.stock.paper.draft import Field, Missing, PaperDraft, PaperLine, Place, Problem
from outreach.vocabulary import CollectedBy, PartnerId, Recipient, SiteId


class Whom(StrEnum):
    """Who gets it, in the order of the cards.  A machine gave what its refill finds gone."""

    PARTNER = "partner"
    EVENT = "event"
    MACHINE = "machine"
    TRAINING = "training"
    USED_HERE = "used_here"

    @property
    def recipient(self) -> Recipient | None:
        return None if self is Whom.MACHINE else Recipient(self.value)


_NAMED = {Whom.EVENT: Missing.EVENT, Whom.TRAINING: Missing.TRAINING}


@dataclass(frozen=True, slots=True)
class HandOverDraft(PaperDraft):
    """`named`: what an event or a training was called, or what was used here for.

    `looked_into`: the machine whose items were put down as lines.  `slip`: the one it is written again for.
    """

    whom: Whom = Whom.PARTNER
    partner_id: PartnerId | None = None
    county: str = ""
    collected_by: CollectedBy | None = None
    named: str = ""
    machine_id: SiteId | None = None
    looked_into: SiteId | None = None
    slip: str = ""

    @property
    def is_begun(self) -> bool:
        is_said = self.replaces is not None or bool(self.named.strip())
        return is_said or any(not line.is_blank for line in self.lines)

    def to(self) -> To:
        partner = self.partner_id if self.whom is Whom.PARTNER else None
        collected = self.collected_by if self.whom is Whom.PARTNER else None
        county = "" if self.whom is Whom.USED_HERE else self.county
        return To(self.whom.recipient or Recipient.USED_HERE, partner, county, collected)

    @property
    def reference(self) -> str:
        return "" if self.whom is Whom.PARTNER else self.named.strip()

    def found(self) -> list[Found]:
        """What was counted in the machine."""
        return [Found(line.item.id, line.found) for line in self.lines if line.found is not None]

    def about_problems(self) -> list[Problem]:
        what = None
        if self.whom is Whom.PARTNER and self.partner_id is None:
            what = Missing.PARTNER
        elif self.whom is Whom.MACHINE and self.machine_id is None:
            what = Missing.MACHINE
        elif self.whom in _NAMED and not self.named.strip():
            what = _NAMED[self.whom]
        return [Problem(Place(Field.WHO), what)] if what else []

    def line_problems(self, line: PaperLine) -> list[Problem]:
        if self.whom is not Whom.MACHINE:
            return PaperDraft.line_problems(self, line)
        found = []
        if counted := line.counted_problem():
            found.append(Problem(Place(Field.COUNTED, line.key), counted))
        if line.is_blank:
            found.append(Problem(Place(Field.COUNTED, line.key), Missing.COUNTED))
        elif line.amount.strip() and (what := line.amount_problem()):
            found.append(Problem(Place(Field.AMOUNT, line.key), what))
        return found
