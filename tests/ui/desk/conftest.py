"""A desk with a real center behind it: one file built by the migrations, copied for each test."""

import shutil
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from functools import partial
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt

from outreach import catalog, starter
from outreach.codes.normalizing import hash_code
from outreach.db.store import open_file
from outreach.db.upgrade import upgrade
from outreach.founding import NewCenter, NewPlace, NewSite, create_center
from outreach.paths import resources
from outreach.safety import staff
from outreach.stock.deliveries import DeliveryLine, receive
from outreach.translation import translator
from outreach.ui.desk.form import Desk
from outreach.ui.desk.page import DeskPage
from outreach.ui.desk.presenter import DeskPresenter
from outreach.ui.desk.state import State
from outreach.vocabulary import At, ItemId, Role, SiteId
from tests.make import make_as
from tests.ui.desk.tasks import HeldTasks, InlineTasks

KEY = bytes(32)
SECRET = b"desk tests" * 4
TODAY = date(2026, 11, 12)
NOW = At(TODAY, 14)
SITES = (
    NewSite("Front Street", "Front Street", (NewPlace("Front room", "Kings"),)),
    NewSite("Mobile van", "Mobile van", (NewPlace("Stop: 5th & Elm", "Kings"), NewPlace("Stop: River", "Queens"))),
)
STOCK = {"Syringe 29G ½″ 1 ml": 900, "Alcohol swab": 500, "Cooker": 80}


@pytest.fixture(scope="session")
def center_file(tmp_path_factory):
    path = tmp_path_factory.mktemp("desk") / "center.db"
    store = open_file(path, KEY)
    upgrade(store.write_engine, copy_aside=lambda _revision: None)
    with store.writing() as session:
        new = NewCenter("Riverside", "America/New_York", "en", date(2024, 1, 1), SITES)
        create_center(session, 1, new, starter.load(resources() / "catalog"))
        staff.add_first(session, TODAY, 1, "JM", Role.COORDINATOR)
        by = staff.actor(session, "JM", 1)
        known = catalog.load(session, "en", TODAY)
        site = SiteId(known.find("site", "Front Street"))
        stock = {ItemId(known.find("item", name)): amount for name, amount in STOCK.items()}
        lines = [DeliveryLine(item_id, amount, "24A17", date(2027, 3, 31)) for item_id, amount in stock.items()]
        receive(session, by, NOW, client_id=uuid4(), site_id=site, on=TODAY, reference="", lines=lines)
    store.close()
    return path


@pytest.fixture(scope="session")
def standing_store(center_file, tmp_path_factory):
    """It stays open, so that its statements are compiled once."""
    file = tmp_path_factory.mktemp("desk") / "center.db"
    with closing(open_file(shutil.copy(center_file, file), KEY)) as store:
        yield store


@pytest.fixture
def store(standing_store, center_file):
    make_as(standing_store, center_file, KEY)
    return standing_store


@dataclass
class AtTheDesk:
    """A presenter, what it needs, and everything it has shown."""

    store: object
    tasks: object
    desk: Desk
    presenter: DeskPresenter
    shown: list[State]

    @property
    def state(self):
        return self.shown[-1] if self.shown else self.presenter.state

    def item(self, name):
        return self.state.catalog.find("item", name)

    def strip(self):
        self.presenter.refresh()
        return self.state.strip


@pytest.fixture
def desk_of(store):
    with store.reading() as session:
        by = staff.actor(session, "JM", 1)

    def make(tasks):
        desk = Desk(by=by, clock=lambda: NOW, hash_code=partial(hash_code, SECRET))
        shown: list[State] = []
        return AtTheDesk(store, tasks, desk, DeskPresenter(tasks, desk, shown.append), shown)

    return make


@pytest.fixture
def at_desk(store, desk_of):
    """A desk whose answers are there before the call returns."""
    desk = desk_of(InlineTasks(store))
    desk.presenter.refresh()
    return desk


@pytest.fixture
def slow_desk(store, desk_of):
    """A desk whose answers wait until the test lets them go."""
    tasks = HeldTasks(store)
    desk = desk_of(tasks)
    desk.presenter.refresh()
    tasks.let_go()
    return desk


@pytest.fixture
def page(qtbot, dressed, store, desk_of):
    page = DeskPage(InlineTasks(store), desk_of(InlineTasks(store)).desk, translator("en"))
    qtbot.addWidget(page)
    page.resize(1290, 768)
    page.refresh()
    with qtbot.waitActive(page):
        page.show()
    page.focus_first()
    return page


@pytest.fixture
def press(qtbot, page):
    """Press a key as the window system does: at the window, which finds who has the focus."""

    def press(key, modifiers=Qt.KeyboardModifier.NoModifier):
        if isinstance(key, str):
            for letter in key:
                qtbot.keyClick(page.window().windowHandle(), letter)
        else:
            qtbot.keyClick(page.window().windowHandle(), key, modifiers)

    return press
