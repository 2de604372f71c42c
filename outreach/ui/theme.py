"""How everything looks: colors by role, sizes, type.  The only module that sets a stylesheet.

`Appearance` dresses the program; whatever draws itself asks `color`, `px` and `font` while it draws, never earlier.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from outreach.paths import resources

FAMILIES = ("Inter", "Noto Sans", "sans-serif")
FACTORS = (1.0, 1.25, 1.5, 2.0)
BODY = 14
# Our file has nothing but colors in it, and loading a reader of all TOML takes 4 ms of the launch.
_COLOR = re.compile(r'^([a-z0-9-]+) = "(#[0-9A-F]{6})"', re.MULTILINE)
STYLE = ("-style", "fusion")
"""For the QApplication: drawn the same on every system.  (Asking it for its QStyle takes 5 ms of the launch.)"""

REGULAR, MEDIUM, SEMIBOLD, BOLD = 400, 500, 600, 700


class Color(StrEnum):
    """Every color there is, by what it is for."""

    WINDOW = "window"
    SURFACE = "surface"
    ALT = "alt"
    SUNKEN = "sunken"
    LINE = "line"
    CONTROL = "control"
    TEXT = "text"
    TEXT2 = "text2"
    TEXT3 = "text3"
    ACCENT = "accent"
    ACCENT_HOVER = "accent-hover"
    ACCENT_PRESS = "accent-press"
    ON_ACCENT = "on-accent"
    TINT = "tint"
    TINT_LINE = "tint-line"
    OK = "ok"
    OK_FILL = "ok-fill"
    LOW = "low"
    LOW_FILL = "low-fill"
    OUT = "out"
    OUT_FILL = "out-fill"
    EXPIRING = "expiring"
    EXPIRING_FILL = "expiring-fill"
    HOLD = "hold"
    HOLD_FILL = "hold-fill"
    RAIL = "rail"
    RAIL_TEXT = "rail-text"
    RAIL_SELECTED = "rail-selected"
    RAIL_ON = "rail-on"
    RAIL_STRONG = "rail-strong"
    RAIL_LINE = "rail-line"


class Scheme(StrEnum):
    """Sets of colors, each a file; contrast is light or dark as the computer is, SYSTEM whatever the computer has."""

    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"
    CONTRAST_DARK = "contrast-dark"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Theme:
    """One set of colors at one text size; everything grows with the text."""

    scheme: Scheme
    factor: float
    colors: Mapping[Color, QColor]

    def px(self, size: float) -> int:
        return round(size * self.factor)


class _Shown(QObject):
    """There is one look a process, as there is one QApplication it is set on."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.theme: Theme | None = None


_shown = _Shown()
changed = _shown.changed
"""Colors or sizes are others now.  Widgets hear it as a StyleChange; layouts listen here."""


def current() -> Theme:
    if _shown.theme is None:
        _shown.theme = theme(Scheme.LIGHT, 1.0)
    return _shown.theme


def color(role: Color) -> QColor:
    return current().colors[role]


def px(size: float) -> int:
    return current().px(size)


def font(size: float = BODY, weight: int = REGULAR) -> QFont:
    """Our type; figures take equal room, so that columns of them line up."""
    return font_of(px(size), weight)


@cache
def font_of(pixels: int, weight: int) -> QFont:
    """Our type, in pixels of the screen."""
    made = QFont(list(FAMILIES))
    made.setPixelSize(pixels)
    made.setWeight(QFont.Weight(weight))
    made.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 100)  # said, or a painter takes that of its widget
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


def theme(scheme: Scheme, factor: float) -> Theme:
    named = dict(_COLOR.findall((resources() / "theme" / f"{scheme}.toml").read_text("utf-8")))
    return Theme(scheme, factor, MappingProxyType({role: QColor(named[role]) for role in Color}))


def stylesheet(shown: Theme) -> str:
    """The template with its @names and @sizes filled in."""
    template = (resources() / "theme" / "outreach.qss").read_text("utf-8")
    sized = re.sub(r"@(\d+)px", lambda found: f"{shown.px(int(found[1]))}px", template)
    return re.sub(r"@([a-z][a-z0-9-]*)", lambda found: shown.colors[Color(found[1])].name(), sized)


class Appearance(QObject):
    """Dresses the program, and follows the system's light, dark and contrast unless somebody chose."""

    def __init__(self, app: QApplication, scheme: Scheme = Scheme.SYSTEM, factor: float = 1.0) -> None:
        super().__init__(app)
        self._app = app
        self._scheme = scheme
        self._factor = factor
        self._own = (scheme, factor)
        _load_fonts()
        # Both are held: PySide takes the second for deleted as soon as nobody holds the first.
        self._hints = app.styleHints()
        self._wishes = self._hints.accessibility()
        self._hints.colorSchemeChanged.connect(self._dress)
        self._wishes.contrastPreferenceChanged.connect(self._dress)
        self._dress()

    def choose(self, scheme: Scheme | None = None, factor: float | None = None) -> None:
        """Take the scheme or the text size of whoever has just unlocked; none of them: as it is."""
        self._scheme = scheme or self._scheme
        self._factor = factor or self._factor
        self._dress()

    def let_go(self) -> None:
        """Nobody is here: as the computer has it."""
        self.choose(*self._own)

    def _dress(self) -> None:
        chosen = (self._resolved(), self._factor)
        if _shown.theme and (_shown.theme.scheme, _shown.theme.factor) == chosen and self._app.styleSheet():
            return
        shown = _shown.theme = theme(*chosen)
        self._app.setFont(font())
        self._app.setPalette(_palette(shown))
        self._app.setStyleSheet(stylesheet(shown))
        _shown.changed.emit()

    def system_is_dark(self) -> bool:
        return self._hints.colorScheme() is Qt.ColorScheme.Dark

    def system_wants_contrast(self) -> bool:
        return self._wishes.contrastPreference() is Qt.ContrastPreference.HighContrast

    def _resolved(self) -> Scheme:
        if self._scheme not in {Scheme.SYSTEM, Scheme.CONTRAST}:
            return self._scheme
        if self._scheme is Scheme.CONTRAST or self.system_wants_contrast():
            return Scheme.CONTRAST_DARK if self.system_is_dark() else Scheme.CONTRAST
        return Scheme.DARK if self.system_is_dark() else Scheme.LIGHT


@cache
def _load_fonts() -> None:
    for file in sorted((resources() / "fonts").glob("Inter-*.ttf")):
        QFontDatabase.addApplicationFont(str(file))


def _palette(shown: Theme) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for part, name in {
        role.Window: Color.WINDOW,
        role.WindowText: Color.TEXT,
        role.Base: Color.SURFACE,
        role.AlternateBase: Color.ALT,
        role.Text: Color.TEXT,
        role.PlaceholderText: Color.TEXT3,
        role.Button: Color.SURFACE,
        role.ButtonText: Color.TEXT,
        role.BrightText: Color.ON_ACCENT,
        role.Highlight: Color.ACCENT,
        role.HighlightedText: Color.ON_ACCENT,
        role.Link: Color.ACCENT,
        role.ToolTipBase: Color.TEXT,
        role.ToolTipText: Color.SURFACE,
    }.items():
        palette.setColor(part, shown.colors[name])
    return palette
