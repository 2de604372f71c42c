"""Who can open the center: each staff member by a passphrase of their own, and the recovery key on paper.

Two secrets open everything: the *file key* of the database, which can be replaced, and the *code secret*, which
hashes participant codes and never changes.  Both are sealed to a key pair for each staff member, so that a key can be
replaced, and somebody can leave, without the others typing anything.  The center's initials are all that stands here
about its staff; what they may do is in the database.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from json import dumps
from pathlib import Path
from typing import TYPE_CHECKING

from outreach.db.files import alone
from outreach.errors import FileDamaged, Refusal
from outreach.safety import vault_file, vault_sealing
from outreach.safety.vault_file import KeysFile, Sealed, StaffEntry
from outreach.safety.vault_sealing import Broken, Cost, Lock, WrongPassphrase

if TYPE_CHECKING:
    from outreach.safety.vault_recovery import RecoveryKey

SHORTEST_PASSPHRASE = 8
_LOCK = "keys.json.lock"


@dataclass(eq=False)
class TooShortPassphrase(Refusal):
    least: int


@dataclass(eq=False)
class KeysExist(Refusal):
    """There are keys here already; new ones would shut their owners out for ever."""


@dataclass(eq=False)
class HasKeyAlready(Refusal):
    initials: str


@dataclass(eq=False)
class NoKeyFor(Refusal):
    initials: str


@dataclass(eq=False)
class LastKey(Refusal):
    """Somebody must be left who can open the center."""


@dataclass(eq=False)
class WrongRecoveryKey(Refusal):
    """Copied right, but it belongs to another center or to an older sheet."""


class Keys:
    """The center's secrets while it is unlocked."""

    def __init__(self, file_keys: Iterable[bytes], code_secret: bytes, *, from_previous: bool = False) -> None:
        self._file_keys = tuple(map(bytearray, file_keys))
        self._code_secret = bytearray(code_secret)
        self.from_previous = from_previous
        """`keys.json` is damaged and its predecessor was read: somebody should be told."""

    @property
    def file_keys(self) -> tuple[bytes, ...]:
        """One key; two to be tried in turn if re-keying was cut short."""
        return tuple(map(bytes, self._file_keys))

    @property
    def code_secret(self) -> bytes:
        return bytes(self._code_secret)

    def wipe(self) -> None:
        """Overwrite what we hold.

        Copies already handed out are beyond our reach: Python gives no way to overwrite `bytes`.
        """
        for secret in (*self._file_keys, self._code_secret):
            secret[:] = bytes(len(secret))
        self._file_keys = ()


