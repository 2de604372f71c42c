"""What a staff member likes stays theirs, and a hint put away stays away."""

from outreach.preferences import Preferences, hints_put_away, keep_preferences, preferences_of, put_hint_away
from outreach.vocabulary import Look

LARGE = Preferences(150, Look.CONTRAST, "es")


def _keep(center, chosen):
    with center.writing() as session:
        keep_preferences(session, center.by("JM"), chosen)


def _put_away(center, *hints):
    with center.writing() as session:
        for hint in hints:
            put_hint_away(session, center.by("JM"), hint)


def test_nobody_has_chosen_anything_until_they_do(center):
    assert center.read(preferences_of, center.by("JM")) == Preferences(100, Look.SYSTEM, "")


def test_what_is_chosen_last_is_what_is_kept(center):
    _keep(center, LARGE)
    _keep(center, Preferences(125, Look.DARK, "en"))

    assert center.read(preferences_of, center.by("JM")) == Preferences(125, Look.DARK, "en")


def test_one_person_s_large_text_is_nobody_else_s(center):
    _keep(center, LARGE)
    _put_away(center, "line")

    assert center.read(preferences_of, center.by("TK")) == Preferences()
    assert center.read(hints_put_away, center.by("TK")) == frozenset()


def test_a_hint_is_put_away_once_and_for_all(center):
    _put_away(center, "line")
    _put_away(center, "line", "save")

    assert center.read(hints_put_away, center.by("JM")) == {"line", "save"}
