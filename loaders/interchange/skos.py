"""Themes from a SKOS scheme, as Turtle, RDF/XML or JSON-LD: concepts, their labels, definitions and broader concepts.

Nothing is fetched: a JSON-LD document that names a context on the network is refused, with what to do instead.
"""

from __future__ import annotations

import json
import logging
import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from graph.claims import Place, note
from graph.errors import SourceError, message
from graph.text.strings import slug
from graph.vocabulary.themes import concepts
from loaders.base import File, Reader, Sample
from loaders.formats.decode import decode, looks_binary
from loaders.formats.xml import parse_xml
from loaders.interchange.base import Book, as_identifier, theme_of

if TYPE_CHECKING:
    import rdflib
    from rdflib.term import Node

    from graph.claims import Reading

SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
READS: Final = message("themes: concepts, their labels and definitions in each language, broader concepts")
RULE: Final = "skos-concept"
MAX_DEPTH: Final = 100
_NAMES: Final = ("prefLabel", "altLabel", "hiddenLabel", "notation")
_DEFINITIONS: Final = ("definition", "scopeNote", "example", "note")
_STRUCTURE: Final = ("broader", "narrower", "inScheme", "topConceptOf")  # a file is a scheme
RDF_ROOT: Final = b"http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_TURTLE: Final = re.compile(rb"^\s*(?:@prefix|prefix|@base|base)\b", re.IGNORECASE | re.MULTILINE)
_KEYS: Final = (b'"@context"', b'"@graph"', b'"@id"')
_LOCAL: Final = re.compile(r"[^/#:]+$")


class SkosTurtle(Reader):
    """A SKOS scheme as Turtle."""

    name = message("theme scheme (SKOS, Turtle)")
    reads = READS
    media_type = "text/turtle"
    extensions = (".ttl",)

    def accepts(self, sample: Sample) -> bool:
        """Text that declares a prefix, as nearly all Turtle begins."""
        return bool(_TURTLE.search(sample.head)) and not looks_binary(sample.head)

    def read(self, data: bytes, file: File) -> Reading:
        """The concepts of the scheme."""
        return read_scheme(decode(data, file.name), "turtle", self.of(file))


class SkosXml(Reader):
    """A SKOS scheme as RDF/XML."""

    name = message("theme scheme (SKOS, RDF/XML)")
    reads = READS
    media_type = "application/rdf+xml"
    extensions = (".rdf", ".xml")

    def accepts(self, sample: Sample) -> bool:
        """XML with the root of RDF files."""
        return RDF_ROOT in sample.head and b":RDF" in sample.head

    def read(self, data: bytes, file: File) -> Reading:
        """The concepts of the scheme."""
        from lxml import etree

        root = parse_xml(data, file.name)  # what it refuses reaches no other parser
        # the text is of the file as it is, for the lines; what is parsed is in UTF-8, whatever the file declares
        return read_scheme(etree.tostring(root, encoding="unicode"), "xml", self.of(file), decode(data, file.name))


class SkosJson(Reader):
    """A SKOS scheme as JSON-LD."""

    name = message("theme scheme (SKOS, JSON-LD)")
    reads = READS
    media_type = "application/ld+json"
    extensions = (".jsonld", ".json")

    def accepts(self, sample: Sample) -> bool:
        """JSON that has one of the keys of JSON-LD near its beginning."""
        return sample.start[:1] in (b"{", b"[") and any(
            key in sample.head for key in (b'"@context"', b'"@graph"', b'"@id"')
        )

    def read(self, data: bytes, file: File) -> Reading:
        """The concepts of the scheme."""
        text = decode(data, file.name)
        try:
            refuse_remote(json.loads(text), file.name)
        except (ValueError, RecursionError) as error:
            raise SourceError("{file} is not JSON: {reason}.", file=file.name, reason=str(error)) from error
        return read_scheme(text, "json-ld", self.of(file))


def refuse_remote(document: Any, name: str, depth: int = 0) -> None:  # noqa: ANN401 (JSON)
    """Refuse a JSON-LD document that would have to be completed from the network.

    Raises:
        SourceError: it names such a context, or nests too deep.
    """
    if depth > MAX_DEPTH:
        raise SourceError("{file} is nested too deep to be read.", file=name)
    if isinstance(document, dict):
        context = document.get("@context")
        parts = context if isinstance(context, list) else [context]
        remote = [each for each in (*parts, document.get("@import")) if isinstance(each, str)]
        if remote:
            raise SourceError(
                "{file} names a context on the network ({address}), and nothing is fetched. Put the context itself "
                "into the file and load that.",
                file=name,
                address=remote[0],
            )
    for each in document.values() if isinstance(document, dict) else document if isinstance(document, list) else ():
        refuse_remote(each, name, depth + 1)


