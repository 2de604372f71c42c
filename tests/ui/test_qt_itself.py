"""What we need of Qt's Python binding, and once did not have."""

import sys

from PySide6.QtGui import QFont


def test_a_thousand_calls_into_qt_leave_none_alone():
    """PySide6 6.12.0 takes a reference from None at each call without a result, until Python 3.11 aborts."""
    font = QFont()
    font.setPixelSize(12)
    before = sys.getrefcount(None)

    for _ in range(1000):
        font.setPixelSize(12)

    assert abs(sys.getrefcount(None) - before) < 100
