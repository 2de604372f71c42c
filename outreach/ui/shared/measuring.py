"""How used syringes are measured on a form, and what that comes to by the center's conversions.  No Qt."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from outreach.catalog import Catalog
from outreach.entry import Returned, estimate
from outreach.translation import N_, Translator
from outreach.vocabulary import ContainerId, ReturnedHow, WeightUnit


class Missing(StrEnum):
    """What a way of measuring returns still needs; the page moves there and says so."""

    TOLD = "told"
    COUNTED = "counted"
    FULLNESS = "fullness"
    WEIGHT = "weight"
    LIGHTER_BAG = "lighter_bag"  # the bag cannot weigh more than the bag with what is in it


@dataclass(frozen=True, slots=True)
class ReturnedDraft:
    """What is said about returns; each way of measuring keeps its own figures while another is looked at."""

    how: ReturnedHow = ReturnedHow.NOT_ASKED
    told: int | None = None
    counted: int | None = None
    container_id: ContainerId | None = None
    number: int = 1
    quarters: int | None = None
    gross: Decimal | None = None
    tare: Decimal | None = None
    unit: WeightUnit = WeightUnit.POUND

    @property
    def missing(self) -> Missing | None:
        match self.how:
            case ReturnedHow.TOLD if self.told is None:
                return Missing.TOLD
            case ReturnedHow.COUNTED if self.counted is None:
                return Missing.COUNTED
            case ReturnedHow.CONTAINER if self.quarters is None:
                return Missing.FULLNESS
            case ReturnedHow.WEIGHT if self.gross is None:
                return Missing.WEIGHT
            case ReturnedHow.WEIGHT if self.tare is not None and self.gross is not None and self.tare > self.gross:
                return Missing.LIGHTER_BAG
        return None

    def answer(self) -> Returned:
        match self.how:
            case ReturnedHow.TOLD:
                return Returned(self.how, syringes=self.told)
            case ReturnedHow.COUNTED:
                return Returned(self.how, syringes=self.counted)
            case ReturnedHow.CONTAINER:
                container = {"container_id": self.container_id, "number": self.number, "quarters": self.quarters}
                return Returned(self.how, **container)  # type: ignore[arg-type]
            case ReturnedHow.WEIGHT:
                return Returned(self.how, gross=self.gross, tare=self.tare or Decimal(0), unit=self.unit)
        return Returned(self.how)


def returned_draft(said: Returned) -> ReturnedDraft:
    """What was measured, as it would stand on a form."""
    match said.how:
        case ReturnedHow.TOLD:
            return ReturnedDraft(said.how, told=said.syringes)
        case ReturnedHow.COUNTED:
            return ReturnedDraft(said.how, counted=said.syringes)
        case ReturnedHow.CONTAINER:
            return ReturnedDraft(
                said.how, container_id=said.container_id, number=said.number or 1, quarters=said.quarters
            )
        case ReturnedHow.WEIGHT:
            return ReturnedDraft(said.how, gross=said.gross, tare=said.tare, unit=said.unit or WeightUnit.POUND)
    return ReturnedDraft(said.how)


@dataclass(frozen=True, slots=True)
class Estimate:
    """What the returns come to so far, in a bold line and a quiet one."""

    bold: str = ""
    quiet: str = ""
    is_container: bool = True


def syringes_estimated(returned: ReturnedDraft, catalog: Catalog | None) -> int | None:
    """What a container or a weight comes to by the center's conversion; none while it is not said whole."""
    per = _per(returned, catalog)
    return estimate(returned.answer(), per) if per is not None and returned.missing is None else None


def estimated(returned: ReturnedDraft, catalog: Catalog | None, words: Translator) -> Estimate:
    """The same in words, with the conversion it rests on."""
    total, per = syringes_estimated(returned, catalog), _per(returned, catalog)
    bold = words(N_("About {n}"), n=total) if total is not None else ""
    if per is None:
        return Estimate()
    if returned.how is ReturnedHow.CONTAINER:
        return Estimate(bold, words(N_("{n} when full"), n=per * returned.number))
    return Estimate(bold, words(N_("{n} to a pound"), n=per), is_container=False)


def _per(returned: ReturnedDraft, catalog: Catalog | None) -> int | None:
    if catalog is None or returned.how not in (ReturnedHow.CONTAINER, ReturnedHow.WEIGHT):
        return None
    if returned.how is ReturnedHow.WEIGHT:
        return catalog.per_pound
    return next((kind.per for kind in catalog.containers if kind.id == returned.container_id), None)
