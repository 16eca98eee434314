"""Messages in English and French: the current language, and translation by gettext.

English sentences are the keys; `accord/locale/fr/LC_MESSAGES/accord.po` has the French. click uses gettext for its
own texts as well ("Usage:", "Missing argument"), and finds them in the same catalogue.
"""

from __future__ import annotations

import contextlib
import errno
import gettext
import os
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from graph.errors import message
from graph.text.strings import hide_controls
from graph.values import LANGUAGES

if TYPE_CHECKING:
    from graph.claims import Note
    from graph.errors import AccordError, UnreadableError

DOMAIN: Final = "accord"
SQLITE_MESSAGES: Final = (  # frequent errors of SQLite, marked for translation
    message("file is not a database"),
    message("database disk image is malformed"),
    message("unable to open database file"),
    message("disk I/O error"),
)
LOCALES: Final = Path(__file__).parent / "locale"
FEW_BYTES: Final = 1_000_000  # free on the disk of temporary files: too few to write one

_current: dict[str, gettext.NullTranslations] = {"catalogue": gettext.NullTranslations()}


def _(message: str) -> str:
    """Translate a message; `gettext.gettext` would search the disk for the catalogue at each call."""
    return _current["catalogue"].gettext(message)


def ngettext(singular: str, plural: str, n: int) -> str:
    """Translate a message that depends on a number."""
    return _current["catalogue"].ngettext(singular, plural, n)


@lru_cache(maxsize=len(LANGUAGES))
def _load_catalogue(language: str) -> gettext.NullTranslations:
    try:  # `gettext.translation` would load the module `locale`, to find the name of this file
        with (LOCALES / language / "LC_MESSAGES" / f"{DOMAIN}.mo").open("rb") as file:
            return gettext.GNUTranslations(file)
    except FileNotFoundError:
        return gettext.NullTranslations()


def preferred_language(arguments: Sequence[str], environment: Mapping[str, str], setting: str | None = None) -> str:
    """Return the language to use: --lang, ACCORD_LANG, that of accord.toml (`setting`) or of the locale, else English.

    A value of ACCORD_LANG may have a region ("fr_CA"); one that is no language counts as none.
    """
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
    if setting in LANGUAGES:
        return setting
    locale = environment.get("LC_ALL") or environment.get("LC_MESSAGES") or environment.get("LANG") or ""
    return "fr" if locale.lower().startswith("fr") else "en"


def set_language(language: str) -> None:
    """Set the language of all messages from now on."""
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain(DOMAIN, str(LOCALES))  # for click, which calls gettext directly
    gettext.textdomain(DOMAIN)
    _current["catalogue"] = _load_catalogue(language)


@contextlib.contextmanager
def in_language(language: str) -> Iterator[None]:
    """Translate into a language within a block; the language of the process stays as it is."""
    before = _current["catalogue"]
    _current["catalogue"] = _load_catalogue(language)
    try:
        yield
    finally:
        _current["catalogue"] = before


def current_language() -> str:
    """Return the language of messages."""
    chosen = os.environ.get("LANGUAGE", "")
    return chosen if chosen in LANGUAGES else preferred_language((), os.environ)


def format_error(error: AccordError) -> str:
    """Return the message of an error in the current language, with errors inside it translated as well."""
    return _(error.template).format(**_format_values(error.values))


def _format_value(value: object) -> object:
    """Translate a value of a message that is itself an error; leave others as they are."""
    from graph.errors import AccordError, UnknownNameError

    if isinstance(value, UnknownNameError) and value.suggestions:  # which is offered as it is where it is not inside
        names = " · ".join(map(hide_controls, value.suggestions))
        return f"{format_error(value)} {_('Did you mean: {names}?').format(names=names)}"
    if isinstance(value, AccordError):
        return format_error(value)
    if isinstance(value, Exception):
        return hide_controls(_(str(value)))
    return hide_controls(str(value)) if isinstance(value, str | os.PathLike) else value


def format_attempts(error: UnreadableError) -> list[str]:
    """Return the name and the error of each reader that was tried, if `ACCORD_DEBUG` asks for that."""
    from graph.process.client import DEBUG_VARIABLE

    if not os.environ.get(DEBUG_VARIABLE):
        return []
    return [
        _("{reader}: {reason}").format(reader=_(reader), reason=format_error(reason)) for reader, reason in error.tried
    ]


def format_os_error(error: OSError) -> str:
    """Return the reason of a system error, translated if it is a usual one."""
    usual = {
        errno.ENOENT: _("no such file or folder"),
        errno.EACCES: _("permission denied"),
        errno.EISDIR: _("it is a folder"),
        errno.ENOSPC: _("no room left on the disk"),
    }
    if error.errno == errno.ENOSPC and (folder := _full_temporary_folder()):
        return _("no room left for temporary files in {folder}; TMPDIR names another folder").format(folder=folder)
    return usual.get(error.errno or 0) or error.strerror or str(error)


def _full_temporary_folder() -> str | None:
    """Return the folder of temporary files if it is nearly full."""
    import shutil
    import tempfile

    try:
        folder = tempfile.gettempdir()
        return folder if shutil.disk_usage(folder).free < FEW_BYTES else None
    except OSError:
        return None


def format_note(note: Note) -> str:
    """Return the note of a reader in the current language."""
    if note.plural:
        return ngettext(note.template, note.plural, int(note.values["n"])).format(**_format_values(note.values))
    return _(note.template).format(**_format_values(note.values))


def _format_values(values: Mapping[str, object]) -> dict[str, object]:
    special = {"where": _format_where, "audience": _format_audience}
    return {name: special.get(name, _format_value)(value) for name, value in values.items()}


def audience_name(audience: str) -> str:
    """Return an audience in words: the public, the members of the council, the secretariat."""
    names = {
        "public": _("the public"),
        "members": _("the members of the council"),
        "secretariat": _("the secretariat"),
    }
    return names.get(audience, audience)


def _format_audience(value: object) -> object:
    return audience_name(value) if isinstance(value, str) else value


def _format_where(value: object) -> object:
    """Hide controls in the lines that show where in a text an error is; their breaks stay."""
    return "\n".join(map(hide_controls, value.split("\n"))) if isinstance(value, str) else value
