"""A transfer as it is typed: where to, and what; filled, it brings a site up to its targets.  Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from outreach.ui.stock.paper.draft import Chosen, Field, Missing, PaperDraft, Place, Problem
from outreach.vocabulary import ItemId, SiteId

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from outreach.catalog import Item
    from outreach.stock.levels import LotLevel
    from outreach.stock.transfers import Refill


@dataclass(frozen=True, slots=True)
class MoveDraft(PaperDraft):
    """`lacking`: what the store has not of what was proposed."""

    to_site_id: SiteId | None = None
    lacking: tuple[tuple[ItemId, int], ...] = ()

    def about_problems(self) -> list[Problem]:
        return [] if self.to_site_id is not None else [Problem(Place(Field.TO), Missing.TO)]

    def filled(
        self, refills: Sequence[Refill], items: Mapping[ItemId, Item], lots: Mapping[ItemId, Sequence[LotLevel]]
    ) -> MoveDraft:
        """What is proposed, lot by lot, in place of the lines there were; each amount can be changed."""
        draft = replace(self, lines=())
        for refill in refills:
            sources = {lot.lot_id: lot.source for lot in lots.get(refill.item_id, ())}
            for one in refill.picks:
                lot = Chosen(one.lot_id, one.number, one.expires_on, sources.get(one.lot_id, ""))
                draft = draft.with_line(items[refill.item_id], str(one.quantity), lot)
        return replace(draft, lacking=tuple((one.item_id, one.lacking) for one in refills if one.lacking))
