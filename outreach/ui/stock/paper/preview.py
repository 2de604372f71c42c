"""A page of paper before it is printed, in the place of what it is about, and the printer asked for."""

from PySide6.QtCore import Signal
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from outreach.translation import N_, Translator
from outreach.ui.reports.preview import Fit, Preview
from outreach.ui.reports.printing import print_pdf, printer_for
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import Button, Size
from outreach.ui.shared.labels import Label, set_shown
from outreach.ui.shared.panels import Panel
from outreach.ui.shortcuts import Key


class PaperPreview(QWidget):
    """`show_pdf(title, pdf, may_print=…)`; `closed`, `print_pressed`."""

    closed = Signal()
    print_pressed = Signal()

    def __init__(self, words: Translator) -> None:
        super().__init__()
        self._title = Label(role="h2")
        self._print = Button(words(N_("Print")), icon="print", key=Key.PRINT.shown)
        self.close_button = Button(words(N_("Close preview")), size=Size.NORMAL, key=Key.BACK.shown)
        self.preview = Preview(words(N_("Preview of the page")))
        self.preview.fit(Fit.WIDTH)
        self.pdf = b""
        self.title = ""
        row = Row(self._title, None, self._print, self.close_button, gap=8, edges=(14, 8))
        column = Column(row, gap=0, edges=1)
        column.addWidget(self.preview, 1)
        body = Row(gap=0, edges=(12, 10))
        body.addWidget(Panel(column, name=words(N_("Preview of the page"))), 1)
        self.setLayout(body)
        self._print.clicked.connect(self.print_pressed)
        self.close_button.clicked.connect(self.closed)

    def show_pdf(self, title: str, pdf: bytes, *, may_print: bool) -> None:
        self.title, self.pdf = title, pdf
        self._title.set_text(title)
        set_shown(self._print, may_print)
        self.preview.show_pdf(pdf)

    @property
    def may_print(self) -> bool:
        return not self._print.isHidden()


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
