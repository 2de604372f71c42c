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


ACTS: tuple[ActSpec, ...] = (
    ActSpec(
        Act.RECEIVE, Right.RECEIVE, N_("Receive a delivery"), _receive,
        icon="download", item_label=N_("Receive"), is_on_top=True,
    ),
)  # fmt: skip
