"""What a coordinator arranges for the desk: notes on items, and tiles that keep their place."""

from datetime import timedelta

import pytest

from outreach import catalog, item_notes, pins
from outreach.catalog import Note
from outreach.item_notes import NoteTooLong
from outreach.safety.staff import NotAllowed
from outreach.vocabulary import At
from tests.make import COOKER, COTTON, NORTH, SYRINGE, TODAY


def say(desk, note, item=SYRINGE, by="JM", on=TODAY):
    who = desk.by(by)
    with desk.writing() as session:
        item_notes.write(session, who, At(on, 14), item_id=desk.item(item), note=note)


def note_of(desk, item=SYRINGE):
    return desk.read(catalog.load, "en", TODAY).item[desk.item(item)].note


def pin(desk, *items, site=None, by="JM"):
    who, where = desk.by(by), desk.site(site) if site else desk.site()
    with desk.writing() as session:
        pins.pin(session, who, At(TODAY, 14), site_id=where, item_ids=[desk.item(item) for item in items])


def pinned(desk, site=None):
    return desk.read(pins.pinned, desk.site(site) if site else desk.site())


def test_the_newest_note_stands_with_its_day(center):
    say(center, "Back on Friday", on=TODAY - timedelta(days=3))
    say(center, "  Give  the long ones first ")

    assert note_of(center) == Note("Give the long ones first", TODAY)
    assert note_of(center, COOKER) is None


def test_a_note_of_no_words_ends_the_one_before(center):
    say(center, "Back on Friday")
    say(center, " ")

    assert note_of(center) is None


def test_a_note_has_room_for_eighty_characters(desk):
    say(desk, "x" * 80)
    with pytest.raises(NoteTooLong):
        say(desk, "x" * 81)

    assert note_of(desk).text == "x" * 80


def test_pins_have_an_order_and_a_site_of_their_own(center):
    pin(center, COTTON, SYRINGE, COTTON)
    pin(center, COOKER, site=NORTH)
    pin(center, SYRINGE, COTTON)

    assert pinned(center) == (center.item(SYRINGE), center.item(COTTON))
    assert pinned(center, NORTH) == (center.item(COOKER),)


def test_the_last_pin_can_be_taken_away(desk):
    pin(desk, COTTON)
    pin(desk)

    assert pinned(desk) == ()


@pytest.mark.parametrize("arrange", [lambda desk: say(desk, "x", by="DS"), lambda desk: pin(desk, COTTON, by="DS")])
def test_the_desk_is_arranged_by_a_coordinator(desk, arrange):
    with pytest.raises(NotAllowed):
        arrange(desk)
