"""Encounters, deliveries and counts as JSON: the format of the README, and nothing guessed."""

import json
from contextlib import suppress
from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.catalog import UnknownName
from outreach.codes.normalizing import hash_code
from outreach.entry import Entry, Given, Returned
from outreach.errors import Refusal, SeveralRefusals
from outreach.exchange import entries
from outreach.exchange.entries import FieldMissing, FieldWrong, NotJson, UnknownField
from outreach.translation import translator
from outreach.vocabulary import ReturnedHow, SeenBefore, WeightUnit
from outreach.words import words_for
from tests.make import COOKER, FRONT, KIT, NASAL, NORTH, STATE, SYRINGE, TODAY

SECRET = b"secret"
ID = "6b1f0c3e-8a44-4f0e-9d55-0f5a3c1b2d77"


@pytest.fixture(scope="session")
def read(template):
    """What a text says, as entries."""

    def entries_of(text):
        listed = entries.objects(text)
        return entries.entries(listed, template.catalog, {}, lambda typed: hash_code(SECRET, typed), TODAY)

    return entries_of


@pytest.fixture
def one(read):
    def entry_of(**said):
        [entry] = read(json.dumps({"site": FRONT} | said))
        return entry

    return entry_of


def test_every_field_of_an_encounter_is_understood(one, template):
    find = template.catalog.find

    made = one(
        id=ID, on="2026-10-03", hour=14, place="River stop", code="MA0785", before="first", for_people=2,
        items={SYRINGE: 50, KIT: 1}, returned={"how": "counted", "syringes": 30}, services=["Wound care"],
        referrals=["Housing"],
    )  # fmt: skip

    assert made == Entry(
        client_id=UUID(ID), on=date(2026, 10, 3), hour=14, site_id=find("site", FRONT),
        place_id=find("place", "River stop"), code=hash_code(SECRET, "MA0785"), before=SeenBefore.FIRST, for_people=2,
        given=(Given(find("item", SYRINGE), 50), Given(find("item", KIT), 1)),
        returned=Returned(ReturnedHow.COUNTED, syringes=30), services=(find("service", "Wound care"),),
        referrals=(find("referral", "Housing"),),
    )  # fmt: skip


def test_what_is_left_out_was_not_asked(one):
    made = one(code=None)

    assert (made.on, made.hour, made.place_id, made.code, made.for_people) == (TODAY, None, None, None, None)
    assert (made.before, made.returned.how) == (SeenBefore.NOT_ASKED, ReturnedHow.NOT_ASKED)
    assert one().client_id != one().client_id


@pytest.mark.parametrize(
    ("said", "how", "facts"),
    [
        ({"how": "none"}, ReturnedHow.NONE, {}),
        ({"how": "told", "syringes": 0}, ReturnedHow.TOLD, {"syringes": 0}),
        ({"how": "container", "container": "1 quart", "number": 2, "full": 0.25}, ReturnedHow.CONTAINER,
         {"number": 2, "quarters": 1}),
        ({"how": "container", "container": "1 quart", "number": 1, "full": 1}, ReturnedHow.CONTAINER, {"quarters": 4}),
        ({"how": "weight", "pounds": 12.4, "tare": 0.4}, ReturnedHow.WEIGHT,
         {"gross": Decimal("12.4"), "tare": Decimal("0.4"), "unit": WeightUnit.POUND}),
        ({"how": "weight", "kilograms": 3}, ReturnedHow.WEIGHT, {"gross": 3, "tare": 0, "unit": WeightUnit.KILOGRAM}),
    ],
)  # fmt: skip
def test_returned_has_its_six_forms(one, said, how, facts):
    returned = one(returned=said).returned

    assert returned.how is how
    assert {name: getattr(returned, name) for name in facts} == facts


@pytest.mark.parametrize(
    "name", ["syringe 29g ½″ 1 ml", "SYRINGE 29G 1/2 IN 1 ML", "Jeringa 29G 1/2 pulg. 1 mL", "29g"]
)
def test_an_item_is_found_in_any_language_however_it_is_typed(one, template, name):
    assert one(items={name: 1}).given[0].item_id == template.catalog.find("item", SYRINGE)


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"site": None}, FieldMissing), ({"site": 7}, FieldWrong), ({"site": "Nowhere"}, UnknownName),
        ({"place": "North room"}, UnknownName), ({"name": "x"}, UnknownField), ({"code": 785}, FieldWrong),
        ({"hour": True}, FieldWrong), ({"items": []}, FieldWrong), ({"items": {SYRINGE: True}}, FieldWrong),
        ({"items": {SYRINGE: 10**9}}, FieldWrong), ({"services": "HIV test"}, FieldWrong),
        ({"returned": "none"}, FieldWrong), ({"returned": {"how": "weight", "pounds": 1e30}}, FieldWrong),
        ({"returned": {"how": "weight", "pounds": 1, "kilograms": 1, "stone": 1}}, UnknownField),
        ({"returned": {"how": "none", "syringes": 3}}, UnknownField), ({"for_people": 0}, FieldWrong),
    ],
)  # fmt: skip
def test_what_is_not_of_the_format_is_refused_by_name(one, said, refusal):
    with pytest.raises(refusal):
        one(**said)


