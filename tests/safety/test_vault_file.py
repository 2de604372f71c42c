"""`keys.json` on the disk: power cuts, damage, tampering, other programs."""

import json
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.errors import FileDamaged, FileTooNew, Refusal, StorageTrouble
from outreach.safety.vault import Keys, Vault
from outreach.safety.vault_sealing import Cost, WrongPassphrase

CHEAP = Cost(memory_kib=8, passes=1, lanes=1)
JM = "nine green bottles"


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    made = Vault(tmp_path, CHEAP)
    made.create([(1, "JM", JM), (2, "AR", "a second passphrase")])
    return made


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("center")
    Vault(folder, CHEAP).create([(1, "JM", JM)])
    return (folder / "keys.json").read_bytes()


def test_nothing_but_initials_and_numbers_says_who_works_here(vault: Vault) -> None:
    record = json.loads((vault.folder / "keys.json").read_bytes())

    assert set(record) == {"format", "staff", "recovery", "mark"}
    assert record["format"] == 1
    assert set(record["staff"][0]) == {"id", "initials", "lock", "private", "public", "file_keys", "code_secret"}


def test_only_the_owner_of_the_computer_account_can_read_it(vault: Vault) -> None:
    vault.change_passphrase("JM", JM, "ten green bottles")

    for name in ("keys.json", "keys.json.previous", "keys.json.lock"):
        assert stat.S_IMODE((vault.folder / name).stat().st_mode) == 0o600


def test_the_predecessor_is_kept(vault: Vault) -> None:
    before = (vault.folder / "keys.json").read_bytes()

    vault.change_passphrase("JM", JM, "ten green bottles")

    assert (vault.folder / "keys.json.previous").read_bytes() == before
    assert {file.name for file in vault.folder.iterdir()} == {"keys.json", "keys.json.previous", "keys.json.lock"}


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b"\xff\xfe", b'{"format": 1}', b'{"format": "1"}', None])
def test_a_damaged_file_is_told_and_its_predecessor_opens(vault: Vault, damage: bytes | None) -> None:
    keys = vault.open("JM", JM)
    vault.change_passphrase("AR", "a second passphrase", "a third passphrase")
    if damage is None:
        (vault.folder / "keys.json").unlink()
    else:
        (vault.folder / "keys.json").write_bytes(damage)

    opened = vault.open("JM", JM)

    assert opened.from_previous
    assert not keys.from_previous
    assert opened.file_keys == keys.file_keys
    assert vault.exists()


def test_a_damaged_file_never_pushes_out_the_predecessor_that_opens(vault: Vault) -> None:
    vault.change_passphrase("AR", "a second passphrase", "a third passphrase")
    good = (vault.folder / "keys.json.previous").read_bytes()
    (vault.folder / "keys.json").write_bytes(b"{")

    vault.add_staff(vault.open("JM", JM), 3, "DS", "eleven red kites")

    assert (vault.folder / "keys.json.previous").read_bytes() == good
    assert vault.initials() == ("JM", "AR", "DS")
    assert not vault.open("DS", "eleven red kites").from_previous


def test_a_wrong_passphrase_does_not_try_the_predecessor(vault: Vault) -> None:
    vault.change_passphrase("JM", JM, "ten green bottles")

    with pytest.raises(WrongPassphrase):
        vault.open("JM", JM)


def test_both_damaged_is_a_refusal(vault: Vault) -> None:
    for name in ("keys.json", "keys.json.previous"):
        (vault.folder / name).write_bytes(b"{")

    with pytest.raises(FileDamaged):
        vault.open("JM", JM)


def test_keys_of_a_later_version_are_left_alone(vault: Vault) -> None:
    vault.change_passphrase("AR", "a second passphrase", "a third passphrase")
    (vault.folder / "keys.json").write_bytes(b'{"format": 2, "more": true}')

    with pytest.raises(FileTooNew):
        vault.open("JM", JM)

    assert (vault.folder / "keys.json").read_bytes() == b'{"format": 2, "more": true}'


