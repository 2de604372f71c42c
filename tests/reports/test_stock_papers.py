"""What every paper of the stock room keeps: the same bytes, large enough, on either paper, in every language."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from outreach.reports.page import BOLD, REGULAR
from outreach.reports.stock_paper import A4, LETTER
from outreach.translation import PSEUDO
from tests.make import SYRINGE
from tests.reports.reading import text

PAPERS = ("slip", "pick list", "shelf list", "count sheet", "notice", "poster", "labels")
SMALLEST = 9


def letters(pdf):
    """The fonts and the sizes of every piece of text."""
    fonts, sizes = set(), set()

    def note(said, _matrix, _text_matrix, font, size):
        if said.strip():
            fonts.add((font["/BaseFont"].split("+")[-1], "/FontDescriptor" in font))
            sizes.add(round(size, 2))

    for page in PdfReader(BytesIO(pdf)).pages:
        page.extract_text(visitor_text=note)
    return fonts, sizes


@pytest.mark.parametrize("name", PAPERS)
def test_the_same_is_the_same_bytes_in_our_own_letters_never_smaller_than_nine_points(room, name):
    make = room.papers()[name]
    fonts, sizes = letters(make())

    assert make() == make()
    assert fonts <= {(REGULAR + "-Regular", True), (BOLD, True)}
    assert min(sizes) >= SMALLEST


@pytest.mark.parametrize("paper", [LETTER, A4])
def test_each_is_on_the_paper_that_was_asked_for(room, paper):
    for name, make in room.papers(paper=paper).items():
        if name != "labels":
            boxes = {tuple(map(float, page.mediabox[2:])) for page in PdfReader(BytesIO(make())).pages}
            assert boxes == {(round(paper.width, 4), round(paper.height, 4))}


def test_every_word_of_them_is_said_in_the_language_of_the_page(room):
    for name, make in room.papers(PSEUDO).items():
        printed = text(make())
        assert "[" in printed
        for english in ("Lot 24", "Printed", "Shelf", "expires", "Given by", "What to do", "Bring it"):
            assert english not in printed, name


def test_a_lot_is_always_named_with_its_expiry(room):
    for name in ("pick list", "shelf list", "labels"):
        assert "Lot 24A17 · expires 03/2027" in text(room.papers()[name]())
    assert SYRINGE in text(room.papers()["labels"]())


@pytest.mark.parametrize("name", ["pick list", "shelf list", "count sheet", "labels"])
def test_where_one_number_comes_from_two_sources_each_says_which(room, name):
    said = text(room.papers()[name]())

    assert ("State program" in said, "County award" in said) == (True, True)
    assert said.count("State program") == 1  # of the other lots the number is enough
