"""Document properties of web pages: `title`, `meta`, `time`, and linked data (JSON-LD, schema.org)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from loaders.layout.document import DocumentProperties, PropertyName

if TYPE_CHECKING:
    Element = Any  # lxml's own types are private

MAX_LINKED_DATA_CHARACTERS: Final = 100_000
# Names of meta elements, and `itemprop` or `property` of others, in lower case: Dublin Core, Open Graph, schema.org.
_META: Final[dict[str, PropertyName]] = {
    "author": "author", "dc.creator": "author", "dcterms.creator": "author", "article:author": "author",
    "publisher": "organization", "dc.publisher": "organization", "dcterms.publisher": "organization",
    "og:site_name": "organization", "og:title": "title", "dc.title": "title", "dcterms.title": "title",
    "description": "description", "og:description": "description", "dcterms.description": "description",
    "date": "published", "dc.date": "published", "dc.date.issued": "published", "dcterms.date": "published",
    "dcterms.issued": "published", "article:published_time": "published", "datepublished": "published",
    "pubdate": "published", "citation_publication_date": "published",
    "dcterms.modified": "modified", "dc.date.modified": "modified", "article:modified_time": "modified",
    "datemodified": "modified", "last-modified": "modified",
    "dc.language": "language", "dcterms.language": "language", "content-language": "language",
}  # fmt: skip
_NAME_ATTRIBUTES: Final = ("name", "property", "itemprop", "http-equiv")
_LINKED_DATA: Final[dict[str, PropertyName]] = {
    "headline": "title", "author": "author", "publisher": "organization", "sourceOrganization": "organization",
    "datePublished": "published", "dateModified": "modified", "inLanguage": "language",
}  # fmt: skip


def html_properties(root: Element | None, properties: DocumentProperties | None = None) -> DocumentProperties:
    """Return the properties that a web page records, what it says most explicitly first.

    Args:
        root: its root element; None where it holds nothing.
        properties: those of its front matter, which come first.
    """
    properties = properties or DocumentProperties()
    if root is None:
        return properties
    for element in root.iter("meta"):
        for attribute in _NAME_ATTRIBUTES:
            key = (element.get(attribute) or "").strip()
            if name := _META.get(key.casefold()):
                properties.add(name, element.get("content"), key)
    for element in root.iter("title"):
        properties.add("title", "".join(element.itertext()), "title")
    _add_times(root, properties)
    for key, text in _linked_data(root):
        properties.add(_LINKED_DATA[key], text, key)
    properties.add("language", root.get("lang"), "lang")
    return properties


def _add_times(root: Element, properties: DocumentProperties) -> None:
    """Record the dates of `time` elements that say what they are, head an article, or are the page's only one."""
    times = list(root.iter("time"))
    for element in times:
        key = (element.get("itemprop") or element.get("property") or "").strip()
        name = _META.get(key.casefold())
        if (
            element.get("pubdate") is not None
            or len(times) == 1
            or next(element.iterancestors("header"), None) is not None
        ):
            name = name or "published"
        if name in ("published", "modified"):
            properties.add(name, element.get("datetime") or "".join(element.itertext()), key or "time")


def _linked_data(root: Element) -> Iterator[tuple[str, str]]:
    """Yield key and text of the statements about the page itself; what is not valid JSON holds none."""
    for element in root.iter("script"):
        text = element.text or ""
        if (element.get("type") or "").strip().casefold() != "application/ld+json" or len(
            text
        ) > MAX_LINKED_DATA_CHARACTERS:
            continue
        try:
            content = json.loads(text)
        except (ValueError, RecursionError):
            continue
        for thing in content if isinstance(content, list) else [content]:
            for key in _LINKED_DATA.keys() & thing.keys() if isinstance(thing, dict) else ():
                value = thing[key].get("name") if isinstance(thing[key], dict) else thing[key]
                if isinstance(value, str):
                    yield key, value
