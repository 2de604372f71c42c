"""What an encounter says, as it was entered: plain values, their checks and their arithmetic.  Pure."""

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from uuid import UUID

from outreach import fingerprints
from outreach.errors import Refusal
from outreach.vocabulary import (
    ChoiceId,
    CodeHash,
    ContainerId,
    CountSide,
    Despite,
    ItemId,
    LotId,
    LotKnown,
    NaloxoneReason,
    PlaceId,
    QuestionId,
    ReferralId,
    ReturnedHow,
    Said,
    SeenBefore,
    ServiceId,
    SiteId,
    StepId,
    StepIs,
    WeightUnit,
)

LONGEST_THING = 40  # characters
MOST, MOST_PEOPLE = 1_000_000, 1_000  # beyond these somebody's sleeve lay on the keys, or a barcode went astray
FIRST_DAY = date(1980, 1, 1)  # no syringe service is older; 1926 typed for 2026 would make nobody new
QUARTERS = 4  # a container's fullness is said in quarters
POUNDS_PER_KILOGRAM = Decimal(1) / Decimal("0.45359237")  # the international pound, exact by definition (1959)


@dataclass(eq=False)
class AmountBelowOne(Refusal):
    amount: int


@dataclass(eq=False)
class AmountTooLarge(Refusal):
    amount: int
    most: int


@dataclass(eq=False)
class DayTooEarly(Refusal):
    day: date


@dataclass(eq=False)
class DayToCome(Refusal):
    """What is told, collected or moved stands on today or a day before.  (A visit is asked about: clocks are wrong.)"""

    day: date


@dataclass(eq=False)
class ReturnedIncomplete(Refusal):
    """How the returned syringes were measured needs a figure that is missing or below zero."""

    how: ReturnedHow


@dataclass(eq=False)
class NotAThing(Refusal):
    """What is not on the list needs a name of 1 to 40 characters with a letter or a digit in it."""

    name: str


@dataclass(eq=False)
class AnswerUnclear(Refusal):
    """A question is there twice, or *answered* without an answer, or an answer beside *prefers not to say*."""


@dataclass(eq=False)
class NothingInKit(Refusal):
    """A kit of which every part was left out was not given."""


@dataclass(eq=False)
class TareAboveGross(Refusal):
    """The bag cannot weigh more than the bag with what is in it."""


@dataclass(frozen=True, slots=True)
class Given:
    """`quantity` units of an item; its lot only if somebody scanned or chose it."""

    item_id: ItemId
    quantity: int
    lot_id: LotId | None = None
    lot_known: LotKnown = LotKnown.BY_THE_BOOKS
    despite: Despite | None = None  # the lot was expired or on hold, and whoever gave it knew
    parts: tuple[tuple[ItemId, int], ...] | None = None  # in each kit, if a part was swapped or left out
    reason: NaloxoneReason | None = None  # why naloxone is taken; None: not asked


@dataclass(frozen=True, slots=True)
class Asked:
    """Asked for, and there was none left."""

    item_id: ItemId
    quantity: int = 1


@dataclass(frozen=True, slots=True)
class Unlisted:
    """Given, and not on the list: what staff call it, in at most 40 characters, and how many."""

    name: str
    quantity: int = 1


@dataclass(frozen=True, slots=True)
class Answer:
    """What was said to an optional question that was asked; `choices` only where it was answered."""

    question_id: QuestionId
    said: Said
    choices: tuple[ChoiceId, ...] = ()


@dataclass(frozen=True, slots=True)
class StepChosen:
    """A small step of the center's list, as the person sees it."""

    step_id: StepId
    standing: StepIs


