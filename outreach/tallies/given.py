"""What people were given at visits: items, alone and inside kits, the kits as kits, and naloxone by why and who paid.

What is inside a kit counts as its items, once; of a kit that was changed, what was really in it.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from sqlalchemy import RowMapping, text
from sqlalchemy.orm import Session

from outreach.catalog import Catalog, Item
from outreach.tallies.reading import Reading, Spots, as_day
from outreach.tallies.statement import Parts
from outreach.tallies.tally import ItemLine, KitLine, NaloxoneLine, NaloxoneSource, ReasonLine
from outreach.vocabulary import Despite, ItemId, Naloxone, NaloxoneReason, RecipeVersionId, SiteId

_GIVEN = """
SELECT v.site_id, v.place_id, g.item_id, g.recipe_version_id AS recipe, g.despite, g.reason,
       sum(g.quantity) AS quantity
FROM encounter_versions v JOIN given g ON g.version_id = v.id WHERE {stands} GROUP BY 1, 2, 3, 4, 5, 6
"""
_CHANGED = """
SELECT v.site_id, v.place_id, g.id AS given_id, g.item_id, g.recipe_version_id AS recipe, g.quantity, c.item_id AS part,
       c.quantity AS each
FROM given_parts c JOIN given g ON g.id = c.given_id JOIN encounter_versions v ON v.id = g.version_id WHERE {stands}
"""
_SOURCES = """
SELECT s.id, s.name, s.ends_on, m.lot_known, i.id AS item_id, -sum(m.quantity * coalesce(p.quantity, 1)) AS quantity
FROM movements m JOIN lots l ON l.id = m.lot_id JOIN sources s ON s.id = l.source_id
LEFT JOIN recipe_parts p ON p.recipe_version_id = l.recipe_version_id
JOIN items i ON i.id = coalesce(p.item_id, m.item_id)
WHERE m.kind = 'given' AND i.naloxone IS NOT NULL AND m.occurred_on BETWEEN :first AND :last {site}
GROUP BY 1, 2, 3, 4, 5 ORDER BY 3, 2
"""


class Given:
    """One period's; `spots` grow.  `units` and `inside` of each item, and `parts` of each recipe, are for the proof."""

    def __init__(self, reading: Reading, catalog: Catalog, spots: Spots) -> None:
        self._reading, self._catalog, self._spots = reading, catalog, spots
        self.parts, self._since = _recipes(reading.session)
        self._sites: dict[ItemId, dict[SiteId, int]] = defaultdict(lambda: defaultdict(int))
        self.inside: dict[ItemId, int] = defaultdict(int)
        self._kits: dict[tuple[ItemId, RecipeVersionId], dict[SiteId, int]] = defaultdict(lambda: defaultdict(int))
        self._changed: dict[tuple[ItemId, RecipeVersionId], int] = defaultdict(int)
        self._why_taken: dict[tuple[str, ItemId], int] = defaultdict(int)
        self._knowingly = dict.fromkeys(Despite, 0)
        self._count()
        self._count_changed()
        self.units = {item: sum(by_site.values()) for item, by_site in self._sites.items()}

    def items(self) -> tuple[ItemLine, ...]:
        return tuple(self._item_line(item) for item in self._catalog.items if self.units.get(item.id))

    def kits(self) -> tuple[KitLine, ...]:
        item = self._catalog.item
        return tuple(
            KitLine(
                kit=item[kit].name,
                category=item[kit].category,
                given=sum(by_site.values()),
                recipe_since=self._since[recipe],
                syringes_each=sum(n * item[part].syringes_per_unit for part, n in self.parts[recipe]),
                by_site=self._by_site_name(by_site),
                changed=self._changed.get((kit, recipe), 0),
            )
            for (kit, recipe), by_site in sorted(self._kits.items())
        )

    def figures(self) -> dict[str, int]:
        knowingly = {f"given_{despite.value}": units for despite, units in self._knowingly.items()}
        item = self._catalog.item
        return knowingly | {
            "syringes_out": sum(n * item[one].syringes_per_unit for one, n in self.units.items()),
            "syringes_out_inside_kits": sum(n * item[one].syringes_per_unit for one, n in self.inside.items()),
        }

    def _count(self) -> None:
        for row in self._reading.rows(_GIVEN):
            if row["despite"] is not None:
                self._knowingly[Despite(row["despite"])] += row["quantity"]
            if self._catalog.item[row["item_id"]].naloxone is not None:
                self._why_taken[row["reason"] or "", row["item_id"]] += row["quantity"]
            if row["recipe"] is None:
                self._receive(row, ItemId(row["item_id"]), row["quantity"])
                continue
            self._kits[row["item_id"], row["recipe"]][row["site_id"]] += row["quantity"]
            for part, each in self.parts[row["recipe"]]:
                self._receive(row, part, each * row["quantity"])

    def _count_changed(self) -> None:
        """What was in kits a part of which was swapped or left out, in place of their recipe."""
        seen: set[int] = set()
        for row in self._reading.rows(_CHANGED):
            self._receive(row, row["part"], row["each"] * row["quantity"])
            if row["given_id"] not in seen:  # its recipe was counted above
                seen.add(row["given_id"])
                self._changed[row["item_id"], row["recipe"]] += row["quantity"]
                for part, each in self.parts[row["recipe"]]:
                    self._receive(row, part, -each * row["quantity"])

    def _receive(self, row: RowMapping, item_id: ItemId, amount: int) -> None:
        item, spot = self._catalog.item[item_id], self._spots[row["site_id"], row["place_id"]]
        self._sites[item_id][row["site_id"]] += amount
        self.inside[item_id] += amount if row["recipe"] is not None else 0
        spot.syringes += amount * item.syringes_per_unit
        spot.doses += amount * item.doses_per_unit

    def _item_line(self, item: Item) -> ItemLine:
        units = self.units[item.id]
        return ItemLine(
            item=item.name,
            category=item.category,
            given=units,
            inside_kits=self.inside.get(item.id, 0),
            syringes=units * item.syringes_per_unit,
            doses=units * item.doses_per_unit,
            by_site=self._by_site_name(self._sites[item.id]),
        )

    def _by_site_name(self, by_site: Mapping[SiteId, int]) -> dict[str, int]:
        sites = (*self._catalog.sites, *self._catalog.retired_sites)
        return {site.name: by_site[site.id] for site in sites if by_site.get(site.id)}

    def naloxone(self) -> tuple[NaloxoneLine, ...]:
        return tuple(
            NaloxoneLine(
                product=item.name,
                kits=self.units[item.id] if item.naloxone is Naloxone.KIT else None,
                doses_each=item.doses_per_unit,
                doses=self.units[item.id] * item.doses_per_unit,
            )
            for item in self._catalog.items
            if item.naloxone is not None and self.units.get(item.id)
        )

    def reasons(self) -> tuple[ReasonLine, ...]:
        """Why naloxone was taken; nothing where nobody was ever asked."""
        item = self._catalog.item
        lines = []
        for reason in (*(one.value for one in NaloxoneReason), ""):
            taken = [(item[of], number) for (why, of), number in self._why_taken.items() if why == reason]
            kits = sum(number for of, number in taken if of.naloxone is Naloxone.KIT)
            lines.append(ReasonLine(reason, kits, sum(number * of.doses_per_unit for of, number in taken)))
        return tuple(lines) if any(line.doses for line in lines[:-1]) else ()

    def sources(self) -> tuple[NaloxoneSource, ...]:
        """Who paid for the naloxone, by the day their award ends."""
        by_source: dict[tuple[str, date | None], list[int]] = defaultdict(lambda: [0, 0])
        site = " AND m.site_id = :site" if self._reading.site_id is not None else ""
        names = {source.id: source.name for source in self._catalog.sources}
        for row in self._reading.execute(_SOURCES.format(site=site)):
            doses = row["quantity"] * self._catalog.item[row["item_id"]].doses_per_unit
            totals = by_source[names[row["id"]], as_day(row["ends_on"])]
            totals[0] += doses
            totals[1] += doses if row["lot_known"] != "by_the_books" else 0
        return tuple(
            NaloxoneSource(name, ends, doses, known) for (name, ends), (doses, known) in by_source.items() if doses
        )


def _recipes(session: Session) -> tuple[Parts, dict[RecipeVersionId, date]]:
    parts: dict[RecipeVersionId, list[tuple[ItemId, int]]] = defaultdict(list)
    since: dict[RecipeVersionId, date] = {}
    for row in session.execute(
        text(
            "SELECT v.id, v.since_on, p.item_id, p.quantity FROM recipe_versions v"
            " JOIN recipe_parts p ON p.recipe_version_id = v.id"
        )
    ):
        parts[row.id].append((row.item_id, row.quantity))
        since[row.id] = as_day(row.since_on)  # type: ignore[assignment]
    return {version: tuple(pieces) for version, pieces in parts.items()}, since
