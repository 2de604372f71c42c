"""Answers to optional questions: four states that never merge, counted once a person, corrected with the visit."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from outreach import history
from outreach.catalog_editing import in_languages
from outreach.catalog_editing import questions as editing
from outreach.entry import Answer, AnswerUnclear, check
from outreach.tallies.answers import STATES
from outreach.vocabulary import At, ChoiceId, Named, QuestionId, Said
from tests.make import NORTH, TODAY
from tests.questions.made import SETS, answers, ask, known, table, visit


def test_nothing_is_asked_until_a_center_wants_it(center):
    assert known(center).questions == ()
    assert center.tally().answers.questions == ()


def test_what_was_said_is_read_back_as_it_was_said(center):
    ask(center, "age", "gender", "race")
    said = answers(center, age="25 to 29", gender="-", race=["Asian", "White"])
    recorded = center.record(replace(center.entry(code="MA0785"), answers=said))

    assert set(center.read(history.entry_of, recorded.encounter_id).answers) == {
        replace(one, choices=tuple(sorted(one.choices))) for one in said
    }


def test_the_four_states_are_four_rows(center):
    ask(center, "gender")
    for code, said in (
        ("AA11", {"gender": "Woman"}),
        ("BB22", {"gender": None}),
        ("CC33", {"gender": "-"}),
        ("DD44", {}),
    ):
        visit(center, code=code, **said)

    assert table(center, "gender") == {
        "Woman": (1, 0), "does_not_know": (1, 0), "prefers_not": (1, 0), "not_asked": (1, 0), "all": (4, 0),
    }  # fmt: skip


def test_a_contact_without_a_code_answers_for_itself(center):
    ask(center, "gender")
    visit(center, code="AA11", gender="Man")
    visit(center, gender="Woman")
    visit(center, gender="-")
    visit(center)

    assert table(center, "gender") == {
        "Man": (1, 0), "Woman": (0, 1), "does_not_know": (0, 0), "prefers_not": (0, 1), "not_asked": (0, 1),
        "all": (1, 3),
    }  # fmt: skip


def test_a_person_counts_with_the_newest_answer_up_to_the_end_of_the_month(center):
    ask(center, "gender", on=date(2026, 8, 1))
    visit(center, date(2026, 8, 3), "AA11", gender="Man")
    visit(center, date(2026, 9, 3), "AA11", gender="Non-binary")
    visit(center, date(2026, 10, 3), "AA11")
    visit(center, date(2026, 9, 2), "AA11", gender="Woman")  # from paper, later

    assert table(center, "gender", date(2026, 8, 1))["Man"] == (1, 0)
    assert table(center, "gender", date(2026, 10, 1))["Non-binary"] == (1, 0)


def test_an_answer_no_longer_stands_after_the_months_the_center_set(center):
    ask(center, "housing", on=date(2026, 1, 1))  # 6 months
    visit(center, date(2026, 3, 31), "AA11", housing="Shelter")
    visit(center, date(2026, 5, 10), "BB22", housing="Shelter")
    for code in ("AA11", "BB22"):
        visit(center, date(2026, 10, 3), code)

    assert table(center, "housing", date(2026, 10, 1)) == {
        "Shelter": (1, 0), "does_not_know": (0, 0), "prefers_not": (0, 0), "not_asked": (1, 0), "all": (2, 0),
    }  # fmt: skip


def test_what_is_asked_at_every_visit_stands_for_its_month(center):
    ask(center, "naloxone", on=date(2026, 9, 1))
    visit(center, date(2026, 9, 30), "AA11", naloxone="Yes")
    visit(center, date(2026, 10, 1), "AA11")
    visit(center, date(2026, 10, 2), "BB22", naloxone="No")

    assert table(center, "naloxone", date(2026, 10, 1))["not_asked"] == (1, 0)


def test_somebody_with_two_joined_codes_is_one_person_with_one_answer(center):
    ask(center, "gender")
    visit(center, code="AA11", gender="Man")
    visit(center, code="BB22", gender="Woman")
    center.join("AA11", "BB22")

    assert table(center, "gender") == {
        "Woman": (1, 0), "does_not_know": (0, 0), "prefers_not": (0, 0), "not_asked": (0, 0), "all": (1, 0),
    }  # fmt: skip


def test_whoever_shares_a_code_and_is_not_sure_answers_as_a_contact(center):
    ask(center, "gender")
    visit(center, code="AA11", gender="Man")
    visit(center, code="AA11", unsure=True, gender="Woman")

    assert table(center, "gender")["Woman"] == (0, 1)
    assert center.tally().answers.unsure == 1


def test_several_answers_count_in_each_and_once_in_all(center):
    ask(center, "race")
    visit(center, code="AA11", race=["Asian", "White"])
    visit(center, race=["White"])

    found = table(center, "race")
    assert (found["Asian"], found["White"], found["all"], found["not_asked"]) == ((1, 0), (1, 1), (1, 1), (0, 0))
    assert center.tally().answers.questions[0].takes_several


def test_a_corrected_visit_says_what_it_says_now_and_a_voided_one_nothing(center):
    ask(center, "gender")
    first, second = visit(center, code="AA11", gender="Man"), visit(center, code="BB22", gender="Man")
    center.correct(first, replace(center.entry(code="AA11"), answers=answers(center, gender="-")))
    center.void(second)

    assert table(center, "gender") == {
        "does_not_know": (0, 0), "prefers_not": (1, 0), "not_asked": (0, 0), "all": (1, 0),
    }  # fmt: skip
    assert center.verify().is_sound


def test_an_answer_alone_makes_another_version(center):
    ask(center, "gender")
    first = visit(center, code="AA11")
    was = center.read(history.entry_of, first)
    by = center.by()
    with center.writing() as session:
        again = history.correct(session, by, At(TODAY, 15), first, replace(was, answers=answers(center, gender="-")))

    assert not again.already
    assert table(center, "gender")["prefers_not"] == (1, 0)


def test_an_answer_given_to_another_code_goes_with_the_visit(center):
    ask(center, "gender")
    mine = visit(center, code="AA11", gender="Man")
    visit(center, code="AA11")
    center.correct(mine, replace(center.entry(code="BB22"), answers=answers(center, gender="Man")))

    assert table(center, "gender")["Man"] == (1, 0)
    assert table(center, "gender")["not_asked"] == (1, 0)


def test_a_site_counts_its_own_people_with_what_they_said_anywhere(center):
    ask(center, "gender")
    visit(center, code="AA11", gender="Man")
    visit(center, code="AA11", site=NORTH)
    visit(center, code="BB22", gender="Woman")

    assert table(center, "gender", site=NORTH) == {
        "Man": (1, 0), "does_not_know": (0, 0), "prefers_not": (0, 0), "not_asked": (0, 0), "all": (1, 0),
    }  # fmt: skip


def test_two_questions_can_be_printed_against_each_other(center):
    ask(center, "gender", "housing")
    by, (gender, housing) = center.by(), known(center).questions
    with center.writing() as session:
        editing.pair(session, by, At(TODAY, 9), housing.id, gender.id)
    visit(center, code="AA11", gender="Man", housing="Shelter")
    visit(center, code="BB22", gender="Man", housing="-")
    visit(center, code="CC33")

    (found,) = center.tally().answers.two_way
    cells = {
        (down, across): n
        for down, row in zip((*found.down_names, *STATES), found.counts, strict=True)
        for across, n in zip((*found.across_names, *STATES), row, strict=True)
        if n
    }

    assert (found.down, found.across) == ("Gender", "Housing")
    assert cells == {("Man", "Shelter"): 1, ("Man", "prefers_not"): 1, ("not_asked", "not_asked"): 1}


def test_a_question_switched_off_is_printed_only_for_the_months_it_was_asked_in(center):
    ask(center, "gender", on=date(2026, 9, 1))
    visit(center, date(2026, 9, 3), "AA11", gender="Man")
    by, question = center.by(), known(center).questions[0]
    with center.writing() as session:
        in_languages.retire(session, by, At(date(2026, 10, 1), 9), Named.QUESTION, question.id)
    visit(center, date(2026, 10, 3), "AA11")

    assert [one.question for one in center.tally(date(2026, 9, 1)).answers.questions] == ["Gender"]
    assert center.tally(date(2026, 10, 1)).answers.questions == ()


ONE, SOME = QuestionId(1), ChoiceId(2)


@pytest.mark.parametrize(
    "wrong",
    [
        (Answer(ONE, Said.ANSWERED),),
        (Answer(ONE, Said.PREFERS_NOT, (SOME,)),),
        (Answer(ONE, Said.DOES_NOT_KNOW, (SOME,)),),
        (Answer(ONE, Said.PREFERS_NOT), Answer(ONE, Said.DOES_NOT_KNOW)),
        (Answer(ONE, Said.ANSWERED, (SOME, SOME)),),
    ],
)
def test_two_states_at_once_are_no_answer(desk, wrong):
    with pytest.raises(AnswerUnclear):
        check(replace(desk.entry(), answers=wrong))


SAYINGS = st.lists(
    st.tuples(
        st.sampled_from(["AA11", "BB22", "CC33", None]),
        st.sampled_from(["Woman", "Man", None, "-", "not asked"]),
    ),
    min_size=1,
    max_size=8,
)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])  # it renews by itself
@given(said=SAYINGS)
def test_the_four_states_add_up_to_everybody_and_never_merge(as_new, said):
    center = as_new()
    ask(center, "gender")
    for code, gender in said:
        visit(center, code=code, **({} if gender == "not asked" else {"gender": gender}))
    people = {}
    for code, gender in said:  # the newest answer of each, by hand
        if code is not None and (gender != "not asked" or code not in people):
            people[code] = gender
    alone = [gender for code, gender in said if code is None]
    names = {None: "does_not_know", "-": "prefers_not", "not asked": "not_asked", "Woman": "Woman", "Man": "Man"}
    if all(gender == "not asked" for _, gender in said):
        assert center.tally().answers.questions == ()
        return

    found = table(center, "gender")

    for gender, name in names.items():
        assert found.get(name, (0, 0)) == (list(people.values()).count(gender), alone.count(gender)), name
    everybody = found.pop("all")
    assert everybody == tuple(sum(row[at] for row in found.values()) for at in (0, 1)) == (len(people), len(alone))


def test_age_is_asked_in_bands_from_which_every_layout_chosen_can_be_added_up():
    chosen = ("minors", "who", "ten-years")
    edges = [int(choice.key.split("-")[0]) for choice in SETS.question("age", chosen).choices[1:]]

    for layout in SETS.age_layouts:
        assert (set(layout.begins) <= set(edges)) == (layout.key in chosen)
    assert [choice.name["en"] for choice in SETS.question("age", chosen).choices] == [
        "Under 18", "18 to 24", "25 to 34", "35 to 44", "45 to 54", "55 and over",
    ]  # fmt: skip


def test_age_bands_leave_no_age_out_and_no_age_in_two():
    for layouts in (None, ("who",), ("from-15", "ten-years-to-65")):
        bands = SETS.question("age", layouts).choices
        first = int(bands[0].key.removeprefix("under-"))
        ages = list(range(first))
        for band in bands[1:-1]:
            low, high = map(int, band.key.split("-"))
            ages += range(low, high + 1)
        assert ages == list(range(int(bands[-1].key.removesuffix("-up"))))


def test_every_starter_text_is_there_in_both_languages():
    for question in SETS.questions:
        for name in (question.name, *(one.name for one in SETS.question(question.key).choices)):
            assert set(name) == {"en", "es"}
            assert all(name.values())
