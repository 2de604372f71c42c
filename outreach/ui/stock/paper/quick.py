"""The line that takes an amount and an item, and the one row below it: what the words may mean.  Nothing jumps."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from outreach.catalog import Item
from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.shared.announce import announce
from outreach.ui.shared.control import Control, Piece, draw_box, draw_pieces, width_of, width_of_text
from outreach.ui.shared.fields import SteppingField
from outreach.ui.shared.kit_words import kits
from outreach.ui.shared.labels import ElidedLabel
from outreach.ui.shared.quick_add import LARGEST_AMOUNT, Trouble, trouble
from outreach.ui.shortcuts import Key
from outreach.ui.stock.paper import wording
from outreach.ui.stock.paper.presenter import MATCHES, PaperPresenter
from outreach.ui.stock.paper.state import PaperState
from outreach.ui.theme import Color

_ROW, _GAP = 34, 8


class QuickLine(SteppingField):
    """The line itself; its example is as long as there is room for."""

    name, example = N_("Type an amount and an item"), N_("Such as 10b 29g")
    hint = N_("Amount and item, or scan a box")

    def __init__(self, words: Translator) -> None:
        self._hint_words = words(self.hint)
        super().__init__(
            name=words(self.name),
            placeholder=words(self.example),
            role="field-large",
            icon="search",
            hint=f"{self._hint_words}    {Key.QUICK_ADD.shown}",
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        has_room = self.width() > width_of_text(self._hint_words, theme.px(12)) + theme.px(280)
        self.set_hint(f"{self._hint_words}    {Key.QUICK_ADD.shown}" if has_room else Key.QUICK_ADD.shown)


class Offered(QWidget):
    """The reserved row below the line: up to three items its words may mean, or one sentence."""

    idle = N_("Boxes and cases too: 10b is ten boxes. Without an amount, it is typed next.")
    no_such = N_("No item is called that. Try the beginning of another word.")

    def __init__(self, presenter: PaperPresenter, words: Translator) -> None:
        super().__init__()
        self._presenter, self._words = presenter, words
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._said = ElidedLabel(role="hint")
        self._said.setParent(self)
        self._cells = tuple(_Cell(self) for _ in range(MATCHES))
        for place, cell in enumerate(self._cells):
            cell.clicked.connect(partial(presenter.add_match, place))
        self._spoken = ""
        self._state: PaperState | None = None

    def show_state(self, state: PaperState) -> None:
        self._state = state
        items = state.catalog.item if state.catalog else {}
        for place, cell in enumerate(self._cells):
            match = state.matches[place] if place < len(state.matches) else None
            cell.setVisible(match is not None)
            if match is not None and state.books is not None:
                item = items[match.item_id]
                title = item.name if match.is_usual else self._words(N_("{n} × {item}"), n=match.amount, item=item.name)
                there = self.there(item, state)
                cell.show_match(_Shown(title, there, self._key(place, state), place == state.chosen))
        self._say(state)
        self._place()

    def there(self, item: Item, state: Any) -> str:
        """What is there of it."""
        level = state.books.levels.get(item.id)
        if level is not None and level.can_make is not None:
            return kits(level, self._words)
        return self._words(N_("{n} on hand"), n=state.books.on_hand(item.id))

    def sizeHint(self) -> QSize:
        return QSize(theme.px(200), theme.px(_ROW))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(60), theme.px(_ROW))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._state is not None:
            self.show_state(self._state)

    def _key(self, place: int, state: PaperState) -> str:
        if place == state.chosen:
            return self._words(N_("Enter"))
        return self._words(N_("↓ Enter")) if place == state.chosen + 1 else ""

    def _say(self, state: PaperState) -> None:
        words, typed = self._words, state.typed.strip()
        heard = wording.heard(state.heard, words)
        text, spoken = "", ""
        if state.matches:
            spoken = self._cells[state.chosen].accessibleName()
        elif not typed:
            text = spoken = heard
            text = text or words(self.idle)
        elif wrong := trouble(typed):
            large = words(N_("That amount is too large. The most at once is {n}"), n=LARGEST_AMOUNT)
            text = large if wrong is Trouble.TOO_LARGE else words(N_("An amount is a whole number, 1 or more"))
        elif not any(letter.isalpha() for letter in typed):
            text = words(N_("{amount} of what?"), amount=typed)
        else:
            text = words(self.no_such)
        self._said.set_role("ok" if heard and not typed else "hint")
        self._said.set_text(text)
        self._said.setVisible(bool(text))
        if spoken != self._spoken:
            self._spoken = spoken
            announce(self, spoken)

    def _place(self) -> None:
        """As many cells as can be read, side by side; the words take the whole row."""
        self._said.setGeometry(QRect(theme.px(2), 0, self.width() - theme.px(4), self.height()))
        left = 0
        for cell in (one for one in self._cells if one.isVisibleTo(self)):
            width = min(cell.sizeHint().width(), self.width() - left)
            cell.setVisible(left == 0 or width >= cell.sizeHint().width())
            cell.setGeometry(left, 0, width, self.height())
            left += width + theme.px(_GAP)


@dataclass(frozen=True, slots=True)
class _Shown:
    title: str = ""
    on_hand: str = ""
    key: str = ""
    is_chosen: bool = False


class _Cell(Control):
    """`6 × Wound care kit   78 on hand   Enter`."""

    def __init__(self, parent: QWidget) -> None:
        self._shown = _Shown()
        super().__init__(parent=parent)
        self.hide()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the line has the keys while something is typed

    def show_match(self, shown: _Shown) -> None:
        if shown == self._shown:
            return
        self._shown = shown
        self.set_label(shown.title)
        self.setAccessibleName(f"{shown.title}, {shown.on_hand}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(width_of(self._pieces(), 8) + theme.px(24), theme.px(_ROW))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(60), theme.px(_ROW))

    def draw(self, painter: QPainter) -> None:
        fill = Color.TINT if self._shown.is_chosen or self.isDown() else Color.ALT if self.is_hovered else Color.SURFACE
        draw_box(painter, self.rect(), fill, Color.CONTROL)
        draw_pieces(painter, self._pieces(), self.rect().adjusted(theme.px(10), 0, -theme.px(8), 0), 8)

    def _pieces(self) -> list[Piece]:
        shown = self._shown
        weight = theme.SEMIBOLD if shown.is_chosen else theme.REGULAR
        pieces = [Piece(shown.title, weight=weight)]
        pieces.append(Piece(shown.on_hand, size=12, weight=theme.REGULAR, ink=Color.TEXT2))
        if shown.key:
            pieces.append(Piece(shown.key, size=12, weight=theme.REGULAR, ink=Color.TEXT3))
        return pieces
