"""Samples tested in a period: what they were bought as, and what was found.  Of samples, and never of people.

A result that came after the period's last day counts as not back yet, so a month once printed stays as it was; the
period in which it came says how many came for earlier samples.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import RowMapping, bindparam, text
from sqlalchemy.orm import Session

from outreach.closed_lists import BoughtAs, Result
from outreach.drug_checks import lists
from outreach.tallies.periods import Period
from outreach.vocabulary import SiteId

_CHECKS = """
SELECT v.id, v.on_day, v.bought, v.bought_as_id, v.result, v.result_on, f.substance_id
FROM drug_check_versions v LEFT JOIN drug_check_found f ON f.version_id = v.id
WHERE v.is_current AND NOT v.is_void {site}
  AND (v.on_day BETWEEN :first AND :last OR (v.result_on BETWEEN :first AND :last AND v.on_day < :first))
"""
_METHODS = text("SELECT version_id, method_id FROM drug_check_methods WHERE version_id IN :ids").bindparams(
    bindparam("ids", expanding=True)
)


@dataclass(frozen=True, slots=True)
class BoughtLine:
    """Samples bought as one thing.  `found` counts each substance once a sample, so it may add up to more."""

    bought_as: str  # "" where that is not known or was not asked
    known: str  # substance, not_known, not_asked
    samples: int
    nothing: int
    unclear: int
    waiting: int
    found: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class DrugChecks:
    samples: int = 0
    waiting: int = 0
    came_later: int = 0  # results that came in the period for samples taken before it
    methods: Mapping[str, int] = field(default_factory=dict)
    bought: tuple[BoughtLine, ...] = ()


def drug_checks(session: Session, period: Period, site_id: SiteId | None, language: str) -> DrugChecks:
    """The samples of a period, at one site or at all."""
    values: dict[str, Any] = {"first": period.first, "last": period.last}
    if site_id is not None:
        values["site"] = site_id
    statement = text(_CHECKS.format(site="" if site_id is None else "AND v.site_id = :site"))
    rows = session.execute(statement.bindparams(**values)).mappings().all()
    if not rows:
        return DrugChecks()
    samples = {row["id"]: row for row in rows if _day(row["on_day"]) >= period.first}
    found: dict[int, set[int]] = defaultdict(set)
    for row in rows:
        if row["substance_id"] is not None:
            found[row["id"]].add(row["substance_id"])
    named = lists.load(session, language)
    bought = _by_bought(samples, found, period, named)
    return DrugChecks(
        samples=len(samples),
        waiting=sum(line.waiting for line in bought),
        came_later=len({row["id"] for row in rows} - samples.keys()),
        methods=_methods(session, list(samples), named),
        bought=bought,
    )


def _by_bought(
    samples: Mapping[int, RowMapping], found: Mapping[int, set[int]], period: Period, named: lists.Lists
) -> tuple[BoughtLine, ...]:
    order = [one.id for one in named.substances]
    grouped: dict[tuple[str, int | None], list[RowMapping]] = defaultdict(list)
    for row in samples.values():
        grouped[row["bought"], row["bought_as_id"]].append(row)
    known = list(BoughtAs)
    keys = sorted(grouped, key=lambda key: (known.index(BoughtAs(key[0])), order.index(key[1]) if key[1] else 0))
    lines = []
    for how, substance in keys:
        of = grouped[how, substance]
        results = Counter(_result(row, period) for row in of)
        held = Counter(one for row in of if _result(row, period) is Result.FOUND for one in found[row["id"]])
        by_name = {named.substance(one): held[one] for one in order if held[one]}
        name = named.substance(substance) if substance is not None else ""
        counts = results[Result.NOTHING], results[Result.UNCLEAR], results[Result.WAITING]
        lines.append(BoughtLine(name, how, len(of), *counts, by_name))
    return tuple(lines)


def _result(row: RowMapping, period: Period) -> Result:
    came = _day(row["result_on"])
    return Result.WAITING if came is None or came > period.last else Result(row["result"])


def _methods(session: Session, ids: list[int], named: lists.Lists) -> Mapping[str, int]:
    if not ids:
        return {}
    counts = Counter(row.method_id for row in session.execute(_METHODS, {"ids": ids}))
    return {one.name: counts[one.id] for one in named.methods if counts[one.id]}


def _day(value: Any) -> Any:
    return date.fromisoformat(value) if isinstance(value, str) else value
