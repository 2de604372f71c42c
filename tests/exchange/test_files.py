"""Files of the person who asks: whole or not there, and for nobody else to read."""

import os
import resource
from contextlib import contextmanager

import pytest

from outreach.errors import FileMissing, IsAFolder, NotText, StorageTrouble
from outreach.exchange.files import read_text, save_file


@contextmanager
def _no_file_larger_than(size):
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_leaves_the_page_before_it(tmp_path):
    page = tmp_path / "october.pdf"
    save_file(page, b"whole")

    with _no_file_larger_than(1_000), pytest.raises(StorageTrouble) as refused:
        save_file(page, b"x" * 10_000)

    assert (refused.value.reason, page.read_bytes()) == ("full", b"whole")
    assert list(tmp_path.iterdir()) == [page]


def test_a_page_is_for_nobody_else_to_read(tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"open to all")

    save_file(tmp_path / "a.pdf", b"private")

    assert (tmp_path / "a.pdf").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(("name", "reason"), [("", "folder"), ("no/a.pdf", "missing"), ("x" * 300, "name")])
def test_a_place_where_no_file_can_be_is_trouble(tmp_path, name, reason):
    with pytest.raises(StorageTrouble) as refused:
        save_file(tmp_path / name, b"page")

    assert refused.value.reason == reason
    assert list(tmp_path.iterdir()) == []


def test_a_pipe_is_written_into_and_not_replaced(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    reading = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)

    save_file(tmp_path / "pipe", b"page")

    assert os.read(reading, 10) == b"page"
    assert (tmp_path / "pipe").is_fifo()
    os.close(reading)


def test_where_a_name_leads_elsewhere_the_page_goes_there(tmp_path):
    (tmp_path / "link").symlink_to(tmp_path / "page")

    save_file(tmp_path / "link", b"page")

    assert (tmp_path / "page").read_bytes() == b"page"
    assert (tmp_path / "link").is_symlink()


def test_a_text_is_read_with_or_without_its_mark_and_else_refused_by_name(tmp_path):
    (tmp_path / "bom").write_text("\ufeffsix", "utf-8")
    (tmp_path / "latin").write_bytes(b"caf\xe9")

    assert read_text(tmp_path / "bom") == "six"
    for name, refusal in (("latin", NotText), ("none", FileMissing), ("", IsAFolder)):
        with pytest.raises(refusal):
            read_text(tmp_path / name)
