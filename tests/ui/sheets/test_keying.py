"""Keying a sheet without a window: what each key does, and what is kept when."""

from dataclasses import replace
from datetime import timedelta

import pytest

from outreach.db.models.center import Device
from outreach.entry import DayToCome
from outreach.safety import staff
from outreach.sheets import reading
from outreach.sheets.keeping import AlreadyKeyed
from outreach.sheets.posting import SheetIsVoid
from outreach.sheets.reading import Stage
from outreach.stock import counts
from outreach.stock.counts import Found
from outreach.ui.sheets.amounts import NOT_WHOLE
from outreach.ui.sheets.columns import DOTS, NO_SUCH_LETTER, ONLY_A_TICK, TICK, What
from outreach.ui.sheets.state import PAPER, At, Notice
from outreach.ui.sheets.wording import unlike_code
from outreach.vocabulary import CountSide, Role, SeenBefore, SheetKind, VoidReason
from tests.ui.desk.conftest import NOW, TODAY
from tests.ui.inline_tasks import HeldTasks, InlineTasks
from tests.ui.sheets.conftest import WORDS


def column(presenter, what, place=0):
    """The place of a column in the grid, and the column."""
    found = [(n, one) for n, one in enumerate(presenter.state.columns) if one.what is what]
    return found[place]


def types(presenter, *parts):
    """Signs are typed; → ← ↓ ↑ ⏎ ⇥ are keys."""
    keying = presenter.keying
    keys = {
        "→": lambda: keying.move(0, 1), "←": lambda: keying.move(0, -1), "↓": lambda: keying.move(1, 0),
        "↑": lambda: keying.move(-1, 0), "⏎": keying.enter, "⇥": keying.tab,
    }  # fmt: skip
    for sign in "".join(parts):
        keys.get(sign, lambda sign=sign: keying.type(sign))()


def kept(presenter, store):
    with store.reading() as session:
        return dict(reading.load(session, presenter.state.sheet.id).rows)


def test_a_row_is_kept_cell_by_cell_as_it_is_typed_and_its_code_is_dots_once_it_is_left(presenter, store):
    types(presenter, "MA0785⇥")
    assert kept(presenter, store)[1].code is not None
    types(presenter, "x")
    assert kept(presenter, store)[1].before is SeenBefore.BEFORE
    types(presenter, "⇥2⇥20")
    place, _ = column(presenter, What.CODE)
    assert presenter.keying.text(0, place) == "MA0785"
    assert (kept(presenter, store)[1].for_people, kept(presenter, store)[1].items) == (2, ())

    types(presenter, "+")

    assert presenter.keying.text(0, place) == DOTS
    assert [n for _, n in kept(presenter, store)[1].items] == [20]
    assert "MA0785" not in repr(presenter.state)
    assert (presenter.state.at, presenter.state.kept) == (At(1, 0), 1)


def test_a_figure_of_the_papers_totals_row_is_kept_as_it_is_left(presenter, store):
    place, item = column(presenter, What.ITEM)
    presenter.keying.go(PAPER, place)

    types(presenter, "25⇥")

    with store.reading() as session:
        totals = reading.load(session, presenter.state.sheet.id).totals
    assert totals.items == ((item.item_id, 25),)


def test_of_the_totals_row_only_what_is_added_up_is_typed_and_the_rest_is_passed_by(presenter):
    added_up = [n for n, one in enumerate(presenter.state.columns) if one.is_added_up]
    assert {one.what for one in presenter.state.columns if one.is_added_up} == {What.ITEM, What.SERVICE}
    presenter.keying.go(PAPER, column(presenter, What.CODE)[0])

    seen = [presenter.state.at.column]
    while presenter.keying.tab():
        seen.append(presenter.state.at.column)

    assert seen == added_up
    presenter.keying.move(0, 1)
    assert presenter.state.at == At(PAPER, added_up[-1])
    presenter.keying.move(-1, 0)
    assert presenter.state.at == At(0, added_up[-1])


def test_care_is_totalled_on_the_paper_and_compared_like_supplies(presenter):
    place, care = column(presenter, What.SERVICE)
    presenter.keying.go(0, place)
    types(presenter, "x")
    presenter.keying.go(PAPER, place)

    types(presenter, "3⇥")

    [differs] = presenter.state.differences
    assert (differs.column.service_id, differs.keyed, differs.paper) == (care.service_id, 1, 3)


