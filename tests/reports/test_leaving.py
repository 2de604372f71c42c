"""What left without a visit, on paper."""

from dataclasses import replace
from datetime import date
from io import BytesIO

from pypdf import PdfReader

from outreach.reports.figures import tally_json
from outreach.reports.stock_statement import statement_pdf
from outreach.reports.tally import tally_pdf
from outreach.tallies.tally import DisposedLine, RecipientLine
from outreach.translation import translator
from tests.make_tally import make_tally

PARTNER = RecipientLine("partner", "Harbor House & friends", "Kings", 1000, 30, 60, {"Syringe": 1000, "Kit": 30})
MACHINE = RecipientLine("machine", "Library machine", "", 0, 38, 76, {"Kit": 38})
LOST = DisposedLine("Cooker", 0, 40, 0, 0, 0, 7)


def page(tally, make=tally_pdf):
    pdf = make(tally, translator("en"), printed_on=date(2026, 11, 2), initials="JM")
    return " ".join(" ".join(one.extract_text().split()) for one in PdfReader(BytesIO(pdf)).pages)


def test_recipients_stand_by_name_with_all_they_were_handed():
    said = page(replace(make_tally(), handed_over=(PARTNER, MACHINE)))

    assert "Handed over, by recipient" in said
    assert "Harbor House & friends" in said
    assert "1,000 × Syringe, 30 × Kit" in said
    assert "136" in said  # all doses


def test_nothing_handed_over_says_nothing():
    assert "by recipient" not in page(make_tally())


def test_disposed_stands_by_reason_under_the_statement():
    for make in (tally_pdf, statement_pdf):
        said = page(replace(make_tally(), disposed=(LOST,)), make)

        assert "Disposed, by reason" in said
        assert "Taken by police" in said
        assert "Stolen" not in said.replace("stolen", "")


def test_the_same_is_in_the_file_of_figures():
    said = tally_json(replace(make_tally(), handed_over=(PARTNER,), disposed=(LOST,)))

    assert said["handed_over"][0]["items"] == {"Syringe": 1000, "Kit": 30}
    assert said["disposed"] == [
        {
            "item": "Cooker", "expired": 0, "damaged": 40, "recalled": 0, "lost": 0, "stolen": 0, "taken_by_police": 7,
        }
    ]  # fmt: skip


def test_changed_kits_are_said_beside_their_recipe():
    tally = make_tally()
    [kit] = tally.kits

    assert "3 of them changed" in page(replace(tally, kits=(replace(kit, changed=3),)))
