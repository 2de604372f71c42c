"""The month's people: contacts and participants, what they brought back, and where they were met."""

from dataclasses import replace

from reportlab.platypus import Flowable

from outreach.reports.blocks import part, titled
from outreach.reports.page import WIDTH
from outreach.reports.tables import Bold, Line, Look, table
from outreach.reports.tally_returned import amount, how, rounding
from outreach.reports.tally_without_visits import collected_line, collections
from outreach.reports.writing import figure
from outreach.tallies.tally import ReturnedLine, SiteLine, Tally
from outreach.translation import N_, Translator


def people(tally: Tally, words: Translator, number: int) -> list[Flowable]:
    def line(label: str, name: str, look: Look = Look.PLAIN, cell: type[str] = str) -> Line:
        return Line((words(label), cell(figure(tally.figures[name], words))), look)

    lines = [
        line(N_("Contacts (visits)"), "contacts", cell=Bold),
        line(N_("with a participant code"), "contacts_with_code", Look.SUB),
        line(N_("without a code"), "contacts_without_code", Look.SUB),
        *([line(N_("of which on totals sheets"), "contacts_on_totals_sheets", Look.DEEPER)] if crowds(tally) else []),
        line(N_("Participants, each counted once"), "participants", cell=Bold),
        line(N_("new participants"), "new_participants", Look.SUB),
        line(N_("of which said first time"), "new_said_first", Look.DEEPER),
        line(N_("of which not asked"), "new_not_asked", Look.DEEPER),
        line(N_("new code, been here before"), "new_been_here_before", Look.SUB),
        line(N_("seen before this period"), "seen_earlier", Look.SUB),
        line(N_("People supplied, counted at each visit"), "people_supplied_at_visits"),
    ]
    return titled(N_("People and contacts"), number, table(lines, part(2)), words, _people_notes(tally, words))


def crowds(tally: Tally) -> int:
    """Contacts counted on totals sheets."""
    return tally.figures["contacts_on_totals_sheets"] or 0


def visits(tally: Tally) -> int:
    """Contacts that could be asked something: all but those counted on totals sheets."""
    return (tally.figures["contacts"] or 0) - crowds(tally)


def counted_on_totals_sheets(n: int, words: Translator) -> str:
    return words.count(
        N_("{n} contact was counted on a totals sheet: nobody there was asked one by one."),
        N_("{n} contacts were counted on totals sheets: nobody there was asked one by one."),
        n,
    )


def _people_notes(tally: Tally, words: Translator) -> list[str]:
    estimate = words.count(
        N_(
            "Participants is an estimate: two people can share a code. People supplied was asked at {asked} of "
            "{n} visit; the same people count again next time."
        ),
        N_(
            "Participants is an estimate: two people can share a code. People supplied was asked at {asked} of "
            "{n} visits; the same people count again next time."
        ),
        visits(tally),
        asked=tally.figures["for_people_asked"],
    )
    notes = [estimate] if visits(tally) else []
    if crowds(tally):
        notes.append(counted_on_totals_sheets(crowds(tally), words))
    if tally.figures["new_participants"] is None:
        notes.append(_why_new_is_missing(tally, words))
    return notes


def _why_new_is_missing(tally: Tally, words: Translator) -> str:
    """A code first seen in our records is not yet a new person while the records are young."""
    if tally.records_since is None or tally.new_shown_from is None:
        return words(N_("New participants: – until records go back far enough to know who is new."))
    return words(
        N_(
            "New participants: – because records begin in {since}. From {shown_from} on they go back far enough "
            "to know who is new."
        ),
        since=words.month(tally.records_since),
        shown_from=words.month(tally.new_shown_from),
    )


