"""What the program says in its place: banners, the one message of the strip, and pages with nothing on them yet."""

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from outreach.ui import theme
from outreach.ui.shared import icons
from outreach.ui.shared.announce import announce
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import Button, Kind, Size
from outreach.ui.shared.labels import IconLabel, Label, set_role, set_shown
from outreach.ui.theme import Color


class Tone(StrEnum):
    INFO = "info"
    LOW = "low"
    OUT = "out"
    EXPIRING = "expiring"
    OK = "ok"
    HOLD = "hold"


_ICONS = {
    Tone.INFO: ("info", Color.ACCENT),
    Tone.LOW: ("warning", Color.LOW),
    Tone.OUT: ("warning", Color.OUT),
    Tone.EXPIRING: ("clock", Color.EXPIRING),
    Tone.OK: ("done", Color.OK),
    Tone.HOLD: ("calendar", Color.HOLD),
}


class Banner(QFrame):
    """Icon, bold fact, what happened, choices.  `say(tone, fact, text)`; said aloud once; `clear()` hides it.

    The choices are buttons: `choices(("Try again", try_again), …)`; the first is the one most people want.
    """

    def __init__(self, *, icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._own_icon = icon
        self._said = ("", "", "")
        self._icon = IconLabel("info")
        self._fact = Label(role="strong")
        self._text = Label(role="small2", wraps=True)
        self._buttons = Row(gap=6)
        self._labels: tuple[str, ...] = ()
        self._offered: list[Button] = []
        row = Row(self._icon, self._fact, gap=10, edges=(12, 4, 6, 4))
        row.addWidget(self._text, 1)
        row.addLayout(self._buttons)
        self.setLayout(row)
        self.hide()

    def say(self, tone: Tone, fact: str, text: str = "") -> None:
        if (tone, fact, text) == self._said:
            return
        self._said = (tone, fact, text)
        set_role(self, f"banner-{tone}")
        name, ink = _ICONS[tone]
        self._icon.set_icon(self._own_icon or name, ink)
        self._fact.set_text(fact)
        self._text.set_text(text)
        self.setAccessibleName(f"{fact} {text}".strip())
        self.setMinimumHeight(theme.px(38))
        set_shown(self, is_shown=True)
        announce(self, f"{fact} {text}".strip())

    def choices(self, *offered: tuple[str, Callable[[], None]], kind: Kind = Kind.SECONDARY) -> None:
        """Set the buttons; those with the same words stay where they are."""
        labels = tuple(label for label, _ in offered)
        if labels == self._labels:
            return
        self._labels = labels
        for old in self._offered:
            self._buttons.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._offered = [Button(label, kind=kind, size=Size.SMALL) for label in labels]
        for button, (_, then) in zip(self._offered, offered, strict=True):
            button.clicked.connect(then)
            self._buttons.addWidget(button)

    def focus_first(self) -> None:
        """Put the keyboard on the first choice, so that Enter takes it."""
        if self._offered:
            self._offered[0].show()  # Qt shows what was just made a moment later, and focuses only what shows
            self._offered[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        self._said = ("", "", "")
        self.hide()


class ProblemRow(QWidget):
    """What is wrong with what was typed, in a row of its own that is there only while something is."""

    def __init__(self, edges: tuple[int, int, int, int]) -> None:
        super().__init__()
        self._said = Label(role="error", wraps=True)
        icon = IconLabel("warning", Color.OUT, icons.S)
        icon.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = Row(icon, gap=8, edges=edges)
        row.addWidget(self._said, 1)
        self.setLayout(row)

    def say(self, said: str) -> None:
        """Read aloud at once, where it is another than before."""
        if said != self._said.text():
            announce(self._said, said, at_once=True)
        self._said.set_text(said)
        set_shown(self, bool(said))


class Toast(QFrame):
    """The one message of the strip: covers nothing and stays until the next.  `say(tone, text)`, `clear()`.

    One button may stand in it: `offer("Take back", key="Alt+Z", icon="take-back", then=…)`, `offer("")` for none.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._said = ("", "")
        self._then: Callable[[], None] | None = None
        self._icon = IconLabel("done", Color.OK)
        self._text = Label(role="ok")
        self.button = Button(kind=Kind.TOAST, size=Size.TINY)
        self.button.hide()
        self.button.clicked.connect(self._press)
        self.setLayout(Row(self._icon, self._text, None, self.button, gap=8, edges=(10, 0, 4, 0)))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    def say(self, tone: Tone, text: str, *, is_spoken: bool = True) -> None:
        """Not `is_spoken` where somebody else says it, and more of it."""
        if (tone, text) == self._said:
            return
        self._said = (tone, text)
        set_role(self, f"banner-{tone}")
        set_role(self._text, {Tone.INFO: "accent"}.get(tone, str(tone)))
        self._icon.set_icon(*_ICONS[tone])
        self._text.set_text(text)
        self.setAccessibleName(text)
        self.button.set_kind(Kind.TOAST if tone is Tone.OK else Kind.SECONDARY)
        set_shown(self, is_shown=True)
        if is_spoken:
            announce(self, text)

    def offer(self, label: str, *, then: Callable[[], None] | None = None, key: str = "", icon: str = "") -> None:
        self._then = then
        self.button.set_label(label)
        self.button.set_key(key)
        self.button.set_icon(icon)
        set_shown(self.button, bool(label))

    def clear(self) -> None:
        self._said = ("", "")
        self.hide()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(308), theme.px(32))

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), theme.px(32))

    def _press(self) -> None:
        if self._then:
            self._then()


class EmptyState(QWidget):
    """Icon, one bold line, one hint, and one action (`button`) if it is given words."""

    def __init__(self, icon: str, fact: str, hint: str = "", *, action: str = "", key: str = "") -> None:
        super().__init__()
        centered = Qt.AlignmentFlag.AlignHCenter
        self._fact = Label(fact, "item")
        self._hint = Label(hint, "small2", wraps=True)
        self.button = Button(action, key=key)
        set_shown(self.button, bool(action))
        column = Column(None, gap=6, edges=16)
        for widget in (IconLabel(icon, Color.TEXT3, icons.L), self._fact):
            column.addWidget(widget, 0, centered)
        self._hint.setAlignment(centered)
        self._fact.setAlignment(centered)
        column.addWidget(self._hint)
        column.addWidget(self.button, 0, centered)
        column.addStretch(1)
        self.setLayout(column)

    def say(self, fact: str, hint: str = "", action: str = "") -> None:
        self._fact.set_text(fact)
        self._hint.set_text(hint)
        self.button.set_label(action)
        set_shown(self.button, bool(action))
