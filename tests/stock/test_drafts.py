"""Counts being made: kept as they are typed, and honest about what moved meanwhile."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select, update

from outreach.db.models.catalog import Item
from outreach.db.models.center import Audit
from outreach.safety.staff import NotAllowed
from outreach.stock import draft_lines, draft_reading, drafts
from outreach.stock.counts import NothingCounted
from outreach.stock.draft_lines import Counted
from outreach.stock.draft_reading import NoSuchDraft, Scope
from outreach.stock.drafts import Settled, StockMovedSince
from outreach.vocabulary import At, CountScope, DifferenceReason
from tests.make import COOKER, COUNTY, KIT, NORTH, SYRINGE, TODAY


def start(center, scope=None, *, on_paper=False, is_blind=False, client_id=None):
    by = center.by()
    with center.writing() as session:
        draft = drafts.start(
            session, by, At(TODAY, 13), client_id=client_id or uuid4(), site_id=center.site(), scope=scope or Scope(),
            is_blind=is_blind, on_paper=on_paper,
        )  # fmt: skip
    return center.read(draft_reading.load, draft)


def one_item(center, item):
    return Scope(CountScope.ITEM, item_id=center.item(item))


def enter(center, draft, item, found, reason=None, lot=None):
    by = center.by()
    lines = [one for one in draft.lines if one.item_id == center.item(item) and lot in (None, one.lot_number)]
    with center.writing() as session:
        draft_lines.enter(session, by, At(TODAY, 14), lines[0].id, found, reason)
    return lines[0].id


def post(center, draft, **said):
    by = center.by()
    with center.writing() as session:
        return drafts.post(session, by, At(TODAY), draft.id, **said)


def test_a_draft_has_every_lot_on_the_books_and_every_item_at_zero(center):
    center.receive(SYRINGE, 100, "A")
    center.receive(SYRINGE, 50, "B")

    draft = start(center)

    syringe = [line.lot_number for line in draft.lines if line.item_id == center.item(SYRINGE)]
    assert syringe == ["A", "B"]
    assert {line.item_id for line in draft.lines} == {item.id for item in center.catalog.items}
    assert (draft.counted, draft.sheet) == (0, None)


def test_a_draft_survives_and_is_found_again_by_its_sheet(center):
    draft = start(center, one_item(center, COOKER), on_paper=True)
    enter(center, draft, COOKER, 480)

    [found] = center.read(draft_reading.in_work, center.site())

    assert (found.id, found.sheet, found.counted) == (draft.id, draft.sheet, 1)
    assert center.read(draft_reading.of_sheet, f" {draft.sheet.lower()} ") == draft.id
    assert center.read(draft_reading.in_work, center.site(NORTH)) == ()


def test_beginning_twice_begins_once(center):
    id_ = uuid4()

    assert start(center, client_id=id_).id == start(center, client_id=id_).id


@pytest.mark.parametrize("by_shelf", [True, False])
def test_a_count_can_cover_a_category_or_a_shelf(desk, by_shelf):
    with desk.writing() as session:
        session.execute(update(Item).where(Item.id == desk.item(COOKER)).values(shelf="A3"))
    category = desk.catalog.item[desk.item(COOKER)].category_id
    scope = Scope(CountScope.SHELF, shelf="A3") if by_shelf else Scope(CountScope.CATEGORY, category_id=category)

    items = {line.item_id for line in start(desk, scope).lines}

    of_category = {item.id for item in desk.catalog.items if item.category_id == category}
    assert items == ({desk.item(COOKER)} if by_shelf else of_category)


def test_only_what_was_counted_is_posted(center):
    center.receive(SYRINGE, 100, "A")
    center.receive(COOKER, 30, "A")
    draft = start(center)
    enter(center, draft, SYRINGE, 90)

    posted = post(center, draft)

    assert [(one.item_id, one.quantity) for one in posted.differences] == [(center.item(SYRINGE), -10)]
    assert (center.books(SYRINGE), center.books(COOKER)) == (90, 30)
    with pytest.raises(NoSuchDraft):
        center.read(draft_reading.load, draft.id)


def test_of_an_item_partly_counted_the_other_lots_stay(center):
    center.receive(SYRINGE, 100, "A")
    center.receive(SYRINGE, 50, "B")
    draft = start(center)
    enter(center, draft, SYRINGE, 40, lot="B")

    post(center, draft)

    assert center.lots(SYRINGE) == {"A": 100, "B": 40}


def test_what_moved_since_a_line_was_counted_is_said_and_asked(center):
    center.receive(SYRINGE, 100, "A")
    draft = start(center)
    line = enter(center, draft, SYRINGE, 90)
    center.give({SYRINGE: 6}, lot="A")

    [now] = [one for one in center.read(draft_reading.load, draft.id).lines if one.id == line]
    with pytest.raises(StockMovedSince) as refused:
        post(center, draft)
    post(center, draft, moved_since={line: Settled(now.moved, now.carried)})

    assert (now.found, now.moved, now.carried, now.expected, now.difference) == (90, -6, 84, 94, -4)
    assert refused.value.lines == (line,)
    assert center.books(SYRINGE) == 84


def test_counted_again_nothing_has_moved_since(center):
    center.receive(SYRINGE, 100, "A")
    draft = start(center)
    enter(center, draft, SYRINGE, 90)
    center.give({SYRINGE: 6})
    enter(center, draft, SYRINGE, 84)

    post(center, draft)

    assert center.books(SYRINGE) == 84


@pytest.mark.parametrize(
    ("found", "reason", "column"),
    [
        (90, DifferenceReason.DAMAGED, ("disposed", 10)),
        (90, DifferenceReason.EXPIRED, ("disposed", 10)),
        (90, DifferenceReason.NOT_RECORDED, ("adjusted", -10)),
        (104, DifferenceReason.FOUND, ("adjusted", 4)),
        (104, DifferenceReason.DAMAGED, ("adjusted", 4)),  # more than expected is not damaged
    ],
)
def test_a_difference_is_posted_as_what_it_was(center, found, reason, column):
    center.receive(SYRINGE, 100, "A")
    draft = start(center)
    enter(center, draft, SYRINGE, found, reason)

    post(center, draft)

    name, amount = column
    assert (getattr(center.line(SYRINGE), name), center.books(SYRINGE)) == (amount, found)
    assert center.tally().reconciled


def test_a_line_can_be_emptied_again_and_no_amount_is_below_zero(center):
    center.receive(SYRINGE, 100, "A")
    draft = start(center)
    enter(center, draft, SYRINGE, 90)
    enter(center, draft, SYRINGE, None)

    assert center.read(draft_reading.load, draft.id).counted == 0
    with pytest.raises(NothingCounted):
        enter(center, draft, SYRINGE, -1)
    with pytest.raises(NothingCounted):
        post(center, draft)


def test_a_lot_that_was_found_is_added_once(center):
    center.receive(SYRINGE, 10, "A", site=NORTH)
    draft, by = start(center, one_item(center, SYRINGE)), center.by()
    with center.writing() as session:
        added = draft_lines.add_lot(session, by, At(TODAY), draft.id, center.lot(SYRINGE, "A"))
        again = draft_lines.add_lot(session, by, At(TODAY), draft.id, center.lot(SYRINGE, "A"))
    enter(center, draft := center.read(draft_reading.load, draft.id), SYRINGE, 7, lot="A")

    post(center, draft)

    assert added == again
    assert center.lots(SYRINGE) == {"A": 7}


def test_kits_counted_without_a_lot_are_of_the_recipe_of_the_day(center):
    draft = start(center, one_item(center, KIT))
    enter(center, draft, KIT, 3)

    post(center, draft)

    assert center.line(SYRINGE).closing == 30
    assert center.tally().reconciled


def test_a_count_put_away_is_kept_and_not_in_work(center):
    draft, by = start(center), center.by()

    with center.writing() as session:
        drafts.put_away(session, by, At(TODAY), draft.id)

    assert center.read(draft_reading.in_work) == ()
    with pytest.raises(NoSuchDraft):
        center.read(draft_reading.of_sheet, "K7Q-482")


def test_the_front_desk_begins_no_count(center):
    by = center.by("DS")
    with pytest.raises(NotAllowed), center.writing() as session:
        drafts.start(
            session, by, At(TODAY), client_id=uuid4(), site_id=center.site(), scope=Scope(),
            is_blind=False, on_paper=False,
        )  # fmt: skip


def test_the_front_desk_enters_what_it_counted_and_posts_nothing(center):
    center.receive(SYRINGE, 100, "A")
    draft, by = start(center, one_item(center, SYRINGE)), center.by("DS")
    with center.writing() as session:
        draft_lines.enter(session, by, At(TODAY, 14), draft.lines[0].id, 90)
    with pytest.raises(NotAllowed), center.writing() as session:
        drafts.post(session, by, At(TODAY, 14), draft.id)

    assert center.read(draft_reading.load, draft.id).lines[0].found == 90
    assert center.lots(SYRINGE) == {"A": 100}


def test_the_audit_says_that_a_line_was_counted_given_a_reason_and_a_lot_added(center):
    center.receive(SYRINGE, 100, "A")
    center.receive(SYRINGE, 10, "N", site=NORTH)
    draft, by = start(center, one_item(center, SYRINGE)), center.by()
    line = enter(center, draft, SYRINGE, 90)
    with center.writing() as session:
        draft_lines.give_reason(session, by, At(TODAY), line, DifferenceReason.DAMAGED)
        added = draft_lines.add_lot(session, by, At(TODAY), draft.id, center.lot(SYRINGE, "N"))

    acts = select(Audit.action, Audit.subject_id).where(Audit.action.like("count.%")).order_by(Audit.id)
    assert [tuple(row) for row in center.read(lambda session: session.execute(acts).all())] == [
        ("count.started", draft.id), ("count.entered", line), ("count.reason_given", line), ("count.lot_added", added),
    ]  # fmt: skip


def test_a_reason_given_later_is_no_second_count(center):
    center.receive(SYRINGE, 100, "A")
    draft, by = start(center, one_item(center, SYRINGE)), center.by()
    line = enter(center, draft, SYRINGE, 90)
    center.give({SYRINGE: 6})
    with center.writing() as session:
        draft_lines.give_reason(session, by, At(TODAY), line, DifferenceReason.DAMAGED)

    said = center.read(draft_reading.load, draft.id).lines[0]
    assert (said.reason, said.moved) == (DifferenceReason.DAMAGED, -6)


def test_nothing_is_written_into_a_count_that_was_posted(center):
    center.receive(SYRINGE, 100, "A")
    draft, by = start(center, one_item(center, SYRINGE)), center.by()
    line = enter(center, draft, SYRINGE, 90)
    post(center, draft)

    with pytest.raises(NoSuchDraft):
        enter(center, draft, SYRINGE, 80)
    with pytest.raises(NoSuchDraft), center.writing() as session:
        draft_lines.give_reason(session, by, At(TODAY), line, None)
    with pytest.raises(NoSuchDraft), center.writing() as session:
        draft_lines.add_lot(session, by, At(TODAY), draft.id, center.lot(SYRINGE, "A"))


def reload(center, draft):
    return center.read(draft_reading.load, draft.id)


def test_each_lot_is_posted_for_its_own_reason(center):
    center.receive(SYRINGE, 100, "A")
    center.receive(SYRINGE, 100, "B")
    draft = start(center)
    enter(center, draft, SYRINGE, 90, DifferenceReason.DAMAGED, lot="A")
    enter(center, draft, SYRINGE, 104, DifferenceReason.FOUND, lot="B")

    post(center, draft)

    assert (center.line(SYRINGE).disposed, center.line(SYRINGE).adjusted) == (10, 4)


def test_damaged_and_expired_are_counted_apart_and_thrown_away(center):
    center.receive(SYRINGE, 100, "A")
    draft = start(center)
    line = enter(center, draft, SYRINGE, Counted(80, damaged=6, expired=3))

    [kept] = [one for one in reload(center, draft).lines if one.id == line]
    post(center, draft)

    assert (kept.found, kept.damaged, kept.expired, kept.difference, kept.unexplained()) == (80, 6, 3, -20, -11)
    assert (center.line(SYRINGE).disposed, center.line(SYRINGE).adjusted, center.books(SYRINGE)) == (9, -11, 80)


def test_a_lot_the_books_never_knew_is_opened_as_it_is_found(center):
    draft, by = start(center), center.by("DS")
    with center.writing() as session:
        said = {"expires_on": TODAY, "source_id": center.source(COUNTY)}
        line = draft_lines.add_new_lot(session, by, At(TODAY), draft.id, center.item(SYRINGE), " X9 ", **said)
        again = draft_lines.add_new_lot(session, by, At(TODAY), draft.id, center.item(SYRINGE), "X9", **said)
        draft_lines.enter(session, by, At(TODAY), line, 30)

    post(center, draft)

    assert line == again
    assert center.lots(SYRINGE) == {"X9": 30}


def test_paper_of_an_earlier_day_keyed_meanwhile_moved_nothing_since(center):
    center.receive(SYRINGE, 500, "A", on=TODAY - timedelta(days=2))
    draft = start(center)
    enter(center, draft, SYRINGE, 200)
    center.give({SYRINGE: 300}, on=TODAY - timedelta(days=1), at=TODAY, lot="A")

    posted = post(center, draft)

    assert posted.differences == ()
    assert (center.books(SYRINGE), center.line(SYRINGE).adjusted) == (200, 0)


def test_what_only_puts_the_books_right_moved_nothing_since(center):
    center.receive(SYRINGE, 100, "A")
    draft = start(center)
    enter(center, draft, SYRINGE, 90)
    center.count({SYRINGE: 90})

    assert [line.moved for line in reload(center, draft).lines if line.found is not None] == [0]


def test_what_is_keyed_from_its_sheet_was_counted_at_any_time_since_that_was_printed(center):
    center.receive(SYRINGE, 100, "A")
    draft, by = start(center, on_paper=True), center.by("DS")
    center.give({SYRINGE: 6}, lot="A")
    [line] = [one.id for one in draft.lines if one.item_id == center.item(SYRINGE)]

    with center.writing() as session:
        draft_lines.enter(session, by, At(TODAY, 16), line, 90, from_sheet=True)

    [now] = [one for one in reload(center, draft).lines if one.id == line]
    assert (now.is_from_sheet, now.moved, now.counted_by) == (True, -6, "DS")
    with pytest.raises(StockMovedSince):
        post(center, draft)


def test_its_first_print_gives_a_count_its_number_and_later_ones_keep_it(center):
    draft, by = start(center), center.by("DS")
    with center.writing() as session:
        number = drafts.number(session, by, At(TODAY), draft.id)
    with center.writing() as session:
        assert drafts.number(session, by, At(TODAY), draft.id) == number

    assert center.read(draft_reading.of_sheet, number) == draft.id


def test_whether_a_count_is_blind_is_the_coordinator_s_to_say(center):
    draft, by, front = start(center, is_blind=True), center.by(), center.by("DS")
    with pytest.raises(NotAllowed), center.writing() as session:
        drafts.hide_expected(session, front, At(TODAY), draft.id, is_blind=False)
    with center.writing() as session:
        drafts.hide_expected(session, by, At(TODAY), draft.id, is_blind=False)

    assert not reload(center, draft).is_blind


def test_what_is_retired_is_counted_while_some_is_left(desk):
    desk.receive(COOKER, 5, "A")
    with desk.writing() as session:
        for name in (COOKER, SYRINGE):
            session.execute(update(Item).where(Item.id == desk.item(name)).values(retired_on=TODAY))

    counted = {line.item_id for line in start(desk).lines}

    assert (desk.item(COOKER) in counted, desk.item(SYRINGE) in counted) == (True, False)


def test_a_list_says_who_began_a_count(center):
    found = start(center)

    assert (found.started_by, found.started_hour) == ("JM", 13)


def test_what_moves_after_it_was_said_is_asked_again(center):
    center.receive(SYRINGE, 100, "A")
    draft = start(center)
    line = enter(center, draft, SYRINGE, 90)
    center.give({SYRINGE: 6}, lot="A")
    said = {line: Settled(-6, 84)}
    center.give({SYRINGE: 5}, lot="A")

    with pytest.raises(StockMovedSince):
        post(center, draft, moved_since=said)
