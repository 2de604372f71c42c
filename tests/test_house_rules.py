"""Rules we keep so that the code stays easy to see.  Each names the trouble it prevents, and each can fail."""

import ast
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from sqlalchemy import Enum, ForeignKeyConstraint, String, Table

from outreach.db.schema import METADATA
from tests.messages import in_the_program

ROOT = Path(__file__).parent.parent
Rule = Callable[[ast.Module, str], Iterator[str]]

CLOCKS = {"outreach/app.py", "outreach/cli/acts.py"}
STORE = "outreach/db/store.py"
HOMES: dict[str, set[str]] = {
    "setStyleSheet": {"outreach/ui/theme.py"},  # looks live in resources/theme
    "commit": {STORE},  # a transaction ends in one place
    "now": CLOCKS,  # time is passed in, so a test can be any day
    "today": CLOCKS,
    "utcnow": set(),
    "currentDate": set(),
    "currentDateTime": set(),
    "setShortcut": set(),  # swallows the second of two quick presses (measured): QShortcut
    "processEvents": set(),  # long work belongs on the database thread
    "QCompleter": set(),  # offers the next person what was typed for the last
    "QSystemTrayIcon": set(),  # a notification is read by whoever walks past
    "sleep": set(),  # wait for the thing, not for a while
}
LEDGER = "outreach/stock/ledger.py"
NEVER_SAID = re.compile(
    r"\b(client|clients|user|users|addict\w*|abus\w*|relaps\w*|(non-?)?complian\w*|clean|dirty|refused|invalid"
    r"|insufficient|secondary exchange|people served|delete\w*|snapshot)\b",
    re.IGNORECASE,
)


def calls_stay_at_home(tree: ast.Module, name: str) -> Iterator[str]:
    for call in _calls(tree):
        called = _name(call.func)
        if name not in HOMES.get(called, {name}):
            yield f"{called}() at {call.lineno}"


