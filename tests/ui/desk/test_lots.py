"""Lots at the desk: chosen, and asked about once when they are expired or on hold."""

from datetime import date
from uuid import uuid4

import pytest
from sqlalchemy import select, update

from outreach.db.models.catalog import Item
from outreach.db.models.stock import Lot, Movement
from outreach.safety import staff
from outreach.stock.deliveries import DeliveryLine, receive
from outreach.translation import translator
from outreach.ui.desk import wording
from outreach.vocabulary import Despite, Kind, Knowingly, LotKnown
from tests.ui.desk.conftest import NOW, TODAY
from tests.ui.desk.tasks import InlineTasks
from tests.ui.desk.test_presenter import SYRINGE, give

WORDS = translator("en")


@pytest.fixture
def lots(store, at_desk):
    """Three more lots of the syringe beside 24A17: a later one, an expired one, one on hold."""
    more = (("25B02", date(2028, 6, 30)), ("OLD", date(2026, 1, 31)), ("HELD", date(2028, 1, 31)))
    with store.writing() as session:
        by = staff.actor(session, "JM", 1)
        lines = [DeliveryLine(at_desk.item(SYRINGE), 100, number, expires) for number, expires in more]
        site = at_desk.state.site_id
        receive(session, by, NOW, client_id=uuid4(), site_id=site, on=TODAY, reference="", lines=lines)
        session.execute(update(Lot).where(Lot.number == "HELD").values(on_hold=True))
    at_desk.presenter.refresh()


def choose(desk, number):
    desk.presenter.lots.open()
    here = desk.state.lots[desk.item(SYRINGE)]
    desk.presenter.lots.choose(next(lot for lot in here if lot.number == number))


def given(desk):
    with desk.store.reading() as session:
        rows = session.execute(
            select(Lot.number, Movement.lot_known, Movement.quantity)
            .join(Lot, Lot.id == Movement.lot_id)
            .where(Movement.kind == Kind.GIVEN.value)
        )
        return [(row.number, LotKnown(row.lot_known), -row.quantity) for row in rows]


def test_every_lot_here_is_offered_and_the_books_take_what_expires_first(at_desk, lots):
    give(at_desk, SYRINGE, 10)

    here = at_desk.state.lots[at_desk.item(SYRINGE)]

    assert {lot.number for lot in here} == {"24A17", "25B02", "OLD", "HELD"}
    assert [lot.number for lot in here if lot.next_used] == ["24A17"]


def test_a_chosen_lot_is_what_leaves_the_shelf(at_desk, lots):
    give(at_desk, SYRINGE, 10)
    choose(at_desk, "25B02")

    at_desk.presenter.save()

    assert given(at_desk) == [("25B02", LotKnown.CHOSEN, 10)]


def test_by_the_books_again_takes_the_choice_back(at_desk, lots):
    give(at_desk, SYRINGE, 10)
    choose(at_desk, "25B02")
    at_desk.presenter.lots.open()
    at_desk.presenter.lots.choose(None)

    at_desk.presenter.save()

    assert given(at_desk) == [("24A17", LotKnown.BY_THE_BOOKS, 10)]


@pytest.mark.parametrize(("number", "despite"), [("OLD", Despite.EXPIRED), ("HELD", Despite.ON_HOLD)])
def test_one_that_is_expired_or_on_hold_asks_once_and_says_so(at_desk, lots, number, despite):
    give(at_desk, SYRINGE, 10)
    choose(at_desk, number)
    assert at_desk.state.doubt.lot.despite is despite

    at_desk.presenter.lots.give_it()
    choose(at_desk, "25B02")
    choose(at_desk, number)

    assert at_desk.state.doubt is None
    assert at_desk.state.draft.lines[0].given().despite is despite


def test_a_recalled_lot_says_so_and_can_be_given_all_the_same(at_desk, lots):
    with at_desk.store.writing() as session:
        session.execute(update(Lot).where(Lot.number == "HELD").values(recalled_on=TODAY))
    at_desk.presenter.refresh()
    give(at_desk, SYRINGE, 10)
    choose(at_desk, "HELD")
    assert wording.doubt(at_desk.state.doubt, WORDS) == "Lot HELD was recalled. Give it all the same?"

    at_desk.presenter.lots.give_it()
    at_desk.presenter.save()

    assert given(at_desk) == [("HELD", LotKnown.CHOSEN, 10)]


