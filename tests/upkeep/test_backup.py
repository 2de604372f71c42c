"""Backups, believed because they were opened; and bringing them back."""

import hashlib
import json
import shutil
import zipfile
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from outreach.db.copy import Canceled
from outreach.db.files import alone
from outreach.errors import FileDamaged, FileMissing, FileTooNew, FolderMissing, IsAFolder, Refusal, StorageTrouble
from outreach.founding import NewCenter, NewSite
from outreach.paths import Center
from outreach.safety import staff
from outreach.safety.staff import Actor, NotAllowed
from outreach.safety.vault import Keys, Vault
from outreach.safety.vault_sealing import Cost, WrongPassphrase
from outreach.upkeep.backup import BackedUp, BackupExists, back_up
from outreach.upkeep.opening import NewStaff, Opened, create, open_center
from outreach.upkeep.restore import BackupDamaged, WouldReplaceCenter, restore
from outreach.vocabulary import Role, StaffId
from tests.make import noon

CHEAP = Cost(memory_kib=8, passes=1, lanes=1)
PASSPHRASE = "nine green bottles"  # noqa: S105 - of a center that lasts for one test
DAY = date(2026, 10, 3)
NOW = noon(DAY)
ADMINISTRATOR = Actor(StaffId((1 << 40) + 1), "JM", Role.ADMINISTRATOR, 1)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("template") / "center"
    new = NewCenter("Front Street Center", "America/New_York", "en", DAY, (NewSite("Front Street"),))
    people = [NewStaff("JM", Role.ADMINISTRATOR, PASSPHRASE)]
    opened, _ = create(Center(folder), new, people, vault=Vault(folder, CHEAP))
    opened.close()
    return folder


@pytest.fixture
def center(template: Path, tmp_path: Path) -> Center:
    return Center(Path(shutil.copytree(template, tmp_path / "center")))


@pytest.fixture
def target(tmp_path: Path) -> Path:
    (tmp_path / "usb stick").mkdir()
    return tmp_path / "usb stick" / "3 Oct.outreach-backup"


def unlock(vault: Vault) -> Keys:
    return vault.open("JM", PASSPHRASE)


def keys_of(center: Center) -> Keys:
    return unlock(Vault(center.folder, CHEAP))


def opened(center: Center) -> Opened:
    return open_center(center, keys_of(center), NOW)


def backed_up(center: Center, target: Path) -> BackedUp:
    return back_up(ADMINISTRATOR, center, keys_of(center), target, DAY, replace=True)


def names(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir()}


def initials(center: Center) -> list[str]:
    with closing(opened(center)) as there, there.store.reading() as session:
        return [member.initials for member in staff.everyone(session)]


def add_staff(there: Opened, name: str) -> None:
    with there.store.writing() as session:
        staff.add_first(session, DAY, there.device, name, Role.FRONT_DESK)


def test_what_is_backed_up_comes_back_on_another_computer(center: Center, target: Path, tmp_path: Path) -> None:
    with closing(opened(center)) as there:
        add_staff(there, "AR")
        backed_up(center, target)
        add_staff(there, "DS")
    elsewhere = Center(tmp_path / "new computer" / "outreach")

    restore(target, elsewhere, NOW, unlock)

    assert initials(elsewhere) == ["JM", "AR"]
    assert initials(center) == ["JM", "AR", "DS"]


def test_what_comes_back_writes_as_a_device_of_its_own(center: Center, target: Path, tmp_path: Path) -> None:
    with closing(opened(center)) as there:
        before = there.device
    backed_up(center, target)
    elsewhere = Center(tmp_path / "new computer")

    restore(target, elsewhere, NOW, unlock)
    restore(target, center, NOW, unlock, replace=True)

    assert not center.installation.exists()
    for restored in (elsewhere, center):
        with closing(opened(restored)) as there:
            assert there.device > before


