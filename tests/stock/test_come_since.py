"""What comes to a shelf while it is counted: a line of its own, and never taken off unless somebody counted it."""

from datetime import timedelta

from outreach.stock import come_since, draft_lines, draft_reading, drafts
from outreach.vocabulary import At
from tests.make import COOKER, KIT, NORTH, SYRINGE, TODAY
from tests.stock.made import make_up
from tests.stock.test_drafts import enter, one_item, post, start


def take_up(center, draft):
    by = center.by("DS")
    with center.writing() as session:
        return come_since.take_up(session, by, At(TODAY, 14), draft.id)


def read(center, draft):
    return center.read(draft_reading.load, draft.id)


def waiting(center, draft):
    return center.read(come_since.waiting, read(center, draft))


def line(center, draft, lot):
    [found] = [one for one in read(center, draft).lines if one.lot_number == lot]
    return found


def test_a_delivery_after_a_count_began_stays_on_the_shelf_when_it_is_posted(center):
    center.receive(SYRINGE, 100, "A")
    draft = start(center)
    center.receive(SYRINGE, 48, "NEW")
    enter(center, draft, SYRINGE, 90)

    posted = post(center, draft)

    assert center.lots(SYRINGE) == {"A": 90, "NEW": 48}
    assert [(one.lot_id, one.quantity) for one in posted.differences] == [(center.lot(SYRINGE, "A"), -10)]
    assert center.verify().is_sound


def test_what_came_becomes_a_line_of_the_count_once(center):
    center.receive(SYRINGE, 100, "A")
    draft = start(center)
    center.receive(SYRINGE, 48, "NEW")
    center.receive(SYRINGE, 5, "ELSEWHERE", site=NORTH)

    before = waiting(center, draft)
    first, again = take_up(center, draft), take_up(center, draft)

    assert before == ((center.item(SYRINGE), center.lot(SYRINGE, "NEW")),)
    assert (len(first), again, waiting(center, draft)) == (1, (), ())
    new, old = line(center, draft, "NEW"), line(center, draft, "A")
    assert (new.id, new.found, new.expected, new.came_since) == (first[0], None, 48, True)
    assert not old.came_since


def test_what_came_is_counted_like_any_other_line(center):
    center.receive(SYRINGE, 100, "A")
    draft = start(center)
    center.receive(SYRINGE, 48, "NEW")
    take_up(center, draft)
    draft = read(center, draft)
    enter(center, draft, SYRINGE, 100, lot="A")
    enter(center, draft, SYRINGE, 46, lot="NEW")

    post(center, draft)

    assert center.lots(SYRINGE) == {"A": 100, "NEW": 46}


def test_what_came_outside_what_is_counted_is_no_line_of_it(center):
    draft = start(center, one_item(center, SYRINGE))
    center.receive(COOKER, 48, "NEW")

    assert (waiting(center, draft), take_up(center, draft)) == ((), ())


def test_more_of_a_lot_that_stood_there_has_not_come_since(center):
    center.receive(SYRINGE, 100, "A")
    draft = start(center)
    center.receive(SYRINGE, 48, "A")

    assert not line(center, draft, "A").came_since


def test_an_empty_shelf_that_was_filled_since_says_so(center):
    draft = start(center, one_item(center, SYRINGE))
    center.receive(SYRINGE, 48)

    [only] = read(center, draft).lines

    assert (only.found, only.expected, only.came_since) == (None, 48, True)


def test_paper_of_before_the_count_keyed_since_is_on_the_books_since(center):
    center.receive(SYRINGE, 100, "A", on=TODAY - timedelta(days=3))
    draft = start(center)
    center.receive(SYRINGE, 48, "LATE", on=TODAY - timedelta(days=1), at=TODAY)
    take_up(center, draft)
    enter(center, draft, SYRINGE, 90)

    assert line(center, draft, "LATE").came_since
    post(center, draft)
    assert center.lots(SYRINGE) == {"A": 90, "LATE": 48}


def test_a_lot_found_outside_what_is_counted_leaves_its_item_s_other_lots(center):
    center.receive(COOKER, 30, "A")
    center.receive(COOKER, 7, "B", site=NORTH)
    center.receive(SYRINGE, 100, "A")
    draft, by = start(center, one_item(center, SYRINGE)), center.by()
    with center.writing() as session:
        found = draft_lines.add_lot(session, by, At(TODAY), draft.id, center.lot(COOKER, "B"))
        draft_lines.enter(session, by, At(TODAY), found, 3)

    post(center, draft)

    assert center.lots(COOKER) == {"A": 30, "B": 3}


def test_the_printed_sheet_has_what_came_before_it_and_marks_what_came_after(center):
    draft, by = start(center, one_item(center, SYRINGE)), center.by("DS")
    center.receive(SYRINGE, 48, "BEFORE")
    with center.writing() as session:
        drafts.number(session, by, At(TODAY), draft.id)
    center.receive(SYRINGE, 12, "AFTER")
    take_up(center, draft)

    assert not line(center, draft, "BEFORE").came_since
    assert line(center, draft, "AFTER").came_since


def test_a_sheet_keyed_later_leaves_what_came_since_it_was_printed(center):
    center.receive(SYRINGE, 100, "A")
    draft, by = start(center, one_item(center, SYRINGE), on_paper=True), center.by("DS")
    center.receive(SYRINGE, 48, "NEW")
    with center.writing() as session:
        draft_lines.enter(session, by, At(TODAY, 16), draft.lines[0].id, 90, from_sheet=True)

    post(center, draft)

    assert center.lots(SYRINGE) == {"A": 90, "NEW": 48}


def test_kits_made_up_since_stand_beside_those_that_were_found(desk):
    draft = start(desk, one_item(desk, KIT))
    for part in (SYRINGE, COOKER):
        desk.receive(part, 100, "A")
    make_up(desk, KIT, 4)
    enter(desk, draft, KIT, 3)

    post(desk, draft)

    assert desk.books(KIT) == 4 + 3
    assert desk.verify().is_sound


def test_front_desk_takes_up_what_came(center):
    draft = start(center)
    center.receive(SYRINGE, 48, "NEW")

    assert take_up(center, draft)
