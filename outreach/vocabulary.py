"""The center's words as types.  No logic: what things are called, and which values they may have."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NewType

StaffId = NewType("StaffId", int)
SiteId = NewType("SiteId", int)
PlaceId = NewType("PlaceId", int)
SourceId = NewType("SourceId", int)
CategoryId = NewType("CategoryId", int)
ItemId = NewType("ItemId", int)
RecipeVersionId = NewType("RecipeVersionId", int)
LotId = NewType("LotId", int)
MovementId = NewType("MovementId", int)
DocumentId = NewType("DocumentId", int)
CollectionId = NewType("CollectionId", int)
PickUpId = NewType("PickUpId", int)
ArrivalId = NewType("ArrivalId", int)
ServiceId = NewType("ServiceId", int)
ReferralId = NewType("ReferralId", int)
ContainerId = NewType("ContainerId", int)
ParticipantId = NewType("ParticipantId", int)
EncounterId = NewType("EncounterId", int)
UnlistedId = NewType("UnlistedId", int)
RecipeId = NewType("RecipeId", int)  # of codes; a kit's is RecipeVersionId
PartnerId = NewType("PartnerId", int)
SupplierId = NewType("SupplierId", int)
RuleId = NewType("RuleId", int)  # of what a source may buy
DraftId = NewType("DraftId", int)
DraftLineId = NewType("DraftLineId", int)
SheetId = NewType("SheetId", int)
LayoutId = NewType("LayoutId", int)  # of sheets
QuestionId = NewType("QuestionId", int)
ChoiceId = NewType("ChoiceId", int)
AreaId = NewType("AreaId", int)
StepId = NewType("StepId", int)


@dataclass(frozen=True, slots=True)
class At:
    """When something is done, as finely as we ever keep it: a local day, and the hour 0-23 or none (paper)."""

    day: date
    hour: int | None = None


@dataclass(frozen=True, slots=True)
class CodeHash:
    """A participant code as it is kept: 32 bytes of keyed hash, and the normalizing rule it was made by."""

    digest: bytes
    rule: int


class Role(StrEnum):
    FRONT_DESK = "front_desk"
    COORDINATOR = "coordinator"
    ADMINISTRATOR = "administrator"


class SeenBefore(StrEnum):
    """What a person answered when their code was first seen here."""

    NOT_ASKED = "not_asked"
    FIRST = "first"
    BEFORE = "before"


class VoidReason(StrEnum):
    """Why a visit no longer counts."""

    TAKEN_BACK = "taken_back"
    ENTERED_TWICE = "entered_twice"
    WRONG_PERSON = "wrong_person"
    DID_NOT_HAPPEN = "did_not_happen"
    TEST_ENTRY = "test_entry"


OF_NOBODY = (VoidReason.ENTERED_TWICE, VoidReason.DID_NOT_HAPPEN, VoidReason.TEST_ENTRY)
"""Why what is of no one person no longer counts: a sheet, a report, a collection."""


class SheetKind(StrEnum):
    """Paper that is keyed: one row for each visit, or tick marks of a crowd."""

    VISIT = "visit"
    TOTALS = "totals"


class Said(StrEnum):
    """What became of an optional question that was asked; one that was *not asked* has no row at all."""

    ANSWERED = "answered"
    DOES_NOT_KNOW = "does_not_know"
    PREFERS_NOT = "prefers_not"


class AskAgain(StrEnum):
    """For how long an answer stands, before the person is asked again."""

    NEVER = "never"
    AFTER_MONTHS = "after_months"
    EVERY_VISIT = "every_visit"


class StepIs(StrEnum):
    """How a small step stands, in the words of whoever chose it; there is no third, and none that fails."""

    WORKING_ON_IT = "working_on_it"
    DONE = "done"


class ReturnedHow(StrEnum):
    """How the used syringes a person brought were measured; *not asked* and *none* are two things."""

    NOT_ASKED = "not_asked"
    NONE = "none"
    TOLD = "told"
    COUNTED = "counted"
    CONTAINER = "container"
    WEIGHT = "weight"


class CollectedFrom(StrEnum):
    """Where used syringes were collected that nobody handed over."""

    DROP_BOX = "drop_box"
    CLEAN_UP = "clean_up"
    PARTNER_BIN = "partner_bin"
    EVENT = "event"


class NaloxoneReason(StrEnum):
    """Why somebody takes naloxone, if they were asked."""

    FIRST = "first"
    USED = "used"
    LOST = "lost"
    TAKEN_BY_POLICE = "taken_by_police"
    REFILL = "refill"
    SOMEONE_ELSE = "someone_else"


class WeightUnit(StrEnum):
    POUND = "lb"
    KILOGRAM = "kg"


class LotKnown(StrEnum):
    """How we know which lot left the shelf."""

    SCANNED = "scanned"
    CHOSEN = "chosen"
    BY_THE_BOOKS = "by_the_books"


class Knowingly(StrEnum):
    """Whether handing out a lot that is expired or on hold asks once, or is allowed without a question."""

    ASK = "ask"
    ALLOW = "allow"


class Despite(StrEnum):
    """What a lot was handed out despite, knowingly; counted apart."""

    EXPIRED = "expired"
    ON_HOLD = "on_hold"


class CodesMade(StrEnum):
    """Where a participant's code comes from: answers to a recipe's questions, or issued here with a check digit."""

    FROM_ANSWERS = "answers"
    ISSUED = "issued"


class Look(StrEnum):
    """How the window looks for one person."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


class Naloxone(StrEnum):
    """Naloxone is counted in kits and in doses; a single dose is no kit."""

    KIT = "kit"
    SINGLE_DOSE = "single_dose"


