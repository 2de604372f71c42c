"""A center whose stock room has something of everything, and its papers by name."""

from dataclasses import replace
from datetime import date

from sqlalchemy import update

from outreach import catalog as catalogs
from outreach.catalog_editing import lists
from outreach.db.models.catalog import Item
from outreach.reports.count_sheet import count_sheet_pdf
from outreach.reports.hand_over_slip import slip_pdf
from outreach.reports.lot_labels import labels_pdf
from outreach.reports.pick_list import pick_list_pdf
from outreach.reports.recall_notice import notice_pdf
from outreach.reports.recall_poster import poster_pdf
from outreach.reports.shelf_list import shelf_list_pdf
from outreach.reports.stock_paper import LETTER, Printed
from outreach.stock import lot_changes, lot_labels, pick_lists, recalls, shelf_lists, slip_reading
from outreach.stock.draft_reading import Scope
from outreach.stock.handovers import To
from outreach.stock.papers import Line
from outreach.translation import translator
from outreach.vocabulary import At, Recipient
from tests.make import COOKER, COUNTY, FRONT, NASAL, NORTH, STATE, SYRINGE, TODAY
from tests.stock.made import hand_over, move, told
from tests.stock.test_drafts import start

EXPIRES = date(2027, 3, 31)
PRINTED_ON = date(2026, 10, 16)


class StockRoom:
    """`desk` with stock in it, and what its papers are made of."""

    def __init__(self, desk):
        self.desk = desk
        desk.receive(SYRINGE, 1240, "24A17", expires=EXPIRES, source=STATE)
        desk.receive(SYRINGE, 50, "24A17", expires=EXPIRES, source=COUNTY)
        desk.receive(NASAL, 600, "NX4417", expires=date(2027, 8, 31), source=STATE)
        desk.receive(COOKER, 77)
        self._say_shelves()
        with desk.writing() as session:
            self.partner = lists.add_partner(session, desk.by(), At(TODAY), "Harbor House", "Kings")
        self.handed = hand_over(desk, NASAL, 30, "NX4417", to=To(Recipient.PARTNER, self.partner))
        move(desk, NASAL, 100, NORTH, "NX4417")
        desk.give({NASAL: 2}, code="MA0785", lot="NX4417")

    def _say_shelves(self):
        with self.desk.writing() as session:
            for name, shelf in ((SYRINGE, "A1"), (NASAL, "B2")):
                session.execute(update(Item).where(Item.id == self.desk.item(name)).values(shelf=shelf))

    def known(self, language="en"):
        return self.desk.read(catalogs.load, language, TODAY)

    def hold(self, item, lot):
        with self.desk.writing() as session:
            lot_changes.hold(session, self.desk.by(), At(TODAY), told(self.desk, item, lot))

    def recall(self):
        with self.desk.writing() as session:
            said = told(self.desk, NASAL, "NX4417", "Recalled by the maker")
            return recalls.recall(session, self.desk.by(), At(TODAY), said)

    def labels(self, units=1):
        return self.desk.read(lot_labels.labels_at, self.desk.site(FRONT), None, units)

    def slip(self, **changes):
        return replace(self.desk.read(slip_reading.slip, self.handed.document_id), **changes)

    def picks(self, *lines):
        wanted = lines or (Line(self.desk.item(SYRINGE), 1290), Line(self.desk.item(COOKER), 90))
        return self.desk.read(pick_lists.to_move, self.desk.site(FRONT), self.desk.site(NORTH), TODAY, wanted)

    def shelves(self):
        return self.desk.read(shelf_lists.shelf_list, self.desk.site(FRONT), TODAY)

    def sheet(self, scope=None):
        return start(self.desk, scope or Scope(), on_paper=True, is_blind=True)

    def papers(self, language="en", paper=LETTER):
        """Every paper of the stock room."""
        known, words, printed = self.known(language), translator(language), Printed(PRINTED_ON, "JM", paper)
        recall, sheet = self.recall(), self.sheet()
        return {
            "slip": lambda: slip_pdf(self.slip(), known, words, printed),
            "pick list": lambda: pick_list_pdf(self.picks(), known, words, printed),
            "shelf list": lambda: shelf_list_pdf(self.shelves(), known, words, printed),
            "count sheet": lambda: count_sheet_pdf(sheet, known, words, printed),
            "notice": lambda: notice_pdf(recall, known, words, printed),
            "poster": lambda: poster_pdf(recall, known, words, printed),
            "labels": lambda: labels_pdf(self.labels(), known, words),
        }
