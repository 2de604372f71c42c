"""What the desk does, without drawing it."""

from dataclasses import replace
from decimal import Decimal

import pytest

from outreach import days
from outreach.errors import StorageTrouble
from outreach.ui.desk.presenter import DeskPresenter
from outreach.ui.desk.state import Code, Notice, Question
from outreach.vocabulary import ReturnedHow, SeenBefore
from tests.ui.desk.conftest import TODAY
from tests.ui.desk.tasks import InlineTasks

SYRINGE, SWAB = "Syringe 29G ½″ 1 ml", "Alcohol swab"


def give(desk, name, amount):
    desk.presenter.add(desk.item(name), amount)


def contacts(desk):
    return desk.strip().contacts


def test_the_next_blank_form_is_ready_before_the_answer_comes(slow_desk):
    give(slow_desk, SYRINGE, 50)
    before = slow_desk.state.draft.client_id

    slow_desk.presenter.save()

    assert slow_desk.tasks.writes
    assert slow_desk.state.draft.lines == ()
    assert slow_desk.state.draft.client_id != before


def test_a_late_answer_touches_nothing_of_the_next_form(slow_desk):
    give(slow_desk, SYRINGE, 50)
    slow_desk.presenter.save()
    give(slow_desk, SWAB, 3)
    begun = slow_desk.state.draft

    slow_desk.tasks.let_go()

    assert slow_desk.state.draft == begun
    assert slow_desk.state.notice is Notice.SAVED


def test_a_code_being_typed_is_neither_hashed_nor_looked_up_until_the_box_is_left(slow_desk):
    hashed = []

    def hash_code(typed):
        hashed.append(typed)
        return slow_desk.desk.hash_code(typed)

    presenter = DeskPresenter(slow_desk.tasks, replace(slow_desk.desk, hash_code=hash_code), lambda _state: None)
    for end in range(1, 7):
        presenter.code_typed("MA0785"[:end])
    assert (hashed, slow_desk.tasks.held) == ([], [])

    presenter.code_left()
    assert (hashed, len(slow_desk.tasks.held)) == (["MA0785"], 1)


def test_a_late_look_at_a_code_says_nothing_about_the_next_one(slow_desk):
    slow_desk.presenter.code_typed("MA0785")
    slow_desk.presenter.code_left()
    slow_desk.presenter.code_typed("KR0391")

    slow_desk.tasks.let_go()

    assert slow_desk.state.code is Code.TYPING


def test_what_was_given_is_in_the_books(at_desk):
    give(at_desk, SYRINGE, 50)

    at_desk.presenter.save()

    assert (at_desk.state.strip.contacts, at_desk.state.strip.syringes_out) == (1, 50)
    assert at_desk.state.levels[at_desk.item(SYRINGE)].on_hand == 850


def test_nothing_entered_is_asked_about_once_and_then_saved(at_desk):
    at_desk.presenter.save()
    assert at_desk.state.question is Question.NOTHING_ENTERED
    assert contacts(at_desk) == 0

    at_desk.presenter.save_nothing()

    assert contacts(at_desk) == 1


def test_pressing_save_again_and_again_saves_one_visit(at_desk):
    give(at_desk, SYRINGE, 50)

    for _ in range(4):
        at_desk.presenter.save()

    assert contacts(at_desk) == 1


def test_a_return_is_a_visit_and_needs_no_question(at_desk):
    at_desk.presenter.returned(how=ReturnedHow.COUNTED, counted=35)

    at_desk.presenter.save()

    assert (at_desk.state.strip.contacts, at_desk.state.strip.returned) == (1, 35)


@pytest.mark.parametrize(
    ("said", "question"),
    [
        ({"how": ReturnedHow.TOLD}, Question.HOW_MANY_TOLD),
        ({"how": ReturnedHow.COUNTED}, Question.HOW_MANY_COUNTED),
        ({"how": ReturnedHow.CONTAINER}, Question.HOW_FULL),
        ({"how": ReturnedHow.WEIGHT}, Question.HOW_HEAVY),
        ({"how": ReturnedHow.WEIGHT, "gross": Decimal(1), "tare": Decimal(2)}, Question.LIGHTER_BAG),
    ],
)
def test_save_says_what_a_measure_still_needs(at_desk, said, question):
    at_desk.presenter.returned(**said)

    at_desk.presenter.save()

    assert at_desk.state.question is question
    assert contacts(at_desk) == 0


