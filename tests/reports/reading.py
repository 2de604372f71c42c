"""A printed page read again: its words as they stand, its barcodes with a real reader."""

import pypdfium2
import zxingcpp

_DOTS = 400  # an inch: what a phone or a scanner sees of such a page


def pages(pdf: bytes) -> list[str]:
    """The words of each page, a space wherever there is room between them."""
    document = pypdfium2.PdfDocument(pdf)
    texts = [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    document.close()
    return texts


def text(pdf: bytes) -> str:
    return " ".join(pages(pdf))


def barcodes(pdf: bytes, dots: int = _DOTS) -> list[list[str]]:
    """What a scanner reads on each page, in the order of the alphabet; printed with so many `dots` an inch."""
    document = pypdfium2.PdfDocument(pdf)
    found = []
    for page in document:
        read = zxingcpp.read_barcodes(page.render(scale=dots / 72).to_pil().convert("L"))
        found.append(sorted(one.text for one in read))
    document.close()
    return found
