"""The columns of the history table: what each says of a row, and how it looks."""

from collections.abc import Callable, Sequence

from outreach.catalog import Catalog
from outreach.drug_checks.lists import Lists
from outreach.translation import N_, Translator
from outreach.ui.history import records, wording
from outreach.ui.history.rows import Part, Row
from outreach.ui.shared.rows_model import Column
from outreach.ui.shared.status import Mark
from outreach.ui.theme import SEMIBOLD, Color
from outreach.visits.beside import shows_visits
from outreach.visits.lines import Line


def columns(center: Catalog | None, lists: Lists) -> Sequence[Column[Row]]:
    return (
        Column(
            N_("Hour"), text=_hour, sort_by=_unsorted, quiet=_quiet, is_struck=_is_void, is_faint=_is_past,
        ),
        Column(
            N_("Who"), text=_who, sort_by=_unsorted, icon=_key, is_struck=_is_void, is_faint=_has_no_code,
            spans=lambda row: 2 if row.record is not None else 1,  # given are no syringes but to a visit
        ),
        Column(
            N_("Syringes"), text=_figure(lambda line: line.syringes), sort_by=_unsorted, is_number=True,
            weight=SEMIBOLD, is_struck=_is_struck, is_faint=_is_past,
        ),
        Column(
            N_("Returned"), text=_returned, sort_by=_unsorted, is_number=True, is_struck=_is_void, is_faint=_is_past
        ),
        Column(
            N_("Nalox. doses"), text=_figure(lambda line: line.doses), sort_by=_unsorted, is_number=True,
            is_struck=_is_void, is_faint=_is_past,
        ),
        Column(
            N_("Also"), text=lambda row, words: _also(row, center, lists, words), sort_by=_unsorted,
            stretches=True, ink=Color.TEXT2, is_struck=_is_void, is_faint=_is_past,
        ),
        Column(
            N_("Site"), text=lambda row, _: _site(row, center), sort_by=_unsorted, ink=Color.TEXT2,
            hides_when_narrow=True, is_struck=_is_void, is_faint=_is_past,
        ),
        Column(
            N_("Staff"), text=_staff, sort_by=_unsorted, ink=Color.TEXT2, hides_when_narrow=True, is_struck=_is_void,
            is_faint=_is_past,
        ),
        Column("", text=lambda *_: "", sort_by=_unsorted, marks=_marks),
    )  # fmt: skip


def _hour(row: Row, words: Translator) -> str:
    if row.is_heading:
        return _heading(row, words)
    if row.line is None:
        return "–"
    said = wording.hour(row.line, words) if row.version is None else _when(row, words)
    return f"↳ {said}" if row.part else said


def _heading(row: Row, words: Translator) -> str:
    day, n = words.weekday(row.day), row.count.standing
    if not shows_visits(row.what):
        return words(N_("Today, {day}"), day=day) if row.is_today else day
    if not n:
        return words(N_("Today, {day}. No visits yet") if row.is_today else N_("{day}. No visits"), day=day)
    if row.is_today:
        return words.count(N_("Today, {day}. {n} visit so far"), N_("Today, {day}. {n} visits so far"), n, day=day)
    return words.count(N_("{day}. {n} visit"), N_("{day}. {n} visits"), n, day=day)


def _quiet(row: Row, words: Translator) -> str:
    if not row.is_heading:
        return ""
    voided = [words(N_("· {n} voided"), n=row.count.voided)] if row.count.voided else []
    beside = [f"· {records.number(row.beside, row.what, words)}"] if row.beside else []
    return " ".join((*voided, *beside))


def _when(row: Row, words: Translator) -> str:
    version = row.version
    return words.hour(version.recorded_hour) if version and version.recorded_hour is not None else "–"


def _who(row: Row, words: Translator) -> str:
    if row.record is not None:
        return records.kind(row.record, words)
    if row.line is None:
        return ""
    return wording.part(row.part, words) if row.part else wording.who(row.line, words)


def _staff(row: Row, _words: Translator) -> str:
    if row.record is not None:
        return row.record.staff
    if row.line is None:
        return ""
    return row.version.staff if row.version else row.line.staff


def _key(row: Row) -> str:
    return "key" if row.line is not None and row.line.has_code and row.part is None else ""


def _figure(of: Callable[[Line], int]) -> Callable[[Row, Translator], str]:
    def said(row: Row, words: Translator) -> str:
        if row.line is None:
            return ""
        n = of(row.line)
        return words.number(-n if row.part is Part.TAKEN_BACK else n)

    return said


def _returned(row: Row, words: Translator) -> str:
    if row.record is not None:
        return records.returned(row.record, words)
    if row.line is None:
        return ""
    said = wording.returned(row.line, words)
    return f"−{said}" if row.part is Part.TAKEN_BACK and row.line.returned else said


def _also(row: Row, center: Catalog | None, lists: Lists, words: Translator) -> str:
    if row.record is not None:
        return records.summary(row.record, center, lists, words) if center is not None else ""
    return wording.also(row.line, center, words) if row.line is not None else ""


def _site(row: Row, center: Catalog | None) -> str:
    shown = row.record or row.line
    site = center.site.get(shown.site_id) if center and shown else None
    return site.short_name if site else ""


def _marks(row: Row, words: Translator) -> list[tuple[Mark, str]]:
    shown = row.record or row.line
    if shown is None or row.part is not None:
        return []
    if shown.is_void:
        return [(Mark.VOIDED, words(N_("Voided")))]
    return [(Mark.CORRECTED, words(N_("Corrected")))] if shown.is_corrected else []


def _is_void(row: Row) -> bool:
    shown = row.record or row.line
    return shown is not None and shown.is_void and row.part is None


def _is_past(row: Row) -> bool:
    return row.part is not None


def _is_struck(row: Row) -> bool:
    """A visit voided, and the figures an earlier entry said."""
    return _is_void(row) or row.part in (Part.FIRST_ENTRY, Part.CORRECTED_ENTRY)


def _has_no_code(row: Row) -> bool:
    return row.part is not None or (row.line is not None and not row.line.has_code)


def _unsorted(_row: Row) -> int:
    return 0