class DocumentKind(StrEnum):
    """What a movement without an encounter belongs to."""

    DELIVERY = "delivery"
    COUNT = "count"
    TRANSFER = "transfer"
    HAND_OVER = "hand_over"
    PUT_BACK = "put_back"
    DISPOSAL = "disposal"
    FOUND = "found"
    OPENING = "opening"
    SHORT_IN_DELIVERY = "short_in_delivery"
    KITS_MADE = "kits_made"
    KITS_UNMADE = "kits_unmade"


class PaperVoid(StrEnum):
    """Why a document no longer counts."""

    WRONG_AMOUNTS = "wrong_amounts"
    WRONG_PLACE = "wrong_place"
    ENTERED_TWICE = "entered_twice"
    DID_NOT_HAPPEN = "did_not_happen"
    TEST_ENTRY = "test_entry"


class CountSide(StrEnum):
    """Where on the day of a count something happened, when somebody said so."""

    BEFORE = "before"
    AFTER = "after"


class Recipient(StrEnum):
    """Who a hand-over went to.  What a machine gave is found by counting it."""

    PARTNER = "partner"
    EVENT = "event"
    TRAINING = "training"
    USED_HERE = "used_here"


class CollectedBy(StrEnum):
    """Who carried a hand-over to a partner organization: a kind of person, never a name."""

    THEIR_STAFF = "their_staff"
    THEIR_VOLUNTEER = "their_volunteer"
    OUR_STAFF = "our_staff"
    COURIER = "courier"


class Arrived(StrEnum):
    """Why what arrived is not what was ordered or invoiced."""

    SHORT = "short"
    DAMAGED = "damaged"
    WRONG = "wrong"
    FREE = "free"


class LotChangeKind(StrEnum):
    HELD = "held"
    RELEASED = "released"
    RECALLED = "recalled"
    EXPIRY = "expiry"


class CountScope(StrEnum):
    """What a count covers."""

    SITE = "site"
    CATEGORY = "category"
    SHELF = "shelf"
    ITEM = "item"


class DifferenceReason(StrEnum):
    """What a counted difference is posted as."""

    NOT_RECORDED = "not_recorded"
    DAMAGED = "damaged"
    EXPIRED = "expired"
    FOUND = "found"
    BY_MACHINE = "by_machine"


class Attention(StrEnum):
    """What a coordinator has looked at and let stand."""

    SHORTFALL = "shortfall"
    RECEIVED_AGAINST = "received_against"
    GIVEN_AGAINST = "given_against"


class Named(StrEnum):
    """What can be called something else from a day on."""

    ITEM = "item"
    CATEGORY = "category"
    SITE = "site"
    PLACE = "place"
    SOURCE = "source"
    PARTNER = "partner"
    SUPPLIER = "supplier"
    QUESTION = "question"
    CHOICE = "choice"
    AREA = "area"
    STEP = "step"
    SERVICE = "service"
    REFERRAL = "referral"


class Kind(StrEnum):
    """Kinds of movement (rows of `movement_kinds`); each has a sign and a column of the statement."""

    OPENING = "opening"
    RECEIVED = "received"
    GIVEN = "given"
    HANDED_OVER = "handed_over"
    BY_MACHINE = "by_machine"
    USED_HERE = "used_here"
    PUT_BACK = "put_back"
    MOVED_OUT = "moved_out"
    MOVED_IN = "moved_in"
    USED_IN_KIT = "used_in_kit"
    MADE_KIT = "made_kit"
    EXPIRED = "expired"
    DAMAGED = "damaged"
    RECALLED = "recalled"
    LOST = "lost"
    STOLEN = "stolen"
    TAKEN_BY_POLICE = "taken_by_police"
    COUNTED = "counted"
    FOUND = "found"
    SHORTFALL = "shortfall"
    SHORT_IN_DELIVERY = "short_in_delivery"
    KIT_TAKEN_APART = "kit_taken_apart"
    OUT_OF_KIT = "out_of_kit"


# (kind, sign, column of the stock statement).  A later kind is an INSERT in a migration.
KINDS: tuple[tuple[Kind, int, str], ...] = (
    (Kind.OPENING, 1, "adjusted"),
    (Kind.RECEIVED, 1, "received"),
    (Kind.GIVEN, -1, "given"),
    (Kind.HANDED_OVER, -1, "handed_over"),
    (Kind.BY_MACHINE, -1, "handed_over"),
    (Kind.USED_HERE, -1, "used_here"),
    (Kind.PUT_BACK, 1, "put_back"),
    (Kind.MOVED_OUT, -1, "moved"),
    (Kind.MOVED_IN, 1, "moved"),
    (Kind.USED_IN_KIT, -1, "made_up"),
    (Kind.MADE_KIT, 1, "made_up"),
    (Kind.EXPIRED, -1, "disposed"),
    (Kind.DAMAGED, -1, "disposed"),
    (Kind.RECALLED, -1, "disposed"),
    (Kind.LOST, -1, "disposed"),
    (Kind.STOLEN, -1, "disposed"),
    (Kind.TAKEN_BY_POLICE, -1, "disposed"),
    (Kind.COUNTED, 0, "adjusted"),
    (Kind.FOUND, 1, "adjusted"),
    (Kind.SHORTFALL, 1, "shortfall"),
    (Kind.SHORT_IN_DELIVERY, -1, "received"),
    (Kind.KIT_TAKEN_APART, -1, "made_up"),
    (Kind.OUT_OF_KIT, 1, "made_up"),
)
