"""What a reader is: one format, known by its content, turned into claims.

`loaders.inputs.registry` has the list of them all, and tries them in turn.
"""

from __future__ import annotations

import contextlib
import io
import sys
import zipfile
from abc import ABC, abstractmethod
from dataclasses import dataclass, field, replace
from importlib.util import find_spec
from typing import TYPE_CHECKING, ClassVar, Final, Self

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.claims import Reading

HEAD: Final = 4096  # bytes that a reader may look at before it accepts
ALWAYS: Final = 0
NEVER: Final = sys.maxsize
PROSE: Final = 1_000_000  # bytes from which on even plain prose is read in the guarded process
MOST_LISTED: Final = 10_000  # members of a ZIP archive that readers get to see
# Parts that say what an archive is, and how a workbook or a Word document begins.
TELLING: Final = (
    "mimetype",
    "docProps/core.xml",
    "xl/sharedStrings.xml",
    "xl/worksheets/sheet1.xml",
    "word/document.xml",
)


class MappingText(str):
    """The text of a mapping (YAML) that knows what its file is called, for messages."""

    __slots__ = ("name",)

    def __new__(cls, text: str, name: str) -> Self:
        """Make one of a text and the name of its file."""
        made = super().__new__(cls, text)
        made.name = name
        return made

    name: str


@dataclass(frozen=True, slots=True)
class SourceHints:
    """What a person says of a source; it overrides what the document says of itself.

    Attributes:
        sender: the identifier of the jurisdiction that sent it.
        date: when it was written, as EDTF.
        edition: the identifier of the edition that it belongs to.
        language: ``en`` or ``fr``.
        approval: who may see it: ``public``, ``members`` or ``withheld``.
    """

    sender: str | None = None
    date: str | None = None
    edition: str | None = None
    language: str | None = None
    approval: str | None = None


@dataclass(frozen=True, slots=True)
class File:
    """What is known of a file before it is read.

    Args:
        id: SHA-256 of its bytes.
        name: its base name.
        media_type: filled in by the reader that takes it.
        mapping: the text of the mapping (YAML) that the user gave for its columns.
        mapping_name: what the file of the mapping is called.
        folders: where the files lie that the mapping may name: beside it, and beside the file.
        hints: what the user says of it.
    """

    id: str
    name: str
    media_type: str = ""
    mapping: str | None = None
    mapping_name: str = "mapping.yaml"
    folders: tuple[str, ...] = ()
    hints: SourceHints = field(default_factory=SourceHints)


@dataclass(frozen=True, slots=True)
class Sample:
    """What a reader may look at before it accepts a file: no more than is cheap.

    Args:
        head: its first bytes, at most `HEAD`.
        name: its name; a hint, never a proof.
        members: the names inside, where it is a ZIP archive, as DOCX and XLSX are.
        inside: the beginnings of the parts of such an archive that tell what kind of document it is.
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

    `name` and `reads` are for people, and keys of the translation. `guard_from`: how large a file must be, in bytes,
    to be read in a process of its own with limits; formats that can blow up when they are unpacked are `ALWAYS`,
    and `NEVER` is for those whose reader needs no more time and memory than the file is long.
    """

    name: ClassVar[str]
    reads: ClassVar[str]
    media_type: ClassVar[str]
    extensions: ClassVar[tuple[str, ...]]
    extra: ClassVar[str | None] = None  # the optional part it needs, and a module that tells whether it is installed
    module: ClassVar[str | None] = None
    guard_from: ClassVar[int] = ALWAYS

    @abstractmethod
    def accepts(self, sample: Sample) -> bool:
        """Whether the file may be of this format; several readers may say so, and are then tried in turn."""

    @abstractmethod
    def read(self, data: bytes, file: File) -> Reading | Sequence[Reading]:
        """All that the file states; several readings where it carries several sources.

        Raises:
            SourceError: it is not what it claims to be; says how to mend it.
        """

    def is_sure_of(self, file: File) -> bool:  # noqa: ARG002 (most go by the content alone)
        """Whether a file that it accepts can be nothing else: where it fails, no other reader is then tried."""
        return False

    @property
    def installed(self) -> bool:
        """Whether what it needs is there."""
        return self.module is None or find_spec(self.module) is not None

    def of(self, file: File) -> File:
        """The file, known to be of this format."""
        return replace(file, media_type=self.media_type)


def sample_of(data: bytes, name: str) -> Sample:
    """What readers may look at of a file."""
    sample = Sample(data[:HEAD], name)
    return Sample(sample.head, name, *_within(data)) if sample.is_zip else sample


def _within(data: bytes) -> tuple[frozenset[str], bytes]:
    """The names in a ZIP archive, and how telling parts begin; none where its directory is damaged or much too long."""
    names: list[str] = []
    inside = b""
    # what is damaged fails in many ways, and its reader says how
    with contextlib.suppress(Exception), zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        for name in TELLING:
            if name in names:
                with archive.open(name) as part:
                    inside += part.read(HEAD * 2)
    return frozenset(names[:MOST_LISTED]), inside
