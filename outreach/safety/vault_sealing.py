"""What is done with keys and a passphrase: locking, opening, sealing to a public key.  No files.

`cryptography` is imported when something is locked or opened and not before: the lock page must not wait for it.
Everything locked or sealed is bound to what it is for and whose it is, so nothing can be moved to another place.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from outreach.errors import Refusal

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.hpke import Suite

SECRET_BYTES = 32
_SALT_BYTES = 16
_NONCE_BYTES = 12


@dataclass(eq=False)
class WrongPassphrase(Refusal):
    """These initials and this passphrase do not open the center."""


class Broken(Exception):  # noqa: N818 - the caller knows which file, and says so
    """A sealed value does not open with the key it was sealed to."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one try of a passphrase costs, for us and for a thief.

    RFC 9106, section 4, second choice: Argon2id, 3 passes over 64 MiB, salt of 128 bits.  That fits beside a browser
    in the 4 GB of an old laptop and takes it about a second (0.3 s measured on our build machine).  One lane instead
    of the RFC's four: an old laptop has two slow cores, and a thief's machine has many more than we could use.
    """

    memory_kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 1


@dataclass(frozen=True, slots=True)
class Lock:
    """How one passphrase was made into a key."""

    salt: bytes
    cost: Cost

    @classmethod
    def new(cls, cost: Cost) -> "Lock":
        return cls(random_bytes(_SALT_BYTES), cost)

    def key(self, passphrase: str) -> bytes:
        from cryptography.hazmat.primitives.kdf.argon2 import Argon2id  # noqa: PLC0415 - see above

        recipe = Argon2id(
            salt=self.salt,
            length=SECRET_BYTES,
            iterations=self.cost.passes,
            lanes=self.cost.lanes,
            memory_cost=self.cost.memory_kib,
        )
        # The same accented letter can be typed in several ways; NFKC makes them one.
        return recipe.derive(unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass"))


def load() -> None:
    """Import now what opening a lock would import."""
    import cryptography.hazmat.primitives.asymmetric.x25519  # noqa: PLC0415
    import cryptography.hazmat.primitives.ciphers.aead  # noqa: PLC0415
    import cryptography.hazmat.primitives.hpke  # noqa: PLC0415
    import cryptography.hazmat.primitives.kdf.argon2  # noqa: F401, PLC0415


def wrap(private: bytes, passphrase: str, lock: Lock, bound: bytes) -> bytes:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415

    nonce = random_bytes(_NONCE_BYTES)
    return nonce + AESGCM(lock.key(passphrase)).encrypt(nonce, private, bound)


def unwrap(wrapped: bytes, passphrase: str, lock: Lock, bound: bytes) -> bytes:
    """Give the private key back.  Raises WrongPassphrase."""
    from cryptography.exceptions import InvalidTag  # noqa: PLC0415
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415

    cipher = AESGCM(lock.key(passphrase))
    try:
        return cipher.decrypt(wrapped[:_NONCE_BYTES], wrapped[_NONCE_BYTES:], bound)
    except InvalidTag as error:
        raise WrongPassphrase from error


def new_private_key() -> bytes:
    return random_bytes(SECRET_BYTES)


def private_key_from(recovery_secret: bytes) -> bytes:
    """Stretch the recovery key to the length of a private key; it is random enough to need no Argon2."""
    from cryptography.hazmat.primitives.hashes import SHA256  # noqa: PLC0415
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF  # noqa: PLC0415

    return HKDF(SHA256(), SECRET_BYTES, salt=None, info=b"outreach recovery key 1").derive(recovery_secret)


def public_key(private: bytes) -> bytes:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey  # noqa: PLC0415

    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def seal(secret: bytes, public: bytes, bound: bytes) -> bytes:
    """Seal to a public key: only whoever has the private one can open it (HPKE, RFC 9180)."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey  # noqa: PLC0415

    return _suite().encrypt(secret, X25519PublicKey.from_public_bytes(public), bound)


def unseal(sealed: bytes, private: bytes, bound: bytes) -> bytes:
    """Open what was sealed.  Raises Broken."""
    from cryptography.exceptions import InvalidTag  # noqa: PLC0415
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey  # noqa: PLC0415

    try:
        return _suite().decrypt(sealed, X25519PrivateKey.from_private_bytes(private), bound)
    except InvalidTag as error:
        raise Broken from error


def mark(file_keys: Iterable[bytes], code_secret: bytes, roster: bytes) -> bytes:
    """Prove that whoever wrote `roster` had the center's secrets.

    Sealing needs only a public key, so without this anyone who can write to the folder could slip in a key of
    their own and be sent the next file key with everyone else.
    """
    import hashlib  # noqa: PLC0415
    import hmac  # noqa: PLC0415

    message = hashlib.sha256(code_secret).digest() + roster
    return hmac.digest(hashlib.sha256(b"outreach roster 1" + b"".join(file_keys)).digest(), message, "sha256")


def _suite() -> "Suite":
    from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite  # noqa: PLC0415

    return Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


def random_bytes(count: int) -> bytes:
    """Bytes nobody can guess."""
    import secrets  # noqa: PLC0415 - brings OpenSSL, which the lock page does not wait for

    return secrets.token_bytes(count)
