"""What happens while a delivery is received.  No Qt: read this to know what the page does.

Nothing typed is lost: not by a refusal, not by looking at another page, not by locking or closing.  The delivery
carries one id from its first line on, so that pressing Post twice puts it on the shelf once.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from outreach.scans import Marked
from outreach.stock import count_sides, deliveries
from outreach.stock.begun_papers import AnotherBegun
from outreach.stock.deliveries import Beside
from outreach.ui.stock import look
from outreach.ui.stock.acts_there import Act
from outreach.ui.stock.box_scans import Asked, BoxScans
from outreach.ui.stock.draft import Draft, Field, ItemDraft, Place, Problem
from outreach.ui.stock.finding import Finder
from outreach.ui.stock.keeping import Keeping
from outreach.ui.stock.state import Posted
from outreach.ui.stock.typed import from_text
from outreach.ui.stock.write_again import draft_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from sqlalchemy.orm import Session

    from outreach.catalog import Catalog, Item, Source
    from outreach.errors import Refusal
    from outreach.safety.staff import Actor
    from outreach.stock.deliveries import Received
    from outreach.stock.known_lots import KnownLot
    from outreach.stock.paper_reading import OpenedPaper
    from outreach.ui.stock.box_scans import ScanQuestion
    from outreach.ui.stock.doing import OfItem
    from outreach.ui.stock.presenter import Stock
    from outreach.ui.tasks import Tasks
    from outreach.vocabulary import Arrived, At, CountSide, ItemId, SiteId, SourceId, SupplierId

MATCHES = 12
_CENTER = "receiving center"


@dataclass(frozen=True, slots=True)
class Heard:
    """A box scanned just now: what is in it, and the line it stands on.  `number` grows with each."""

    number: int
    item: Item
    units: int
    lot: str
    key: int


@dataclass(frozen=True, slots=True)
class State:
    """Everything the page shows.

    `asked` is what is still to be said of a box, `side` and `despite_rule` what was said when Post asked.
    `attention` is the field the keyboard should go to, with a number that grows: the same number asks only once.
    `looked_at` are the fields whose problems are said: those left, and all of them once Post was pressed.
    """

    draft: Draft
    today: date
    catalog: Catalog | None = None
    typed: str = ""
    matches: tuple[Item, ...] = ()
    looked_at: frozenset[Place] = field(default_factory=frozenset)
    attention: tuple[int, Place] = (0, Place(Field.FIND))
    is_posting: bool = False
    cleared: Draft | None = None
    refusal: Refusal | None = None
    asked: ScanQuestion | None = None
    heard: Heard | None = None
    side: CountSide | None = None
    despite_rule: bool = False

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Those to be said beside their fields."""
        return tuple(problem for problem in self.draft.problems(self.today) if problem.place in self.looked_at)

    @property
    def day(self) -> date | None:
        return self.draft.day(self.today)

    @property
    def site_id(self) -> SiteId | None:
        """The site chosen, or the center's first."""
        sites = self.catalog.sites if self.catalog else ()
        if any(site.id == self.draft.site_id for site in sites):
            return self.draft.site_id
        return sites[0].id if sites else None

    def sources(self, chosen: SourceId | None) -> tuple[Source, ...]:
        """Who may have paid on that day; what was chosen before stays on offer."""
        day = self.day or self.today
        return tuple(
            source
            for source in (self.catalog.sources if self.catalog else ())
            if source.id == chosen or source.is_unstated or source.ends is None or source.ends >= day
        )


