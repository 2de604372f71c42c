"""Moving stock to another site, lot by lot; filling a site up to its targets, with a list to walk the shelves by."""

from collections.abc import Sequence
from operator import itemgetter

from PySide6.QtWidgets import QFrame, QWidget

from outreach.translation import N_, N_plural, Translator
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import Button, MenuButton, Size
from outreach.ui.shared.labels import Label, set_role, set_shown
from outreach.ui.shared.lines import Lines
from outreach.ui.shared.panels import Line as Rule
from outreach.ui.shared.scrolling import Scrolling
from outreach.ui.stock.moving.presenter import MovePresenter, MoveState
from outreach.ui.stock.paper import wording
from outreach.ui.stock.paper.draft import Field, Place
from outreach.ui.stock.paper.line import Look
from outreach.ui.stock.paper.page import PaperPage
from outreach.ui.stock.presenter import Stock
from outreach.ui.tasks import Tasks


class MovePage(PaperPage):
    title, again, hint = N_("Move stock"), N_("Write a move again"), N_("From one site to another")
    begun_said = N_plural(
        "A move of {n} item is begun, and not posted.", "A move of {n} items is begun, and not posted."
    )
    asks_site = True
    post_label, side_label = N_("Move"), N_("Pick list")
    nothing = (N_("Nothing to move yet"), N_("Type an amount and an item, or let Fill the site propose what it lacks."))

    def make_presenter(self, tasks: Tasks, stock: Stock) -> MovePresenter:
        return MovePresenter(tasks, stock, self._words, self.show_state, self.is_posted, self._show_list)

    def make_about(self) -> QWidget:
        return _About(self.presenter, self._words)

    def make_side(self) -> QWidget:
        return _PickList(self._words)

    def make_foot_buttons(self) -> Sequence[Button]:
        button = Button(self._words(N_("Pick list")), size=Size.LARGE, icon="print")
        button.clicked.connect(self.presenter.preview)
        return (button,)

    def look(self, _state: MoveState) -> Look:
        return Look.LOTS

    def foot(self, state: MoveState) -> str:
        return self._words(N_("Each lot that leaves arrives. Nothing counts as given.")) if state.draft.lines else ""

    def counts_as(self, state: MoveState) -> str:
        if not state.to_name or state.site is None:
            return ""
        return self._words(N_("From {site} to {to}"), site=state.site.name, to=state.to_name)

    def field_about(self, place: Place) -> QWidget | None:
        return self._about.to if place.field is Field.TO else None

    def preview_pressed(self) -> None:
        self.presenter.preview()

    def _show_list(self, pdf: bytes) -> None:
        self.show_preview(self._words(N_("Pick list")), pdf, may_print=True)


class _About(QWidget):
    """Where from, where to, and the proposal that fills it."""

    def __init__(self, presenter: MovePresenter, words: Translator) -> None:
        super().__init__()
        self._words = words
        self._from = MenuButton(name=words(N_("From")), is_field=True)
        self.to = MenuButton(name=words(N_("To")), is_field=True)
        for field in (self._from, self.to):
            field.fill_width()
        self._fill = Button(words(N_("Fill the site")), icon="download")
        self._fill.setToolTip(words(N_("Its targets less what is usable there, from here, soonest expiry first")))
        self._said = Label(role="small2", wraps=True)
        row = Row(gap=12, edges=(14, 14, 14, 0))
        row.addLayout(Column(Label(words(N_("From")), "quiet"), self._from, gap=3), 1)
        row.addLayout(Column(Label(words(N_("To")), "quiet"), self.to, gap=3), 1)
        row.addLayout(Column(Label(), self._fill, gap=3))
        self._said_row = QWidget()
        self._said_row.setLayout(Row(self._said, gap=0, edges=(14, 8, 14, 0)))
        self.setLayout(Column(row, self._said_row, gap=0))
        self._from.chosen.connect(presenter.choose_site)
        self.to.chosen.connect(presenter.choose_to)
        self._fill.clicked.connect(presenter.fill)

    @property
    def chain(self) -> list[QWidget]:
        return [self._from, self.to, self._fill]

    def show_state(self, state: MoveState) -> None:
        words = self._words
        sites = state.catalog.sites if state.catalog else ()
        self._from.set_choices([(one.id, one.name) for one in sites], now=state.site_id)
        others = [(one.id, one.name) for one in sites if one.id != state.site_id]
        self.to.set_choices(others, now=state.move.to_site_id)
        if state.move.to_site_id is None:
            self.to.show_text(words(N_("Choose a site")) if others else words(N_("There is no other site")))
        self._said.set_text(self._filled(state))
        set_shown(self._said_row, bool(self._said.text()))

    def _filled(self, state: MoveState) -> str:
        if state.filled is None:
            return ""
        if not state.filled.has_targets:
            said = N_("Nobody has said how much {site} should have. Set its targets in the settings, under Items.")
            return self._words(said, site=state.to_name)
        if not state.filled.refills:
            return self._words(N_("{site} has everything it should have."), site=state.to_name)
        return self._words(N_("Proposed: the targets of {site} less what is usable there."), site=state.to_name)


class _PickList(QFrame):
    """What to take from which shelf, in the order one walks, and what the store has not."""

    def __init__(self, words: Translator) -> None:
        super().__init__()
        set_role(self, "panel")
        self._words = words
        self._lines = Lines[tuple[str, str, str]](_Take, words(N_("Pick list")))
        self._lacking_title = Label(words(N_("Not in the store")), "small-strong")
        self._lacking = Lines[tuple[str, str, str]](_Take, words(N_("Not in the store")))
        self._nothing = Label(words(N_("What is to be taken stands here, shelf by shelf.")), "small2", wraps=True)
        inside = QWidget()
        inside.setLayout(Column(self._nothing, self._lines, self._lacking_title, self._lacking, None, gap=6))
        scroll = Scrolling(inside)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        inside.setAutoFillBackground(False)
        scroll.viewport().setAutoFillBackground(False)
        column = Column(Label(words(N_("Pick list")), "h2"), gap=10, edges=12)
        column.addWidget(scroll, 1)
        self.setLayout(column)

    @property
    def chain(self) -> list[QWidget]:
        return []

    def show_state(self, state: MoveState) -> None:
        words, items = self._words, state.catalog.item if state.catalog else {}
        taken = [
            (one.item.shelf, one.item.name, wording.to_take(one, words), words.number(one.quantity))
            for each in state.shares().values()
            for one in each
        ]
        ordered = sorted(taken, key=itemgetter(0))
        self._lines.show_values(
            [(name, f"{shelf} · {lot}" if shelf else lot, n) for shelf, name, lot, n in ordered]
        )  # fmt: skip
        lacking = [(items[item].name, "", words.number(n)) for item, n in state.move.lacking if item in items]
        self._lacking.show_values(lacking)
        set_shown(self._lacking_title, bool(lacking))
        set_shown(self._nothing, not ordered)


class _Take(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._name, self._where = Label(role="small-strong", wraps=True), Label(role="quiet", wraps=True)
        self._figure = Label(role="small-strong")
        row = Row(gap=8, edges=(0, 5))
        row.addLayout(Column(self._name, self._where, gap=0), 1)
        row.addWidget(self._figure)
        self.setLayout(Column(row, Rule(), gap=0))

    def show_value(self, value: tuple[str, str, str]) -> None:
        name, where, figure = value
        self._name.set_text(name)
        self._where.set_text(where)
        self._figure.set_text(figure)
        set_shown(self._where, bool(where))
