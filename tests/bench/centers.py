"""Sample centers of several sizes, each with the same month at its end; kept in a folder between runs."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import perf_counter

from outreach.paths import Center, resources
from outreach.safety.vault import Vault
from outreach.safety.vault_sealing import Cost
from outreach.sample.plan import Plan
from outreach.sample.write import STAFF, fill, new_center
from outreach.starter import load as load_starter
from outreach.tallies.periods import Period
from outreach.upkeep import opening
from outreach.upkeep.opening import NewStaff, Opened
from tests.make import noon

UNTIL = date(2026, 10, 31)
MONTH = Period.month(2026, 10)
YEAR = Period(date(2025, 11, 1), UNTIL)
A_MONTH = 5_000  # visits in every month of every size, so that only what lies outside the month grows
A_YEAR = 200_000
PASSPHRASE = "bench"  # noqa: S105 - opens nothing but made-up visits
INITIALS = "JM"
CHEAP = Cost(memory_kib=64, passes=1, lanes=1)  # Argon2 is no part of any promise
_DAYS_A_MONTH = 30.4
_MADE = "made.json"


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample center on the disk, and how fast it was written."""

    folder: Path
    visits: int
    seconds: float

    def open(self) -> Opened:
        center = Center(self.folder)
        return opening.open_center(center, Vault(self.folder).open(INITIALS, PASSPHRASE), noon(UNTIL))


def of_size(kept: Path, visits: int) -> Sample:
    """About so many visits, A_MONTH of them in each month."""
    months = round(visits / A_MONTH)
    return _kept(kept / f"center-{visits}", months=months, contacts_per_day=A_MONTH / _DAYS_A_MONTH)


def of_a_year(kept: Path) -> Sample:
    """A year of A_YEAR visits."""
    return _kept(kept / "center-year", months=12, contacts_per_day=A_YEAR / 365)


def _kept(folder: Path, *, months: int, contacts_per_day: float) -> Sample:
    made = folder / _MADE
    if not made.exists():
        made.write_text(json.dumps(_make(folder, months, contacts_per_day)))
    return Sample(folder, **json.loads(made.read_text()))


def _make(folder: Path, months: int, contacts_per_day: float) -> dict[str, float]:
    plan = Plan(
        load_starter(resources() / "catalog"),
        months=months - 1,
        contacts_per_day=contacts_per_day,
        seed=1,
        until=UNTIL,
    )
    people = [NewStaff(initials, role, PASSPHRASE) for initials, role in STAFF.items()]
    opened, _ = opening.create(
        Center(folder),
        new_center(plan),
        people,
        vault=Vault(folder, CHEAP),
        starter=plan.starter,
        shortest_passphrase=len(PASSPHRASE),
    )
    try:
        start = perf_counter()
        written = fill(opened.store, opened.device, opened.keys.code_secret, plan)
        return {"visits": written.visits, "seconds": perf_counter() - start}
    finally:
        opened.close()
