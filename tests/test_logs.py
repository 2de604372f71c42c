"""The log helps whoever mends Outreach and tells nothing about anybody."""

import logging
import re

import pytest

from outreach import logs

CODE = "MA0785"


@pytest.fixture
def log(tmp_path):
    file = tmp_path / "outreach.log"
    logs.start(file)
    yield file
    logs.stop()


def stumble():
    try:
        int(CODE)
    except ValueError as error:
        raise RuntimeError(f"could not save {CODE}") from error


def test_a_fault_is_written_as_places_and_classes(log):
    with pytest.raises(RuntimeError) as caught:
        stumble()

    logs.fault(caught.value)

    written = log.read_text()
    assert "builtins.RuntimeError" in written
    assert "builtins.ValueError" in written
    assert "test_logs.py" in written
    assert "stumble" in written


def test_no_value_reaches_the_log(log):
    with pytest.raises(RuntimeError) as caught:
        stumble()

    logs.fault(caught.value)
    logging.getLogger("outreach.desk").warning("a late answer for %s", CODE)
    logging.getLogger("some.library").warning(f"cannot read {CODE}")  # noqa: G004 - as a library might

    assert CODE not in log.read_text()
    assert "a late answer for %s" in log.read_text()


def test_the_log_is_no_finer_than_the_hour(log):
    logging.getLogger("outreach").warning("once")

    assert re.match(r"\d{4}-\d\d-\d\d \d\d h WARNING outreach, test_logs:\d+: once", log.read_text())


def test_starting_again_moves_to_the_new_file(log, tmp_path):
    moved = tmp_path / "moved.log"

    logs.start(moved)
    logging.getLogger("outreach").warning("after")

    assert log.read_text() == ""
    assert "after" in moved.read_text()
