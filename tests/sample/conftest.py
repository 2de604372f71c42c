"""One small sample center for all its tests: three months and a bit, thirty people a day."""

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from outreach import starter
from outreach.db.store import open_file
from outreach.db.upgrade import upgrade
from outreach.sample import write
from outreach.sample.plan import Plan

CATALOG = starter.load(Path(__file__).parents[2] / "resources" / "catalog")
UNTIL = date(2026, 11, 12)
SECRET = b"s" * 32
DEVICE = 1


def plan_of(months=3, contacts_per_day=20, seed=1, until=UNTIL):
    return Plan(CATALOG, months=months, contacts_per_day=contacts_per_day, seed=seed, until=until)


def empty_center(folder, plan):
    """A store with the sample's catalog in it, and no visit yet."""
    store = open_file(folder / "center.db", bytes(32))
    upgrade(store.write_engine, copy_aside=lambda _: None)
    with store.writing() as session:
        write.found(session, DEVICE, plan)
    return store


@pytest.fixture(scope="session")
def plan():
    return plan_of()


@pytest.fixture(scope="session")
def days(plan):
    return list(plan.days())


@pytest.fixture(scope="session")
def filled(tmp_path_factory):
    """A store with a whole sample in it, and what was written."""
    plan = plan_of()
    with closing(empty_center(tmp_path_factory.mktemp("sample"), plan)) as store:
        yield store, write.fill(store, DEVICE, SECRET, plan)
