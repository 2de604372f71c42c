"""The printed page on the screen: the PDF itself, drawn at the screen's own pixels, one page under the other."""

from enum import StrEnum

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from outreach.ui import theme
from outreach.ui.reports.pages import Pages
from outreach.ui.theme import Color

_MARGIN = 12
_LINE = 40


class Fit(StrEnum):
    PAGE = "page"
    WIDTH = "width"


class Preview(QAbstractScrollArea):
    """`show_pdf(pdf)`, or None and `say("Making page…")`.  `page_shown(number, of)` tells which page is in view."""

    page_shown = Signal(object, object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages: Pages | None = None
        self._pdf: bytes | None = None
        self._fit = Fit.PAGE
        self._said = ""
        self._pictures: dict[tuple[int, int], QImage] = {}
        self._page = 0
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ring_inside", True)  # noqa: FBT003 - a property's value
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        theme.changed.connect(self._lay_out)

    @property
    def page(self) -> int:
        """The page in view, from 1; 0 while there is none."""
        return self._page + 1 if self._pages else 0

    @property
    def page_count(self) -> int:
        return len(self._pages) if self._pages else 0

    @property
    def said(self) -> str:
        return self._said

    def show_pdf(self, pdf: bytes | None) -> None:
        if pdf == self._pdf:
            return
        self._pdf, self._pages = pdf, Pages(pdf) if pdf else None
        self._pictures.clear()
        self._page = min(self._page, max(0, self.page_count - 1))
        self._lay_out()

    def say(self, text: str) -> None:
        """Say something where the page will be, while there is none."""
        if text != self._said:
            self._said = text
            self.viewport().update()

    def fit(self, fit: Fit) -> None:
        if fit is not self._fit:
            self._fit = fit
            self._lay_out()

    def turn(self, pages: int) -> None:
        """Go to a page before or after this one."""
        if self._pages:
            self._go_to(max(0, min(self._page + pages, len(self._pages) - 1)))

    def leaf(self, steps: int) -> None:
        """Go on as one reads: by pages, or where a page is longer than the window, by windows."""
        if self._fit is Fit.PAGE:
            self.turn(steps)
        else:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + steps * (bar.pageStep() - bar.singleStep()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_PageDown, Qt.Key.Key_PageUp}:
            event.ignore()  # whoever holds the preview turns its pages, wherever the focus is
        else:
            super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(240), theme.px(240))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.color(Color.SUNKEN))
        if not self._pages:
            painter.setPen(theme.color(Color.TEXT2))
            painter.setFont(theme.font())
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, self._said)
            return
        shown = {at for at in range(len(self._pages)) if self._box(at).intersects(self.viewport().rect())}
        for at in sorted(shown):
            self._draw_page(painter, at)
        self._forget_all_but(shown)

    def _draw_page(self, painter: QPainter, at: int) -> None:
        box = self._box(at)
        picture = self._picture(at, round(box.width() * self.devicePixelRatioF()))
        # One device pixel of the picture on one of the screen: anything else blurs small print.
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        painter.drawImage(QPointF(box.topLeft()), picture)
        painter.setPen(theme.color(Color.CONTROL))
        painter.drawRect(QRectF(box).adjusted(-0.5, -0.5, 0.5, 0.5))

    def _picture(self, at: int, width: int) -> QImage:
        assert self._pages  # noqa: S101 - only asked for while drawing pages
        key = (at, width)
        if key not in self._pictures:
            self._pictures[key] = self._pages.picture(at, width)
        return self._pictures[key]

    def _forget_all_but(self, shown: set[int]) -> None:
        """A page at 4K is 60 MB: keep those in view and their neighbors."""
        near = {at + step for at in shown for step in (-1, 0, 1)}
        self._pictures = {key: picture for key, picture in self._pictures.items() if key[0] in near}

    def _lay_out(self) -> None:
        """Measure again, and stay on the page that was in view."""
        page = self._page
        bar, room = self.verticalScrollBar(), self.viewport().height()
        whole = self._top(self.page_count) + self._margin if self._pages else 0
        bar.setRange(0, max(0, whole - room))
        bar.setPageStep(room)
        bar.setSingleStep(theme.px(_LINE))
        self._go_to(page)
        self.viewport().update()

    def _go_to(self, page: int) -> None:
        self.verticalScrollBar().setValue(self._top(page))
        self._note(page)

    def _scrolled(self, value: int) -> None:
        middle = value + self.viewport().height() // 2
        below = [at for at in range(self.page_count) if self._top(at) <= middle]
        self._note(below[-1] if below else 0)
        self.viewport().update()

    def _note(self, page: int) -> None:
        self._page = page
        self.page_shown.emit(self.page, self.page_count)

    def _box(self, at: int) -> QRect:
        """Where a page lies in the viewport."""
        size = self._size(at)
        left = (self.viewport().width() - size.width()) // 2
        top = self._top(at) + self._margin - self.verticalScrollBar().value()
        return QRect(left, top, size.width(), size.height())

    def _top(self, page: int) -> int:
        """Where a page and the margin above it begin."""
        return sum(self._size(at).height() + self._margin for at in range(page))

    def _size(self, at: int) -> QSize:
        assert self._pages  # noqa: S101 - as above
        paper = self._pages.sizes[at]
        room = self.viewport().size() - QSize(2 * self._margin, 2 * self._margin)
        scale = room.width() / paper.width()
        if self._fit is Fit.PAGE:
            scale = min(scale, room.height() / paper.height())
        return QSize(max(1, round(paper.width() * scale)), max(1, round(paper.height() * scale)))

    @property
    def _margin(self) -> int:
        return theme.px(_MARGIN)
