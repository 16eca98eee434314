"""XML of foreign files: no entities, no documents fetched, no unbounded depth."""

from __future__ import annotations

from typing import Any

from graph.errors import SourceError


def parse_xml(data: bytes, name: str) -> Any:  # noqa: ANN401 (lxml's own types are private)
    """The root element of an XML document.

    Raises:
        SourceError: it is no well-formed XML, or defines entities, which may reach out or grow without end.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise SourceError("{file} is not well-formed XML: {reason}.", file=name, reason=str(error)) from error
    dtd: Any = root.getroottree().docinfo.internalDTD
    if dtd is not None and any(True for _ in dtd.iterentities()):
        raise SourceError(
            "{file} defines XML entities, which could reach other files or grow without end; it was not read.",
            file=name,
        )
    return root
