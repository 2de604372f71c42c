"""The stock room: the shelves, and the delivery being received, which waits while one looks at other pages."""

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from outreach.translation import Translator
from outreach.ui.stock.page import StockPage
from outreach.ui.stock.presenter import Stock
from outreach.ui.tasks import Tasks


class StockRoom(QWidget):
    def __init__(self, tasks: Tasks, stock: Stock, words: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.stock = StockPage(tasks, stock, words)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.stock)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)

    def refresh(self) -> None:
        self.stock.refresh()

    def focus_first(self) -> None:
        self.stock.focus_first()
