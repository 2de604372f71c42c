"""A changed kit in a few words: `28G instead of 29G, without cotton`.  No Qt."""

from collections.abc import Iterator, Mapping

from outreach.catalog import Item
from outreach.stock.kit_differences import Instead, Parts, difference
from outreach.translation import N_, Translator
from outreach.vocabulary import ItemId

CHANGED = N_("Changed")


def how(parts: Parts, recipe: Parts, items: Mapping[ItemId, Item], words: Translator) -> str:
    """What is otherwise in it than the recipe says; nothing where it is as the recipe says."""
    return ", ".join(_said(parts, recipe, items, words))


def _said(parts: Parts, recipe: Parts, items: Mapping[ItemId, Item], words: Translator) -> Iterator[str]:
    found = difference(parts, recipe, items)
    for one in found.instead:
        yield _instead(one, items, words)
    for item_id, n, by_recipe in found.other:
        yield words(N_("{n} {item}, not {m}"), n=n, item=in_midst(items[item_id].short_name), m=by_recipe)
    if found.without:
        yield words(N_("without {items}"), items=", ".join(in_midst(items[part].short_name) for part in found.without))
    if found.more:
        named = (words(N_("{n} {item}"), n=n, item=in_midst(items[part].short_name)) for part, n in found.more)
        yield words(N_("with {items}"), items=", ".join(named))


def _instead(one: Instead, items: Mapping[ItemId, Item], words: Translator) -> str:
    new, old = items[one.item_id], items[one.of]
    names = (kind(new), kind(old)) if kind(new) != kind(old) else (new.short_name, old.short_name)
    if one.is_as_many:
        return words(N_("{new} instead of {old}"), new=names[0], old=in_midst(names[1]))
    return words(
        N_("{n} {new} instead of {m} {old}"), n=one.quantity, new=names[0], m=one.of_quantity, old=in_midst(names[1])
    )


def kind(item: Item) -> str:
    """The gauge by which everyone knows a syringe, or else its short name."""
    return next((word for word in item.name.split() if word[:-1].isdigit() and word[-1:] in "Gg"), item.short_name)


def in_midst(name: str) -> str:
    """A name as it stands within a sentence; one that begins with a figure or several capitals stays."""
    return name[:1].lower() + name[1:] if name[1:2].islower() or name[1:2] == " " else name
