"""Tallies for tests: the month of the mock-ups, a month in which nothing happened, and one with far too much in it."""

from dataclasses import replace
from datetime import date

from outreach.tallies.periods import Period
from outreach.tallies.tally import (
    ItemLine,
    KitLine,
    NaloxoneLine,
    NaloxoneSource,
    NamedCount,
    ReturnedLine,
    SiteLine,
    StatementLine,
    Tally,
)

OCTOBER = Period.month(2026, 10)
SITES = ("Front Street", "Mobile van", "Northgate")
FRONT, VAN, NORTH = SITES

FIGURES: dict[str, int | None] = {
    "contacts": 1836,
    "contacts_without_code": 214,
    "contacts_with_code": 1622,
    "contacts_on_totals_sheets": 0,
    "participants": 742,
    "new_participants": 82,
    "new_said_first": 61,
    "new_not_asked": 21,
    "new_been_here_before": 14,
    "seen_earlier": 646,
    "people_supplied_at_visits": 3012,
    "for_people_asked": 1402,
    "for_people_not_asked": 434,
    "syringes_out": 41130,
    "syringes_out_inside_kits": 5120,
    "syringes_returned": 32244,
    "syringes_returned_counted": 2300,
    "syringes_returned_estimated": 28698,
    "syringes_collected": 0,
    "collections": 0,
    "syringes_returned_told": 1246,
    "returned_asked": 1229,
    "returned_some": 874,
    "returned_zero": 0,
    "returned_none": 355,
    "returned_not_asked": 607,
    "naloxone_kits": 768,
    "naloxone_doses": 1554,
    "naloxone_doses_known": 1120,
    "days_open": 27,
    "given_expired": 0,
    "given_on_hold": 0,
    "asked_none_left": 0,
    "unsorted": 0,
    "days_nobody_came": 1,
    "days_with_hours": 25,
}


def make_tally() -> Tally:
    """October 2026 at a center with three sites."""
    return Tally(
        center="Eastbank Harm Reduction",
        is_sample=False,
        period=OCTOBER,
        site=None,
        sites=SITES,
        figures=FIGURES,
        records_since=date(2025, 1, 1),
        new_shown_from=date(2026, 1, 1),
        returned=(
            ReturnedLine("told", "", "", 14, None, 1246, 14),
            ReturnedLine("counted", "", "", 38, None, 2300, 38),
            ReturnedLine("container", "1 quart", "", 252.0, 70, 17640, 640),
            ReturnedLine("container", "2 gallon", "", 15.0, 400, 6000, 161),
            ReturnedLine("weight", "", "lb", 18.0, 281, 5058, 21),
        ),
        items=_items(),
        kits=(KitLine("Injecting kit", 512, date(2026, 1, 15), 10, {FRONT: 290, VAN: 166, NORTH: 56}),),
        naloxone=(
            NaloxoneLine("Naloxone nasal 4 mg kit", 708, 2, 1416),
            NaloxoneLine("Naloxone IM 0.4 mg kit", 60, 2, 120),
            NaloxoneLine("Naloxone nasal 4 mg, single dose", None, 1, 18),
        ),
        naloxone_sources=(
            NaloxoneSource("State naloxone program", date(2027, 6, 30), 1302, 1000),
            NaloxoneSource("County award 2026", date(2026, 12, 31), 198, 120),
            NaloxoneSource("Gifts", None, 54, 0),
        ),
        services=_counts(
            ("Safer-use conversation", 564),
            ("Naloxone training", 212),
            ("Wound care", 131),
            ("HIV test", 58),
            ("Hepatitis C test", 67),
            ("Vaccination", 35),
            ("Food or warm drink", 718),
        ),
        referrals=_counts(
            ("Substance use treatment", 52),
            ("Primary care", 61),
            ("Hepatitis C care", 26),
            ("HIV care or PrEP", 17),
            ("Housing", 84),
            ("Mental health", 32),
            ("Legal help", 13),
        ),
        by_site=(
            SiteLine(FRONT, "", "Kings", 26, 1023, 121, 471, 48, 22860, 21138, 870),
            SiteLine(VAN, "", "", 18, 561, 74, 318, 25, 12870, 8436, 516),
            SiteLine(NORTH, "", "Lane", 9, 252, 19, 118, 9, 5400, 2670, 168),
        ),
        by_place=(
            SiteLine(FRONT, "drop-in room", "Kings", 26, 1023, 121, 471, 48, 22860, 21138, 870),
            SiteLine(VAN, "5th & Elm", "Kings", 9, 214, 30, 128, 11, 5020, 3010, 198),
            SiteLine(VAN, "Riverside lot", "Kings", 8, 168, 24, 104, 7, 3910, 2880, 152),
            SiteLine(VAN, "Mill Road", "Lane", 6, 121, 14, 71, 4, 2640, 1506, 104),
            SiteLine(VAN, "home visits", "Lane", 7, 58, 6, 39, 3, 1300, 1040, 62),
            SiteLine(NORTH, "health center", "Lane", 9, 252, 19, 118, 9, 5400, 2670, 168),
        ),
        statement=_statement(),
        kit_statement=(_line("Injecting kit", 120, given=512, made_up=490),),
        last_proved=date(2026, 11, 12),
    )


