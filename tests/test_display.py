"""Whether there is a display: asked of the place where one would listen."""

import socket

import pytest

from outreach.display import has_display


@pytest.mark.parametrize(
    ("environment", "found"),
    [
        ({}, False),
        ({"DISPLAY": ":4096"}, False),
        ({"DISPLAY": "nonsense"}, False),
        ({"WAYLAND_DISPLAY": "w"}, False),
        ({"QT_QPA_PLATFORM": "offscreen"}, True),
        ({"QT_QPA_PLATFORM": "wayland;xcb"}, False),
        ({"QT_QPA_PLATFORM": "vnc:size=800x600"}, True),
    ],
)
def test_a_display_that_nobody_answers_for_is_none(tmp_path, environment, found):
    assert has_display(environment | {"XDG_RUNTIME_DIR": str(tmp_path)}, "linux") is found


def test_a_display_is_there_when_somebody_answers(tmp_path):
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "w"))
        server.listen()

        assert has_display({"WAYLAND_DISPLAY": "w", "XDG_RUNTIME_DIR": str(tmp_path)}, "linux")


def test_a_display_may_be_on_another_computer():
    with socket.create_server(("127.0.0.1", 0)) as server:
        number = server.getsockname()[1] - 6_000

        assert has_display({"DISPLAY": f"127.0.0.1:{number}.0"}, "linux")


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_windows_and_the_mac_always_have_one(platform):
    assert has_display({}, platform)
