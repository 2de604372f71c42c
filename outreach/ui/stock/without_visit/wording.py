"""What the page *Without a visit* says of its values.  Text is made here while drawing; no Qt."""

from datetime import date

from outreach.catalog import Catalog
from outreach.collecting import CollectedLately
from outreach.pick_ups import PickedUpLately
from outreach.returns import is_estimated
from outreach.translation import N_, N_plural, Translator
from outreach.ui.shared.collected import CAME_FROM
from outreach.ui.shared.measuring import Missing
from outreach.ui.stock.without_visit.draft import Lacking, Without
from outreach.ui.stock.without_visit.state import Lately, Saved, State

TITLE = N_("Without a visit")
KINDS = {
    Without.COLLECTION: N_("Collection"),
    Without.PICK_UP: N_("Waste pick-up"),
    Without.ARRIVAL: N_("Referral arrived"),
}
MEANS = {
    Without.COLLECTION: N_("Used syringes nobody handed over. They count as returned, and never as a contact."),
    Without.PICK_UP: N_("What left for disposal. It changes no returns and no stock."),
    Without.ARRIVAL: N_("Told without a visit: people referred are known to have got there. No code, and no contact."),
}
NEVER_OPEN = N_("Never open a container to count")
_PROBLEMS = {
    Lacking.DAY_TO_COME: N_("That day is still to come. Choose today or a day before."),
    Lacking.CAME_FROM: N_("Choose where it came from."),
    Lacking.CONTAINERS_OR_WEIGHT: N_("Say what was picked up: containers, or what it weighed."),
    Lacking.REFERRAL: N_("Choose where they got to."),
    Lacking.PEOPLE: N_("Type how many people."),
    Missing.TOLD: N_("Type how many they say."),
    Missing.COUNTED: N_("Type how many were counted."),
    Missing.FULLNESS: N_("Choose how full the containers were."),
    Missing.WEIGHT: N_("Type what it weighs."),
    Missing.LIGHTER_BAG: N_("The bag weighs more than all of it. Check both."),
}
_CORRECTING = {
    Without.COLLECTION: N_("Correcting the collection of {day}"),
    Without.PICK_UP: N_("Correcting the waste pick-up of {day}"),
    Without.ARRIVAL: N_("Correcting the referral that arrived, told {day}"),
}
_SYRINGES = N_plural("{n} syringe", "{n} syringes")
_ABOUT = N_plural("about {n} syringe", "about {n} syringes")
_PEOPLE = N_plural("{n} person", "{n} people")
_VOIDED = {
    Without.COLLECTION: N_("The collection no longer counts"),
    Without.PICK_UP: N_("The pick-up no longer counts"),
    Without.ARRIVAL: N_("It no longer counts"),
}


def correcting(kind: Without, was_on: date, words: Translator) -> str:
    """What the band says stands on the form."""
    return words(_CORRECTING[kind], day=words.day_short(was_on))


def problem(what: Lacking | Missing, words: Translator) -> str:
    return words(_PROBLEMS[what])


def sum_of(state: State, words: Translator) -> str:
    """What a collection comes to: `About 2,400 syringes`."""
    total, is_estimated = state.syringes
    if not total:
        return ""
    said = words.count(*_SYRINGES, total)
    return words(N_("Comes to about {syringes}"), syringes=said) if is_estimated else words(
        N_("Comes to {syringes}"), syringes=said
    )  # fmt: skip


def saved(what: Saved, words: Translator) -> str:
    if what.is_void:
        return words(_VOIDED[what.kind])
    if what.kind is Without.COLLECTION:
        return words(N_("Saved: {syringes} returned, no contact"), syringes=words.count(*_SYRINGES, what.syringes))
    return words(N_("Saved"))


def listed(one: Lately, center: Catalog, words: Translator) -> tuple[str, str]:
    """One of those recorded last: what, and when, where and who."""
    site = next((site.short_name for site in (*center.sites, *center.retired_sites) if site.id == one.said.site_id), "")
    beside = [words.day_short(one.said.on), site, one.staff]
    if isinstance(one, CollectedLately):
        beside.insert(0, words(CAME_FROM[one.said.came_from]))
        amount = _ABOUT if any(map(is_estimated, one.said.lines)) else _SYRINGES
        return words.count(*amount, one.syringes), " · ".join(filter(None, beside))
    if isinstance(one, PickedUpLately):
        beside += [one.said.carrier, one.said.manifest]
        return _picked_up(one, center, words), " · ".join(filter(None, beside))
    name = next((to.name for to in center.referrals if to.id == one.said.referral_id), "")
    people = words.count(*_PEOPLE, one.said.people)
    return words(N_("{name}: {people}"), name=name, people=people), " · ".join(filter(None, beside))


def _picked_up(one: PickedUpLately, center: Catalog, words: Translator) -> str:
    names = {kind.id: kind.name for kind in center.containers}
    said = [words(N_("{n} × {container}"), n=n, container=names.get(kind, "")) for kind, n in one.said.containers]
    if one.said.weight is not None:
        said.append(f"{one.said.weight.normalize():f} {one.said.unit}")
    return ", ".join(said)
