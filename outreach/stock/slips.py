"""Numbers on paper: three signs and three figures by chance, easy to read out, and no clue to how many there are."""

import secrets

SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # no I, O, 0 or 1


def new_number() -> str:
    return "".join(secrets.choice(SIGNS) for _ in range(3)) + "-" + str(100 + secrets.randbelow(900))


def as_printed(typed: str) -> str:
    """A number as it stands on paper, however it was typed or scanned: a scanner may type its dash as another sign."""
    signs = "".join(sign for sign in typed.upper() if sign.isalnum())
    return f"{signs[:3]}-{signs[3:]}"