class Vault:
    """`keys.json` in a center's folder.  Passphrases set through it cost `cost` to try."""

    def __init__(self, folder: Path, cost: Cost | None = None) -> None:
        self.folder = folder
        self.cost = cost or Cost()

    def exists(self) -> bool:
        return any((self.folder / name).exists() for name in (vault_file.NAME, vault_file.PREVIOUS))

    def initials(self) -> tuple[str, ...]:
        """Whose passphrases open the center, without opening anything.  Raises FileDamaged, FileTooNew."""
        return tuple(entry.initials for entry in vault_file.read(self.folder)[0].staff)

    def create(
        self, staff: Sequence[tuple[int, str, str]], *, shortest: int = SHORTEST_PASSPHRASE
    ) -> "tuple[Keys, RecoveryKey]":
        """Make the secrets of a new center for (id, initials, passphrase) each.

        Only the sample center, which keeps nothing secret, asks for a `shortest` of less.
        Raises KeysExist, HasKeyAlready, TooShortPassphrase.
        """
        from outreach.safety.vault_recovery import RecoveryKey  # noqa: PLC0415 - the lock page does not need it

        for _, _, passphrase in staff:
            check_new_passphrase(passphrase, shortest)
        file_key, code_secret = (vault_sealing.random_bytes(vault_sealing.SECRET_BYTES) for _ in range(2))
        keys = Keys([file_key], code_secret)
        recovery = RecoveryKey.new()
        file = KeysFile((), _sealed_to(_recovery_public(recovery), keys, _RECOVERY))
        for staff_id, initials, passphrase in staff:
            file = self._with(file, keys, staff_id, initials, passphrase)
        with alone(self.folder / _LOCK):
            if self.exists():
                raise KeysExist
            self._write(file, keys)
        return keys, recovery

    def open(self, initials: str, passphrase: str) -> Keys:
        """Open the center.  Raises WrongPassphrase, also for initials that are not here, FileDamaged, FileTooNew."""
        file, from_previous = vault_file.read(self.folder)
        return self._open(file, initials, passphrase, from_previous=from_previous)

    def open_with_recovery(self, text: str) -> Keys:
        """Open the center with the recovery key as typed.  Raises RecoveryKeyMistyped, WrongRecoveryKey."""
        from outreach.safety.vault_recovery import RecoveryKey  # noqa: PLC0415 - the lock page does not need it

        private = vault_sealing.private_key_from(RecoveryKey.typed(text).secret)
        file, from_previous = vault_file.read(self.folder)
        if vault_sealing.public_key(private) != file.recovery.public:
            raise WrongRecoveryKey
        return _unsealed(file, file.recovery, private, _RECOVERY, from_previous=from_previous)

    def check(self, keys: Keys) -> None:
        """Make sure that what stands here opens to these very keys, passphrase or not.  Raises FileDamaged."""
        _check_mark(vault_file.read(self.folder)[0], keys)

    def add_staff(self, keys: Keys, staff_id: int, initials: str, passphrase: str) -> None:
        """Let one more person open the center.  Raises TooShortPassphrase, HasKeyAlready."""
        check_new_passphrase(passphrase)
        with self._changing(keys) as file:
            self._write(self._with(file, keys, staff_id, initials, passphrase), keys)

    def change_passphrase(self, initials: str, passphrase: str, new_passphrase: str) -> None:
        """Give somebody another passphrase, and another key pair with it.

        The old passphrase still opens older copies of `keys.json`: its predecessor and those in backups.  Where
        somebody has seen it, change the file key too; the new pair keeps that out of the old passphrase's reach.
        Raises WrongPassphrase, TooShortPassphrase.
        """
        check_new_passphrase(new_passphrase)
        self._lock_anew(self.open(initials, passphrase), initials, new_passphrase)

    def reset_passphrase_with_recovery(self, text: str, initials: str, new_passphrase: str) -> Keys:
        """Let somebody back in who has forgotten their passphrase.

        Raises RecoveryKeyMistyped, WrongRecoveryKey, NoKeyFor, TooShortPassphrase.
        """
        check_new_passphrase(new_passphrase)
        keys = self.open_with_recovery(text)
        self._lock_anew(keys, initials, new_passphrase)
        return keys

    def remove_staff(self, keys: Keys, initials: str) -> None:
        """Take somebody's key away.  Raises NoKeyFor, LastKey.

        Who may have kept a copy of the folder is shut out only once the file key is changed too.
        """
        with self._changing(keys) as file:
            leaving = _entry(file, initials)
            staff = tuple(entry for entry in file.staff if entry is not leaving)
            if not staff:
                raise LastKey
            self._write(replace(file, staff=staff), keys)

    def replace_recovery_key(self, keys: Keys) -> "RecoveryKey":
        """Make a new recovery key; the sheet printed before opens nothing any more."""
        from outreach.safety.vault_recovery import RecoveryKey  # noqa: PLC0415 - the lock page does not need it

        recovery = RecoveryKey.new()
        with self._changing(keys) as file:
            sealed = _sealed_to(_recovery_public(recovery), keys, _RECOVERY)
            self._write(replace(file, recovery=sealed), keys)
        return recovery

    def begin_rekey(self, keys: Keys, current: bytes) -> Keys:
        """Make a new file key and keep it beside `current`, the one that opens the database now.

        Gives both: the database is to be changed from the first to the second.
        """
        both = Keys((current, vault_sealing.random_bytes(vault_sealing.SECRET_BYTES)), keys.code_secret)
        with self._changing(keys) as file:
            self._write(_resealed(file, both), both)
            # Again, so that the predecessor holds both too: from here on either may be the one that opens.
            self._write(_resealed(file, both), both)
        return both

    def finish_rekey(self, keys: Keys, kept: bytes) -> Keys:
        """Forget every file key but `kept`, the one that has just opened the database."""
        one = Keys((kept,), keys.code_secret)
        with self._changing(keys) as file:
            self._write(_resealed(file, one), one)
        return one

    def _open(self, file: KeysFile, initials: str, passphrase: str, *, from_previous: bool) -> Keys:
        try:
            entry = _entry(file, initials)
        except NoKeyFor as error:
            # Initials that are not here take as long as those that are, and get the same answer.
            Lock.new(self.cost).key(passphrase)
            raise WrongPassphrase from error
        private = vault_sealing.unwrap(entry.private, passphrase, entry.lock, _bound("private key", *_who(entry)))
        return _unsealed(file, entry.sealed, private, _who(entry), from_previous=from_previous)

    def _lock_anew(self, keys: Keys, initials: str, passphrase: str) -> None:
        with self._changing(keys) as file:
            before = _entry(file, initials)
            entry = self._new_entry(keys, before.id, before.initials, passphrase)
            self._write(replace(file, staff=tuple(entry if one is before else one for one in file.staff)), keys)

    def _with(self, file: KeysFile, keys: Keys, staff_id: int, initials: str, passphrase: str) -> KeysFile:
        if any(_same(entry.initials, initials) or entry.id == staff_id for entry in file.staff):
            raise HasKeyAlready(initials)
        return replace(file, staff=(*file.staff, self._new_entry(keys, staff_id, initials, passphrase)))

    def _new_entry(self, keys: Keys, staff_id: int, initials: str, passphrase: str) -> StaffEntry:
        private, lock, who = vault_sealing.new_private_key(), Lock.new(self.cost), (staff_id, initials)
        wrapped = vault_sealing.wrap(private, passphrase, lock, _bound("private key", *who))
        return StaffEntry(staff_id, initials, lock, wrapped, _sealed_to(vault_sealing.public_key(private), keys, who))

    @contextmanager
    def _changing(self, keys: Keys) -> Iterator[KeysFile]:
        """Read the keys to change them, with nobody else changing them, and only as the owner of its secrets."""
        with alone(self.folder / _LOCK):
            file, _ = vault_file.read(self.folder)
            _check_mark(file, keys)
            yield file

    def _write(self, file: KeysFile, keys: Keys) -> None:
        mark = vault_sealing.mark(keys.file_keys, keys.code_secret, file.roster)
        vault_file.write(self.folder, replace(file, mark=mark))


