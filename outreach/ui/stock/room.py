"""The stock room: the shelves, and the delivery being received, which waits while one looks at other pages."""

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from outreach.translation import Translator
from outreach.ui.stock.page import StockPage
from outreach.ui.stock.presenter import Stock
from outreach.ui.stock.receive_page import ReceivePage
from outreach.ui.stock.state import Posted
from outreach.ui.tasks import Tasks


class StockRoom(QWidget):
    """`refresh`, `focus_first` and `forget` are called by the window."""

    def __init__(self, tasks: Tasks, stock: Stock, words: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.stock = StockPage(tasks, stock, words)
        self.receiving = ReceivePage(tasks, stock, words)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.stock)
        self._stack.addWidget(self.receiving)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self.stock.receive.connect(self.start_receiving)
        self.receiving.left.connect(self.show_shelves)
        self.receiving.posted.connect(self._posted)

    @property
    def has_work(self) -> bool:
        """A delivery is begun and not posted."""
        return self.receiving.presenter.state.draft.is_begun

    def refresh(self) -> None:
        self._shown.refresh()

    def focus_first(self) -> None:
        self._shown.focus_first()

    def forget(self) -> None:
        """The center is locked: an answer still awaited will not come.  What is typed stays."""
        self.receiving.presenter.forget()

    def not_answered(self) -> None:
        """A fault of ours ended a posting; the delivery is kept, and may be posted again."""
        self.receiving.presenter.not_answered()

    def start_receiving(self) -> None:
        self.receiving.refresh()
        self._turn_to(self.receiving)

    def show_shelves(self) -> None:
        self.stock.refresh()
        self._turn_to(self.stock)

    @property
    def _shown(self) -> StockPage | ReceivePage:
        return self.receiving if self._stack.currentWidget() is self.receiving else self.stock

    def _turn_to(self, page: StockPage | ReceivePage) -> None:
        self._stack.setCurrentWidget(page)
        page.focus_first()

    def _posted(self, posted: Posted) -> None:
        self._turn_to(self.stock)
        self.stock.presenter.posted(posted)
