"""Appearance and language: shown at once, kept at once, and each person's own."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from outreach.errors import StorageTrouble
from outreach.preferences import Preferences, preferences_of
from outreach.ui.settings.appearance.presenter import Dressing
from outreach.ui.settings.appearance.view import AppearanceView
from outreach.ui.shared.boxes import Column
from outreach.ui.theme import Scheme
from outreach.vocabulary import Look
from tests.ui.inline_tasks import HeldTasks, InlineTasks
from tests.ui.looks import look, unnamed

AS_IT_COMES = Preferences()


class Dressed:
    """Remembers what it was asked to show; `can_turn` says whether the words may change now."""

    def __init__(self):
        self.shown = []
        self.can_turn = True

    def __call__(self, chosen):
        self.shown.append(chosen)
        return self.can_turn


class FullDisk(InlineTasks):
    def write(self, change, then, refused, *, entry=None):
        refused(StorageTrouble("full"))


@pytest.fixture
def dress():
    return Dressed()


@pytest.fixture
def view_of(qtbot, dressed, words, desk, dress):
    kept = []

    def make(tasks, now=AS_IT_COMES):
        by = desk.by("JM")
        view = AppearanceView(tasks, Dressing(by, now, ("en", "es"), "en", dress), words)
        page = QWidget()
        kept.append(page)
        page.setLayout(Column(view, None, edges=16))
        page.resize(860, 520)
        view.setParent(page)
        qtbot.addWidget(page)
        with qtbot.waitActive(page):
            page.show()
        return view

    return make


@pytest.fixture
def view(view_of, desk):
    return view_of(InlineTasks(desk.store))


def test_a_text_size_chosen_by_keys_shows_and_is_kept(qtbot, view, desk, dress):
    view.focus_first()

    qtbot.keyClick(view.window().focusWidget(), Qt.Key.Key_Right)
    qtbot.keyClick(view.window().focusWidget(), Qt.Key.Key_Right)

    assert [chosen.text_percent for chosen in dress.shown] == [125, 150]
    assert desk.read(preferences_of, desk.by("JM")).text_percent == 150


def test_what_shows_does_not_wait_for_the_disk(view_of, desk, dress):
    tasks = HeldTasks(desk.store)
    view = view_of(tasks)

    view.presenter.choose_look(Look.DARK)

    assert dress.shown == [Preferences(look=Look.DARK)]
    assert len(tasks.held) == 1


def test_it_begins_with_what_this_person_chose_before(view_of, desk):
    view = view_of(InlineTasks(desk.store), Preferences(200, Look.CONTRAST, "es"))

    assert (view._texts.now, view._looks.now) == (200, Look.CONTRAST)


def test_languages_stand_there_by_their_own_names(view):
    assert [one.label for one in view._languages._segments.values()] == ["English", "Español"]


def test_another_language_waits_for_what_is_begun_and_says_so(view, desk, dress):
    dress.can_turn = False

    view.presenter.choose_language("es")

    assert "Save or clear what is begun" in view._notice.accessibleName()
    assert desk.read(preferences_of, desk.by("JM")).language == "es"


def test_what_could_not_be_kept_is_said_beside_it(view_of):
    view = view_of(FullDisk())

    view.presenter.choose_text(150)

    assert view._notice.isVisible()
    assert "not kept" in view._notice.accessibleName()
    look(view.window(), "settings-not-kept")


def test_choosing_what_is_chosen_writes_nothing(view_of, desk):
    tasks = InlineTasks(desk.store)

    view_of(tasks).presenter.choose_text(100)

    assert tasks.commits == 0


@pytest.mark.parametrize(
    ("scheme", "factor"), [(Scheme.LIGHT, 1.0), (Scheme.CONTRAST, 1.0), (Scheme.CONTRAST_DARK, 1.5), (Scheme.DARK, 2.0)]
)
def test_it_fits_at_every_size(view, dressed, scheme, factor):
    dressed.choose(scheme, factor)
    view.window().resize(1100, 768)

    look(view.window(), f"settings-appearance-{scheme}-{factor:g}")

    assert all(choice.sizeHint().width() <= 1068 for choice in (view._texts, view._looks, view._languages))
    assert unnamed(view.window()) == []
