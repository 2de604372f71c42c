"""A report is told once, kept whole, and taken back whole: the naloxone used here too."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from outreach.closed_lists import Happening, Hurt, Outcome, TakenBy, TakenFrom
from outreach.db.models.center import Audit
from outreach.db.models.happened import HappenedVersion
from outreach.happened.reading import WhichReports, reports
from outreach.happened.report import HappenedLater, NotOfThisKind, When, WhichNaloxone
from outreach.reports import tally_happened
from outreach.versioned import NotYourRecord, RecordAlreadyVoid, SameIdOtherRecord
from outreach.vocabulary import At, CategoryId
from tests.happened.made import correct, opened, report, survived, tell, void
from tests.make import NASAL, TODAY

HERE = Happening.OVERDOSE_HERE


def test_a_report_is_read_back_as_it_was_told(file_desk):
    desk = file_desk
    said = survived(desk, item=NASAL, doses=2, month=date(2026, 9, 20), source_id=desk.source("State program"))

    told = opened(desk, tell(desk, said))

    assert told.now.said == said
    assert told.now.said.happened == When.month(date(2026, 9, 1))


def test_told_twice_with_one_id_it_is_there_once_and_with_other_content_refused(file_desk):
    said = survived(file_desk)

    first, again = tell(file_desk, said), tell(file_desk, said)

    assert first == again
    with pytest.raises(SameIdOtherRecord):
        tell(file_desk, replace(said, outcome=Outcome.DIED))


def test_naloxone_used_here_leaves_the_shelf_and_is_neither_given_nor_a_contact(file_desk):
    desk = file_desk
    desk.receive(NASAL, 10, "NX1")

    tell(desk, report(desk, HERE, item=NASAL, used=1, doses=2, outcome=Outcome.SURVIVED))

    line = desk.line(NASAL)
    assert (desk.books(NASAL), line.used_here, line.given, line.handed_over) == (9, 1, 0, 0)
    assert desk.figures()["contacts"] == 0
    assert desk.verify().is_sound


def test_voiding_a_report_puts_the_naloxone_back_on_the_books(file_desk):
    desk = file_desk
    desk.receive(NASAL, 10, "NX1")
    told = tell(desk, report(desk, HERE, item=NASAL, used=2))

    void(desk, told)

    assert (desk.books(NASAL), opened(desk, told).is_void) == (10, True)
    assert opened(desk, told).now.said.used == 2
    assert desk.verify().is_sound
    with pytest.raises(RecordAlreadyVoid):
        void(desk, told)


def test_correcting_how_much_was_used_leaves_the_books_as_if_it_had_been_said_so_at_once(file_desk):
    desk = file_desk
    desk.receive(NASAL, 10, "NX1")
    said = report(desk, HERE, item=NASAL, used=3)
    told = tell(desk, said)

    correct(desk, told, replace(said, used=1))

    assert desk.books(NASAL) == 9
    assert [version.said.used for version in opened(desk, told).versions] == [3, 1]
    assert desk.verify().is_sound


def test_an_overdose_here_is_told_also_when_the_books_hold_no_naloxone(file_desk):
    tell(file_desk, report(file_desk, HERE, item=NASAL, used=1))

    assert file_desk.books(NASAL) == 0
    assert file_desk.line(NASAL).shortfall == 1


def test_front_desk_tells_and_takes_back_its_own_of_today_and_nobody_elses(file_desk):
    desk = file_desk
    desk.receive(NASAL, 10, "NX1")
    own = tell(desk, report(desk, HERE, item=NASAL, used=1), by="DS")
    other = tell(desk, survived(desk), by="TK")

    void(desk, own, by="DS")

    assert desk.books(NASAL) == 10
    with pytest.raises(NotYourRecord):
        void(desk, other, by="DS")
    with pytest.raises(NotYourRecord):
        opened(desk, other, by="DS")
    with pytest.raises(NotYourRecord):
        opened(desk, own, by="DS", at=TODAY + timedelta(1))


def test_correcting_to_the_same_words_makes_no_version(file_desk):
    said = survived(file_desk)
    told = tell(file_desk, said)

    assert correct(file_desk, told, replace(said, client_id=uuid4()))
    assert len(opened(file_desk, told).versions) == 1


def test_nothing_happens_after_the_day_it_was_told(file_desk):
    with pytest.raises(HappenedLater):
        tell(file_desk, survived(file_desk, day=TODAY + timedelta(1)))


def test_an_answer_that_is_not_asked_of_its_kind_is_refused(file_desk):
    with pytest.raises(NotOfThisKind):
        tell(file_desk, report(file_desk, hurt=Hurt.STAFF))


def test_naloxone_of_ours_says_which_it_was(file_desk):
    with pytest.raises(WhichNaloxone):
        tell(file_desk, report(file_desk, HERE, used=1))


def test_what_was_asked_and_nobody_knew_is_not_what_nobody_asked(file_desk):
    desk = file_desk
    tell(desk, report(desk, Happening.NEEDLE_STICK, hurt=Hurt.NOT_KNOWN))
    tell(desk, report(desk, Happening.TAKEN, taken_by=TakenBy.NOT_KNOWN, taken_from=TakenFrom.NOT_KNOWN))
    incidents = desk.tally().happened.incidents
    printed = dict(tally_happened._named(tally_happened._HURT, incidents.needle_sticks))

    assert (incidents.needle_sticks["not_known"], incidents.taken["not_known"]) == (1, 1)
    assert printed["Needle-stick, not known who"] == 1
    assert "Needle-stick, who was not asked" not in printed


def test_what_was_taken_is_said_by_category_with_or_without_an_amount(center):
    desk = center
    category = CategoryId(desk.catalog.items[0].category_id)
    said = report(desk, Happening.TAKEN, taken_by=TakenBy.POLICE, taken_from=TakenFrom.PARTICIPANT)

    told = tell(desk, replace(said, supplies=((category, None),)))
    correct(desk, told, replace(said, supplies=((category, 30),)))
    void(desk, told)

    assert [version.said.supplies for version in opened(desk, told).versions] == [
        ((category, None),), ((category, 30),), ((category, 30),),
    ]  # fmt: skip
    assert desk.verify().is_sound


def test_reports_are_listed_by_the_day_they_were_told_newest_first(file_desk):
    desk = file_desk
    old = tell(desk, survived(desk, on=date(2026, 9, 30)))
    new = tell(desk, report(desk, Happening.THREAT))
    void(desk, new)

    lines = desk.read(reports, desk.by(), At(TODAY), WhichReports(date(2026, 9, 1), TODAY))
    own = desk.read(reports, desk.by("DS"), At(TODAY), WhichReports(date(2026, 9, 1), TODAY))

    assert [(line.id, line.is_void) for line in lines] == [(new, True), (old, False)]
    assert own == ()


def test_nothing_of_a_report_is_kept_finer_than_its_day(file_desk):
    file_desk.receive(NASAL, 5, "NX1")
    tell(file_desk, report(file_desk, HERE, item=NASAL, used=1))

    hours = file_desk.rows(select(Audit.hour).where(Audit.action.in_(("happened.recorded", "hand_over.recorded"))))

    assert [row.hour for row in hours] == [None, None]
    assert not [column for column in HappenedVersion.__table__.columns if "hour" in column.name]
