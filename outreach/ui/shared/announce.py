"""Say something to those who hear the screen, without moving the focus.  Never a code."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget


class _Spoken(QObject):
    said = Signal(str)


spoken = _Spoken()
"""`spoken.said(text)` for whoever wants to know what was said, screen reader or none."""


def announce(widget: QWidget, text: str, *, at_once: bool = False) -> None:
    """`at_once` interrupts what is being read: for what must not be missed.  Never put a code in it."""
    # The lock page is there sooner without these; it says nothing before somebody has tried.
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # noqa: PLC0415

    if not text:
        return
    spoken.said.emit(text)
    if not QAccessible.isActive():
        return
    event = QAccessibleAnnouncementEvent(widget, text)
    politeness = QAccessible.AnnouncementPoliteness
    event.setPoliteness(politeness.Assertive if at_once else politeness.Polite)
    QAccessible.updateAccessibility(event)
