"""Who can open the center, and who cannot any more."""

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from outreach.errors import FileDamaged, StorageTrouble
from outreach.safety import vault_sealing
from outreach.safety.vault import (
    HasKeyAlready,
    Keys,
    KeysExist,
    LastKey,
    NoKeyFor,
    TooShortPassphrase,
    Vault,
    WrongRecoveryKey,
)
from outreach.safety.vault_recovery import RecoveryKey
from outreach.safety.vault_sealing import Cost, Lock, WrongPassphrase

CHEAP = Cost(memory_kib=8, passes=1, lanes=1)
JM, AR = "nine green bottles", "Straße über Fluß"


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return Vault(tmp_path, CHEAP)


def made(vault: Vault) -> tuple[Keys, RecoveryKey]:
    return vault.create([(1, "JM", JM), (2, "AR", AR)])


def secrets_of(keys: Keys) -> tuple[tuple[bytes, ...], bytes]:
    return keys.file_keys, keys.code_secret


def test_asking_who_is_there_loads_none_of_the_libraries_that_open_it(vault: Vault) -> None:
    made(vault)
    heavy = "cryptography", "sqlalchemy", "reportlab", "portalocker", "stdnum", "PySide6"
    program = (
        "import sys, pathlib; from outreach.safety import vault, vault_attempts\n"
        "loaded = lambda: {module.split('.')[0] for module in sys.modules}\n"
        "print(*vault.Vault(pathlib.Path(sys.argv[1])).initials(), *(loaded() & set(sys.argv[2:])))"
    )

    found = subprocess.run(
        [sys.executable, "-c", program, str(vault.folder), *heavy], check=True, capture_output=True, text=True
    )

    assert found.stdout.split() == ["JM", "AR"]


def test_everyone_opens_the_same_two_secrets_with_a_passphrase_of_their_own(vault: Vault) -> None:
    keys, _ = made(vault)

    assert secrets_of(vault.open("JM", JM)) == secrets_of(vault.open("AR", AR)) == secrets_of(keys)
    assert len(keys.file_keys) == 1
    assert len(keys.file_keys[0]) == len(keys.code_secret) == 32
    assert keys.file_keys[0] != keys.code_secret


def test_initials_may_be_typed_small_and_with_spaces_around_them(vault: Vault) -> None:
    keys, _ = made(vault)

    assert secrets_of(vault.open(" jm ", JM)) == secrets_of(keys)


@pytest.mark.parametrize(("initials", "passphrase"), [("JM", AR), ("JM", ""), ("JM", JM + " "), ("DS", JM)])
def test_a_passphrase_opens_only_with_its_own_initials(vault: Vault, initials: str, passphrase: str) -> None:
    made(vault)

    with pytest.raises(WrongPassphrase):
        vault.open(initials, passphrase)


def test_an_accented_letter_may_be_typed_in_any_of_its_ways(vault: Vault) -> None:
    vault.create([(1, "JM", "cafe\u0301 au lait")])

    assert vault.open("JM", "caf\u00e9 au lait").file_keys


@given(st.text(min_size=8, max_size=40), st.text(max_size=40))
def test_a_passphrase_opens_what_it_locked_and_no_other_does(passphrase: str, other: str) -> None:
    lock, other_lock = Lock.new(CHEAP), Lock.new(CHEAP)
    assume(lock.key(passphrase) != lock.key(other))

    wrapped = vault_sealing.wrap(b"private", passphrase, lock, b"JM")

    assert vault_sealing.unwrap(wrapped, passphrase, lock, b"JM") == b"private"
    for tried, with_lock, bound in [(other, lock, b"JM"), (passphrase, other_lock, b"JM"), (passphrase, lock, b"AR")]:
        with pytest.raises(WrongPassphrase):
            vault_sealing.unwrap(wrapped, tried, with_lock, bound)


@given(st.text(min_size=8, max_size=20), st.text(min_size=8, max_size=20))
def test_any_passphrase_opens_the_center_it_was_set_for(first: str, second: str) -> None:
    assume(len({vault_sealing.Lock(bytes(16), CHEAP).key(one) for one in (first, second)}) == 2)
    with tempfile.TemporaryDirectory() as folder:
        vault = Vault(Path(folder), CHEAP)
        keys, _ = vault.create([(1, "JM", first)], shortest=1)
        vault.change_passphrase("JM", first, second + "long enough")

        assert secrets_of(vault.open("JM", second + "long enough")) == secrets_of(keys)
        with pytest.raises(WrongPassphrase):
            vault.open("JM", first)


