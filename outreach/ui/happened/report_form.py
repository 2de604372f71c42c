"""The form of a report: when it happened, when it was told, and what is asked of its kind.  It draws a `State`."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtWidgets import QWidget

from outreach.closed_lists import Product
from outreach.happened.report import ASKED
from outreach.translation import N_, Translator
from outreach.ui.happened import wording
from outreach.ui.happened.asked import Asked
from outreach.ui.happened.chips import Chips
from outreach.ui.happened.choice import Choice
from outreach.ui.happened.presenter import HappenedPresenter
from outreach.ui.happened.state import State
from outreach.ui.happened.when import WhenAsked
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.buttons import MenuButton
from outreach.ui.shared.labels import Label, set_shown
from outreach.ui.shared.lines import Lines
from outreach.ui.shared.numbers import Stepper
from outreach.ui.shared.scrolling import show_around
from outreach.ui.stock.paper.day_button import DayButton
from outreach.vocabulary import CategoryId


class ReportForm(QWidget):
    def __init__(self, presenter: HappenedPresenter, words: Translator, page: QWidget) -> None:
        super().__init__()
        self._words = words
        self._when = WhenAsked(presenter.know_when, presenter.happened_on, words, page)
        self._told = DayButton(words, page)
        self._told.set_spoken(words(N_("Day it was reported")))
        self._told.day.connect(presenter.told_on)
        self._lists = {name: self._list(presenter, name) for name in wording.ANSWERS}
        self._doses = _stepper(words, N_("Doses used"), wording.NOT_SAID)
        self._doses.changed.connect(lambda doses: presenter.say(doses=doses))
        self._product = Choice(name=words(N_("Product")))
        self._product.chosen.connect(lambda product: presenter.choose_product(*product))
        self._used = _stepper(words, N_("Off our shelf"), N_("None of ours"))
        self._used.changed.connect(presenter.say_used)
        self._source = MenuButton(name=words(N_("Paid for by, if known")), is_field=True)
        self._source.chosen.connect(lambda source_id: presenter.say(source_id=source_id))
        self._supplies = _Supplies(presenter, words)
        self._rows = self._questions(words)
        self._sorry = Label(role="small", wraps=True)
        self._sorry.setContentsMargins(0, 6, 0, 0)
        self.setLayout(self._column())

    def show_state(self, state: State) -> None:
        report = state.report
        if report is None:
            return
        said, words = report.said, self._words
        self._when.show_when(said.happened, said.on, state.today)
        self._told.show_day(said.on, state.today, is_short=False)
        for name, choice in self._lists.items():
            choice.choose(getattr(said, name))
        _show_amount(self._doses, said.doses)
        products = [((Product.ITEM, item.id), item.short_name) for item in state.naloxone]
        others = [((product, None), words(text)) for product, text in wording.PRODUCTS.items()]
        self._product.set_options([*products, *others])
        self._product.choose((said.product, said.item_id))
        _show_amount(self._used, state.used)
        known = state.catalog.sources if state.catalog is not None else ()
        sources = [(one.id, one.name) for one in known if not one.retired or one.id == said.source_id]
        self._source.set_choices([(None, words(wording.NOT_SAID)), *sources], now=said.source_id)
        self._supplies.show_state(state)
        asked = {"when", "told", *ASKED[said.kind]} - ({"used"} if said.product is not Product.ITEM else set())
        for name, row in self._rows.items():
            set_shown(row, name in asked)

    def say_sorry(self, text: str) -> None:
        """Below the outcome, where nothing that stands beside the form is in sight."""
        is_new = bool(text) and text != self._sorry.text()
        self._sorry.set_text(text)
        set_shown(self._sorry, bool(text))
        if is_new:
            show_around(self._sorry)

    def _column(self) -> Column:
        rows: list[QWidget] = list(self._rows.values())
        rows.insert(rows.index(self._rows["outcome"]) + 1, self._sorry)
        return Column(*rows, None, gap=0)

    def set_stacked(self, is_stacked: bool) -> None:  # noqa: FBT001 - it is the state
        for row in self._rows.values():
            row.set_stacked(is_stacked)

    def focus(self) -> None:
        self._when.focus()

    def focus_told(self) -> None:
        self._told.setFocus()

    def _list(self, presenter: HappenedPresenter, name: str) -> Choice:
        title, answers = wording.ANSWERS[name]
        choice = Choice([(key, self._words(text)) for key, text in answers.items()], name=self._words(title))
        choice.chosen.connect(partial(_say, presenter, name))
        return choice

    def _questions(self, words: Translator) -> Mapping[str, Asked]:
        """In the order of the form; each kind shows its own."""
        lists = {name: Asked(words(wording.ANSWERS[name][0]), choice) for name, choice in self._lists.items()}
        first = {
            "when": Asked(words(N_("When it happened")), self._when),
            "told": Asked(words(N_("Reported")), _left(self._told)),
            "place_kind": lists.pop("place_kind"),
            "doses": Asked(words(N_("Doses used")), _left(self._doses)),
            "item_id": Asked(words(N_("Product")), self._product),
            "used": Asked(words(N_("Off our shelf")), _left(self._used)),
        }
        last = {
            "source_id": Asked(words(N_("Paid for by, if known")), _left(self._source)),
            "supplies": Asked(words(N_("What was taken")), self._supplies),
        }
        return {**first, **lists, **last}


class _Supplies(QWidget):
    """Which kinds of supplies were taken, and how many, if anybody knows."""

    def __init__(self, presenter: HappenedPresenter, words: Translator) -> None:
        super().__init__()
        self._chips = Chips(name=words(N_("What was taken")))
        self._chips.toggled.connect(presenter.toggle_supply)
        self._amounts = Lines[tuple[CategoryId, str, int | None]](lambda: _Amount(presenter, words))
        self.setLayout(Column(self._chips, self._amounts, gap=6))

    def show_state(self, state: State) -> None:
        if state.catalog is None or state.report is None:
            return
        said = dict(state.report.said.supplies)
        names = state.catalog.category
        listed = [one.id for one in state.catalog.categories]
        ids = [*listed, *(one for one in said if one not in listed)]
        self._chips.set_options([(one, names[one]) for one in ids])
        self._chips.choose(said.keys())
        self._amounts.show_values([(one, names[one], said[one]) for one in ids if one in said])
        set_shown(self._amounts, bool(said))


class _Amount(QWidget):
    def __init__(self, presenter: HappenedPresenter, words: Translator) -> None:
        super().__init__()
        self._id = CategoryId(0)
        self._name = Label(role="small", wraps=True)
        self._stepper = _stepper(words, N_("How many"), wording.NOT_SAID)
        self._stepper.changed.connect(lambda amount: presenter.say_supply(self._id, amount))
        row = Row(gap=8, edges=(0, 2))
        row.addWidget(self._stepper)
        row.addWidget(self._name, 1)
        self.setLayout(row)

    def show_value(self, value: tuple[CategoryId, str, int | None]) -> None:
        self._id, name, amount = value
        self._name.set_text(name)
        self._stepper.set_name(name)
        _show_amount(self._stepper, amount)


def _say(presenter: HappenedPresenter, name: str, answer: object) -> None:
    presenter.say(**{name: answer})


def _stepper(words: Translator, name: str, nothing: str) -> Stepper:
    return Stepper(words, name=words(name), nothing=words(nothing), width=150)


def _show_amount(stepper: Stepper, amount: int | None) -> None:
    if not (stepper.field.hasFocus() and not stepper.field.text()):
        stepper.set_value(amount)


def _left(widget: QWidget) -> QWidget:
    """At the left of its place, as wide as it is."""
    place = QWidget()
    place.setLayout(Row(widget, None, gap=0))
    return place
