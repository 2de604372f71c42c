"""Center and sites: the hour at which a day ends, changed by whoever may."""

import pytest
from sqlalchemy import select

from outreach import day_end
from outreach.db.models.leaving import SlipWords
from outreach.errors import StorageTrouble
from outreach.sheets.rules import PaperRules, paper_rules
from outreach.stock import slip_words
from outreach.ui.settings.center.presenter import CenterSettings
from outreach.ui.settings.center.view import CenterView
from outreach.vocabulary import At
from tests.make import TODAY
from tests.ui.inline_tasks import InlineTasks
from tests.ui.looks import look, unnamed


@pytest.fixture
def view_of(qtbot, dressed, words, desk):
    def make(who="JM", tasks=None):
        changed = []
        settings = CenterSettings(desk.by(who), lambda: At(TODAY, 10), "en", lambda: changed.append(1))
        view = CenterView(tasks or InlineTasks(desk.store), settings, words)
        qtbot.addWidget(view)
        view.resize(860, 400)
        view.refresh()
        view.show()
        return view, changed

    return make


def test_the_center_its_sites_and_its_hour_are_shown(view_of):
    view, _ = view_of()

    assert view._name.text() == "Eastbank"
    assert view._sites.text() == "Front Street · Northgate"
    assert view._ends_at.label == "4 am"
    assert "before 4 am" in view._example.text()
    assert unnamed(view) == []
    look(view, "settings-center", (860, 400))


def test_another_hour_counts_once_it_is_saved_and_the_clock_is_told(view_of, desk):
    view, changed = view_of()
    said: list[str] = []
    view.said.connect(said.append)
    view._ends_at.chosen.emit(2)
    assert view.has_changes
    assert view.note != ""
    assert desk.read(day_end.day_ends_at) == 4

    view.save()

    assert desk.read(day_end.day_ends_at) == 2
    assert (changed, said, view.has_changes) == ([1], ["Saved"], False)


def test_what_was_chosen_can_be_put_back(view_of):
    view, _ = view_of()
    view._ends_at.chosen.emit(2)
    view.put_back()

    assert not view.has_changes
    assert view._ends_at.label == "4 am"


def test_an_hour_chosen_stays_while_something_else_is_read_again(view_of):
    view, _ = view_of()
    view._ends_at.chosen.emit(0)
    view.refresh()

    assert view.has_changes
    assert view._example.text() == "A day ends at midnight."


def test_front_desk_reads_it_and_is_told_whom_to_ask(view_of):
    view, _ = view_of("DS")

    assert not view.saves
    assert not view._ends_at.isVisible()
    assert view._only.text() == "4 am"
    assert view._ask.isVisible()


class _FullDisk(InlineTasks):
    def write(self, change, then, refused, *, entry=None):
        refused(StorageTrouble("full"))


def test_what_was_not_kept_is_said_and_stays_on_the_form(view_of, desk):
    view, _ = view_of(tasks=_FullDisk(desk.store))
    view._ends_at.chosen.emit(2)
    view.save()

    assert view.has_changes
    assert "disk is full" in view._notice.accessibleName()


def test_the_rules_for_paper_are_kept_with_save_and_put_back_without(view_of, desk):
    view, _ = view_of()
    view._paper.codes.click()
    view._paper.rule.setFocus()
    view._paper.rule.setText("Shred after two years.")
    view._paper.rule.textEdited.emit("Shred after two years.")
    assert view.has_changes
    assert view.note == ""  # the days stay what they are: nothing about them changes
    view.put_back()
    assert not view.has_changes

    view._paper.codes.click()
    view.save()

    assert desk.read(paper_rules) == PaperRules(codes_on_paper=True)
    assert not view.has_changes


def test_front_desk_reads_the_rules_for_paper_and_changes_none(view_of):
    view, _ = view_of("DS")

    assert not view._paper.codes.isEnabled()
    assert not view._paper.rule.isEnabled()


def test_what_slips_say_about_recalls_is_written_and_taken_away(view_of, desk, qtbot):
    view, _ = view_of()
    qtbot.keyClicks(view._slips.field, "Call  us ")
    assert view.has_changes
    view.save()
    assert (desk.read(slip_words.own_words), view.has_changes) == ("Call us", False)

    view._slips.field.clear()
    view.presenter.write_slip("")
    view.save()

    assert desk.read(slip_words.own_words) == ""


def test_a_save_of_something_else_writes_no_words_of_a_slip(view_of, desk):
    with desk.writing() as session:
        slip_words.write(session, desk.by(), At(TODAY), "Call us")
    view, _ = view_of()
    view._ends_at.chosen.emit(2)
    view.save()

    written = desk.read(lambda session: session.scalars(select(SlipWords.words)).all())
    assert written == ["Call us"]
