"""A report on the system's printer: each page as a picture at the printer's own resolution, at its true size."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from outreach.ui.reports.pages import POINTS_PER_INCH, Pages

_FINEST = 600  # beyond this a page takes a hundred megabytes and looks the same


def printer_for(title: str) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.Letter))
    printer.setFullPage(True)  # the margins are in the page
    printer.setDocName(title)
    return printer


def print_pdf(pdf: bytes, printer: QPrinter) -> bool:
    """Print the pages that were asked for; False if the printer would not begin."""
    pages = Pages(pdf)
    painter = QPainter()
    if not painter.begin(printer):
        return False
    for count, at in enumerate(_wanted(printer, len(pages))):
        if count:
            printer.newPage()
        painter.drawImage(_place(printer, pages, at), pages.print_picture(at, min(printer.resolution(), _FINEST)))
    return painter.end()


def _wanted(printer: QPrinter, count: int) -> range:
    if printer.printRange() is QPrinter.PrintRange.PageRange and printer.fromPage():
        return range(max(1, printer.fromPage()) - 1, min(printer.toPage() or count, count))
    return range(count)


def _place(printer: QPrinter, pages: Pages, at: int) -> QRectF:
    """At true size in the middle of the paper; smaller only where the paper is."""
    paper = printer.paperRect(QPrinter.Unit.DevicePixel)
    size = pages.sizes[at] * (printer.resolution() / POINTS_PER_INCH)
    scale = min(1.0, paper.width() / size.width(), paper.height() / size.height())
    drawn = QRectF(0, 0, size.width() * scale, size.height() * scale)
    drawn.moveCenter(paper.center() - paper.topLeft())
    return drawn
