"""A day to come is refused wherever something is told, collected or moved, and always in the same words."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from outreach import arrivals, collecting, pick_ups
from outreach.arrivals import Arrival
from outreach.collecting import Collection
from outreach.drug_checks import recording as checks
from outreach.drug_checks.check import Check
from outreach.entry import DayToCome
from outreach.happened import recording as happened
from outreach.happened.report import Report
from outreach.pick_ups import PickUp
from outreach.translation import translator
from outreach.ui.stock.without_visit import wording
from outreach.ui.stock.without_visit.draft import Lacking
from outreach.vocabulary import At, CollectedFrom
from outreach.words import words_for
from tests.happened.made import report
from tests.make import TODAY, counted

NOW, TOMORROW = At(TODAY, 15), TODAY + timedelta(days=1)


def _of(desk, kind):
    return {
        Report: lambda: report(desk),
        Check: lambda: Check(uuid4(), TODAY, desk.site()),
        Collection: lambda: Collection(uuid4(), TODAY, desk.site(), CollectedFrom.DROP_BOX, (counted(3),)),
        PickUp: lambda: PickUp(uuid4(), TODAY, desk.site(), ((desk.container("2 gallon"), 1),)),
        Arrival: lambda: Arrival(uuid4(), TODAY, desk.site(), desk.catalog.find("referral", "Housing")),
    }[kind]()


@pytest.mark.parametrize(
    ("kind", "room"),
    [(Report, happened), (Check, checks), (Collection, collecting), (PickUp, pick_ups), (Arrival, arrivals)],
    ids=lambda one: getattr(one, "__name__", ""),
)
def test_neither_told_nor_corrected_to_a_day_to_come(file_desk, kind, room):
    desk, said = file_desk, _of(file_desk, kind)
    late = replace(said, client_id=uuid4(), on=TOMORROW)

    with pytest.raises(DayToCome), desk.writing() as session:
        room.record(session, desk.by(), NOW, late)
    with desk.writing() as session:
        made = room.record(session, desk.by(), NOW, said)
    number = getattr(made, "happened_id", getattr(made, "check_id", getattr(made, "id", made)))
    with pytest.raises(DayToCome), desk.writing() as session:
        room.correct(session, desk.by(), NOW, number, replace(said, on=TOMORROW))


def test_it_is_said_in_the_same_words_everywhere():
    words = translator("en")

    assert words_for(DayToCome(TOMORROW), words) == wording.problem(Lacking.DAY_TO_COME, words)
