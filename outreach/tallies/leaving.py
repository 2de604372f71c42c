"""What left the shelves without a visit: by recipient, and by reason.  Kits count as what is inside them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import RowMapping, text
from sqlalchemy.orm import Session

from outreach.catalog import Catalog
from outreach.tallies.periods import Period
from outreach.tallies.statement import Parts
from outreach.tallies.tally import DisposedLine, RecipientLine
from outreach.vocabulary import KINDS, ItemId, Naloxone, SiteId

_HANDED_OVER = """
SELECT CASE m.kind WHEN 'by_machine' THEN 'machine' ELSE h.recipient END AS recipient, h.partner_id, h.county,
       m.site_id, d.reference, m.item_id, l.recipe_version_id AS recipe, -sum(m.quantity) AS quantity
FROM movements m JOIN lots l ON l.id = m.lot_id JOIN documents d ON d.id = m.document_id
LEFT JOIN hand_overs h ON h.document_id = d.id
WHERE m.kind IN ('handed_over', 'by_machine') AND m.occurred_on BETWEEN :first AND :last {site}
GROUP BY 1, 2, 3, 4, 5, 6, 7
"""
_DISPOSED = """
SELECT m.kind, m.item_id, l.recipe_version_id AS recipe, -sum(m.quantity) AS quantity
FROM movements m JOIN lots l ON l.id = m.lot_id
WHERE m.kind IN ({reasons}) AND m.occurred_on BETWEEN :first AND :last {site} GROUP BY 1, 2, 3
"""
REASONS = tuple(kind.value for kind, _, column in KINDS if column == "disposed")
_ORDER = ("partner", "event", "training", "machine")


class Leaving:
    """One period's, at one site or at all."""

    def __init__(
        self, session: Session, catalog: Catalog, period: Period, site_id: SiteId | None, parts: Parts
    ) -> None:
        self._session, self._catalog, self._parts = session, catalog, parts
        self._site = " AND m.site_id = :site" if site_id is not None else ""
        self._values: dict[str, Any] = {"first": period.first, "last": period.last}
        if site_id is not None:
            self._values["site"] = site_id

    def by_recipient(self) -> tuple[RecipientLine, ...]:
        sums: dict[tuple[str, str, str], dict[ItemId, int]] = defaultdict(lambda: defaultdict(int))
        partners = {partner.id: partner.name for partner in self._catalog.partners}
        for row in self._rows(_HANDED_OVER.format(site=self._site)):
            name = partners.get(row["partner_id"]) or row["reference"]
            if row["recipient"] == "machine":
                name = self._catalog.site[row["site_id"]].name
            for item, quantity in self._apart(row):
                sums[row["recipient"], name, row["county"] or ""][item] += quantity
        order = sorted(sums, key=lambda key: (_ORDER.index(key[0]), key[1], key[2]))
        return tuple(self._line(key, sums[key]) for key in order if any(sums[key].values()))

    def by_reason(self) -> tuple[DisposedLine, ...]:
        sums: dict[ItemId, dict[str, int]] = defaultdict(lambda: dict.fromkeys(REASONS, 0))
        reasons = ", ".join(f"'{reason}'" for reason in REASONS)
        for row in self._rows(_DISPOSED.format(reasons=reasons, site=self._site)):
            for item, quantity in self._apart(row):
                sums[item][row["kind"]] += quantity
        return tuple(
            DisposedLine(item.name, **sums[item.id])
            for item in self._catalog.items
            if item.id in sums and any(sums[item.id].values())
        )

    def _line(self, key: tuple[str, str, str], units: Mapping[ItemId, int]) -> RecipientLine:
        items = [(item, units[item.id]) for item in self._catalog.items if units.get(item.id)]
        return RecipientLine(
            *key,
            syringes=sum(n * item.syringes_per_unit for item, n in items),
            naloxone_kits=sum(n for item, n in items if item.naloxone is Naloxone.KIT),
            doses=sum(n * item.doses_per_unit for item, n in items),
            items={item.name: n for item, n in items},
        )

    def _apart(self, row: RowMapping) -> Iterator[tuple[ItemId, int]]:
        if row["recipe"] is None:
            yield row["item_id"], int(row["quantity"])
            return
        for part, each in self._parts[row["recipe"]]:
            yield part, each * int(row["quantity"])

    def _rows(self, statement: str) -> list[RowMapping]:
        return list(self._session.execute(text(statement).bindparams(**self._values)).mappings())
