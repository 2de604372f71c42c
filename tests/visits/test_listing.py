"""The visits of a stretch of days: which, in which order, and how many; never a code."""

from dataclasses import fields, replace
from datetime import date, timedelta

import pytest
from sqlalchemy import text

from outreach.entry import Asked, Unlisted
from outreach.visits import listing
from outreach.visits.lines import Line
from outreach.visits.listing import DayCount
from outreach.visits.which import HOUR, STANDING, VERSION, VOIDED, Kind, Which, asked_for
from outreach.vocabulary import At, VoidReason
from tests.make import COOKER, FRONT, KIT, NASAL, NONE_BROUGHT, NORTH, SYRINGE, TODAY, Desk, counted, told, weighed

DAY = timedelta(days=1)
WEEK = Which(TODAY - 6 * DAY, TODAY)
NOW = At(TODAY, 15)


def give(center: Desk, items, hour=9, by="JM", at=None, **said) -> int:
    entry = replace(center.entry(items, **said), hour=hour)
    return center.record(entry, at=at or entry.on, by=by).encounter_id


def page(center: Desk, which: Which = WEEK, by: str = "JM", **more) -> tuple[Line, ...]:
    found: tuple[Line, ...] = center.read(listing.page, center.by(by), NOW, which, **more)
    return found


def ids(lines) -> list[int]:
    return [line.encounter_id for line in lines]


def test_the_newest_hour_of_the_newest_day_comes_first_and_paper_last(center):
    paper = give(center, {SYRINGE: 1}, hour=None)
    nine, two = give(center, {SYRINGE: 1}, hour=9), give(center, {SYRINGE: 1}, hour=14)
    nine_again = give(center, {SYRINGE: 1}, hour=9)
    before = give(center, {SYRINGE: 1}, hour=20, on=TODAY - DAY)

    assert ids(page(center)) == [two, nine_again, nine, paper, before]


def test_pages_laid_end_to_end_are_the_whole(center):
    for n in range(11):
        visit = give(center, {SYRINGE: 1}, hour=(None, 9, 9, 14)[n % 4], on=TODAY - (n % 3) * DAY)
        if n % 4 == 0:
            center.void(visit)
    whole = page(center)

    laid: list[Line] = []
    while more := page(center, after=laid[-1] if laid else None, limit=3):
        assert len(more) <= 3
        laid += more

    assert len(whole) == 11
    assert tuple(laid) == whole


def test_a_line_says_what_a_visit_gave_asked_for_and_did(center):
    entry = center.entry(
        {SYRINGE: 50, KIT: 2, NASAL: 3}, code="MA0785", for_people=2, returned=told(70), services=("Wound care",),
        referrals=("Housing",), place="Front room",
    )  # fmt: skip
    entry = replace(entry, asked=(Asked(center.item(COOKER), 4),), unlisted=(Unlisted("Tampons", 3),), hour=14)
    center.record(entry)

    (line,) = page(center)

    assert dict(line.given) == {center.item(SYRINGE): 50, center.item(KIT): 2, center.item(NASAL): 3}
    assert (line.syringes, line.doses, line.has_code, line.for_people) == (70, 6, True, 2)
    assert (line.asked, line.unlisted) == (((center.item(COOKER), 4),), (("Tampons", 3),))
    assert (line.services, line.referrals) == (entry.services, entry.referrals)
    assert (line.returned, line.hour, line.staff, line.place_id) == (70, 14, "JM", center.place("Front room"))


def test_a_correction_and_a_void_are_said_and_a_void_still_says_what_it_was(center):
    corrected = give(center, {SYRINGE: 500}, hour=9)
    center.correct(corrected, replace(center.entry({SYRINGE: 50}), hour=9), by="AR")
    voided = give(center, {SYRINGE: 40}, hour=8, services=("Wound care",))
    center.void(voided)

    first, second = page(center)

    assert (first.syringes, first.is_corrected, first.is_void, first.staff) == (50, True, False, "JM")
    assert (second.syringes, second.is_corrected, second.is_void, len(second.services)) == (40, False, True, 1)


def test_no_line_holds_a_code_or_whose_it_is(center):
    give(center, {SYRINGE: 1}, code="MA0785")
    (line,) = page(center)

    said = repr(line)
    assert center.code("MA0785").digest.hex() not in said
    assert "MA0785" not in said
    assert not {"participant_id", "code", "digest"} & {field.name for field in fields(Line)}


