"""Without a visit: collections, waste pick-ups and arrivals are entered, put right and voided with real keys."""

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit

from outreach import arrivals, collecting, conversions, pick_ups
from outreach.conversions import Rule
from outreach.days import strip
from outreach.pick_ups import NothingPickedUp
from outreach.translation import translator
from outreach.ui.shared.numbers import Stepper
from outreach.ui.shared.void_dialog import VoidDialog
from outreach.ui.stock.doing import Act
from outreach.ui.stock.room import StockRoom
from outreach.ui.stock.without_visit.draft import CollectionDraft, Lacking, Without
from outreach.ui.stock.without_visit.presenter import WithoutPresenter
from outreach.ui.theme import Scheme
from outreach.versioned import NotYourRecord
from outreach.vocabulary import CollectedFrom, ReturnedHow, VoidReason
from tests.ui.inline_tasks import HeldTasks, InlineTasks
from tests.ui.looks import cut_off, look, unnamed
from tests.ui.stock.conftest import NOW, TODAY

CTRL = Qt.KeyboardModifier.ControlModifier
ENTER = Qt.Key.Key_Return


def focused():
    return QApplication.focusWidget()


class Page:
    """The page in its room, its keys, and the file behind it."""

    def __init__(self, qtbot, store, stock, language="en"):
        self.qtbot, self.store = qtbot, store
        self.room = StockRoom(InlineTasks(store), stock, translator(language))
        qtbot.addWidget(self.room)
        self.room.resize(1290, 768)
        with qtbot.waitActive(self.room):
            self.room.show()
            self.room.activateWindow()
        self.room.refresh()
        self.room.begin(Act.WITHOUT_VISIT)
        self.page = self.room.page(Act.WITHOUT_VISIT)
        self.presenter: WithoutPresenter = self.page.presenter  # type: ignore[attr-defined]

    @property
    def state(self):
        return self.presenter.state

    def press(self, name):
        next(
            one
            for one in self.page.findChildren(QAbstractButton)
            if one.isVisible() and name in (one.text(), one.accessibleName())
        ).click()

    def press_first(self, beginning):
        buttons = self.page.findChildren(QAbstractButton)
        next(one for one in buttons if one.isVisible() and one.accessibleName().startswith(beginning)).click()

    def field(self, name):
        return next(
            one for one in self.page.findChildren(QLineEdit) if one.isVisible() and one.accessibleName() == name
        )

    def types(self, name, words):
        self.field(name).setFocus()
        self.field(name).selectAll()
        self.qtbot.keyClicks(focused(), words)

    def saves(self):
        self.qtbot.keyClick(focused() or self.page, ENTER, CTRL)

    def lately(self, module):
        with self.store.reading() as session:
            return module.lately(session, 20)

    def strip(self, day=TODAY):
        with self.store.reading() as session:
            return strip(session, self.state.site_id, day)

    def labels(self):
        return [one.text() for one in self.page.findChildren(QLabel) if one.isVisible() and one.text()]

    def dialog(self):
        return self.page.findChild(VoidDialog)


@pytest.fixture
def page(qtbot, dressed, store, stock):
    return Page(qtbot, store, stock)


@pytest.fixture
def entering(store, stock):
    presenter = WithoutPresenter(InlineTasks(store), stock, lambda _state: None)
    presenter.refresh()
    return presenter


def drop_box(presenter, number=6):
    presenter.say(came_from=CollectedFrom.DROP_BOX)
    presenter.measure(1, number=number, quarters=4, container_id=container(presenter, "2 gallon"))


def container(presenter, name):
    return presenter.state.books.catalog.find("container", name)


# --- collections -----------------------------------------------------------------------------------------------------


