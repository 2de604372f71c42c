"""How much the sample center's van should carry, so that filling it proposes something, and its store lacks some."""

from sqlalchemy.orm import Session

from outreach.catalog import Catalog
from outreach.catalog_editing.limits import Target, set_target
from outreach.safety.staff import Actor
from outreach.sample.places import VAN
from outreach.vocabulary import At, ItemId, SiteId

TARGETS = {
    "Syringe 29G 1/2 in 1 mL": 6000, "Syringe 31G 5/16 in 0.5 mL": 400, "Nasal naloxone 4 mg kit": 100,
    "IM naloxone 0.4 mg kit": 30, "Fentanyl test strip": 2000, "Xylazine test strip": 300, "Cooker": 3000,
    "Sterile water 5 mL": 4000, "Sharps container pocket size": 300, "Wound care kit": 60,
}  # fmt: skip


def say_targets(session: Session, by: Actor, at: At, known: Catalog) -> None:
    """Less than half of a target is too little."""
    site_id = SiteId(known.find("site", VAN))
    for name, target in TARGETS.items():
        set_target(session, by, at, Target(site_id, ItemId(known.find("item", name)), target // 2, target))
