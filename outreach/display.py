"""Whether there is a display, found out before Qt is asked: Qt ends the whole program when there is none."""

import os
import socket
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

_NEEDS_ONE = {"", "xcb", "wayland", "wayland-egl"}
_SECONDS = 3  # for a display on another computer
_X_PORT = 6000


def has_display(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> bool:
    if platform != "linux":
        return True
    asked_for = {name.partition(":")[0] for name in environment.get("QT_QPA_PLATFORM", "").split(";")}
    return bool(asked_for - _NEEDS_ONE) or any(map(_answers, _addresses(environment)))


def _addresses(environment: Mapping[str, str]) -> Iterator[str | tuple[str, int]]:
    """Where a Wayland or X server would listen: a socket's file (or abstract name), or a host and port."""
    if wayland := environment.get("WAYLAND_DISPLAY"):
        yield str(Path(environment.get("XDG_RUNTIME_DIR", "")) / wayland)
    host, _, rest = environment.get("DISPLAY", "").rpartition(":")
    number = rest.partition(".")[0]
    if not number.isdecimal():
        return
    if host in ("", "unix"):
        yield f"/tmp/.X11-unix/X{number}"  # noqa: S108 - where X has it
        yield f"\0/tmp/.X11-unix/X{number}"
    else:
        yield host, _X_PORT + int(number)


def _answers(address: str | tuple[str, int]) -> bool:
    try:
        if isinstance(address, tuple):
            with socket.create_connection(address, timeout=_SECONDS):
                return True
        with socket.socket(socket.AF_UNIX) as local:
            local.settimeout(_SECONDS)
            local.connect(address)
    except OSError:
        return False
    return True
