"""A part of a kit swapped or left out at the desk, by real keys: still one kit, and what is in it is what counts."""

from datetime import date

import pytest

from outreach.catalog_editing import recipes
from outreach.safety import staff
from outreach.ui.desk import wording
from outreach.ui.desk.lines import Line
from outreach.ui.shared.announce import spoken
from outreach.visits import listing
from outreach.visits.which import Which
from outreach.vocabulary import At
from tests.make import COOKER, COTTON, KIT, SYRINGE
from tests.ui.desk.conftest import NOW, TODAY
from tests.ui.desk.test_budgets import CountedKeys
from tests.ui.desk.test_page import ALT, CTRL, K, item
from tests.ui.looks import cut_off, look, small_targets, unnamed

G28 = "Syringe 28G 1/2 in 1 mL"


@pytest.fixture
def kit(page, press):
    """One kit on the form, by the line of words."""
    press(K.Key_F3)
    press("kit")
    press(K.Key_Return)
    return page


def lines(page):
    return page.presenter.state.draft.lines


def said(page) -> list[str]:
    return [wording.changed(line, page.presenter.state.items, page._words) for line in lines(page)]


def held(page, line=0) -> dict[str, int]:
    items = page.presenter.state.items
    return {items[part].name: n for part, n in lines(page)[line].parts or ()}


def panel(page):
    return page._over.swap()


def swap(press):
    press(K.Key_K, CTRL)
    press(K.Key_K, CTRL)
    press("28g")
    press(K.Key_Return)
    press(K.Key_Return)


def recorded(page, store):
    with store.reading() as session:
        return listing.page(session, page.presenter._form.desk.by, NOW, Which(TODAY, TODAY))


def test_another_gauge_takes_four_keys_and_its_name(kit, press):
    counted = CountedKeys(kit)

    swap(press)

    assert counted.count <= 4 + len("28g")
    assert said(kit) == ["Changed: 28G instead of 29G"]
    assert (held(kit)[G28], SYRINGE in held(kit), lines(kit)[0].amount) == (10, False, 1)


def test_a_part_is_left_out_by_its_amount_and_the_keyboard_is_back_where_it_was(kit, press):
    press(K.Key_K, CTRL)
    press(K.Key_Tab)
    press("0")
    press(K.Key_Return)

    assert said(kit) == ["Changed: without cookers"]
    assert not kit._over.swap.is_visible
    assert kit._line.hasFocus()


def test_escape_leaves_the_line_as_it_was(kit, press):
    press(K.Key_K, CTRL)
    press("3")
    press(K.Key_Escape)

    assert said(kit) == [""]
    assert lines(kit) == (Line(item(kit, KIT), 1),)
    assert not kit._over.swap.is_visible


def test_ctrl_enter_closes_it_and_saves_nothing_and_the_next_one_saves(kit, press, store):
    press(K.Key_K, CTRL)
    press("3")
    press(K.Key_Return, CTRL)
    assert (said(kit), recorded(kit, store)) == (["Changed: 3 × 29G, not 10"], ())

    press(K.Key_Return, CTRL)

    [visit] = recorded(kit, store)
    assert (visit.given, visit.syringes) == (((item(kit, KIT), 1),), 3)


def test_as_the_recipe_says_puts_it_back(kit, press, qtbot):
    swap(press)
    press(K.Key_K, CTRL)
    panel(kit).recipe.click()
    assert next(row.amount.value for row in panel(kit).rows if row.isVisible()) == 10

    press(K.Key_Return, CTRL)

    assert lines(kit) == (Line(item(kit, KIT), 1),)


def test_typed_back_by_hand_it_is_as_the_recipe_says_too(kit, press):
    for amount in ("3", "10"):
        press(K.Key_K, CTRL)
        press(amount)
        press(K.Key_Return)

    assert lines(kit) == (Line(item(kit, KIT), 1),)


def test_a_kit_with_nothing_in_it_is_asked_about_and_can_be_left(kit, press):
    press(K.Key_K, CTRL)
    for row in panel(kit).rows:
        kit.presenter.swap.set(row.part, 0)
    heard: list[str] = []
    spoken.said.connect(heard.append)
    press(K.Key_Return)
    spoken.said.disconnect(heard.append)

    assert panel(kit).isVisible()
    assert panel(kit)._empty.text() == "Nothing is left in the kit. Take the kit out of the visit instead."
    assert heard == [panel(kit)._empty.text()]
    press(K.Key_Escape)
    assert lines(kit) == (Line(item(kit, KIT), 1),)


