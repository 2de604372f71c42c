"""A PDF's pages as pictures, for the screen and for the printer.  The bytes stay in memory: no temporary file.

pdfium is not safe between threads: everything here happens on the UI thread.
"""

from contextlib import AbstractContextManager, closing
from typing import Any

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage

POINTS_PER_INCH = 72


class Pages:
    """Opens the document anew for each picture, which takes a millisecond: so there is nothing to close."""

    def __init__(self, pdf: bytes) -> None:
        self._pdf = pdf
        with self._document() as document:
            self.sizes = tuple(QSizeF(*document.get_page_size(at)) for at in range(len(document)))

    def __len__(self) -> int:
        return len(self.sizes)

    def picture(self, at: int, width: int) -> QImage:
        """One page, `width` device pixels wide, in color."""
        with self._document() as document:
            bitmap = document[at].render(scale=width / self.sizes[at].width(), prefer_bgrx=True)
            return _image(bitmap, QImage.Format.Format_RGB32)

    def print_picture(self, at: int, dots_per_inch: int) -> QImage:
        """One page in gray, a quarter of the memory: our paper has no color."""
        with self._document() as document:
            bitmap = document[at].render(scale=dots_per_inch / POINTS_PER_INCH, grayscale=True)
            return _image(bitmap, QImage.Format.Format_Grayscale8)

    def _document(self) -> AbstractContextManager[Any]:
        import pypdfium2  # noqa: PLC0415 - loaded for the first report, not for the desk

        return closing(pypdfium2.PdfDocument(self._pdf))


def _image(bitmap: Any, form: QImage.Format) -> QImage:
    content = bytes(bitmap.buffer)
    image = QImage(content, bitmap.width, bitmap.height, bitmap.stride, form)
    return image.copy()  # the first one only borrows `content`
