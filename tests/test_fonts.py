"""Both families are what the design asks: Inter on the screen, Noto Sans on paper, figures of one width."""

import pytest
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QFontMetricsF
from reportlab.pdfbase.ttfonts import TTFont

from outreach.paths import resources

FOLDER = resources() / "fonts"
SCREEN = {"Regular": 400, "Medium": 500, "SemiBold": 600, "Bold": 700}
PRINTED = "½¼¾″′–—−×·°…•áéíóúüñ¿¡“”‘’"


@pytest.fixture(scope="module")
def inter(qapp):
    loaded = [QFontDatabase.addApplicationFont(str(FOLDER / f"Inter-{style}.ttf")) for style in SCREEN]
    yield "Inter"
    for font in loaded:
        QFontDatabase.removeApplicationFont(font)


@pytest.mark.parametrize("weight", SCREEN.values())
def test_the_screen_has_every_weight_with_figures_of_one_width(inter, weight):
    font = QFont(inter)
    font.setPixelSize(26)
    font.setWeight(QFont.Weight(weight))
    font.setFeature(QFont.Tag("tnum"), 1)
    metrics = QFontMetricsF(font)

    assert (QFontInfo(font).family(), QFontInfo(font).weight()) == (inter, weight)
    assert metrics.horizontalAdvance("1111") == metrics.horizontalAdvance("0000")


@pytest.mark.parametrize("style", ["Regular", "Bold"])
def test_paper_has_every_sign_it_prints_and_figures_of_one_width(style):
    widths = TTFont(f"NotoSans-{style}", str(FOLDER / f"NotoSans-{style}.ttf")).face.charWidths

    assert [sign for sign in PRINTED if ord(sign) not in widths] == []
    assert len({widths[ord(figure)] for figure in "0123456789"}) == 1
