"""What a head of the starter lists is called where its words have no room; what a center renamed has no other name."""

from collections.abc import Mapping
from functools import cache

from outreach import starter
from outreach.paths import resources


def short_head(name: str) -> str:
    """The short name of a service or category of the starter lists, in the language of the name; "" of any other."""
    return _known().get(name, "")


@cache
def _known() -> Mapping[str, str]:
    return starter.short_names(resources() / "catalog")