def test_a_new_passphrase_has_at_least_eight_characters(vault: Vault) -> None:
    with pytest.raises(TooShortPassphrase) as refused:
        vault.create([(1, "JM", "1234567")])
    assert refused.value.least == 8
    assert not vault.exists()

    keys, recovery = made(vault)
    for attempt in (
        lambda: vault.add_staff(keys, 3, "DS", "short"),
        lambda: vault.change_passphrase("JM", JM, "short"),
        lambda: vault.reset_passphrase_with_recovery(recovery.text, "JM", "short"),
    ):
        with pytest.raises(TooShortPassphrase):
            attempt()


def test_the_sample_center_may_have_a_short_passphrase(vault: Vault) -> None:
    vault.create([(1, "JM", "demo")], shortest=1)

    assert vault.open("JM", "demo").file_keys


def test_keys_are_never_made_over_keys(vault: Vault) -> None:
    keys, _ = made(vault)

    with pytest.raises(KeysExist):
        made(vault)

    assert secrets_of(vault.open("JM", JM)) == secrets_of(keys)


def test_somebody_new_opens_the_center_and_nobody_else_has_to_type_anything(vault: Vault) -> None:
    keys, _ = made(vault)

    vault.add_staff(keys, 3, "DS", "eleven red kites")

    assert vault.initials() == ("JM", "AR", "DS")
    assert secrets_of(vault.open("DS", "eleven red kites")) == secrets_of(vault.open("JM", JM)) == secrets_of(keys)


@pytest.mark.parametrize(("staff_id", "initials"), [(3, "JM"), (3, "jm"), (1, "DS")])
def test_nobody_has_two_keys(vault: Vault, staff_id: int, initials: str) -> None:
    keys, _ = made(vault)

    with pytest.raises(HasKeyAlready):
        vault.add_staff(keys, staff_id, initials, "eleven red kites")
    with pytest.raises(HasKeyAlready):
        Vault(vault.folder / "other", CHEAP).create([(1, "JM", JM), (staff_id, initials, AR), (3, "JM", JM)])


def test_a_changed_passphrase_opens_and_the_old_one_does_not(vault: Vault) -> None:
    keys, _ = made(vault)

    vault.change_passphrase("JM", JM, "ten green bottles")

    assert secrets_of(vault.open("JM", "ten green bottles")) == secrets_of(keys)
    with pytest.raises(WrongPassphrase):
        vault.open("JM", JM)
    with pytest.raises(WrongPassphrase):
        vault.change_passphrase("JM", JM, "ten green bottles")


def test_who_has_left_opens_nothing_and_the_others_still_do(vault: Vault) -> None:
    keys, _ = made(vault)

    vault.remove_staff(keys, "AR")

    assert vault.initials() == ("JM",)
    assert secrets_of(vault.open("JM", JM)) == secrets_of(keys)
    with pytest.raises(WrongPassphrase):
        vault.open("AR", AR)
    with pytest.raises(NoKeyFor):
        vault.remove_staff(keys, "AR")
    with pytest.raises(LastKey):
        vault.remove_staff(keys, "JM")


def test_the_recovery_key_opens_the_center_as_it_is_printed(vault: Vault) -> None:
    keys, recovery = made(vault)

    assert secrets_of(vault.open_with_recovery(" ".join(recovery.groups).lower())) == secrets_of(keys)


def test_the_recovery_key_of_another_center_is_told_from_a_typing_error(vault: Vault) -> None:
    made(vault)

    with pytest.raises(WrongRecoveryKey):
        vault.open_with_recovery(RecoveryKey.new().text)


def test_a_forgotten_passphrase_is_replaced_with_the_recovery_key(vault: Vault) -> None:
    keys, recovery = made(vault)

    opened = vault.reset_passphrase_with_recovery(recovery.text, "AR", "a new beginning")

    assert secrets_of(opened) == secrets_of(vault.open("AR", "a new beginning")) == secrets_of(keys)
    with pytest.raises(WrongPassphrase):
        vault.open("AR", AR)
    with pytest.raises(NoKeyFor):
        vault.reset_passphrase_with_recovery(recovery.text, "DS", "a new beginning")


