"""What a coordinator arranges from the desk itself: which tiles stay, in which order, and notes on items.  No Qt."""

from collections.abc import Callable, Sequence
from functools import partial

from outreach import item_notes, pins
from outreach.catalog_editing.items import ask_before_giving
from outreach.errors import Refusal
from outreach.ui.desk.books import Books
from outreach.ui.desk.form import Form
from outreach.ui.desk.state import Notice
from outreach.ui.tasks import Tasks
from outreach.vocabulary import ItemId, Knowingly


class Arranging:
    def __init__(self, tasks: Tasks, form: Form, books: Books) -> None:
        self._tasks, self._form, self._books = tasks, form, books

    def pin(self, item_id: ItemId) -> None:
        """Keep this tile, behind those that are kept already."""
        self._keep((*self._form.state.pins, item_id))

    def unpin(self, item_id: ItemId) -> None:
        self._keep([other for other in self._form.state.pins if other != item_id])

    def move(self, item_id: ItemId, step: int) -> None:
        """Let a pinned tile change places with the one before (-1) or behind it (1)."""
        order = list(self._form.state.pins)
        if item_id in order and 0 <= (place := order.index(item_id)) + step < len(order):
            order[place], order[place + step] = order[place + step], order[place]
            self._keep(order)

    def note(self, item_id: ItemId, text: str) -> None:
        """Say this about an item to whoever is at the desk; nothing: say no more."""
        self._write(partial(item_notes.write, item_id=item_id, note=text), self._books.refresh)

    def ask_before(self, item_id: ItemId, when: Knowingly) -> None:
        """Whether giving a lot of this item that is expired or on hold asks once."""
        self._write(partial(ask_before_giving, item_id=item_id, when=when), self._books.refresh)

    def _keep(self, order: Sequence[ItemId]) -> None:
        site_id = self._form.state.site_id
        if site_id is not None:
            self._write(partial(pins.pin, site_id=site_id, item_ids=order), self._books.read_tiles)

    def _write(self, change: Callable[..., None], again: Callable[[], None]) -> None:
        desk = self._form.desk
        self._tasks.write(partial(change, by=desk.by, at=desk.clock()), then=lambda _: again(), refused=self._refused)

    def _refused(self, refusal: Refusal) -> None:
        self._form.change(notice=Notice.NOT_ARRANGED, refusal=refusal)