def sealed_values(record: dict[str, Any]) -> Iterator[tuple[dict[str, Any] | list[str], str | int]]:
    mine = record["staff"][0]
    yield from ((mine, name) for name in ("private", "public", "code_secret"))
    yield mine["file_keys"], 0
    yield mine["lock"], "salt"
    yield record["recovery"], "public"
    yield record, "mark"


@given(st.data())
def test_every_changed_character_of_what_was_sealed_is_refused(
    content: bytes, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    record = json.loads(content)
    holder, name = data.draw(st.sampled_from(list(sealed_values(record))))
    value = holder[name]
    at = data.draw(st.integers(0, len(value) - 1))
    other = data.draw(
        st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/= ").filter(
            lambda c: c != value[at]
        )
    )
    holder[name] = value[:at] + other + value[at + 1 :]
    folder = tmp_path_factory.mktemp("changed")
    (folder / "keys.json").write_text(json.dumps(record))

    with pytest.raises(Refusal):
        Vault(folder, CHEAP).open("JM", JM)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("id", 2),
        ("id", 0),
        ("id", True),
        ("id", "1"),
        ("initials", "DS"),
        ("initials", 5),
        ("file_keys", []),
        ("file_keys", None),
        ("private", 7),
        ("public", "short"),
    ],
)
def test_nobody_becomes_somebody_else_by_editing_the_file(
    content: bytes, tmp_path: Path, name: str, value: object
) -> None:
    record = json.loads(content)
    record["staff"][0][name] = value
    (tmp_path / "keys.json").write_text(json.dumps(record))

    with pytest.raises(Refusal):
        Vault(tmp_path, CHEAP).open("DS" if value == "DS" else "JM", JM)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("kind", "none"),
        ("memory_kib", 7),
        ("memory_kib", 1 << 40),
        ("passes", 0),
        ("passes", 10**9),
        ("lanes", 99),
        ("lanes", 2),
    ],
)
def test_a_file_cannot_make_us_try_a_passphrase_in_a_way_that_hurts(
    content: bytes, tmp_path: Path, name: str, value: object
) -> None:
    record = json.loads(content)
    record["staff"][0]["lock"][name] = value
    (tmp_path / "keys.json").write_text(json.dumps(record))

    with pytest.raises(FileDamaged):
        Vault(tmp_path, CHEAP).open("JM", JM)


def test_a_key_slipped_in_from_outside_is_never_sent_the_next_file_key(
    vault: Vault, tmp_path_factory: pytest.TempPathFactory
) -> None:
    keys = vault.open("JM", JM)
    outsider = tmp_path_factory.mktemp("outsider")
    Vault(outsider, CHEAP).create([(2, "AR", "known to the outsider")])
    record, foreign = (json.loads((folder / "keys.json").read_bytes()) for folder in (vault.folder, outsider))
    record["staff"][1] = foreign["staff"][0]
    (vault.folder / "keys.json").write_text(json.dumps(record))

    with pytest.raises(FileDamaged):
        vault.begin_rekey(keys, keys.file_keys[0])
    with pytest.raises(FileDamaged):
        vault.open("JM", JM)


def test_what_was_sealed_for_one_purpose_does_not_open_for_another(content: bytes, tmp_path: Path) -> None:
    record = json.loads(content)
    mine = record["staff"][0]
    mine["file_keys"], mine["code_secret"] = [mine["code_secret"]], mine["file_keys"][0]
    (tmp_path / "keys.json").write_text(json.dumps(record))

    with pytest.raises(FileDamaged):
        Vault(tmp_path, CHEAP).open("JM", JM)


