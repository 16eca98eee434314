"""Text made comparable: folding, words, slugs and identifiers."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import filterfalse
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    import Stemmer

_APOSTROPHES = {"’": "'", "‘": "'", "ʼ": "'", "´": "'", "`": "'"}
# patterns of rare use are compiled by the first of it, and kept by `re`: compiling them all takes as long as an import
_LANGUAGE = r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*"
_SPACES = re.compile(r"\s+")
_DIGITS = re.compile(r"\d+")
_WORDS = re.compile(r"[^\W_]+")
# what a slug has of ASCII: small letters and digits; the rest divides its words
_SLUG_WORDS = bytes(code if code in b"0123456789abcdefghijklmnopqrstuvwxyz" else ord(" ") for code in range(256))
MAX_SLUG_LENGTH = 80
INDEX_PREFIX_LENGTH = 200
MAX_FOLDED = 4096  # characters that are remembered in their folded form
_HIDDEN_FORMULA = r"([;\t] {0,3}'*)(?=[=@＝＋－＠]|[+-]\s*[\w(])"
_ESCAPED_FORMULA = r"([;\t] {0,3}'*)'(?=[=@＝＋－＠]|[+-]\s*[\w(])"
_CONTROLS = "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]"
_MOVES = "[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]"
FORMULA_PREFIXES = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "＝",
    "＋",
    "－",
    "＠",
)  # cells that begin so are formulas to a spreadsheet


def replace_surrogates(text: str) -> str:
    """Replace lone surrogates (bytes of the command line that are not UTF-8) by U+FFFD: no database accepts them."""
    return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")


def replace_controls(text: str) -> str:
    """Replace by U+FFFD what terminals obey (C0 and C1 controls but tabs and line feeds) and what XML cannot hold."""
    return re.sub(_CONTROLS, "\ufffd", text)


def is_plain(text: str) -> bool:
    r"""Whether a text has no control characters but line breaks; of some that have none it is not said.

    A method of the text looks at each character sooner than a pattern does.

    >>> is_plain("Été : 2021\n"), is_plain("\x1b[1m")
    (True, False)
    """
    return text.replace("\n", "").replace("\xa0", "").replace("\u202f", "").isprintable()


def hide_controls(text: str) -> str:
    """Replace by U+FFFD all that moves a terminal or reorders a line: control characters, and marks of direction."""
    return text if text.isprintable() else re.sub(_MOVES, "\ufffd", text)


def escape_formula(cell: str) -> str:
    """Put an apostrophe before what a spreadsheet would evaluate as a formula (OWASP, CSV injection).

    A cell may be divided at another separator than the file has: French Excel reads ``x;=1+1`` of a file with commas as
    two cells. An apostrophe goes after such a separator, too.
    """
    divided = re.sub(_HIDDEN_FORMULA, r"\1'", cell)
    return f"'{divided}" if cell.lstrip("'").startswith(FORMULA_PREFIXES) else divided


def unescape_formula(cell: str) -> str:
    """Return the cell that `escape_formula` was given."""
    escaped = cell.startswith("'") and cell.lstrip("'").startswith(FORMULA_PREFIXES)
    return re.sub(_ESCAPED_FORMULA, r"\1", cell[1:] if escaped else cell)


def tidy(text: str) -> str:
    """One line, single spaces, NFC; letters, accents and apostrophes as written."""
    if text.isprintable() and "  " not in text and (text.isascii() or unicodedata.is_normalized("NFC", text)):
        return text.strip()  # most text is so, and needs a third of the time
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()


@lru_cache
def language_tag(text: str | None) -> str | None:
    """Return a BCP 47 tag with a lower-case language (``EN-CA`` as ``en-CA``); None where it is none."""
    lowered = (text or "")[:2].lower() + (text or "")[2:]
    return lowered if re.fullmatch(_LANGUAGE, lowered) else None


def fold(text: str) -> str:
    """Fold a text: lower case, no accents, straight apostrophes, single spaces."""
    if text.isascii():  # most text is, and needs a tenth of the work
        return " ".join(text.replace("`", "'").lower().split())
    return " ".join(text.translate(_FOLDED).split())


def hash_text(text: str) -> int:
    """Return a number below 2^32 that stands for a text where it is looked up; a few others have the same."""
    return crc32(text.encode("utf-8", "backslashreplace"))


class _FoldedCharacters(dict[int, str]):
    """Each character without its accents and in lower case, by code point; found at its first use."""

    def __missing__(self, code: int) -> str:
        flat = unicodedata.normalize("NFKD", _APOSTROPHES.get(chr(code), chr(code)))
        bare = "".join(filterfalse(unicodedata.combining, flat))
        folded = bare.replace("œ", "oe").replace("Œ", "OE").casefold()
        if len(self) < MAX_FOLDED:
            self[code] = folded
        return folded


_FOLDED = _FoldedCharacters()


def natural(text: str) -> str:
    """Return a sort key that orders numbers in a text by value: each is preceded by its number of digits.

    >>> sorted(["lot 10", "lot 2"], key=natural)
    ['lot 2', 'lot 10']
    """
    return _DIGITS.sub(lambda found: f"{len(found[0].lstrip('0')):04}{found[0].lstrip('0')}", text)


def words(text: str) -> list[str]:
    """The folded words of a text, in order; elided articles (l', d', qu') are separate words."""
    return _WORDS.findall(fold(text))


def index_prefix(folded: str) -> str:
    """Return the key by which an index holds a folded name: the name, or the beginning of a long one and a digest."""
    if len(folded) <= INDEX_PREFIX_LENGTH:
        return folded
    digest = _short_hash(folded)
    return f"{folded[: INDEX_PREFIX_LENGTH - 9]}~{digest}"


def slug(text: str, length: int = MAX_SLUG_LENGTH) -> str:
    """A lower-case ASCII name of at most `length` characters, ``[a-z0-9-]``; never empty.

    A text that is cut, or that has nothing in it that ASCII can show, ends in eight digits of its SHA-256,
    so that different texts keep different slugs.
    """
    folded = text if text.isascii() else _ascii(fold(text))
    made = b"-".join(folded.lower().encode().translate(_SLUG_WORDS).split()).decode()
    if made and len(made) <= length:
        return made
    digest = _short_hash(fold(text))
    return f"{made[: length - 9].rstrip('-')}-{digest}".lstrip("-")


def _ascii(text: str) -> str:
    if text.isascii():
        return text
    from anyascii import anyascii  # here: 6 ms that only loading pays

    return anyascii(text)


def jurisdiction_slug(name: str) -> str:
    """The identifier of a jurisdiction that no vocabulary knows: an upper-case ASCII slug of its name."""
    return slug(name, 60).upper()


@lru_cache(maxsize=1 << 16)
def stem(word: str, language: str) -> str:
    """Return a folded word without its ending, by the Snowball algorithm of a language, "en" or "fr"."""
    stemmed: str = _stemmer(language).stemWord(word)
    return stemmed


@lru_cache(maxsize=2)
def _stemmer(language: str) -> Stemmer.Stemmer:
    import Stemmer

    return Stemmer.Stemmer(language)


def _short_hash(text: str) -> str:
    """Return eight hexadecimal digits of the SHA-256 of a text."""
    from hashlib import sha256  # imported here because most questions need no hash: 2.5 ms

    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def is_blank(text: str) -> bool:
    """Whether a text has no character that can be seen: it is empty, or spaces and marks without a width."""
    return all(character.isspace() or unicodedata.category(character) in ("Cc", "Cf") for character in text)
