"""What stands beside the supplies given: on the page only where there is something to say."""

from dataclasses import replace
from io import BytesIO

from pypdf import PdfReader

from outreach.reports.figures import tally_json
from outreach.reports.tally import tally_pdf
from outreach.tallies.tally import AskedLine, UnsortedLine
from outreach.translation import translator
from tests.make_tally import make_tally
from tests.reports.test_tally import PRINTED_ON


def printed(tally):
    pdf = tally_pdf(tally, translator("en"), printed_on=PRINTED_ON, initials="JM")
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages)


def with_all():
    plain = make_tally()
    figures = {**plain.figures, "given_expired": 1, "given_on_hold": 4, "asked_none_left": 7, "unsorted": 3}
    return replace(
        plain,
        figures=figures,
        asked=(AskedLine("Smoking kit", 5, 7),),
        unsorted=(UnsortedLine("cotton & balls", 2, 3),),
    )


def test_each_is_printed_with_its_figures_and_its_meaning():
    page = printed(with_all())

    assert "Smoking kit 5 7" in page
    assert "cotton & balls 2 3" in page
    assert "1 unit was past its date" in page
    assert "4 units were of a lot on hold" in page
    for term in ("Asked for, none left:", "Given, not on the list yet:", "Past its date:", "On hold:"):
        assert term in page


def test_a_month_without_any_says_nothing_of_it():
    page = printed(make_tally())

    for words in ("none left", "not on the list", "past its date", "on hold"):
        assert words not in page.lower()


def test_the_figures_carry_both_lists():
    data = tally_json(with_all())

    assert data["asked_none_left"] == [{"item": "Smoking kit", "visits": 5, "quantity": 7}]
    assert data["unsorted"] == [{"thing": "cotton & balls", "visits": 2, "quantity": 3}]
    assert data["figures"]["given_on_hold"] == 4
