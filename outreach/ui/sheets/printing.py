"""Blank sheets to the system's printer or into a file, as the reports do it."""

from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from outreach.errors import Refusal, StorageTrouble
from outreach.exchange.files import save_file
from outreach.reports.paper import Paper
from outreach.translation import N_
from outreach.ui.reports.printing import print_pdf, printer_for
from outreach.ui.shared.ask_where import ask_where
from outreach.ui.shared.notices import Banner, Tone
from outreach.ui.sheets import look
from outreach.ui.sheets.holder import Paper as Bringing
from outreach.ui.sheets.look import Wanted
from outreach.ui.tasks import Tasks
from outreach.vocabulary import SheetKind, SiteId
from outreach.words import words_for


class Printing:
    """`made` is the newest PDF; what goes wrong is said in `banner`."""

    def __init__(self, tasks: Tasks, bringing: Bringing, kind: SheetKind, banner: Banner, page: QWidget) -> None:
        self._tasks, self._bringing, self._kind = tasks, bringing, kind
        self._banner, self._page = banner, page
        self._printer: QPrinter | None = None
        self.made = b""

    def want(self, site_id: SiteId, copies: int, paper: Paper, *, to_printer: bool) -> None:
        """Make the sheets, then ask where they go."""
        bringing = self._bringing
        print_id: UUID = bringing.desk.new_id()
        make = partial(look.blank_pdf, kind=self._kind, wanted=Wanted(site_id, copies, paper), print_id=print_id)
        make = partial(make, by=bringing.by, at=bringing.desk.clock(), words=bringing.words)
        self._tasks.write(make, partial(self._made, to_printer), self._refused)

    def close(self) -> None:
        for dialog in self._page.findChildren(QDialog):
            dialog.close()

    def print_on(self, printer: QPrinter) -> None:
        if not print_pdf(self.made, printer):
            words = self._bringing.words
            text = words(N_("Check that it is on and has paper, then print again."))
            self._banner.say(Tone.OUT, words(N_("The printer did not start.")), text)

    def save(self, file: str) -> None:
        words = self._bringing.words
        try:
            save_file(Path(file), self.made)
        except StorageTrouble as trouble:
            self._banner.say(Tone.OUT, words(N_("That did not work.")), words_for(trouble, words))
        else:
            self._banner.say(Tone.OK, words(N_("Saved.")), file)

    def _made(self, to_printer: bool, pdf: bytes) -> None:  # noqa: FBT001 - bound before
        self.made = pdf
        name = f"{self._kind.value}-sheets"
        if not to_printer:
            self._ask_file(name)
            return
        printer = self._printer = printer_for(name)  # the dialog only borrows it
        dialog = QPrintDialog(printer, self._page)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(self.print_on)
        QDialog.open(dialog)

    def _ask_file(self, name: str) -> None:
        ask_where(self._page, self._bringing.words, name).fileSelected.connect(self.save)

    def _refused(self, refusal: Refusal) -> None:
        words = self._bringing.words
        self._banner.say(Tone.OUT, words(N_("That did not work.")), words_for(refusal, words))