def test_a_backup_is_one_private_file_with_three_things_in_it_and_leaves_nothing_behind(
    center: Center, target: Path
) -> None:
    with closing(opened(center)):
        before = names(center.folder)
        backed_up(center, target)
        after = names(center.folder)

    with zipfile.ZipFile(target) as packed:
        assert packed.namelist() == ["center.db", "keys.json", "manifest.json"]
        assert {member.compress_type for member in packed.infolist()} == {zipfile.ZIP_STORED}
        assert {member.date_time for member in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert target.stat().st_mode & 0o077 == 0
    assert names(target.parent) == {target.name}
    assert after - before == {"backing-up.lock"}


def test_nothing_in_a_backup_can_be_read_without_a_key(center: Center, target: Path) -> None:
    backed_up(center, target)

    content = target.read_bytes()

    for plain in (b"SQLite format", b"Front Street", b"Naloxone", PASSPHRASE.encode()):
        assert plain not in content


def test_the_manifest_says_how_far_each_device_had_come(center: Center, target: Path) -> None:
    first = backed_up(center, target)
    with closing(opened(center)) as there:
        add_staff(there, "AR")
        newest = there.device
    second = backed_up(center, target)

    with zipfile.ZipFile(target) as packed:
        record = json.loads(packed.read("manifest.json"))
    assert record["format"] == 1
    assert record["made_on"] == "2026-10-03"
    assert record["marks"] == {str(device): mark for device, mark in second.manifest.marks.items()}
    assert first.manifest.marks[1] > 0
    assert second.manifest.marks[newest] >= 1


def test_two_backups_of_the_same_moment_say_the_same(center: Center, target: Path) -> None:
    first, second = backed_up(center, target), backed_up(center, target)

    assert first == second


def test_a_backup_is_for_coordinators_and_administrators(center: Center, target: Path) -> None:
    desk = Actor(StaffId(1), "TK", Role.FRONT_DESK, 1)

    with pytest.raises(NotAllowed):
        back_up(desk, center, keys_of(center), target, DAY)

    assert not target.exists()


def test_a_center_that_does_not_add_up_is_still_backed_up_and_brought_back_and_says_so(
    center: Center, target: Path, tmp_path: Path
) -> None:
    with closing(opened(center)) as there, there.store.writing() as session:
        session.execute(
            text("INSERT INTO audit (id, on_day, staff_id, action, chain) VALUES (:id, :day, :staff, 'x', :chain)"),
            {"id": (1 << 40) + 1, "day": "2026-10-03", "staff": (1 << 40) + 1, "chain": bytes(32)},
        )

    assert not backed_up(center, target).findings.is_sound
    assert not restore(target, Center(tmp_path / "elsewhere"), NOW, unlock).findings.is_sound


def test_a_center_that_adds_up_says_so(center: Center, target: Path, tmp_path: Path) -> None:
    assert backed_up(center, target).findings.is_sound
    assert restore(target, Center(tmp_path / "elsewhere"), NOW, unlock).findings.is_sound


@pytest.mark.parametrize("after", [0, 1, 2])
def test_a_canceled_backup_leaves_the_one_before_it(center: Center, target: Path, after: int) -> None:
    backed_up(center, target)
    before = target.read_bytes()
    asked = iter([False] * after + [True] * 9)

    with pytest.raises(Canceled):
        back_up(ADMINISTRATOR, center, keys_of(center), target, DAY, canceled=lambda: next(asked), replace=True)

    assert target.read_bytes() == before
    assert names(target.parent) == {target.name}
    assert "backing-up" not in names(center.folder)


def test_a_center_that_is_damaged_gives_no_backup(center: Center, target: Path) -> None:
    content = bytearray(center.file.read_bytes())
    content[-2_000] ^= 1
    center.file.write_bytes(content)

    with pytest.raises(FileDamaged):
        backed_up(center, target)

    assert names(target.parent) == set()


def test_keys_that_do_not_belong_to_the_file_give_no_backup(center: Center, target: Path) -> None:
    keys = keys_of(center)
    for name in ("keys.json", "keys.json.previous"):
        (center.folder / name).unlink(missing_ok=True)
    Vault(center.folder, CHEAP).create([(1, "JM", PASSPHRASE)])

    with pytest.raises(FileDamaged):
        back_up(ADMINISTRATOR, center, keys, target, DAY)

    assert names(target.parent) == set()


def test_a_backup_can_be_made_while_the_file_key_is_being_changed(center: Center, target: Path, tmp_path: Path) -> None:
    keys = keys_of(center)
    Vault(center.folder, CHEAP).begin_rekey(keys, keys.file_keys[0])

    backed_up(center, target)
    restore(target, Center(tmp_path / "elsewhere"), NOW, unlock)

    assert initials(Center(tmp_path / "elsewhere")) == ["JM"]


def test_two_backups_at_once_are_refused_and_what_a_killed_one_left_is_taken_away(center: Center, target: Path) -> None:
    (center.folder / "backing-up" / "proof").mkdir(parents=True)
    with alone(center.folder / "backing-up.lock"), pytest.raises(StorageTrouble) as refused:
        backed_up(center, target)
    assert refused.value.reason == "busy"

    backed_up(center, target)

    assert "backing-up" not in names(center.folder)


def test_an_unplugged_stick_is_named(center: Center, target: Path) -> None:
    target.parent.rmdir()

    with pytest.raises(FolderMissing) as refused:
        backed_up(center, target)

    assert refused.value.folder == str(target.parent)


def test_an_older_backup_is_overwritten_only_when_that_is_asked_for(center: Center, target: Path) -> None:
    target.write_bytes(b"what somebody kept")

    with pytest.raises(BackupExists):
        back_up(ADMINISTRATOR, center, keys_of(center), target, DAY)
    with pytest.raises(IsAFolder):
        back_up(ADMINISTRATOR, center, keys_of(center), target.parent, DAY, replace=True)
    assert target.read_bytes() == b"what somebody kept"

    back_up(ADMINISTRATOR, center, keys_of(center), target, DAY, replace=True)
    assert zipfile.is_zipfile(target)


def test_a_center_is_replaced_only_when_that_is_asked_for_and_is_kept_aside(center: Center, target: Path) -> None:
    backed_up(center, target)
    with closing(opened(center)) as there:
        add_staff(there, "AR")

    with pytest.raises(WouldReplaceCenter):
        restore(target, center, NOW, unlock)
    assert initials(center) == ["JM", "AR"]

    first = restore(target, center, NOW, unlock, replace=True)
    second = restore(target, center, NOW, unlock, replace=True)

    assert initials(center) == ["JM"]
    assert first.kept_aside is not None
    assert second.kept_aside is not None
    assert [first.kept_aside.name, second.kept_aside.name] == ["replaced-2026-10-03", "replaced-2026-10-03-2"]
    assert initials(Center(first.kept_aside)) == ["JM", "AR"]


def flipped(content: bytes, _manifest: int) -> bytes:
    return content[:9_000] + bytes([content[9_000] ^ 1]) + content[9_001:]


def shortened(content: bytes, _manifest: int) -> bytes:
    return content[:-400]


def emptied(_content: bytes, _manifest: int) -> bytes:
    return b""


def other_hash(content: bytes, manifest: int) -> bytes:
    at = content.index(b'"sha256"', manifest) + 30
    return content[:at] + (b"0" if content[at : at + 1] != b"0" else b"1") + content[at + 1 :]


@pytest.mark.parametrize("damage", [flipped, shortened, emptied, other_hash])
def test_a_damaged_backup_is_refused_before_anything_is_touched(
    center: Center, target: Path, damage: Callable[[bytes, int], bytes]
) -> None:
    backed_up(center, target)
    content = target.read_bytes()
    target.write_bytes(damage(content, content.index(b'"program"')))
    before = names(center.folder)

    with pytest.raises(BackupDamaged) as refused:
        restore(target, center, NOW, unlock, replace=True)

    assert refused.value.name == target.name
    assert names(center.folder) == before
    assert initials(center) == ["JM"]


def rewritten(target: Path, change: Callable[[dict[str, object]], object]) -> None:
    with zipfile.ZipFile(target) as packed:
        members = {name: packed.read(name) for name in packed.namelist()}
    record = json.loads(members["manifest.json"])
    change(record)
    with zipfile.ZipFile(target, "w") as packed:
        for name, content in {**members, "manifest.json": json.dumps(record).encode()}.items():
            packed.writestr(name, content)


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        (lambda record: record.update(format=2), FileTooNew),
        (lambda record: record.update(made_on="yesterday"), FileDamaged),
        (lambda record: record.update(padding="x" * 2_000_000), FileDamaged),
        (lambda record: record.pop("sha256"), FileDamaged),
        (lambda record: record.update(sha256={"center.db": "0" * 64}), FileDamaged),
    ],
)
def test_a_manifest_that_says_something_else_is_refused(
    center: Center, target: Path, change: Callable[[dict[str, object]], object], refusal: type[Refusal]
) -> None:
    backed_up(center, target)
    rewritten(target, change)

    with pytest.raises(refusal):
        restore(target, center, NOW, unlock, replace=True)

    assert initials(center) == ["JM"]


