"""The totals row written on the paper: what stands in its cells, and what typing there makes of it.  Pure."""

from outreach.sheets.rows import PaperTotals
from outreach.ui.sheets.amounts import NOT_WHOLE, Wrong
from outreach.ui.sheets.columns import Column
from outreach.vocabulary import ItemId, ServiceId


def paper_text(totals: PaperTotals, column: Column) -> str:
    found = dict(totals.items).get(column.item_id or ItemId(0))
    if column.service_id is not None:
        found = dict(totals.services).get(column.service_id)
    return "" if found is None else str(found)


def with_total(totals: PaperTotals, column: Column, text: str) -> PaperTotals | Wrong:
    """The totals row with this figure in it; only what is added up has one."""
    if not column.is_added_up:
        return totals
    if text and not (text.isascii() and text.isdigit()):
        return Wrong(NOT_WHOLE)
    items = {id_: n for id_, n in totals.items if id_ != column.item_id}
    services = {id_: n for id_, n in totals.services if id_ != column.service_id}
    if text and column.item_id is not None:
        items[ItemId(column.item_id)] = int(text)
    elif text and column.service_id is not None:
        services[ServiceId(column.service_id)] = int(text)
    return PaperTotals(tuple(items.items()), tuple(services.items()))