def check_new_passphrase(passphrase: str, shortest: int = SHORTEST_PASSPHRASE) -> None:
    """Raise TooShortPassphrase.  Length is all that is asked: made-up rules make worse passphrases (NIST 800-63B)."""
    if len(unicodedata.normalize("NFKC", passphrase)) < shortest:
        raise TooShortPassphrase(shortest)


_RECOVERY = (0, "")  # staff ids begin at 1


def _who(entry: StaffEntry) -> tuple[int, str]:
    return entry.id, entry.initials


def _bound(purpose: str, staff_id: int, initials: str) -> bytes:
    """What a locked or sealed value is for and whose it is; in any other place it does not open."""
    return dumps(["outreach keys", vault_file.FORMAT, purpose, staff_id, initials]).encode()


def _sealed_to(public: bytes, keys: Keys, who: tuple[int, str]) -> Sealed:
    return Sealed(
        public,
        tuple(vault_sealing.seal(key, public, _bound("file key", *who)) for key in keys.file_keys),
        vault_sealing.seal(keys.code_secret, public, _bound("code secret", *who)),
    )


def _unsealed(file: KeysFile, sealed: Sealed, private: bytes, who: tuple[int, str], *, from_previous: bool) -> Keys:
    try:
        file_keys = [vault_sealing.unseal(key, private, _bound("file key", *who)) for key in sealed.file_keys]
        code_secret = vault_sealing.unseal(sealed.code_secret, private, _bound("code secret", *who))
    except Broken as error:
        raise FileDamaged(vault_file.NAME) from error
    keys = Keys(file_keys, code_secret, from_previous=from_previous)
    _check_mark(file, keys)
    return keys


def _check_mark(file: KeysFile, keys: Keys) -> None:
    from hmac import compare_digest  # noqa: PLC0415 - the lock page does not need it

    if not compare_digest(file.mark, vault_sealing.mark(keys.file_keys, keys.code_secret, file.roster)):
        raise FileDamaged(vault_file.NAME)


def _resealed(file: KeysFile, keys: Keys) -> KeysFile:
    staff = tuple(replace(one, sealed=_sealed_to(one.sealed.public, keys, _who(one))) for one in file.staff)
    return replace(file, staff=staff, recovery=_sealed_to(file.recovery.public, keys, _RECOVERY))


def _recovery_public(recovery: "RecoveryKey") -> bytes:
    return vault_sealing.public_key(vault_sealing.private_key_from(recovery.secret))


def _entry(file: KeysFile, initials: str) -> StaffEntry:
    for entry in file.staff:
        if _same(entry.initials, initials):
            return entry
    raise NoKeyFor(initials.strip())


def _same(initials: str, typed: str) -> bool:
    return initials.casefold() == typed.strip().casefold()
