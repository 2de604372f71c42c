"""`outreach orders suggest`: what to order from whom, with the arithmetic of every line."""

import json
from collections.abc import Iterable, Mapping
from typing import Any, TextIO

from outreach.catalog import Catalog
from outreach.commands.asking import Person
from outreach.commands.desk import Desk, at_desk
from outreach.stock import levels, orders
from outreach.stock.amounts import parse_amount
from outreach.stock.orders import MONTHS, Asked, OrderLine
from outreach.vocabulary import ItemId, SupplierId

Said = Mapping[str, Any]
_NOBODY = "No supplier stated"


def suggest(person: Person, said: Said, *, as_json: bool, out: TextIO) -> int:
    """Say what to order; nothing is ordered by it."""
    with at_desk(person) as desk:
        known = desk.catalog
        supplier = known.find("supplier", said["supplier"]) if said.get("supplier") else None
        asked = Asked(desk.site(said.get("site")), said.get("cover") or MONTHS, _on_order(said, desk))
        found: tuple[OrderLine, ...] = desk.read(orders.suggested, desk.by, known, desk.at.day, asked)
        lines = [line for line in found if supplier in (None, line.payer.supplier_id)]
        grouped = _by_supplier(lines, known)
        if as_json:
            json.dump(_as_json(grouped, desk, said, asked), out, indent=1, ensure_ascii=False)
            out.write("\n")
        else:
            _as_text(grouped, desk, asked, out)
    return 0


def _on_order(said: Said, desk: Desk) -> Mapping[ItemId, int]:
    """`Cooker=5c`: what was ordered and has not come."""
    found: dict[ItemId, int] = {}
    for name, amount in said.get("on_order") or ():
        item = desk.catalog.item[ItemId(desk.catalog.find("item", name))]
        units = parse_amount(amount, item.units_per_box, item.units_per_case)
        found[item.id] = found.get(item.id, 0) + units
    return found


def _by_supplier(lines: Iterable[OrderLine], known: Catalog) -> list[tuple[str, list[OrderLine]]]:
    """Suppliers by name; what nobody on the list sends stands last."""
    groups: dict[SupplierId | None, list[OrderLine]] = {}
    for line in lines:
        groups.setdefault(line.payer.supplier_id, []).append(line)
    names: dict[SupplierId | None, str] = {one.id: one.name for one in known.suppliers}
    ordered = sorted(groups.items(), key=lambda group: (group[0] is None, names.get(group[0], "")))
    return [(names.get(supplier, _NOBODY), group) for supplier, group in ordered]


def _source(line: OrderLine, known: Catalog) -> str:
    name = next((one.name for one in known.sources if one.id == line.payer.source_id), "")
    if not name:
        return "no source stated"
    if line.payer.has_ended:
        return f"{name}, which has ended"
    return f"{name}, which may not pay for it" if line.payer.may_not else name


def _as_text(grouped: list[tuple[str, list[OrderLine]]], desk: Desk, asked: Asked, out: TextIO) -> None:
    known, months = desk.catalog, levels.months_before(desk.at.day, MONTHS)
    out.write(f"Cover for {asked.cover} months, by the use of {months[0]:%b %Y} to {months[-1]:%b %Y}.\n")
    enough: list[str] = []
    for supplier, lines in grouped:
        to_say = [line for line in lines if line.suggestion is None or line.suggestion.packs or _wasted(line)]
        enough += [known.item[line.item_id].name for line in lines if line not in to_say]
        if to_say:
            out.write(f"\n{supplier}\n")
        out.writelines(_line(line, known) for line in to_say)
    if enough:
        out.write(f"\nNot listed, enough in stock: {', '.join(enough)}\n")


def _line(line: OrderLine, known: Catalog) -> str:
    item, suggestion = known.item[line.item_id], line.suggestion
    head = f"  {item.name}: "
    if suggestion is None:
        return f"{head}– (in the books since {line.since:%b %Y}, under {MONTHS} months) · {_source(line, known)}\n"
    use = suggestion.use
    pack = "case" if item.units_per_case else "box" if item.units_per_box else ""
    packs = f"{suggestion.packs:,} × {pack} of {suggestion.pack:,}" if pack else f"{suggestion.packs:,}"
    said = packs if suggestion.packs else "nothing now"
    sum_ = (
        f"    {suggestion.cover} × {use.monthly:,} = {suggestion.target:,} − {suggestion.usable:,} usable"
        f" − {suggestion.on_order:,} on order = {suggestion.needed:,} needed"
    )
    month = (
        f"    a month: {use.desk:,} over the desk ({use.given:,} given in {use.months} months, {use.days_out:,} days"
        f" out of stock, {use.asked:,} asked for with none left) + {use.bulk_a_month:,} in bulk"
    )
    lines = [f"{head}{said} · {_source(line, known)}", sum_, month]
    if _wasted(line):
        lines.append(f"    About {suggestion.will_expire:,} of {suggestion.usable:,} will expire before it is used.")
    return "\n".join(lines) + "\n"


def _wasted(line: OrderLine) -> bool:
    return line.suggestion is not None and line.suggestion.will_expire > 0


def _as_json(grouped: list[tuple[str, list[OrderLine]]], desk: Desk, said: Said, asked: Asked) -> dict[str, Any]:
    months = levels.months_before(desk.at.day, MONTHS)
    return {
        "as_of": desk.at.day.isoformat(),
        "site": said.get("site"),
        "cover_months": asked.cover,
        "use_from": f"{months[0]:%Y-%m}",
        "use_until": f"{months[-1]:%Y-%m}",
        "suppliers": [
            {
                "supplier": None if supplier == _NOBODY else supplier,
                "lines": [_line_as_json(line, desk.catalog) for line in lines],
            }
            for supplier, lines in grouped
        ],
    }


def _line_as_json(line: OrderLine, known: Catalog) -> dict[str, Any]:
    suggestion = line.suggestion
    said: dict[str, Any] = {
        "item": known.item[line.item_id].name,
        "source": next((one.name for one in known.sources if one.id == line.payer.source_id), None),
        "source_has_ended": line.payer.has_ended,
        "source_may_not_pay": line.payer.may_not,
        "usable": line.usable,
        "on_order": line.on_order,
    }
    if suggestion is None:
        return said | {"suggested": None, "reason": "thin_history", "in_the_books_since": f"{line.since:%Y-%m}"}
    use = suggestion.use
    return said | {
        "given": use.given,
        "asked_none_left": use.asked,
        "days_out_of_stock": use.days_out,
        "monthly_over_the_desk": use.desk,
        "monthly_in_bulk": use.bulk_a_month,
        "monthly_use": use.monthly,
        "target": suggestion.target,
        "needed": suggestion.needed,
        "pack": suggestion.pack,
        "packs": suggestion.packs,
        "suggested": suggestion.units,
        "will_expire_before_used": suggestion.will_expire,
    }