@pytest.mark.parametrize(
    ("what", "typed", "why"),
    [
        (What.PEOPLE, "-3", NOT_WHOLE),
        (What.PEOPLE, "1.5", NOT_WHOLE),
        (What.ITEM, "-20", NOT_WHOLE),
        (What.ITEM, "20?", NOT_WHOLE),
        (What.BEFORE, "100", ONLY_A_TICK),
        (What.SERVICE, "2", ONLY_A_TICK),
        (What.HOW, "7", NO_SUCH_LETTER),
    ],
)
def test_what_is_typed_is_kept_or_refused_and_never_becomes_another_figure(presenter, what, typed, why):
    place, _ = column(presenter, what)
    presenter.keying.go(0, place)

    types(presenter, typed, "⇥")

    assert presenter.state.wrong[0, place] == (typed, why)
    assert presenter.keying.text(0, place) == typed
    presenter.post()
    assert (presenter.state.at, presenter.state.is_keying) == (At(0, place), True)


def test_a_one_is_a_tick_once_its_cell_is_left(presenter):
    place, _ = column(presenter, What.BEFORE)
    presenter.keying.go(0, place)

    types(presenter, "1⇥")

    assert presenter.state.rows[0].before is SeenBefore.BEFORE
    assert presenter.keying.text(0, place) == TICK


def test_a_letter_goes_to_the_column_that_begins_with_it(presenter):
    types(presenter, "⇥", "g20", "n1", "f5⇥")

    named = {one.title: presenter.keying.text(0, n) for n, one in enumerate(presenter.state.columns)}
    assert (named["29G"], named["Nasal"], named["Fentanyl"]) == ("20", "1", "5")


def test_enter_goes_to_the_columns_this_sheet_uses_and_then_to_the_next_row(presenter):
    types(presenter, "MA0785⇥⇥⇥20+")
    types(presenter, "KL1190⏎")

    assert presenter.state.columns[presenter.state.at.column].what is What.ITEM
    types(presenter, "30⏎")
    assert presenter.state.at == At(2, 0)


def test_enter_on_an_empty_cell_goes_on_in_its_row_and_no_amount_becomes_a_code(presenter):
    types(presenter, "MA0785⏎⏎1⏎20+")

    assert presenter.state.at == At(1, 0)
    presenter.post()
    assert (presenter.state.notice, presenter.state.posted_visits) == (Notice.POSTED, 1)


def test_enter_passes_an_empty_cell_of_a_row_begun_and_goes_to_the_next_row_behind_the_last_column_used(presenter):
    types(presenter, "MA0785⇥⇥1⏎20+")
    types(presenter, "⏎⏎")  # no code, not for how many

    assert presenter.state.at == At(1, column(presenter, What.ITEM)[0])
    types(presenter, "30⏎")
    assert presenter.state.at == At(2, 0)
    assert [(row.code is not None, row.for_people) for row in presenter.state.rows] == [
        (True, 1), (False, None), (False, None)
    ]  # fmt: skip


def test_a_code_not_made_as_they_are_here_is_pointed_out_and_may_stay(presenter):
    types(presenter, "20⇥")
    assert "no code as they are made here" in unlike_code(presenter.state, WORDS)
    types(presenter, "⇥1+")
    assert unlike_code(presenter.state, WORDS).startswith("Row 1, Code: ")
    types(presenter, "MA0785+")
    assert unlike_code(presenter.state, WORDS) == ""

    presenter.post()

    assert (presenter.state.notice, presenter.state.posted_visits) == (Notice.POSTED, 2)


def test_how_returns_were_measured_is_one_letter_and_goes_on_to_the_amount(presenter):
    how, _ = column(presenter, What.HOW)
    presenter.keying.go(0, how)

    types(presenter, "q1½⇥")

    assert (presenter.keying.text(0, how), presenter.keying.text(0, how + 1)) == ("Q", "1½")


def test_what_cannot_stand_in_a_cell_is_marked_and_stops_posting_there(presenter, store):
    types(presenter, "⇥⇥2⇥20")
    place, _ = column(presenter, What.REFERRED)
    presenter.keying.go(0, place)
    types(presenter, "the lawyer", "↑")
    presenter.keying.go(0, 0)

    presenter.post()

    assert presenter.state.at == At(0, place)
    assert presenter.state.sheet.stage is Stage.BEING_KEYED
    assert "lawyer" not in repr(kept(presenter, store))
    presenter.keying.clear()
    presenter.post()
    assert presenter.state.notice is Notice.POSTED


