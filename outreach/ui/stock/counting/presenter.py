"""What happens while stock is counted.  No Qt: read this to know what the page does.

Every line is kept as soon as it is said, so that neither a lock nor a power cut loses one; the page goes on at once
and marks what is not kept yet.  What the books expect is read for review only, where the count is blind.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from outreach import barcodes
from outreach.errors import Refusal
from outreach.safety.staff import Right
from outreach.stock import draft_lines, drafts
from outreach.stock.amounts import parse_amount, parse_expiry
from outreach.stock.draft_reading import NoSuchDraft, Scope
from outreach.stock.drafts import Settled, StockMovedSince
from outreach.ui.shared.quick_add import QuickAdd
from outreach.ui.stock.counting import look
from outreach.ui.stock.counting.lines import Field, Typed
from outreach.ui.stock.counting.scanning import CountScans
from outreach.ui.stock.counting.state import Form, Heard, Lacking, NewLot, Spot, State, Step, Which
from outreach.ui.stock.state import Done, Posted
from outreach.vocabulary import CountScope

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sqlalchemy.orm import Session

    from outreach.catalog import Item
    from outreach.scans import Marked
    from outreach.stock import counts
    from outreach.stock.draft_lines import Counted
    from outreach.stock.known_lots import KnownLot
    from outreach.translation import Translator
    from outreach.ui.stock.counting.lines import CountLine
    from outreach.ui.stock.counting.look import Books, Opened
    from outreach.ui.stock.presenter import Stock
    from outreach.ui.tasks import Tasks
    from outreach.vocabulary import DifferenceReason, DraftId, DraftLineId, ItemId, LotId

MATCHES = 3
_BOOKS, _COUNT, _REVIEW, _PAPER = "count books", "count opened", "count review", "count paper"


class CountPresenter:
    """`posted`: a count is in the books; `printed(title, pdf)`: its sheet, to be looked at and printed."""

    def __init__(
        self, tasks: Tasks, stock: Stock, words: Translator, show: Callable[[State], None],
        posted: Callable[[Posted], None], printed: Callable[[str, bytes], None],
    ) -> None:  # fmt: skip
        self._tasks, self._stock, self._words = tasks, stock, words
        self._show, self._posted, self._printed = show, posted, printed
        self._quick_add = QuickAdd(())
        self._after_keeping: Callable[[], None] | None = None
        self._starting = stock.new_id()
        self._state = State(stock.clock().day, stock.by.has(Right.COUNT))
        self.scanning = CountScans(
            tasks, stock, lambda: self._state.catalog, lambda said: bool(self._quick_add.matches(said, 1)),
            self._box_scanned, lambda asked: self._change(asked=asked, find="", matches=()),
            lot=self._lot_scanned, sheet=self.open_sheet,
            is_waiting_for_sheet=lambda: self._state.step is Step.START,
        )  # fmt: skip

    @property
    def state(self) -> State:
        return self._state

    # Reading

    def refresh(self) -> None:
        """Read the lists again, and the count that is open; what is typed stays."""
        self._change(today=self._stock.clock().day)
        query = partial(look.books, language=self._stock.language, day=self._state.today)
        self._tasks.read(query, self._books_read, self._refused, key=_BOOKS)
        self._read_again()

    def forget(self) -> None:
        """The center is locked and no answer will come.  Keeping a line again, or posting, is safe."""
        self.scanning.forget()
        self._after_keeping = None
        self._change(keeping=frozenset(), is_busy=False)

    def not_answered(self) -> None:
        self.forget()

    def _books_read(self, books: Books) -> None:
        if self._state.catalog is None or self._state.catalog.items != books.catalog.items:
            self._quick_add = QuickAdd(books.catalog.items)
        self._change(books=books)

    def _read_again(self) -> None:
        count = self._state.count
        if count is not None:
            query = partial(look.opened, draft_id=count.begun.id, is_reviewed=count.is_reviewed)
            self._tasks.read(query, self._read, self._not_there, key=_COUNT)

    def _read(self, count: Opened) -> None:
        now = self._state.count
        if now is not None and (now.begun.id, now.is_reviewed) == (count.begun.id, count.is_reviewed):
            self._change(count=count)
            self.keep_all()

    def _not_there(self, refusal: Refusal) -> None:
        """Posted or put away meanwhile, by whomever."""
        if isinstance(refusal, NoSuchDraft):
            self._leave(refusal=refusal)
        else:
            self._refused(refusal)

    # A count begins, or goes on

    def begin(self, item_id: ItemId | None) -> None:
        """Turned to: an open count goes on; from an item's panel, one of that item alone is made ready."""
        if item_id is None:
            return
        self.keep_all()
        if self._state.may_start:
            form = replace(self._state.form, scope=CountScope.ITEM, item_id=item_id)
            self._leave(form=form, attention=self._to(Spot.BEGIN))
        else:
            self._leave()

    def say(self, **said: Any) -> None:
        """Anything of the form of a count to begin."""
        self._change(form=replace(self._state.form, **said), lacking=None, refusal=None)

    def number_typed(self, number: str) -> None:
        self._change(number=number, refusal=None)

    def start(self) -> None:
        """Begin it, or go to what is missing."""
        state = self._state
        lacking = _lacking(state.form)
        if lacking is not None:
            self._change(lacking=lacking, attention=self._to(Spot.ITEM if lacking is Lacking.ITEM else Spot.FIRST))
            return
        if state.is_busy or state.site_id is None or not state.may_start:
            return
        self._change(is_busy=True, refusal=None, lacking=None)
        change = partial(
            drafts.start, by=self._stock.by, at=self._stock.clock(), client_id=self._starting, site_id=state.site_id,
            scope=_scope(state.form), is_blind=state.form.is_blind, on_paper=False,
        )  # fmt: skip
        self._tasks.write(change, self._started, self._refused)

    def _started(self, draft_id: DraftId) -> None:
        self._starting = self._stock.new_id()
        self._change(is_busy=False, form=Form(self._state.form.site_id, is_blind=self._state.form.is_blind))
        self.go_on(draft_id)

    def go_on(self, draft_id: DraftId) -> None:
        """Open a count that was begun, by whomever."""
        query = partial(look.opened, draft_id=draft_id, is_reviewed=False)
        self._tasks.read(query, self._open, self._not_opened, key=_COUNT)

    def open_sheet(self, number: str | None = None) -> None:
        """Open the count of a printed sheet: what is typed from now on stands on it."""
        said = (self._state.number if number is None else number).strip()
        if said:
            query = partial(look.of_sheet, number=said)
            self._tasks.read(query, partial(self._open, keying=True), self._not_opened, key=_COUNT)

    def _not_opened(self, refusal: Refusal) -> None:
        self._change(refusal=refusal, attention=self._to(Spot.NUMBER) if self._state.number else self._state.attention)
        self.refresh()

    def _open(self, count: Opened, *, keying: bool = False) -> None:
        blank = State(self._state.today, self._state.may_start)
        first = _first(count.lines)
        self._state = replace(
            blank, books=self._state.books, form=self._state.form, step=Step.COUNT, count=count, keying=keying,
            attention=self._to(Spot.LINE, first.id if first else None),
        )  # fmt: skip
        self._show(self._state)

    def put_away(self, draft_id: DraftId) -> None:
        """End a count without posting it."""
        change = partial(drafts.put_away, by=self._stock.by, at=self._stock.clock(), draft_id=draft_id)
        self._tasks.write(change, lambda _: self._leave(), self._refused)

    def keep_as_draft(self) -> None:
        """Leave it for later: every line that was said is kept."""
        self.keep_all()
        self._leave()

    def _leave(self, **said: Any) -> None:
        blank = State(self._state.today, self._state.may_start)
        kept = {"books": self._state.books, "form": self._state.form, "attention": self._to(Spot.FIRST)}
        self._state = replace(blank, **{**kept, **said})
        self._show(self._state)
        self.refresh()

    # Counting

    def typed(self, line_id: DraftLineId, which: Field, text: str) -> None:
        line = self._state.line(line_id)
        if line is None:
            return
        fields = replace(self._state.fields(line), **{which.value: text})
        self._change(
            typed={**self._state.typed, line_id: fields}, looked_at=self._state.looked_at - {line_id}, scanned=None,
            heard=None, refusal=None, lacking=None,
        )  # fmt: skip

    def left(self, line_id: DraftLineId) -> None:
        """The keyboard has left a line: what was said there is kept."""
        if line_id in self._state.typed:
            self._change(looked_at=self._state.looked_at | {line_id})
            self._keep(line_id)

    def entered(self, line_id: DraftLineId) -> None:
        """Enter: on to the next line; where the amount means nothing, stay and say so."""
        self.left(line_id)
        line = self._state.line(line_id)
        if line is not None and self._state.wrong(line) is not None:
            self._change(attention=self._to(Spot.LINE, line_id))
        else:
            self.step(line_id, 1)

    def step(self, line_id: DraftLineId, by: int) -> None:
        """The next line, or the one before; behind the last, to what comes then."""
        ids = [line.id for line in self._state.lines]
        place = ids.index(line_id) + by if line_id in ids else 0
        if 0 <= place < len(ids):
            self._change(attention=self._to(Spot.LINE, ids[place]))
        elif place >= len(ids):
            self._change(attention=self._to(Spot.POST))

    def empty_shelf(self, line_id: DraftLineId) -> None:
        """Nothing is left there: 0, which is not the same as not counted."""
        self.typed(line_id, Field.AMOUNT, "0")
        self.entered(line_id)

    def say_apart(self, line_id: DraftLineId) -> None:
        """Open the fields of what stands there damaged or expired."""
        self._change(apart=self._state.apart | {line_id})

    def key_from_paper(self, *, is_on: bool) -> None:
        self._change(keying=is_on)

    def hide_expected(self, *, is_blind: bool) -> None:
        count = self._state.count
        if count is None:
            self.say(is_blind=is_blind)
            return
        change = partial(
            drafts.hide_expected, by=self._stock.by, at=self._stock.clock(), draft_id=count.begun.id, is_blind=is_blind
        )
        self._tasks.write(change, lambda _: self._read_again(), self._refused)

    def keep_all(self) -> None:
        for line_id in list(self._state.typed):
            self._keep(line_id)

    def _keep(self, line_id: DraftLineId) -> None:
        state, line = self._state, self._state.line(line_id)
        item = state.item(line) if line else None
        typed = state.typed.get(line_id)
        if line is None or item is None or typed is None or line_id in state.keeping or typed.wrong(item):
            return
        counted = typed.counted(item)
        if counted is None and line_id in state.again:  # looked at and left: what was counted before stays
            self._forget_typed(line_id, typed)
            return
        if counted == line.counted and line_id not in state.again and not (counted and line.moved):
            self._forget_typed(line_id, typed)
            return
        self._change(keeping=state.keeping | {line_id})
        change = partial(
            draft_lines.enter, by=self._stock.by, at=self._stock.clock(), line_id=line_id, counted=counted,
            reason=line.reason, from_sheet=state.keying,
        )  # fmt: skip
        self._tasks.write(change, partial(self._kept, line_id, typed, counted), partial(self._not_kept, line_id))

    def _kept(self, line_id: DraftLineId, typed: Typed, counted: Counted | None, _: object) -> None:
        self._put_line(
            line_id, counted=counted, moved=0, by=self._stock.by.initials, is_from_sheet=self._state.keying
        )  # fmt: skip
        self._change(keeping=self._state.keeping - {line_id}, again=self._state.again - {line_id})
        self._forget_typed(line_id, typed)
        if self._state.typed.get(line_id) is not None and line_id in self._state.looked_at:
            self._keep(line_id)  # typed over while it was on its way
        self._go_on_if_kept()

    def _not_kept(self, line_id: DraftLineId, refusal: Refusal) -> None:
        """It stays where it was typed, and is kept when the page is looked at again."""
        self._after_keeping = None
        self._change(keeping=self._state.keeping - {line_id})
        self._not_there(refusal)

    def _forget_typed(self, line_id: DraftLineId, typed: Typed) -> None:
        if self._state.typed.get(line_id) == typed:
            rest = {one: said for one, said in self._state.typed.items() if one != line_id}
            self._change(typed=rest, looked_at=self._state.looked_at - {line_id})

    def _put_line(self, line_id: DraftLineId, **said: Any) -> None:
        count = self._state.count
        if count is not None:
            lines = tuple(replace(one, **said) if one.id == line_id else one for one in count.lines)
            self._change(count=replace(count, lines=lines))

    # A line is found by its words, or scanned

    def find_typed(self, text: str) -> None:
        matches = self._quick_add.matches(text, MATCHES) if text.strip() else ()
        self._change(find=text, matches=matches, heard=None)

    def find_first(self, place: int = 0) -> None:
        """Turn to the line of the item the words mean; where it has none, say which lot was found."""
        state = self._state
        if place >= len(state.matches):
            return
        item_id = state.matches[place].item_id
        self._change(find="", matches=())
        if not self.scanning.say_item(item_id):
            self._turn_to_item(item_id)

    def put_back(self, before: State) -> None:
        """Let the page say what it said before a burst of keys that was a scan."""
        self._change(
            typed=before.typed, find=before.find, matches=before.matches, number=before.number, new_lot=before.new_lot,
            scanned=before.scanned,
        )  # fmt: skip

    def _turn_to_item(self, item_id: ItemId) -> CountLine | None:
        mine = [line for line in self._state.lines if line.item_id == item_id]
        line = _first(mine)
        if line is not None:
            self._change(attention=self._to(Spot.LINE, line.id))
        else:
            self.begin_new_lot(item_id)
        return line

    def _box_scanned(self, item: Item, units: int, marked: Marked) -> None:
        if not marked.number:
            line = self._turn_to_item(item.id)
            if line is not None:
                self._count_scan(line, units)
            return
        query = partial(barcodes.lots_marked, item_id=item.id, marked=(marked,))
        self._tasks.read(query, partial(self._marks_known, item, units, marked))

    def _marks_known(self, item: Item, units: int, marked: Marked, known: Sequence[KnownLot]) -> None:
        if len(known) == 1:
            self._lot_scanned(known[0].lot_id, units)
        else:
            expiry = f"{marked.expires_on:%m/%Y}" if marked.expires_on else ""
            self._change(
                new_lot=NewLot(item.id, marked.number, expiry, str(units)), attention=self._to(Spot.NEW_LOT)
            )  # fmt: skip

    def _lot_scanned(self, lot_id: LotId, units: int) -> None:
        count = self._state.count
        line = next((one for one in self._state.lines if one.lot_id == lot_id), None)
        if line is not None:
            self._count_scan(line, units)
        elif count is not None:
            add = partial(
                draft_lines.add_lot, by=self._stock.by, at=self._stock.clock(), draft_id=count.begun.id, lot_id=lot_id
            )
            self._tasks.write(add, partial(self._line_added, units), self._not_there)

    def _line_added(self, units: int, line_id: DraftLineId) -> None:
        count = self._state.count
        if count is None:
            return

        def then(opened: Opened) -> None:
            self._change(again=self._state.again | {line_id} if self._state.again else frozenset())
            self._read(opened)
            line = self._state.line(line_id)
            if line is not None and units:
                self._count_scan(line, units)
            elif line is not None:
                self._change(attention=self._to(Spot.LINE, line_id))

        query = partial(look.opened, draft_id=count.begun.id, is_reviewed=False)
        self._tasks.read(query, then, self._not_there)

    def _count_scan(self, line: CountLine, units: int) -> None:
        """One more box of it; a line that was counted is turned to first, and counted on by the next scan."""
        state, item = self._state, self._state.item(line)
        if item is None:
            return
        number = state.heard.number + 1 if state.heard else 1
        is_going_on = state.scanned == line.id or not state.is_done(line)
        total = None
        if is_going_on:
            total = _units(state.fields(line).amount, item) + units
            self.typed(line.id, Field.AMOUNT, str(total))
        self._change(
            scanned=line.id, heard=Heard(number, item, line.lot, units, total), attention=self._to(Spot.LINE, line.id)
        )  # fmt: skip

    # A lot that was found and is not on the list

    def begin_new_lot(self, item_id: ItemId | None = None) -> None:
        if self._state.step is Step.COUNT:
            spot = Spot.NEW_LOT
            self._change(new_lot=NewLot(item_id), new_lot_wrong=None, lacking=None, attention=self._to(spot))

    def say_lot(self, **said: Any) -> None:
        if self._state.new_lot is not None:
            self._change(new_lot=replace(self._state.new_lot, **said), new_lot_wrong=None, lacking=None)

    def leave_new_lot(self) -> bool:
        """Never mind; say whether one was being said."""
        was_open = self._state.new_lot is not None
        if was_open:
            self._change(new_lot=None, new_lot_wrong=None, lacking=None, attention=self._to(Spot.FIND))
        return was_open

    def add_new_lot(self) -> None:
        """Put it among the lines, counted if an amount was typed."""
        state, said = self._state, self._state.new_lot
        if said is None or state.count is None or state.is_busy:
            return
        item = state.catalog.item.get(said.item_id) if state.catalog and said.item_id is not None else None
        if item is None:
            self._change(lacking=Lacking.LOT_ITEM, attention=self._to(Spot.NEW_LOT))
            return
        try:
            expires_on = parse_expiry(said.expiry) if said.expiry.strip() else None
            units = Typed(said.amount).counted(item)
        except Refusal as refusal:
            self._change(new_lot_wrong=refusal)
            return
        self._change(is_busy=True)
        add = partial(
            _add_lot, by=self._stock.by, at=self._stock.clock(), counted=units,
            lot={
                "draft_id": state.count.begun.id, "item_id": item.id, "number": said.number,
                "expires_on": expires_on, "source_id": said.source_id,
            },
        )  # fmt: skip
        self._tasks.write(add, self._new_lot_added, self._new_lot_refused)

    def _new_lot_added(self, line_id: DraftLineId) -> None:
        self._change(is_busy=False, new_lot=None)
        self._line_added(0, line_id)

    def _new_lot_refused(self, refusal: Refusal) -> None:
        self._change(is_busy=False, new_lot_wrong=refusal)

    # On paper

    def print_sheet(self) -> None:
        """Its sheet; the first print gives the count its number."""
        count = self._state.count
        if count is not None:
            self.keep_all()
            number = partial(look.numbered, by=self._stock.by, at=self._stock.clock(), draft_id=count.begun.id)
            self._tasks.write(number, partial(self._numbered, count.begun.id), self._not_there)

    def _numbered(self, draft_id: DraftId, number: str) -> None:
        known, by = self._state.catalog, self._stock.by
        if known is None:
            return
        self._read_again()
        on = self._stock.clock().day
        query = partial(look.paper, draft_id=draft_id, known=known, words=self._words, on=on, initials=by.initials)
        self._tasks.read(query, partial(self._printed, f"count-{number}"), self._refused, key=_PAPER)

    # Review

    def review(self) -> None:
        """Beside the books, once every line is kept; front desk leaves that to a coordinator."""
        if not self._state.may_start or self._state.count is None:
            return
        typed = list(self._state.typed)
        self._change(looked_at=self._state.looked_at | frozenset(typed), refusal=None, lacking=None)
        self.keep_all()
        wrong = next((line for line in self._state.lines if self._state.wrong(line) is not None), None)
        if wrong is not None:
            self._change(attention=self._to(Spot.LINE, wrong.id))
            return
        self._after_keeping = self._read_review
        self._go_on_if_kept()

    def _go_on_if_kept(self) -> None:
        then = self._after_keeping
        if then is not None and not self._state.keeping:
            self._after_keeping = None
            then()

    def _read_review(self) -> None:
        count = self._state.count
        if count is None:
            return
        if not self._state.reviewed:
            first = _first(self._state.lines)
            spot = self._to(Spot.LINE, first.id if first else None)
            self._change(lacking=Lacking.NOTHING_COUNTED, attention=spot)
            return
        query = partial(look.opened, draft_id=count.begun.id, is_reviewed=True)
        self._tasks.read(query, self._reviewed, self._not_there, key=_REVIEW)

    def _reviewed(self, count: Opened) -> None:
        if self._state.count is not None and self._state.count.begun.id == count.begun.id:
            self._change(
                step=Step.REVIEW, count=count, again=frozenset(), which=Which.TO_CHECK, new_lot=None, is_busy=False,
                attention=self._to(Spot.FIRST),
            )  # fmt: skip

    def back_to_counting(self, line_id: DraftLineId | None = None) -> None:
        """What the books expect is put out of sight again."""
        count = self._state.count
        if count is not None:
            lines = tuple(replace(line, expected=None) for line in count.lines) if count.is_blind else count.lines
            place = self._to(Spot.LINE, line_id or (lines[0].id if lines else None))
            count = replace(count, lines=lines, is_reviewed=False)
            self._change(step=Step.COUNT, count=count, lacking=None, refusal=None, attention=place)
            self._read_again()

    def count_again(self, line_ids: Sequence[DraftLineId]) -> None:
        """These once more, their amounts out of sight; until then, what was counted stays."""
        if line_ids:
            self._change(again=frozenset(line_ids))
            self.back_to_counting(self._state.lines[0].id)

    def show(self, which: Which) -> None:
        self._change(which=which)

    def settle(self, line_id: DraftLineId, stands: int) -> None:
        """Say what stands there now, where something moved since it was counted."""
        line = self._state.line(line_id)
        if line is not None:
            settled = {**self._state.settled, line_id: Settled(line.moved, stands)}
            self._change(settled=settled, lacking=None, refusal=None)

    def give_reason(self, line_id: DraftLineId, reason: DifferenceReason) -> None:
        self._put_line(line_id, reason=reason)
        give = partial(
            draft_lines.give_reason, by=self._stock.by, at=self._stock.clock(), line_id=line_id, reason=reason
        )
        self._tasks.write(give, lambda _: None, self._not_there)

    def post(self) -> None:
        """Post it, or go to the first line that waits for a choice."""
        state = self._state
        if state.is_busy or state.count is None or state.step is not Step.REVIEW:
            return
        if state.waiting:
            self._change(
                lacking=Lacking.YOUR_CHOICE, which=Which.TO_CHECK, attention=self._to(Spot.LINE, state.waiting[0].id)
            )
            return
        self._change(is_busy=True, refusal=None, lacking=None)
        settled: Mapping[DraftLineId, Settled] = dict(state.settled)
        change = partial(
            drafts.post, by=self._stock.by, at=self._stock.clock(), draft_id=state.count.begun.id, moved_since=settled
        )
        self._tasks.write(change, partial(self._is_posted, state.count), self._not_posted)

    def _is_posted(self, count: Opened, posted: counts.Posted) -> None:
        site = self._state.catalog.site[count.begun.site_id].name if self._state.catalog else ""
        counted = [line for line in count.lines if line.counted is not None]
        changed = {one.item_id for one in posted.differences}
        first = next((line.item_id for line in counted if line.item_id in changed), counted[0].item_id)
        self._leave()
        self._posted(Posted(site, len(counted), first, Done.COUNTED, given=len(posted.differences)))

    def _not_posted(self, refusal: Refusal) -> None:
        """Something moved while it was reviewed: it is asked about."""
        self._change(is_busy=False)
        if isinstance(refusal, StockMovedSince):
            self._change(lacking=Lacking.YOUR_CHOICE)
            self._read_again()
        else:
            self._not_there(refusal)

    def _refused(self, refusal: Refusal) -> None:
        self._change(is_busy=False, refusal=refusal)

    def _to(self, spot: Spot, line_id: DraftLineId | None = None) -> tuple[int, Spot, DraftLineId | None]:
        return self._state.attention[0] + 1, spot, line_id

    def _change(self, **changes: Any) -> None:
        self._state = replace(self._state, **changes)
        self._show(self._state)


