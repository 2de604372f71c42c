"""Colors by role, sizes by the text, one stylesheet."""

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QLabel

from outreach.paths import resources
from outreach.ui import theme
from outreach.ui.shared.boxes import Column
from outreach.ui.shared.buttons import Button
from outreach.ui.shared.labels import Label
from outreach.ui.shared.panels import Panel
from outreach.ui.theme import Appearance, Color, Scheme
from tests.ui.looks import colors, look

ON_FILL = [
    (Color.TEXT, Color.WINDOW),
    (Color.TEXT, Color.SURFACE),
    (Color.TEXT, Color.TINT),
    (Color.TEXT2, Color.SURFACE),
    (Color.TEXT2, Color.WINDOW),
    (Color.TEXT2, Color.ALT),
    (Color.TEXT3, Color.SURFACE),
    (Color.ACCENT, Color.SURFACE),
    (Color.ACCENT, Color.TINT),
    (Color.ON_ACCENT, Color.ACCENT),
    (Color.OK, Color.OK_FILL),
    (Color.LOW, Color.LOW_FILL),
    (Color.OUT, Color.OUT_FILL),
    (Color.EXPIRING, Color.EXPIRING_FILL),
    (Color.HOLD, Color.HOLD_FILL),
    (Color.RAIL_TEXT, Color.RAIL),
    (Color.RAIL_STRONG, Color.RAIL),
    (Color.RAIL_ON, Color.RAIL_SELECTED),
    (Color.ACCENT, Color.ALT),
    (Color.ON_ACCENT, Color.ACCENT_HOVER),
    (Color.ON_ACCENT, Color.ACCENT_PRESS),
    (Color.TEXT2, Color.TINT),
    (Color.TEXT2, Color.SUNKEN),
    (Color.TEXT3, Color.WINDOW),
    (Color.TEXT3, Color.ALT),
    (Color.OK, Color.SURFACE),
    (Color.LOW, Color.SURFACE),
    (Color.OUT, Color.SURFACE),
    (Color.EXPIRING, Color.SURFACE),
    (Color.HOLD, Color.SURFACE),
    *((Color.TEXT, fill) for fill in (Color.OK_FILL, Color.LOW_FILL, Color.OUT_FILL, Color.EXPIRING_FILL)),
    *((Color.TEXT2, fill) for fill in (Color.LOW_FILL, Color.OUT_FILL, Color.HOLD_FILL, Color.EXPIRING_FILL)),
]
GROUNDS = (
    Color.WINDOW,
    Color.SURFACE,
    Color.ALT,
    Color.SUNKEN,
    Color.TINT,
    Color.OK_FILL,
    Color.LOW_FILL,
    Color.OUT_FILL,
    Color.EXPIRING_FILL,
    Color.HOLD_FILL,
)
SCHEMES = [scheme for scheme in Scheme if scheme is not Scheme.SYSTEM]
STRONG = [Scheme.CONTRAST, Scheme.CONTRAST_DARK]


def _luminance(color):
    def channel(value):
        return value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4

    return 0.2126 * channel(color.redF()) + 0.7152 * channel(color.greenF()) + 0.0722 * channel(color.blueF())


def _contrast(one, other):
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("ink", "ground"), ON_FILL)
def test_words_stand_out_from_what_they_stand_on(scheme, ink, ground):
    shown = theme.theme(scheme, 1.0).colors

    assert _contrast(shown[ink], shown[ground]) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("ground", [Color.WINDOW, Color.SURFACE])
def test_what_can_be_operated_has_a_border_that_can_be_seen(scheme, ground):
    shown = theme.theme(scheme, 1.0).colors

    assert _contrast(shown[Color.CONTROL], shown[ground]) >= 3


@pytest.mark.parametrize("scheme", STRONG)
@pytest.mark.parametrize(("ink", "ground"), ON_FILL)
def test_with_high_contrast_all_words_are_seven_to_one(scheme, ink, ground):
    shown = theme.theme(scheme, 1.0).colors

    assert _contrast(shown[ink], shown[ground]) >= 7


