"""Ids as the names a center uses, for what is written out: where something was, and what came back."""

from datetime import date
from typing import Any

from outreach.catalog import Catalog
from outreach.entry import Returned
from outreach.vocabulary import PlaceId, ReturnedHow, SiteId, WeightUnit


def where_json(on: date, site_id: SiteId, place_id: PlaceId | None, catalog: Catalog) -> dict[str, Any]:
    """The day, the site and the place."""
    place = catalog.place.get(place_id) if place_id is not None else None
    site = catalog.site.get(site_id)
    return {"on": on.isoformat(), "site": site.name if site else None, "place": place.name if place else None}


def measured_json(said: Returned, catalog: Catalog) -> dict[str, Any]:
    """What came back, by the fields it is read from."""
    if said.how is ReturnedHow.CONTAINER:
        container = next((one.name for one in catalog.containers if one.id == said.container_id), None)
        return {"how": "container", "container": container, "number": said.number, "full": (said.quarters or 0) / 4}
    if said.how is ReturnedHow.WEIGHT:
        unit = "pounds" if said.unit is WeightUnit.POUND else "kilograms"
        return {"how": "weight", unit: float(said.gross or 0), "tare": float(said.tare or 0)}
    return {"how": said.how.value, "syringes": said.syringes}
