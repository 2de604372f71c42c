"""The reports page with a real center behind it, and tasks that answer at once or when the test lets them."""

import shutil
from datetime import date
from functools import partial
from uuid import uuid4

import pytest

from outreach import catalog, founding, starter
from outreach.db.store import open_file
from outreach.db.upgrade import upgrade
from outreach.founding import NewCenter, NewPlace, NewSite
from outreach.paths import resources
from outreach.safety import staff
from outreach.stock.deliveries import DeliveryLine, receive
from outreach.translation import translator
from outreach.ui.reports.presenter import Reports
from outreach.vocabulary import At, ItemId, Role, SiteId
from tests.ui.inline_tasks import InlineTasks

KEY = bytes(32)
NOW = At(date(2026, 11, 12), 14)
SITES = (
    NewSite("Front Street", "Front", (NewPlace("Front room", "Kings"),)),
    NewSite("Mobile van", "Van", (NewPlace("Stop: 5th & Elm", "Kings"),)),
)


@pytest.fixture(scope="session")
def reports_file(tmp_path_factory):
    path = tmp_path_factory.mktemp("reports") / "center.db"
    store = open_file(path, KEY)
    upgrade(store.write_engine, copy_aside=lambda _revision: None)
    with store.writing() as session:
        new = NewCenter("Riverside", "America/New_York", "en", date(2024, 1, 1), SITES)
        founding.create_center(session, 1, new, starter.load(resources() / "catalog"))
        staff.add_first(session, NOW.day, 1, "AR", Role.ADMINISTRATOR)
        by = staff.actor(session, "AR", 1)
        staff.add(session, by, NOW, "JM", Role.COORDINATOR)
        staff.add(session, by, NOW, "TK", Role.FRONT_DESK)
        known = catalog.load(session, "en", NOW.day)
        line = DeliveryLine(ItemId(known.find("item", "Alcohol swab")), 500, "24A17", date(2027, 3, 31))
        site, on = SiteId(known.find("site", "Front Street")), date(2026, 9, 2)
        receive(session, by, NOW, client_id=uuid4(), site_id=site, on=on, reference="", lines=[line])
    store.close()
    return path


@pytest.fixture
def store(reports_file, tmp_path):
    shutil.copy(reports_file, tmp_path / "center.db")
    store = open_file(tmp_path / "center.db", KEY)
    yield store
    store.close()


class LateTasks:
    """Holds every question until told to let go, and answers even those nobody waits for any more."""

    def __init__(self, store):
        self._inline = InlineTasks(store)
        self.held = []

    def read(self, query, then, failed=None, *, key=None):
        self.held.append((partial(self._inline.read, query, then), failed))

    def write(self, change, then, refused, *, entry=None):
        raise AssertionError("the reports page writes nothing")

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
