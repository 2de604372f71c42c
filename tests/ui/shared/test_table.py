"""The one table."""

from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QAbstractItemModelTester

from outreach.translation import N_
from outreach.ui import theme
from outreach.ui.shared.rows_model import ROW_ROLE, SORT_ROLE, Column, RowLook
from outreach.ui.shared.status import Mark
from outreach.ui.shared.table import Table
from outreach.ui.shared.table_drawing import pieces_of
from outreach.ui.theme import Color
from tests.ui.looks import colors, look


@dataclass(frozen=True, slots=True)
class Shelf:
    id: int
    name: str
    on_hand: int
    mark: Mark = Mark.OK


COLUMNS = (
    Column[Shelf](
        N_("Item"), lambda row, _: row.name, lambda row: row.name.casefold(), stretches=True, weight=theme.MEDIUM
    ),
    Column[Shelf](N_("On hand"), lambda row, words: words.number(row.on_hand), lambda row: row.on_hand, is_number=True),
    Column[Shelf](
        N_("Status"), lambda *_: "", lambda row: row.mark, marks=lambda row, _: [(row.mark, row.mark.value.title())]
    ),
)
ROWS = (Shelf(1, "Cookers", 5700), Shelf(2, "Alcohol swabs", 12200), Shelf(3, "Smoking kit", 0, Mark.OUT))


@pytest.fixture
def table(qtbot, dressed, words):
    table = Table(COLUMNS, words, key=lambda row: row.id, name="Items")
    qtbot.addWidget(table)
    table.show_rows(ROWS)
    table.resize(500, 200)
    with qtbot.waitActive(table):
        table.show()
    table.setFocus()
    return table


def _names(table):
    model = table.model()
    return [model.index(place, 0).data(ROW_ROLE).name for place in range(model.rowCount())]


def test_the_model_keeps_qts_rules(qtbot, table):
    tester = QAbstractItemModelTester(table.rows, QAbstractItemModelTester.FailureReportingMode.Fatal)

    table.show_rows(ROWS[:2])
    table.show_rows((Shelf(1, "Cookers", 5600), ROWS[1]))

    assert tester.model() is table.rows


def test_a_number_sorts_as_a_number(table):
    table.sort_by(1)

    assert _names(table) == ["Smoking kit", "Cookers", "Alcohol swabs"]
    assert table.model().index(0, 1).data(SORT_ROLE) == 0


def test_pressing_a_head_sorts_and_again_turns_it_round(qtbot, table):
    head = table.horizontalHeader()

    head.sectionClicked.emit(0)
    assert _names(table) == ["Alcohol swabs", "Cookers", "Smoking kit"]
    head.sectionClicked.emit(0)
    assert _names(table) == ["Smoking kit", "Cookers", "Alcohol swabs"]
    look(table, "table-sorted")


def test_arrow_keys_choose_a_row_and_say_so(qtbot, table):
    table.select_key(1)

    with qtbot.waitSignal(table.selected) as selected:
        qtbot.keyClick(table, Qt.Key.Key_Down)

    assert selected.args == [ROWS[1]]


def test_enter_opens_the_row(qtbot, table):
    table.select_key(3)

    with qtbot.waitSignal(table.opened) as opened:
        qtbot.keyClick(table, Qt.Key.Key_Return)

    assert opened.args == [ROWS[2]]


def test_new_figures_keep_the_selection_and_tell_nobody(qtbot, table):
    table.select_key(2)

    with qtbot.assertNotEmitted(table.selected):
        table.show_rows((Shelf(4, "Cottons", 1), *ROWS))

    assert table.current_row == ROWS[1]


def test_a_row_that_is_gone_and_back_is_selected_again(table):
    table.select_key(2)

    table.show_rows((ROWS[0],))
    assert table.current_row is None
    table.show_rows(ROWS)

    assert table.current_row == ROWS[1]


def test_tab_leaves_the_table(qtbot, table):
    assert not table.tabKeyNavigation()


def test_every_cell_is_read_aloud_whole(table):
    index = table.model().index(2, 2)

    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Out"
    assert QAccessible.queryAccessibleInterface(table).text(QAccessible.Text.Name) == "Items"


def test_the_selected_row_is_tinted_with_a_bar_at_its_left(table):
    table.select_key(1)

    image = look(table, "table")

    middle = theme.px(32) + theme.px(33) // 2
    assert image.pixelColor(1, middle).name() == theme.color(Color.ACCENT).name()
    assert image.pixelColor(6, middle).name() == theme.color(Color.TINT).name()


def test_extra_width_goes_to_the_names(table):
    narrow = [table.columnWidth(place) for place in range(3)]

    table.resize(700, 200)

    assert [table.columnWidth(place) - narrow[place] for place in range(3)] == [200, 0, 0]


def test_a_name_that_has_no_room_gives_way_to_its_short_one(table, words):
    column = replace(COLUMNS[0], short=lambda row: row.name[:4])

    said = [pieces_of(column, ROWS[1], words, room)[0].text for room in (None, 300, 40)]

    assert said == ["Alcohol swabs", "Alcohol swabs", "Alco"]


