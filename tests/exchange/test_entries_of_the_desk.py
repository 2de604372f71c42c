"""What a visit says beside amounts, as JSON: a lot somebody saw, what there was none of, what is not on the list."""

import json
from datetime import date, timedelta

import pytest
from sqlalchemy import update

from outreach.codes.normalizing import hash_code
from outreach.db.models.stock import Lot
from outreach.entry import Asked, Given, NotAThing, Unlisted
from outreach.errors import Refusal
from outreach.exchange import entries
from outreach.exchange.entries import FieldMissing, FieldWrong, UnknownField
from outreach.stock.known_lots import SeveralLots, UnknownLot, known_lots
from outreach.vocabulary import Despite, LotKnown
from tests.make import COOKER, COUNTY, FRONT, NASAL, STATE, TODAY


@pytest.fixture
def one(desk):
    def entry_of(**said):
        lots = desk.read(known_lots)
        listed = entries.objects(json.dumps({"site": FRONT} | said))
        [made] = entries.entries(listed, desk.catalog, lots, lambda typed: hash_code(b"secret", typed), TODAY)
        return made

    return entry_of


def given(one, **said):
    [line] = one(items={NASAL: said}).given
    return line


def test_a_lot_is_chosen_unless_it_was_scanned(desk, one):
    desk.receive(NASAL, 10, "24A17", expires=date(2027, 3, 31))
    lot = desk.lot(NASAL, "24A17")

    assert given(one, quantity=2, lot="24a17") == Given(desk.item(NASAL), 2, lot, LotKnown.CHOSEN)
    assert given(one, quantity=2, lot="24A17", known="scanned").lot_known is LotKnown.SCANNED
    assert given(one, quantity=2) == Given(desk.item(NASAL), 2)


def test_a_lot_past_its_date_on_the_day_of_the_visit_is_given_despite_it(desk, one):
    desk.receive(NASAL, 10, "OLD", expires=TODAY - timedelta(days=1), on=TODAY - timedelta(days=90))

    assert given(one, quantity=1, lot="OLD").despite is Despite.EXPIRED
    assert one(on="2026-10-01", items={NASAL: {"quantity": 1, "lot": "OLD"}}).given[0].despite is None


def test_the_source_tells_two_lots_of_one_number_apart(desk, one):
    for source in (STATE, COUNTY):
        desk.receive(NASAL, 10, "X1", source=source)

    with pytest.raises(SeveralLots):
        given(one, quantity=1, lot="X1")
    assert given(one, quantity=1, lot="X1", source=COUNTY.upper()).lot_id is not None


def test_asked_for_and_not_on_the_list_stand_beside_what_was_given(desk, one):
    made = one(asked={COOKER: 2}, unlisted={" cotton  balls ": 3})

    assert made.asked == (Asked(desk.item(COOKER), 2),)
    assert made.unlisted == (Unlisted("cotton balls", 3),)


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"items": {NASAL: {"quantity": 1, "lot": "NONE"}}}, UnknownLot),
        ({"items": {NASAL: {"lot": "24A17"}}}, FieldMissing),
        ({"items": {NASAL: {"quantity": 1, "lot": 7}}}, FieldWrong),
        ({"items": {NASAL: {"quantity": 1, "expires": "2027"}}}, UnknownField),
        ({"items": {NASAL: {"quantity": 0, "lot": "24A17"}}}, FieldWrong),
        ({"asked": {COOKER: 0}}, FieldWrong),
        ({"asked": [COOKER]}, FieldWrong),
        ({"unlisted": {"…": 1}}, NotAThing),
        ({"unlisted": {"x" * 41: 1}}, NotAThing),
    ],
)
def test_what_is_not_of_the_format_is_refused(one, said, refusal):
    with pytest.raises(refusal):
        one(**said)


def test_known_is_chosen_or_scanned(desk, one):
    desk.receive(NASAL, 10, "24A17")
    with pytest.raises(FieldWrong):
        given(one, quantity=1, lot="24A17", known="by_the_books")


def test_a_hold_between_two_sendings_changes_nothing(desk, one):
    desk.receive(NASAL, 10, "24A17")
    said = {"id": "6b1f0c3e-8a44-4f0e-9d55-0f5a3c1b2d77", "items": {NASAL: {"quantity": 1, "lot": "24A17"}}}
    desk.record(one(**said))
    put_on_hold(desk, "24A17")

    again = one(**said)

    assert again.given[0].despite is Despite.ON_HOLD
    assert desk.record(again).already


def test_every_refusal_here_is_a_sentence_of_its_own(one):
    with pytest.raises(Refusal) as refused:
        one(items={NASAL: {"quantity": 1, "lot": "NONE"}})

    assert vars(refused.value) == {"number": "NONE"}


def put_on_hold(desk, number):
    with desk.writing() as session:
        session.execute(update(Lot).where(Lot.number == number).values(on_hold=True))
