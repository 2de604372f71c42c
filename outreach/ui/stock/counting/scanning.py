"""What a scan means while counting: a label of ours names its lot, any other is a box as on every page.  No Qt."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any

from outreach import label_codes
from outreach.stock.lot_labels import lot_of
from outreach.ui.stock.box_scans import BoxScans

if TYPE_CHECKING:
    from collections.abc import Callable

    from outreach.stock.known_lots import KnownLot
    from outreach.ui.shared.bursts import Into
    from outreach.vocabulary import LotId

_SHEET = re.compile(r"[A-Z2-9]{3}[^A-Z0-9]?[1-9][0-9]{2}")


class CountScans(BoxScans):
    """`is_waiting_for_sheet()`: no count is open, so that the barcode of a printed sheet opens its own (`sheet`)."""

    def __init__(
        self, *given: Any, lot: Callable[[LotId, int], None], sheet: Callable[[str], None],
        is_waiting_for_sheet: Callable[[], bool],
    ) -> None:  # fmt: skip
        super().__init__(*given)
        self._lot, self._sheet, self._is_waiting = lot, sheet, is_waiting_for_sheet

    def is_scan(self, text: str, into: Into) -> bool:
        if self._is_waiting():
            return sheet_of(text) is not None
        return label_codes.read(text) is not None or super().is_scan(text, into)

    def scanned(self, text: str) -> None:
        label = label_codes.read(text)
        if self._is_waiting():
            self._sheet(sheet_of(text) or "")
        elif label is not None:
            self._tasks.read(partial(lot_of, label=label), partial(self._label_found, label.units))
        else:
            super().scanned(text)

    def _label_found(self, units: int, lot: KnownLot | None) -> None:
        if lot is not None:
            self._lot(lot.lot_id, units)


def sheet_of(text: str) -> str | None:
    """The number of a count sheet in its barcode."""
    said = text.strip().upper()
    return said if _SHEET.fullmatch(said) else None
