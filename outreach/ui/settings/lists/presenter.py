"""The lists of the settings: what stands on each, and what is said of an entry until it is saved.  No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from outreach.catalog_editing import book, saving, standing
from outreach.catalog_editing.said import Book, EntryRecord, EntrySaid, ItemRecord, RuleSaid
from outreach.errors import Refusal, SeveralRefusals
from outreach.safety.staff import Actor, Right
from outreach.ui.settings.edited_by import EditedBy
from outreach.ui.tasks import Tasks
from outreach.vocabulary import At, Named, SiteId

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

NEW = 0
"""The key of the entry that is not there yet."""
LISTS = (
    Named.SITE, Named.PLACE, Named.CATEGORY, Named.SERVICE, Named.REFERRAL, Named.SOURCE, Named.SUPPLIER, Named.PARTNER,
)  # fmt: skip
Key = tuple[Named, int]


@dataclass(frozen=True, slots=True)
class State:
    today: date
    may_change: bool
    language: str
    what: Named = Named.SITE
    book: Book | None = None
    shows_retired: bool = False
    chosen: int | None = None
    drafts: Mapping[Key, EntrySaid] = field(default_factory=dict)
    refused: Key | None = None
    """The entry that was not saved; `refusal` says why, and is about something else where this is None."""
    refusal: Refusal | None = None

    @property
    def has_changes(self) -> bool:
        return bool(self.drafts)

    @property
    def entries(self) -> tuple[EntryRecord, ...]:
        return self.book.entries(self.what) if self.book else ()

    @property
    def listed(self) -> tuple[EntryRecord, ...]:
        return tuple(entry for entry in self.entries if self.shows_retired or not entry.is_retired)

    @property
    def record(self) -> EntryRecord | None:
        return next((entry for entry in self.entries if entry.id == self.chosen), None)

    @property
    def said(self) -> EntrySaid | None:
        """What stands on the form."""
        if self.chosen is None:
            return None
        return self.drafts.get((self.what, self.chosen)) or (self.record.said if self.record else None)

    @property
    def is_refused(self) -> bool:
        """The entry being looked at was not saved."""
        return self.refusal is not None and self.refused == (self.what, self.chosen)

    @property
    def sites(self) -> tuple[EntryRecord, ...]:
        return tuple(one for one in (self.book.entries(Named.SITE) if self.book else ()) if not one.is_retired)

    @property
    def categories(self) -> tuple[EntryRecord, ...]:
        return tuple(one for one in (self.book.entries(Named.CATEGORY) if self.book else ()) if not one.is_retired)

    @property
    def items(self) -> tuple[ItemRecord, ...]:
        return tuple(item for item in (self.book.items if self.book else ()) if not item.is_retired)

    @property
    def has_order(self) -> bool:
        return self.what in standing.ORDERED

    def name_of(self, said: EntrySaid) -> str:
        return (said.name_es if self.language == "es" else "") or said.name

    def name_of_item(self, item: ItemRecord) -> str:
        called = item.said.called
        return called[self.language].name or called["en"].name


class ListsPresenter:
    def __init__(
        self, tasks: Tasks, lists: EditedBy, show: Callable[[State], None], told: Callable[[str], None]
    ) -> None:
        """`told` gets *saved*, *retired*, *back* or *moved* once it is so."""
        self._tasks, self._lists, self._show, self._told = tasks, lists, show, told
        self._written: tuple[Mapping[Key, EntrySaid], Mapping[Key, int]] = ({}, {})
        self.state = State(lists.clock().day, lists.by.has(Right.EDIT_CATALOG), lists.language)

    def refresh(self) -> None:
        """Read again; what is being changed stays."""
        self._tasks.read(partial(book.load, on=self._lists.clock().day), self._read, self._refused, key="lists")

    def turn_to(self, what: Named) -> None:
        if what is not self.state.what:
            self._change(what=what, chosen=None, **self._refusal_of((what, NEW)))

    def show_retired(self, *, shows: bool) -> None:
        self._change(shows_retired=shows)

    def choose(self, key: int | None) -> None:
        if key != self.state.chosen:
            self._change(chosen=key, **self._refusal_of((self.state.what, key or NEW)))

    def add(self) -> None:
        """Begin an entry; one already begun is gone on with."""
        state = self.state
        key = (state.what, NEW)
        site = SiteId(state.sites[0].id) if state.what is Named.PLACE and state.sites else None
        drafts = {**state.drafts, key: state.drafts.get(key, EntrySaid(site_id=site))}
        self._change(drafts=drafts, chosen=NEW, **self._refusal_of(key))

    def say(self, **said: Any) -> None:
        state = self.state
        if state.said is None or state.chosen is None or not state.may_change:
            return
        now, key = replace(state.said, **said), (state.what, state.chosen)
        drafts = {**state.drafts, key: now}
        if state.record is not None and now == state.record.said:
            del drafts[key]
        self._change(drafts=drafts, refusal=None, refused=None if state.refused == key else state.refused)

    def add_rule(self) -> None:
        """What a source may buy, from today on."""
        if self.state.said:
            self.say(rules=(*self.state.said.rules, RuleSaid(since=self._lists.clock().day)))

    def change_rule(self, at: int, **said: Any) -> None:
        if self.state.said:
            rules = list(self.state.said.rules)
            rules[at] = replace(rules[at], **said)
            self.say(rules=tuple(rules))

    def take_off_rule(self, at: int) -> None:
        """One that was never saved; one that was is ended."""
        if self.state.said:
            rules = self.state.said.rules
            self.say(rules=rules[:at] + rules[at + 1 :])

    def put_back(self) -> None:
        """The chosen entry as it is kept; one that was begun is given up.  Elsewhere, all of them."""
        state = self.state
        key = (state.what, state.chosen) if state.chosen is not None else None
        gone = {key} if key in state.drafts else set(state.drafts)
        drafts = {one: said for one, said in state.drafts.items() if one not in gone}
        chosen = None if state.chosen == NEW else state.chosen
        self._change(drafts=drafts, chosen=chosen, refusal=None, refused=None)

    def save(self) -> None:
        drafts = dict(self.state.drafts)
        records = {
            (what, entry.id): entry
            for what in LISTS
            for entry in (self.state.book.entries(what) if self.state.book else ())
        }
        self._tasks.write(partial(_save, self._lists, drafts, records), partial(self._saved, drafts), self._not_saved)

    def retire(self) -> None:
        self._stand(standing.retire, "retired")

    def bring_back(self) -> None:
        self._stand(standing.bring_back, "back")

    def move(self, step: int) -> bool:
        """Let the chosen entry stand one further up or down; False at an end, or where names are the order."""
        state, record = self.state, self.state.record
        if record is None or not state.has_order or not state.may_change:
            return False
        mine = [one for one in state.listed if one.said.site_id == record.said.site_id]
        at = next(place for place, one in enumerate(mine) if one.id == record.id)
        if not 0 <= at + step < len(mine):
            return False
        order = [entry.id for entry in state.entries]
        here, there = order.index(record.id), order.index(mine[at + step].id)
        order.insert(there, order.pop(here))
        lists, what = self._lists, state.what
        self._tasks.write(
            lambda session: standing.order(session, lists.by, lists.clock(), what, order),
            lambda _: self._stood("moved"),
            self._refused,
        )
        return True

    def _stand(self, act: Callable[[Session, Actor, At, Named, int], None], told: str) -> None:
        lists, what, record = self._lists, self.state.what, self.state.record
        if record is not None:
            self._tasks.write(
                lambda session: act(session, lists.by, lists.clock(), what, record.id),
                lambda _: self._stood(told),
                self._refused,
            )

    def _stood(self, told: str) -> None:
        self._change(refusal=None)
        self._told(told)
        self.refresh()

    def _read(self, found: Book) -> None:
        """What was edited while it was being written stays a change; what was saved stays chosen."""
        state, (written, ids) = self.state, self._written
        drafts = {key: said for key, said in state.drafts.items() if written.get(key) != said}
        key = (state.what, state.chosen) if state.chosen is not None else None
        chosen = ids[key] if key is not None and key in ids and key not in drafts else state.chosen
        there = {(what, entry.id) for what in LISTS for entry in found.entries(what)}
        drafts = {key: said for key, said in drafts.items() if key in there or key[1] == NEW}
        self._written = ({}, {})
        self._change(book=found, drafts=drafts, chosen=chosen, today=self._lists.clock().day)
        if written:
            self._told("saved")

    def _saved(self, written: Mapping[Key, EntrySaid], ids: Mapping[Key, int]) -> None:
        """It is saved once it is read again: until then the form stands as it is."""
        self._written = (written, ids)
        self._change(refusal=None, refused=None)
        self.refresh()

    def _not_saved(self, refusal: Refusal) -> None:
        if not isinstance(refusal, SeveralRefusals):
            self._refused(refusal)
            return
        [(place, why)] = refusal.lines
        what, key = list(self.state.drafts)[place]
        self._change(refusal=why, refused=(what, key), what=what, chosen=key)

    def _refused(self, refusal: Refusal) -> None:
        self._change(refusal=refusal, refused=None)

    def _refusal_of(self, key: Key) -> dict[str, Any]:
        """What was refused is said again where it was, and nowhere else."""
        return {} if self.state.refused == key else {"refusal": None}

    def _change(self, **changes: Any) -> None:
        self.state = replace(self.state, **changes)
        self._show(self.state)


def _save(
    lists: EditedBy, drafts: Mapping[Key, EntrySaid], records: Mapping[Key, EntryRecord], session: Session
) -> dict[Key, int]:
    """Each entry's id, by the key it was edited under.  Raises SeveralRefusals naming which was refused."""
    ids: dict[Key, int] = {}
    for place, (key, said) in enumerate(drafts.items()):
        try:
            ids[key] = saving.save_entry(session, lists.by, lists.clock(), key[0], records.get(key), said)
        except Refusal as refusal:
            raise SeveralRefusals(((place, refusal),)) from refusal
    return ids
