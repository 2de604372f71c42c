"""An open center and who stands at it, while a command lasts."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from outreach import catalog as catalogs
from outreach.catalog import Catalog
from outreach.codes.normalizing import hash_code
from outreach.commands.asking import Person
from outreach.db.files import shared
from outreach.paths import Center
from outreach.safety.staff import Actor
from outreach.safety.vault import Keys, Vault
from outreach.safety.vault_sealing import WrongPassphrase
from outreach.translation import translator
from outreach.upkeep import opening
from outreach.upkeep.forgetting import let_go
from outreach.upkeep.opening import CenterMissing, Opened, SeveralMatch
from outreach.vocabulary import At, SiteId

WORDS = translator("en")


@dataclass(frozen=True, slots=True)
class Desk:
    """An open center and who stands at it."""

    opened: Opened
    by: Actor
    at: At
    catalog: Catalog
    forgotten: int = 0  # small steps whose time was over when the center was opened

    def read(self, query: Callable[..., Any], *args: Any) -> Any:
        with self.opened.store.reading() as session:
            return query(session, *args)

    @contextmanager
    def writing(self) -> Iterator[Session]:
        with self.opened.store.writing() as session:
            yield session

    def hash_code(self, typed: str) -> Any:
        return hash_code(self.opened.keys.code_secret, typed)

    def site(self, name: str | None) -> SiteId | None:
        return SiteId(self.catalog.find("site", name)) if name is not None else None


@contextmanager
def at_desk(person: Person, passphrase: str | None = None) -> Iterator[Desk]:
    """Open the center for this person; close it and wipe the keys in the end."""
    with standing_in(person.center) as center:
        initials, keys = unlock(Vault(center.folder), person, passphrase)
        try:
            opened = opening.open_center(center, keys, person.now)
            try:
                with opened.store.reading() as session:
                    known = catalogs.basics(session)
                    at = known.at(person.now)
                    catalog = catalogs.load(session, known.language, at.day)
                by = opened.actor(initials)
                yield Desk(opened, by, at, catalog, let_go(opened.store, by, at))
            finally:
                opened.close()
        finally:
            keys.wipe()


@contextmanager
def standing_in(center: Center) -> Iterator[Center]:
    """Be one of those at a center that is there.  Raises CenterMissing, StorageTrouble."""
    if not center.exists:
        raise CenterMissing(str(center.folder))
    with shared(center.lock):
        yield center


def unlock(vault: Vault, person: Person, passphrase: str | None = None) -> tuple[str, Keys]:
    """The keys, and whose passphrase opened them; without --as, the passphrase tells, if it is one person's alone."""
    everyone = vault.initials() if person.initials is None else ()
    typed = passphrase or person.passphrase()
    if person.initials is not None:
        return person.initials, vault.open(person.initials, typed)
    opened = []
    for initials in everyone:
        with suppress(WrongPassphrase):
            opened.append((initials, vault.open(initials, typed)))
    if len(opened) == 1:
        return opened[0]
    for _, keys in opened:
        keys.wipe()
    raise SeveralMatch if opened else WrongPassphrase