def transactions_begin_in_the_store(tree: ast.Module, name: str) -> Iterator[str]:
    """`with engine.begin():` commits too, where nobody looks for it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.With) and name != STORE:
            opened = [item.context_expr for item in node.items]
            if any(isinstance(one, ast.Call) and _name(one.func) == "begin" for one in opened):
                yield f"a transaction at {node.lineno}"


def only_the_ledger_writes_movements(tree: ast.Module, name: str) -> Iterator[str]:
    if name == LEDGER or name.startswith("outreach/db/migrations/"):
        return
    for call in _calls(tree):
        is_writing = _name(call.func) in {"insert", "update", "delete", "Insert", "Update", "Delete"}
        named = _dotted(call.func) | (_dotted(call.args[0]) if call.args else set())
        if (is_writing and named & {"Movement", "movements"}) or _name(call.func) == "Movement":
            yield f"writes movements at {call.lineno}"
    for text, line in _texts(tree):
        if re.search(r"\b(insert\s+into|update|delete\s+from)\s+movements\b", text, re.IGNORECASE):
            yield f"writes movements at {line}"


def no_key_is_taken_by_a_mnemonic(tree: ast.Module, name: str) -> Iterator[str]:
    """An & before a letter makes Alt+letter a mnemonic, which cancels a shortcut on the same key (measured)."""
    if name.startswith("outreach/ui/"):
        return (f"& at {line}" for text, line in _texts(tree) if re.search(r"&(?!#?\w+;)\w", text))
    return iter(())


def every_module_opens_with_its_law(tree: ast.Module, _name_of_file: str) -> Iterator[str]:
    if tree.body and not ast.get_docstring(tree):
        yield "no docstring"


def packages_are_empty(tree: ast.Module, name: str) -> Iterator[str]:
    if name.endswith("/__init__.py") and name != "outreach/__init__.py" and tree.body:
        yield "an __init__.py with code in it runs at every import of its neighbors"


def ids_pass_qt_as_objects(tree: ast.Module, _name_of_file: str) -> Iterator[str]:
    """Signal(int) has 32 bits and turned row 12 of device 7 into row 12 (measured)."""
    for call in _calls(tree):
        if _name(call.func) in {"Signal", "Slot"} and any(_name(argument) == "int" for argument in call.args):
            yield f"{_name(call.func)}(int) at {call.lineno}"


def no_test_needs_a_stand_in(tree: ast.Module, _name_of_file: str) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            imported = [getattr(node, "module", None) or "", *(alias.name for alias in node.names)]
            if any("mock" in name for name in imported):
                yield f"a mock at {node.lineno}"
    for call in _calls(tree):
        if isinstance(call.func, ast.Attribute) and call.func.attr == "wait" and _name(call.func.value) == "qtbot":
            yield f"qtbot.wait() at {call.lineno}: use waitUntil or waitSignal"
        if _name(call.func) == "sleep":
            yield f"sleep() at {call.lineno}: wait for the thing, not for a while"


IN_THE_PROGRAM: tuple[Rule, ...] = (
    calls_stay_at_home,
    transactions_begin_in_the_store,
    only_the_ledger_writes_movements,
    no_key_is_taken_by_a_mnemonic,
    every_module_opens_with_its_law,
    packages_are_empty,
    ids_pass_qt_as_objects,
)


@pytest.mark.parametrize("rule", IN_THE_PROGRAM, ids=lambda rule: rule.__name__)
def test_the_program_keeps_the_rule(rule):
    assert list(_broken(rule, "outreach")) == []


def test_tests_use_the_real_thing():
    assert list(_broken(no_test_needs_a_stand_in, "tests")) == []


@pytest.mark.parametrize(
    ("rule", "bad"),
    [
        (calls_stay_at_home, "page.setStyleSheet('')"),
        (transactions_begin_in_the_store, "with engine.begin() as connection: pass"),
        (calls_stay_at_home, "day = date.today()"),
        (only_the_ledger_writes_movements, "session.execute(insert(Movement), rows)"),
        (only_the_ledger_writes_movements, "session.execute(insert(stock.Movement.__table__), rows)"),
        (only_the_ledger_writes_movements, "session.add(Movement(item_id=1))"),
        (only_the_ledger_writes_movements, "movements.insert()"),
        (only_the_ledger_writes_movements, "run('INSERT INTO movements VALUES (1)')"),
        (no_key_is_taken_by_a_mnemonic, "button.setText('&Save')"),
        (every_module_opens_with_its_law, "import sys"),
        (packages_are_empty, "import sys"),
        (ids_pass_qt_as_objects, "chosen = Signal(int)"),
        (no_test_needs_a_stand_in, "from unittest.mock import Mock"),
        (no_test_needs_a_stand_in, "qtbot.wait(100)"),
        (no_test_needs_a_stand_in, "time.sleep(1)"),
    ],
)
def test_the_rule_can_fail(rule, bad):
    assert list(rule(ast.parse(bad), "outreach/ui/__init__.py"))


def test_nothing_about_a_person_can_be_written_freely():
    """Wherever a foreign key leads to a person or a visit, a text is one of a closed list."""
    free = [f"{table.name}.{column}" for table in _about_people() for column in _free_texts(table)]

    assert free == []


def test_the_tables_about_people_are_found():
    assert {"participants", "encounters", "encounter_versions", "given", "movements"} <= {
        table.name for table in _about_people()
    }
    assert "number" in _free_texts(METADATA.tables["lots"])


def test_the_screen_says_the_center_s_words():
    said = " / ".join(text for message in in_the_program().files for text in _forms(message))

    assert NEVER_SAID.findall(said) == []


def _broken(rule: Rule, folder: str) -> Iterator[str]:
    for path in sorted((ROOT / folder).rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        yield from (f"{name}: {trouble}" for trouble in rule(_parsed(path), name))


@cache
def _parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def _name(node: ast.AST) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _dotted(node: ast.AST) -> set[str]:
    """The names of `a.b.c`; nothing of what is called on the way."""
    if isinstance(node, ast.Attribute):
        return {node.attr} | _dotted(node.value)
    return {_name(node)}


def _texts(tree: ast.Module) -> Iterator[tuple[str, int]]:
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.value, node.lineno


def _forms(message: str | tuple[str, str]) -> tuple[str, ...]:
    return (message,) if isinstance(message, str) else message


def _about_people() -> list[Table]:
    """Tables of people and visits, and those with a foreign key to one of them, near or far."""
    found = {METADATA.tables["participants"], METADATA.tables["encounters"]}
    while True:
        leading = {
            table for table in METADATA.sorted_tables if {key.column.table for key in table.foreign_keys} & found
        }
        if leading <= found:
            return sorted(found, key=lambda table: table.name)
        found |= leading


def _free_texts(table: Table) -> list[str]:
    """Columns that hold text which is neither an enumeration nor a reference to another table's list."""
    referring = {
        column.name
        for constraint in table.constraints
        if isinstance(constraint, ForeignKeyConstraint)
        for column in constraint.columns
    }
    return [
        column.name
        for column in table.columns
        if isinstance(column.type, String) and not isinstance(column.type, Enum) and column.name not in referring
    ]
