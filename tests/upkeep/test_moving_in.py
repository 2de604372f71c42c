"""A center is put into a folder whole, or the folder is as it was."""

import pytest

from outreach.db.files import alone
from outreach.errors import StorageTrouble
from outreach.paths import Center
from outreach.safety.vault import Vault
from outreach.upkeep.moving_in import moving_in
from tests.make import CHEAP, PASSPHRASE


def _half_way(center):
    Vault(center.folder, CHEAP).create([(1, "AR", PASSPHRASE)])
    center.file.write_bytes(b"half")
    raise KeyboardInterrupt


def test_what_was_begun_is_taken_away_with_the_folders_made_for_it(tmp_path):
    center = Center(tmp_path / "new" / "center")

    with pytest.raises(KeyboardInterrupt), moving_in(center):
        _half_way(center)

    assert list(tmp_path.iterdir()) == []


def test_what_was_there_before_stays_and_is_open_to_whom_it_was(tmp_path):
    (tmp_path / "notes.txt").write_text("kept")
    tmp_path.chmod(0o755)

    with pytest.raises(KeyboardInterrupt), moving_in(Center(tmp_path)):
        _half_way(Center(tmp_path))

    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]
    assert tmp_path.stat().st_mode & 0o777 == 0o755


def test_a_center_that_was_there_is_not_taken_away(folder):
    before = {path.name for path in folder.iterdir()}

    with pytest.raises(KeyboardInterrupt), moving_in(Center(folder)):
        raise KeyboardInterrupt

    assert {path.name for path in folder.iterdir()} == before | {"outreach.lock"}


def test_who_waits_in_vain_takes_nothing_away_from_who_is_in(tmp_path):
    center = Center(tmp_path / "center")
    with moving_in(center):
        Vault(center.folder, CHEAP).create([(1, "AR", PASSPHRASE)])

        with pytest.raises(StorageTrouble), moving_in(center):
            pass

        assert center.keys.exists()
        assert center.lock.exists()


def test_a_file_in_the_way_of_the_folder_is_trouble(tmp_path):
    (tmp_path / "file").write_text("")

    with pytest.raises(StorageTrouble), moving_in(Center(tmp_path / "file" / "center")):
        pass


def test_what_is_put_there_is_held_alone(tmp_path):
    center = Center(tmp_path)

    with moving_in(center), pytest.raises(StorageTrouble), alone(center.lock, seconds=0):
        pass