def test_so_many_may_be_said_with_the_name_and_a_part_that_is_there_gets_more(kit, press):
    press(K.Key_K, CTRL)
    press(K.Key_K, CTRL)
    press("4 28g")
    press(K.Key_Return)
    assert panel(kit).rows[1].amount.field.hasFocus()
    press(K.Key_Tab)
    press(K.Key_K, CTRL)
    press("cotton")
    press(K.Key_Return)
    press(K.Key_Return)

    assert (held(kit)[G28], held(kit)[COTTON], COOKER in held(kit)) == (4, 15, False)
    assert said(kit) == ["Changed: 4 × 28G instead of 10 × 29G, 15 × cotton, not 10, without cookers"]


def test_no_kit_goes_into_a_kit_and_what_is_not_found_puts_nothing_in(kit, press):
    press(K.Key_K, CTRL)
    press(K.Key_K, CTRL)
    press("smoking kit")
    assert kit.presenter.state.swapping.matches == ()

    press(K.Key_Return)

    assert panel(kit).isVisible()
    assert panel(kit).found.label == "Nothing found by that"


def test_the_arrows_choose_among_what_is_found(kit, press):
    press(K.Key_K, CTRL)
    press(K.Key_K, CTRL)
    press("28g")
    first = kit.presenter.state.swapping.matches
    press(K.Key_Down)
    press(K.Key_Return)
    press(K.Key_Return)

    assert len(first) > 1
    assert first[1].item_id in dict(lines(kit)[0].parts)


def test_the_arrows_go_from_part_to_part_and_plus_and_minus_change_the_amount(kit, press):
    press(K.Key_K, CTRL)
    before = [row.amount.value for row in panel(kit).rows]
    for key in (K.Key_Up, K.Key_Down):
        press(key)
    assert panel(kit).rows[1].amount.field.hasFocus()
    press("+")
    press("+")
    press("-")
    assert [row.amount.value for row in panel(kit).rows] == [before[0], before[1] + 1, *before[2:]]
    for _ in before:
        press(K.Key_Down)

    assert panel(kit).line.hasFocus()


def test_sums_shortfalls_and_the_tile_follow(kit, press):
    kit.presenter.what.set_line(lines(kit)[0].key, 2)
    press(K.Key_K, CTRL)
    press("3")
    press(K.Key_Return)

    assert kit._basket.foot.syringes.accessibleName() == "6 syringes"
    assert kit.presenter.state.draft.amount_of(item(kit, KIT)) == 2  # as its tile shows
    shortfall = kit._basket._lines[0]._short.text()
    assert "0 on hand. You can still give it." in shortfall
    assert "29G" not in shortfall  # 900 stand here


def test_the_part_there_is_least_of_is_named(kit, press):
    for part in ("cotton", "sterile water", "tourniquet", "adhesive", "pocket"):
        press(K.Key_K, CTRL)
        row = next(row for row in panel(kit).rows if row._name.text().casefold().startswith(part[:6]) or
                   part in row._name.text().casefold())  # fmt: skip
        row.amount.focus()
        press("0")
        press(K.Key_Return)
    assert kit._basket._lines[0]._short.text() == ""

    kit.presenter.what.set_line(lines(kit)[0].key, 100)

    assert kit._basket._lines[0]._short.text() == "29G ½″ 1 mL: 900 on hand. You can still give it."


def test_one_kit_as_it_is_stands_beside_one_that_was_changed(kit, press, store):
    swap(press)
    press("kit")
    press(K.Key_Return)
    assert [(line.amount, bool(line.parts)) for line in lines(kit)] == [(1, True), (1, False)]

    press(K.Key_Return, CTRL)

    [visit] = recorded(kit, store)
    assert (visit.given, visit.syringes, [one.quantity for one in visit.changed]) == (((item(kit, KIT), 2),), 20, [1])


def test_the_key_means_the_kit_the_keyboard_is_in_and_without_a_kit_nothing(page, press):
    press(K.Key_K, CTRL)
    assert not page._over.swap.is_visible
    page.presenter.add(item(page, KIT), 1)
    page.presenter.add(item(page, "Hygiene kit"), 1)
    page._basket._lines[0].amount.setFocus()

    press(K.Key_K, CTRL)

    swapping = page.presenter.state.swapping
    assert swapping is not None
    assert swapping.key.item_id == item(page, KIT)


def test_the_key_is_heard_while_words_are_typed_and_takes_none_of_them_away(kit, press):
    press("5 coo")
    press(K.Key_Home)
    press(K.Key_K, CTRL)

    assert kit._over.swap.is_visible
    press(K.Key_Escape)
    assert kit.presenter.state.line == kit._line.text() == "5 coo"


def test_tab_comes_to_the_button_and_enter_opens_it(kit, press):
    kit._basket._lines[0].amount.setFocus()
    for _ in range(2):
        press(K.Key_Tab)
    button = kit._basket._lines[0]._kit.swap
    assert button.hasFocus()
    assert button.accessibleName() == "Swap a part of Injecting kit"

    press(K.Key_Return)

    assert panel(kit).rows[0].amount.field.hasFocus()


