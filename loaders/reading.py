"""Which reader reads a file: each looks at its first bytes, the first that accepts and succeeds is taken."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from graph.errors import SourceError, UnreadableError, message
from loaders.analysis import File, read_analysis
from loaders.decode import decode, looks_binary
from loaders.lines import read_lines

if TYPE_CHECKING:
    from graph.claims import Reading

HEAD: Final = 4096  # bytes that a reader may look at before it accepts


class Reader(Protocol):
    """One format: `accepts` looks at the first bytes, `read` at the rest.

    `name` is for people, and a key of the translation.
    """

    name: str

    def accepts(self, head: bytes, name: str) -> bool:
        """Whether the file may be of this format, by its first bytes (at most `HEAD`) and its name."""

    def read(self, data: bytes, file: File) -> Reading:
        """All that the file states.

        Raises:
            SourceError: it is not what it claims to be; says how to mend it.
        """


class TextAnalysis:
    """The council's analysis as text, as extracted from PDF."""

    name = message("information-sharing analysis (text)")
    media_type = "text/plain"

    def accepts(self, head: bytes, name: str) -> bool:  # noqa: ARG002 (text is known by its content)
        """Anything that is text and does not say that it is something else."""
        return not looks_binary(head) and b"%PDF-" not in head[:1024]

    def read(self, data: bytes, file: File) -> Reading:
        """See `loaders.analysis.read_analysis`."""
        lines = read_lines(decode(data, file.name))
        if not lines:
            raise SourceError("{file} is empty.", file=file.name)
        return read_analysis(lines, File(file.id, file.name, self.media_type))


class PdfAnalysis:
    """The council's analysis as PDF."""

    name = message("information-sharing analysis (PDF)")
    media_type = "application/pdf"

    def accepts(self, head: bytes, name: str) -> bool:  # noqa: ARG002 (a PDF says so itself)
        """A file that says it is a PDF within its first kilobyte, as readers of PDF allow."""
        return b"%PDF-" in head[:1024]

    def read(self, data: bytes, file: File) -> Reading:
        """See `loaders.analysis.read_analysis` and `loaders.pdf.pdf_lines`."""
        from loaders.pdf import pdf_lines  # here: only PDFs pay for their parsers

        return read_analysis(pdf_lines(data, file.name), File(file.id, file.name, self.media_type))


READERS: list[Reader] = [PdfAnalysis(), TextAnalysis()]  # in order; a reader for another format joins by one line here


def read(path: Path | None, data: bytes, name: str, readers: Sequence[Reader] | None = None) -> Reading:
    """What a file states, by the first reader that accepts it and can read it.

    Args:
        path: where the file is, None for standard input; its base name is the name of the source.
        data: its bytes.
        name: its name for messages, and of the source where there is no path.
        readers: those to try, in order; by default all that there are.

    Raises:
        SourceError: one reader accepts the file and cannot read it.
        UnreadableError: no reader accepts it, or several do and none can read it; says why not, each.
    """
    tried: list[tuple[str, SourceError | None]] = []
    file = File(hashlib.sha256(data).hexdigest(), path.name if path else Path(name).name or name, "")
    if not data.strip(b"\0 \t\r\n\f\v"):
        raise SourceError("{file} is empty.", file=file.name)
    for reader in READERS if readers is None else readers:
        if not reader.accepts(data[:HEAD], file.name):
            tried.append((reader.name, None))
            continue
        try:
            return reader.read(data, file)
        except SourceError as error:
            tried.append((reader.name, error))
    failures = [error for _, error in tried if error]
    if len(failures) == 1:
        raise failures[0]
    raise UnreadableError("No reader can read {file}.", tuple(tried), file=file.name)
