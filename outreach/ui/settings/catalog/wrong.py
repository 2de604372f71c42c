"""Which field of an item's form a refusal is about, so that it is said there.  Pure."""

from outreach.barcodes import BarcodeTaken, NotABarcode
from outreach.catalog import folded
from outreach.catalog_editing.items import ItemWrong
from outreach.catalog_editing.limits import TargetBelowMinimum
from outreach.catalog_editing.names import NameMissing
from outreach.catalog_editing.recipes import RecipeInUse, RecipeWrong
from outreach.catalog_editing.said import ItemSaid
from outreach.catalog_editing.standing import StillInUse
from outreach.errors import Refusal
from outreach.founding import NameTaken, NotAName

NAMES = ("name", "short_name", "aliases")


def field_of(refusal: Refusal, said: ItemSaid) -> str:
    """`en.name`, `units_per_box`, `targets`, `barcodes`, `recipe`; '' where it is about no field."""
    field = ""
    match refusal:
        case NameMissing():
            field = "en.name"
        case NameTaken(name) | NotAName(name, _):
            field = _name(name, said)
        case ItemWrong(figure):
            field = figure
        case TargetBelowMinimum():
            field = "targets"
        case BarcodeTaken() | NotABarcode():
            field = "barcodes"
        case RecipeWrong() | RecipeInUse() | StillInUse() if said.since:
            field = "recipe"
    return field


def _name(name: str, said: ItemSaid) -> str:
    for language, one in said.called.items():
        for field, words in zip(NAMES, ((one.name,), (one.short_name,), one.aliases or ()), strict=True):
            if any(folded(word)[: len(folded(name))] == folded(name) for word in words if word):
                return f"{language}.{field}"
    return "en.name"
