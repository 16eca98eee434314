"""The catalogue of messages: extract them from the code, bring the French up to date, compile it.

    python tools/messages.py                     what `make messages` runs
    python tools/messages.py extract FILE.pot    only list what there is to translate

Babel does the work. Its keywords here are gettext's own, and the places where this project writes an English template:
the error classes, `note` and `message`. click's words are extracted from the click that is installed, since it asks
the same catalogue for them.
"""

from __future__ import annotations

import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from babel.messages.frontend import CommandLineInterface

ROOT: Final = Path(__file__).parent.parent
ROOMS: Final = ("accord", "graph", "loaders", "queries", "viz")
FRENCH: Final = ROOT / "accord" / "locale" / "fr" / "LC_MESSAGES" / "accord.po"
KEYWORDS: Final = (
    "AccordError", "UsageError", "UnknownNameError", "SourceError", "UnreadableError", "ReaderFailedError",
    "StoreError", "ReplacedError", "SharingError", "MissingExtraError", "ModelServerError", "note",
    "counting_note:1,2", "message",
)  # fmt: skip
WIDTH: Final = "120"


def extract(template: Path) -> None:
    """Write all messages of the code and of click to a template (.pot)."""
    click = find_spec("click")
    if click is None or click.origin is None:
        raise SystemExit("click is not installed; run `make messages`, which installs it.")
    keywords = [f"--keyword={word}" for word in KEYWORDS]
    folders = [*(str(ROOT / room) for room in ROOMS), str(Path(click.origin).parent)]
    # no places: a line number that moves would change the catalogue, and click's folder differs between machines
    _babel("extract", "--no-location", "--sort-output", "--project=Accord", f"--width={WIDTH}",
           *keywords, f"--output-file={template}", *folders)  # fmt: skip


def update(template: Path) -> None:
    """Update the French catalogue: new messages are empty, obsolete ones are removed."""
    if not FRENCH.exists():
        FRENCH.parent.mkdir(parents=True, exist_ok=True)
        _babel("init", "--locale=fr", f"--input-file={template}", f"--output-file={FRENCH}")
    _babel("update", "--locale=fr", "--no-fuzzy-matching", "--ignore-obsolete", "--ignore-pot-creation-date",
           f"--width={WIDTH}", f"--input-file={template}", f"--output-file={FRENCH}")  # fmt: skip


def compile_catalogue() -> None:
    """Write the compiled catalogue (.mo) that gettext reads."""
    _babel("compile", "--locale=fr", f"--input-file={FRENCH}", f"--output-file={FRENCH.with_suffix('.mo')}")


def _babel(*arguments: str) -> None:
    CommandLineInterface().run(["pybabel", "--quiet", *arguments])  # type: ignore[no-untyped-call]


def main(arguments: list[str]) -> None:
    """Do what the arguments say; see the top of this file."""
    if arguments[:1] == ["extract"] and len(arguments) == 2:
        extract(Path(arguments[1]))
        return
    if arguments:
        raise SystemExit(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder) / "accord.pot"
        extract(template)
        update(template)
    compile_catalogue()


if __name__ == "__main__":
    main(sys.argv[1:])
