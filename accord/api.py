"""The Python API: open a graph, load documents, ask the named questions.

Each question is a method: ``graph.who("digital identity", lang="fr")``. The arguments are those of the command;
a parameter whose name is reserved in Python takes an underscore: ``graph.opportunities(for_="CA-AB")``.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from accord.questions import QuestionMethods
from accord.results.answer import Answer, to_answer
from accord.results.curation import CurationMethods
from accord.results.exports import ExportMethods
from accord.results.texts import TextMethods
from graph.errors import UsageError
from graph.neo4j.address import address
from graph.sqlite.store import SqliteStore
from graph.values import DEFAULT_AUDIENCE, Approval, Audience, is_server
from queries.questions.question import Question, list_questions, load_question

if TYPE_CHECKING:
    from graph.adhoc.result import QueryResult
    from graph.store import Added, View


def open_graph(
    path: str | Path = "accord.db", *, audience: Audience = DEFAULT_AUDIENCE, lang: str = "en", create: bool = False,
    questions: str | Path | Iterable[str | Path] | None = None, include_proposed: bool = False,
    as_of: str | None = None,
) -> Graph:  # fmt: skip
    """Open a graph file, or a graph on a Neo4j server.

    Args:
        path: the file, or ``neo4j://host``; then credentials come from NEO4J_USERNAME and NEO4J_PASSWORD.
        audience: who will see the answers: public, members or secretariat.
        lang: the language of names and sentences, "en" or "fr".
        create: whether to create the file if it does not exist.
        questions: a folder of added questions, or several; by default those in ACCORD_QUESTIONS.
        include_proposed: whether answers include proposals that nobody has accepted yet, marked as proposed; only a
            file has them.
        as_of: an edition or a date: answers use only what was known then.

    Raises:
        StoreError: the file does not exist, or is not an Accord graph.
        UsageError: a folder does not exist, or a question in it has the name of another.
    """
    own = _added_questions(questions)
    if is_server(str(path)):
        from graph.neo4j.store import Neo4jStore

        server = Neo4jStore(address(str(path), os.environ), audience if create else None)
        return Graph(server, audience, lang, own, include_proposed=include_proposed, as_of=as_of)
    store = SqliteStore(Path(path), create=create)
    return Graph(store, audience, lang, own, include_proposed=include_proposed, as_of=as_of)


def _added_questions(named: str | Path | Iterable[str | Path] | None) -> dict[str, Path]:
    """Return the files of added questions by name."""
    from queries.questions.custom import QUESTIONS_VARIABLE, find_question_files, parse_folders

    if named is None:
        named = os.environ.get(QUESTIONS_VARIABLE) or ()
    several = [named] if isinstance(named, str | Path) else named
    taken = {*list_questions(), *dir(Graph), "audience", "lang"}
    return find_question_files([folder for one in several for folder in parse_folders(str(one))], taken)


def resolve(names: str | Iterable[str], *, lang: str | None = None) -> list[dict[str, Any]]:
    """Return the jurisdictions or organisations that names refer to, by the vocabulary alone; see `Graph.resolve`.

    >>> resolve("Revenue Canada")[0]["id"]
    'CRA'
    """
    from queries.known_jurisdictions import JurisdictionLookup

    return list(JurisdictionLookup().resolve([names] if isinstance(names, str) else names, lang))


class Graph(QuestionMethods, CurationMethods, TextMethods, ExportMethods):
    """An open graph. Each question is a method (`accord/questions.py`); `dir(graph)` lists added ones, too."""

    def load(
        self, *paths: str | Path, approval: Approval | None = None, mapping: str | Path | None = None,
        keep_both: bool = False, replace: bool = False, sender: str | None = None, when: str | None = None,
        edition: str | None = None,
    ) -> list[Added]:  # fmt: skip
        """Read documents, folders or archives and add their claims: all of them, or none if anything fails.

        Args:
            paths: what to read.
            approval: of submissions that have none yet (by default "members").
            mapping: a file with the meaning of the columns of tables.
            keep_both: whether a corrected document is kept as well as its earlier version instead of replacing it.
            replace: whether a report takes the place of another of the same member for the same edition.
            sender: the sender of the documents, unless a `sources.csv` in their folder gives one.
            when: when they were written, likewise.
            edition: the edition they belong to, likewise.

        Raises:
            SourceError: a file cannot be read.
            UsageError: the sender, date or edition is invalid.
        """
        from loaders.inputs.hints import parse_hints
        from loaders.inputs.paths import read_mapping
        from loaders.inputs.read import FileLoader

        hints = parse_hints({"sender": sender, "date": when, "edition": edition})
        loader = FileLoader(read_mapping(Path(mapping)) if mapping else None, hints)
        readings = []
        for outcome in loader.load_paths([str(path) for path in paths]):
            if outcome.error:
                raise outcome.error
            readings += outcome.readings
        added = self._store.add(readings, approval, keep_both=keep_both, replace=replace)
        if isinstance(self._store, SqliteStore):
            from accord.results.rounds import record_arrivals

            record_arrivals(self._store, added)
        return added

    def approve(self, jurisdiction: str, edition: str, approval: Approval) -> bool:
        """Record who may see a submission of a jurisdiction; return whether anything changed."""
        return self._store.approve(jurisdiction, edition, approval)

    def ask(
        self, name: str, *, lang: str | None = None, audience: Audience | None = None, limit: int | None = None,
        as_of: str | None = None, **parameters: object,
    ) -> Answer:  # fmt: skip
        """Return the answer to a named question; one about an edition uses only what was known then.

        Raises:
            KeyError: there is no such question.
            UsageError: a parameter is missing, unknown or invalid.
        """
        from queries.ask import ask_as_of

        asked, given = self._question(name), {key.rstrip("_"): value for key, value in parameters.items()}
        with self._whole_view(audience, lang) as view:
            return to_answer(ask_as_of(view, asked, given, limit, as_of or self.as_of), asked)

    def sql(
        self, query: str, parameters: Mapping[str, object] | None = None, *, lang: str | None = None,
        audience: Audience | None = None, timeout: float = 30, max_rows: int = 10_000,
    ) -> Answer:  # fmt: skip
        """Return the rows of a SELECT over the views that `accord schema` lists, as the audience may see them.

        Args:
            query: one statement; parameters are written ``:name``.
            parameters: their values by name.
            lang: the language of names, if not that of the graph.
            audience: who will see the answer.
            timeout: seconds after which the query is stopped.
            max_rows: the most rows; a note says whether there are more.

        Raises:
            UsageError: the query is not a SELECT, is invalid or takes too long, or the graph is on a server.
        """
        from graph.adhoc.limits import Limits
        from graph.adhoc.sql_process import run_in_process
        from graph.sqlite.view import SqliteView

        limits, given = Limits(timeout, max_rows), dict(parameters or {})
        with self._view(audience, lang) as view:
            if not isinstance(view, SqliteView):
                raise UsageError("SQL asks a graph file. Ask a server in Cypher: accord cypher")
            return _query_answer("sql", query, given, view, run_in_process(view, query, given, limits))

    def cypher(
        self, query: str, parameters: Mapping[str, object] | None = None, *, lang: str | None = None,
        audience: Audience | None = None, timeout: float = 30, max_rows: int = 10_000,
    ) -> Answer:  # fmt: skip
        """Return the rows of a read-only Cypher query, run on the server or on a copy of the file for the audience.

        The arguments are those of `sql`; parameters are written ``$name``.

        Raises:
            UsageError: the query is invalid, would change something, or takes too long.
        """
        from graph.adhoc.cypher import run_cypher
        from graph.adhoc.limits import Limits

        limits, given = Limits(timeout, max_rows), dict(parameters or {})
        with self._view(audience, lang) as view:
            found, _ = run_cypher(view, query, given, limits)
            return _query_answer("cypher", query, given, view, found)

    def __getattr__(self, name: str) -> Callable[..., Answer]:
        """Return an added question as a method; its positional arguments are those of the command."""
        if name.startswith("_") or name not in self._added_questions:
            known = ", ".join([*list_questions(), *([] if name.startswith("_") else self._added_questions)])
            raise AttributeError(f"a graph has no “{name}”; its questions: {known}")
        return self._method(self._question(name))

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *self._added_questions]

    def _question(self, name: str) -> Question:
        """Return a built-in or an added question."""
        if name.startswith("_") or name not in self._added_questions:
            return load_question(name)
        from queries.questions.custom import read_question

        return read_question(self._added_questions[name])

    def _method(self, asked: Question) -> Callable[..., Answer]:
        positional = [p.name for p in asked.parameters if p.argument]

        def method(*values: object, **options: Any) -> Answer:  # noqa: ANN401 (what each question takes)
            if len(values) > len(positional):
                raise TypeError(f"{asked.name} takes at most {len(positional)} arguments: {', '.join(positional)}")
            given: dict[str, Any] = dict(zip(positional, values, strict=False))
            return self.ask(asked.name, **given, **options)

        method.__name__ = asked.name
        method.__doc__ = asked.description["en"]
        return method


def _query_answer(name: str, query: str, given: Mapping[str, Any], view: View, found: QueryResult) -> Answer:
    """Return the result of a typed query as an answer."""
    from graph.adhoc.result import to_json_value

    rows = [{column: to_json_value(value) for column, value in row.items()} for row in found.to_dictionaries()]
    more = {"en": "There are more rows: raise max_rows.", "fr": "Il y a d’autres lignes\u00a0: augmentez max_rows."}
    notes = [more[view.language]] if found.more else []
    return Answer(name, {"query": query, **given}, view.audience, view.language, found.columns, rows, notes)
