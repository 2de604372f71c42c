"""A paper as it was recorded, typed again so that it can be put right.  Pure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from outreach.ui.stock.paper.draft import Chosen, PaperDraft, StoodAt
from outreach.vocabulary import DocumentKind, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from outreach.catalog import Item
    from outreach.stock.paper_reading import OpenedPaper, PaperLine
    from outreach.vocabulary import ItemId

_PARTS = (Kind.USED_IN_KIT, Kind.OUT_OF_KIT, Kind.MADE_KIT)
_D = TypeVar("_D", bound=PaperDraft)


def of(blank: _D, opened: OpenedPaper, items: Mapping[ItemId, Item]) -> _D:
    """What one would have typed for it; posted, it stands in its place.

    Its lots stay those it took, known as they were; kits it made up are made up anew.
    """
    paper = opened.paper
    sites = (paper.site_id, *((paper.to_site_id,) if paper.to_site_id is not None else ()))
    draft = replace(
        blank, site_id=paper.site_id, on=paper.on, side=None, lines=(), replaces=paper.id,
        stood=StoodAt(paper.on, sites),
    )  # fmt: skip
    made = {line.lot_id for line in opened.lines if line.kind is Kind.MADE_KIT}
    for line in _typed(opened):
        item = items[line.item_id]
        lot = Chosen(line.lot_id, line.lot, line.expires_on, line.source, line.lot_known)
        draft = draft.with_line(item, str(abs(line.quantity)), None if line.lot_id in made else lot)
    return draft


def _typed(opened: OpenedPaper) -> Iterator[PaperLine]:
    """The lines somebody typed: of kits made up or taken apart the kits, of all else not what went into them."""
    if opened.paper.kind is DocumentKind.KITS_MADE:
        yield from (line for line in opened.lines if line.kind is Kind.MADE_KIT)
    else:
        yield from (line for line in opened.lines if line.kind not in _PARTS)
