"""The word SAMPLE across a page, as a picture: as text it would stand between the figures for whoever reads by ear."""

from functools import cache

from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from outreach.paths import resources

_FAINT, _PAPER = 236, 255
_LETTERS = 260
_TURN = 50
_LONGEST = 0.75


def draw_mark(canvas: Canvas, word: str, width: float, height: float) -> None:
    """Draw it across the middle of the page, beneath all that is drawn after it."""
    picture = _picture(word)
    across, down = picture.getSize()
    scale = _LONGEST * min(width / across, height / down)
    left, bottom = (width - across * scale) / 2, (height - down * scale) / 2
    canvas.drawImage(picture, left, bottom, across * scale, down * scale)


@cache
def _picture(word: str) -> ImageReader:
    font = ImageFont.truetype(str(resources() / "fonts" / "NotoSans-Bold.ttf"), _LETTERS)
    left, top, right, bottom = font.getbbox(word)
    flat = Image.new("L", (int(right - left), int(bottom - top)), _PAPER)
    ImageDraw.Draw(flat).text((-left, -top), word, fill=_FAINT, font=font)
    return ImageReader(flat.rotate(_TURN, Image.Resampling.BICUBIC, expand=True, fillcolor=_PAPER))
