"""One line of what is given: the amount, the item, and below it doses, its lot or what is inside."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from outreach.catalog import Item
from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.desk import wording
from outreach.ui.desk.amount_line import AmountLine
from outreach.ui.desk.kit_row import KitRow
from outreach.ui.desk.lines import Line, LineKey
from outreach.ui.desk.presenter import DeskPresenter
from outreach.ui.desk.state import State
from outreach.ui.shared import icons
from outreach.ui.shared.boxes import Row
from outreach.ui.shared.buttons import Button, Kind, MenuButton, Size
from outreach.ui.shared.control import draw_box, draw_pieces
from outreach.ui.shared.labels import ElidedLabel, Label, set_shown
from outreach.ui.shared.status import Mark, StatusChip
from outreach.ui.shortcuts import Key, tag
from outreach.ui.theme import Color
from outreach.vocabulary import Despite, NaloxoneReason

_CHEVRON = 18
_WIDTH, _EDGES = 306, 28  # of the basket, and what its lines leave free of it

_DESPITE = {
    Despite.EXPIRED: (Mark.EXPIRING, N_("Expired")),
    Despite.ON_HOLD: (Mark.HOLD, N_("On hold")),
}


class BasketLine(AmountLine):
    def __init__(self, presenter: DeskPresenter, words: Translator, parent: QWidget | None = None) -> None:
        self._presenter = presenter
        self._key: LineKey | None = None
        self._shown: tuple[object, ...] = ()
        self._doses, self._doses_below = Label(role="quiet"), Label(role="quiet")
        self.lot = LotButton()
        tag(Key.LOT, self.lot)
        self.lot.clicked.connect(self._choose_lot)
        self._said = ElidedLabel(role="quiet")
        self._short = Label(role="quiet", wraps=True)
        self._times, self._despite = StatusChip(), StatusChip()
        self.none_left = Button(
            words(N_("Asked for, none left")), kind=Kind.QUIET, size=Size.TINY, key=Key.NONE_LEFT.shown
        )
        self.none_left.clicked.connect(self._none_left)
        lower = Row(self._doses, self.lot, gap=6)
        lower.addWidget(self._said, 1)
        self._reason: MenuButton | None = None
        self._tell: Button | None = None
        self._reason_row = Row(gap=6)
        self._kit = KitRow(presenter, words)
        marks = Row(self._doses_below, self._times, self._despite, self.none_left, None, gap=6)
        super().__init__(words, lower, self._kit, self._reason_row, self._short, marks, parent=parent)

    @property
    def key(self) -> LineKey | None:
        return self._key

    def set_to(self, amount: int) -> None:
        if self._key is not None:
            self._presenter.what.set_line(self._key, amount)

    def show_line(self, line: Line, state: State) -> None:
        item, level = state.items[line.item_id], state.levels.get(line.item_id)
        lots = state.lots.get(line.item_id)
        inside = tuple(state.levels.get(part) for part, _ in line.parts or ())
        shown = (line, item, level, lots, inside)
        if shown == self._shown:
            return
        self._shown, self._key = shown, line.key
        self.show_amount(line.amount, item.name)
        self._show_lot(line, item, state)
        self._kit.show_line(line, state, self.lot)
        self._show_doses(wording.doses(item, line.amount, self._words))
        _say(self._short, "" if line.lot else wording.short(line, state, self._words))
        self._show_reason(line, item)
        self._show_marks(line, item)
        self.none_left.setVisible(wording.is_none_left(level) and line.lot is None and line.parts is None)

    def _show_lot(self, line: Line, item: Item, state: State) -> None:
        """A button where there is something to choose from; a kit drawn apart has no lot of its own."""
        lots = state.lots.get(line.item_id)
        text = wording.lot(line, lots, self._words) if lots is not None else ""
        has_choice = line.lot is not None or any(lot.number or lot.expires_on for lot in lots or ())
        self.lot.setVisible(has_choice)
        self.lot.set_label(text)
        self.lot.setAccessibleName(text)
        self.lot.setAccessibleDescription(self._words(N_("Choose another lot: {key}"), key=Key.LOT.shown))
        self._said.set_text("" if item.recipe or has_choice else text)
        set_shown(self._said, item.recipe is None or has_choice)

    def _show_doses(self, text: str) -> None:
        """Before the lot, or below it where both do not fit."""
        self._doses.set_text(text)
        room = max(self.width(), theme.px(_WIDTH)) - theme.px(_EDGES)
        needed = self._doses.sizeHint().width() + self.lot.sizeHint().width()
        fits = self.lot.isHidden() or needed <= room
        _say(self._doses, text if fits else "")
        _say(self._doses_below, "" if fits else text)

    def _show_reason(self, line: Line, item: Item) -> None:
        """Only naloxone is asked about, so most lines never have it."""
        if item.naloxone is not None and self._reason is None:
            title, self._reason = Label(self._words(N_("Reason")), "quiet"), self._reason_button()
            for widget in (title, self._reason):
                self._reason_row.addWidget(widget)
            self._reason_row.addStretch(1)
            self._reason_title = title
        if self._reason is not None:
            for widget in (self._reason_title, self._reason):
                widget.setVisible(item.naloxone is not None)
            self._reason.choose(line.reason)
        self._offer_to_tell(is_used=line.reason is NaloxoneReason.USED)

    def _offer_to_tell(self, *, is_used: bool) -> None:
        """Naloxone was used: that can be told on a page of its own, now or later.  Nothing leads from there to here."""
        if is_used and self._tell is None:
            self._tell = Button(
                self._words(N_("Tell us")), kind=Kind.QUIET, size=Size.TINY, key=Key.HAPPENED.shown,
                name=self._words(N_("Tell us about the overdose response")),
            )  # fmt: skip
            self._tell.clicked.connect(self._presenter.tell)
            self._reason_row.insertWidget(2, self._tell)
        if self._tell is not None:
            self._tell.setVisible(is_used)

    def _reason_button(self) -> MenuButton:
        button = MenuButton(kind=Kind.LOT, size=Size.TINY, name=self._words(N_("Why the naloxone is taken")))
        button.set_choices(wording.reasons(self._words), now=None)
        button.chosen.connect(self._reason_chosen)
        return button

    def _reason_chosen(self, reason: object) -> None:
        if self._key is not None:
            self._presenter.what.set_reason(self._key, reason if isinstance(reason, NaloxoneReason) else None)

    def _show_marks(self, line: Line, item: Item) -> None:
        self._times.set_status(Mark.INFO, wording.times_usual(item, line.amount, self._words))
        mark, text = (
            _DESPITE.get(line.lot.despite, (Mark.HOLD, "")) if line.lot and line.lot.despite else (Mark.HOLD, "")
        )
        if line.lot and line.lot.is_recalled:
            mark, text = Mark.OUT, N_("Recalled")
        self._despite.set_status(mark, self._words(text))

    def _choose_lot(self) -> None:
        if self._key is not None:
            self._presenter.lots.open(self._key)

    def _none_left(self) -> None:
        if self._key is not None:
            self._presenter.what.none_left(self._key.item_id)


class LotButton(Button):
    """`Lot 24A17 · 03/2027 · by the books`; a long number is cut, and whole in its name."""

    def __init__(self) -> None:
        super().__init__(kind=Kind.LOT, size=Size.TINY)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(60), self.sizeHint().height())

    def sizeHint(self) -> QSize:
        return super().sizeHint() + QSize(theme.px(_CHEVRON), 0)

    def draw(self, painter: QPainter) -> None:
        """The words from the left, and the chevron at the right whatever is cut."""
        fill = Color.SUNKEN if self.isDown() else Color.ALT if self.is_hovered else Color.SURFACE
        draw_box(painter, self.rect(), fill, Color.LINE)
        chevron = theme.px(_CHEVRON)
        draw_pieces(painter, self.pieces(), self.rect().adjusted(theme.px(8), 0, -chevron - theme.px(2), 0), 0)
        size = theme.px(icons.XS)
        top = (self.height() - size) / 2
        icons.paint(painter, "chevron-down", self.width() - chevron, top, size, Color.TEXT2)


def _say(label: Label, text: str) -> None:
    label.set_text(text)
    label.setVisible(bool(text))
