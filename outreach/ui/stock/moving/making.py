"""A pick list from the books to bytes.  ReportLab is loaded here and only when paper is wanted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from sqlalchemy.orm import Session

    from outreach.catalog import Catalog
    from outreach.stock.pick_lists import PickList
    from outreach.translation import Translator
    from outreach.vocabulary import ItemId


def pick_list(
    session: Session, *, picks: Callable[[Session], PickList], lacking: tuple[tuple[ItemId, int], ...],
    catalog: Catalog, words: Translator, on: date, initials: str,
) -> bytes:  # fmt: skip
    # Half a second of imports that no page should wait for.
    from outreach.reports.pick_list import pick_list_pdf  # noqa: PLC0415
    from outreach.reports.stock_paper import Printed  # noqa: PLC0415

    found = picks(session)
    return pick_list_pdf(replace(found, lacking=found.lacking or lacking), catalog, words, Printed(on, initials))
