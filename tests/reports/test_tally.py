import re
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader
from reportlab.pdfbase import pdfmetrics

from outreach.reports.figures import tally_json
from outreach.reports.page import BOLD, REGULAR, register_fonts
from outreach.reports.tally import tally_pdf
from outreach.tallies.periods import Period
from outreach.tallies.tally import ReturnedLine, Tally
from outreach.translation import PSEUDO, translator
from tests.make_tally import make_crowded_tally, make_empty_tally, make_tally

PRINTED_ON = date(2026, 11, 12)
NUMBER = r"([−+]?[\d,]+|–)"


def pdf_of(tally: Tally, language: str = "en", *, printed_on: date = PRINTED_ON, initials: str = "JM") -> bytes:
    return tally_pdf(tally, translator(language), printed_on=printed_on, initials=initials)


def pages_of(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]


def text_of(tally: Tally) -> str:
    return " ".join(pages_of(pdf_of(tally)))


@cache
def october() -> str:
    """Read back once for every test that asks only what stands on it."""
    return text_of(make_tally())


def numbers_after(label: str, text: str, count: int = 1) -> list[int | None]:
    found = re.search(re.escape(label) + f" {NUMBER}" * count + r"(?= |$)", text)
    assert found, f"{label!r} with {count} numbers is not on the page"
    return [read(number) for number in found.groups()]


def read(number: str) -> int | None:
    return None if number == "–" else int(number.replace(",", "").replace("−", "-"))


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Contacts (visits)", "contacts"),
        ("with a participant code", "contacts_with_code"),
        ("without a code", "contacts_without_code"),
        ("Participants, each counted once", "participants"),
        ("new participants", "new_participants"),
        ("of which said first time", "new_said_first"),
        ("of which not asked", "new_not_asked"),
        ("new code, been here before", "new_been_here_before"),
        ("seen before this period", "seen_earlier"),
        ("People supplied, counted at each visit", "people_supplied_at_visits"),
        ("All returned 874", "syringes_returned"),
        ("of which estimated", "syringes_returned_estimated"),
        ("They say 14 –", "syringes_returned_told"),
        ("Counted 38 –", "syringes_returned_counted"),
        ("inside Injecting kit (512 kits with 10 each) 2,900 1,660 560", "syringes_out_inside_kits"),
        ("People supplied was asked at", "for_people_asked"),
        ("Asked about returns at", "returned_asked"),
        ("brought some", "returned_some"),
    ],
)
def test_the_page_says_what_the_figures_say(label, name):
    figures = tally_json(make_tally())["figures"]

    text = october().replace("874, none 355.", "874 , none 355 .").replace("Not asked 607.", "")

    assert numbers_after(label, text) == [figures[name]]


def test_all_naloxone_is_printed_in_kits_and_in_doses():
    figures = tally_json(make_tally())["figures"]

    printed = numbers_after("All naloxone given", october(), 2)

    assert printed == [figures["naloxone_kits"], figures["naloxone_doses"]]


def test_every_line_of_the_statement_reads_back_and_adds_up():
    tally = make_tally()
    columns = ("opening", "received", "given", "made_up", "disposed", "adjusted", "closing")
    statement = text_of(tally).partition("12 Stock statement")[2]

    for line in tally_json(tally)["statement"]:
        printed = dict(zip(columns, numbers_after(line["item"], statement, len(columns)), strict=True))

        assert printed == {name: line[name] for name in columns}
        opening, received, given, made_up, disposed, adjusted, closing = (int(printed[name] or 0) for name in columns)
        assert closing == opening + received - given + made_up - disposed + adjusted


def test_what_is_inside_kits_stands_under_its_item():
    statement = october().partition("12 Stock statement")[2]

    inside = numbers_after("33,140 of which inside kits", statement, 7)

    assert inside == [1200, 0, 5120, 4900, 0, 0, 980]


def test_every_site_and_place_reads_back():
    places = october().partition("11 By site and place")[2]
    keys = ["days_open", "contacts", "contacts_without_code", "participants", "new_participants"]
    keys += ["syringes_out", "syringes_returned", "naloxone_doses"]
    data = tally_json(make_tally())

    for line in data["places"]:
        assert numbers_after(f"{line['place']} {line['county']}", places, len(keys)) == [line[key] for key in keys]
    van = data["sites"][1]
    assert numbers_after("Mobile van", places, len(keys)) == [van[key] for key in keys]
    assert numbers_after("All sites", places, len(keys)) == [data["figures"][key] for key in keys]


