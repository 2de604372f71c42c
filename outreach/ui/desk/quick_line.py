"""The line and the one row below it: what the words may mean, or what was most given today.  Nothing ever jumps."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from outreach.catalog import Item
from outreach.stock.levels import Level, Status
from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.desk import wording
from outreach.ui.desk.presenter import DeskPresenter
from outreach.ui.desk.state import Heard, State
from outreach.ui.desk.tile import STATUS
from outreach.ui.shared.announce import announce
from outreach.ui.shared.control import Control, Piece, draw_box, draw_pieces, width_of, width_of_text
from outreach.ui.shared.fields import TextField
from outreach.ui.shared.labels import Label
from outreach.ui.shared.quick_add import LARGEST_AMOUNT, Trouble, trouble
from outreach.ui.shared.status import Mark, draw_status, status_width
from outreach.ui.shortcuts import Key
from outreach.ui.theme import Color

CELLS = 3
_LEAST_NOTE = 40
_HEARD = {
    Heard.ADDED: N_("Scanned and added"),
    Heard.WHICH_ITEM: N_("New barcode: type how many are in it and which item, then Enter"),
    Heard.LOT_NOT_ON_BOOKS: N_("Added. Its lot is not on the books, so it is given by the books"),
    Heard.LABEL_NOT_OURS: N_("This label is of no lot here: nothing was added"),
    Heard.WHICH_LOT: N_("Added. Its lot can be read in more than one way: choose it, or leave it by the books"),
    Heard.REMEMBERED: N_("Added, and the barcode is remembered"),
    Heard.REMEMBERED_HERE: N_("Added, and known here until the lock. A coordinator’s scan makes it stay"),
}
_TROUBLE = {
    Trouble.NOT_WHOLE: N_("An amount is a whole number, 1 or more"),
    Trouble.TOO_LARGE: N_("That amount is too large. The most at once is {n}"),
}
_ARROWS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class QuickLine(TextField):
    """`stepped` gives 1 and -1 for the arrow keys, which choose among the matches."""

    stepped = Signal(object)

    def __init__(self, words: Translator) -> None:
        self._example = words(N_("Try: 50 29g  ·  2 nalox  ·  kit"))
        super().__init__(
            name=words(N_("Type an amount and an item")),
            placeholder=words(N_("Type an amount and an item")),
            role="field-large",
            icon="search",
            hint=f"{self._example}      {Key.QUICK_ADD.shown}",
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The example gives way to what the line is for."""
        super().resizeEvent(event)
        words = width_of_text(self.placeholderText(), theme.px(16)) + width_of_text(self._example, theme.px(12))
        has_room = self.width() > words + theme.px(110)
        self.set_hint(f"{self._example}      {Key.QUICK_ADD.shown}" if has_room else Key.QUICK_ADD.shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _ARROWS.get(Qt.Key(event.key()))
        if step and not event.modifiers():
            self.stepped.emit(step)
            event.accept()
            return
        super().keyPressEvent(event)


class Suggestions(QWidget):
    """The reserved row.  A press on a cell adds what it says."""

    def __init__(self, presenter: DeskPresenter, words: Translator) -> None:
        super().__init__()
        self._presenter, self._words = presenter, words
        self._height = 34
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._said = Label(role="small2", parent=self)
        self._cells = tuple(_Cell(place, self) for place in range(CELLS))
        for cell in self._cells:
            cell.clicked.connect(partial(self._pressed, cell.place))
        self._is_idle = True
        self._spoken = ""
        self._state: State | None = None

    def show_state(self, state: State) -> None:
        self._state = state
        self._is_idle = not state.line.strip()
        offered = state.matches if not self._is_idle else () if state.heard is not Heard.NOTHING else state.often_today
        self._say(state)
        for cell in self._cells:
            match = offered[cell.place] if cell.place < len(offered) else None
            if match is None:
                cell.hide()
                continue
            item, level = state.items[match.item_id], state.levels.get(match.item_id)
            title = self._words(N_("{n} × {item}"), n=match.amount, item=item.name)
            is_chosen = not self._is_idle and cell.place == state.chosen
            key = self._key(cell.place, state) if not self._is_idle else ""
            facts = _Facts(item, level, key, is_chosen, self._is_idle)
            cell.show_match(title, facts, self._words)
            cell.show()
        self._place()
        self._announce(state)

    def set_height(self, height: int) -> None:
        self._height = height
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(300), theme.px(self._height))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(100), theme.px(self._height))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_box(painter, self.rect(), Color.SURFACE, Color.LINE if self._is_idle else Color.CONTROL)

    def _say(self, state: State) -> None:
        text = ""
        if state.heard is not Heard.NOTHING and (self._is_idle or not state.matches):
            text = self._words(_HEARD[state.heard])
            if text != self._said.text():
                announce(self, text, at_once=state.heard is not Heard.ADDED)
        elif self._is_idle and state.often_today:
            text = self._words(N_("Most given today"))
        elif self._is_idle:
            text = self._words(N_("What you type is looked for here. Enter adds it."))
        elif not state.matches and (wrong := trouble(state.line)):
            text = self._words(_TROUBLE[wrong], n=LARGEST_AMOUNT)
        elif not state.matches and not any(letter.isalpha() for letter in state.line):
            text = self._words(N_("{amount} of what?"), amount=state.line.strip())
        elif not state.matches:
            text = self._words(
                N_("Nothing found by that. All items: {key}. Not on the list: {unlisted}"),
                key=Key.ALL_ITEMS.shown,
                unlisted=Key.UNLISTED.shown,
            )
        self._said.set_text(text)
        self._said.setVisible(bool(text))

    def _place(self) -> None:
        """The words, then the cells side by side.  No layout: it would lay out the whole page at each letter."""
        left, inside = 1, self.rect().adjusted(1, 1, -1, -1)
        if self._said.text():
            wanted = self._said.sizeHint().width() + theme.px(20)
            self._said.setGeometry(theme.px(10), 1, wanted - theme.px(20), inside.height())
            left = wanted
        offered = [cell for cell in self._cells if cell.isVisibleTo(self)]
        cells = self._fitting(offered, inside.right() + 1 - left)
        for cell in offered:
            cell.setVisible(cell in cells)
        for place, cell in enumerate(cells):
            right = left + (inside.right() + 1 - left) // (len(cells) - place)
            cell.setGeometry(left, 1, right - left, inside.height())
            left = right

    def _fitting(self, offered: "list[_Cell]", room: int) -> "list[_Cell]":
        """As many as can be read whole; among them the one that Enter adds."""
        many = len(offered)
        while many > 1 and max(cell.width_wanted for cell in offered) * many > room:
            many -= 1
        chosen = next((place for place, cell in enumerate(offered) if cell.is_chosen), 0)
        first = max(0, chosen - many + 1)
        return offered[first : first + many]

    def _announce(self, state: State) -> None:
        if not state.matches:
            self._spoken = ""
            return
        spoken = self._cells[state.chosen].accessibleName()
        if spoken != self._spoken:
            self._spoken = spoken
            announce(self, spoken)

    def _key(self, place: int, state: State) -> str:
        if place == state.chosen:
            return self._words(N_("Enter"))
        return self._words(N_("↓ Enter")) if place == state.chosen + 1 else ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._state is not None:  # there may be room for more of them, or fewer
            self.show_state(self._state)

    def _pressed(self, place: int) -> None:
        if self._state is None:
            return
        if self._is_idle:
            match = self._state.often_today[place]
            self._presenter.add(match.item_id, match.amount)
        else:
            self._presenter.add_match(place)


