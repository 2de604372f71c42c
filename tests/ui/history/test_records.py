"""What stands beside the visits in history: seen, opened, voided and linked there, and never a way to a visit."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog

from outreach.closed_lists import PlaceKind, Result
from outreach.ui.history.records import facts, summary
from outreach.ui.history.rows import rows_of
from outreach.ui.history.state import Span
from outreach.ui.history.wording import total
from outreach.ui.shared.labels import ElidedLabel
from outreach.visits.beside import Key, Sort, What
from outreach.visits.which import Kind, Which
from outreach.vocabulary import VoidReason
from tests.drug_checks.test_drug_checks import record as sampled
from tests.drug_checks.test_drug_checks import sample
from tests.happened.made import survived, tell
from tests.make import NASAL, SYRINGE, TODAY
from tests.ui.history.conftest import YESTERDAY
from tests.ui.history.test_page import cells, page_of, press, said  # noqa: F401 - the fixtures
from tests.ui.inline_tasks import HeldTasks, InlineTasks
from tests.visits.test_beside import arrived, collected, picked_up

K, K_CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def records(file_desk, visits):
    """Of today: a collection by DS, a drug check and a report; of yesterday: a pick-up and a referral that arrived."""
    return [
        arrived(file_desk, on=YESTERDAY),
        picked_up(file_desk, on=YESTERDAY),
        collected(file_desk, by="DS", n=30),
        sampled(file_desk, sample(file_desk, found=("Fentanyl", "Xylazine"))),
        tell(file_desk, survived(file_desk, doses=2, item=NASAL, place_kind=PlaceKind.STREET, day=YESTERDAY)),
    ]


@pytest.fixture
def looking(file_desk, records, looking_at):
    looking = looking_at(InlineTasks(file_desk.store))
    looking.presenter.refresh()
    return looking


@pytest.fixture
def page(records, page_of):  # noqa: F811 - the fixture
    page = page_of()
    page.presenter.show(What.HAPPENED)
    return page


def sorts(looking):
    return [row.record.key.sort for row in rows_of(looking.state) if row.record]


def go_to(looking, sort):
    looking.presenter.select(next(one.key for one in looking.state.records if one.key.sort is sort))
    return looking.state.record


def test_they_stand_below_the_visits_of_their_day(looking):
    rows = rows_of(looking.state)
    kinds = ["day" if row.is_heading else row.record.key.sort.value if row.record else "visit" for row in rows]

    assert kinds == [
        "day", "visit", "visit", "visit", "report", "drug_check", "collection", "day", "visit", "visit", "pick_up",
        "arrival",
    ]  # fmt: skip
    assert [(row.count.standing, row.beside) for row in rows if row.is_heading] == [(3, 3), (2, 2)]


@pytest.mark.parametrize(
    ("what", "shown"),
    [
        (What.HAPPENED, [Sort.REPORT]), (What.DRUG_CHECKS, [Sort.DRUG_CHECK]), (What.VISITS, []),
        (What.WITHOUT_A_VISIT, [Sort.COLLECTION, Sort.PICK_UP, Sort.ARRIVAL]),
    ],
)  # fmt: skip
def test_one_kind_is_shown_alone_and_visits_only_where_they_are_asked_for(looking, what, shown):
    looking.presenter.show(what)

    assert sorts(looking) == shown
    assert bool(looking.lines) == (what is What.VISITS)
    assert looking.state.is_filtered


def test_beside_visits_are_other_entries_and_without_a_visit_are_those_the_filter_shows(looking, words):
    assert total(looking.state, words) == "5 visits · 5 other entries · Last 7 days"
    looking.presenter.show(What.WITHOUT_A_VISIT)

    assert total(looking.state, words) == "3 without a visit · Last 7 days"


def test_what_finds_visits_by_what_was_given_finds_none_of_them(looking, file_desk):
    looking.presenter.narrow(item_id=file_desk.item(SYRINGE))
    assert sorts(looking) == []
    looking.presenter.narrow(item_id=None, kind=Kind.WITH_CODE)
    assert sorts(looking) == []
    looking.presenter.show_only(())
    assert sorts(looking) == []

    looking.presenter.show(What.ALL)
    assert (looking.state.span, len(sorts(looking))) == (Span.WEEK, 5)


def test_behind_the_desk_s_collected_stand_collections_and_behind_its_returned_visits(looking):
    looking.presenter.show_these(Which(TODAY, TODAY), What.WITHOUT_A_VISIT)
    assert Sort.COLLECTION in sorts(looking)

    looking.presenter.show_these(Which(TODAY, TODAY, kind=Kind.RETURNED))
    assert sorts(looking) == []


def test_front_desk_sees_its_own_of_today(file_desk, records, looking_at):
    looking = looking_at(InlineTasks(file_desk.store), "DS")
    looking.presenter.refresh()

    assert sorts(looking) == [Sort.COLLECTION]


def test_lines_say_it_in_a_few_words(looking, words):
    state = looking.state
    said = {one.key.sort: summary(one, state.catalog, state.lists, words) for one in state.records}

    assert said == {
        Sort.REPORT: "Survived · 2 doses used · happened 14 Oct 2026",
        Sort.DRUG_CHECK: "Heroin: Fentanyl, Xylazine",
        Sort.COLLECTION: "Drop box",
        Sort.PICK_UP: "6 × 2 gallon · M-104",
        Sort.ARRIVAL: "Housing · 2 people",
    }


def test_one_opened_says_what_was_answered_and_nothing_that_was_not(looking, words):
    record = go_to(looking, Sort.REPORT)

    told = [fact[:2] for fact in facts(record.now, looking.state.catalog, looking.state.lists, words) if fact[1]]
    assert told == [
        ("It happened", "14 Oct 2026"), ("Outcome", "Survived"), ("Doses used", "2"),
        ("Product", "Nasal naloxone 4 mg kit"), ("Where", "Street"), ("Told at", "Front Street"),
    ]  # fmt: skip


@pytest.mark.parametrize("sort", list(Sort))
def test_each_is_voided_there_and_still_says_what_it_said(looking, sort):
    key = go_to(looking, sort).key

    looking.presenter.void(VoidReason.ENTERED_TWICE)

    assert looking.state.record.key == key
    assert looking.state.record.is_void
    assert looking.state.beside.standing == 4
    looking.presenter.narrow(kind=Kind.VOIDED)
    assert sorts(looking) == [sort]


def test_a_second_report_is_linked_there_and_parted_again(looking, file_desk):
    tell(file_desk, survived(file_desk, day=YESTERDAY))
    looking.presenter.refresh()
    record = go_to(looking, Sort.REPORT)

    looking.presenter.link(looking.state.together.maybe[0].happened_id)
    assert len(looking.state.record.others) == len(looking.state.together.others) == 1
    assert looking.state.together.maybe == ()

    looking.presenter.part()
    assert looking.state.record.key == record.key
    assert looking.state.record.others == ()


def test_one_of_them_stays_opened_when_the_list_is_read_again(looking):
    key = go_to(looking, Sort.COLLECTION).key

    looking.presenter.refresh()

    assert (looking.state.selected, looking.state.record.key, looking.state.opened) == (key, key, None)


def test_what_a_report_is_stands_over_syringes_too_and_makes_no_column_wider_for_it(page):
    table = page._table
    [report] = [at for at, row in enumerate(table.rows.rows) if row.record is not None]

    assert table.columnSpan(report, 1) == 2
    assert table.columnWidth(1) < table.fontMetrics().horizontalAdvance("Overdose response")
    assert table.columnWidth(1) + table.columnWidth(2) > table.fontMetrics().horizontalAdvance("Overdose response")


def test_in_a_small_window_the_foot_s_figures_stay_whole(page):
    page.resize(620, 700)
    QApplication.processEvents()

    [codes] = [label for label in page.findChildren(ElidedLabel) if "Codes are not kept" in label.text()]
    assert page._total.width() >= page._total.sizeHint().width()
    assert codes.geometry().right() <= codes.parentWidget().width()


def test_ctrl_e_asks_for_the_record_to_be_corrected(qtbot, page, press):  # noqa: F811
    page.focus_first()

    with qtbot.waitSignal(page.correct_record) as asked:
        press(K.Key_E, K_CTRL)

    assert asked.args[0].key == page.presenter.state.selected
    assert not page._record.add_result.isVisibleTo(page._record)


def test_a_sample_that_waits_is_given_its_result_from_its_row(qtbot, file_desk, page):
    waits = sampled(file_desk, sample(file_desk, result=Result.WAITING))
    page.presenter.show(What.DRUG_CHECKS)
    page.presenter.select(Key(Sort.DRUG_CHECK, waits))

    with qtbot.waitSignal(page.result_wanted) as asked:
        page._record.add_result.click()

    assert asked.args[0].key.id == waits
    page.presenter.void(VoidReason.ENTERED_TWICE)
    assert not page._record.add_result.isVisibleTo(page._record)


def test_a_drug_check_opened_is_closed_before_what_is_shown_instead_is_read(file_desk, records, looking_at):
    tasks = HeldTasks(file_desk.store)
    looking = looking_at(tasks)
    looking.presenter.show(What.DRUG_CHECKS)
    for _ in range(2):
        tasks.let_go()
    assert looking.state.record.key.sort is Sort.DRUG_CHECK

    looking.presenter.show(What.HAPPENED)
    tasks.held.pop(0)()  # the list is read, what is selected in it is not yet

    assert looking.state.selected.sort is Sort.REPORT
    assert looking.state.record is None
    assert looking.state.lists.substances


def test_put_right_the_record_is_chosen_where_it_stands_now(looking):
    record = go_to(looking, Sort.COLLECTION)
    last_month = replace(record.now.said, on=TODAY - timedelta(days=40))

    looking.presenter.select(None)
    looking.presenter.show_record(record.key, record.now.said)
    assert (looking.state.selected, looking.state.span) == (record.key, Span.WEEK)

    looking.presenter.show_record(record.key, last_month)
    assert (looking.state.which.first, looking.state.which.last) == (last_month.on, last_month.on)


def test_delete_voids_it_for_a_reason(page, press):  # noqa: F811
    page.focus_first()
    press(K.Key_Delete)
    dialog = page.findChild(QDialog)
    assert dialog.windowTitle() == "Void the report"

    dialog.chosen.emit(VoidReason.TEST_ENTRY)

    assert page.presenter.state.record.is_void
    assert not page._record.correct.isVisible()
    dialog.close()


def test_the_list_reads_down_from_a_visit_to_a_report(page_of, records, press):  # noqa: F811
    page = page_of()
    page.focus_first()
    assert QApplication.focusWidget() is page._table
    for _ in range(3):
        press(K.Key_Down)

    assert page.presenter.state.record.key.sort is Sort.REPORT
    assert "Two reports of one event" not in said(page)
    assert cells(page, 4)[:6] == [
        "–",
        "Overdose response",
        "",
        "",
        "",
        "Survived · 2 doses used · happened 14 Oct 2026",
    ]
    assert cells(page, 0)[0].startswith("Today, Thu 15 Oct 2026. 3 visits so far")


def test_front_desk_corrects_what_it_told_today_and_is_offered_nothing_of_others(file_desk, records, looking_at):
    own = tell(file_desk, survived(file_desk), by="DS")
    looking = looking_at(InlineTasks(file_desk.store), "DS")
    looking.presenter.refresh()
    looking.presenter.select(Key(Sort.REPORT, own))
    assert looking.state.record.is_open

    others = next(one for one in records if isinstance(one, int))
    looking.presenter.select(Key(Sort.REPORT, others))
    assert looking.state.record is None
