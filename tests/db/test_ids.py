"""Row ids and the devices that give them."""

import json
import shutil
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from outreach.db.ids import BITS, Ids, device_of
from outreach.db.models.center import Device
from outreach.db.schema import METADATA
from tests.make import COOKER, KIT, TODAY, opened_again

LAST_DEVICE = 8191


def test_the_last_id_of_the_last_device_is_below_2_to_the_53():
    assert (LAST_DEVICE << BITS) + (1 << BITS) - 1 < 2**53


@pytest.mark.parametrize("number", [0, LAST_DEVICE + 1])
def test_no_device_gets_a_number_outside(center, number):
    with pytest.raises(IntegrityError), center.writing() as session:
        session.execute(insert(Device), [{"number": number, "installation": "x", "since_on": TODAY}])


def test_each_device_counts_in_its_own_block(center):
    with center.writing() as session:
        here, elsewhere = Ids(session, 1, ("items", "lots")), Ids(session, 7, ("items", "lots"))

    assert here.next("items") > 1 << BITS
    assert [elsewhere.next("lots"), elsewhere.next("lots"), elsewhere.next("items")] == [
        (7 << BITS) + 1, (7 << BITS) + 2, (7 << BITS) + 1,
    ]  # fmt: skip
    assert device_of(elsewhere.next("items")) == 7


def test_every_row_written_at_a_desk_has_an_id_of_that_desk(desk):
    desk.receive(COOKER, 10, "A")
    desk.give({COOKER: 4, KIT: 1}, code="A1")
    desk.count({COOKER: 6})

    for table in ("movements", "encounters", "encounter_versions", "given", "participants", "documents", "audit"):
        ids = [row.id for row in desk.rows(select(METADATA.tables[table].c.id))]
        assert {device_of(id_) for id_ in ids} == {desk.opened.device}, table


def test_no_id_is_left_to_the_database():
    for table in METADATA.sorted_tables:
        for column in table.primary_key:
            assert column.autoincrement is not True
            assert table.autoincrement_column is None, table.name


def test_the_same_folder_keeps_its_number(folder, template):
    numbers = []
    for _ in range(3):
        with closing(opened_again(folder, template.keys)) as desk:
            numbers.append(desk.opened.device)

    assert len(set(numbers)) == 1


def test_a_copied_folder_takes_a_number_of_its_own(desk, template, tmp_path):
    desk.give({COOKER: 1})
    desk.close()
    copied = Path(shutil.copytree(desk.opened.center.folder, tmp_path / "laptop"))

    with closing(opened_again(copied, template.keys, template.catalog)) as laptop:
        assert laptop.opened.device != desk.opened.device
        assert device_of(laptop.give({COOKER: 1}).encounter_id) == laptop.opened.device
        assert laptop.verify().is_sound


def test_a_folder_restored_in_the_same_place_takes_a_new_number(desk, template, tmp_path):
    folder = desk.opened.center.folder
    desk.close()
    shutil.copytree(folder, tmp_path / "copy")
    folder.rename(tmp_path / "old")
    (tmp_path / "copy").rename(folder)

    with closing(opened_again(folder, template.keys)) as again:
        assert again.opened.device != desk.opened.device


def test_a_file_that_went_back_in_time_takes_a_new_number(desk, template):
    """An older center.db laid over a newer one: the value beside it is not in it."""
    center = desk.opened.center
    desk.close()
    kept = json.loads(center.installation.read_text())
    center.installation.write_text(json.dumps(kept | {"installation": "0" * 32}))

    with closing(opened_again(center.folder, template.keys)) as again:
        assert again.opened.device != desk.opened.device


@pytest.mark.parametrize("kept", ["junk", "", "[]", "{}", "7"])
def test_a_damaged_note_of_where_this_is_costs_a_new_number_and_no_more(desk, template, kept):
    center = desk.opened.center
    desk.close()
    center.installation.write_text(kept)

    for _ in range(2):
        with closing(opened_again(center.folder, template.keys)) as again:
            assert again.opened.device == desk.opened.device + 1
