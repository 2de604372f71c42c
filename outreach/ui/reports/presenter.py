"""What happens on the reports page.  No Qt: read this to know what the page does.

A report is added up and printed into bytes on the reading thread; what comes back for a month, site or report that
is no longer asked for is dropped.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Any

from outreach import catalog
from outreach.errors import StorageTrouble
from outreach.exchange.files import save_file
from outreach.safety.staff import Right
from outreach.tallies.periods import Period, following_month
from outreach.ui.reports import making

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from outreach.catalog import Catalog
    from outreach.errors import Refusal
    from outreach.safety.staff import Actor
    from outreach.tallies.tally import Tally
    from outreach.translation import Translator
    from outreach.ui.reports.making import Made
    from outreach.ui.tasks import Tasks
    from outreach.vocabulary import At, SiteId

_MONTHS_OFFERED = 24


class Report(StrEnum):
    """The reports there are, in the order of the list."""

    TALLY = "tally"
    STATEMENT = "statement"


@dataclass(frozen=True, slots=True)
class Reports:
    """Who asks, their clock, and the language of the paper."""

    by: Actor
    clock: Callable[[], At]
    words: Translator


@dataclass(frozen=True, slots=True)
class State:
    """Everything the page shows.  `made` is None while the report asked for is not there yet."""

    month: date
    this_month: date
    report: Report = Report.TALLY
    site_id: SiteId | None = None
    center: Catalog | None = None
    made: Made | None = None
    may_export: bool = False
    saved_as: str = ""
    refusal: Refusal | None = None

    @property
    def is_making(self) -> bool:
        return self.made is None and self.refusal is None

    @property
    def tally(self) -> Tally | None:
        return self.made.tally if self.made else None

    @property
    def has_later(self) -> bool:
        return self.month < self.this_month

    @property
    def months(self) -> tuple[date, ...]:
        """Newest first, back to where the records begin; the arrows go back further."""
        began = self.center.began_on.replace(day=1) if self.center else self.month
        months = [self.this_month]
        while months[-1] > began and len(months) < _MONTHS_OFFERED:
            months.append(_month_before(months[-1]))
        return tuple(months) if self.month in months else (*months, self.month)

    @property
    def file_name(self) -> str:
        """Says which report of which month and nothing about anybody; the center is not named either."""
        return f"{self.report}-{self.month:%Y-%m}"


class ReportsPresenter:
    def __init__(self, tasks: Tasks, reports: Reports, show: Callable[[State], None]) -> None:
        self._tasks = tasks
        self._reports = reports
        self._show = show
        self._asked = 0
        this_month = reports.clock().day.replace(day=1)
        may_export = reports.by.has(Right.REPORT)
        self._state = State(month=_month_before(this_month), this_month=this_month, may_export=may_export)

    @property
    def state(self) -> State:
        return self._state

    def refresh(self) -> None:
        """Read again; what is shown stays until the new page is there."""
        today = self._reports.clock().day
        self._change(this_month=today.replace(day=1), refusal=None)
        language = self._reports.words.language
        load = partial(catalog.load, language=language, on=today)
        self._tasks.read(load, then=self._center_read, failed=self._refused)

    def forget(self) -> None:
        """The center is locked: let the page go, and every answer on its way."""
        self._asked += 1
        self._change(made=None, refusal=None, saved_as="")

    def choose_report(self, report: Report) -> None:
        self._ask(report=report)

    def choose_month(self, month: date) -> None:
        self._ask(month=month)

    def earlier(self) -> None:
        self._ask(month=_month_before(self._state.month))

    def later(self) -> None:
        if self._state.has_later:
            self._ask(month=following_month(self._state.month))

    def choose_site(self, site_id: SiteId | None) -> None:
        self._ask(site_id=site_id)

    def save_pdf(self, path: Path) -> None:
        if self._state.made and self._state.may_export:
            self._save(path, self._state.made.pdf)

    def save_figures(self, path: Path) -> None:
        """Write every figure of the page as JSON, for a spreadsheet or another program."""
        if self._state.made and self._state.may_export:
            self._save(path, making.figures(self._state.made.tally))

    def _ask(self, **asked: Any) -> None:
        if all(getattr(self._state, name) == value for name, value in asked.items()):
            return
        self._change(**asked, made=None, refusal=None, saved_as="")
        self._make()

    def _make(self) -> None:
        self._asked += 1
        state = self._state
        make = partial(
            making.make,
            period=Period.month(state.month.year, state.month.month),
            site_id=state.site_id,
            is_statement=state.report is Report.STATEMENT,
            words=self._reports.words,
            printed_on=self._reports.clock().day,
            initials=self._reports.by.initials,
        )
        number = self._asked
        self._tasks.read(
            make, then=partial(self._made, number), failed=partial(self._failed, number), key=ReportsPresenter
        )

    def _made(self, number: int, made: Made) -> None:
        if number == self._asked and made != self._state.made:
            self._change(made=made, refusal=None)

    def _failed(self, number: int, refusal: Refusal) -> None:
        if number == self._asked:
            self._refused(refusal)

    def _refused(self, refusal: Refusal) -> None:
        self._change(made=None, refusal=refusal)

    def _center_read(self, center: Catalog) -> None:
        """A month is printed when it is over, so that one is shown first; a center in its first month has no other."""
        is_first = self._state.center is None
        if is_first and center.began_on >= self._state.this_month:
            self._change(center=center, month=self._state.this_month)
        else:
            self._change(center=center)
        self._make()

    def _save(self, path: Path, content: bytes) -> None:
        try:
            save_file(path, content)
        except StorageTrouble as trouble:
            self._change(saved_as="", refusal=trouble)
        else:
            self._change(saved_as=str(path), refusal=None)

    def _change(self, **changes: Any) -> None:
        self._state = replace(self._state, **changes)
        self._show(self._state)


def _month_before(month: date) -> date:
    return (month - timedelta(days=1)).replace(day=1)
