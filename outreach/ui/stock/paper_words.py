"""What the page of papers says of a document.  Text is made here while drawing, by the window's translator; no Qt."""

from collections.abc import Iterator
from datetime import date

from outreach.catalog import Catalog
from outreach.stock.deliveries import Said
from outreach.stock.paper_listing import ListedPaper
from outreach.stock.paper_reading import OpenedPaper, PaperLine
from outreach.stock.paper_voiding import belongs
from outreach.translation import N_, Translator
from outreach.ui.shared.timeline_steps import Step
from outreach.ui.stock import receive_words, wording
from outreach.ui.stock.papers import Span, State
from outreach.vocabulary import DocumentKind, Kind, PaperVoid, Recipient, SiteId
from outreach.words import words_for

KINDS = {
    DocumentKind.DELIVERY: N_("Delivery"),
    DocumentKind.TRANSFER: N_("Moved"),
    DocumentKind.HAND_OVER: N_("Hand-over"),
    DocumentKind.COUNT: N_("Count"),
    DocumentKind.DISPOSAL: N_("Disposal or loss"),
    DocumentKind.FOUND: N_("Found"),
    DocumentKind.PUT_BACK: N_("Put back"),
    DocumentKind.SHORT_IN_DELIVERY: N_("Short in delivery"),
    DocumentKind.KITS_MADE: N_("Kits made up"),
    DocumentKind.KITS_UNMADE: N_("Kits taken apart"),
    DocumentKind.OPENING: N_("Opening stock"),
}
SPANS = {Span.THIRTY: N_("Last 30 days"), Span.YEAR: N_("Last 12 months"), Span.ALL: N_("Since the beginning")}
RECIPIENTS = {
    Recipient.PARTNER: N_("Partner organization"),
    Recipient.EVENT: N_("Event"),
    Recipient.TRAINING: N_("Training"),
    Recipient.USED_HERE: N_("Used here"),
}
REASONS = {
    PaperVoid.WRONG_AMOUNTS: N_("Wrong amounts or lots"),
    PaperVoid.WRONG_PLACE: N_("Wrong site or day"),
    PaperVoid.ENTERED_TWICE: N_("Entered twice"),
    PaperVoid.DID_NOT_HAPPEN: N_("Did not happen"),
    PaperVoid.TEST_ENTRY: N_("Test entry"),
}
_OF_SEVERAL_KINDS = (
    DocumentKind.DISPOSAL, DocumentKind.COUNT, DocumentKind.KITS_MADE, DocumentKind.KITS_UNMADE,
)  # fmt: skip
KEPT = N_("All its lines are reversed in stock, on their own days. What it said is kept.")


def kind(paper: ListedPaper, words: Translator) -> str:
    return words(KINDS[paper.kind])


def where(paper: ListedPaper, known: Catalog | None, words: Translator) -> str:
    """The site; of what was moved both."""
    here = _site(paper.site_id, known)
    if paper.to_site_id is None:
        return here
    return words(N_("{here} to {there}"), here=here, there=_site(paper.to_site_id, known))


def whose(paper: ListedPaper, known: Catalog | None, words: Translator) -> str:
    """Who it came from or went to (of kits, which and their lot), and by which number it is known outside."""
    recipient = paper.recipient
    name = paper.whose or (words(RECIPIENTS[recipient]) if recipient is not None else "")
    if paper.kit is not None and known is not None:
        kit, number = known.item[paper.kit[0]].name, paper.kit[1]
        name = words(N_("{what}, lot {lot}"), what=kit, lot=number) if number else kit
    slip = words(N_("slip {number}"), number=paper.slip) if paper.slip else ""
    return " · ".join(part for part in (name, paper.reference, slip) if part)


def heading(paper: ListedPaper, words: Translator) -> str:
    return words(N_("{what} of {day}"), what=kind(paper, words), day=words.day(paper.on))


def by(paper: ListedPaper, words: Translator) -> str:
    return when(paper.recorded_on, paper.recorded_hour, paper.initials, words)


def when(on: date, hour: int | None, initials: str, words: Translator) -> str:
    """12 Nov, 2 pm, JM, as finely as it is known."""
    parts = [words.day_short(on), words.hour(hour) if hour is not None else "", initials]
    return ", ".join(part for part in parts if part)


def lot(line: PaperLine, words: Translator) -> str:
    return wording.lot_in_full(line.lot, line.expires_on, line.source, words)


