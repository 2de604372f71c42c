"""Optional questions in the settings: switched on, ordered, added to and renamed by whoever may; read by the others."""

import pytest

from outreach.catalog_editing.questions import Rule
from outreach.ui.settings.edited_by import EditedBy
from outreach.ui.settings.names_form import NamesForm
from outreach.ui.settings.questions.view import QuestionsView
from outreach.vocabulary import AskAgain, At
from tests.make import TODAY
from tests.questions.made import known
from tests.ui.inline_tasks import InlineTasks
from tests.ui.looks import look, unnamed


@pytest.fixture
def view_of(qtbot, dressed, words, desk):
    def make(who="JM"):
        view = QuestionsView(InlineTasks(desk.store), EditedBy(desk.by(who), lambda: At(TODAY, 10), "en"), words)
        editor = view.live
        assert editor is not None
        for widget in (view, editor):
            qtbot.addWidget(widget)
            widget.resize(860 if widget is view else 348, 700)
        view.refresh()
        view.show()
        editor.show()
        return view

    return make


def names(desk):
    return [question.name for question in known(desk).questions if question.is_asked]


def say(form: NamesForm, english, spanish=""):
    form.show_names({"en": english, "es": spanish})
    form.button.click()


def test_nothing_is_asked_at_first_and_a_tick_asks(view_of, desk):
    view = view_of()
    assert names(desk) == []
    row = next(row for row in view._rows.lines if row._name.text() == "Gender")
    row._box.click()

    assert names(desk) == ["Gender"]
    assert view.presenter.state.question.name == "Gender"
    next(row for row in view._rows.lines if row._name.text() == "Gender")._box.click()
    assert names(desk) == []


def test_age_is_asked_in_the_bands_of_the_layouts_chosen(view_of, desk):
    view = view_of()
    view.presenter.choose("age")
    for layout in ("ten-years", "minors"):
        view.presenter.toggle_layout(layout)
    view.live._begin.click()

    assert [one.name for one in known(desk).questions[0].offered] == ["Under 25", "25 and over"]


def test_a_question_of_one_s_own_gets_its_answers_and_other_names(view_of, desk):
    view = view_of()
    say(view._add, "Came by bus", "Vino en autobús")
    say(view.live._answer, "Yes", "Sí")
    say(view.live._answer, "No")
    view.presenter.rename_choice(known(desk).questions[0].choices[0].id)
    say(view.live._answer, "Today", "Hoy")
    say(view.live._names, "By bus", "En autobús")

    shown = view.presenter.state.question
    assert (shown.name, [one.name for one in shown.choices]) == ("By bus", ["Today", "No"])
    assert view.presenter.state.choices_called[shown.choices[0].id] == {"en": "Today", "es": "Hoy"}


def test_an_answer_is_retired_and_a_question_stands_for_longer_and_earlier(view_of, desk):
    view = view_of()
    for key in ("gender", "housing"):
        view.presenter.switch(key, is_asked=True)
    view.presenter.move(-1)
    view.presenter.ask_again(Rule(AskAgain.AFTER_MONTHS, 24))
    first = view.presenter.state.question.choices[0]
    view.presenter.offer(first.id, is_offered=False)
    view.presenter.pair(known(desk).questions[1].id)

    question = known(desk).questions[0]
    assert (question.name, question.months, first.id in {one.id for one in question.offered}) == ("Housing", 24, False)
    assert len(view.presenter.state.pairs) == 1


def test_a_name_that_is_there_already_is_said_in_place(view_of):
    view = view_of()
    view.presenter.switch("gender", is_asked=True)
    say(view._add, "Gender")

    assert view._notice.isVisible()


def test_the_front_desk_reads_and_changes_nothing(view_of, desk):
    view = view_of("DS")
    view.presenter.switch("gender", is_asked=True)

    assert names(desk) == []
    assert not view._own.isVisible()
    assert view._ask.isVisible()


def test_it_can_be_read_and_heard(view_of):
    view = view_of()
    view.presenter.switch("gender", is_asked=True)

    assert unnamed(view) == []
    assert unnamed(view.live) == []
    look(view, "settings-questions", (860, 900))
    look(view.live, "settings-questions-editor", (348, 800))
