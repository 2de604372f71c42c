"""The ten tiles, row by row as Alt+1 to Alt+0, and the chips of what comes next."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QSizePolicy, QWidget

from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.desk.presenter import DeskPresenter
from outreach.ui.desk.state import TILES, State
from outreach.ui.desk.tile import Tile
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import Button, Kind, Size
from outreach.ui.shared.choices import ChipRow
from outreach.ui.shared.labels import Label
from outreach.ui.shortcuts import TILES as KEYS
from outreach.ui.shortcuts import Key
from outreach.vocabulary import ItemId

MOST_ACROSS = 5
LEAST_WIDTH = 156


class Tiles(QWidget):
    """`all_items` asks for the list of everything, `unlisted` to give what is on none; `went_on`: Enter in an amount.

    `menu_wanted` gives an item and a place on the screen.
    """

    all_items = Signal()
    unlisted = Signal()
    went_on = Signal()
    menu_wanted = Signal(object, object)

    def __init__(self, presenter: DeskPresenter, words: Translator) -> None:
        super().__init__()
        self._words = words
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._title = Label(role="h3")
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self.tiles = tuple(
            Tile(words, key.shown, lambda item, n: presenter.set_amount(item.id, n), self) for key in KEYS
        )
        for tile in self.tiles:
            tile.hide()
            tile.amount.entered.connect(self.went_on)
            tile.none_left.connect(presenter.what.none_left)
            tile.menu_wanted.connect(self.menu_wanted)
        self._more = ChipRow(words, name=words(N_("More items")), as_buttons=True, icon="plus")
        self._more.toggled.connect(lambda item_id, _: presenter.add_pack(item_id))
        key = Key.ALL_ITEMS.shown
        self.all_items_button = Button(words(N_("All items")), kind=Kind.QUIET, size=Size.SMALL, key=key)
        self.all_items_button.clicked.connect(self.all_items)
        self.unlisted_button = Button(
            words(N_("Not on the list")), kind=Kind.QUIET, size=Size.SMALL, key=Key.UNLISTED.shown
        )
        self.unlisted_button.clicked.connect(self.unlisted)
        self._chips = Row(self._more, self.unlisted_button, self.all_items_button, gap=6)
        self._column = Column(self._title, self._grid, Row(gap=0, edges=(0, 3, 0, 0)), self._chips, gap=4)
        self._column.setStretch(1, 1)
        self.setLayout(self._column)
        self._across = 0
        theme.changed.connect(self._arrange)

    def show_state(self, state: State) -> None:
        ranked = N_("Given most often here in 30 days")
        self._title.set_text(self._words(ranked if state.is_ranked else N_("First on the list")))
        for tile, item_id in zip(self.tiles, state.tiles, strict=False):
            tile.show_item(state.items[item_id], state.levels.get(item_id), state.draft.amount_of(item_id))
        if self._across == 0 or self._shown != min(TILES, len(state.tiles)):
            self._shown = min(TILES, len(state.tiles))
            self._arrange()
        self._more.set_options([(item_id, state.items[item_id].short_name) for item_id in state.more])

    def add(self, place: int) -> None:
        """As its key: add the usual pack of the tile at this place and select its amount."""
        if place < self._shown:
            self.tiles[place].add()

    @property
    def focused(self) -> ItemId | None:
        """The item of the tile the keyboard is in."""
        focused = QApplication.focusWidget()
        return next((tile.item.id for tile in self.tiles if tile.item and focused and tile.isAncestorOf(focused)), None)

    def set_compact(self, is_compact: bool) -> None:  # noqa: FBT001 - it is the state
        self._more.set_height(26 if is_compact else 28)
        for tile in self.tiles:
            tile.set_compact(is_compact)

    def set_titled(self, *, is_titled: bool) -> None:
        """Where the page is short of height the tiles speak for themselves."""
        self._title.setVisible(is_titled)

    def minimumSizeHint(self) -> QSize:
        """As many as stand across now must not keep the page from becoming narrower."""
        return QSize(theme.px(2 * LEAST_WIDTH), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fitting() != self._across:
            self._arrange()

    _shown = 0

    def _fitting(self) -> int:
        """As many across as there is room for; ten tiles stand in rows of five, four or two."""
        room = self.width() // theme.px(LEAST_WIDTH)
        return next((across for across in (MOST_ACROSS, 4, 3) if across <= room), 2)

    def _arrange(self) -> None:
        self._across = self._fitting()
        self._grid.setHorizontalSpacing(theme.px(8))
        self._grid.setVerticalSpacing(theme.px(8))
        for tile in self.tiles:
            self._grid.removeWidget(tile)
        for column in range(MOST_ACROSS):
            self._grid.setColumnStretch(column, 1 if column < self._across else 0)
        for row in range(TILES):
            self._grid.setRowStretch(row, 1 if row * self._across < self._shown else 0)
        for place, tile in enumerate(self.tiles[: self._shown]):
            self._grid.addWidget(tile, place // self._across, place % self._across)
            tile.show()
        self.updateGeometry()