@pytest.mark.parametrize("scheme", STRONG)
@pytest.mark.parametrize("edge", [Color.LINE, Color.CONTROL, Color.TINT_LINE, Color.RAIL_LINE])
def test_with_high_contrast_every_edge_is_drawn(scheme, edge):
    shown = theme.theme(scheme, 1.0).colors
    grounds = [Color.RAIL] if edge is Color.RAIL_LINE else [Color.WINDOW, Color.SURFACE, Color.TINT]

    assert all(_contrast(shown[edge], shown[ground]) >= 7 for ground in grounds)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(
    ("ring", "ground"), [*((Color.TEXT, ground) for ground in GROUNDS), (Color.RAIL_STRONG, Color.RAIL)]
)
def test_the_focus_ring_can_be_seen_against_all_it_touches(scheme, ring, ground):
    shown = theme.theme(scheme, 1.0).colors

    assert _contrast(shown[ring], shown[ground]) >= 3


@pytest.mark.parametrize("scheme", SCHEMES)
def test_what_is_chosen_can_be_told_from_what_is_not(scheme):
    """Its border or its fill differs from its neighbor's by three to one; a tick or bold words say it as well."""
    shown = theme.theme(scheme, 1.0).colors

    assert _contrast(shown[Color.ACCENT], shown[Color.SURFACE]) >= 3
    assert _contrast(shown[Color.ACCENT], shown[Color.TINT]) >= 3


@pytest.mark.parametrize("factor", theme.FACTORS)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_nothing_is_left_to_fill_in(scheme, factor):
    sheet = theme.stylesheet(theme.theme(scheme, factor))

    assert "@" not in sheet
    assert f"font-size: {round(12 * factor)}px" in sheet


def test_no_type_is_smaller_than_twelve_pixels():
    template = (resources() / "theme" / "outreach.qss").read_text("utf-8")

    assert min(int(size) for size in re.findall(r"font-size: @(\d+)px", template)) >= 12


def test_figures_take_equal_room(dressed):
    label = QLabel("0")
    label.setProperty("role", "h1")
    label.ensurePolished()
    metrics = QFontMetricsF(label.font())

    assert metrics.horizontalAdvance("1111") == metrics.horizontalAdvance("8888")
    assert label.font().family() == "Inter"


def test_a_dark_room_gets_dark_colors_at_once(qtbot, dressed):
    page = Panel(Column(Label("Saved", "h1"), Button("Take back")))
    qtbot.addWidget(page)
    light = colors(look(page, "panel-light"), step=1)

    dressed.choose(Scheme.DARK)

    new = colors(look(page, "panel-dark"), step=1) - light
    assert {theme.color(Color.SURFACE).name(), theme.color(Color.CONTROL).name()} <= new


def test_larger_text_makes_everything_larger(qtbot, dressed):
    dressed.choose(factor=2.0)

    assert theme.px(32) == 64
    assert theme.font(13).pixelSize() == 26


def test_choosing_what_is_already_chosen_changes_nothing(qtbot, dressed):
    with qtbot.assertNotEmitted(theme.changed):
        dressed.choose(Scheme.LIGHT, 1.0)


class Evening(Appearance):
    """On a system that turns dark, or to more contrast, when told."""

    is_late = wants_contrast = False

    def system_is_dark(self):
        return self.is_late

    def system_wants_contrast(self):
        return self.wants_contrast


@pytest.mark.parametrize(("chosen", "shown"), [(Scheme.SYSTEM, Scheme.DARK), (Scheme.LIGHT, Scheme.LIGHT)])
def test_it_turns_dark_with_the_system_unless_somebody_chose(qapp, dressed, chosen, shown):
    evening = Evening(qapp, chosen)
    assert theme.current().scheme is Scheme.LIGHT
    evening.is_late = True

    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)

    assert theme.current().scheme is shown
    evening.deleteLater()


@pytest.mark.parametrize(
    ("chosen", "is_late", "shown"),
    [
        (Scheme.SYSTEM, False, Scheme.CONTRAST),
        (Scheme.SYSTEM, True, Scheme.CONTRAST_DARK),
        (Scheme.LIGHT, False, Scheme.LIGHT),
    ],
)
def test_it_follows_the_system_s_contrast_unless_somebody_chose(qapp, dressed, chosen, is_late, shown):
    evening = Evening(qapp, chosen)
    evening.is_late, evening.wants_contrast = is_late, True

    qapp.styleHints().accessibility().contrastPreferenceChanged.emit(Qt.ContrastPreference.HighContrast)

    assert theme.current().scheme is shown
    evening.deleteLater()


def test_high_contrast_is_dark_where_the_computer_is(qapp, dressed):
    evening = Evening(qapp, Scheme.SYSTEM)
    evening.is_late = True

    evening.choose(Scheme.CONTRAST)
    assert theme.current().scheme is Scheme.CONTRAST_DARK
    evening.let_go()

    assert theme.current().scheme is Scheme.DARK
    evening.deleteLater()
