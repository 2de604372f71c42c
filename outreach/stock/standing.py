"""Where a row of the ledger stands in its day: before a posted count, or after it.  Order without a time."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import bindparam, text
from sqlalchemy.orm import Session

from outreach.db.ids import device_of
from outreach.db.models.encounters import Encounter
from outreach.vocabulary import CountSide, DocumentId, LotId


@dataclass(frozen=True, slots=True)
class Seen:
    """What tells a row's place before or after a count of the same day: when, and as what, it was first recorded."""

    recorded_on: date
    encounter_id: int | None = None
    movement_id: int | None = None
    side: CountSide | None = None  # what somebody said, which counts for more


@dataclass(frozen=True, slots=True, eq=False)
class PostedCount:
    """A posted count, up to which record of each device it had seen, and the lots it says nobody looked at."""

    document_id: DocumentId
    on: date
    seen_movements: Mapping[int, int]  # device → last id the count had seen
    seen_encounters: Mapping[int, int]
    left_out: AbstractSet[LotId] = field(default_factory=frozenset)

    def answers(self, on: date, seen: Seen) -> bool:
        """Whether this count stands after a row of day `on` that it had not seen."""
        if on != self.on:
            return on < self.on
        if self.had_seen(seen.movement_id):  # whatever was said of its side, it was not of this count
            return True
        if seen.side is not None:
            return seen.side is CountSide.BEFORE
        if seen.recorded_on > self.on:  # late paper: the shelf was counted after it
            return True
        return _had_seen(self.seen_encounters, seen.encounter_id)

    def had_seen(self, movement_id: int | None) -> bool:
        return _had_seen(self.seen_movements, movement_id)

    def looked_at(self, lot_id: LotId) -> bool:
        """Also at a lot it does not know of: that was not there."""
        return lot_id not in self.left_out


def _had_seen(mark: Mapping[int, int], row_id: int | None) -> bool:
    return row_id is not None and row_id <= mark.get(device_of(row_id), 0)


# What a count wrote itself stands with it: of its day, and seen by those that came later.  A hand-over stands where it
# was first written, also where its kits were judged anew since; what takes a row back, where that stood.
_RECORDED = (
    text(
        """
        SELECT m.id, CASE WHEN d.kind = 'count' THEN d.on_day ELSE d.recorded_on END AS recorded_on, d.count_side,
               NULL AS encounter_id,
               CASE WHEN d.kind = 'hand_over' THEN (
                 SELECT min(f.id) FROM movements f WHERE f.document_id = d.id AND f.reverses_id IS NULL
               ) ELSE coalesce(m.reverses_id, m.id) END AS first_row
        FROM movements m JOIN documents d ON d.id = m.document_id WHERE m.id IN :rows
        UNION ALL
        SELECT m.id, e.recorded_on, v.count_side, e.id, coalesce(m.reverses_id, m.id)
        FROM movements m JOIN given g ON g.id = m.given_id JOIN encounter_versions v ON v.id = g.version_id
        JOIN encounters e ON e.id = v.encounter_id WHERE m.id IN :rows
        """
    )
    .bindparams(bindparam("rows", expanding=True))
    .columns(recorded_on=Encounter.recorded_on.type)
)
_AT_ONCE = 5_000  # ids in one look-up; SQLite takes 32,766 values a statement


def seen_of(session: Session, row_ids: Sequence[int]) -> dict[int, Seen]:
    """How rows were first recorded; a shortfall belongs to a day, and has none."""
    found: dict[int, Seen] = {}
    for start in range(0, len(row_ids), _AT_ONCE):
        for row in session.execute(_RECORDED, {"rows": row_ids[start : start + _AT_ONCE]}):
            side = CountSide(row.count_side) if row.count_side is not None else None
            found[row.id] = Seen(row.recorded_on, row.encounter_id, row.first_row, side)
    return found
