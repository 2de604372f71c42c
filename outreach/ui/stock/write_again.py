"""A delivery as it was recorded, typed again so that it can be put right.  Pure."""

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from outreach.catalog import Item
from outreach.stock.amounts import as_typed, typed_expiry
from outreach.stock.paper_reading import OpenedPaper, PaperLine
from outreach.ui.stock.draft import Draft, ItemDraft, LotDraft
from outreach.vocabulary import Arrived, ItemId, Kind


def draft_of(opened: OpenedPaper, items: Mapping[ItemId, Item], client_id: UUID) -> Draft:
    """What one would have typed for it; posted, it stands in its place."""
    paper = opened.paper
    draft = Draft(
        client_id, paper.site_id, paper.on,
        supplier_id=opened.supplier_id, reference=paper.reference, replaces=paper.id, replaced_on=paper.on,
    )  # fmt: skip
    for line in opened.lines:
        if line.kind is Kind.RECEIVED:
            draft = draft.with_lot(items[line.item_id])
            draft = _with(draft, draft.last_key, _lot(draft.last_key, line, items[line.item_id]))
    for said in opened.said:
        item = items[said.item_id]
        if not any(one.item.id == item.id for one in draft.items):  # all of it went back, or none came
            draft = draft.with_lot(item)
            back = as_typed(said.goes_back, item.units_per_box, item.units_per_case)
            draft = _with(draft, draft.last_key, LotDraft(draft.last_key, back))
        key = next(one.key for one in draft.items if one.item.id == item.id)
        draft = draft.said_of(
            key, ordered=_typed(said.ordered, item), invoiced=_typed(said.invoiced, item), chosen=_chosen(said.reason)
        )
    return draft


def _lot(key: int, line: PaperLine, item: Item) -> LotDraft:
    amount = as_typed(line.quantity, item.units_per_box, item.units_per_case)
    expiry = typed_expiry(line.expires_on) if line.expires_on else ""
    return LotDraft(key, amount, line.lot, expiry, line.source_id)


def _with(draft: Draft, key: int, lot: LotDraft) -> Draft:
    def put(one: ItemDraft) -> ItemDraft:
        return replace(one, lots=tuple(lot if each.key == key else each for each in one.lots))

    return replace(draft, items=tuple(put(one) for one in draft.items))


def _typed(units: int | None, item: Item) -> str:
    return "" if units is None else as_typed(units, item.units_per_box, item.units_per_case)


def _chosen(reason: Arrived | None) -> Arrived | None:
    """Short and free follow from the figures, and change with them."""
    return reason if reason in (Arrived.DAMAGED, Arrived.WRONG) else None
