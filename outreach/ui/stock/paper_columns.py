"""The columns of the list of papers: what each says of one, how it sorts, how it looks."""

from collections.abc import Sequence

from outreach.catalog import Catalog
from outreach.stock.paper_listing import ListedPaper
from outreach.translation import N_, Translator
from outreach.ui.shared.rows_model import NAME_WEIGHT, Column
from outreach.ui.shared.status import Mark
from outreach.ui.stock import paper_words
from outreach.ui.theme import Color


def columns(known: Catalog | None, *, is_narrow: bool = False) -> Sequence[Column[ListedPaper]]:
    who: list[Column[ListedPaper]] = [
        Column(
            N_("Staff"), text=lambda paper, _: paper.initials, sort_by=lambda paper: paper.initials, ink=Color.TEXT2,
        )
    ]  # fmt: skip
    return (
        Column(
            N_("Day"), text=lambda paper, words: words.day(paper.on), sort_by=lambda paper: (paper.on, paper.id),
            is_struck=_is_void,
        ),
        Column(
            N_("Paper"), text=paper_words.kind, sort_by=lambda paper: paper.kind, weight=NAME_WEIGHT,
            is_struck=_is_void, is_faint=_corrects,
        ),
        Column(
            N_("From or to"), text=lambda paper, words: paper_words.whose(paper, known, words),
            sort_by=lambda paper: _whose(paper, known), stretches=True,
            ink=Color.TEXT2, is_struck=_is_void,
        ),
        Column(
            N_("Site"), text=lambda paper, words: paper_words.where(paper, known, words),
            sort_by=lambda paper: paper.site_id, ink=Color.TEXT2, is_struck=_is_void,
        ),
        Column(
            N_("Items"), text=lambda paper, words: words.number(paper.items), sort_by=lambda paper: paper.items,
            is_number=True, is_struck=_is_void,
        ),
        Column(
            N_("Units"), text=lambda paper, words: words.number(paper.units), sort_by=lambda paper: paper.units,
            is_number=True, is_struck=_is_void,
        ),
        *([] if is_narrow else who),
        Column("", text=lambda *_: "", sort_by=lambda paper: paper.is_void, marks=_marks),
    )  # fmt: skip


def _whose(paper: ListedPaper, known: Catalog | None) -> tuple[str, str]:
    """By who it is from or to; of kits by their name, then their lot."""
    if paper.kit is None or known is None:
        return paper.whose.casefold(), ""
    return known.item[paper.kit[0]].name.casefold(), paper.kit[1]


def _marks(paper: ListedPaper, words: Translator) -> list[tuple[Mark, str]]:
    """What stands no more, and what stands in the place of something: a correction looks like none of the others."""
    if paper.is_void:
        return [(Mark.CORRECTED, words(N_("Corrected")))] if paper.is_replaced else [(Mark.VOIDED, words(N_("Voided")))]
    return [(Mark.CORRECTED, words(N_("Correction")))] if _corrects(paper) else []


def _corrects(paper: ListedPaper) -> bool:
    return paper.replaces is not None or paper.kind == "short_in_delivery"


def _is_void(paper: ListedPaper) -> bool:
    return paper.is_void
