"""The items of the settings: which are listed, and what is said of each until it is saved.  No Qt.

What was changed of an item stays while one looks at others; *Save changes* saves all of it or nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from outreach import scans
from outreach.barcodes import BarcodeTaken, Listed, NotABarcode
from outreach.catalog import Part
from outreach.catalog_editing import book, saving, standing
from outreach.catalog_editing.items import Called, Facts
from outreach.catalog_editing.said import NOTHING_SAID, Book, EntryRecord, ItemRecord, ItemSaid
from outreach.errors import Refusal, SeveralRefusals
from outreach.safety.staff import Actor, Right
from outreach.ui.settings.catalog.finding import fits
from outreach.ui.settings.edited_by import EditedBy
from outreach.ui.tasks import Tasks
from outreach.vocabulary import At, CategoryId, ItemId, Named, SiteId

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

NEW = 0
"""The key of the item that is not there yet."""


@dataclass(frozen=True, slots=True)
class State:
    today: date
    may_change: bool
    language: str
    book: Book | None = None
    typed: str = ""
    category_id: CategoryId | None = None
    shows_retired: bool = False
    chosen: int | None = None
    drafts: Mapping[int, ItemSaid] = field(default_factory=dict)
    refused: int | None = None
    """The item that was not saved; `refusal` says why, and is about something else where this is None."""
    refusal: Refusal | None = None
    code_refusal: Refusal | None = None

    @property
    def is_refused(self) -> bool:
        """The item being looked at was not saved."""
        return self.refusal is not None and self.refused == self.chosen

    @property
    def has_changes(self) -> bool:
        return bool(self.drafts)

    @property
    def record(self) -> ItemRecord | None:
        """What is kept of the chosen item."""
        return self.record_of(self.chosen)

    @property
    def said(self) -> ItemSaid | None:
        """What stands on the form."""
        if self.chosen is None:
            return None
        return self.drafts.get(self.chosen) or (self.record.said if self.record else None)

    @property
    def is_new(self) -> bool:
        return self.chosen == NEW

    @property
    def is_kit(self) -> bool:
        return bool(self.record and self.record.is_kit) or bool(self.said and self.said.since)

    @property
    def items(self) -> tuple[ItemRecord, ...]:
        return self.book.items if self.book else ()

    @property
    def categories(self) -> tuple[EntryRecord, ...]:
        return tuple(one for one in (self.book.entries(Named.CATEGORY) if self.book else ()) if not one.is_retired)

    @property
    def sites(self) -> tuple[EntryRecord, ...]:
        return tuple(one for one in (self.book.entries(Named.SITE) if self.book else ()) if not one.is_retired)

    @property
    def waiting(self) -> tuple[ItemRecord, ...]:
        """Items with a barcode said at the desk that nobody has looked at."""
        return tuple(item for item in self.items if item.waits)

    @property
    def listed(self) -> tuple[ItemRecord, ...]:
        return tuple(item for item in self.items if self._is_listed(item))

    def record_of(self, key: int | None) -> ItemRecord | None:
        return next((item for item in self.items if item.id == key), None)

    def name_of(self, said: ItemSaid) -> str:
        called = said.called.get(self.language, NOTHING_SAID)
        return called.name or said.called["en"].name

    def category_name(self, entry: EntryRecord) -> str:
        return (entry.said.name_es if self.language == "es" else "") or entry.said.name

    def parts_to_choose(self) -> tuple[ItemRecord, ...]:
        """What a kit may hold: what is on the list, no kit, and not itself."""
        return tuple(one for one in self.items if not one.is_retired and not one.is_kit and one.id != self.chosen)

    def _is_listed(self, item: ItemRecord) -> bool:
        if item.is_retired and not self.shows_retired:
            return False
        if self.category_id is not None and item.said.facts.category_id != self.category_id:
            return False
        return fits(item.said, self.typed)


class ItemsPresenter:
    def __init__(
        self, tasks: Tasks, items: EditedBy, show: Callable[[State], None], told: Callable[[str], None]
    ) -> None:
        """`told` gets *saved*, *retired* or *back* once it is so."""
        self._tasks, self._items, self._show, self._told = tasks, items, show, told
        self._written: tuple[Mapping[int, ItemSaid], Mapping[int, int]] = ({}, {})
        self.state = State(items.clock().day, items.by.has(Right.EDIT_CATALOG), items.language)

    def refresh(self) -> None:
        """Read again; what is being changed stays."""
        self._tasks.read(partial(book.load, on=self._items.clock().day), self._read, self._refused, key="items")

    def find(self, typed: str) -> None:
        self._change(typed=typed)

    def filter(self, category_id: CategoryId | None) -> None:
        self._change(category_id=category_id)

    def show_retired(self, *, shows: bool) -> None:
        self._change(shows_retired=shows)

    def choose(self, key: int | None) -> None:
        if key != self.state.chosen:
            kept = {"refusal": self.state.refusal} if key == self.state.refused else {"refusal": None}
            self._change(chosen=key, code_refusal=None, **kept)

    def add(self) -> None:
        """Begin an item in the category that is being looked at; one already begun is gone on with."""
        state = self.state
        if not state.categories:
            return
        category = state.category_id or CategoryId(state.categories[0].id)
        blank = ItemSaid(Facts(category), dict.fromkeys(book.LANGUAGES, NOTHING_SAID))
        drafts = {NEW: blank, **state.drafts}
        self._change(drafts=drafts, chosen=NEW, refusal=None, code_refusal=None)

    # --- what is said of the chosen item -----------------------------------------------------------------------------

    def call(self, language: str, **said: Any) -> None:
        if self.state.said:
            one = replace(self.state.said.called[language], **said)
            self._edit(called={**self.state.said.called, language: one})

    def set_fact(self, **facts: Any) -> None:
        if self.state.said:
            self._edit(facts=replace(self.state.said.facts, **facts))

    def set_target(self, site_id: SiteId, minimum: int, target: int) -> None:
        if self.state.said:
            others = {site: both for site, both in self.state.said.targets.items() if site != site_id}
            wanted = {site_id: (minimum, target)} if minimum or target else {}
            self._edit(targets={**others, **wanted})

    def add_barcode(self, typed: str, units: int) -> bool:
        """Put a scanned or typed barcode on the form; False and a refusal if it cannot be this item's."""
        state, code = self.state, scans.read(typed).code
        if state.said is None:
            return False
        mine = {barcode.code for barcode in state.said.barcodes if not barcode.is_retired}
        owner = next((item for item in state.items if item.id != state.chosen and _has(item, code)), None)
        if owner is not None:
            self._change(code_refusal=BarcodeTaken(code, state.name_of(owner.said)))
        elif not code or not units:
            self._change(code_refusal=NotABarcode(typed.strip()))
        elif code not in mine:
            others = tuple(barcode for barcode in state.said.barcodes if barcode.code != code)
            self._edit(barcodes=(*others, Listed(code, ItemId(state.chosen or NEW), units)))
        return self.state.code_refusal is None

    def change_barcode(self, code: str, **said: Any) -> None:
        """Confirm it, retire it, bring it back, or say how many one scan stands for."""
        if self.state.said:
            barcodes = (replace(one, **said) if one.code == code else one for one in self.state.said.barcodes)
            self._edit(barcodes=tuple(barcodes))

    def take_off_barcode(self, code: str) -> None:
        """One that was put on the form and never saved."""
        if self.state.said:
            self._edit(barcodes=tuple(one for one in self.state.said.barcodes if one.code != code))

    def begin_recipe(self) -> None:
        """Write what is inside from today on, beginning with what is inside now."""
        record = self.state.record
        now = record.versions[0].parts if record and record.versions else ()
        self._edit(since=self._items.clock().day, parts=now)

    def leave_recipe(self) -> None:
        self._edit(since=None, parts=())

    def begin_recipe_on(self, day: date) -> None:
        self._edit(since=day)

    def put_part(self, item_id: ItemId, quantity: int) -> None:
        """So many of it are inside; where it is inside already, in its place."""
        if self.state.said:
            parts = self.state.said.parts
            if all(part.item_id != item_id for part in parts):
                parts = (*parts, Part(item_id, quantity))
            changed = (Part(item_id, quantity) if part.item_id == item_id else part for part in parts)
            self._edit(parts=tuple(changed))

    def take_part(self, item_id: ItemId) -> None:
        if self.state.said:
            self._edit(parts=tuple(part for part in self.state.said.parts if part.item_id != item_id))

    # --- and kept ----------------------------------------------------------------------------------------------------

    def put_back(self) -> None:
        """The chosen item as it is kept; one that was begun is given up.  Elsewhere, all of them."""
        mine = {self.state.chosen} if self.state.chosen in self.state.drafts else set(self.state.drafts)
        drafts = {key: said for key, said in self.state.drafts.items() if key not in mine}
        chosen = None if NEW in mine and self.state.chosen == NEW else self.state.chosen
        self._change(drafts=drafts, chosen=chosen, refusal=None, refused=None, code_refusal=None)

    def save(self) -> None:
        drafts = dict(self.state.drafts)
        write = partial(_save, self._items, drafts, {item.id: item for item in self.state.items})
        self._tasks.write(write, partial(self._saved, drafts), self._not_saved)

    def retire(self) -> None:
        self._stand(standing.retire, "retired")

    def bring_back(self) -> None:
        self._stand(standing.bring_back, "back")

    def _stand(self, act: Callable[[Session, Actor, At, Named, int], None], told: str) -> None:
        items, record = self._items, self.state.record
        if record is not None:
            self._tasks.write(
                lambda session: act(session, items.by, items.clock(), Named.ITEM, record.id),
                lambda _: self._stood(told),
                self._refused,
            )

    def _stood(self, told: str) -> None:
        self._change(refusal=None)
        self._told(told)
        self.refresh()

    def _read(self, found: Book) -> None:
        """What was edited while it was being written stays a change; what was saved stays chosen."""
        drafts, chosen = self.state.drafts, self.state.chosen
        written, ids = self._written
        drafts = {key: said for key, said in drafts.items() if written.get(key) != said}
        if chosen is not None and chosen in ids and chosen not in drafts:
            chosen = ids[chosen]
        there = {item.id for item in found.items} | {NEW}
        drafts = {key: said for key, said in drafts.items() if key in there}
        self._written = ({}, {})
        self._change(
            book=found, drafts=drafts, chosen=chosen if chosen in there else None, today=self._items.clock().day
        )
        if written:
            self._told("saved")

    def _saved(self, written: Mapping[int, ItemSaid], ids: Mapping[int, int]) -> None:
        """It is saved once it is read again: until then the form stands as it is."""
        self._written = (written, ids)
        self._change(refusal=None, refused=None)
        self.refresh()

    def _not_saved(self, refusal: Refusal) -> None:
        if isinstance(refusal, SeveralRefusals):
            [(key, why)] = refusal.lines
            self._change(refusal=why, refused=key, chosen=key)
        else:
            self._change(refusal=refusal, refused=None)

    def _refused(self, refusal: Refusal) -> None:
        self._change(refusal=refusal, refused=None)

    def _edit(self, **changes: Any) -> None:
        state = self.state
        if state.said is None or state.chosen is None or not state.may_change:
            return
        said = replace(state.said, **changes)
        drafts = {**state.drafts, state.chosen: said}
        if state.record is not None and said == state.record.said:
            del drafts[state.chosen]
        own = {"refusal": None, "refused": None} if state.refused == state.chosen else {"refusal": None}
        self._change(drafts=drafts, code_refusal=None, **own)

    def _change(self, **changes: Any) -> None:
        self.state = replace(self.state, **changes)
        self._show(self.state)


def _save(
    items: EditedBy, drafts: Mapping[int, ItemSaid], records: Mapping[ItemId, ItemRecord], session: Session
) -> dict[int, int]:
    """Each item's id, by the key it was edited under.  Raises SeveralRefusals naming the one that was refused."""
    ids: dict[int, int] = {}
    for key, said in drafts.items():
        try:
            ids[key] = saving.save_item(session, items.by, items.clock(), records.get(ItemId(key)), said)
        except Refusal as refusal:
            raise SeveralRefusals(((key, refusal),)) from refusal
    return ids


def _has(item: ItemRecord, code: str) -> bool:
    return any(barcode.code == code and not barcode.is_retired for barcode in item.said.barcodes)


def called(said: ItemSaid, language: str) -> Called:
    return said.called.get(language, NOTHING_SAID)
