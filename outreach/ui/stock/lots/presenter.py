"""What happens on the page of lots: one found, held, released, its expiry written anew, recalled, labeled.  No Qt.

Nothing is done to a lot without a reason.  A recall is one step: what it found stands beside the lot at once.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from outreach import barcodes, catalog, label_codes, scans
from outreach.catalog import folded
from outreach.errors import Refusal
from outreach.safety.staff import Right
from outreach.stock import lot_changes, lot_listing, recalls
from outreach.stock.amounts import parse_expiry, typed_expiry
from outreach.stock.lot_changes import Told
from outreach.stock.recalls import Recall
from outreach.ui.shared.bursts import is_nothing_else
from outreach.ui.stock.finding import Finder
from outreach.ui.stock.lots import making
from outreach.ui.stock.lots.state import Deed, Done, Heard, Labels, Paper, State, Which, passes
from outreach.vocabulary import LotChangeKind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from sqlalchemy.orm import Session

    from outreach.barcodes import Scanned
    from outreach.catalog import Catalog
    from outreach.safety.staff import Actor
    from outreach.stock.lot_listing import ListedLot, Past
    from outreach.translation import Translator
    from outreach.ui.shared.bursts import Into
    from outreach.ui.stock.presenter import Stock
    from outreach.ui.tasks import Tasks
    from outreach.vocabulary import At, ItemId, LotId

_LIST, _PAST, _TRACE, _PAPER = "lots", "the past of a lot", "where a lot went", "a paper of a lot"
_ACTS = {LotChangeKind.HELD: lot_changes.hold, LotChangeKind.RELEASED: lot_changes.release}


class LotsPresenter:
    """`preview(paper, lot, pdf)` shows a paper that was made.  What a scan means is said here, too (`scanning`)."""

    def __init__(
        self, tasks: Tasks, stock: Stock, words: Translator, show: Callable[[State], None],
        preview: Callable[[Paper, ListedLot, bytes], None],
    ) -> None:  # fmt: skip
        self._tasks, self._stock, self._words = tasks, stock, words
        self._show, self._preview = show, preview
        self._finder = Finder(())
        self._wanted: LotId | None = None
        self._labels_wanted = 0
        self._state = State(stock.clock().day, may_take_apart=stock.by.has(Right.MOVE_STOCK))

    @property
    def state(self) -> State:
        return self._state

    @property
    def scanning(self) -> LotsPresenter:
        return self

    def refresh(self) -> None:
        """Read every lot again; what is shown stays until the answer is there."""
        day = self._stock.clock().day
        query = partial(_look, language=self._stock.language, day=day)
        self._tasks.read(query, partial(self._read, day), self._refused, key=_LIST)

    def forget(self) -> None:
        """The center is locked and no answer will come.  Doing it again is safe: the id is the same."""
        self._change(is_writing=False)

    # Which are looked at

    def begin(self, item_id: ItemId | None) -> None:
        """From the panel of an item with its lots; else whatever was looked at last."""
        if item_id is not None:
            self._narrow(item_id=item_id, which=Which.ON_HAND, typed="", heard=None)

    def open(self, lot_id: LotId, *, labels: int = 0) -> None:
        """This lot, whatever was looked for before; it may not have been read yet.  With so many labels asked about."""
        self._wanted, self._labels_wanted = lot_id, labels
        self._find_wanted()

    def choose(self, which: Which) -> None:
        self._narrow(which=which, heard=None)

    def choose_item(self, item_id: ItemId | None) -> None:
        self._narrow(item_id=item_id, heard=None)

    def find(self, typed: str) -> None:
        """Part of a lot's number, or what its item is called.  What is used up is found, too."""
        self._narrow(typed=typed, heard=None)

    def clear(self) -> None:
        self._narrow(typed="", item_id=None, which=Which.ALL, heard=None)

    def select(self, lot_id: LotId | None) -> None:
        if lot_id != self._state.selected:
            self._change(done=None)
            self._choose(lot_id)

    # A scanner types faster than anyone, into whatever has the keyboard

    def put_back(self, before: State) -> None:
        """Let the page say what it said before a burst of keys that was a scan."""
        deed = before.deed if before.selected == self._state.selected else self._state.deed
        self._narrow(typed=before.typed)
        self._change(deed=deed)

    def is_scan(self, text: str, into: Into) -> bool:
        scan, known = scans.read(text), self._state.catalog
        if label_codes.read(text) is not None or scan.is_standard or (known and scan.code in known.barcodes):
            return True
        return is_nothing_else(text, into, lambda said: bool(self._matching(self._state.lots or (), said)))

    def scanned(self, text: str) -> None:
        self._tasks.read(partial(barcodes.scanned, text=text), self._scan_read, self._refused)

    # What is done to the one chosen

    def begin_deed(self, kind: LotChangeKind) -> None:
        """Ask why (and of an expiry until when)."""
        lot = self._state.lot
        if lot is not None:
            expiry = typed_expiry(lot.expires_on) if kind is LotChangeKind.EXPIRY and lot.expires_on else ""
            deed = Deed(kind, self._stock.new_id(), lot.lot_id, expiry=expiry)
            self._change(deed=deed, labels=None, not_done=None, done=None)

    def reason_typed(self, reason: str) -> None:
        self._edit(reason=reason)

    def expiry_typed(self, expiry: str) -> None:
        self._edit(expiry=expiry)

    def say_others(self, with_others: bool) -> None:  # noqa: FBT001 - it is what is ticked
        self._edit(with_others=with_others)

    def leave(self) -> bool:
        """Close what is asked; say whether something was."""
        was_asked = self._state.deed is not None or self._state.labels is not None
        if was_asked:
            self._change(deed=None, labels=None, not_done=None)
        return was_asked

    def do(self) -> None:
        """Do what was asked about, once."""
        deed, state = self._state.deed, self._state
        if deed is None or state.is_writing:
            return
        try:
            change = self._change_of(deed)
        except Refusal as refusal:
            self._not_done(refusal)
            return
        self._change(is_writing=True, not_done=None)
        self._tasks.write(change, partial(self._is_done, deed), self._not_done)

    # Papers

    def begin_labels(self) -> None:
        if self._state.lot is not None:
            sheet = self._state.labels.sheet if self._state.labels else making.USUAL_SHEET
            self._change(labels=Labels(sheet), deed=None, not_done=None, done=None)

    def say_labels(self, **said: Any) -> None:
        if self._state.labels is not None:
            self._change(labels=replace(self._state.labels, **said), not_done=None)

    def make_labels(self) -> None:
        lot, wanted = self._state.lot, self._state.labels
        if lot is not None and wanted is not None:
            make = partial(making.labels, lot_id=lot.lot_id, wanted=wanted, day=self._state.today, words=self._words)
            self._make(Paper.LABELS, make)

    def make_notice(self) -> None:
        """The notice of a recall for those who work here, in their language."""
        self._make(Paper.NOTICE, partial(making.notice, **self._printed(self._stock.language)))

    def make_poster(self, language: str) -> None:
        """The poster for participants, in the language they read."""
        self._make(Paper.POSTER, partial(making.poster, **self._printed(language)))

    def _printed(self, language: str) -> dict[str, Any]:
        by = self._stock.by.initials
        return {"lot_id": self._state.selected, "language": language, "day": self._state.today, "initials": by}

    def _make(self, paper: Paper, make: Callable[[Session], bytes]) -> None:
        lot = self._state.lot
        if lot is not None:
            self._change(not_done=None)
            self._tasks.read(make, partial(self._preview, paper, lot), self._not_done, key=_PAPER)

    # What was read

    def _read(self, day: date, found: tuple[Catalog, Sequence[ListedLot]]) -> None:
        known, lots = found
        if self._state.catalog is None or self._state.catalog.items != known.items:
            self._finder = Finder(known.items)
        place = {item.id: at for at, item in enumerate(known.items)}
        lots = tuple(sorted(lots, key=lambda lot: (place.get(lot.item_id, len(place)), lot.on_hand == 0)))
        self._state = replace(self._state, today=day, catalog=known, lots=lots, refusal=None)
        self._narrow()
        if not self._find_wanted():
            self._read_selected()

    def _find_wanted(self) -> bool:
        """Show the lot that was asked for, perhaps before the lots were read; say whether it was there."""
        lot = next((one for one in self._state.lots or () if one.lot_id == self._wanted), None)
        if lot is None:
            return False
        self._wanted = None
        self._choose(lot.lot_id)
        which = self._state.which if passes(lot, self._state.which, self._state.today) else Which.ALL
        item_id = self._state.item_id if self._state.item_id == lot.item_id else None
        self._narrow(which=which, item_id=item_id, typed="", heard=None)
        if self._labels_wanted:
            self.begin_labels()
            self.say_labels(copies=self._labels_wanted)
            self._labels_wanted = 0
        return True

    def _read_selected(self) -> None:
        lot_id = self._state.selected
        if lot_id is not None:
            self._tasks.read(
                partial(lot_listing.past, lot_id=lot_id), partial(self._past_read, lot_id), self._refused, key=_PAST
            )
            self._tasks.read(
                partial(recalls.traced, lot_id=lot_id), self._trace_read, self._refused, key=_TRACE
            )  # fmt: skip

    def _past_read(self, lot_id: LotId, past: Past) -> None:
        if lot_id == self._state.selected:
            self._change(past=past)

    def _trace_read(self, trace: Recall) -> None:
        if trace.lot_id == self._state.selected:
            self._change(trace=trace)

    def _scan_read(self, found: Scanned | None) -> None:
        known = self._state.catalog
        if found is None or known is None or found.item_id not in known.item:
            self._change(heard=Heard())
        elif len(found.lots) == 1:
            self.open(found.lots[0].lot_id)
        else:
            self._narrow(item_id=found.item_id, which=Which.ALL, typed="", heard=Heard(known.item[found.item_id]))

    # What was done

    def _change_of(self, deed: Deed) -> Callable[[Session], Recall | None]:
        """Raises ExpiryNotUnderstood."""
        said = Told(deed.client_id, deed.lot_id, deed.reason)
        by, at = self._stock.by, self._stock.clock()
        if deed.kind is LotChangeKind.RECALLED:
            also = tuple(lot.lot_id for lot in self._state.same_number) if deed.with_others else ()
            said = replace(said, also=also)
            return partial(recalls.recall, by=by, at=at, said=said)
        if deed.kind is LotChangeKind.EXPIRY:
            return partial(_write_expiry, by=by, at=at, said=said, expires_on=parse_expiry(deed.expiry))
        return partial(_ACTS[deed.kind], by=by, at=at, said=said)

    def _is_done(self, deed: Deed, found: Recall | None) -> None:
        lot = self._state.lot
        if lot is None or self._state.deed is None or deed.client_id != self._state.deed.client_id:
            return
        kits = len({one.lot_id for one in found.left if one.item_id != lot.item_id}) if found else 0
        trace = found or self._state.trace
        self._change(deed=None, is_writing=False, done=Done(deed.kind, lot, kits), trace=trace)
        self.refresh()

    def _not_done(self, refusal: Refusal) -> None:
        self._change(not_done=refusal, is_writing=False)

    def _refused(self, refusal: Refusal) -> None:
        self._change(refusal=refusal)

    # Which lots are shown

    def _narrow(self, **asked: Any) -> None:
        state = replace(self._state, **asked)
        rows = self._passing(state)
        selected = _kept(state.selected, rows)
        moves_on = selected != self._state.selected
        self._change(**asked, rows=rows)
        if moves_on:
            self._choose(selected)

    def _choose(self, lot_id: LotId | None) -> None:
        """What was asked about another lot is asked no more."""
        if lot_id != self._state.selected:
            self._change(selected=lot_id, past=None, trace=None, deed=None, labels=None, not_done=None)
        self._read_selected()

    def _passing(self, state: State) -> tuple[ListedLot, ...]:
        lots = [lot for lot in state.lots or () if state.item_id in (None, lot.item_id)]
        which: Which = state.which
        if state.typed.strip():
            which = Which.ALL if which is Which.ON_HAND else which
            lots = self._matching(lots, state.typed)
        return tuple(lot for lot in lots if passes(lot, which, state.today))

    def _matching(self, lots: Sequence[ListedLot], typed: str) -> list[ListedLot]:
        """Those whose number has it in it come first, then those of the items it may mean."""
        said = folded(typed)
        numbered = [lot for lot in lots if said and said in folded(lot.number)]
        items = {item.id for item in self._finder.find(typed)}
        return [*numbered, *(lot for lot in lots if lot.item_id in items and lot not in numbered)]

    def _edit(self, **typed: Any) -> None:
        if self._state.deed is not None:
            self._change(deed=replace(self._state.deed, **typed), not_done=None)

    def _change(self, **changes: Any) -> None:
        self._state = replace(self._state, **changes)
        self._show(self._state)


def _look(session: Session, *, language: str, day: date) -> tuple[Catalog, tuple[ListedLot, ...]]:
    return catalog.load(session, language, day), lot_listing.listed(session)


def _write_expiry(session: Session, *, by: Actor, at: At, said: Told, expires_on: date) -> None:
    lot_changes.write_expiry(session, by, at, said, expires_on)


def _kept(selected: LotId | None, rows: tuple[ListedLot, ...]) -> LotId | None:
    """The lot selected stays so while it is there; else the first, so that the panel is never about nothing."""
    if any(lot.lot_id == selected for lot in rows):
        return selected
    return rows[0].lot_id if rows else None
