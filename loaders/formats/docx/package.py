"""The parts of a Word document that hold text, unpacked within bounds and parsed without reaching out."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from graph.errors import SourceError
from loaders.formats.xml import parse_xml
from loaders.formats.zip_parts import ZipParts

if TYPE_CHECKING:
    Element = Any

MAIN: Final = "word/document.xml"
_OFFICE: Final = "officeDocument"


class Package:
    """A DOCX file, opened.

    Raises:
        SourceError: it is damaged, protected, or no Word document.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self._parts = ZipParts(data, name)
        self._package_relations = self._relations_of("")
        self._main_path = self._main()
        self._relations = self._relations_of(self._main_path)
        main = self.part(self._main_path)
        if main is None:
            raise SourceError("{file} is not a Word document: it has no text part.", file=name)
        self.main = main

    def _main(self) -> str:
        for kind, target in self._package_relations.values():
            if kind == _OFFICE:
                return target
        return MAIN

    def _relations_of(self, part: str) -> dict[str, tuple[str, str]]:
        """Identifier to kind and path, of the relations within the file; links to the outside are left alone."""
        folder, base = posixpath.split(part)
        root = self.part(posixpath.join(folder, "_rels", f"{base}.rels"))
        made: dict[str, tuple[str, str]] = {}
        for each in root.iterchildren("{*}Relationship") if root is not None else ():
            if each.get("TargetMode") != "External":
                kind = each.get("Type", "").rpartition("/")[2]
                target = posixpath.normpath(posixpath.join("/", folder, each.get("Target", ""))).lstrip("/")
                made[each.get("Id", "")] = (kind, target)
        return made

    def part(self, path: str) -> Element | None:
        """The root of a part; None where there is none."""
        data = self._parts.read(path)
        return None if data is None else parse_xml(data, self.name)

    def content(self, relation: str) -> bytes:
        """The bytes of the part that a relation names; none where it names none."""
        return self._parts.read(self._relations.get(relation, ("", ""))[1]) or b""

    def related(self, kind: str) -> Element | None:
        """The part of a kind that belongs to the main one, such as its styles or footnotes."""
        path = next((target for of, target in self._relations.values() if of == kind), f"word/{kind}.xml")
        return self.part(path)

    def root_part(self, kind: str) -> Element | None:
        """Return the part of a kind that belongs to the package itself, such as its core properties."""
        path = next((target for of, target in self._package_relations.values() if of == kind), "")
        return self.part(path)

    def all_related(self, kind: str) -> Iterator[Element]:
        """All parts of a kind, such as the headers of each section."""
        paths = sorted({target for of, target in self._relations.values() if of == kind})
        yield from (root for path in paths if (root := self.part(path)) is not None)

    def diagram(self, relation: str) -> Iterator[Element]:
        """The texts in a SmartArt graphic, in the order they are listed in."""
        _kind, path = self._relations.get(relation, ("", ""))
        root = self.part(path)
        for point in root.iter("{*}pt") if root is not None else ():
            if point.get("type") in (None, "node", "asst") and (text := point.find("{*}t")) is not None:
                yield text


def local(element: Element, name: str) -> str:
    """The value of an attribute, whatever its namespace; empty where there is none."""
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), "")