def test_a_drop_box_is_emptied_by_keys_and_the_page_waits_for_the_next(page):
    page.press("Drop box")
    page.presenter.measure(1, container_id=container(page.presenter, "2 gallon"))
    page.types("Number of containers", "6")
    page.press("Full")
    assert "Comes to about 2,400 syringes" in page.labels()
    page.saves()

    [made] = page.lately(collecting)
    assert (made.syringes, made.said.on, made.said.came_from) == (2_400, TODAY, CollectedFrom.DROP_BOX)
    assert "Saved: 2,400 syringes returned, no contact" in page.labels()
    assert not page.page.has_work
    assert "about 2,400 syringes" in page.labels()  # among those recorded lately
    look(page.room, "stock-without-visit")
    assert unnamed(page.page) == []


def test_what_is_missing_is_said_and_nothing_is_saved(page):
    page.saves()

    assert page.lately(collecting) == ()
    assert "Choose where it came from. Choose how full the containers were." in page.labels()
    assert focused().text() == "Drop box"


def test_never_open_a_container_is_said_once(page):
    page.press("One more line")

    assert page.labels().count("Never open a container to count") == 1


def test_several_measures_are_one_collection(entering, store):
    entering.say(came_from=CollectedFrom.CLEAN_UP)
    entering.measure(1, quarters=2, container_id=container(entering, "2 gallon"))
    entering.one_more()
    entering.measure(2, how=ReturnedHow.WEIGHT, gross=Decimal("12.4"), tare=Decimal("0.4"))
    entering.one_more()
    entering.measure(3, how=ReturnedHow.COUNTED, counted=14)

    assert entering.state.syringes == (200 + 3_372 + 14, True)
    entering.save()
    with store.reading() as session:
        assert collecting.lately(session, 5)[0].syringes == 200 + 3_372 + 14


def test_what_it_comes_to_follows_the_conversion_of_its_day(entering, store, stock):
    kind = container(entering, "2 gallon")
    with store.writing() as session:
        conversions.set_from(session, stock.by, NOW, Rule(kind, date(2026, 11, 1), 500, "County formula"))
    entering.refresh()
    drop_box(entering)

    assert entering.state.syringes == (3_000, True)
    entering.choose_day(date(2026, 10, 31))
    assert entering.state.syringes == (2_400, True)


def test_a_partner_is_kept_only_with_the_partner_s_bin(entering, store):
    entering.say(came_from=CollectedFrom.PARTNER_BIN, partner_id=1)
    drop_box(entering)
    entering.save()

    with store.reading() as session:
        assert collecting.lately(session, 1)[0].said.partner_id is None


def test_the_desk_s_strip_has_what_was_collected_apart_from_what_visits_brought(page):
    drop_box(page.presenter)
    page.saves()
    page.presenter.say(came_from=CollectedFrom.EVENT)
    page.presenter.measure(1, how=ReturnedHow.COUNTED, counted=14)
    page.saves()

    day = page.strip()
    assert (day.contacts, day.returned, day.returned_estimated, day.collected) == (0, 0, 0, 2_414)

    page.presenter.void(page.lately(collecting)[0], VoidReason.ENTERED_TWICE)
    assert page.strip().collected == 2_400


def test_a_day_to_come_is_refused_at_its_button(page):
    drop_box(page.presenter)
    page.presenter.choose_day(date(2026, 11, 13))
    page.saves()

    assert page.state.problems[0].what is Lacking.DAY_TO_COME
    assert page.lately(collecting) == ()


# --- putting right ---------------------------------------------------------------------------------------------------


def test_correcting_opens_it_in_the_form_and_what_was_begun_comes_back(page):
    drop_box(page.presenter)
    page.saves()
    page.presenter.say(came_from=CollectedFrom.CLEAN_UP)

    [made] = page.lately(collecting)
    page.presenter.correct(made.id, made.said)
    assert any(text.startswith("Correcting the collection of") for text in page.labels())
    page.types("Number of containers", "5")
    page.saves()

    assert [one.syringes for one in page.lately(collecting)] == [2_000]
    assert page.state.draft.came_from is CollectedFrom.CLEAN_UP
    assert page.state.draft.correcting is None


