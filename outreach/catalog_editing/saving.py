"""What was said of an item or an entry, written: only what is otherwise than before, and all of it or nothing."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from outreach import barcodes
from outreach.barcodes import Listed
from outreach.catalog_editing import care, in_languages, items, limits, lists, recipes
from outreach.catalog_editing.items import Called
from outreach.catalog_editing.limits import NewRule, Target
from outreach.catalog_editing.names import NameMissing
from outreach.catalog_editing.said import EntryRecord, EntrySaid, ItemRecord, ItemSaid, RuleSaid
from outreach.safety.staff import Actor
from outreach.vocabulary import At, CategoryId, ItemId, Named, SiteId, SourceId

CARE = frozenset({Named.SERVICE, Named.REFERRAL})


def save_item(session: Session, by: Actor, at: At, before: ItemRecord | None, said: ItemSaid) -> ItemId:
    """Add an item, or change one from what it was before.

    Raises what `items`, `limits`, `recipes` and `barcodes` raise.
    """
    was = before.said if before else None
    if before is None:
        item_id = items.add(session, by, at, _called(said.called, {}), said.facts)
    else:
        item_id = before.id
        if was is not None and (said.called, said.facts) != (was.called, was.facts):
            items.change(session, by, at, item_id, _called(said.called, was.called), said.facts)
    _save_targets(session, by, at, item_id, was.targets if was else {}, said.targets)
    _save_barcodes(session, by, at, item_id, was.barcodes if was else (), said.barcodes)
    if said.since is not None:
        parts = [(part.item_id, part.quantity) for part in said.parts]
        recipes.write(session, by, at, item_id, said.since, parts)
    return item_id


def _called(said: Mapping[str, Called], was: Mapping[str, Called]) -> dict[str, Called]:
    """With a name in English, which every page can fall back on; a name taken away is then the English one."""
    named = {language: one for language, one in said.items() if one.name.strip()}
    had = {language for language, one in was.items() if one.name}
    if not named or ("en" in had and "en" not in named):
        raise NameMissing
    first = named.get("en") or next(iter(named.values()))
    wanted = {language: named.get(language, Called(first.name, first.short_name, said[language].aliases))
              for language in said if language in named or language == "en" or language in had}  # fmt: skip
    return {
        language: Called(one.name, one.short_name.strip() or " ".join(one.name.split()), one.aliases or ())
        for language, one in wanted.items()
    }


def _save_targets(
    session: Session, by: Actor, at: At, item_id: ItemId,
    was: Mapping[SiteId, tuple[int, int]], said: Mapping[SiteId, tuple[int, int]],
) -> None:  # fmt: skip
    for site_id in sorted({*was, *said}):
        minimum, target = said.get(site_id, (0, 0))
        if (minimum, target) != was.get(site_id, (0, 0)):
            limits.set_target(session, by, at, Target(site_id, item_id, minimum, target))


def _save_barcodes(
    session: Session, by: Actor, at: At, item_id: ItemId, was: tuple[Listed, ...], said: tuple[Listed, ...]
) -> None:
    known = {barcode.code: barcode for barcode in was}
    for barcode in said:
        before = known.get(barcode.code)
        if barcode == before:
            continue
        if not barcode.is_retired:
            barcodes.add(session, by, at, code=barcode.code, item_id=item_id, units=barcode.units)
        elif before is not None:
            barcodes.retire(session, by, at, barcode.code)


def save_entry(session: Session, by: Actor, at: At, what: Named, before: EntryRecord | None, said: EntrySaid) -> int:
    """Add an entry to a list, or change one.  Raises what `lists` and `limits` do."""
    was = before.said if before else EntrySaid()
    id_ = _added(session, by, at, what, said) if before is None else before.id
    if before is not None and what is Named.CATEGORY:
        called = {language: name for language, name in _names(said, was).items() if name != _names(was, was)[language]}
        if called:
            lists.rename_category(session, by, at, CategoryId(id_), called)
    elif before is not None and what in CARE:
        in_languages.rename(session, by, at, what, id_, _names(said, was))
    elif before is not None and (said.name, said.short_name) != (was.name, was.short_name):
        lists.rename(session, by, at, what, id_, said.name, said.short_name or " ".join(said.name.split()))
    facts = {name: value for name, value in _facts(said).items() if value != _facts(was)[name]}
    if before is not None and facts:
        lists.change(session, by, at, what, id_, _facts_of(what, said) if what is Named.SOURCE else facts)
    elif before is None and what is Named.PLACE and said.is_usual:
        lists.change(session, by, at, what, id_, {"is_usual": True})
    _save_rules(session, by, at, id_, was.rules, said.rules)
    return id_


def _names(said: EntrySaid, was: EntrySaid) -> dict[str, str]:
    """Of what has a name in each language; a Spanish name that was taken away is the English one."""
    spanish = said.name_es.strip() or (said.name if was.name_es else "")
    return {"en": said.name, "es": spanish} if spanish else {"en": said.name}


def _added(session: Session, by: Actor, at: At, what: Named, said: EntrySaid) -> int:
    match what:
        case Named.SITE:
            return lists.add_site(
                session, by, at, said.name, short_name=said.short_name.strip(), is_machine=said.is_machine
            )
        case Named.PLACE if said.site_id is not None:
            return lists.add_place(session, by, at, said.site_id, said.name, said.county)
        case Named.SOURCE:
            return lists.add_source(session, by, at, said.name, said.starts, said.ends)
        case Named.SUPPLIER:
            return lists.add_supplier(session, by, at, said.name)
        case Named.PARTNER:
            return lists.add_partner(session, by, at, said.name, said.county)
    add = lists.add_category if what is Named.CATEGORY else partial(care.add, what=what)
    return add(session, by, at, called=_names(said, EntrySaid()))


def _facts(said: EntrySaid) -> dict[str, Any]:
    return {
        "county": said.county.strip(), "is_usual": said.is_usual, "is_machine": said.is_machine,
        "starts_on": said.starts, "ends_on": said.ends,
    }  # fmt: skip


def _facts_of(what: Named, said: EntrySaid) -> dict[str, Any]:
    """Both days of a source, so that the one is judged by the other."""
    return {name: _facts(said)[name] for name in ("starts_on", "ends_on") if what is Named.SOURCE}


def _save_rules(
    session: Session, by: Actor, at: At, source: int, was: tuple[RuleSaid, ...], said: tuple[RuleSaid, ...]
) -> None:
    known = {rule.id: rule for rule in was}
    for rule in said:
        if rule.id is None:
            new = NewRule(SourceId(source), rule.may_buy, rule.item_id, rule.category_id, rule.since, rule.until)
            limits.add_rule(session, by, at, new)
        elif rule != known[rule.id]:
            limits.end_rule(session, by, at, rule.id, rule.until)
