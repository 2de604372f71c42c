"""Encounters: record, correct, void.  Nobody is refused for what the books say."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.orm import Session

from outreach.db.ids import Ids
from outreach.db.models.base import table_of
from outreach.db.models.encounters import Encounter, EncounterVersion, Given
from outreach.encounter_rows import TABLES, Recorded, Writer
from outreach.entry import Entry, check, fingerprint
from outreach.errors import Refusal
from outreach.participants import look_again
from outreach.safety import audit
from outreach.safety.staff import Actor, Right
from outreach.stock import kits_anew
from outreach.stock.ledger import Ledger
from outreach.stock.past_rows import reversible
from outreach.stock.standing import Seen
from outreach.vocabulary import At, CountSide, EncounterId, ItemId, ParticipantId, SiteId, VoidReason

_AT_ONCE = 5_000  # ids in one look-up; SQLite takes 32,766 values a statement


@dataclass(eq=False)
class SameIdOtherContent(Refusal):
    """This entry's id was already recorded with other content; nothing was changed."""


@dataclass(eq=False)
class NoSuchEncounter(Refusal):
    pass


@dataclass(eq=False)
class AlreadyVoid(Refusal):
    """That visit was already taken back or voided."""


@dataclass(eq=False)
class NotYours(Refusal):
    """Front desk corrects its own visits of today; a coordinator corrects any."""


def record(session: Session, by: Actor, at: At, entry: Entry) -> Recorded:
    """Record one visit: stock falls, the person is seen, the audit knows who.

    Raises NotAllowed, SameIdOtherContent, AmountBelowOne, ReturnedIncomplete, TareAboveGross.
    """
    return record_many(session, by, at, (entry,))[0]


def record_many(session: Session, by: Actor, at: At, entries: Sequence[Entry]) -> list[Recorded]:
    """Record visits in the order given, all or none; the one path by which any visit gets into the file."""
    by.may(Right.RECORD)
    for entry in entries:
        check(entry)
    earlier = _earlier(session, entries)
    new: dict[UUID, Entry] = {}
    for entry in entries:
        if entry.client_id.bytes not in earlier:
            new.setdefault(entry.client_id, entry)
    writer = Writer(session, by, at, tuple(new.values()))
    written = {client_id: writer.record(entry) for client_id, entry in new.items()}
    writer.write()
    audit.note(session, by, at, "encounter.recorded", (recorded.encounter_id for recorded in written.values()))
    return [
        written[entry.client_id] if new.get(entry.client_id) is entry else _already(entry, earlier, new, written)
        for entry in entries
    ]


def correct(session: Session, by: Actor, at: At, encounter_id: EncounterId, entry: Entry) -> Recorded:
    """Say anew what a visit was.  The old version is kept; its movements are taken back and written again.

    Raises NotAllowed, NotYours, NoSuchEncounter, AlreadyVoid, and what `record` raises for the entry.
    """
    check(entry)
    old = _standing(session, by, at, encounter_id)
    writer = Writer(
        session, by, at, (entry,), since=min(entry.on, old.on_day), also=_items_of(session, old.id), sites={old.site_id}
    )
    _take_off(session, writer.ledger, old, encounter_id)
    writer.ledger.write()  # what was short because of the mistake is on the shelf again
    seen = Seen(old.first_recorded_on, encounter_id, side=entry.count_side)
    shortfalls = writer.version(entry, encounter_id, old.number + 1, seen)
    writer.write()
    look_again(session, {pid for pid in (old.participant_id, writer.last_participant) if pid is not None})
    audit.note(session, by, at, "encounter.corrected", (encounter_id,))
    return Recorded(encounter_id, entry.client_id, shortfalls)


def void(session: Session, by: Actor, at: At, encounter_id: EncounterId, reason: VoidReason) -> None:
    """Take a visit back: it no longer counts, its movements are reversed, what it said is kept.

    Raises NotAllowed, NotYours, NoSuchEncounter, AlreadyVoid.
    """
    old = _standing(session, by, at, encounter_id)
    ids = Ids(session, by.device, TABLES)
    ledger = Ledger(session, ids, by.staff_id, {old.site_id}, _items_of(session, old.id), old.on_day)
    _take_off(session, ledger, old, encounter_id)
    kits_anew.write(session, ids, ledger)
    kept = select(EncounterVersion.__table__).where(EncounterVersion.id == old.id)
    row = dict(session.execute(kept).mappings().one())
    row |= {
        "is_current": True,
        "id": ids.next("encounter_versions"),
        "number": old.number + 1,
        "is_void": True,
        "void_reason": reason,
        "staff_id": by.staff_id,
        "recorded_on": at.day,
        "recorded_hour": at.hour,
    }
    session.execute(insert(EncounterVersion), [row])
    if old.participant_id is not None:
        look_again(session, {old.participant_id})
    audit.note(session, by, at, "encounter.voided", (encounter_id,))


