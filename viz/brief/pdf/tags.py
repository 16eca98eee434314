"""The structure of a tagged PDF (ISO 32000-1, 14.7; PDF/UA-1): what each text on a page is, in the order of reading.

An element is attached to the one around it when its first text is drawn, so that the order of the structure is that of
the pages, and nothing without text is in it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from viz.markup import escape

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

FOOTER: Final = "/Artifact <</Type /Pagination /Subtype /Footer>> BDC"
ARTIFACT: Final = "/Artifact BMC"
_XMP: Final = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{day}T00:00:00Z</xmp:CreateDate>
<xmp:ModifyDate>{day}T00:00:00Z</xmp:ModifyDate>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


@dataclass(eq=False, slots=True)
class Tag:
    """An element of the structure.

    Attributes:
        kind: the type of the element: `P`, `H1`, `LI` …
        parent: the element around it; None is that of the document.
        language: of its text, if it is not that of the document.
        is_header: whether it is a header of a column.
        children: the elements in it, and the pages and numbers of its marked texts.
    """

    kind: str
    parent: Tag | None = None
    language: str | None = None
    is_header: bool = False
    children: list[Tag | tuple[int, int]] = field(default_factory=list)

    def attach(self) -> None:
        """Take the next place in the element around it, unless it has one."""
        if self.parent is not None and not self.children:
            self.parent.attach()
            self.parent.children.append(self)


class Structure:
    """Marks texts while they are drawn, and adds the structure to the document in the end.

    Args:
        canvas: where the texts are drawn.
        root: the element of the whole document.
    """

    def __init__(self, canvas: Canvas, root: Tag) -> None:
        self._canvas: Any = canvas
        self._root = root
        self._marked: list[list[Tag]] = [[]]  # by page and number

    def begin(self, tag: Tag) -> None:
        """Begin a text of an element; `end` ends it."""
        tag.attach()
        here = self._marked[-1]
        tag.children.append((len(self._marked) - 1, len(here)))
        self._write(f"/{tag.kind} <</MCID {len(here)}>> BDC")
        here.append(tag)

    def begin_artifact(self, how: str = ARTIFACT) -> None:
        """Begin what is no part of the text: lines, and what each page repeats."""
        self._write(how)

    def end(self) -> None:
        """End what was begun."""
        self._write("EMC")

    def next_page(self) -> None:
        """End the page."""
        self._canvas.showPage()
        self._marked.append([])

    def _write(self, operators: str) -> None:
        self._canvas._code.append(operators)  # noqa: SLF001 (ReportLab has no API for marked content)

    def finish(self, title: str, language: str, day: str) -> None:
        """Add the structure and the metadata of PDF/UA-1 to the document, all of whose pages are drawn."""
        from reportlab.pdfbase.pdfdoc import XMP, PDFArray, PDFDictionary

        document = self._canvas._doc  # noqa: SLF001 (as above)
        pages = document.Pages.pages
        made: dict[Tag, Any] = {}
        tree = PDFDictionary({"Type": _name("StructTreeRoot")})
        root = document.Reference(tree)
        tree["K"] = self._add(self._root, root, pages, made)
        parents = []
        for number, page in enumerate(pages):
            page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
            page.StructParents, page.Tabs = number, _name("S")
            parents += [number, document.Reference(PDFArray([made[tag] for tag in self._marked[number]]))]
        tree["ParentTree"] = document.Reference(PDFDictionary({"Nums": PDFArray(parents)}))
        tree["ParentTreeNextKey"] = len(pages)
        catalog = document.Catalog
        catalog.StructTreeRoot = tree
        catalog.MarkInfo = PDFDictionary({"Marked": "true"})
        packet = _XMP.format(title=escape(title), language=language, day=day)
        catalog.Metadata = XMP(creator=lambda _: packet.encode())
        self._canvas.setViewerPreference("DisplayDocTitle", "true")

    def _add(self, tag: Tag, parent: Any, pages: list[Any], made: dict[Tag, Any]) -> Any:  # noqa: ANN401
        """Add an element and those in it to the document, and return the reference to it."""
        from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFString

        document = self._canvas._doc  # noqa: SLF001 (as above)
        entry = PDFDictionary({"Type": _name("StructElem"), "S": _name(tag.kind), "P": parent})
        made[tag] = document.Reference(entry)
        inside = []
        for child in tag.children:
            if isinstance(child, Tag):
                inside.append(self._add(child, made[tag], pages, made))
            else:
                page, number = child
                marked = {"Type": _name("MCR"), "Pg": document.Reference(pages[page]), "MCID": number}
                inside.append(PDFDictionary(marked))
        entry["K"] = PDFArray(inside)
        if tag.language:
            entry["Lang"] = PDFString(tag.language)
        if tag.is_header:
            entry["A"] = PDFDictionary({"O": _name("Table"), "Scope": _name("Column")})
        return made[tag]


def _name(text: str) -> Any:  # noqa: ANN401 (ReportLab has no types)
    from reportlab.pdfbase.pdfdoc import PDFName

    return PDFName(text)
