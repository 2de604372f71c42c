"""Whether an item is what somebody typed: the beginnings of its words in any language, or its barcode.  Pure."""

import re
import unicodedata

from outreach import scans
from outreach.catalog_editing.said import ItemSaid

_WORDS = re.compile(r"[^\W_]+")


def fits(said: ItemSaid, typed: str) -> bool:
    wanted = _words(typed)
    if not wanted:
        return True
    code = scans.read(typed).code
    if any(barcode.code == code for barcode in said.barcodes):
        return True
    spoken = [word for one in said.called.values() for word in (one.name, one.short_name, *(one.aliases or ()))]
    words = [word for name in spoken for word in _words(name)]
    return all(any(word.startswith(begun) for word in words) for begun in wanted)


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return _WORDS.findall("".join(letter for letter in plain if not unicodedata.combining(letter)))
