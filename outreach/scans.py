"""What a scanner sends, understood: the barcode's own code, and the lot and expiry GS1 may put beside it.  Pure.

GS1 ends a lot number by a separator which many scanners leave out.  Every way to split such a text is found here;
which of them is right is for the books, or for a person, to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from biip import ParseConfig
    from biip.gs1_element_strings import GS1ElementString

SEPARATOR = "\x1d"
LONGEST = 90  # signs in one barcode; GS1 allows 48 in a line and more in a square
_SYMBOLOGY = re.compile(r"\][A-Za-z][0-9A-Za-z]")
_GS1_SYMBOLOGIES = {"]C1", "]e0", "]d2", "]Q3", "]J1"}
_TRADE_ITEM = re.compile(r"01\d{14}")
_GTIN_LENGTHS = {8, 12, 13, 14}
# What stands on boxes of supplies; with every identifier there is, nearly every lot number could be split.
_ON_SUPPLIES = ("01", "10", "11", "13", "15", "17", "20", "21", "30", "37", "240", "241")
_LONGEST_VALUE = 30


@dataclass(frozen=True, slots=True)
class Marked:
    """A lot as it stands in the barcode; its number or its date may be missing."""

    number: str = ""
    expires_on: date | None = None


@dataclass(frozen=True, slots=True)
class Scan:
    """`code` is the GTIN of 14 digits, or whatever else the barcode says.  Several `lots`: it can be read so many ways.

    `is_standard`: check digits or GS1's own marks say that this is a barcode and nothing typed.
    """

    code: str
    lots: tuple[Marked, ...] = ()
    is_standard: bool = False


def read(text: str) -> Scan:
    """Understand what a scanner sent, less what it adds before and behind."""
    sent = text.strip().strip(SEPARATOR)[:LONGEST]
    symbology = match[0] if (match := _SYMBOLOGY.match(sent)) else ""
    sent = sent.removeprefix(symbology).lstrip(SEPARATOR)
    if (symbology in _GS1_SYMBOLOGIES or _TRADE_ITEM.match(sent)) and (scan := _message(sent)):
        return scan
    gtin = _gtin(sent)
    return Scan(gtin or sent.upper(), is_standard=bool(gtin or symbology))


def _gtin(sent: str) -> str:
    """The 14 digits of an EAN, UPC or GTIN whose check digit is right; else nothing."""
    if len(sent) not in _GTIN_LENGTHS or not (sent.isascii() and sent.isdigit()):
        return ""
    from biip import ParseError  # noqa: PLC0415 - a tenth of a second, for desks with a scanner only
    from biip.gtin import Gtin  # noqa: PLC0415

    try:
        return Gtin.parse(sent).as_gtin_14()
    except ParseError:
        return ""


def _message(sent: str) -> Scan | None:
    """A GS1 message that names a trade item, in all the ways it can be split."""
    from biip import ParseConfig  # noqa: PLC0415 - see above

    config = ParseConfig(separator_chars=(SEPARATOR,))
    splits = _splits if SEPARATOR not in sent else _split_as_sent
    codes: set[str] = set()
    lots: dict[Marked, None] = {}
    for elements in splits(sent, config):
        by_identifier = {element.ai.ai: element for element in elements}
        trade_item = by_identifier.get("01")
        if trade_item is None or trade_item.gtin is None:
            continue
        codes.add(trade_item.gtin.as_gtin_14())
        lot, expiry = by_identifier.get("10"), by_identifier.get("17")
        marked = Marked(lot.value if lot else "", expiry.date if expiry else None)
        if marked != Marked():
            lots[marked] = None
    if len(codes) != 1:
        return None
    return Scan(codes.pop(), tuple(lots), is_standard=True)


def _split_as_sent(sent: str, config: ParseConfig) -> Iterator[list[GS1ElementString]]:
    """The one way, where separators were sent."""
    from biip import ParseError  # noqa: PLC0415 - see above
    from biip.gs1_messages import GS1Message  # noqa: PLC0415

    try:
        yield list(GS1Message.parse(sent, config=config).element_strings)
    except ParseError:
        return


def _splits(sent: str, config: ParseConfig, used: frozenset[str] = frozenset()) -> Iterator[list[GS1ElementString]]:
    """Every way to read a text without separators; no identifier stands in a message twice."""
    if not sent:
        yield []
        return
    identifier = next((ai for ai in _ON_SUPPLIES if sent.startswith(ai) and ai not in used), None)
    if identifier is None:
        return
    for end in range(len(identifier) + 1, min(len(sent), len(identifier) + _LONGEST_VALUE) + 1):
        if element := _element(sent[:end], config):
            for rest in _splits(sent[end:], config, used | {identifier}):
                yield [element, *rest]


def _element(said: str, config: ParseConfig) -> GS1ElementString | None:
    """The element this is, if it is one from its first sign to its last."""
    from biip import ParseError  # noqa: PLC0415 - see above
    from biip.gs1_element_strings import GS1ElementString  # noqa: PLC0415

    try:
        element = GS1ElementString.extract(said, config=config)
    except ParseError:
        return None
    return element if len(element) == len(said) else None
