"""The promises of PRODUCT section 5, measured: `python -m tests.bench [--sizes 10000,100000,1000000] [--json F]`.

Each is a ratio to an honest bare counterpart in the same run.  Nothing here fails on seconds: a machine is what it is.
"""

import argparse
import compileall
import json
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench import centers, keys, launches, months, saves, verifying
from tests.bench.centers import MONTH, YEAR, Sample
from tests.bench.measuring import Fact, Promise

ROOT = Path(__file__).parents[2]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--sizes", default="10000,100000,1000000", help="visits in each file, smallest first")
    parser.add_argument("--only", default=",".join(SUBJECTS), help=f"some of {','.join(SUBJECTS)}")
    parser.add_argument("--keep", type=Path, help="a folder to keep the sample centers in for the next run")
    parser.add_argument("--json", type=Path, help="write the figures here as well")
    asked = parser.parse_args()
    sizes = [int(size) for size in asked.sizes.split(",")]
    for folder in ("outreach", "tests/bench"):
        compileall.compile_dir(ROOT / folder, quiet=1)
    with TemporaryDirectory(prefix="outreach-bench-") as made:
        kept = asked.keep or Path(made)
        promises: list[Promise] = []
        facts: list[Fact] = []
        for found in _measured(kept, sizes, asked.only.split(",")):
            print(_line(found), flush=True)
            promises += [found] if isinstance(found, Promise) else []
            facts += [found] if isinstance(found, Fact) else []
    broken = [promise for promise in promises if not promise.is_kept]
    print(f"\n{len(promises) - len(broken)} of {len(promises)} promises kept.")
    if asked.json:
        rows = [asdict(promise) | {"ratio": promise.ratio, "kept": promise.is_kept} for promise in promises]
        asked.json.write_text(json.dumps({"promises": rows, "facts": [asdict(fact) for fact in facts]}, indent=1))


def _measured(kept: Path, sizes: list[int], only: list[str]) -> Iterator[Promise | Fact]:
    samples = [centers.of_size(kept, size) for size in sizes]
    for sample in samples:
        yield Fact("sample written", sample.visits, sample.visits / sample.seconds, "visits a second")
    for subject in only:
        yield from SUBJECTS[subject](kept, samples)


def _months(_kept: Path, samples: list[Sample]) -> Iterator[Promise]:
    for sample in samples:
        yield months.promise(sample, MONTH, "month's tally")
    for sample in samples[1:]:
        yield months.flat(samples[0], sample)


def _year(kept: Path, _samples: list[Sample]) -> Iterator[Promise | Fact]:
    sample = centers.of_a_year(kept)
    yield Fact("sample written, a year", sample.visits, sample.visits / sample.seconds, "visits a second")
    yield months.promise(sample, YEAR, "a year's tally", each=1)


def _proofs(_kept: Path, samples: list[Sample]) -> Iterator[Fact]:
    yield from map(verifying.fact, samples)


def _keys(_kept: Path, samples: list[Sample]) -> Iterator[Promise]:
    yield from keys.promises(samples[0])


def _launches(_kept: Path, samples: list[Sample]) -> Iterator[Promise]:
    yield from launches.promises(samples[0])


def _saves(_kept: Path, samples: list[Sample]) -> Iterator[Promise]:
    for sample in samples:
        yield saves.promise(sample)
    for sample in samples[1:]:
        yield saves.flat(samples[0], sample)


# In this order: after the saves a file can no longer be proved, for a replay's chain of the audit is none.
SUBJECTS: dict[str, Callable[[Path, list[Sample]], Iterator[Promise | Fact]]] = {
    "month": _months,
    "year": _year,
    "verify": _proofs,
    "keys": _keys,
    "launch": _launches,
    "save": _saves,
}


def _line(found: Promise | Fact) -> str:
    if isinstance(found, Fact):
        return f"{found.what:32}{found.visits:>10,}  {found.value:>10,.1f} {found.unit}"
    times = f"{found.ours * 1000:>10,.2f} ms  bare {found.bare * 1000:>9,.2f} ms"
    verdict = "kept" if found.is_kept else "NOT KEPT"
    return f"{found.what:32}{found.visits:>10,}  {times}  {found.ratio:>6.2f} of {found.at_most:.1f}  {verdict}"


if __name__ == "__main__":
    main()
