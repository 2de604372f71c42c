"""The reports there are, at the left."""

from collections.abc import Sequence

from outreach.translation import N_, Translator
from outreach.ui.shared.side_list import SideList


class ReportList(SideList):
    def __init__(self, reports: Sequence[tuple[object, str]], words: Translator) -> None:
        super().__init__(reports, name=words(N_("Reports")), heading=words(N_("Every month")))
