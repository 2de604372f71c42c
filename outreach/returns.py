"""What was brought back, as the columns it is kept in: as measured, and the syringes in it by the rule of its day."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from sqlalchemy import RowMapping

from outreach.catalog import Conversions
from outreach.entry import Returned, estimate
from outreach.vocabulary import ReturnedHow

_COLUMNS = (
    "returned_how",
    "returned",
    "container_id",
    "containers",
    "quarters",
    "gross_thousandths",
    "tare_thousandths",
    "weight_unit",
    "conversion_id",
)


def is_estimated(returned: Returned) -> bool:
    return returned.how in (ReturnedHow.CONTAINER, ReturnedHow.WEIGHT)


def returned_columns(returned: Returned, on: date, conversions: Conversions) -> dict[str, Any]:
    """The nine columns of an answer to *returned*; an estimate keeps the conversion of its day beside it."""
    values: dict[str, Any] = dict.fromkeys(_COLUMNS)
    values["returned_how"] = returned.how
    match returned.how:
        case ReturnedHow.TOLD | ReturnedHow.COUNTED:
            values["returned"] = returned.syringes
        case ReturnedHow.CONTAINER:
            rule = conversions.on(returned.container_id, on)
            values |= {
                "returned": estimate(returned, rule.syringes),
                "container_id": returned.container_id,
                "containers": returned.number,
                "quarters": returned.quarters,
                "conversion_id": rule.id,
            }
        case ReturnedHow.WEIGHT:
            rule = conversions.on(None, on)
            values |= {
                "returned": estimate(returned, rule.syringes),
                "gross_thousandths": thousandths(returned.gross),
                "tare_thousandths": thousandths(returned.tare),
                "weight_unit": returned.unit,
                "conversion_id": rule.id,
            }
    return values


def returned_as_said(row: RowMapping) -> Returned:
    """The answer these columns keep."""
    how = ReturnedHow(row["returned_how"])
    match how:
        case ReturnedHow.TOLD | ReturnedHow.COUNTED:
            return Returned(how, syringes=row["returned"])
        case ReturnedHow.CONTAINER:
            return Returned(how, container_id=row["container_id"], number=row["containers"], quarters=row["quarters"])
        case ReturnedHow.WEIGHT:
            gross, tare = (Decimal(row[f"{name}_thousandths"]) / 1000 for name in ("gross", "tare"))
            return Returned(how, gross=gross, tare=tare, unit=row["weight_unit"])
    return Returned(how)


def thousandths(weight: Decimal | None) -> int:
    """A weight in thousandths of its unit, half up; none is nothing."""
    return int(((weight or Decimal(0)) * 1000).quantize(Decimal(1), rounding=ROUND_HALF_UP))
