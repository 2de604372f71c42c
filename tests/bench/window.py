"""A program of its own: `python -m tests.bench.window empty`, or `program FOLDER`, with somebody at its keyboard.

It imports nothing itself, so that either comes to Qt as it does without us.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from outreach.app import Program
    from outreach.clock import Clock
    from outreach.paths import Center
    from outreach.ui.theme import Appearance


def main() -> None:
    if sys.argv[1] == "empty":
        from tests.bench import driving  # noqa: PLC0415

        driving.empty_window()
    else:
        _program(sys.argv[2])


def _program(folder: str) -> None:
    """The whole program; keys are pressed from the moment its event loop starts."""
    from outreach import app  # noqa: PLC0415 - counted in the launch

    start = app.start

    def driven(center: Center, appearance: Appearance, clock: Clock | None = None) -> Program:
        from tests.bench import driving  # noqa: PLC0415

        program = start(center, appearance, clock)
        driving.drive(driving.unlock())
        return program

    app.start = driven
    app.main(["--center", folder])


if __name__ == "__main__":
    main()
