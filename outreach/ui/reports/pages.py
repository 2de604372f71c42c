"""A PDF's pages as pictures, for the screen and for the printer.  The bytes stay in memory: no temporary file.

pdfium is not safe between threads: everything here happens on the UI thread.
"""

from typing import Any

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage

POINTS_PER_INCH = 72


class Pages:
    def __init__(self, pdf: bytes) -> None:
        import pypdfium2  # noqa: PLC0415 - loaded for the first report, not for the desk

        self._document = pypdfium2.PdfDocument(pdf)
        self.sizes = tuple(QSizeF(*self._document.get_page_size(at)) for at in range(len(self._document)))

    def __len__(self) -> int:
        return len(self.sizes)

    def picture(self, at: int, width: int) -> QImage:
        """One page, `width` device pixels wide, in color."""
        page = self._document[at]
        bitmap = page.render(scale=width / self.sizes[at].width(), prefer_bgrx=True)
        return _image(bitmap, QImage.Format.Format_RGB32)

    def print_picture(self, at: int, dots_per_inch: int) -> QImage:
        """One page in gray, a quarter of the memory: our paper has no color."""
        page = self._document[at]
        bitmap = page.render(scale=dots_per_inch / POINTS_PER_INCH, grayscale=True)
        return _image(bitmap, QImage.Format.Format_Grayscale8)

    def close(self) -> None:
        self._document.close()


def _image(bitmap: Any, form: QImage.Format) -> QImage:
    content = bytes(bitmap.buffer)
    image = QImage(content, bitmap.width, bitmap.height, bitmap.stride, form)
    return image.copy()  # the first one only borrows `content`
