"""Small steps in the settings: offered or not, kept for how long, and the center's own list."""

import pytest

from outreach import step_list
from outreach.step_list import Rules
from outreach.ui.settings.edited_by import EditedBy
from outreach.ui.settings.steps.view import StepsView
from outreach.vocabulary import At, Named
from tests.make import TODAY
from tests.questions.made import known
from tests.ui.inline_tasks import InlineTasks
from tests.ui.looks import look, unnamed
from tests.ui.settings.questions.test_view import say


@pytest.fixture
def view_of(qtbot, dressed, words, desk):
    def make(who="JM"):
        view = StepsView(InlineTasks(desk.store), EditedBy(desk.by(who), lambda: At(TODAY, 10), "en"), words)
        qtbot.addWidget(view)
        view.resize(860, 700)
        view.refresh()
        view.show()
        return view

    return make


def test_offering_begins_with_the_starter_list_and_can_be_put_away(view_of, desk):
    view = view_of()
    assert known(desk).areas == ()
    view._offered.click()
    assert [area.name for area in known(desk).areas][:2] == ["Food", "Medical care"]
    view._offered.click()

    assert known(desk).areas == ()


def test_months_and_the_printed_line_are_the_center_s_to_say(view_of, desk):
    view = view_of()
    view._months.chosen.emit(12)
    view._printed.click()

    assert desk.read(step_list.rules) == Rules(is_offered=False, keep_months=12, is_printed=True)


def test_a_step_is_added_renamed_and_retired_in_its_area(view_of, desk):
    view = view_of()
    view._offered.click()
    say(view._say, "Cook once a week", "Cocinar")
    step = known(desk).areas[0].offered[-1]
    view.presenter.rename(step.id)
    say(view._say, "Cook something", "Cocinar algo")
    assert view.presenter.state.areas[0].steps[-1].name == "Cook something"
    view.presenter.offer(Named.STEP, step.id, is_offered=False)

    assert step.id not in {one.id for one in known(desk).areas[0].offered}


def test_the_front_desk_reads_and_changes_nothing(view_of, desk):
    view = view_of("DS")
    view.presenter.rule(is_offered=True)

    assert known(desk).areas == ()
    assert view._ask.isVisible()


def test_it_can_be_read_and_heard(view_of):
    view = view_of()
    view._offered.click()

    assert unnamed(view) == []
    look(view, "settings-steps", (860, 800))