def make_empty_tally() -> Tally:
    """A month without a single visit, at a center so young that nobody can be called new."""
    lines = tuple(replace(line, opening=line.closing) for line in (_line(item.item, 50) for item in _items()))
    return replace(
        make_tally(),
        figures=dict.fromkeys(FIGURES, 0) | {"new_participants": None, "new_said_first": None, "new_not_asked": None},
        records_since=date(2026, 9, 1),
        new_shown_from=date(2027, 9, 1),
        returned=(),
        items=(),
        kits=(),
        naloxone=(),
        naloxone_sources=(),
        services=(),
        referrals=(),
        by_site=tuple(SiteLine(site, "", "", 0, 0, 0, 0, None, 0, 0, 0) for site in SITES),
        by_place=(),
        statement=lines,
        kit_statement=(),
        last_proved=None,
    )


def make_crowded_tally() -> Tally:
    """Sixty long-named items, eight sites with five places each, every column of the statement in use."""
    names = ("Norte", "Sur", "Este", "Oeste", "Río", "Sierra", "Puerto", "Móvil")
    sites = tuple(f"Centro de intercambio {name}" for name in names)
    items = tuple(_crowded_item(n, sites) for n in range(60))
    base = make_tally()
    return replace(
        base,
        center="Programa Comunitario de Reducción de Daños y Acompañamiento de la Ribera Oriental y sus Alrededores",
        is_sample=True,
        sites=sites,
        figures=FIGURES | {"syringes_out": sum(item.syringes for item in items), "new_participants": None},
        items=items,
        kits=tuple(
            KitLine(f"Equipo de inyección seguro, número {n}", 80, date(2026, n, 1), 10, dict.fromkeys(sites, 10))
            for n in range(1, 7)
        ),
        by_site=tuple(SiteLine(site, "", "", 26, 1234, 121, 471, None, 22860, 21138, 870) for site in sites),
        by_place=tuple(
            SiteLine(site, f"Parroquia número {n}", "Condado de San Luis", 9, 1014, 30, 128, None, 5020, 3010, 198)
            for site in sites
            for n in range(5)
        ),
        statement=tuple(_crowded_line(item.item) for item in items),
    )


def _crowded_item(n: int, sites: tuple[str, ...]) -> ItemLine:
    name = f"Jeringa estéril de insulina con aguja fija, calibre {n + 1}, media pulgada"
    given = 123_456 * len(sites)
    return ItemLine(name, "Jeringas", given, 0, given if n < 12 else 0, 0, dict.fromkeys(sites, 123_456))


def _crowded_line(item: str) -> StatementLine:
    line = StatementLine(item, 1_200_000, 30_000, 987_648, 1_000, 2, 40, -300, 0, 1_200, -20, 15, 239_885)
    return replace(line, went_below_zero=True, inside_kits=_line(item, 1_200, given=5_120, made_up=4_900))


