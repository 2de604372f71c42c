"""The columns of the stock table: what each says of a shelf, how it sorts, how it looks."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter

from outreach.catalog import Site
from outreach.stock.levels import Status
from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.shared.rows_model import NAME_WEIGHT, Column
from outreach.ui.shared.status import Mark
from outreach.ui.stock import wording
from outreach.ui.stock.look import Shelf
from outreach.ui.theme import Color
from outreach.vocabulary import SiteId

FULL_BAR = 90
MOST_SITES = 4
_BAR, _BAR_HEIGHT, _BAR_ROOM = 46, 6, 54
MARKS = {Status.OUT: Mark.OUT, Status.LOW: Mark.LOW, Status.EXPIRING: Mark.EXPIRING, Status.OK: Mark.OK}
_INKS = {Status.OUT: Color.OUT, Status.LOW: Color.LOW}


def columns(sites: Sequence[Site], *, has_expiry: bool = True) -> list[Column[Shelf]]:
    """One column for each of `sites`, which may be none; the expiry goes before names cannot be told apart."""
    expiry: Column[Shelf] = Column(
        N_("Expiry"),
        text=lambda shelf, _: wording.expiry(shelf.level.next_expiry),
        sort_by=lambda shelf: f"{shelf.level.next_expiry or ''}" or "9",
        ink=Color.TEXT2,
    )
    return [
        Column(
            N_("Item"),
            text=lambda shelf, _: shelf.item.name,
            sort_by=lambda shelf: shelf.item.name.casefold(),
            weight=NAME_WEIGHT,
            stretches=True,
            quiet=lambda shelf, words: wording.unit(shelf.item, shelf.level, words),
            short=lambda shelf: shelf.item.short_name,
        ),
        Column(
            N_("On hand"),
            text=lambda shelf, words: words.number(shelf.level.on_hand),
            sort_by=lambda shelf: shelf.level.on_hand,
            is_number=True,
        ),
        Column(
            N_("Usable"),
            text=lambda shelf, words: words.number(shelf.level.usable),
            sort_by=lambda shelf: shelf.level.usable,
            is_number=True,
            is_bold=lambda shelf: shelf.level.usable != shelf.level.on_hand,
        ),
        *(_site(site) for site in sites),
        Column(
            N_("Days of cover"),
            text=lambda shelf, words: wording.cover(shelf.level, words),
            sort_by=lambda shelf: -1 if shelf.level.days_of_cover is None else shelf.level.days_of_cover,
            is_number=True,
            draw=_draw_cover,
            room=_BAR_ROOM,
        ),
        *([expiry] if has_expiry else []),
        Column(
            N_("Status"),
            text=lambda _, __: "",
            sort_by=lambda shelf: list(Status).index(shelf.level.status),
            marks=marks,
        ),
    ]


def marks(shelf: Shelf, words: Translator) -> list[tuple[Mark, str]]:
    """The one word for the shelf, and beside it that some may not be used, mostly why: then it is not simply OK."""
    level = shelf.level
    found = [(MARKS[level.status], words(wording.STATUSES[level.status]))]
    if level.on_hold > level.expired:
        found.append((Mark.HOLD, words(wording.ON_HOLD)))
    elif level.expired:
        found.append((Mark.EXPIRING, words(wording.EXPIRED)))
    return [mark for mark in found if mark[0] is not Mark.OK] or found


def _site(site: Site) -> Column[Shelf]:
    return Column(
        title=site.short_name.replace("{", "{{").replace("}", "}}"),  # a name is no message with fields
        text=_at(site.id, lambda quantity, words: words.number(quantity)),
        sort_by=lambda shelf: shelf.level.by_site.get(site.id, 0),
        is_number=True,
        ink=Color.TEXT2,
    )


def _at(site_id: SiteId, said: Callable[[int, Translator], str]) -> Callable[[Shelf, Translator], str]:
    return lambda shelf, words: said(shelf.level.by_site.get(site_id, 0), words)


def _draw_cover(painter: QPainter, room: QRect, row: Any) -> None:
    """Full at 90 days."""
    shelf: Shelf = row
    if shelf.level.days_of_cover is None:
        return
    width, height = theme.px(_BAR), theme.px(_BAR_HEIGHT)
    track = QRectF(room.right() + 1 - width, room.top() + (room.height() - height) / 2, width, height)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color(Color.SUNKEN))
    painter.drawRoundedRect(track, height / 2, height / 2)
    filled = min(1.0, max(0, shelf.level.days_of_cover) / FULL_BAR) * width
    if filled:
        painter.setBrush(theme.color(_INKS.get(shelf.level.status, Color.ACCENT)))
        painter.drawRoundedRect(QRectF(track.topLeft(), track.size()).adjusted(0, 0, filled - width, 0), 3, 3)
