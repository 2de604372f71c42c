"""A recall on paper: staff learn what to do and where it stands, participants what to bring; nobody is named."""

from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from outreach.reports.recall_notice import notice_pdf
from outreach.reports.recall_poster import poster_pdf
from outreach.reports.stock_paper import A4, LETTER, Printed
from outreach.translation import translator
from tests.make import COOKER, KIT, NASAL
from tests.reports.reading import pages, text
from tests.reports.stock_room import PRINTED_ON


def notice(room, language="en"):
    return text(notice_pdf(room.recall(), room.known(language), translator(language), Printed(PRINTED_ON, "JM")))


def poster(room, language="en", **changes):
    recall, printed = replace(room.recall(), **changes), Printed(PRINTED_ON, "JM", A4)
    return poster_pdf(recall, room.known(language), translator(language), printed)


def test_the_notice_says_which_lot_why_what_to_do_and_where_it_still_is(room):
    said = notice(room)

    for known in (
        f"{NASAL} Lot NX4417 · expires 08/2027", "Recalled by the maker", "State program", "Give no more of this lot",
        f"Front Street B2 {NASAL} NX4417 468", f"Northgate B2 {NASAL} NX4417 100",
        "use the naloxone you have", "15 Oct 2026",
    ):  # fmt: skip
        assert known in said


def test_it_names_the_organizations_to_call_and_counts_visits(room):
    said = notice(room)

    assert f"Harbor House 15 Oct 2026 {room.handed.slip} {NASAL} for certain 30" in said
    assert "Call the organizations below" in said
    assert f"October 2026 Front Street {NASAL} 2 0" in said


def test_neither_paper_names_a_person(room):
    for said in (notice(room), text(poster(room))):
        assert "MA0785" not in said
    assert "JM" not in text(poster(room))


def test_the_poster_is_one_page_that_says_what_it_is_and_what_to_do(room):
    [said] = pages(poster(room))

    for known in (
        "Do you have this?", NASAL, "Lot NX4417", "expires 08/2027", "Bring it to us. We will give you another one.",
        "You did nothing wrong.", "in an overdose, use the naloxone you have, and call 911", "Eastbank", "Northgate",
    ):  # fmt: skip
        assert known in said


def test_a_recall_of_a_number_from_two_sources_names_both_and_where_each_stands(room):
    recall = replace(room.recall(), sources=("State program", "County award"), differs_in_expiry=True, expires_on=None)

    said = text(notice_pdf(recall, room.known(), translator("en"), Printed(PRINTED_ON, "JM")))

    assert "State program, County award" in said
    assert f"Front Street B2 {NASAL} NX4417 · State program 468" in said
    assert "no expiry date" not in said


def test_the_poster_says_in_which_kits_it_may_be(room):
    assert f"It may also be inside: {KIT}." in text(poster(room, kits=(room.desk.item(KIT),)))
    assert "inside" not in text(poster(room))


def test_only_of_naloxone_it_says_to_use_it_until_then(room):
    said = text(poster(room, item_id=room.desk.item(COOKER)))

    assert "Please do not use it." in said
    assert "overdose" not in said


def test_both_are_in_the_language_that_was_asked_for(room):
    assert "Qué hacer" in notice(room, "es")
    for known in ("¿Tiene esto?", "Kit de naloxona nasal 4 mg", "Lote NX4417", "vence 08/2027", "Le daremos otro."):
        assert known in text(poster(room, "es"))


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("paper", [LETTER, A4])
def test_a_poster_is_one_page_on_either_paper_in_either_language_whichever_kits_it_is_in(room, language, paper):
    recall, words = room.recall(), translator(language)
    for kits in range(4):
        many = replace(recall, kits=(room.desk.item(KIT),) * 3 * kits)
        pdf = poster_pdf(many, room.known(language), words, Printed(PRINTED_ON, "JM", paper))
        assert len(PdfReader(BytesIO(pdf)).pages) == 1


@pytest.mark.parametrize("number", ["", "1", "NX-4417-2026-EXTRA-LONG-NUMBER-OF-A-MAKER"])
def test_a_poster_is_one_page_whatever_the_lot_is_called(room, number):
    pdf = poster(room, number=number)

    assert len(PdfReader(BytesIO(pdf)).pages) == 1
    assert (number or "No lot number") in text(pdf).replace("- ", "-")
