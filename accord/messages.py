"""Messages in both languages: which one to speak, and gettext's catalogue.

English sentences are the keys; `accord/locale/fr/LC_MESSAGES/accord.po` has the French. click asks gettext for its own
words too ("Usage:", "Missing argument"), so they come from the same catalogue.
"""

from __future__ import annotations

import errno
import gettext
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from graph.errors import message
from graph.values import LANGUAGES

if TYPE_CHECKING:
    from graph.claims import Note
    from graph.errors import AccordError, UnreadableError

DOMAIN: Final = "accord"
SQLITE_SAYS: Final = (  # what SQLite says most often of a file, as keys of the translation
    message("file is not a database"),
    message("database disk image is malformed"),
    message("unable to open database file"),
    message("disk I/O error"),
)
LOCALES: Final = Path(__file__).parent / "locale"

_ = gettext.gettext
ngettext = gettext.ngettext


def preferred_language(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """The language to speak: --lang, then ACCORD_LANG, then the locale, then English."""
    for at, argument in enumerate(arguments):
        if argument == "--":
            break
        value = arguments[at + 1] if argument == "--lang" and at + 1 < len(arguments) else None
        if argument.startswith("--lang="):
            value = argument.removeprefix("--lang=")
        if value in LANGUAGES:
            return value
    if (chosen := environment.get("ACCORD_LANG", "")[:2].lower()) in LANGUAGES:
        return chosen
    locale = environment.get("LC_ALL") or environment.get("LC_MESSAGES") or environment.get("LANG") or ""
    return "fr" if locale.lower().startswith("fr") else "en"


def speak(language: str) -> None:
    """Let every message from here on be in a language."""
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain(DOMAIN, str(LOCALES))
    gettext.textdomain(DOMAIN)


def spoken() -> str:
    """The language that messages are in."""
    chosen = os.environ.get("LANGUAGE", "")
    return chosen if chosen in LANGUAGES else preferred_language((), os.environ)


def explained(error: AccordError) -> str:
    """What an error says, in the language spoken; so for the errors of ours, of the system and of SQLite it quotes."""
    said = {name: _quoted(value) if isinstance(value, Exception) else value for name, value in error.values.items()}
    return _(error.template).format(**said)


def _quoted(error: Exception) -> str:
    from graph.errors import AccordError

    return explained(error) if isinstance(error, AccordError) else _(str(error))


def explained_tries(error: UnreadableError) -> list[str]:
    """Return the name and the error of each reader that was tried, where `ACCORD_DEBUG` asks for that."""
    from graph.process import DEBUG_VARIABLE

    if not os.environ.get(DEBUG_VARIABLE):
        return []
    return [
        _("{reader}: {reason}").format(reader=_(reader), reason=explained(reason)) for reader, reason in error.tried
    ]


def refusal(error: OSError) -> str:
    """Why the system would not read or write a file, in the language spoken where it is one of the usual reasons."""
    usual = {
        errno.ENOENT: _("no such file or folder"),
        errno.EACCES: _("permission denied"),
        errno.EISDIR: _("it is a folder"),
        errno.ENOSPC: _("no room left on the disk"),
    }
    return usual.get(error.errno or 0) or error.strerror or str(error)


def explained_note(note: Note) -> str:
    """What a reader's note says, in the language spoken."""
    if note.plural:
        return ngettext(note.template, note.plural, int(note.values["n"])).format(**note.values)
    return _(note.template).format(**note.values)
