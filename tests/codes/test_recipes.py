"""Codes made from answers: every published one, every way not to know, and what is no answer at all."""

import string
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.codes.answers import AnswerWrong, NoSuchDay, Unanswered
from outreach.codes.issued import is_right
from outreach.codes.normalizing import normalize
from outreach.codes.pieces import End, Kind, Piece, as_json, from_json
from outreach.codes.presets import NoSuchPreset, all_presets, preset
from outreach.codes.recipes import (
    AsksNothing,
    CodeTooLong,
    PieceWrong,
    Recipe,
    build,
    check,
    parts,
    questions,
)
from outreach.vocabulary import CodesMade

MOTHER, FATHER, FIRST, LAST = "Mother’s first name", "Father’s first name", "Own first name", "Own last name"
INITIALS, MIDDLE = "Own initials", "Own middle name"
BORN = {"birth_day": "14", "birth_month": "7", "birth_year": "1985"}


def made(key, **answers):
    return build(preset(key).recipe, {**BORN, **answers})


def from_answers(*pieces):
    return Recipe(CodesMade.FROM_ANSWERS, pieces)


@pytest.mark.parametrize(
    ("mother", "father", "initials", "order", "born", "code"),
    [
        ("ma...", "re...", "", "1", ("1", "1", "1970"), "MARE0101011970"),
        (None, None, "M.R.", "3", ("15", "9", "1989"), "MRMR0309151989"),
        (None, None, "a e", None, (None, None, None), "AEAE9999999999"),
    ],
)
def test_the_national_code_of_the_philippines_is_made_as_published(mother, father, initials, order, born, code):
    answers = dict(zip(BORN, born, strict=True)) | {"birth_order": order}
    answers |= {MOTHER: mother, FATHER: father, INITIALS: initials}

    assert build(preset("philippines").recipe, answers) == code


def test_the_codes_other_programs_describe_are_made():
    assert made("mother-month-year", **{MOTHER: "ma"}) == "MA0785"
    assert made("lower-east-side", **{LAST: "ri", MOTHER: "m"}) == "RIM14P"
    assert made("regina", **{FIRST: "a", MIDDLE: "m", LAST: "r"}) == "AMR071985"
    assert made("ontario", **{FIRST: "ma", LAST: "ri", "gender": "f"}) == "MARI1985F"
    assert made("pasmo", **{LAST: "pu", "gender": "m", "birth_day": "31", "birth_year": "1981"}) == "PUM3181"


def test_each_example_of_a_preset_is_as_long_as_its_codes():
    for one in all_presets():
        if one.recipe.made is CodesMade.FROM_ANSWERS:
            assert len(one.example) == sum(piece.length for piece in one.recipe.pieces), one.key


def test_the_example_of_a_code_given_out_is_right():
    assert is_right(preset("issued").example)


def test_a_preset_that_does_not_exist_is_refused_with_those_that_do():
    with pytest.raises(NoSuchPreset) as refused:
        preset("mars")

    assert "philippines" in refused.value.known


def test_a_thing_several_pieces_use_is_asked_once_and_a_stand_in_only_in_place_of_the_unknown():
    recipe = from_answers(
        Piece(Kind.LETTERS, 2, name=MOTHER, instead=INITIALS, filler="XX"),
        Piece(Kind.FIXED, 1, text="Z"),
        Piece(Kind.BIRTH_YEAR, 2, filler="99"),
        Piece(Kind.LETTERS, 1, name=MOTHER, end=End.LAST, instead=FIRST, filler="X"),
        Piece(Kind.LETTERS, 1, name=FIRST, filler="X"),
    )

    asked = [(question.key, question.instead_of) for question in questions(recipe)]

    assert asked == [(MOTHER, ()), ("birth_year", ()), (FIRST, ()), (INITIALS, (MOTHER,))]


def test_codes_that_are_given_out_ask_nothing():
    assert questions(preset("issued").recipe) == ()


def test_when_the_stand_in_is_unknown_too_the_filler_stands_there():
    answers = {MOTHER: None, FIRST: None, "birth_month": None, "birth_year": None}

    assert build(preset("mother-month-year").recipe, answers) == "XX9999"


def test_letters_come_from_either_end_without_accents_signs_or_spaces():
    recipe = from_answers(
        Piece(Kind.LETTERS, 3, name=LAST, filler="XXX"), Piece(Kind.LETTERS, 2, name=LAST, end=End.LAST, filler="XX")
    )

    assert build(recipe, {LAST: "  d’Ñ-é 2 u"}) == "DNEEU"
    assert parts(recipe, {LAST: "d’Ñéu"}) == ("DNE", "EU")


def test_a_name_shorter_than_the_piece_is_filled_up():
    assert made("mother-month-year", **{MOTHER: "o"}) == "OX0785"


@pytest.mark.parametrize(
    ("key", "answer", "refusal"),
    [
        ("birth_month", "13", AnswerWrong),
        ("birth_month", "0", AnswerWrong),
        ("birth_month", "July", AnswerWrong),
        ("birth_month", "²", AnswerWrong),
        ("birth_day", "32", AnswerWrong),
        ("birth_year", "85", AnswerWrong),
        ("birth_year", "1885", AnswerWrong),
        ("birth_year", "20111", AnswerWrong),
        ("birth_order", "31", AnswerWrong),
        (MOTHER, "12", AnswerWrong),
        (MOTHER, " ", Unanswered),
        ("birth_day", "", Unanswered),
    ],
)
def test_what_cannot_be_an_answer_is_refused_without_being_repeated(key, answer, refusal):
    with pytest.raises(refusal) as refused:
        made("philippines", **{MOTHER: "ma", FATHER: "re", "birth_order": "1", key: answer})

    assert set(vars(refused.value)) <= {"label", "kind"}