def returned(tally: Tally, words: Translator, number: int) -> list[Flowable]:
    heads = [words(head) for head in (N_("How measured"), N_("Visits"), N_("Amount"), N_("Syringes"))]
    lines = [_returned_line(line, words) for line in tally.returned]
    lines += [collected_line(line, words) for line in tally.collected]
    total, estimated, collected = (
        figure(tally.figures[name], words)
        for name in ("syringes_returned", "syringes_returned_estimated", "syringes_collected")
    )
    measured = figure(sum(line.visits for line in tally.returned), words)
    lines.append(Line((words(N_("All returned")), measured, "", total), Look.TOTAL))
    if tally.collected:
        lines.append(Line((words(N_("of which collected without a visit")), "", "", collected), Look.SUB))
    lines.append(Line((words(N_("of which estimated")), "", "", estimated), Look.SUB))
    asked = words.count(
        N_(
            "Asked about returns at {asked} of {n} visit: brought some {some}, none {none}{zero}. "
            "Not asked {not_asked}."
        ),
        N_(
            "Asked about returns at {asked} of {n} visits: brought some {some}, none {none}{zero}. "
            "Not asked {not_asked}."
        ),
        visits(tally),
        asked=tally.figures["returned_asked"],
        some=tally.figures["returned_some"],
        none=tally.figures["returned_none"],
        zero=words(N_(", measured as 0 {n}"), n=zero) if (zero := tally.figures["returned_zero"]) else "",
        not_asked=tally.figures["returned_not_asked"],
    )
    said = (asked if visits(tally) else "", collections(tally, words), rounding(tally, words))
    notes = [one for one in said if one]
    return titled(N_("Syringes returned"), number, table(lines, part(2), heads=heads), words, notes)


def _returned_line(line: ReturnedLine, words: Translator) -> Line:
    return Line((how(line, words), figure(line.visits, words), amount(line, words), figure(line.syringes, words)))


def places(tally: Tally, words: Translator, number: int) -> list[Flowable]:
    heads = (
        N_("Site and place"),
        N_("County"),
        N_("Days open\u00a0*"),
        *((N_("Hours open"),) if tally.hours_open is not None else ()),
        N_("Contacts"),
        N_("No code"),
        N_("Participants\u00a0**"),
        N_("New"),
        N_("Given"),
        N_("Returned"),
        N_("Doses"),
    )
    lines = [line for site in tally.by_site for line in _site_lines(site, tally, words)]
    every = N_("All places") if tally.site else N_("All sites")
    lines.append(Line((words(every), "", *_figures_of_all(tally, words)), Look.TOTAL))
    notes = words(
        N_(
            "* Days on which any place was open, of {days}; places open on the same day count that day once. "
            "** Each person once; people who use more than one place are counted at each."
        ),
        days=tally.period.days,
    )
    waited = tally.figures["days_nobody_came"] or 0
    more = [
        words.count(
            N_("On {n} day it was open and nobody came."), N_("On {n} days it was open and nobody came."), waited
        )
    ]
    grid = table(lines, WIDTH, heads=[words(head) for head in heads], texts=2)
    return titled(N_("By site and place"), number, grid, words, [notes, *(more if waited else ())], width=WIDTH)


def _site_lines(site: SiteLine, tally: Tally, words: Translator) -> list[Line]:
    """A site with one place is one line; otherwise its places stand under it, and it has a line of its own."""
    places = [place for place in tally.by_place if place.site == site.site]
    if len(places) == 1:
        name = f"{site.site}, {places[0].place}" if places[0].place else site.site
        whole = replace(places[0], days_open=site.days_open, hours_open=site.hours_open)
        return [_place_line(name, whole, tally, words)]
    unnamed = words(N_("place not noted"))
    return [
        _place_line(site.site, site, tally, words),
        *(_place_line(place.place or unnamed, place, tally, words, Look.SUB) for place in places),
    ]


def _place_line(name: str, line: SiteLine, tally: Tally, words: Translator, look: Look = Look.PLAIN) -> Line:
    numbers = (
        line.days_open,
        *_if_noted(line.hours_open, tally),
        line.contacts,
        line.contacts_without_code,
        line.participants,
        line.new_participants,
        line.syringes_out,
        line.syringes_returned,
        line.naloxone_doses,
    )
    return Line((name, line.county, *(figure(n, words) for n in numbers)), look)


def _figures_of_all(tally: Tally, words: Translator) -> list[str]:
    names = (
        "days_open",
        "contacts",
        "contacts_without_code",
        "participants",
        "new_participants",
        "syringes_out",
        "syringes_returned",
        "naloxone_doses",
    )
    days_open, *others = (tally.figures[name] for name in names)
    return [figure(n, words) for n in (days_open, *_if_noted(tally.hours_open, tally), *others)]


def _if_noted(hours: float | None, tally: Tally) -> tuple[float | None, ...]:
    """The column of hours stands only where somebody noted some."""
    return (hours,) if tally.hours_open is not None else ()