@dataclass(frozen=True, slots=True)
class Returned:
    """Used syringes brought: `syringes` if told or counted; containers and quarters full (1-4); or a weight."""

    how: ReturnedHow = ReturnedHow.NOT_ASKED
    syringes: int | None = None
    container_id: ContainerId | None = None
    number: int | None = None
    quarters: int | None = None
    gross: Decimal | None = None
    tare: Decimal | None = None
    unit: WeightUnit | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One visit as it was entered.  `client_id` makes saving it twice record it once."""

    client_id: UUID
    on: date
    hour: int | None
    site_id: SiteId
    place_id: PlaceId | None = None
    code: CodeHash | None = None
    before: SeenBefore = SeenBefore.NOT_ASKED
    for_people: int | None = None
    given: tuple[Given, ...] = ()
    returned: Returned = field(default_factory=Returned)
    services: tuple[ServiceId, ...] = ()
    referrals: tuple[ReferralId, ...] = ()
    contacts: int = 1
    asked: tuple[Asked, ...] = ()
    unlisted: tuple[Unlisted, ...] = ()
    is_unsure_who: bool = False  # the code is shared, and the person was not sure which of them they are
    shares_with: CodeHash | None = None  # `code` is made now, for one more person who came with this one
    count_side: CountSide | None = None  # before or after a count of the same day, if somebody was asked
    answers: tuple[Answer, ...] = ()  # a question that is not here was not asked
    steps: tuple[StepChosen, ...] = ()
    arrived: tuple[ReferralId, ...] = ()  # told now: they got to where they were referred earlier


def check_day(day: date, today: date) -> None:
    """Raise DayTooEarly, DayToCome."""
    if day < FIRST_DAY:
        raise DayTooEarly(day)
    if day > today:
        raise DayToCome(day)


def check(entry: Entry) -> None:
    """Raise the refusal a person can put right before anything is written."""
    if entry.on < FIRST_DAY:
        raise DayTooEarly(entry.on)
    amounts = [line.quantity for lines in (entry.given, entry.asked, entry.unlisted) for line in lines]
    amounts += [each for line in entry.given for _, each in line.parts or ()]
    for amount in amounts:
        _check_amount(amount, MOST)
    if any(line.parts == () for line in entry.given):
        raise NothingInKit
    for thing in entry.unlisted:
        if not 1 <= len(thing.name.strip()) <= LONGEST_THING or not any(c.isalnum() for c in thing.name):
            raise NotAThing(thing.name)
    if entry.for_people is not None:
        _check_amount(entry.for_people, MOST_PEOPLE)
    check_returned(entry.returned)
    _check_answers(entry)


def estimate(returned: Returned, per: int) -> int:
    """Syringes in what was brought, by container (`per` full one) or weight (`per` pound, less the bag); half up."""
    if returned.how is ReturnedHow.CONTAINER:
        amount = Decimal((returned.number or 0) * (returned.quarters or 0)) / QUARTERS
    else:
        net = (returned.gross or Decimal(0)) - (returned.tare or Decimal(0))
        amount = net * POUNDS_PER_KILOGRAM if returned.unit is WeightUnit.KILOGRAM else net
    return int((amount * per).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def _check_amount(amount: int, most: int) -> None:
    if amount < 1:
        raise AmountBelowOne(amount)
    if amount > most:
        raise AmountTooLarge(amount, most)


def _check_answers(entry: Entry) -> None:
    """Each question and step once, and never two of the four states at once."""
    asked = [answer.question_id for answer in entry.answers]
    chosen = [step.step_id for step in entry.steps]
    is_unclear = len(set(asked)) < len(asked) or len(set(chosen)) < len(chosen)
    for answer in entry.answers:
        is_unclear |= (answer.said is Said.ANSWERED) != bool(answer.choices)
        is_unclear |= len(set(answer.choices)) < len(answer.choices)
    if is_unclear:
        raise AnswerUnclear


def _as_said(line: Given) -> Given:
    return replace(line, despite=None, parts=tuple(sorted(line.parts)) if line.parts is not None else None)


def check_returned(returned: Returned) -> None:
    """Raise ReturnedIncomplete, AmountTooLarge or TareAboveGross."""
    how = returned.how
    needed: tuple[Any, ...] = {
        ReturnedHow.TOLD: (returned.syringes,),
        ReturnedHow.COUNTED: (returned.syringes,),
        ReturnedHow.CONTAINER: (returned.container_id, returned.number, returned.quarters),
        ReturnedHow.WEIGHT: (returned.gross, returned.tare, returned.unit),
    }.get(how, ())
    if any(value is None or (not isinstance(value, str) and value < 0) for value in needed):
        raise ReturnedIncomplete(how)
    for amount in (returned.syringes, returned.number, returned.gross):
        if amount is not None and amount > MOST:
            raise AmountTooLarge(int(amount), MOST)
    if how is ReturnedHow.CONTAINER and not (returned.number and 1 <= (returned.quarters or 0) <= QUARTERS):
        raise ReturnedIncomplete(how)
    if how is ReturnedHow.WEIGHT and (returned.tare or 0) > (returned.gross or 0):
        raise TareAboveGross


def fingerprint(entry: Entry) -> bytes:
    """16 bytes that differ when anything an entry says differs (its code only as the keyed hash), not its order.

    What a lot was given despite is left out: it follows from the lot, which may be put on hold between two sendings.
    Small steps are left out: they are forgotten, and of what is forgotten nothing may be left to try guesses on.
    """
    given = sorted(repr(_as_said(line)) for line in entry.given)
    said: tuple[object, ...] = (
        entry.on, entry.hour, entry.site_id, entry.place_id, entry.code, entry.before, entry.for_people,
        given, entry.returned, sorted(entry.services), sorted(entry.referrals), entry.contacts,
        sorted(map(repr, entry.asked)), sorted(map(repr, entry.unlisted)), entry.is_unsure_who, entry.shares_with,
        entry.count_side,
    )  # fmt: skip
    if entry.arrived:
        said = (*said, sorted(entry.arrived))
    if entry.answers:  # behind the others, so that a visit without any says what it said in older versions
        said = (*said, sorted(repr((one.question_id, one.said, sorted(one.choices))) for one in entry.answers))
    return fingerprints.fingerprint(*said)
