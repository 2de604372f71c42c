"""The top of a first page: whose it is, of when, which copy, by whom, and the figures looked for first."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from reportlab.lib.colors import black
from reportlab.platypus import Flowable, Spacer, Table

from outreach.reports.copies import copy_of
from outreach.reports.definitions import Definitions
from outreach.reports.figures import fingerprint
from outreach.reports.page import (
    COPY,
    COPY_STRONG,
    HAIRLINE,
    HEADLINE,
    LABEL,
    PROGRAM,
    TEXT,
    TITLE,
    WIDTH,
    Sheet,
    paragraph,
    text_width,
)
from outreach.reports.writing import days, figure
from outreach.tallies.tally import Tally
from outreach.translation import N_, Translator


def sheet_of(tally: Tally, words: Translator, title: str, definitions: Definitions) -> Sheet:
    copy = copy_of(tally)
    return Sheet(
        center=tally.center,
        title=title,
        scope=f"{tally.site or words(N_('All sites'))}. {words(copy.name)}",
        standing=words(copy.standing),
        check=fingerprint(tally, definitions),
        is_sample=tally.is_sample,
    )


def letterhead(tally: Tally, words: Translator, title: str, printed_on: date, initials: str) -> list[Flowable]:
    copy = copy_of(tally)
    box_width = max(text_width(words(copy.name), bold=True, size=9.75), text_width(words(copy.caution))) + 18
    names = [paragraph(tally.center, PROGRAM), paragraph(title, TITLE)]
    box = Table(
        [[paragraph(words(copy.name), COPY_STRONG)], [paragraph(words(copy.caution), COPY)]],
        colWidths=[min(box_width, WIDTH / 2)],
        style=_BOX,
    )
    widths = [WIDTH - min(box_width, WIDTH / 2) - 12, min(box_width, WIDTH / 2) + 12]
    top = Table([[names, box]], colWidths=widths, style=[*_BARE, ("ALIGN", (1, 0), (1, 0), "RIGHT")])
    return [top, Spacer(WIDTH, 7), _meta(tally, words, printed_on, initials), Spacer(WIDTH, 8)]


def headline(figures: Sequence[tuple[int | None, str]], words: Translator) -> Flowable:
    """The few figures everybody asks for, over the words for them."""
    cells = [(figure(n, words), words(label)) for n, label in figures]
    natural = [max(text_width(n, bold=True, size=16.5), text_width(label)) + 18 for n, label in cells]
    spare = max(0.0, (WIDTH - sum(natural)) / len(natural))
    widths = [width + spare for width in natural] if spare else _shared(natural)
    drawn = [[paragraph(n, HEADLINE), paragraph(label)] for n, label in cells]
    return Table([drawn], colWidths=widths, style=_HEADLINE, spaceAfter=11)


def _shared(natural: Sequence[float]) -> list[float]:
    """Too wide in all: the short ones stand as they are, and the longest break."""
    widths, left = dict.fromkeys(range(len(natural)), 0.0), WIDTH
    by_width = sorted(widths, key=lambda at: natural[at])
    for done, at in enumerate(by_width):
        widths[at] = min(natural[at], left / (len(natural) - done))
        left -= widths[at]
    return list(widths.values())


def _period(tally: Tally, words: Translator, printed_on: date) -> str:
    """A page printed before its last day is over says so: more may still be recorded."""
    written = days(tally.period, words)
    if printed_on > tally.period.last:
        return written
    return f"{written} {words(N_('(not over yet)'))}"


def _meta(tally: Tally, words: Translator, printed_on: date, initials: str) -> Flowable:
    printed = words(N_("{day}, {initials}"), day=printed_on, initials=initials)
    texts = (
        (N_("Sites"), tally.site or ", ".join(tally.sites)),
        (N_("Period"), _period(tally, words, printed_on)),
        (N_("Printed"), printed),
    )
    cells = [[paragraph(words(label), LABEL), paragraph(text, TEXT)] for label, text in texts]
    return Table([cells], colWidths=[WIDTH - 2 * 140, 140, 140], style=_META)


_BARE: list[tuple[Any, ...]] = [
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 0),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
]
_BOX = [
    *_BARE,
    ("BOX", (0, 0), (-1, -1), 1.1, black),
    ("ROUNDEDCORNERS", [3, 3, 3, 3]),
    ("TOPPADDING", (0, 0), (-1, 0), 2),
    ("BOTTOMPADDING", (0, 1), (-1, 1), 5),
]
_META = [
    *_BARE,
    ("LINEABOVE", (0, 0), (-1, 0), 0.4, HAIRLINE),
    ("TOPPADDING", (0, 0), (-1, -1), 4),
    ("RIGHTPADDING", (0, 0), (0, 0), 12),
]
_HEADLINE = [
    *_BARE,
    ("LINEABOVE", (0, 0), (-1, 0), 1.1, black),
    ("LINEBELOW", (0, 0), (-1, 0), 1.1, black),
    ("LINEBEFORE", (1, 0), (-1, 0), 0.4, HAIRLINE),
    ("LEFTPADDING", (1, 0), (-1, 0), 9),
    ("TOPPADDING", (0, 0), (-1, -1), 4),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 6),
]
