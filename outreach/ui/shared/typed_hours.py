"""Hours as people type them, in quarters: `4`, `3.5`, `3,5`, `3:30`, `3½`.  Pure."""

import re

_QUARTERS = {"¼": 1, "½": 2, "¾": 3}
_PATTERN = re.compile(r"(\d{1,2})?\s*(?:[.,](\d{1,2})|[:h](\d{2})|([¼½¾]))?\s*h?$")
_OF_DECIMALS = {"": 0, "0": 0, "00": 0, "25": 1, "5": 2, "50": 2, "75": 3}
_OF_MINUTES = {"00": 0, "15": 1, "30": 2, "45": 3}
_MOST = 96


def read_quarters(typed: str) -> int | None:
    """Quarters of an hour; None for what is no number of them."""
    found = _PATTERN.match(typed.strip().casefold())
    if found is None or not any(found.groups()):
        return None
    hours, decimals, minutes, sign = found.groups()
    more = _QUARTERS.get(sign, 0) if sign else _OF_MINUTES.get(minutes) if minutes else _OF_DECIMALS.get(decimals or "")
    total = None if more is None else int(hours or 0) * 4 + more
    return total if total is not None and total <= _MOST else None


def said_quarters(quarters: int) -> str:
    """The same as one would type it."""
    whole, rest = divmod(quarters, 4)
    return f"{whole or ''}{'¼½¾'[rest - 1]}" if rest else str(whole)
