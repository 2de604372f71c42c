"""A page of paper before it is printed or saved, in the place of what it is about; and the printer asked for."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from outreach.errors import StorageTrouble
from outreach.exchange.files import save_file
from outreach.translation import N_, Translator
from outreach.ui.reports.preview import Fit, Preview
from outreach.ui.reports.printing import print_pdf, printer_for
from outreach.ui.shared.announce import announce
from outreach.ui.shared.ask_where import ask_where
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import Button, Size
from outreach.ui.shared.labels import Label, set_shown
from outreach.ui.shared.panels import Panel
from outreach.ui.shortcuts import Key, bind
from outreach.words import words_for


class PaperPreview(QWidget):
    """`show_pdf(title, pdf, may_print=…, file_name=…)`; `closed`, `print_pressed`.  It saves the page itself."""

    closed = Signal()
    print_pressed = Signal()

    def __init__(self, words: Translator) -> None:
        super().__init__()
        self._words = words
        self._title, self._said = Label(role="h2"), Label(role="small2", wraps=True)
        self._save = Button(words(N_("Save PDF")), icon="download", key=Key.SAVE_FILE.shown)
        self._print = Button(words(N_("Print")), icon="print", key=Key.PRINT.shown)
        self.close_button = Button(words(N_("Close preview")), size=Size.NORMAL, key=Key.BACK.shown)
        self.preview = Preview(words(N_("Preview of the page")))
        self.preview.fit(Fit.WIDTH)
        self.pdf = b""
        self.title = ""
        row = Row(self._title, gap=8, edges=(14, 8))
        row.addWidget(self._said, 1)
        for button in (self._save, self._print, self.close_button):
            row.addWidget(button)
        column = Column(row, gap=0, edges=1)
        column.addWidget(self.preview, 1)
        body = Row(gap=0, edges=(12, 10))
        body.addWidget(Panel(column, name=words(N_("Preview of the page"))), 1)
        self.setLayout(body)
        self._print.clicked.connect(self.print_pressed)
        self._save.clicked.connect(self.ask_file)
        bind(Key.SAVE_FILE, self, self.ask_file)
        self.close_button.clicked.connect(self.closed)

    def show_pdf(self, title: str, pdf: bytes, *, may_print: bool, file_name: str = "") -> None:
        self.title, self.pdf = file_name or title, pdf
        self._title.set_text(title)
        self._said.set_text("")
        for button in (self._save, self._print):
            set_shown(button, may_print)
        self.preview.show_pdf(pdf)

    @property
    def may_print(self) -> bool:
        return not self._print.isHidden()

    def ask_file(self) -> None:
        """Ask where the page is to be kept."""
        if not self.may_print or not self.pdf:
            return
        ask_where(self, self._words, self.title).fileSelected.connect(self.save)

    def save(self, file: str) -> None:
        try:
            save_file(Path(file), self.pdf)
        except StorageTrouble as trouble:
            self._say(words_for(trouble, self._words))
        else:
            self._say(self._words(N_("Saved: {file}"), file=file))

    def forget(self) -> None:
        """Nobody is left to say where a page is to be kept."""
        for dialog in self.findChildren(QFileDialog):
            dialog.close()

    def _say(self, said: str) -> None:
        announce(self._said, said)
        self._said.set_text(said)


class Printing:
    """Asks for the printer and sends the pages there; `failed()` where it would not begin."""

    def __init__(self, page: QWidget) -> None:
        self._page = page
        self._printer: QPrinter | None = None
        self.pdf = b""
        self.has_failed = False

    def ask(self, pdf: bytes, title: str) -> None:
        self.pdf = pdf
        printer = self._printer = printer_for(title)  # the dialog only borrows it
        dialog = QPrintDialog(printer, self._page)
        dialog.accepted.connect(self.print_on)
        QDialog.open(dialog)

    def print_on(self, printer: QPrinter) -> None:
        self.has_failed = not print_pdf(self.pdf, printer)

    def forget(self) -> None:
        """Nothing of the center stays in a dialog."""
        for dialog in self._page.findChildren(QPrintDialog):
            dialog.close()
        self.pdf = b""
