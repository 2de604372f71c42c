"""PySide keeps an item of Qt's for a widget's place beyond its life, and takes what comes to lie there for it."""

import gc

import pytest
import shiboken6
from PySide6.QtWidgets import QWidgetItem


@pytest.fixture
def held_before():
    """What pages of other tests hold, which are not gone yet."""
    return _held()


def test_no_layout_item_of_qt_s_is_held_in_python(held_before, page):
    page.resize(900, 600)  # one column: the basket changes places
    page.resize(1366, 768)

    assert [one for one in _held() if not any(one is other for other in held_before)] == []


def _held():
    gc.collect()
    return [one for one in gc.get_objects() if type(one) is QWidgetItem and not shiboken6.createdByPython(one)]