def saved(session: Session, client_id: UUID) -> EncounterId | None:
    """The encounter a client-made id was recorded as, if it was."""
    found = session.scalar(select(Encounter.id).where(Encounter.client_id == client_id.bytes))
    return EncounterId(found) if found is not None else None


def reused_ids(session: Session, entries: Sequence[Entry]) -> list[int]:
    """Places in `entries` whose id was recorded before (in the file, or further up) with other content."""
    seen = {id_: content for id_, (_, content) in _earlier(session, entries).items()}
    bad = []
    for place, entry in enumerate(entries):
        said = fingerprint(entry)
        if seen.setdefault(entry.client_id.bytes, said) != said:
            bad.append(place)
    return bad


@dataclass(frozen=True, slots=True)
class _Standing:
    id: int
    number: int
    on_day: date
    site_id: SiteId
    participant_id: ParticipantId | None
    first_recorded_on: date
    count_side: CountSide | None


def _standing(session: Session, by: Actor, at: At, encounter_id: EncounterId) -> _Standing:
    """The version that stands, if this person may change it."""
    by.may(Right.CORRECT_OWN_TODAY)
    version = session.execute(
        select(
            EncounterVersion.id,
            EncounterVersion.number,
            EncounterVersion.on_day,
            EncounterVersion.site_id,
            EncounterVersion.participant_id,
            EncounterVersion.is_void,
            EncounterVersion.count_side,
            Encounter.recorded_on,
        )
        .join(Encounter, Encounter.id == EncounterVersion.encounter_id)
        .where(EncounterVersion.encounter_id == encounter_id, EncounterVersion.is_current)
    ).one_or_none()
    if version is None:
        raise NoSuchEncounter
    if version.is_void:
        raise AlreadyVoid
    if not by.has(Right.CORRECT_ANY):
        first_by = session.scalar(
            select(EncounterVersion.staff_id).where(
                EncounterVersion.encounter_id == encounter_id, EncounterVersion.number == 1
            )
        )
        if first_by != by.staff_id or version.recorded_on != at.day:
            raise NotYours
    return _Standing(
        version.id,
        version.number,
        version.on_day,
        version.site_id,
        version.participant_id,
        version.recorded_on,
        version.count_side,
    )


def _take_off(session: Session, ledger: Ledger, old: _Standing, encounter_id: EncounterId) -> None:
    """Take back what a version gave; it stands no longer."""
    session.execute(update(EncounterVersion).where(EncounterVersion.id == old.id).values(is_current=False))
    ledger.reverse(reversible(session, old.id), Seen(old.first_recorded_on, encounter_id, side=old.count_side))
    kits = select(Given.item_id).where(Given.version_id == old.id, Given.recipe_version_id.is_not(None))
    for kit in session.scalars(kits):
        ledger.touch(old.site_id, ItemId(kit), old.on_day)


def _items_of(session: Session, version_id: int) -> set[ItemId]:
    return {row.item_id for row in reversible(session, version_id)}


_ENCOUNTERS = table_of(Encounter).c
_EARLIER = select(_ENCOUNTERS.client_id, _ENCOUNTERS.id, _ENCOUNTERS.content).where(
    _ENCOUNTERS.client_id.in_(bindparam("ids", expanding=True))
)


def _earlier(session: Session, entries: Iterable[Entry]) -> dict[bytes, tuple[int, bytes]]:
    """Client id → (encounter, fingerprint) of those already in the file."""
    ids = [entry.client_id.bytes for entry in entries]
    found: dict[bytes, tuple[int, bytes]] = {}
    for start in range(0, len(ids), _AT_ONCE):
        rows = session.connection().execute(_EARLIER, {"ids": ids[start : start + _AT_ONCE]})
        found |= {row.client_id: (row.id, row.content) for row in rows}
    return found


def _already(
    entry: Entry, earlier: dict[bytes, tuple[int, bytes]], new: dict[UUID, Entry], written: dict[UUID, Recorded]
) -> Recorded:
    """The answer for an entry recorded before, in the file or further up in the same list."""
    if entry.client_id in written:
        encounter_id, content = written[entry.client_id].encounter_id, fingerprint(new[entry.client_id])
    else:
        found, content = earlier[entry.client_id.bytes]
        encounter_id = EncounterId(found)
    if content != fingerprint(entry):
        raise SameIdOtherContent
    return Recorded(encounter_id, entry.client_id, already=True)
