"""Everything that an audience can get out of a graph file, as named texts that can be compared byte by byte."""

from __future__ import annotations

import json
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from functools import cache, partial
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from graph.adhoc.limits import Limits
from graph.adhoc.numbers import redefine_views
from graph.adhoc.sql import columns_of, restrict, run_restricted
from graph.errors import AccordError, StoreError
from graph.exchange.document import export_document
from graph.exchange.networkx import to_networkx
from graph.neo4j.copy_plan import iter_steps, read_plan
from graph.text.strings import fold
from graph.values import LANGUAGES, Audience
from queries.ask import ask
from queries.known_jurisdictions import JurisdictionLookup
from queries.questions.question import Question, list_questions, load_question
from queries.review.facts import describe_refused, read_facts
from queries.review.queue import describe_proposals, read_review_queue
from queries.statements import fetch_rows
from viz.audit.probes import KINDS, Probes
from viz.brief.render import BRIEF_FORMATS, render_brief
from viz.export.forms import encode_export
from viz.export.frames import edge_rows, node_rows
from viz.page.render import render_page
from viz.page.source import load_changes, load_page_document, load_suggestions

if TYPE_CHECKING:
    from graph.adhoc.sql import Views
    from graph.sqlite.store import SqliteStore
    from graph.sqlite.view import SqliteView

LIMITS: Final = Limits(seconds=600, rows=10_000_000, megabytes=4096)  # of the tables that are compared
# exports in the language of a view, and those that hold both; .ttl is made from .jsonld
_FORMS_IN_ONE: Final = ("graphml", "gexf", "gephi", "xlsx")
_FORMS_IN_BOTH: Final = ("db", "jsonld", "neo4j")
_START: Final = 2  # letters that a completion begins with
Output = tuple[str, bytes]
Makers = Iterator[tuple[str, Callable[[], Iterable[Output]]]]  # the name of each output, and what makes its parts
MakersOf = Callable[["SqliteView", Probes], Makers]


def iter_outputs(
    store: SqliteStore,
    audience: Audience,
    probes: Probes,
    wanted: Callable[[str], bool] = lambda _: True,
    more: Iterable[MakersOf] = (),
) -> Iterator[Output]:
    """Yield each output of a graph for an audience: its name, and its bytes.

    That is every question with each of its parameters, in both languages, the search, suggestions and completions in
    them, the exports, page, briefs and data frames, the review queue, every table of `accord sql`, and the copies that
    a server gets.

    Args:
        store: the graph file.
        audience: who gets the outputs.
        probes: the names that questions are asked with.
        wanted: whether an output is made, by its name; those that are files of one folder are made together.
        more: what makes outputs of other packages from a view.
    """
    unrestricted: list[MakersOf] = [_outputs_in, partial(_review_outputs, store), *more]
    for language in LANGUAGES:
        for makers in (unrestricted, [_tables]):  # reading tables restricts a view
            with store.view(audience, language) as view:
                for name, make in chain.from_iterable(outputs(view, probes) for outputs in makers):
                    if wanted(f"{language}: {name}"):
                        yield from ((f"{language}: {name}{part}", content) for part, content in make())
    if wanted("export --include-proposed"):
        with store.view(audience, "en", include_proposed=True) as view:
            yield "export --include-proposed", as_json(export_document(view))
    with store.view(audience, "en") as view:
        for form in filter(lambda form: wanted(f"export .{form}"), _FORMS_IN_BOTH):
            yield from ((f"export .{form}{part}", content) for part, content in _export(view, form))
    if wanted("proposals"):
        yield "proposals", as_json([repr(one) for one in store.proposals(audience)])
    if steps := {number for number in range(len(read_plan())) if wanted(f"copy, step {number}")}:
        yield from _copied(store, audience, steps)


def one(make: Callable[[], bytes]) -> Callable[[], Iterable[Output]]:
    """Return what makes an output that has one part."""
    return lambda: [("", make())]


