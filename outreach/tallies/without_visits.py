"""What came and went without a visit: used syringes collected, waste picked up, referrals known to have got there."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import RowMapping, text
from sqlalchemy.orm import Session

from outreach.catalog import Catalog
from outreach.tallies.periods import Period
from outreach.tallies.tally import CollectedLine, NamedCount, PickedUp
from outreach.vocabulary import PlaceId, ReturnedHow, SiteId

_COLLECTED = """
SELECT v.site_id, v.place_id, v.came_from, l.returned_how AS how, l.container_id, l.weight_unit AS unit,
       c.syringes AS per, count(DISTINCT v.id) AS collections, sum(l.returned) AS syringes,
       sum(l.containers * l.quarters) AS quarters, sum(l.gross_thousandths - l.tare_thousandths) AS thousandths
FROM collection_versions v JOIN collection_lines l ON l.version_id = v.id
LEFT JOIN conversions c ON c.id = l.conversion_id WHERE {stands} GROUP BY 1, 2, 3, 4, 5, 6, 7
"""
_COLLECTIONS = """
SELECT v.came_from, count(*) AS number FROM collection_versions v WHERE {stands} GROUP BY 1
"""
_PICKED_UP = """
SELECT v.id, v.on_day, v.site_id, v.carrier, v.manifest, v.weight_thousandths, v.weight_unit,
       l.container_id, l.containers
FROM pick_up_versions v LEFT JOIN pick_up_lines l ON l.version_id = v.id WHERE {stands}
ORDER BY v.on_day, v.id, l.container_id
"""
_ARRIVED = """
SELECT referral_id AS id, sum(people) AS people FROM (
  SELECT a.referral_id, 1 AS people FROM encounter_versions v JOIN version_arrivals a ON a.version_id = v.id
  WHERE {stands}
  UNION ALL
  SELECT v.referral_id, v.people FROM referral_arrival_versions v WHERE {stands}
) AS told GROUP BY 1
"""
_STANDS = "v.is_current AND NOT v.is_void AND v.on_day BETWEEN :first AND :last"
_AMOUNTS = {ReturnedHow.CONTAINER: ("quarters", 4), ReturnedHow.WEIGHT: ("thousandths", 1000)}


class WithoutVisits:
    """One period's, at one site or at all."""

    def __init__(self, session: Session, catalog: Catalog, period: Period, site_id: SiteId | None) -> None:
        self._session, self._catalog, self._site_id = session, catalog, site_id
        self._values: dict[str, Any] = {"first": period.first, "last": period.last}
        if site_id is not None:
            self._values["site"] = site_id

    def collected(self) -> tuple[tuple[CollectedLine, ...], Mapping[tuple[SiteId, PlaceId | None], int]]:
        """By where it came from and how it was measured, and the syringes of each site and place."""
        containers = {container.id: container.name for container in self._catalog.containers}
        lines: dict[tuple[Any, ...], list[int]] = {}
        spots: dict[tuple[SiteId, PlaceId | None], int] = {}
        for row in self._rows(_COLLECTED):
            how = ReturnedHow(row["how"])
            key = (row["came_from"], how, containers.get(row["container_id"], ""), row["unit"] or "", row["per"])
            sums = lines.setdefault(key, [0, 0])
            sums[0] += row[_AMOUNTS[how][0]] if how in _AMOUNTS else row["collections"]
            sums[1] += row["syringes"]
            spot = (SiteId(row["site_id"]), row["place_id"])
            spots[spot] = spots.get(spot, 0) + row["syringes"]
        made = [
            CollectedLine(came_from, how.value, container, unit, amount / _AMOUNTS.get(how, ("", 1))[1], per, syringes)
            for (came_from, how, container, unit, per), (amount, syringes) in lines.items()
        ]
        order = [how.value for how in ReturnedHow]
        made.sort(key=lambda line: (line.came_from, order.index(line.how), line.container, line.unit, line.per or 0))
        return tuple(made), spots

    def collections(self) -> dict[str, int]:
        """How many collections, by where they came from."""
        return {row["came_from"]: row["number"] for row in self._rows(_COLLECTIONS)}

    def picked_up(self) -> tuple[PickedUp, ...]:
        """Every waste pick-up of the period, the oldest first."""
        names = {container.id: container.name for container in self._catalog.containers}
        by_id: dict[int, tuple[RowMapping, dict[str, int]]] = {}
        for row in self._rows(_PICKED_UP):
            _, held = by_id.setdefault(row["id"], (row, {}))
            if row["container_id"] is not None:
                held[names[row["container_id"]]] = row["containers"]
        return tuple(self._pick_up(row, held) for row, held in by_id.values())

    def arrived(self) -> tuple[NamedCount, ...]:
        """Referrals known to have got there, told in the period, whenever they were made."""
        site = " AND a.site_id = :site" if self._site_id is not None else ""
        people = {row["id"]: row["people"] for row in self._rows(_ARRIVED.replace("{site}", site))}
        return tuple(NamedCount(one.name, int(people[one.id])) for one in self._catalog.referrals if one.id in people)

    def _pick_up(self, row: RowMapping, held: Mapping[str, int]) -> PickedUp:
        weight = row["weight_thousandths"]
        return PickedUp(
            on=date.fromisoformat(str(row["on_day"])),  # SQLite gives a text statement's days as text
            site=self._catalog.site[row["site_id"]].name,
            carrier=row["carrier"],
            manifest=row["manifest"],
            containers=held,
            weight=weight / 1000 if weight is not None else None,
            unit=row["weight_unit"] or "",
        )

    def _rows(self, statement: str) -> list[RowMapping]:
        stands = _STANDS + (" AND v.site_id = :site" if self._site_id is not None else "")
        filled = text(statement.format(stands=stands)).bindparams(**self._values)
        return list(self._session.execute(filled).mappings())
