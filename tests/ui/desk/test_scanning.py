"""What a scan means: units of an item, the lot in the hand, or a barcode nobody has named yet."""

from dataclasses import replace
from datetime import date
from functools import partial
from uuid import uuid4

import pytest

from outreach import barcodes, catalog
from outreach.codes.normalizing import hash_code
from outreach.safety import staff
from outreach.stock.deliveries import DeliveryLine, receive
from outreach.stock.known_lots import known_lots, the_lot
from outreach.stock.lot_labels import lot_label
from outreach.ui.desk.form import Desk
from outreach.ui.desk.lines import LineKey
from outreach.ui.desk.presenter import DeskPresenter
from outreach.ui.desk.state import Heard, State
from outreach.ui.shared.bursts import Into
from outreach.vocabulary import Despite, LotKnown, Role
from tests.ui.desk.conftest import NOW, SECRET, TODAY, AtTheDesk
from tests.ui.desk.tasks import InlineTasks
from tests.ui.desk.test_presenter import SWAB, SYRINGE, give

GTIN = "00614141999996"
NEW = "4006381333931"


@pytest.fixture
def known(store, at_desk):
    """The barcode of a box of 100 syringes."""
    with store.writing() as session:
        by = staff.actor(session, "JM", 1)
        barcodes.remember(session, by, NOW, code=GTIN, item_id=at_desk.item(SYRINGE), units=100)
    at_desk.presenter.refresh()


@pytest.fixture
def front_desk(store):
    """Somebody who may record, and no more."""
    with store.writing() as session:
        staff.add_first(session, TODAY, 1, "DS", Role.FRONT_DESK)
        by = staff.actor(session, "DS", 1)
    desk = Desk(by=by, clock=lambda: NOW, hash_code=partial(hash_code, SECRET))
    shown: list[State] = []
    at = AtTheDesk(store, InlineTasks(store), desk, DeskPresenter(InlineTasks(store), desk, shown.append), shown)
    at.presenter.refresh()
    return at


def deliver(desk, number, expires=None, source=None):
    with desk.store.writing() as session:
        line = DeliveryLine(desk.item(SYRINGE), 50, number, expires, source)
        by, site = staff.actor(session, "JM", 1), desk.state.site_id
        receive(session, by, NOW, client_id=uuid4(), site_id=site, on=TODAY, reference="", lines=[line])


def scan(desk, *lots):
    desk.presenter.scanning.scanned(f"01{GTIN}" + "".join(lots))


def lines(desk):
    return [(line.amount, line.lot.number if line.lot else "") for line in desk.state.draft.lines]


def remembered(desk):
    with desk.store.reading() as session:
        return {
            code: (found.item_id, found.units) for code, found in catalog.load(session, "en", TODAY).barcodes.items()
        }


def test_each_scan_adds_what_is_in_the_box(at_desk, known):
    for _ in range(2):
        at_desk.presenter.scanning.scanned("614141999996")

    assert lines(at_desk) == [(200, "")]
    assert at_desk.state.heard is Heard.ADDED


def test_the_lot_on_the_box_is_the_lot_that_is_given(at_desk, known):
    scan(at_desk, "17270331", "10", "24A17")

    line = at_desk.state.draft.lines[0]
    assert (line.amount, line.lot.number, line.lot.known) == (100, "24A17", LotKnown.SCANNED)


def test_two_lots_of_an_item_are_two_lines(at_desk, known):
    deliver(at_desk, "25B02", date(2028, 6, 30))
    scan(at_desk, "10", "24A17")
    scan(at_desk, "10", "25B02")

    assert lines(at_desk) == [(100, "24A17"), (100, "25B02")]


def test_a_lot_the_books_do_not_know_is_given_by_the_books_and_said(at_desk, known):
    scan(at_desk, "10", "NEVER7")

    assert lines(at_desk) == [(100, "")]
    assert at_desk.state.heard is Heard.LOT_NOT_ON_BOOKS


