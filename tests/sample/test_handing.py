"""What left the sample center without a visit: it agrees with the books, and the same seed makes the same."""

from contextlib import closing

import pytest
from sqlalchemy import insert, text

from outreach.db.models.center import Device
from outreach.safety import staff
from outreach.sample import write
from outreach.sample.handing import hand_over
from outreach.tallies import engine
from outreach.tallies.periods import Period
from outreach.upkeep import verify
from outreach.vocabulary import At
from tests.sample.conftest import DEVICE, SECRET, UNTIL, empty_center, plan_of

TABLES = ("movements", "documents", "partner_reports", "lot_changes", "sites", "partners")  # a slip's number is drawn


def made(folder, months=2):
    plan = plan_of(months=months, contacts_per_day=8)
    store = empty_center(folder, plan)
    write.fill(store, DEVICE, SECRET, plan)
    with store.writing() as session:
        session.execute(insert(Device), [{"number": DEVICE, "installation": "here", "since_on": plan.first}])
        hand_over(session, staff.actor(session, "AR", DEVICE), plan.first, At(plan.until, 17))
    return store


def rows(store):
    with store.reading() as session:
        return {
            table: sorted(map(repr, session.execute(text(f"SELECT * FROM {table}")).all()))  # noqa: S608 - our own
            for table in TABLES
        }


@pytest.fixture(scope="module")
def handed(tmp_path_factory):
    with closing(made(tmp_path_factory.mktemp("handed"))) as store:
        yield store


def test_the_month_before_shows_who_got_what_and_the_books_agree(handed):
    with handed.reading() as session:
        tally = engine.tally(session, Period.month(2026, 10), None, "en")
        findings = verify.verify(session)
        short = session.scalar(text("SELECT count(*) FROM movements m JOIN documents d ON d.id = m.document_id "
                                    "WHERE m.kind = 'shortfall'"))  # fmt: skip

    assert [(line.recipient, line.name, line.naloxone_kits) for line in tally.handed_over] == [
        ("partner", "Harbor House", 12),
        ("event", "Neighborhood health fair", 0),
        ("machine", "Library machine", 4),
    ]
    assert (findings.problems, tally.reconciled, short) == ((), True, 0)


def test_one_small_lot_is_recalled_and_the_partner_has_reported(handed):
    with handed.reading() as session:
        [recalled] = session.execute(text("SELECT recalled_on FROM lots WHERE recalled_on IS NOT NULL")).all()
        reported = session.scalar(text("SELECT quantity FROM partner_reports"))

    assert (str(recalled[0]), reported) == (str(UNTIL), 9)


def test_the_same_seed_hands_over_the_same(handed, tmp_path):
    with closing(made(tmp_path)) as again:
        assert rows(again) == rows(handed)


def test_a_center_that_was_not_there_a_month_ago_hands_nothing_over(tmp_path):
    with closing(made(tmp_path, months=0)) as store, store.reading() as session:
        assert session.scalar(text("SELECT count(*) FROM hand_overs")) == 0