def test_a_half_full_quart_is_about_half_of_it(at_desk):
    quart = at_desk.state.catalog.find("container", "1 quart")
    at_desk.presenter.returned(how=ReturnedHow.CONTAINER, container_id=quart, quarters=2)

    at_desk.presenter.save()

    assert (at_desk.state.strip.returned, at_desk.state.strip.returned_estimated) == (35, 35)


def test_a_code_is_first_seen_once(at_desk):
    stood = []
    for typed in ("ma-0785", "MA0785"):
        at_desk.presenter.code_typed(typed)
        at_desk.presenter.code_left()
        stood.append((at_desk.state.code, at_desk.state.draft.before))
        at_desk.presenter.seen_before(SeenBefore.FIRST)
        give(at_desk, SYRINGE, 1)
        at_desk.presenter.save()

    assert stood == [(Code.FIRST_SEEN, SeenBefore.NOT_ASKED), (Code.KNOWN, SeenBefore.NOT_ASKED)]
    assert at_desk.state.draft.before is SeenBefore.NOT_ASKED


def test_a_code_is_taken_even_if_the_box_was_never_left(at_desk):
    at_desk.presenter.code_typed("MA0785")
    give(at_desk, SYRINGE, 1)
    at_desk.presenter.save()

    at_desk.presenter.code_typed("MA0785")
    at_desk.presenter.code_left()

    assert at_desk.state.code is Code.KNOWN


def test_what_holds_no_letter_or_digit_is_said_to_be_no_code(at_desk):
    at_desk.presenter.code_typed("---")
    give(at_desk, SYRINGE, 1)

    at_desk.presenter.save()

    assert at_desk.state.question is Question.WHICH_CODE
    at_desk.presenter.no_code()
    at_desk.presenter.save()
    assert contacts(at_desk) == 1


def test_no_letter_of_a_code_is_left_after_saving(at_desk):
    at_desk.presenter.code_typed("MA0785")
    give(at_desk, SYRINGE, 1)

    at_desk.presenter.save()
    at_desk.presenter.take_back()

    assert "MA0785" not in at_desk.state.code_text + at_desk.state.line
    assert at_desk.state.code_text == ""
    assert at_desk.state.code is Code.KEPT


def test_taking_back_fills_the_form_again_and_can_be_done_once(at_desk):
    give(at_desk, SYRINGE, 50)
    at_desk.presenter.for_people(2)
    at_desk.presenter.save()

    at_desk.presenter.take_back()
    at_desk.presenter.take_back()

    assert at_desk.state.draft.amount_of(at_desk.item(SYRINGE)) == 50
    assert at_desk.state.draft.for_people == 2
    assert contacts(at_desk) == 0
    assert at_desk.state.last is None


def test_a_visit_taken_back_can_be_saved_again(at_desk):
    give(at_desk, SYRINGE, 50)
    at_desk.presenter.save()
    at_desk.presenter.take_back()
    at_desk.presenter.set_amount(at_desk.item(SYRINGE), 40)

    at_desk.presenter.save()

    assert (at_desk.state.strip.contacts, at_desk.state.strip.syringes_out) == (1, 40)


def test_what_was_begun_meanwhile_is_set_aside_and_brought_back(at_desk):
    give(at_desk, SYRINGE, 50)
    at_desk.presenter.save()
    give(at_desk, SWAB, 3)

    at_desk.presenter.take_back()
    assert [kept.draft.amount_of(at_desk.item(SWAB)) for kept in at_desk.state.aside] == [3]
    at_desk.presenter.bring_back()

    assert at_desk.state.draft.amount_of(at_desk.item(SWAB)) == 3
    assert [kept.draft.amount_of(at_desk.item(SYRINGE)) for kept in at_desk.state.aside] == [50]


