"""Reports made into events, and events into figures.  The order in which reports were keyed never matters.

An event counts once, on the day it was first reported; a later report fills what the ones before left unanswered, and
what is told after a period's last day changes nothing in it: a month once printed stays as it was.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import RowMapping, bindparam, text
from sqlalchemy.orm import Session

from outreach.catalog import Catalog
from outreach.closed_lists import OVERDOSES, Happening, Outcome, Product, WhenKnown
from outreach.tallies.happened import NO_ANSWERS, Happened, Incidents, Responses, TakenLine, UsedLine
from outreach.tallies.periods import Period
from outreach.vocabulary import CategoryId, SiteId

_REPORTS = text(
    """
    SELECT v.* FROM happened_versions v
    WHERE v.is_current AND NOT v.is_void AND v.reported_on <= :last AND v.event_id IN (
      SELECT w.event_id FROM happened_versions w
      WHERE w.is_current AND NOT w.is_void AND w.reported_on BETWEEN :first AND :last)
    """
)
_SUPPLIES = text("SELECT * FROM happened_supplies WHERE version_id IN :ids").bindparams(
    bindparam("ids", expanding=True)
)
_UNANSWERED = ("not_asked", "not_known")
# Two who said different things on one day: the one that stands first here.
_OUTCOMES = (Outcome.DIED, Outcome.SURVIVED)
_FILLED = (
    "given_by", "emergency", "came_from", "hurt", "taken_by",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Event:
    """What is known of one event from the reports of it."""

    is_overdose: bool
    is_here: bool
    kind: Happening
    first_on: date
    site_id: SiteId
    reports: tuple[date, ...]  # when each was told
    when: tuple[WhenKnown, date | None]
    outcome: Outcome
    doses: int | None
    product: tuple[Product, int | None]
    source_id: int | None
    answers: Mapping[str, str]
    version_ids: tuple[int, ...]

    @property
    def is_response(self) -> bool:
        """Naloxone was used: it was not said that none was needed."""
        return self.is_overdose and self.doses != 0


def event_of(reports: Sequence[RowMapping | Mapping[str, Any]]) -> Event:
    """The event some reports are about: whoever told first, filled up by those after."""
    rows = sorted(reports, key=lambda row: (_day(row["reported_on"]), row["site_id"]))
    first = rows[0]
    is_here = any(row["kind"] == Happening.OVERDOSE_HERE for row in rows)
    kind = Happening.OVERDOSE_HERE if is_here else Happening(first["kind"])
    return Event(
        is_overdose=kind in OVERDOSES,
        is_here=is_here,
        kind=kind,
        first_on=_day(first["reported_on"]),
        site_id=SiteId(first["site_id"]),
        reports=tuple(_day(row["reported_on"]) for row in rows),
        when=_when(rows),
        outcome=_outcome(rows),
        doses=_told_first(rows, lambda row: row["doses"], max),
        product=_product(rows),
        source_id=_told_first(rows, lambda row: row["source_id"], min),
        answers={name: _answer(rows, name) for name in _FILLED},
        version_ids=tuple(row["id"] for row in rows),
    )


class Happenings:
    """One period's, at one site or at all: an event stands where it was first reported."""

    def __init__(self, session: Session, catalog: Catalog, period: Period, site_id: SiteId | None) -> None:
        self._session, self._catalog, self._period, self._site_id = session, catalog, period, site_id

    def happened(self) -> Happened:
        values = {"first": self._period.first, "last": self._period.last}
        grouped: dict[int, list[RowMapping]] = defaultdict(list)
        rows = self._session.execute(_REPORTS.bindparams(**values)).mappings().all()
        for row in rows:
            grouped[row["event_id"]].append(row)
        if not grouped:
            return Happened()
        events = [event_of(reports) for reports in grouped.values()]
        counted = [event for event in events if self._is_counted(event)]
        told = sum(self._is_told(row) for row in rows if row["kind"] in OVERDOSES and row["doses"] != 0)
        return Happened(self._responses(counted, grouped, told), self._incidents(counted))

    def _is_counted(self, event: Event) -> bool:
        return event.first_on >= self._period.first and self._site_id in (None, event.site_id)

    def _is_told(self, row: RowMapping) -> bool:
        return _day(row["reported_on"]) >= self._period.first and self._site_id in (None, row["site_id"])

    def _responses(self, counted: Sequence[Event], grouped: Mapping[int, Sequence[RowMapping]], told: int) -> Responses:
        events = [event for event in counted if event.is_response]
        outcomes = Counter(event.outcome for event in events)
        when = Counter(self._happened(event) for event in events)
        later = Counter(self._learned(reports) for reports in grouped.values())
        doses = [event.doses for event in events if event.doses is not None]
        return Responses(
            events=len(events),
            survived=outcomes[Outcome.SURVIVED],
            died=outcomes[Outcome.DIED],
            not_known=outcomes[Outcome.NOT_KNOWN],
            not_asked=outcomes[Outcome.NOT_ASKED],
            reports=told,
            here=sum(event.is_here for event in events),
            doses=sum(doses),
            doses_known=len(doses),
            happened_within=when["within"],
            happened_earlier=when["earlier"],
            happened_not_known=when["not_known"],
            happened_not_asked=when["not_asked"],
            later_survived=later[Outcome.SURVIVED],
            later_died=later[Outcome.DIED],
            **{name: _counted(events, name) for name in ("emergency", "given_by", "came_from")},
            products=self._products(events),
            sources=self._sources(events),
        )

    def _happened(self, event: Event) -> str:
        known, on = event.when
        if on is None:
            return str(known)
        return "earlier" if on < self._period.first else "within"

    def _learned(self, reports: Sequence[RowMapping]) -> Outcome | None:
        """The outcome told in this period of an event that was counted before it, when nobody had told any."""
        before = [row for row in reports if _day(row["reported_on"]) < self._period.first]
        if not before:
            return None
        then, now = event_of(before), event_of(reports)
        is_ours = then.is_response and self._site_id in (None, then.site_id)
        return now.outcome if is_ours and then.outcome not in _OUTCOMES else None

    def _products(self, events: Sequence[Event]) -> tuple[UsedLine, ...]:
        names = {item.id: item.name for item in self._catalog.items}
        by_product: dict[tuple[Product, str], list[Event]] = defaultdict(list)
        for event in events:
            product, item = event.product
            by_product[product, names[item] if item is not None else ""].append(event)  # type: ignore[index]
        order = sorted(by_product, key=lambda key: (list(Product).index(key[0]), key[1]))
        return tuple(_used(name, known, by_product[known, name]) for known, name in order)

    def _sources(self, events: Sequence[Event]) -> tuple[UsedLine, ...]:
        names = {source.id: source.name for source in self._catalog.sources}
        by_source: dict[str, list[Event]] = defaultdict(list)
        for event in events:
            by_source[names[event.source_id] if event.source_id is not None else ""].append(event)  # type: ignore[index]
        order = sorted(by_source, key=lambda name: (not name, name))
        return tuple(_used(name, "source" if name else "not_said", by_source[name]) for name in order)

    def _incidents(self, counted: Sequence[Event]) -> Incidents:
        of = {kind: [event for event in counted if event.kind is kind] for kind in Happening}
        return Incidents(
            overdoses_here=len(of[Happening.OVERDOSE_HERE]),
            needle_sticks=_counted(of[Happening.NEEDLE_STICK], "hurt"),
            taken=_counted(of[Happening.TAKEN], "taken_by"),
            threats=len(of[Happening.THREAT]),
            supplies=self._supplies(of[Happening.TAKEN]),
        )

    def _supplies(self, taken: Sequence[Event]) -> tuple[TakenLine, ...]:
        """Of each event and category the most that anybody said: two who saw one thing taken do not make it two."""
        ids = [version_id for event in taken for version_id in event.version_ids]
        if not ids:
            return ()
        said: dict[int, dict[int, int]] = defaultdict(dict)
        for row in self._session.execute(_SUPPLIES, {"ids": ids}):
            said[row.version_id][row.category_id] = row.quantity or 0
        lines: dict[int, tuple[int, int]] = {}
        for event in taken:
            most: dict[int, int] = {}
            for version_id in event.version_ids:
                for category, quantity in said.get(version_id, {}).items():
                    most[category] = max(most.get(category, 0), quantity)
            for category, quantity in most.items():
                events, units = lines.get(category, (0, 0))
                lines[category] = events + 1, units + quantity
        names = self._catalog.category
        named = sorted((names[CategoryId(category)], *counts) for category, counts in lines.items())
        return tuple(TakenLine(*line) for line in named)


