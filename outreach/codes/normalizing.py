"""Participant codes: pure rules.  A code is normalized, hashed with the center's secret, and forgotten.

Rule 1 (the only one so far): Unicode NFKD, accents dropped, upper case, and of what is left only
the letters A-Z (and letters of other scripts) and digits; so "ma-07 85" and "MA0785" are one code.
"""

import hashlib
import hmac
import unicodedata
from dataclasses import dataclass

from outreach.errors import Refusal
from outreach.vocabulary import CodeHash

RULE = 1
LONGEST = 40


@dataclass(eq=False)
class NotACode(Refusal):
    """Nothing is left of what was typed, or it is longer than any code."""


def normalize(typed: str) -> str:
    """The code as rule 1 reads it; '' when nothing in `typed` is a letter or a digit."""
    apart = unicodedata.normalize("NFKD", typed)
    return "".join(c for c in apart.upper() if c.isalnum())


def hash_code(secret: bytes, typed: str) -> CodeHash:
    """The keyed hash of a typed code: HMAC-SHA-256 under the center's code secret.

    Raises NotACode if `typed` holds no letter or digit, or more than 40 of them.
    """
    code = normalize(typed)
    if not 1 <= len(code) <= LONGEST:
        raise NotACode
    digest = hmac.new(secret, f"{RULE}|{code}".encode(), hashlib.sha256).digest()
    return CodeHash(digest, RULE)
