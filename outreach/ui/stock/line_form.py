"""One line of a paper put right in its panel: which lot, how many.  A box found short; an amount counted wrong."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from outreach.catalog import Item
from outreach.stock.paper_reading import PaperLine
from outreach.translation import Translator
from outreach.ui.shared.announce import announce
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import Button, Kind, MenuButton, Size
from outreach.ui.shared.labels import Label, set_role, set_shown
from outreach.ui.stock import paper_words
from outreach.ui.stock.cells import FixedField
from outreach.ui.stock.papers import LineDraft
from outreach.vocabulary import ItemId, LotId

_AMOUNT = 96


@dataclass(frozen=True, slots=True)
class LineWords:
    """What the form says, translated while drawing."""

    title: str
    hint: str
    which: str
    how_many: str
    post: str
    leave: str
    example: str = ""


@dataclass(frozen=True, slots=True)
class LineDeeds:
    """What it passes on."""

    choose: Callable[[LotId], None]
    type: Callable[[str], None]
    post: Callable[[], None]
    leave: Callable[[], object]


class LineForm(QFrame):
    """Not there until it is asked for; then the keyboard is in the amount."""

    def __init__(self, said: LineWords, deeds: LineDeeds, words: Translator) -> None:
        super().__init__()
        set_role(self, "box")
        self._words = words
        self._is_asked = False
        self._lot = MenuButton(name=words(said.which), is_field=True)
        self._lot.fill_width()
        self._lot.chosen.connect(deeds.choose)
        self._amount = FixedField(_AMOUNT, name=words(said.how_many), placeholder=words(said.example))
        self._amount.textEdited.connect(deeds.type)
        self._amount.entered.connect(deeds.post)
        self._error = Label(role="error", wraps=True)
        post = Button(words(said.post), kind=Kind.PRIMARY)
        post.clicked.connect(deeds.post)
        leave = Button(words(said.leave), kind=Kind.QUIET, size=Size.SMALL)
        leave.clicked.connect(deeds.leave)
        self.setLayout(
            Column(
                Label(words(said.title), "h3"), Label(words(said.hint), "small2", wraps=True), self._lot,
                Row(self._amount, post, None, gap=8), self._error, Row(leave, None), gap=8, edges=10,
            )
        )  # fmt: skip
        set_shown(self, is_shown=False)

    def show_draft(
        self, draft: LineDraft | None, lines: Sequence[PaperLine], items: Mapping[ItemId, Item], problem: str
    ) -> None:
        set_shown(self, draft is not None)
        if draft is None:
            self._is_asked = False
            return
        lots = [(one.lot_id, f"{items[one.item_id].name} · {paper_words.lot(one, self._words)}") for one in lines]
        self._lot.set_choices(lots, now=draft.lot_id)
        self._amount.set_text(draft.amount)
        if problem != self._error.text():
            announce(self._error, problem)
        self._error.set_text(problem)
        set_shown(self._error, bool(problem))
        if not self._is_asked:
            self._is_asked = True
            self._amount.setFocus(Qt.FocusReason.OtherFocusReason)
            self._amount.selectAll()
