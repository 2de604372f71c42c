"""A tally in a terminal: every figure the page and the JSON carry, a section each; what is empty is left out."""

from collections.abc import Iterator, Mapping
from typing import Any

from outreach.commands.desk import WORDS

_ABOUT = {"period", "first_day", "last_day", "site", "figures", "reconciled"}
_NAMES = (
    "item", "kit", "product", "name", "question", "bought_as", "container", "reason", "source", "how", "recipient",
    "site", "place", "on",
)  # fmt: skip
_ALWAYS = {"opening", "closing"}  # an empty shelf is a figure too
_INDENT = "  "
_FIGURES = 34


def lines(figures: Mapping[str, Any]) -> Iterator[str]:
    """The same figures as the JSON, by the same names with spaces between."""
    yield f"{figures['period']}, {figures['site'] or 'all sites'}"
    yield from _figures(figures["figures"], "")
    for name, section in figures.items():
        if name not in _ABOUT and _says(section):
            yield ""
            yield from _section(name, section)
    yield ""
    yield "Reconciled." if figures["reconciled"] else "Not reconciled."


def _section(name: str, said: Any) -> Iterator[str]:
    title = _spaced(name)
    if not isinstance(said, Mapping | list):
        yield _figure(title, said, "")
        return
    yield f"{title[0].upper()}{title[1:]}"
    yield from _rows(said, _INDENT) if isinstance(said, list) else _figures(said, _INDENT)


def _rows(said: list[Mapping[str, Any]], indent: str) -> Iterator[str]:
    """A row a line: what it is called, and every figure of it that says something; lists inside it below."""
    for row in said:
        names = [one for one in _NAMES if isinstance(row.get(one), str) and row[one]]
        told = ", ".join(
            _told(name, value) for name, value in row.items() if name not in names and _is_told(name, value)
        )
        yield f"{indent}{', '.join(row[one] for one in names)}{': ' if names and told else ''}{told}"
        for value in row.values():
            if isinstance(value, list) and _says(value):
                yield from _rows(value, indent + _INDENT)


def _told(name: str, value: Any) -> str:
    if isinstance(value, Mapping):
        return f"{_spaced(name)} ({', '.join(_told(one, n) for one, n in value.items() if _is_told(one, n))})"
    return _spaced(name) if value is True else f"{_spaced(name)} {_written(value)}"


def _is_told(name: str, value: Any) -> bool:
    return not isinstance(value, list) and (name in _ALWAYS or _says(value))


def _figures(said: Mapping[str, Any], indent: str) -> Iterator[str]:
    """Each figure on a line of its own."""
    for name, value in said.items():
        if not isinstance(value, Mapping | list):
            yield _figure(_spaced(name), value, indent)
        elif _says(value):
            yield f"{indent}{_spaced(name)}"
            yield from _rows(value, indent + _INDENT) if isinstance(value, list) else _figures(value, indent + _INDENT)


def _figure(name: str, value: Any, indent: str) -> str:
    return f"{indent}{name:<{_FIGURES - len(indent)}} {_written(value):>10}"


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return WORDS.number(value)
    return "–" if value is None else str(value)


def _says(value: Any) -> bool:
    """Whether there is anything in it: a figure that is not 0, a word."""
    if isinstance(value, Mapping):
        return any(_says(one) for one in value.values())
    if isinstance(value, list):
        return any(_says(one) for one in value)
    return value not in (None, 0, False, "")


def _spaced(name: str) -> str:
    return name.replace("_", " ")