@pytest.mark.parametrize("goes", [(K.Key_F2,), (K.Key_1, ALT), None], ids=["code", "tile", "lock"])
def test_whoever_goes_elsewhere_or_locks_has_said_what_stands(kit, press, goes):
    press(K.Key_K, CTRL)
    press("3")

    if goes is None:
        kit.forget()
    else:
        press(*goes)

    assert not kit._over.swap.is_visible
    assert held(kit)[SYRINGE] == 3


def test_set_aside_with_the_panel_open_it_comes_back_changed(kit, press):
    press(K.Key_K, CTRL)
    press("3")
    press(K.Key_A, ALT)
    assert lines(kit) == ()

    press(K.Key_H, ALT)

    assert held(kit)[SYRINGE] == 3


def test_taken_back_it_fills_the_form_again_as_it_was_changed(kit, press, store):
    swap(press)
    press(K.Key_Return, CTRL)
    press(K.Key_Z, ALT)

    assert said(kit) == ["Changed: 28G instead of 29G"]
    assert [visit.is_void for visit in recorded(kit, store)] == [True]


def test_a_visit_corrected_opens_with_what_was_in_the_kit(kit, press, store):
    swap(press)
    press(K.Key_Return, CTRL)
    [visit] = recorded(kit, store)
    kit.correct(visit.encounter_id)
    assert said(kit) == ["Changed: 28G instead of 29G"]

    press(K.Key_K, CTRL)
    panel(kit).recipe.click()
    press(K.Key_Return, CTRL)
    press(K.Key_Return, CTRL)

    [visit] = recorded(kit, store)
    assert (visit.is_corrected, visit.changed, visit.syringes) == (True, (), 10)


def test_for_each_of_so_many_people_a_changed_kit_is_changed(kit, press):
    swap(press)
    kit.presenter.for_people(3)
    press(K.Key_M, CTRL)
    assert (lines(kit)[0].amount, held(kit)[G28]) == (3, 10)

    press(K.Key_M, CTRL)

    assert lines(kit)[0].amount == 1


def test_repeating_gives_it_as_it_was_given(kit, press):
    swap(press)
    press(K.Key_F2)
    press("MA0785")
    press(K.Key_Return)
    press(K.Key_Return, CTRL)
    press("MA0785")
    press(K.Key_Return)
    press(K.Key_R, CTRL)

    assert said(kit) == ["Changed: 28G instead of 29G"]


def test_on_a_day_of_another_recipe_it_holds_what_was_said_and_says_how_that_differs(kit, press, store):
    swap(press)
    before = held(kit)
    with store.writing() as session:
        by = staff.actor(session, "JM", 1)
        parts = [(item(kit, G28), 10), (item(kit, COOKER), 2)]
        recipes.write(session, by, At(TODAY), item(kit, KIT), date(2026, 11, 5), parts)
    kit.presenter.elsewhere.enter_for(date(2026, 11, 6))

    assert held(kit) == before
    assert said(kit)[0].startswith(
        "Changed: 5 × cooker, not 2, with 10 × cotton, 10 × sterile water 5 mL, 1 × tourniquet, "
    )


def test_what_is_scanned_goes_into_the_kit_while_its_parts_are_said(kit, press):
    press(K.Key_K, CTRL)

    assert kit.presenter.swap.put_scanned(item(kit, G28))

    press(K.Key_Return)
    assert said(kit) == ["Changed: 28G instead of 29G"]
    assert not kit.presenter.swap.put_scanned(item(kit, G28))


def test_how_it_is_changed_is_heard_once(kit, press):
    heard: list[str] = []
    spoken.said.connect(heard.append)
    swap(press)
    kit.presenter.what.set_line(lines(kit)[0].key, 2)
    spoken.said.disconnect(heard.append)

    assert heard.count("Injecting kit: Changed: 28G instead of 29G") == 1
    assert any(one.startswith(G28) for one in heard)


def test_the_first_time_it_opens_every_part_is_in_sight(kit, press):
    kit.resize(1290, 768)
    press(K.Key_K, CTRL)

    opened = panel(kit)
    assert opened.height() >= opened.sizeHint().height()
    assert all(not row.visibleRegion().isEmpty() for row in opened.rows)


@pytest.mark.parametrize("size", [(1290, 768), (1204, 690), (900, 560)])
def test_it_fits_and_everything_on_it_has_a_name(kit, press, qtbot, size):
    kit.resize(*size)
    press(K.Key_K, CTRL)
    press("0")
    look(kit, f"desk-swap-{size[0]}x{size[1]}")

    assert cut_off(kit) == []
    assert small_targets(kit) == []
    assert unnamed(kit) == []
