"""What is in each kit of a line: an amount for every part, and one line that puts another item in a part's place."""

from functools import partial

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from outreach.entry import NothingInKit
from outreach.translation import N_, Translator
from outreach.ui import theme
from outreach.ui.desk.found_row import FoundRow
from outreach.ui.desk.inside import recipe_of
from outreach.ui.desk.lines import line_of
from outreach.ui.desk.part_row import PartRow
from outreach.ui.desk.presenter import DeskPresenter
from outreach.ui.desk.state import State, Swapping
from outreach.ui.shared.announce import announce
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import Button, Kind, Size
from outreach.ui.shared.control import tab_through
from outreach.ui.shared.fields import SteppingField
from outreach.ui.shared.labels import Label, set_role, set_shown
from outreach.ui.shared.scrolling import following
from outreach.ui.shortcuts import Key
from outreach.vocabulary import ItemId
from outreach.words import words_for

WIDTH, _GAP = 460, 8


class SwapPanel(QFrame):
    """Lies over the page, and is part of it: a lock covers it too.  Whoever goes elsewhere has said what stands."""

    def __init__(self, presenter: DeskPresenter, words: Translator, parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()
        set_role(self, "box")
        self._presenter, self._words = presenter, words
        self._open_for: object = None
        self._items: tuple[ItemId, ...] = ()
        self._back_to: QWidget | None = None
        self.rows: list[PartRow] = []
        self._title, self._each = Label(role="h3"), Label(role="small2", wraps=True)
        self._list = Column(gap=2, edges=(4, 3, 8, 3))
        self._inside = QWidget()
        self._inside.setLayout(self._list)
        self._scroll = following(self._inside)
        self._place = Label(role="small2", wraps=True)
        self.line = SteppingField(
            name=words(N_("Another item")), placeholder=words(N_("Another item")), role="field-small", icon="search",
            hint=Key.SWAP.shown,
        )  # fmt: skip
        self.found = FoundRow(words)
        self._empty = Label(role="low", wraps=True)
        self.setLayout(self._column())
        self._connect()
        theme.changed.connect(self._measure)
        self._measure()

    def prepare(self, state: State, now: Swapping) -> None:
        """Show what stands."""
        item, words = state.items[now.key.item_id], self._words
        line = line_of(state.draft.lines, now.key)
        amount = line.amount if line is not None else 1
        self._title.set_text(words(N_("What is in this {item}?"), item=item.name))
        self.setAccessibleName(self._title.text())
        self._each.set_text(words.count(N_("In each of {n} kit"), N_("In each of {n} kits"), amount))
        set_shown(self._each, amount > 1)
        self._show_parts(state, now)
        at = state.items[now.at].name
        self._place.set_text(words(N_("In place of {item}:"), item=at))
        self.line.setAccessibleName(words(N_("Another item in place of {item}"), item=at))
        self.line.set_text(now.line)
        self.found.show_found(state, now)
        said = words_for(NothingInKit(), words) if now.is_empty else ""
        if said and said != self._empty.text():
            announce(self, said, at_once=True)
        self._empty.set_text(said)
        set_shown(self._empty, bool(said))

    def show_state(self, state: State) -> None:
        """Open or close; where there are other parts than before, the keyboard goes to the one that came."""
        now = state.swapping
        if now is None:
            self._close()
            return
        items = tuple(item for item, _ in now.parts)
        is_new, has_others = now.key != self._open_for, items != self._items
        self._open_for, self._items = now.key, items
        if is_new:
            self._open()
        if is_new or has_others:
            self._row_of(now.at).amount.focus()

    def stand(self, line: QRect, area: QRect) -> None:
        """Beside the line it is about; where the page is one column, over it.  Its parts scroll where it is low."""
        is_beside = line.left() > area.left() + theme.px(WIDTH)
        right = line.left() - theme.px(_GAP) if is_beside else area.right()
        width = min(theme.px(WIDTH), right - area.left())
        rows = sum(row.sizeHint().height() + self._list.spacing() for row in self.rows if not row.isHidden())
        self._scroll.setMinimumHeight(min(rows + theme.px(6), theme.px(64)))
        self._scroll.setMaximumHeight(rows + theme.px(6))
        layout = self.layout()
        height = layout.totalHeightForWidth(width) if layout is not None else 0
        height = min(height - self._scroll.minimumHeight() + self._scroll.maximumHeight(), area.height())
        top = max(area.top(), min(line.top(), area.bottom() - height)) if is_beside else area.top()
        self.setGeometry(right - width, top, width, height)

    def go_to_line(self) -> None:
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _column(self) -> Column:
        words = self._words
        self.recipe = Button(words(N_("As the recipe says")), kind=Kind.QUIET, size=Size.SMALL)
        self.leave = Button(words(N_("Leave it")), size=Size.SMALL, key=Key.CLEAR.shown)
        self.done = Button(words(N_("Done")), kind=Kind.PRIMARY, size=Size.SMALL, key=words(N_("Enter")))
        column = Column(Column(self._title, self._each, gap=2, edges=(4, 0)), gap=4, edges=(8, 10))
        column.addWidget(self._scroll, 1)
        buttons = Row(self.recipe, None, self.leave, self.done, gap=6)
        column.addLayout(Column(self._place, self.line, self.found, self._empty, buttons, gap=6, edges=(4, 0)))
        return column

    def _connect(self) -> None:
        swap = self._presenter.swap
        self.line.textEdited.connect(swap.look_for)
        self.line.stepped.connect(swap.choose)
        self.line.entered.connect(self._entered)
        self.found.clicked.connect(swap.put_in)
        self.recipe.clicked.connect(swap.as_recipe_says)
        self.leave.clicked.connect(swap.leave)
        self.done.clicked.connect(swap.done)
        app = QApplication.instance()
        assert isinstance(app, QApplication)  # noqa: S101 - there is no widget without one
        app.focusChanged.connect(self._focus_moved)

    def _show_parts(self, state: State, now: Swapping) -> None:
        recipe = dict(recipe_of(now.key.item_id, state.items))
        is_longer = len(self.rows) < len(now.parts)
        while len(self.rows) < len(now.parts):
            row = PartRow(self._words, self._presenter.swap, self._inside)
            row.amount.field.walked.connect(partial(self._walk, row))
            self._list.addWidget(row)
            self.rows.append(row)
        if is_longer:
            fields = [row.amount.field for row in self.rows]
            tab_through((*fields, self.line, self.recipe, self.leave, self.done))
        for row, part in zip(self.rows, now.parts, strict=False):
            row.show_part(state.items[part[0]], part[1], recipe.get(part[0], 0))
        for place, row in enumerate(self.rows):
            set_shown(row, place < len(now.parts))

    def _row_of(self, part: ItemId) -> PartRow:
        return next((row for row in self.rows if row.part == part), self.rows[0])

    def _walk(self, row: PartRow, step: int) -> None:
        """The arrows go from part to part, and below the last to the line for another item."""
        shown = [one for one in self.rows if not one.isHidden()]
        place = shown.index(row) + step
        if place >= len(shown):
            self.go_to_line()
        elif place >= 0:
            shown[place].amount.focus()

    def _entered(self) -> None:
        """Enter puts the match in; on an empty line it is done."""
        now = self._presenter.state.swapping
        if now is not None and now.matches:
            self._presenter.swap.put_in()
        elif not self.line.text().strip():
            self._presenter.swap.done()

    def _open(self) -> None:
        focused = QApplication.focusWidget()
        self._back_to = focused if focused is not None and not self.isAncestorOf(focused) else self._back_to
        self.show()
        self.raise_()

    def _close(self) -> None:
        if self._open_for is None:
            return
        self._open_for, self._items = None, ()
        focused = QApplication.focusWidget()
        had_keys = focused is not None and self.isAncestorOf(focused)
        back, self._back_to = self._back_to, None
        self.hide()
        if had_keys and back is not None and back.isVisible():
            back.setFocus(Qt.FocusReason.PopupFocusReason)

    def _focus_moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        if self._open_for is None or now is None:
            return
        if not self.isAncestorOf(now):
            self._presenter.swap.settle()
            return
        row = next((row for row in self.rows if row.isAncestorOf(now)), None)
        if row is not None and row.part is not None:
            self._presenter.swap.go_to(row.part)

    def _measure(self) -> None:
        self.adjustSize()
