"""Making a center's folder, and opening it: keys, file, migrations, device.  Used by the window and every command."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from outreach import catalog, founding
from outreach.db.copy import copy_database, key_that_opens
from outreach.db.devices import this_device
from outreach.db.files import storage_trouble
from outreach.db.store import Store, open_file
from outreach.db.upgrade import upgrade
from outreach.errors import FileDamaged, Refusal
from outreach.founding import NewCenter
from outreach.paths import Center, private_file, private_folder, resources
from outreach.safety import staff
from outreach.safety.staff import Actor, InitialsTaken
from outreach.safety.vault import SHORTEST_PASSPHRASE, Keys, Vault
from outreach.safety.vault_recovery import RecoveryKey
from outreach.starter import Starter
from outreach.starter import load as load_starter
from outreach.upkeep.moving_in import taken_back
from outreach.vocabulary import Role


@dataclass(eq=False)
class CenterExists(Refusal):
    """There is a center in this folder already; it was left untouched."""

    folder: str


@dataclass(eq=False)
class CenterMissing(Refusal):
    folder: str


@dataclass(eq=False)
class NoAdministrator(Refusal):
    """A new center needs at least one administrator."""


@dataclass(eq=False)
class SayWho(Refusal):
    """Several people can open this center, and nothing said which of them this is."""


@dataclass(eq=False)
class SeveralMatch(Refusal):
    """The passphrase opens the center for more than one person, and nothing said which of them this is."""


@dataclass(eq=False)
class NoTerminal(Refusal):
    """There is nowhere to ask for a passphrase or key; `instead` is what a script gives it with."""

    instead: str


@dataclass(eq=False)
class NoPassphraseIn(Refusal):
    file: str


@dataclass(eq=False)
class EachNeedsTheirOwn(Refusal):
    """One passphrase for several people would make them one person."""

    people: int


@dataclass(frozen=True, slots=True)
class NewStaff:
    initials: str
    role: Role
    passphrase: str


@dataclass(frozen=True, slots=True)
class Opened:
    """An open center: where its rows are, and which device writes here."""

    center: Center
    store: Store
    device: int
    keys: Keys

    def actor(self, initials: str) -> Actor:
        with self.store.reading() as session:
            return staff.actor(session, initials, self.device)

    def close(self) -> None:
        self.store.close()


def create(
    center: Center,
    new: NewCenter,
    people: Sequence[NewStaff],
    *,
    vault: Vault | None = None,
    starter: Starter | None = None,
    shortest_passphrase: int = SHORTEST_PASSPHRASE,
) -> tuple[Opened, RecoveryKey]:
    """Make a center in `center.folder`: keys, an encrypted file, the starter catalog, its staff.

    Raises what `check` raises, TooShortPassphrase, StorageTrouble; the folder is then as it was.
    """
    check(center, new, [(person.initials, person.role) for person in people])
    vault = vault or Vault(center.folder)
    first_device = 1
    entries = [
        ((first_device << 40) + number, staff.checked_initials(person.initials), person.passphrase)
        for number, person in enumerate(people, start=1)
    ]
    with storage_trouble():
        private_folder(center.folder)
        with taken_back(center):  # or the next try would find a center here that nobody can use
            keys, recovery = vault.create(entries, shortest=shortest_passphrase)
            opened = _create_file(center, keys, new, people, starter or load_starter(resources() / "catalog"))
    return opened, recovery


def check(center: Center, new: NewCenter, people: Sequence[tuple[str, Role]]) -> None:
    """Raise what would keep this center from being made, before anybody is asked for a passphrase.

    Raises CenterExists, NoAdministrator, InitialsNotInitials, InitialsTaken, NotAName, NameTaken, NoSuchTimeZone.
    """
    if center.file.exists() or center.keys.exists():
        raise CenterExists(str(center.folder))
    if all(role is not Role.ADMINISTRATOR for _, role in people):
        raise NoAdministrator
    everyone = [staff.checked_initials(initials) for initials, _ in people]
    for initials in everyone:
        if everyone.count(initials) > 1:
            raise InitialsTaken(initials)
    founding.check(new)


def _create_file(center: Center, keys: Keys, new: NewCenter, people: Sequence[NewStaff], starter: Starter) -> Opened:
    store = _open_file(center, keys)
    with _closed_on_failure(store):
        upgrade(store.write_engine, copy_aside=lambda _: None)
        device = this_device(store, center, new.began_on)
        with store.writing() as session:
            for person in people:
                staff.add_first(session, new.began_on, device, person.initials, person.role)
            founding.create_center(session, device, new, starter)
    return Opened(center, store, device, keys)


def open_center(center: Center, keys: Keys, now: datetime) -> Opened:
    """Open a center whose keys are out of the vault; bring its file up to this version first.

    Raises CenterMissing, FileDamaged, FileTooNew, NoCenter, StorageTrouble.
    """
    if not center.file.exists():
        raise CenterMissing(str(center.folder))
    with storage_trouble():
        store = _open_file(center, keys)

        def copy_aside(revision: str) -> None:
            target = private_folder(center.backups) / f"before-upgrade-{_today(store, now):%Y-%m-%d}-{revision}.db"
            copy_database(center.file, target, key_that_opens(center.file, keys.file_keys))

        with _closed_on_failure(store):
            upgrade(store.write_engine, copy_aside=copy_aside)
            device = this_device(store, center, _today(store, now))
    return Opened(center, store, device, keys)


def _today(store: Store, now: datetime) -> date:
    with store.reading() as session:
        return catalog.basics(session).at(now).day


@contextmanager
def _closed_on_failure(store: Store) -> Iterator[None]:
    try:
        yield
    except BaseException:
        store.close()
        raise


def _open_file(center: Center, keys: Keys) -> Store:
    private_file(center.file)
    last: FileDamaged | None = None
    for key in keys.file_keys:  # two, when a re-keying was cut short
        try:
            return open_file(center.file, key)
        except FileDamaged as damaged:
            last = damaged
    raise last or FileDamaged(center.file.name)
