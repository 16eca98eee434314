"""The Python API: open a graph, load documents, ask the named questions.

Each question is a method: ``graph.who("digital identity", lang="fr")``. The arguments are those of the command;
a parameter whose name is reserved in Python takes an underscore: ``graph.opportunities(for_="CA-AB")``.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from accord.questions import QuestionMethods
from accord.results.answer import Answer, to_answer
from accord.results.curation import CurationMethods
from graph.errors import UsageError
from graph.neo4j.address import address
from graph.sqlite.store import SqliteStore
from graph.store import file_only_error
from graph.text.atomic_file import write_atomically
from graph.values import DEFAULT_AUDIENCE, STDIO, Approval, Audience, is_server
from queries.questions.question import Question, list_questions, load_question

if TYPE_CHECKING:
    import networkx as nx
    from pyvis.network import Network

    from accord.results.page import Page
    from graph.adhoc.result import QueryResult
    from graph.store import Added, Store, View


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
    taken = {*list_questions(), *vars(Graph), "audience", "lang"}
    return find_question_files([folder for one in several for folder in parse_folders(str(one))], taken)


def resolve(names: str | Iterable[str], *, lang: str | None = None) -> list[dict[str, Any]]:
    """Return the jurisdictions or organisations that names refer to, by the vocabulary alone; see `Graph.resolve`.

    >>> resolve("Revenue Canada")[0]["id"]
    'CRA'
    """
    from queries.known_jurisdictions import JurisdictionLookup

    return list(JurisdictionLookup().resolve([names] if isinstance(names, str) else names, lang))


class Graph(QuestionMethods, CurationMethods):
    """An open graph. Each question is a method (`accord/questions.py`); `dir(graph)` lists added ones, too."""

    def __init__(
        self, store: Store, audience: Audience, lang: str, own: Mapping[str, Path] | None = None, *,
        include_proposed: bool = False, as_of: str | None = None,
    ) -> None:  # fmt: skip
        self._store = store
        self._added_questions = own or {}
        self.audience = audience
        self.lang = lang
        self.include_proposed = include_proposed
        self.as_of = as_of

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

    def verify(
        self, memo: str | Path | None = None, *, text: str | None = None, edition: str | None = None,
        output: str | Path | None = None, lang: str | None = None, audience: Audience | None = None,
    ) -> Answer:  # fmt: skip
        """Return a verdict on each statement of a memo, as `accord verify` does.

        Args:
            memo: a file.
            text: the text of a memo, in place of a file.
            edition: check against what was known in this edition.
            output: a file for a marked copy: .docx (of a Word document) or .html.
            lang: the language of the answer.
            audience: who will see the answer.

        Returns:
            One row per statement; its `verdict` is "supported", "contradicted", "out of date", "not in the graph", "not
            for this audience" or "not checked".

        Raises:
            SourceError: the memo cannot be read or marked.
            UsageError: both or neither of `memo` and `text` are given, or `output` has another extension.
        """
        from loaders.inputs.memos import read_memo
        from loaders.inputs.paths import read_file_bytes
        from queries.verification.verify import verify
        from viz.marked.render import marked_format, render_marked

        if (memo is None) == (text is None):
            raise UsageError("Give a memo either as a file or as a text.")
        kind = marked_format(str(output)) if output is not None else None
        if output is not None and kind is None:
            raise UsageError("A marked copy ends in .docx or .html, not in “{given}”.", given=Path(output).suffix)
        data = read_file_bytes(Path(memo)) if memo is not None else str(text).encode("utf-8", "replace")
        read = read_memo(data, Path(memo).name if memo is not None else "text")
        with self._view(audience, lang) as view:
            answer = to_answer(verify(view, read, edition))
        if output is not None and kind is not None:
            write_atomically(Path(output), render_marked(read, data, answer, kind)[0])
        return answer

    def resolve(
        self, names: str | Iterable[str], *, lang: str | None = None, audience: Audience | None = None
    ) -> list[dict[str, Any]]:
        """Return the jurisdictions or organisations that names refer to, by the vocabulary and this graph.

        Args:
            names: one name, or several.
            lang: the language of the names, if known.
            audience: who will see the answer.

        Returns:
            One row per name, in order: ``name id codes confidence how alternatives``; `id` is None if it is not sure.
        """
        from queries.known_jurisdictions import JurisdictionLookup

        with self._view(audience, None) as view:
            return list(JurisdictionLookup(view).resolve([names] if isinstance(names, str) else names, lang))

    def classify(
        self, texts: str | Iterable[str], *, words_only: bool = False, scheme: str | None = None,
        semantic: bool = False, limit: int = 3, lang: str | None = None, audience: Audience | None = None,
    ) -> Answer:  # fmt: skip
        """Return the themes that texts may be about, as `accord classify` guesses them.

        Args:
            texts: one text, or several.
            words_only: whether names and words of the themes are compared only, without learning from the graph.
            scheme: the themes to choose from: “vocabulary”, a document that describes some, or a theme; None for all.
            semantic: whether meanings are compared as well (extra: semantic).
            limit: the most themes for each text.
            lang: the language of the labels.
            audience: who will see the answer.

        Returns:
            One row per text and theme, the best first: ``text theme theme_name score because``.
        """
        from queries.themes.training import classifier_for

        with self._view(audience, lang) as view:
            themes, classifier = classifier_for(view, scheme, learns=not words_only, semantic=semantic)
            asked = [texts] if isinstance(texts, str) else list(texts)
            classifier.prepare(asked)
            rows: list[dict[str, Any]] = [
                {
                    "text": text, "theme": guess.theme, "score": guess.score, "because": list(guess.because),
                    "theme_name": themes[guess.theme].labels.get(view.language, guess.theme),
                }
                for text in asked
                for guess in classifier.suggest(text)[:limit]
            ]  # fmt: skip
            columns = ["text", "theme", "theme_name", "score", "because"]
            return Answer("classify", {}, view.audience, view.language, columns, rows)

    def review(self, *, lang: str | None = None, audience: Audience | None = None) -> Answer:
        """Return what needs a decision, as `accord review` lists it: proposals first, then duplicates and themes.

        Decisions are made with `accord review`, or with the CSV that it reads.

        Returns:
            One row per entry: ``id kind rule score one other title_one title_other``, with its evidence.

        Raises:
            UsageError: the graph is on a server, which holds no proposals.
        """
        from graph.dedupe.decisions import read_decisions
        from queries.review.queue import describe_proposals, read_review_queue

        if not isinstance(self._store, SqliteStore):
            raise file_only_error()
        decided = frozenset(one.id for one in read_decisions(self._store.decisions_path))
        with self._view(audience, lang) as view:
            found = [
                *describe_proposals(view, self._store.proposals(view.audience)), *read_review_queue(view, decided),
            ]  # fmt: skip
            columns = ["id", "kind", "rule", "score", "one", "other", "title_one", "title_other"]
            rows = [{**dict.fromkeys(columns), **row} for row in found]
            return Answer("review", {}, view.audience, view.language, columns, rows)

    def template(
        self, jurisdiction: str, path: str | Path, *, edition: str | None = None, empty: bool = False,
        lang: str | None = None, audience: Audience | None = None,
    ) -> None:  # fmt: skip
        """Write the template that a member fills in, with what it last reported, as `accord template new` does.

        Args:
            jurisdiction: who fills it in.
            path: the file; its ending gives the format: .xlsx, .docx, .yaml or .csv.
            edition: its edition, such as "2022-fall"; by default the member fills it in.
            empty: whether nothing of earlier editions is filled in.
            lang: the language of the template.
            audience: who will see it.

        Raises:
            UnknownNameError: no jurisdiction is called so.
            UsageError: the edition or the ending is invalid.
        """
        from accord.results.template import (
            council_members,
            jurisdiction_name,
            parse_edition,
            prefill_form,
            render_form,
        )
        from loaders.templates.form import Form
        from queries.questions.parameters import resolve_jurisdiction

        wanted = parse_edition(edition)
        with self._view(audience, lang) as view:
            who = resolve_jurisdiction(view, jurisdiction)
            name = jurisdiction_name(view, who, view.language)
            form = Form(view.language, who, name, wanted, members=council_members(view))
            filled = form if empty else replace(prefill_form(view, form)[0], edition=wanted)
        write_atomically(Path(path), render_form(filled, Path(path).suffix.lower()))

    @staticmethod
    def check(path: str | Path) -> list[dict[str, Any]]:
        """Return the errors and warnings of a template that a member completed, as `accord template check` does.

        Returns:
            One row each: ``field found problem mend sheet cell line wrong``; `wrong` is False for a warning.

        Raises:
            SourceError: the file cannot be read, or is no template.
        """
        from accord.messages import format_note, in_language
        from loaders.inputs.paths import read_file_bytes
        from loaders.templates.readers import check_template

        found = check_template(read_file_bytes(Path(path)), Path(path).name)
        with in_language(found.language):
            return [
                {
                    "field": each.field if isinstance(each.field, str) else each.field.labels[found.language],
                    "found": each.found, "problem": format_note(each.wrong), "mend": format_note(each.mend),
                    "sheet": each.place.sheet, "cell": each.place.cell, "line": each.place.line,
                    "wrong": not each.kept,
                }
                for each in found.problems
            ]  # fmt: skip

    def nodes(self, kind: str | None = None, *, lang: str | None = None, audience: Audience | None = None) -> Answer:
        """Return the nodes of the graph with their evidence, for data frames: `graph.nodes("initiative").to_pandas()`.

        Args:
            kind: only jurisdiction, theme, edition, initiative, partnership or need.
            lang: the language of the column `label`.
            audience: who will see them.

        Raises:
            UsageError: there is no such kind.
        """
        from graph.exchange.document import export_document
        from viz.export.frames import KINDS, NODE_COLUMNS, node_rows

        if kind is not None and kind not in KINDS.values():
            raise UsageError("“{given}” is not a kind of node. Use one of: {known}.", given=kind,
                             known=", ".join(KINDS.values()))  # fmt: skip
        with self._view(audience, lang) as view:
            rows = node_rows(export_document(view), view.language, kind)
            return Answer("nodes", {"kind": kind}, view.audience, view.language, list(NODE_COLUMNS), rows)

    def edges(
        self, relation: str | None = None, *, lang: str | None = None, audience: Audience | None = None
    ) -> Answer:
        """Return the relationships of the graph with their evidence, for data frames.

        Args:
            relation: only those of this type, such as "LEADS"; `accord schema` lists them.
            lang: the language of the labels.
            audience: who will see them.
        """
        from graph.exchange.document import export_document
        from viz.export.frames import EDGE_COLUMNS, edge_rows

        with self._view(audience, lang) as view:
            rows = edge_rows(export_document(view), view.language, relation)
            return Answer("edges", {"relation": relation}, view.audience, view.language, list(EDGE_COLUMNS), rows)

    def view(self, *, title: str | None = None, lang: str | None = None, audience: Audience | None = None) -> Page:
        """Return the explorer page, which a notebook shows in a frame; `save` writes it to a file.

        Args:
            title: its heading.
            lang: the language that it opens in.
            audience: who will see it.
        """
        from accord.results.page import Page
        from queries.questions.question import load_codes
        from viz.page.render import render_page
        from viz.page.source import load_changes, load_page_document, load_suggestions

        with self._view(audience, lang) as view:
            document = load_page_document(view)
            html = render_page(
                document, load_suggestions(view, document), language=view.language, title=title,
                rules=load_codes()["rule"], changes=load_changes(view, document),
            )  # fmt: skip
            return Page(html, view.audience)

    def export(
        self, path: str | Path, *, base: str | None = None, lang: str | None = None, audience: Audience | None = None
    ) -> None:
        """Write the whole graph in the format of the ending, as `accord export -o` does, for the audience of the graph.

        Args:
            path: the file, or for .neo4j and .gephi the folder.
            base: what the identifiers of linked data begin with.
            lang: the language of labels and headers.
            audience: who will see it.

        Raises:
            UsageError: nothing is exported with this ending.
        """
        from viz.export.forms import export_form, write_export

        form = export_form(str(path))
        with self._view(audience, lang) as view:
            write_export(view.open_local(), form, Path(path), base)

    def document(self, *, audience: Audience | None = None) -> dict[str, Any]:
        """Return the graph document, ready for JSON."""
        from graph.exchange.document import export_document

        with self._view(audience, None) as view:
            return export_document(view)

    def brief(
        self, path: str | Path | None = None, *, edition: str | None = None, lang: str | None = None,
        audience: Audience | None = None,
    ) -> str | bytes:  # fmt: skip
        """Write the analysis document of an edition, as `accord brief` does.

        Args:
            path: a file to write to; its extension gives the format: .docx, .html, .pdf or .md.
            edition: the edition, by default the latest.
            lang: the language of the brief.
            audience: who will see the brief.

        Returns:
            The brief as text or bytes; Markdown if there is no path.

        Raises:
            UsageError: there is no such edition, or the extension is unknown.
        """
        from viz.brief.render import brief_format, render_brief

        kind = brief_format(STDIO if path is None else str(path))
        with self._view(audience, lang) as view:
            made = render_brief(view, edition, kind)
        if path is not None:
            write_atomically(Path(path), made if isinstance(made, bytes) else made.encode("utf-8"))
        return made

    def to_networkx(
        self, *, audience: Audience | None = None, lang: str | None = None, evidence: bool = True
    ) -> nx.MultiDiGraph[str]:
        """Return the graph as a typed directed multigraph of NetworkX.

        Args:
            audience: who will see it.
            lang: the language of labels.
            evidence: whether nodes and edges have `evidence`, as JSON, so that the graph can be written as GraphML.
        """
        from graph.exchange.networkx import to_networkx

        with self._view(audience, lang) as view:
            return to_networkx(view, evidence=evidence)

    def to_pyvis(self, *, audience: Audience | None = None, lang: str | None = None) -> Network:
        """Return who works with whom as a pyvis `Network`, whose page runs no script from the data."""
        from viz.network.pyvis import to_pyvis
        from viz.page.model import build_page_data
        from viz.page.source import load_page_document, load_suggestions

        with self._view(audience, lang) as view:
            document = load_page_document(view)
            return to_pyvis(build_page_data(document, load_suggestions(view, document)), view.language)

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

    @contextmanager
    def _view(self, audience: Audience | None, lang: str | None) -> Iterator[View]:
        """Open a view of what was known at the moment of this graph, if it has one."""
        from queries.questions.moments import view_as_of

        with self._whole_view(audience, lang) as view:
            yield view_as_of(view, self.as_of)

    @contextmanager
    def _whole_view(self, audience: Audience | None, lang: str | None) -> Iterator[View]:
        proposed = self.include_proposed
        with self._store.view(audience or self.audience, lang or self.lang, include_proposed=proposed) as view:
            yield view


def _query_answer(name: str, query: str, given: Mapping[str, Any], view: View, found: QueryResult) -> Answer:
    """Return the result of a typed query as an answer."""
    from graph.adhoc.result import to_json_value

    rows = [{column: to_json_value(value) for column, value in row.items()} for row in found.to_dictionaries()]
    more = {"en": "There are more rows: raise max_rows.", "fr": "Il y a d’autres lignes\u00a0: augmentez max_rows."}
    notes = [more[view.language]] if found.more else []
    return Answer(name, {"query": query, **given}, view.audience, view.language, found.columns, rows, notes)
