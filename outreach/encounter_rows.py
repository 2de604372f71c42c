"""Entries as rows: what a visit says is turned into rows of every table, and each table is written once."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.orm import Session

from outreach.catalog import Conversions, conversions
from outreach.db.ids import Ids
from outreach.db.models.base import table_of
from outreach.db.models.encounters import (
    Encounter,
    EncounterVersion,
    GivenPart,
    VersionArrival,
    VersionAsked,
    VersionReferral,
    VersionService,
    VersionUnlisted,
)
from outreach.db.models.encounters import Given as GivenRow
from outreach.db.models.questions import VersionAnswer
from outreach.db.models.steps import VersionStep
from outreach.entry import Entry, Given, fingerprint
from outreach.participants import People
from outreach.returns import is_estimated, returned_columns
from outreach.safety.staff import Actor
from outreach.steps import is_one_persons
from outreach.stock import kits, kits_anew
from outreach.stock.changed_kits import hand_out_changed, is_changed
from outreach.stock.ledger import Ledger
from outreach.stock.standing import Seen
from outreach.unlisted import Names
from outreach.vocabulary import At, EncounterId, ItemId, ParticipantId, SiteId

TABLES = ("encounters", "encounter_versions", "given", "movements", "participants", "unlisted", "lots")


@dataclass(frozen=True, slots=True)
class Short:
    """Handed out beyond what the books held."""

    item_id: ItemId
    quantity: int


@dataclass(frozen=True, slots=True)
class Recorded:
    encounter_id: EncounterId
    client_id: UUID
    shortfalls: tuple[Short, ...] = ()
    already: bool = False  # it had been recorded before, with the same content


class Writer:
    """Turns entries into rows of every table, then writes each table once."""

    def __init__(
        self,
        session: Session,
        by: Actor,
        at: At,
        entries: Sequence[Entry],
        *,
        since: date | None = None,
        also: Collection[ItemId] = (),
        sites: Collection[SiteId] = (),
    ) -> None:
        self._session, self._by, self._at = session, by, at
        self._ids = Ids(session, by.device, TABLES)
        self._names = Names(session, self._ids, [thing.name for entry in entries for thing in entry.unlisted])
        given = [line for entry in entries for line in self._given_lines(entry)]
        items = {line.item_id for line in given}
        swapped = {part for line in given for part, _ in line.parts or ()}
        self._recipes = kits.recipes(session, sorted(items | swapped)) if items else {}
        if swapped & self._recipes.keys():
            raise kits.KitInKit
        parts = {part for versions in self._recipes.values() for recipe in versions for part, _ in recipe.parts}
        self.ledger = Ledger(
            session,
            self._ids,
            by.staff_id,
            {entry.site_id for entry in entries} | set(sites),
            items | parts | swapped | set(also),
            since or min((entry.on for entry in entries), default=at.day),
        )
        self._people = People(session, self._ids, entries)
        estimated = any(is_estimated(entry.returned) for entry in entries)
        self._conversions = conversions(session) if estimated else Conversions(())
        self._encounters: list[dict[str, Any]] = []
        self._versions: list[dict[str, Any]] = []
        self._given: list[dict[str, Any]] = []
        self._given_parts: list[dict[str, Any]] = []
        self._services: list[dict[str, Any]] = []
        self._referrals: list[dict[str, Any]] = []
        self._arrivals: list[dict[str, Any]] = []
        self._asked: list[dict[str, Any]] = []
        self._unlisted: list[dict[str, Any]] = []
        self._answers: list[dict[str, Any]] = []
        self._steps: list[dict[str, Any]] = []
        self.last_participant: ParticipantId | None = None

    def record(self, entry: Entry) -> Recorded:
        encounter_id = EncounterId(self._ids.next("encounters"))
        self._encounters.append(
            {
                "id": encounter_id,
                "client_id": entry.client_id.bytes,
                "content": fingerprint(entry),
                "recorded_on": self._at.day,
            }
        )
        # A new encounter was seen by no count yet, whatever its number: only its days tell.
        shortfalls = self.version(entry, encounter_id, 1, Seen(self._at.day, side=entry.count_side))
        return Recorded(encounter_id, entry.client_id, shortfalls)

    def version(self, entry: Entry, encounter_id: EncounterId, number: int, seen: Seen) -> tuple[Short, ...]:
        version_id = self._ids.next("encounter_versions")
        visitor = self._people.seen(entry)
        self.last_participant = visitor.id if visitor else None
        self._versions.append(
            {
                "id": version_id,
                "encounter_id": encounter_id,
                "number": number,
                "is_current": True,
                "is_void": False,
                "void_reason": None,
                "on_day": entry.on,
                "hour": entry.hour,
                "site_id": entry.site_id,
                "place_id": entry.place_id,
                "participant_id": visitor.id if visitor else None,
                "before": visitor.before if visitor else entry.before,
                "contacts": entry.contacts,
                "for_people": entry.for_people,
                "staff_id": self._by.staff_id,
                "recorded_on": self._at.day,
                "recorded_hour": self._at.hour,
                "is_unsure_who": entry.is_unsure_who,
                "count_side": entry.count_side,
                **returned_columns(entry.returned, entry.on, self._conversions),
            }
        )
        self._services += [{"version_id": version_id, "service_id": id_} for id_ in sorted(set(entry.services))]
        self._referrals += [{"version_id": version_id, "referral_id": id_} for id_ in sorted(set(entry.referrals))]
        self._arrivals += [{"version_id": version_id, "referral_id": id_} for id_ in sorted(set(entry.arrived))]
        asked = _summed((one.item_id, one.quantity) for one in entry.asked)
        self._asked += [{"version_id": version_id, "item_id": id_, "quantity": n} for id_, n in asked.items()]
        named = [(self._names.thing(one.name), one.quantity) for one in entry.unlisted]
        unsorted = _summed((thing.id, quantity) for thing, quantity in named if thing.item_id is None)
        self._unlisted += [{"version_id": version_id, "unlisted_id": id_, "quantity": n} for id_, n in unsorted.items()]
        self._answers += _answer_rows(entry, version_id, self.last_participant)
        if entry.steps and self._keeps_steps(entry):
            self._steps += [
                {"version_id": version_id, "step_id": s.step_id, "standing": s.standing} for s in entry.steps
            ]
        shorts: dict[ItemId, int] = {}
        for line in self._given_lines(entry):
            for item, short in self._hand_out(entry, line, version_id, seen).items():
                shorts[item] = shorts.get(item, 0) + short
        return tuple(Short(item, quantity) for item, quantity in shorts.items())

    def write(self) -> None:
        self._people.write()
        self._names.write()
        connection = self._session.connection()
        for statement, rows in (
            (_INSERT_ENCOUNTERS, self._encounters),
            (_INSERT_VERSIONS, self._versions),
            (_INSERT_GIVEN, self._given),
            (_INSERT_PARTS, self._given_parts),
            (_INSERT_SERVICES, self._services),
            (_INSERT_REFERRALS, self._referrals),
            (_INSERT_ARRIVALS, self._arrivals),
            (_INSERT_ASKED, self._asked),
            (_INSERT_UNLISTED, self._unlisted),
            (_INSERT_ANSWERS, self._answers),
            (_INSERT_STEPS, self._steps),
        ):
            if rows:
                connection.execute(statement, rows)
        kits_anew.write(self._session, self._ids, self.ledger)

    def _keeps_steps(self, entry: Entry) -> bool:
        """Only with a code that is surely one person's alone; anybody else's would be shown theirs."""
        if self.last_participant is None or entry.is_unsure_who or entry.shares_with is not None:
            return False
        return is_one_persons(self._session, self.last_participant)

    def _given_lines(self, entry: Entry) -> tuple[Given, ...]:
        """What was given, with what a thing not on the list has since turned out to be."""
        sorted_out = [
            Given(thing.item_id, one.quantity)
            for one in entry.unlisted
            if (thing := self._names.thing(one.name)).item_id is not None
        ]
        return (*entry.given, *sorted_out)

    def _hand_out(self, entry: Entry, line: Given, version_id: int, seen: Seen) -> dict[ItemId, int]:
        versions = self._recipes.get(line.item_id, ())
        if line.parts is not None and not versions:
            raise kits.NotAKit
        if line.lot_id is None:
            shares = kits.portions(self.ledger, versions, entry.site_id, line.item_id, line.quantity, entry.on)
        else:
            recipe = kits.recipe_of_lot(self.ledger, versions, entry.site_id, line.item_id, line.lot_id, entry.on)
            shares = [kits.Portion(line.quantity, recipe)]
        shorts: dict[ItemId, int] = {}
        for portion in shares:
            given_id = self._ids.next("given")
            self._given.append(
                {
                    "id": given_id,
                    "version_id": version_id,
                    "item_id": line.item_id,
                    "quantity": portion.quantity,
                    "recipe_version_id": portion.recipe_version_id,
                    "despite": line.despite,
                    "reason": line.reason,
                }
            )
            for item, short in self._take(entry, line, portion, given_id, seen).items():
                shorts[item] = shorts.get(item, 0) + short
        return shorts

    def _take(self, entry: Entry, line: Given, portion: kits.Portion, given_id: int, seen: Seen) -> dict[ItemId, int]:
        if not is_changed(line.parts, portion.recipe):
            return kits.hand_out(
                self.ledger, portion, entry.site_id, line.item_id, entry.on, seen, given_id,
                lot_id=line.lot_id, lot_known=line.lot_known,
            )  # fmt: skip
        parts = _summed(line.parts or ())
        self._given_parts += [{"given_id": given_id, "item_id": id_, "quantity": n} for id_, n in parts.items()]
        return hand_out_changed(
            self._session, self._ids, self.ledger, portion, [(ItemId(part), each) for part, each in parts.items()],
            site_id=entry.site_id, item_id=line.item_id, on=entry.on, seen=seen, given_id=given_id,
            lot_id=line.lot_id, lot_known=line.lot_known,
        )  # fmt: skip


_INSERT_ENCOUNTERS = insert(table_of(Encounter))
_INSERT_VERSIONS = insert(table_of(EncounterVersion))
_INSERT_GIVEN = insert(table_of(GivenRow))
_INSERT_PARTS = insert(table_of(GivenPart))
_INSERT_SERVICES = insert(table_of(VersionService))
_INSERT_REFERRALS = insert(table_of(VersionReferral))
_INSERT_ARRIVALS = insert(table_of(VersionArrival))
_INSERT_ASKED = insert(table_of(VersionAsked))
_INSERT_UNLISTED = insert(table_of(VersionUnlisted))
_INSERT_ANSWERS = insert(table_of(VersionAnswer))
_INSERT_STEPS = insert(table_of(VersionStep))


def _answer_rows(entry: Entry, version_id: int, participant_id: ParticipantId | None) -> list[dict[str, Any]]:
    """One row an answer, one for each of several choices; none for what was not asked."""
    return [
        {
            "version_id": version_id,
            "question_id": answer.question_id,
            "number": number,
            "said": answer.said,
            "choice_id": choice,
            "participant_id": participant_id,
        }
        for answer in entry.answers
        for number, choice in enumerate(sorted(answer.choices) or [None])
    ]


def _summed(amounts: Iterable[tuple[int, int]]) -> dict[int, int]:
    sums: dict[int, int] = {}
    for id_, amount in amounts:
        sums[id_] = sums.get(id_, 0) + amount
    return sums
