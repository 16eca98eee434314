"""The Python API: open a graph, load documents, ask the named questions.

Each question is a method: ``graph.who("digital identity", lang="fr")``. The arguments are those of the command;
a parameter that is called like a word of Python takes an underscore: ``graph.opportunities(for_="CA-AB")``.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.errors import UsageError
from graph.neo4j.address import address, is_server
from graph.sqlite.store import SqliteStore
from graph.values import DEFAULT_AUDIENCE, Approval, Audience
from queries.questions.question import Question, list_questions, load_question

if TYPE_CHECKING:
    import networkx as nx
    from pyvis.network import Network

    from graph.adhoc.result import QueryResult
    from graph.store import Added, Store, View
    from queries.questions.answer import Answer


def open_graph(
    path: str | Path = "accord.db", *, audience: Audience = DEFAULT_AUDIENCE, lang: str = "en", create: bool = False,
    questions: str | Path | Iterable[str | Path] | None = None,
) -> Graph:  # fmt: skip
    """Open a graph file, or a graph on a Neo4j server.

    Args:
        path: the file, or ``neo4j://host``; then credentials come from NEO4J_USERNAME and NEO4J_PASSWORD.
        audience: whose eyes answers are for: public, members or secretariat.
        lang: the language of names and sentences, "en" or "fr".
        create: whether to make the file when it is not there.
        questions: a folder of questions of your own, or several; otherwise those that ACCORD_QUESTIONS names.

    Raises:
        StoreError: there is no such file, or it is no Accord graph.
        UsageError: there is no such folder, or a question in it is called like another.
    """
    own = _own(questions)
    if is_server(str(path)):
        from graph.neo4j.store import Neo4jStore

        return Graph(Neo4jStore(address(str(path), os.environ), audience if create else None), audience, lang, own)
    return Graph(SqliteStore(Path(path), create=create), audience, lang, own)


def _own(named: str | Path | Iterable[str | Path] | None) -> dict[str, Path]:
    """The files of questions of one's own, by name."""
    from queries.questions.custom import QUESTIONS_VARIABLE, find_question_files, parse_folders

    if named is None:
        named = os.environ.get(QUESTIONS_VARIABLE) or ()
    several = [named] if isinstance(named, str | Path) else named
    taken = {*list_questions(), *vars(Graph), "audience", "lang"}
    return find_question_files([folder for one in several for folder in parse_folders(str(one))], taken)


def resolve(names: str | Iterable[str], *, lang: str | None = None) -> list[dict[str, Any]]:
    """Which jurisdiction or organisation names mean, by the vocabulary alone: see `Graph.resolve`.

    >>> resolve("Revenue Canada")[0]["id"]
    'CRA'
    """
    from queries.known_jurisdictions import JurisdictionLookup

    return list(JurisdictionLookup().resolve([names] if isinstance(names, str) else names, lang))