def test_an_amount_that_is_missing_is_gone_to_and_not_guessed(presenter):
    how, _ = column(presenter, What.HOW)
    presenter.keying.go(0, how)
    types(presenter, "c")
    presenter.keying.go(0, 0)

    presenter.post()

    assert presenter.state.at == At(0, how + 1)
    types(presenter, "38")
    presenter.post()
    assert (presenter.state.notice, presenter.state.posted_visits) == (Notice.POSTED, 1)


def test_the_totals_row_of_the_paper_stands_below_the_last_row(presenter):
    types(presenter, "⇥⇥⇥20+", "↓")
    assert presenter.state.at.row == PAPER
    place, item = column(presenter, What.ITEM)
    presenter.keying.go(PAPER, place)

    types(presenter, "25⏎")

    [differs] = presenter.state.differences
    assert (differs.column.item_id, differs.keyed, differs.paper) == (item.item_id, 20, 25)
    presenter.post()  # as keyed
    assert presenter.state.notice is Notice.POSTED


def test_posting_goes_back_to_today_and_to_the_next_number(keying_with, store, numbers):
    told: list[bool] = []
    presenter = keying_with(InlineTasks(store), posted=lambda: told.append(True))
    presenter.open(numbers[SheetKind.VISIT])
    presenter.enter_for(TODAY - timedelta(days=4))
    types(presenter, "⇥⇥⇥20")

    presenter.post()

    assert (presenter.state.sheet, presenter.state.on, told) == (None, TODAY, [True])


def test_a_sheet_begun_goes_on_behind_its_last_row_after_the_program_was_closed(presenter, keying_with, store):
    for _ in range(3):
        types(presenter, "MA0785⇥⇥1⇥20+")
    number = presenter.state.sheet.number

    again = keying_with(InlineTasks(store))
    assert [one.number for one in again.state.waiting] == [number]
    again.open(number)

    assert (again.state.at, again.state.kept) == (At(3, 0), 3)
    assert again.keying.text(0, 0) == DOTS


def test_an_amount_being_typed_is_kept_and_the_sheet_goes_on_behind_it(presenter, keying_with, store):
    types(presenter, "MA0785⇥⇥1⇥20⇥3+KL1190⇥⇥2⇥7")
    place, item = column(presenter, What.ITEM)

    presenter.keying.keep_typing()  # and the power fails
    again = keying_with(InlineTasks(store))
    again.open(presenter.state.sheet.number)

    assert kept(presenter, store)[2].items == ((item.item_id, 7),)
    assert (again.state.at, again.keying.text(1, 0)) == (At(1, place + 1), DOTS)


def test_half_a_code_is_not_kept_nor_half_a_word_and_what_is_given_up_goes_again(presenter, store):
    types(presenter, "MA07")
    presenter.keying.keep_typing()
    assert kept(presenter, store) == {}
    types(presenter, "85⇥⇥2")
    presenter.keying.keep_typing()
    assert kept(presenter, store)[1].for_people == 2

    presenter.keying.give_up()

    assert kept(presenter, store)[1].for_people is None
    presenter.keying.go(0, column(presenter, What.OTHER)[0])
    types(presenter, "rain pon")
    presenter.keying.keep_typing()
    assert kept(presenter, store)[1].unlisted == ()


def test_a_figure_of_a_totals_sheet_is_kept_while_it_is_typed(keying_with, store, numbers):
    presenter = keying_with(InlineTasks(store), SheetKind.TOTALS)
    presenter.open(numbers[SheetKind.TOTALS])
    by_hand = next(n for n, line in enumerate(presenter.state.lines) if line.is_by_hand)
    presenter.type_line(0, "12")
    presenter.type_line(by_hand, "rain pon")

    presenter.keep_typing()

    with store.reading() as session:
        crowd = reading.load(session, presenter.state.sheet.id).crowd
    assert ([n for _, n in crowd.items], crowd.unlisted) == ([12], ())


def test_a_lock_keeps_the_row_in_hand_and_no_letter_of_its_code(presenter, store):
    types(presenter, "MA0785")

    presenter.forget()

    assert kept(presenter, store)[1].code is not None
    assert presenter.keying.text(0, 0) == DOTS


