"""What happens while supplies are handed over.  No Qt: with what all papers share, it says what the page does.

To a partner, at an event, at a training, used here: one hand-over with a slip.  A machine is counted and refilled.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from outreach.catalog_editing import lists
from outreach.stock import handed_again, partner_reports, refills, slip_reading, slip_words
from outreach.stock.handovers import To
from outreach.stock.refills import Refilled
from outreach.ui.stock.acts_there import Act
from outreach.ui.stock.handing import making
from outreach.ui.stock.handing.draft import HandOverDraft, Whom
from outreach.ui.stock.handing.state import HandOverState
from outreach.ui.stock.paper.draft import Field, PaperLine, Place
from outreach.ui.stock.paper.presenter import PaperPresenter
from outreach.ui.stock.state import Done, Posted
from outreach.vocabulary import Recipient

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from uuid import UUID

    from sqlalchemy.orm import Session

    from outreach.errors import Refusal
    from outreach.stock.documents import Head
    from outreach.stock.handovers import HandedOver
    from outreach.stock.paper_reading import OpenedPaper
    from outreach.stock.slip_reading import Slip
    from outreach.translation import Translator
    from outreach.ui.stock.presenter import Stock
    from outreach.ui.tasks import Tasks
    from outreach.vocabulary import CollectedBy, DocumentId, ItemId, PartnerId, SiteId

_EARLIER, _PAPER, _OWN_WORDS = "hand over earlier", "hand over paper", "words on a slip"
_MOST_EARLIER = 8


class HandOverPresenter(PaperPresenter):
    """`printed(title, pdf)`: a slip that is recorded, to be printed; `previewed`: one to be looked at."""

    act = Act.HAND_OVER

    def __init__(
        self, tasks: Tasks, stock: Stock, words: Translator, show: Callable[[Any], None],
        posted: Callable[[Posted], None], printed: Callable[[str, bytes], None],
        previewed: Callable[[bytes], None],
    ) -> None:  # fmt: skip
        self._words, self._printed, self._previewed = words, printed, previewed
        self._reporting: dict[tuple[DocumentId, ItemId, int], UUID] = {}
        state = HandOverState(HandOverDraft(stock.new_id()), stock.clock().day)
        super().__init__(tasks, stock, show, posted, state)

    def refresh(self) -> None:
        super().refresh()
        self._read_earlier()
        self._tasks.read(slip_words.own_words, self._words_read, self._refused, key=_OWN_WORDS)

    def forget(self) -> None:
        """What a partner was handed over is read again after the lock."""
        super().forget()
        self._change(earlier=None, naming=False, naming_refusal=None, reporting_refusal=None)

    # Who gets it

    def choose_whom(self, whom: Whom) -> None:
        """Lines nobody has typed into go with the machine they came from."""
        draft: HandOverDraft = self._state.draft
        lines = tuple(line for line in draft.lines if not line.is_blank)
        self._edit(replace(draft, whom=whom, lines=lines, looked_into=None))
        self._read()

    def choose_partner(self, partner_id: PartnerId | None) -> None:
        self._edit(replace(self._state.draft, partner_id=partner_id, county=""), earlier=None)
        self._read_earlier()

    def choose_county(self, county: str) -> None:
        self._edit(replace(self._state.draft, county=county))

    def choose_carrier(self, collected_by: CollectedBy | None) -> None:
        self._edit(replace(self._state.draft, collected_by=collected_by))

    def name(self, typed: str) -> None:
        self._edit(replace(self._state.draft, named=typed))

    def choose_machine(self, machine_id: SiteId) -> None:
        """Its items are put down as lines, to be counted."""
        lines = tuple(line for line in self._state.draft.lines if not line.is_blank)
        self._edit(replace(self._state.draft, machine_id=machine_id, lines=lines, looked_into=None))
        self._read()

    # An organization that is not on the list

    def begin_naming(self) -> None:
        self._change(naming=True, naming_refusal=None)

    def end_naming(self) -> None:
        self._change(naming=False, naming_refusal=None)

    def add_partner(self, name: str, county: str) -> None:
        add = partial(lists.add_partner, by=self._stock.by, at=self._stock.clock(), name=name, county=county.strip())
        self._tasks.write(add, self._partner_added, lambda refusal: self._change(naming_refusal=refusal))

    def _partner_added(self, partner_id: PartnerId) -> None:
        self._edit(
            replace(self._state.draft, partner_id=partner_id, county=""), naming=False, naming_refusal=None,
            earlier=(), attention=self._to(Place(Field.FIND)),
        )  # fmt: skip
        self._read()

    # What it says it gave out

    def report(self, document_id: DocumentId, item_id: ItemId, given_out: int) -> None:
        """Keep what they say they gave out of it so far, in all; pressed again before it is kept, it is kept once."""
        said = (document_id, item_id, given_out)
        keep = partial(
            partner_reports.report, by=self._stock.by, at=self._stock.clock(),
            client_id=self._reporting.setdefault(said, self._stock.new_id()), document_id=document_id,
            given_out=[(item_id, given_out)],
        )  # fmt: skip
        self._tasks.write(
            keep, lambda _: self._reported(said), lambda refusal: self._change(reporting_refusal=refusal)
        )  # fmt: skip

    def _reported(self, said: tuple[DocumentId, ItemId, int]) -> None:
        self._reporting.pop(said, None)
        self._read_earlier()

    def _read_earlier(self) -> None:
        partner_id = self._state.draft.partner_id
        if partner_id is not None:
            query = partial(slip_reading.of_partner, partner_id=partner_id, most=_MOST_EARLIER)
            self._tasks.read(query, partial(self._earlier_read, partner_id), self._refused, key=_EARLIER)

    def _earlier_read(self, partner_id: PartnerId, earlier: tuple[Slip, ...]) -> None:
        if partner_id == self._state.draft.partner_id:
            self._change(earlier=earlier, reporting_refusal=None)

    def _words_read(self, recall_words: str) -> None:
        self._change(recall_words=recall_words)

    # The slip on paper

    def preview(self) -> None:
        slip = self._state.slip()
        if slip is not None and slip.lines:
            make = partial(self._paper, slip)
            self._tasks.read(lambda _session: make(), self._previewed, self._refused, key=_PAPER)

    def print_slip(self, document_id: DocumentId) -> None:
        """Print a hand-over that is recorded, for the first time or again."""
        make = partial(making.slip_of, document_id=document_id, paper=self._paper)
        self._tasks.read(make, lambda made: self._printed(*made), self._refused, key=_PAPER)

    def _paper(self, slip: Slip) -> bytes:
        stock = self._stock
        return making.slip_pdf(slip, self._state.catalog, self._words, on=stock.clock().day, initials=stock.by.initials)

    # What all papers ask

    def _about_again(self, draft: HandOverDraft, opened: OpenedPaper) -> HandOverDraft:
        to = opened.to or To(Recipient.USED_HERE)
        return replace(
            draft, whom=Whom(to.recipient.value), partner_id=to.partner_id, county=to.county,
            collected_by=to.collected_by, named=opened.paper.reference, slip=opened.paper.slip,
        )  # fmt: skip

    def _blank(self) -> HandOverDraft:
        draft: HandOverDraft = self._state.draft
        return HandOverDraft(self._stock.new_id(), draft.site_id, whom=draft.whom)

    @property
    def _other_site(self) -> SiteId | None:
        draft: HandOverDraft = self._state.draft
        return draft.machine_id if draft.whom is Whom.MACHINE else None

    def _asked_sites(self, head: Head) -> Sequence[SiteId]:
        """A refill comes after its own count, always."""
        return () if self._state.draft.whom is Whom.MACHINE else super()._asked_sites(head)

    def _books_came(self) -> None:
        draft: HandOverDraft = self._state.draft
        books = self._state.books
        if draft.whom is not Whom.MACHINE or draft.looked_into == draft.machine_id or draft.machine_id is None:
            return
        if books.asked.to_site_id != draft.machine_id:
            return
        there = [item for item in books.catalog.items if books.there.get(item.id, 0) > 0]
        new = [item for item in there if draft.waiting(item.id) is None]
        for item in new:
            draft = draft.with_line(item)
        first = draft.lines[0].key if draft.lines else 0
        place = Place(Field.COUNTED, first) if first else Place(Field.FIND)
        self._edit(replace(draft, looked_into=draft.machine_id), attention=self._to(place))
        if new:
            self._read()

    def _first_field(self, key: int) -> Place:
        return Place(Field.COUNTED if self._state.draft.whom is Whom.MACHINE else Field.AMOUNT, key)

    def entered(self, place: Place) -> None:
        """In a machine one goes on to the next line: its shelves are walked."""
        draft: HandOverDraft = self._state.draft
        if draft.whom is not Whom.MACHINE:
            super().entered(place)
            return
        keys = [line.key for line in draft.lines]
        after = keys[keys.index(place.key) + 1 :]
        to = Place(place.field, after[0]) if after else Place(Field.FIND)
        self._change(attention=self._to(to), looked_at=self._state.looked_at | {place})

    def _act(self, head: Head) -> Callable[[Session], Any]:
        draft: HandOverDraft = self._state.draft
        by, at = self._stock.by, self._stock.clock()
        lines = [line.as_line() for line in draft.lines if line.amount.strip()]
        if draft.whom is Whom.MACHINE:
            return partial(refills.refill, by=by, at=at, head=head, found=draft.found(), lines=lines)
        named = replace(head, reference=draft.reference)
        return partial(handed_again.hand_over, by=by, at=at, head=named, to=draft.to(), lines=lines)

    def _said(self, answer: HandedOver | Refilled) -> Posted:
        state: HandOverState = self._state
        lines: Sequence[PaperLine] = state.draft.lines
        site = state.site.name if state.site else ""
        if isinstance(answer, Refilled):
            given = sum(n for _, n in answer.given)
            more = sum(n for _, n in answer.more)
            return Posted(site, len(lines), lines[0].item.id, Done.REFILLED, state.name, given=given, more=more)
        self.print_slip(answer.document_id)
        done = Done.USED_HERE if state.hand_over.whom is Whom.USED_HERE else Done.HANDED_OVER
        return Posted(site, len(lines), lines[0].item.id, done, state.name, answer.slip)

    def _refused(self, refusal: Refusal) -> None:
        self._change(refusal=refusal)
