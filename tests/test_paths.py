"""Where things are, and who may read them."""

import os
import stat
import sys

import pytest

from outreach import paths

posix = pytest.mark.skipif(os.name != "posix", reason="Windows keeps a person's folders by other means")


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_a_checkout_has_its_resources_beside_the_package():
    assert (paths.resources() / "fonts" / "Inter-Regular.ttf").is_file()


def test_an_installed_package_has_its_resources_inside(tmp_path, monkeypatch):
    (tmp_path / "outreach" / "resources").mkdir(parents=True)
    monkeypatch.setattr(paths, "__file__", str(tmp_path / "outreach" / "paths.py"))

    assert paths.resources() == tmp_path / "outreach" / "resources"


def test_the_frozen_program_has_its_resources_in_the_bundle(tmp_path, monkeypatch):
    (tmp_path / "outreach" / "resources").mkdir(parents=True)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)

    assert paths.resources() == tmp_path / "outreach" / "resources"


def test_everything_of_a_center_lies_in_its_folder(tmp_path):
    center = paths.Center(tmp_path)

    named = {center.file, center.keys, center.installation, center.lock, center.log, center.backups}

    assert len(named) == 6
    assert {path.parent for path in named} == {tmp_path}


def test_a_center_is_a_file_and_its_keys(tmp_path):
    center = paths.Center(tmp_path)
    center.file.touch()
    assert not center.exists

    center.keys.touch()
    assert center.exists


@posix
def test_a_folder_and_those_made_above_it_are_private(tmp_path):
    folder = paths.private_folder(tmp_path / "new" / "center")

    assert [mode(folder), mode(folder.parent)] == [0o700, 0o700]


@posix
def test_a_folder_that_was_open_to_others_is_closed(tmp_path):
    (tmp_path / "center").mkdir(mode=0o755)

    assert mode(paths.private_folder(tmp_path / "center")) == 0o700


@posix
def test_a_private_file_keeps_what_is_in_it(tmp_path):
    file = tmp_path / "keys.json"
    file.write_text("kept")
    file.chmod(0o644)

    assert paths.private_file(file).read_text() == "kept"
    assert mode(file) == 0o600


def test_the_center_of_whoever_is_logged_in_has_a_folder_of_its_own():
    assert paths.default_center().folder.name == "outreach"


@posix
def test_a_command_is_told_which_center_unless_it_is_the_computer_s_own(tmp_path):
    assert paths.center_option(paths.default_center()) == ""
    assert paths.center_option(paths.Center(tmp_path / "our van")) == f" --center '{tmp_path / 'our van'}'"