def test_another_lot_goes_back_to_what_it_was_and_chooses_again(at_desk, lots):
    give(at_desk, SYRINGE, 10)
    choose(at_desk, "25B02")
    choose(at_desk, "OLD")

    at_desk.presenter.lots.another()

    assert at_desk.state.draft.lines[0].lot.number == "25B02"
    assert at_desk.state.choosing == at_desk.state.draft.lines[0].key
    assert at_desk.state.doubt is None


def test_where_the_center_allows_it_nothing_is_asked(at_desk, store, lots):
    with store.writing() as session:
        session.execute(update(Item).values(expired_or_held=Knowingly.ALLOW))
    at_desk.presenter.refresh()
    give(at_desk, SYRINGE, 10)

    choose(at_desk, "OLD")

    assert at_desk.state.doubt is None
    assert at_desk.state.draft.lines[0].given().despite is Despite.EXPIRED


def test_the_next_person_is_asked_about_anew(at_desk, lots):
    for _ in range(2):
        give(at_desk, SYRINGE, 1)
        choose(at_desk, "OLD")
        assert at_desk.state.doubt is not None
        at_desk.presenter.lots.give_it()
        at_desk.presenter.save()

    assert [number for number, _, _ in given(at_desk)] == ["OLD", "OLD"]


def test_a_kit_drawn_apart_has_no_lot_to_choose(at_desk):
    give(at_desk, "Injecting kit", 1)

    at_desk.presenter.lots.open()

    assert at_desk.state.choosing is None


def test_the_key_pressed_again_goes_to_the_line_above(at_desk, lots):
    give(at_desk, "Alcohol swab", 1)
    give(at_desk, SYRINGE, 1)
    chosen = []
    for _ in range(3):
        at_desk.presenter.lots.open()
        chosen.append(at_desk.state.choosing[0])

    assert chosen == [at_desk.item(SYRINGE), at_desk.item("Alcohol swab"), at_desk.item(SYRINGE)]


def test_a_lot_chosen_for_a_line_that_is_gone_is_forgotten(store, desk_of, lots, at_desk):
    desk = desk_of(InlineTasks(store))
    desk.presenter.refresh()
    give(desk, SYRINGE, 10)
    desk.presenter.lots.open()
    lot = desk.state.lots[desk.item(SYRINGE)][0]
    desk.presenter.set_amount(desk.item(SYRINGE), 0)

    desk.presenter.lots.choose(lot)

    assert desk.state.draft.lines == ()


def test_nothing_is_saved_while_a_lot_is_in_doubt(at_desk, lots):
    give(at_desk, SYRINGE, 10)
    choose(at_desk, "OLD")

    at_desk.presenter.save()

    assert at_desk.state.doubt is not None
    assert given(at_desk) == []
    at_desk.presenter.lots.give_it()
    at_desk.presenter.save()
    assert given(at_desk) == [("OLD", LotKnown.CHOSEN, 10)]


def test_the_same_lot_asks_again_until_it_is_answered_and_goes_back_to_what_was_before(at_desk, lots):
    give(at_desk, SYRINGE, 10)
    for number in ("25B02", "OLD", "OLD"):
        choose(at_desk, number)
    assert at_desk.state.doubt is not None

    at_desk.presenter.lots.another()

    assert at_desk.state.draft.lines[0].lot.number == "25B02"


def test_a_doubt_goes_with_its_line(at_desk, lots):
    give(at_desk, SYRINGE, 10)
    choose(at_desk, "OLD")

    at_desk.presenter.set_amount(at_desk.item(SYRINGE), 0)

    assert at_desk.state.doubt is None


def test_a_visit_brought_back_is_asked_about_before_it_is_saved(at_desk, lots):
    give(at_desk, SYRINGE, 10)
    choose(at_desk, "OLD")
    at_desk.presenter.aside.set_aside()
    at_desk.presenter.bring_back()

    at_desk.presenter.save()

    assert at_desk.state.doubt is not None
    assert given(at_desk) == []
