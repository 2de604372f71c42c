"""Sheets at a center in a file, and at one in a file and on a server."""

import pytest

from tests.sheets.keyed import Sheets


@pytest.fixture
def sheets(file_desk):
    return Sheets(file_desk)


@pytest.fixture
def everywhere(center):
    return Sheets(center)
