"""What every table shares: the names of constraints, and how Python types become columns."""

from enum import StrEnum
from typing import Any, ClassVar, cast

from sqlalchemy import Enum, MetaData, Table
from sqlalchemy.orm import DeclarativeBase


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        # By value, and as plain text: a new value must not need the table rebuilt.
        StrEnum: Enum(StrEnum, native_enum=False, length=20, values_callable=lambda kind: [m.value for m in kind]),
    }


def table_of(model: type[Base]) -> Table:
    """The bare table of a model: rows written through it never become objects."""
    return cast("Table", model.__table__)
