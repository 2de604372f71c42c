"""A program dressed as it is, for every test that looks at a widget."""

import pytest

from outreach.translation import translator
from outreach.ui.theme import Appearance, Scheme


@pytest.fixture(scope="session")
def appearance(qapp):
    return Appearance(qapp, Scheme.LIGHT, 1.0)


@pytest.fixture
def dressed(appearance):
    """Light and 100 %; a test may choose something else."""
    appearance.choose(Scheme.LIGHT, 1.0)
    yield appearance
    appearance.choose(Scheme.LIGHT, 1.0)


@pytest.fixture
def words():
    return translator("en")