@pytest.mark.parametrize(
    ("day", "month", "year", "stands"),
    [
        ("29", "2", "1984", True),
        ("29", "2", "1985", False),
        ("30", "2", None, False),
        ("29", "2", None, True),
        ("31", "4", "1985", False),
        ("31", None, "1985", True),
    ],
)
def test_only_days_that_were_are_born_on(day, month, year, stands):
    answers = {MOTHER: "ma", FATHER: "re", "birth_order": "1"}
    answers |= {"birth_day": day, "birth_month": month, "birth_year": year}

    if stands:
        assert len(build(preset("philippines").recipe, answers)) == 14
    else:
        with pytest.raises(NoSuchDay):
            build(preset("philippines").recipe, answers)


def test_a_year_of_two_digits_is_enough_where_the_code_has_two():
    day = Piece(Kind.BIRTH_DAY, 2, filler="99")
    recipe = replace(preset("mother-month-year").recipe, pieces=(*preset("mother-month-year").recipe.pieces, day))
    answers = {MOTHER: "ma", "birth_month": "2", "birth_day": "29"}

    assert build(recipe, {**answers, "birth_year": "00"}) == "MA020029"
    with pytest.raises(NoSuchDay):
        build(recipe, {**answers, "birth_year": "85"})


@pytest.mark.parametrize(
    "wrong",
    [
        Piece(Kind.LETTERS, 2, filler="XX"),
        Piece(Kind.LETTERS, 7, name=MOTHER, filler="XXXXXXX"),
        Piece(Kind.LETTERS, 2, name=MOTHER, instead=MOTHER, filler="XX"),
        Piece(Kind.LETTERS, 2, name=MOTHER, filler="X"),
        Piece(Kind.LETTERS, 2, name="{0}", filler="XX"),
        Piece(Kind.LETTERS, 2, name="gender", filler="XX"),
        Piece(Kind.BIRTH_YEAR, 3, filler="999"),
        Piece(Kind.BIRTH_DAY, 2, name=MOTHER, filler="99"),
        Piece(Kind.BIRTH_DAY, 2, filler="9-"),
        Piece(Kind.GENDER, 1, text="M", filler="X"),
        Piece(Kind.GENDER, 1, text="MM", filler="X"),
        Piece(Kind.FIXED, 1, text="p"),
        Piece(Kind.FIXED, 2, text="P"),
    ],
)
def test_a_piece_no_code_can_be_made_with_is_named(wrong):
    with pytest.raises(PieceWrong) as refused:
        check(from_answers(Piece(Kind.BIRTH_MONTH, 2, filler="99"), wrong))

    assert refused.value.number == 2


def test_a_recipe_must_ask_something_and_leave_room_for_a_second_person_s_letter():
    with pytest.raises(AsksNothing):
        check(from_answers(Piece(Kind.FIXED, 1, text="P")))
    with pytest.raises(CodeTooLong):
        check(from_answers(*[Piece(Kind.LETTERS, 5, name=MOTHER, filler="XXXXX")] * 8))


def pieces():
    letters = st.text(string.ascii_uppercase, min_size=6, max_size=6)
    return st.one_of(
        st.builds(
            lambda length, name, end, instead, filler: Piece(
                Kind.LETTERS, length, name, end, "", instead * (instead != name), filler[:length]
            ),
            st.integers(1, 6),
            st.sampled_from([MOTHER, FATHER, FIRST, "Street’s name"]),
            st.sampled_from(End),
            st.sampled_from(["", FIRST, INITIALS]),
            letters,
        ),
        st.sampled_from(
            [
                Piece(Kind.BIRTH_DAY, 2, filler="99"),
                Piece(Kind.BIRTH_MONTH, 2, filler="XX"),
                Piece(Kind.BIRTH_YEAR, 2, filler="99"),
                Piece(Kind.BIRTH_YEAR, 4, filler="9999"),
                Piece(Kind.GENDER, 1, text="MFT", filler="U"),
                Piece(Kind.BIRTH_ORDER, 2, filler="99"),
            ]
        ),
    )


@given(st.lists(pieces(), min_size=1, max_size=6))
def test_pieces_come_back_from_the_file_as_they_went(some):
    assert from_json(as_json(some)) == tuple(some)


@given(st.lists(pieces(), min_size=1, max_size=6), st.data())
def test_the_same_answers_make_the_same_code_of_the_same_length(some, data):
    recipe = from_answers(*some)
    possible = {"birth_day": "28", "birth_month": "2", "birth_year": "1985", "gender": "F", "birth_order": "2"}
    answers = {
        question.key: data.draw(st.sampled_from([None, possible.get(question.key, "Zoë")]))
        for question in questions(recipe)
    }

    code = build(recipe, answers)

    assert code == build(recipe, dict(reversed(answers.items()))) == normalize(code)
    assert len(code) == sum(piece.length for piece in some)
    assert "".join(parts(recipe, answers)) == code
