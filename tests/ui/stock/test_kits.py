"""Kits: made up ahead and taken apart again on their page, with real keys."""

from datetime import date
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel
from sqlalchemy import text

from outreach import catalog
from outreach.catalog_editing import recipes
from outreach.safety import staff
from outreach.stock import counts, handovers, levels, making_up, paper_reading, slip_reading
from outreach.stock.counts import Found
from outreach.stock.deliveries import DeliveryLine, receive
from outreach.stock.documents import Head
from outreach.stock.handovers import To
from outreach.stock.papers import Line
from outreach.translation import translator
from outreach.ui.stock.doing import Act
from outreach.ui.stock.handing.presenter import HandOverPresenter
from outreach.ui.stock.kits.draft import Deed
from outreach.ui.stock.lots.page import LotsPage
from outreach.vocabulary import ItemId, Recipient, SiteId, SourceId
from tests.ui.inline_tasks import HeldTasks, InlineTasks
from tests.ui.looks import cut_off, look, shown_labels, unnamed
from tests.ui.stock.conftest import COOKER, NOW, SWAB, SYRINGE, TODAY, deliver
from tests.ui.stock.test_pages import CTRL, focused, press, room_of, shown

K = Qt.Key
KIT, SHORT_KIT = "Injecting kit", "Smoking kit"


class Kits:
    """The page in its room, its keys, and the file behind it."""

    def __init__(self, qtbot, store, stock, *, tasks=None, language="en", size=(1290, 768)):
        self.qtbot, self.store = qtbot, store
        self.room = room_of(qtbot, tasks or InlineTasks(store), stock, size=size, language=language)
        self.room.begin(Act.KITS)
        self.page = self.room.page(Act.KITS)
        self.presenter = self.page.presenter

    @property
    def state(self):
        return self.presenter.state

    def types(self, *typed):
        """Each with Enter after it."""
        for words in typed:
            self.qtbot.keyClicks(focused(), words)
            self.qtbot.keyClick(focused(), K.Key_Return)

    def press(self, key, modifier=Qt.KeyboardModifier.NoModifier):
        self.qtbot.keyClick(focused(), key, modifier)

    def labels(self):
        return [one.text() for one in self.page.findChildren(QLabel) if one.isVisible()]

    def books(self, name, site="Front Street"):
        with self.store.reading() as session:
            known = catalog.load(session, "en", TODAY)
            here = levels.lots(session, ItemId(known.find("item", name)), TODAY, SiteId(known.find("site", site)))
            return {lot.number: lot.on_hand for lot in here}

    def part(self, name):
        return next(part for part in self.state.parts() if part.item.name == name)


@pytest.fixture
def stocked(store):
    """Five syringes, three swabs and two cookers make an injecting kit here; enough of all for 4, of swabs for 166."""
    with store.writing() as session:
        known = catalog.load(session, "en", TODAY)
        parts = [(ItemId(known.find("item", name)), n) for name, n in ((SYRINGE, 5), (SWAB, 3), (COOKER, 2))]
        by = staff.actor(session, "AR", 1)
        recipes.write(session, by, NOW, ItemId(known.find("item", KIT)), date(2026, 1, 1), parts)
        deliver(session, "Front Street", date(2026, 10, 3), [(SWAB, 10, "S0", date(2026, 12, 31))])
    return store


@pytest.fixture
def open_kits(qtbot, dressed, stocked, stock):
    """Opens the page some way; it lives until the test is over, or it would go while it is painted."""
    opened: list[Kits] = []

    def open_it(**how):
        opened.append(Kits(qtbot, stocked, stock, **how))
        return opened[-1]

    return open_it


@pytest.fixture
def kits(open_kits):
    return open_kits()


def made_lot(store, document_id):
    with store.reading() as session:
        return making_up.made_by(session, document_id).lot_id


def make_up(store, kits, number="", site="Front Street", on=TODAY):
    with store.writing() as session:
        known = catalog.load(session, "en", TODAY)
        head = Head(uuid4(), SiteId(known.find("site", site)), on)
        by = staff.actor(session, "AR", 1)
        return making_up.make_up(session, by, NOW, head, ItemId(known.find("item", KIT)), kits, number)