def test_what_can_be_done_without_is_left_out_where_there_is_no_room(qtbot, dressed, words):
    site = Column[Shelf](N_("Front Street"), lambda *_: "640", lambda row: row.id, hides_when_narrow=True)
    table = Table((*COLUMNS, site), words, key=lambda row: row.id, name="Items")
    qtbot.addWidget(table)
    table.show_rows(ROWS)
    table.show()

    table.resize(700, 200)
    assert not table.isColumnHidden(3)
    table.resize(250, 200)

    assert table.isColumnHidden(3)
    assert not table.isColumnHidden(2)


def test_rows_follow_the_text(table, dressed):
    dressed.choose(factor=1.5)

    assert table.rowHeight(0) == round(33 * 1.5)


def test_status_is_never_color_alone(table):
    image = look(table, "table-status")

    assert theme.color(Color.OUT_FILL).name() in colors(image, step=1)
    assert table.rows.words_of(ROWS[2], COLUMNS[2]) == "Out"


def test_rows_that_come_between_others_move_nobody_who_looks(qtbot, table):
    many = tuple(Shelf(n, f"Item {n}", n) for n in range(1, 60))
    table.show_rows(many)
    qtbot.waitUntil(lambda: table.verticalScrollBar().maximum() > 300)
    table.verticalScrollBar().setValue(300)
    tester = QAbstractItemModelTester(table.rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    resets = []
    table.rows.modelReset.connect(lambda: resets.append(1))

    table.show_rows((*many[:30], Shelf(100, "Between", 0), *many[30:], Shelf(101, "Below", 0)))

    assert tester.model() is not None
    assert resets == []
    assert table.verticalScrollBar().value() == 300
    assert [row.id for row in table.rows.rows] == [*range(1, 31), 100, *range(31, 60), 101]


def test_the_last_row_reached_asks_for_more(qtbot, table):
    table.show_rows(tuple(Shelf(n, f"Item {n}", n) for n in range(1, 60)))

    qtbot.waitUntil(lambda: table.verticalScrollBar().maximum() > 0)
    with qtbot.waitSignal(table.reached_end):
        table.verticalScrollBar().setValue(table.verticalScrollBar().maximum())


@pytest.fixture
def sectioned(qtbot, dressed, words):
    """Odd rows are visits; the first is a heading, and 3 is a part of 2."""
    looks = {1: RowLook.HEADING, 3: RowLook.PART}
    table = Table(
        COLUMNS, words, key=lambda row: row.id, name="Items", look=lambda row: looks.get(row.id, RowLook.PLAIN)
    )
    qtbot.addWidget(table)
    table.show_rows(
        [Shelf(n, f"Item {n}" if n > 1 else "A heading that goes across the whole of it", n) for n in range(1, 6)]
    )
    table.resize(400, 240)
    with qtbot.waitActive(table):
        table.show()
    table.setFocus()
    return table


def test_a_heading_goes_across_and_makes_no_column_wider(sectioned):
    assert sectioned.columnSpan(0, 0) == 3
    assert sectioned.columnSpan(1, 0) == 1
    assert sectioned.columnWidth(0) < 400
    assert len(colors(look(sectioned, "table-sections"))) > 3


def test_keys_pass_over_a_part_and_stop_at_a_heading(qtbot, sectioned):
    sectioned.select_key(2)
    qtbot.keyClick(sectioned, Qt.Key.Key_Down)
    assert sectioned.current_row.id == 4
    for _ in range(2):
        qtbot.keyClick(sectioned, Qt.Key.Key_Up)

    assert sectioned.current_row.id == 1


def test_what_has_sections_is_not_sorted_by_its_heads(sectioned):
    assert not sectioned.horizontalHeader().sectionsClickable()


@pytest.mark.parametrize("place", [0, 2])
def test_a_row_selected_by_a_screen_reader_is_chosen_as_by_a_click(qtbot, table, place):
    with qtbot.waitSignal(table.selected) as chosen:
        table.clearSelection()  # as Qt does for it: of a cell alone, whatever row is current
        table.selectionModel().select(table.model().index(place, 1), QItemSelectionModel.SelectionFlag.Select)

    assert (chosen.args, table.current_row) == ([ROWS[place]], ROWS[place])


def _cells(table):
    """How many parts a screen reader is told of: the cells, and their heads."""
    return QAccessible.queryAccessibleInterface(table).childCount()


@pytest.mark.parametrize("are_new", [False, True])
def test_a_hidden_table_tells_the_accessibility_tree_of_no_cell_and_comes_back_as_it_was(qtbot, table, are_new):
    rows = tuple(Shelf(n, f"Item {n:02}", n) for n in range(1, 60))
    table.show_rows(rows)
    table.sort_by(0, descending=True)
    table.select_key(40)
    qtbot.waitUntil(lambda: table.verticalScrollBar().maximum() > 0)
    table.verticalScrollBar().setValue(99)
    widths = [table.columnWidth(place) for place in range(3)]
    before = _cells(table)
    assert before >= 59 * 3

    with qtbot.assertNotEmitted(table.selected):
        table.hide()
        if are_new:
            table.show_rows((*rows[:-1], Shelf(59, "Item 59", 1)))
        assert _cells(table) == 1  # the corner between the heads, which says nothing
        table.show()

    assert _cells(table) == before
    assert (table.current_row.id, table.verticalScrollBar().value(), _names(table)[0]) == (40, 99, "Item 59")
    assert [table.columnWidth(place) for place in range(3)] == widths


def test_a_hidden_page_with_sections_has_them_again_when_it_is_shown(sectioned):
    sectioned.hide()
    sectioned.show()

    assert sectioned.columnSpan(0, 0) == 3
