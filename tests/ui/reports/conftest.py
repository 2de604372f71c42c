"""The reports page with a real center behind it, and tasks that answer at once or when the test lets them."""

from functools import partial

import pytest
from tests.ui.desk.conftest import NOW, center_file, store  # noqa: F401 - fixtures

from outreach.safety import staff
from outreach.translation import translator
from outreach.ui.reports.presenter import Reports


class InlineTasks:
    def __init__(self, store):
        self._store = store

    def read(self, query, then, failed=None, *, key=None):
        with self._store.reading() as session:
            answer = query(session)
        then(answer)


class HeldTasks:
    """Holds every question until told to let go, in any order."""

    def __init__(self, store):
        self._inline = InlineTasks(store)
        self.held = []

    def read(self, query, then, failed=None, *, key=None):
        self.held.append((partial(self._inline.read, query, then), failed))

    def let_go(self, *, newest_first=False):
        while self.held:
            self.held.pop(-1 if newest_first else 0)[0]()

    def refuse(self, refusal):
        """Answer every question that can be refused as a failing disk would."""
        held, self.held = self.held, []
        for _, failed in held:
            if failed:
                failed(refusal)


@pytest.fixture
def reports_of(store):
    def make(initials="JM"):
        with store.reading() as session:
            by = staff.actor(session, initials, 1)
        return Reports(by=by, clock=lambda: NOW, words=translator("en"))

    return make