def test_a_number_that_was_keyed_opens_its_visits_and_says_who_keyed_it(presenter):
    number = presenter.state.sheet.number
    types(presenter, "MA0785⇥⇥2⇥20+⇥⇥⇥30")
    presenter.post()

    presenter.open(number)

    assert isinstance(presenter.state.number_refusal, AlreadyKeyed)
    assert (presenter.state.is_posted, len(presenter.state.rows)) == (True, 2)
    place, _ = column(presenter, What.ITEM)
    assert [presenter.keying.text(row, place) for row in (0, 1)] == ["20", "30"]
    types(presenter, "9")
    assert presenter.keying.text(0, presenter.state.at.column) != "9"


def test_a_posted_sheet_is_moved_to_another_day_and_voided_in_one_act(presenter):
    number = presenter.state.sheet.number
    types(presenter, "⇥⇥⇥20")
    presenter.post()
    presenter.open(number)

    presenter.enter_for(TODAY - timedelta(days=1))
    assert presenter.state.is_moved
    presenter.move()
    assert presenter.state.sheet.head.on == TODAY - timedelta(days=1)
    assert presenter.state.notice is Notice.MOVED

    presenter.void(VoidReason.ENTERED_TWICE)
    assert (presenter.state.notice, presenter.state.posted_visits) == (Notice.VOIDED, 1)
    presenter.open(number)
    assert isinstance(presenter.state.number_refusal, SheetIsVoid)
    presenter.key_again()
    assert presenter.state.is_keying
    again = presenter.state.number_refusal
    assert isinstance(again, SheetIsVoid)  # said while it is keyed anew
    assert (again.initials, again.on) == (presenter._holder.paper.by.initials, TODAY)


def test_paper_of_a_day_that_was_counted_is_asked_about_once(presenter, desk_of, store):
    item = column(presenter, What.ITEM)[1].item_id
    by = presenter._holder.paper.by
    with store.writing() as session:
        session.add(Device(number=1, installation="here", since_on=TODAY))
        session.flush()
        site = presenter.state.head.site_id
        counts.post(session, by, NOW, client_id=presenter._holder.paper.desk.new_id(), site_id=site, on=TODAY,
                    found=[Found(item, 100)])  # fmt: skip
    types(presenter, "⇥⇥⇥20")

    presenter.post()
    assert presenter.state.is_asking_side
    presenter.answer_side(CountSide.BEFORE)

    assert presenter.state.notice is Notice.POSTED


def test_a_day_that_is_probably_mistyped_is_asked_about_first(presenter):
    presenter.enter_for(TODAY - timedelta(days=400))
    assert (presenter.state.asked_day, presenter.state.on) == (TODAY - timedelta(days=400), TODAY)

    presenter.say_no()
    assert presenter.state.asked_day is None


def test_a_day_to_come_is_refused_while_a_sheet_is_keyed_and_once_it_is_posted(presenter):
    tomorrow, number = TODAY + timedelta(days=1), presenter.state.sheet.number
    presenter.enter_for(tomorrow)
    assert isinstance(presenter.state.refusal, DayToCome)
    assert presenter.state.on == TODAY
    presenter.enter_for(TODAY)
    types(presenter, "⇥⇥⇥20")
    presenter.post()
    presenter.open(number)

    presenter.enter_for(tomorrow)

    assert isinstance(presenter.state.refusal, DayToCome)
    assert not presenter.state.is_moved


def test_pressing_post_twice_posts_once(keying_with, store, numbers):
    tasks = HeldTasks(store)
    presenter = keying_with(tasks)
    tasks.let_go()
    presenter.open(numbers[SheetKind.VISIT])
    tasks.let_go()
    types(presenter, "⇥⇥⇥20")

    presenter.post()
    presenter.post()
    tasks.let_go()

    assert (presenter.state.notice, presenter.state.posted_visits) == (Notice.POSTED, 1)


def test_a_number_of_the_other_kind_is_sent_to_its_tab(keying_with, store, numbers):
    sent: list[str] = []
    presenter = keying_with(InlineTasks(store), other_kind=sent.append)

    presenter.open(numbers[SheetKind.TOTALS])

    assert sent == [numbers[SheetKind.TOTALS]]


def test_paper_without_a_number_is_given_one(keying_with, store):
    presenter = keying_with(InlineTasks(store))

    presenter.give_number()

    assert presenter.state.is_keying
    assert presenter.state.is_from_elsewhere
    assert presenter.state.notice is Notice.NUMBERED


