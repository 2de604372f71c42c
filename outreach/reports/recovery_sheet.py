"""The recovery key on one sheet of paper: the only place it ever stands.  The same sheet gives the same bytes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO

from reportlab.lib.colors import HexColor, black
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import letter
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    KeepInFrame,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

from outreach.reports.page import BOLD, LABEL, REGULAR, STRONG, TEXT, TITLE, paragraph, register_fonts
from outreach.translation import N_, Translator

_SIDE = 54.0
_EDGE = 48.0
_WIDTH = letter[0] - 2 * _SIDE
_HEIGHT = letter[1] - 2 * _EDGE
_IN_A_ROW = 4
_FAINT = HexColor(0xECECEC)

_BODY = ParagraphStyle("recovery body", TEXT, fontSize=11, leading=15.5)
_POINT = ParagraphStyle("recovery point", _BODY, leftIndent=14, bulletIndent=2, spaceAfter=3)
_HEAD = ParagraphStyle("recovery head", STRONG, fontSize=12, leading=16, spaceBefore=15, spaceAfter=4)
_GROUP = ParagraphStyle("recovery group", STRONG, fontSize=24, leading=30, alignment=TA_CENTER)
_PLACE = ParagraphStyle("recovery place", LABEL, alignment=TA_CENTER)

_BOX = TableStyle(
    [
        ("BOX", (0, 0), (-1, -1), 1.2, black),
        ("TOPPADDING", (0, 0), (-1, -1), 5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 9),
    ]
)


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """`initials` are those who may use the key: the administrators."""

    center: str
    groups: tuple[str, ...]
    initials: tuple[str, ...]
    printed_on: date
    is_sample: bool = False


def recovery_sheet_pdf(sheet: RecoverySheet, words: Translator) -> bytes:
    """Lay the sheet out on one page, and return the PDF."""
    register_fonts()
    target = BytesIO()
    document = BaseDocTemplate(
        target,
        pagesize=letter,
        title=words(RECOVERY_KEY),
        author=sheet.center,
        creator="Outreach",
        lang=words.language,
        displayDocTitle=True,
        invariant=True,
    )
    room = Frame(_SIDE, _EDGE, _WIDTH, _HEIGHT, 0, 0, 0, 0)

    def draw_around(canvas: Canvas, _document: BaseDocTemplate) -> None:
        if sheet.is_sample:
            _draw_sample(canvas, words)
        canvas.setFont(REGULAR, 9)
        canvas.drawString(_SIDE, _EDGE - 18, words(PRINTED, day=sheet.printed_on))

    document.addPageTemplates([PageTemplate(frames=[room], onPage=draw_around)])
    # A second page could be lost: what does not fit is set smaller.
    document.build([KeepInFrame(_WIDTH, _HEIGHT, _story(sheet, words), mode="shrink")])
    return target.getvalue()


def _story(sheet: RecoverySheet, words: Translator) -> list[Flowable]:
    return [
        paragraph(words(RECOVERY_KEY), TITLE),
        paragraph(sheet.center, _HEAD),
        paragraph(words(WHAT_FOR), _BODY),
        Spacer(_WIDTH, 12),
        _key(sheet.groups),
        Spacer(_WIDTH, 10),
        paragraph(words(HOW_TO_TYPE), _BODY),
        *_points(words(WHERE_HEAD), WHERE_TO_KEEP, words),
        *_points(words(USE_HEAD), HOW_TO_USE, words),
        paragraph(words(WHO_HEAD), _HEAD),
        paragraph(", ".join(sheet.initials), _BODY),
        Spacer(_WIDTH, 34),
        _to_fill_in([words(label) for label in FILL_IN]),
    ]


def _key(groups: Sequence[str]) -> Table:
    """Each group under its number: the number is how the program names a group that was mistyped."""
    cells = [[paragraph(str(place), _PLACE), paragraph(group, _GROUP)] for place, group in enumerate(groups, start=1)]
    rows = [cells[start : start + _IN_A_ROW] for start in range(0, len(cells), _IN_A_ROW)]
    return Table(rows, colWidths=[_WIDTH / _IN_A_ROW] * _IN_A_ROW, style=_BOX)


def _points(head: str, points: Sequence[str], words: Translator) -> list[Paragraph]:
    texts = [Paragraph(words(point), _POINT, bulletText="•") for point in points]
    return [paragraph(head, _HEAD), *texts]


def _to_fill_in(labels: Sequence[str]) -> Table:
    gap = 18.0
    width = (_WIDTH - gap * (len(labels) - 1)) / len(labels)
    cells: list[Flowable | str] = []
    for label in labels:
        cells += [paragraph(label, LABEL), ""]
    return Table([cells[:-1]], colWidths=([width, gap] * len(labels))[:-1], style=_lines_above(len(labels)))


def _lines_above(count: int) -> TableStyle:
    ruled = [("LINEABOVE", (2 * column, 0), (2 * column, 0), 0.75, black) for column in range(count)]
    return TableStyle([*ruled, ("LEFTPADDING", (0, 0), (-1, -1), 0), ("TOPPADDING", (0, 0), (-1, -1), 2)])


def _draw_sample(canvas: Canvas, words: Translator) -> None:
    canvas.saveState()
    canvas.setFillColor(_FAINT)
    canvas.setFont(BOLD, 120)
    canvas.translate(letter[0] / 2, letter[1] / 2)
    canvas.rotate(50)
    canvas.drawCentredString(0, -40, words(SAMPLE))
    canvas.restoreState()


SAMPLE = N_("SAMPLE")
RECOVERY_KEY = N_("Recovery key")
PRINTED = N_("Printed {day}")
WHAT_FOR = N_(
    "This key opens the center's records when a passphrase is forgotten. Without a passphrase or this key nobody can "
    "open them, not even the people who make Outreach: there is no other copy."
)
HOW_TO_TYPE = N_(
    "Capital or small letters, with or without spaces: all are the same. A round character is always the digit 0, and "
    "a single stroke always the digit 1. If a group is mistyped, Outreach says which one."
)
WHERE_HEAD = N_("Where to keep it")
WHERE_TO_KEEP = (
    N_("In a sealed envelope, locked away: a safe, or a drawer only the people below can open."),
    N_("Not beside the computer, and not with the backups. With this page and a backup, anyone can read everything."),
    N_("Please take no photo of it, and send it to nobody."),
    N_(
        "If it is lost, or somebody else may have seen it, make a new key. This page then no longer opens the center. "
        "It still opens backups made before."
    ),
)
USE_HEAD = N_("How to use it")
HOW_TO_USE = (
    N_("Type the eight groups, in order, where Outreach asks for the recovery key."),
    N_("Choose your initials and a new passphrase. Nobody else's passphrase changes, and nothing is lost."),
    N_("Put this page in a new envelope, and lock it away again."),
)
WHO_HEAD = N_("Who may use it")
FILL_IN = (N_("Kept where"), N_("Sealed by (initials)"), N_("Sealed on (day)"))