def test_voiding_asks_why_and_takes_it_off_the_list(page):
    drop_box(page.presenter)
    page.saves()
    page.press_first("Void about 2,400 syringes")
    buttons = {one.text(): one for one in page.dialog().findChildren(QAbstractButton)}
    buttons["Void"].click()
    assert len(page.lately(collecting)) == 1  # no reason, no void
    buttons["Entered twice"].click()
    buttons["Void"].click()

    assert page.lately(collecting) == ()
    assert "The collection no longer counts" in page.labels()


def test_the_front_desk_corrects_its_own_of_today_and_no_other(store, stock, front_desk, entering):
    drop_box(entering)
    entering.save()
    desk = WithoutPresenter(InlineTasks(store), front_desk, lambda _state: None)
    desk.refresh()
    desk.correct(desk.state.lately[0].id, desk.state.lately[0].said)
    desk.measure(1, number=1)
    desk.save()

    assert isinstance(desk.state.refusal, NotYourRecord)
    kept = desk.state.draft
    assert isinstance(kept, CollectionDraft)
    assert kept.lines[0].returned.number == 1  # what was entered is kept


# --- pick-ups and arrivals -------------------------------------------------------------------------------------------


def test_a_pick_up_is_entered_by_keys(page):
    page.press("Waste pick-up")
    page.types("2 gallon", "6")
    page.types("What all of it weighed", "41.5")
    page.types("Picked up by", "County waste")
    page.types("Manifest number", "M-204")
    page.saves()

    [made] = page.lately(pick_ups)
    kind = container(page.presenter, "2 gallon")
    assert (made.said.containers, made.said.weight) == (((kind, 6),), Decimal("41.5"))
    assert (made.said.carrier, made.said.manifest) == ("County waste", "M-204")
    assert "6 × 2 gallon, 41.5 lb" in page.labels()
    look(page.room, "stock-without-visit-pick-up")
    assert min(one.height() for one in page.page.findChildren(Stepper) if one.isVisible()) >= 32


def test_a_refusal_keeps_what_was_entered(entering):
    entering.show_kind(Without.PICK_UP)
    entering.say(weight=Decimal("0.0001"), carrier="County waste")
    entering.save()

    assert isinstance(entering.state.refusal, NothingPickedUp)
    assert entering.state.draft.carrier == "County waste"


def test_an_arrival_is_entered_corrected_and_voided(page):
    page.press("Referral arrived")
    housing = page.state.books.catalog.find("referral", "Housing")
    page.presenter.say(referral_id=housing)
    page.types("How many people", "2")
    page.saves()
    [made] = page.lately(arrivals)
    assert (made.said.referral_id, made.said.people) == (housing, 2)
    assert "Housing: 2 people" in page.labels()

    page.presenter.correct(made.id, made.said)
    page.types("How many people", "3")
    page.saves()
    [again] = page.lately(arrivals)
    assert (again.said.people, again.id) == (3, made.id)

    page.press_first("Void Housing: 3 people")
    page.dialog().chosen.emit(VoidReason.ENTERED_TWICE)
    assert page.lately(arrivals) == ()


# --- what the page keeps ---------------------------------------------------------------------------------------------


def test_saving_again_after_an_answer_that_never_came_records_it_once(store, stock):
    tasks = HeldTasks(store)
    presenter = WithoutPresenter(tasks, stock, lambda _state: None)
    presenter.refresh()
    tasks.let_go()
    drop_box(presenter)
    presenter.save()
    write = tasks.held[-1]
    tasks.held.clear()
    with store.writing() as session:
        write.args[0](session)
    presenter.forget()

    presenter.save()
    tasks.let_go()

    with store.reading() as session:
        assert len(collecting.lately(session, 5)) == 1


def test_each_kind_keeps_its_draft_while_another_is_looked_at_and_the_room_has_work(page):
    drop_box(page.presenter)
    page.press("Referral arrived")
    page.press("Collection")

    assert page.state.draft.came_from is CollectedFrom.DROP_BOX
    assert page.room.has_work


