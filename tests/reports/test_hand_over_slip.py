"""A slip: what left, its lots and who has it, in two copies."""

from datetime import date

import pytest

from outreach.reports.hand_over_slip import slip_pdf
from outreach.reports.stock_paper import Printed
from outreach.stock import slip_reading, slip_words
from outreach.stock.handovers import To
from outreach.stock.slip_words import SlipWordsTooLong
from outreach.translation import translator
from outreach.vocabulary import At, Recipient
from tests.make import NASAL, TODAY
from tests.reports.reading import pages, text
from tests.reports.stock_room import PRINTED_ON
from tests.stock.made import hand_over

WORDS = translator("en")
KEEP = "If one of these lots is recalled, we will call you."


def printed(room, **changes):
    return slip_pdf(room.slip(**changes), room.known(), WORDS, Printed(PRINTED_ON, "JM"))


def test_each_copy_says_what_who_when_and_from_which_lot(room):
    theirs, ours = pages(printed(room))

    for page in (theirs, ours):
        for said in (
            "Supplies handed over", "Harbor House", "Thu 15 Oct 2026", "Front Street", "Kings", NASAL,
            "Lot NX4417 · expires 08/2027", "State program", "30 60 doses", "60 naloxone doses in all", KEEP,
            "Once a month", "Given by", "Received by", f"Slip {room.handed.slip}.", "Page 1 of 1",
        ):  # fmt: skip
            assert said in page
    assert ("Copy for Harbor House" in theirs, "Copy for Eastbank" in ours) == (True, True)


def test_an_event_is_asked_for_no_report(room):
    printed_for_event = text(printed(room, recipient=Recipient.EVENT, name="Street fair"))

    assert KEEP in printed_for_event
    assert "Once a month" not in printed_for_event


def test_what_nobody_is_named_for_yet_was_not_used_by_our_own_staff(room):
    unnamed = text(printed(room, recipient=Recipient.EVENT, name="", number=""))

    assert ("At event" in unnamed, "Our own staff" in unnamed) == (True, False)
    assert "Our own staff" in text(printed(room, recipient=Recipient.USED_HERE, name=""))


def test_what_was_used_here_was_received_by_nobody(room):
    used = text(printed(room, recipient=Recipient.USED_HERE, name=""))

    assert "Supplies used here" in used
    for said in ("Received by", KEEP):
        assert said not in used


def test_one_taken_back_or_not_recorded_yet_says_so(room):
    assert "was taken back" in text(printed(room, is_void=True))
    assert "Not recorded yet." in text(printed(room, number=""))
    assert "Not recorded" not in text(printed(room))


def test_one_written_again_names_the_slip_it_stands_in_place_of_and_that_one_names_it(room):
    first, to = room.handed.slip, To(room.slip().recipient, room.partner)
    again = hand_over(room.desk, NASAL, 20, "NX4417", to=to, replaces=room.handed.document_id)

    anew = room.desk.read(slip_reading.slip, again.document_id)
    assert f"In place of slip {first}" in text(slip_pdf(anew, room.known(), WORDS, Printed(PRINTED_ON, "JM")))
    assert f"Slip {again.slip} stands in its place." in text(printed(room))


def test_the_centers_own_words_stand_in_place_of_ours_until_they_are_taken_away(room):
    def write(words):
        with room.desk.writing() as session:
            slip_words.write(session, room.desk.by(), At(TODAY), words)

    write("Call the store room\n at once.")
    assert "Call the store room at once." in text(printed(room))
    write("")
    assert KEEP in text(printed(room))
    with pytest.raises(SlipWordsTooLong):
        write("x" * 401)
    assert room.desk.verify().is_sound


def test_a_slip_is_found_by_its_number_however_it_is_typed(room):
    number = room.handed.slip

    for typed in (number, number.lower(), number.replace("-", ""), f" {number.replace('-', chr(39))} "):
        assert room.desk.read(slip_reading.of_slip, typed) == room.handed.document_id


def test_many_lines_go_on_over_the_page_with_their_heads(room):
    lines = room.slip().lines * 30
    first, second, *_ = pages(printed(room, lines=lines, on=date(2026, 10, 15)))

    assert ("Page 1 of 2" in first, "Page 2 of 2" in second) == (True, True)
    assert "Lot and expiry" in second
    assert ("Given by" in first, "Given by" in second) == (False, True)
