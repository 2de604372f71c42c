"""Panels, bars and bands: the surfaces things stand on."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLayout, QSizePolicy, QWidget

from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.shared import icons
from outreach.ui.shared.boxes import Row
from outreach.ui.shared.buttons import Button, Kind
from outreach.ui.shared.choices import Segmented
from outreach.ui.shared.control import Piece, width_of
from outreach.ui.shared.labels import IconLabel, Label, set_shown
from outreach.ui.theme import Color

SAMPLE, NOTHING_REAL = N_("Sample center"), N_("Nothing here is real")
TOP_BAR = 48


class Panel(QFrame):
    """A white box with a thin border.  Roles: panel, box, top-bar, bottom-bar, side, side-right, well."""

    def __init__(self, layout: QLayout | None = None, *, role: str = "panel", name: str = "") -> None:
        super().__init__()
        self.setProperty("role", role)
        self.setAccessibleName(name)
        if layout is not None:
            self.setLayout(layout)


class Line(QFrame):
    def __init__(self, *, upright: bool = False) -> None:
        super().__init__()
        self.setProperty("role", "line-upright" if upright else "line")


class Spacer(QWidget):
    """Room of a fixed width that grows with the text."""

    def __init__(self, width: int, height: int = 0) -> None:
        super().__init__()
        self._size = (width, height)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(self._size[0]), theme.px(self._size[1]))


class _Back(Button):
    """An arrow and where it leads; the arrow alone where that has no room."""

    _is_icon_only = False

    def __init__(self, where: str) -> None:
        super().__init__(where, kind=Kind.QUIET, icon="chevron-left")

    @property
    def whole_width(self) -> int:
        return width_of(super().pieces(), self._gap) + 2 * theme.px(self._padding)

    def pieces(self) -> list[Piece]:
        return super().pieces()[: 1 if self._is_icon_only else None]

    def show_icon_only(self, *, is_only: bool) -> None:
        if is_only != self._is_icon_only:
            self._is_icon_only = is_only
            self.setToolTip(self.label if is_only else "")
            self.updateGeometry()
            self.update()


class TopBar(QFrame):
    """Title, tabs, and at the right whatever `right` holds.  `tab_chosen` gives the key of a tab.

    With `back` a link stands before the title: `back_pressed`.  `hint` is the quieter line behind the title.
    """

    tab_chosen = Signal(object)
    back_pressed = Signal()

    def __init__(
        self,
        title: str,
        *,
        tabs: Sequence[tuple[object, str]] = (),
        right: Sequence[QWidget] = (),
        back: str = "",
        hint: str = "",
    ) -> None:
        super().__init__()
        self.setProperty("role", "top-bar")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._row = Row(gap=8, edges=(16, 0, 16, 0))
        self.title = Label(title, "h1")
        self.hint = Label(hint, "body2")
        set_shown(self.hint, bool(hint))
        self.tabs = Segmented(tabs, name=title)
        self.tabs.chosen.connect(self.tab_chosen)
        self.back = _Back(back)
        self.back.clicked.connect(self.back_pressed)
        if back:
            self._row.addWidget(self.back)
        self._row.addWidget(self.title)
        self._row.addWidget(self.hint)
        self._row.addSpacing(theme.px(4))
        self._row.addWidget(self.tabs)
        set_shown(self.tabs, bool(tabs))
        self._row.addStretch(1)
        for widget in right:
            self._row.addWidget(widget)
        self.setLayout(self._row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self._make_room()
        return super().event(event)

    def _make_room(self) -> None:
        """A title is read whole: where there is no room, the arrow back says by itself where to."""
        whole = self.back.whole_width - self.back.sizeHint().width()
        self.back.show_icon_only(is_only=self._row.minimumSize().width() + whole > self.width())

    def put_after_title(self, widget: QWidget) -> None:
        """Put one more thing where tabs stand."""
        self._row.insertWidget(self._row.indexOf(self.tabs), widget)

    def add(self, widget: QWidget) -> None:
        """Put one more thing at the right."""
        self._row.addWidget(widget)

    def set_title(self, title: str, hint: str = "") -> None:
        self.title.set_text(title)
        self.hint.set_text(hint)
        set_shown(self.hint, bool(hint))

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme.px(TOP_BAR))

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), theme.px(TOP_BAR))


class SampleBand(QFrame):
    """The full-width band on every page of a center where nothing is real."""

    def __init__(self, words: Translator) -> None:
        super().__init__()
        self.setProperty("role", "sample-band")
        self.setAccessibleName(words(SAMPLE))
        fact, more = Label(words(SAMPLE), "expiring"), Label(words(NOTHING_REAL), "small")
        icon = IconLabel("info", Color.EXPIRING, icons.S)
        self.setLayout(Row(None, icon, fact, more, None, gap=8, edges=(16, 4, 16, 4)))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