@dataclass(frozen=True, slots=True)
class _Facts:
    """What a cell shows beside its words."""

    item: Item | None = None
    level: Level | None = None
    key: str = ""
    is_chosen: bool = False
    is_idle: bool = False


class _Cell(Control):
    def __init__(self, place: int, parent: QWidget) -> None:
        self.place = place
        super().__init__(parent=parent)
        self.hide()
        self._facts = _Facts()
        self._words: Translator | None = None
        self._shelf: tuple[str, ...] = ()
        self._note = ""

    def show_match(self, title: str, facts: "_Facts", words: Translator) -> None:
        if (title, facts) == (self.label, self._facts):
            return
        self.set_label(title)
        self._facts, self._words = facts, words
        status = self._status()
        level, item = facts.level, facts.item
        self._shelf = (wording.shelf(level, words), wording.shelf_number(level, words)) if level else ()
        self._note = wording.note(item, words) if item else ""
        said = (title, wording.shelf(level, words), status[1] if status else "")
        self.setAccessibleName(", ".join(filter(None, said)))
        self.setAccessibleDescription(self._note)
        self.setToolTip(self._note)
        # The line has the keys while something is typed; the idle row is reached by Tab.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if facts.is_idle else Qt.FocusPolicy.NoFocus)
        self.update()

    @property
    def is_chosen(self) -> bool:
        return self._facts.is_chosen

    @property
    def width_wanted(self) -> int:
        """What the words need, and the key behind them."""
        key = self._facts.key
        beside = Piece(key, size=12, weight=theme.REGULAR).width + theme.px(6) if key else 0
        return Piece(self.label, weight=theme.SEMIBOLD).width + beside + theme.px(20) + 1

    def sizeHint(self) -> QSize:
        return QSize(theme.px(80), theme.px(30))

    def draw(self, painter: QPainter) -> None:
        box = self.rect()
        if self._facts.is_chosen or self.isDown() or self.is_hovered:
            fill = Color.TINT if self._facts.is_chosen or self.isDown() else Color.ALT
            painter.fillRect(
                box.adjusted(1 if self.place == 0 and not self._facts.is_idle else 0, 1, 0, -1), theme.color(fill)
            )
        if self.place or self._facts.is_idle:
            painter.fillRect(QRect(0, 0, 1, box.height()), theme.color(Color.LINE))
        room = box.adjusted(theme.px(10), 0, -theme.px(10), 0)
        room = self._draw_key(painter, room)
        title = Piece(self.label, weight=theme.SEMIBOLD if self._facts.is_chosen else theme.REGULAR)
        draw_pieces(painter, [title], room, 0)
        if not self._facts.is_idle:
            room.setLeft(room.left() + title.width + theme.px(8))
            self._draw_shelf(painter, room)

    def _draw_key(self, painter: QPainter, room: QRect) -> QRect:
        key = Piece(self._facts.key, size=12, weight=theme.REGULAR, ink=Color.TEXT3)
        if not self._facts.key or width_of([key], 0) > room.width() // 3:
            return room
        draw_pieces(painter, [key], QRect(room.right() + 1 - key.width, 0, key.width + 1, room.height()), 0)
        return room.adjusted(0, 0, -key.width - theme.px(6), 0)

    def _draw_shelf(self, painter: QPainter, room: QRect) -> None:
        """On hand and the status, each only as far as there is room."""
        if not self._shelf:
            return
        status = self._status()
        chip = status_width(*status) + theme.px(8) if status else 0
        for text in self._shelf:
            width = width_of_text(text, theme.px(12))
            if width + chip <= room.width():
                painter.setFont(theme.font(12))
                painter.setPen(theme.color(Color.TEXT2))
                painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
                room.setLeft(room.left() + width + theme.px(8))
                break
        if status and chip - theme.px(8) <= room.width():
            draw_status(painter, QPoint(room.left(), (room.height() - theme.px(20)) // 2), *status)
            room.setLeft(room.left() + chip)
        if self._note and room.width() >= theme.px(_LEAST_NOTE):
            note = Piece(self._note, size=12, weight=theme.REGULAR, ink=Color.TEXT2)
            draw_pieces(painter, [Piece(icon="info", size=13, ink=Color.ACCENT), note], room, theme.px(4))

    def _status(self) -> tuple[Mark, str] | None:
        if self._facts.level is None or self._words is None or self._facts.level.status not in STATUS:
            return None
        if self._facts.level.status is Status.EXPIRING and self._facts.level.next_expiry:
            return Mark.EXPIRING, self._words(N_("Expires {month}"), month=f"{self._facts.level.next_expiry:%m/%Y}")
        mark, text = STATUS[self._facts.level.status]
        return mark, self._words(text)
