"""What happens on the page of papers: documents found, one opened, put right or voided.  No Qt."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from outreach import catalog
from outreach.errors import Refusal
from outreach.stock import counted_again, deliveries, paper_listing, paper_reading, paper_voiding
from outreach.stock.amounts import parse_amount
from outreach.stock.documents import Head
from outreach.stock.paper_listing import WhichPapers
from outreach.stock.papers import Line
from outreach.ui.stock.acts_there import Act
from outreach.vocabulary import DocumentKind, Kind

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from sqlalchemy.orm import Session

    from outreach.catalog import Catalog
    from outreach.stock.counts import Posted
    from outreach.stock.paper_listing import ListedPaper
    from outreach.stock.paper_reading import OpenedPaper, PaperLine
    from outreach.ui.stock.presenter import Stock
    from outreach.ui.tasks import Tasks
    from outreach.vocabulary import DocumentId, ItemId, LotId, PaperVoid, SiteId

PAGE = 200
WRITTEN_BY = {
    DocumentKind.DELIVERY: Act.RECEIVE,
    DocumentKind.TRANSFER: Act.MOVE,
    DocumentKind.HAND_OVER: Act.HAND_OVER,
    DocumentKind.DISPOSAL: Act.ADJUST,
    DocumentKind.FOUND: Act.ADJUST,
    DocumentKind.PUT_BACK: Act.ADJUST,
    DocumentKind.OPENING: Act.ADJUST,
    DocumentKind.KITS_MADE: Act.KITS,
    DocumentKind.KITS_UNMADE: Act.KITS,
}
_LIST, _OPENED = "stock papers", "stock paper opened"


class Span(StrEnum):
    """Which days are looked at; DAY is one that was typed."""

    THIRTY = "thirty"
    YEAR = "year"
    ALL = "all"
    DAY = "day"


_BACK = {Span.THIRTY: timedelta(days=29), Span.YEAR: timedelta(days=364)}


@dataclass(frozen=True, slots=True)
class LineDraft:
    """A box of a delivery found short, or what was counted instead, as it is typed; pressing twice is once."""

    client_id: UUID
    lot_id: LotId
    amount: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """`which` without its days is what is asked for; `not_done` why something was not, beside the paper opened."""

    today: date
    span: Span = Span.THIRTY
    day: date | None = None
    which: WhichPapers = field(default_factory=WhichPapers)
    catalog: Catalog | None = None
    papers: tuple[ListedPaper, ...] | None = None
    may_be_more: bool = False
    selected: DocumentId | None = None
    opened: OpenedPaper | None = None
    short: LineDraft | None = None
    recount: LineDraft | None = None
    not_done: Refusal | None = None
    refusal: Refusal | None = None

    @property
    def is_reading(self) -> bool:
        return self.papers is None and self.refusal is None

    @property
    def asked(self) -> WhichPapers:
        """With the days."""
        if self.span is Span.DAY and self.day is not None:
            return replace(self.which, first=self.day, last=self.day)
        back = _BACK.get(self.span)
        return self.which if back is None else replace(self.which, first=self.today - back)

    @property
    def received(self) -> tuple[PaperLine, ...]:
        """The lots of a delivery that may be short."""
        lines = self.opened.lines if self.opened else ()
        return tuple(line for line in lines if line.kind is Kind.RECEIVED)

    @property
    def may_void(self) -> bool:
        """What stands, and belongs to nothing that puts it right with itself."""
        return self.opened is not None and not self.opened.paper.is_void and self.opened.belongs_to is None

    @property
    def written_again_by(self) -> Act | None:
        """The act whose page writes it again."""
        return WRITTEN_BY.get(self.opened.paper.kind) if self.opened is not None and self.may_void else None

    @property
    def may_recount(self) -> bool:
        """A count that stands is put right line by line, in its own place."""
        opened = self.opened
        return opened is not None and self.may_void and opened.paper.kind is DocumentKind.COUNT and bool(opened.lines)

    @property
    def may_be_short(self) -> bool:
        """A delivery that stands can be found short of a box."""
        return self.written_again_by is Act.RECEIVE and bool(self.received)


class PapersPresenter:
    def __init__(self, tasks: Tasks, stock: Stock, show: Callable[[State], None]) -> None:
        self._tasks, self._stock, self._show = tasks, stock, show
        self._state = State(stock.clock().day)

    @property
    def state(self) -> State:
        return self._state

    def refresh(self) -> None:
        self._state = replace(self._state, today=self._stock.clock().day)
        asked = self._state.asked
        query = partial(_look, language=self._stock.language, day=self._state.today, asked=asked)
        self._tasks.read(query, partial(self._read, asked), self._refused, key=_LIST)

    # Which are looked at

    def begin(self, item_id: ItemId | None) -> None:
        """From the panel of an item: its papers, however old; else those of the last days."""
        which = WhichPapers(item_id=item_id)
        span = Span.THIRTY if item_id is None else Span.ALL
        self._change(short=None, recount=None, not_done=None)
        self._narrow(which=which, span=span, day=None, selected=None, opened=None)

    def choose_site(self, site_id: SiteId | None) -> None:
        self._narrow(which=replace(self._state.which, site_id=site_id))

    def choose_kind(self, kind: DocumentKind | None) -> None:
        self._narrow(which=replace(self._state.which, kind=kind))

    def choose_item(self, item_id: ItemId | None) -> None:
        self._narrow(which=replace(self._state.which, item_id=item_id))

    def choose_span(self, span: Span) -> None:
        self._narrow(span=span, day=None)

    def find(self, said: str, day: date | None) -> None:
        """Part of a reference, a slip or a name; or a day, and then nothing else is looked for."""
        if day is not None:
            self._narrow(which=replace(self._state.which, said=""), span=Span.DAY, day=day)
            return
        span = Span.THIRTY if self._state.span is Span.DAY else self._state.span
        self._narrow(which=replace(self._state.which, said=said), span=span, day=None)

    def clear(self) -> None:
        self._narrow(which=WhichPapers(), span=Span.ALL, day=None)

    # One of them

    def select(self, document_id: DocumentId | None) -> None:
        if document_id != self._state.selected:
            self._change(selected=document_id, opened=None, short=None, recount=None, not_done=None)
            self._read_opened()

    def void(self, reason: PaperVoid) -> None:
        opened = self._state.opened
        if opened is not None:
            change = partial(
                paper_voiding.void,
                by=self._stock.by,
                at=self._stock.clock(),
                document_id=opened.paper.id,
                reason=reason,
            )
            self._tasks.write(change, lambda _: self._done(), self._not_done)

    def begin_short(self) -> None:
        """Ask how many of which lot were short."""
        if self._state.may_be_short:
            self._change(short=LineDraft(self._stock.new_id(), self._state.received[0].lot_id), not_done=None)

    def leave_line(self) -> bool:
        """Leave what is asked of a line; say whether anything was."""
        was_asked = self._state.short is not None or self._state.recount is not None
        self._change(short=None, recount=None, not_done=None)
        return was_asked

    def short_of(self, lot_id: LotId) -> None:
        if self._state.short is not None:
            self._change(short=replace(self._state.short, lot_id=lot_id), not_done=None)

    def short_typed(self, amount: str) -> None:
        if self._state.short is not None:
            self._change(short=replace(self._state.short, amount=amount), not_done=None)

    def post_short(self) -> None:
        """Less was received than the delivery says: correct it, on the day it was found."""
        state, short = self._state, self._state.short
        if state.opened is None or short is None or state.catalog is None:
            return
        line = next(one for one in state.received if one.lot_id == short.lot_id)
        item, paper = state.catalog.item[line.item_id], state.opened.paper
        try:
            units = parse_amount(short.amount, item.units_per_box, item.units_per_case)
        except Refusal as refusal:
            self._not_done(refusal)
            return
        head = Head(short.client_id, paper.site_id, self._stock.clock().day, paper.reference)
        change = partial(
            deliveries.short,
            by=self._stock.by,
            at=self._stock.clock(),
            head=head,
            lines=[Line(line.item_id, units, line.lot_id)],
            delivery_id=paper.id,
        )
        self._tasks.write(change, lambda _: self._done(), self._not_done)

    # A count

    def begin_recount(self) -> None:
        """Ask what was found instead, of which lot."""
        opened = self._state.opened
        if opened is not None and self._state.may_recount:
            first = next((line for line in opened.lines if line.quantity), opened.lines[0])
            self.recount_of(first.lot_id)

    def recount_of(self, lot_id: LotId) -> None:
        lines = self._state.opened.lines if self._state.opened else ()
        found = next((line.found or 0 for line in lines if line.lot_id == lot_id), 0)
        self._change(recount=LineDraft(self._stock.new_id(), lot_id, str(found)), not_done=None)

    def recount_typed(self, amount: str) -> None:
        if self._state.recount is not None:
            self._change(recount=replace(self._state.recount, amount=amount), not_done=None)

    def post_recount(self) -> None:
        """The count in its own place, with another amount of that lot."""
        state, said = self._state, self._state.recount
        if state.opened is None or said is None or state.catalog is None:
            return
        line = next(one for one in state.opened.lines if one.lot_id == said.lot_id)
        item = state.catalog.item[line.item_id]
        try:
            found = parse_amount(said.amount, item.units_per_box, item.units_per_case, least=0)
        except Refusal as refusal:
            self._not_done(refusal)
            return
        change = partial(
            counted_again.correct, by=self._stock.by, at=self._stock.clock(), client_id=said.client_id,
            document_id=state.opened.paper.id, lot_id=said.lot_id, found=found,
        )  # fmt: skip
        self._tasks.write(change, self._recounted, self._not_done)

    def _recounted(self, posted: Posted) -> None:
        self._change(selected=posted.document_id, opened=None)
        self._done()

    # What was read

    def _read(self, asked: WhichPapers, found: tuple[Catalog, tuple[ListedPaper, ...]]) -> None:
        if asked != self._state.asked:
            return
        known, papers = found
        may_be_more, papers = len(papers) > PAGE, papers[:PAGE]
        there = {paper.id for paper in papers}
        selected = self._state.selected if self._state.selected in there else next((p.id for p in papers), None)
        keeps = selected == self._state.selected
        self._change(
            catalog=known, papers=papers, may_be_more=may_be_more, selected=selected, refusal=None,
            opened=self._state.opened if keeps else None, short=self._state.short if keeps else None,
            recount=self._state.recount if keeps else None,
        )  # fmt: skip
        self._read_opened()

    def _read_opened(self) -> None:
        if self._state.selected is not None:
            query = partial(paper_reading.opened, document_id=self._state.selected)
            self._tasks.read(query, self._opened_read, self._refused, key=_OPENED)

    def _opened_read(self, opened: OpenedPaper) -> None:
        if opened.paper.id == self._state.selected:
            self._change(opened=opened)

    def _done(self) -> None:
        self._change(short=None, recount=None, not_done=None)
        self.refresh()

    def _not_done(self, refusal: Refusal) -> None:
        self._change(not_done=refusal)

    def _refused(self, refusal: Refusal) -> None:
        self._change(refusal=refusal)

    def _narrow(self, **asked: Any) -> None:
        self._change(**asked)
        self.refresh()

    def _change(self, **changes: Any) -> None:
        self._state = replace(self._state, **changes)
        self._show(self._state)


def _look(session: Session, *, language: str, day: date, asked: WhichPapers) -> tuple[Catalog, tuple[ListedPaper, ...]]:
    return catalog.load(session, language, day), paper_listing.papers(session, asked, PAGE + 1)
