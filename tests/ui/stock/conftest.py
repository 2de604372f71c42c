"""A stock room with a real center behind it: one file built by the migrations, copied for each test."""

import shutil
from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from outreach import catalog, encounters
from outreach.db.store import open_file
from outreach.entry import Entry, Given
from outreach.founding import NewCenter, NewPlace, NewSite, NewSource
from outreach.paths import Center
from outreach.safety import staff
from outreach.safety.vault import Vault
from outreach.safety.vault_sealing import Cost
from outreach.stock.deliveries import DeliveryLine, receive
from outreach.ui.stock.presenter import Stock, StockPresenter
from outreach.ui.stock.receiving import ReceivePresenter
from outreach.ui.stock.state import Posted
from outreach.upkeep import opening
from outreach.upkeep.opening import NewStaff
from outreach.vocabulary import At, ItemId, Role, SiteId
from tests.ui.inline_tasks import HeldTasks, InlineTasks

TODAY = date(2026, 11, 12)
NOW = At(TODAY, 14)
SITES = (
    NewSite("Front Street", "Front St", (NewPlace("Front room", "Kings"),)),
    NewSite("Mobile van", "Van", (NewPlace("Stop: 5th & Elm", "Kings"),)),
)
SOURCES = (
    NewSource("County award 2025", date(2025, 1, 1), date(2025, 12, 31)),
    NewSource("County award 2026", date(2026, 1, 1), date(2026, 12, 31)),
)
SYRINGE, SWAB, COOKER = "Syringe 29G 1/2 in 1 mL", "Alcohol swab", "Cooker"


@pytest.fixture(scope="session")
def stock_center(tmp_path_factory):
    """The file of a center with two sites and four items, and the key it opens with."""
    center = Center(tmp_path_factory.mktemp("stock"))
    new = NewCenter("Riverside", "America/New_York", "en", date(2024, 1, 1), SITES, SOURCES)
    people = [NewStaff("AR", Role.ADMINISTRATOR, "passphrase"), NewStaff("TK", Role.FRONT_DESK, "passphrase")]
    opened, _ = opening.create(center, new, people, vault=Vault(center.folder, Cost(8, 1, 1)), shortest_passphrase=1)
    with opened.store.writing() as session:
        deliver(session, "Front Street", date(2026, 10, 1), [
            (SYRINGE, 9000, "24A17", date(2029, 3, 31)), (SYRINGE, 100, "22X01", date(2026, 9, 30)),
            (SWAB, 500, "S1", date(2027, 1, 31)), (COOKER, 8, "", None),
        ])  # fmt: skip
        deliver(session, "Mobile van", date(2026, 10, 2), [(SYRINGE, 300, "24A17", date(2029, 3, 31))])
    opened.close()
    return center.file, opened.keys.file_keys[0]


def deliver(session, site, on, lines):
    known = catalog.load(session, "en", TODAY)
    made = [DeliveryLine(ItemId(known.find("item", name)), n, lot, expires) for name, n, lot, expires in lines]
    by = staff.actor(session, "AR", 1)
    receive(
        session,
        by,
        NOW,
        client_id=uuid4(),
        site_id=SiteId(known.find("site", site)),
        on=on,
        reference="48213",
        lines=made,
    )


def give(store, name, quantity, site="Front Street", on=TODAY):
    with store.writing() as session:
        known = catalog.load(session, "en", TODAY)
        given = (Given(ItemId(known.find("item", name)), quantity),)
        entry = Entry(uuid4(), on, 14, SiteId(known.find("site", site)), given=given)
        return encounters.record(session, staff.actor(session, "AR", 1), NOW, entry)


@pytest.fixture
def store(stock_center, tmp_path):
    file, key = stock_center
    shutil.copy(file, tmp_path / "center.db")
    store = open_file(tmp_path / "center.db", key)
    yield store
    store.close()


@pytest.fixture
def stock(store):
    with store.reading() as session:
        return Stock(by=staff.actor(session, "AR", 1), clock=lambda: NOW)


@pytest.fixture
def front_desk(store, stock):
    with store.reading() as session:
        return replace(stock, by=staff.actor(session, "TK", 1))


@pytest.fixture
def shelves(store, stock):
    """The stock presenter, having read; its answers are there before the call returns."""
    presenter = StockPresenter(InlineTasks(store), stock, lambda _state: None)
    presenter.refresh()
    return presenter


@pytest.fixture
def slow_shelves(store, stock):
    """A stock presenter whose answers wait, and the tasks that hold them."""
    tasks = HeldTasks(store)
    presenter = StockPresenter(tasks, stock, lambda _state: None)
    presenter.refresh()
    tasks.let_go()
    return presenter, tasks


class Receiving:
    """A receive presenter, what it posted, and the tasks it asked."""

    def __init__(self, tasks, stock):
        self.tasks = tasks
        self.done: list[Posted] = []
        self.presenter = ReceivePresenter(tasks, stock, lambda _state: None, self.done.append)
        self.presenter.refresh()

    @property
    def state(self):
        return self.presenter.state

    def item(self, name):
        return self.state.catalog.find("item", name)

    def add(self, name, amount="", lot="", expiry=""):
        self.presenter.add(self.item(name))
        key = self.state.attention[1].key
        self.presenter.amount_typed(key, amount)
        self.presenter.number_typed(key, lot)
        self.presenter.expiry_typed(key, expiry)
        return key


@pytest.fixture
def receiving(store, stock):
    return Receiving(InlineTasks(store), stock)


@pytest.fixture
def slow_receiving(store, stock):
    """A delivery whose answers wait until the test lets them go."""
    made = Receiving(HeldTasks(store), stock)
    made.tasks.let_go()
    return made
