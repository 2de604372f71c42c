"""What was told is corrected on the page it was told on, for the history; what is begun there waits meanwhile."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from outreach.closed_lists import Happening, Outcome, Product, Result, WhenKnown
from outreach.drug_checks import reading as checks
from outreach.drug_checks.check import Check, FoundWhat
from outreach.happened import linking, reading
from outreach.happened import recording as happened
from outreach.happened.report import When
from outreach.translation import translator
from outreach.ui.desk.page import DeskPage
from outreach.ui.happened.draft import Telling
from outreach.ui.happened.page import HappenedPage
from outreach.ui.sheets.tabs import Tab
from outreach.ui.theme import Scheme
from outreach.versioned import RecordAlreadyVoid
from outreach.vocabulary import VoidReason
from tests.ui.desk.conftest import NOW, TODAY, center_file, desk_of, standing_store, store  # noqa: F401 - the same desk
from tests.ui.happened.conftest import Room
from tests.ui.happened.test_page import CASES, settle
from tests.ui.happened.test_presenter import Clock, clock, page, telling, told  # noqa: F401 - the fixtures
from tests.ui.inline_tasks import HeldTasks, InlineTasks
from tests.ui.looks import cut_off, look, shown_labels, small_targets, unnamed

K, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def late(page):  # noqa: F811 - the fixture
    """An overdose response of last month, told today, that somebody survived; a form begun is beside it."""
    page.know_when(WhenKnown.DAY)
    page.happened_on(TODAY - timedelta(days=23))
    page.say(outcome=Outcome.SURVIVED, doses=2)
    page.save()
    number = page.state.told.number
    page.anew()
    page.say(doses=9)
    return number


def opened(page, number, store):  # noqa: F811 - the fixture
    """The report on the form."""
    with store.reading() as session:
        said = reading.report_of(session, number)
    page.correcting.begin(number, said)
    return said


def versions(page, number, store):  # noqa: F811 - the fixture
    with store.reading() as session:
        found = reading.open_report(session, page._desk.by, NOW, number)
    return found.versions


def test_a_report_told_late_keeps_both_its_days_and_only_what_is_corrected_changes(page, late, store):  # noqa: F811
    was = opened(page, late, store)
    page.say(doses=3)
    page.save()

    first, second = versions(page, late, store)
    assert (first.said, second.said) == (was, replace(was, doses=3))
    assert page.state.putting_right is None


def test_what_was_begun_waits_and_comes_back(page, late, store, told):  # noqa: F811
    opened(page, late, store)
    assert page.state.begun == ()
    page.say(doses=3)
    page.save()

    assert page.state.report.said.doses == 9
    assert page.state.begun == (Telling.OVERDOSE_RESPONSE,)
    assert len(told()) == 1


def test_left_as_it_was_nothing_changes_and_what_was_begun_comes_back(page, late, store):  # noqa: F811
    ended = []
    page.correcting.ended = lambda number, said: ended.append((number, said))
    was = opened(page, late, store)
    page.say(outcome=Outcome.DIED)
    page.correcting.leave()

    assert len(versions(page, late, store)) == 1
    assert (ended, page.state.report.said.doses) == ([(late, was)], 9)


def test_saved_as_it_was_it_makes_no_version(page, late, store):  # noqa: F811
    opened(page, late, store)
    page.save()

    assert len(versions(page, late, store)) == 1
    assert page.state.putting_right is None


def test_two_reports_of_one_event_stay_one_event(page, late, store, told):  # noqa: F811
    with store.reading() as session:
        said = reading.report_of(session, late)
    again = replace(said, client_id=page._desk.new_id(), same_as=late, doses=None)
    with store.writing() as session:
        other = happened.record(session, page._desk.by, NOW, again).happened_id
    opened(page, other, store)
    assert page.state.asked_same is None
    page.say(doses=4)
    page.save()

    assert [line.others for line in told()] == [1, 1]
    with store.reading() as session:
        assert linking.maybe_same(session, page._desk.by, said, late) == ()


def test_of_another_kind_it_keeps_what_both_are_asked(page, late, store):  # noqa: F811
    was = opened(page, late, store)
    page.show_kind(Telling.DRUG_CHECK)
    assert page.state.telling is Telling.OVERDOSE_RESPONSE
    page.show_kind(Telling.OVERDOSE_HERE)
    page.say(doses=1)
    page.show_kind(Telling.THREAT)
    page.show_kind(Telling.OVERDOSE_HERE)
    page.save()

    now = versions(page, late, store)[-1].said
    assert (now.kind, now.outcome, now.doses) == (Happening.OVERDOSE_HERE, Outcome.SURVIVED, 1)
    assert (now.happened, now.on) == (was.happened, was.on)


def test_none_of_ours_stays_none_of_ours(page, store):  # noqa: F811
    page.show_kind(Telling.OVERDOSE_HERE)
    item = next(item for item in page.state.naloxone if item.doses_per_unit == 2)
    page.choose_product(Product.ITEM, item.id)
    page.say_used(None)
    page.save()
    number = page.state.told.number
    opened(page, number, store)
    page.say(doses=3)
    page.save()

    assert versions(page, number, store)[-1].said.used is None


def test_midnight_moves_no_day_of_what_is_corrected(page, late, store, clock):  # noqa: F811
    was = opened(page, late, store)
    clock.now = replace(clock.now, day=TODAY + timedelta(days=1))
    page.start_at(None)
    page.say(doses=3)
    page.save()

    assert versions(page, late, store)[-1].said.on == was.on
    assert page.state.report.said.on == TODAY + timedelta(days=1)


def test_a_lock_in_the_middle_loses_nothing_and_corrects_once(telling, page, late, store):  # noqa: F811
    tasks = HeldTasks(store)
    held = telling(tasks)
    tasks.let_go()
    opened(held, late, store)
    tasks.let_go()
    held.say(doses=3)
    held.save()
    sent = list(tasks.held)
    held.not_answered()
    assert held.state.report.said.doses == 3
    held.save()
    for one in sent:
        one()
    tasks.let_go()

    assert len(versions(page, late, store)) == 2
    assert held.state.putting_right is None


def test_voided_meanwhile_it_is_refused_and_stays_on_the_form(page, late, store):  # noqa: F811
    opened(page, late, store)
    page.say(doses=3)
    with store.writing() as session:
        happened.void(session, page._desk.by, NOW, late, VoidReason.TEST_ENTRY)
    page.save()

    assert isinstance(page.state.refusal, RecordAlreadyVoid)
    assert page.state.report.said.doses == 3


def test_a_day_to_come_is_refused(page, late, store):  # noqa: F811
    opened(page, late, store)
    page.told_on(TODAY + timedelta(days=1))
    page.save()

    assert page.state.is_day_to_come
    assert len(versions(page, late, store)) == 1


class TestSample:
    @pytest.fixture
    def number(self, page):  # noqa: F811 - the fixture
        page.show_kind(Telling.DRUG_CHECK)
        page.say_result(Result.WAITING)
        page.save()
        return page.state.told.number

    def opened(self, page, number, store, **how):  # noqa: F811 - the fixture
        with store.reading() as session:
            page.correcting.begin(number, checks.check_of(session, number), **how)

    def now(self, number, store):  # noqa: F811 - the fixture
        with store.reading() as session:
            return checks.check_of(session, number)

    def test_a_drug_check_is_corrected_and_what_it_said_is_kept(self, page, number, store):  # noqa: F811
        self.opened(page, number, store)
        page.toggle_found(page.state.books.lists.substances[0].id)
        page.save()

        assert self.now(number, store).result is Result.FOUND
        with store.reading() as session:
            assert len(checks.open_check(session, page._desk.by, NOW, number).versions) == 2

    def test_its_result_is_added_from_the_history(self, page, number, store):  # noqa: F811
        self.opened(page, number, store, is_result=True)
        page.save()
        assert isinstance(page.state.refusal, FoundWhat)
        page.say_result(Result.NOTHING)
        page.save()

        assert (self.now(number, store).result, page.state.putting_right) == (Result.NOTHING, None)


class TestInTheRoom:
    @pytest.fixture
    def recorded(self, room, store):  # noqa: F811 - the fixture
        """A report told at the desk, by its number."""
        room.press(K.Key_F8)
        room.page.presenter.say(doses=2)
        room.press(K.Key_Return, CTRL)
        number = room.state.told.number
        room.press(K.Key_Return)
        with store.reading() as session:
            return number, reading.report_of(session, number)

    def test_it_says_what_is_corrected_and_how_to_leave_it(self, room, recorded):
        room.room.correct_record(*recorded)

        shown = shown_labels(room.page)
        assert any(text.startswith("Correcting the report of") for text in shown)
        assert not room.page._kinds._entries[Telling.DRUG_CHECK].isVisible()
        assert room.button("Save correction").isVisible()
        assert "Thank you for telling us" not in shown

    def test_saved_with_the_keyboard_the_desk_is_as_it_was(self, qtbot, room, recorded):
        room.press("MA0785")
        room.room.correct_record(*recorded)
        room.page.presenter.say(doses=3)
        with qtbot.waitSignal(room.room.put_right) as done:
            room.press(K.Key_Return, CTRL)

        assert done.args[0] == recorded[0]
        assert done.args[1].doses == 3
        assert isinstance(room.page, DeskPage)
        assert room.state.code_text == "MA0785"

    def test_escape_leaves_it_as_it_was(self, qtbot, room, recorded):
        room.room.turn_to(Tab.VISIT_SHEET)
        sheet = room.page
        room.room.correct_record(*recorded)
        with qtbot.waitSignal(room.room.put_right) as done:
            room.press(K.Key_Escape)

        assert done.args == [*recorded]
        assert room.page is sheet

    def test_what_was_being_told_stands_there_again(self, room, recorded):
        room.press(K.Key_F8)
        room.page.presenter.say(happened=When.month(TODAY))
        room.room.correct_record(*recorded)
        assert room.state.report.said.happened == When()
        room.room.correct_record(*recorded)  # asked for once more in the middle
        room.press(K.Key_Escape)

        assert isinstance(room.page, HappenedPage)
        assert room.state.report.said.happened == When.month(TODAY)

    def test_in_the_dark_the_band_is_drawn_in_its_own_colors(self, room, recorded, dressed):
        room.room.correct_record(*recorded)
        dressed.choose(Scheme.DARK, 1.0)
        settle()
        look(room.room, "correcting-dark")

        assert cut_off(room.room) == []

    def test_the_key_for_telling_leads_back_to_what_is_corrected(self, room, recorded):
        room.room.correct_record(*recorded)
        room.page.presenter.say(doses=7)
        room.press(K.Key_F8)

        assert room.state.putting_right is not None
        assert room.state.report.said.doses == 7
        assert room.room.has_work


@pytest.mark.parametrize(("language", "size"), CASES, ids=lambda one: str(one if isinstance(one, str) else one[0]))
def test_what_is_corrected_fits_and_is_named(qtbot, dressed, store, desk, language, size):  # noqa: F811 - the fixture
    room = Room(qtbot, InlineTasks(store), replace(desk, language="es" if language == "es" else "en"),
                translator(language), size)  # fmt: skip
    presenter = room.room._happened().presenter
    presenter.refresh()
    where = presenter.state.reports[Happening.OVERDOSE_RESPONSE].said
    died = replace(where, outcome=Outcome.DIED, happened=When.day(TODAY), doses=2)
    sample = Check(where.client_id, TODAY, where.site_id)
    for name, said, how in (("report", died, False), ("check", sample, False), ("result", sample, True)):
        room.room.correct_record(7, said, is_result=how)
        settle()
        look(room.room, f"correcting-{name}-{language}-{size[0]}")
        assert (cut_off(room.room), small_targets(room.room), unnamed(room.room)) == ([], [], [])
        room.press(K.Key_Escape)
