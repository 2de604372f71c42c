"""What the pages that move stock say of their lines.  Text is made here while drawing; no Qt."""

from collections.abc import Sequence
from datetime import date

from outreach.catalog import source_said
from outreach.errors import Refusal
from outreach.stock import beyond
from outreach.stock.levels import LotLevel
from outreach.translation import N_, N_plural, Translator
from outreach.ui.stock import wording
from outreach.ui.stock.paper.draft import Missing, PaperLine
from outreach.ui.stock.paper.shares import Share
from outreach.ui.stock.paper.state import Heard, PaperState
from outreach.vocabulary import CountSide, Despite
from outreach.words import words_for

MISSING = {
    Missing.LINE: N_("Type an amount and an item, then press Enter to add it."),
    Missing.AMOUNT: N_("Type how many."),
    Missing.COUNTED: N_("Type what was counted, or what is put in."),
    Missing.NUMBER: N_("An expiry date needs its lot number. Type the number, or take the date out."),
    Missing.DAY_TO_COME: N_("That day is still to come. Choose today or a day before."),
    Missing.PARTNER: N_("Choose the organization that gets it."),
    Missing.EVENT: N_("Type what the event was called."),
    Missing.TRAINING: N_("Type what the training was called."),
    Missing.MACHINE: N_("Choose the machine."),
    Missing.TO: N_("Choose the site it goes to."),
    Missing.REASON: N_("Choose what happened to it."),
    Missing.KIT: N_("Type how many and which kit, then press Enter."),
    Missing.LOT_OF_KITS: N_("Choose the lot they are from."),
}
BY_THE_BOOKS = N_("By the books: what expires first")
DOSES = N_plural("{n} dose", "{n} doses")
MADE_NOW = N_plural("{n} kit is made up with this, of its parts.", "{n} kits are made up with this, of their parts.")


def problem(what: Missing | Refusal, words: Translator) -> str:
    return words(MISSING[what]) if isinstance(what, Missing) else words_for(what, words)


def lot(number: str, expires_on: date | None, words: Translator) -> str:
    """`24A17 · 03/2027`."""
    name = number or words(N_("No lot"))
    return f"{name} · {wording.expiry(expires_on)}" if expires_on else name


def to_take(one: Share, words: Translator) -> str:
    """One line of a pick list."""
    if one.lot_id is None:
        return words(N_("Not on the books: take them where you find them."))
    said = lot(one.number, one.expires_on, words)
    return words(N_("{lot}, expired or on hold"), lot=said) if one.is_stopped else said


def lot_offered(one: LotLevel, words: Translator) -> str:
    """One line of the list of lots."""
    said = [
        lot(one.number, one.expires_on, words),
        source_said(one.source, words.language),
        words(N_("{n} here"), n=one.on_hand),
    ]
    if one.on_hold:
        said.append(words(wording.ON_HOLD))
    elif one.is_expired:
        said.append(words(wording.EXPIRED))
    return " · ".join(said)


def lot_now(line: PaperLine, shares: Sequence[Share], lots: Sequence[LotLevel], words: Translator) -> str:
    """Which lot a line is from, on its button: as chosen, or the first the books would take, however many."""
    if line.lot is not None:
        return lot(line.lot.number, line.lot.expires_on, words)
    named = [one for one in shares if one.lot_id is not None or one.made_of]
    if not named:
        first_out = next((one for one in lots if one.next_used), None)
        if first_out is not None and not line.units:
            return lot(first_out.number, first_out.expires_on, words)
        return words(N_("No lot"))
    first = lot(named[0].number, named[0].expires_on, words)
    return words(N_("{lot} and {n} more"), lot=first, n=len(named) - 1) if len(named) > 1 else first


def source_now(line: PaperLine, shares: Sequence[Share], words: Translator) -> str:
    if line.lot is not None:
        return source_said(line.lot.source, words.language)
    sources = list(dict.fromkeys(one.source for one in shares if one.source))
    sources = [source_said(source, words.language) for source in sources]
    if len(sources) > 1:
        return words(N_("{source} and {n} more"), source=sources[0], n=len(sources) - 1)
    return sources[0] if sources else ""


def doses(line: PaperLine, state: PaperState, words: Translator) -> str:
    n = (line.units or 0) * state.inside(line.item, "doses_per_unit")
    return words.count(*DOSES, n) if n else ""


def notes(line: PaperLine, shares: Sequence[Share], state: PaperState, words: Translator) -> list[str]:
    """What is worth knowing and stops nobody: a lot that should not go, short on the books, a count of later."""
    taken = [part for one in shares for part in one.made_of or (one,)]
    said = (
        _more(line, state, words), _doubt(line, state, words), _made_now(shares, words), _short(taken, state, words),
        late(line, state, words),
    )  # fmt: skip
    return [one for one in said if one]


def _more(line: PaperLine, state: PaperState, words: Translator) -> str:
    n = state.more(line)
    return words(N_("{n} more than the books."), n=n) if n else ""


def _made_now(shares: Sequence[Share], words: Translator) -> str:
    """Kits that are not made up yet."""
    n = sum(one.quantity for one in shares if one.made_of)
    return words.count(*MADE_NOW, n) if n else ""


def despite(line: PaperLine, state: PaperState) -> Despite | None:
    if not state.doubts_lots:
        return None
    named = next((one for one in state.lots(line.item.id) if line.lot and one.lot_id == line.lot.lot_id), None)
    if named is None:
        return None
    return Despite.ON_HOLD if named.on_hold else Despite.EXPIRED if named.is_expired else None


def _doubt(line: PaperLine, state: PaperState, words: Translator) -> str:
    why = despite(line, state)
    return words(beyond.DOUBTS[why]) if why else ""


def stopped(shares: Sequence[Share]) -> int:
    """What the books hold of these only as expired or on hold."""
    unusable = sum(one.quantity for one in shares if one.is_stopped or (one.is_short and one.lot_id is None))
    return max(0, unusable - sum(one.beyond for one in shares))


def _short(shares: Sequence[Share], state: PaperState, words: Translator) -> str:
    few, held = sum(one.beyond for one in shares), stopped(shares) if state.doubts_lots else 0
    said = [words(beyond.STOPPED, n=held)] if held else []
    if few:
        said.append(words(beyond.TOO_FEW, n=few))
    if said:
        return " ".join(said)
    if any(one.is_short for one in shares):
        return words(beyond.FEWER_OF_LOT)
    return ""


def late(line: PaperLine, state: PaperState, words: Translator) -> str:
    counted = state.counted_after(line)
    if counted is None:
        return ""
    if counted > state.day or state.draft.side is CountSide.BEFORE:
        return words(
            N_("Counted on {day}, after this. It stands in its own day; today’s shelf stays as counted."),
            day=words.day(counted),
        )  # fmt: skip
    sites = () if state.site_id is None else (state.site_id,)
    if state.draft.side is None and not state.draft.stands_where_it_stood(state.day, sites):
        return words(N_("Counted that day. You will be asked whether this was before or after the count."))
    return ""


def heard(box: Heard | None, words: Translator) -> str:
    """What a scan did."""
    if box is None:
        return ""
    if box.lot and box.is_on_books:
        return words(N_("Scanned: {n} × {item}, lot {lot}"), n=box.units, item=box.item.name, lot=box.lot)
    if box.lot:
        return words(
            N_("Scanned: {n} × {item}. Lot {lot} is not on the books, so the lot is taken by the books."),
            n=box.units, item=box.item.name, lot=box.lot,
        )  # fmt: skip
    return words(N_("Scanned: {n} × {item}"), n=box.units, item=box.item.name)