def test_a_totals_sheet_is_posted_as_contacts_and_supplies(keying_with, store, numbers):
    presenter = keying_with(InlineTasks(store), SheetKind.TOTALS)
    presenter.open(numbers[SheetKind.TOTALS])
    by_hand = next(n for n, line in enumerate(presenter.state.lines) if line.is_by_hand)
    presenter.type_line(0, "120")
    presenter.type_line(by_hand, "tourniquet 6")
    presenter.count_contacts(41)
    presenter.keep_lines()

    presenter.type_line(1, "12x")
    presenter.post()
    assert presenter.state.is_keying
    presenter.type_line(1, "12")
    presenter.post()

    assert presenter.state.notice is Notice.POSTED


def test_a_sheet_posted_keeps_what_the_paper_says_and_a_voided_one_its_amounts(presenter):
    number = presenter.state.sheet.number
    place, _ = column(presenter, What.ITEM)
    types(presenter, "⇥⇥⇥20")
    presenter.keying.go(PAPER, place)
    types(presenter, "25")
    presenter.post()

    presenter.open(number)
    assert presenter.keying.text(PAPER, place) == "25"
    assert [(one.keyed, one.paper) for one in presenter.state.differences] == [(20, 25)]
    presenter.void(VoidReason.ENTERED_TWICE)
    presenter.open(number)

    assert presenter.keying.text(0, place) == "20"
    assert presenter.state.voided == {0}
    presenter.key_again()
    assert (presenter.keying.text(PAPER, place), presenter.state.differences) == ("", ())


def test_front_desk_is_told_who_keyed_a_sheet_and_sees_no_visit_of_it(presenter, keying_with, store, numbers):
    number = presenter.state.sheet.number
    types(presenter, "MA0785⇥⇥2⇥20")
    presenter.post()
    with store.writing() as session:
        staff.add_first(session, TODAY, 1, "TK", Role.FRONT_DESK)
        by = staff.actor(session, "TK", 1)
    other = keying_with(InlineTasks(store), by=by)

    other.open(number)

    assert isinstance(other.state.number_refusal, AlreadyKeyed)
    assert (other.state.sheet, other.state.rows) == (None, ())


def test_front_desk_keys_a_sheet_a_coordinator_voided_and_is_told_so(presenter, keying_with, store, numbers):
    number = presenter.state.sheet.number
    types(presenter, "MA0785⇥⇥2⇥20")
    presenter.post()
    presenter.open(number)
    presenter.void(VoidReason.ENTERED_TWICE)
    with store.writing() as session:
        staff.add_first(session, TODAY, 1, "TK", Role.FRONT_DESK)
        by = staff.actor(session, "TK", 1)
    other = keying_with(InlineTasks(store), by=by)

    other.open(number)

    assert (other.state.is_keying, other.state.kept) == (True, 0)
    assert isinstance(other.state.number_refusal, SheetIsVoid)


def test_a_fault_of_ours_while_posting_lets_it_be_asked_again(keying_with, store, numbers):
    tasks = HeldTasks(store)
    presenter = keying_with(tasks)
    tasks.let_go()
    presenter.open(numbers[SheetKind.VISIT])
    tasks.let_go()
    types(presenter, "⇥⇥⇥20")
    presenter.post()
    tasks.forget()

    presenter.not_answered()
    presenter.post()
    tasks.let_go()

    assert presenter.state.notice is Notice.POSTED


def test_a_number_asked_for_before_the_center_was_read_is_opened_once_it_is(keying_with, store, numbers):
    tasks = HeldTasks(store)
    presenter = keying_with(tasks)

    presenter.open(numbers[SheetKind.VISIT])
    tasks.let_go()

    assert presenter.state.is_keying


def test_what_the_books_are_short_of_is_said_when_a_sheet_is_posted(presenter):
    place, item = column(presenter, What.ITEM)
    presenter.keying.go(0, place)
    types(presenter, "5000")

    presenter.post()

    assert dict(presenter.state.short)[item.item_id] > 0


def test_an_answer_about_a_count_goes_with_its_day(presenter):
    presenter._holder.change(head=replace(presenter.state.head, count_side=CountSide.BEFORE))

    presenter.enter_for(TODAY - timedelta(days=1))

    assert presenter.state.head.count_side is None
