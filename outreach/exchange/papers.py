"""Papers of the stock room as plain data, and on one line: by the number other commands take."""

from typing import Any

from outreach.catalog import Catalog
from outreach.stock.paper_listing import ListedPaper
from outreach.stock.paper_reading import OpenedPaper, PaperLine
from outreach.translation import Translator
from outreach.vocabulary import SiteId


def paper_json(opened: OpenedPaper, catalog: Catalog) -> dict[str, Any]:
    """All it says, its lines, and what became of it; `quantity` has the sign of the shelf."""
    paper, gone = opened.paper, opened.voided
    return {
        "document": paper.id,
        "kind": paper.kind.value,
        "on": paper.on.isoformat(),
        "site": _site(paper.site_id, catalog),
        "to_site": _site(paper.to_site_id, catalog),
        "recipient": paper.recipient.value if paper.recipient is not None else None,
        "whose": paper.whose or None,
        "county": (opened.to.county or None) if opened.to is not None else None,
        "slip": paper.slip or None,
        "reference": paper.reference or None,
        "items": paper.items,
        "units": paper.units,
        "lines": [_line(line, catalog) for line in opened.lines],
        "staff": paper.initials,
        "recorded_on": paper.recorded_on.isoformat(),
        "voided_on": gone.on.isoformat() if gone is not None else None,
        "voided_by": (gone.initials or None) if gone is not None else None,
        "void_reason": gone.reason.value if gone is not None and gone.reason is not None else None,
        "replaces": paper.replaces,
        "replaced_by": opened.replaced_by.id if opened.replaced_by is not None else None,
        "short_of": opened.short_of.id if opened.short_of is not None else None,
        "belongs_to": _owner(opened),
    }


def _line(line: PaperLine, catalog: Catalog) -> dict[str, Any]:
    said = {
        "item": catalog.item[line.item_id].name,
        "lot": line.lot or None,
        "source": line.source,
        "expires": line.expires_on.isoformat() if line.expires_on is not None else None,
        "kind": line.kind.value if line.kind is not None else None,
        "quantity": line.quantity,
    }
    return said | ({"found": line.found} if line.found is not None else {})


def _owner(opened: OpenedPaper) -> dict[str, Any] | None:
    if opened.belongs_to is None:
        return None
    return {"sheet": opened.belongs_to.sheet} if opened.belongs_to.sheet else {"report": True}


def paper_text(paper: ListedPaper, catalog: Catalog, words: Translator) -> str:
    """Number, day, kind, site or both, how much (of a count, items counted), whose it is; then what became of it."""
    sites = [_site(site, catalog) or "" for site in (paper.site_id, paper.to_site_id) if site is not None]
    became = ("corrected" if paper.is_replaced else "voided") if paper.is_void else ""
    parts = [
        str(paper.id),
        paper.on.isoformat(),
        paper.kind.value.replace("_", " "),
        " to ".join(sites),
        words.count("{n} item", "{n} items", paper.items),
        words.count("{n} unit", "{n} units", paper.units),
        " · ".join(part for part in (_whose(paper, catalog), paper.reference) if part),
        f"slip {paper.slip}" if paper.slip else "",
        f"in place of {paper.replaces}" if paper.replaces is not None else "",
        became,
    ]
    return "  ".join(part for part in parts if part)


def _whose(paper: ListedPaper, catalog: Catalog) -> str:
    """The supplier or partner; of kits which, and the number of their lot."""
    if paper.kit is not None:
        item, number = paper.kit
        return f"{catalog.item[item].name}, lot {number or '–'}"
    return paper.whose or (paper.recipient.value.replace("_", " ") if paper.recipient is not None else "")


def _site(site_id: SiteId | None, catalog: Catalog) -> str | None:
    site = catalog.site.get(site_id) if site_id is not None else None
    return site.name if site is not None else None
