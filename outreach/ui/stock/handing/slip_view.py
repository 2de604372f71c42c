"""The slip as it grows, on paper: what the person takes away will say exactly this."""

from collections import defaultdict

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from outreach.translation import N_, Translator
from outreach.ui.shared.boxes import Column, Row
from outreach.ui.shared.labels import Label, set_shown
from outreach.ui.shared.lines import Lines
from outreach.ui.shared.scrolling import HeightScroll
from outreach.ui.stock.handing.state import HandOverState
from outreach.ui.stock.paper import wording
from outreach.stock.handovers import SlipLine
from outreach.vocabulary import Recipient

TITLES = {Recipient.USED_HERE: N_("Supplies used here")}
_TO = {
    Recipient.PARTNER: N_("To {name}"),
    Recipient.EVENT: N_("At {name}"),
    Recipient.TRAINING: N_("At {name}"),
    Recipient.USED_HERE: N_("By our own staff"),
}