def test_a_lost_sheet_opens_nothing_once_there_is_a_new_one(vault: Vault) -> None:
    keys, lost = made(vault)

    fresh = vault.replace_recovery_key(keys)

    assert secrets_of(vault.open_with_recovery(fresh.text)) == secrets_of(vault.open("JM", JM)) == secrets_of(keys)
    with pytest.raises(WrongRecoveryKey):
        vault.open_with_recovery(lost.text)


def test_while_the_file_key_is_changed_everybody_opens_the_old_and_the_new(vault: Vault) -> None:
    keys, recovery = made(vault)
    (old,) = keys.file_keys

    both = vault.begin_rekey(keys, old)

    assert both.file_keys[0] == old
    assert both.file_keys[1] not in (old, keys.code_secret)
    for opened in (vault.open("JM", JM), vault.open("AR", AR), vault.open_with_recovery(recovery.text)):
        assert secrets_of(opened) == (both.file_keys, keys.code_secret)


@pytest.mark.parametrize("kept", [0, 1])
def test_after_the_change_only_the_key_that_opens_the_database_is_left(vault: Vault, kept: int) -> None:
    keys, recovery = made(vault)
    both = vault.begin_rekey(keys, keys.file_keys[0])

    one = vault.finish_rekey(both, both.file_keys[kept])

    assert one.file_keys == (both.file_keys[kept],)
    for opened in (vault.open("JM", JM), vault.open("AR", AR), vault.open_with_recovery(recovery.text)):
        assert secrets_of(opened) == secrets_of(one)


def test_a_damaged_file_in_the_middle_of_a_change_still_leaves_both_keys(vault: Vault) -> None:
    keys, _ = made(vault)
    both = vault.begin_rekey(keys, keys.file_keys[0])
    (vault.folder / "keys.json").write_bytes(b"{")

    opened = vault.open("JM", JM)

    assert opened.file_keys == both.file_keys
    assert opened.from_previous


def test_who_has_left_cannot_open_the_next_file_key_with_anything_they_kept(vault: Vault) -> None:
    keys, _ = made(vault)
    kept = Vault(vault.folder / "kept by AR", CHEAP)
    kept.folder.mkdir()
    (kept.folder / "keys.json").write_bytes((vault.folder / "keys.json").read_bytes())

    vault.remove_staff(keys, "AR")
    both = vault.begin_rekey(keys, keys.file_keys[0])
    vault.finish_rekey(both, both.file_keys[1])

    assert both.file_keys[1] not in kept.open("AR", AR).file_keys
    for name in ("keys.json", "keys.json.previous"):
        assert b'"AR"' not in (vault.folder / name).read_bytes()


def test_keys_opened_before_the_file_key_was_changed_cannot_change_the_vault(vault: Vault) -> None:
    keys, _ = made(vault)
    both = vault.begin_rekey(keys, keys.file_keys[0])
    vault.finish_rekey(both, both.file_keys[1])

    with pytest.raises(FileDamaged):
        vault.add_staff(keys, 3, "DS", "eleven red kites")


def test_wiped_keys_are_gone() -> None:
    keys = Keys([b"f" * 32], b"c" * 32)

    keys.wipe()

    assert keys.file_keys == ()
    assert keys.code_secret == bytes(32)
    assert "c" * 8 not in repr(keys)


def test_a_center_whose_folder_is_gone_says_so(vault: Vault) -> None:
    keys, _ = made(vault)
    gone = Vault(vault.folder / "gone", CHEAP)

    assert not gone.exists()
    with pytest.raises(FileDamaged):
        gone.open("JM", JM)
    with pytest.raises(StorageTrouble) as refused:
        gone.add_staff(keys, 3, "DS", "eleven red kites")
    assert refused.value.reason == "missing"


def test_what_a_passphrase_costs_by_default_is_the_second_choice_of_rfc_9106_on_one_lane() -> None:
    assert Cost() == Cost(memory_kib=65_536, passes=3, lanes=1)
    assert len(Lock.new(Cost()).salt) == 16
    assert Vault(Path()).cost == Cost()
