"""Collections, waste pick-ups and referrals that arrived, as JSON.  Nothing is guessed: an unknown name is refused."""

from datetime import date
from typing import Any

from outreach.arrivals import Arrival
from outreach.catalog import Catalog, place_of
from outreach.collecting import Collection
from outreach.exchange.entries import (
    FieldMissing,
    FieldWrong,
    Json,
    a_day,
    a_number,
    amounts,
    choice,
    client_id,
    measured,
    needed_whole,
    only,
    optional,
    text,
)
from outreach.exchange.named import measured_json, where_json
from outreach.pick_ups import LONGEST, PickUp
from outreach.vocabulary import CollectedFrom, ContainerId, PartnerId, ReferralId, SiteId, WeightUnit


def collection(said: Json, catalog: Catalog, today: date) -> Collection:
    """`{"site", "on", "from", "place", "partner", "collected": [{"how": "container", …}, …]}`.

    Raises UnknownField, FieldMissing, FieldWrong, UnknownName.
    """
    only(said, {"id", "on", "site", "place", "from", "partner", "collected"})
    site_id = SiteId(catalog.find("site", text(said, "site")))
    lines = said.get("collected")
    if lines is None:
        raise FieldMissing("collected")
    if not isinstance(lines, list):
        lines = [lines]
    return Collection(
        client_id=client_id(said),
        on=a_day(said, "on", today),
        site_id=site_id,
        came_from=choice(said, "from", CollectedFrom),
        lines=tuple(measured("collected", line, catalog) for line in lines),
        place_id=place_of(catalog, site_id, text(said, "place")) if said.get("place") is not None else None,
        partner_id=PartnerId(catalog.find("partner", text(said, "partner"))) if said.get("partner") else None,
    )


def pick_up(said: Json, catalog: Catalog, today: date) -> PickUp:
    """`{"site", "on", "containers": {"2 gallon": 6}, "pounds" or "kilograms", "carrier", "manifest"}`.

    Raises UnknownField, FieldMissing, FieldWrong, UnknownName.
    """
    only(said, {"id", "on", "site", "containers", "pounds", "kilograms", "carrier", "manifest"})
    if "pounds" in said and "kilograms" in said:
        raise FieldWrong("kilograms", str(said["kilograms"]), "left out beside “pounds”")
    unit = "kilograms" if "kilograms" in said else "pounds"
    containers = amounts(said, "containers")
    return PickUp(
        client_id=client_id(said),
        on=a_day(said, "on", today),
        site_id=SiteId(catalog.find("site", text(said, "site"))),
        containers=tuple(
            (ContainerId(catalog.find("container", name)), needed_whole(containers, name, 1)) for name in containers
        ),
        weight=a_number(said, unit) if said.get(unit) is not None else None,
        unit=WeightUnit.POUND if unit == "pounds" else WeightUnit.KILOGRAM,
        carrier=optional(said, "carrier", LONGEST),
        manifest=optional(said, "manifest", LONGEST),
    )


def collection_json(said: Collection, catalog: Catalog) -> dict[str, Any]:
    """A collection by the names it is read by."""
    partner = next((one.name for one in catalog.partners if one.id == said.partner_id), None)
    return {
        **where_json(said.on, said.site_id, said.place_id, catalog),
        "from": said.came_from.value,
        "partner": partner,
        "collected": [measured_json(line, catalog) for line in said.lines],
    }


def pick_up_json(said: PickUp, catalog: Catalog) -> dict[str, Any]:
    """A pick-up by the names it is read by."""
    unit = "pounds" if said.unit is WeightUnit.POUND else "kilograms"
    return {
        **where_json(said.on, said.site_id, None, catalog),
        "containers": containers_json(said, catalog),
        **({unit: float(said.weight)} if said.weight is not None else {}),
        "carrier": said.carrier,
        "manifest": said.manifest,
    }


def containers_json(said: PickUp, catalog: Catalog) -> dict[str, int]:
    names = {container.id: container.name for container in catalog.containers}
    return {names[container_id]: number for container_id, number in said.containers}


def arrival_json(said: Arrival, catalog: Catalog) -> dict[str, Any]:
    """What was told, by the names it is read by."""
    name = next((one.name for one in catalog.referrals if one.id == said.referral_id), "")
    return {**where_json(said.on, said.site_id, None, catalog), "referral": name, "people": said.people}


def arrival(said: Json, catalog: Catalog, today: date) -> Arrival:
    """`{"site", "on", "referral", "people"}`.  Raises UnknownField, FieldMissing, FieldWrong, UnknownName."""
    only(said, {"id", "on", "site", "referral", "people"})
    return Arrival(
        client_id=client_id(said),
        on=a_day(said, "on", today),
        site_id=SiteId(catalog.find("site", text(said, "site"))),
        referral_id=ReferralId(catalog.find("referral", text(said, "referral"))),
        people=needed_whole(said, "people", 1) if said.get("people") is not None else 1,
    )