def test_syringes_are_printed_by_type_and_site():
    syringes = october().partition("3 Syringes given")[2]

    for item in (item for item in tally_json(make_tally())["items"] if item["syringes"]):
        assert numbers_after(item["item"], syringes, 4) == [*item["by_site"].values(), item["given"]]


def test_supplies_services_and_referrals_read_back():
    data = tally_json(make_tally())
    text = october().partition("7 Other supplies")[2]
    counts = [(item["item"], item["given"]) for item in data["items"] if not item["syringes"] and not item["doses"]]
    counts += [(line["name"], line["count"]) for line in (*data["services"], *data["referrals"])]

    for name, count in [*counts, ("Injecting kit", 512)]:
        assert numbers_after(name, text) == [count]


def test_a_kit_is_printed_with_the_day_its_recipe_began():
    assert "Injecting kit: recipe of 15 Jan 2026, 10 syringes each." in october()


def test_the_same_tally_printed_the_same_day_gives_the_same_bytes():
    assert pdf_of(make_tally()) == pdf_of(make_tally())


def test_another_process_prints_the_same_bytes():
    script = "import sys; from tests.reports.test_tally import *; sys.stdout.buffer.write(pdf_of(make_tally(), 'es'))"

    other = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True).stdout

    assert other == pdf_of(make_tally(), "es")


def test_the_check_changes_with_a_figure_but_not_with_who_prints_it_or_when():
    tally = make_tally()
    changed = replace(tally, figures={**tally.figures, "contacts": 1837})

    assert check_of(pdf_of(tally)) == check_of(pdf_of(tally, printed_on=date(2027, 1, 4), initials="AR"))
    assert check_of(pdf_of(tally)) != check_of(pdf_of(changed))


def check_of(pdf: bytes) -> str:
    checks = {check for page in pages_of(pdf) for check in re.findall(r"Check ([0-9A-F]{4}-[0-9A-F]{4})", page)}
    (check,) = checks
    return str(check)


@pytest.mark.parametrize("make", [make_tally, make_empty_tally, make_crowded_tally])
def test_every_page_says_which_of_how_many_it_is(make):
    pages = pages_of(pdf_of(make()))

    assert [re.findall(r"Page (\d+) of (\d+)", page) for page in pages] == [
        [(str(number), str(len(pages)))] for number in range(1, len(pages) + 1)
    ]


def test_from_the_second_page_on_the_head_says_whose_month_this_is():
    first, *others = pages_of(pdf_of(make_tally()))

    assert first.startswith("Eastbank Harm Reduction Monthly tally, October 2026 Exact copy for funder")
    for page in others:
        assert "Eastbank Harm Reduction Monthly tally, October 2026 All sites. Exact copy for funder" in page


def test_a_reader_program_is_told_title_author_and_language():
    reader = PdfReader(BytesIO(pdf_of(make_tally(), "es")))

    assert reader.metadata is not None
    assert reader.metadata.author == "Eastbank Harm Reduction"
    assert reader.metadata.title
    assert str(reader.root_object["/Lang"]) == "es"


def test_new_participants_are_a_dash_with_its_reason_while_records_are_young():
    text = text_of(make_empty_tally())

    assert numbers_after("new participants", text) == [None]
    assert "records begin in September 2026. From September 2027 on" in text


def test_a_month_without_visits_says_so_and_still_prints_its_stock():
    text = text_of(make_empty_tally())

    assert "No visits in this period." in text
    assert numbers_after("Condoms", text, 4) == [50, 0, 0, 50]


def test_a_column_that_is_zero_throughout_is_left_out_with_its_definition():
    text = text_of(make_empty_tally())

    assert "Adjusted" not in text
    assert "Adjusted: First entry" in october()


def test_a_statement_that_does_not_balance_names_its_items_on_the_first_page():
    tally = make_tally()
    cookers = replace(tally.statement[7], balances=False)
    tally = replace(tally, statement=(*tally.statement[:7], cookers, *tally.statement[8:]))

    pages = pages_of(pdf_of(tally))

    assert "Not reconciled: 17 of 18 items balance. The books and this page differ for: Cookers." in pages[0]
    assert "Reconciled. 18 of 18 items balance" not in " ".join(pages)


def test_a_sample_center_is_marked_on_every_page_and_never_as_a_copy_for_a_funder():
    pages = pages_of(pdf_of(replace(make_tally(), is_sample=True)))

    assert all("SAMPLE" in page and "for funder" not in page for page in pages)


def test_a_tally_of_one_site_names_it_and_prints_no_column_for_every_other():
    text = text_of(replace(make_tally(), site="Mobile van", sites=("Mobile van",)))

    assert "Stock statement, Mobile van" in text
    assert numbers_after("Syringe 25G 1″ 3 ml", text.partition("3 Syringes given")[2]) == [1920]


