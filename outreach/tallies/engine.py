"""The tally: one engine of named, defined figures.  It only reads; every page and file of figures is made from it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import RowMapping, text
from sqlalchemy.orm import Session

from outreach import catalog as catalogs
from outreach import days
from outreach.catalog import Catalog, Site
from outreach.tallies.answers import Answers, answers
from outreach.tallies.drug_checks import drug_checks
from outreach.tallies.events import Happenings
from outreach.tallies.given import Given
from outreach.tallies.leaving import Leaving
from outreach.tallies.periods import Period, following_month
from outreach.tallies.reading import Reading, Spot, Spots, as_day
from outreach.tallies.returned import count_returned
from outreach.tallies.small_steps import visits_with_steps
from outreach.tallies.statement import Statement, statement
from outreach.tallies.tally import (
    AskedLine,
    NamedCount,
    SiteLine,
    Tally,
    UnsortedLine,
)
from outreach.tallies.without_visits import WithoutVisits
from outreach.vocabulary import (
    SeenBefore,
    SiteId,
)

_CONTACTS = """
SELECT v.site_id, v.place_id, v.on_day, sum(v.contacts) AS contacts,
       sum(CASE WHEN v.participant_id IS NULL THEN v.contacts ELSE 0 END) AS without_code,
       sum(CASE WHEN v.is_unsure_who THEN v.contacts ELSE 0 END) AS unsure, sum(v.for_people) AS for_people,
       sum(CASE WHEN v.for_people IS NULL THEN v.contacts ELSE 0 END) AS for_people_not_asked
FROM encounter_versions v WHERE {stands} GROUP BY 1, 2, 3
"""
_ON_TOTALS_SHEETS = """
SELECT coalesce(sum(v.contacts), 0) AS contacts,
       coalesce(sum(CASE WHEN v.for_people IS NULL THEN v.contacts ELSE 0 END), 0) AS for_people_not_asked,
       coalesce(sum(CASE WHEN v.returned_how = 'not_asked' THEN v.contacts ELSE 0 END), 0) AS returned_not_asked
