"""Numbers on paper: three signs and three figures by chance, easy to read out, and no clue to how many there are."""

import secrets

SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # no I, O, 0 or 1


def new_number() -> str:
    return "".join(secrets.choice(SIGNS) for _ in range(3)) + "-" + str(100 + secrets.randbelow(900))
