"""What happens while stock is handed over, moved or adjusted.  No Qt: read this to know what those pages do.

Nothing typed is lost: not by a refusal, not by looking at another page, not by locking.  A paper carries one id from
its first line on, so that pressing Post twice writes it once.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from outreach import barcodes
from outreach.stock import count_sides
from outreach.stock.documents import Head
from outreach.ui.shared.quick_add import QuickAdd
from outreach.ui.stock.box_scans import Asked as AskedOfBox
from outreach.ui.stock.box_scans import BoxScans
from outreach.ui.stock.keeping import Keeping
from outreach.ui.stock.paper import again
from outreach.ui.stock.paper import books as books_of
from outreach.ui.stock.paper.books import Asked
from outreach.ui.stock.paper.draft import Chosen, Field, PaperDraft, PaperLine, Place
from outreach.ui.stock.paper.state import Heard, PaperState
from outreach.ui.stock.typed import from_text
from outreach.vocabulary import LotKnown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date
    from uuid import UUID

    from sqlalchemy.orm import Session

    from outreach.catalog import Item
    from outreach.errors import Refusal
    from outreach.scans import Marked
    from outreach.stock.known_lots import KnownLot
    from outreach.stock.levels import LotLevel
    from outreach.stock.paper_reading import OpenedPaper
    from outreach.ui.shared.quick_add import Match
    from outreach.ui.stock.acts_there import Act
    from outreach.ui.stock.box_scans import ScanQuestion
    from outreach.ui.stock.paper.books import PaperBooks
    from outreach.ui.stock.presenter import Stock
    from outreach.ui.stock.state import Posted
    from outreach.ui.tasks import Tasks
    from outreach.vocabulary import CountSide, ItemId, SiteId, SourceId

MATCHES = 3
_IN_PACKS = re.compile(r"(?<!\S)(\d+)([bc])(?!\S)", re.IGNORECASE)


class PaperPresenter:
    """What all such pages share.  A page of its own says `_blank`, `_act` and `_said`."""

    def __init__(
        self, tasks: Tasks, stock: Stock, show: Callable[[Any], None], posted: Callable[[Posted], None],
        state: PaperState,
    ) -> None:  # fmt: skip
        self._tasks, self._stock, self._show, self._posted = tasks, stock, show, posted
        self._quick_add = QuickAdd(())
        self._state: Any = state
        self._keeping = Keeping(tasks, stock, self.act, lambda: self._state.draft)
        self.keep = self._keeping.keep
        self.scanning = BoxScans(
            tasks, stock, lambda: self._state.catalog, lambda said: bool(self._quick_add.matches(said, 1)),
            self._scanned, self._ask, self._label_scanned,
        )  # fmt: skip

    def _ask(self, asked: ScanQuestion | None) -> None:
        """What is in a box is said in the line that finds: the keyboard goes there, and no amount is typed over."""
        is_what = asked is not None and asked.asks is AskedOfBox.WHAT
        attention = self._to(Place(Field.FIND)) if is_what else self._state.attention
        self._change(asked=asked, typed="", matches=(), attention=attention)

    # What each page says of its own

    def _blank(self) -> PaperDraft:
        """What one begins with, and after posting again."""
        raise NotImplementedError

    def _act(self, head: Head) -> Callable[[Session], Any]:
        """What is written once nothing is missing."""
        raise NotImplementedError

    def _said(self, answer: Any) -> Posted:
        """What the shelves say of what was written."""
        raise NotImplementedError

    @property
    def _other_site(self) -> SiteId | None:
        """A second site that is moved to."""
        return None

    def _about_again(self, draft: Any, _opened: OpenedPaper) -> PaperDraft:
        """With what a paper written again says beyond its lines."""
        return draft  # type: ignore[no-any-return]  # each page has a draft of its own

    def _findable(self, items: Sequence[Item]) -> Sequence[Item]:
        """What the line can find."""
        return items

    def _books_came(self) -> None:
        """The books were read for another site or day, or again."""

    act: Act  # under which what is begun is kept

    # Reading

    @property
    def state(self) -> Any:
        return self._state

    def refresh(self) -> None:
        """Read the shelves again; what is typed stays."""
        today = self._stock.clock().day
        if today != self._state.today:
            self._change(today=today)
        self._read()

    def forget(self) -> None:
        """The center is locked and no answer will come.  Posting again is safe: the id is the same."""
        self.scanning.forget()
        self.not_answered()

    def not_answered(self) -> None:
        self._change(is_posting=False)

    def begin(self, item_id: ItemId | None) -> None:
        """Turned to; from an item's panel with that item, once the books are there."""
        if item_id is None:
            return
        if self._state.catalog is None:
            self._waiting_for = item_id
        else:
            self._add(self._state.catalog.item[item_id], "")

    _waiting_for: ItemId | None = None
    _kept = ""
    _again: OpenedPaper | None = None

    def write_again(self, opened: OpenedPaper) -> None:
        """A paper recorded, to be put right, once the books are there; what was begun meanwhile can be brought back."""
        if self._state.catalog is None:
            self._again = opened
            return
        begun = self._state.draft if self._state.draft.is_begun else None
        draft = self._about_again(again.of(self._blank(), opened, self._state.catalog.item), opened)
        place = self._first_field(draft.lines[0].key) if draft.lines else Place(Field.FIND)
        self._edit(draft, attention=self._to(place), looked_at=frozenset(), typed="", matches=())
        self._change(cleared=begun)
        self._read()

    def bring_back_kept(self, said: str) -> None:
        """What was begun when the program was closed, once the books are there."""
        self._keeping.found(said)
        if self._state.catalog is None:
            self._kept = said
        else:
            self._bring_back_kept(said, self._state.catalog.item)

    def _bring_back_kept(self, said: str, items: Mapping[ItemId, Item]) -> None:
        draft = from_text(type(self._state.draft), said, items)
        if draft is not None and not self._state.draft.is_begun:
            self._edit(draft)
            self._read()

    def _read(self) -> None:
        state = self._state
        draft: PaperDraft = state.draft
        asked = Asked(draft.site_id, state.day, state.today, draft.items, self._other_site, draft.replaces)
        query = partial(books_of.read, asked=asked, language=self._stock.language)
        self._tasks.read(query, self._books_read, self._refused, key=type(self))

    def _books_read(self, books: PaperBooks) -> None:
        if self._state.catalog is None or self._state.catalog.items != books.catalog.items:
            self._quick_add = QuickAdd(self._findable(books.catalog.items))
        self._change(books=books)
        kept, self._kept = self._kept, ""
        if kept:
            self._bring_back_kept(kept, books.catalog.item)
        opened, self._again = self._again, None
        if opened is not None:
            self.write_again(opened)
        waiting, self._waiting_for = self._waiting_for, None
        if waiting is not None:
            self._add(books.catalog.item[waiting], "")
        self._books_came()

    # A scanner types faster than anyone, into whatever has the keyboard

    def put_back(self, before: PaperState) -> None:
        """Let the page say what it said before a burst of keys that was a scan."""
        self._change(draft=before.draft, typed=before.typed, matches=before.matches)

    def _scanned(self, item: Item, units: int, marked: Marked) -> None:
        """A box: so many more of its item, of its lot where the books know it."""
        query = partial(barcodes.lots_marked, item_id=item.id, marked=(marked,))
        self._tasks.read(query, partial(self._lot_known, item, units, marked))

    def _lot_known(self, item: Item, units: int, marked: Marked, known: Sequence[KnownLot]) -> None:
        self._hear(item, units, known[0] if len(known) == 1 else None, marked.number)

    def _label_scanned(self, item: Item, units: int, lot: KnownLot) -> None:
        """A label of ours: so many more of its lot."""
        self._hear(item, units, lot, lot.number)

    def _hear(self, item: Item, units: int, lot: KnownLot | None, number: str) -> None:
        chosen = Chosen(lot.lot_id, lot.number, lot.expires_on, lot.source, LotKnown.SCANNED) if lot else None
        n = self._state.heard.number + 1 if self._state.heard else 1
        self._add(item, str(units), chosen)
        self._change(heard=Heard(n, item, units, number, is_on_books=lot is not None))

    # Which items

    def find(self, typed: str) -> None:
        matches = self._quick_add.matches(typed, MATCHES) if typed.strip() else ()
        self._change(typed=typed, matches=matches, chosen=0, heard=None)

    def step(self, by: int) -> None:
        """Another of the matches."""
        if self._state.matches:
            self._change(chosen=(self._state.chosen + by) % len(self._state.matches))

    def add_match(self, place: int | None = None) -> None:
        """Add what the line means; without an amount, that is typed next."""
        state = self._state
        at = state.chosen if place is None else place
        if state.catalog is None or at >= len(state.matches):
            return
        match = state.matches[at]
        if self.scanning.say_item(match.item_id):
            self._change(typed="", matches=())
            return
        item = state.catalog.item[match.item_id]
        self._add(item, "" if match.is_usual else _as_typed(match, state.typed, item))

    def _add(self, item: Item, amount: str, lot: Chosen | None = None) -> None:
        """A line, or more on its line."""
        draft: PaperDraft = self._state.draft
        mine = draft.waiting(item.id, lot)
        if mine is None:
            draft = draft.with_line(item, amount, lot)
            key = draft.last_key
        else:
            key = mine.key
            draft = draft.typed(key, amount=_sum(mine.amount, mine.units, amount, item))
        place = Place(Field.FIND) if amount else self._first_field(key)
        self._edit(draft, typed="", matches=(), chosen=0, attention=self._to(place))
        self._read()

    def _first_field(self, key: int) -> Place:
        return Place(Field.AMOUNT, key)

    def remove(self, key: int) -> None:
        beside = self._state.draft.neighbor(key)
        place = self._first_field(beside) if beside else Place(Field.FIND)
        self._edit(self._state.draft.without(key), attention=self._to(place))

    # What is typed of them

    def amount_typed(self, key: int, typed: str) -> None:
        self._edit(self._state.draft.typed(key, amount=typed))

    def counted_typed(self, key: int, typed: str) -> None:
        self._edit(self._state.draft.typed(key, counted=typed))

    def number_typed(self, key: int, typed: str) -> None:
        self._edit(self._state.draft.typed(key, number=typed))

    def expiry_typed(self, key: int, typed: str) -> None:
        self._edit(self._state.draft.typed(key, expiry=typed))

    def choose_source(self, key: int, source_id: SourceId) -> None:
        self._edit(self._state.draft.typed(key, source_id=source_id))

    def choose_lot(self, key: int, lot: LotLevel | None) -> None:
        """Take a line from this lot; from none: by the books again."""
        chosen = Chosen(lot.lot_id, lot.number, lot.expires_on, lot.source) if lot else None
        self._edit(self._state.draft.typed(key, lot=chosen))

    def left(self, place: Place, typed: str) -> None:
        """The keyboard has left a field: what was typed there is looked at.  An empty one is left in peace."""
        if typed.strip() and place not in self._state.looked_at:
            self._change(looked_at=self._state.looked_at | {place})

    def entered(self, place: Place) -> None:
        """Enter in a field of a line: on to the next line to find."""
        self._change(attention=self._to(Place(Field.FIND)), looked_at=self._state.looked_at | {place})

    # The paper as a whole

    def choose_day(self, on: date) -> None:
        day = None if on == self._state.today else on
        self._edit(replace(self._state.draft, on=day, side=None))
        self._read()

    def choose_site(self, site_id: SiteId) -> None:
        """Another site has other lots: those named are let go."""
        lines = tuple(replace(line, lot=None) for line in self._state.draft.lines)
        self._edit(replace(self._state.draft, site_id=site_id, side=None, lines=lines))
        self._read()

    def choose_side(self, side: CountSide) -> None:
        """Before or after that day's count; and on with what waited for it."""
        self._edit(replace(self._state.draft, side=side))
        self.post()

    def clear(self) -> None:
        """Begin again; what was there can be brought back until something else is typed."""
        kept = self._state.draft
        self._edit(
            self._blank(), attention=self._to(Place(Field.FIND)), looked_at=frozenset(), typed="", matches=()
        )  # fmt: skip
        self._change(cleared=kept)
        self._read()

    def bring_back(self) -> None:
        if self._state.cleared is not None:
            self._edit(self._state.cleared, attention=self._to(Place(Field.FIND)))
            self._read()

    def post(self) -> None:
        """Write it, or go to the first thing that is missing."""
        self._change(today=self._stock.clock().day)
        state = self._state
        if state.is_posting or state.site_id is None:
            return
        if problems := state.draft.problems(state.today):
            looked_at = state.looked_at | {problem.place for problem in problems}
            self._change(looked_at=looked_at, attention=self._to(problems[0].place))
            return
        self._change(is_posting=True, refusal=None)
        draft: PaperDraft = state.draft
        head = Head(
            draft.client_id, state.site_id, state.day, side=draft.side, replaces=draft.replaces,
            to_site_id=self._other_site,
        )  # fmt: skip
        sites = self._asked_sites(head)
        sites = () if draft.stands_where_it_stood(head.on, sites) else sites
        asked = partial(_checked, head=head, sites=sites, items=self._counted_items())
        change = partial(asked, then=self._act(head))
        self._tasks.write(change, partial(self._is_posted, draft.client_id), partial(self._is_refused, draft.client_id))

    def _asked_sites(self, head: Head) -> Sequence[SiteId]:
        """Where a count of that day is asked about."""
        return [site_id for site_id in (head.site_id, head.to_site_id) if site_id is not None]

    def _counted_items(self) -> Sequence[ItemId]:
        """The items a count of that day could have seen: of kits their parts too."""
        items = {line.item.id for line in self._state.draft.lines}
        for line in self._state.draft.lines:
            items |= {part.item_id for part in line.item.recipe.parts} if line.item.recipe else set()
        return sorted(items)

    def _is_posted(self, client_id: UUID, answer: Any) -> None:
        if client_id != self._state.draft.client_id:
            return
        posted = self._said(answer)
        self._change(
            draft=self._blank(), looked_at=frozenset(), is_posting=False, typed="", matches=(), cleared=None,
            refusal=None, heard=None,
        )  # fmt: skip
        self._posted(posted)

    def _is_refused(self, client_id: UUID, refusal: Refusal) -> None:
        if client_id == self._state.draft.client_id:
            self._change(is_posting=False, refusal=refusal)

    def _refused(self, refusal: Refusal) -> None:
        self._change(refusal=refusal)

    def _to(self, place: Place) -> tuple[int, Place]:
        return self._state.attention[0] + 1, place

    def _edit(self, draft: PaperDraft, **changes: Any) -> None:
        """What was refused is said until something is changed."""
        self._change(draft=draft, cleared=None, refusal=None, **changes)

    def _change(self, **changes: Any) -> None:
        self._state = replace(self._state, **changes)
        self._show(self._state)


def _checked(
    session: Session, *, head: Head, sites: Sequence[SiteId], items: Sequence[ItemId], then: Callable[[Session], Any]
) -> Any:
    """Ask first where that day was counted: once for all lines, at both sites."""
    for site_id in sites:
        count_sides.check(session, site_id, head.on, items, head.side)
    return then(session)


def _as_typed(match: Match, line: str, item: Item) -> str:
    """Boxes and cases stay boxes and cases: `10b 29g` is typed as 10b."""
    packs = _IN_PACKS.search(line)
    size = {"b": item.units_per_box, "c": item.units_per_case}[packs[2].lower()] if packs else None
    return packs[0].lower() if packs and size and int(packs[1]) * size == match.amount else str(match.amount)


def _sum(before: str, units: int | None, more: str, item: Item) -> str:
    """One more of what has a line: added to what stands there, unless that is no amount."""
    added = PaperLine(0, item, more).units
    if not more or added is None:
        return before or more
    return str(units + added) if units is not None else more
