"""A wrong sheet is voided or moved in one act, under the rights of its visits."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from outreach.db.models.center import Audit
from outreach.encounters import NotYours
from outreach.entry import DayToCome
from outreach.sheets import reading
from outreach.sheets.posting import SheetIsVoid
from outreach.sheets.reading import Stage
from outreach.sheets.rows import PaperTotals
from tests.make import NORTH, SYRINGE, TODAY
from tests.sheets.keyed import TOTALS

YESTERDAY = TODAY - timedelta(days=1)


def _acts(sheets, sheet):
    return [row.action for row in sheets.desk.rows(select(Audit.action).where(Audit.subject_id == sheet.id))]


def test_every_visit_of_a_sheet_is_voided_in_one_act_and_once(everywhere):
    everywhere.desk.receive(SYRINGE, 100, "24A17")
    sheet = everywhere.posted([everywhere.row({SYRINGE: 20}), everywhere.row({SYRINGE: 30})])

    assert everywhere.void(sheet) == 2

    assert everywhere.desk.books(SYRINGE) == 100
    assert everywhere.load(sheet).stage is Stage.VOIDED
    with pytest.raises(SheetIsVoid):
        everywhere.void(sheet)
    assert _acts(everywhere, sheet).count("sheet.voided") == 1
    assert everywhere.desk.verify().is_sound


def test_what_a_voided_sheet_said_is_read_as_it_stood_last(sheets):
    sheet = sheets.posted([sheets.row({SYRINGE: 20}, unlisted=(("rain poncho", 2),))])
    sheets.redate(sheet, YESTERDAY)

    sheets.void(sheet)

    [row] = sheets.desk.read(reading.posted, sheet.id)
    assert (row.is_void, row.entry.on, [one.quantity for one in row.entry.given]) == (True, YESTERDAY, [20])
    assert [one.name for one in row.entry.unlisted] == ["rain poncho"]


def test_the_totals_row_of_the_paper_is_there_after_posting_and_after_voiding(sheets):
    paper = PaperTotals(items=((sheets.desk.item(SYRINGE), 30),))
    sheet = sheets.posted([sheets.row({SYRINGE: 20})], totals=paper)
    assert (sheets.load(sheet).totals, sheets.load(sheet).rows) == (paper, ())

    sheets.void(sheet)

    assert sheets.load(sheet).totals == paper
    assert sheets.desk.verify().is_sound


def test_a_visit_voided_before_is_not_voided_again(sheets):
    sheet = sheets.posted([sheets.row({SYRINGE: 20}), sheets.row({SYRINGE: 30})])
    first = sheets.desk.read(reading.posted, sheet.id)[0]
    sheets.desk.void(first.encounter_id)

    assert sheets.void(sheet) == 1


def test_a_sheet_put_away_before_it_is_posted_changes_no_figure(sheets):
    sheet = sheets.keyed([sheets.row({SYRINGE: 20})])

    assert sheets.void(sheet) == 0

    assert sheets.load(sheet).rows == ()
    assert sheets.desk.figures()["contacts"] == 0


def test_every_visit_of_a_sheet_moves_to_another_day_and_site_in_one_act(everywhere):
    everywhere.desk.receive(SYRINGE, 100, "24A17", on=YESTERDAY)
    sheet = everywhere.posted([everywhere.row({SYRINGE: 20}, code="MA0785"), everywhere.row({SYRINGE: 30})])

    moved = everywhere.redate(sheet, YESTERDAY, NORTH)

    visits = everywhere.desk.read(reading.posted, sheet.id)
    assert moved.visits == 2
    assert {(one.entry.on, one.entry.site_id) for one in visits} == {(YESTERDAY, everywhere.desk.site(NORTH))}
    assert everywhere.desk.books(SYRINGE) == 100
    assert everywhere.load(sheet).head.on == YESTERDAY
    assert everywhere.redate(sheet, YESTERDAY, NORTH).visits == 0
    assert _acts(everywhere, sheet).count("sheet.redated") == 1
    assert everywhere.desk.verify().is_sound


def test_a_sheet_is_neither_posted_nor_moved_to_a_day_to_come(sheets):
    sheet = sheets.posted([sheets.row({SYRINGE: 20})])
    with pytest.raises(DayToCome):
        sheets.redate(sheet, TODAY + timedelta(days=1))
    other = sheets.keyed([sheets.row({SYRINGE: 20})], on=TODAY + timedelta(days=1))

    with pytest.raises(DayToCome):
        sheets.post(other)

    assert sheets.load(sheet).head.on == TODAY
    assert sheets.desk.figures()["contacts"] == 1


def test_front_desk_voids_its_own_sheet_of_today_and_no_other(sheets):
    own = sheets.keyed([sheets.row({SYRINGE: 20})])
    sheets.post(own, by="DS")
    other = sheets.posted([sheets.row({SYRINGE: 20})])

    with pytest.raises(NotYours):
        sheets.void(other, by="DS")
    assert sheets.void(own, by="DS") == 1


def test_front_desk_puts_no_sheet_away_that_somebody_else_is_keying(sheets):
    sheet = sheets.keyed([sheets.row({SYRINGE: 20})])

    with pytest.raises(NotYours):
        sheets.void(sheet, by="DS")


def test_a_hand_over_of_a_crowd_moves_with_its_sheet(sheets):
    sheets.desk.receive(SYRINGE, 500, "24A17", on=YESTERDAY)
    sheet = sheets.begin(sheets.print(TOTALS)[0].number, TOTALS)
    sheets.keep_crowd(sheet, sheets.crowd({SYRINGE: 120}), contacts=0, event="Street fair")
    sheets.post(sheet)

    sheets.redate(sheet, YESTERDAY)

    assert sheets.desk.books(SYRINGE) == 380
    assert sheets.desk.line(SYRINGE).handed_over == 120
    sheets.void(sheet)
    assert sheets.desk.books(SYRINGE) == 500
    assert sheets.desk.verify().is_sound
