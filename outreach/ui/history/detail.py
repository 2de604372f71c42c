"""The visit opened: what it says, the lots it left from, what changed, and correcting or voiding it.  Never a code."""

from PySide6.QtWidgets import QWidget

from outreach.catalog import Catalog
from outreach.translation import N_, Translator
from outreach.ui.history import facts, wording
from outreach.ui.history.chosen import Chosen, ChosenPanel
from outreach.ui.history.state import State
from outreach.ui.shared.boxes import Row
from outreach.ui.shared.buttons import Button, Kind, Size
from outreach.ui.shared.labels import set_shown
from outreach.ui.shared.timeline_steps import Step
from outreach.visits.opened import HandedOut, Opened


class VisitPanel(ChosenPanel):
    def __init__(self, words: Translator) -> None:
        self.sheet = ""
        self.open_sheet = Button(kind=Kind.QUIET, size=Size.SMALL)
        between = QWidget()
        between.setLayout(Row(self.open_sheet, None))
        hint = words(N_("Correcting keeps every earlier version. Stock and tallies follow."))
        super().__init__(words, words(N_("The visit chosen")), words(N_("What the visit says")), hint, between)

    def show_state(self, state: State) -> None:
        visit, center = state.opened, state.catalog
        if visit is None or center is None:
            return
        words = self._words
        is_corrected = len([version for version in visit.versions if version.voided is None]) > 1
        facts, steps = self._facts_of(visit, center), _steps(visit, center, words)
        self.show_chosen(
            Chosen(
                wording.heading(visit, words), tuple(facts), tuple(steps), is_corrected, visit.is_void,
                is_open=not visit.is_void, why_not=state.not_voided,
            )
        )  # fmt: skip
        self.sheet = visit.sheet[0] if visit.sheet else ""
        self.open_sheet.set_label(words(N_("Open sheet {number}"), number=self.sheet))
        set_shown(self.open_sheet, bool(self.sheet))

    def _facts_of(self, visit: Opened, center: Catalog) -> list[tuple[str, str, str]]:
        words, line = self._words, visit.now.line
        return [
            (words(N_("Who")), facts.who(visit.now, words), ""),
            (words(N_("For how many")), facts.for_how_many(line, words), ""),
            *self._given(visit, center),
            (words(N_("Asked for")), facts.asked_for(line, center, words), ""),
            (words(N_("Returned")), wording.returned_whole(line, words), ""),
            (words(N_("Why naloxone")), wording.why_naloxone(line, words), ""),
            (words(N_("Care")), wording.care(line, center, words), ""),
            (words(N_("Got there")), wording.got_there(line, center), ""),
            *self._answers(visit, center),
            (words(N_("Place")), facts.place(line, center), ""),
            (words(N_("Entered")), wording.by(visit.versions[0], words), ""),
            (words(N_("Sheet")), facts.sheet(visit, words), ""),
        ]

    def _answers(self, visit: Opened, center: Catalog) -> list[tuple[str, str, str]]:
        """One line a question that was asked; one for all where none was."""
        said = facts.answers(visit.now.line, center, self._words)
        title = self._words(N_("Questions"))
        return [(title if place == 0 else "", text, "") for place, text in enumerate(said)]

    def _given(self, visit: Opened, center: Catalog) -> list[tuple[str, str, str]]:
        words = self._words
        named = [self._line(one, center) for one in visit.given]
        named += [
            (words(N_("{n} × {item}"), n=n, item=name), words(N_("not on the list")))
            for name, n in visit.now.line.unlisted
        ]
        title = words(N_("Given"))
        rows = [(title if place == 0 else "", text, quiet) for place, (text, quiet) in enumerate(named)]
        return rows or [(title, words(N_("Nothing")), "")]

    def _line(self, one: HandedOut, center: Catalog) -> tuple[str, str]:
        words = self._words
        lots = [wording.changed(one.changed, center, words)] if one.changed is not None else []
        lots += [wording.lot(lot, one.item_id, center, words) for lot in one.lots]
        lots += [words(wording.DESPITE[one.despite])] if one.despite else []
        return words(N_("{n} × {item}"), n=one.quantity, item=center.item[one.item_id].name), "\n".join(
            dict.fromkeys(lots)
        )


def _steps(visit: Opened, center: Catalog, words: Translator) -> list[Step]:
    """First entry, taken back, corrected entry: what each said that the next does not."""
    steps: list[Step] = []
    versions = visit.versions
    for place, version in enumerate(versions):
        before = versions[place - 1] if place else None
        if version.voided is not None:
            steps.append(Step(words(N_("Voided")), wording.by(version, words), wording.reason(version.voided, words)))
            continue
        if before is not None:
            steps.append(
                Step(words(N_("Taken back")), wording.by(version, words), words(N_("All lines reversed in stock")))
            )
        after = next((one for one in versions[place + 1 :] if one.voided is None), before)
        name = words(N_("Corrected entry") if before else N_("First entry"))
        steps.append(Step(name, wording.by(version, words), facts.changed(version, after, center, words)))
    return steps
