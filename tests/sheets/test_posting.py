"""A sheet posted is its rows recorded, and nothing else."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from outreach.entry import Returned, ReturnedIncomplete
from outreach.errors import SeveralRefusals
from outreach.sheets import posting, reading
from outreach.sheets.posting import NothingOnSheet, SheetIsVoid
from outreach.sheets.reading import Stage
from outreach.vocabulary import CountSide, ReturnedHow, SeenBefore
from tests.make import COOKER, KIT, NASAL, SYRINGE, TODAY, counted
from tests.sheets.keyed import Sheets

ITEMS = (SYRINGE, COOKER, NASAL, KIT)
amounts = st.dictionaries(st.sampled_from(ITEMS), st.integers(1, 60), max_size=4)
some_rows = st.lists(
    st.tuples(amounts, st.sampled_from((None, "MA0785", "KL1190")), st.sampled_from((None, 1, 3)),
              st.sampled_from(list(SeenBefore)), st.sampled_from((None, 12))),
    min_size=1, max_size=6,
)  # fmt: skip


def _figures(desk):
    tally = desk.tally()
    return tally.figures, tally.items, tally.statement, [desk.books(item) for item in ITEMS]


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told=some_rows)
def test_posting_a_sheet_is_recording_its_rows_one_by_one_and_voiding_it_is_none_of_them(as_new, told):
    def rows(sheets):
        made = [
            sheets.row(items, code, before, people, counted(back) if back else None)
            for items, code, people, before, back in told
        ]
        return [row for row in made if not row.is_empty] or [sheets.row({SYRINGE: 1})]

    sheets = Sheets(as_new())
    sheets.desk.receive(SYRINGE, 100, "24A17")
    nothing = _figures(sheets.desk)
    sheet = sheets.posted(rows(sheets))
    head = sheets.load(sheet).head
    posted = _figures(sheets.desk)
    assert sheets.desk.verify().is_sound
    sheets.void(sheet)
    assert _figures(sheets.desk) == nothing
    assert sheets.desk.verify().is_sound

    one_by_one = Sheets(as_new())
    one_by_one.desk.receive(SYRINGE, 100, "24A17")
    for row in rows(one_by_one):
        one_by_one.desk.record(row.entry(head))
    assert _figures(one_by_one.desk) == posted


def test_every_row_is_a_visit_of_the_sheet_s_day_and_knows_its_paper(everywhere):
    sheet = everywhere.posted(
        [everywhere.row({SYRINGE: 20}, code="MA0785", before=SeenBefore.BEFORE), everywhere.row({KIT: 1})],
        on=TODAY - timedelta(days=3),
    )

    visits = everywhere.desk.read(reading.posted, sheet.id)

    assert [(one.number, one.entry.on, one.entry.hour) for one in visits] == [
        (1, TODAY - timedelta(days=3), None),
        (2, TODAY - timedelta(days=3), None),
    ]
    assert everywhere.desk.read(reading.of_visit, visits[1].encounter_id) == (sheet.number, 2)
    assert everywhere.desk.verify().is_sound


def test_what_the_books_do_not_hold_is_given_all_the_same(sheets):
    sheet = sheets.keyed([sheets.row({SYRINGE: 50})])

    [visit] = sheets.post(sheet).visits

    assert [short.quantity for short in visit.shortfalls] == [50]


def test_a_sheet_posted_twice_is_recorded_once(everywhere):
    sheet = everywhere.keyed([everywhere.row({SYRINGE: 20})])

    first, again = everywhere.post(sheet), everywhere.post(sheet)

    assert (first.already, again.already) == (False, True)
    assert everywhere.desk.figures()["contacts"] == 1


def test_rows_that_cannot_stand_are_all_named_and_none_is_posted(sheets):
    unsaid = Returned(ReturnedHow.COUNTED)
    sheet = sheets.keyed([sheets.row({SYRINGE: 1}), sheets.row(returned=unsaid), sheets.row(returned=unsaid)])

    with pytest.raises(SeveralRefusals) as refused:
        sheets.post(sheet)

    assert [(row, type(why)) for row, why in refused.value.lines] == [(2, ReturnedIncomplete), (3, ReturnedIncomplete)]
    assert sheets.desk.figures()["contacts"] == 0
    assert sheets.load(sheet).stage is Stage.BEING_KEYED


def test_a_sheet_without_a_row_is_not_posted(sheets):
    with pytest.raises(NothingOnSheet):
        sheets.post(sheets.keyed([]))


def test_a_code_that_several_share_is_of_somebody_nobody_could_be_asked_about(sheets):
    first, second = sheets.desk.code("MA0785"), sheets.desk.entry({COOKER: 1}, code="MA0785X")
    sheets.desk.give({COOKER: 1}, code="MA0785")
    sheets.desk.record(replace(second, shares_with=first))

    sheet = sheets.posted([sheets.row({SYRINGE: 1}, code="MA0785")])

    assert sheets.desk.read(reading.posted, sheet.id)[0].entry.is_unsure_who


@pytest.mark.parametrize(("side", "left"), [(CountSide.BEFORE, 100), (CountSide.AFTER, 80)])
def test_paper_of_the_day_of_a_count_was_before_it_or_after_it(sheets, side, left):
    sheets.desk.receive(SYRINGE, 120, "24A17")
    sheets.desk.count({SYRINGE: 100})
    sheet = sheets.keyed([sheets.row({SYRINGE: 20})], side=side)

    assert sheets.desk.read(posting.counted_that_day, sheet.id) == {sheets.desk.item(SYRINGE)}
    sheets.post(sheet)

    assert sheets.desk.books(SYRINGE) == left
    assert sheets.desk.verify().is_sound


def test_paper_of_a_day_before_a_count_never_undoes_it(sheets):
    sheets.desk.receive(SYRINGE, 120, "24A17", on=TODAY - timedelta(days=2))
    sheets.desk.count({SYRINGE: 100}, on=TODAY - timedelta(days=1))

    sheets.posted([sheets.row({SYRINGE: 20})], on=TODAY - timedelta(days=2))

    assert sheets.desk.books(SYRINGE) == 100


def test_a_voided_sheet_is_not_posted_and_may_be_keyed_again_under_its_number(sheets):
    sheet = sheets.posted([sheets.row({SYRINGE: 20})])
    sheets.void(sheet)
    with pytest.raises(SheetIsVoid):
        sheets.post(sheet)

    again = sheets.begin(sheet.number)
    sheets.keep(again, [sheets.row({SYRINGE: 30})])
    sheets.post(again)

    assert again.layout == sheet.layout
    assert sheets.desk.figures()["contacts"] == 1
    assert sheets.desk.verify().is_sound
