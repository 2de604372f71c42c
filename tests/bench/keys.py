"""Key press to painted: on the desk page of a sample center, and in a bare QLineEdit in an empty window."""

from collections.abc import Callable, Iterable
from contextlib import closing
from datetime import date
from itertools import cycle
from time import perf_counter

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from outreach import catalog, encounters
from outreach.codes import hash_code
from outreach.translation import translator
from outreach.ui.desk.form import Desk
from outreach.ui.desk.page import DeskPage
from outreach.ui.shortcuts import Key
from outreach.ui.tasks import BackgroundTasks
from outreach.ui.theme import Appearance
from outreach.upkeep.opening import Opened
from outreach.vocabulary import At
from tests.bench.centers import INITIALS, Sample
from tests.bench.measuring import Promise, in_turns, percentile_95
from tests.bench.window import press

TODAY = date(2026, 11, 2)
CODE, LINE = "MA0785", "50 29g"
BLOCKS, EACH = 6, 120
_SIZE = (1366, 768)
_PATIENCE = 5.0


class Host(QWidget):
    """A window that knows when it has painted what was asked for."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self.paints = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(inside)
        self.resize(*_SIZE)

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        self.paints += event.type() == QEvent.Type.UpdateRequest
        return handled


def promises(sample: Sample) -> list[Promise]:
    """The code field and the quick-add line, each at most three times the bare field."""
    application = QApplication.instance() or QApplication([])
    with closing(sample.open()) as opened:
        bare = Host(plain := QLineEdit())
        empty = typing(bare, plain, LINE)
        # Measured before our theme is there: a bare field is one without it.
        nothing = _open(bare, plain, empty)
        appearance = Appearance(application)  # type: ignore[arg-type]
        tasks = BackgroundTasks(opened.store, lambda bug: None, encounters.saved)
        page = _desk(opened, tasks)
        host = Host(page)
        _open(host, None, None)
        _wait(lambda: page.presenter.state.catalog is not None)
        del appearance
        made = [
            _promise(sample, "key to painted, code", host, page, Key.CODE, CODE, nothing),
            _promise(sample, "key to painted, quick-add", host, page, Key.QUICK_ADD, LINE, nothing),
        ]
        host.close()
        bare.close()
        tasks.close()
    return made
