"""Key press to painted: in the program's window with the desk of a sample center, and in a bare QLineEdit.

Each side is a process of its own (`python -m tests.bench.keys bare`, or `desk FOLDER`): one QApplication has one style.
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import Any, Self

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from tests.bench.centers import INITIALS, Sample
from tests.bench.measuring import OFFSCREEN, Promise, percentile_95

if sys.platform != "win32":
    import resource

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
    env = OFFSCREEN | {"QT_QPA_UPDATE_IDLE_TIME": "0"}
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.keys", *arguments], env=env, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(done.stdout + done.stderr)
    taken: dict[str, list[float]] = json.loads(done.stdout)
    return taken


class Paints(QObject):
    """Counts how often a window was told to paint what was asked for."""

    def __init__(self, window: QWidget) -> None:
        super().__init__()
        self.asked = 0
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        self.asked += event.type() == QEvent.Type.UpdateRequest
        return False


def _main() -> None:
    application = QApplication(sys.argv[:1])
    if sys.argv[1] == "bare":
        window = _bare()
        taken = {"code": _typed(window, CODE), "quick-add": _typed(window, LINE)}
    else:
        with _desk(application, Path(sys.argv[2])) as (window, page):
            page._who.focus_code()
            taken = {"code": _typed(window, CODE)}
            page._line.setFocus()
            taken["quick-add"] = _typed(window, LINE)
    print(json.dumps(taken))


def _bare() -> QWidget:
    """A field, and nothing else in its window."""
    window, field = QWidget(), QLineEdit()
    QVBoxLayout(window).addWidget(field)
    field.setFocus()
    return _shown(window)


def _shown(window: QWidget) -> QWidget:
    window.resize(*_SIZE)
    window.show()
    window.activateWindow()
    return window


@contextmanager
def _desk(application: QApplication, folder: Path) -> Iterator[tuple[QWidget, Any]]:
    """The program's own window, unlocked: with its ring, its shortcuts and all that listens to keys."""
    from outreach import encounters  # noqa: PLC0415 - a bare field is one without any of this
    from outreach.codes.normalizing import hash_code  # noqa: PLC0415
    from outreach.safety.vault import Vault  # noqa: PLC0415
    from outreach.translation import translator  # noqa: PLC0415
    from outreach.ui.desk.form import Desk  # noqa: PLC0415
    from outreach.ui.desk.page import DeskPage  # noqa: PLC0415
    from outreach.ui.lock.page import LockPage  # noqa: PLC0415
    from outreach.ui.main_window import MainWindow  # noqa: PLC0415
    from outreach.ui.shortcuts import Key  # noqa: PLC0415
    from outreach.ui.tasks import BackgroundTasks  # noqa: PLC0415
    from outreach.ui.theme import Appearance  # noqa: PLC0415
    from outreach.ui.workspace import PageSpec  # noqa: PLC0415
    from outreach.vocabulary import At  # noqa: PLC0415

    Appearance(application)
    words = translator("en")
    with closing(Sample(folder, 0, 0).open()) as opened:
        secret = opened.keys.code_secret
        desk = Desk(opened.actor(INITIALS), lambda: At(TODAY, 14), lambda typed: hash_code(secret, typed))
        tasks = BackgroundTasks(opened.store, lambda _bug: None, encounters.saved)
        page = DeskPage(tasks, desk, words)
        window = MainWindow(words, LockPage(Vault(folder), words))
        _shown(window)
        window.open(INITIALS, [PageSpec(Key.DESK, "desk", lambda _parent: page)])
        _wait(lambda: page.presenter.state.levels)
        for _ in range(50):
            QCoreApplication.processEvents()
        try:
            yield window, page
        finally:
            tasks.close()


def _typed(window: QWidget, text: str) -> list[float]:
    """Seconds for each key of `text` and for taking it away again, a few times over."""
    keys = [*text, *[Qt.Key.Key_Backspace] * len(text)]
    paints = Paints(window)
    _wait(lambda: window.isActiveWindow() and isinstance(QApplication.focusWidget(), QLineEdit))
    for key in keys:
        _pressed(window, paints, key)
    return [_pressed(window, paints, key) for _ in range(TIMES) for key in keys]


def _pressed(window: QWidget, paints: Paints, key: str | Qt.Key) -> float:
    """Seconds from the key, which comes to the window as from the system, until it is painted."""
    before, handle = paints.asked, window.windowHandle()
    with _Spent() as spent:
        QTest.keyPress(handle, key)  # type: ignore[arg-type]  # it takes letters too
        while paints.asked == before:
            QCoreApplication.processEvents()
    QTest.keyRelease(handle, key)  # type: ignore[arg-type]
    QCoreApplication.processEvents()  # whatever it set off besides
    return spent.seconds


class _Spent:
    """The clock on the wall, unless the system gave our processor to another program meanwhile.

    A busy machine does so for 4 ms at a time, the length of ten keys.  Then it is the time our threads computed.
    """

    def __enter__(self) -> Self:
        self._before = (_taken_away(), time.perf_counter(), time.process_time())
        return self

    def __exit__(self, *_: object) -> None:
        taken_away, wall, computed = self._before
        wall, computed = time.perf_counter() - wall, time.process_time() - computed
        self.seconds = wall if _taken_away() == taken_away else min(wall, computed)


def _taken_away() -> int:
    return 0 if sys.platform == "win32" else resource.getrusage(resource.RUSAGE_SELF).ru_nivcsw


def _wait(condition: Callable[[], object]) -> None:
    until = time.monotonic() + _PATIENCE
    while not condition():
        QCoreApplication.processEvents()
        if time.monotonic() > until:
            raise TimeoutError


if __name__ == "__main__":
    _main()
