"""Items from a spreadsheet in the settings: saved, filled, looked through, taken in whole or not at all."""

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QFileDialog

from outreach import catalog
from outreach.ui.settings.sheet.presenter import Sheets
from outreach.ui.settings.sheet.view import SheetView
from outreach.vocabulary import At
from tests.make import COOKER, TODAY
from tests.ui.inline_tasks import InlineTasks
from tests.ui.looks import look, shown_labels, unnamed


@pytest.fixture
def view(qtbot, dressed, words, desk):
    view = SheetView(InlineTasks(desk.store), Sheets(desk.by(), lambda: At(TODAY, 10)), words)
    qtbot.addWidget(view)
    view.resize(860, 640)
    view.show()
    return view


@pytest.fixture
def form(view, tmp_path):
    """The form as it was saved, to be filled."""
    view.save_form.click()
    dialog = view.findChild(QFileDialog)
    assert dialog.selectedFiles()[0].endswith("items.xlsx")
    dialog.fileSelected.emit(str(tmp_path / "mine.xlsx"))
    dialog.close()
    return tmp_path / "mine.xlsx"


def fill(form, *rows, **changed):
    """Put rows below, and write into the cooker's."""
    book = load_workbook(form)
    heads = [cell.value for cell in book.active[1]]
    cooker = next(row for row in book.active.iter_rows(min_row=2) if row[0].value == COOKER)
    for column, value in changed.items():
        cooker[heads.index(column)].value = value
    for row in rows:
        book.active.append([row.get(head) for head in heads])
    book.save(form)


def choose(view, path):
    view.choose.click()
    dialog = view.findChildren(QFileDialog)[-1]
    dialog.fileSelected.emit(str(path))
    dialog.close()


def now(desk):
    return desk.read(catalog.load, "en", TODAY)


def told(table):
    return [(row.name, row.what) for row in table.rows.rows]


def test_the_form_as_it_was_saved_would_change_nothing(view, form):
    assert "Saved as mine.xlsx." in shown_labels(view)

    choose(view, form)

    assert any("There is nothing to take in" in label for label in shown_labels(view))
    assert not view.take_in.isVisible()


def test_what_each_row_would_do_is_shown_before_anything_is_done(view, form, desk):
    fill(form, {"name": "Woolly hat", "category": "Hygiene"}, minimum=7, shelf="B2")
    choose(view, form)
    assert told(view.table) == [("Woolly hat", "New item"), (COOKER, "minimum, shelf")]
    assert any(label.startswith("1 item is new, 1 changes, ") for label in shown_labels(view))
    assert "Woolly hat" not in [item.name for item in now(desk).items]
    assert unnamed(view) == []
    look(view, "settings-sheet")

    view.take_in.click()

    assert now(desk).item[desk.item(COOKER)].minimum == 7
    assert "1 added, 1 changed." in shown_labels(view)
    assert not view.take_in.isVisible()


def test_every_bad_row_is_listed_with_its_number_and_nothing_is_done(view, form, desk):
    fill(form, {"name": "Hat", "category": "Headgear"}, {"name": "Scarf", "category": "Hygiene", "minimum": "some"})
    choose(view, form)

    rows = len(now(desk).items)
    assert ["Headgear" in view.bad.rows.rows[0].what, "minimum" in view.bad.rows.rows[1].what] == [True, True]
    assert view.bad.rows.rows[1].number == view.bad.rows.rows[0].number + 1
    assert "2 rows cannot be taken in" in shown_labels(view)
    assert not view.take_in.isVisible()
    assert len(now(desk).items) == rows


def test_what_is_no_spreadsheet_is_refused_and_another_can_be_chosen(view, form, tmp_path):
    (tmp_path / "x.xlsx").write_text("no")
    choose(view, tmp_path / "x.xlsx")
    assert any("This is not a spreadsheet with the columns" in label for label in shown_labels(view))
    choose(view, tmp_path / "none.xlsx")
    assert any("There is no file none.xlsx" in label for label in shown_labels(view))

    choose(view, form)

    assert any("There is nothing to take in" in label for label in shown_labels(view))


def test_reading_can_be_stopped_and_nothing_was_changed(view, form, desk):
    fill(form, {"name": "Woolly hat", "category": "Hygiene"})
    presenter = view.presenter
    presenter._progress = lambda _done, _total: presenter.cancel()  # pressed while the rows are read
    choose(view, form)

    assert any("Stopped. Nothing was changed." in label for label in shown_labels(view))
    assert view.choose.isVisible()
    assert "Woolly hat" not in [item.name for item in now(desk).items]


def test_a_sheet_looked_through_can_be_left(view, form):
    fill(form, minimum=7)
    choose(view, form)
    view.leave.click()

    assert not view.table.isVisible()
