"""The contract of a reader: one format, known by its content, turned into claims.

`loaders.inputs.registry` lists the readers, in the order in which they are tried.
"""

from __future__ import annotations

import sys
from abc import ABC, abstractmethod
from dataclasses import dataclass, field, replace
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from graph.claims import SourceHints

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.claims import Reading

BLANK: Final = b"\0 \t\r\n\f\v"  # all that is in a file that is empty
SAMPLE_BYTES: Final = 4096  # that a reader may look at before it accepts a file
ALWAYS: Final = 0
NEVER: Final = sys.maxsize
MIN_ISOLATED_TEXT_BYTES: Final = 64_000  # from which on even plain text is read in the worker process


@dataclass(frozen=True, slots=True)
class MappingText:
    """The text of a mapping (YAML), the name of its file for messages, and the folder where it lies."""

    text: str
    name: str = "mapping.yaml"
    folder: str = ""


@dataclass(frozen=True, slots=True)
class File:
    """Properties of a file known before it is read.

    Attributes:
        id: SHA-256 of its bytes.
        name: its base name.
        media_type: filled in by the reader that takes it.
        mapping: what the user says of its columns.
        folder: where it lies, if it is known.
        hints: what the user says of the source.
    """

    id: str
    name: str
    media_type: str = ""
    mapping: MappingText | None = None
    folder: str = ""
    hints: SourceHints = field(default_factory=SourceHints)

    @property
    def folders(self) -> tuple[str, ...]:
        """The folders of the files that a mapping may name: that of the mapping, and that of the file."""
        mapping_folder = (self.mapping.folder,) if self.mapping and self.mapping.folder else ()
        return (*mapping_folder, *((self.folder,) if self.folder else ()))


@dataclass(frozen=True, slots=True)
class Sample:
    """The part of a file that a reader gets before it accepts the file.

    Attributes:
        head: its first bytes, at most `SAMPLE_BYTES`.
        name: its name; a hint, never a proof.
        members: the names inside, where it is a ZIP archive, as DOCX and XLSX are.
        inside: the first bytes of the parts of such an archive that identify its format.
    """

    head: bytes
    name: str
    members: frozenset[str] = field(default=frozenset())
    inside: bytes = b""

    @property
    def is_zip(self) -> bool:
        """Whether it begins as ZIP archives do."""
        return self.head.startswith((b"PK\x03\x04", b"PK\x05\x06"))

    @property
    def start(self) -> bytes:
        """Its first bytes without byte order mark and white space, for formats in UTF-8."""
        return self.head.removeprefix(b"\xef\xbb\xbf").lstrip()


class Reader(ABC):
    """One format.

    Attributes:
        name: for people, and a key of the translation.
        reads: what it reads, likewise.
        guard_from: from how many bytes on a file is read in a worker process with limits: `ALWAYS` for formats that can
            blow up when they are unpacked, `NEVER` for those whose reader needs no more time and memory than the file
            is long.
        extra: the optional part of the package that it needs.
        module: a module that is there if the extra is installed.
        reads_prose: whether it reads documents of running text, so that a memo may be of this format.
        variant: which of several formats it reads, for the worker process that creates it again; empty where its class
            reads one.
    """

    name: str
    reads: str
    media_type: str
    extensions: tuple[str, ...]
    extra: str | None = None
    module: str | None = None
    guard_from: int = ALWAYS
    reads_prose: bool = False
    variant: str = ""

    @abstractmethod
    def accepts(self, sample: Sample) -> bool:
        """Return whether the file may be of this format; several readers may say so, and are then tried in turn."""

    @abstractmethod
    def read(self, data: bytes, file: File) -> Reading | Sequence[Reading]:
        """Return all that the file states; several readings where it carries several sources.

        Raises:
            SourceError: it is not what it claims to be; says how to mend it.
        """

    def stream(self, data: bytes, file: File) -> Reading | Sequence[Reading]:
        """Return the same as `read`; its claims may be generated while they are iterated."""
        return self.read(data, file)

    def prepare(self) -> None:  # noqa: B027 (most import little)
        """Import what reading needs; the worker process does so before it may no longer write any file.

        So Python can keep the compiled modules where an installation came without them.
        """

    def check_as_json(self, data: bytes, file: File) -> bytes:
        """Return what is wrong with a form that a person filled in, as JSON; for formats that have forms.

        Raises:
            NotImplementedError: this one has none.
        """
        raise NotImplementedError

    def memo_as_json(self, data: bytes, file: File) -> bytes:
        """Return the passages of a document of running text as JSON (`graph.exchange.memo.Memo`).

        Raises:
            NotImplementedError: this format has none.
        """
        raise NotImplementedError

    def is_sure_of(self, file: File) -> bool:  # noqa: ARG002 (most go by the content alone)
        """Return whether a file that it accepts can be nothing else: where it fails, no other reader is then tried."""
        return False

    def is_named_for(self, name: str) -> bool:
        """Return whether a file of this name is usually of this format."""
        return name.casefold().endswith(self.extensions)

    @property
    def installed(self) -> bool:
        """Whether what it needs is there."""
        return self.module is None or find_spec(self.module) is not None

    def of(self, file: File) -> File:
        """Return the file, known to be of this format."""
        return replace(file, media_type=self.media_type)
