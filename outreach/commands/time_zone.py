"""This computer's time zone, by the name a center keeps it under."""

import os
from pathlib import Path
from zoneinfo import ZoneInfo


def own_time_zone() -> str:
    """UTC where this computer has none."""
    named = os.environ.get("TZ", "").lstrip(":")
    candidates = [named, Path("/etc/timezone").read_text().strip() if Path("/etc/timezone").exists() else ""]
    link = Path("/etc/localtime")
    if link.is_symlink() and "zoneinfo/" in str(link.readlink()):
        candidates.append(str(link.readlink()).rpartition("zoneinfo/")[2])
    for name in candidates:
        if name and _is_zone(name):
            return name
    return "UTC"


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True
