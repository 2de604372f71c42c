"""Visits of a stretch of days as plain data and as lines of text, by the names a center uses.  Never a code."""

from typing import Any

from outreach.catalog import Catalog
from outreach.exchange.answers import answers_json
from outreach.exchange.kit_parts import parts_json
from outreach.visits.lines import Line
from outreach.vocabulary import ReturnedHow

_DASH = "-"


def visit_json(line: Line, catalog: Catalog, sheet: tuple[str, int] | None = None) -> dict[str, Any]:
    """One visit by name, with the number `correct` and `void` take; `sheet`: the paper it came from, and the row."""
    place = catalog.place.get(line.place_id) if line.place_id is not None else None
    site = catalog.site.get(line.site_id)
    return {
        "encounter": line.encounter_id,
        "on": line.on_day.isoformat(),
        "hour": line.hour,
        "site": site.name if site else None,
        "place": place.name if place else None,
        "staff": line.staff,
        "recorded_on": line.recorded_on.isoformat(),
        "with_code": line.has_code,
        "contacts": line.contacts,
        "for_people": line.for_people,
        "syringes": line.syringes,
        "naloxone_doses": line.doses,
        "items": {catalog.item[item].name: n for item, n in line.given},
        "changed_kits": [
            {
                "kit": catalog.item[kit.item_id].name,
                "quantity": kit.quantity,
                "parts": parts_json(kit.parts, kit.recipe, catalog),
            }
            for kit in line.changed
        ],
        "not_on_the_list": dict(line.unlisted),
        "asked_for": {catalog.item[item].name: n for item, n in line.asked},
        "returned": {"how": line.returned_how.value, "syringes": line.returned},
        "services": [service.name for service in catalog.services if service.id in line.services],
        "referrals": [referral.name for referral in catalog.referrals if referral.id in line.referrals],
        "arrived": [referral.name for referral in catalog.referrals if referral.id in line.arrived],
        "naloxone_reasons": [reason.value for reason in line.reasons],
        "answers": answers_json(line.answers, catalog),
        "corrected": line.is_corrected,
        "voided": line.is_void,
        "sheet": {"number": sheet[0], "row": sheet[1]} if sheet else None,
    }


def visit_text(line: Line, catalog: Catalog) -> str:
    """One visit on one line: number, day and hour, code or none, figures, items, site, who, and what became of it."""
    changed = {kit.item_id for kit in line.changed}
    items = ", ".join(
        f"{n} × {catalog.item[item].short_name}{' (changed)' if item in changed else ''}" for item, n in line.given
    )
    items = items or _DASH
    hour = "   " if line.hour is None else f"{line.hour:02}h"
    back = _DASH if line.returned_how is ReturnedHow.NOT_ASKED else str(line.returned or 0)
    site = catalog.site.get(line.site_id)
    became = "  voided" if line.is_void else "  corrected" if line.is_corrected else ""
    return (
        f"{line.encounter_id}  {line.on_day} {hour}  {'code   ' if line.has_code else 'no code'}"
        f"  {line.syringes:>5} out {back:>5} back  {items}  {site.short_name if site else ''}  {line.staff}{became}"
    )
