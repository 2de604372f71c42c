"""What the page of a hand-over shows beyond its lines.  No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from outreach.stock.slip_reading import Slip, SlipLine
from outreach.ui.stock.handing.draft import HandOverDraft, Whom
from outreach.ui.stock.paper.state import PaperState, Totals
from outreach.vocabulary import DocumentId, LotId, Recipient

if TYPE_CHECKING:
    from outreach.catalog import Partner, Site
    from outreach.errors import Refusal
    from outreach.ui.stock.paper.draft import PaperLine
    from outreach.vocabulary import ItemId


@dataclass(frozen=True, slots=True)
class HandOverState(PaperState):
    """`earlier`: what the partner chosen was handed over before; None while it is read.

    `recall_words` are the center's own, on its slips; none: ours.

    `naming`: an organization is being added; `naming_refusal` is why it was not.
    """

    earlier: tuple[Slip, ...] | None = None
    naming: bool = False
    naming_refusal: Refusal | None = None
    reporting_refusal: Refusal | None = None
    recall_words: str = ""

    @property
    def hand_over(self) -> HandOverDraft:
        assert isinstance(self.draft, HandOverDraft)  # noqa: S101 - the only kind this page has
        return self.draft

    @property
    def takes_all(self) -> bool:
        """A machine is filled as another site is."""
        return self.hand_over.whom is Whom.MACHINE

    @property
    def partner(self) -> Partner | None:
        partners = self.catalog.partners if self.catalog else ()
        return next((one for one in partners if one.id == self.hand_over.partner_id), None)

    @property
    def machines(self) -> tuple[Site, ...]:
        return tuple(site for site in self.catalog.sites if site.is_machine) if self.catalog else ()

    @property
    def machine(self) -> Site | None:
        return next((site for site in self.machines if site.id == self.hand_over.machine_id), None)

    @property
    def counties(self) -> tuple[str, ...]:
        """Every county the center knows of."""
        if self.catalog is None:
            return ()
        known = [place.county for place in self.catalog.places] + [one.county for one in self.catalog.partners]
        return tuple(sorted({county for county in known if county}))

    @property
    def county(self) -> str:
        """The one chosen, else the partner's own."""
        own = self.partner.county if self.partner and self.hand_over.whom is Whom.PARTNER else ""
        return self.hand_over.county or own

    @property
    def name(self) -> str:
        """Who gets it, as it is called."""
        draft = self.hand_over
        if draft.whom is Whom.PARTNER:
            return self.partner.name if self.partner else ""
        if draft.whom is Whom.MACHINE:
            return self.machine.name if self.machine else ""
        return draft.named.strip()

    def gave(self, line: PaperLine) -> int | None:
        """What the machine gave of it: on the books less found."""
        if line.found is None or self.books is None:
            return None
        return max(0, self.books.there.get(line.item.id, 0) - line.found)

    def more(self, line: PaperLine) -> int:
        """What was counted in the machine beyond its books, once they are read."""
        machine = self.hand_over.machine_id if self.hand_over.whom is Whom.MACHINE else None
        if line.found is None or self.books is None or machine is None or self.books.asked.to_site_id != machine:
            return 0
        return max(0, line.found - self.books.there.get(line.item.id, 0))

    def totals(self) -> Totals:
        """Into a machine go units, as they are typed: nobody was given them yet."""
        if self.hand_over.whom is not Whom.MACHINE:
            return PaperState.totals(self)
        return Totals(put_in=sum(line.units or 0 for line in self.draft.lines))

    def slip(self) -> Slip | None:
        """As it would be printed; its number comes when it is recorded.  None for a machine."""
        draft, recipient = self.hand_over, self.hand_over.whom.recipient
        if recipient is None or self.site_id is None:
            return None
        is_used = recipient is Recipient.USED_HERE
        return Slip(
            DocumentId(0), "", self.day, self.site_id, recipient, self.name, "" if is_used else self.county,
            self._slip_lines(), (), is_void=False, recall_words=self.recall_words,
            collected_by=draft.to().collected_by, instead_of=draft.slip,
        )  # fmt: skip

    def _slip_lines(self) -> tuple[SlipLine, ...]:
        """Lot by lot; of one lot once, kits that are made up just now among them as their lot will be."""
        sums: dict[tuple[ItemId, LotId], SlipLine] = {}
        for shares in self.shares().values():
            for one in shares:
                key = (one.item.id, one.lot_id or LotId(0))
                before = sums[key].quantity if key in sums else 0
                sums[key] = SlipLine(*key, one.number, one.expires_on, one.source, before + one.quantity)
        return tuple(sums.values())
