"""The slip as it grows, on paper: what the person takes away will say exactly this."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from outreach.catalog import Catalog, source_said
from outreach.reports.lot_wording import lot_said
from outreach.stock.slip_reading import Slip, SlipLine
from outreach.translation import N_, Translator
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.labels import ElidedLabel, Label, set_shown
from outreach.ui.shared.lines import Lines
from outreach.ui.shared.panels import Line as Rule
from outreach.ui.stock.handing.state import HandOverState
from outreach.ui.stock.paper import wording
from outreach.vocabulary import Recipient

_TO = {
    Recipient.PARTNER: N_("To {name}"),
    Recipient.EVENT: N_("At {name}"),
    Recipient.TRAINING: N_("At {name}"),
    Recipient.USED_HERE: N_("By our own staff"),
}


class SlipView(QFrame):
    """White in every look, as paper is."""

    def __init__(self, words: Translator) -> None:
        super().__init__()
        self.setProperty("role", "paper")
        self.setAccessibleName(words(N_("Slip")))
        self._words = words
        self._center, self._title = Label(role="strong", wraps=True), Label(role="h2", wraps=True)
        self._facts = Label(role="small", wraps=True)
        self._lines = Lines[tuple[SlipLine, Catalog, str]](lambda: _SlipLine(words), words(N_("Lines of the slip")))
        self._asked = Label(role="small", wraps=True)
        self._number = Label(words(N_("The slip gets its number when this is recorded.")), "small", wraps=True)
        heads = Row(Label(words(N_("Item")), "small-strong"), None, Label(words(N_("Amount")), "small-strong"), gap=8)
        signed = Row(gap=16)
        for text in (N_("Given by"), N_("Received by")):
            signed.addLayout(Column(Rule(), Label(words(text), "small"), gap=2), 1)
        self.setLayout(
            Column(
                self._center,
                self._title,
                self._facts,
                heads,
                Rule(),
                self._lines,
                self._asked,
                None,
                Column(gap=0, edges=(0, 18, 0, 0)),
                signed,
                Rule(),
                self._number,
                gap=6,
                edges=18,
            )
        )

    def show_slip(self, slip: Slip, state: HandOverState) -> None:
        words, catalog = self._words, state.catalog
        if catalog is None:
            return
        is_used = slip.recipient is Recipient.USED_HERE
        self._center.set_text(catalog.center)
        self._title.set_text(words(N_("Supplies used here") if is_used else N_("Supplies handed over")))
        site = catalog.site[slip.site_id].name
        to = words(_TO[slip.recipient], name=slip.name or "…")
        self._facts.set_text(f"{to}\n{words(N_('{day}, from {site}'), day=words.day(slip.on), site=site)}")
        doses = {line.item_id: state.inside(catalog.item[line.item_id], "doses_per_unit") for line in slip.lines}
        self._lines.show_values(
            [
                (line, catalog, words.count(*wording.DOSES, n) if (n := doses[line.item_id] * line.quantity) else "")
                for line in slip.lines
            ]
        )
        said = [slip.recall_words or words(N_("If a lot is recalled we will call you."))] if not is_used else []
        if slip.recipient is Recipient.PARTNER and not slip.recall_words:
            said.append(words(N_("Please tell us monthly what you gave out.")))
        self._asked.set_text("\n".join(said))
        set_shown(self._asked, bool(said))


class _SlipLine(QWidget):
    def __init__(self, words: Translator) -> None:
        super().__init__()
        self._words = words
        self._name, self._lot, self._source = (
            ElidedLabel(role="small-strong"),
            ElidedLabel(role="small"),
            ElidedLabel(role="small"),
        )
        self._amount, self._doses = Label(role="small-strong"), Label(role="small")
        for figure in (self._amount, self._doses):
            figure.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = Row(gap=8)
        row.addLayout(Column(self._name, self._lot, self._source, gap=0), 1)
        row.addLayout(Column(self._amount, self._doses, None, gap=0))
        self.setLayout(Column(row, Rule(), gap=5, edges=(0, 2)))

    def show_value(self, value: tuple[SlipLine, Catalog, str]) -> None:
        line, catalog, doses = value
        lot = lot_said(line.lot_number, line.expires_on, self._words)
        self._name.set_text(catalog.item[line.item_id].name)
        self._lot.set_text(lot)
        self._source.set_text(source_said(line.source, self._words.language))
        set_shown(self._source, bool(line.source))
        self._amount.set_text(self._words.number(line.quantity))
        self._doses.set_text(doses)
        set_shown(self._doses, bool(doses))
