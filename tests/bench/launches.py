"""From starting the program to its lock page taking keys, and on to the desk, beside an empty PySide6 window."""

import subprocess
import sys
import time

from tests.bench.centers import Sample
from tests.bench.measuring import OFFSCREEN, Promise

TIMES = 15


def promises(sample: Sample) -> list[Promise]:
    """Launch, and right passphrase to usable desk; each window a new process, in turns."""
    empty, lock, desk = [], [], []
    for turn in range(TIMES + 1):
        nothing, ours = _run("empty"), _run("program", str(sample.folder))
        if turn:  # the first of each brings files into the system's cache
            empty.append(nothing["accepted"])
            lock.append(ours["accepted"])
            desk.append(ours["desk"] - ours["passphrase"])
    # The quickest of each: whatever else the machine does meanwhile can only add to a launch.
    bare = min(empty)
    return [
        Promise("launch to lock page", sample.visits, min(lock), bare, 1.5),
        Promise("passphrase to desk", sample.visits, min(desk), bare, 1.5),
    ]


def _run(*arguments: str) -> dict[str, float]:
    """Seconds since the start at which each thing happened."""
    began = time.monotonic()  # the same clock in every process
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.window", *arguments],
        env=OFFSCREEN,
        capture_output=True,
        text=True,
        check=False,
    )
    said = {what: float(moment) - began for what, moment in (line.rsplit(" ", 1) for line in done.stdout.splitlines())}
    if done.returncode or "gave up" in said:
        raise RuntimeError(done.stdout + done.stderr)
    return said
