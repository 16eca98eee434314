"""Each statement file is used by the code, and each statement that the code names has files."""

from __future__ import annotations

import ast
import re

from queries.statements import STATEMENTS
from tests.helpers.paths import ROOT

PACKAGES = ("accord", "graph", "loaders", "queries", "viz")
FILES = {path.relative_to(STATEMENTS).with_suffix("").as_posix() for path in STATEMENTS.rglob("*.sql")} | {
    path.relative_to(STATEMENTS).with_suffix("").as_posix() for path in STATEMENTS.rglob("*.cypher")
}
NAME = re.compile(rf"(?:{'|'.join(sorted(path.name for path in STATEMENTS.iterdir() if path.is_dir()))})/\w+")


def named() -> set[str]:
    """Return the strings in the code that have the form of a statement's name."""
    trees = (ast.parse(path.read_text("utf-8")) for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
    texts = (node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return {text for text in texts if isinstance(text, str) and NAME.fullmatch(text)}


def test_each_statement_is_used():
    assert FILES - named() == set()


def test_each_statement_that_is_named_exists():
    assert named() - FILES == set()