def read_scheme(text: str, style: str, file: File, written: str | None = None) -> Reading:
    """The claims of a scheme.

    Args:
        text: what is parsed.
        style: the syntax.
        file: the file.
        written: the text of the file where that is another, to find lines in.

    Raises:
        SourceError: it cannot be parsed, or has no concept with a label.
    """
    import rdflib

    logging.getLogger("rdflib").setLevel(logging.CRITICAL)  # what it finds amiss is not for our users
    graph = rdflib.Graph()
    try:
        graph.parse(data=text, format=style, publicID="urn:accord:")
    except Exception as error:
        raise SourceError(
            "{file} cannot be read as RDF: {reason}.", file=file.name, reason=_first_line(error)
        ) from error
    return _Scheme(graph, written or text, file).reading()


def _name_of(predicate: Node) -> str:
    """A property as it is written in short: its last part, after “skos:” where it is one of SKOS."""
    text = str(predicate)
    return text.removeprefix(SKOS) if text.startswith(SKOS) else text


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0][:300].rstrip(". :")


class _Scheme:
    def __init__(self, graph: rdflib.Graph, text: str, file: File) -> None:
        from rdflib.namespace import RDF, SKOS

        self.graph, self.text, self.book = graph, text, Book(file, RULE)
        self.skos = SKOS
        labelled = {
            node for node in graph.subjects(SKOS.prefLabel) if (node, RDF.type, SKOS.ConceptScheme) not in graph
        }
        self.concepts: list[Node] = sorted(labelled | set(graph.subjects(RDF.type, SKOS.Concept)), key=str)
        self.ids = self._identifiers()

    def reading(self) -> Reading:
        """The claims of each concept, in the order of their addresses."""
        if not self.concepts:
            raise SourceError("{file} is RDF, but has no SKOS concept with a label.", file=self.book.file.name)
        for concept in self.concepts:
            self._concept(concept)
        if left := self._count_left():
            kinds = ", ".join(f"{kind} ({count})" for kind, count in sorted(left.items()))
            self.book.notes.append(note("Left out, since the graph has no place for it: {kinds}.", kinds=kinds))
        return self.book.reading()

    def _count_left(self) -> Counter[str]:
        """What is said of concepts and is not read, such as their matches in other schemes, by its name."""
        from rdflib.namespace import RDF

        read = {*_NAMES, *_DEFINITIONS, *_STRUCTURE}
        return Counter(
            name
            for concept in self.concepts
            for predicate in self.graph.predicates(concept)
            if predicate != RDF.type and (name := _name_of(predicate)) not in read
        )

    def _texts(self, concept: Node, predicate: Node) -> list[tuple[str, str | None]]:
        found = [(str(text), getattr(text, "language", None)) for text in self.graph.objects(concept, predicate)]
        return sorted(found, key=lambda each: (each[1] or "", each[0]))

    def _identifiers(self) -> dict[Node, str]:
        """The identifier of each concept: that of a theme of the vocabulary with its address or label, or of its label.

        So it is the same theme in tables, which know labels only. Where several concepts have one label, the addresses
        of the others are theirs.
        """
        made: dict[Node, str] = {}
        used: set[str] = set()
        for concept in self.concepts:
            local = _LOCAL.search(str(concept))
            labels = {language: label for label, language in self._texts(concept, self.skos.prefLabel)}
            end = slug(local[0]) if local else ""
            wanted = end if end in concepts() or not labels else theme_of(labels)[0]
            made[concept] = wanted if wanted and wanted not in used else as_identifier(str(concept))
            used.add(made[concept])
        return made

    def _concept(self, concept: Node) -> None:
        one, labels = self.ids[concept], self._texts(concept, self.skos.prefLabel)
        if not labels:
            self.book.leave(str(concept))
            return
        for label, language in labels:
            self.book.builder.add_value("theme", one, "label", label, self._place(label), language=language)
        for name in _NAMES[1:]:
            for label, language in self._texts(concept, self.skos[name]):
                self.book.builder.add_value("theme", one, "alternative", label, self._place(label), language=language)
        for name in _DEFINITIONS:
            for text, language in self._texts(concept, self.skos[name]):
                self.book.builder.add_value("theme", one, "definition", text, self._place(text), language=language)
        self.book.builder.add_value("theme", one, "scheme", "subject", self._place(labels[0][0]))
        above = {*self.graph.objects(concept, self.skos.broader), *self.graph.subjects(self.skos.narrower, concept)}
        known = sorted(self.ids[each] for each in above if each in self.ids and each != concept)
        if known:
            self.book.builder.add_link("theme", one, "broader", known[0], self._place(labels[0][0]))
        if len(known) > 1:
            self.book.notes.append(
                note("“{theme}” has several broader themes; “{first}” was taken.", theme=labels[0][0], first=known[0])
            )

    def _place(self, label: str) -> Place:
        """The line of a label in the file, if it is there unchanged."""
        at = self.text.find(label)
        return Place(line=self.text.count("\n", 0, at) + 1 if at >= 0 else None, quote=label)


READERS: Final[Sequence[Reader]] = (SkosTurtle(), SkosXml(), SkosJson())
