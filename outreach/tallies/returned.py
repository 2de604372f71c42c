"""What came back at visits, by how it was measured; what was collected without one is part of all that came back."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from outreach.catalog import Catalog
from outreach.tallies.reading import Reading, Spots
from outreach.tallies.tally import CollectedLine, ReturnedLine
from outreach.vocabulary import ReturnedHow

_ESTIMATED = (ReturnedHow.CONTAINER, ReturnedHow.WEIGHT)
_RETURNED = """
SELECT v.site_id, v.place_id, v.returned_how AS how, v.container_id, v.weight_unit AS unit, c.syringes AS per,
       sum(v.contacts) AS visits, sum(CASE WHEN v.returned = 0 THEN v.contacts ELSE 0 END) AS zero,
       sum(v.returned) AS syringes, sum(v.containers * v.quarters) AS quarters,
       sum(v.gross_thousandths - v.tare_thousandths) AS thousandths
FROM encounter_versions v LEFT JOIN conversions c ON c.id = v.conversion_id WHERE {stands} GROUP BY 1, 2, 3, 4, 5, 6
"""


def count_returned(
    reading: Reading, catalog: Catalog, spots: Spots, collected: Sequence[CollectedLine], crowds: int
) -> tuple[tuple[ReturnedLine, ...], Mapping[str, int]]:
    """Its lines and its figures; `spots` grow.  `crowds`: contacts of whom nobody could be asked."""
    containers = {container.id: container.name for container in catalog.containers}
    lines: dict[tuple[Any, ...], list[int]] = {}
    visits: dict[ReturnedHow, int] = defaultdict(int)
    zero = 0
    for row in reading.rows(_RETURNED):
        how = ReturnedHow(row["how"])
        visits[how] += row["visits"] - row["zero"]
        zero += row["zero"]  # measured, and there were none: not the same as *none brought*
        if row["syringes"] is None:
            continue
        spots[row["site_id"], row["place_id"]].returned += row["syringes"]
        key = (how, containers.get(row["container_id"], ""), row["unit"] or "", row["per"])
        amounts = lines.setdefault(key, [0, 0, 0])
        amounts[0] += {
            ReturnedHow.CONTAINER: row["quarters"], ReturnedHow.WEIGHT: row["thousandths"],
        }.get(how, row["visits"])  # fmt: skip
        amounts[1] += row["syringes"]
        amounts[2] += row["visits"]
    divisor = {ReturnedHow.CONTAINER: 4, ReturnedHow.WEIGHT: 1000}
    made = [
        ReturnedLine(how.value, container, unit, amount / divisor.get(how, 1), per, syringes, measured)
        for (how, container, unit, per), (amount, syringes, measured) in lines.items()
    ]
    order = [how.value for how in ReturnedHow]
    positions = {name: number for number, name in enumerate(containers.values())}
    made.sort(key=lambda line: (order.index(line.how), positions.get(line.container, 0), line.unit, line.per or 0))
    both: list[ReturnedLine | CollectedLine] = [*made, *collected]
    by_how = {how: sum(line.syringes for line in both if line.how == how) for how in ReturnedHow}
    some = sum(visits[how] for how in (*_ESTIMATED, ReturnedHow.TOLD, ReturnedHow.COUNTED))
    figures = {
        "syringes_returned": sum(by_how.values()),
        "syringes_returned_counted": by_how[ReturnedHow.COUNTED],
        "syringes_returned_estimated": sum(by_how[how] for how in _ESTIMATED),
        "syringes_returned_told": by_how[ReturnedHow.TOLD],
        "syringes_collected": sum(line.syringes for line in collected),
        "returned_asked": some + zero + visits[ReturnedHow.NONE],
        "returned_some": some,
        "returned_zero": zero,
        "returned_none": visits[ReturnedHow.NONE],
        "returned_not_asked": visits[ReturnedHow.NOT_ASKED] - crowds,
    }
    return tuple(made), figures
