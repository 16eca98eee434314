"""The built-in commands by section. Each is a module `accord.commands.SECTION.NAME` with an attribute `command`."""

from __future__ import annotations

from typing import Final

SECTIONS: Final = {
    "ask": ("classify", "resolve"),
    "load": ("check", "load", "map", "readers", "reload", "sources", "template", "unload"),
    "models": ("evaluate", "index", "learn"),
    "publish": ("brief", "export", "view"),
    "query": ("cypher", "schema", "shell", "sql"),
    "review": ("approve", "review"),
    "server": ("pull", "push"),
    "setup": ("completion", "demo"),
}
COMMANDS: Final = {name: section for section, names in SECTIONS.items() for name in names}