def amount(line: PaperLine, paper: ListedPaper, words: Translator) -> str:
    """What it moved; of a count what was found, and by how much that differed."""
    if line.found is None and paper.kind is DocumentKind.COUNT:
        return words(N_("not counted"))
    if line.found is None:
        is_moved = paper.kind is DocumentKind.TRANSFER
        return words.number(abs(line.quantity)) if is_moved else words.signed(line.quantity)
    found = words(N_("{n} found"), n=line.found)
    return f"{found} ({words.signed(line.quantity)})" if line.quantity else found


def what(line: PaperLine, paper: ListedPaper, words: Translator) -> str:
    """The kind of a line, where the document does not say it; of a count, how much of its difference was what."""
    if len(line.moves) > 1:
        return " · ".join(f"{words(wording.KINDS[kind])} {words.signed(n)}" for kind, n in line.moves)
    is_told = paper.kind in _OF_SEVERAL_KINDS or line.kind is Kind.USED_IN_KIT
    if line.kind is None or not is_told or line.kind is Kind.COUNTED:
        return ""
    return words(wording.KINDS[line.kind])


def in_order(opened: OpenedPaper) -> list[PaperLine]:
    """Kits before their parts; made up on the paper that hands them over, they are told as they leave."""
    is_made_ahead = opened.paper.kind is DocumentKind.KITS_MADE
    shown = [one for one in opened.lines if is_made_ahead or one.kind is not Kind.MADE_KIT]
    return sorted(shown, key=lambda one: one.kind is Kind.USED_IN_KIT)


def said(one: Said, words: Translator) -> str:
    """`Ordered 600 · invoiced 600 · Short`."""
    parts = [
        words(N_("ordered {n}"), n=one.ordered) if one.ordered is not None else "",
        words(N_("invoiced {n}"), n=one.invoiced) if one.invoiced is not None else "",
        words(N_("{n} went back"), n=one.goes_back) if one.goes_back else "",
        words(receive_words.REASONS[one.reason]) if one.reason is not None else "",
    ]
    return " · ".join(part for part in parts if part)


def steps(opened: OpenedPaper, words: Translator) -> list[Step]:
    """What became of it, in order: written, found short, answering late entries, voided or replaced."""
    return [*_began(opened, words), *_became(opened, words)]


def _began(opened: OpenedPaper, words: Translator) -> Iterator[Step]:
    paper, before = opened.paper, opened.replaces
    text = ""
    if before is not None:
        text = words(N_("In place of another: {when}"), when=by(before, words))
    elif opened.short_of is not None:
        text = words(N_("Corrects the delivery of {day}. Nothing was lost"), day=words.day(opened.short_of.on))
    yield Step(words(N_("Written")), by(paper, words), text)


def _became(opened: OpenedPaper, words: Translator) -> Iterator[Step]:
    for short in opened.found_short:
        if not short.is_void:
            text = words(N_("{n} less were received. It is no loss"), n=short.units)
            yield Step(words(N_("Found short")), by(short, words), text)
    if opened.late:
        text = words.count(
            N_("{n} entry of an earlier day keyed after this count. The shelf stays as counted"),
            N_("{n} entries of earlier days keyed after this count. The shelf stays as counted"), opened.late,
        )  # fmt: skip
        yield Step(words(N_("Answered late entries")), "", text)
    if opened.had_other_lots and opened.paper.kind is DocumentKind.HAND_OVER:
        text = words(N_("Kits keyed later stood there that day, or did not. As many were handed over as the slip says"))
        yield Step(words(N_("Other lots of kits")), "", text)
    if opened.voided is not None:
        gone = opened.voided
        reason = words(REASONS[gone.reason]) + ". " if gone.reason is not None else ""
        text = reason + words(N_("All lines reversed in stock"))
        yield Step(words(N_("Voided")), when(gone.on, gone.hour, gone.initials, words), text)
    if opened.replaced_by is not None:
        text = words(N_("Another stands in its place"))
        yield Step(words(N_("Written again")), by(opened.replaced_by, words), text)


def belongs_to(opened: OpenedPaper, words: Translator) -> str:
    """Where it is put right, if not here."""
    if opened.belongs_to is None or opened.paper.is_void:
        return ""
    return words_for(belongs(opened.belongs_to), words)


def total(state: State, words: Translator) -> str:
    n = len(state.papers or ())
    if state.may_be_more:
        return words(N_("The newest {n}. Narrow the days, or find one by its number."), n=n)
    return words.count(N_("{n} paper"), N_("{n} papers"), n)


def _site(site_id: SiteId, known: Catalog | None) -> str:
    site = known.site.get(site_id) if known else None
    return site.short_name if site else ""