def test_tab_goes_from_a_new_line_to_what_stands_below_it(page):
    page.press("Drop box")
    page.press("One more line")
    row = page.page._forms[Without.COLLECTION]._lines.lines[1]
    row.focus()
    seen = []
    for _ in range(8):
        page.qtbot.keyClick(focused(), Qt.Key.Key_Tab)
        seen.append(focused())

    assert page.page._forms[Without.COLLECTION]._more in seen


@pytest.mark.parametrize("kind", list(Without))
@pytest.mark.parametrize("size", [(1290, 768), (1200, 720), (760, 600)])
def test_nothing_is_cut_off(page, kind, size):
    page.room.resize(*size)
    page.presenter.show_kind(kind)

    assert cut_off(page.page) == []


def test_dark_and_large_text_fit(page, dressed):
    dressed.choose(Scheme.DARK, 1.5)
    page.presenter.show_kind(Without.COLLECTION)
    look(page.room, "stock-without-visit-dark-large")

    assert cut_off(page.page) == []


@pytest.mark.parametrize("kind", list(Without))
def test_at_the_largest_text_the_title_is_whole_and_nothing_is_cut_at_the_right(page, dressed, kind):
    dressed.choose(factor=2.0)
    page.room.resize(1210, 690)
    page.presenter.show_kind(kind)
    page.qtbot.waitUntil(lambda: cut_off(page.page) == [])

    form, bar = page.page._forms[kind], page.page._top
    assert form.parentWidget().width() <= form.parentWidget().parentWidget().width()
    assert (bar.back.text(), bar.title.width()) == ("Stock", bar.title.sizeHint().width())


# --- put right for the history ---------------------------------------------------------------------------------------


def recorded(page):
    """A collection saved, and another one begun beside it."""
    drop_box(page.presenter)
    page.saves()
    page.presenter.say(came_from=CollectedFrom.CLEAN_UP)
    [made] = page.lately(collecting)
    return made


def test_saved_for_the_history_it_is_told_what_the_collection_says_now(page):
    made, ended = recorded(page), []
    page.presenter.show_kind(Without.PICK_UP)
    page.page.correct(made.id, made.said, lambda *now: ended.append(now))
    assert page.state.kind is Without.COLLECTION
    page.types("Number of containers", "5")
    page.saves()

    [(number, said)] = ended
    assert (number, said.lines[0].number) == (made.id, 5)
    assert page.state.draft.came_from is CollectedFrom.CLEAN_UP


def test_escape_leaves_it_as_it_was_and_what_was_begun_comes_back(page):
    made, ended = recorded(page), []
    page.page.correct(made.id, made.said, lambda *now: ended.append(now))
    page.presenter.say(came_from=CollectedFrom.EVENT)
    page.qtbot.keyClick(focused(), Qt.Key.Key_Escape)

    assert ended == [(made.id, made.said)]
    assert page.lately(collecting) == (made,)
    assert page.state.draft.came_from is CollectedFrom.CLEAN_UP
    page.qtbot.keyClick(focused(), Qt.Key.Key_Escape)
    assert len(ended) == 1


def test_corrected_to_what_it_said_already_it_makes_no_version(page, store, stock):
    made = recorded(page)
    page.presenter.correct(made.id, made.said)
    page.saves()

    with store.reading() as session:
        assert len(collecting.versions(session, stock.by, NOW, made.id)) == 1


@pytest.mark.parametrize("size", [(1290, 768), (760, 600)])
def test_the_band_of_what_is_corrected_fits_and_is_named(page, size):
    made = recorded(page)
    page.room.resize(*size)
    page.presenter.correct(made.id, made.said)
    for _ in range(4):
        QApplication.processEvents()
    look(page.room, f"stock-without-visit-correcting-{size[0]}")

    assert (cut_off(page.page), unnamed(page.page)) == ([], [])