def test_with_large_text_a_line_of_the_parts_is_in_sight(qtbot, open_kits):
    low = open_kits(size=(835, 470))  # 1366 by 768 at 150 %
    low.types("4 inj")
    line = next(one for one in low.page.findChildren(QLabel) if one.text() == SYRINGE and one.isVisible())

    def is_in_sight():
        return line.visibleRegion().boundingRect().height() == line.height()

    qtbot.waitUntil(is_in_sight)


def test_kits_made_up_are_written_again_from_their_paper(kits):
    made = make_up(kits.store, 4, "BAG1").document_id
    with kits.store.reading() as session:
        kits.page.take_up(paper_reading.opened(session, made))
    assert (kits.state.line.amount, kits.state.line.number) == ("4", "BAG1")
    assert kits.part(COOKER).usable == 8  # as it was before them
    assert kits.state.foreseen().number == "BAG1"

    kits.presenter.amount_typed(kits.state.line.key, "3")
    kits.presenter.post()

    assert kits.books(KIT) == {"BAG1": 3}  # its labels stay good
    assert kits.books(COOKER) == {"": 2}


def test_kits_taken_apart_are_written_again_from_their_paper(kits):
    lot = made_lot(kits.store, make_up(kits.store, 4, "BAG1").document_id)
    with kits.store.writing() as session:
        by, head = staff.actor(session, "AR", 1), Head(uuid4(), kits.state.site_id, TODAY)
        opened = making_up.take_apart(session, by, NOW, head, lot, 3).document_id
    with kits.store.reading() as session:
        kits.page.take_up(paper_reading.opened(session, opened))
    assert (kits.state.making.deed, kits.state.line.amount, kits.state.line.lot.number) == (Deed.UNMAKE, "3", "BAG1")
    assert kits.state.lots_here()[0].on_hand == 4

    kits.presenter.amount_typed(kits.state.line.key, "4")
    kits.presenter.post()

    assert kits.books(KIT) == {}
    assert kits.books(COOKER) == {"": 8}


def test_kits_handed_over_are_written_again_as_kits_and_made_up_anew(stocked, stock):
    """Three at an event were two; nothing of them stood made up."""
    with stocked.writing() as session:
        known = catalog.load(session, "en", TODAY)
        head = Head(uuid4(), SiteId(known.find("site", "Front Street")), TODAY, "Street fair")
        lines = [Line(ItemId(known.find("item", KIT)), 3)]
        handed = handovers.hand_over(session, stock.by, NOW, head, To(Recipient.EVENT), lines).document_id
    again = HandOverPresenter(InlineTasks(stocked), stock, translator("en"), *(lambda *_: None for _ in range(4)))
    again.refresh()
    with stocked.reading() as session:
        again.write_again(paper_reading.opened(session, handed))
    [line] = again.state.draft.lines
    assert (line.item.name, line.amount, line.lot) == (KIT, "3", None)
    with stocked.reading() as session:
        assert again.state.slip().instead_of == slip_reading.slip(session, handed).number

    again.amount_typed(line.key, "2")
    again.post()

    with stocked.reading() as session:
        cookers = levels.lots(session, ItemId(known.find("item", COOKER)), TODAY, head.site_id)
    assert sum(lot.on_hand for lot in cookers) == 8 - 4


def test_kits_are_made_up_with_the_keyboard_alone(kits):
    kits.types("4 inj")
    kits.press(K.Key_Return, CTRL)

    assert kits.room.stock.isVisible()
    assert kits.books(KIT) == {"K261112": 4}
    assert (kits.books(SWAB), kits.books(COOKER)) == ({"S1": 498}, {})
    assert "4 kits made up at Front Street: Injecting kit, lot K261112" in shown_labels(kits.room)


def test_each_part_says_what_it_needs_what_it_leaves_and_its_lots_before_anything_is_posted(kits):
    kits.types("4 inj")

    swab = kits.part(SWAB)
    assert (swab.each, swab.units, swab.usable) == (3, 12, 510)
    assert {"10 of S0 · 12/2026\n2 of S1 · 01/2027", "12", "510", "498"} <= set(kits.labels())
    assert "Parts here for 4 kits" in kits.labels()
    assert kits.books(KIT) == {}


