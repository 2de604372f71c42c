"""Making a center's folder, and opening it."""

from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest

from outreach import catalog
from outreach.errors import FileDamaged
from outreach.founding import NameTaken, NewSite, NewSource
from outreach.paths import Center
from outreach.safety.staff import InitialsNotInitials, InitialsTaken
from outreach.safety.vault import Keys, TooShortPassphrase, Vault
from outreach.upkeep import opening
from outreach.upkeep.opening import CenterExists, CenterMissing, NewStaff, NoAdministrator
from outreach.vocabulary import Role
from tests.make import CHEAP, COOKER, NEW, PASSPHRASE, TODAY, Desk, new_center, noon, opened_again

BOSS = NewStaff("AR", Role.ADMINISTRATOR, PASSPHRASE)
TOO_SHORT = PASSPHRASE[:3]


def create(folder, new=NEW, people=(BOSS,)):
    return opening.create(Center(folder), new, people, vault=Vault(folder, CHEAP))


def test_a_new_center_opens_with_anybody_s_passphrase_and_with_the_recovery_key(tmp_path):
    opened, recovery = new_center(tmp_path / "new")
    opened.close()
    vault = Vault(tmp_path / "new")

    for keys in (vault.open("DS", PASSPHRASE), vault.open_with_recovery(recovery.text)):
        with closing(opened_again(tmp_path / "new", keys)) as desk:
            assert desk.catalog.center == "Eastbank"


@pytest.mark.parametrize(
    ("new", "people", "refusal"),
    [
        (NEW, (NewStaff("JM", Role.COORDINATOR, PASSPHRASE),), NoAdministrator),
        (NEW, (replace(BOSS, initials="FRONTDESK"),), InitialsNotInitials),
        (NEW, (replace(BOSS, passphrase=TOO_SHORT),), TooShortPassphrase),
        (NEW, (BOSS, BOSS), InitialsTaken),
        (replace(NEW, sites=(NewSite("Front"), NewSite("FRONT"))), (BOSS,), NameTaken),
        (replace(NEW, sources=(NewSource("Gift"), NewSource("gift"))), (BOSS,), NameTaken),
    ],
)
def test_a_center_that_could_not_be_made_is_not_in_the_way_of_the_next_try(tmp_path, new, people, refusal):
    with pytest.raises(refusal):
        create(tmp_path, new, people)

    opened, _ = create(tmp_path)
    opened.close()


def test_a_center_that_is_there_is_left_as_it_is(folder):
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}

    with pytest.raises(CenterExists):
        create(folder)

    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()} == before


def test_a_folder_without_a_center_is_told_as_that(tmp_path, template):
    with pytest.raises(CenterMissing):
        opening.open_center(Center(tmp_path), template.keys, noon(TODAY))
    assert list(tmp_path.iterdir()) == []


def test_while_the_file_key_is_changed_either_key_opens(folder, template):
    [key] = template.keys.file_keys

    with closing(opened_again(folder, Keys([bytes(32), key], template.keys.code_secret))) as desk:
        assert desk.give({COOKER: 1}).encounter_id
    with pytest.raises(FileDamaged):
        opened_again(folder, Keys([bytes(32)], template.keys.code_secret))


def test_two_centers_hash_the_same_code_differently(tmp_path, desk):
    opened, _ = create(tmp_path / "other")
    with closing(Desk(opened)) as other:
        assert other.code("MA0785") != desk.code("MA0785")


def test_the_names_of_a_new_center_are_in_its_language(tmp_path):
    opened, _ = create(tmp_path, replace(NEW, language="es", sources=(), began_on=date(2026, 1, 1)))
    with closing(Desk(opened)) as desk, desk.store.reading() as session:
        sources = catalog.load(session, "es", TODAY).sources
    assert [source.name for source in sources][:2] == ["Sin fuente indicada", "Donación"]
