"""The command that installs an optional dependency where Accord itself is installed."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import sysconfig
import tomllib
from collections.abc import Iterable, Mapping
from importlib.metadata import PackageNotFoundError, distribution, requires
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple
from urllib.parse import unquote, urlsplit

PROJECT: Final = "accord-graph"
Manager = Literal["uv tool", "uvx", "pipx", "pip", "uv pip", "ensurepip"]
_EXTRA: Final = re.compile(r"^(?P<package>[^;]+);.*\bextra *== *['\"](?P<extra>[\w-]+)['\"]")
_UV_RECEIPT: Final = "uv-receipt.toml"  # what `uv tool install` was asked for
_PIPX_RECEIPT: Final = "pipx_metadata.json"
_PLAIN: Final = re.compile(r"[\w@%+=:,./\\-]+")  # what no shell reads as something else


class Installation(NamedTuple):
    """How Accord is installed.

    Attributes:
        python: the Python that runs it.
        prefix: the folder of its environment.
        manager: what installs packages there.
        clone: the folder of the clone that it runs from, or None.
        is_managed: whether the system's own packages are there, so that pip has to be told to write among them.
    """

    python: str
    prefix: Path
    manager: Manager = "pip"
    clone: str | None = None
    is_managed: bool = False


def find_installation() -> Installation:
    """Return how the Accord that runs is installed."""
    prefix = Path(sys.prefix)
    marker = Path(sysconfig.get_path("stdlib"), "EXTERNALLY-MANAGED")
    managed = sys.prefix == sys.base_prefix and marker.exists()
    return Installation(sys.executable, prefix, find_manager(prefix), _find_clone(), managed)


def find_manager(prefix: Path, *, has_pip: bool | None = None) -> Manager:
    """Return what installs packages into an environment.

    Args:
        prefix: the folder of the environment.
        has_pip: whether pip is in it; by default, that of the Python that runs.
    """
    if (prefix / _UV_RECEIPT).is_file():
        return "uv tool"
    if (prefix / _PIPX_RECEIPT).is_file():
        return "pipx"
    if prefix.parent.name.startswith("archive-v") and "uv" in _environment_settings(prefix):  # in the cache of uv
        return "uvx"
    if find_spec("pip") is not None if has_pip is None else has_pip:
        return "pip"
    return "uv pip" if "uv" in _environment_settings(prefix) or shutil.which("uv") else "ensurepip"


def install_command(extra: str, place: Installation | None = None) -> str:
    """Return the command that adds an extra to an installation.

    It names the Python that runs, so that it works whether or not a virtual environment is active.

    Args:
        extra: the extra.
        place: how Accord is installed; by default, that is found out.
    """
    place = place or find_installation()
    if place.manager == "uv tool":
        return _uv_tool_command(place.prefix, extras=[extra])
    if place.manager == "uvx":
        return f"uvx --from {_quoted(_with_extras(_direct_source(), [extra]))} accord"
    if place.manager == "pipx":
        return _package_command(place, _packages_of(extra))
    if place.clone:
        return _package_command(place, [f"{place.clone}[{extra}]"], "-e ")
    return _package_command(place, [f"{PROJECT}[{extra}]"])


def package_command(*packages: str, place: Installation | None = None) -> str:
    """Return the command that adds packages, which no extra names, to the environment of Accord.

    Args:
        packages: the packages.
        place: how Accord is installed; by default, that is found out.
    """
    place = place or find_installation()
    if place.manager == "uv tool":
        return _uv_tool_command(place.prefix, packages=packages)
    if place.manager == "uvx":
        added = " ".join(f"--with {_quoted(each)}" for each in packages)
        return f"uvx --from {_quoted(_with_extras(_direct_source(), []))} {added} accord"
    return _package_command(place, packages)


def _package_command(place: Installation, packages: Iterable[str], option: str = "") -> str:
    wanted = option + " ".join(map(_quoted, packages))
    python = _quoted(place.python)
    if place.manager == "pipx":
        return f"pipx inject {_quoted(place.prefix.name)} {wanted}"
    if place.manager == "uv pip":
        return f"uv pip install --python {python} {wanted}"
    if place.is_managed:
        wanted = f"--break-system-packages {wanted}"
    install = f"{python} -m pip install {wanted}"
    return f"{python} -m ensurepip && {install}" if place.manager == "ensurepip" else install


def _uv_tool_command(prefix: Path, *, extras: Iterable[str] = (), packages: Iterable[str] = ()) -> str:
    """Return the command that installs Accord as it was, from where it came, with something more.

    `uv tool install` forgets what an earlier one was asked for, so that the command repeats it.
    """
    try:
        asked = tomllib.loads((prefix / _UV_RECEIPT).read_text(encoding="utf-8"))["tool"]["requirements"]
    except (OSError, ValueError, KeyError):
        asked = []
    own: Mapping[str, Any] = next((each for each in asked if each.get("name") == PROJECT), {})
    others = [_with_extras(each, each.get("extras", ())) for each in asked if each is not own]
    wanted = _with_extras(own, dict.fromkeys([*own.get("extras", ()), *extras]))
    editable = "--editable " if "editable" in own else ""
    added = "".join(f" --with {_quoted(each)}" for each in dict.fromkeys([*others, *packages]))
    return f"uv tool install {editable}{_quoted(wanted)}{added}"


def _with_extras(source: Mapping[str, Any], extras: Iterable[str]) -> str:
    """Return a requirement, as a receipt of uv has it, in the words of a command line."""
    bracket = f"[{','.join(extras)}]" if extras else ""
    for key in ("path", "directory", "editable"):
        if key in source:
            return f"{source[key]}{bracket}"
    named = f"{source.get('name', PROJECT)}{bracket}"
    if "git" in source:
        address, _, query = str(source["git"]).partition("?")
        revision = query.partition("=")[2]
        return f"{named} @ git+{address}{f'@{revision}' if revision else ''}"
    if "url" in source:
        return f"{named} @ {source['url']}"
    return f"{named}{source.get('specifier', '')}"


def _packages_of(extra: str) -> list[str]:
    """Return the packages of an extra, with their versions."""
    try:
        asked = requires(PROJECT) or []
    except PackageNotFoundError:
        asked = []
    found = [match["package"].strip() for each in asked if (match := _EXTRA.match(each)) and match["extra"] == extra]
    return found or [f"{PROJECT}[{extra}]"]


def _direct_source() -> dict[str, Any]:
    """Return where Accord was installed from, as a receipt of uv has it; nothing where that was a package index."""
    try:
        found = json.loads(distribution(PROJECT).read_text("direct_url.json") or "{}")
    except (PackageNotFoundError, ValueError):
        return {}
    address = found.get("url", "")
    if "vcs_info" in found:
        return {"git": f"{address}?rev={found['vcs_info'].get('commit_id', '')}"}
    if urlsplit(address).scheme == "file":
        return {"editable" if found.get("dir_info", {}).get("editable") else "path": _local_path(address)}
    return {"url": address} if address else {}


def _find_clone() -> str | None:
    try:
        distribution(PROJECT)
    except PackageNotFoundError:  # started in a clone, and not installed
        root = Path(__file__).parents[2]
        return str(root) if (root / "pyproject.toml").is_file() else None
    editable = _direct_source().get("editable")
    return str(editable) if editable else None


def _local_path(address: str) -> str:
    path = unquote(urlsplit(address).path)
    return path.lstrip("/") if os.name == "nt" else path


def _environment_settings(prefix: Path) -> frozenset[str]:
    """Return the names in the settings of a virtual environment; those that uv made name uv."""
    try:
        lines = (prefix / "pyvenv.cfg").read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return frozenset()
    return frozenset(line.partition("=")[0].strip() for line in lines)


def _quoted(text: str) -> str:
    """Return a word as a shell takes it; quotes that shells of Windows know, too."""
    return text if _PLAIN.fullmatch(text) else f'"{text}"'
