"""What happens at the desk.  No Qt: read this to know what the page does.

The next blank form is there before the answer to a save.  Every answer carries the client id of its entry, and
touches a form only while that form is still the one it was asked for.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID, uuid4

from outreach import encounters, participants
from outreach.codes import NotACode
from outreach.encounters import VoidReason
from outreach.ui.desk import look
from outreach.ui.desk.draft import Draft, Missing, ReturnedDraft
from outreach.ui.desk.quick_add import Match, QuickAdd
from outreach.ui.desk.state import MORE, TILES, Code, Notice, Question, SetAside, State, Unsaved
from outreach.vocabulary import ReturnedHow, SeenBefore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from outreach.catalog import Catalog, Item
    from outreach.encounters import Recorded
    from outreach.errors import Refusal
    from outreach.safety.staff import Actor
    from outreach.stock.levels import LotLevel
    from outreach.ui.desk.look import Look
    from outreach.ui.tasks import Tasks
    from outreach.vocabulary import At, CategoryId, CodeHash, ItemId, PlaceId, ReferralId, ServiceId, SiteId

T = TypeVar("T")
MATCHES = 3
_CENTER, _TILES, _SHELVES = "desk center", "desk tiles", "desk shelves"
_QUESTIONS = {
    Missing.TOLD: Question.HOW_MANY_TOLD,
    Missing.COUNTED: Question.HOW_MANY_COUNTED,
    Missing.FULLNESS: Question.HOW_FULL,
    Missing.WEIGHT: Question.HOW_HEAVY,
    Missing.LIGHTER_BAG: Question.LIGHTER_BAG,
}


@dataclass(frozen=True, slots=True)
class Desk:
    """Who sits here, and what they bring: the actor, the clock, the hash of codes, and where the center is met."""

    by: Actor
    clock: Callable[[], At]
    hash_code: Callable[[str], CodeHash]
    language: str = "en"
    start_at: tuple[SiteId, PlaceId | None] | None = None
    moved: Callable[[SiteId, PlaceId | None], None] = lambda _site, _place: None
    new_id: Callable[[], UUID] = uuid4


class DeskPresenter:
    def __init__(self, tasks: Tasks, desk: Desk, show: Callable[[State], None]) -> None:
        self._tasks = tasks
        self._desk = desk
        self._show = show
        self._sending: dict[UUID, Unsaved] = {}
        self._last_sent: Draft | None = None
        self._has_just_read = False
        self._quick_add = QuickAdd(())
        self._state = State(day=desk.clock().day, draft=self._blank())

    @property
    def state(self) -> State:
        return self._state

    # The center, its shelves and its day

    def refresh(self) -> None:
        """Read everything again; what is being typed stays.  Our own save has read what it changed already."""
        if self._has_just_read and self._state.day == self._desk.clock().day:
            self._has_just_read = False
            return
        day = self._desk.clock().day
        query = partial(look.center, language=self._desk.language, day=day)
        self._tasks.read(query, then=partial(self._center_read, day), key=_CENTER)

    def settle(self) -> None:
        """Send again what was on its way when the center was locked: the same entry is recorded once."""
        for unsaved in tuple(self._sending.values()):
            self._send(unsaved)

    def choose_place(self, site_id: SiteId, place_id: PlaceId | None) -> None:
        catalog = self._state.catalog
        if catalog is None:
            return
        place = catalog.place.get(place_id) if place_id is not None else None
        self._change(
            site=catalog.site[site_id], place=place, strip=None, levels=MappingProxyType({}), lots=MappingProxyType({})
        )
        self._desk.moved(site_id, place_id)
        self._read_tiles()

    def _center_read(self, day: date, catalog: Catalog) -> None:
        if catalog == self._state.catalog and day == self._state.day:
            self._read_shelves()  # the tiles stay where the hands know them
            return
        self._change(day=day, catalog=catalog)
        site_id, place_id = self._where(catalog)
        if site_id is not None:
            place = catalog.place.get(place_id) if place_id is not None else None
            self._change(site=catalog.site[site_id], place=place)
        self._read_tiles()

    def _where(self, catalog: Catalog) -> tuple[SiteId | None, PlaceId | None]:
        """Stay where the desk is; else where it was last; else the center's first site."""
        if self._state.site_id in catalog.site:
            return self._state.site_id, self._state.place_id
        if self._desk.start_at and self._desk.start_at[0] in catalog.site:
            return self._desk.start_at
        first = next(iter(catalog.sites), None)
        return (first.id, first.usual_place_id) if first else (None, None)

    def _read_tiles(self) -> None:
        if (site_id := self._state.site_id) is None:
            return
        day = self._state.day
        then = partial(self._tiles_read, site_id)
        self._tasks.read(partial(look.given_most, site_id=site_id, day=day), then=then, key=_TILES)
        self._read_shelves()

    def _tiles_read(self, site_id: SiteId, most: tuple[ItemId, ...]) -> None:
        if site_id != self._state.site_id or self._state.catalog is None:
            return
        current = {item.id for item in self._state.catalog.items if not item.retired}
        ranked = [item_id for item_id in most if item_id in current]
        ordered = ranked + [item.id for item in _mixed(self._state.catalog.items) if item.id in current - {*ranked}]
        self._quick_add = QuickAdd(self._state.catalog.items, ordered)
        more = tuple(ordered[TILES : TILES + MORE])
        self._change(tiles=tuple(ordered[:TILES]), more=more, is_ranked=bool(ranked))

    def _read_shelves(self) -> None:
        known, site_id, day = self._state.catalog, self._state.site_id, self._state.day
        if known is not None and site_id is not None:
            query = partial(look.shelves, known=known, site_id=site_id, day=day)
            self._tasks.read(query, then=self._shelves_read, key=_SHELVES)

    def _shelves_read(self, seen: Look) -> None:
        if (seen.site_id, seen.day) != (self._state.site_id, self._state.day):
            return
        levels = MappingProxyType({level.item_id: level for level in seen.levels})
        often = tuple(
            Match(item_id, max(1, self._state.items[item_id].usual_pack))
            for item_id in seen.often_today[:MATCHES]
            if item_id in self._state.items
        )
        self._change(levels=levels, strip=seen.strip, often_today=often)
        self._read_lots({line.item_id for line in self._state.draft.lines})

    def _read_lots(self, item_ids: set[ItemId]) -> None:
        if (site_id := self._state.site_id) is not None and item_ids:
            day = self._state.day
            then = partial(self._lots_read, site_id)
            query = partial(look.next_lots, site_id=site_id, day=day, item_ids=frozenset(item_ids))
            self._tasks.read(query, then=then)

    def _lots_read(self, site_id: SiteId, lots: Mapping[ItemId, LotLevel | None]) -> None:
        if site_id == self._state.site_id:
            self._change(lots=MappingProxyType({**self._state.lots, **lots}))

    # Who

    def code_typed(self, text: str) -> None:
        if text == self._state.code_text:
            return
        draft = replace(self._state.draft, code=None, before=SeenBefore.NOT_ASKED)
        self._change(draft=draft, code_text=text, code=Code.TYPING if text.strip() else Code.NONE)

    def code_left(self) -> None:
        """The box was left: hash what stands in it, and find out whether the code was used before."""
        if self._state.code is Code.TYPING and self._state.draft.code is None:
            self._take_code()
            if code := self._state.draft.code:
                then = partial(self._code_looked_up, self._state.draft.client_id, code)
                self._tasks.read(partial(participants.known, code=code), then=then)

    def no_code(self) -> None:
        draft = replace(self._state.draft, code=None, before=SeenBefore.NOT_ASKED)
        self._change(draft=draft, code_text="", code=Code.NONE)

    def seen_before(self, answer: SeenBefore) -> None:
        self._change(draft=replace(self._state.draft, before=answer))

    def for_people(self, number: int | None) -> None:
        self._change(draft=replace(self._state.draft, for_people=number or None))

    def _take_code(self) -> None:
        """Turn what is typed into its hash; what holds no letter or digit is said to be no code."""
        if self._state.code is not Code.TYPING or self._state.draft.code is not None:
            return
        try:
            code = self._desk.hash_code(self._state.code_text)
        except NotACode:
            self._change(code=Code.UNREADABLE)
        else:
            self._change(draft=replace(self._state.draft, code=code))

    def _code_looked_up(self, client_id: UUID, code: CodeHash, is_known: bool) -> None:  # noqa: FBT001 - an answer
        draft = self._state.draft
        if (draft.client_id, draft.code) == (client_id, code) and self._state.code is not Code.KEPT:
            self._change(code=Code.KNOWN if is_known else Code.FIRST_SEEN)

    # What

    def line_typed(self, text: str) -> None:
        if text != self._state.line:
            self._change(line=text, matches=self._quick_add.matches(text, MATCHES), chosen=0)

    def choose_match(self, step: int) -> None:
        if count := len(self._state.matches):
            self._change(chosen=max(0, min(count - 1, self._state.chosen + step)))

    def add_match(self, place: int | None = None) -> bool:
        """Add the chosen match and clear the line; say whether there was one."""
        chosen = self._state.chosen if place is None else place
        if chosen >= len(self._state.matches):
            return False
        match = self._state.matches[chosen]
        self.add(match.item_id, match.amount)
        self._change(line="", matches=(), chosen=0)
        return True

    def find(self, text: str) -> tuple[Match, ...]:
        """All that a search may mean; everything there is when nothing is asked."""
        if text.strip():
            return self._quick_add.matches(text, len(self._state.items))
        return tuple(Match(item.id, max(1, item.usual_pack)) for item in self._state.items.values() if not item.retired)

    def add(self, item_id: ItemId, amount: int) -> None:
        self.set_amount(item_id, self._state.draft.amount_of(item_id) + amount)

    def add_pack(self, item_id: ItemId) -> None:
        self.add(item_id, max(1, self._state.items[item_id].usual_pack))

    def take_pack(self, item_id: ItemId) -> None:
        self.add(item_id, -max(1, self._state.items[item_id].usual_pack))

    def set_amount(self, item_id: ItemId, amount: int) -> None:
        is_new = not self._state.draft.amount_of(item_id)
        self._change(draft=self._state.draft.with_amount(item_id, max(0, amount)), question=Question.NONE)
        if is_new:
            self._read_lots({item_id})

    # Returned and care

    def returned(self, **changes: Any) -> None:
        """Change what is said about returns; naming a figure does not choose the way it is measured."""
        returned = replace(self._state.draft.returned, **changes)
        if returned.how is ReturnedHow.CONTAINER and returned.container_id is None and self._state.catalog:
            first = next(iter(self._state.catalog.containers), None)
            returned = replace(returned, container_id=first.id if first else None)
        self._change(draft=replace(self._state.draft, returned=returned), question=Question.NONE)

    def toggle_service(self, service_id: ServiceId) -> None:
        services = _toggled(self._state.draft.services, service_id)
        self._change(draft=replace(self._state.draft, services=services), question=Question.NONE)

    def toggle_referral(self, referral_id: ReferralId) -> None:
        referrals = _toggled(self._state.draft.referrals, referral_id)
        self._change(draft=replace(self._state.draft, referrals=referrals), question=Question.NONE)

    # Save, clear, take back

    def save(self) -> None:
        """Send the visit and lay out the next blank form at once; ask first, once, if it is empty or half measured."""
        if (site_id := self._state.site_id) is None:
            return
        self._take_code()
        if self._state.code is Code.UNREADABLE:
            self._change(question=Question.WHICH_CODE)
            return
        if missing := self._state.draft.returned.missing:
            self._change(question=_QUESTIONS[missing])
            return
        if self._state.draft.has_nothing and self._state.question is not Question.NOTHING_ENTERED:
            self._change(question=Question.NOTHING_ENTERED)
            return
        draft = self._state.draft
        at = self._desk.clock()
        unsaved = Unsaved(draft, draft.entry(at, site_id, self._state.place_id), refusal=None)
        self._last_sent = draft
        self._lay_out(self._blank(), notice=Notice.SAVING, last=draft.client_id, refusal=None)
        self._send(unsaved)

    def keep_on(self) -> None:
        """Answer no to what Save asked."""
        self._change(question=Question.NONE)

    def clear(self) -> None:
        """Empty the form; what stood there can be brought back."""
        if self._state.line:
            self._change(line="", matches=(), chosen=0)
            return
        aside = self._state.aside
        if self._begun():
            aside = (SetAside(self._kept(), was_cleared=True), *(kept for kept in aside if not kept.was_cleared))
        self._lay_out(self._blank(), aside=aside)

    def bring_back(self, place: int = 0) -> None:
        """Put a visit that was set aside on the form; what stands there changes places with it."""
        kept = self._state.aside[place]
        others = tuple(other for other in self._state.aside if other is not kept)
        self._lay_out(kept.draft, aside=(*self._with_begun(), *others))

    def take_back(self) -> None:
        """Void the visit just saved and fill the form again with it.  Once, and only one's own."""
        if (client_id := self._state.last) is None or (sent := self._last_sent) is None:
            return
        form = self._state.draft.client_id
        at = self._desk.clock()
        self._change(last=None)
        self._tasks.write(
            partial(_void, by=self._desk.by, at=at, client_id=client_id),
            then=lambda _: self._taken_back(sent, form),
            refused=self._not_taken_back,
        )

    def try_again(self) -> None:
        for unsaved in self._state.unsaved:
            self._send(unsaved)

    def correct_unsaved(self) -> None:
        """Put the first visit that was not saved back on the form, to be changed and saved as itself."""
        first, *others = self._state.unsaved
        notice = Notice.NOT_SAVED if others else Notice.NONE
        self._lay_out(
            first.draft, aside=(*self._with_begun(), *self._state.aside), unsaved=tuple(others), notice=notice
        )

    def _send(self, unsaved: Unsaved) -> None:
        client_id = unsaved.draft.client_id
        self._sending[client_id] = unsaved
        self._tasks.write(
            partial(encounters.record, by=self._desk.by, at=self._desk.clock(), entry=unsaved.entry),
            then=self._saved,
            refused=partial(self._not_saved, client_id),
            entry=client_id,
        )

    def _saved(self, recorded: Recorded) -> None:
        self._sending.pop(recorded.client_id, None)
        unsaved = tuple(kept for kept in self._state.unsaved if kept.draft.client_id != recorded.client_id)
        notice = Notice.NOT_SAVED if unsaved else Notice.SAVED
        self._change(unsaved=unsaved, notice=notice, refusal=unsaved[0].refusal if unsaved else None)
        self._wrote()

    def _wrote(self) -> None:
        """Show what it changed; whoever tells us that something was written need not make us read again."""
        self._read_shelves()
        self._has_just_read = True

    def _not_saved(self, client_id: UUID, refusal: Refusal | None = None) -> None:
        if (sent := self._sending.pop(client_id, None)) is None:
            return
        others = tuple(kept for kept in self._state.unsaved if kept.draft.client_id != client_id)
        last = None if self._state.last == client_id else self._state.last
        unsaved = (*others, replace(sent, refusal=refusal))
        self._change(unsaved=unsaved, notice=Notice.NOT_SAVED, refusal=refusal, last=last)

    def _taken_back(self, draft: Draft, form: UUID) -> None:
        again = replace(draft, client_id=self._desk.new_id())
        if self._state.draft.client_id == form:
            aside = (*self._with_begun(), *self._state.aside)
            self._lay_out(again, notice=Notice.TAKEN_BACK, aside=aside)
        else:  # the next visit was saved meanwhile: what is on the form now is somebody else's
            self._change(notice=Notice.TAKEN_BACK, aside=(SetAside(again), *self._state.aside))
        self._wrote()

    def _not_taken_back(self, refusal: Refusal) -> None:
        self._change(notice=Notice.NOT_TAKEN_BACK, refusal=refusal)

    def not_answered(self) -> None:
        """A fault of ours ended a save: what is on its way is kept as not saved; sent again, it counts once."""
        for client_id in tuple(self._sending):
            self._not_saved(client_id)

    def forget(self) -> None:
        """The center is locked: no letter of a code, and nothing to take back, stays on the form."""
        self._take_code()
        kept = Code.KEPT if self._state.draft.code else Code.NONE
        self._change(code=kept, code_text="", line="", matches=(), chosen=0, last=None, notice=Notice.NONE)
        self._last_sent = None

    # The form

    def _blank(self) -> Draft:
        return Draft(self._desk.new_id(), returned=ReturnedDraft())

    def _lay_out(self, draft: Draft, **changes: Any) -> None:
        """Show another visit on the form: no letter of the last one's code stays."""
        code = Code.KEPT if draft.code else Code.NONE
        form = {"draft": draft, "code": code, "code_text": "", "line": "", "matches": (), "chosen": 0}
        self._change(**form, question=Question.NONE, **changes)

    def _begun(self) -> bool:
        return self._state.draft.is_begun or self._state.code is Code.TYPING

    def _kept(self) -> Draft:
        self._take_code()
        return self._state.draft

    def _with_begun(self) -> tuple[SetAside, ...]:
        return (SetAside(self._kept()),) if self._begun() else ()

    def _change(self, **changes: Any) -> None:
        self._state = replace(self._state, **changes)
        self._show(self._state)


def _void(session: Any, by: Actor, at: At, client_id: UUID) -> None:
    """Take back by the id we made: the answer that would have told the encounter's own may still be on its way."""
    encounter_id = encounters.saved(session, client_id)
    if encounter_id is not None:
        encounters.void(session, by, at, encounter_id, VoidReason.TAKEN_BACK)


def _mixed(items: Iterable[Item]) -> list[Item]:
    """The first of each category, then the second of each: a new center begins with something of everything."""
    place: dict[CategoryId, int] = {}
    ranked = []
    for item in items:
        place[item.category_id] = place.get(item.category_id, 0) + 1
        ranked.append((place[item.category_id], item))
    return [item for _, item in sorted(ranked, key=lambda pair: pair[0])]


def _toggled(chosen: tuple[T, ...], one: T) -> tuple[T, ...]:
    return tuple(other for other in chosen if other != one) if one in chosen else (*chosen, one)
