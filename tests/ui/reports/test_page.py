from dataclasses import replace
from datetime import date

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QAbstractButton, QFileDialog

from outreach.errors import StorageTrouble
from outreach.reports.tally import tally_pdf
from outreach.translation import translator
from outreach.ui.reports.making import Made
from outreach.ui.reports.page import ReportsPage
from outreach.ui.reports.preview import Fit
from tests.make_tally import make_tally
from tests.ui.inline_tasks import InlineTasks
from tests.ui.looks import look
from tests.ui.reports.conftest import LateTasks


@pytest.fixture
def page(qtbot, dressed, store, reports_of):
    made = ReportsPage(InlineTasks(store), reports_of())
    qtbot.addWidget(made)
    made.resize(1290, 720)
    made.refresh()
    with qtbot.waitExposed(made):
        made.show()
    return made


def button(page, label):
    return next(one for one in page.findChildren(QAbstractButton) if label in (one.text(), one.accessibleName()))


def shown_labels(page):
    return [one.text() for one in page.findChildren(QAbstractButton) if one.isVisible()]


def test_the_preview_tells_its_figures_to_those_who_hear_the_screen(page):
    described = page.preview.accessibleDescription()

    assert described.startswith("0 contacts, 0 participants, 0 syringes given, 0 syringes returned, 0 naloxone doses")
    assert "Reconciled" in described


def test_everything_a_person_can_press_has_a_name(page):
    unnamed = [one for one in page.findChildren(QAbstractButton) if not (one.accessibleName() or one.text())]

    assert unnamed == []


def test_page_down_turns_the_page_wherever_the_focus_is(qtbot, page):
    button(page, "Save PDF").setFocus()

    qtbot.keyClick(page, Qt.Key.Key_PageDown)
    assert page.preview.page == 2

    page.preview.setFocus()
    qtbot.keyClick(page.preview, Qt.Key.Key_PageUp)
    assert page.preview.page == 1


def test_page_down_goes_on_reading_where_the_page_is_wider_than_the_window_is_high(qtbot, page):
    button(page, "Fit width").click()

    qtbot.keyClick(page.preview, Qt.Key.Key_PageDown)

    bar = page.preview.verticalScrollBar()
    assert 0 < bar.value() < bar.pageStep()


def test_the_page_in_view_stays_in_view_when_it_is_made_larger(page):
    page.preview.turn(1)

    page.preview.fit(Fit.WIDTH)

    assert page.preview.page == 2


def test_the_preview_has_the_black_of_print_on_white(page):
    picture = page.preview.viewport().grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)

    middle = [picture.pixelColor(x, picture.height() // 2).lightness() for x in range(picture.width())]
    assert (min(middle), max(middle)) < (120, 256)
    assert max(middle) == 255


def test_ctrl_p_asks_for_a_printer_and_accepting_it_prints(qtbot, page, tmp_path):
    qtbot.keyClick(page, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    dialog = page.findChild(QPrintDialog)
    assert dialog.isVisible()
    dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    dialog.printer().setOutputFileName(str(tmp_path / "printed.pdf"))

    dialog.accepted.emit(dialog.printer())
    dialog.close()

    assert len(PdfReader(tmp_path / "printed.pdf").pages) == page.preview.page_count


def test_only_the_pages_asked_for_are_printed(page, tmp_path):
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 2)

    page.print_on(printer)

    assert len(PdfReader(tmp_path / "printed.pdf").pages) == 1


def test_ctrl_s_offers_a_name_that_says_nothing_about_anybody(qtbot, page, tmp_path):
    qtbot.keyClick(page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    dialog = page.findChild(QFileDialog)
    offered = dialog.selectedFiles()[0]

    dialog.fileSelected.emit(str(tmp_path / "mine.pdf"))
    dialog.close()

    assert offered.endswith("tally-2026-10.pdf")
    assert (tmp_path / "mine.pdf").read_bytes() == page.presenter.state.made.pdf


@pytest.mark.parametrize(("name", "size"), [("reports", (1290, 768)), ("reports-1280x648", (1204, 648))])
def test_the_page_of_the_mock_up(page, name, size):
    tally = make_tally()
    words = translator("en")
    pdf = tally_pdf(tally, words, printed_on=date(2026, 11, 12), initials="JM")

    page.show_state(replace(page.presenter.state, made=Made(tally, pdf)))
    look(page, name, size)

    assert page.preview.page_count == 3
    assert page.preview.accessibleDescription().startswith("1,836 contacts, 742 participants, 41,130 syringes given")


def test_the_front_desk_finds_no_button_to_print_or_save(qtbot, store, reports_of):
    page = ReportsPage(InlineTasks(store), reports_of("TK"))
    qtbot.addWidget(page)
    page.refresh()
    page.show()

    assert not {"Print", "Save PDF", "Save figures (JSON)"} & set(shown_labels(page))
    qtbot.keyClick(page, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert page.findChild(QPrintDialog) is None


def test_a_month_without_a_visit_says_so(page):
    page.presenter.choose_month(date(2001, 1, 1))

    assert page._banner.isVisible()
    assert page._banner.accessibleName().startswith("No visits in this period.")


def test_a_page_that_takes_long_says_that_it_is_being_made(qtbot, store, reports_of):
    page = ReportsPage(LateTasks(store), reports_of())
    qtbot.addWidget(page)

    page.refresh()

    qtbot.waitUntil(lambda: page.preview.said == "Making page…")


def test_pressing_print_before_the_page_is_there_says_so(qtbot, store, reports_of):
    page = ReportsPage(LateTasks(store), reports_of())
    qtbot.addWidget(page)
    page.refresh()
    with qtbot.waitExposed(page):
        page.show()

    qtbot.keyClick(page, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)

    assert page.notice == "The page is still being made."


def test_drawing_a_state_twice_changes_nothing(page):
    before = page.grab().toImage()

    page.show_state(page.presenter.state)

    assert page.grab().toImage() == before


def test_a_refusal_is_said_in_words_with_a_way_on(qtbot, page):
    page.show_state(replace(page.presenter.state, made=None, refusal=StorageTrouble("unreadable")))

    assert (
        page.notice == "That did not work. The disk did not answer. Nothing was lost. Check the disk, then try again."
    )
    qtbot.waitUntil(lambda: "Try again" in shown_labels(page))


def test_the_whole_page_speaks_the_language_of_whoever_unlocked(qtbot, store, reports_of):
    page = ReportsPage(InlineTasks(store), replace(reports_of(), words=translator("qps")))
    qtbot.addWidget(page)
    page.refresh()
    page.show()

    untranslated = [label for label in shown_labels(page) if label and not label.startswith("[")]
    assert untranslated == ["October 2026"]


def test_at_lock_nothing_of_the_center_stays(qtbot, page):
    qtbot.keyClick(page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)

    page.forget()

    assert page.preview.page_count == 0
    assert page.preview.accessibleDescription() == ""
    assert not any(dialog.isVisible() for dialog in page.findChildren(QFileDialog))
