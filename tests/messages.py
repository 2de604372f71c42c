"""Every message id in the program, found by reading its source; `python -m tests.messages` renews the catalogs.

A message that is not written out where it is marked cannot be found by any tool, so it could never be translated:
such places are listed as `hidden` and a test fails on them.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from outreach.paths import resources
from outreach.translation import LOCALES, PSEUDO

SOURCE = Path(__file__).parent.parent / "outreach"
TRANSLATORS = {"words", "_words"}  # what we call a translator wherever there is one


@dataclass
class Found:
    """Message ids with the files they stand in; a plural message is a pair."""

    files: dict[str | tuple[str, str], set[str]] = field(default_factory=dict)
    hidden: list[str] = field(default_factory=list)

    def read(self, source: str, name: str) -> None:
        inside_pair: set[int] = set()
        for call in _calls(ast.parse(source)):
            if _is_pair(call):
                pair = tuple(_literal(argument) for argument in call.args[:2])
                inside_pair.update(id(argument) for argument in call.args[:2])
                self._add(pair if all(pair) else None, call, name)
            elif _called(call) == "N_":
                if id(call) not in inside_pair:
                    self._add(_literal(call), call, name)
            elif _called(call) in TRANSLATORS and call.args and not _is_reference(call.args[0]):
                self._add(_literal(call.args[0]), call, name)

    def _add(self, message: object, call: ast.Call, name: str) -> None:
        if message:
            self.files.setdefault(message, set()).add(name)  # type: ignore[arg-type]
        else:
            self.hidden.append(f"{name}:{call.lineno}")


def in_the_program() -> Found:
    found = Found()
    for path in sorted(SOURCE.rglob("*.py")):
        found.read(path.read_text(encoding="utf-8"), f"outreach/{path.relative_to(SOURCE).as_posix()}")
    return found


def catalog_file(language: str) -> Path:
    return resources() / "locale" / language / "LC_MESSAGES" / "outreach.po"


def catalog(language: str) -> Catalog:
    with catalog_file(language).open("rb") as po:
        return read_po(po, locale=language)


def renew(language: str) -> None:
    """Add the new messages, empty, and drop those no longer said."""
    fresh = Catalog(charset="utf-8")
    for message, files in in_the_program().files.items():
        fresh.add(message, locations=[(name, 0) for name in sorted(files)])
    renewed = catalog(language)
    renewed.update(fresh, no_fuzzy_matching=True)
    renewed.obsolete.clear()
    written = BytesIO()
    write_po(written, renewed, width=116, include_lineno=False, sort_by_file=True, omit_header=True)
    file = catalog_file(language)
    head, _, _ = file.read_text("utf-8").partition("\n\n")  # Babel would add a date and people's names
    file.write_text(head + "\n\n" + written.getvalue().decode(), "utf-8")


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    """Outer calls before those inside them."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def _called(call: ast.Call) -> str:
    return _name(call.func)


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _is_pair(call: ast.Call) -> bool:
    """`N_plural("…", "…")`, or `words.count("…", "…", n)` unless it is given a pair marked elsewhere, `*PAIR`."""
    if _called(call) == "N_plural":
        return True
    if not isinstance(call.func, ast.Attribute) or call.func.attr != "count":
        return False
    return _name(call.func.value) in TRANSLATORS and not isinstance(call.args[0], ast.Starred)


def _literal(node: ast.expr) -> str | None:
    """The text of "…" or N_("…")."""
    if isinstance(node, ast.Call) and _called(node) == "N_" and len(node.args) == 1:
        node = node.args[0]
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _is_reference(node: ast.expr) -> bool:
    """Something that holds an id marked elsewhere: a constant, an entry of a table, a choice of two."""
    return not isinstance(node, ast.Constant | ast.JoinedStr | ast.BinOp) and _literal(node) is None


if __name__ == "__main__":
    for code in LOCALES:
        if code not in ("en", PSEUDO):
            renew(code)
