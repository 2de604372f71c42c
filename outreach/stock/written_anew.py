"""Rows taken back because what they say left otherwise, and was written anew at once: nobody took the whole back."""

from typing import Any

from sqlalchemy import ColumnElement, exists, literal_column
from sqlalchemy.orm import aliased

from outreach.db.ids import BITS
from outreach.db.models.stock import Movement


def written_anew(column: str) -> ColumnElement[bool]:
    """Of the rows of one line given, or of one document: those that are no longer what it says."""
    back, anew = aliased(Movement), aliased(Movement)
    is_of_the_same = getattr(anew, column) == getattr(back, column)
    bits: ColumnElement[int] = literal_column(str(BITS))
    same_device: ColumnElement[Any] = anew.id.op(">>")(bits) == back.id.op(">>")(bits)
    followed = is_of_the_same & anew.reverses_id.is_(None) & (anew.id > back.id) & same_device
    return exists().where(back.reverses_id == Movement.id, followed).correlate(Movement)