def _outputs_in(view: SqliteView, probes: Probes) -> Makers:
    """Yield the name of each output of a view, and what makes it: the names of its parts and their bytes."""
    for name in list_questions():
        question = load_question(name)
        for given in _parameters(question, probes):
            shown = {key: probes.label(value) for key, value in given.items()}
            yield f"{name} {json.dumps(shown, ensure_ascii=False)}", one(partial(_answer, view, question, given))
    starts = {name[:_START] for name in (*probes.texts, *(n for each in probes.names.values() for n in each))}
    for number, text in enumerate(sorted(starts), start=1):
        for kind in ("node", *KINDS):
            yield f"completion {number} {kind}", one(partial(_completions, view, kind, text))
    typed = [*probes.names.get("jurisdiction", ()), *probes.texts]
    yield "resolve", one(lambda: as_json(list(JurisdictionLookup(view).resolve(typed))))
    yield (
        "source list",
        one(lambda: as_json([fetch_rows(view, f"sources/{name}") for name in ("sources", "approvals")])),
    )
    yield "export", one(lambda: as_json(export_document(view)))
    for form in _FORMS_IN_ONE:
        yield f"export .{form}", partial(_export, view, form)
    yield "network", one(lambda: as_json(sorted(map(str, to_networkx(view).edges(data=True)))))
    for edition in [str(row["id"]) for row in fetch_rows(view, "matching/editions", {"as_of": None})]:
        for kind in dict.fromkeys(BRIEF_FORMATS.values()):
            yield f"brief {edition} {kind}", one(partial(_brief, view, edition, kind))
    yield "frame of nodes", one(lambda: as_json(node_rows(export_document(view), view.language)))
    yield "frame of edges", one(lambda: as_json(edge_rows(export_document(view), view.language)))
    yield "page", one(partial(_page, view))
    words = f"SELECT node, kind, title, body, about FROM {view.search_table} ORDER BY rowid"
    yield "full text", one(lambda: as_json(view.rows(words)))


def _review_outputs(store: SqliteStore, view: SqliteView, _probes: Probes) -> Makers:
    """Yield what `accord review` and `accord review facts` show."""
    yield "review queue", one(lambda: as_json(read_review_queue(view)))
    yield "review proposals", one(lambda: as_json(describe_proposals(view, store.proposals(view.audience))))
    yield "review facts", one(lambda: as_json(read_facts(view)))
    yield "review facts refused", one(lambda: as_json(describe_refused(view, store.refused_facts(view.audience))))


def _tables(view: SqliteView, _probes: Probes) -> Makers:
    """Yield the name of each table of `accord sql`, and what reads it; the first one restricts the view to that."""
    columns = columns_of(view.connection)

    @cache
    def restricted() -> Views:
        redefine_views(view, columns)
        return restrict(view)

    def read(name: str) -> Iterable[Output]:
        found = run_restricted(view.connection, restricted(), f'SELECT * FROM "{name}"', {}, LIMITS)
        return [("", as_json([found.columns, *found.rows]))]

    for name in columns:
        yield f"sql {name}", partial(read, name)


def _copied(store: SqliteStore, audience: Audience, numbers: Container[int]) -> Iterator[Output]:
    """Yield some steps of the copy that a server gets."""
    with store.view(audience, "en") as view, store.view(audience, "fr") as french:
        for number, step in enumerate(iter_steps(view, french)):
            if number in numbers:
                yield f"copy, step {number}", as_json([list(step.columns), *map(list, step.rows)])


def _completions(view: SqliteView, kind: str, text: str) -> bytes:
    return as_json(fetch_rows(view, "names/completions", {"kind": kind, "start": text, "folded": fold(text)}))


def _page(view: SqliteView) -> bytes:
    page = load_page_document(view)
    made = render_page(page, load_suggestions(view, page), language=view.language, changes=load_changes(view, page))
    return made.encode()


def _export(view: SqliteView, form: str) -> Iterator[Output]:
    """Yield the file of an export, or each file of its folder with its name."""
    made = encode_export(view, form)
    if isinstance(made, bytes):
        yield "", made
    else:
        yield from ((f": {name}", data) for name, data in made.items())


def _parameters(question: Question, probes: Probes) -> Iterator[dict[str, object]]:
    """Yield what a question is asked with: nothing, where that is allowed, and each parameter in turn."""
    required = {p.name: probes.values(p)[:1] for p in question.parameters if p.required}
    if not all(required.values()):
        return
    usual = {name: values[0] for name, values in required.items()}
    yield usual
    for parameter in question.parameters:
        for value in probes.values(parameter):
            if usual.get(parameter.name) != value:
                yield {**usual, parameter.name: value}


def _answer(view: SqliteView, question: Question, given: Mapping[str, object]) -> bytes:
    """Return an answer as JSON; an error and its suggestions are an answer, unless the graph cannot be read.

    Raises:
        StoreError: the graph cannot be read, such as for want of room: that proves nothing.
    """
    try:
        return as_json(ask(view, question, given).to_dict())
    except StoreError:
        raise
    except AccordError as error:
        return as_json([type(error).__name__, str(error), list(getattr(error, "suggestions", ()))])


def _brief(view: SqliteView, edition: str, kind: str) -> bytes:
    try:
        made = render_brief(view, edition, kind)
    except StoreError:
        raise
    except AccordError as error:
        return str(error).encode()
    return made if isinstance(made, bytes) else made.encode()


def as_json(content: Iterable[Any] | Mapping[str, Any]) -> bytes:
    """Return rows or an object as the bytes of JSON."""
    return json.dumps(content, ensure_ascii=False, indent=1, default=str).encode("utf-8", "surrogatepass")