def test_a_visit_can_be_taken_back_while_its_save_is_still_on_the_way(slow_desk):
    give(slow_desk, SYRINGE, 50)
    slow_desk.presenter.save()

    slow_desk.presenter.take_back()
    slow_desk.tasks.let_go()

    assert slow_desk.state.draft.amount_of(slow_desk.item(SYRINGE)) == 50
    slow_desk.presenter.refresh()
    slow_desk.tasks.let_go()
    assert slow_desk.state.strip.contacts == 0


def test_a_late_taking_back_never_covers_the_form_of_somebody_else(slow_desk):
    give(slow_desk, SYRINGE, 50)
    slow_desk.presenter.save()
    slow_desk.presenter.take_back()
    give(slow_desk, SWAB, 3)
    slow_desk.presenter.save()
    give(slow_desk, SWAB, 7)

    slow_desk.tasks.let_go()

    assert slow_desk.state.draft.amount_of(slow_desk.item(SWAB)) == 7
    assert [kept.draft.amount_of(slow_desk.item(SYRINGE)) for kept in slow_desk.state.aside] == [50]


def test_a_visit_not_saved_is_kept_and_disturbs_nobody(slow_desk):
    give(slow_desk, SYRINGE, 50)
    slow_desk.presenter.save()
    give(slow_desk, SWAB, 3)

    slow_desk.tasks.refuse(StorageTrouble("full"))

    assert slow_desk.state.notice is Notice.NOT_SAVED
    assert slow_desk.state.draft.amount_of(slow_desk.item(SWAB)) == 3
    slow_desk.presenter.try_again()
    slow_desk.tasks.let_go()
    assert (slow_desk.state.notice, slow_desk.state.unsaved) == (Notice.SAVED, ())
    assert slow_desk.state.strip.syringes_out == 50


def test_trying_again_records_once_even_if_it_was_saved_after_all(slow_desk):
    give(slow_desk, SYRINGE, 50)
    slow_desk.presenter.save()
    sending = slow_desk.presenter._sending
    sent = list(sending._sent.values())
    slow_desk.tasks.let_go()

    sending._write(sent[0])
    slow_desk.tasks.let_go()

    assert slow_desk.state.strip.contacts == 1


def test_a_visit_not_saved_can_be_put_back_on_the_form(slow_desk):
    give(slow_desk, SYRINGE, 50)
    slow_desk.presenter.save()
    slow_desk.tasks.refuse(StorageTrouble("full"))

    slow_desk.presenter.correct_unsaved()

    assert slow_desk.state.draft.amount_of(slow_desk.item(SYRINGE)) == 50
    assert slow_desk.state.unsaved == ()


def test_clearing_can_be_undone(at_desk):
    give(at_desk, SYRINGE, 50)

    at_desk.presenter.clear()
    assert at_desk.state.draft.lines == ()
    at_desk.presenter.bring_back()

    assert at_desk.state.draft.amount_of(at_desk.item(SYRINGE)) == 50


def test_clear_empties_the_line_first(at_desk):
    give(at_desk, SYRINGE, 50)
    at_desk.presenter.line_typed("2 nal")

    at_desk.presenter.clear()

    assert at_desk.state.line == ""
    assert at_desk.state.draft.lines


def test_enter_adds_the_chosen_match(at_desk):
    at_desk.presenter.line_typed("50 29g")

    assert at_desk.presenter.add_match()

    assert at_desk.state.draft.amount_of(at_desk.item(SYRINGE)) == 50
    assert at_desk.state.line == ""
    assert not at_desk.presenter.add_match()


def test_a_tile_adds_its_usual_pack_and_takes_one_off(at_desk):
    syringe = at_desk.item(SYRINGE)
    pack = at_desk.state.items[syringe].usual_pack

    at_desk.presenter.add_pack(syringe)
    at_desk.presenter.add_pack(syringe)
    at_desk.presenter.take_pack(syringe)

    assert at_desk.state.draft.amount_of(syringe) == pack


