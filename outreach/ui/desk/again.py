"""A recorded visit on the form again, and the form as what the visit is corrected to.

What the form cannot show of a visit stays as it was recorded.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from uuid import UUID

from outreach import history
from outreach.entry import Entry, Given
from outreach.stock.known_lots import KnownLot, known_lots
from outreach.ui.desk.draft import Draft
from outreach.ui.desk.lines import Line, Lines, Picked, with_more, with_reason
from outreach.ui.desk.state import State
from outreach.ui.shared.measuring import returned_draft
from outreach.vocabulary import At, EncounterId, LotId

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class Recorded:
    """A visit as it stands, and the lots somebody chose or scanned for it."""

    said: Entry
    lots: Mapping[LotId, KnownLot]


def read(session: "Session", encounter_id: EncounterId) -> Recorded:
    said = history.entry_of(session, encounter_id)
    known = known_lots(session, {line.item_id for line in said.given if line.lot_id is not None})
    return Recorded(said, {lot.lot_id: lot for lots in known.values() for lot in lots})


def draft_of(recorded: Recorded, client_id: UUID) -> Draft:
    """A visit as it would stand on the form had it just been entered."""
    entry = recorded.said
    lines: Lines = ()
    for line in entry.given:
        lot = _picked(line, recorded.lots)
        said = Line(line.item_id, line.quantity, lot, line.reason, line.parts)
        lines = with_reason(with_more(lines, said), said.key, line.reason)
    return Draft(
        client_id=client_id,
        code=entry.code,
        before=entry.before,
        for_people=entry.for_people,
        lines=lines,
        asked=entry.asked,
        unlisted=entry.unlisted,
        returned=returned_draft(entry.returned),
        services=entry.services,
        referrals=entry.referrals,
        is_unsure_who=entry.is_unsure_who,
        answers=entry.answers,
        steps=entry.steps,
        arrived=entry.arrived,
        is_looked_up=True,  # its code is that of whoever it was
    )


def corrected(state: State, was: Entry) -> Entry | None:
    """What the visit being corrected was, by the form as it stands; its hour is known while its day is the same."""
    if state.site_id is None:
        return None
    at = At(state.on, was.hour if state.on == was.on else None)
    is_moved = (state.on, state.site_id) != (was.on, was.site_id)
    said = state.draft.entry(at, state.site_id, state.place_id)
    return replace(said, contacts=was.contacts, count_side=state.side if is_moved else was.count_side)


def _picked(line: Given, lots: Mapping[LotId, KnownLot]) -> Picked | None:
    """The lot somebody chose or scanned; none for a line by the books."""
    if line.lot_id is None:
        return None
    lot = lots.get(line.lot_id)
    number, expires_on = (lot.number, lot.expires_on) if lot else ("", None)
    is_recalled = lot is not None and lot.is_recalled
    return Picked(line.lot_id, number, expires_on, line.lot_known, line.despite, is_recalled)
