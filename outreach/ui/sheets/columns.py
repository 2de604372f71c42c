"""The columns of a visit sheet as they are keyed: what stands in a cell of a row, and what typing in it makes of it.

Pure: a row and words in, a row or a `Wrong` out.  A code never stands here in letters.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from outreach.catalog import Catalog, folded
from outreach.entry import LONGEST_THING, MOST, MOST_PEOPLE, Returned, Unlisted
from outreach.sheets.layouts import Layout
from outreach.sheets.rows import Row
from outreach.translation import N_, Translator
from outreach.ui.shared.quick_add import QuickAdd
from outreach.ui.sheets.amounts import Wrong, amount_text, whole, with_amount
from outreach.ui.sheets.short_heads import short_head
from outreach.ui.sheets.titles import told_apart
from outreach.vocabulary import ContainerId, ItemId, ReferralId, ReturnedHow, SeenBefore, ServiceId, WeightUnit

TICK, DOTS = "✓", "••••••"
TICKS = frozenset("xX ✓")
_TICKED_BY, _NO_TICK = frozenset({TICK, "1", "x", "X"}), frozenset({"", "0"})
_AMOUNT_LAST = re.compile(r"(?P<name>.*?\D)(?:(?<=\s)x|×)?\s*(?P<amount>\d+)\s*$")  # the x of "box 2" is its own
_LETTERS_OF = {"N": ReturnedHow.NONE, "S": ReturnedHow.TOLD, "C": ReturnedHow.COUNTED, "P": ReturnedHow.WEIGHT}


class What(StrEnum):
    CODE = "code"
    BEFORE = "before"
    PEOPLE = "people"
    ITEM = "item"
    OTHER = "other"
    HOW = "how"
    AMOUNT = "amount"
    SERVICE = "service"
    REFERRED = "referred"


TICKED = frozenset({What.BEFORE, What.SERVICE})
WORDS = frozenset({What.CODE, What.OTHER, What.REFERRED})


@dataclass(frozen=True, slots=True)
class Column:
    """`title` is short, `name` whole; `group` is what it stands under."""

    what: What
    title: str
    name: str
    group: str
    item_id: ItemId | None = None
    service_id: ServiceId | None = None
    short: str = ""  # where the title has no room

    @property
    def is_added_up(self) -> bool:
        return self.what in (What.ITEM, What.SERVICE)

    @property
    def more(self) -> str:
        """What the name says behind the title."""
        return self.name[len(self.title) :].strip() if self.name.startswith(f"{self.title} ") else ""


NO_SUCH_LETTER = N_("How returns were measured is one of these letters: {letters}.")
NO_SUCH_REFERRAL = N_("This is no referral of the list.")
NO_SUCH_THING = N_("Type an item and an amount, such as Cookers 20.")
ONLY_A_TICK = N_("This is a tick or nothing: Space or x.")
NO_CODE = N_("A code needs a letter or a digit.")


@dataclass(frozen=True)
class Grid:
    """The columns of one sheet and how what is typed in them is understood."""

    columns: tuple[Column, ...]
    layout: Layout
    catalog: Catalog
    quick: QuickAdd

    @property
    def letters(self) -> dict[str, ContainerId | None]:
        """Every letter of *How*, with its container."""
        return {**dict.fromkeys(_LETTERS_OF), **dict(self.layout.letters)}

    def text(self, column: Column, row: Row) -> str:
        """What a cell says."""
        return _SAID[column.what](self, column, row)

    def typed(self, column: Column, row: Row, text: str) -> Row | Wrong:
        """The row with this in its cell; a code is not for here."""
        text = text.strip()
        return _TYPED[column.what](self, column, row, text)

    def people(self, _column: Column, row: Row, text: str) -> Row | Wrong:
        number = whole(text, MOST_PEOPLE)
        return number if isinstance(number, Wrong) else replace(row, for_people=number or None)

    def item(self, column: Column, row: Row, text: str) -> Row | Wrong:
        number = whole(text, MOST)
        return number if isinstance(number, Wrong) else with_item(row, column.item_id, number or 0)

    def how(self, _column: Column, row: Row, text: str) -> Row | Wrong:
        if not text:
            return replace(row, returned=Returned())
        letter = text.upper()
        if letter not in self.letters:
            return Wrong(NO_SUCH_LETTER)
        made = self._measured(letter)
        kept = with_amount(made, amount_text(row.returned))
        return replace(row, returned=made if isinstance(kept, Wrong) else kept)

    def amount(self, _column: Column, row: Row, text: str) -> Row | Wrong:
        made = with_amount(row.returned, text)
        return made if isinstance(made, Wrong) else replace(row, returned=made)

    def other(self, _column: Column, row: Row, text: str) -> Row | Wrong:
        """Items of the list, each with an amount; what is on no list goes by its name."""
        own = set(self.layout.items)
        items = {item_id: amount for item_id, amount in row.items if item_id in own}
        unlisted: list[Unlisted] = []
        for part in filter(None, (one.strip() for one in re.split(r"[,;]", text))):
            if found := self.quick.matches(part, limit=1):
                items[found[0].item_id] = items.get(found[0].item_id, 0) + found[0].amount
                continue
            made = thing(part)
            if isinstance(made, Wrong):
                return made
            unlisted.append(made)
        return replace(row, items=tuple(items.items()), unlisted=tuple(unlisted))

    def referred(self, _column: Column, row: Row, text: str) -> Row | Wrong:
        found = [self._referral(part) for part in re.split(r"[,;]", text) if part.strip()]
        if None in found:
            return Wrong(NO_SUCH_REFERRAL)
        return replace(row, referrals=tuple(dict.fromkeys(id_ for id_ in found if id_ is not None)))

    def tick(self, column: Column, row: Row, text: str) -> Row | Wrong:
        if text not in _TICKED_BY and text not in _NO_TICK:
            return Wrong(ONLY_A_TICK)
        is_ticked = text in _TICKED_BY
        return toggled(column, row) if is_ticked is not bool(self.text(column, row)) else row

    def _measured(self, letter: str) -> Returned:
        container = dict(self.layout.letters).get(letter)
        if container is not None:
            return Returned(ReturnedHow.CONTAINER, container_id=container)
        how = _LETTERS_OF[letter]
        if how is ReturnedHow.WEIGHT:
            return Returned(how, tare=Decimal(0), unit=WeightUnit.POUND)
        return Returned(how)

    def letter(self, returned: Returned) -> str:
        if returned.how is ReturnedHow.CONTAINER:
            return next((letter for letter, id_ in self.layout.letters if id_ == returned.container_id), "?")
        return next((letter for letter, how in _LETTERS_OF.items() if how is returned.how), "")

    def others(self, row: Row) -> str:
        own = set(self.layout.items)
        said = [f"{self.catalog.item[id_].short_name} {n}" for id_, n in row.items if id_ not in own]
        return ", ".join([*said, *(f"{thing.name} {thing.quantity}" for thing in row.unlisted)])

    def referrals(self, row: Row) -> str:
        names = {referral.id: referral.name for referral in self.catalog.referrals}
        return ", ".join(names.get(id_, "") for id_ in row.referrals)

    def _referral(self, typed: str) -> ReferralId | None:
        """The first of the list that has a word beginning like this."""
        wanted = folded(typed)
        known = self.catalog.names["referral"].get(wanted)
        if known is not None:
            return ReferralId(known)
        for referral in self.catalog.referrals:
            if not referral.retired and any(
                folded(word).startswith(wanted) for word in (referral.name, *referral.name.split())
            ):
                return referral.id
        return None


_SAID: dict[What, Callable[[Grid, Column, Row], str]] = {
    What.CODE: lambda _grid, _column, row: DOTS if row.code else "",
    What.BEFORE: lambda _grid, _column, row: TICK if row.before is SeenBefore.BEFORE else "",
    What.PEOPLE: lambda _grid, _column, row: str(row.for_people or ""),
    What.ITEM: lambda _grid, column, row: str(next((n for id_, n in row.items if id_ == column.item_id), "")),
    What.SERVICE: lambda _grid, column, row: TICK if column.service_id in row.services else "",
    What.HOW: lambda grid, _column, row: grid.letter(row.returned),
    What.AMOUNT: lambda _grid, _column, row: amount_text(row.returned),
    What.OTHER: lambda grid, _column, row: grid.others(row),
    What.REFERRED: lambda grid, _column, row: grid.referrals(row),
}
_TYPED: dict[What, Callable[[Grid, Column, Row, str], Row | Wrong]] = {
    What.PEOPLE: Grid.people,
    What.ITEM: Grid.item,
    What.HOW: Grid.how,
    What.AMOUNT: Grid.amount,
    What.OTHER: Grid.other,
    What.REFERRED: Grid.referred,
    What.BEFORE: Grid.tick,
    What.SERVICE: Grid.tick,
}


def columns_of(layout: Layout, catalog: Catalog, words: Translator, *, has_codes: bool) -> tuple[Column, ...]:
    """The columns in the order they were printed."""
    who, back, care = words(N_("Who")), words(N_("Returned")), words(N_("Care"))
    items = [catalog.item[item_id] for item_id in layout.items]
    names = {service.id: service.name for service in catalog.services}
    services = [(id_, names.get(id_, "")) for id_ in layout.services]
    code = (Column(What.CODE, words(N_("Code")), words(N_("Code")), who),) if has_codes else ()
    return (
        *code,
        Column(What.BEFORE, words(N_("Before")), words(N_("Been here before")), who),
        Column(What.PEOPLE, words(N_("For")), words(N_("For how many")), who),
        *(
            Column(What.ITEM, title, item.short_name, item.category, item_id=item.id)
            for item, title in zip(items, told_apart([item.short_name for item in items]), strict=True)
        ),
        Column(What.OTHER, words(N_("Item and amount")), words(N_("Item and amount")), words(N_("Other"))),
        Column(What.HOW, words(N_("How")), words(N_("How (letter)")), back),
        Column(What.AMOUNT, words(N_("Amount")), words(N_("Amount")), back, short=words(N_("Amt"))),
        *(
            Column(What.SERVICE, title, name, care, service_id=id_, short=short_head(name))
            for (id_, name), title in zip(services, told_apart([name for _, name in services]), strict=True)
        ),
        Column(What.REFERRED, words(N_("Referred")), words(N_("Referred to")), care),
    )


def toggled(column: Column, row: Row) -> Row:
    """The row with a tick the other way."""
    if column.what is What.BEFORE:
        is_on = row.before is SeenBefore.BEFORE
        return replace(row, before=SeenBefore.NOT_ASKED if is_on else SeenBefore.BEFORE)
    if column.service_id in row.services:
        return replace(row, services=tuple(id_ for id_ in row.services if id_ != column.service_id))
    assert column.service_id is not None  # noqa: S101 - a tick is of one or the other
    return replace(row, services=(*row.services, column.service_id))


def with_item(row: Row, item_id: ItemId | None, amount: int) -> Row:
    assert item_id is not None  # noqa: S101 - only columns of items ask
    others = tuple((id_, n) for id_, n in row.items if id_ != item_id)
    return replace(row, items=(*others, (item_id, amount)) if amount else others)


def jump(columns: Sequence[Column], at: int, letter: str, among: Sequence[int]) -> int | None:
    """The next of these columns to the right that begins with this letter, round the end; None if none."""
    wanted = folded(letter)
    order = [*(n for n in among if n > at), *(n for n in among if n < at)]
    return next((place for place in order if wanted and wanted in _initials(columns[place])), None)


def _initials(column: Column) -> set[str]:
    """The first letter of a title; of one that begins with figures, the first letter in it."""
    return {next((folded(sign) for sign in column.title if sign.isalpha()), "")}


def next_used(at: int, used: Iterable[int]) -> int | None:
    """The next column to the right that is filled in some row of this sheet; None at the end of them."""
    return min((place for place in used if place > at), default=None)


def unfinished(grid: Grid, rows: Sequence[Row]) -> tuple[int, int]:
    """Where to go on with a sheet begun: in its last row behind what is filled, or in the blank row that ends `rows`.

    A row is done that is filled as far as the others are.
    """
    written = [[n for n, column in enumerate(grid.columns) if grid.text(column, row)] for row in rows]
    last = written[-2] if len(written) > 1 else []
    used = {place for row in written[:-2] for place in row} or range(len(grid.columns))
    after = next_used(max(last), used) if last else None
    return (len(rows) - 1, 0) if after is None else (len(rows) - 2, after)


def thing(part: str) -> Unlisted | Wrong:
    """What is on no list: a name, and an amount behind it or one."""
    found = _AMOUNT_LAST.fullmatch(part)
    name, amount = (found["name"], int(found["amount"])) if found else (part, 1)
    name = " ".join(name.split()).rstrip("× ").removesuffix(" x")
    is_thing = len(name) <= LONGEST_THING and any(sign.isalpha() for sign in name) and 1 <= amount <= MOST
    return Unlisted(name, amount) if is_thing else Wrong(NO_SUCH_THING)
