"""Figures programs have published, and visits that add up to them."""

import csv
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "data" / "published"


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a published table; its first lines say where it comes from."""
    lines = (FOLDER / name).read_text("utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def parts(total: int, number: int) -> list[int]:
    """`total` in `number` uneven whole parts that add up to it exactly."""
    found = [total * (2 * place + 1) // number**2 for place in range(number)]
    found[-1] += total - sum(found)
    return found
