"""What the page of counts asks of the file; what the books expect stays there while a count is blind.  No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from outreach import catalog
from outreach.sheets import reading as sheets
from outreach.stock import come_since, draft_reading, drafts
from outreach.ui.stock.counting.lines import CountLine

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from sqlalchemy.orm import Session

    from outreach.catalog import Catalog
    from outreach.safety.staff import Actor
    from outreach.stock.draft_reading import Draft, Scope
    from outreach.translation import Translator
    from outreach.vocabulary import At, DraftId, SiteId


@dataclass(frozen=True, slots=True)
class Begun:
    """A count in work, as the list shows it."""

    id: DraftId
    site_id: SiteId
    scope: Scope
    sheet: str | None
    started_on: date
    started_hour: int | None
    started_by: str
    counted: int
    lines: int


@dataclass(frozen=True, slots=True)
class Books:
    """The center's lists, the counts in work, and the sheets of each site that are printed and not keyed yet."""

    catalog: Catalog
    begun: tuple[Begun, ...]
    not_keyed: Mapping[SiteId, tuple[str, ...]]

    @property
    def shelves(self) -> tuple[str, ...]:
        return tuple(sorted({item.shelf for item in self.catalog.items if item.shelf}))


@dataclass(frozen=True, slots=True)
class Opened:
    """A count opened.  `is_reviewed`: beside the books; else its lines know nothing of them while it is blind.

    `has_more`: something came since that has no line yet.
    """

    begun: Begun
    is_blind: bool
    lines: tuple[CountLine, ...]
    is_reviewed: bool = False
    has_more: bool = False


def books(session: Session, *, language: str, day: date) -> Books:
    known = catalog.load(session, language, day)
    not_keyed = {
        site.id: tuple(one.number for one in sheets.not_keyed(session, site.id)) for site in known.sites
    }  # fmt: skip
    return Books(known, tuple(_begun(one) for one in draft_reading.in_work(session)), not_keyed)


def opened(session: Session, *, draft_id: DraftId, is_reviewed: bool) -> Opened:
    """Raises NoSuchDraft."""
    draft = draft_reading.load(session, draft_id)
    is_shown = is_reviewed or not draft.is_blind
    lines = tuple(CountLine.of(line, is_shown=is_shown) for line in draft.lines)
    return Opened(_begun(draft), draft.is_blind, lines, is_reviewed, bool(come_since.waiting(session, draft)))


def of_sheet(session: Session, *, number: str) -> Opened:
    """Raises NoSuchDraft."""
    return opened(session, draft_id=draft_reading.of_sheet(session, number), is_reviewed=False)


def numbered(session: Session, *, by: Actor, at: At, draft_id: DraftId) -> str:
    return drafts.number(session, by, at, draft_id)


def paper(
    session: Session, *, draft_id: DraftId, known: Catalog, words: Translator, on: date, initials: str
) -> bytes:  # fmt: skip
    """The sheet of a count, to be written on."""
    # Half a second of imports that no page should wait for.
    from outreach.reports.count_sheet import count_sheet_pdf  # noqa: PLC0415
    from outreach.reports.stock_paper import Printed  # noqa: PLC0415

    return count_sheet_pdf(draft_reading.load(session, draft_id), known, words, Printed(on, initials))


def _begun(draft: Draft) -> Begun:
    return Begun(
        draft.id, draft.site_id, draft.scope, draft.sheet, draft.started_on, draft.started_hour, draft.started_by,
        draft.counted, len(draft.lines),
    )  # fmt: skip
