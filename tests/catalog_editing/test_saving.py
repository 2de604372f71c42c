"""What was said of an item or an entry, saved whole: only what is otherwise is written, and the past stays."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from outreach import catalog
from outreach.barcodes import BarcodeTaken, Listed
from outreach.catalog import Part
from outreach.catalog_editing import book, saving, standing
from outreach.catalog_editing.items import Called, Facts
from outreach.catalog_editing.lists import DatesWrong
from outreach.catalog_editing.names import NameMissing
from outreach.catalog_editing.said import EntrySaid, ItemSaid, RuleSaid
from outreach.catalog_editing.standing import InAKit, LastOne
from outreach.founding import NotAName
from outreach.safety.staff import NotAllowed
from outreach.stock import source_rules
from outreach.vocabulary import At, ItemId, Named
from tests.make import COOKER, COTTON, FRONT, KIT, NASAL, NORTH, STATE, SYRINGE, TODAY

CODE = "00614141999996"
NOBODY = ItemId(0)  # whose barcode it is is said by whose form it stands on
HAT = {"en": Called("Woolly hat", "", ("beanie",)), "es": Called("Gorro", "", ())}


def do(desk, act, *rest, by="JM", on=TODAY, **said):
    who = desk.by(by)
    with desk.writing() as session:
        return act(session, who, At(on), *rest, **said)


def read(desk, on=TODAY):
    return desk.read(book.load, on)


def record(desk, item_id):
    return next(item for item in read(desk).items if item.id == item_id)


def entry(desk, what, name):
    return next(one for one in read(desk).entries(what) if one.said.name == name)


def hat(desk, **said):
    category = desk.catalog.item[desk.item(COTTON)].category_id
    return ItemSaid(Facts(category), HAT, **said)


def test_an_item_is_added_with_all_that_belongs_to_it(desk):
    said = hat(
        desk, targets={desk.site(): (5, 20)}, barcodes=(Listed(CODE, NOBODY, 12),), since=TODAY,
        parts=(Part(desk.item(COOKER), 2),),
    )  # fmt: skip

    item_id = do(desk, saving.save_item, None, said)

    made = record(desk, item_id)
    assert {language: one.name for language, one in made.said.called.items()} == {"en": "Woolly hat", "es": "Gorro"}
    assert (made.said.called["en"].aliases, made.said.targets) == (("beanie",), {desk.site(): (5, 20)})
    assert [(one.code, one.units) for one in made.said.barcodes] == [(CODE, 12)]
    assert [(version.since, version.parts) for version in made.versions] == [(TODAY, (Part(desk.item(COOKER), 2),))]


def test_one_refusal_and_nothing_of_the_item_is_there(desk):
    nasal, code = record(desk, desk.item(NASAL)), (Listed(CODE, desk.item(NASAL), 1),)
    do(desk, saving.save_item, nasal, replace(nasal.said, barcodes=code))
    with pytest.raises(BarcodeTaken):
        do(desk, saving.save_item, None, hat(desk, barcodes=code))

    assert "Woolly hat" not in [item.said.called["en"].name for item in read(desk).items]


def test_a_barcode_is_confirmed_retired_and_brought_back(desk):
    nasal = desk.item(NASAL)
    for said in ({}, {"is_retired": True}, {"is_retired": False}):
        before = record(desk, nasal)
        known = before.said.barcodes or (Listed(CODE, nasal, 12),)
        do(desk, saving.save_item, before, replace(before.said, barcodes=(replace(known[0], **said),)))
        now = desk.read(catalog.load, "en", TODAY).barcodes
        assert (CODE in now) is not said.get("is_retired", False)


def test_a_name_of_spanish_alone_and_one_taken_away_fall_back_on_the_other(desk):
    spanish = replace(hat(desk), called={**HAT, "en": Called("", "", ())})
    item_id = do(desk, saving.save_item, None, spanish)
    assert record(desk, item_id).said.called["en"].name == "Gorro"

    before = record(desk, desk.item(COOKER))
    called = {**before.said.called, "es": Called("", "", ())}
    do(desk, saving.save_item, before, replace(before.said, called=called))

    assert record(desk, desk.item(COOKER)).said.called["es"].name == COOKER
    with pytest.raises(NameMissing):
        do(desk, saving.save_item, None, replace(hat(desk), called=dict.fromkeys(HAT, Called("  ", "", ()))))


def test_a_name_is_short_enough_to_print_and_has_a_letter(desk):
    for name in ("x" * 61, "–"):
        with pytest.raises(NotAName):
            do(desk, saving.save_item, None, replace(hat(desk), called={**HAT, "en": Called(name, "", ())}))


def test_named_anew_the_past_month_says_what_it_said(desk):
    desk.give({COOKER: 3}, on=date(2026, 9, 3))
    before = record(desk, desk.item(COOKER))
    called = {**before.said.called, "en": replace(before.said.called["en"], name="Steel cooker")}

    do(desk, saving.save_item, before, replace(before.said, called=called))

    then, now = (desk.read(catalog.load, "en", day).item[before.id] for day in (date(2026, 9, 30), TODAY))
    assert (then.name, now.name) == (COOKER, "Steel cooker")
    assert COOKER in now.search_words


def test_a_source_has_days_and_rules_and_a_rule_is_ended_not_lost(desk):
    rule = RuleSaid(may_buy=True, item_id=desk.item(NASAL), since=TODAY)
    said = replace(entry(desk, Named.SOURCE, STATE).said, ends=date(2027, 1, 31), rules=(rule,))
    do(desk, saving.save_entry, Named.SOURCE, entry(desk, Named.SOURCE, STATE), said)

    made = entry(desk, Named.SOURCE, STATE)
    assert made.said.ends == date(2027, 1, 31)
    ended = replace(made.said, rules=(replace(made.said.rules[0], until=TODAY),))
    do(desk, saving.save_entry, Named.SOURCE, made, ended)

    rules = desk.read(source_rules.load)
    assert not rules.allow(made.id, desk.item(COOKER), TODAY)
    assert rules.allow(made.id, desk.item(COOKER), TODAY + timedelta(days=1))


def test_what_ends_does_not_end_before_it_starts(desk):
    source = entry(desk, Named.SOURCE, STATE)
    with pytest.raises(DatesWrong):
        do(desk, saving.save_entry, Named.SOURCE, source, replace(source.said, ends=date(2020, 1, 1)))
    backwards = RuleSaid(since=TODAY, until=TODAY - timedelta(days=1))
    with pytest.raises(DatesWrong):
        do(desk, saving.save_entry, Named.SOURCE, source, replace(source.said, rules=(backwards,)))


@pytest.mark.parametrize(
    ("what", "said"),
    [
        (Named.SITE, EntrySaid("Harbor box", short_name="Box", is_machine=True)),
        (Named.SUPPLIER, EntrySaid("Cascade Medical Supply")),
        (Named.PARTNER, EntrySaid("Harbor House", county="Kings")),
        (Named.CATEGORY, EntrySaid("Pet food", "Comida de mascotas")),
        (Named.SOURCE, EntrySaid("Bake sale", starts=TODAY, ends=TODAY)),
    ],
)
def test_an_entry_is_read_as_it_was_said(desk, what, said):
    do(desk, saving.save_entry, what, None, said)

    assert entry(desk, what, said.name).said == said


def test_a_category_is_named_anew_in_spanish_too(desk):
    before = entry(desk, Named.CATEGORY, "Hygiene")
    do(desk, saving.save_entry, Named.CATEGORY, before, replace(before.said, name="Care", name_es="Cuidado"))

    made = entry(desk, Named.CATEGORY, "Care")
    assert (made.id, made.said.name_es) == (before.id, "Cuidado")


def test_lists_stand_in_the_order_they_were_put_in(desk):
    for what, names in ((Named.SITE, [NORTH, FRONT]), (Named.PLACE, ["River stop", "Front room"])):
        do(desk, standing.order, what, [entry(desk, what, name).id for name in names])
        assert [one.said.name for one in read(desk).entries(what) if one.said.name in names] == names

    now = desk.read(catalog.load, "en", TODAY)
    assert [site.name for site in now.sites] == [NORTH, FRONT]


def test_when_the_usual_place_is_retired_another_is_the_usual_one(desk):
    do(desk, standing.retire, Named.PLACE, desk.place("Front room"))
    made = desk.read(catalog.load, "en", TODAY)
    assert made.site[desk.site()].usual_place_id == desk.place("River stop")

    do(desk, standing.retire, Named.PLACE, desk.place("River stop"))
    assert desk.read(catalog.load, "en", TODAY).site[desk.site()].usual_place_id is None


def test_the_last_site_with_staff_and_no_source_stated_stay(desk):
    do(desk, standing.retire, Named.SITE, desk.site(NORTH))
    unstated = next(one for one in read(desk).entries(Named.SOURCE) if one.is_fixed)
    for what, id_ in ((Named.SITE, desk.site()), (Named.SOURCE, unstated.id)):
        with pytest.raises(LastOne):
            do(desk, standing.retire, what, id_)


def test_what_a_kit_is_made_with_is_not_retired_before_the_kit_is_made_without_it(desk):
    kit = record(desk, desk.item(KIT))
    with pytest.raises(InAKit):
        do(desk, standing.retire, Named.ITEM, desk.item(COTTON))
    without = replace(kit.said, since=TODAY, parts=(Part(desk.item(SYRINGE), 5),))
    do(desk, saving.save_item, kit, without)

    do(desk, standing.retire, Named.ITEM, desk.item(COTTON))

    assert record(desk, desk.item(COTTON)).is_retired


def test_a_retired_category_is_on_no_list(desk):
    said = EntrySaid("Pet food")
    id_ = do(desk, saving.save_entry, Named.CATEGORY, None, said)
    do(desk, standing.retire, Named.CATEGORY, id_)

    assert "Pet food" not in [one.name for one in desk.read(catalog.load, "en", TODAY).categories]
    assert entry(desk, Named.CATEGORY, "Pet food").is_retired


def test_the_front_desk_saves_nothing(desk):
    cooker = record(desk, desk.item(COOKER))
    with pytest.raises(NotAllowed):
        do(desk, saving.save_item, None, hat(desk), by="DS")
    with pytest.raises(NotAllowed):
        do(desk, saving.save_item, cooker, replace(cooker.said, barcodes=(Listed(CODE, NOBODY, 1),)), by="DS")
    with pytest.raises(NotAllowed):
        do(desk, saving.save_entry, Named.SITE, None, EntrySaid("X1"), by="DS")
    with pytest.raises(NotAllowed):
        do(desk, standing.order, Named.SITE, [desk.site()], by="DS")
