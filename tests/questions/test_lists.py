"""The center's questions and steps: added, renamed from a day on, put away and brought back; never taken out."""

from datetime import date, timedelta

import pytest

from outreach import step_list
from outreach.catalog_editing import in_languages
from outreach.catalog_editing import questions as editing
from outreach.catalog_editing import steps as steps_editing
from outreach.catalog_editing.names import NameMissing
from outreach.catalog_editing.questions import MonthsWrong, Rule
from outreach.founding import NameTaken
from outreach.safety.staff import NotAllowed
from outreach.vocabulary import AskAgain, At, Named
from tests.make import TODAY
from tests.questions.made import SETS, ask, known, offer_steps, table, visit

NOW = At(TODAY, 9)


def do(desk, act, *args, by="JM", at=NOW, **named):
    who = desk.by(by)
    with desk.writing() as session:
        return act(session, who, at, *args, **named)


def test_a_center_asks_its_own_question_in_both_languages(center):
    called = {"en": "Came by bus", "es": "Vino en autobús"}
    choices = [{"en": "Yes", "es": "Sí"}, {"en": "No"}]
    do(center, editing.add, called, choices, Rule(AskAgain.EVERY_VISIT))

    (english,), (spanish,) = known(center).questions, known(center, language="es").questions
    assert (english.name, [one.name for one in english.offered]) == ("Came by bus", ["Yes", "No"])
    assert (spanish.name, [one.name for one in spanish.offered]) == ("Vino en autobús", ["Sí", "No"])
    assert known(center).find("question", "vino en autobus") == english.id


def test_a_new_name_does_not_rewrite_the_past(center):
    ask(center, "gender", on=date(2026, 9, 1))
    visit(center, date(2026, 9, 3), "AA11", gender="Another gender")
    question = known(center).questions[0]
    other = next(one for one in question.choices if one.name == "Another gender")
    do(center, in_languages.rename, Named.CHOICE, other.id, {"en": "In my own words", "es": "Otro género"})
    do(center, in_languages.rename, Named.QUESTION, question.id, {"en": "Gender identity", "es": "Género"})

    was = center.tally(date(2026, 9, 1)).answers.questions[0]
    is_now = known(center, TODAY + timedelta(days=1)).questions[0]
    assert (was.question, was.answers[-1].name) == ("Gender", "Another gender")
    assert (is_now.name, is_now.choice(other.id).name) == ("Gender identity", "In my own words")


def test_a_retired_answer_is_offered_no_more_and_still_printed(center):
    ask(center, "gender")
    visit(center, code="AA11", gender="Trans man")
    man = next(one for one in known(center).questions[0].choices if one.name == "Trans man")
    do(center, in_languages.retire, Named.CHOICE, man.id)

    assert man.id not in {one.id for one in known(center).questions[0].offered}
    assert table(center, "gender")["Trans man"] == (1, 0)


def test_a_question_asked_before_comes_back_as_it_was(center):
    ask(center, "gender")
    question = known(center).questions[0]
    do(center, in_languages.retire, Named.QUESTION, question.id)
    assert not known(center).questions[0].is_asked
    ask(center, "gender")

    assert known(center).questions == (question,)


def test_questions_stand_in_the_order_the_center_wants(center):
    ask(center, "age", "gender", "housing")
    ids = tuple(one.id for one in known(center).questions)
    do(center, in_languages.put_in_order, Named.QUESTION, ids[::-1])

    assert tuple(one.id for one in known(center).questions) == ids[::-1]


def test_the_area_begins_with_the_center_s_own_counties(center):
    do(center, editing.switch_on, SETS.question("area", places=("Kings", "Queens")))

    assert [one.name for one in known(center).questions[0].offered] == [
        "Kings", "Queens", "Another county", "No fixed address",
    ]  # fmt: skip


def test_names_are_needed_and_no_two_are_alike(center):
    ask(center, "gender")
    question = known(center).questions[0]
    with pytest.raises(NameTaken):
        do(center, editing.add, {"en": "GENDER"}, [])
    with pytest.raises(NameTaken):
        do(center, editing.add_choice, question.id, {"en": " woman "})
    with pytest.raises(NameMissing):
        do(center, editing.add_choice, question.id, {"en": " ", "es": ""})


def test_an_answer_stands_for_good_for_a_visit_or_for_months(center):
    ask(center, "gender")
    question = known(center).questions[0]
    do(center, editing.ask_again, question.id, Rule(AskAgain.AFTER_MONTHS, 18))
    assert known(center).questions[0].months == 18
    for wrong in (Rule(AskAgain.AFTER_MONTHS), Rule(AskAgain.AFTER_MONTHS, 0), Rule(AskAgain.NEVER, 6)):
        with pytest.raises(MonthsWrong):
            do(center, editing.ask_again, question.id, wrong)


def test_only_a_coordinator_changes_what_is_asked(center):
    ask(center, "gender")
    question = known(center).questions[0]
    for act, *args in (
        (editing.switch_on, SETS.question("age")),
        (editing.add_choice, question.id, {"en": "New"}),
        (in_languages.retire, Named.QUESTION, question.id),
        (in_languages.rename, Named.QUESTION, question.id, {"en": "New"}),
        (steps_editing.add_area, {"en": "New"}),
    ):
        with pytest.raises(NotAllowed):
            do(center, act, *args, by="DS")


def test_a_step_is_added_renamed_and_retired(center):
    offer_steps(center)
    area = known(center).areas[0]
    step = do(center, steps_editing.add_step, area.id, {"en": "Cook once a week", "es": "Cocinar una vez a la semana"})
    do(center, in_languages.rename, Named.STEP, step, {"en": "Cook something", "es": "Cocinar algo"})
    assert known(center, TODAY + timedelta(days=1)).areas[0].offered[-1].name == "Cook something"
    do(center, in_languages.retire, Named.STEP, step)

    assert step not in {one.id for one in known(center).areas[0].offered}
    assert step in {one.id for one in center.read(step_list.load, "en", TODAY)[0].steps}
