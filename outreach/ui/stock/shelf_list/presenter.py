"""What happens on the page of the shelf list: it is made of one site, all of it or a category.  No Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from outreach import catalog
from outreach.errors import Refusal
from outreach.exchange.files import save_file
from outreach.stock import shelf_lists

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from sqlalchemy.orm import Session

    from outreach.catalog import Catalog
    from outreach.translation import Translator
    from outreach.ui.stock.presenter import Stock
    from outreach.ui.tasks import Tasks
    from outreach.vocabulary import CategoryId, SiteId

_MADE = "shelf list"


@dataclass(frozen=True, slots=True)
class Made:
    """The page as bytes, and the center it was made of."""

    catalog: Catalog
    site_id: SiteId
    pdf: bytes


@dataclass(frozen=True, slots=True)
class State:
    """`made` is None while it is being made; `saved_as` is the file it was written to."""

    site_id: SiteId | None = None
    category_id: CategoryId | None = None
    catalog: Catalog | None = None
    made: Made | None = None
    saved_as: str = ""
    refusal: Refusal | None = None

    @property
    def file_name(self) -> str:
        site = self.catalog.site[self.site_id].short_name if self.catalog and self.site_id is not None else ""
        return f"{site}-shelves".strip("-").replace("/", "-").replace(" ", "-").lower()


class ShelfListPresenter:
    def __init__(self, tasks: Tasks, stock: Stock, words: Translator, show: Callable[[State], None]) -> None:
        self._tasks, self._stock, self._words, self._show = tasks, stock, words, show
        self.state = State()

    def refresh(self) -> None:
        """Make it anew; the page that is shown stays until then."""
        state, stock = self.state, self._stock
        query = partial(
            _make, site_id=state.site_id, category_id=state.category_id, language=stock.language,
            day=stock.clock().day, words=self._words, initials=stock.by.initials,
        )  # fmt: skip
        self._tasks.read(query, self._was_made, self._refused, key=_MADE)

    def choose_site(self, site_id: SiteId) -> None:
        self._change(site_id=site_id, made=None, saved_as="")
        self.refresh()

    def choose_category(self, category_id: CategoryId | None) -> None:
        self._change(category_id=category_id, made=None, saved_as="")
        self.refresh()

    def save(self, path: Path) -> None:
        if self.state.made is not None:
            try:
                save_file(path, self.state.made.pdf)
            except Refusal as refusal:
                self._refused(refusal)
            else:
                self._change(saved_as=path.name, refusal=None)

    def _was_made(self, made: Made) -> None:
        self._change(catalog=made.catalog, site_id=made.site_id, made=made, refusal=None)

    def _refused(self, refusal: Refusal) -> None:
        self._change(refusal=refusal)

    def _change(self, **changes: Any) -> None:
        self.state = replace(self.state, **changes)
        self._show(self.state)


def _make(
    session: Session, *, site_id: SiteId | None, category_id: CategoryId | None, language: str, day: date,
    words: Translator, initials: str,
) -> Made:  # fmt: skip
    # Half a second of imports that no page should wait for.
    from outreach.reports.shelf_list import shelf_list_pdf  # noqa: PLC0415
    from outreach.reports.stock_paper import Printed  # noqa: PLC0415

    known = catalog.load(session, language, day)
    site = site_id if site_id is not None else known.sites[0].id
    listed = shelf_lists.shelf_list(session, site, day, category_id)
    return Made(known, site, shelf_list_pdf(listed, known, words, Printed(day, initials)))