def test_taking_off_more_than_there_is_leaves_nothing(at_desk):
    give(at_desk, SWAB, 1)

    at_desk.presenter.take_pack(at_desk.item(SWAB))

    assert at_desk.state.draft.lines == ()


def test_the_tiles_are_what_is_given_most_often_here(store, desk_of, at_desk):
    for _ in range(2):
        give(at_desk, SWAB, 1)
        at_desk.presenter.save()
    give(at_desk, SYRINGE, 100)
    at_desk.presenter.save()

    tomorrow = desk_of(InlineTasks(store))
    tomorrow.presenter.refresh()

    assert tomorrow.state.tiles[:2] == (at_desk.item(SWAB), at_desk.item(SYRINGE))
    assert len(tomorrow.state.tiles) == 10


def test_the_tiles_stay_where_the_hands_know_them(at_desk):
    before = at_desk.state.tiles
    give(at_desk, SWAB, 1)

    at_desk.presenter.save()
    at_desk.presenter.refresh()
    at_desk.presenter.refresh()

    assert at_desk.state.tiles == before


def test_another_place_has_its_own_day(at_desk):
    give(at_desk, SYRINGE, 50)
    at_desk.presenter.save()
    van = at_desk.state.catalog.find("site", "Mobile van")

    at_desk.presenter.choose_place(van, at_desk.state.catalog.site[van].usual_place_id)

    assert at_desk.state.strip.contacts == 0
    assert at_desk.state.place.name == "Stop: 5th & Elm"


def test_more_than_the_books_hold_is_recorded(at_desk):
    give(at_desk, SYRINGE, 2000)

    at_desk.presenter.save()

    assert at_desk.state.notice is Notice.SAVED
    assert at_desk.state.strip.syringes_out == 2000


def test_what_the_lock_cut_off_is_sent_again_and_recorded_once(slow_desk):
    give(slow_desk, SYRINGE, 50)
    slow_desk.presenter.save()
    written = slow_desk.tasks.writes[0]
    slow_desk.tasks.held.clear()
    with slow_desk.store.writing() as session:
        written.args[0](session)  # written, but its answer was dropped with the lock

    slow_desk.presenter.settle()
    slow_desk.tasks.let_go()

    with slow_desk.store.reading() as session:
        assert days.strip(session, slow_desk.state.site_id, TODAY).contacts == 1


def nothing_asked(desk):
    desk.presenter.code_typed("MA0785")
    desk.presenter.for_people(2)
    desk.presenter.save()
    assert desk.state.question is Question.NOTHING_ENTERED


def test_escape_on_nothing_entered_keeps_on_with_the_visit(at_desk):
    nothing_asked(at_desk)

    at_desk.presenter.clear()

    assert at_desk.state.question is Question.NONE
    assert at_desk.state.draft.for_people == 2


@pytest.mark.parametrize(
    "act",
    [
        lambda presenter: presenter.code_typed("MA0786"),
        lambda presenter: presenter.whose.built("MA0786", is_forgotten=True),
        lambda presenter: presenter.line_typed("n"),
        lambda presenter: presenter.for_people(3),
        lambda presenter: presenter.elsewhere.enter_for_yesterday(),
        lambda presenter: presenter.choose_place(presenter.state.catalog.sites[1].id, None),
        lambda presenter: presenter.seen_before(SeenBefore.BEFORE),
        lambda presenter: presenter.aside.set_aside(),
        lambda presenter: presenter.bring_back(),
    ],
)
def test_what_save_asked_is_not_asked_any_more_once_something_else_is_done(at_desk, act):
    give(at_desk, SWAB, 1)
    at_desk.presenter.aside.set_aside()
    nothing_asked(at_desk)

    act(at_desk.presenter)

    assert at_desk.state.question is Question.NONE


def test_a_late_look_at_the_code_leaves_what_save_asked(slow_desk):
    slow_desk.presenter.code_typed("MA0785")
    slow_desk.presenter.code_left()
    slow_desk.presenter.save()

    slow_desk.tasks.let_go()

    assert slow_desk.state.question is Question.NOTHING_ENTERED
