"""What the page of codes does, without a window."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from outreach import code_recipes
from outreach.codes.pieces import Kind, Piece
from outreach.codes.presets import all_presets, preset
from outreach.codes.recipes import Recipe, check
from outreach.safety.staff import NotAllowed
from outreach.translation import translator
from outreach.ui.settings.codes import offers
from outreach.ui.settings.codes.presenter import Codes, CodesPresenter
from outreach.ui.settings.codes.sharing import sharing
from outreach.ui.settings.codes.trying import example, shown_questions, tried
from outreach.vocabulary import At, CodesMade
from tests.make import TODAY
from tests.ui.inline_tasks import HeldTasks, InlineTasks

WORDS = translator("en")
DAY_PIECE = Piece(Kind.BIRTH_DAY, 2, filler="99")


@pytest.fixture
def presenter_of(desk):
    def make(initials="JM", tasks=None):
        presenter = CodesPresenter(
            tasks or InlineTasks(desk.store),
            Codes(desk.by(initials), lambda: At(TODAY, 9)),
            lambda _: None,
            lambda: None,
        )
        presenter.refresh()
        return presenter

    return make


def changed_elsewhere(desk, recipe):
    who = desk.by("AR")
    with desk.writing() as session:
        code_recipes.change(session, who, At(TODAY, 8), recipe)


def test_what_is_being_changed_stays_when_the_file_is_read_again(presenter_of, desk):
    presenter = presenter_of()
    presenter.add(DAY_PIECE)

    changed_elsewhere(desk, preset("issued").recipe)
    presenter.refresh()

    assert presenter.state.draft.pieces[-1] == DAY_PIECE
    assert presenter.state.kept.made is CodesMade.ISSUED
    presenter.put_back()
    assert presenter.state.is_issued


def test_what_another_changed_shows_where_nothing_is_being_edited(presenter_of, desk):
    presenter = presenter_of()

    changed_elsewhere(desk, preset("pasmo").recipe)
    presenter.refresh()

    assert presenter.state.preset.key == "pasmo"
    assert not presenter.state.has_changes


def test_what_is_edited_while_it_is_being_kept_is_still_a_change(desk, presenter_of):
    tasks = HeldTasks(desk.store)
    presenter = presenter_of(tasks=tasks)
    tasks.let_go()
    presenter.start_from("pasmo")

    presenter.save()
    presenter.add(DAY_PIECE)
    tasks.let_go()

    assert presenter.state.kept.pieces == preset("pasmo").recipe.pieces
    assert presenter.state.has_changes
    presenter.put_back()
    assert not presenter.state.has_changes


def test_editing_without_the_right_changes_nothing_and_saving_is_refused(presenter_of):
    presenter = presenter_of("DS")

    presenter.add(DAY_PIECE)
    presenter.save()

    assert not presenter.state.has_changes
    assert isinstance(presenter.state.refusal, NotAllowed)


def test_a_piece_is_moved_only_to_a_place_there_is(presenter_of):
    presenter = presenter_of()

    assert [presenter.move(0, to) for to in (0, 3, -1, 2)] == [False, False, False, True]


def test_every_choice_offered_makes_a_piece_that_fits():
    for one in all_presets():
        for piece in one.recipe.pieces:
            for choice, said in (*offers.taken(piece, WORDS), *offers.unknown(piece, WORDS)):
                check(Recipe(CodesMade.FROM_ANSWERS, (choice, DAY_PIECE)))
                assert said


def test_what_a_piece_is_now_is_always_among_the_choices():
    odd = Piece(Kind.LETTERS, 6, name="Street", instead="House", filler="ABCDEF")

    assert odd in dict(offers.taken(odd, WORDS))
    assert odd in dict(offers.unknown(odd, WORDS))
    assert "House" in dict(offers.unknown(odd, WORDS)).values()


def test_what_can_be_added_fits_once_its_words_are_typed():
    for piece, _ in offers.to_add(WORDS):
        whole = offers.with_text(piece, "p-1") if piece.kind is Kind.FIXED else piece
        named = replace(whole, name="Street") if piece.kind is Kind.LETTERS and not piece.name else whole
        check(Recipe(CodesMade.FROM_ANSWERS, (named, DAY_PIECE)))


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 10, 15), ["2026-11-15", "2027-01-15", "2027-04-15", "2027-10-15"]),
        (date(2027, 11, 30), ["2027-12-30", "2028-02-29", "2028-05-30", "2028-11-30"]),
        (date(2027, 12, 31), ["2028-01-31", "2028-03-31", "2028-06-30", "2028-12-31"]),
    ],
)
def test_the_days_offered_are_whole_months_away(today, expected):
    assert [str(day) for day, _ in offers.days(today, None, WORDS)] == ["None", *expected]


def test_a_day_that_is_set_stays_among_the_choices():
    now = TODAY + timedelta(days=5)

    assert (now, "Until 20 Oct 2026") in offers.days(TODAY, now, WORDS)


@pytest.mark.parametrize("key", [one.key for one in all_presets() if one.recipe.made is CodesMade.FROM_ANSWERS])
def test_every_recipe_has_an_example(key):
    recipe = preset(key).recipe
    made = tried(recipe, {})

    assert made.is_example
    assert made.refusal is None
    assert len(made.code) == len(preset(key).example)
    assert tried(recipe, {key: text for key, text in example(recipe).items() if text}).code == made.code


def test_a_stand_in_is_asked_for_only_in_place_of_what_is_left_empty():
    recipe = preset("mother-month-year").recipe

    def asked(**typed):
        return [question.key for question in shown_questions(recipe, typed)][3:]

    assert asked() == []
    assert asked(birth_month="7") == ["Own first name"]
    assert asked(birth_month="7", **{"Mother’s first name": "ma"}) == []
    assert asked(birth_month="7", **{"Mother’s first name": "ma", "Own first name": "zo"}) == ["Own first name"]


def test_beside_codes_given_out_stand_those_made_from_answers():
    means = sharing(replace(preset("mother-month-year").recipe, made=CodesMade.ISSUED), 10, is_edited=False)

    assert means is not None
    assert [(one.name, round(one.pairs)) for one in means.by_recipe] == [("As now", 0), ("Made from answers", 48)]
