"""What is begun in the stock room and not posted."""

from outreach.stock import begun_papers
from outreach.vocabulary import At
from tests.make import TODAY


def keep(center, act, typed, initials="AR"):
    by = center.by(initials)
    with center.writing() as session:
        begun_papers.keep(session, by, At(TODAY), act, typed)


def kept(center, initials="AR"):
    return center.read(begun_papers.kept, center.by(initials))


def test_what_was_typed_last_of_an_act_is_kept_until_it_ends(center):
    keep(center, "receive", "one")
    keep(center, "receive", "two")
    keep(center, "move", "three")
    assert kept(center) == {"receive": "two", "move": "three"}

    keep(center, "receive", "")

    assert kept(center) == {"move": "three"}


def test_what_somebody_has_begun_is_nobody_else_s(center):
    keep(center, "receive", "mine", "AR")
    keep(center, "receive", "theirs", "JM")

    assert (kept(center, "AR"), kept(center, "JM")) == ({"receive": "mine"}, {"receive": "theirs"})
