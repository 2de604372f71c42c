"""A changed kit in a few words: `28G instead of 29G, without cottons`.  No Qt."""

from collections import Counter
from collections.abc import Iterator, Mapping

from outreach.catalog import Item
from outreach.stock.kit_differences import Instead, Parts, difference
from outreach.translation import N_, Translator
from outreach.vocabulary import ItemId


def how(parts: Parts, recipe: Parts, items: Mapping[ItemId, Item], words: Translator) -> str:
    """What is otherwise in it than the recipe says; nothing where it is as the recipe says."""
    return ", ".join(_said(parts, recipe, items, words))


def _said(parts: Parts, recipe: Parts, items: Mapping[ItemId, Item], words: Translator) -> Iterator[str]:
    found = difference(parts, recipe, items)
    names = _names({part for part, _ in (*parts, *recipe)}, items)
    for one in found.instead:
        yield _instead(one, names, words)
    for part, n, by_recipe in found.other:
        yield words(N_("{n} {item}, not {m}"), n=n, item=names[part], m=by_recipe)
    if found.without:
        yield words(N_("without {items}"), items=", ".join(names[part] for part in found.without))
    if found.more:
        named = (words(N_("{n} {item}"), n=n, item=names[part]) for part, n in found.more)
        yield words(N_("with {items}"), items=", ".join(named))


def _instead(one: Instead, names: Mapping[ItemId, str], words: Translator) -> str:
    new, old = names[one.item_id], names[one.of]
    if one.is_as_many:
        return words(N_("{new} instead of {old}"), new=new, old=old)
    return words(N_("{n} {new} instead of {m} {old}"), n=one.quantity, new=new, m=one.of_quantity, old=old)


def _names(parts: set[ItemId], items: Mapping[ItemId, Item]) -> Mapping[ItemId, str]:
    """Each as it stands within a sentence; a syringe by its gauge, where that tells it from the others."""
    kinds = Counter(kind(items[part]) for part in parts)
    called = {part: kind(items[part]) if kinds[kind(items[part])] == 1 else items[part].short_name for part in parts}
    return {part: in_midst(name) for part, name in called.items()}


def kind(item: Item) -> str:
    """The gauge by which everyone knows a syringe, or else its short name."""
    return next((word for word in item.name.split() if word[:-1].isdigit() and word[-1:] in "Gg"), item.short_name)


def in_midst(name: str) -> str:
    """A name as it stands within a sentence; one that begins with a figure or several capitals stays."""
    return name[:1].lower() + name[1:] if name[1:2].islower() or name[1:2] == " " else name