def test_a_passphrase_that_does_not_open_the_backup_changes_nothing(center: Center, target: Path) -> None:
    backed_up(center, target)

    with pytest.raises(WrongPassphrase):
        restore(target, center, NOW, lambda vault: vault.open("JM", "another passphrase"), replace=True)

    assert initials(center) == ["JM"]
    assert "backing-up" not in names(center.folder)


def test_keys_damaged_inside_a_backup_are_the_backup_s_damage(center: Center, target: Path) -> None:
    backed_up(center, target)
    with zipfile.ZipFile(target) as packed:
        members = {name: packed.read(name) for name in packed.namelist()}
    members["keys.json"] = b"{}"
    record = json.loads(members["manifest.json"])
    record["sha256"]["keys.json"] = hashlib.sha256(b"{}").hexdigest()
    with zipfile.ZipFile(target, "w") as packed:
        for name, content in {**members, "manifest.json": json.dumps(record).encode()}.items():
            packed.writestr(name, content)

    with pytest.raises(BackupDamaged):
        restore(target, center, NOW, unlock, replace=True)


def test_a_backup_that_is_not_there_is_named_and_makes_nothing(target: Path, tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        restore(target, Center(tmp_path / "elsewhere"), NOW, unlock)
    with pytest.raises(IsAFolder):
        restore(target.parent, Center(tmp_path / "elsewhere"), NOW, unlock)

    assert not (tmp_path / "elsewhere").exists()


def test_a_backup_of_a_later_version_is_refused(center: Center, target: Path) -> None:
    with closing(opened(center)) as there, there.store.writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    backed_up(center, target)

    with pytest.raises(FileTooNew):
        restore(target, center, NOW, unlock, replace=True)

    assert center.file.exists()
