"""The columns of the history table: what each says of a row, and how it looks."""

from collections.abc import Callable, Sequence

from outreach.catalog import Catalog
from outreach.translation import N_, Translator
from outreach.ui.history import wording
from outreach.ui.history.rows import Part, Row
from outreach.ui.shared.rows_model import Column
from outreach.ui.shared.status import Mark
from outreach.ui.theme import SEMIBOLD, Color
from outreach.visits.lines import Line

Said = Callable[[Line, Translator], str]


def columns(center: Catalog | None) -> Sequence[Column[Row]]:
    return (
        Column(
            N_("Hour"), text=_hour, sort_by=_unsorted, quiet=_quiet, is_struck=_is_void, is_faint=_is_past,
        ),
        Column(N_("Who"), text=_who, sort_by=_unsorted, icon=_key, is_struck=_is_void, is_faint=_has_no_code),
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
            N_("Also"), text=_of(lambda line, words: wording.also(line, center, words)), sort_by=_unsorted,
            stretches=True, ink=Color.TEXT2, is_struck=_is_void, is_faint=_is_past,
        ),
        Column(
            N_("Site"), text=_of(lambda line, _: _site(line, center)), sort_by=_unsorted, ink=Color.TEXT2,
            hides_when_narrow=True, is_struck=_is_void, is_faint=_is_past,
        ),
        Column(
            N_("Staff"), text=_staff, sort_by=_unsorted, ink=Color.TEXT2, hides_when_narrow=True, is_struck=_is_void,
            is_faint=_is_past,
        ),
        Column("", text=lambda *_: "", sort_by=_unsorted, marks=_marks),
    )  # fmt: skip


def _hour(row: Row, words: Translator) -> str:
    if row.line is None:
        return _heading(row, words)
    said = wording.hour(row.line, words) if row.version is None else _when(row, words)
    return f"↳ {said}" if row.part else said


def _heading(row: Row, words: Translator) -> str:
    day, n = words.weekday(row.day), row.count.standing
    if not n:
        return words(N_("Today, {day}. No visits yet") if row.is_today else N_("{day}. No visits"), day=day)
    if row.is_today:
        return words.count(N_("Today, {day}. {n} visit so far"), N_("Today, {day}. {n} visits so far"), n, day=day)
    return words.count(N_("{day}. {n} visit"), N_("{day}. {n} visits"), n, day=day)


def _quiet(row: Row, words: Translator) -> str:
    if row.line is None and row.count.voided:
        return words(N_("· {n} voided"), n=row.count.voided)
    return ""


def _when(row: Row, words: Translator) -> str:
    version = row.version
    return words.hour(version.recorded_hour) if version and version.recorded_hour is not None else "–"


def _who(row: Row, words: Translator) -> str:
    if row.line is None:
        return ""
    return wording.part(row.part, words) if row.part else wording.who(row.line, words)


def _staff(row: Row, _words: Translator) -> str:
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
        return f"−{words.number(n)}" if row.part is Part.TAKEN_BACK and n else words.number(n)

    return said


def _returned(row: Row, words: Translator) -> str:
    if row.line is None:
        return ""
    said = wording.returned(row.line, words)
    return f"−{said}" if row.part is Part.TAKEN_BACK and row.line.returned else said


def _of(said: Said) -> Callable[[Row, Translator], str]:
    return lambda row, words: said(row.line, words) if row.line is not None else ""


def _site(line: Line, center: Catalog | None) -> str:
    site = center.site.get(line.site_id) if center else None
    return site.short_name if site else ""


def _marks(row: Row, words: Translator) -> list[tuple[Mark, str]]:
    if row.line is None or row.part is not None:
        return []
    if row.line.is_void:
        return [(Mark.VOIDED, words(N_("Voided")))]
    return [(Mark.CORRECTED, words(N_("Corrected")))] if row.line.is_corrected else []


def _is_void(row: Row) -> bool:
    return row.line is not None and row.line.is_void and row.part is None


def _is_past(row: Row) -> bool:
    return row.part is not None


def _is_struck(row: Row) -> bool:
    """A visit voided, and the figures an earlier entry said."""
    return _is_void(row) or row.part in (Part.FIRST_ENTRY, Part.CORRECTED_ENTRY)


def _has_no_code(row: Row) -> bool:
    return row.part is not None or (row.line is not None and not row.line.has_code)


def _unsorted(_row: Row) -> int:
    return 0
