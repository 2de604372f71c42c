import json
from datetime import date
from uuid import uuid4

import pytest

from outreach import catalog, encounters
from outreach.entry import Entry
from outreach.errors import StorageTrouble
from outreach.safety import staff
from outreach.ui.reports.presenter import Report, ReportsPresenter
from outreach.vocabulary import At, SiteId
from tests.ui.inline_tasks import InlineTasks
from tests.ui.reports.conftest import LateTasks

OCTOBER, SEPTEMBER, NOVEMBER = date(2026, 10, 1), date(2026, 9, 1), date(2026, 11, 1)


@pytest.fixture
def presenter(store, reports_of):
    made = ReportsPresenter(InlineTasks(store), reports_of(), show=lambda _state: None)
    made.refresh()
    return made


@pytest.fixture
def waiting(store, reports_of):
    """A presenter whose page was asked for and is not there yet, and its tasks."""
    tasks = LateTasks(store)
    made = ReportsPresenter(tasks, reports_of(), show=lambda _state: None)
    made.refresh()
    tasks.held.pop(0)[0]()
    return made, tasks


def record_visit(store, on):
    with store.writing() as session:
        by = staff.actor(session, "JM", 1)
        site = SiteId(catalog.load(session, "en", on).find("site", "Front Street"))
        encounters.record(session, by, At(on), Entry(uuid4(), on, None, site))


def test_it_opens_on_the_month_that_is_over(presenter):
    assert presenter.state.month == OCTOBER
    assert presenter.state.made.pdf.startswith(b"%PDF")


def test_what_was_recorded_is_in_the_figures_of_its_month(store, presenter):
    record_visit(store, date(2026, 10, 3))

    presenter.refresh()

    assert presenter.state.tally.figures["contacts"] == 1


def test_while_a_new_month_is_made_no_old_page_stands_under_its_name(waiting):
    presenter, tasks = waiting
    tasks.let_go()

    presenter.earlier()

    assert (presenter.state.month, presenter.state.made) == (SEPTEMBER, None)
    assert presenter.state.is_making


def test_a_late_answer_for_another_month_is_dropped(waiting):
    presenter, tasks = waiting

    presenter.earlier()
    tasks.let_go(newest_first=True)

    assert presenter.state.tally.period.first == SEPTEMBER


def test_reading_again_keeps_the_page_until_the_new_one_is_there(waiting):
    presenter, tasks = waiting
    tasks.let_go()
    shown = presenter.state.made

    presenter.refresh()

    assert presenter.state.made is shown


def test_nobody_steps_past_this_month(presenter):
    presenter.later()
    presenter.later()

    assert presenter.state.month == NOVEMBER
    assert not presenter.state.has_later


def test_a_month_can_be_chosen_and_is_offered_back_to_where_the_records_begin(presenter):
    presenter.choose_month(date(2025, 6, 1))

    assert presenter.state.tally.period.first == date(2025, 6, 1)
    assert presenter.state.months[0] == NOVEMBER
    assert len(presenter.state.months) == 24


def test_a_site_has_a_page_of_its_own(presenter):
    van = presenter.state.center.find("site", "Mobile van")

    presenter.choose_site(van)

    assert presenter.state.tally.site == "Mobile van"


def test_the_statement_is_another_page_of_the_same_month(presenter):
    tally_page = presenter.state.made.pdf

    presenter.choose_report(Report.STATEMENT)

    assert presenter.state.made.pdf != tally_page
    assert presenter.state.file_name == "statement-2026-10"


def test_the_page_shown_is_the_file_saved(presenter, tmp_path):
    presenter.save_pdf(tmp_path / "tally-2026-10.pdf")

    assert (tmp_path / "tally-2026-10.pdf").read_bytes() == presenter.state.made.pdf
    assert presenter.state.saved_as == str(tmp_path / "tally-2026-10.pdf")


def test_the_figures_saved_are_those_of_the_page(presenter, tmp_path):
    presenter.save_figures(tmp_path / "figures.json")

    saved = json.loads((tmp_path / "figures.json").read_text("utf-8"))
    assert saved["period"] == "2026-10"
    assert saved["figures"] == dict(presenter.state.tally.figures) | {"hours_open": None}


def test_a_folder_that_is_gone_is_said_and_the_page_stays(presenter, tmp_path):
    presenter.save_pdf(tmp_path / "unplugged" / "tally.pdf")

    assert presenter.state.refusal.reason == "missing"
    assert presenter.state.made is not None


def test_a_disk_that_does_not_answer_is_said_and_can_be_asked_again(waiting):
    presenter, tasks = waiting

    tasks.refuse(StorageTrouble("unreadable"))
    assert (presenter.state.refusal.reason, presenter.state.is_making) == ("unreadable", False)

    presenter.refresh()
    tasks.let_go()
    assert presenter.state.made is not None


def test_the_front_desk_sees_the_page_and_takes_nothing_away(store, reports_of, tmp_path):
    presenter = ReportsPresenter(InlineTasks(store), reports_of("TK"), show=lambda _state: None)
    presenter.refresh()

    presenter.save_pdf(tmp_path / "tally.pdf")

    assert presenter.state.made is not None
    assert not presenter.state.may_export
    assert not (tmp_path / "tally.pdf").exists()
