"""Papers of every kind written again from what was recorded: what stood is reversed, what is typed stands there."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from outreach import catalog
from outreach.catalog_editing import lists
from outreach.safety import staff
from outreach.stock import adjusting, counts, deliveries, handovers, levels, paper_reading, partner_reports, transfers
from outreach.stock.counts import Found
from outreach.stock.deliveries import DeliveryLine
from outreach.stock.documents import Head
from outreach.stock.handovers import To
from outreach.stock.papers import Line
from outreach.translation import translator
from outreach.ui.stock.adjusting.presenter import AdjustPresenter, Why
from outreach.ui.stock.handing.draft import Whom
from outreach.ui.stock.handing.presenter import HandOverPresenter
from outreach.ui.stock.moving.presenter import MovePresenter
from outreach.ui.stock.paper import wording
from outreach.vocabulary import CollectedBy, CountSide, ItemId, Kind, LotKnown, Recipient, SiteId
from tests.ui.inline_tasks import InlineTasks
from tests.ui.stock.conftest import COOKER, NOW, SWAB, SYRINGE, TODAY

FRONT, VAN = "Front Street", "Mobile van"
EARLIER = TODAY - timedelta(days=3)


class Room:
    """A file, and papers written into it by name."""

    def __init__(self, store, stock):
        self.store, self.stock, self.tasks = store, stock, InlineTasks(store)
        with store.reading() as session:
            self.known = catalog.load(session, "en", TODAY)
            self.by = staff.actor(session, "AR", 1)

    def item(self, name):
        return ItemId(self.known.find("item", name))

    def head(self, *, on=EARLIER, to=None, reference="", side=None):
        site = SiteId(self.known.find("site", FRONT))
        return Head(uuid4(), site, on, reference, side, to_site_id=SiteId(self.known.find("site", to)) if to else None)

    def line(self, name, n):
        return Line(self.item(name), n)

    def writes(self, act, *said):
        with self.store.writing() as session:
            return act(session, self.by, NOW, *said).document_id

    def opened(self, document_id):
        with self.store.reading() as session:
            return paper_reading.opened(session, document_id)

    def again(self, make, document_id):
        """The presenter that the paper is written again with."""
        presenter = make(self.tasks, self.stock)
        presenter.refresh()
        presenter.write_again(self.opened(document_id))
        return presenter

    def on_hand(self, name, site=FRONT):
        with self.store.reading() as session:
            site_id = SiteId(self.known.find("site", site))
            return sum(lot.on_hand for lot in levels.lots(session, self.item(name), TODAY, site_id))


def adjusting_(tasks, stock):
    return AdjustPresenter(tasks, stock, lambda _: None, lambda _: None)


def moving(tasks, stock):
    return MovePresenter(tasks, stock, translator("en"), lambda _: None, lambda _: None, lambda _: None)


def handing(tasks, stock):
    return HandOverPresenter(
        tasks, stock, translator("en"), lambda _: None, lambda _: None, lambda *_: None, lambda _: None
    )


@pytest.fixture
def room(store, stock):
    return Room(store, stock)


def first(presenter):
    return presenter.state.draft.lines[0]


@pytest.mark.parametrize("why", [Why.EXPIRED, Why.DAMAGED, Why.RECALLED, Why.LOST, Why.STOLEN, Why.TAKEN_BY_POLICE])
def test_each_loss_is_written_again_for_its_reason_and_the_shelf_is_as_if_only_that_happened(room, why):
    lost = room.writes(adjusting.dispose, room.head(), Kind(why.value), [room.line(COOKER, 5)])

    presenter = room.again(adjusting_, lost)
    assert (presenter.state.adjust.why, first(presenter).amount, presenter.state.day) == (why, "5", EARLIER)
    presenter.amount_typed(first(presenter).key, "2")
    assert presenter.state.left_here(first(presenter)) == 6  # of 8, not of the 3 that stand there now
    presenter.post()

    assert room.on_hand(COOKER) == 6
    assert room.opened(lost).replaced_by.on == EARLIER


def test_what_was_found_or_put_back_is_written_again_as_such(room):
    for act, why in ((adjusting.find, Why.FOUND), (adjusting.put_back, Why.PUT_BACK)):
        came = room.writes(act, room.head(), [room.line(COOKER, 4)])
        presenter = room.again(adjusting_, came)
        presenter.amount_typed(first(presenter).key, "1")
        presenter.post()

        assert presenter.state.refusal is None
        assert room.opened(came).replaced_by.kind == why.value

    assert room.on_hand(COOKER) == 8 + 2


def test_an_opening_balance_is_written_again_with_its_lot_expiry_and_source(room):
    award = next(one.id for one in room.known.sources if one.name == "County award 2026")
    line = DeliveryLine(room.item(SWAB), 30, "S9", date(2027, 2, 28), award)
    opening = room.writes(deliveries.open_with, room.head(), [line])

    presenter = room.again(adjusting_, opening)
    said = first(presenter)
    assert (said.number, said.expiry, said.source_id, said.lot) == ("S9", "02/2027", award, None)
    presenter.amount_typed(said.key, "300")
    presenter.post()

    assert room.on_hand(SWAB) == 800


def test_a_move_is_written_again_lot_by_lot_and_known_as_it_was(room):
    moved = room.writes(transfers.transfer, room.head(to=VAN), [room.line(SYRINGE, 200)])

    presenter = room.again(moving, moved)
    line = first(presenter)
    assert (line.lot.number, line.lot.known) == ("24A17", LotKnown.BY_THE_BOOKS)
    presenter.amount_typed(line.key, "20")
    presenter.post()

    assert (room.on_hand(SYRINGE), room.on_hand(SYRINGE, VAN)) == (9080, 320)


def test_a_hand_over_is_written_again_and_what_its_partner_reported_stays_beside_it(room):
    with room.store.writing() as session:
        partner = lists.add_partner(session, room.by, NOW, "Harbor House", "Kings")
    to = To(Recipient.PARTNER, partner, "Kings", CollectedBy.THEIR_STAFF)
    handed = room.writes(handovers.hand_over, room.head(), to, [room.line(SYRINGE, 100), room.line(SWAB, 50)])
    with room.store.writing() as session:
        partner_reports.report(session, room.by, NOW, uuid4(), handed, [(room.item(SYRINGE), 80)])

    presenter = room.again(handing, handed)
    draft = presenter.state.hand_over
    assert (draft.whom, draft.partner_id, draft.county, draft.collected_by) == (
        Whom.PARTNER, partner, "Kings", CollectedBy.THEIR_STAFF,
    )  # fmt: skip
    presenter.amount_typed(first(presenter).key, "90")
    presenter.post()

    stands = room.opened(room.opened(handed).replaced_by.id)
    assert stands.reported == ((room.item(SYRINGE), 80),)
    assert room.on_hand(SYRINGE) == 9010


def test_what_stood_before_a_count_of_its_day_stands_there_again_and_nobody_is_asked(room):
    lost = room.writes(adjusting.dispose, room.head(on=TODAY, side=CountSide.BEFORE), Kind.LOST, [room.line(COOKER, 5)])
    with room.store.writing() as session:
        counts.post(
            session, room.by, NOW, client_id=uuid4(), site_id=room.head().site_id, on=TODAY,
            found=[Found(room.item(COOKER), 3)],
        )  # fmt: skip

    presenter = room.again(adjusting_, lost)
    assert wording.late(first(presenter), presenter.state, translator("en")) == ""
    presenter.amount_typed(first(presenter).key, "2")
    presenter.post()

    assert presenter.state.refusal is None
    assert room.on_hand(COOKER) == 3


def test_what_was_begun_can_be_brought_back_and_clearing_replaces_nothing(room):
    lost = room.writes(adjusting.dispose, room.head(), Kind.LOST, [room.line(COOKER, 5)])
    presenter = adjusting_(room.tasks, room.stock)
    presenter.refresh()
    presenter.begin(room.item(SWAB))
    presenter.amount_typed(first(presenter).key, "7")

    presenter.write_again(room.opened(lost))
    assert first(presenter).item.name == COOKER
    presenter.bring_back()
    assert (first(presenter).amount, presenter.state.draft.replaces) == ("7", None)

    presenter.write_again(room.opened(lost))
    presenter.clear()
    assert presenter.state.draft.replaces is None


def test_what_filled_a_site_is_said_of_that_move_alone(room):
    presenter = moving(room.tasks, room.stock)
    presenter.refresh()
    presenter.choose_to(SiteId(room.known.find("site", VAN)))
    presenter.fill()
    assert presenter.state.filled is not None
    presenter.begin(room.item(SWAB))
    presenter.amount_typed(first(presenter).key, "5")
    presenter.post()

    assert presenter.state.draft.lines == ()
    assert presenter.state.filled is None