FROM sheets s JOIN sheet_visits w ON w.sheet_id = s.id JOIN encounter_versions v ON v.encounter_id = w.encounter_id
WHERE s.kind = 'totals' AND {stands}
"""
_PEOPLE = """
SELECT DISTINCT v.site_id, v.place_id, coalesce(p.joined_to_id, p.id) AS person_id, p.first_on, p.before
FROM encounter_versions v JOIN participants p ON p.id = v.participant_id WHERE {stands} AND NOT v.is_unsure_who
"""
_SERVICES = """
SELECT id, sum(number) AS number FROM (
  SELECT s.service_id AS id, count(*) AS number
  FROM encounter_versions v JOIN version_services s ON s.version_id = v.id WHERE {stands} GROUP BY 1
  UNION ALL
  SELECT s.service_id, s.number FROM sheet_services s JOIN sheets v ON v.id = s.sheet_id WHERE {sheets}
) AS told GROUP BY 1
"""
_REFERRALS = """
SELECT r.referral_id AS id, count(*) AS number
FROM encounter_versions v JOIN version_referrals r ON r.version_id = v.id WHERE {stands} GROUP BY 1
"""
_ASKED = """
SELECT a.item_id AS id, count(*) AS visits, sum(a.quantity) AS quantity
FROM encounter_versions v JOIN version_asked a ON a.version_id = v.id WHERE {stands} GROUP BY 1
"""
_UNSORTED = """
SELECT n.name, count(*) AS visits, sum(u.quantity) AS quantity
FROM encounter_versions v JOIN version_unlisted u ON u.version_id = v.id JOIN unlisted n ON n.id = u.unlisted_id
WHERE {stands} GROUP BY 1 ORDER BY 1
"""
_RECORDS_SINCE = text("SELECT min(on_day) FROM encounter_versions WHERE is_current AND NOT is_void")


def tally(session: Session, period: Period, site_id: SiteId | None, language: str) -> Tally:
    """Everything a period adds up to, at one site or at all, named in `language`."""
    return _Engine(session, period, site_id, language).tally()


class _Engine:
    def __init__(self, session: Session, period: Period, site_id: SiteId | None, language: str) -> None:
        self._session, self._period, self._site_id = session, period, site_id
        self._language = language
        self._catalog: Catalog = catalogs.load(session, language, period.last)
        self._reading = Reading(session, period, site_id)
        self._spots: Spots = defaultdict(Spot)
        self._people: dict[int, tuple[date, SeenBefore]] = {}
        self._asked = self._not_asked = self._for_people = self._unsure = 0
        self._figures: dict[str, int | None] = {}
        self._crowds: Mapping[str, int]
        self._noted = days.noted(session, period.first, period.last, site_id)

    def tally(self) -> Tally:
        self._count_contacts()
        self._count_days()
        self._count_people()
        beside = WithoutVisits(self._session, self._catalog, self._period, self._site_id)
        collected, collected_at = beside.collected()
        collections = beside.collections()
        unasked = self._crowds["returned_not_asked"]
        returned, figures = count_returned(self._reading, self._catalog, self._spots, collected, unasked)
        for spot, syringes in collected_at.items():
            self._spots[spot].returned += syringes
        given = Given(self._reading, self._catalog, self._spots)
        naloxone, sources = given.naloxone(), given.sources()
        asked, unsorted = self._count_asked(), self._count_unsorted()
        proof = self._statement(given)
        left = Leaving(self._session, self._catalog, self._period, self._site_id, given.parts)
        since = as_day(self._session.scalar(_RECORDS_SINCE))
        shown_from = self._new_shown_from(since)
        self._name_people(shown_from)
        self._figures |= {**figures, **given.figures()}
        self._figures |= {
            "collections": sum(collections.values()),
            "asked_none_left": sum(line.quantity for line in asked),
            "unsorted": sum(line.quantity for line in unsorted),
            "naloxone_kits": sum(line.kits or 0 for line in naloxone),
            "naloxone_doses": sum(line.doses for line in naloxone),
            "naloxone_doses_known": sum(line.known for line in sources),
        }
        center = self._catalog
        return Tally(
            center=center.center,
            is_sample=center.is_sample,
            period=self._period,
            site=center.site[self._site_id].name if self._site_id is not None else None,
            sites=tuple(site.name for site in self._sites() if self._is_met_at(site)),
            figures=self._figures,
            hours_open=self._hours_open(),
            records_since=since,
            new_shown_from=shown_from,
            returned=returned,
            items=given.items(),
            kits=given.kits(),
            naloxone=naloxone,
            naloxone_sources=sources,
            services=self._named(_SERVICES, center.services),
            referrals=self._named(_REFERRALS, center.referrals),
            by_site=self._by_site(shown_from),
            by_place=self._by_place(shown_from),
            statement=tuple(proof.lines.values()),
            kit_statement=tuple(proof.kits.values()),
            last_proved=as_day(self._session.scalar(text("SELECT proved_on FROM center"))),
            handed_over=left.by_recipient(),
            disposed=left.by_reason(),
            asked=asked,
            unsorted=unsorted,
            happened=Happenings(self._session, center, self._period, self._site_id).happened(),
            drug_checks=drug_checks(self._session, self._period, self._site_id, self._language),
            answers=self._answers(),
            visits_with_steps=visits_with_steps(self._session, self._period) if self._site_id is None else None,
            collected=collected,
            collections=collections,
            picked_up=beside.picked_up(),
            arrived=beside.arrived(),
            naloxone_reasons=given.reasons(),
        )

    # --- people and contacts -----------------------------------------------------------------------------------------

    def _count_contacts(self) -> None:
        """Of those counted on a totals sheet nobody was there to be asked one by one: they are no *not asked*."""
        [found] = self._reading.rows(_ON_TOTALS_SHEETS)
        crowds = self._crowds = {name: int(n) for name, n in found.items()}
        for row in self._reading.rows(_CONTACTS):
            spot = self._spot(row)
            spot.contacts += row["contacts"]
            spot.without_code += row["without_code"]
            spot.days.add(as_day(row["on_day"]))  # type: ignore[arg-type]
            self._for_people += row["for_people"] or 0
            self._not_asked += row["for_people_not_asked"]
            self._unsure += row["unsure"]
        contacts = sum(spot.contacts for spot in self._spots.values())
        without = sum(spot.without_code for spot in self._spots.values())
        self._figures |= {
            "contacts": contacts,
            "contacts_with_code": contacts - without,
            "contacts_without_code": without,
            "contacts_on_totals_sheets": crowds["contacts"],
            "people_supplied_at_visits": self._for_people,
            "for_people_asked": contacts - self._not_asked,
            "for_people_not_asked": self._not_asked - crowds["for_people_not_asked"],
        }

    def _count_days(self) -> None:
        met = {day for spot in self._spots.values() for day in spot.days}
        waited = {day for (_, day), noted in self._noted.items() if noted.nobody_came}
        self._figures |= {
            "days_open": len(met | {day for (_, day), noted in self._noted.items() if noted.is_open}),
            "days_nobody_came": len(waited - met),
            "days_with_hours": len({day for (_, day), noted in self._noted.items() if noted.quarter_hours}),
        }

    def _hours_open(self, site_id: SiteId | None = None) -> float | None:
        """Hours somebody was there; None where nobody noted any."""
        quarters = [
            noted.quarter_hours
            for (site, _), noted in self._noted.items()
            if site_id in (None, site) and noted.quarter_hours is not None
        ]
        return sum(quarters) / 4 if quarters else None

    def _count_people(self) -> None:
        for row in self._reading.rows(_PEOPLE):
            self._spot(row).people.add(row["person_id"])
            self._people[row["person_id"]] = (as_day(row["first_on"]) or date.min, SeenBefore(row["before"]))

    def _name_people(self, shown_from: date | None) -> None:
        new = [before for first_on, before in self._people.values() if first_on >= self._period.first]
        said_first, not_asked = new.count(SeenBefore.FIRST), new.count(SeenBefore.NOT_ASKED)
        shown = shown_from is None
        self._figures |= {
            "participants": len(self._people),
            "new_participants": said_first + not_asked if shown else None,
            "new_said_first": said_first if shown else None,
            "new_not_asked": not_asked if shown else None,
            "new_been_here_before": new.count(SeenBefore.BEFORE) if shown else None,
            "seen_earlier": len(self._people) - len(new) if shown else None,
        }

    def _answers(self) -> Answers:
        crowds = self._crowds["contacts"]
        nobodys = (self._figures["contacts_without_code"] or 0) + self._unsure - crowds
        seen = len(self._people)
        found = answers(self._session, self._catalog, self._period, self._site_id, seen, nobodys, self._unsure)
        return replace(found, on_totals_sheets=crowds) if found.questions else found

    def _new_shown_from(self, since: date | None) -> date | None:
        """The first month for which *new* means something; None if this period is late enough."""
        months = int(self._session.scalar(text("SELECT new_after_months FROM center")) or 0)
        if since is None:
            return following_month(self._period.last) if months else None
        first = since.replace(day=1) if since.day == 1 else following_month(since)
        for _ in range(months):
            first = following_month(first)
        return None if months == 0 or self._period.first >= first else first

    # --- beside what was given ----------------------------------------------------------------------------------------

    def _count_asked(self) -> tuple[AskedLine, ...]:
        rows = {row["id"]: row for row in self._reading.rows(_ASKED)}
        return tuple(
            AskedLine(item.name, rows[item.id]["visits"], rows[item.id]["quantity"])
            for item in self._catalog.items
            if item.id in rows
        )

    def _count_unsorted(self) -> tuple[UnsortedLine, ...]:
        return tuple(UnsortedLine(row["name"], row["visits"], row["quantity"]) for row in self._reading.rows(_UNSORTED))

    # --- the rest ----------------------------------------------------------------------------------------------------

    def _statement(self, given: Given) -> Statement:
        names, inside = {item.id: item.name for item in self._catalog.items}, dict(given.inside)
        return statement(self._session, self._period, self._site_id, names, given.parts, given.units, inside)

    def _named(self, statement_text: str, entries: tuple[Any, ...]) -> tuple[NamedCount, ...]:
        counts = {row["id"]: int(row["number"]) for row in self._reading.rows(statement_text)}
        listed = (entry for entry in entries if not entry.retired or entry.id in counts)
        return tuple(NamedCount(entry.name, counts.get(entry.id, 0)) for entry in listed)

    def _sites(self) -> list[Site]:
        """Those of the day; a machine, and what was retired since the period began, if anything happened there."""
        busy = {site for site, _ in self._spots} | {site for (site, _), noted in self._noted.items() if noted.is_open}
        known = (*self._catalog.sites, *self._catalog.retired_sites)
        asked = (site for site in known if self._site_id in (None, site.id))
        return [site for site in asked if site.id in (busy | {self._site_id}) or not (site.retired or site.is_machine)]

    def _is_met_at(self, site: Site) -> bool:
        """Not a machine at which nobody was met; one that the page is about, all the same."""
        met = {at for (at, _), spot in self._spots.items() if spot.contacts}
        return not site.is_machine or site.id in (met | {self._site_id})

    def _by_site(self, shown_from: date | None) -> tuple[SiteLine, ...]:
        lines = []
        for site in self._sites():
            spots = [spot for (at, _), spot in self._spots.items() if at == site.id]
            line = self._site_line(site.name, "", "", spots, shown_from)
            met = set().union(*(spot.days for spot in spots))
            noted = {day for (at, day), said in self._noted.items() if at == site.id and said.is_open}
            lines.append(replace(line, days_open=len(met | noted), hours_open=self._hours_open(site.id)))
        return tuple(lines)

    def _by_place(self, shown_from: date | None) -> tuple[SiteLine, ...]:
        lines = []
        for site in self._sites():
            here = [place for place in self._catalog.place.values() if place.site_id == site.id]
            lines += [
                self._site_line(site.name, place.name, place.county, [self._spots[site.id, place.id]], shown_from)
                for place in here
                if (site.id, place.id) in self._spots
            ]
            if spot := self._spots.get((site.id, None)):
                lines.append(self._site_line(site.name, "", "", [spot], shown_from))
        return tuple(lines)

    def _site_line(self, site: str, place: str, county: str, spots: list[Spot], shown_from: date | None) -> SiteLine:
        people = set().union(*(spot.people for spot in spots))
        new = [
            person
            for person in people
            if self._people[person][0] >= self._period.first and self._people[person][1] is not SeenBefore.BEFORE
        ]
        return SiteLine(
            site=site,
            place=place,
            county=county,
            days_open=len(set().union(*(spot.days for spot in spots))),
            contacts=sum(spot.contacts for spot in spots),
            contacts_without_code=sum(spot.without_code for spot in spots),
            participants=len(people),
            new_participants=len(new) if shown_from is None else None,
            syringes_out=sum(spot.syringes for spot in spots),
            syringes_returned=sum(spot.returned for spot in spots),
            naloxone_doses=sum(spot.doses for spot in spots),
        )

    def _spot(self, row: RowMapping) -> Spot:
        return self._spots[row["site_id"], row["place_id"]]
