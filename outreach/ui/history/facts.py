"""What a visit says, as titled lines: one wording for the visit opened and for what changed between its versions."""

from outreach.catalog import Catalog
from outreach.translation import N_, Translator
from outreach.ui.history import wording
from outreach.ui.shared.answers import NOT_ASKED, answer_text
from outreach.visits.lines import Line
from outreach.visits.opened import Opened, Version
from outreach.vocabulary import SeenBefore

_BEFORE = {
    SeenBefore.FIRST: N_("With a code, first time"),
    SeenBefore.BEFORE: N_("With a code, been here before"),
    SeenBefore.NOT_ASKED: N_("With a code"),
}


def who(version: Version, words: Translator) -> str:
    return words(_BEFORE[version.before]) if version.line.has_code else wording.who(version.line, words)


def for_how_many(line: Line, words: Translator) -> str:
    if line.for_people is None:
        return words(N_("Not asked"))
    return words.count(N_("{n} person"), N_("{n} people"), line.for_people)


def asked_for(line: Line, center: Catalog, words: Translator) -> str:
    return ", ".join(words(N_("{n} × {item}"), n=n, item=center.item[one].name) for one, n in line.asked)


def place(line: Line, center: Catalog) -> str:
    site = center.site.get(line.site_id)
    at = center.place.get(line.place_id) if line.place_id is not None else None
    return ", ".join(one.name for one in (site, at) if one is not None)


def sheet(visit: Opened, words: Translator) -> str:
    """The paper a visit was keyed from."""
    if visit.sheet is None:
        return ""
    number, row = visit.sheet
    if visit.now.line.contacts > 1:  # a totals sheet, which has no rows of visits
        return number
    return words(N_("{number}, row {row}"), number=number, row=row)


def answers(line: Line, center: Catalog, words: Translator) -> list[str]:
    """What was said to each question, by its name today; nothing where the center asks nothing."""
    said = [
        words(
            N_("{question}: {answer}"),
            question=center.question[one.question_id].name,
            answer=answer_text(center.question[one.question_id], one, words),
        )
        for one in line.answers
    ]
    return said or ([words(NOT_ASKED)] if any(one.is_asked for one in center.questions) else [])


def changed(version: Version, other: Version | None, center: Catalog, words: Translator) -> str:
    """What a version says differently from another; all it gave where there is none to compare it with."""
    said = _said(version, center, words)
    if other is None:
        return wording.given(version.line, center, words)
    against = _said(other, center, words)
    new = [f"{title}: {text or '–'}" for title, text in said.items() if text != against[title]]
    if version.is_other_code and version.line.has_code and other.line.has_code:
        new.insert(0, words(N_("Another code")))
    return ". ".join(new)


def _said(version: Version, center: Catalog, words: Translator) -> dict[str, str]:
    line = version.line
    return {
        words(N_("Day")): words.weekday(line.on_day),
        words(N_("Who")): who(version, words),
        words(N_("For how many")): for_how_many(line, words),
        words(N_("Given")): wording.given(line, center, words),
        words(N_("Asked for, none left")): asked_for(line, center, words),
        words(N_("Returned")): wording.returned_whole(line, words),
        words(N_("Care")): wording.care(line, center, words),
        words(N_("Got there")): wording.got_there(line, center),
        words(N_("Why naloxone")): wording.why_naloxone(line, words),
        words(N_("Questions")): ". ".join(answers(line, center, words)),
        words(N_("Place")): place(line, center),
    }