def test_two_windows_do_not_change_the_keys_at_once(vault: Vault) -> None:
    keys = vault.open("JM", JM)
    program = (
        "import sys, pathlib; from outreach.db.files import alone\n"
        "with alone(pathlib.Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(vault.folder / "keys.json.lock")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"

        with pytest.raises(StorageTrouble) as refused:
            vault.remove_staff(keys, "AR")
        other.communicate("")

    assert refused.value.reason == "busy"
    vault.remove_staff(keys, "AR")


def test_a_full_disk_is_told_and_changes_nothing(vault: Vault) -> None:
    before = {file.name: file.read_bytes() for file in vault.folder.iterdir()}
    program = (
        "import resource, signal, sys, pathlib; from outreach.errors import StorageTrouble;"
        "from outreach.safety.vault import Vault; from outreach.safety.vault_sealing import Cost\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))\n"
        "vault = Vault(pathlib.Path(sys.argv[1]), Cost(8, 1, 1))\n"
        "try: vault.change_passphrase('JM', sys.argv[2], 'ten green bottles')\n"
        "except StorageTrouble as trouble: print(trouble.reason)"
    )

    told = subprocess.run(
        [sys.executable, "-c", program, str(vault.folder), JM], check=True, capture_output=True, text=True
    )

    assert told.stdout == "full\n"
    assert {file.name: file.read_bytes() for file in vault.folder.iterdir()} == before


@pytest.mark.parametrize("in_the_way", ["keys.json.new", "keys.json.previous"])
def test_a_folder_where_a_file_should_be_is_trouble_and_changes_nothing(vault: Vault, in_the_way: str) -> None:
    keys = vault.open("JM", JM)
    (vault.folder / in_the_way / "something").mkdir(parents=True)

    with pytest.raises(StorageTrouble):
        vault.add_staff(keys, 3, "DS", "eleven red kites")

    assert vault.initials() == ("JM", "AR")
    assert not (vault.folder / "keys.json.previous.new").exists()


def test_a_file_that_cannot_be_read_at_all_is_trouble_with_the_disk(tmp_path: Path) -> None:
    (tmp_path / "keys.json").mkdir()

    with pytest.raises(StorageTrouble) as refused:
        Vault(tmp_path, CHEAP).open("JM", JM)

    assert refused.value.reason == "unreadable"


# Ends itself, as a pulled plug would, just before the n-th thing it does to a name in the folder.
_KILLED = """
import os, pathlib, sys
from outreach.safety.vault import Vault
from outreach.safety.vault_sealing import Cost

act, passphrase, *folders = sys.argv[1:]

def acts(vault, keys):
    if act == "add": vault.add_staff(keys, 3, "DS", "eleven red kites")
    if act == "change": vault.change_passphrase("AR", "a second passphrase", "a third passphrase")
    if act == "begin": vault.begin_rekey(keys, keys.file_keys[0])
    if act == "finish": vault.finish_rekey(keys, keys.file_keys[-1])

def killed_at(step):
    seen = 0
    def watch(event, arguments):
        nonlocal seen
        if event in ("open", "os.rename", "os.remove") and str(arguments[0]).startswith(folder):
            seen += 1
            if seen > step: os._exit(9)
    return watch

for step, folder in enumerate(folders):
    vault = Vault(pathlib.Path(folder), Cost(8, 1, 1))
    keys = vault.open("JM", passphrase)
    child = os.fork()
    if not child:
        sys.addaudithook(killed_at(step))
        acts(vault, keys)
        os._exit(0)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="ends a copy of itself")
@pytest.mark.parametrize("act", ["add", "change", "begin", "finish"])
def test_a_power_cut_at_any_step_leaves_keys_that_open(
    vault: Vault, tmp_path_factory: pytest.TempPathFactory, act: str
) -> None:
    before = vault.open("JM", JM)
    if act == "finish":
        before = vault.begin_rekey(before, before.file_keys[0])
    copies = [shutil.copytree(vault.folder, tmp_path_factory.mktemp("cut") / "center") for _ in range(24)]

    ended = subprocess.run(
        [sys.executable, "-c", _KILLED, act, JM, *map(str, copies)], check=True, capture_output=True, text=True
    )

    assert {"0", "9"} == set(ended.stdout.split())
    assert ended.stdout.split().count("9") > 5
    for folder in copies:
        opened = Vault(folder, CHEAP).open("JM", JM)
        assert not opened.from_previous
        assert opened.code_secret == before.code_secret
        assert set(opened.file_keys) & set(before.file_keys)
        go_on(Vault(folder, CHEAP), opened)


def go_on(vault: Vault, keys: Keys) -> None:
    """Whatever a cut left lying about is not in the way of the next change."""
    vault.add_staff(keys, 9, "TK", "twelve blue herons")
    assert vault.open("TK", "twelve blue herons").file_keys == keys.file_keys
