"""The paper tabs by real keys: found, keyed, posted, opened again."""

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QDialog, QLabel

from outreach import catalog
from outreach.sheets import reading
from outreach.translation import LANGUAGES, translator
from outreach.ui import theme
from outreach.ui.desk.page import DeskPage
from outreach.ui.shared.void_dialog import VoidDialog
from outreach.ui.sheets.columns import What, columns_of
from outreach.ui.sheets.grid_drawing import widths_of
from outreach.ui.sheets.state import PAPER, Notice
from outreach.ui.sheets.tabs import Tab
from outreach.ui.sheets.titles import in_lines
from outreach.vocabulary import SheetKind, VoidReason
from tests.ui.desk.conftest import center_file, desk_of, standing_store, store  # noqa: F401 - the same desk
from tests.ui.desk.test_budgets import CountedKeys

K, CTRL, ALT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def keyed(page, press, numbers):
    """The printed visit sheet, opened by its number."""
    press(numbers[SheetKind.VISIT].replace(" ", "").lower())
    press(K.Key_Return)
    return page


def rows(page):
    return page.presenter.state.rows


def test_the_tabs_of_the_desk_are_gone_through_by_a_key_and_each_waits(room, press):
    seen = []
    for _ in range(3):
        press(K.Key_PageDown, CTRL)
        seen.append(room.now)

    assert seen == [Tab.VISIT_SHEET, Tab.TOTALS_SHEET, Tab.VISIT]
    assert isinstance(room.shown, DeskPage)


def test_a_sheet_is_opened_by_its_number_and_the_keyboard_is_in_its_first_row(keyed):
    assert keyed.presenter.state.is_keying
    assert keyed.rows.hasFocus()


def test_a_scan_of_the_bars_is_its_number(page, press, numbers):
    press("#" + numbers[SheetKind.VISIT].replace(" ", ""))
    press(K.Key_Return)

    assert page.presenter.state.sheet.number == numbers[SheetKind.VISIT]


def test_a_scan_anywhere_on_the_desk_opens_its_sheet_and_stays_in_no_field(room, press, numbers):
    press("#" + numbers[SheetKind.VISIT].replace(" ", ""))
    press(K.Key_Return)

    assert room.now is Tab.VISIT_SHEET
    assert room.shown.presenter.state.sheet.number == numbers[SheetKind.VISIT]
    assert room.desk._who.code.text() == ""


def test_what_is_no_number_is_said_beside_it_and_stays_to_be_mended(page, press):
    press("K7")
    press(K.Key_Return)

    assert page.head._wrong.isVisible()
    assert page.head.number.text() == "K7"


def test_two_rows_are_keyed_with_the_keyboard_alone_and_posted(keyed, press):
    press("MA0785")
    press(K.Key_Tab)
    press(K.Key_Space)
    press(K.Key_Tab)
    press("2")
    press(K.Key_Tab)
    press("20+")
    press(K.Key_Tab)
    press(K.Key_Tab)
    press(K.Key_Tab)
    press("30")
    press(K.Key_Return, CTRL)

    assert keyed.presenter.state.notice is Notice.POSTED
    assert keyed.presenter.state.posted_visits == 2
    assert keyed.head.number.hasFocus()


def test_arrows_go_about_and_down_from_the_last_row_stands_the_totals_row(keyed, press):
    press(K.Key_Right)
    press(K.Key_Down)

    assert keyed.presenter.state.at.row == PAPER
    assert keyed.totals.hasFocus()
    press(K.Key_Up)
    assert keyed.rows.hasFocus()


def test_backspace_mends_a_cell_and_escape_leaves_it_as_it_was(keyed, press):
    press(K.Key_Right)
    press(K.Key_Right)
    press("25")
    press(K.Key_Backspace)
    press(K.Key_Tab)
    assert rows(keyed)[0].for_people == 2
    press(K.Key_Left)
    press("9")
    press(K.Key_Escape)
    assert rows(keyed)[0].for_people == 2


def test_the_grid_says_to_a_screen_reader_what_stands_in_a_cell_and_never_a_code(keyed, press):
    press("MA0785")
    press(K.Key_Tab)
    press(K.Key_Space)
    press("+")
    cells = keyed.rows.cells

    said = [cells.data(cells.index(0, n), Qt.ItemDataRole.AccessibleTextRole) for n in range(cells.columnCount())]

    assert said[2] == "Been here before: ✓"
    assert not any("MA0785" in str(text) for text in said)


