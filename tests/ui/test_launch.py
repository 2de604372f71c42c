"""What is loaded while somebody types a passphrase."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
NEEDED = ("cryptography.hazmat.primitives.hpke", "portalocker", "babel.dates", "outreach.ui.desk.page", "alembic")


def test_unlocking_finds_everything_loaded_and_rubbish_collected_again():
    program = (
        "import gc, sys; gc.disable(); from outreach.app import _load; _load(); print(gc.isenabled(), *sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)

    is_collecting, *loaded = done.stdout.split()
    assert is_collecting == "True"
    assert set(NEEDED) <= set(loaded)
