"""A changed kit in a few words: `28G instead of 29G, without cottons`.  No Qt."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from outreach.catalog import Item
from outreach.stock.kit_differences import Instead, Parts, difference
from outreach.translation import N_, Translator
from outreach.vocabulary import ItemId


def how(parts: Parts, recipe: Parts, items: Mapping[ItemId, Item], words: Translator) -> str:
    """What is otherwise in it than the recipe says; nothing where it is as the recipe says."""
    return ", ".join(_said(parts, recipe, items, words))


def _said(parts: Parts, recipe: Parts, items: Mapping[ItemId, Item], words: Translator) -> Iterator[str]:
    found = difference(parts, recipe, items)
    inside = {part: items[part] for part, _ in (*recipe, *parts)}
    names, counted = _names(inside, lambda item: item.short_name), _names(inside, lambda item: item.name)
    for one in found.instead:
        yield _instead(one, names if one.is_as_many else counted, words)
    for part, n, by_recipe in found.other:
        yield words(N_("{n} × {item}, not {m}"), n=n, item=counted[part], m=by_recipe)
    if found.without:
        yield words(N_("without {items}"), items=", ".join(names[part] for part in found.without))
    if found.more:
        named = (words(N_("{n} × {item}"), n=n, item=counted[part]) for part, n in found.more)
        yield words(N_("with {items}"), items=", ".join(named))


def _instead(one: Instead, names: Mapping[ItemId, str], words: Translator) -> str:
    new, old = names[one.item_id], names[one.of]
    if one.is_as_many:
        return words(N_("{new} instead of {old}"), new=new, old=old)
    return words(N_("{n} × {new} instead of {m} × {old}"), n=one.quantity, new=new, m=one.of_quantity, old=old)


def _names(inside: Mapping[ItemId, Item], called: Callable[[Item], str]) -> Mapping[ItemId, str]:
    """Each as it stands within a sentence; a syringe by its gauge, where that tells it from the others."""
    kinds = Counter(kind(item) for item in inside.values())
    return {
        part: kind(item) if kind(item) != item.short_name and kinds[kind(item)] == 1 else in_midst(called(item))
        for part, item in inside.items()
    }


def kind(item: Item) -> str:
    """The gauge by which everyone knows a syringe, or else its short name."""
    return next((word for word in item.name.split() if word[:-1].isdigit() and word[-1:] in "Gg"), item.short_name)


def in_midst(name: str) -> str:
    """A name as it stands within a sentence; one that begins with a figure or several capitals stays."""
    return name[:1].lower() + name[1:] if name[1:2].islower() or name[1:2] == " " else name