def test_what_the_lot_will_carry_is_what_it_carries(kits):
    kits.types("4 inj")
    foreseen = kits.state.foreseen()

    kits.press(K.Key_Return, CTRL)

    [lot] = _rows(kits.store, "SELECT l.number, l.expires_on, s.is_unstated FROM lots l JOIN sources s"
                              " ON s.id = l.source_id WHERE l.number LIKE 'K%'")  # fmt: skip
    assert (foreseen.number, str(foreseen.expires_on), foreseen.first.number) == (lot.number, str(lot.expires_on), "S0")
    assert (foreseen.source, foreseen.is_mixed) == ("No source stated", False)
    assert lot.is_unstated


def test_parts_of_several_sources_are_said_to_have_none_stated(kits):
    with kits.store.writing() as session:
        known = catalog.load(session, "en", TODAY)
        source = SourceId(known.find("source", "County award 2026"))
        line = DeliveryLine(ItemId(known.find("item", SWAB)), 5, "C1", date(2026, 11, 30), source)
        by, site_id = staff.actor(session, "AR", 1), SiteId(known.find("site", "Front Street"))
        receive(session, by, NOW, client_id=uuid4(), site_id=site_id, on=TODAY, reference="", lines=[line])
    kits.presenter.refresh()

    kits.types("1 inj")

    assert {"No source stated", "Source: its parts have several", "Expires 11/2026"} <= set(kits.labels())


def test_another_number_may_be_typed_and_one_that_is_taken_is_said(kits):
    make_up(kits.store, 1, "WINTER")
    kits.presenter.refresh()
    kits.types("2 inj")
    kits.qtbot.keyClicks(focused(), "WINTER")

    assert focused().accessibleName() == "Lot number of the kits"
    assert "Lot WINTER is there already. These will be WINTER-2." in kits.labels()
    kits.press(K.Key_Return, CTRL)
    assert kits.books(KIT) == {"WINTER": 1, "WINTER-2": 2}


def test_more_than_the_parts_allow_is_said_once_and_recorded_all_the_same(kits):
    kits.types("9 inj")

    assert "10 too few on the books" in kits.labels()
    said = "The books hold too few parts here. It is recorded all the same, and listed to be looked at."
    assert kits.labels().count(said) == 1
    kits.press(K.Key_Return, CTRL)
    assert kits.books(KIT) == {"K261112": 9}
    assert _rows(kits.store, "SELECT sum(quantity) AS n FROM movements WHERE kind = 'shortfall'")[0].n == 10


def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_lost(kits):
    kits.press(K.Key_Return, CTRL)
    assert focused().accessibleDescription() == "Type how many and which kit, then press Enter."

    kits.types("inj")
    kits.qtbot.keyClicks(focused(), "4x")
    kits.press(K.Key_Return, CTRL)

    assert focused().accessibleName() == "How many kits"
    assert "4x" in focused().accessibleDescription()
    assert (kits.state.line.amount, kits.books(KIT)) == ("4x", {})


def test_only_kits_are_found(kits):
    kits.qtbot.keyClicks(focused(), "cooker")

    assert kits.state.matches == ()
    assert "No kit is called that. Try the beginning of another word." in kits.labels()


def test_another_kit_takes_the_place_of_the_first_and_keeps_how_many(kits):
    kits.types("4 inj")
    kits.press(K.Key_F3)
    kits.types(SHORT_KIT.lower())

    assert (kits.state.line.item.name, kits.state.line.amount, len(kits.state.draft.lines)) == (SHORT_KIT, "4", 1)


def test_a_kit_begun_waits_while_one_looks_at_the_shelves(kits):
    kits.types("4 inj")
    kits.press(K.Key_Escape)

    assert kits.room.has_work
    assert "Begun, and not posted: Kits." in shown_labels(kits.room)
    press(kits.room, "Go on with it")
    assert kits.state.line.amount == "4"


def test_a_press_that_comes_twice_makes_kits_once(open_kits, stocked):
    tasks = HeldTasks(stocked)
    kits = open_kits(tasks=tasks)
    tasks.let_go()
    kits.types("2 inj")
    tasks.let_go()
    kits.press(K.Key_Return, CTRL)
    kits.page.forget()  # the center was locked before the answer
    kits.press(K.Key_Return, CTRL)
    tasks.let_go()

    assert kits.books(KIT) == {"K261112": 2}


