"""A desk in a process of its own: opens the center in a folder, saves visits, and says of each that it was saved.

Run by tests with: folder, file key and code secret (hexadecimal), how many, and a limit on the size of files (0: none).
"""

import resource
import sys
from contextlib import closing
from datetime import date
from pathlib import Path

from outreach.errors import StorageTrouble
from outreach.safety.vault import Keys
from tests.make import COOKER, KIT, SYRINGE, opened_again


def main() -> None:
    folder, key, secret, number, limit = sys.argv[1:]
    keys = Keys([bytes.fromhex(key)], bytes.fromhex(secret))
    with closing(opened_again(Path(folder), keys, on=date(2026, 10, 15))) as desk:
        if int(limit):
            resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), int(limit)))
        for place in range(int(number)):
            entry = desk.entry({SYRINGE: 10, KIT: 1, COOKER: 2}, code=f"MA{place % 97:04}")
            try:
                desk.record(entry)
            except StorageTrouble as trouble:
                print("trouble", trouble.reason, flush=True)  # noqa: T201 - this is how it says it
                return
            print(entry.client_id, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
