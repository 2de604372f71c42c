"""A tally as plain data, for files and other programs, and the short fingerprint printed on its page."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from hashlib import sha256
from typing import Any

from outreach.reports.tally_answers import answers_json
from outreach.tallies.drug_checks import DrugChecks
from outreach.tallies.happened import Incidents, Responses
from outreach.tallies.tally import (
    CollectedLine,
    ItemLine,
    KitLine,
    NaloxoneSource,
    PickedUp,
    ReturnedLine,
    StatementLine,
    Tally,
)


def tally_json(tally: Tally) -> dict[str, Any]:
    """Every figure of the tally by name; sites and items by the names they are printed with."""
    return {
        "period": _period(tally),
        "first_day": tally.period.first.isoformat(),
        "last_day": tally.period.last.isoformat(),
        "site": tally.site,
        "figures": dict(tally.figures) | {"hours_open": tally.hours_open},
        "returned": [_measured(line) for line in tally.returned],
        "estimated_at_once": tally.estimated_at_once,
        "collected": [_measured(line) for line in tally.collected],
        "collections": dict(tally.collections),
        "picked_up": [_picked_up(line) for line in tally.picked_up],
        "items": [*(_item(line) for line in tally.items), *_kits_as_items(tally.kits)],
        "kits": [_kit(line) for line in tally.kits],
        "naloxone": [asdict(line) for line in tally.naloxone],
        "naloxone_sources": [_source(line) for line in tally.naloxone_sources],
        "naloxone_reasons": [asdict(line) | {"reason": line.reason or "not_asked"} for line in tally.naloxone_reasons],
        "services": [asdict(line) for line in tally.services],
        "referrals": [asdict(line) for line in tally.referrals],
        "referrals_arrived": [asdict(line) for line in tally.arrived],
        "asked_none_left": [asdict(line) for line in tally.asked],
        "unsorted": [asdict(line) for line in tally.unsorted],
        "sites": [asdict(line) for line in tally.by_site],
        "places": [asdict(line) for line in tally.by_place],
        "statement": [_statement(line) for line in tally.statement],
        "kit_statement": [_statement(line) for line in tally.kit_statement],
        "handed_over": [asdict(line) | {"items": dict(line.items)} for line in tally.handed_over],
        "disposed": [asdict(line) for line in tally.disposed],
        "overdose_responses": _responses(tally.happened.responses),
        "incidents": _incidents(tally.happened.incidents),
        "drug_checks": _drug_checks(tally.drug_checks),
        "answers": answers_json(tally.answers),
        "visits_with_a_small_step": tally.visits_with_steps,
        "reconciled": tally.reconciled,
    }


def fingerprint(tally: Tally, definitions: Sequence[object]) -> str:
    """Eight signs that change with any figure or definition, and with nothing else: not with who prints, or when."""
    content = json.dumps([tally_json(tally), list(definitions)], sort_keys=True, ensure_ascii=True)
    digest = sha256(content.encode()).hexdigest().upper()
    return f"{digest[:4]}-{digest[4:8]}"


def _period(tally: Tally) -> str:
    """Name a month 2026-10, and any other stretch by its first and last day, as ISO 8601 does."""
    if tally.period.is_month:
        return f"{tally.period.first:%Y-%m}"
    return f"{tally.period.first}/{tally.period.last}"


def _measured(line: ReturnedLine | CollectedLine) -> dict[str, Any]:
    """`syringes`: what each visit came to, added; `multiplied_out`: amount × per, a kilogram as 2.2046 pounds."""
    out = line.multiplied_out
    return asdict(line) | {"multiplied_out": float(out) if out is not None else None}


def _item(line: ItemLine) -> dict[str, Any]:
    return asdict(line) | {"by_site": dict(line.by_site), "is_kit": False}


def _kits_as_items(kits: Sequence[KitLine]) -> list[dict[str, Any]]:
    """Kits as kits, whatever recipe they had; the syringes and doses in them stand with the items they are."""
    by_name: dict[str, dict[str, Any]] = {}
    for kit in kits:
        item = ItemLine(kit.kit, kit.category, 0, 0, 0, 0, dict.fromkeys(kit.by_site, 0))
        line = by_name.setdefault(kit.kit, _item(item) | {"is_kit": True})
        line["given"] += kit.given
        line["by_site"] = {site: line["by_site"].get(site, 0) + count for site, count in kit.by_site.items()}
    return list(by_name.values())


def _kit(line: KitLine) -> dict[str, Any]:
    return asdict(line) | {"recipe_since": line.recipe_since.isoformat(), "by_site": dict(line.by_site)}


def _source(line: NaloxoneSource) -> dict[str, Any]:
    return asdict(line) | {"award_ends": line.award_ends.isoformat() if line.award_ends else None}


def _picked_up(line: PickedUp) -> dict[str, Any]:
    return asdict(line) | {"on": line.on.isoformat(), "containers": dict(line.containers)}


def _statement(line: StatementLine) -> dict[str, Any]:
    inside = line.inside_kits
    return asdict(line) | {"inside_kits": _statement(inside) if inside else None}


def _responses(said: Responses) -> dict[str, Any]:
    """`reported` = `survived` + `died` + `not_known` + `not_asked`, each event once; `reports` told of them."""
    named = asdict(said) | {"products": _all(said.products), "sources": _all(said.sources)}
    return {"reported": named.pop("events")} | named


def _incidents(said: Incidents) -> dict[str, Any]:
    return asdict(said) | {"supplies": _all(said.supplies), "total": said.total}


def _drug_checks(said: DrugChecks) -> dict[str, Any]:
    return asdict(said) | {"bought": _all(said.bought)}


def _all(lines: Sequence[Any]) -> list[dict[str, Any]]:
    return [asdict(line) for line in lines]
