"""A paper as it is typed, as text and back.  Pure: every part of a draft is written by its own type.

What was kept by another version of the program, or names an item that is gone, is no draft any more: None.
"""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from outreach.catalog import Item
from outreach.vocabulary import ItemId

T = TypeVar("T")


def as_text(draft: Any) -> str:
    return json.dumps(_plain(draft), ensure_ascii=False)


def from_text(kind: type[T], text: str, items: Mapping[ItemId, Item]) -> T | None:
    """The draft of this kind that a text says."""
    try:
        found: T = _said(kind, json.loads(text), items)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, Item):
        return value.id
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | UUID):
        return str(value)
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return value


def _said(kind: Any, value: Any, items: Mapping[ItemId, Item]) -> Any:
    """A plain value as one of this type."""
    if get_origin(kind) in (Union, UnionType):
        [kind] = [one for one in get_args(kind) if one is not NoneType]
        return None if value is None else _said(kind, value, items)
    if get_origin(kind) is tuple:
        of = get_args(kind)
        each = [of[0]] * len(value) if of[-1] is Ellipsis else of
        return tuple(_said(one, part, items) for one, part in zip(each, value, strict=True))
    if kind is Item:
        return items[value]
    return _made(getattr(kind, "__supertype__", kind), value, items)


def _made(kind: type[Any], value: Any, items: Mapping[ItemId, Item]) -> Any:
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return kind(**{name: _said(hints[name], part, items) for name, part in value.items()})
    if kind is date:
        return date.fromisoformat(value)
    if issubclass(kind, Enum | UUID):
        return kind(value)
    if not isinstance(value, kind):
        raise TypeError(kind)
    return value