def _used(name: str, known: str, events: Sequence[Event]) -> UsedLine:
    return UsedLine(name, str(known), len(events), sum(event.doses or 0 for event in events))


def _counted(events: Sequence[Event], name: str) -> Mapping[str, int]:
    """How many gave each answer, those nobody gave too; nothing where there is no event."""
    counts = Counter(event.answers[name] for event in events)
    return {str(answer): counts[answer] for answer in NO_ANSWERS[name]} if events else {}


def _answer(rows: Sequence[Any], name: str) -> str:
    """What was answered first; else *not known* before *not asked*."""
    answer = _told_first(rows, lambda row: None if row[name] in _UNANSWERED else row[name], min)
    return answer or _open(rows, name)


def _open(rows: Sequence[Any], name: str) -> str:
    """What nobody could answer: somebody was asked, or nobody was."""
    return "not_known" if any(row[name] == "not_known" for row in rows) else "not_asked"


def _outcome(rows: Sequence[Any]) -> Outcome:
    found = _told_first(
        rows, lambda row: None if row["outcome"] in _UNANSWERED else Outcome(row["outcome"]),
        lambda said: min(said, key=_OUTCOMES.index),
    )  # fmt: skip
    return found or Outcome(_open(rows, "outcome"))


def _product(rows: Sequence[Any]) -> tuple[Product, int | None]:
    said = _told_first(
        rows, lambda row: None if row["product"] in _UNANSWERED else (Product(row["product"]), row["item_id"]),
        lambda said: min(said, key=lambda one: (list(Product).index(one[0]), one[1] or 0)),
    )  # fmt: skip
    return said or (Product(_open(rows, "product")), None)


def _when(rows: Sequence[Any]) -> tuple[WhenKnown, date | None]:
    """The day before the month, the earlier before the later."""
    said = _told_first(
        rows, lambda row: (row["when_known"], _day(row["happened_on"])) if row["happened_on"] else None, min
    )
    return (WhenKnown(said[0]), said[1]) if said else (WhenKnown(_open(rows, "when_known")), None)


def _told_first(rows: Sequence[Any], said: Any, among: Any) -> Any:
    """What is said in the reports of the earliest day that say it; `among` chooses between those of one day."""
    told = [(_day(row["reported_on"]), answer) for row in rows if (answer := said(row)) is not None]
    if not told:
        return None
    earliest = min(day for day, _ in told)
    return among([answer for day, answer in told if day == earliest])


def _day(value: Any) -> Any:
    return date.fromisoformat(value) if isinstance(value, str) else value