def test_leaving_the_tab_keeps_the_row_in_hand(keyed, press, room, store):  # noqa: F811 - the fixture
    press(K.Key_Right)
    press(K.Key_Right)
    press("3")

    room.turn_to(Tab.VISIT)

    with store.reading() as session:
        assert reading.load(session, keyed.presenter.state.sheet.id).rows[0][1].for_people == 3


def test_a_totals_sheet_s_number_goes_to_its_own_tab(page, press, room, numbers):
    press(numbers[SheetKind.TOTALS])
    press(K.Key_Return)

    assert room.now is Tab.TOTALS_SHEET
    assert room.shown.presenter.state.is_keying


def test_a_totals_sheet_is_keyed_line_by_line(room, press, numbers):
    room.turn_to(Tab.TOTALS_SHEET)
    press(numbers[SheetKind.TOTALS])
    press(K.Key_Return)
    page = room.shown
    page._choose_contacts("counted")
    press("41")
    press(K.Key_Return)
    press("120")
    press(K.Key_Return)
    press("50")
    press(K.Key_Return, CTRL)

    assert page.presenter.state.notice is Notice.POSTED
    assert page.presenter.state.posted_visits == 1


def test_another_day_stands_in_a_band_and_goes_back_when_the_sheet_is_posted(keyed, press):
    press(K.Key_D, ALT)
    press("11/8")
    press(K.Key_Return)
    assert keyed.band._elsewhere.isVisible()
    press(K.Key_Tab)
    press(K.Key_Tab)
    press("2")
    press(K.Key_Return, CTRL)

    assert not keyed.band._elsewhere.isVisible()
    assert not keyed.presenter.state.is_another_day


def test_an_amount_is_in_the_file_soon_after_its_last_key(keyed, press, store, qtbot):  # noqa: F811 - the fixture
    press(K.Key_Tab)
    press(K.Key_Tab)
    press("7")
    with qtbot.waitSignal(keyed._soon.timeout):
        pass

    with store.reading() as session:
        assert dict(reading.load(session, keyed.presenter.state.sheet.id).rows)[1].for_people == 7


def test_a_posted_sheet_opened_shows_the_papers_totals_and_what_differs(keyed, press, numbers):
    place = next(n for n, one in enumerate(keyed.presenter.state.columns) if one.what is What.ITEM)
    keyed.presenter.keying.go(0, place)
    press("20")
    keyed.presenter.keying.go(PAPER, place)
    press("25")
    press(K.Key_Return, CTRL)

    keyed.open(numbers[SheetKind.VISIT])

    assert keyed.totals.isVisible()
    assert keyed.foot._chip.text().endswith("20 keyed, 25 on the paper.")


def test_paper_without_a_number_is_told_which_to_write_on_it(page, press):
    page.head._no_number.click()

    said = [label.text() for label in page.band.said.findChildren(QLabel)]
    assert f"Write {page.presenter.state.sheet.number} on the paper." in said


def test_a_whole_sheet_is_voided_for_no_wrong_person_and_how_many_visits_go_is_said(keyed, press, numbers):
    place = next(n for n, one in enumerate(keyed.presenter.state.columns) if one.what is What.ITEM)
    for row in (0, 1):
        keyed.presenter.keying.go(row, place)
        press("20")
    press(K.Key_Return, CTRL)
    keyed.open(numbers[SheetKind.VISIT])

    keyed.foot.void.click()

    [dialog] = keyed.findChildren(VoidDialog)
    said = [label.text() for label in dialog.findChildren(QLabel)]
    assert any(text.startswith("2 visits are taken back") for text in said)
    assert "Wrong person" not in [button.text() for button in dialog.findChildren(QAbstractButton)]
    assert "Entered twice" in [button.text() for button in dialog.findChildren(QAbstractButton)]
    dialog.chosen.emit(VoidReason.ENTERED_TWICE)
    dialog.close()
    keyed.open(numbers[SheetKind.VISIT])
    keyed.foot.again.click()
    assert keyed.head._said(keyed.presenter.state)[1] == "Keyed anew"


def test_a_blanked_screen_shows_no_letter_of_a_code(keyed, press, room):
    press("MA0785")

    room.conceal()

    assert "MA0785" not in keyed.rows.cells.text(keyed.rows.cells.index(0, 1))


