"""The code of a lot, as its label says it: it names the lot itself, also where number and source do not."""

from outreach import label_codes
from outreach.db.ids import BITS, device_of
from outreach.label_codes import Label, signs_of
from outreach.vocabulary import LotId


def code_of(lot_id: LotId, number: str, units: int = 1) -> str:
    """What the barcode of the lot's label says; `units` of them a scan."""
    row = lot_id & ((1 << BITS) - 1)
    return label_codes.written(Label(device_of(lot_id), row, signs_of(number), units))


def lot_id_of(label: Label) -> LotId:
    """The lot the label would be on, were it one of ours."""
    return LotId(label.device << BITS | label.row)