class Graph:
    """An open graph. Questions are methods, made from their data; `dir(graph)` lists them."""

    def __init__(self, store: Store, audience: Audience, lang: str, own: Mapping[str, Path] | None = None) -> None:
        self._store = store
        self._own = own or {}
        self.audience = audience
        self.lang = lang

    def load(
        self, *paths: str | Path, approval: Approval | None = None, mapping: str | Path | None = None,
        keep_both: bool = False, sender: str | None = None, when: str | None = None, edition: str | None = None,
    ) -> list[Added]:  # fmt: skip
        """Read documents, folders or archives and add what they say: all of it or, when anything fails, none.

        Args:
            paths: what to read.
            approval: for submissions that no decision was made about yet (otherwise "members").
            mapping: the file that says what the columns of tables mean.
            keep_both: whether a corrected document joins its earlier version, in place of replacing it.
            sender: who sent the documents, where a `sources.csv` beside them does not say so.
            when: when they were written, likewise.
            edition: which edition they belong to, likewise.

        Raises:
            SourceError: a file cannot be read.
            UsageError: the sender, the date or the edition is not understood.
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
        return self._store.add(readings, approval, keep_both=keep_both)

    def approve(self, jurisdiction: str, edition: str, approval: Approval) -> bool:
        """Record who may see a jurisdiction's submission; returns whether anything changed."""
        return self._store.approve(jurisdiction, edition, approval)

    def ask(
        self, name: str, *, lang: str | None = None, audience: Audience | None = None, limit: int | None = None,
        **parameters: object,
    ) -> Answer:  # fmt: skip
        """The answer to a named question.

        Raises:
            KeyError: there is no such question.
            UsageError: a parameter is missing, unknown or not understood.
        """
        from queries.ask import ask

        with self._view(audience, lang) as view:
            return ask(view, self._question(name), {key.rstrip("_"): value for key, value in parameters.items()}, limit)

    def sql(
        self, query: str, parameters: Mapping[str, object] | None = None, *, lang: str | None = None,
        audience: Audience | None = None, timeout: float = 30, max_rows: int = 10_000,
    ) -> Answer:  # fmt: skip
        """What a SELECT yields over the views that `accord schema` lists, as the audience may see it.

        Args:
            query: one statement; a place for a value begins with a colon.
            parameters: the values of its places, by name.
            lang: the language of names, where it is not that of the graph.
            audience: whose eyes it is for.
            timeout: seconds after which it is stopped.
            max_rows: the most rows; a note says that there are more.

        Raises:
            UsageError: it is no SELECT, names what is not there, takes too long, or the graph is on a server.
        """
        from graph.adhoc.limits import Limits
        from graph.adhoc.sql import run_query
        from graph.sqlite.view import SqliteView

        limits, given = Limits(timeout, max_rows), dict(parameters or {})
        with self._view(audience, lang) as view:
            if not isinstance(view, SqliteView):
                raise UsageError("SQL asks a graph file. Ask a server in Cypher: accord cypher")
            return _typed("sql", query, given, view, run_query(view, query, given, limits))

    def cypher(
        self, query: str, parameters: Mapping[str, object] | None = None, *, lang: str | None = None,
        audience: Audience | None = None, timeout: float = 30, max_rows: int = 10_000,
    ) -> Answer:  # fmt: skip
        """What a Cypher query yields that reads: on a server, or over a copy of the file for the audience.

        The arguments are those of `sql`; a place for a value begins with ``$``.

        Raises:
            UsageError: it cannot be understood, would change something, or takes too long.
        """
        from graph.adhoc.cypher import run_cypher
        from graph.adhoc.limits import Limits

        limits, given = Limits(timeout, max_rows), dict(parameters or {})
        with self._view(audience, lang) as view:
            found, _ = run_cypher(view, query, given, limits)
            return _typed("cypher", query, given, view, found)

    def resolve(
        self, names: str | Iterable[str], *, lang: str | None = None, audience: Audience | None = None
    ) -> list[dict[str, Any]]:
        """Which jurisdiction or organisation names mean, over the vocabulary and this graph.

        Args:
            names: one name, or several.
            lang: the language that the names are in, where it is known.
            audience: whose eyes it is for.

        Returns:
            One row a name, in order: ``name id codes confidence how alternatives``; `id` is None when unsure.
        """
        from queries.known_jurisdictions import JurisdictionLookup

        with self._view(audience, None) as view:
            return list(JurisdictionLookup(view).resolve([names] if isinstance(names, str) else names, lang))

    def document(self, *, audience: Audience | None = None) -> dict[str, Any]:
        """The graph document, JSON-ready."""
        from graph.exchange.document import export

        with self._view(audience, None) as view:
            return export(view)

    def brief(
        self, path: str | Path | None = None, *, edition: str | None = None, lang: str | None = None,
        audience: Audience | None = None,
    ) -> str | bytes:  # fmt: skip
        """The analysis document of an edition, as `accord brief` writes it.

        Args:
            path: a file to write it to; its ending says what as: .docx, .html, .pdf or .md.
            edition: the edition that it is about; the last one unless said.
            lang: the language that it is in.
            audience: whose eyes it is for.

        Returns:
            What was written: text, or bytes; without a path Markdown.

        Raises:
            UsageError: there is no such edition, or the ending says nothing.
        """
        from accord.brief import kind_of, written

        kind = kind_of("-" if path is None else str(path))
        with self._view(audience, lang) as view:
            made = written(view, edition, kind)
        if path is not None:
            Path(path).write_bytes(made if isinstance(made, bytes) else made.encode("utf-8"))
        return made

    def to_networkx(self, *, audience: Audience | None = None, lang: str | None = None) -> nx.MultiDiGraph[str]:
        """The graph as a typed directed multigraph of NetworkX."""
        from graph.exchange.networkx import to_networkx

        with self._view(audience, lang) as view:
            return to_networkx(view)

    def to_pyvis(self, *, audience: Audience | None = None, lang: str | None = None) -> Network:
        """Who works with whom as a pyvis `Network`; its page runs nothing that a text contains."""
        from viz.network.pyvis import to_pyvis
        from viz.page.model import page_data
        from viz.page.source import page_document, suggestions

        with self._view(audience, lang) as view:
            document = page_document(view)
            return to_pyvis(page_data(document, suggestions(view, document)), view.language)

    def __getattr__(self, name: str) -> Callable[..., Answer]:
        """A question as a method; positional arguments are those the command takes without an option."""
        try:
            asked = self._question(name)
        except KeyError:
            known = ", ".join([*list_questions(), *self._own])
            raise AttributeError(f"a graph has no “{name}”; its questions: {known}") from None
        return self._method(asked)

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *list_questions(), *self._own]

    def _question(self, name: str) -> Question:
        """A question of Accord's, or one that somebody added."""
        if name.startswith("_") or name not in self._own:
            return load_question(name)
        from queries.questions.custom import read_question

        return read_question(self._own[name])

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

    @contextmanager
    def _view(self, audience: Audience | None, lang: str | None) -> Iterator[View]:
        with self._store.view(audience or self.audience, lang or self.lang) as view:
            yield view


def _typed(name: str, query: str, given: Mapping[str, Any], view: View, found: QueryResult) -> Answer:
    """What a query found that somebody typed, as an answer."""
    from graph.adhoc.result import to_json_value
    from queries.questions.answer import Answer

    rows = [{column: to_json_value(value) for column, value in row.items()} for row in found.to_dictionaries()]
    more = {"en": "There are more rows: raise max_rows.", "fr": "Il y a d’autres lignes\u00a0: augmentez max_rows."}
    notes = [more[view.language]] if found.more else []
    return Answer(name, {"query": query, **given}, view.audience, view.language, found.columns, rows, notes)
