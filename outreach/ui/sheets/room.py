"""The desk and its paper: one visit, a visit sheet, a totals sheet, each a tab that waits while another is shown; and
behind them the page where something that happened is told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from outreach.drug_checks.check import Check
from outreach.happened.report import Report
from outreach.translation import Translator
from outreach.ui.desk.form import Desk
from outreach.ui.desk.page import DeskPage
from outreach.ui.desk.wording import HAPPENED
from outreach.ui.shared.announce import announce
from outreach.ui.shared.later import Later
from outreach.ui.sheets.holder import Paper
from outreach.ui.sheets.tabs import Tab
from outreach.ui.shortcuts import Key, bind
from outreach.ui.tasks import Tasks
from outreach.vocabulary import EncounterId

if TYPE_CHECKING:
    from collections.abc import Sequence

    from outreach.ui.happened.page import HappenedPage
    from outreach.ui.shared.hints import Hints
    from outreach.ui.sheets.page import SheetPage
    from outreach.visits.beside import Said


class DeskRoom(QWidget):
    """`desk` is the page of one visit; `put_right(number, said)` when what the history wanted corrected is, or is left.

    The window calls the rest.
    """

    put_right = Signal(object, object)

    def __init__(
        self, tasks: Tasks, desk: Desk, words: Translator, hints: Hints | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._tasks, self._paper = tasks, Paper(desk, words)
        self._words = words
        self._made: dict[Tab, SheetPage] = {}
        self._happened = Later(self._make_happened)
        self._left: QWidget | None = None
        self._at: QWidget | None = None
        self._was_telling = False
        self._stack = QStackedWidget(self)
        # Made in its place: a page that is moved there is styled once more.
        page = self.desk = DeskPage(tasks, desk, words, hints, self._stack)
        self._stack.addWidget(page)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self.setLayout(column)
        page.tabs.chosen.connect(self.turn_to)
        page.presenter.scanning.sheet_scanned = self.open_sheet
        page.presenter.happened = self.tell
        bind(Key.NEXT_TAB, self, self._next)
        bind(Key.HAPPENED, self, self.tell)

    @property
    def now(self) -> Tab:
        paper = self._paper_shown
        return paper.tab if paper is not None else Tab.VISIT

    @property
    def shown(self) -> DeskPage | SheetPage | HappenedPage:
        if (happened := self._happened.made) is not None and self._stack.currentWidget() is happened:
            return happened
        return self._paper_shown or self.desk

    @property
    def _paper_shown(self) -> SheetPage | None:
        shown = self._stack.currentWidget()
        return next((page for page in self._made.values() if page is shown), None)

    @property
    def has_work(self) -> bool:
        return self.desk.has_work or any(page.has_work for page in self._behind)

    def refresh(self) -> None:
        self.shown.refresh()

    def focus_first(self) -> None:
        self.shown.focus_first()

    def forget(self) -> None:
        self.desk.forget()
        for page in self._behind:
            page.forget()

    def settle(self) -> None:
        """Unlocked again: send what was on its way when the answers stopped."""
        self.desk.settle()

    def not_answered(self) -> None:
        """A fault of ours ended a save or a posting; what was entered is kept, and may be sent again."""
        self.desk.not_answered()
        for page in self._behind:
            page.presenter.not_answered()

    def conceal(self) -> None:
        self.desk.conceal()
        for page in self._made.values():
            page.conceal()

    def correct(self, encounter_id: EncounterId) -> None:
        """Open a recorded visit on the form."""
        self.turn_to(Tab.VISIT)
        self.desk.correct(encounter_id)

    def open_sheet(self, number: str) -> None:
        """Open a sheet of the history, or one whose bars were scanned, on whichever tab is its own."""
        self._open_other(Tab.VISIT_SHEET, number)

    def page(self, tab: Tab) -> SheetPage:
        """The page of a kind of sheet, made when it is first turned to."""
        if tab not in self._made:
            from outreach.ui.sheets.totals_page import TotalsSheetPage  # noqa: PLC0415 - most days only one visit
            from outreach.ui.sheets.visit_page import VisitSheetPage  # noqa: PLC0415

            kinds: dict[Tab, type[SheetPage]] = {Tab.VISIT_SHEET: VisitSheetPage, Tab.TOTALS_SHEET: TotalsSheetPage}
            page = self._made[tab] = kinds[tab](self._tasks, self._paper)
            page.tabs.chosen.connect(self.turn_to)
            page.posted.connect(self.desk.presenter.elsewhere.back_by_itself)
            other = Tab.TOTALS_SHEET if tab is Tab.VISIT_SHEET else Tab.VISIT_SHEET
            page.other_kind.connect(lambda number: self._open_other(other, number))
            self._stack.addWidget(page)
        return self._made[tab]

    def turn_to(self, tab: object) -> None:
        """Show a tab; what is typed on the one that is left is kept."""
        if (left := self._paper_shown) is not None:
            left.presenter.keep_all()
        page: DeskPage | SheetPage = self.desk
        if tab is not Tab.VISIT:
            page = self.page(Tab(str(tab)))
            page.presenter.start_at(self.desk.presenter.state.whereabouts)
        self._stack.setCurrentWidget(page)
        page.refresh()
        page.focus_first()

    def tell(self) -> None:
        """Turn to where something that happened is told; what is entered here waits."""
        page = self._turn_to_telling()
        page.focus_first()
        announce(page, self._words(HAPPENED))

    def correct_record(self, number: int, said: Said, *, is_result: bool = False) -> None:
        """Open a report or a drug check of the history where it was told; `is_result`: only its result is added."""
        if not isinstance(said, Report | Check):
            return
        was_telling = self.shown is self._happened.made
        page = self._turn_to_telling()
        if page.presenter.state.putting_right is None:
            self._was_telling = was_telling
        page.presenter.correcting.begin(number, said, is_result=is_result)

    def _turn_to_telling(self) -> HappenedPage:
        page, now = self._happened(), self._stack.currentWidget()
        if (left := self._paper_shown) is not None:
            left.presenter.keep_all()
        if now is not page:
            self._left, self._at = now, QApplication.focusWidget()
        page.presenter.start_at(self.desk.presenter.state.whereabouts, has_visit=self.desk.has_work)
        self._stack.setCurrentWidget(page)
        page.refresh()
        return page

    def _told_right(self, number: int, said: Report | Check) -> None:
        """The desk is as it was, and the history as well."""
        if not self._was_telling and self._left is not None:
            self._stack.setCurrentWidget(self._left)
        self.put_right.emit(number, said)

    def _make_happened(self) -> HappenedPage:
        from outreach.ui.happened.page import HappenedPage  # noqa: PLC0415 - most days nothing did

        page = HappenedPage(self._tasks, self._paper.desk, self._words, self._stack)
        page.left.connect(self._back_from_telling)
        page.put_right.connect(self._told_right)
        self._stack.addWidget(page)
        return page

    def _back_from_telling(self) -> None:
        """Where one was: on the visit begun, or the sheet, in the field that had the keyboard."""
        if self._left is not None:
            self._stack.setCurrentWidget(self._left)
        self.refresh()
        at = self._at
        if at is not None and isValid(at) and at.isVisibleTo(self):
            at.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.focus_first()

    @property
    def _behind(self) -> Sequence[SheetPage | HappenedPage]:
        """The pages besides the desk that were turned to."""
        telling = (self._happened.made,) if self._happened.made is not None else ()
        return (*self._made.values(), *telling)

    def _open_other(self, tab: Tab, number: str) -> None:
        self.turn_to(tab)
        self.page(tab).open(number)

    def _next(self) -> None:
        tabs = list(Tab)
        self.turn_to(tabs[(tabs.index(self.now) + 1) % len(tabs)])