def _lacking(form: Form) -> Lacking | None:
    needed = {
        CountScope.CATEGORY: (form.category_id, Lacking.CATEGORY), CountScope.SHELF: (form.shelf, Lacking.SHELF),
        CountScope.ITEM: (form.item_id, Lacking.ITEM),
    }  # fmt: skip
    said, lacking = needed.get(form.scope, (True, None))
    return lacking if not said else None


def _scope(form: Form) -> Scope:
    """What is not asked for is not said."""
    return Scope(
        form.scope,
        form.category_id if form.scope is CountScope.CATEGORY else None,
        form.item_id if form.scope is CountScope.ITEM else None,
        form.shelf if form.scope is CountScope.SHELF else "",
    )


def _first(lines: Sequence[CountLine]) -> CountLine | None:
    """The first that was not counted yet; else the first."""
    return next((line for line in lines if line.counted is None), lines[0] if lines else None)


def _units(amount: str, item: Item) -> int:
    try:
        return parse_amount(amount, item.units_per_box, item.units_per_case, least=0)
    except Refusal:
        return 0


def _add_lot(
    session: Session, *, by: Any, at: Any, lot: Mapping[str, Any], counted: Counted | None
) -> DraftLineId:  # fmt: skip
    line_id = draft_lines.add_new_lot(session, by, at, **lot)
    if counted is not None:
        draft_lines.enter(session, by, at, line_id, counted)
    return line_id
