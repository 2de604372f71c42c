"""The sample center is a real center: made through the same door, with every invariant kept."""

from contextlib import closing

from sqlalchemy import text

from outreach.catalog import load
from outreach.sample import write
from outreach.stock import levels
from outreach.stock.levels import Status
from outreach.tallies import engine
from outreach.tallies.periods import Period
from outreach.upkeep import verify
from tests.sample.conftest import DEVICE, SECRET, UNTIL, empty_center, plan_of


def visits_in(days):
    return sum(len(day.visits) for day in days)


def figure(store, query):
    with store.reading() as session:
        return session.execute(text(query)).scalar_one()


def everything(store):
    """Every row of what was recorded."""
    with store.reading() as session:
        return [
            session.execute(text(f"SELECT * FROM {table} ORDER BY id")).all()  # noqa: S608 - our own tables
            for table in ("encounters", "encounter_versions", "given", "movements", "documents", "lots", "participants")
        ]


def test_every_visit_and_delivery_of_the_plan_is_in_the_file(filled, days):
    store, written = filled

    assert written.visits == figure(store, "SELECT count(*) FROM encounters") == visits_in(days)
    assert written.deliveries == sum(len(day.deliveries) for day in days)
    assert not written.stopped


def test_the_books_agree_with_themselves(filled):
    store, written = filled

    with store.reading() as session:
        findings = verify.verify(session)

    assert findings.problems == ()
    assert findings.encounters == written.visits


def test_codes_are_there_only_as_hashes_one_for_each_person(filled, days):
    store, _ = filled
    codes = {visit.code for day in days for visit in day.visits} - {None}

    assert figure(store, "SELECT count(*) FROM participants WHERE length(digest) = 32") == len(codes)


def test_the_stock_page_has_something_to_say(filled):
    store, _ = filled
    with store.reading() as session:
        shelf = levels.levels(session, load(session, "en", UNTIL), None, UNTIL)

    assert {level.status for level in shelf} == set(Status)
    assert sum(level.expired > 0 for level in shelf) == 2


def test_now_and_then_more_was_handed_out_than_the_books_held(filled):
    store, written = filled

    assert 0 < figure(store, "SELECT count(*) FROM movements WHERE kind = 'shortfall'") < written.visits / 50
    assert written.shortfalls > 0


def test_naloxone_was_scanned_and_the_scanned_lot_was_really_there(filled):
    store, _ = filled

    assert figure(store, "SELECT count(*) FROM movements WHERE lot_known = 'scanned' AND kind = 'given'") > 0
    assert figure(store, "SELECT count(*) FROM movements WHERE lot_known = 'scanned' AND kind = 'shortfall'") == 0


def test_the_same_seed_writes_the_same_rows(tmp_path):
    stores = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        plan = plan_of(months=1, contacts_per_day=5)
        with closing(empty_center(tmp_path / name, plan)) as store:
            write.fill(store, DEVICE, SECRET, plan)
            stores.append(everything(store))

    assert stores[0] == stores[1]


def test_progress_is_told_after_every_slice(tmp_path):
    plan, told = plan_of(months=1, contacts_per_day=60), []
    with closing(empty_center(tmp_path, plan)) as store:
        written = write.fill(store, DEVICE, SECRET, plan, lambda done, expected: told.append((done, expected)))

    assert len(told) > 1
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert told[-1][0] == written.visits <= told[-1][1]


def test_stopping_keeps_the_whole_slices_written_so_far(tmp_path):
    plan, slices = plan_of(months=1, contacts_per_day=60), []
    with closing(empty_center(tmp_path, plan)) as store:
        written = write.fill(
            store, DEVICE, SECRET, plan, lambda done, _: slices.append(done), cancelled=lambda: bool(slices)
        )

        assert written.stopped
        assert written.visits == slices[0] == figure(store, "SELECT count(*) FROM encounters")


def test_it_says_that_it_is_a_sample(filled):
    store, _ = filled
    with store.reading() as session:
        catalog = load(session, "en", UNTIL)

    assert catalog.is_sample
    assert catalog.center == "Eastbank Harm Reduction"
    assert [site.short_name for site in catalog.sites] == ["Front St", "Van", "Northgate"]


def test_something_happened_there_lately_and_samples_were_checked(filled):
    store, _ = filled
    with store.reading() as session:
        tally = engine.tally(session, Period.month(UNTIL.year, UNTIL.month), None, "en")

    assert tally.happened.responses.events > 0
    assert tally.happened.responses.died == 0
    assert tally.drug_checks.samples > 0
    assert figure(store, "SELECT count(*) FROM happened") == 1 + figure(
        store, "SELECT count(DISTINCT event_id) FROM happened_versions"
    )