def test_every_row_costs_its_filled_cells_the_code_and_one(keyed, press):
    """What is written is typed; a key more for each filled cell and the code, and one for the row."""
    counted = CountedKeys(keyed)
    written = ("MA0785", "2", "20", "1", "5")
    for _ in range(3):
        before = counted.count
        press(written[0])
        press(K.Key_Return)
        if keyed.presenter.state.columns[keyed.presenter.state.at.column].name == "Been here before":
            press("f")
        press(written[1])
        press("g")
        press(written[2])
        press("n")
        press(written[3])
        press("f")
        press(written[4])
        press("+")
        spent = counted.count - before

    assert spent <= sum(map(len, written)) + len(written) + 1
    assert len(rows(keyed)) == 4
    assert rows(keyed)[2].for_people == 2
    assert len(rows(keyed)[2].items) == 3


def test_printing_asks_how_many_and_makes_a_page_for_each(page, press, tmp_path, qtbot):
    press(K.Key_P, CTRL)
    assert page._blank.isVisible()
    press("3")

    page._blank._go(to_printer=False)
    for dialog in page.findChildren(QDialog):
        dialog.close()
    page.printing.save(str(tmp_path / "sheets.pdf"))

    assert len(PdfReader(tmp_path / "sheets.pdf").pages) == 3


def test_the_cell_in_hand_is_named_in_full_above_the_grid(keyed, press):
    place = next(n for n, one in enumerate(keyed.presenter.state.columns) if one.name == "Hepatitis C test")
    keyed.presenter.keying.go(0, place)
    assert keyed._here.text() == "Row 1 · Care · Hepatitis C test"

    press(K.Key_Down)
    assert keyed._here.text() == "On the paper · Care · Hepatitis C test"


def test_how_returns_are_measured_is_told_letter_by_letter_where_it_is_keyed(keyed):
    how = next(n for n, one in enumerate(keyed.presenter.state.columns) if one.what is What.HOW)

    keyed.presenter.keying.go(0, how)

    assert "N none, S they say, C counted, Q 1 quart containers" in keyed._here.text()


def test_a_code_that_no_recipe_makes_is_pointed_out_above_the_grid(keyed, press):
    press("20")
    press(K.Key_Return)

    assert keyed._wrong.isVisible()
    assert "no code as they are made here" in keyed._wrong.text()


def test_what_is_wrong_stands_above_the_grid_with_its_row_and_column(keyed, press):
    press(K.Key_Right)
    press(K.Key_Right)
    press("-3")
    press(K.Key_Left)

    assert keyed._wrong.text() == "Row 1, For how many: Type a whole number here."
    press(K.Key_Right)
    assert keyed._wrong.text() == "Type a whole number here."
    assert keyed.foot._why.text() == "1 entry to put right"


def test_a_screen_reader_finds_one_cell_with_the_keyboard_and_none_on_a_tab_that_was_left(keyed, press, room):
    press(K.Key_Right)
    press(K.Key_Down)
    assert (keyed.rows.currentIndex().isValid(), keyed.totals.currentIndex().isValid()) == (False, True)
    press(K.Key_Up)
    assert (keyed.rows.currentIndex().isValid(), keyed.totals.currentIndex().isValid()) == (True, False)

    room.turn_to(Tab.VISIT)

    assert [grid.cells.rowCount() for grid in (keyed.rows, keyed.totals)] == [0, 0]
    room.turn_to(Tab.VISIT_SHEET)
    assert keyed.rows.cells.rowCount() == len(rows(keyed))
    assert keyed.rows.currentIndex() == keyed.rows._at()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("room_wide", [1262, 1176, 797])
def test_no_two_heads_of_a_sheet_look_alike(keyed, store, language, room_wide):  # noqa: F811 - the fixture
    state = keyed.presenter.state
    with store.reading() as session:
        known = catalog.load(session, language, state.today)
    columns = columns_of(state.sheet.layout, known, translator(language), has_codes=True)
    measure = QFontMetrics(theme.font(12, theme.SEMIBOLD)).horizontalAdvance

    widths = widths_of(columns, room_wide)[1:]

    heads = [in_lines(one.title, one.more, w - 8, measure, one.short) for one, w in zip(columns, widths, strict=True)]
    assert len(set(heads)) == len(columns)
    assert all(measure(line) <= w - 8 for lines, w in zip(heads, widths, strict=True) for line in lines)


def test_in_a_small_window_short_names_stand_in_and_no_head_is_cut(keyed):
    state = keyed.presenter.state
    columns = columns_of(state.sheet.layout, state.catalog, translator("en"), has_codes=False)
    measure = QFontMetrics(theme.font(12, theme.SEMIBOLD)).horizontalAdvance

    widths = widths_of(columns, 1176)[1:]

    heads = [in_lines(one.title, one.more, w - 8, measure, one.short) for one, w in zip(columns, widths, strict=True)]
    assert ("HCV",) in heads
    assert not any(line.endswith(".") for lines in heads for line in lines)
