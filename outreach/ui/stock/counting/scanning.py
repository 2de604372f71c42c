"""What a scan means while counting: the barcode of a sheet opens it, any other is a box as on every page.  No Qt."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from outreach.ui.stock.box_scans import BoxScans

if TYPE_CHECKING:
    from collections.abc import Callable

    from outreach.ui.shared.bursts import Into

_SHEET = re.compile(r"[A-Z2-9]{3}[^A-Z0-9]?[1-9][0-9]{2}")


class CountScans(BoxScans):
    """`is_waiting_for_sheet()`: no count is open, so that the barcode of a printed sheet opens its own (`sheet`)."""

    def __init__(
        self, *given: Any, sheet: Callable[[str], None], is_waiting_for_sheet: Callable[[], bool]
    ) -> None:  # fmt: skip
        super().__init__(*given)
        self._sheet, self._is_waiting = sheet, is_waiting_for_sheet

    def is_scan(self, text: str, into: Into) -> bool:
        if self._is_waiting():
            return sheet_of(text) is not None
        return super().is_scan(text, into)

    def scanned(self, text: str) -> None:
        if self._is_waiting():
            self._sheet(sheet_of(text) or "")
        else:
            super().scanned(text)


def sheet_of(text: str) -> str | None:
    """The number of a count sheet in its barcode."""
    said = text.strip().upper()
    return said if _SHEET.fullmatch(said) else None
