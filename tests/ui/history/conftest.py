"""A center with visits behind it, and somebody who looks back at them."""

from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from outreach.entry import Entry
from outreach.ui.history.presenter import History, HistoryPresenter
from outreach.ui.history.state import State
from outreach.vocabulary import At
from tests.make import COOKER, KIT, NASAL, SYRINGE, TODAY, Desk, counted, told
from tests.ui.inline_tasks import InlineTasks

NOW = At(TODAY, 15)
YESTERDAY = TODAY - timedelta(days=1)


def at_hour(entry: Entry, hour: int | None) -> Entry:
    return replace(entry, hour=hour)


@dataclass
class Looking:
    """A presenter, the center behind it, and everything it has shown."""

    desk: Desk
    tasks: object
    history: History
    presenter: HistoryPresenter
    shown: list[State]

    @property
    def state(self) -> State:
        return self.presenter.state

    @property
    def lines(self):
        assert self.state.lines is not None
        return self.state.lines

    def syringes(self):
        return [line.syringes for line in self.lines]


@pytest.fixture
def visits(file_desk):
    """Three of today, from the newest: by JM with a code, by DS without, by JM; and two of yesterday."""
    desk = file_desk
    desk.receive(SYRINGE, 5_000, "24A17")
    desk.receive(NASAL, 40, "NX4417")
    record = [
        (desk.entry({COOKER: 5}, on=YESTERDAY, returned=told(70), code="MA0785"), 11, "JM"),
        (desk.entry({SYRINGE: 20}, on=YESTERDAY, site="Northgate"), 12, "DS"),
        (desk.entry({SYRINGE: 30}, services=("Wound care",)), 9, "JM"),
        (desk.entry({SYRINGE: 40, NASAL: 2}, returned=counted(12), for_people=2), 13, "DS"),
        (desk.entry({SYRINGE: 500, KIT: 1}, code="KR0391"), 14, "JM"),
    ]
    return [desk.record(at_hour(entry, hour), at=entry.on, by=by).encounter_id for entry, hour, by in record]


@pytest.fixture
def looking_at(file_desk):
    def make(tasks, who="JM"):
        history = History(file_desk.by(who), lambda: NOW)
        shown: list[State] = []
        return Looking(file_desk, tasks, history, HistoryPresenter(tasks, history, shown.append), shown)

    return make


@pytest.fixture
def looking(file_desk, visits, looking_at):
    """A coordinator whose answers are there before the call returns."""
    looking = looking_at(InlineTasks(file_desk.store))
    looking.presenter.refresh()
    return looking