def _items() -> tuple[ItemLine, ...]:
    return (
        _syringe("Syringe 29G ½″ 1 ml", 15930, 8850, 3660, inside_kits=5120),
        _syringe("Syringe 28G ½″ 1 ml", 5160, 3030, 1290),
        _syringe("Syringe 31G 5/16″ 0.5 ml", 690, 420, 180),
        _syringe("Syringe 25G 1″ 3 ml", 1080, 570, 270),
        ItemLine("Naloxone nasal 4 mg, single dose", "Naloxone", 18, 0, 0, 18, {FRONT: 18}),
        *(
            ItemLine(item, category, given, inside, 0, 0, {FRONT: given})
            for item, category, given, inside in (
                ("Fentanyl test strips", "Drug checking", 4290, 0),
                ("Xylazine test strips", "Drug checking", 62, 0),
                ("Cookers", "Preparation", 12780, 2560),
                ("Cottons", "Preparation", 26700, 5120),
                ("Sterile water 5 ml", "Preparation", 18360, 5120),
                ("Tourniquets", "Preparation", 3720, 512),
                ("Alcohol swabs", "Preparation", 35400, 10240),
                ("Sharps container 1 qt", "Disposal", 501, 0),
                ("Smoking kit", "Safer smoking", 288, 0),
                ("Condoms", "Safer sex", 7050, 0),
                ("Wound care kit", "Wound care", 174, 0),
                ("Hygiene kit", "Hygiene", 213, 0),
            )
        ),
    )


def _syringe(name: str, front: int, van: int, north: int, *, inside_kits: int = 0) -> ItemLine:
    given = front + van + north
    return ItemLine(name, "Syringes", given, inside_kits, given, 0, {FRONT: front, VAN: van, NORTH: north})


def _statement() -> tuple[StatementLine, ...]:
    return (
        _line("Syringe 29G ½″ 1 ml", 31700, 30000, 28440, disposed=100, adjusted=-20, inside=(1200, 4900, 5120)),
        _line("Syringe 28G ½″ 1 ml", 12240, 9000, 9480),
        _line("Syringe 31G 5/16″ 0.5 ml", 2480, 500, 1290, disposed=30),
        _line("Syringe 25G 1″ 3 ml", 5490, 3000, 1920, adjusted=10),
        _line("Naloxone nasal 4 mg, single dose", 40, 0, 18, disposed=2),
        _line("Fentanyl test strips", 6120, 5000, 4290, adjusted=-40),
        _line("Xylazine test strips", 962, 0, 62),
        _line("Cookers", 23900, 15000, 12780, inside=(600, 2450, 2560)),
        _line("Cottons", 55200, 0, 26700, inside=(1200, 4900, 5120)),
        _line("Sterile water 5 ml", 28350, 12000, 18360, adjusted=-30, inside=(1200, 4900, 5120)),
        _line("Tourniquets", 9150, 0, 3720, inside=(120, 490, 512)),
        _line("Alcohol swabs", 66000, 30000, 35400, inside=(2400, 9800, 10240)),
        _line("Sharps container 1 qt", 642, 360, 501, disposed=12),
        _line("Smoking kit", 66, 300, 288, adjusted=1),
        _line("Condoms", 18900, 0, 7050),
        _line("Wound care kit", 249, 120, 174),
        _line("Hygiene kit", 162, 180, 213),
    )


def _line(
    item: str,
    opening: int,
    received: int = 0,
    given: int = 0,
    *,
    disposed: int = 0,
    adjusted: int = 0,
    made_up: int = 0,
    inside: tuple[int, int, int] | None = None,
) -> StatementLine:
    closing = opening + received - given + made_up - disposed + adjusted
    line = StatementLine(item, opening, received, given, 0, 0, 0, 0, made_up, disposed, adjusted, 0, closing)
    if inside is None:
        return line
    opened, made, gone = inside
    return replace(line, inside_kits=_line(item, opened, given=gone, made_up=made))


def _counts(*named: tuple[str, int]) -> tuple[NamedCount, ...]:
    return tuple(NamedCount(name, count) for name, count in named)
