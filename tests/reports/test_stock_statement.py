from datetime import date
from io import BytesIO

from pypdf import PdfReader

from outreach.reports.stock_statement import statement_pdf
from outreach.translation import translator
from tests.make_tally import make_empty_tally, make_tally


def text_of(tally):
    pdf = statement_pdf(tally, translator("en"), printed_on=date(2026, 11, 12), initials="JM")
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages)


def test_it_holds_the_statement_and_the_definitions_of_its_columns_and_no_person():
    text = text_of(make_tally())

    assert "Stock statement, October 2026" in text
    assert "Cookers 23,900 15,000 12,780 0 0 0 26,120" in text
    assert "Reconciled. 18 of 18 items balance" in text
    assert "Disposed: Expired, damaged" in text
    assert "articipant" not in text


def test_the_same_figures_give_the_same_bytes():
    words, printed = translator("es"), date(2026, 11, 12)

    first, second = (statement_pdf(make_empty_tally(), words, printed_on=printed, initials="AR") for _ in range(2))

    assert first == second
