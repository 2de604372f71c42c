"""The answer to one optional question, as a field that opens its list; not asked stands there in a quieter ink."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QSizePolicy

from outreach.ui import theme
from outreach.ui.shared.buttons import MenuButton
from outreach.ui.shared.choice_menu import ChoiceMenu
from outreach.ui.shared.control import Piece
from outreach.ui.theme import Color

_LEAST = 104
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class AnswerButton(MenuButton):
    """`told(key)` for what was picked; `went_on` when this question is done with.

    With `takes_several`, Space and the mouse add one and the list stays; Enter adds what it is on, and goes on.
    """

    told = Signal(object)
    went_on = Signal()

    def __init__(self, name: str, *, takes_several: bool) -> None:
        super().__init__(name=name, is_field=True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._is_said = False
        self._several: frozenset[object] = frozenset()
        if takes_several:
            old, self._menu = self._menu, _Staying(self)
            old.deleteLater()
            self._menu.wanted.connect(self.open_menu)
            self._menu.done.connect(self.went_on)

    def show_answer(
        self,
        groups: Sequence[Sequence[tuple[object, str]]],
        chosen: Collection[object],
        text: str,
        *,
        is_said: bool,
    ) -> None:
        """Offer these, a line between the groups; of the middle one several may be chosen."""
        choices = [choice for group in groups for choice in group]
        if tuple(choices) != self._choices:
            self.set_choices(choices)
            self._part(groups)
        self._several = frozenset(key for key, _ in groups[1])
        for action in self._menu.actions():
            action.setChecked(action.data() in chosen)
        if is_said != self._is_said:
            self._is_said = is_said
            self.update()
        self.show_text(text)

    def width_for(self, text: str) -> int:
        """How wide it must be for this to stand in it whole."""
        drawn = Piece(text, size=self._measure.font, weight=theme.MEDIUM)
        chevron = self.pieces()[-1]
        return drawn.width + chevron.width + 3 * theme.px(8) + 1

    def stays_open_for(self, key: object) -> bool:
        return key in self._several

    def sizeHint(self) -> QSize:
        """All fields of a row are alike, whatever was said."""
        return QSize(theme.px(_LEAST), super().sizeHint().height())

    def pieces(self) -> list[Piece]:
        parts = super().pieces()
        for part in parts:
            if part.text and not self._is_said:
                part.ink = Color.TEXT2
        return parts

    def _part(self, groups: Sequence[Sequence[tuple[object, str]]]) -> None:
        actions = self._menu.actions()
        at = 0
        for group in groups[:-1]:
            at += len(group)
            self._menu.insertSeparator(actions[at])

    def _pick(self, key: object) -> None:
        self.told.emit(key)
        if not isinstance(self._menu, _Staying):
            self.went_on.emit()


class _Staying(ChoiceMenu):
    """A list that stays while several are chosen.  `done`: Enter or Tab."""

    done = Signal()

    def __init__(self, button: AnswerButton) -> None:
        super().__init__(button)
        self._button = button

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        action: QAction | None = self.actionAt(event.position().toPoint())
        if action is not None and self._button.stays_open_for(action.data()):
            action.trigger()
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        action: QAction | None = self.activeAction()
        if event.key() == Qt.Key.Key_Space and action is not None and self._button.stays_open_for(action.data()):
            action.trigger()
            return
        if event.key() in (*_ENTER, Qt.Key.Key_Tab):
            if event.key() in _ENTER and action is not None and not action.isChecked():
                action.trigger()
            self.close()
            self.done.emit()
            return
        super().keyPressEvent(event)