def test_a_lot_that_can_be_two_asks_which(at_desk, known):
    deliver(at_desk, "24A")
    deliver(at_desk, "24A2105")

    scan(at_desk, "10", "24A2105")

    assert lines(at_desk) == [(100, "")]
    assert (at_desk.state.heard, at_desk.state.choosing) == (Heard.WHICH_LOT, LineKey(at_desk.item(SYRINGE)))


def test_where_the_books_know_one_of_two_readings_it_is_that_one(at_desk, known):
    deliver(at_desk, "24A2105")

    scan(at_desk, "10", "24A2105")

    assert lines(at_desk) == [(100, "24A2105")]


def test_an_expired_box_is_asked_about_and_counted_all_the_same(at_desk, known):
    deliver(at_desk, "OLD", date(2026, 1, 31))
    scan(at_desk, "10", "OLD")

    assert at_desk.state.doubt.lot.number == "OLD"
    assert at_desk.state.draft.lines[0].given().despite is Despite.EXPIRED


def test_scanning_a_box_chooses_the_lot_of_the_line_being_chosen_for(at_desk, known):
    give(at_desk, SYRINGE, 30)
    at_desk.presenter.lots.open()

    scan(at_desk, "10", "24A17")

    assert lines(at_desk) == [(30, "24A17")]
    assert at_desk.state.choosing is None


@pytest.mark.parametrize("is_label", [False, True])
def test_while_the_parts_of_a_kit_are_said_what_is_scanned_goes_into_it(at_desk, known, is_label):
    give(at_desk, "Injecting kit", 1)
    at_desk.presenter.swap.open()
    at_desk.presenter.swap.go_to(at_desk.item("Cotton"))
    if is_label:
        with at_desk.store.reading() as session:
            lot = the_lot(known_lots(session), at_desk.item(SWAB), "24A17")
            text = lot_label(session, lot.lot_id, 1).code
        at_desk.presenter.scanning.scanned(text)
    else:
        scan(at_desk)
    at_desk.presenter.swap.done()

    assert lines(at_desk) == [(1, "")]
    held = dict(at_desk.state.draft.lines[0].parts)
    assert at_desk.item("Cotton") not in held
    assert (held[at_desk.item(SYRINGE)], held[at_desk.item(SWAB)]) == ((10, 30) if is_label else (20, 20))


def test_a_new_barcode_asks_which_item_and_is_remembered(at_desk):
    at_desk.presenter.scanning.scanned(NEW)
    assert at_desk.state.heard is Heard.WHICH_ITEM
    at_desk.presenter.line_typed("25 swab")
    at_desk.presenter.add_match()

    at_desk.presenter.scanning.scanned(NEW)

    assert lines(at_desk) == [(50, "")]
    assert remembered(at_desk) == {f"0{NEW}": (at_desk.item(SWAB), 25)}


def test_without_an_amount_there_is_one_in_the_box(at_desk):
    at_desk.presenter.scanning.scanned(NEW)
    at_desk.presenter.line_typed("swab")
    at_desk.presenter.add_match()

    assert lines(at_desk) == [(1, "")]


def test_what_the_front_desk_says_is_kept_for_a_coordinator_to_look_at(front_desk):
    front_desk.presenter.scanning.scanned(NEW)
    front_desk.presenter.line_typed("25 swab")
    front_desk.presenter.add_match()
    assert front_desk.state.heard is Heard.SAID
    front_desk.presenter.scanning.scanned(NEW)
    assert lines(front_desk) == [(50, "")]
    with front_desk.store.reading() as session:
        [kept] = barcodes.listed(session)
    assert (kept.units, kept.waits, kept.said_by, kept.said_on) == (25, True, "DS", TODAY)


