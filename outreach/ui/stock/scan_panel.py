"""What is asked of a box that was scanned: what is in it, how many, which lot.  Each is asked once."""

from functools import partial

from PySide6.QtWidgets import QWidget

from outreach.translation import N_, Translator
from outreach.ui.shared.boxes import Row
from outreach.ui.shared.labels import set_shown
from outreach.ui.shared.notices import Banner, Tone
from outreach.ui.stock.box_scans import Asked, BoxScans, ScanQuestion
from outreach.ui.stock.wording import expiry

_MOST_LOTS = 5


class ScanPanel(QWidget):
    """Not there while nothing is asked.  What is in the box is said in the page's own line."""

    def __init__(self, scans: BoxScans, words: Translator) -> None:
        super().__init__()
        self._scans, self._words = scans, words
        self._shown: ScanQuestion | None = None
        self._banner = Banner(icon="box")
        self.setLayout(Row(self._banner, gap=0, edges=(14, 0, 14, 10)))
        set_shown(self, is_shown=False)

    def show_question(self, question: ScanQuestion | None) -> None:
        if question == self._shown:
            return
        self._shown = question
        set_shown(self, question is not None)
        if question is None:
            self._banner.clear()
            return
        words = self._words
        never_mind = (words(N_("Never mind")), self._never_mind)
        match question.asks:
            case Asked.WHAT:
                said = words(N_("Type what is in the box, then press Enter. It is asked once."))
                self._banner.say(Tone.INFO, words(N_("A new barcode.")), said)
                self._banner.choices(never_mind)
            case Asked.HOW_MANY:
                said = words(N_("How many does one scan stand for?"))
                self._banner.say(Tone.INFO, question.item.name if question.item else "", said)
                self._banner.choices(*self._sizes(question), never_mind)
            case Asked.WHICH_LOT:
                said = words(N_("The barcode can be read in more than one way. Which lot stands on the box?"))
                self._banner.say(Tone.INFO, question.item.name if question.item else "", said)
                self._banner.choices(*self._lots(question), never_mind)
            case Asked.NOTHING:
                self._banner.say(Tone.INFO, words(N_("This label is of no lot here.")), words(N_("Nothing was added.")))
                self._banner.choices(never_mind)
        if question.asks in (Asked.HOW_MANY, Asked.WHICH_LOT):
            self._banner.focus_first()

    def _never_mind(self) -> None:
        self._scans.never_mind()

    def _sizes(self, question: ScanQuestion) -> list[tuple[str, partial[None]]]:
        words, item = self._words, question.item
        sizes = [] if item is None else [
            (item.units_per_box, N_("A box of {n}")), (item.units_per_case, N_("A case of {n}")), (1, N_("One unit")),
        ]  # fmt: skip
        return [(words(text, n=n), partial(self._scans.say_units, n)) for n, text in sizes if n]

    def _lots(self, question: ScanQuestion) -> list[tuple[str, partial[None]]]:
        return [
            (f"{lot.number or self._words(N_('No lot number'))} · {expiry(lot.expires_on)}",
             partial(self._scans.say_lot, lot))
            for lot in question.lots[:_MOST_LOTS]
        ]  # fmt: skip
