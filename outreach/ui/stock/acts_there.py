"""The acts of the stock room, by name.  No Qt."""

from enum import StrEnum


class Act(StrEnum):
    RECEIVE = "receive"
    HAND_OVER = "hand_over"
    COUNT = "count"
    MOVE = "move"
    ADJUST = "adjust"
    LOTS = "lots"
    ATTENTION = "attention"
    PAPERS = "papers"
    SHELF_LIST = "shelf_list"
    WITHOUT_VISIT = "without_visit"
    KITS = "kits"


KEPT = frozenset({Act.RECEIVE, Act.HAND_OVER, Act.COUNT, Act.MOVE, Act.ADJUST, Act.KITS})
"""What is begun of these is there again after closing the program."""