def test_a_quarter_is_titled_by_its_days():
    tally = replace(make_tally(), period=Period(date(2026, 7, 1), date(2026, 9, 30)))

    assert pages_of(pdf_of(tally))[0].startswith("Eastbank Harm Reduction Tally, 1 Jul 2026 to 30 Sep 2026")


def test_a_month_printed_before_it_is_over_says_so():
    first = pages_of(pdf_of(make_tally(), printed_on=date(2026, 10, 31)))[0]

    assert "1 Oct 2026 to 31 Oct 2026 (not over yet)" in first
    assert "(not over yet)" not in october()


def test_each_conversion_used_has_a_line_of_its_own():
    kilograms = ReturnedLine("weight", "", "kg", 1234.5, 281, 764780, 9)
    pounds = ReturnedLine("weight", "", "lb", 2.125, 260, 553, 1)

    text = text_of(replace(make_tally(), returned=(kilograms, pounds)))

    assert "Weight in kg, 281 per pound 9 1,234.50 764,780" in text
    assert "Weight in lb, 260 per pound 1 2.125 553" in text


def test_estimates_that_do_not_multiply_out_say_why_and_what_they_would_be():
    quarts = ReturnedLine("container", "1 quart", "", 190.5, 70, 13410, 300)
    tally = make_tally()
    figures = {**tally.figures, "syringes_returned_estimated": 13410}

    text = text_of(replace(tally, returned=(quarts,), figures=figures))

    assert "1 quart, 70 when full 300 190.50 13,410" in text
    assert "a half rounded up: 13,410 in all. The amounts multiplied out at once come to 13,335." in text
    assert "multiplied out at once" not in october()


def test_names_with_signs_of_markup_are_printed_as_they_are():
    text = text_of(replace(make_tally(), center="Needles & <b>Friends</b>"))

    assert "Needles & <b>Friends</b> Monthly tally" in text


@pytest.mark.parametrize(
    ("make", "language"),
    [(make_tally, "en"), (make_tally, PSEUDO), (make_empty_tally, "es"), (make_crowded_tally, PSEUDO)],
)
def test_nothing_runs_off_the_paper(make, language):
    for page in PdfReader(BytesIO(pdf_of(make(), language))).pages:
        for text, left, right, bottom, size in drawn(page):
            assert left > 35, text
            assert right < 612 - 35, text
            assert 20 < bottom < 792 - 30, text
            assert size >= 9, text


def drawn(page: Any) -> Iterable[tuple[str, float, float, float, float]]:
    """Every run of text, with the width its font gives it."""
    register_fonts()
    runs: list[tuple[str, float, float, float, float]] = []

    def visit(text: str, cm: list[float], tm: list[float], font: Any, size: float) -> None:
        if not text.strip():
            return
        name = BOLD if "Bold" in font["/BaseFont"] else REGULAR
        left, bottom = cm[4] + tm[4], cm[5] + tm[5]
        width = pdfmetrics.stringWidth(text.strip(), name, size)
        runs.append((text, left, left + width, bottom, size))

    page.extract_text(visitor_text=visit)
    return runs


def test_no_number_is_broken_however_full_the_page_is():
    text = text_of(make_crowded_tally())

    for item in make_crowded_tally().statement:
        expected = [1_200_000, 30_000, 987_648, 1_000, 2, 40, -300, 0, 1_200, -20, 15, 239_885]
        assert numbers_after(f"{item.item} †", text, 12) == expected


def test_every_sign_we_print_is_in_the_family():
    register_fonts()

    for name in (REGULAR, BOLD):
        glyphs = pdfmetrics.getFont(name).face.charToGlyph
        assert [sign for sign in "0123456789,.+−–±=!×†*·½¼″“”’()/áéíóúñüÁÉÍÓÚÑ¿¡" if ord(sign) not in glyphs] == []


def test_contacts_counted_on_totals_sheets_are_said_apart_and_asked_of_are_the_others() -> None:
    made = make_tally()
    crowds = {**made.figures, "contacts": 1877, "contacts_without_code": 255, "contacts_on_totals_sheets": 41}

    printed = text_of(replace(made, figures=crowds))

    assert numbers_after("of which on totals sheets", printed) == [41]
    assert "41 contacts were counted on totals sheets: nobody there was asked one by one." in printed
    assert numbers_after("People supplied was asked at", printed) == [1402]
    assert "1,402 of 1,836 visits" in printed
    assert "1,229 of 1,836 visits" in printed
