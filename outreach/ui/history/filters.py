"""Which visits are looked at: days, site, place, staff, item, and of which kind."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from outreach.translation import N_, Translator
from outreach.ui.history import wording
from outreach.ui.history.records import WHAT
from outreach.ui.history.state import Span, State
from outreach.ui.shared.boxes import Column
from outreach.ui.shared.buttons import MenuButton, Size
from outreach.ui.shared.choices import Chip
from outreach.ui.shared.flow import FlowLayout
from outreach.ui.shared.labels import set_shown
from outreach.visits.beside import What
from outreach.visits.which import Kind
from outreach.vocabulary import PlaceId, SiteId


class Filters(QWidget):
    """`span_chosen(Span)`, where OTHER wants days to be typed; `what_chosen(What)`; `narrowed(fields)` for all else."""

    span_chosen = Signal(object)
    what_chosen = Signal(object)
    narrowed = Signal(object)

    def __init__(self, words: Translator) -> None:
        super().__init__()
        self._words = words
        self.days = MenuButton(size=Size.SMALL, icon="calendar", name=words(N_("Days")))
        self.what = MenuButton(size=Size.SMALL, icon="history", name=words(N_("What is shown")))
        self._where = MenuButton(size=Size.SMALL, icon="site", name=words(N_("Site and place")))
        self._staff = MenuButton(size=Size.SMALL, name=words(N_("Staff")))
        self._item = MenuButton(size=Size.SMALL, name=words(N_("Item")))
        self._kind = MenuButton(size=Size.SMALL, name=words(N_("Kind of visit")))
        self._corrected = Chip(words(wording.KINDS[Kind.CORRECTED]), icon="edit", count="0")
        self._voided = Chip(words(wording.KINDS[Kind.VOIDED]), icon="close", count="0")
        flow = FlowLayout(gap=6)
        for widget in (
            self.days,
            self.what,
            self._where,
            self._staff,
            self._item,
            self._kind,
            self._corrected,
            self._voided,
        ):
            flow.addWidget(widget)
        row = QWidget()
        row.setLayout(flow)
        self.setLayout(Column(row, gap=0, edges=(10, 10)))
        self._connect()

    def show_state(self, state: State) -> None:
        words = self._words
        spans = [(span, words(name)) for span, name in wording.SPANS.items()]
        self.days.set_choices([*spans, (Span.OTHER, words(N_("Other days…")))], now=state.span)
        self.days.show_text(wording.span(state, words))
        for widget in (self.days, self._staff):  # front desk sees its own of today
            set_shown(widget, not state.only_own)
        self.what.set_choices([(what, words(name)) for what, name in WHAT.items()], now=state.what)
        self._show_choices(state)
        for chip, kind, n in (
            (self._corrected, Kind.CORRECTED, state.total.corrected + state.beside.corrected),
            (self._voided, Kind.VOIDED, state.total.voided + state.beside.voided),
        ):
            chip.set_count(words.number(n) if state.which.kind in (Kind.ALL, kind) else "")
            chip.set_on(state.which.kind is kind)
            set_shown(chip, n > 0 or state.which.kind is kind)

    def _show_choices(self, state: State) -> None:
        words, which, center = self._words, state.which, state.catalog
        kinds = [(kind, words(name)) for kind, name in wording.KINDS.items()]
        self._kind.set_choices(kinds, now=which.kind)
        for widget in (self._item, self._kind):
            set_shown(widget, state.shows_visits)  # they are about visits
        if center is None:
            return
        where: list[tuple[object, str]] = [((None, None), words(N_("All sites")))]
        for site in center.sites:
            where.append(((site.id, None), site.name))
            places = [place for place in center.places if place.site_id == site.id]
            where += [((site.id, place.id), f"{site.name} · {place.name}") for place in places if len(places) > 1]
        self._where.set_choices(where, now=(which.site_id, which.place_id))
        set_shown(self._where, len(where) > 2)  # noqa: PLR2004 - all, and the only one
        staff = [(one.id, one.initials) for one in state.staff]
        self._staff.set_choices([(None, words(N_("All staff"))), *staff], now=which.staff_id)
        items = [(item.id, item.name) for item in center.items]
        self._item.set_choices([(None, words(N_("Any item"))), *items], now=which.item_id)

    def _connect(self) -> None:
        self.days.chosen.connect(self.span_chosen)
        self.what.chosen.connect(lambda what: self.what_chosen.emit(What(what)))
        self._where.chosen.connect(self._place_chosen)
        self._staff.chosen.connect(lambda staff: self.narrowed.emit({"staff_id": staff}))
        self._item.chosen.connect(lambda item: self.narrowed.emit({"item_id": item}))
        self._kind.chosen.connect(lambda kind: self.narrowed.emit({"kind": Kind(kind)}))
        for chip, kind in ((self._corrected, Kind.CORRECTED), (self._voided, Kind.VOIDED)):
            chip.toggled_by_hand.connect(
                lambda is_on, kind=kind: self.narrowed.emit({"kind": kind if is_on else Kind.ALL})
            )

    def _place_chosen(self, where: tuple[SiteId | None, PlaceId | None]) -> None:
        self.narrowed.emit({"site_id": where[0], "place_id": where[1]})