def test_a_barcode_a_coordinator_retired_is_asked_about_again(at_desk, known):
    at_desk.presenter.scanning.scanned(GTIN)
    with at_desk.store.writing() as session:
        barcodes.retire(session, staff.actor(session, "JM", 1), NOW, GTIN)
    at_desk.presenter.refresh()

    at_desk.presenter.scanning.scanned(GTIN)

    assert at_desk.state.heard is Heard.WHICH_ITEM


def test_a_new_barcode_can_be_left_unnamed(at_desk):
    give(at_desk, SWAB, 1)
    at_desk.presenter.scanning.scanned(NEW)

    at_desk.presenter.clear()

    assert (at_desk.state.new_barcode, lines(at_desk)) == (None, [(1, "")])


def test_the_next_person_is_not_asked_about_the_barcode_of_the_last(at_desk):
    give(at_desk, SWAB, 1)
    at_desk.presenter.scanning.scanned(NEW)
    at_desk.presenter.save()

    assert (at_desk.state.new_barcode, at_desk.state.heard) == (None, Heard.NOTHING)


@pytest.mark.parametrize(
    ("text", "into", "is_scan"),
    [
        (NEW, Into.WORDS, True),
        (NEW, Into.NUMBER, True),
        (f"01{GTIN}10X", Into.NOTHING, True),
        ("MA0785", Into.WORDS, False),
        ("MARE0101011970", Into.WORDS, False),
        ("50 29g", Into.LINE, False),
        ("xylazine", Into.LINE, False),
        ("PX-4471", Into.LINE, True),
        ("SWAB-200", Into.NUMBER, True),
        ("SWAB-200", Into.NOTHING, True),
        ("SWAB-200", Into.WORDS, False),
        ("12345", Into.NUMBER, False),
        ("12345678", Into.NUMBER, True),
    ],
)
def test_what_came_too_fast_is_a_scan_or_stays(at_desk, text, into, is_scan):
    assert at_desk.presenter.scanning.is_scan(text, into) is is_scan


@pytest.mark.parametrize("into", list(Into))
def test_a_barcode_that_is_known_is_one_anywhere(at_desk, store, into):
    with store.writing() as session:
        by = staff.actor(session, "JM", 1)
        barcodes.remember(session, by, NOW, code="SWAB-200", item_id=at_desk.item(SWAB), units=200)
    at_desk.presenter.refresh()

    assert at_desk.presenter.scanning.is_scan("swab-200", into)


def label_of(desk, number, units=1):
    with desk.store.reading() as session:
        lots = known_lots(session, (desk.item(SYRINGE),))
        return lot_label(session, the_lot(lots, desk.item(SYRINGE), number).lot_id, units)


def test_a_label_of_ours_is_that_lot_though_no_barcode_is_known(at_desk):
    deliver(at_desk, "25B02", date(2028, 6, 30))

    at_desk.presenter.scanning.scanned(label_of(at_desk, "25B02", 100).code)

    line = at_desk.state.draft.lines[0]
    assert (line.amount, line.lot.number, line.lot.known) == (100, "25B02", LotKnown.SCANNED)
    assert at_desk.state.heard is Heard.ADDED


@pytest.mark.parametrize("into", list(Into))
def test_a_label_of_ours_is_a_scan_wherever_the_keyboard_is(at_desk, into):
    deliver(at_desk, "25B02")

    assert at_desk.presenter.scanning.is_scan(label_of(at_desk, "25B02").code, into)


def test_a_label_on_an_expired_lot_asks_before_it_is_given(at_desk):
    deliver(at_desk, "OLD", date(2026, 1, 31))

    at_desk.presenter.scanning.scanned(label_of(at_desk, "OLD").code)

    assert at_desk.state.doubt.lot.number == "OLD"


def test_a_label_of_another_center_adds_nothing_and_says_so(at_desk):
    deliver(at_desk, "25B02")
    theirs = replace(label_of(at_desk, "25B02"), number="99X")

    at_desk.presenter.scanning.scanned(theirs.code)

    assert (at_desk.state.draft.lines, at_desk.state.heard) == ((), Heard.LABEL_NOT_OURS)
