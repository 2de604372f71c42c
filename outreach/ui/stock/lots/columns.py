"""The columns of the list of lots: what each says of one, how it sorts, how it looks."""

from collections.abc import Sequence
from datetime import date

from outreach.catalog import Catalog, source_said
from outreach.stock.lot_listing import ListedLot
from outreach.translation import N_, Translator
from outreach.ui.shared.rows_model import NAME_WEIGHT, Column
from outreach.ui.shared.status import Mark
from outreach.ui.stock import wording
from outreach.ui.stock.lots import wording as said
from outreach.ui.theme import Color


def columns(known: Catalog | None, today: date, *, is_narrow: bool = False) -> Sequence[Column[ListedLot]]:
    def item(lot: ListedLot, _words: Translator) -> str:
        return known.item[lot.item_id].name if known and lot.item_id in known.item else ""

    def marks(lot: ListedLot, words: Translator) -> list[tuple[Mark, str]]:
        mark, text = said.mark(lot, today, words)
        return [(mark, text)] if text else []

    source: Column[ListedLot] = Column(
        N_("Source"), text=lambda lot, words: source_said(lot.source, words.language),
        sort_by=lambda lot: lot.source.casefold(), ink=Color.TEXT2,
    )  # fmt: skip
    return (
        Column(
            N_("Lot"), text=lambda lot, words: lot.number or words(N_("No number")),
            sort_by=lambda lot: lot.number.casefold(), weight=NAME_WEIGHT,
        ),
        Column(
            N_("Item"), text=item, sort_by=lambda lot: known.item[lot.item_id].name.casefold() if known else "",
            stretches=True, quiet=lambda lot, words: source_said(lot.source, words.language) if is_narrow else "",
        ),
        Column(
            N_("Expires"), text=lambda lot, _: wording.expiry(lot.expires_on),
            sort_by=lambda lot: lot.expires_on or date.max, ink=Color.TEXT2,
        ),
        *([] if is_narrow else [source]),
        Column(
            N_("On hand"), text=lambda lot, words: words.number(lot.on_hand) if lot.on_hand else wording.NOTHING,
            sort_by=lambda lot: lot.on_hand, is_number=True,
        ),
        Column(
            "", text=lambda *_: "", sort_by=lambda lot: (lot.is_recalled, lot.on_hold, lot.has_expired(today)),
            marks=marks,
        ),
    )  # fmt: skip