@pytest.mark.parametrize(
    ("kind", "found"),
    [
        (Kind.ALL, "code without corrected voided short late"),
        (Kind.CORRECTED, "corrected"),
        (Kind.VOIDED, "voided"),
        (Kind.WITH_CODE, "code"),
        (Kind.WITHOUT_CODE, "without corrected short late"),
        (Kind.SHORTFALL, "short"),
        (Kind.ANOTHER_DAY, "late"),
        (Kind.SYRINGES, "code corrected"),
        (Kind.RETURNED, "without"),
        (Kind.NALOXONE, "short"),
    ],
)
def test_each_kind_is_found_and_no_other(center, kind, found):
    center.receive(SYRINGE, 1_000, on=TODAY - 5 * DAY)
    center.receive(COOKER, 1_000, on=TODAY - 5 * DAY)
    made = {
        "code": give(center, {SYRINGE: 1}, code="MA0785"),
        "without": give(center, {}, returned=counted(5)),
        "corrected": give(center, {SYRINGE: 5}),
        "voided": give(center, {SYRINGE: 1}),
        "short": give(center, {NASAL: 1}, returned=NONE_BROUGHT),
        "late": give(center, {COOKER: 1}, on=TODAY - DAY, at=TODAY, hour=None),
    }
    center.correct(made["corrected"], replace(center.entry({SYRINGE: 3}), hour=9))
    center.void(made["voided"], reason=VoidReason.TEST_ENTRY)

    lines = page(center, replace(WEEK, kind=kind))

    assert set(ids(lines)) == {made[name] for name in found.split()}


def test_a_shortfall_a_correction_did_away_with_is_none(center):
    visit = give(center, {NASAL: 1})
    center.correct(visit, center.entry({}, returned=weighed("2")))

    assert page(center, replace(WEEK, kind=Kind.SHORTFALL)) == ()


def test_site_place_staff_and_days_narrow_what_is_found(center):
    room = give(center, {SYRINGE: 1}, place="Front room")
    stop = give(center, {SYRINGE: 1}, place="River stop", by="DS")
    north = give(center, {SYRINGE: 1}, site=NORTH)
    before = give(center, {SYRINGE: 1}, on=TODAY - DAY)
    front = center.site(FRONT)

    assert set(ids(page(center, replace(WEEK, site_id=front)))) == {room, stop, before}
    assert ids(page(center, replace(WEEK, site_id=front, place_id=center.place("River stop")))) == [stop]
    assert ids(page(center, replace(WEEK, staff_id=center.by("DS").staff_id))) == [stop]
    assert set(ids(page(center, Which(TODAY, TODAY)))) == {room, stop, north}


def test_an_item_is_found_given_as_itself_and_inside_a_kit(center):
    itself, inside = give(center, {SYRINGE: 1}), give(center, {KIT: 1})
    give(center, {NASAL: 1})

    found = page(center, replace(WEEK, item_id=center.item(SYRINGE)))

    assert set(ids(found)) == {itself, inside}


def test_who_entered_a_visit_stays_who_it_was_when_another_corrects_it(center):
    visit = give(center, {SYRINGE: 10}, by="DS")
    center.correct(visit, center.entry({SYRINGE: 1}), by="JM")

    assert ids(page(center, replace(WEEK, staff_id=center.by("DS").staff_id))) == [visit]


def test_front_desk_sees_its_own_visits_of_today_whatever_it_asks_for_and_paper_keyed_today_too(center):
    own = give(center, {SYRINGE: 1}, by="DS")
    paper = give(center, {SYRINGE: 1}, by="DS", on=TODAY - DAY, at=TODAY, hour=None)
    give(center, {SYRINGE: 1}, by="DS", on=TODAY - DAY)  # of yesterday
    give(center, {SYRINGE: 1}, by="JM")
    everything = Which(date(2020, 1, 1), date(2030, 1, 1), staff_id=center.by("JM").staff_id)

    assert ids(page(center, everything, by="DS")) == [own, paper]
    assert sum(day.standing for day in center.read(listing.count, center.by("DS"), NOW, everything).values()) == 2


def test_the_counts_of_the_days_are_of_the_visits_found(center):
    corrected = give(center, {SYRINGE: 2})
    center.correct(corrected, center.entry({SYRINGE: 1}))
    give(center, {SYRINGE: 1})
    center.void(give(center, {SYRINGE: 1}))
    give(center, {COOKER: 1}, on=TODAY - DAY)

    counts = center.read(listing.count, center.by("JM"), NOW, WEEK)
    of_syringes = center.read(listing.count, center.by("JM"), NOW, replace(WEEK, kind=Kind.SYRINGES))

    assert counts == {TODAY: DayCount(2, 1, 1), TODAY - DAY: DayCount(1, 0, 0)}
    assert of_syringes == {TODAY: DayCount(2, 1, 0)}


@pytest.mark.parametrize(("stands", "index"), [(STANDING, "standing"), (VOIDED, "voided")])
def test_the_newest_days_are_an_index_seek_however_many_visits_there_are(file_desk, stands, index):
    asked = asked_for(WEEK, file_desk.by("JM"), NOW).where(stands).limit(200)
    asked = asked.order_by(VERSION.c.on_day.desc(), HOUR.desc(), VERSION.c.encounter_id.desc())
    with file_desk.store.reading() as session:
        said = str(asked.compile(session.get_bind(), compile_kwargs={"literal_binds": True}))
        plan = [row.detail for row in session.execute(text(f"EXPLAIN QUERY PLAN {said}"))]

    assert f"SEARCH v USING INDEX ix_encounter_versions_{index} (on_day>? AND on_day<?)" in plan
    assert not [step for step in plan if step.startswith("SCAN")]
