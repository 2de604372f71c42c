"""Key press to painted: on the desk page of a sample center, and in a bare QLineEdit in an empty window.

Each side is a process of its own (`python -m tests.bench.keys bare`, or `desk FOLDER`): one QApplication has one style.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from tests.bench.centers import INITIALS, Sample
from tests.bench.measuring import Promise, percentile_95

TODAY = date(2026, 11, 2)
CODE, LINE = "MA0785", "50 29g"  # typed, and taken away again
TIMES, ROUNDS = 10, 3
_SIZE = (1366, 768)
_PATIENCE = 20.0


def promises(sample: Sample) -> list[Promise]:
    """A key in the code field and in the quick-add line, each at most three times the bare field."""
    bare: dict[str, list[float]] = {"code": [], "quick-add": []}
    ours: dict[str, list[float]] = {"code": [], "quick-add": []}
    for _ in range(ROUNDS):
        for taken, arguments in ((bare, ["bare"]), (ours, ["desk", str(sample.folder)])):
            for field, times in _run(*arguments).items():
                taken[field] += times
    return [
        Promise(f"key to painted, {field}", sample.visits, percentile_95(ours[field]), percentile_95(bare[field]), 3.0)
        for field in bare
    ]


def _run(*arguments: str) -> dict[str, list[float]]:
    # Without Qt's pause between asking and painting, which would be the larger part of both.
    env = os.environ | {"QT_QPA_PLATFORM": "offscreen", "QT_QPA_UPDATE_IDLE_TIME": "0"}
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.keys", *arguments], env=env, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(done.stdout + done.stderr)
    taken: dict[str, list[float]] = json.loads(done.stdout)
    return taken


class Host(QWidget):
    """A window that counts how often it has painted what was asked for."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self.paints = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(inside)
        self.resize(*_SIZE)
        self.show()
        self.activateWindow()

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        self.paints += event.type() == QEvent.Type.UpdateRequest
        return handled


def _main() -> None:
    application = QApplication(sys.argv[:1])
    if sys.argv[1] == "bare":
        field = QLineEdit()
        host = Host(field)
        field.setFocus()
        taken = {"code": _typed(host, CODE), "quick-add": _typed(host, LINE)}
    else:
        with _desk(application, Path(sys.argv[2])) as (host, page):
            page._who.focus_code()  # type: ignore[attr-defined]
            taken = {"code": _typed(host, CODE)}
            page._line.setFocus()  # type: ignore[attr-defined]
            taken["quick-add"] = _typed(host, LINE)
    print(json.dumps(taken))


@contextmanager
def _desk(application: QApplication, folder: Path) -> Iterator[tuple[Host, QWidget]]:
    from outreach import encounters  # noqa: PLC0415 - a bare field is one without any of this
    from outreach.codes.normalizing import hash_code  # noqa: PLC0415
    from outreach.translation import translator  # noqa: PLC0415
    from outreach.ui.desk.form import Desk  # noqa: PLC0415
    from outreach.ui.desk.page import DeskPage  # noqa: PLC0415
    from outreach.ui.tasks import BackgroundTasks  # noqa: PLC0415
    from outreach.ui.theme import Appearance  # noqa: PLC0415
    from outreach.vocabulary import At  # noqa: PLC0415

    Appearance(application)
    with closing(Sample(folder, 0, 0).open()) as opened:
        secret = opened.keys.code_secret
        desk = Desk(opened.actor(INITIALS), lambda: At(TODAY, 14), lambda typed: hash_code(secret, typed))
        tasks = BackgroundTasks(opened.store, lambda _bug: None, encounters.saved)
        page = DeskPage(tasks, desk, translator("en"))
        host = Host(page)
        page.refresh()
        _wait(lambda: page.presenter.state.catalog is not None)
        for _ in range(50):
            QCoreApplication.processEvents()
        try:
            yield host, page
        finally:
            tasks.close()


def _typed(host: Host, text: str) -> list[float]:
    """Seconds for each key of `text` and for taking it away again, a few times over."""
    keys = [*text, *[Qt.Key.Key_Backspace] * len(text)]
    _wait(lambda: host.isActiveWindow() and isinstance(QApplication.focusWidget(), QLineEdit))
    for key in keys:
        _pressed(host, key)
    return [_pressed(host, key) for _ in range(TIMES) for key in keys]


def _pressed(host: Host, key: str | Qt.Key) -> float:
    field = QApplication.focusWidget()
    assert field is not None
    before = host.paints
    began = time.perf_counter()
    QTest.keyClick(field, key)  # type: ignore[arg-type]  # it takes letters too
    while host.paints == before:
        QCoreApplication.processEvents()
    taken = time.perf_counter() - began
    QCoreApplication.processEvents()  # whatever it set off besides
    return taken


def _wait(condition: Callable[[], object]) -> None:
    until = time.monotonic() + _PATIENCE
    while not condition():
        QCoreApplication.processEvents()
        if time.monotonic() > until:
            raise TimeoutError


if __name__ == "__main__":
    _main()
