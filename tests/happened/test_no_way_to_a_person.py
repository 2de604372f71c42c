"""From what happened, and from a drug check, no column leads to a visit, a person or a code."""

import pytest
from sqlalchemy import Boolean, Date, Enum, Integer, LargeBinary, String, text

from outreach.closed_lists import Happening
from outreach.db.models import encounters, happened
from outreach.db.models.base import Base, table_of
from outreach.db.schema import METADATA
from tests.happened.made import report, tell
from tests.make import NASAL

OURS = [
    table_of(getattr(happened, name))
    for name in (
        "HappenedEvent", "Happened", "HappenedVersion", "HappenedSupplies", "DrugCheck", "DrugCheckVersion",
        "DrugCheckMethod", "DrugCheckFound",
    )
]  # fmt: skip
PEOPLE = {table.name for table in METADATA.tables.values() if any(
    table is table_of(mapped.class_) for mapped in Base.registry.mappers
    if mapped.class_.__module__ == encounters.__name__
)}  # fmt: skip


def reached(name):
    """Every table a table's foreign keys lead to, however far."""
    found, left = set(), [METADATA.tables[name]]
    while left:
        for key in left.pop().foreign_keys:
            if key.column.table.name not in found:
                found.add(key.column.table.name)
                left.append(key.column.table)
    return found


def test_the_tables_of_people_are_those_we_think():
    assert {"participants", "encounters", "encounter_versions", "given", "version_services"} <= PEOPLE


@pytest.mark.parametrize("table", OURS, ids=lambda table: table.name)
def test_no_foreign_key_leads_to_a_visit_or_a_person_however_far(table):
    assert not reached(table.name) & PEOPLE


@pytest.mark.parametrize("table", OURS, ids=lambda table: table.name)
def test_nothing_that_leads_to_a_visit_or_a_person_leads_here(table):
    """A table that knew of both would be the bridge."""
    bridges = [
        other.name
        for other in METADATA.tables.values()
        if table.name in reached(other.name) and reached(other.name) & PEOPLE
    ]

    assert bridges == []


@pytest.mark.parametrize("table", OURS, ids=lambda table: table.name)
def test_each_column_is_a_number_a_day_or_an_answer_from_a_closed_list(table):
    """No text, no moment, and no column named as if it held another table's row without saying so."""
    for column in table.columns:
        allowed = (Integer, Boolean, Date, LargeBinary, Enum)
        assert isinstance(column.type, allowed), column
        assert isinstance(column.type, Enum) or not isinstance(column.type, String), column
        assert (
            column.name == "id"
            or not column.name.endswith("_id")
            or column.foreign_keys
            or (column.name == "client_id")
        ), column


def test_no_movement_is_of_a_hand_over_and_of_a_visit(desk):
    """The hand-over of naloxone used here leads to movements, and those of a document are of nobody's visit."""
    desk.receive(NASAL, 10, "NX1")
    desk.give({NASAL: 1}, code="MA0785")
    tell(desk, report(desk, Happening.OVERDOSE_HERE, item=NASAL, used=1))

    both = text("SELECT count(*) FROM movements WHERE document_id IS NOT NULL AND given_id IS NOT NULL")
    assert desk.read(lambda session: session.scalar(both)) == 0
