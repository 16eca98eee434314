"""The fonts of a PDF: Bitstream Vera, which ReportLab carries and of which it embeds the letters that are used."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Final

REGULAR: Final = "AccordSans"
BOLD: Final = "AccordSansBold"
_FILES: Final = {REGULAR: "Vera.ttf", BOLD: "VeraBd.ttf"}
_PLAIN: Final = {"\u202f": "\u00a0", "\u2011": "-", "\u2010": "-"}  # letters that look like others of the font


@cache
def register_fonts() -> None:
    """Make both fonts known to ReportLab, by their names."""
    import reportlab
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfbase.ttfonts import TTFont

    folder = Path(reportlab.__file__).parent / "fonts"
    for name, file in _FILES.items():
        registerFont(TTFont(name, str(folder / file)))


def text_width(text: str, face: str, size: float) -> float:
    """Return the width of a text, in points."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    return float(stringWidth(text, face, size))


def printable(text: str) -> tuple[str, int]:
    """Return a text in letters of the fonts, and how many of its characters are written in other letters."""
    from anyascii import anyascii

    known, made, replaced = _letters(), [], 0
    for char in text:
        plain = _PLAIN.get(char, char)
        if ord(plain) not in known:
            plain = "".join(one for one in anyascii(char) if ord(one) in known) or ("?" if char.isprintable() else " ")
            replaced += char.isprintable()
        made.append(plain)
    return "".join(made), replaced


@cache
def _letters() -> frozenset[int]:
    """Return the characters that both fonts have."""
    from reportlab.pdfbase.pdfmetrics import getFont

    register_fonts()
    faces: list[Any] = [getFont(name).face for name in _FILES]
    drawn = frozenset.intersection(*(frozenset(face.charToGlyph) for face in faces))
    return frozenset(code for code in drawn if chr(code).isprintable() or code == ord("\u00a0"))
