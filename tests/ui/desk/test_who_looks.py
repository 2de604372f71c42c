"""Pictures of *Who* in every way a code can stand: build/looks/who-*.png."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from outreach.codes import presets
from outreach.codes.normalizing import hash_code
from outreach.translation import translator
from outreach.ui.desk.page import DeskPage
from outreach.ui.desk.state import Code
from outreach.ui.theme import Scheme
from tests.ui.desk.conftest import SECRET, TODAY
from tests.ui.desk.tasks import InlineTasks
from tests.ui.looks import colors, look, unnamed

SIZES = {
    "1366x768": ((1290, 768), Scheme.LIGHT, 1.0),
    "1280x648": ((1204, 648), Scheme.LIGHT, 1.0),
    "dark": ((1290, 768), Scheme.DARK, 1.0),
    "150": ((1252, 768), Scheme.LIGHT, 1.5),
    "200": ((1214, 768), Scheme.LIGHT, 2.0),
}
THREE = tuple(hash_code(SECRET, code) for code in ("MA0785", "MA0785X", "MA0785Y"))


@pytest.fixture(params=SIZES)
def page(request, qtbot, dressed, store, desk_of):
    size, scheme, factor = SIZES[request.param]
    dressed.choose(scheme, factor)
    page = DeskPage(InlineTasks(store), desk_of(InlineTasks(store)).desk, translator("en"))
    qtbot.addWidget(page)
    page.refresh()
    page.resize(*size)
    page.show()
    page.setObjectName(request.param)
    return page


def fits(page):
    inside = page._scroll.widget()
    return inside.minimumSizeHint().width() <= page._scroll.viewport().width() and not unnamed(page)


def test_whatever_is_asked_about_a_code_fits_and_is_named(page):
    begun = replace(page.presenter.state, code_text="MA0785")
    begun = replace(begun, draft=replace(begun.draft, code=THREE[0]))
    for code in Code:
        page.show_state(replace(begun, code=code, sharing=THREE if code is Code.SHARED else ()))

        picture = look(page, f"who-{code.value}-{page.objectName()}")

        assert fits(page), code
        assert len(colors(picture)) > 8


def test_a_changed_recipe_says_until_when_new_codes_count_as_been_here_before(page):
    recipe = replace(presets.preset("philippines").recipe, before_until=TODAY)
    state = page.presenter.state
    page.show_state(replace(state, code=Code.FIRST_SEEN, code_text="MARE0101011970", recipe=recipe))

    look(page, f"who-changed-recipe-{page.objectName()}")

    assert fits(page)


def test_the_questions_of_the_longest_recipe_fit(page):
    for preset in ("mother-month-year", "philippines"):  # a longer one after a shorter
        page._build().open_over(page.rect(), presets.preset(preset).recipe, is_forgotten=False)
        QApplication.processEvents()
        needed, there = page._build()._scroll.widget().height(), page._build()._scroll.viewport().height()
        assert needed <= there or page._build().height() == page.height()

    look(page, f"who-build-{page.objectName()}")

    assert page.rect().contains(page._build().geometry())
    assert not unnamed(page._build())
