"""500 two-dose kits handed over by keys: nobody's contact, doses under partners, and a recall names who has them."""

from PySide6.QtCore import Qt

from outreach.catalog_editing import lists
from outreach.ui.stock.doing import Act
from outreach.vocabulary import At, LotChangeKind
from tests.make import NASAL
from tests.ui.looks import shown_labels

CTRL = Qt.KeyboardModifier.ControlModifier


def test_500_kits_to_a_partner_are_nobody_s_contact_and_a_recall_names_it(person, desk):
    desk.receive(NASAL, 600, "NX4417")
    with desk.writing() as session:
        partner = lists.add_partner(session, desk.by("AR"), At(desk.catalog.began_on), "Harbor House", "Kings")
    person.unlocks("AR")
    day = person.visit.day
    before = desk.figures(day)
    person.presses(Qt.Key.Key_2, CTRL)
    person.waits_until(lambda: not person.program.is_busy)
    person.page.begin(Act.HAND_OVER)
    page = person.page.page(Act.HAND_OVER)
    page.printing.ask = lambda _pdf, _title: None
    person.waits_until(lambda: page.presenter.state.catalog is not None)
    page.presenter.choose_partner(partner)
    person.types("500 nasal naloxone kit")
    person.presses(Qt.Key.Key_Return)
    person.presses(Qt.Key.Key_Return, CTRL)
    person.waits_until(lambda: not page.has_work and not person.program.is_busy)

    [line] = desk.tally(day).handed_over
    assert (line.name, line.naloxone_kits, line.doses) == ("Harbor House", 500, 1000)
    assert desk.figures(day) == before
    assert recalled(person) == ["Harbor House", "500"]


def recalled(person):
    """Recall the lot by keys; what the page says of where it went."""
    person.page.begin(Act.LOTS)
    page = person.page.page(Act.LOTS)
    person.waits_until(lambda: page.presenter.state.trace is not None)
    person.presses(Qt.Key.Key_F, CTRL)
    person.types("nx44")
    page.presenter.begin_deed(LotChangeKind.RECALLED)
    person.types("Maker's notice")
    person.presses(Qt.Key.Key_Return, CTRL)
    person.waits_until(lambda: page.presenter.state.stopped is not None and not person.program.is_busy)
    return [label for label in shown_labels(page) if label in ("Harbor House", "500")]
