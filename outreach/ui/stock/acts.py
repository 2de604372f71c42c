"""The acts of the stock room, in the order of their buttons; each page is loaded when it is first turned to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.safety.staff import Right
from outreach.translation import N_
from outreach.ui.stock.doing import Act, ActSpec

if TYPE_CHECKING:
    from outreach.translation import Translator
    from outreach.ui.stock.doing import Doing
    from outreach.ui.stock.presenter import Stock
    from outreach.ui.tasks import Tasks


def _receive(tasks: Tasks, stock: Stock, words: Translator) -> Doing:
    from outreach.ui.stock.receive_page import ReceivePage  # noqa: PLC0415 - turned to later

    return ReceivePage(tasks, stock, words)


def _hand_over(tasks: Tasks, stock: Stock, words: Translator) -> Doing:
    from outreach.ui.stock.handing.page import HandOverPage  # noqa: PLC0415 - turned to later

    return HandOverPage(tasks, stock, words)


def _count(tasks: Tasks, stock: Stock, words: Translator) -> Doing:
    from outreach.ui.stock.counting.page import CountPage  # noqa: PLC0415 - turned to later

    return CountPage(tasks, stock, words)


def _move(tasks: Tasks, stock: Stock, words: Translator) -> Doing:
    from outreach.ui.stock.moving.page import MovePage  # noqa: PLC0415 - turned to later

    return MovePage(tasks, stock, words)


def _adjust(tasks: Tasks, stock: Stock, words: Translator) -> Doing:
    from outreach.ui.stock.adjusting.page import AdjustPage  # noqa: PLC0415 - turned to later

    return AdjustPage(tasks, stock, words)


def _lots(tasks: Tasks, stock: Stock, words: Translator) -> Doing:
    from outreach.ui.stock.lots.page import LotsPage  # noqa: PLC0415 - turned to later

    return LotsPage(tasks, stock, words)


def _papers(tasks: Tasks, stock: Stock, words: Translator) -> Doing:
    from outreach.ui.stock.papers_page import PapersPage  # noqa: PLC0415 - turned to later

    return PapersPage(tasks, stock, words)


def _attention(tasks: Tasks, stock: Stock, words: Translator) -> Doing:
    from outreach.ui.stock.attention.page import AttentionPage  # noqa: PLC0415 - turned to later

    return AttentionPage(tasks, stock, words)


def _without_visit(tasks: Tasks, stock: Stock, words: Translator) -> Doing:
    from outreach.ui.stock.without_visit.page import WithoutPage  # noqa: PLC0415 - turned to later

    return WithoutPage(tasks, stock, words)


def _shelf_list(tasks: Tasks, stock: Stock, words: Translator) -> Doing:
    from outreach.ui.stock.shelf_list.page import ShelfListPage  # noqa: PLC0415 - turned to later

    return ShelfListPage(tasks, stock, words)


def _kits(tasks: Tasks, stock: Stock, words: Translator) -> Doing:
    from outreach.ui.stock.kits.page import KitsPage  # noqa: PLC0415 - turned to later

    return KitsPage(tasks, stock, words)


ACTS: tuple[ActSpec, ...] = (
    ActSpec(
        Act.RECEIVE, Right.RECEIVE, N_("Receive a delivery"), _receive,
        icon="download", item_label=N_("Receive"), is_on_top=True,
    ),
    ActSpec(
        Act.HAND_OVER, Right.MOVE_STOCK, N_("Hand over"), _hand_over,
        icon="hand-over", item_label=N_("Hand over"), is_on_top=True,
    ),
    ActSpec(
        Act.COUNT, Right.ENTER_COUNTS, N_("Count"), _count, icon="count", item_label=N_("Count"), is_on_top=True
    ),
    ActSpec(Act.MOVE, Right.MOVE_STOCK, N_("Move stock, fill a site"), _move, item_label=N_("Move")),
    ActSpec(Act.ADJUST, Right.MOVE_STOCK, N_("Adjust: expired, lost, found"), _adjust, item_label=N_("Adjust")),
    ActSpec(
        Act.KITS, Right.MOVE_STOCK, N_("Make kits up, take them apart"), _kits, item_label=N_("Make up"), of_kits=True
    ),
    ActSpec(Act.LOTS, Right.HOLD_LOTS, N_("Lots and recalls"), _lots, item_label=N_("Lots")),
    ActSpec(Act.PAPERS, Right.CORRECT_ANY, N_("Papers"), _papers, icon="history", item_label=N_("Papers")),
    ActSpec(Act.ATTENTION, Right.CORRECT_ANY, N_("To look at"), _attention, icon="warning"),
    ActSpec(Act.WITHOUT_VISIT, Right.RECORD, N_("Without a visit"), _without_visit),
    ActSpec(Act.SHELF_LIST, Right.RECORD, N_("Shelf list"), _shelf_list, icon="print"),
)  # fmt: skip