def test_every_bad_line_is_listed_whatever_is_wrong_with_it(read):
    good = json.dumps({"site": FRONT})
    lines = [good, '{"site": ', '{"site": "Front Stret"}', "", "7", good, '{"site": "Front Street", "hour": 99}']

    with pytest.raises(SeveralRefusals) as refused:
        read("\n".join(lines))

    assert [(number, type(bad)) for number, bad in refused.value.lines] == [
        (2, NotJson), (3, UnknownName), (5, NotJson), (7, FieldWrong),
    ]  # fmt: skip


def test_one_object_may_stand_on_many_lines_and_many_in_a_list(read):
    said = {"site": FRONT, "items": {COOKER: 1}}

    assert len(read(json.dumps(said, indent=2))) == 1
    assert len(read(json.dumps([said, said], indent=2))) == 2
    assert len(read("\n".join([json.dumps(said)] * 3) + "\n\n")) == 3
    assert read("") == []


@pytest.mark.parametrize(
    "text", ['{"site": "Front Street", "items": {"Cooker": 1, "Cooker": 2}}', "[" * 50_000, "9" * 9_000]
)
def test_an_amount_said_twice_and_a_text_without_end_are_refused(read, text):
    with pytest.raises(NotJson):
        read(text)


def test_a_line_ends_where_json_says_it_does(one, read):
    """U+2028 inside a text is no new line."""
    with pytest.raises(UnknownName) as refused:
        read('{"site": "Front\u2028Road Nine"}')
    assert refused.value.name == "Front\u2028Road Nine"


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
FIELDS = ("id", "on", "hour", "site", "place", "code", "before", "for_people", "items", "returned", "services", "x")


@given(said=st.dictionaries(st.sampled_from(FIELDS), json_values, max_size=5))
def test_whatever_is_said_is_an_entry_or_a_refusal_that_has_words(read, said):
    try:
        answer = read(json.dumps({"site": FRONT} | said))[0]
    except Refusal as refusal:
        answer = words_for(refusal, translator("en"))

    assert isinstance(answer, Entry) or answer


@given(st.text(max_size=60))
def test_whatever_is_sent_is_read_or_refused(read, text):
    with suppress(Refusal):
        read(text)


# --- deliveries and counts --------------------------------------------------------------------------------------------


def delivery(template, **said):
    listed = entries.objects(json.dumps({"site": NORTH, "item": NASAL, "quantity": 2} | said))
    return entries.deliveries(listed, template.catalog, TODAY)[0]


def test_a_line_of_a_delivery_has_the_names_of_the_command(template):
    made = delivery(
        template, **{"in": "cases"}, lot=" NX1 ", expires="2027-08", source=STATE, reference="INV 7", on="2026-10-01"
    )

    line = made.line
    assert (made.site_id, made.on, made.reference) == (template.catalog.find("site", NORTH), date(2026, 10, 1), "INV 7")
    assert (line.quantity, line.lot_number, line.expires_on) == (48, "NX1", date(2027, 8, 31))
    assert line.source_id == template.catalog.find("source", STATE)


@pytest.mark.parametrize(
    "said",
    [{"quantity": None}, {"quantity": 0}, {"quantity": -5}, {"quantity": "many"}, {"in": "bags"}, {"in": "boxes"},
     {"expires": "13/2027"}, {"lots": "NX1"}, {"on": "2027-01-01"}],
)  # fmt: skip
def test_a_delivery_that_cannot_be_meant_is_refused(template, said):
    with pytest.raises(Refusal):
        delivery(template, **said)


def test_a_count_may_find_nothing_but_not_less(template):
    said = {"site": FRONT, "items": {COOKER: 0}}
    listed = [*entries.objects(json.dumps(said)), *entries.objects(json.dumps(said | {"items": {COOKER: -1}}))]

    with pytest.raises(SeveralRefusals) as refused:
        entries.counts(listed, template.catalog, TODAY)
    [(site, on, [found])] = entries.counts(listed[:1], template.catalog, TODAY)

    assert len(refused.value.lines) == 1
    assert (site, on, found.quantity) == (template.catalog.find("site", FRONT), TODAY, 0)