def test_the_recipe_of_the_day_is_used_and_named(kits):
    with kits.store.writing() as session:
        known = catalog.load(session, "en", TODAY)
        swab = [(ItemId(known.find("item", SWAB)), 1)]
        by = staff.actor(session, "AR", 1)
        recipes.write(session, by, NOW, ItemId(known.find("item", KIT)), date(2026, 11, 10), swab)
    kits.presenter.refresh()
    kits.types("2 inj")
    assert [part.item.name for part in kits.state.parts()] == [SWAB]

    kits.presenter.choose_day(date(2026, 11, 9))

    assert {part.item.name for part in kits.state.parts()} == {SYRINGE, SWAB, COOKER}
    assert "By the recipe since 1 Jan 2026" in kits.labels()
    assert kits.state.foreseen().number == "K261109"


def test_a_day_that_was_counted_is_asked_about_once(kits):
    with kits.store.writing() as session:
        known = catalog.load(session, "en", TODAY)
        site, by = SiteId(known.find("site", "Front Street")), staff.actor(session, "AR", 1)
        found = [Found(ItemId(known.find("item", COOKER)), 8)]
        counts.post(session, by, NOW, client_id=uuid4(), site_id=site, on=TODAY, found=found)
    kits.types("1 inj")
    kits.press(K.Key_Return, CTRL)
    kits.qtbot.waitUntil(lambda: {"Before", "After"} <= set(shown(kits.page)))

    press(kits.page, "After")

    assert kits.books(KIT) == {"K261112": 1}
    assert kits.books(COOKER) == {"": 6}


def test_kits_are_taken_apart_with_the_keyboard_alone(kits):
    make_up(kits.store, 4)
    kits.presenter.refresh()
    kits.presenter.choose_deed(Deed.UNMAKE)
    kits.types("3 inj")
    assert kits.part(SWAB).units == 9
    assert {"S0 · 12/2026"} <= set(kits.labels())

    kits.press(K.Key_Return, CTRL)

    assert (kits.books(KIT), kits.books(COOKER)) == ({"K261112": 1}, {"": 6})
    assert kits.books(SWAB) == {"S0": 9, "S1": 498}
    assert "3 kits taken apart at Front Street: Injecting kit, lot K261112" in shown_labels(kits.room)


def test_parts_come_back_by_the_recipe_of_their_lot_whatever_it_is_now(kits):
    make_up(kits.store, 2, on=date(2026, 11, 1))
    with kits.store.writing() as session:
        known = catalog.load(session, "en", TODAY)
        swab = [(ItemId(known.find("item", SWAB)), 1)]
        by = staff.actor(session, "AR", 1)
        recipes.write(session, by, NOW, ItemId(known.find("item", KIT)), date(2026, 11, 10), swab)
    kits.presenter.refresh()
    kits.presenter.choose_deed(Deed.UNMAKE)

    kits.types("1 inj")

    assert {(part.item.name, part.units) for part in kits.state.parts()} == {(SYRINGE, 5), (SWAB, 3), (COOKER, 2)}


def test_the_lot_to_be_taken_apart_is_chosen_and_more_than_it_holds_is_refused_beside_its_field(kits):
    make_up(kits.store, 1, "A1")
    make_up(kits.store, 2, "B1")
    kits.presenter.refresh()
    kits.presenter.choose_deed(Deed.UNMAKE)
    kits.types("3 inj")
    assert kits.state.line.lot.number == "A1"

    kits.presenter.choose_lot(kits.state.line.key, kits.state.lots_here()[1])

    assert kits.state.line.lot.number == "B1"
    said = "The books hold 2 kits of this lot here. Take apart no more than that, or count them first."
    assert said in kits.labels()
    kits.press(Qt.Key.Key_Return, CTRL)
    assert (kits.books(KIT), focused().accessibleName()) == ({"A1": 1, "B1": 2}, "How many kits")

    kits.presenter.amount_typed(kits.state.line.key, "2")
    assert said not in kits.labels()
    kits.press(Qt.Key.Key_Return, CTRL)
    assert kits.books(KIT) == {"A1": 1}


def test_nothing_made_up_here_says_so_and_is_not_posted(kits):
    kits.presenter.choose_deed(Deed.UNMAKE)
    kits.types("1 inj")

    kits.press(K.Key_Return, CTRL)

    assert "None made up here" in shown(kits.page)
    assert "Choose the lot they are from." in kits.labels()
    assert kits.page.isVisible()


