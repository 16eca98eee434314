"""Data files in YAML, parsed by the C library if PyYAML has it (ten times as fast); package data is cached compiled.

Importing PyYAML takes 20 ms, longer than most questions take. The content of a file that comes with Accord is therefore
cached in `__pycache__`, like compiled modules, with the hash of the text that it was made from.
"""

from __future__ import annotations

import contextlib
import marshal
import os
import sys
from importlib.util import cache_from_source, source_hash
from pathlib import Path
from typing import Any


def load_yaml(text: str) -> Any:  # noqa: ANN401 (what a YAML text holds is known to its caller)
    """Return the content of a YAML text; only plain values are made."""
    import yaml  # imported here because cached files do not need it

    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 (both are safe)


def load_yaml_file(path: Path) -> Any:  # noqa: ANN401
    """Return the content of a YAML file of a package, from its compiled form if that is up to date."""
    text = path.read_bytes()
    digest = source_hash(text)
    with contextlib.suppress(OSError, EOFError, ValueError, TypeError, NotImplementedError):
        compiled = _compiled_path(path).read_bytes()
        if compiled.startswith(digest):
            return marshal.loads(compiled[len(digest) :])  # noqa: S302 (as safe as the compiled modules in this folder)
    content = load_yaml(text.decode("utf-8"))
    with contextlib.suppress(OSError, ValueError, NotImplementedError):  # read-only folder; a value such as a date
        _write(_compiled_path(path), digest + marshal.dumps(content))
    return content


def _compiled_path(path: Path) -> Path:
    """Return the path of the compiled form, in the folder of compiled modules."""
    return Path(cache_from_source(f"{path}.py")).with_suffix(".bin")


def _write(path: Path, compiled: bytes) -> None:
    """Write a compiled form atomically, unless Python is set to write none."""
    if sys.dont_write_bytecode:
        return
    path.parent.mkdir(exist_ok=True, parents=True)
    new = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        new.write_bytes(compiled)
        new.replace(path)
    except OSError:
        new.unlink(missing_ok=True)
