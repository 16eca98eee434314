"""The local copy that `accord cypher` asks of a graph file, as a store that the contract can ask.

Its labels, relationships and properties are those of a server's copy, and so are its statements: the ones beside the
questions, and those that pull what was said back into a file. It is asked in this process, without the limits of
`graph.adhoc.cypher_local`, which the tests of the command are about.
"""

from __future__ import annotations

import contextlib
import re
import tempfile
from contextlib import contextmanager
from pathlib import Path

import kglite

from graph.adhoc.cypher_local import find_or_build_copy
from graph.adhoc.cypher_local_worker import GENERATION
from graph.neo4j.pull import iter_readings
from graph.neo4j.statements import run_statements
from graph.neo4j.view import read_evidence
from graph.sqlite.store import SqliteStore
from graph.store import KGLITE, check_view_options

SECONDS = 60
HINT = re.compile(r"^ *USING JOIN ON \w+\n", re.MULTILINE)  # how a server reads; it has no hints


class Found(list):
    """Rows, as a result of the driver gives them."""

    def data(self):
        return self


class Copy:
    """A copy for one audience; stands where a server's store and its sessions do."""

    address = "kglite"

    def __init__(self, path, audience):
        self.audience = audience
        self._graph = kglite.load(str(find_or_build_copy(path, audience)))
        self._graph.read_only(True)  # noqa: FBT003 (its own interface)
        with SqliteStore(path).view(audience, "en") as view:
            self._fading = view.fading
        self._folder = tempfile.TemporaryDirectory(prefix="accord-")
        self._local = None

    def view(self, audience, language):
        check_view_options(audience, language)
        assert audience == self.audience
        return CopyView(self, language)

    def run(self, text, parameters=None, **given):
        asked = {**(parameters or {}), "generation": GENERATION, "fading": self._fading, **given}
        text = HINT.sub("", text)
        found = self._graph.cypher(text, params=asked, hide_structural_keys=True, timeout_ms=SECONDS * 1000)
        return Found(found.to_list())

    @contextmanager
    def session(self, _access="READ"):
        yield self

    def execute_read(self, work):
        return work(self)

    def local(self):
        """What was said, pulled into a file, as for a server."""
        if self._local is None:
            self._local = SqliteStore(Path(self._folder.name) / "graph.db", create=True)
            if expected := list(iter_readings(self, GENERATION)):
                self._local.add(expected, keep_both=True)
        return self._local

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._folder.cleanup()


class CopyView:
    """A copy as its audience sees it, in one language."""

    backend = KGLITE
    dialect = KGLITE.dialect
    graph_path = None  # nothing lies beside a copy
    includes_proposed = False  # a copy holds no proposals

    def __init__(self, copy, language):
        self.audience, self.language = copy.audience, language
        self._copy = copy
        self._whole = None

    def rows(self, text, parameters=()):
        given = {**dict(parameters), "language": self.language}
        return run_statements(lambda one, values: list(self._copy.run(one, values)), text, given)

    def value(self, text, parameters=()):
        found = self.rows(text, parameters)
        return next(iter(found[0].values())) if found else None

    def evidence(self, claims):
        return read_evidence(self, claims)

    def open_local(self):
        if self._whole is None:
            self._whole = self._copy.local().view(self.audience, self.language)
        return self._whole

    def refresh(self):
        """Nothing: a copy does not change."""

    def checked_once(self):
        return contextlib.nullcontext()

    def close(self):
        if self._whole is not None:
            self._whole.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