def test_the_panel_of_a_kit_leads_on_to_making_it_up_and_of_its_lot_to_taking_it_apart(kits):
    make_up(kits.store, 2, site="Mobile van")
    kits.press(K.Key_Escape)
    kits.room.stock.presenter.select(_item(kits.store, KIT))
    press(kits.room, "Make up")
    assert (kits.state.line.item.name, kits.state.is_making) == (KIT, True)

    kits.press(K.Key_Escape)
    press_named(kits.room, "Take kits of lot K261112 apart")

    assert (kits.state.line.lot.number, kits.state.is_making) == ("K261112", False)
    assert kits.state.site.name == "Mobile van"
    kits.press(K.Key_Escape)
    kits.room.stock.presenter.select(_item(kits.store, COOKER))
    assert "Make up" not in shown(kits.room.stock.detail)


def test_a_lot_of_kits_on_the_page_of_lots_says_what_went_in_and_leads_on_to_taking_it_apart(kits):
    make_up(kits.store, 2)
    kits.room.begin(Act.LOTS, _item(kits.store, KIT))
    said = shown_labels(kits.room.page(Act.LOTS))
    assert {"What went into it", "Lot S0 · expires 12/2026 · No source stated"} <= set(said)
    press(kits.room, "Take apart")

    assert (kits.state.line.lot.number, kits.page.isVisible()) == ("K261112", True)


def test_labels_of_what_was_made_up_are_offered_as_many_as_there_are_kits(kits):
    kits.types("4 inj")
    kits.press(K.Key_Return, CTRL)

    press(kits.room, "Labels of the lot")

    lots = kits.room.page(Act.LOTS)
    assert isinstance(lots, LotsPage)
    asked = lots.presenter.state
    assert asked.lot is not None
    assert asked.labels is not None
    assert (asked.lot.number, asked.labels.copies) == ("K261112", 4)


def test_a_making_up_stands_among_the_papers_kits_first_and_is_voided_there(kits):
    kits.types("4 inj")
    kits.press(K.Key_Return, CTRL)
    kits.room.begin(Act.PAPERS, _item(kits.store, KIT))
    papers = kits.room.page(Act.PAPERS)
    rows = papers._table.rows
    [place] = [at for at, one in enumerate(rows.columns) if one.title == "From or to"]
    assert rows.index(0, place).data() == "Injecting kit, lot K261112"

    said = [label.text() for label in papers.findChildren(QLabel) if label.isVisible()]
    assert said.index("+4") < said.index("−20")
    assert any("Used in kits" in line for line in said)
    papers.presenter.void("wrong_amounts")
    assert (kits.books(KIT), kits.books(COOKER)) == ({}, {"": 8})


def test_the_front_desk_has_no_page_of_kits(qtbot, dressed, store, front_desk):
    room = room_of(qtbot, InlineTasks(store), front_desk)

    assert Act.KITS not in room._acts


def test_tab_goes_through_a_kit_in_reading_order(kits):
    kits.types("4 inj")
    kits.page._find.setFocus()

    names = []
    for _ in range(5):
        kits.press(K.Key_Tab)
        names.append(focused().accessibleName() or focused().text())

    assert names == ["How many kits", "Lot number of the kits", "The kit chosen", "Clear", "Make up"]


@pytest.mark.parametrize("size", [(1290, 768), (1204, 600), (760, 600)])
def test_nothing_is_cut_off_and_everything_is_named(open_kits, stocked, size):
    make_up(stocked, 2)
    kits = open_kits(size=size)
    kits.types("900 inj")
    look(kits.room, f"kits-{size[0]}")
    assert cut_off(kits.room) == []
    kits.presenter.choose_deed(Deed.UNMAKE)
    look(kits.room, f"kits-apart-{size[0]}")

    assert cut_off(kits.room) == []
    assert unnamed(kits.room) == []


def test_the_page_speaks_the_language_of_whoever_unlocked(open_kits, stocked):
    kits = open_kits(language="qps")
    kits.presenter.begin(_item(stocked, KIT))

    assert [label for label in shown(kits.page) if label and not label.startswith("[")] == ["Front Street"]


def press_named(room, name):
    buttons = room.findChildren(QAbstractButton)
    next(one for one in buttons if one.accessibleName() == name and one.isVisible()).click()


def _item(store, name):
    with store.reading() as session:
        return ItemId(catalog.load(session, "en", TODAY).find("item", name))


def _rows(store, statement):
    with store.reading() as session:
        return session.execute(text(statement)).all()
