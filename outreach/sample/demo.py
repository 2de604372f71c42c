"""The sample center as a folder to open, and the main job done on it where there is no display."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

import platformdirs
import pypdfium2

from outreach import encounters
from outreach.catalog import Catalog, load
from outreach.codes.normalizing import hash_code
from outreach.entry import Entry, Given, Returned
from outreach.exchange.files import save_file
from outreach.paths import Center, private_folder, resources
from outreach.reports.tally import tally_pdf
from outreach.safety import staff
from outreach.safety.staff import Actor
from outreach.sample import kits
from outreach.sample.handing import hand_over
from outreach.sample.plan import Plan
from outreach.sample.shelves import begin_count, put_on_shelves
from outreach.sample.wanted import say_targets
from outreach.sample.write import RECEIVES, STAFF, fill, new_center
from outreach.starter import load as load_starter
from outreach.stock import levels
from outreach.tallies import engine
from outreach.tallies.periods import Period
from outreach.translation import Translator
from outreach.upkeep import opening
from outreach.upkeep.opening import NewStaff, Opened
from outreach.vocabulary import At, ItemId, ReturnedHow, SeenBefore

PASSPHRASE = "demo"  # noqa: S105 - printed for whoever tries the sample, which holds nothing secret
INITIALS = "JM"
_DOTS_PER_INCH = 100
_POINTS_PER_INCH = 72


def default_folder() -> Path:
    """Beside the center of whoever is logged in, never in it."""
    return Path(platformdirs.user_data_dir("outreach-sample", appauthor=False))


def make(
    center: Center,
    *,
    months: int,
    contacts_per_day: int,
    seed: int,
    until: At,
    time_zone: str,
    passphrase: str,
    progress: Callable[[int, int], None],
) -> None:
    """Make the sample center, which goes on until this hour in `time_zone`.  Raises CenterExists."""
    plan = Plan(
        load_starter(resources() / "catalog"), months=months, contacts_per_day=contacts_per_day, seed=seed,
        until=until.day, until_hour=until.hour,
    )  # fmt: skip
    people = [NewStaff(initials, role, passphrase) for initials, role in STAFF.items()]
    new = replace(new_center(plan), time_zone=time_zone)  # today is today on the computer it is tried on
    opened, _ = opening.create(center, new, people, starter=plan.starter, shortest_passphrase=len(passphrase))
    try:
        fill(opened.store, opened.device, opened.keys.code_secret, plan, progress)
        with opened.store.writing() as session:
            by = staff.actor(session, RECEIVES, opened.device)
            hand_over(session, by, plan.first, until)
            known = load(session, "en", plan.until)
            kits.make_up(session, by, until, known)
            put_on_shelves(session, by, until, known)
            begin_count(session, by, until, known)
            say_targets(session, by, until, known)
    finally:
        opened.close()


def main_job(opened: Opened, by: Actor, at: At, catalog: Catalog, folder: Path, words: Translator) -> Iterator[str]:
    """Log an encounter, see the stock fall, print the month before this one; say each as a line."""
    site = catalog.sites[0]
    syringe = ItemId(catalog.find("item", "Syringe 29G 1/2 in 1 mL"))
    kit = ItemId(catalog.find("item", "Injecting kit"))
    before = _on_hand(opened, catalog, syringe, at.day)
    entry = Entry(
        client_id=uuid4(),
        on=at.day,
        hour=at.hour,
        site_id=site.id,
        place_id=site.usual_place_id,
        code=hash_code(opened.keys.code_secret, "MA0785"),
        before=SeenBefore.BEFORE,
        given=(Given(syringe, 20), Given(kit, 1)),
        returned=Returned(ReturnedHow.COUNTED, syringes=12),
    )
    with opened.store.writing() as session:
        encounters.record(session, by, at, entry)
    after = _on_hand(opened, catalog, syringe, at.day)
    name = catalog.item[syringe].name
    yield f"Logged a visit at {site.name}: 20 × {name}, 1 × {catalog.item[kit].name}, 12 returned."
    yield f"{name} on hand: {words.number(before)}, now {words.number(after)}."
    last_month = at.day.replace(day=1) - timedelta(days=1)
    with opened.store.reading() as session:
        tally = engine.tally(session, Period.month(last_month.year, last_month.month), None, catalog.language)
    # Beside the center's folder, not in it: nothing readable lies with the encrypted file.
    printed = private_folder(folder.with_name(f"{folder.name}-printed"))
    page = printed / f"tally-{last_month:%Y-%m}.pdf"
    save_file(page, tally_pdf(tally, words, printed_on=at.day, initials=by.initials))
    yield f"Monthly tally, {words.month(last_month)}: {page}"
    yield from (f"Page picture: {picture}" for picture in pictures(page))


def pictures(pdf: Path) -> Iterator[Path]:
    """Every page of a PDF as a PNG beside it."""
    with pypdfium2.PdfDocument(pdf) as document:
        for number, page in enumerate(document, start=1):
            target = pdf.with_name(f"{pdf.stem}-page{number}.png")
            page.render(scale=_DOTS_PER_INCH / _POINTS_PER_INCH).to_pil().save(target)
            yield target


def _on_hand(opened: Opened, catalog: Catalog, item_id: ItemId, today: date) -> int:
    with opened.store.reading() as session:
        return next(level.on_hand for level in levels.levels(session, catalog, None, today) if level.item_id == item_id)