class ReceivePresenter:
    """`posted` is called once the delivery is on the shelf."""

    def __init__(
        self, tasks: Tasks, stock: Stock, show: Callable[[State], None], posted: Callable[[Posted], None]
    ) -> None:
        self._tasks = tasks
        self._stock = stock
        self._show = show
        self._posted = posted
        self._finder = Finder(())
        self._waiting: tuple[Callable[[], None], ...] = ()
        self._unread: Refusal | None = None
        self._state = State(Draft(stock.new_id()), stock.clock().day)
        self._keeping = Keeping(tasks, stock, Act.RECEIVE, lambda: self._state.draft)
        self.keep = self._keeping.keep
        self.scanning = BoxScans(
            tasks, stock, lambda: self._state.catalog, lambda said: bool(self._finder.find(said)), self._scanned,
            self._ask, self._label_scanned,
        )  # fmt: skip

    @property
    def state(self) -> State:
        return self._state

    def refresh(self) -> None:
        day = self._stock.clock().day
        query = partial(look.center, language=self._stock.language, day=day)
        self._tasks.read(query, partial(self._center_read, day), self._refused, key=_CENTER)

    def begin(self, item_id: ItemId | None) -> None:
        """Turned to; from the panel of an item with that item to add."""
        if item_id is not None:
            self._when_known(lambda: self.add(item_id))

    def begin_of(self, what: OfItem) -> None:
        """A delivery that was missing: at its site, on its day.  Within one of another site or day it is not begun."""
        self._when_known(partial(self._begin_of, what))

    def _begin_of(self, what: OfItem) -> None:
        state = self._state
        is_same = (state.site_id, state.day) == (what.site_id, what.on or state.today)
        if state.draft.is_begun and not is_same:
            self._change(refusal=AnotherBegun())
            return
        self.choose_site(what.site_id)
        self.choose_day(what.on)
        self.begin(what.item_id)

    def bring_back_kept(self, said: str) -> None:
        """What was begun when the program was closed."""
        self._keeping.found(said)
        self._when_known(partial(self._bring_back_kept, said))

    def _bring_back_kept(self, said: str) -> None:
        draft = from_text(Draft, said, self._state.catalog.item if self._state.catalog else {})
        if draft is not None and not self._state.draft.is_begun:
            self._edit(draft)

    def write_again(self, opened: OpenedPaper) -> None:
        """A delivery recorded, to be put right; what was begun meanwhile can be brought back."""
        self._when_known(partial(self._write_again, opened))

    def _write_again(self, opened: OpenedPaper) -> None:
        begun = self._state.draft if self._state.draft.is_begun else None
        items = self._state.catalog.item if self._state.catalog else {}
        draft = draft_of(opened, items, self._stock.new_id())
        self._edit(draft, attention=self._to(Field.FIND), looked_at=frozenset(), typed="", matches=())
        self._change(cleared=begun)

    def _when_known(self, then: Callable[[], None]) -> None:
        """What needs the names of items waits for them."""
        if self._state.catalog is not None:
            then()
        else:
            self._waiting = (*self._waiting, then)

    def forget(self) -> None:
        """The center is locked and no answer will come.  Posting again is safe: the id is the same."""
        self.scanning.forget()
        self.not_answered()

    def not_answered(self) -> None:
        self._change(is_posting=False)

    # A scanner types faster than anyone, into whatever has the keyboard

    def put_back(self, before: State) -> None:
        """Let the page say what it said before a burst of keys that was a scan."""
        self._change(draft=before.draft, typed=before.typed, matches=before.matches)

    def _ask(self, asked: ScanQuestion | None) -> None:
        """What is in a box is said in the line; there the keyboard goes on when it is said."""
        was_asked = self._state.asked is not None
        to_line = (asked is not None and asked.asks is Asked.WHAT) or (asked is None and was_asked)
        attention = self._to(Field.FIND) if to_line else self._state.attention
        if asked is not None or was_asked:
            self._change(asked=asked, typed="", matches=(), attention=attention)

    def _label_scanned(self, item: Item, units: int, lot: KnownLot) -> None:
        """More of a lot that has a label of ours, and of who paid for it."""
        self._scanned(item, units, Marked(lot.number, lot.expires_on), lot.source)

    def _scanned(self, item: Item, units: int, marked: Marked, source: str = "") -> None:
        draft, key = self._state.draft.scanned(item, units, marked)
        paid = next((one.id for one in self._state.sources(None) if one.name == source and not one.is_unstated), None)
        if paid is not None and draft.lot(key).source_id is None:
            draft = draft.typed(key, source_id=paid)
        number = self._state.heard.number + 1 if self._state.heard else 1
        places = {Place(which, key) for which in (Field.AMOUNT, Field.EXPIRY)}
        heard = Heard(number, item, units, marked.number, key)
        self._edit(draft, heard=heard, looked_at=self._state.looked_at | places)

    # Which items came

    def find(self, typed: str) -> None:
        matches = self._finder.find(typed)[:MATCHES] if typed.strip() else ()
        self._change(typed=typed, matches=tuple(matches))

    def add_first(self) -> None:
        if self._state.matches:
            self.add(self._state.matches[0].id)

    def add(self, item_id: ItemId) -> None:
        """A line for this item, or its line that still waits for an amount.

        The amount is typed next; with an order or an invoice in the hand, what stands there first.
        """
        if self._state.catalog is None or self.scanning.say_item(item_id):
            return
        draft = self._state.draft
        waiting = draft.empty_lot(item_id)
        if not waiting:
            draft = draft.with_lot(self._state.catalog.item[item_id])
        key = waiting or draft.last_key
        first = Field.ORDERED if self._state.draft.is_compared and draft.is_first_lot(key) else Field.AMOUNT
        self._edit(draft, typed="", matches=(), attention=self._to(first, key))

    def another_lot(self, key: int) -> None:
        """One more lot of the item whose lot `key` the keyboard is in, else of the item added last."""
        draft = self._state.draft
        one = draft.item_of(key) or (draft.items[-1] if draft.items else None)
        if one is not None:
            draft = draft.with_lot(one.item)
            self._edit(draft, attention=self._to(Field.AMOUNT, draft.last_key))

    def go_to_find(self) -> None:
        """A lot is said: on with what came besides."""
        self._change(attention=self._to(Field.FIND))

    def go_to_amount(self, key: int) -> None:
        self._change(attention=self._to(Field.AMOUNT, key))

    def remove(self, key: int) -> None:
        beside = self._state.draft.neighbor(key)
        place = self._to(Field.AMOUNT, beside) if beside else self._to(Field.FIND)
        self._edit(self._state.draft.without(key), attention=place)

    # What is typed of them

    def amount_typed(self, key: int, typed: str) -> None:
        self._edit(self._state.draft.typed(key, amount=typed))

    def number_typed(self, key: int, typed: str) -> None:
        self._edit(self._state.draft.typed(key, number=typed))

    def expiry_typed(self, key: int, typed: str) -> None:
        self._edit(self._state.draft.typed(key, expiry=typed))

    def choose_source(self, key: int, source_id: SourceId | None) -> None:
        self._edit(self._state.draft.typed(key, source_id=source_id))

    def ordered_typed(self, key: int, typed: str) -> None:
        self._edit(self._state.draft.said_of(key, ordered=typed))

    def invoiced_typed(self, key: int, typed: str) -> None:
        self._edit(self._state.draft.said_of(key, invoiced=typed))

    def choose_reason(self, key: int, reason: Arrived | None) -> None:
        self._edit(self._state.draft.said_of(key, chosen=reason))

    def left(self, place: Place) -> None:
        """The keyboard has left a field: what was typed there is looked at.  An empty one is left in peace."""
        one = self._state.draft.item_of(place.key)
        lot = next((lot for lot in one.lots if lot.key == place.key), None) if one else None
        typed = {Field.AMOUNT: lot.amount, Field.LOT: "", Field.EXPIRY: lot.expiry} if lot else {}
        typed |= {Field.ORDERED: one.ordered, Field.INVOICED: one.invoiced} if one else {}
        typed[Field.DAY] = self._state.draft.typed_day or ""
        if typed.get(place.field, "").strip() and place not in self._state.looked_at:
            self._change(looked_at=self._state.looked_at | {place})

    # The delivery as a whole

    def choose_day(self, on: date | None) -> None:
        self._edit(replace(self._state.draft, on=on, typed_day=None))

    def type_day(self, typed: str = "") -> None:
        is_new = self._state.draft.typed_day is None
        attention = self._to(Field.DAY) if is_new else self._state.attention
        self._edit(replace(self._state.draft, typed_day=typed), attention=attention)

    def choose_site(self, site_id: SiteId) -> None:
        self._edit(replace(self._state.draft, site_id=site_id))

    def choose_supplier(self, supplier_id: SupplierId | None) -> None:
        self._edit(replace(self._state.draft, supplier_id=supplier_id))

    def reference_typed(self, typed: str) -> None:
        self._edit(replace(self._state.draft, reference=typed))

    def clear(self) -> None:
        """Begin again; what was there can be brought back until something else is typed."""
        blank = Draft(self._stock.new_id(), self._state.draft.site_id)
        kept = self._state.draft
        self._edit(blank, attention=self._to(Field.FIND), looked_at=frozenset(), typed="", matches=())
        self._change(cleared=kept)

    def bring_back(self) -> None:
        if self._state.cleared is not None:
            self._edit(self._state.cleared, attention=self._to(Field.FIND))

    def post(self) -> None:
        """Put it on the shelf, or go to the first thing that is missing."""
        state = self._state = replace(self._state, today=self._stock.clock().day)
        if state.is_posting or state.site_id is None:
            return
        if problems := state.draft.problems(state.today):
            looked_at = state.looked_at | {problem.place for problem in problems}
            place = problems[0].place
            self._change(looked_at=looked_at, attention=self._to(place.field, place.key))
            return
        self._change(is_posting=True, refusal=None)
        draft, posted = state.draft, _posted(state)
        change = partial(_receive, by=self._stock.by, at=self._stock.clock(), state=state)
        self._tasks.write(
            change, partial(self._is_posted, draft.client_id, posted), partial(self._is_refused, draft.client_id)
        )

    def post_despite_rule(self) -> None:
        """Save it although its source may not pay for something: it was asked once, and is listed."""
        self._change(despite_rule=True)
        self.post()

    def post_on_side(self, side: CountSide) -> None:
        """It came before, or after, the count of that day."""
        self._change(side=side)
        self.post()

    def _is_posted(self, client_id: UUID, posted: Posted, _: Received) -> None:
        if client_id != self._state.draft.client_id:
            return
        self._change(
            draft=Draft(self._stock.new_id()), looked_at=frozenset(), is_posting=False, typed="", matches=(),
            cleared=None, refusal=None, heard=None, side=None, despite_rule=False,
        )  # fmt: skip
        self._posted(posted)

    def _is_refused(self, client_id: UUID, refusal: Refusal) -> None:
        if client_id == self._state.draft.client_id:
            self._change(is_posting=False, refusal=refusal)

    def _refused(self, refusal: Refusal) -> None:
        self._unread = refusal
        self._change(refusal=refusal)

    def _center_read(self, day: date, catalog: Catalog) -> None:
        self._finder = Finder(catalog.items)
        was_unread = self._state.refusal is not None and self._state.refusal is self._unread
        self._change(catalog=catalog, today=day, refusal=None if was_unread else self._state.refusal)
        waiting, self._waiting = self._waiting, ()
        for then in waiting:
            then()

    def _to(self, which: Field, key: int = 0) -> tuple[int, Place]:
        return self._state.attention[0] + 1, Place(which, key)

    def _edit(self, draft: Draft, **changes: Any) -> None:
        """What was refused is said until something is changed; what was answered is asked again then."""
        kept = {"cleared": None, "refusal": None, "heard": None, "side": None, "despite_rule": False}
        self._change(draft=draft, **{**kept, **changes})

    def _change(self, **changes: Any) -> None:
        self._state = replace(self._state, **changes)
        self._show(self._state)


def _receive(session: Session, *, by: Actor, at: At, state: State) -> Received:
    """Put it on the shelf; asks first where its day was counted and nobody said on which side it came."""
    draft, on, site_id = state.draft, state.day or state.today, state.site_id
    assert site_id is not None  # noqa: S101 - looked at before
    if draft.replaces is None or on != draft.replaced_on:  # else it stands where the other stood
        count_sides.check(session, site_id, on, {line.item_id for line in draft.lines()}, state.side)
    return deliveries.receive(
        session, by, at,
        client_id=draft.client_id, site_id=site_id, on=on, reference=draft.reference.strip(), lines=draft.lines(),
        beside=Beside(draft.said(), draft.supplier_id, state.side, draft.replaces, state.despite_rule),
    )  # fmt: skip


def _posted(state: State) -> Posted:
    kept: Sequence[ItemDraft] = [one for one in state.draft.items if one.lines()]
    site = state.catalog.site[state.site_id].name if state.catalog and state.site_id is not None else ""
    return Posted(site, len(kept), (kept or state.draft.items)[0].item.id)
