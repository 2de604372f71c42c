"""What a coordinator can do with an item at the desk: keep its tile, move it, write a note, say when to ask."""

from collections.abc import Callable

from PySide6.QtWidgets import QMenu, QWidget

from outreach.translation import N_, Translator
from outreach.ui.desk.presenter import DeskPresenter
from outreach.vocabulary import ItemId, Knowingly


def item_menu(
    presenter: DeskPresenter,
    words: Translator,
    item_id: ItemId,
    write_note: Callable[[ItemId], object],
    parent: QWidget,
) -> QMenu:
    menu = QMenu(parent)
    menu.setAccessibleName(presenter.state.items[item_id].name)
    arranging, pins = presenter.arranging, presenter.state.pins

    def offer(label: str, then: Callable[[], object]) -> None:
        menu.addAction(label.replace("&", "&&")).triggered.connect(then)

    if item_id in pins:
        place = pins.index(item_id)
        offer(words(N_("Let this tile go: order by what is given most")), lambda: arranging.unpin(item_id))
        if place > 0:
            offer(words(N_("Move it forward")), lambda: arranging.move(item_id, -1))
        if place < len(pins) - 1:
            offer(words(N_("Move it back")), lambda: arranging.move(item_id, 1))
    else:
        offer(words(N_("Keep this tile, before those given most")), lambda: arranging.pin(item_id))
    has_note = presenter.state.items[item_id].note is not None
    offer(words(N_("Change the note") if has_note else N_("Write a note on it")), lambda: write_note(item_id))
    asks = presenter.state.items[item_id].expired_or_held is Knowingly.ASK
    text = N_("Give expired or held lots without asking") if asks else N_("Ask before an expired or held lot is given")
    offer(words(text), lambda: arranging.ask_before(item_id, Knowingly.ALLOW if asks else Knowingly.ASK))
    return menu
