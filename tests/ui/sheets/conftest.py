"""The paper tabs of a desk with a real center behind them."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from outreach.sheets import printing, rules
from outreach.sheets.rules import PaperRules
from outreach.translation import translator
from outreach.ui.sheets.holder import Paper
from outreach.ui.sheets.presenter import SheetPresenter
from outreach.ui.sheets.room import DeskRoom
from outreach.ui.sheets.tabs import Tab
from outreach.vocabulary import SheetKind, SiteId
from tests.ui.desk.conftest import NOW, center_file, desk_of, standing_store, store  # noqa: F401 - the same desk
from tests.ui.inline_tasks import InlineTasks

WORDS = translator("en")


@pytest.fixture
def numbers(store, desk_of):  # noqa: F811 - the fixture
    """A visit sheet and a totals sheet printed for Front Street, codes on paper."""
    desk = desk_of(InlineTasks(store)).desk
    with store.writing() as session:
        rules.set_paper_rules(session, desk.by, NOW, PaperRules(codes_on_paper=True))
        made = [
            printing.print_sheets(session, desk.by, NOW, kind, SiteId((1 << 40) + 1), 1, desk.new_id())[0].number
            for kind in (SheetKind.VISIT, SheetKind.TOTALS)
        ]
    return dict(zip((SheetKind.VISIT, SheetKind.TOTALS), made, strict=True))


@pytest.fixture
def keying_with(store, desk_of):  # noqa: F811 - the fixture
    """A presenter on these tasks, its books read."""

    def make(tasks, kind=SheetKind.VISIT, by=None, **told):
        desk = desk_of(tasks).desk
        paper = Paper(replace(desk, by=by or desk.by), WORDS)
        presenter = SheetPresenter(tasks, paper, kind, lambda _: None, **told)
        presenter.refresh()
        return presenter

    return make


@pytest.fixture
def presenter(store, keying_with, numbers):  # noqa: F811 - the fixture
    """The visit sheet opened."""
    made = keying_with(InlineTasks(store))
    made.open(numbers[SheetKind.VISIT])
    return made


@pytest.fixture
def room(qtbot, dressed, store, desk_of, numbers):  # noqa: F811 - the fixture
    tasks = InlineTasks(store)
    desk = desk_of(tasks).desk
    room = DeskRoom(tasks, desk, WORDS)
    qtbot.addWidget(room)
    room.resize(1290, 768)
    room.refresh()
    with qtbot.waitActive(room):
        room.show()
    room.focus_first()
    return room


@pytest.fixture
def page(room):
    """The tab of visit sheets."""
    room.turn_to(Tab.VISIT_SHEET)
    return room.page(Tab.VISIT_SHEET)


@pytest.fixture
def press(qtbot, room):
    """Press a key as the window system does."""

    def press(key, modifiers=Qt.KeyboardModifier.NoModifier):
        if isinstance(key, str):
            for letter in key:
                qtbot.keyClick(room.window().windowHandle(), letter)
        else:
            qtbot.keyClick(room.window().windowHandle(), key, modifiers)

    return press
