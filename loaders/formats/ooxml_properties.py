"""Document properties of Office Open XML files (DOCX, PPTX): their parts `docProps/core.xml` and `docProps/app.xml`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from loaders.layout.document import DocumentProperties, PropertyName

if TYPE_CHECKING:
    Element = Any

_CORE: Final[dict[str, PropertyName]] = {
    "title": "title", "creator": "author", "created": "created", "modified": "modified", "language": "language",
}  # fmt: skip
_PREFIX: Final = {"created": "dcterms", "modified": "dcterms"}


def ooxml_properties(core: Element | None, extended: Element | None) -> DocumentProperties:
    """Return the properties that the roots of the two parts record; either may be missing."""
    properties = DocumentProperties()
    for element in core.iterchildren("*") if core is not None else ():
        tag = str(element.tag).rpartition("}")[2]
        if name := _CORE.get(tag):
            properties.add(name, element.text, f"{_PREFIX.get(tag, 'dc')}:{tag}")
    company = extended.find("{*}Company") if extended is not None else None
    if company is not None:
        properties.add("organization", company.text, "Company")
    return properties
