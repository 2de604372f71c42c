"""What was recorded, read back: a visit as it stands, ready to be shown, repeated or corrected."""

from dataclasses import replace
from uuid import UUID

from sqlalchemy import ColumnExpressionArgument, select
from sqlalchemy.orm import Session

from outreach import encounters, questionnaire
from outreach.db.models.catalog import Unlisted as UnlistedRow
from outreach.db.models.encounters import (
    Encounter,
    EncounterVersion,
    GivenPart,
    Participant,
    VersionArrival,
    VersionAsked,
    VersionReferral,
    VersionService,
    VersionUnlisted,
)
from outreach.db.models.encounters import Given as GivenRow
from outreach.db.models.steps import VersionStep
from outreach.db.models.stock import Movement
from outreach.encounter_rows import Recorded
from outreach.encounters import NoSuchEncounter
from outreach.entry import Asked, Entry, Given, StepChosen, Unlisted, fingerprint
from outreach.returns import returned_as_said
from outreach.safety.staff import Actor
from outreach.vocabulary import At, CodeHash, EncounterId, ItemId, LotId, LotKnown, StepId

_Parts = tuple[tuple[ItemId, int], ...]


def entry_of(session: Session, encounter_id: EncounterId) -> Entry:
    """What a visit says now, as it would be entered.  Raises NoSuchEncounter."""
    return _entry(session, encounter_id, EncounterVersion.is_current)


def last_said(session: Session, encounter_id: EncounterId) -> Entry:
    """What a visit says, or said before it was voided: that takes its supplies back.  Raises NoSuchEncounter."""
    return _entry(session, encounter_id, EncounterVersion.is_void.is_(False))


def _entry(session: Session, encounter_id: EncounterId, which: ColumnExpressionArgument[bool]) -> Entry:
    """The newest of these versions of a visit."""
    version = (
        session.execute(
            select(EncounterVersion.__table__, Encounter.client_id, Participant.digest, Participant.rule)
            .join(Encounter, Encounter.id == EncounterVersion.encounter_id)
            .outerjoin(Participant, Participant.id == EncounterVersion.participant_id)
            .where(EncounterVersion.encounter_id == encounter_id, which)
            .order_by(EncounterVersion.number.desc())
            .limit(1)
        )
        .mappings()
        .one_or_none()
    )
    if version is None:
        raise NoSuchEncounter
    id_ = version["id"]
    asked = select(VersionAsked.item_id, VersionAsked.quantity).where(VersionAsked.version_id == id_)
    named = (
        select(UnlistedRow.name, VersionUnlisted.quantity)
        .join(UnlistedRow, UnlistedRow.id == VersionUnlisted.unlisted_id)
        .where(VersionUnlisted.version_id == id_)
    )
    services = select(VersionService.service_id).where(VersionService.version_id == id_)
    referrals = select(VersionReferral.referral_id).where(VersionReferral.version_id == id_)
    arrived = select(VersionArrival.referral_id).where(VersionArrival.version_id == id_)
    return Entry(
        client_id=UUID(bytes=version["client_id"]),
        on=version["on_day"],
        hour=version["hour"],
        site_id=version["site_id"],
        place_id=version["place_id"],
        code=CodeHash(version["digest"], version["rule"]) if version["digest"] else None,
        before=version["before"],
        for_people=version["for_people"],
        given=given_of(session, id_),
        returned=returned_as_said(version),
        services=tuple(session.scalars(services.order_by(VersionService.service_id))),
        referrals=tuple(session.scalars(referrals.order_by(VersionReferral.referral_id))),
        contacts=version["contacts"],
        asked=tuple(Asked(ItemId(row.item_id), row.quantity) for row in session.execute(asked)),
        unlisted=tuple(Unlisted(row.name, row.quantity) for row in session.execute(named)),
        is_unsure_who=version["is_unsure_who"],
        count_side=version["count_side"],
        answers=questionnaire.answers_of(session, [id_]).get(id_, ()),
        steps=_steps_of(session, id_),
        arrived=tuple(session.scalars(arrived.order_by(VersionArrival.referral_id))),
    )


def correct(session: Session, by: Actor, at: At, encounter_id: EncounterId, entry: Entry) -> Recorded:
    """Correct a visit, once: sent again, or saying nothing new, it makes no further version.

    Raises what `encounters.correct` raises.
    """
    was = entry_of(session, encounter_id)
    if fingerprint(was) == fingerprint(entry) and set(was.steps) == set(entry.steps):
        return Recorded(encounter_id, entry.client_id, already=True)
    return encounters.correct(session, by, at, encounter_id, entry)


def _steps_of(session: Session, version_id: int) -> tuple[StepChosen, ...]:
    """The small steps of a visit, as long as they are kept."""
    asked = select(VersionStep.step_id, VersionStep.standing).where(VersionStep.version_id == version_id)
    rows = session.execute(asked.order_by(VersionStep.step_id))
    return tuple(StepChosen(StepId(row.step_id), row.standing) for row in rows)


def given_of(session: Session, version_id: int) -> tuple[Given, ...]:
    """What was handed out, in the order entered: a lot only where somebody scanned or chose it."""
    rows = session.execute(
        select(
            GivenRow.id,
            GivenRow.item_id,
            GivenRow.quantity,
            GivenRow.despite,
            GivenRow.reason,
            Movement.lot_id,
            Movement.lot_known,
        )
        .outerjoin(
            Movement,
            (Movement.given_id == GivenRow.id)
            & (Movement.item_id == GivenRow.item_id)
            & (Movement.lot_known != LotKnown.BY_THE_BOOKS)
            & Movement.reverses_id.is_(None),
        )
        .where(GivenRow.version_id == version_id)
        .order_by(GivenRow.id)
    )
    parts = _parts_of(session, version_id)
    lines: dict[Given, int] = {}
    for row in {row.id: row for row in rows}.values():  # a chosen lot that fell short has two movements
        lot, known = LotId(row.lot_id) if row.lot_id else None, LotKnown(row.lot_known or LotKnown.BY_THE_BOOKS)
        line = Given(ItemId(row.item_id), 1, lot, known, row.despite, parts.get(row.id), row.reason)
        lines[line] = lines.get(line, 0) + row.quantity
    return tuple(replace(line, quantity=quantity) for line, quantity in lines.items())


def _parts_of(session: Session, version_id: int) -> dict[int, _Parts]:
    """What was in each kit of the lines whose kits were changed."""
    found: dict[int, list[tuple[ItemId, int]]] = {}
    for row in session.execute(
        select(GivenPart.__table__)
        .join(GivenRow, GivenRow.id == GivenPart.given_id)
        .where(GivenRow.version_id == version_id)
        .order_by(GivenPart.item_id)
    ):
        found.setdefault(row.given_id, []).append((ItemId(row.item_id), row.quantity))
    return {given: tuple(parts) for given, parts in found.items()}
