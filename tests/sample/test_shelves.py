"""The sample's stock room has shelves and a count that is begun, and nothing in it happens later than now."""

from contextlib import closing

import pytest
from sqlalchemy import text

from outreach import catalog
from outreach.paths import Center
from outreach.safety.vault import Vault
from outreach.sample import demo
from outreach.sample.places import FRONT_STREET, VAN
from outreach.stock import draft_reading, transfers
from outreach.upkeep import opening, verify
from outreach.vocabulary import At, SiteId
from tests.make import noon
from tests.sample.conftest import UNTIL

HOUR = 11
NOW = At(UNTIL, HOUR)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    center = Center(tmp_path_factory.mktemp("demo") / "center")
    demo.make(
        center, months=1, contacts_per_day=20, seed=1, until=NOW, time_zone="America/New_York",
        passphrase=demo.PASSPHRASE, progress=lambda _done, _of: None,
    )  # fmt: skip
    keys = Vault(center.folder).open(demo.INITIALS, demo.PASSPHRASE)
    with closing(opening.open_center(center, keys, noon(UNTIL))) as opened:
        yield opened


def test_every_item_of_a_category_stands_on_its_shelf_and_one_shelf_is_being_counted(made):
    with made.store.reading() as session:
        unnamed = session.scalar(text("SELECT count(*) FROM items WHERE shelf = '' AND id IN "
                                      "(SELECT item_id FROM balances WHERE quantity > 0)"))  # fmt: skip
        [draft] = draft_reading.in_work(session, None)
        found = [line.found is not None for line in draft.lines]

    assert (unnamed, found[:3]) == (0, [True, True, False])


def test_filling_the_van_proposes_something_of_the_store_and_says_what_that_has_not(made):
    with made.store.reading() as session:
        known = catalog.load(session, "en", UNTIL)
        van, store = SiteId(known.find("site", VAN)), SiteId(known.find("site", FRONT_STREET))
        refills = transfers.fill(session, van, store, UNTIL)

    assert any(one.picks for one in refills)
    assert any(one.lacking for one in refills)


@pytest.mark.parametrize(
    "asked",
    [
        "SELECT max(hour) FROM encounter_versions WHERE on_day = :today",
        "SELECT max(recorded_hour) FROM encounter_versions WHERE recorded_on = :today",
        "SELECT max(recorded_hour) FROM documents WHERE recorded_on = :today",
        "SELECT max(started_hour) FROM count_drafts WHERE started_on = :today",
    ],
)
def test_nothing_is_later_than_now(made, asked):
    with made.store.reading() as session:
        assert (session.scalar(text(asked), {"today": UNTIL}) or 0) <= HOUR
        assert session.scalar(text("SELECT count(*) FROM encounter_versions WHERE on_day = :today"), {"today": UNTIL})


def test_the_books_of_a_day_that_is_not_over_agree(made):
    with made.store.reading() as session:
        assert verify.verify(session).problems == ()
