"""Where the desk is: site and place in one button.  Where there is only one, it is a line of words."""

from collections.abc import Callable, Iterable
from typing import Protocol

from PySide6.QtWidgets import QWidget

from outreach.catalog import Catalog, Place, Site
from outreach.translation import N_, Translator
from outreach.ui.shared.boxes import Row
from outreach.ui.shared.buttons import MenuButton
from outreach.ui.shared.labels import Label
from outreach.vocabulary import PlaceId, SiteId

Where = tuple[SiteId, PlaceId | None]


class Chooses(Protocol):
    """Whoever is told where one is."""

    @property
    def choose_place(self) -> Callable[[SiteId, PlaceId | None], None]: ...


class Somewhere(Protocol):
    """A state that is of a site and a place."""

    @property
    def catalog(self) -> Catalog | None: ...

    @property
    def site(self) -> Site | None: ...

    @property
    def place(self) -> Place | None: ...


class PlaceChooser(QWidget):
    def __init__(self, presenter: Chooses, words: Translator) -> None:
        super().__init__()
        self._presenter, self._words = presenter, words
        self._button = MenuButton(icon="site", name=words(N_("Site and place")))
        self._button.chosen.connect(self._chosen)
        self._only = Label(role="small-strong")
        self._only.hide()
        self.setLayout(Row(self._only, self._button, gap=0))

    def show_state(self, state: Somewhere) -> None:
        if state.catalog is None or state.site is None:
            self._button.hide()
            return
        choices = [
            choice for site in state.catalog.sites if not site.is_machine for choice in _at(site, state.catalog.places)
        ]
        self._button.set_bold(state.site.name, f"· {state.place.name}" if state.place else "")
        self._button.set_choices(choices, now=(state.site.id, state.place.id if state.place else None))
        self._only.set_text(choices[0][1] if len(choices) == 1 else "")
        self._only.setVisible(len(choices) == 1)
        self._button.setVisible(len(choices) > 1)

    def _chosen(self, where: Where) -> None:
        self._presenter.choose_place(*where)


def _at(site: Site, places: Iterable[Place]) -> list[tuple[Where, str]]:
    """Every place people are met from a site; the site itself where none is named."""
    here = [((site.id, place.id), f"{site.name} · {place.name}") for place in places if place.site_id == site.id]
    return [*here] or [((site.id, None), site.name)]
